/* tagger.c: the section "tagger" and the features of the tagger. */
#include "tagger.h"

#include <string.h>

const WordType tagger_no_word = {
    .word = 1, .form_hash = 1, .ending = {1, 1, 1, 1, 1}, .classes = (const uint16_t[8]){0}};

/* open_frequent: common words, where the model has their sums. */
static void open_frequent(Tagger *tagger, const Model *model, const Environment *environment)
{
    Cursor cursor;

    memset(&tagger->frequent, 0, sizeof(tagger->frequent));
    tagger->frequent_count = 0;
    if (!model_cursor(model, environment, "frequent", &cursor))
        return;
    tagger->frequent_count = cursor_u32(&cursor, 0, UINT16_MAX);
    tagger->frequent_width = cursor_u32(&cursor, 16, TAGGER_MAX_TAGS);
    cursor_array(&cursor, 0, 1, CURSOR_ALIGNMENT);
    word_table_read(&tagger->frequent, &cursor);
    tagger->frequent_sums = cursor_array(
        &cursor, (size_t)tagger->frequent_count * FREQUENT_ROLES * tagger->frequent_width, sizeof(int16_t), 64);
}

bool tagger_open(Tagger *tagger, const Model *model, const Environment *environment)
{
    Cursor cursor;

    if (!model_cursor(model, environment, "tagger", &cursor))
        return false;
    tagger->tag_count = cursor_u32(&cursor, 1, TAGGER_MAX_TAGS);
    tagger->doubt = (int32_t)cursor_u32(&cursor, 0, INT32_MAX);
    tagger->upos = cursor_array(&cursor, tagger->tag_count, 1, 4);
    tagger->xpos = cursor_array(&cursor, tagger->tag_count, 1, 4);
    for (uint32_t i = 0; i < tagger->tag_count; i++)
        if (tagger->upos[i] >= UPOS_COUNT || tagger->xpos[i] >= XPOS_COUNT)
            cursor_error(&cursor);
    cursor_array(&cursor, 0, 1, CURSOR_ALIGNMENT);
    word_table_read(&tagger->ambiguity, &cursor);
    feature_rows_open(&tagger->rows, &cursor);
    if (tagger->ambiguity.columns != 2)
        cursor_error(&cursor);
    open_frequent(tagger, model, environment);
    return true;
}

SentenceCase sentence_case_of(const Words *words, int32_t first, int32_t last)
{
    int32_t upper = 0, title = 0, lower = 0, short_lower = 0;

    for (int32_t i = first; i <= last; i++) {
        const WordType *type = &words->types[words->of_token[i]];

        if (type->shape & SHAPE_ALL_UPPER)
            upper++;
        else if (type->shape & SHAPE_FIRST_UPPER)
            title++;
        else if ((type->shape & SHAPE_LOWER) && type->length > 3)
            lower++;
        else if (type->shape & SHAPE_LOWER)
            short_lower++;
    }
    if (upper >= 2 && upper > 3 * (lower + short_lower) && upper > title)
        return CASE_UPPER;
    if (upper + title >= 4 && upper + title > 3 * lower && last - first > 3)
        return CASE_TITLE;
    if (upper + title == 0 && lower > 0)
        return CASE_LOWER;
    return CASE_NORMAL;
}

/* Numbers of features: in a key, the role or the feature stands first. */
enum { FEATURES_OF_ROLE = 64, FEATURE_VIEW = 1000 };

