/* environment.c: the arena, errors with a format, and the environment of stand-alone programs. */
#include "environment.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_ALIGNMENT ((size_t)16)
#define ARENA_FIRST_BLOCK ((size_t)8 * 1024)
#define ARENA_LARGEST_BLOCK ((size_t)1024 * 1024)
#define ARENA_OWN_BLOCK ((size_t)64 * 1024) /* a piece of this size has a block of its own, which can be resized */

struct ArenaBlock {
    ArenaBlock *older, *newer;
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

static size_t aligned_size(const Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4)
        environment_error(arena->environment, ERROR_LIMIT, "out of memory for a document");
    return (size + ARENA_ALIGNMENT - 1) & ~(ARENA_ALIGNMENT - 1);
}

/* arena_link: a block of this size, header included, at the head of the list. */
static ArenaBlock *arena_link(Arena *arena, ArenaBlock *block, size_t size)
{
    block->size = size;
    block->newer = NULL;
    block->older = arena->blocks;
    if (block->older != NULL)
        block->older->newer = block;
    arena->blocks = block;
    arena->total += size;
    return block;
}

/* arena_own_block: room for one large piece. */
static void *arena_own_block(Arena *arena, size_t size)
{
    ArenaBlock *block = arena->environment->allocate(arena->environment->context, size + BLOCK_HEADER);

    return (char *)arena_link(arena, block, size + BLOCK_HEADER) + BLOCK_HEADER;
}

/* arena_add_block: room for small pieces; blocks double, so that their number stays logarithmic. */
static void arena_add_block(Arena *arena)
{
    size_t size = arena->total;
    ArenaBlock *block;

    if (size == 0)
        size = ARENA_FIRST_BLOCK;
    else if (size < 2 * ARENA_OWN_BLOCK)
        size = 2 * ARENA_OWN_BLOCK;
    else if (size > ARENA_LARGEST_BLOCK)
        size = ARENA_LARGEST_BLOCK;
    block = arena_link(arena, arena->environment->allocate(arena->environment->context, size), size);
    arena->next = (char *)block + BLOCK_HEADER;
    arena->end = (char *)block + size;
}

/* arena_take: an aligned size of undefined bytes. */
static void *arena_take(Arena *arena, size_t size)
{
    void *memory;

    if (size >= ARENA_OWN_BLOCK)
        return arena_own_block(arena, size);
    while (size > (size_t)(arena->end - arena->next))
        arena_add_block(arena);
    memory = arena->next;
    arena->next += size;
    return memory;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = aligned_size(arena, size);
    return memset(arena_take(arena, size), 0, size);
}

void *arena_resize(Arena *arena, void *memory, size_t old_size, size_t new_size)
{
    size_t size = aligned_size(arena, new_size);

    if (old_size >= ARENA_OWN_BLOCK && size >= ARENA_OWN_BLOCK) {
        ArenaBlock *block = (ArenaBlock *)(void *)((char *)memory - BLOCK_HEADER);

        arena->total += size + BLOCK_HEADER - block->size;
        block = arena->environment->reallocate(arena->environment->context, block, size + BLOCK_HEADER);
        block->size = size + BLOCK_HEADER;
        if (block->older != NULL)
            block->older->newer = block;
        if (block->newer != NULL)
            block->newer->older = block;
        else
            arena->blocks = block;
        return (char *)block + BLOCK_HEADER;
    } else {
        void *larger = arena_take(arena, size);

        if (old_size > 0)
            memcpy(larger, memory, old_size < new_size ? old_size : new_size);
        return larger;
    }
}

void *arena_grow(Arena *arena, void *memory, size_t old_size, size_t new_size)
{
    char *larger = arena_resize(arena, memory, old_size, new_size);

    if (new_size > old_size)
        memset(larger + old_size, 0, new_size - old_size);
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

static void *program_reallocate(void *context, void *memory, size_t size)
{
    (void)context;
    memory = realloc(memory, size);
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

const Environment program_environment = {NULL,          program_allocate,        program_reallocate, program_release,
                                         program_error, program_check_interrupts};
