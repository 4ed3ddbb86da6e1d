/* knowledge.c: looking up the compiled word lists. */
#include "knowledge/knowledge.h"

#include <string.h>

#define LONGEST_KEY 256 /* bytes; longer text matches no key */

/* FNV-1a, 32 bits, as compile.pl computes it. */
static uint32_t hash_key(const char *key, size_t length)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)key[i]) * 16777619u;
    return hash;
}

static bool same(const char *string, const char *key, size_t length)
{
    return (length == 0 || string[0] == key[0]) && strncmp(string, key, length) == 0 && string[length] == '\0';
}

int32_t knowledge_find(const KnowledgeTable *table, const char *key, size_t length)
{
    uint32_t slot = hash_key(key, length) & table->slot_mask;

    while (table->slots[slot] >= 0) {
        int32_t row = table->slots[slot];

        if (same(knowledge_cell(table, row, 0), key, length))
            return row;
        slot = (slot + 1) & table->slot_mask;
    }
    return -1;
}

int32_t knowledge_find_string(const KnowledgeTable *table, const char *key)
{
    return knowledge_find(table, key, strlen(key));
}

bool knowledge_same_key(const KnowledgeTable *table, int32_t row)
{
    return row + 1 < table->rows && table->cells[row * table->columns] == table->cells[(row + 1) * table->columns];
}

int32_t knowledge_longest_from(const KnowledgeTable *table, const char *word, size_t length)
{
    uint32_t slot = hash_key(word, length) & table->first_slot_mask;

    while (table->first_slots[slot] >= 0) {
        int32_t i = table->first_slots[slot];

        if (same(table->strings + table->first_words[i], word, length))
            return table->first_longest[i];
        slot = (slot + 1) & table->first_slot_mask;
    }
    return 0;
}

/* append_token: the token in the wanted form at the end of a key; false when it does not fit. */
static bool append_token(const Document *document, int32_t token, KnowledgeForm form, char *key, size_t *length)
{
    const char *bytes = token_text(document, token);
    size_t count = (size_t)document->tokens.items[token].length;

    if (form == KNOWLEDGE_LEMMA) {
        bytes = token_lemma(document, token);
        count = strlen(bytes);
    }
    if (*length + count + 1 > LONGEST_KEY)
        return false;
    for (size_t i = 0; i < count; i++) {
        char c = bytes[i];

        if (form != KNOWLEDGE_EXACT && c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        key[(*length)++] = c;
    }
    return true;
}

/* token_follows_space: "Guinea-Bissau" may be three tokens and is one word of a key all the same. */
static bool token_follows_space(const Document *document, int32_t token)
{
    const Token *before = &document->tokens.items[token - 1];

    return document->tokens.items[token].start > before->start + before->length;
}

int32_t knowledge_match(const KnowledgeTable *table, const Document *document, int32_t first, int32_t last,
                        KnowledgeForm form, int32_t *end)
{
    char key[LONGEST_KEY];
    size_t length = 0;
    int32_t words, found = -1;

    if (first > last || !append_token(document, first, form, key, &length))
        return -1;
    words = knowledge_longest_from(table, key, length);
    for (int32_t i = 0; i < words; i++) {
        int32_t row;

        if (i > 0) {
            if (first + i > last || length + 1 > LONGEST_KEY)
                break;
            if (token_follows_space(document, first + i))
                key[length++] = ' ';
            if (!append_token(document, first + i, form, key, &length))
                break;
        }
        row = knowledge_find(table, key, length);
        if (row >= 0) {
            found = row;
            *end = first + i;
        }
    }
    return found;
}
