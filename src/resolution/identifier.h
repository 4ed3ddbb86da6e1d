/* identifier.h: numbers of entities, events and story lines: hashes of what they are of, never of when they came. */
#ifndef NEWS_EVENTS_IDENTIFIER_H
#define NEWS_EVENTS_IDENTIFIER_H

#include "terms.h"

/* identifier_of: 53 bits, as a double holds no more, and never 0. */
static inline int64_t identifier_of(uint64_t hash)
{
    int64_t identifier = (int64_t)(hash >> 11);

    return identifier == 0 ? 1 : identifier;
}

#endif
