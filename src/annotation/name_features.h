/*
 * name_features.h: what the name finder sees of a token; shared by the finder (names.c) and its trainer.
 *
 * Words: a token that could be in a name is a candidate; candidates that follow each other are a run; what is outside
 * of runs is in no name and costs nothing. A label is a kind of name and where in it the token stands (BILOU: begin,
 * inside, last, unit; Ratinov and Roth 2009). The finder knows one kind PLACE for GPE and LOC, which lists tell apart
 * afterwards.
 */
#ifndef NEWS_EVENTS_NAME_FEATURES_H
#define NEWS_EVENTS_NAME_FEATURES_H

#include "word_classes.h"

#define NAME_KIND_LIST(X) X(PERSON) X(ORG) X(PLACE) X(NORP) X(FACILITY) X(PRODUCT) X(MISC)

typedef enum NameKind {
#define X(name) NAME_##name,
    NAME_KIND_LIST(X)
#undef X
        NAME_KIND_COUNT
} NameKind;

typedef enum NamePart { NAME_BEGIN, NAME_INSIDE, NAME_LAST, NAME_UNIT, NAME_PART_COUNT } NamePart;

#define NAME_LABEL(kind, part) ((kind)*NAME_PART_COUNT + (part))
#define NAME_LABELS (NAME_KIND_COUNT * NAME_PART_COUNT)
#define NAME_OUTSIDE NAME_LABELS /* the label of a token in no name */

#define NAME_MAX_FEATURES 128

/* A distinct word of the document, in lower case, and what is known of it. */
typedef struct NameWord {
    uint64_t hash;
    uint64_t group;     /* of name_words.tsv, hashed; 0: none */
    uint16_t values[4]; /* word_classes.h */
    bool known;         /* what follows and the classes have been looked up */
    bool day;           /* a day of the week or a month that is no name by itself */
    bool heads;         /* may be the last word of a name without a capital: "dam", "province" */
    uint32_t lower;     /* how often in lower case in this document */
    uint32_t capital;   /* how often with a capital where its place does not ask for one */
    uint32_t votes[NAME_KIND_COUNT][NAME_PART_COUNT]; /* labels that the first pass gave it */
} NameWord;

/* How a sentence uses capitals. */
typedef enum CaseMode { CASE_NORMAL, CASE_UPPER, CASE_TITLE, CASE_LOWER } CaseMode;

typedef struct NameToken {
    int32_t word;   /* of the document's words */
    uint32_t shape; /* hash of its letters' cases: "Aa", "AA", "A.A." */
    uint8_t mode;   /* CaseMode of its sentence */
    bool strong;    /* has a capital, or stands in a sentence that has none */
    bool filler;    /* may stand inside a name: "of", "the", "&" */
    bool joint;     /* a filler that neither begins nor ends a name */
    bool candidate;
    bool all_capitals;
    bool first;                  /* of its sentence, apart from quotation marks and numbers */
    uint8_t acronym;             /* 1: in a name whose acronym follows in brackets; 2: such an acronym */
    uint8_t label;               /* that the first pass gave it */
    int32_t run_first, run_last; /* candidates: the capitalised words around it, joined by fillers */
} NameToken;

typedef struct NameContext {
    Document *document;
    WordClasses classes;
    WordTable phrases; /* lists of names, by the hash of their words */
    NameToken *tokens; /* one for each token of the document */
    NameWord *words;
    int32_t word_count, word_capacity;
    int32_t *word_slots;
    uint32_t word_mask;
    uint16_t *phrase_types; /* one for each token: lists that a phrase which it is part of is in, and where in it */
    uint64_t *pairs;        /* two words that follow each other in a name of the first pass, a hash set */
    uint32_t pair_mask;     /* 0: none yet */
} NameContext;

/* name_context_start: what can be seen of a document whose sentences and tokens are there. */
extern void name_context_start(NameContext *context, Document *document);

/* name_features: the hashes of a candidate's features; gives their number, at most NAME_MAX_FEATURES. */
extern int32_t name_features(NameContext *context, int32_t token, uint64_t *features);

#define NAME_NEVER (-20000)

/* name_forbid: gives the labels that a candidate cannot have scores of NAME_NEVER. */
extern void name_forbid(NameContext *context, int32_t token, int32_t *scores);

/* name_remember: takes up the labels of the first pass (tokens[].label) as the document's memory. */
extern void name_remember(NameContext *context);

/* name_memory_features: features of a candidate from the memory; like name_features. */
extern int32_t name_memory_features(NameContext *context, int32_t token, uint64_t *features);

/* name_kind: the kind that a mention gets. */
extern Kind name_kind(NameContext *context, NameKind kind, int32_t first, int32_t last);

#endif
