/*
 * relations.h: which relation each word has to its head, found when the tree of the sentence stands. A linear model
 * over features of the word, its head, their other dependents and the group of relations that the parser's action
 * named.
 */
#ifndef NEWS_EVENTS_RELATIONS_H
#define NEWS_EVENTS_RELATIONS_H

#include "model/feature_rows.h"
#include "parser.h"

#define RELATION_MOST_KEYS 48

/* What the features need of a tree besides its nodes; one of each word and one of the root. */
typedef struct RelationContext {
    uint32_t auxiliary;     /* lemma of the auxiliary next to it */
    uint32_t marker;        /* lemma of the preposition or subordinator nearest to its left end */
    int32_t last_dependent; /* while relations are found from left to right: its last dependent so far */
} RelationContext;

/* relation_contexts: fills count + 1 of them. */
extern void relation_contexts(const ParseState *state, RelationContext *contexts);

/* relation_keys: the features of the relation of a word; relations holds those of the words before it. */
extern int32_t relation_keys(const ParseState *state, const RelationContext *contexts, const uint8_t *relations,
                             int32_t word, uint32_t *keys);

/* The step from a word to the next: notes the word as its head's last dependent. */
static inline void relation_done(const ParseState *state, RelationContext *contexts, int32_t word)
{
    contexts[state->nodes[word].head].last_dependent = word;
}

#endif
