/*
 * action_rows.h: the weights of a linear model over hashed features with 16 classes, made for speed.
 *
 * A look-up costs one cache line and no branch: a bucket of 64 bytes holds three rows of 16 weights of 8 bits, each
 * with a mark of 16 bits that stands for its feature and a shift by which its weights are multiplied. A feature that
 * has no row reads the row of zeros with which the table begins. Sums are in 16 bits and the same to the bit whatever
 * vectors the compiler makes of them.
 *
 * Section part: a filter (feature_filter.h); u32 bucket count; then, from a 64-byte boundary on, the buckets, the first
 * of them all zeros.
 */
#ifndef NEWS_EVENTS_ACTION_ROWS_H
#define NEWS_EVENTS_ACTION_ROWS_H

#include "feature_filter.h"
#include "weight_vectors.h"

#define ACTION_CLASSES 16
#define ACTION_BUCKET_ROWS 3
#define ACTION_MOST_KEYS 128 /* looked up together */

typedef struct ActionBucket {
    uint16_t marks[ACTION_BUCKET_ROWS]; /* 0: free */
    uint8_t shifts[ACTION_BUCKET_ROWS];
    uint8_t unused[7];
    int8_t weights[ACTION_BUCKET_ROWS][ACTION_CLASSES];
} ActionBucket;

typedef struct ActionRows {
    FeatureFilter filter;
    uint32_t bucket_count;
    const ActionBucket *buckets;
} ActionRows;

extern void action_rows_open(ActionRows *table, Cursor *cursor);

static inline uint32_t action_bucket(uint32_t key, uint32_t bucket_count)
{
    return (uint32_t)(((uint64_t)key * (bucket_count - 1)) >> 32) + 1;
}

static inline uint16_t action_mark(uint32_t key)
{
    return (uint16_t)(key | 1);
}

/* action_rows_find: which of the marks it is; ACTION_BUCKET_ROWS: none. */
static inline uint32_t action_rows_find(const ActionBucket *bucket, uint16_t mark)
{
    const uint64_t ones = 0x000100010001ull, tops = 0x800080008000ull;
    uint64_t marks;

    /* three marks at once, and the shifts behind them, which the mask leaves out: the lowest lane that is 0 is found */
    __builtin_memcpy(&marks, bucket, sizeof(marks));
    marks ^= mark * ones;
    marks = (marks - ones) & ~marks & tops;
    return (uint32_t)__builtin_ctzll(marks | 1ull << 63) >> 4;
}

/* action_rows_sum: adds the rows of the features, ACTION_MOST_KEYS at most, to the scores; keys is used up. */
static inline void action_rows_sum(const ActionRows *table, uint32_t *keys, int32_t count, int16_t *scores)
{
    const uint8_t *bytes = (const uint8_t *)table->buckets;
    uint32_t offsets[ACTION_MOST_KEYS];
    WeightSums even = {0}, odd = {0};

    count = feature_filter_keys(&table->filter, keys, count);
    for (int32_t i = 0; i < count; i++) {
        offsets[i] = action_bucket(keys[i], table->bucket_count) * (uint32_t)sizeof(ActionBucket);
        __builtin_prefetch(bytes + offsets[i]);
    }
    for (int32_t i = 0; i < count; i++) {
        const ActionBucket *bucket = (const ActionBucket *)(bytes + offsets[i]);
        uint32_t row = action_rows_find(bucket, action_mark(keys[i]));
        WeightSums even_weights, odd_weights;

        /* a feature without a row reads the first bucket, which is all zeros */
        bucket = row == ACTION_BUCKET_ROWS ? (const ActionBucket *)bytes : bucket;
        row = row == ACTION_BUCKET_ROWS ? 0 : row;
        lanes_widen(bucket->weights[row], bucket->shifts[row] & 7, &even_weights, &odd_weights);
        even += even_weights;
        odd += odd_weights;
    }
    lanes_add(even, odd, scores);
}

#endif
