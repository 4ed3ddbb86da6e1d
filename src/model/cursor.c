/* cursor.c: reading of bytes that may be damaged. */
#include "cursor.h"

#include <string.h>

void cursor_start(Cursor *cursor, const Environment *environment, const char *what, const void *bytes, size_t size)
{
    cursor->environment = environment;
    cursor->what = what;
    cursor->start = cursor->next = bytes;
    cursor->end = cursor->start + size;
}

void cursor_error(const Cursor *cursor)
{
    environment_error(cursor->environment, ERROR_DATA, "invalid model: %s is damaged", cursor->what);
}

const void *cursor_array(Cursor *cursor, size_t count, size_t size, size_t alignment)
{
    size_t skip = -(size_t)(cursor->next - cursor->start) & (alignment - 1);
    size_t left = (size_t)(cursor->end - cursor->next);
    const void *array;

    if (skip > left || count > (left - skip) / size)
        cursor_error(cursor);
    array = cursor->next + skip;
    cursor->next += skip + count * size;
    return array;
}

uint32_t cursor_u32(Cursor *cursor, uint32_t smallest, uint32_t largest)
{
    uint32_t number;

    memcpy(&number, cursor_array(cursor, 1, sizeof(number), sizeof(number)), sizeof(number));
    if (number < smallest || number > largest)
        cursor_error(cursor);
    return number;
}
