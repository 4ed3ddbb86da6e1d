/* action_rows.c: opening a table of rows of 16 weights. */
#include "action_rows.h"

_Static_assert(sizeof(ActionBucket) == 64, "a bucket is a cache line");

void action_rows_open(ActionRows *table, Cursor *cursor)
{
    feature_filter_open(&table->filter, cursor);
    table->bucket_count = cursor_u32(cursor, 2, 1 << 20);
    table->buckets = cursor_array(cursor, table->bucket_count, sizeof(ActionBucket), 64);
}
