/* builtin.c: the rows that are compiled into the library, as the dictionary of programs that have no server. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "coding/builtin.h"
#include "coding/builtin_actors.h"
#include "knowledge/knowledge.h"

/* cell: a cell, NULL when empty. */
static const char *cell(const KnowledgeTable *table, int32_t row, int32_t column)
{
    const char *text = knowledge_cell(table, row, column);

    return text[0] == '\0' ? NULL : text;
}

int32_t builtin_type_count(void)
{
    return knowledge_event_types.rows;
}

void builtin_type(int32_t row, EventType *type)
{
    const KnowledgeTable *table = &knowledge_event_types;
    const char *quad = cell(table, row, 5), *goldstein = cell(table, row, 6);

    type->code = cell(table, row, 0);
    type->type = cell(table, row, 1);
    type->mode = cell(table, row, 2);
    type->context = cell(table, row, 3);
    type->cameo = cell(table, row, 4);
    type->quad = quad == NULL ? 0 : atoi(quad);
    type->goldstein = goldstein == NULL ? NAN : strtod(goldstein, NULL);
    type->symmetric = cell(table, row, 7) != NULL;
}

const char *builtin_type_description(int32_t row)
{
    return cell(&knowledge_event_types, row, 8);
}

int32_t builtin_pattern_count(void)
{
    return knowledge_patterns.rows;
}

void builtin_pattern(int32_t row, const char **pattern, const char **code, const char **reverse)
{
    *pattern = cell(&knowledge_patterns, row, 0);
    *code = cell(&knowledge_patterns, row, 1);
    *reverse = cell(&knowledge_patterns, row, 2);
}

int32_t builtin_words_count(void)
{
    return knowledge_word_sets.rows;
}

void builtin_words(int32_t row, const char **name, const char **words)
{
    *name = cell(&knowledge_word_sets, row, 0);
    *words = cell(&knowledge_word_sets, row, 1);
}

/* moment_of: "2001-01-20" as a moment, NO_TIME for "". */
static Moment moment_of(const char *day)
{
    int32_t year, month, of_month, era, of_year;

    if (day[0] == '\0')
        return NO_TIME;
    year = atoi(day);
    month = atoi(day + 5);
    of_month = atoi(day + 8);
    year -= month <= 2;
    era = year / 400;
    of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + of_month - 1;
    return ((Moment)era * 146097 + (year - era * 400) * 365 + (year - era * 400) / 4 - (year - era * 400) / 100 +
            of_year - 719468) *
           86400 * 1000000;
}

static void add_builtin_actor(void *context, const BuiltinActor *actor)
{
    size_t length = strlen(actor->code);
    ActorRow row = {.name = actor->name,
                    .code = actor->code,
                    .agent = actor->agent,
                    .valid_from = moment_of(actor->valid_from),
                    .valid_until = moment_of(actor->valid_until),
                    .builtin = true};

    if (actor->agent && actor->code[0] == '~')
        row.code++;
    else
        row.before = actor->agent && length > 0 && actor->code[length - 1] == '~';
    dictionary_add_actor(context, &row);
}

Dictionary *dictionary_builtin(Arena *arena)
{
    Dictionary *dictionary = dictionary_start(arena);

    for (int32_t i = 0; i < builtin_type_count(); i++) {
        EventType type;

        builtin_type(i, &type);
        dictionary_add_type(dictionary, &type);
    }
    for (int32_t i = 0; i < builtin_words_count(); i++) {
        const char *name, *words;

        builtin_words(i, &name, &words);
        dictionary_add_words(dictionary, name, words);
    }
    for (int32_t i = 0; i < builtin_pattern_count(); i++) {
        const char *pattern, *code, *reverse;

        builtin_pattern(i, &pattern, &code, &reverse);
        if (!dictionary_add_pattern(dictionary, pattern, code, reverse, true))
            environment_error(arena->environment, ERROR_INTERNAL, "built-in pattern \"%s\" cannot be read", pattern);
    }
    builtin_actors(add_builtin_actor, dictionary);
    dictionary_finish(dictionary);
    return dictionary;
}
