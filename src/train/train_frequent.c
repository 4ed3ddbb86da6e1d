/*
 * train_frequent.c: makes the section "frequent" of the tagger's own: what the commonest words of the treebanks say in
 * each role, summed beforehand. The tags are the same without it, the tagger is slower.
 */
#include <stdlib.h>

#include "annotation/tagger.h"
#include "train_tagger.h"

#define MOST_WORDS 600

/* A word type and how often it was seen. */
typedef struct Seen {
    int32_t count, type;
} Seen;

static int compare_seen(const void *a, const void *b)
{
    const Seen *first = a, *second = b;

    return first->count != second->count ? second->count - first->count : first->type - second->type;
}

/* add_sums: what a word says in each role. */
static void add_sums(const Tagger *tagger, const WordType *type, uint32_t class_count, uint32_t width, Output *sums)
{
    const uint16_t *row = tagger_find(&tagger->ambiguity, type->word);
    uint32_t ambiguity = row == NULL ? 0 : row[0];

    for (int32_t role = 0; role < FREQUENT_ROLES; role++) {
        int16_t scores[FEATURE_CLASSES] = {0};
        uint32_t keys[TAGGER_ALL_KEYS];
        int32_t count = tagger_role_keys(type, ambiguity, class_count, role, keys);

        if (role == ROLE_HERE)
            count += tagger_role_keys(type, ambiguity, class_count, ROLE_CASED, keys + count);
        feature_rows_sum(&tagger->rows, keys, count, scores);
        output_add(sums, scores, width * sizeof(*scores));
    }
}

void train_frequent(const Trainer *trainer)
{
    Treebank *treebank = training_treebank(trainer);
    const Model *model = train_model(trainer, NULL, NULL);
    uint64_t hashes[MOST_WORDS];
    uint16_t numbers[MOST_WORDS];
    Output section = {0}, sums = {0}, table = {0};
    Tagger tagger;
    const Words *words;
    Seen *seen;
    uint32_t count = 0, width;

    treebank->document.model = model;
    words = words_of(&treebank->document);
    if (!tagger_open(&tagger, model, trainer->environment))
        train_fail(trainer->output, 0, "has no tagger");
    width = tagger.rows.width;
    seen = train_allocate((size_t)words->count, sizeof(*seen));
    for (int32_t i = 0; i < words->count; i++)
        seen[i].type = i;
    for (int32_t i = 0; i < treebank->document.tokens.count; i++)
        seen[words->of_token[i]].count++;
    qsort(seen, (size_t)words->count, sizeof(*seen), compare_seen);
    for (; count < MOST_WORDS && (int32_t)count < words->count; count++) {
        const WordType *type = &words->types[seen[count].type];

        hashes[count] = type->form_hash * 0x9E3779B97F4A7C15ull;
        numbers[count] = (uint16_t)count;
        add_sums(&tagger, type, words->class_count, width, &sums);
    }
    train_hash_table(&table, hashes, numbers, count, 1);
    output_add_u32(&section, count);
    output_add_u32(&section, width);
    output_align(&section, 64);
    output_add(&section, table.bytes, table.size);
    output_align(&section, 64);
    output_add(&section, sums.bytes, sums.size);
    train_write_section(trainer, "frequent", &section);
    free(seen);
    free(sums.bytes);
    free(table.bytes);
}
