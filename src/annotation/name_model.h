/*
 * name_model.h: the learned weights of the name finder, and the search for the best labels with them.
 *
 * The section "names" of the model: u32 version, u32 bits, the weights of transitions (int16, from the kind before to
 * the kind after; the last kind is "no name"), then 2^bits buckets of 16 marks of 16 bits, then for each mark a row:
 * 28 weights of 8 bits, to be shifted left by the 29th byte. Scores of "no name" are 0. A feature's hash names its
 * bucket and its mark; a mark is taken for that of another feature about once in 5,000 look-ups.
 */
#ifndef NEWS_EVENTS_NAME_MODEL_H
#define NEWS_EVENTS_NAME_MODEL_H

#include "name_features.h"

#define NAME_SECTION "names"
#define NAME_MODEL_VERSION 1
#define NAME_BUCKET 16
#define NAME_MAX_BITS 18
#define NAME_MAX_SHIFT 6
#define NAME_TRANSITIONS (NAME_KIND_COUNT + 1)
#define NAME_MAX_RUN 256 /* tokens that are labelled together; longer runs (a table in capitals) are cut */

typedef struct NameRow {
    int8_t weights[NAME_LABELS];
    uint8_t shift;
    uint8_t unused[3];
} NameRow;

typedef struct NameModel {
    const int16_t *transitions; /* NAME_TRANSITIONS * NAME_TRANSITIONS */
    const uint16_t *marks;      /* NULL: there is no model */
    const NameRow *rows;
    uint32_t mask;
} NameModel;

static inline uint32_t name_bucket(uint64_t feature, uint32_t mask)
{
    return (uint32_t)(feature >> 20) & mask;
}

static inline uint16_t name_mark(uint64_t feature)
{
    uint16_t mark = (uint16_t)feature;

    return mark == 0 ? 1 : mark;
}

/* name_model_open: the document's model; marks is NULL where it has none for names. */
extern void name_model_open(NameModel *model, const Document *document);

/* name_model_score: adds the weights of features to NAME_LABELS scores. */
extern void name_model_score(const NameModel *model, const uint64_t *features, int32_t count, int32_t *scores);

/*
 * name_model_decode: the best labels of a run of tokens, by dynamic programming (Viterbi). scores has NAME_LABELS
 * numbers a token; links is room for NAME_LABELS + 1 bytes a token.
 */
extern void name_model_decode(const NameModel *model, const int32_t *scores, int32_t tokens, uint8_t *labels,
                              uint8_t *links);

/*
 * find_names_pass: find_names; with one pass only, no mention is made, and the labels are left in the context, which a
 * trainer asks for (NULL: nobody does).
 */
extern void find_names_pass(Document *document, NameContext *context, int passes);

#endif
