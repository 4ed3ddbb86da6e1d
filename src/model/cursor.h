/*
 * cursor.h: reading of bytes that may be damaged. Every read is checked against the end; a read past it is reported as
 * ERROR_DATA and never happens. Arrays are not copied: the cursor gives a pointer into the bytes, aligned for its
 * items.
 *
 * Numbers are little-endian and read in place, so the bytes must begin on a boundary of CURSOR_ALIGNMENT.
 */
#ifndef NEWS_EVENTS_CURSOR_H
#define NEWS_EVENTS_CURSOR_H

#include "annotation/environment.h"

#define CURSOR_ALIGNMENT 64

typedef struct Cursor {
    const Environment *environment;
    const char *what; /* names the bytes in the error message */
    const uint8_t *start, *next, *end;
} Cursor;

extern void cursor_start(Cursor *cursor, const Environment *environment, const char *what, const void *bytes,
                         size_t size);

/* cursor_array: count items of `size` bytes each, after skipping to the next multiple of `alignment` (a power of 2). */
extern const void *cursor_array(Cursor *cursor, size_t count, size_t size, size_t alignment);

/* The next number; the smallest and the largest value that it may have are the caller's. */
extern uint32_t cursor_u32(Cursor *cursor, uint32_t smallest, uint32_t largest);

/* cursor_error: reports that the bytes make no sense. */
extern void cursor_error(const Cursor *cursor) __attribute__((noreturn));

#endif
