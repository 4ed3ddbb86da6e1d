/*
 * names_corpora.h: texts with their names, from the corpora that the name finder learns from, whatever their format.
 */
#ifndef NEWS_EVENTS_NAMES_CORPORA_H
#define NEWS_EVENTS_NAMES_CORPORA_H

#include "annotation/name_features.h"
#include "train.h"

#define GOLD(kind) (1u << NAME_##kind)
#define GOLD_UNKNOWN 0u /* may be a name or not: the corpus does not say */

typedef struct GoldSpan {
    int32_t start, end; /* bytes, end exclusive */
    uint32_t kinds;     /* a bit for each NameKind that it may be */
} GoldSpan;

/* One story, or a few sentences that stand together. Spans are in order and do not overlap. */
typedef struct NameText {
    char *text;
    int32_t length;
    GoldSpan *spans;
    int32_t span_count, span_capacity;
    bool open; /* peoples, products and other names are not marked in this corpus */
    const char *corpus;
} NameText;

typedef struct NameTexts {
    NameText *items;
    int32_t count, capacity;
} NameTexts;

/* How to make text of tokens: as the scorer does, or as people write ("Al-Masri", "the ship's"). */
typedef enum Spacing { SPACING_SCORER, SPACING_NATURAL } Spacing;

/*
 * names_read_bio: adds the texts of one file with a token and its BIO tag a line. sentences: how many make one text, 0:
 * all. Nested annotations have several columns of tags: outer tells whether the first or the last counts.
 */
extern void names_read_bio(NameTexts *texts, const char *path, const char *corpus, int32_t sentences, bool outer,
                           Spacing spacing);

/* names_read_bio_folder: names_read_bio for each file of a folder, in the order of their names. */
extern void names_read_bio_folder(NameTexts *texts, const char *path, const char *corpus, int32_t sentences, bool outer,
                                  Spacing spacing);

/* names_read_gum: CoNLL-U with GUM's Entity= (entities, what they are, and for known ones their title in Wikipedia). */
extern void names_read_gum(NameTexts *texts, const char *path);

/* names_read_re3d: documents.json and entities.json of a folder. */
extern void names_read_re3d(NameTexts *texts, const char *folder);

/* names_vary: adds a copy of a text with some sentences in capitals, lower case and title case. */
extern void names_vary(NameTexts *texts, const NameText *from, uint64_t *random);

/* Names to choose from, as often as they stand in the texts. */
typedef struct NamePool {
    char **names;
    int32_t count, capacity;
} NamePool;

typedef struct NamePools {
    NamePool given, family, organizations, places;
} NamePools;

extern void names_fill_pools(NamePools *pools, const NameTexts *texts);
extern void names_free_pools(NamePools *pools);

/* names_swap: adds a copy of a text with other names. */
extern void names_swap(NameTexts *texts, const NameText *from, const NamePools *pools, uint64_t *random);

extern NameText *names_add_text(NameTexts *texts, const char *corpus);
/* Spans that are added must be put in order by the caller. */
extern void names_add_span(NameText *text, int32_t start, int32_t end, uint32_t kinds);

/* names_sort_spans: brings spans in order; of two that overlap the longer stays. */
extern void names_sort_spans(NameText *text);

extern void names_append(NameText *text, size_t *capacity, const char *bytes, size_t length);

#endif
