/*
 * feature_rows.h: the weights of a linear model over hashed features, where a feature has weights for few classes.
 *
 * A feature is 32 bits (feature_key); its row lists the classes that it speaks for or against, each with a weight of 16
 * bits. The score of a class is the sum of its weights over the features present.
 *
 * Section part: u32 classes, u32 bits, u32 entries; then, each from a 64-byte boundary on, 2^bits keys of 32 bits (0:
 * free slot), 2^bits rows of 32 bits (first entry << 8 | number of entries), the weights, the classes (8 bits each).
 */
#ifndef NEWS_EVENTS_FEATURE_ROWS_H
#define NEWS_EVENTS_FEATURE_ROWS_H

#include "cursor.h"

#define FEATURE_CLASSES 256 /* room that the array of scores must have, whatever the bytes say */

typedef struct FeatureRows {
    uint32_t classes, mask, entries;
    const uint32_t *keys, *rows;
    const int16_t *weights;
    const uint8_t *entry_classes;
} FeatureRows;

extern void feature_rows_open(FeatureRows *table, Cursor *cursor);

/* feature_rows_add: adds the row of a feature to the scores. */
static inline void feature_rows_add(const FeatureRows *table, uint32_t key, int32_t *scores)
{
    uint32_t slot = (key * 0x9E3779B1u) >> 7;
    uint32_t row, count;

    for (uint32_t probes = 0;; probes++) {
        slot &= table->mask;
        if (table->keys[slot] == key)
            break;
        if (table->keys[slot] == 0 || probes == table->mask)
            return;
        slot++;
    }
    row = table->rows[slot] >> 8;
    count = table->rows[slot] & 255;
    if (row + count > table->entries)
        return;
    for (uint32_t i = row; i < row + count; i++)
        scores[table->entry_classes[i]] += table->weights[i];
}

#endif
