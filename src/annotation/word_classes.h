/*
 * word_classes.h: what is known of a word from much raw text: the classes that words of like use share, how often it is
 * written with a capital, and whether people bear it as a name.
 *
 * The section "clusters" of the model, made by src/train/clusters.c, is a WordTable of four columns over words in lower
 * case. A class is 1 or more; 0 is "none".
 */
#ifndef NEWS_EVENTS_WORD_CLASSES_H
#define NEWS_EVENTS_WORD_CLASSES_H

#include "document.h"
#include "model/word_table.h"

#define WORD_CLASSES_SECTION "clusters"

/* The columns. */
#define WORD_CLASS_256 0
#define WORD_CLASS_1000 1
#define WORD_CLASS_4000 2
#define WORD_FLAGS 3

/* In WORD_FLAGS: 0 (not known), 1 (never written with a capital) to 7 (always), inside a sentence. */
#define WORD_CAPITAL_MASK 7
#define WORD_GIVEN_NAME 8
#define WORD_FAMILY_NAME 16

typedef WordTable WordClasses;

/* word_classes_open: the model's classes; an empty table where the model has none. */
extern void word_classes_open(WordClasses *classes, const Document *document);

/* word_class: a column of a word in lower case, 0 when the word is not known. */
static inline uint16_t word_class(const WordClasses *classes, const char *lower, size_t length, int column)
{
    const uint16_t *values = word_table_find(classes, word_hash(lower, length));

    return values == NULL ? 0 : values[column];
}

/* word_lower: the UTF-8 bytes of a word in lower case (ICU, root locale), cut at a character to fit; gives their
 * number. */
extern size_t word_lower(const char *word, size_t length, char *lower, size_t room);

#endif
