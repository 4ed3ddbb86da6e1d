/* test_model.c: the model's container: what is opened, what is refused, and that the embedded one is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/model.h"
#include "model/word_table.h"

#include <stdlib.h>
#include <string.h>

typedef struct Attempt {
    jmp_buf failed;
    ErrorKind kind;
    char message[512];
} Attempt;

static void *allocate(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void *reallocate(void *context, void *memory, size_t size)
{
    return realloc(memory, size);
}

static void release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

static void note_error(void *context, ErrorKind kind, const char *message)
{
    Attempt *attempt = context;

    attempt->kind = kind;
    strncpy(attempt->message, message, sizeof(attempt->message) - 1);
    longjmp(attempt->failed, 1);
}

static void check_interrupts(void *context)
{
    (void)context;
}

/* opens: whether a copy of the bytes, which ends where they end, is accepted. */
static bool opens(Attempt *attempt, const uint8_t *bytes, size_t size)
{
    Environment environment = {attempt, allocate, reallocate, release, note_error, check_interrupts};
    size_t room = (size + CURSOR_ALIGNMENT) / CURSOR_ALIGNMENT * CURSOR_ALIGNMENT;
    uint8_t *copy = aligned_alloc(CURSOR_ALIGNMENT, room);
    volatile bool opened = false;
    Model model;

    memcpy(copy, bytes, size);
    memset(attempt->message, 0, sizeof(attempt->message));
    if (setjmp(attempt->failed) == 0) {
        model_open(&model, &environment, copy, size);
        opened = true;
    }
    free(copy);
    return opened;
}

/* A model with the sections "first" (5 bytes) and "second" (none). */
static size_t small_model(uint8_t *bytes)
{
    ModelHead head = {.magic = MODEL_MAGIC, .version = MODEL_VERSION, .section_count = 2, .size = 197};
    ModelSection sections[2] = {{"first", 192, 5}, {"second", 128, 0}};

    memset(bytes, 0, 197);
    memcpy(bytes + sizeof(head), sections, sizeof(sections));
    memcpy(bytes + 192, "hello", 5);
    memcpy(bytes, &head, sizeof(head));
    head.checksum = model_checksum(bytes + MODEL_CHECKED_FROM, 197 - MODEL_CHECKED_FROM);
    memcpy(bytes, &head, sizeof(head));
    return 197;
}

static void test_checksum(void **state)
{
    (void)state;
    /* the check value of CRC-32 */
    assert_int_equal(model_checksum((const uint8_t *)"123456789", 9), 0xCBF43926u);
}

static void test_sections(void **state)
{
    _Alignas(CURSOR_ALIGNMENT) uint8_t bytes[256];
    size_t size = small_model(bytes), length;
    Model model;

    (void)state;
    model_open(&model, &program_environment, bytes, size);
    assert_memory_equal(model_section(&model, "first", &length), "hello", 5);
    assert_int_equal(length, 5);
    assert_non_null(model_section(&model, "second", &length));
    assert_int_equal(length, 0);
    assert_null(model_section(&model, "third", &length));
}

static void test_damage(void **state)
{
    uint8_t bytes[256];
    size_t size = small_model(bytes);
    Attempt attempt;

    (void)state;
    assert_true(opens(&attempt, bytes, size));
    for (size_t length = 0; length < size; length++) {
        assert_false(opens(&attempt, bytes, length));
        assert_int_equal(attempt.kind, ERROR_DATA);
    }
    for (size_t bit = 0; bit < size * 8; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(opens(&attempt, bytes, size));
        assert_int_equal(attempt.kind, ERROR_DATA);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    bytes[8] = 9;
    assert_false(opens(&attempt, bytes, size));
    assert_string_equal(attempt.message, "model has version 9, this program reads version 1");
}

static void test_cursor(void **state)
{
    static const uint32_t numbers[4] = {7, 1, 2, 3};
    Attempt attempt;
    Environment environment = {&attempt, allocate, reallocate, release, note_error, check_interrupts};
    Cursor cursor;

    (void)state;
    cursor_start(&cursor, &environment, "a test", numbers, sizeof(numbers));
    assert_int_equal(cursor_u32(&cursor, 0, 7), 7);
    assert_int_equal(((const uint32_t *)cursor_array(&cursor, 2, 4, 8))[0], 2);
    if (setjmp(attempt.failed) == 0) {
        cursor_array(&cursor, SIZE_MAX, 4, 4);
        fail();
    }
    if (setjmp(attempt.failed) == 0) {
        cursor_u32(&cursor, 0, 7);
        fail();
    }
    assert_string_equal(attempt.message, "invalid model: a test is damaged");
    cursor_start(&cursor, &environment, "a test", numbers, sizeof(numbers));
    if (setjmp(attempt.failed) == 0) {
        cursor_u32(&cursor, 8, 9);
        fail();
    }
}

static void test_embedded(void **state)
{
    const Model *embedded = model_embedded();
    Model opened;

    (void)state;
    model_open(&opened, &program_environment, embedded->bytes, (size_t)(embedded->end - embedded->bytes));
    assert_ptr_equal(opened.bytes, embedded->bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checksum), cmocka_unit_test(test_sections), cmocka_unit_test(test_damage),
        cmocka_unit_test(test_cursor),   cmocka_unit_test(test_embedded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
