/* certain.c: contexts in which a choice has nearly always been the same. */
#include "certain.h"

#include <stdlib.h>
#include <string.h>

void visits_add(Visits *visits, uint64_t context, uint64_t right)
{
    if (visits->count == visits->capacity) {
        visits->capacity = visits->capacity * 2 + 65536;
        visits->items = realloc(visits->items, visits->capacity * sizeof(Visit));
        if (visits->items == NULL)
            train_fail("trainer", 0, "out of memory");
    }
    visits->items[visits->count++] = (Visit){context, right};
}

static int compare_visits(const void *a, const void *b)
{
    const Visit *first = a, *second = b;

    return first->context < second->context ? -1 : first->context > second->context;
}

/* surest: the choice that was right most often in count visits; gives how often. */
static size_t surest(const Visit *visits, size_t count, int32_t *choice)
{
    size_t right[64] = {0};

    for (size_t i = 0; i < count; i++)
        for (uint64_t left = visits[i].right; left != 0; left &= left - 1)
            right[__builtin_ctzll(left)]++;
    *choice = 0;
    for (int32_t j = 1; j < 64; j++)
        if (right[j] > right[*choice])
            *choice = j;
    return right[*choice];
}

void certain_table(const Trainer *trainer, Visits *visits, int32_t least, int32_t per_mille, Output *output,
                   WordTable *table)
{
    uint64_t *hashes = train_allocate(visits->count, sizeof(*hashes));
    uint16_t *values = train_allocate(visits->count, sizeof(*values));
    size_t entries = 0, certain = 0;
    Cursor cursor;

    qsort(visits->items, visits->count, sizeof(*visits->items), compare_visits);
    for (size_t from = 0, to; from < visits->count; from = to) {
        int32_t choice;

        for (to = from + 1; to < visits->count && visits->items[to].context == visits->items[from].context;)
            to++;
        if (to - from < (size_t)least ||
            surest(visits->items + from, to - from, &choice) * 1000 < (to - from) * (size_t)per_mille)
            continue;
        certain += to - from;
        hashes[entries] = visits->items[from].context;
        values[entries++] = (uint16_t)choice;
    }
    train_note("%zu certain contexts, %.1f %% of visits", entries, 100.0 * (double)certain / (double)visits->count);
    train_hash_table(output, hashes, values, entries, 1);
    cursor = train_cursor(trainer, output);
    word_table_read(table, &cursor);
    free(hashes);
    free(values);
    free(visits->items);
    memset(visits, 0, sizeof(*visits));
}
