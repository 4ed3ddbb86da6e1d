/* environment.c: the arena, errors with a format, and the environment of stand-alone programs. */
#include "environment.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_ALIGNMENT ((size_t)16)
#define ARENA_FIRST_BLOCK ((size_t)8 * 1024)
#define ARENA_LARGEST_BLOCK ((size_t)1024 * 1024)

struct ArenaBlock {
    ArenaBlock *older;
    size_t size; /* with this header */
};

struct ArenaDeferred {
    ArenaDeferred *older;
    void (*close)(void *object);
    void *object; /* NULL: closed */
};

#define BLOCK_HEADER ((sizeof(ArenaBlock) + ARENA_ALIGNMENT - 1) & ~(ARENA_ALIGNMENT - 1))

void arena_start(Arena *arena, const Environment *environment)
{
    memset(arena, 0, sizeof(*arena));
    arena->environment = environment;
}

void arena_release(Arena *arena)
{
    const Environment *environment = arena->environment;
    ArenaBlock *block = arena->blocks;

    arena_close_all(arena);
    while (block != NULL) {
        ArenaBlock *older = block->older;

        if (environment->release != NULL)
            environment->release(environment->context, block);
        block = older;
    }
    arena_start(arena, environment);
}

ArenaDeferred *arena_defer(Arena *arena, void (*close)(void *object), void *object)
{
    ArenaDeferred *deferred = arena_alloc(arena, sizeof(ArenaDeferred));

    deferred->older = arena->deferred;
    deferred->close = close;
    deferred->object = object;
    arena->deferred = deferred;
    return deferred;
}

void arena_close(ArenaDeferred *deferred)
{
    void *object = deferred->object;

    deferred->object = NULL;
    if (object != NULL)
        deferred->close(object);
}

void arena_close_all(Arena *arena)
{
    while (arena->deferred != NULL) {
        ArenaDeferred *deferred = arena->deferred;

        arena->deferred = deferred->older;
        arena_close(deferred);
    }
}

/* arena_add_block: room for at least size bytes; blocks double, so that their number stays logarithmic. */
static void arena_add_block(Arena *arena, size_t size)
{
    size_t block_size = arena->total < ARENA_FIRST_BLOCK ? ARENA_FIRST_BLOCK : arena->total;
    ArenaBlock *block;

    if (block_size > ARENA_LARGEST_BLOCK)
        block_size = ARENA_LARGEST_BLOCK;
    if (size > SIZE_MAX / 2)
        environment_error(arena->environment, ERROR_LIMIT, "out of memory for a document");
    if (block_size < size + BLOCK_HEADER)
        block_size = size + BLOCK_HEADER;
    block = arena->environment->allocate(arena->environment->context, block_size);
    block->older = arena->blocks;
    block->size = block_size;
    arena->blocks = block;
    arena->next = (char *)block + BLOCK_HEADER;
    arena->end = (char *)block + block_size;
    arena->total += block_size;
}

void *arena_alloc(Arena *arena, size_t size)
{
    void *memory;

    if (size > SIZE_MAX - ARENA_ALIGNMENT)
        environment_error(arena->environment, ERROR_LIMIT, "out of memory for a document");
    size = (size + ARENA_ALIGNMENT - 1) & ~(ARENA_ALIGNMENT - 1);
    if (size > (size_t)(arena->end - arena->next))
        arena_add_block(arena, size);
    memory = arena->next;
    arena->next += size;
    return memset(memory, 0, size);
}

void *arena_grow(Arena *arena, void *memory, size_t old_size, size_t new_size)
{
    void *larger = arena_alloc(arena, new_size);

    if (old_size > 0)
        memcpy(larger, memory, old_size < new_size ? old_size : new_size);
    return larger;
}

char *arena_copy(Arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);

    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;
    char small[256];
    char *string;
    int length;

    va_start(arguments, format);
    length = vsnprintf(small, sizeof(small), format, arguments);
    va_end(arguments);
    if (length < 0)
        environment_error(arena->environment, ERROR_INTERNAL, "could not format a string");
    string = arena_alloc(arena, (size_t)length + 1);
    if ((size_t)length < sizeof(small)) {
        memcpy(string, small, (size_t)length);
    } else {
        va_start(arguments, format);
        vsnprintf(string, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    return string;
}

void environment_error(const Environment *environment, ErrorKind kind, const char *format, ...)
{
    va_list arguments;
    char message[512];

    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    environment->error(environment->context, kind, message);
    abort(); /* an error handler does not return */
}

static void *program_allocate(void *context, size_t size)
{
    void *memory = malloc(size);

    (void)context;
    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        abort();
    }
    return memory;
}

static void program_release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

static void program_error(void *context, ErrorKind kind, const char *message)
{
    (void)context;
    (void)kind;
    fprintf(stderr, "error: %s\n", message);
    exit(1);
}

static void program_check_interrupts(void *context)
{
    (void)context;
}

const Environment program_environment = {NULL, program_allocate, program_release, program_error,
                                         program_check_interrupts};
