/*
 * furniture_cues.h: what the words of a block say of its being page furniture.
 */
#ifndef NEWS_EVENTS_FURNITURE_CUES_H
#define NEWS_EVENTS_FURNITURE_CUES_H

#include "story_blocks.h"

/* The kinds of furniture that the phrases of a block speak for, NO_INDEX where none does. */
typedef struct Cues {
    int32_t whole, heading, label, start, inside, ending; /* by place: see furniture_cues.tsv */
    int32_t count;                                        /* phrases at the start and inside */
    int32_t credit; /* where the credit of a picture begins that ends the block, NO_INDEX: none */
} Cues;

extern void find_cues(const Document *document, const Block *block, const BlockWords *words, Cues *cues);

/* is_datestamp: whether all words say when the page was made. */
extern bool is_datestamp(const BlockWords *words);

/* datestamp_end: the end of a date in digits, perhaps after a label, that stands before the text of a block; or start.
 */
extern int32_t datestamp_end(const Document *document, const Block *block);

/* is_byline: whether a block only says who wrote it. */
extern bool is_byline(const Document *document, const Block *block, const BlockWords *words);

/* is_breadcrumb: whether a block is a path or row of links: Home > World > Asia. */
extern bool is_breadcrumb(const Document *document, const Block *block);

/* is_glued: whether a page's links ran together with what follows: HomeEuropeStorm hits coast. */
extern bool is_glued(const Document *document, const Block *block);

/* is_separator: whether a block is a line of marks. */
extern bool is_separator(const Document *document, const Block *block);

/* is_address: whether a block is an address of the internet and nothing else. */
extern bool is_address(const Document *document, const Block *block);

/* is_desk_code: initials of an agency's desk: abc-de/fg. */
extern bool is_desk_code(const Document *document, const Block *block);

/* closing_cue: where furniture begins that stands at the end of a story's last paragraph; its end when there is none.
 */
extern int32_t closing_cue(const Document *document, const Block *block, int32_t *kind);

#endif
