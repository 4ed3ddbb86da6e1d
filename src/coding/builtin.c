/* builtin.c: the rows that are compiled into the library, as the dictionary of programs that have no server. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "coding/builtin.h"
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
    dictionary_finish(dictionary);
    return dictionary;
}
