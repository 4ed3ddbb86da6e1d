/*
 * names_gum.c: names from GUM, whose CoNLL-U files say of every noun phrase what it speaks of (Zeldes 2017). A name is
 * taken from the phrases whose head is a proper noun: the run of proper nouns around the head, with "of", "and" and the
 * like inside where the phrase's title in Wikipedia has them too.
 */
#include "names_corpora.h"

#include "knowledge/knowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TOKENS 1024 /* of a sentence */
#define MAX_OPEN 64     /* phrases within phrases */

typedef struct GumToken {
    int32_t start, end; /* in the text */
    bool proper, number, hyphen;
    char lower[32];
} GumToken;

typedef struct Phrase {
    char group[16], type[24], title[160];
    int32_t first, last; /* tokens */
    int32_t head;        /* of the phrase, from its first token on */
} Phrase;

typedef struct GumReader {
    const char *path;
    int32_t line;
    NameText *text;
    size_t capacity;
    int32_t sentence; /* where its text begins */
    int32_t next;     /* where the next token is looked for */
    int32_t together; /* last token of a word that is several tokens, such as "don't" */
    int32_t together_start, together_end;
    GumToken tokens[MAX_TOKENS];
    int32_t count;
    Phrase open[MAX_OPEN];
    int32_t open_count;
} GumReader;

static bool joins_names(const GumReader *reader, const GumToken *token, const Phrase *phrase)
{
    static const char *const words[] = {"of", "the", "and", "for", "in", "de", "la", "du", "des", "on", "at"};
    char wanted[40];

    if (strcmp(token->lower, "&") == 0 || token->hyphen || strcmp(token->lower, "'") == 0)
        return true;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(token->lower, words[i]) != 0)
            continue;
        if (phrase->title[0] == '\0')
            return i == 0 && strcmp(phrase->type, "organization") == 0;
        snprintf(wanted, sizeof(wanted), "_%s_", words[i]);
        return strstr(phrase->title, wanted) != NULL;
    }
    return false;
}

static bool is_title(const GumToken *token)
{
    size_t length = strlen(token->lower);
    int32_t row;

    if (length > 1 && token->lower[length - 1] == '.')
        length--;
    row = knowledge_find(&knowledge_name_words, token->lower, length);
    return row >= 0 && strcmp(knowledge_cell(&knowledge_name_words, row, 1), "person_title") == 0;
}

/* take_name: the name in a phrase, if its head is a proper noun. */
static void take_name(GumReader *reader, const Phrase *phrase)
{
    int32_t head = phrase->first + phrase->head - 1, first, last;
    uint32_t kinds = strcmp(phrase->type, "person") == 0         ? GOLD(PERSON)
                     : strcmp(phrase->type, "organization") == 0 ? GOLD(ORG)
                     : strcmp(phrase->type, "place") == 0        ? GOLD(PLACE) | GOLD(FACILITY)
                                                                 : GOLD_UNKNOWN;

    if (head < phrase->first || head > phrase->last || !reader->tokens[head].proper ||
        strcmp(phrase->type, "time") == 0)
        return;
    for (first = head; first > phrase->first;) {
        if (reader->tokens[first - 1].proper)
            first--;
        else if (first - 1 > phrase->first && reader->tokens[first - 2].proper &&
                 joins_names(reader, &reader->tokens[first - 1], phrase))
            first -= 2;
        else
            break;
    }
    for (last = head; last < phrase->last;) {
        int32_t next = last + 1;

        while (next < phrase->last && next < last + 3 && joins_names(reader, &reader->tokens[next], phrase))
            next++;
        if (!reader->tokens[next].proper && !(next == last + 1 && reader->tokens[next].number))
            break;
        last = next;
    }
    while ((kinds & GOLD(PERSON)) && first < last && is_title(&reader->tokens[first]))
        first++;
    names_add_span(reader->text, reader->tokens[first].start, reader->tokens[last].end, kinds);
}

/* open_phrase: the fields of "8-organization-new-nnnnn-cf3-3,5,6-sgl-University_of_Portsmouth". */
static void open_phrase(GumReader *reader, const char *fields, size_t length)
{
    Phrase *phrase = &reader->open[reader->open_count];
    const char *at = fields, *end = fields + length;

    if (reader->open_count == MAX_OPEN)
        train_fail(reader->path, reader->line, "more than %d phrases within each other", MAX_OPEN);
    memset(phrase, 0, sizeof(*phrase));
    phrase->first = reader->count - 1;
    for (int field = 0; at <= end; field++) {
        const char *dash = field < 7 ? memchr(at, '-', (size_t)(end - at)) : NULL;
        size_t size = dash == NULL ? (size_t)(end - at) : (size_t)(dash - at);

        if (field == 0 && size < sizeof(phrase->group))
            memcpy(phrase->group, at, size);
        if (field == 1 && size < sizeof(phrase->type))
            memcpy(phrase->type, at, size);
        if (field == 5)
            phrase->head = (int32_t)strtol(at, NULL, 10);
        if (field == 7 && size < sizeof(phrase->title))
            memcpy(phrase->title, at, size);
        if (dash == NULL)
            break;
        at = dash + 1;
    }
    if (phrase->type[0] == '\0')
        train_fail(reader->path, reader->line, "an entity without a type");
    reader->open_count++;
}

static void close_phrase(GumReader *reader, int32_t number)
{
    reader->open[number].last = reader->count - 1;
    take_name(reader, &reader->open[number]);
    memmove(&reader->open[number], &reader->open[number + 1],
            sizeof(reader->open[0]) * (size_t)(reader->open_count - number - 1));
    reader->open_count--;
}

