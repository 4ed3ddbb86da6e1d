/* perceptron.c: an averaged perceptron over hashed features. */
#include "perceptron.h"
#include "model/feature_rows.h"

#include <stdlib.h>
#include <string.h>

void perceptron_start(Perceptron *perceptron, uint32_t classes)
{
    memset(perceptron, 0, sizeof(*perceptron));
    perceptron->classes = (classes + 7) / 8 * 8;
    perceptron->slots = 1 << 16;
    perceptron->keys = train_allocate(perceptron->slots, sizeof(uint32_t));
    perceptron->row_of = train_allocate(perceptron->slots, sizeof(uint32_t));
}

static void add(Perceptron *perceptron, uint32_t key, uint32_t count)
{
    uint32_t slot = (key * 0x9E3779B1u) & (perceptron->slots - 1);

    while (perceptron->keys[slot] != 0 && perceptron->keys[slot] != key)
        slot = (slot + 1) & (perceptron->slots - 1);
    if (perceptron->keys[slot] == 0) {
        perceptron->keys[slot] = key;
        perceptron->used++;
    }
    perceptron->row_of[slot] += count;
}

/* rebuild: the hash table anew with another number of slots, without the features counted less than `least` times. */
static void rebuild(Perceptron *perceptron, uint32_t slots, uint32_t least)
{
    uint32_t *keys = perceptron->keys, *row_of = perceptron->row_of, old = perceptron->slots;

    perceptron->slots = slots;
    perceptron->keys = train_allocate(slots, sizeof(uint32_t));
    perceptron->row_of = train_allocate(slots, sizeof(uint32_t));
    perceptron->used = 0;
    for (uint32_t i = 0; i < old; i++)
        if (keys[i] != 0 && row_of[i] >= least)
            add(perceptron, keys[i], row_of[i]);
    free(keys);
    free(row_of);
}

void perceptron_count(Perceptron *perceptron, uint32_t key)
{
    if (perceptron->used * 2 >= perceptron->slots)
        rebuild(perceptron, perceptron->slots * 2, 0);
    add(perceptron, key, 1);
}

void perceptron_freeze(Perceptron *perceptron, uint32_t least)
{
    uint32_t slots = 1 << 10, kept = 0;

    for (uint32_t i = 0; i < perceptron->slots; i++)
        kept += perceptron->keys[i] != 0 && perceptron->row_of[i] >= least;
    while (slots < kept * 2)
        slots *= 2;
    rebuild(perceptron, slots, least);
    perceptron->rows = 1;
    for (uint32_t i = 0; i < perceptron->slots; i++)
        if (perceptron->keys[i] != 0)
            perceptron->row_of[i] = perceptron->rows++;
    perceptron->weights = train_allocate((size_t)perceptron->rows * perceptron->classes, sizeof(int16_t));
    perceptron->moments = train_allocate((size_t)perceptron->rows * perceptron->classes, sizeof(int64_t));
}

void perceptron_forget(Perceptron *perceptron)
{
    size_t count = (size_t)perceptron->rows * perceptron->classes;

    memset(perceptron->weights, 0, count * sizeof(int16_t));
    memset(perceptron->moments, 0, count * sizeof(int64_t));
    perceptron->step = 0;
}

void perceptron_free(Perceptron *perceptron)
{
    free(perceptron->keys);
    free(perceptron->row_of);
    free(perceptron->weights);
    free(perceptron->moments);
    memset(perceptron, 0, sizeof(*perceptron));
}

void weights_start(Weights *sum, const Perceptron *perceptron)
{
    memset(sum, 0, sizeof(*sum));
    sum->classes = perceptron->classes;
    sum->rows = perceptron->rows;
    sum->values = train_allocate((size_t)sum->rows * sum->classes, sizeof(int32_t));
    sum->keys = train_allocate(sum->rows, sizeof(uint32_t));
    for (uint32_t i = 0; i < perceptron->slots; i++)
        if (perceptron->keys[i] != 0)
            sum->keys[perceptron->row_of[i]] = perceptron->keys[i];
}

void weights_add(Weights *sum, const Perceptron *perceptron, int64_t scale)
{
    for (uint32_t row = 0; row < sum->rows; row++)
        for (uint32_t class = 0; class < sum->classes; class ++)
            sum->values[(size_t)row * sum->classes + class] +=
                (int32_t)perceptron_average(perceptron, row, class, scale);
}

void weights_free(Weights *sum)
{
    free(sum->values);
    free(sum->keys);
    memset(sum, 0, sizeof(*sum));
}

#define FILTER_BITS 19

static int compare_ranked(const void *a, const void *b)
{
    const RankedRow *first = a, *second = b;

    if (first->worth != second->worth)
        return first->worth > second->worth ? -1 : 1;
    return first->key < second->key ? -1 : first->key > second->key;
}

uint32_t weights_rank(const Weights *sum, RankedRow *ranked)
{
    uint32_t count = 0;

    for (uint32_t row = 1; row < sum->rows; row++) {
        int64_t worth = 0;

        for (uint32_t class = 0; class < sum->classes; class ++)
            worth += llabs(sum->values[(size_t)row * sum->classes + class]);
        if (worth > 0 && sum->keys[row] != 0)
            ranked[count++] = (RankedRow){worth, row, sum->keys[row]};
    }
    qsort(ranked, count, sizeof(*ranked), compare_ranked);
    return count;
}

