/*
 * action_rows.h: the weights of a linear model over hashed features with 16 classes, made for speed.
 *
 * A look-up costs one cache line and no branch: a bucket of 64 bytes holds three rows of 16 weights of 8 bits, each
 * with a mark of 16 bits that stands for its feature and a shift by which its weights are multiplied. A feature that
 * has no row reads the row of zeros with which the table begins. Sums are in 16 bits and the same to the bit whatever
 * vectors the compiler makes of them.
 *
 * Section part: u32 bucket count; then, from a 64-byte boundary on, the buckets, the first of them all zeros.
 */
#ifndef NEWS_EVENTS_ACTION_ROWS_H
#define NEWS_EVENTS_ACTION_ROWS_H

#include "cursor.h"

#define ACTION_CLASSES 16
#define ACTION_BUCKET_ROWS 3

typedef struct ActionBucket {
    uint16_t marks[ACTION_BUCKET_ROWS]; /* 0: free */
    uint8_t shifts[ACTION_BUCKET_ROWS];
    uint8_t unused[7];
    int8_t weights[ACTION_BUCKET_ROWS][ACTION_CLASSES];
} ActionBucket;

typedef struct ActionRows {
    uint32_t bucket_count;
    const ActionBucket *buckets;
} ActionRows;

/* Sums of weights; unsigned, so that what overflows wraps. */
typedef uint16_t ActionScores __attribute__((vector_size(ACTION_CLASSES * sizeof(uint16_t))));

extern void action_rows_open(ActionRows *table, Cursor *cursor);

static inline uint32_t action_bucket(uint32_t key, uint32_t bucket_count)
{
    return (uint32_t)(((uint64_t)key * (bucket_count - 1)) >> 32) + 1;
}

static inline uint16_t action_mark(uint32_t key)
{
    return (uint16_t)(key | 1);
}

/* action_rows_prefetch: asks for the cache line that a feature's row is in. */
static inline void action_rows_prefetch(const ActionRows *table, uint32_t key)
{
    __builtin_prefetch(&table->buckets[action_bucket(key, table->bucket_count)]);
}

/* action_rows_add: adds the row of a feature to the scores. */
static inline void action_rows_add(const ActionRows *table, uint32_t key, ActionScores *scores)
{
    typedef int8_t Weights __attribute__((vector_size(ACTION_CLASSES), aligned(1)));
    typedef int16_t Wide __attribute__((vector_size(ACTION_CLASSES * sizeof(int16_t))));
    const ActionBucket *bucket = &table->buckets[action_bucket(key, table->bucket_count)];
    uint16_t mark = action_mark(key);
    uint32_t first = bucket->marks[0] == mark, second = bucket->marks[1] == mark, third = bucket->marks[2] == mark;
    uint32_t row = second | third << 1, any = first | second | third;
    Weights weights;
    Wide wide;

    row = row > 2 ? 2 : row;
    bucket = (const ActionBucket *)((const uint8_t *)table->buckets +
                                    (((const uint8_t *)bucket - (const uint8_t *)table->buckets) & -(size_t)any));
    __builtin_memcpy(&weights, bucket->weights[row], sizeof(weights));
    wide = __builtin_convertvector(weights, Wide);
    *scores += (ActionScores)wide << (uint16_t)(bucket->shifts[row] & 7);
}

#endif
