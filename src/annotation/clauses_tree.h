/*
 * clauses_tree.h: dependency trees read from the top, and the frame of a predicate: its arguments as in an active,
 * finite clause, whatever the text's own construction is.
 *
 * Heads come from the tokens; a stored annotation may hold any heads, so every walk is bounded and survives cycles.
 */
#ifndef NEWS_EVENTS_CLAUSES_TREE_H
#define NEWS_EVENTS_CLAUSES_TREE_H

#include "document.h"

#define WALK_LIMIT 48  /* steps up a tree */
#define FRAME_LIMIT 40 /* arguments of one predicate */
#define CHILD_LIMIT 96 /* children looked at: no word of English has as many, a garbled text may */

#define FOR_CHILDREN(tree, token, child)                                         \
    for (int32_t child = (tree)->first_child[token], child##_left = CHILD_LIMIT; \
         child != NO_INDEX && child##_left > 0; child = (tree)->next_sibling[child], child##_left--)

typedef struct Tree {
    const Document *document;
    int32_t *first_child;  /* of each token, in text order; NO_INDEX: none */
    int32_t *next_sibling; /* NO_INDEX: none */
    int32_t *mention_at;   /* of each token: the mention whose head it is, else the shortest that covers it */
    int32_t *clause_at;    /* of each token: the clause whose predicate it is */
    int32_t *first_timex, *first_place, *first_quotation; /* of each sentence: its first record, or NO_INDEX */
} Tree;

typedef enum FrameRelation {
    FRAME_SUBJ,
    FRAME_OBJ,
    FRAME_IOBJ,
    FRAME_PREP,  /* with a preposition */
    FRAME_XCOMP, /* clause without a subject of its own */
    FRAME_CCOMP, /* clause with one */
    FRAME_ADVCL,
    FRAME_ADV,
    FRAME_PART, /* particle */
    FRAME_POSS,
    FRAME_MOD, /* adjective or noun before a noun */
    FRAME_APPOS,
    FRAME_RELATION_COUNT
} FrameRelation;

typedef struct FrameArgument {
    FrameRelation relation;
    int32_t preposition; /* token, NO_INDEX: none */
    int32_t head;
    bool direct; /* found at the predicate itself, not by control, coordination or a supporting verb */
} FrameArgument;

typedef struct Frame {
    int32_t predicate;
    int32_t support; /* the light verb that governs a noun of happening, NO_INDEX: none */
    bool noun, passive;
    int32_t count;
    FrameArgument arguments[FRAME_LIMIT];
} Frame;

/* tree_build: indexes over a document's layers; memory from the arena. */
extern void tree_build(Tree *tree, const Document *document, Arena *arena);

/* tree_frame: the arguments of a verb or noun of happening. */
extern void tree_frame(const Tree *tree, int32_t predicate, Frame *frame);

/* tree_subject: the understood subject of a verb (its surface subject, by control or coordination), or NO_INDEX. */
extern int32_t tree_subject(const Tree *tree, int32_t verb);

/* tree_support: the light verb that governs a noun, or NO_INDEX. */
extern int32_t tree_support(const Tree *tree, int32_t noun);

extern bool tree_is_verb(const Tree *tree, int32_t token);
extern bool tree_is_noun(const Tree *tree, int32_t token);
extern bool tree_is_passive(const Tree *tree, int32_t verb);

/* tree_child: the first child with this relation (a universal relation stands for its subtypes too), or NO_INDEX. */
extern int32_t tree_child(const Tree *tree, int32_t token, Deprel relation);

/* tree_case: the preposition (or possessive mark) of a nominal, or NO_INDEX. */
extern int32_t tree_case(const Tree *tree, int32_t token);

/* tree_first_conjunct: the head of the coordination that a token stands in, through its conj relations. */
extern int32_t tree_first_conjunct(const Tree *tree, int32_t token);

/* tree_phrase: first and last token of a nominal without its clauses, appositions and coordinated parts. */
extern void tree_phrase(const Tree *tree, int32_t head, int32_t *first, int32_t *last);

/* tree_lemma_is: whether the token's lemma is this word, or its form is where there is no lemma. */
extern bool tree_lemma_is(const Tree *tree, int32_t token, const char *word);

static inline const Token *tree_token(const Tree *tree, int32_t token)
{
    return &tree->document->tokens.items[token];
}

static inline Deprel tree_relation(const Tree *tree, int32_t token)
{
    return deprel_universal((Deprel)tree_token(tree, token)->deprel);
}

#endif
