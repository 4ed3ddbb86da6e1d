/*
 * fuzz_annotation.c: the two readers of stored annotations. Any bytes give an annotation or ERROR_DATA; what is
 * accepted survives being written and read again, in both forms.
 */
#include "annotation/annotation_format.h"
#include "fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_round_trip(const Document *document, Arena *arena)
{
    ByteBuffer bytes, again, json;
    Document *copy = arena_alloc(arena, sizeof(Document));

    buffer_start(&bytes, arena);
    annotation_write(document, &bytes);
    annotation_read(copy, arena, bytes.bytes, bytes.length);
    buffer_start(&again, arena);
    annotation_write(copy, &again);
    if (bytes.length != again.length || memcmp(bytes.bytes, again.bytes, bytes.length) != 0)
        abort();
    buffer_start(&json, arena);
    annotation_to_json(document, utf8_character_length, &json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena arena;
    Document document;

    arena_start(&arena, &fuzz_environment);
    if (setjmp(fuzz_error) == 0) {
        /* the server gives a text with a NUL behind it; so does this */
        const char *bytes = arena_copy(&arena, (const char *)data, size);

        if (size > 0 && data[0] == '{')
            annotation_from_json(&document, &arena, bytes, size, utf8_character_length);
        else
            annotation_read(&document, &arena, bytes, size);
        check_round_trip(&document, &arena);
    } else if (fuzz_error_kind != ERROR_DATA) {
        abort();
    }
    arena_release(&arena);
    return 0;
}
