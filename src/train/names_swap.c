/*
 * names_swap.c: copies of texts in which names have given way to others of their kind (Dai and Adel 2020), so that what
 * stands around a name, and the lists of names, count for more than the names of a few years' news.
 */
#include "names_corpora.h"

#include <stdlib.h>
#include <string.h>

/* add_name: a copy of a name into a pool. */
static void add_name(NamePool *pool, const char *name, size_t length)
{
    if (pool->count == pool->capacity) {
        pool->capacity = pool->capacity == 0 ? 1024 : 2 * pool->capacity;
        pool->names = realloc(pool->names, sizeof(*pool->names) * (size_t)pool->capacity);
        if (pool->names == NULL)
            train_fail("names", 0, "out of memory");
    }
    pool->names[pool->count] = train_allocate(length + 1, 1);
    memcpy(pool->names[pool->count++], name, length);
}

/* read_list: the names of a list, or those of its rows whose second cell is `which`. */
static void read_list(NamePool *pool, const char *path, const char *which)
{
    size_t size;
    char *bytes = train_read(path, &size);

    for (char *at = bytes; at < bytes + size;) {
        size_t length = strcspn(at, "\n"), name = strcspn(at, "\t\n");

        if (*at != '#' && (which == NULL || (name < length && strncmp(at + name + 1, which, strlen(which)) == 0)))
            add_name(pool, at, name);
        at += length + 1;
    }
    free(bytes);
}

static bool is_capitals(const char *text, int32_t length)
{
    int32_t capitals = 0;

    for (int32_t i = 0; i < length; i++) {
        if (text[i] >= 'a' && text[i] <= 'z')
            return false;
        capitals += text[i] >= 'A' && text[i] <= 'Z';
    }
    return capitals > 4;
}

void names_fill_pools(NamePools *pools, const NameTexts *texts)
{
    read_list(&pools->given, "src/train/given_names.tsv", NULL);
    read_list(&pools->family, "src/train/family_names.tsv", NULL);
    for (int i = 0; i < 3; i++) {
        read_list(&pools->organizations, "src/train/well_known_names.tsv", "organization");
        read_list(&pools->organizations, "src/train/well_known_names.tsv", "team");
        read_list(&pools->places, "src/train/well_known_names.tsv", "land");
    }
    read_list(&pools->places, "src/knowledge/countries.tsv", "name");
    for (int32_t t = 0; t < texts->count; t++) {
        const NameText *text = &texts->items[t];

        for (int32_t s = 0; s < text->span_count; s++) {
            const GoldSpan *span = &text->spans[s];
            int32_t length = span->end - span->start;

            if (is_capitals(text->text + span->start, length))
                continue;
            if (span->kinds == GOLD(ORG))
                add_name(&pools->organizations, text->text + span->start, (size_t)length);
            else if (span->kinds == GOLD(PLACE))
                add_name(&pools->places, text->text + span->start, (size_t)length);
        }
    }
}

static void free_pool(NamePool *pool)
{
    for (int32_t n = 0; n < pool->count; n++)
        free(pool->names[n]);
    free(pool->names);
}

void names_free_pools(NamePools *pools)
{
    free_pool(&pools->given);
    free_pool(&pools->family);
    free_pool(&pools->organizations);
    free_pool(&pools->places);
}

/* append_person: another name for each word of a person's name; particles and initials stay. */
static void append_person(NameText *text, size_t *capacity, const NamePools *pools, const char *name, int32_t length,
                          uint64_t seed)
{
    for (int32_t at = 0; at < length;) {
        int32_t size = 0;
        const NamePool *pool;

        while (at + size < length && name[at + size] != ' ')
            size++;
        pool = at + size >= length && at > 0 ? &pools->family : &pools->given;
        if (at > 0)
            names_append(text, capacity, " ", 1);
        if (size > 2 && name[at] >= 'A' && name[at] <= 'Z' && memchr(name + at, '.', (size_t)size) == NULL) {
            /* a word becomes the same other word wherever it stands in the text */
            uint64_t hash = word_hash(name + at, (size_t)size) ^ seed;
            const char *other = pool->names[hash * 0x9E3779B97F4A7C15ull % (uint64_t)pool->count];

            names_append(text, capacity, other, strlen(other));
        } else {
            names_append(text, capacity, name + at, (size_t)size);
        }
        at += size + 1;
    }
}

void names_swap(NameTexts *texts, const NameText *from, const NamePools *pools, uint64_t *random)
{
    NameText copy = *from;
    NameText *text = names_add_text(texts, copy.corpus);
    uint64_t seed = (uint64_t)train_random(random, UINT32_MAX) << 20;
    size_t capacity = 0;
    int32_t done = 0;

    text->open = copy.open;
    for (int32_t s = 0; s < copy.span_count; s++) {
        const GoldSpan *span = &copy.spans[s];
        const char *name = copy.text + span->start;
        int32_t length = span->end - span->start, start;
        uint64_t hash = (word_hash(name, (size_t)length) ^ seed) * 0x9E3779B97F4A7C15ull;
        const NamePool *pool = span->kinds == GOLD(ORG) ? &pools->organizations : &pools->places;

        names_append(text, &capacity, copy.text + done, (size_t)(span->start - done));
        start = text->length;
        if (is_capitals(name, length) || (hash >> 60) < 5) {
            names_append(text, &capacity, name, (size_t)length);
        } else if (span->kinds == GOLD(PERSON)) {
            append_person(text, &capacity, pools, name, length, seed);
        } else if (span->kinds == GOLD(ORG) || span->kinds == GOLD(PLACE)) {
            const char *other = pool->names[(hash >> 8) % (uint64_t)pool->count];

            names_append(text, &capacity, other, strlen(other));
        } else {
            names_append(text, &capacity, name, (size_t)length);
        }
        names_add_span(text, start, text->length, span->kinds);
        done = span->end;
    }
    names_append(text, &capacity, copy.text + done, (size_t)(copy.length - done));
}
