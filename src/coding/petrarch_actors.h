/*
 * petrarch_actors.h: reads PETRARCH's and TABARI's dictionaries of actors and agents.
 *
 * An actors file has entries of several lines; "_" stands for a space, "#" begins a comment, as do <!-- and -->:
 *
 *     BARACK_OBAMA                    the name, perhaps with codes
 *     +PRESIDENT_OBAMA_               another name of the same actor
 *         [USAELI 780101-000101]      a code from a day to a day, both inside; years of two digits up to 29 are 20xx
 *         [USAGOV >090120]            a code from a day on ("<": before it)
 *         [USA]                       a code for all other days
 *
 * An agents file has one entry a line: "THIEF {THIEVES} [~CRM]". "{}" is no plural, no braces a regular one; "!MINIST!
 * = MINISTER, MINISTRY" names a set, and an entry with !MINIST! is one entry for each of its words. "~" in a code is
 * where the actor's own code goes.
 */
#ifndef NEWS_EVENTS_PETRARCH_ACTORS_H
#define NEWS_EVENTS_PETRARCH_ACTORS_H

#include "annotation/document.h"

/* Days are counted from 1970-01-01. */
#define NO_DAY INT32_MIN

typedef struct PetrarchActor {
    const char *name;
    const char *code;
    bool agent;
    int32_t from;  /* first day, NO_DAY: open */
    int32_t until; /* first day after, NO_DAY: open */
} PetrarchActor;

/* What the reader calls: a row for each name and code; a line that it could not read, and why. */
typedef struct PetrarchVisitor {
    void *context;
    void (*row)(void *context, const PetrarchActor *actor);
    void (*problem)(void *context, int32_t line, const char *why, const char *text);
} PetrarchVisitor;

/* Each gives the number of lines. Names and codes are strings of the arena. */
extern int32_t petrarch_read_actors(Arena *arena, const char *text, size_t length, const PetrarchVisitor *visitor);
extern int32_t petrarch_read_agents(Arena *arena, const char *text, size_t length, const PetrarchVisitor *visitor);

#endif
