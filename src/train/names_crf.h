/*
 * names_crf.h: learns the weights of the name finder: a conditional random field (Lafferty, McCallum and Pereira 2001)
 * over the runs of candidate tokens, by stochastic gradient with a step for each weight (AdaGrad: Duchi, Hazan and
 * Singer 2011), features left out at random (Wang and Manning 2013), and the average over the later rounds.
 */
#ifndef NEWS_EVENTS_NAMES_CRF_H
#define NEWS_EVENTS_NAMES_CRF_H

#include "annotation/name_model.h"
#include "train.h"

#define CRF_LABELS (NAME_LABELS + 1)

/* What a token may be: one bit a label; more than one where the corpus does not say. */
typedef uint32_t LabelSet;

#define ANY_LABEL (((LabelSet)1 << CRF_LABELS) - 1)

/* Tokens in a row, with the numbers of their features; two lists, of which training uses the first or both. */
typedef struct CrfRun {
    int32_t first_token, tokens; /* in the arrays of the CrfData */
} CrfRun;

typedef struct CrfToken {
    size_t features; /* where its features begin */
    uint16_t base;   /* features of the words themselves */
    uint16_t memory; /* features from memory, behind the others */
    LabelSet allowed;
} CrfToken;

typedef struct CrfData {
    CrfRun *runs;
    int32_t run_count, run_capacity;
    CrfToken *tokens;
    int32_t token_count, token_capacity;
    uint32_t *features; /* numbers of features */
    size_t feature_count, feature_capacity;
} CrfData;

typedef struct Crf {
    uint32_t features;
    float (*weights)[NAME_LABELS];
    float (*squares)[NAME_LABELS];
    float (*sums)[NAME_LABELS];
    float transitions[NAME_TRANSITIONS][NAME_TRANSITIONS];
    float transition_squares[NAME_TRANSITIONS][NAME_TRANSITIONS];
    float transition_sums[NAME_TRANSITIONS][NAME_TRANSITIONS];
    int32_t summed;
} Crf;

typedef struct CrfSettings {
    int32_t rounds;
    bool memory; /* each run twice in a round: without and with the features from memory */
    float rate, decay;
    uint32_t dropped; /* features in 1000 that are left out */
    uint64_t seed;
} CrfSettings;

extern void crf_start(Crf *crf, uint32_t features);
extern void crf_train(Crf *crf, const CrfData *data, const CrfSettings *settings);
extern void crf_free(Crf *crf);

#endif
