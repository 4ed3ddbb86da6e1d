/* buffer.c: bytes that grow in an arena. */
#include "buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

char *buffer_room(ByteBuffer *buffer, size_t size)
{
    if (size > buffer->capacity - buffer->length) {
        size_t capacity = buffer->capacity < 128 ? 128 : buffer->capacity;

        if (size > SIZE_MAX / 4 || buffer->length > SIZE_MAX / 4)
            environment_error(buffer->arena->environment, ERROR_LIMIT, "annotation is too large");
        while (capacity < buffer->length + size)
            capacity *= 2;
        buffer->bytes = arena_resize(buffer->arena, buffer->bytes, buffer->length, capacity);
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->length;
}

void buffer_add(ByteBuffer *buffer, const char *bytes, size_t length)
{
    if (length > 0)
        memcpy(buffer_room(buffer, length), bytes, length);
    buffer->length += length;
}

void buffer_add_string(ByteBuffer *buffer, const char *string)
{
    buffer_add(buffer, string, strlen(string));
}

void buffer_printf(ByteBuffer *buffer, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        environment_error(buffer->arena->environment, ERROR_INTERNAL, "could not format a string");
    buffer_room(buffer, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

char *buffer_string(ByteBuffer *buffer)
{
    *buffer_room(buffer, 1) = '\0';
    return buffer->bytes;
}
