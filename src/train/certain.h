/*
 * certain.h: contexts in which a choice has nearly always been the same, learned as a table. Where one of them is met
 * there is nothing to be weighed (dynamic feature selection: He, Daume and Eisner 2013 go further on that way).
 */
#ifndef NEWS_EVENTS_CERTAIN_H
#define NEWS_EVENTS_CERTAIN_H

#include "train.h"

/* A context as it was met, and the choices that were right there, as bits. */
typedef struct Visit {
    uint64_t context, right;
} Visit;

typedef struct Visits {
    Visit *items;
    size_t count, capacity;
} Visits;

extern void visits_add(Visits *visits, uint64_t context, uint64_t right);

/*
 * certain_table: a WordTable of the contexts met at least `least` times in which a choice was right at least per_mille
 * of 1000 times; written to the output and opened. The visits are released.
 */
extern void certain_table(const Trainer *trainer, Visits *visits, int32_t least, int32_t per_mille, Output *output,
                          WordTable *table);

#endif
