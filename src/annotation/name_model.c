/* name_model.c: the learned weights of the name finder, and the search for the best labels with them. */
#include "name_model.h"

#include "words.h"

#include <string.h>

#define IMPOSSIBLE (-(1 << 29))

void name_model_open(NameModel *model, const Document *document)
{
    Cursor cursor;
    uint32_t bits;

    memset(model, 0, sizeof(*model));
    if (!model_cursor(document_model(document), document->environment, NAME_SECTION, &cursor))
        return;
    cursor_u32(&cursor, NAME_MODEL_VERSION, NAME_MODEL_VERSION);
    bits = cursor_u32(&cursor, 0, NAME_MAX_BITS);
    model->mask = ((uint32_t)1 << bits) - 1;
    model->transitions = cursor_array(&cursor, NAME_TRANSITIONS * NAME_TRANSITIONS, sizeof(*model->transitions), 64);
    model->marks = cursor_array(&cursor, (size_t)NAME_BUCKET << bits, sizeof(*model->marks), 64);
    model->rows = cursor_array(&cursor, (size_t)NAME_BUCKET << bits, sizeof(*model->rows), 64);
}

/* Eight numbers that are compared at once; without SIMD the compiler does it one by one, with the same result. */
typedef uint16_t Eight __attribute__((vector_size(16)));
typedef uint64_t Two __attribute__((vector_size(16)));

/*
 * find_mark: the place of a mark in its bucket, from 1 on; 0: not there. Of two equal marks, which only damaged weights
 * have, any place of the bucket.
 */
static inline uint32_t find_mark(const uint16_t *bucket, uint16_t mark)
{
    static const Eight low = {1, 2, 3, 4, 5, 6, 7, 8}, high = {9, 10, 11, 12, 13, 14, 15, 16};
    Eight wanted = {mark, mark, mark, mark, mark, mark, mark, mark}, first, second;
    Two found;
    uint64_t both;

    memcpy(&first, bucket, sizeof(first));
    memcpy(&second, bucket + 8, sizeof(second));
    found = (Two)(((Eight)(first == wanted) & low) | ((Eight)(second == wanted) & high));
    both = found[0] | found[1];
    both |= both >> 32;
    both |= both >> 16;
    both &= 2 * NAME_BUCKET - 1;
    return both > NAME_BUCKET ? NAME_BUCKET : (uint32_t)both;
}

void name_model_score(const NameModel *model, const uint64_t *features, int32_t count, int32_t *scores)
{
    const NameRow *rows[NAME_MAX_FEATURES + 1];
    int32_t found = 0;

    rows[0] = model->rows;
    for (int32_t f = 0; f < count; f++)
        __builtin_prefetch(model->marks + (size_t)name_bucket(features[f], model->mask) * NAME_BUCKET);
    for (int32_t f = 0; f < count; f++) {
        size_t bucket = (size_t)name_bucket(features[f], model->mask) * NAME_BUCKET;
        uint32_t hit = find_mark(model->marks + bucket, name_mark(features[f]));

        rows[found] = model->rows + bucket + (hit - (hit != 0));
        __builtin_prefetch(rows[found]);
        found += hit != 0;
    }
    for (int32_t r = 0; r < found; r++) {
        /* cppcheck-suppress uninitvar ; every entry below `found` was set */
        int32_t scale = 1 << (rows[r]->shift <= NAME_MAX_SHIFT ? rows[r]->shift : NAME_MAX_SHIFT);

        for (int l = 0; l < NAME_LABELS; l++)
            scores[l] += rows[r]->weights[l] * scale;
    }
}

/* best_end: for each kind (and "no name") the better of its last labels. */
static void best_end(const int32_t *total, int32_t *ends, uint8_t *labels)
{
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++) {
        int last = NAME_LABEL(kind, NAME_LAST), unit = NAME_LABEL(kind, NAME_UNIT);

        labels[kind] = (uint8_t)(total[unit] > total[last] ? unit : last);
        ends[kind] = total[labels[kind]];
    }
    ends[NAME_KIND_COUNT] = total[NAME_OUTSIDE];
    labels[NAME_KIND_COUNT] = NAME_OUTSIDE;
}

void name_model_decode(const NameModel *model, const int32_t *scores, int32_t tokens, uint8_t *labels, uint8_t *links)
{
    int32_t total[NAME_LABELS + 1], next[NAME_LABELS + 1], ends[NAME_TRANSITIONS];
    uint8_t end_labels[NAME_TRANSITIONS];
    int best = NAME_KIND_COUNT;

    for (int l = 0; l < NAME_LABELS; l++)
        total[l] = IMPOSSIBLE;
    total[NAME_OUTSIDE] = 0;
    for (int32_t t = 0; t < tokens; t++) {
        const int32_t *own = scores + (size_t)t * NAME_LABELS;
        uint8_t *link = links + (size_t)t * (NAME_LABELS + 1);

        best_end(total, ends, end_labels);
        for (int kind = 0; kind < NAME_TRANSITIONS; kind++) {
            int32_t most = IMPOSSIBLE;
            int from = NAME_KIND_COUNT;

            for (int before = 0; before < NAME_TRANSITIONS; before++) {
                int32_t sum = ends[before] + model->transitions[before * NAME_TRANSITIONS + kind];

                if (sum > most) {
                    most = sum;
                    from = before;
                }
            }
            if (kind == NAME_KIND_COUNT) {
                next[NAME_OUTSIDE] = most;
                link[NAME_OUTSIDE] = end_labels[from];
                continue;
            }
            next[NAME_LABEL(kind, NAME_BEGIN)] = most + own[NAME_LABEL(kind, NAME_BEGIN)];
            next[NAME_LABEL(kind, NAME_UNIT)] = most + own[NAME_LABEL(kind, NAME_UNIT)];
            link[NAME_LABEL(kind, NAME_BEGIN)] = link[NAME_LABEL(kind, NAME_UNIT)] = end_labels[from];
            from = total[NAME_LABEL(kind, NAME_INSIDE)] > total[NAME_LABEL(kind, NAME_BEGIN)]
                       ? NAME_LABEL(kind, NAME_INSIDE)
                       : NAME_LABEL(kind, NAME_BEGIN);
            for (int part = NAME_INSIDE; part <= NAME_LAST; part++) {
                int label = NAME_LABEL(kind, part);

                next[label] = total[from] <= IMPOSSIBLE / 2 ? IMPOSSIBLE : total[from] + own[label];
                link[label] = (uint8_t)from;
            }
        }
        memcpy(total, next, sizeof(total));
    }
    best_end(total, ends, end_labels);
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++)
        if (ends[kind] > ends[best])
            best = kind;
    for (int32_t t = tokens - 1, label = end_labels[best]; t >= 0; t--) {
        labels[t] = (uint8_t)label;
        label = links[(size_t)t * (NAME_LABELS + 1) + (size_t)label];
    }
}
