/*
 * train.h: what the steps of the trainer share. Each step learns one section of the model from the corpora and writes
 * it to a file of its own; a step sees the sections of the steps before it as a Model. Same corpora, same bytes: no
 * clock, no addresses, no floating point whose result could differ, random numbers from a generator of our own.
 */
#ifndef NEWS_EVENTS_TRAIN_H
#define NEWS_EVENTS_TRAIN_H

#include "annotation/document.h"
#include "model/word_table.h"

typedef struct Trainer {
    const Environment *environment;
    const char *corpora; /* folder of the corpora */
    const char *output;  /* folder of the sections */
} Trainer;

/* The steps; train.c lists them in the order in which they run. */
extern void train_tagger(const Trainer *trainer);
extern void train_frequent(const Trainer *trainer);
extern void train_tags(const Trainer *trainer);
extern void train_lemmas(const Trainer *trainer);
extern void train_relations(const Trainer *trainer);
extern void train_parser(const Trainer *trainer);
extern void train_measure(const Trainer *trainer); /* says how good tagger, lemmas and parser are */
extern void train_names(const Trainer *trainer);

/* train_fail: a message with file and line (0: the file as a whole) to standard error, and the end of the program. */
extern void train_fail(const char *path, int32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4), noreturn));

/* train_note: a line of progress to standard error, with the time since the start. */
extern void train_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* train_allocate: zeroed memory from malloc; ends the program where there is none. */
extern void *train_allocate(size_t count, size_t size);

/* train_path: FOLDER/NAME, to be freed. */
extern char *train_path(const char *folder, const char *name);

/* train_read: the whole of a file and a NUL behind it. */
extern char *train_read(const char *path, size_t *size);

/* A random number below limit; deterministic from the seed that the caller sets in *state (not 0). */
static inline uint32_t train_random(uint64_t *state, uint32_t limit)
{
    *state ^= *state << 13; /* Marsaglia's xorshift64 */
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(((*state >> 32) * limit) >> 32);
}

/* Bytes that grow: a section while it is being made. */
typedef struct Output {
    uint8_t *bytes;
    size_t size, capacity;
} Output;

extern void output_add(Output *output, const void *bytes, size_t size);
extern void output_add_u32(Output *output, uint32_t number);
extern void output_align(Output *output, size_t alignment);

/* train_write: writes a file of the folder of sections and empties the output. */
extern void train_write(const Trainer *trainer, const char *name, Output *output);

/* train_write_section: writes the section's file and empties the output. */
extern void train_write_section(const Trainer *trainer, const char *section, Output *output);

/* train_cursor: a cursor over a copy of what was put out, which stays in memory. */
extern Cursor train_cursor(const Trainer *trainer, const Output *output);

/* train_model: a model of the sections that are there now, with `section` (NULL: none) in place of the file of that
 * name; stays in memory. */
extern const Model *train_model(const Trainer *trainer, const char *section, const Output *content);

/*
 * train_word_table: a section in the format of model/word_table.h. words holds count words, values count * columns
 * numbers; of words with the same mark the first one stays.
 */
extern void train_word_table(Output *output, const char *const *words, const uint16_t *values, size_t count,
                             uint32_t columns);
extern void train_hash_table(Output *output, const uint64_t *hashes, const uint16_t *values, size_t count,
                             uint32_t columns);

#endif
