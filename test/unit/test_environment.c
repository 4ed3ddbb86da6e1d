/* test_environment.c: the arena. */
#include "annotation/environment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void test_memory_is_zeroed_and_aligned(void **state)
{
    Arena arena;

    arena_start(&arena, &program_environment);
    for (size_t size = 1; size < 5000; size = size * 3 + 1) {
        char *memory = arena_alloc(&arena, size);

        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xff, size);
    }
    arena_release(&arena);
}

static void test_one_block_larger_than_any(void **state)
{
    Arena arena;
    char *memory;

    arena_start(&arena, &program_environment);
    memory = arena_alloc(&arena, 3 * 1024 * 1024);
    memory[3 * 1024 * 1024 - 1] = 'x';
    assert_true(arena.total >= 3 * 1024 * 1024);
    arena_release(&arena);
    assert_int_equal(arena.total, 0);
}

static void test_grow_keeps_what_was_there(void **state)
{
    Arena arena;
    int *numbers;

    arena_start(&arena, &program_environment);
    numbers = arena_alloc(&arena, 4 * sizeof(int));
    for (int i = 0; i < 4; i++)
        numbers[i] = i;
    numbers = arena_grow(&arena, numbers, 4 * sizeof(int), 8 * sizeof(int));
    for (int i = 0; i < 8; i++)
        assert_int_equal(numbers[i], i < 4 ? i : 0);
    arena_release(&arena);
}

static void count_close(void *object)
{
    ++*(int *)object;
}

static void test_deferred_close_once(void **state)
{
    Arena arena;
    int first = 0, second = 0;
    ArenaDeferred *handle;

    arena_start(&arena, &program_environment);
    handle = arena_defer(&arena, count_close, &first);
    arena_defer(&arena, count_close, &second);
    arena_close(handle);
    assert_int_equal(first, 1);
    arena_close(handle);
    arena_release(&arena);
    assert_int_equal(first, 1);
    assert_int_equal(second, 1);
}

static void test_printf_of_any_length(void **state)
{
    Arena arena;
    char *string;

    arena_start(&arena, &program_environment);
    assert_string_equal(arena_printf(&arena, "%s-%d", "a", 7), "a-7");
    string = arena_printf(&arena, "%0600d", 1);
    assert_int_equal(strlen(string), 600);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_and_aligned), cmocka_unit_test(test_one_block_larger_than_any),
        cmocka_unit_test(test_grow_keeps_what_was_there),    cmocka_unit_test(test_deferred_close_once),
        cmocka_unit_test(test_printf_of_any_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
