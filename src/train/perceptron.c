/* perceptron.c: an averaged perceptron over hashed features. */
#include "perceptron.h"

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

/* A row and how much it decides. */
typedef struct Ranked {
    int64_t worth;
    uint32_t row, key;
} Ranked;

static int compare_ranked(const void *a, const void *b)
{
    const Ranked *first = a, *second = b;

    if (first->worth != second->worth)
        return first->worth > second->worth ? -1 : 1;
    return first->key < second->key ? -1 : first->key > second->key;
}

uint32_t weights_keep(Weights *sum, uint32_t most)
{
    Ranked *ranked = train_allocate(sum->rows, sizeof(*ranked));
    uint32_t count = 0;

    for (uint32_t row = 1; row < sum->rows; row++) {
        int64_t worth = 0;

        for (uint32_t class = 0; class < sum->classes; class ++)
            worth += llabs(sum->values[(size_t)row * sum->classes + class]);
        if (worth > 0)
            ranked[count++] = (Ranked){worth, row, sum->keys[row]};
    }
    qsort(ranked, count, sizeof(*ranked), compare_ranked);
    memset(sum->keys, 0, sum->rows * sizeof(*sum->keys));
    for (uint32_t i = 0; i < count && i < most; i++)
        sum->keys[ranked[i].row] = ranked[i].key;
    free(ranked);
    return count < most ? count : most;
}

/* saturated: a weight as it is stored. */
static int16_t saturated(int32_t value)
{
    return (int16_t)(value > INT16_MAX ? INT16_MAX : value < -INT16_MAX ? -INT16_MAX : value);
}

static int compare_keys(const void *a, const void *b)
{
    const Ranked *first = a, *second = b;

    return first->key < second->key ? -1 : first->key > second->key;
}

void weights_write(const Weights *sum, uint32_t classes, int32_t divisor, int32_t least, Output *output)
{
    Ranked *rows = train_allocate(sum->rows, sizeof(*rows));
    uint32_t count = 0, bits = 4, entries = 0;
    uint32_t *keys, *row_of;
    Output weights = {0}, entry_classes = {0};

    for (uint32_t row = 1; row < sum->rows; row++)
        if (sum->keys[row] != 0)
            rows[count++] = (Ranked){0, row, sum->keys[row]};
    qsort(rows, count, sizeof(*rows), compare_keys);
    while ((1u << bits) * 2 < count * 3)
        bits++;
    keys = train_allocate((size_t)1 << bits, sizeof(*keys));
    row_of = train_allocate((size_t)1 << bits, sizeof(*row_of));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t slot = ((rows[i].key * 0x9E3779B1u) >> 7) & ((1u << bits) - 1), first = entries;

        for (uint32_t class = 0; class < classes; class ++) {
            int32_t value = sum->values[(size_t)rows[i].row * sum->classes + class] / divisor;
            int16_t weight = saturated(value);
            uint8_t number = (uint8_t) class;

            if (value < least && value > -least)
                continue;
            output_add(&weights, &weight, sizeof(weight));
            output_add(&entry_classes, &number, 1);
            entries++;
        }
        if (entries == first)
            continue;
        while (keys[slot] != 0)
            slot = (slot + 1) & ((1u << bits) - 1);
        keys[slot] = rows[i].key;
        row_of[slot] = first << 8 | (entries - first > 255 ? 255 : entries - first);
    }
    output_add_u32(output, classes);
    output_add_u32(output, bits);
    output_add_u32(output, entries);
    output_align(output, 64);
    output_add(output, keys, sizeof(*keys) << bits);
    output_align(output, 64);
    output_add(output, row_of, sizeof(*row_of) << bits);
    output_align(output, 64);
    output_add(output, weights.bytes, weights.size);
    output_align(output, 64);
    output_add(output, entry_classes.bytes, entry_classes.size);
    train_note("%u features with %u weights", count, entries);
    free(weights.bytes);
    free(entry_classes.bytes);
    free(keys);
    free(row_of);
    free(rows);
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
