/*
 * words.h: the distinct words of a document and what the learned stages look at in a word.
 *
 * A text says most of its words several times. What a feature needs of a word (hashes, shape, endings, classes) is
 * found out once a word type; the tagger, the parser and the name finder then work with numbers.
 */
#ifndef NEWS_EVENTS_WORDS_H
#define NEWS_EVENTS_WORDS_H

#include "document.h"
#include "model/word_table.h"

#define WORD_AFFIXES 4 /* longest prefix that is hashed, in characters */
#define WORD_ENDINGS 5 /* longest ending */

/* Shape of a word: which kinds of characters it has. */
enum {
    SHAPE_FIRST_UPPER = 1,
    SHAPE_ALL_UPPER = 2, /* every letter, and at least two of them */
    SHAPE_INNER_UPPER = 4,
    SHAPE_LOWER = 8, /* has a lower-case letter */
    SHAPE_DIGIT = 16,
    SHAPE_HYPHEN = 32,
    SHAPE_DOT = 64,
    SHAPE_OTHER = 128,     /* other punctuation inside */
    SHAPE_NO_LETTER = 256, /* neither letter nor digit */
    SHAPE_FOREIGN = 512    /* a character outside ASCII */
};

typedef struct WordType {
    const char *form;
    int32_t length;
    int32_t lower_length;
    const char *lower;             /* in lower case, NUL-terminated */
    uint64_t lower_hash;           /* word_hash of that */
    uint32_t form_hash;            /* of the word as it stands, digits made 0 */
    uint32_t word;                 /* hash of the lower-case word, digits made 0: the word as features see it */
    uint32_t prefix[WORD_AFFIXES]; /* [n]: of its first n + 1 characters, lower case, digits made 0 */
    uint32_t ending[WORD_ENDINGS];
    uint32_t shape;          /* SHAPE_ bits */
    const uint16_t *classes; /* of the model's table "clusters"; zeros where it is not there */
    int32_t first_token;     /* the first token of this type */
} WordType;

typedef struct Words {
    WordType *types;
    int32_t count;
    int32_t *of_token;    /* type number of each token */
    uint32_t class_count; /* numbers in classes */
} Words;

/* words_collect: the word types of a document's tokens, in its arena. */
extern Words *words_collect(Document *document, const Model *model);

/* words_of: those that tag() left with the document, collected now if there are none or tokens were added since. */
extern const Words *words_of(Document *document);

/* document_model: the model that the caller chose, or the embedded one. */
extern const Model *document_model(const Document *document);

/* feature_key: 32 bits that stand for one value of a feature; never 0. */
static inline uint32_t feature_key(uint32_t feature, uint32_t a, uint32_t b, uint32_t c)
{
    uint64_t hash = feature * 0x9E3779B97F4A7C15ull + a * 0xC2B2AE3D27D4EB4Full + b * 0x165667B19E3779F9ull +
                    c * 0x27D4EB2F165667C5ull;

    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9ull;
    return (uint32_t)(hash >> 32) | 1;
}

#endif