/* place: the place of a key in its bucket, taken for it; -1: the bucket is full. */
static int32_t place(FeatureBucket *bucket, uint32_t key)
{
    for (int32_t i = 0; i < FEATURE_BUCKET_ROWS; i++) {
        if (bucket->keys[i] == 0) {
            bucket->keys[i] = key;
            return i;
        }
    }
    return -1;
}

void weights_keep(Weights *sum, uint32_t bucket_count)
{
    RankedRow *ranked = train_allocate(sum->rows, sizeof(*ranked));
    FeatureBucket *buckets = train_allocate(bucket_count, sizeof(*buckets));
    uint32_t count = weights_rank(sum, ranked), kept = 0;

    memset(sum->keys, 0, sum->rows * sizeof(*sum->keys));
    for (uint32_t i = 0; i < count && kept < bucket_count * 7; i++) {
        if (place(&buckets[feature_bucket(ranked[i].key, bucket_count)], ranked[i].key) >= 0) {
            sum->keys[ranked[i].row] = ranked[i].key;
            kept++;
        }
    }
    train_note("%u of %u features with weights kept", kept, count);
    free(buckets);
    free(ranked);
}

/* add_dense: a weight for every class, in place of entries that are many. */
static void add_dense(const int32_t *values, uint32_t classes, int32_t divisor, uint32_t shift, Output *entries)
{
    int8_t weights[FEATURE_CLASSES] = {0};

    for (uint32_t class = 0; class < classes; class ++) {
        int32_t unit = divisor << shift, half = values[class] < 0 ? -unit / 2 : unit / 2;
        int32_t weight = (values[class] + half) / unit;

        weights[class] = (int8_t)(weight > 127 ? 127 : weight < -127 ? -127 : weight);
    }
    output_add(entries, weights, (classes + 15) / 16 * 16);
}

/* add_entries: the weights of a row that are not too small; gives their place, shift and number. */
static uint32_t add_entries(const int32_t *values, uint32_t classes, int32_t divisor, int32_t least, Output *entries)
{
    uint32_t first = (uint32_t)(entries->size / sizeof(FeatureEntry)), count = 0, shift = 0;
    int32_t largest = 0;

    for (uint32_t class = 0; class < classes; class ++)
        if (abs(values[class] / divisor) > largest)
            largest = abs(values[class] / divisor);
    while (largest >> shift > 127 && shift < 7)
        shift++;
    for (uint32_t class = 0; class < classes && count < 255; class ++) {
        int32_t unit = divisor << shift, half = values[class] < 0 ? -unit / 2 : unit / 2;
        int32_t weight = (values[class] + half) / unit;
        FeatureEntry entry = {(uint8_t) class, (int8_t)(weight > 127 ? 127 : weight < -127 ? -127 : weight)};

        if (abs(values[class]) < least * divisor || weight == 0)
            continue;
        output_add(entries, &entry, sizeof(entry));
        count++;
    }
    if (count > classes / 6) {
        entries->size = first * sizeof(FeatureEntry);
        add_dense(values, classes, divisor, shift, entries);
        count = FEATURE_DENSE;
    }
    return count == 0 ? 0 : first << 11 | shift << 8 | count;
}

void filter_write(const Weights *sum, uint32_t bits, Output *output)
{
    uint8_t *bytes = train_allocate((size_t)1 << (bits - 3), 1);

    for (uint32_t row = 1; row < sum->rows; row++) {
        uint32_t place = feature_filter_place(sum->keys[row]) & ((1u << bits) - 1);

        if (sum->keys[row] != 0)
            bytes[place >> 3] |= (uint8_t)(1 << (place & 7));
    }
    output_add_u32(output, bits);
    output_align(output, CURSOR_ALIGNMENT);
    output_add(output, bytes, (size_t)1 << (bits - 3));
    free(bytes);
}

void weights_write(const Weights *sum, uint32_t classes, uint32_t bucket_count, int32_t divisor, int32_t least,
                   Output *output)
{
    RankedRow *ranked = train_allocate(sum->rows, sizeof(*ranked));
    FeatureBucket *buckets = train_allocate(bucket_count, sizeof(*buckets));
    Output entries = {0};
    uint32_t count = weights_rank(sum, ranked), stored = 0;

    for (uint32_t i = 0; i < count; i++) {
        FeatureBucket *bucket = &buckets[feature_bucket(ranked[i].key, bucket_count)];
        int32_t at = place(bucket, ranked[i].key);

        if (at < 0)
            continue;
        bucket->rows[at] =
            add_entries(sum->values + (size_t)ranked[i].row * sum->classes, classes, divisor, least, &entries);
        stored += bucket->rows[at] != 0;
    }
    filter_write(sum, FILTER_BITS, output);
    output_add_u32(output, classes);
    output_add_u32(output, bucket_count);
    output_add_u32(output, (uint32_t)(entries.size / sizeof(FeatureEntry)));
    output_align(output, 64);
    output_add(output, buckets, bucket_count * sizeof(*buckets));
    output_align(output, 64);
    output_add(output, entries.bytes, entries.size);
    train_note("%u of %u features stored, %zu weights", stored, count, entries.size / sizeof(FeatureEntry));
    free(entries.bytes);
    free(buckets);
    free(ranked);
}

void perceptron_only(Perceptron *perceptron, const Weights *sum)
{
    uint32_t classes = perceptron->classes;

    perceptron_free(perceptron);
    perceptron_start(perceptron, classes);
    for (uint32_t row = 1; row < sum->rows; row++)
        if (sum->keys[row] != 0)
            perceptron_count(perceptron, sum->keys[row]);
    perceptron_freeze(perceptron, 1);
}
