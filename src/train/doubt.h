/*
 * doubt.h: by how much a choice made from the plain features alone must lead so that it stands. Learned from choices
 * made both ways: the smallest lead from which on the words would nearly never have changed the choice.
 */
#ifndef NEWS_EVENTS_DOUBT_H
#define NEWS_EVENTS_DOUBT_H

#include "train.h"

#define DOUBT_LEADS 8192

typedef struct Doubt {
    uint32_t same[DOUBT_LEADS], changed[DOUBT_LEADS]; /* choices by their lead */
} Doubt;

extern void doubt_note(Doubt *doubt, int32_t lead, bool changed);

/* doubt_lead: the lead from which on at most `most` of 10000 choices were changed. */
extern uint32_t doubt_lead(const Doubt *doubt, uint32_t most);

#endif