int32_t tagger_role_keys(const WordType *type, uint32_t ambiguity, uint32_t class_count, int32_t role, uint32_t *keys)
{
    uint32_t feature = (uint32_t)role * FEATURES_OF_ROLE;
    int32_t n = 0;

    if (role == ROLE_CASED) {
        keys[n++] = feature_key(feature + 1, type->form_hash, 0, 0);
        keys[n++] = feature_key(feature + 2, type->shape, 0, 0);
        keys[n++] = feature_key(feature + 3, type->shape, type->ending[2], 0);
        keys[n++] = feature_key(feature + 4, type->shape & SHAPE_FIRST_UPPER, ambiguity, 0);
        keys[n++] = feature_key(feature + 5, type->shape & SHAPE_FIRST_UPPER, type->classes[0], 0);
        return n;
    }
    keys[n++] = feature_key(feature + 1, type->word, 0, 0);
    keys[n++] = feature_key(feature + 2, ambiguity, 0, 0);
    keys[n++] = feature_key(feature + 10, type->classes[0], 0, 0);
    if (role == ROLE_BEFORE2 || role == ROLE_AFTER2)
        return n;
    keys[n++] = feature_key(feature + 4, type->shape, 0, 0);
    if (class_count > 2)
        keys[n++] = feature_key(feature + 11, type->classes[2], 0, 0);
    if (role != ROLE_HERE || ambiguity == 0)
        keys[n++] = feature_key(feature + 3, type->ending[2], 0, 0);
    if (role != ROLE_HERE)
        return n;
    for (uint32_t i = 1; i < class_count; i += 2)
        keys[n++] = feature_key(feature + 10 + i, type->classes[i], 0, 0);
    if (ambiguity != 0)
        return n; /* a known word speaks for itself */
    for (uint32_t i = 0; i < WORD_AFFIXES; i++)
        keys[n++] = feature_key(feature + 20 + i, type->prefix[i], 0, 0);
    for (uint32_t i = 0; i < WORD_ENDINGS; i++)
        if (i != 2)
            keys[n++] = feature_key(feature + 30 + i, type->ending[i], 0, 0);
    keys[n++] = feature_key(feature + 5, type->ending[1], type->classes[0], 0);
    keys[n++] = feature_key(feature + 6, type->shape & ~(uint32_t)(SHAPE_FIRST_UPPER | SHAPE_ALL_UPPER | SHAPE_LOWER),
                            type->ending[2], 0);
    return n;
}

int32_t tagger_plain_keys(const TaggerView *v, uint32_t *keys)
{
    const uint32_t f = FEATURE_VIEW;
    int32_t n = 0;

    keys[n++] = feature_key(f + 1, v->tag1, 0, 0);
    keys[n++] = feature_key(f + 2, v->tag1, v->tag2, 0);
    keys[n++] = feature_key(f + 4, v->tag1, v->ambiguity, 0);
    keys[n++] = feature_key(f + 8, v->tag1, v->ambiguity, v->ambiguity_after);
    keys[n++] = feature_key(f + 16, v->here->shape, (uint32_t)v->sentence_case * 2 + v->first, 0);
    keys[n++] = feature_key(f + 17, v->tag1, v->here->shape, (uint32_t)v->sentence_case);
    return n;
}

int32_t tagger_word_keys(const TaggerView *v, uint32_t *keys)
{
    const uint32_t f = FEATURE_VIEW;
    int32_t n = 0;

    keys[n++] = feature_key(f + 3, v->tag1, v->here->word, 0);
    keys[n++] = feature_key(f + 5, v->tag1, v->tag2, v->ambiguity);
    keys[n++] = feature_key(f + 6, v->tag1, v->here->ending[2], 0);
    keys[n++] = feature_key(f + 7, v->tag1, v->ambiguity_after, 0);
    keys[n++] = feature_key(f + 9, v->ambiguity, v->ambiguity_after, v->ambiguity_after2);
    keys[n++] = feature_key(f + 10, v->here->word, v->after->word, 0);
    keys[n++] = feature_key(f + 11, v->before->word, v->here->word, 0);
    keys[n++] = feature_key(f + 12, v->tag2, v->here->word, 0);
    keys[n++] = feature_key(f + 13, v->tag1, v->here->classes[0], v->after->classes[0]);
    keys[n++] = feature_key(f + 14, v->ambiguity_before, v->ambiguity, v->ambiguity_after);
    keys[n++] = feature_key(f + 15, v->before->word, v->after->word, 0);
    keys[n++] = feature_key(f + 18, v->here->classes[0], v->after->word, v->tag1);
    keys[n++] = feature_key(f + 19, v->before2->word, v->before->word, v->ambiguity);
    keys[n++] = feature_key(f + 20, v->here->word, v->ambiguity_after, v->ambiguity_after2);
    return n;
}
