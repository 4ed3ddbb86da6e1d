/*
 * environment.h: what the pure part takes from its caller, and the arena that all memory of one document comes from.
 *
 * The pure part (annotation, model, coding, resolution) knows nothing of PostgreSQL. Its caller gives an Environment:
 * how to get and give back memory, how to report an error, how to ask whether the work was cancelled. The server, the
 * unit tests, the fuzzers, the trainer and the benchmarks each install their own.
 *
 * Arena: memory that is released all at once. A document and everything that a stage adds to it lives in one arena.
 */
#ifndef NEWS_EVENTS_ENVIRONMENT_H
#define NEWS_EVENTS_ENVIRONMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ErrorKind {
    ERROR_DATA,      /* bytes that are no annotation, model or dictionary */
    ERROR_PARAMETER, /* an argument that cannot be used, such as an unknown time zone */
    ERROR_LIMIT,     /* more than fits: a text or an annotation that is too large */
    ERROR_INTERNAL   /* what should not happen */
} ErrorKind;

typedef struct Environment {
    void *context;                                                 /* handed to each function below */
    void *(*allocate)(void *context, size_t size);                 /* never gives NULL */
    void *(*reallocate)(void *context, void *memory, size_t size); /* of what allocate gave; never gives NULL */
    void (*release)(void *context, void *memory);
    void (*error)(void *context, ErrorKind kind, const char *message); /* does not return */
    void (*check_interrupts)(void *context);                           /* may not return */
} Environment;

/* An Environment of malloc, and abort after a message to standard error: for programs of the project's own. */
extern const Environment program_environment;

typedef struct ArenaBlock ArenaBlock;
typedef struct ArenaDeferred ArenaDeferred;

typedef struct Arena {
    const Environment *environment;
    ArenaBlock *blocks; /* newest first */
    ArenaDeferred *deferred;
    char *next; /* free space of the newest block */
    char *end;
    size_t total; /* bytes taken from the environment */
} Arena;

extern void arena_start(Arena *arena, const Environment *environment);

/* Closes what was deferred and gives all memory of the arena back; the arena can be used again. */
extern void arena_release(Arena *arena);

/*
 * arena_defer: calls close(object) when the arena is released, also when an error or a cancel leaves the stage early.
 * Whatever has memory outside the arena (an ICU iterator or calendar) and is open across environment_check() or an
 * allocation must be deferred. Gives a handle for arena_close.
 */
extern ArenaDeferred *arena_defer(Arena *arena, void (*close)(void *object), void *object);

/* arena_close: closes a deferred object now, once. */
extern void arena_close(ArenaDeferred *deferred);

/* arena_close_all: closes all that is deferred and not yet closed; for callers whose memory goes by itself. */
extern void arena_close_all(Arena *arena);

/* arena_alloc: size bytes, zeroed and aligned for any type. */
extern void *arena_alloc(Arena *arena, size_t size);

/*
 * arena_grow: moves old_size bytes to new_size bytes, the rest zeroed. What was `memory` must not be used again: a
 * large piece has a block of its own, and that is given back. arena_resize does the same and leaves the rest undefined.
 */
extern void *arena_grow(Arena *arena, void *memory, size_t old_size, size_t new_size);
extern void *arena_resize(Arena *arena, void *memory, size_t old_size, size_t new_size);

/* arena_copy: length bytes and a NUL. */
extern char *arena_copy(Arena *arena, const char *bytes, size_t length);

/* arena_printf: a formatted, NUL-terminated string. */
extern char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* environment_error: reports a formatted message (PostgreSQL's style: lower case, no period); does not return. */
extern void environment_error(const Environment *environment, ErrorKind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4), noreturn));

/* Call in every loop that can run long: once a sentence or a few hundred tokens is often enough. */
static inline void environment_check(const Environment *environment)
{
    environment->check_interrupts(environment->context);
}

/* environment_check_every: the same for the i-th turn of a loop whose turns are short. */
static inline void environment_check_every(const Environment *environment, int64_t i)
{
    if ((i & 1023) == 0)
        environment_check(environment);
}

#endif
