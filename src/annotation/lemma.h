/*
 * lemma.h: lemmas. A lemma is made from the word by an edit: drop so many bytes at the end and put others in their
 * place, in lower case or as it stands. Which edit it is goes by the tag and by the longest ending of the word that the
 * treebanks taught an edit for; a word that is an exception is its own longest ending.
 */
#ifndef NEWS_EVENTS_LEMMA_H
#define NEWS_EVENTS_LEMMA_H

#include "words.h"

#define LEMMA_LONGEST_ENDING 6 /* bytes; the whole word comes before */

typedef struct LemmaEdit {
    uint8_t dropped;   /* bytes */
    uint8_t kept_case; /* 1: the word keeps its capitals */
    uint8_t length;    /* of what is put in place */
    uint8_t unused;
    uint32_t put; /* offset into the strings */
} LemmaEdit;

typedef struct Lemmas {
    WordTable endings; /* lemma_key -> edit + 1 */
    uint32_t edit_count, string_size;
    const LemmaEdit *edits;
    const char *strings;
} Lemmas;

/* lemma_key: of a word's last length bytes under a tag; length is -1 for the whole word. */
static inline uint64_t lemma_key(const char *lower, int32_t lower_length, int32_t length, int32_t upos, int32_t xpos)
{
    bool whole = length < 0;
    uint64_t hash;

    if (whole)
        length = lower_length;
    hash = word_hash(lower + lower_length - length, (size_t)length);
    return (hash ^ (uint64_t)(upos * 512 + xpos * 2 + whole)) * 0x9E3779B97F4A7C15ull;
}

/* lemma_edit: the edit for a word under a tag, or -1. */
extern int32_t lemma_edit(const Lemmas *lemmas, const WordType *type, int32_t upos, int32_t xpos);

/* find_lemmas: -> tokens: lemma, from their tags. */
extern void find_lemmas(Document *document, const Model *model);

#endif
