/*
 * perceptron.h: an averaged perceptron over hashed features (Collins 2002), in integers so that every machine learns
 * the same. Features are counted first; only those seen often enough get a row of weights.
 */
#ifndef NEWS_EVENTS_PERCEPTRON_H
#define NEWS_EVENTS_PERCEPTRON_H

#include "train.h"

typedef struct Perceptron {
    uint32_t classes; /* of a row, a multiple of 8 */
    uint32_t rows;    /* row 0 stands for features without weights and stays zero */
    uint32_t slots;
    uint32_t *keys;   /* hash table: feature */
    uint32_t *row_of; /* its count while counting, then its row */
    uint32_t used;
    int16_t *weights;
    int64_t *moments; /* sum of weight changes, each times the step that it was made in */
    int64_t step;
} Perceptron;

extern void perceptron_start(Perceptron *perceptron, uint32_t classes);
extern void perceptron_count(Perceptron *perceptron, uint32_t key);

/* perceptron_freeze: gives rows to the features that were counted at least `least` times. */
extern void perceptron_freeze(Perceptron *perceptron, uint32_t least);
extern void perceptron_free(Perceptron *perceptron);

/* perceptron_forget: all weights 0 again. */
extern void perceptron_forget(Perceptron *perceptron);

/* perceptron_row: the row of a feature; 0 where it has none. */
static inline uint32_t perceptron_row(const Perceptron *perceptron, uint32_t key)
{
    uint32_t slot = (key * 0x9E3779B1u) & (perceptron->slots - 1);

    while (perceptron->keys[slot] != 0) {
        if (perceptron->keys[slot] == key)
            return perceptron->row_of[slot];
        slot = (slot + 1) & (perceptron->slots - 1);
    }
    return 0;
}

/* perceptron_score: adds the weights of the rows to the scores of all classes. */
static inline void perceptron_score(const Perceptron *perceptron, const uint32_t *rows, int32_t count, int16_t *scores)
{
    for (int32_t i = 0; i < count; i++) {
        const int16_t *weights = perceptron->weights + (size_t)rows[i] * perceptron->classes;

        for (uint32_t class = 0; class < perceptron->classes; class += 8)
            for (uint32_t j = 0; j < 8; j++)
                scores[class + j] = (int16_t)(scores[class + j] + weights[class + j]);
    }
}

/* perceptron_update: changes the weight of one class in each of the rows. */
static inline void perceptron_update(Perceptron *perceptron, const uint32_t *rows, int32_t count, uint32_t class,
                                     int32_t change)
{
    for (int32_t i = 0; i < count; i++) {
        size_t at = (size_t)rows[i] * perceptron->classes + class;

        if (rows[i] == 0)
            continue;
        perceptron->weights[at] = (int16_t)(perceptron->weights[at] + change);
        perceptron->moments[at] += change * perceptron->step;
    }
}

/* perceptron_average: the mean of a weight over all steps, times scale. */
static inline int64_t perceptron_average(const Perceptron *perceptron, uint32_t row, uint32_t class, int64_t scale)
{
    size_t at = (size_t)row * perceptron->classes + class;
    int64_t steps = perceptron->step + 1;

    return (perceptron->weights[at] * steps - perceptron->moments[at]) * scale / steps;
}

/* Averaged weights, summed over several runs. */
typedef struct Weights {
    uint32_t classes, rows;
    int32_t *values;
    uint32_t *keys; /* of each row; 0: not kept */
} Weights;

extern void weights_start(Weights *sum, const Perceptron *perceptron);
extern void weights_add(Weights *sum, const Perceptron *perceptron, int64_t scale);
extern void weights_free(Weights *sum);

/* A row and how much it decides. */
typedef struct RankedRow {
    int64_t worth;
    uint32_t row, key;
} RankedRow;

/* weights_rank: the rows that are kept and have weights, those that decide most first, into room for all; their number.
 */
extern uint32_t weights_rank(const Weights *sum, RankedRow *ranked);

/* weights_keep: keeps the rows that decide most as far as they have room in so many buckets (model/feature_rows.h). */
extern void weights_keep(Weights *sum, uint32_t buckets);

/* weights_write: in the format of model/feature_rows.h, divided by divisor, without those smaller than least. */
extern void weights_write(const Weights *sum, uint32_t classes, uint32_t buckets, int32_t divisor, int32_t least,
                          Output *output);

/* filter_write: a filter (model/feature_filter.h) of the features that are kept. */
extern void filter_write(const Weights *sum, uint32_t bits, Output *output);

/* perceptron_only: a perceptron without weights, with rows for the features that are kept in sum alone. */
extern void perceptron_only(Perceptron *perceptron, const Weights *sum);

#endif
