/*
 * tagger.h: what the tagger and its trainer share: the section "tagger" and the features.
 *
 * A word's tag is its part of speech (UPOS) and its Penn Treebank tag (XPOS) as one class. The tagger goes through a
 * sentence from left to right and takes the class with the highest score; the scores are linear in features of the
 * words around and of the two tags before (averaged perceptron: Collins 2002, "Discriminative training methods for
 * hidden Markov models"). What is known of a word beforehand is the set of tags that it had in the treebanks, its
 * ambiguity class (Gimenez and Marquez 2004, "SVMTool").
 *
 * Words in capitals say nothing by their capitals in a text that is all capitals: the case of the sentence is found
 * first, and features that go by case stand aside where case says nothing.
 */
#ifndef NEWS_EVENTS_TAGGER_H
#define NEWS_EVENTS_TAGGER_H

#include "model/feature_rows.h"
#include "words.h"

#define TAGGER_MAX_TAGS 128
#define TAGGER_FIXED 0x5A5A5A5Au
#define TAGGER_NO_TAG 255 /* before the first word */

/* How a sentence uses capitals. */
typedef enum SentenceCase { CASE_NORMAL, CASE_UPPER, CASE_TITLE, CASE_LOWER } SentenceCase;

/* Where a word stands, seen from the word to be tagged. The last role has the features that go by case. */
enum { ROLE_HERE, ROLE_BEFORE, ROLE_AFTER, ROLE_BEFORE2, ROLE_AFTER2, ROLE_CASED, TAGGER_ROLES };

typedef struct Tagger {
    uint32_t tag_count;
    int32_t doubt;              /* by how much the best class must lead so that no pairs of words are looked at */
    const uint8_t *upos, *xpos; /* of each class */
    WordTable ambiguity; /* WordType.word -> ambiguity class; form_hash ^ TAGGER_FIXED -> (second column) class + 1 */
    FeatureRows rows;
    /* The section "frequent": for common words as they are written, the sums of what they say in each role. */
    WordTable frequent; /* form_hash -> number; empty where the model has none */
    uint32_t frequent_count, frequent_width;
    const int16_t *frequent_sums; /* of each word, FREQUENT_ROLES times width */
} Tagger;

/* The roles whose sums are kept for common words: those before ROLE_CASED, ROLE_HERE together with ROLE_CASED. */
#define FREQUENT_ROLES ROLE_CASED

/* tagger_frequent: the sums of a word type, or NULL. */
static inline const int16_t *tagger_frequent(const Tagger *tagger, const WordType *type)
{
    const uint16_t *row = word_table_find(&tagger->frequent, type->form_hash * 0x9E3779B97F4A7C15ull);

    if (row == NULL || row[0] >= tagger->frequent_count)
        return NULL;
    return tagger->frequent_sums + (size_t)row[0] * FREQUENT_ROLES * tagger->frequent_width;
}

/* What the features see at one word. */
typedef struct TaggerView {
    const WordType *here, *before, *after, *before2;
    uint32_t ambiguity, ambiguity_before, ambiguity_after, ambiguity_after2;
    uint32_t tag1, tag2; /* of the word before, of the one before that */
    SentenceCase sentence_case;
    bool first; /* of its sentence */
} TaggerView;

#define TAGGER_MOST_KEYS 32 /* of one role, or of the view */
#define TAGGER_ALL_KEYS 96

_Static_assert(TAGGER_ALL_KEYS <= FEATURE_MOST_KEYS, "features of a decision are looked up together");

/* tagger_open: false where the model has no tagger. */
extern bool tagger_open(Tagger *tagger, const Model *model, const Environment *environment);

/* tagger_find: row of the dictionary for a hash of 32 bits, or NULL. */
static inline const uint16_t *tagger_find(const WordTable *table, uint32_t hash)
{
    return word_table_find(table, hash * 0x9E3779B97F4A7C15ull);
}

/* A word beyond either end of a sentence. */
extern const WordType tagger_no_word;

/*
 * The features of a word type in a role; of the tags before it and what is known of the words; of pairs of words. All
 * give the number of keys. The last are looked up only where the others leave a doubt.
 */
extern int32_t tagger_role_keys(const WordType *type, uint32_t ambiguity, uint32_t class_count, int32_t role,
                                uint32_t *keys);
extern int32_t tagger_plain_keys(const TaggerView *view, uint32_t *keys);
extern int32_t tagger_word_keys(const TaggerView *view, uint32_t *keys);

/* sentence_case_of: how the words [first, last] use capitals. */
extern SentenceCase sentence_case_of(const Words *words, int32_t first, int32_t last);

#endif