/* read_phrases: an Entity= value, such as "(10-place-new-... " or "10)9)8)". */
static void read_phrases(GumReader *reader, const char *value, size_t length)
{
    const char *at = value, *end = value + length;

    while (at < end) {
        size_t size;

        if (*at == '(') {
            size = strcspn(at + 1, "()|\t");
            if (at + 1 + size > end)
                size = (size_t)(end - at - 1);
            open_phrase(reader, at + 1, size);
            at += 1 + size;
            if (at < end && *at == ')') {
                close_phrase(reader, reader->open_count - 1);
                at++;
            }
            continue;
        }
        size = strcspn(at, ")");
        for (int32_t p = reader->open_count - 1; p >= 0; p--) {
            if (strlen(reader->open[p].group) == size && memcmp(reader->open[p].group, at, size) == 0) {
                close_phrase(reader, p);
                break;
            }
        }
        at += size + 1;
    }
}

/* place_token: finds a token in the text of the sentence. */
static void place_token(GumReader *reader, const char *form, size_t length, int32_t *start, int32_t *end)
{
    const NameText *text = reader->text;

    while (text->text[reader->next] == ' ' || strncmp(text->text + reader->next, "\xC2\xA0", 2) == 0)
        reader->next += text->text[reader->next] == ' ' ? 1 : 2;
    if ((size_t)(text->length - reader->next) < length || memcmp(text->text + reader->next, form, length) != 0)
        train_fail(reader->path, reader->line, "\"%.*s\" is not the next word of the text", (int)length, form);
    *start = reader->next;
    *end = reader->next = reader->next + (int32_t)length;
}

static void read_token(GumReader *reader, char *line)
{
    char *cells[10], *entity;
    int count = 0;
    GumToken *token = &reader->tokens[reader->count];

    for (char *cell = strtok(line, "\t"); cell != NULL && count < 10; cell = strtok(NULL, "\t"))
        cells[count++] = cell;
    if (count != 10)
        train_fail(reader->path, reader->line, "%d columns instead of 10", count);
    if (strchr(cells[0], '.') != NULL)
        return; /* a word that is understood but not said */
    if (strchr(cells[0], '-') != NULL) {
        reader->together = (int32_t)strtol(strchr(cells[0], '-') + 1, NULL, 10);
        place_token(reader, cells[1], strlen(cells[1]), &reader->together_start, &reader->together_end);
        return;
    }
    if (reader->count == MAX_TOKENS)
        train_fail(reader->path, reader->line, "more than %d tokens in a sentence", MAX_TOKENS);
    memset(token, 0, sizeof(*token));
    if (strtol(cells[0], NULL, 10) <= reader->together) {
        token->start = reader->together_start;
        token->end = reader->together_end;
    } else {
        place_token(reader, cells[1], strlen(cells[1]), &token->start, &token->end);
    }
    token->proper = strcmp(cells[4], "NNP") == 0 || strcmp(cells[4], "NNPS") == 0;
    token->number = strcmp(cells[4], "CD") == 0;
    token->hyphen = strcmp(cells[4], "HYPH") == 0;
    token->lower[word_lower(cells[1], strlen(cells[1]), token->lower, sizeof(token->lower) - 1)] = '\0';
    reader->count++;
    entity = strstr(cells[9], "Entity=");
    if (entity != NULL)
        read_phrases(reader, entity + 7, strcspn(entity + 7, "|"));
}

/* read_comment: a new text, paragraph or sentence. */
static void read_comment(GumReader *reader, NameTexts *texts, const char *line, bool *paragraph)
{
    if (strncmp(line, "# newdoc", 8) == 0) {
        if (reader->text != NULL)
            names_sort_spans(reader->text);
        reader->text = names_add_text(texts, "gum");
        reader->text->open = true;
        reader->capacity = 0;
        reader->open_count = 0;
    } else if (strncmp(line, "# newpar", 8) == 0) {
        *paragraph = true;
    } else if (strncmp(line, "# text = ", 9) == 0) {
        if (reader->text == NULL)
            train_fail(reader->path, reader->line, "a sentence before \"# newdoc\"");
        if (reader->text->length > 0)
            names_append(reader->text, &reader->capacity, *paragraph ? "\n\n" : " ", *paragraph ? 2 : 1);
        *paragraph = false;
        reader->next = reader->text->length;
        names_append(reader->text, &reader->capacity, line + 9, strlen(line + 9));
    }
}

void names_read_gum(NameTexts *texts, const char *path)
{
    size_t size;
    char *bytes = train_read(path, &size);
    GumReader *reader = train_allocate(1, sizeof(*reader));
    bool paragraph = false;

    reader->path = path;
    for (char *at = bytes; at < bytes + size;) {
        char *end = memchr(at, '\n', size - (size_t)(at - bytes));

        if (end == NULL)
            train_fail(path, reader->line + 1, "no end of line");
        *end = '\0';
        reader->line++;
        if (*at == '#') {
            read_comment(reader, texts, at, &paragraph);
        } else if (*at == '\0') {
            reader->count = 0;
            reader->together = 0;
            reader->open_count = 0;
        } else {
            if (reader->text == NULL)
                train_fail(path, reader->line, "a token before \"# newdoc\"");
            read_token(reader, at);
        }
        at = end + 1;
    }
    if (reader->text != NULL)
        names_sort_spans(reader->text);
    free(reader);
    free(bytes);
}
