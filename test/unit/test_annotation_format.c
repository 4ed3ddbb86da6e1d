/* test_annotation_format.c: the stored bytes and the JSON of an annotation, whole and damaged; the pool of strings. */
#include "annotation/annotate.h"
#include "annotation/annotation_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static jmp_buf failed;
static ErrorKind failed_kind;

static void *allocate(void *context, size_t size)
{
    return malloc(size);
}

static void *reallocate(void *context, void *memory, size_t size)
{
    return realloc(memory, size);
}

static void release(void *context, void *memory)
{
    free(memory);
}

static void report(void *context, ErrorKind kind, const char *message)
{
    failed_kind = kind;
    longjmp(failed, 1);
}

static void check_interrupts(void *context)
{
}

static const Environment catching = {NULL, allocate, reallocate, release, report, check_interrupts};

static const char story[] = "MAPUTO, 4 May - Mozambique's trade minister, Helena Tembe, met Vikram Rao of India in "
                            "Beira on Monday at 5:30 pm.\n\n"
                            "\"We agreed on rice,\" Ms Tembe said. She denied that a port would be sold. Caf\xc3\xa9s "
                            "stayed open \xf0\x9f\x99\x82.\n";

static void make(Document *document, Arena *arena, ByteBuffer *bytes)
{
    arena_start(arena, &catching);
    document_start(document, arena, story, (int32_t)strlen(story));
    document->published = INT64_C(1620205200000000);
    annotate(document);
    buffer_start(bytes, arena);
    annotation_write(document, bytes);
}

/* reads: whether bytes of their own, which end where they end, are accepted. */
static bool reads(const char *bytes, size_t size, bool json)
{
    char *copy = malloc(size + 1);
    volatile bool accepted = false;
    Document document;
    Arena arena;

    memcpy(copy, bytes, size);
    copy[size] = '\0';
    arena_start(&arena, &catching);
    if (setjmp(failed) == 0) {
        if (json)
            annotation_from_json(&document, &arena, copy, size, utf8_character_length);
        else
            annotation_read(&document, &arena, copy, size);
        accepted = true;
    } else {
        assert_int_equal(failed_kind, ERROR_DATA);
    }
    arena_release(&arena);
    free(copy);
    return accepted;
}

static void test_round_trip(void **state)
{
    Document document, copy, from_json;
    Arena arena;
    ByteBuffer bytes, again, json, json_again;

    make(&document, &arena, &bytes);
    assert_true(document.tokens.count > 40 && document.mentions.count > 3 && document.timexes.count > 0);
    annotation_read(&copy, &arena, bytes.bytes, bytes.length);
    buffer_start(&again, &arena);
    annotation_write(&copy, &again);
    assert_int_equal(bytes.length, again.length);
    assert_memory_equal(bytes.bytes, again.bytes, bytes.length);
    buffer_start(&json, &arena);
    annotation_to_json(&document, utf8_character_length, &json);
    annotation_from_json(&from_json, &arena, json.bytes, json.length, utf8_character_length);
    buffer_start(&json_again, &arena);
    annotation_to_json(&from_json, utf8_character_length, &json_again);
    assert_int_equal(json.length, json_again.length);
    assert_memory_equal(json.bytes, json_again.bytes, json.length);
    for (int32_t t = 0; t < document.tokens.count; t++) {
        assert_int_equal(copy.tokens.items[t].head, document.tokens.items[t].head);
        assert_string_equal(token_lemma(&copy, t), token_lemma(&document, t));
        assert_int_equal(from_json.tokens.items[t].start, document.tokens.items[t].start);
    }
    /* strings can be added to what was read */
    for (int i = 0; i < 2000; i++) {
        char name[16];
        StringId id;

        name[0] = 'n';
        for (int d = 1, rest = i; d < 6; d++, rest /= 10)
            name[d] = (char)('0' + rest % 10);
        id = document_intern(&copy, name, 6);
        assert_int_equal(document_intern(&copy, name, 6), id);
        assert_memory_equal(document_string(&copy, id), name, 6);
    }
    arena_release(&arena);
}

static void test_cut_short(void **state)
{
    Document document;
    Arena arena;
    ByteBuffer bytes, json;

    make(&document, &arena, &bytes);
    assert_true(reads(bytes.bytes, bytes.length, false));
    for (size_t size = 0; size < bytes.length; size++)
        assert_false(reads(bytes.bytes, size, false));
    buffer_start(&json, &arena);
    annotation_to_json(&document, utf8_character_length, &json);
    assert_true(reads(json.bytes, json.length, true));
    for (size_t size = 0; size < json.length; size += 7)
        assert_false(reads(json.bytes, size, true));
    arena_release(&arena);
}

/* Any byte changed to anything: an error or another annotation, never more; the sanitizers watch. */
static void test_bytes_changed(void **state)
{
    Document document;
    Arena arena;
    ByteBuffer bytes, json;
    uint32_t random = 12345;

    make(&document, &arena, &bytes);
    buffer_start(&json, &arena);
    annotation_to_json(&document, utf8_character_length, &json);
    for (int turn = 0; turn < 4000; turn++) {
        ByteBuffer *victim = turn % 2 == 0 ? &bytes : &json;
        size_t at;
        char old;

        random = random * 1664525u + 1013904223u;
        at = (random >> 4) % victim->length;
        old = victim->bytes[at];
        victim->bytes[at] = (char)(random >> 24);
        reads(victim->bytes, victim->length, victim == &json);
        victim->bytes[at] = old;
    }
    arena_release(&arena);
}

static void test_strings(void **state)
{
    Arena arena;
    Document document;
    const char *text = "\xc3\x89T\xc3\x89 Oslo";

    arena_start(&arena, &catching);
    document_start(&document, &arena, text, (int32_t)strlen(text));
    assert_null(document_string(&document, NO_STRING));
    assert_int_equal(document_intern_string(&document, NULL), NO_STRING);
    assert_int_equal(document_intern_string(&document, "a"), document_intern(&document, "ab", 1));
    assert_int_not_equal(document_intern_string(&document, "a"), document_intern_string(&document, "ab"));
    assert_string_equal(document_string(&document, document_intern_lower(&document, 0, 5)), "\xc3\xa9t\xc3\xa9");
    assert_string_equal(document_string(&document, document_intern_lower(&document, 6, 4)), "oslo");
    assert_string_equal(document_string(&document, document_intern_string(&document, "")), "");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_cut_short),
        cmocka_unit_test(test_bytes_changed),
        cmocka_unit_test(test_strings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
