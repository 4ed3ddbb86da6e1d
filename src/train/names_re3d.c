/*
 * names_re3d.c: names from re3d (Dstl): documents.json and entities.json with one object a line. Its entities are whole
 * noun phrases, named or not; only those that are nothing but a name, after an article or a title, are taken as names,
 * of the words in other entities nothing is said.
 */
#include "names_corpora.h"

#include "knowledge/knowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* json_string: the value of a string member, with its escapes resolved; NULL where there is none. */
static char *json_string(const char *line, const char *member)
{
    char pattern[40], *value, *out;
    const char *at;

    snprintf(pattern, sizeof(pattern), "\"%s\" : \"", member);
    at = strstr(line, pattern);
    if (at == NULL)
        return NULL;
    at += strlen(pattern);
    out = value = train_allocate(strlen(at) + 1, 1);
    for (; *at != '\0' && *at != '"'; at++) {
        if (*at != '\\') {
            *out++ = *at;
            continue;
        }
        at++;
        if (*at == 'u') {
            unsigned code = 0;

            sscanf(at + 1, "%4x", &code);
            at += 4;
            if (code < 0x80) {
                *out++ = (char)code;
            } else if (code < 0x800) {
                *out++ = (char)(0xC0 | code >> 6);
                *out++ = (char)(0x80 | (code & 0x3F));
            } else {
                *out++ = (char)(0xE0 | code >> 12);
                *out++ = (char)(0x80 | (code >> 6 & 0x3F));
                *out++ = (char)(0x80 | (code & 0x3F));
            }
        } else {
            *out++ = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at;
        }
    }
    *out = '\0';
    return value;
}

static int32_t json_number(const char *line, const char *member)
{
    char pattern[40];
    const char *at;

    snprintf(pattern, sizeof(pattern), "\"%s\" : ", member);
    at = strstr(line, pattern);
    return at == NULL ? -1 : (int32_t)strtol(at + strlen(pattern), NULL, 10);
}

/* byte_of: where a character begins, counted in UTF-16 as the corpus does. */
static int32_t byte_of(const NameText *text, int32_t character)
{
    int32_t at = 0;

    while (at < text->length && character > 0) {
        unsigned char byte = (unsigned char)text->text[at];

        character -= byte >= 0xF0 ? 2 : 1;
        at += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    }
    return at;
}

static bool is_word(const char *word, size_t length, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0)
            return true;
    return false;
}

/* add_entity: a name, or a stretch of which nothing is known. */
static void add_entity(NameText *text, int32_t start, int32_t end, const char *type)
{
    static const char *const articles[] = {"the", "The", "a", "A", "an", "An"};
    static const char *const inside[] = {"of", "the", "and", "for", "al", "de", "&", "-"};
    uint32_t kinds = strcmp(type, "Organisation") == 0  ? GOLD(ORG)
                     : strcmp(type, "Person") == 0      ? GOLD(PERSON)
                     : strcmp(type, "Location") == 0    ? GOLD(PLACE) | GOLD(FACILITY)
                     : strcmp(type, "Nationality") == 0 ? GOLD(NORP)
                                                        : GOLD_UNKNOWN;
    int32_t whole = start;
    bool name = kinds != GOLD_UNKNOWN;

    for (int32_t at = start; at < end;) {
        size_t length = strcspn(text->text + at, " \n");
        const char *word = text->text + at;
        char lower[32];
        int32_t row;
        bool capital = (word[0] >= 'A' && word[0] <= 'Z') || (word[0] & 0x80);

        if (length > (size_t)(end - at))
            length = (size_t)(end - at);
        row = knowledge_find(&knowledge_name_words, lower, word_lower(word, length, lower, sizeof(lower)));
        if (at == start && (is_word(word, length, articles, sizeof(articles) / sizeof(articles[0])) ||
                            (kinds == GOLD(PERSON) && row >= 0 &&
                             strcmp(knowledge_cell(&knowledge_name_words, row, 1), "person_title") == 0)))
            start = at + (int32_t)length + 1;
        else if (!capital && (at == start || !is_word(word, length, inside, sizeof(inside) / sizeof(inside[0]))) &&
                 strncmp(word, "al-", 3) != 0)
            name = false;
        at += (int32_t)length + 1;
    }
    if (start >= end)
        return;
    names_add_span(text, name ? start : whole, end, name ? kinds : GOLD_UNKNOWN);
}

/* each_line: cuts a file into lines; the first may begin with a byte order mark. */
static char *next_line(char **at, char *end)
{
    char *line = *at, *stop;

    if (line >= end)
        return NULL;
    if (strncmp(line, "\xEF\xBB\xBF", 3) == 0)
        line += 3;
    stop = memchr(line, '\n', (size_t)(end - line));
    if (stop == NULL)
        stop = end;
    *stop = '\0';
    *at = stop + 1;
    return line;
}

void names_read_re3d(NameTexts *texts, const char *folder)
{
    char *path = train_path(folder, "documents.json"), *entities_path = train_path(folder, "entities.json");
    size_t size, entities_size;
    char *documents = train_read(path, &size), *entities = train_read(entities_path, &entities_size);
    char *at = documents, *line;
    int32_t first = texts->count, number = 0;
    char **ids = NULL, **longer;

    while ((line = next_line(&at, documents + size)) != NULL) {
        char *id = json_string(line, "_id"), *body = json_string(line, "text");
        NameText *text;

        number++;
        if (line[0] == '\0')
            continue;
        if (id == NULL || body == NULL)
            train_fail(path, number, "no \"_id\" and \"text\"");
        text = names_add_text(texts, "re3d");
        text->text = body;
        text->length = (int32_t)strlen(body);
        text->open = true;
        longer = realloc(ids, sizeof(*ids) * (size_t)(texts->count - first));
        if (longer == NULL)
            train_fail(path, number, "out of memory");
        ids = longer;
        ids[texts->count - first - 1] = id;
    }
    number = 0;
    at = entities;
    while ((line = next_line(&at, entities + entities_size)) != NULL) {
        char *id = json_string(line, "documentId"), *type = json_string(line, "type");
        int32_t begin = json_number(line, "begin"), end = json_number(line, "end");

        number++;
        if (line[0] == '\0')
            continue;
        if (id == NULL || type == NULL || begin < 0 || end <= begin)
            train_fail(entities_path, number, "no \"documentId\", \"type\", \"begin\" and \"end\"");
        for (int32_t i = first; i < texts->count; i++)
            if (strcmp(ids[i - first], id) == 0)
                add_entity(&texts->items[i], byte_of(&texts->items[i], begin), byte_of(&texts->items[i], end), type);
        free(id);
        free(type);
    }
    for (int32_t i = first; i < texts->count; i++) {
        names_sort_spans(&texts->items[i]);
        free(ids[i - first]);
    }
    free(ids);
    free(documents);
    free(entities);
    free(path);
    free(entities_path);
}
