/*
 * quotation_marks.h: the stretches of a text that stand between quotation marks.
 *
 * A mark of any style opens or closes by its shape, and where the shape is the same for both by the spaces around it.
 * Marks of another style inside a stretch are its own. A stretch ends with its paragraph; it goes on where the next
 * paragraph opens anew without the mark having been closed. One that is never closed ends with its sentence.
 */
#ifndef NEWS_EVENTS_QUOTATION_MARKS_H
#define NEWS_EVENTS_QUOTATION_MARKS_H

#include "document.h"

typedef struct MarkedStretch {
    int32_t first, last; /* tokens inside the marks; at least one */
    bool continued;      /* goes on in the stretch after it */
} MarkedStretch;

typedef struct MarkedStretches {
    MarkedStretch *items;
    int32_t count;
} MarkedStretches;

/* find_marked: all stretches in order; none overlaps another. Memory from the scratch arena. */
extern void find_marked(Document *document, MarkedStretches *marked);

#endif
