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

/* certain_relation: the relation that a word has for certain, or -1; else relation_keys are to be asked. */
#define RELATION_CONTEXTS 2
extern void relation_certainties(const ParseState *state, const RelationContext *contexts, int32_t word,
                                 uint64_t *hashes);

static inline int32_t certain_relation(const WordTable *certain, const ParseState *state,
                                       const RelationContext *contexts, int32_t word)
{
    uint64_t hashes[RELATION_CONTEXTS];

    relation_certainties(state, contexts, word, hashes);
    for (int32_t i = 0; i < RELATION_CONTEXTS; i++) {
        const uint16_t *row = word_table_find(certain, hashes[i]);

        if (row != NULL && row[0] < DEPREL_COUNT)
            return row[0];
    }
    return -1;
}

/* What the features see: the word (d), its head (h), their dependents and its head's head. */
typedef struct RelationView {
    const ParseNode *node;
    const ParseWord *d, *h, *left, *right, *grand;
    uint32_t action, head_action, sister_relation, marker, auxiliary, head_auxiliary, distance, groups;
} RelationView;

/* relation_look: relations holds those of the words before. */
extern void relation_look(const ParseState *state, const RelationContext *contexts, const uint8_t *relations,
                          int32_t word, RelationView *view);

/* The features of a word's relation, without words and with words, as for the actions. */
extern int32_t relation_plain_keys(const RelationView *view, uint32_t *keys);
extern int32_t relation_word_keys(const RelationView *view, uint32_t *keys);

/* best_relation: the relation with the highest score, never root; *lead is by how much. */
static inline int32_t best_relation(int16_t *scores, int32_t *lead)
{
    return DEPREL_ROOT + 1 + feature_rows_best(scores + DEPREL_ROOT + 1, DEPREL_COUNT - DEPREL_ROOT - 1, lead);
}

/* The step from a word to the next: notes the word as its head's last dependent. */
static inline void relation_done(const ParseState *state, RelationContext *contexts, int32_t word)
{
    contexts[state->nodes[word].head].last_dependent = word;
}

#endif
