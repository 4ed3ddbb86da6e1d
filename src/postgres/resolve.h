/*
 * resolve.h: the parts of resolve: entities, stories that are about the same, events, story lines.
 *
 * A chunk is the stories that one transaction resolves. Whatever part of the corpus they can change is loaded, decided
 * anew as a whole and written back, so that the rows are those that one resolution of everything would give.
 */
#ifndef NEWS_EVENTS_POSTGRES_RESOLVE_H
#define NEWS_EVENTS_POSTGRES_RESOLVE_H

#include "corpus.h"
#include "annotation.h"
#include "utils/hsearch.h"

typedef struct Chunk {
    const Corpus *corpus;
    ArrayType *keys;        /* the stories that it resolves, of the key's type */
    ServerDocument *memory; /* the arena of the pure part */
} Chunk;

/* Numbers without repetition, in the order in which they came. */
typedef struct NumberSet {
    HTAB *table;
    int64 *items;
    int count, capacity;
} NumberSet;

extern NumberSet *number_set_create(void);
extern bool number_set_add(NumberSet *set, int64 number); /* whether it is new; 0 is never added */
extern Datum number_array(const int64 *numbers, int count);

/* Adds the numbers in a column of SPI's current result. */
extern void number_set_add_column(NumberSet *set, int column);

/* run_for: a statement with $1 = an array of numbers, of text, of keys. */
extern uint64 run_for_numbers(const Chunk *chunk, const char *sql, const int64 *numbers, int count);
extern uint64 run_for_texts(const Chunk *chunk, const char *sql, char **texts, int count);
extern uint64 run_for_keys(const Chunk *chunk, const char *sql);

/* lock_stories: holds the stories of those keys; false: somebody else does, so that the chunk must be tried again. */
extern bool lock_stories(const Chunk *chunk, char **keys, int count);

/* One value of SPI's current result. */
extern int64 result_number(uint64 row, int column); /* null: 0 */
extern char *result_text(uint64 row, int column);   /* null: NULL */

extern bool resolve_chunk_entities(Chunk *chunk);
extern void resolve_chunk_neighbours(Chunk *chunk);
extern bool resolve_chunk_events(Chunk *chunk);
extern bool resolve_chunk_lines(Chunk *chunk);

#endif
