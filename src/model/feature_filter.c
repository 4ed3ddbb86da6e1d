/* feature_filter.c: opening a filter of features. */
#include "feature_filter.h"

void feature_filter_open(FeatureFilter *filter, Cursor *cursor)
{
    uint32_t bits;

    cursor_array(cursor, 0, 1, CURSOR_ALIGNMENT);
    bits = cursor_u32(cursor, 5, 24);
    filter->mask = (1u << bits) - 1;
    filter->words = cursor_array(cursor, (size_t)1 << (bits - 5), sizeof(uint32_t), CURSOR_ALIGNMENT);
}
