/* fuzzing.h: an Environment whose errors come back to the fuzz target, which is where hostile bytes should end. */
#ifndef NEWS_EVENTS_FUZZING_H
#define NEWS_EVENTS_FUZZING_H

#include "annotation/environment.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf fuzz_error;
static ErrorKind fuzz_error_kind;

static inline void *fuzz_allocate(void *context, size_t size)
{
    void *memory = malloc(size);

    if (memory == NULL)
        abort();
    return memory;
}

static inline void *fuzz_reallocate(void *context, void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (memory == NULL)
        abort();
    return memory;
}

static inline void fuzz_release(void *context, void *memory)
{
    free(memory);
}

static inline void fuzz_report(void *context, ErrorKind kind, const char *message)
{
    fuzz_error_kind = kind;
    longjmp(fuzz_error, 1);
}

static inline void fuzz_check_interrupts(void *context)
{
}

static const Environment fuzz_environment = {NULL,         fuzz_allocate, fuzz_reallocate,
                                             fuzz_release, fuzz_report,   fuzz_check_interrupts};

#endif
