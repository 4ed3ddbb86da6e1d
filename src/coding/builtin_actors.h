/*
 * builtin_actors.h: the actors and agents that come with the library, from the lists of states, organizations, people
 * in office and roles, as rows of one form.
 */
#ifndef NEWS_EVENTS_BUILTIN_ACTORS_H
#define NEWS_EVENTS_BUILTIN_ACTORS_H

#include <stdbool.h>

typedef struct BuiltinActor {
    const char *name;
    const char *code; /* CAMEO; of an agent "~" stands where the actor's own code goes: "~GOV" */
    bool agent;
    const char *valid_from;  /* YYYY-MM-DD, the first day; "": open */
    const char *valid_until; /* the first day after; "": open */
} BuiltinActor;

/* builtin_actors: calls visit for every row, always in the same order. The row is the callee's only during the call;
 * its strings stay. */
extern void builtin_actors(void (*visit)(void *context, const BuiltinActor *actor), void *context);

#endif
