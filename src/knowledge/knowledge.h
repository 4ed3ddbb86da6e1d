/*
 * knowledge.h: the word lists of src/knowledge, compiled into read-only tables, and how they are looked up.
 *
 * A list NAME.tsv becomes the table knowledge_NAME. Its first column is the key: one or more words separated by a
 * space. Rows are in the byte order of their keys; several rows may have the same key and then follow each other.
 */
#ifndef NEWS_EVENTS_KNOWLEDGE_H
#define NEWS_EVENTS_KNOWLEDGE_H

#include "annotation/document.h"

typedef struct KnowledgeTable {
    const char *strings;
    const uint32_t *cells; /* rows * columns offsets into strings */
    int32_t rows, columns;
    const int32_t *slots; /* hash of key -> first row of that key, -1 free */
    uint32_t slot_mask;
    const uint32_t *first_words;  /* distinct first words of keys, offsets into strings */
    const int32_t *first_longest; /* words of the longest key that begins with it */
    const int32_t *first_slots;
    uint32_t first_slot_mask;
    int32_t longest; /* words of the longest key */
} KnowledgeTable;

/* In which form the words of the text are compared with the words of a key. */
typedef enum KnowledgeForm {
    KNOWLEDGE_EXACT, /* as they stand */
    KNOWLEDGE_LOWER, /* ASCII letters in lower case: for lists in lower case */
    KNOWLEDGE_LEMMA  /* the lemma in lower case */
} KnowledgeForm;

/* knowledge_find: the first row with this key, or -1. */
extern int32_t knowledge_find(const KnowledgeTable *table, const char *key, size_t length);
extern int32_t knowledge_find_string(const KnowledgeTable *table, const char *key);

/* knowledge_longest_from: words of the longest key that begins with this word, 0 when none does. */
extern int32_t knowledge_longest_from(const KnowledgeTable *table, const char *word, size_t length);

/* knowledge_cell: a cell, "" when empty. The key is column 0. */
static inline const char *knowledge_cell(const KnowledgeTable *table, int32_t row, int32_t column)
{
    return table->strings + table->cells[row * table->columns + column];
}

/* knowledge_same_key: whether row and row + 1 have one key. */
extern bool knowledge_same_key(const KnowledgeTable *table, int32_t row);

/*
 * knowledge_match: the first row of the longest key whose words are the tokens from `first` on, none after `last`.
 * Gives -1 when there is none; else *end is the last token of the match. Tokens that touch each other in the text are
 * one word of the key: "Guinea-Bissau" is found however it was cut.
 */
extern int32_t knowledge_match(const KnowledgeTable *table, const Document *document, int32_t first, int32_t last,
                               KnowledgeForm form, int32_t *end);

#include "knowledge/tables.h"

#endif
