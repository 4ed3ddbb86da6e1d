/*
 * word_breaks.h: the tokens of a stretch of text, by the conventions of Universal Dependencies' English treebanks.
 */
#ifndef NEWS_EVENTS_WORD_BREAKS_H
#define NEWS_EVENTS_WORD_BREAKS_H

#include "document.h"

/* No token has more bytes: longer runs without a space are cut between characters. */
#define LONGEST_TOKEN 1000

/* break_words: adds the tokens of the bytes [start, end), one paragraph, to the document. Their sentence is not set. */
extern void break_words(Document *document, int32_t start, int32_t end);

/* What an abbreviation, written with its stop, says of the end of a sentence. */
typedef enum Abbreviation {
    ABBREVIATION_NOT,
    ABBREVIATION_NAME,    /* before a name: Mr. */
    ABBREVIATION_NUMBER,  /* only before a number: No. */
    ABBREVIATION_DATE,    /* Jan. */
    ABBREVIATION_PLACE,   /* only after a comma: , Ill. */
    ABBREVIATION_MIDDLE,  /* vs. */
    ABBREVIATION_TAIL,    /* Inc. */
    ABBREVIATION_INITIAL, /* J. */
    ABBREVIATION_LETTERS  /* U.S., a.m. */
} Abbreviation;

/* abbreviation_of: what a token that ends in a stop is; NOT for others. */
extern Abbreviation abbreviation_of(const Document *document, int32_t token);

/* begins_sentence: whether the word at this position is one that begins sentences and is hardly ever a name. */
extern bool begins_sentence(const Document *document, int32_t start, int32_t end);

#endif
