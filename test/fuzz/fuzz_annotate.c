/*
 * fuzz_annotate.c: the whole path from a text to its annotation. Any valid UTF-8 gives an annotation, without an error,
 * that keeps what the layers promise and comes out the same a second time.
 */
#include "annotation/annotate.h"
#include "annotation/annotation_format.h"
#include "fuzzing.h"

#include <unicode/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* make_valid: bytes that are no UTF-8, and NUL, become "?". */
static int32_t make_valid(char *text, int32_t length)
{
    for (int32_t at = 0; at < length;) {
        int32_t first = at;
        UChar32 c;

        U8_NEXT(text, at, length, c);
        if (c <= 0)
            memset(text + first, '?', (size_t)(at - first));
    }
    return length;
}

static void annotate_into(ByteBuffer *bytes, Arena *arena, const char *text, int32_t length, Moment published)
{
    Document *document = arena_alloc(arena, sizeof(Document));

    document_start(document, arena, text, length);
    document->published = published;
    annotate(document);
    annotation_check(document);
    buffer_start(bytes, arena);
    annotation_write(document, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena arena;

    if (size < 1)
        return 0;
    arena_start(&arena, &fuzz_environment);
    if (setjmp(fuzz_error) == 0) {
        char *text = arena_copy(&arena, (const char *)data + 1, size - 1);
        int32_t length = make_valid(text, (int32_t)size - 1);
        Moment published = data[0] & 1 ? INT64_C(1640854800000000) + data[0] * INT64_C(86400000000) : NO_TIME;
        ByteBuffer first, second;

        annotate_into(&first, &arena, text, length, published);
        annotate_into(&second, &arena, text, length, published);
        if (first.length != second.length || memcmp(first.bytes, second.bytes, first.length) != 0)
            abort();
    } else {
        abort();
    }
    arena_release(&arena);
    return 0;
}
