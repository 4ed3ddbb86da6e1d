/* word_table.c: opening a table of words. */
#include "word_table.h"

#include <string.h>

void word_table_read(WordTable *table, Cursor *cursor)
{
    uint32_t bits;

    table->columns = cursor_u32(cursor, 1, WORD_TABLE_MAX_COLUMNS);
    bits = cursor_u32(cursor, 0, WORD_TABLE_MAX_BITS);
    table->mask = ((uint32_t)1 << bits) - 1;
    table->marks = cursor_array(cursor, (size_t)1 << bits, sizeof(uint32_t), 64);
    table->values = cursor_array(cursor, (size_t)table->columns << bits, sizeof(uint16_t), 64);
}

bool word_table_open(WordTable *table, const Model *model, const Environment *environment, const char *section)
{
    Cursor cursor;

    memset(table, 0, sizeof(*table));
    if (!model_cursor(model, environment, section, &cursor))
        return false;
    word_table_read(table, &cursor);
    return true;
}
