/* buffer.h: bytes that grow in an arena. */
#ifndef NEWS_EVENTS_BUFFER_H
#define NEWS_EVENTS_BUFFER_H

#include "environment.h"

typedef struct ByteBuffer {
    Arena *arena;
    char *bytes;
    size_t length, capacity;
} ByteBuffer;

static inline void buffer_start(ByteBuffer *buffer, Arena *arena)
{
    *buffer = (ByteBuffer){.arena = arena};
}

/* buffer_room: a pointer to `size` free bytes at the end; the caller adds what it used to length. */
extern char *buffer_room(ByteBuffer *buffer, size_t size);

extern void buffer_add(ByteBuffer *buffer, const char *bytes, size_t length);
extern void buffer_add_string(ByteBuffer *buffer, const char *string);
extern void buffer_printf(ByteBuffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline void buffer_add_char(ByteBuffer *buffer, char c)
{
    *buffer_room(buffer, 1) = c;
    buffer->length++;
}

/* buffer_string: the bytes with a NUL behind them. */
extern char *buffer_string(ByteBuffer *buffer);

#endif
