/*
 * feature_rows.h: the weights of a linear model over hashed features, where a feature has weights for few classes.
 *
 * A feature is 32 bits (feature_key); its row lists the classes that it speaks for or against, each with a weight, or
 * has a weight for every class where it would list many. The
 * score of a class is the sum of its weights over the features present. What a look-up costs is waiting for memory: so
 * all features of a decision are looked up together, their buckets and then their rows asked for beforehand.
 *
 * Section part: a filter (feature_filter.h); u32 classes, u32 buckets, u32 entries; then, each from a 64-byte boundary
 * on, the buckets and the entries. A bucket holds eight features and where their rows are: first entry << 11 | shift <<
 * 8 | entries, 0 for a free place. A weight counts as many times as 2 to the row's shift. A row of FEATURE_DENSE
 * entries has instead one byte for every class, their number rounded up to a multiple of 16. Scores are sums in 16
 * bits, the same on every machine.
 */
#ifndef NEWS_EVENTS_FEATURE_ROWS_H
#define NEWS_EVENTS_FEATURE_ROWS_H

#include "feature_filter.h"
#include "weight_vectors.h"

#define FEATURE_CLASSES 128 /* a power of 2: room that the array of scores must have */
#define FEATURE_DENSE 255
#define FEATURE_BUCKET_ROWS 8
#define FEATURE_MOST_KEYS 96 /* looked up together */

typedef struct FeatureBucket {
    uint32_t keys[FEATURE_BUCKET_ROWS];
    uint32_t rows[FEATURE_BUCKET_ROWS];
} FeatureBucket;

typedef struct FeatureEntry {
    uint8_t class;
    int8_t weight;
} FeatureEntry;

typedef struct FeatureRows {
    FeatureFilter filter;
    uint32_t classes, width, bucket_count, entry_count;
    const FeatureBucket *buckets;
    const FeatureEntry *entries;
} FeatureRows;

extern void feature_rows_open(FeatureRows *table, Cursor *cursor);

static inline uint32_t feature_bucket(uint32_t key, uint32_t bucket_count)
{
    return (uint32_t)(((uint64_t)(key * 0x9E3779B1u) * bucket_count) >> 32);
}

/* feature_rows_dense: adds a weight for every class. */
static inline void feature_rows_dense(const FeatureRows *table, const FeatureEntry *row, uint32_t shift,
                                      int16_t *scores)
{
    for (uint32_t class = 0; class < table->width; class += 16) {
        WeightSums even, odd;

        lanes_widen((const int8_t *)row + class, shift, &even, &odd);
        lanes_add(even, odd, scores + class);
    }
}

/* feature_rows_sum: adds the rows of the features, FEATURE_MOST_KEYS at most, to the scores; keys is used up. */
static inline void feature_rows_sum(const FeatureRows *table, uint32_t *keys, int32_t count, int16_t *scores)
{
    uint32_t rows[FEATURE_MOST_KEYS];
    int32_t found = 0;

    rows[0] = 0;
    count = feature_filter_keys(&table->filter, keys, count);
    for (int32_t i = 0; i < count; i++)
        __builtin_prefetch(&table->buckets[feature_bucket(keys[i], table->bucket_count)]);
    for (int32_t i = 0; i < count; i++) {
        const FeatureBucket *bucket = &table->buckets[feature_bucket(keys[i], table->bucket_count)];
        uint32_t row = 0;

        for (int32_t j = 0; j < FEATURE_BUCKET_ROWS; j++)
            row |= bucket->rows[j] & -(uint32_t)(bucket->keys[j] == keys[i]);
        rows[found] = row;
        __builtin_prefetch(&table->entries[row >> 11]);
        found += row != 0;
    }
    for (int32_t i = 0; i < found; i++) {
        uint32_t first = rows[i] >> 11, entries = rows[i] & 255, shift = rows[i] >> 8 & 7;
        const FeatureEntry *entry = table->entries + first;

        if (first + (entries == FEATURE_DENSE ? table->width / 2 : entries) > table->entry_count)
            continue;
        if (entries == FEATURE_DENSE) {
            feature_rows_dense(table, entry, shift, scores);
            continue;
        }
        for (uint32_t j = 0; j < entries; j++) {
            uint32_t class = entry[j].class & (FEATURE_CLASSES - 1);

            scores[class] = (int16_t)(scores[class] + entry[j].weight * (1 << shift));
        }
    }
}

/* feature_rows_most: the highest of count scores, at least one. */
static inline int16_t feature_rows_most(const int16_t *scores, int32_t count)
{
    int16_t most = scores[0];

    for (int32_t i = 1; i < count; i++)
        most = scores[i] > most ? scores[i] : most;
    return most;
}

/* feature_rows_best: the first class with the highest score; *lead is by how much it leads. */
static inline int32_t feature_rows_best(int16_t *scores, int32_t count, int32_t *lead)
{
    int16_t most = feature_rows_most(scores, count);
    int32_t best = 0;

    while (scores[best] != most)
        best++;
    scores[best] = INT16_MIN;
    *lead = most - feature_rows_most(scores, count);
    scores[best] = most;
    return best;
}

#endif
