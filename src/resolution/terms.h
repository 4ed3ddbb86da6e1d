/*
 * terms.h: what a story is about, as a signature: its weightiest terms, by which two stories are compared.
 *
 * A term is a word without inflection. Its weight is how often the story has it (a capital or a digit counts twice),
 * damped, times how rare it is in news at large (Sparck Jones 1972; src/knowledge/term_weights.tsv): not in the corpus
 * at hand, so that a story's signature does not depend on the others. Similarity is the cosine of two signatures
 * (Salton 1975).
 */
#ifndef NEWS_EVENTS_TERMS_H
#define NEWS_EVENTS_TERMS_H

#include "annotation/document.h"

#define SIGNATURE_TERMS 64 /* the weightiest that a story is compared by */
#define SIGNATURE_KEYS 8   /* the weightiest of those: similar stories share one of them */

/* An entry is a term's 40-bit hash and its 12-bit weight in one positive number; entries are in ascending order. */

/* signature_of: the entries of a document; gives their number. */
extern int32_t signature_of(const Document *document, int64_t entries[SIGNATURE_TERMS]);

/* signature_keys: the terms of the weightiest entries. */
extern int32_t signature_keys(const int64_t *entries, int32_t count, int64_t keys[SIGNATURE_KEYS]);

/* signature_similarity: 0 .. 1000. */
extern int32_t signature_similarity(const int64_t *a, int32_t a_count, const int64_t *b, int32_t b_count);

/* term_stem: a lower-case word without inflection, in place; gives its length. "talks", "talked" -> "talk". */
extern size_t term_stem(char *word, size_t length);

/* term_hash: 64 bits of any bytes, the same on every machine. */
extern uint64_t term_hash(const char *bytes, size_t length, uint64_t seed);

#endif
