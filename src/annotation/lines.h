/*
 * lines.h: the lines of a text that have something on them, and which of them belong to one paragraph.
 */
#ifndef NEWS_EVENTS_LINES_H
#define NEWS_EVENTS_LINES_H

#include "document.h"

typedef struct Line {
    int32_t start, end;   /* without the white space around it */
    int32_t indent;       /* bytes of white space before it in its line */
    int32_t blank_before; /* empty lines before it */
    int32_t paragraph;    /* number of its paragraph, from 0 */
} Line;

typedef struct Lines {
    Line *items;
    int32_t count, capacity;
} Lines;

/* find_lines: the lines of the document's text, with their paragraphs. */
extern void find_lines(const Document *document, Lines *lines);

#endif
