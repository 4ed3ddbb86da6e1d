/* feature_rows.c: opening a table of features. */
#include "feature_rows.h"

_Static_assert(sizeof(FeatureBucket) == 64, "a bucket is a cache line");

void feature_rows_open(FeatureRows *table, Cursor *cursor)
{
    feature_filter_open(&table->filter, cursor);
    table->classes = cursor_u32(cursor, 1, FEATURE_CLASSES);
    table->width = (table->classes + 15) / 16 * 16;
    table->bucket_count = cursor_u32(cursor, 1, 1 << 20);
    table->entry_count = cursor_u32(cursor, 0, (1 << 21) - 1);
    table->buckets = cursor_array(cursor, table->bucket_count, sizeof(FeatureBucket), 64);
    table->entries = cursor_array(cursor, table->entry_count, sizeof(FeatureEntry), 64);
}
