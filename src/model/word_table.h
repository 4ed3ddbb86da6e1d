/*
 * word_table.h: small integers of words, such as the classes that a word belongs to.
 *
 * A table maps the 64-bit hash of a word's bytes (word_hash, of the word in lower case unless the table's section says
 * otherwise) to `columns` numbers of 16 bits. It holds no strings: 32 bits of the hash stand for the word, and a word
 * that is not in the table is taken for one that is about once in 100,000 times.
 *
 * Section: u32 columns, u32 bits; then, at the next 64-byte boundary, 2^bits marks of 32 bits (0: free slot), then
 * 2^bits * columns values of 16 bits. A word is looked for from the slot that the low bits of its hash name, onwards.
 */
#ifndef NEWS_EVENTS_WORD_TABLE_H
#define NEWS_EVENTS_WORD_TABLE_H

#include "model.h"

#define WORD_TABLE_MAX_COLUMNS 8
#define WORD_TABLE_MAX_BITS 24

typedef struct WordTable {
    uint32_t columns, mask;
    const uint32_t *marks;
    const uint16_t *values;
} WordTable;

/* word_hash: FNV-1a of 64 bits with a last mixing, the same on every machine. */
static inline uint64_t word_hash(const char *bytes, size_t length)
{
    uint64_t hash = 14695981039346656037ull;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)bytes[i]) * 1099511628211ull;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93ull;
    return hash ^ (hash >> 32);
}

/* word_mark: the 32 bits of a hash that stand for the word. */
static inline uint32_t word_mark(uint64_t hash)
{
    uint32_t mark = (uint32_t)(hash >> 32);

    return mark == 0 ? 1 : mark;
}

/* word_table_read: a table at the cursor. */
extern void word_table_read(WordTable *table, Cursor *cursor);

/* word_table_open: a table from a section; false (and an empty table) where the model has no such section. */
extern bool word_table_open(WordTable *table, const Model *model, const Environment *environment, const char *section);

/* word_table_find: the numbers of the word with this hash, or NULL. */
static inline const uint16_t *word_table_find(const WordTable *table, uint64_t hash)
{
    uint32_t mark = word_mark(hash), slot = (uint32_t)hash & table->mask;

    if (table->marks == NULL)
        return NULL;
    for (uint32_t probes = 0; probes <= table->mask && table->marks[slot] != 0; probes++) {
        if (table->marks[slot] == mark)
            return table->values + (size_t)slot * table->columns;
        slot = (slot + 1) & table->mask;
    }
    return NULL;
}

#endif
