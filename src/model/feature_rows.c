/* feature_rows.c: opening a table of features. */
#include "feature_rows.h"

void feature_rows_open(FeatureRows *table, Cursor *cursor)
{
    uint32_t bits;

    table->classes = cursor_u32(cursor, 1, FEATURE_CLASSES);
    bits = cursor_u32(cursor, 1, 24);
    table->entries = cursor_u32(cursor, 0, (1u << 24) - 1);
    table->mask = (1u << bits) - 1;
    table->keys = cursor_array(cursor, (size_t)1 << bits, sizeof(*table->keys), 64);
    table->rows = cursor_array(cursor, (size_t)1 << bits, sizeof(*table->rows), 64);
    table->weights = cursor_array(cursor, table->entries, sizeof(*table->weights), 64);
    table->entry_classes = cursor_array(cursor, table->entries, sizeof(*table->entry_classes), 64);
}
