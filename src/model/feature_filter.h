/*
 * feature_filter.h: which features a table may hold at all, in a few bits each.
 *
 * Most features that are asked for are in no table: a pair of words that the treebanks never had. A set of bits that is
 * small enough to stay near the processor tells so before the table, which is not, is touched (Bloom 1970, with one
 * hash).
 *
 * Section part, from a 64-byte boundary on: u32 bits; then, from the next on, 2^bits bits.
 */
#ifndef NEWS_EVENTS_FEATURE_FILTER_H
#define NEWS_EVENTS_FEATURE_FILTER_H

#include "cursor.h"

typedef struct FeatureFilter {
    uint32_t mask;
    const uint32_t *words;
} FeatureFilter;

extern void feature_filter_open(FeatureFilter *filter, Cursor *cursor);

/* feature_filter_place: the bit that stands for a feature. */
static inline uint32_t feature_filter_place(uint32_t key)
{
    return key >> 1; /* the lowest bit of a key is always set */
}

/* feature_filter_keys: drops the features that the table cannot hold; gives how many are left. */
static inline int32_t feature_filter_keys(const FeatureFilter *filter, uint32_t *keys, int32_t count)
{
    int32_t left = 0;

    for (int32_t i = 0; i < count; i++) {
        uint32_t key = keys[i], place = feature_filter_place(key) & filter->mask;

        keys[left] = key;
        left += (int32_t)(filter->words[place >> 5] >> (place & 31) & 1);
    }
    return left;
}

#endif
