/* embedded.c: the model that the library was built with, put into it as it is. */
#include "model.h"

/* The bytes stand among the read-only data, on a page of their own so that a cache line never holds two rows. */
__asm__(".section .rodata\n"
        ".balign 4096\n"
        ".hidden news_events_model_start\n"
        ".globl news_events_model_start\n"
        "news_events_model_start:\n"
        ".incbin \"build/english.model\"\n"
        ".hidden news_events_model_end\n"
        ".globl news_events_model_end\n"
        "news_events_model_end:\n"
        ".byte 0\n"
        ".previous\n");

extern const uint8_t news_events_model_start[] __attribute__((visibility("hidden")));
extern const uint8_t news_events_model_end[] __attribute__((visibility("hidden")));

const Model *model_embedded(void)
{
    static const Model embedded = {news_events_model_start, news_events_model_end};

    return &embedded;
}
