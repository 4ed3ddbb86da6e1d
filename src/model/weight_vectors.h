/*
 * weight_vectors.h: sixteen weights of 8 bits, each times a power of 2, as sums of 16 bits: by the compiler's portable
 * vectors, in a few instructions where the processor has vectors and with the same result where it has none.
 */
#ifndef NEWS_EVENTS_WEIGHT_VECTORS_H
#define NEWS_EVENTS_WEIGHT_VECTORS_H

#include <stdint.h>

/* Unsigned, so that what overflows wraps. */
typedef uint16_t WeightSums __attribute__((vector_size(16)));
typedef int16_t WeightLanes __attribute__((vector_size(16)));

/*
 * lanes_widen: the weights at even places and those at odd places, times 2 to the shift (7 at most). Two weights are
 * the two halves of one lane; shifting them down from its upper half, by less than 8, multiplies them on the way.
 */
static inline void lanes_widen(const int8_t *weights, uint32_t shift, WeightSums *even, WeightSums *odd)
{
    WeightSums pairs;
    int16_t down = (int16_t)(8 - (int32_t)shift);

    __builtin_memcpy(&pairs, weights, sizeof(pairs));
    *even = (WeightSums)((WeightLanes)(pairs << 8) >> down);
    *odd = (WeightSums)((WeightLanes)(pairs & 0xFF00) >> down);
}

/* lanes_order: the first and the second eight of sixteen sums. */
static inline void lanes_order(WeightSums even, WeightSums odd, WeightSums *first, WeightSums *second)
{
#if defined(__clang__)
    *first = __builtin_shufflevector(even, odd, 0, 8, 1, 9, 2, 10, 3, 11);
    *second = __builtin_shufflevector(even, odd, 4, 12, 5, 13, 6, 14, 7, 15);
#else
    *first = __builtin_shuffle(even, odd, (WeightSums){0, 8, 1, 9, 2, 10, 3, 11});
    *second = __builtin_shuffle(even, odd, (WeightSums){4, 12, 5, 13, 6, 14, 7, 15});
#endif
}

/* lanes_add: adds sixteen sums to scores. */
static inline void lanes_add(WeightSums even, WeightSums odd, int16_t *scores)
{
    WeightSums first, second, sums;

    lanes_order(even, odd, &first, &second);
    __builtin_memcpy(&sums, scores, sizeof(sums));
    sums += first;
    __builtin_memcpy(scores, &sums, sizeof(sums));
    __builtin_memcpy(&sums, scores + 8, sizeof(sums));
    sums += second;
    __builtin_memcpy(scores + 8, &sums, sizeof(sums));
}

#endif
