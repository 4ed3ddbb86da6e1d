/* test_petrarch_actors.c: the reader of PETRARCH's dictionaries, on good lines, on bad ones and on noise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "coding/builtin_actors.h"
#include "coding/petrarch_actors.h"

typedef struct Seen {
    char rows[4096];
    int32_t row_count, problem_count, last_line;
} Seen;

static void see_row(void *context, const PetrarchActor *actor)
{
    Seen *seen = context;
    size_t length = strlen(seen->rows);

    seen->row_count++;
    if (length + 200 < sizeof(seen->rows))
        snprintf(seen->rows + length, sizeof(seen->rows) - length, "%s=%s%s", actor->name, actor->code,
                 actor->agent ? "~;" : ";");
    assert_true(actor->from == NO_DAY || actor->until == NO_DAY || actor->from < actor->until);
}

static void see_problem(void *context, int32_t line, const char *why, const char *text)
{
    Seen *seen = context;

    seen->problem_count++;
    seen->last_line = line;
    assert_non_null(why);
    assert_true(strlen(text) <= 80);
}

static int32_t read_text(Seen *seen, const char *text, size_t length, bool agents)
{
    PetrarchVisitor visitor = {seen, see_row, see_problem};
    Arena arena;
    int32_t lines;

    memset(seen, 0, sizeof(*seen));
    arena_start(&arena, &program_environment);
    lines = agents ? petrarch_read_agents(&arena, text, length, &visitor)
                   : petrarch_read_actors(&arena, text, length, &visitor);
    arena_release(&arena);
    return lines;
}

static void reads_actors(void **state)
{
    const char *text = "ZENDA [ZEN]\r\n+CASTLE__OF_ZENDA_\nHENTZAU\n\t[HEN <010101][HENREB]\n# end";
    Seen seen;

    assert_int_equal(read_text(&seen, text, strlen(text), false), 5);
    assert_string_equal(seen.rows, "ZENDA=ZEN;CASTLE OF ZENDA=ZEN;HENTZAU=HEN;HENTZAU=HENREB;");
    assert_int_equal(seen.problem_count, 0);
}

static void reads_agents(void **state)
{
    const char *text = "!X! = A, B\nSERF!X! [~CVL]\nLADY {} [~GOV]\nOX {OXEN} [~AGR]\nSPY [~SPY]";
    Seen seen;

    assert_int_equal(read_text(&seen, text, strlen(text), true), 5);
    assert_string_equal(seen.rows, "SERFA=~CVL~;SERFB=~CVL~;LADY=~GOV~;OX=~AGR~;OXEN=~AGR~;SPY=~SPY~;SPIES=~SPY~;");
}

static void expands_sets(void **state)
{
    const char *two = "!A! = X, Y\n!B! = 1, 2\n!A!_OF_!B!!B! [~C]";
    const char *loop = "!A! = !A!, !B!\n!A! [~C]";
    Seen seen;

    read_text(&seen, two, strlen(two), true);
    assert_int_equal(seen.row_count, 8);
    assert_non_null(strstr(seen.rows, "Y OF 21=~C~;"));
    read_text(&seen, loop, strlen(loop), true);
    assert_int_equal(seen.row_count, 0);
    assert_int_equal(seen.problem_count, 3);
}

static void names_what_it_cannot_read(void **state)
{
    static const char *const bad[] = {"A [B 991399]", "A [",   "A []",  "A [B 99]",           "[B]", "+A", "A",
                                      "\tA",          "A [1]", "_ [B]", "A [B 991231-980101]"};
    Seen seen;

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        read_text(&seen, bad[i], strlen(bad[i]), false);
        if (seen.problem_count == 0 || seen.last_line != 1)
            fail_msg("no word of: %s", bad[i]);
        assert_int_equal(seen.row_count, 0);
    }
}

/* Noise of the signs that mean something: nothing is read outside the text, and it ends. */
static void noise_does_no_harm(void **state)
{
    static const char signs[] = "AB_+[]{}<>-!=,~#\n\t\r 0129\xc3\xa9'";
    uint32_t random = 12345;
    Seen seen;

    for (int32_t round = 0; round < 4000; round++) {
        char text[160];
        size_t length = 1 + round % sizeof(text);

        for (size_t i = 0; i < length; i++) {
            random = random * 1664525u + 1013904223u;
            text[i] = signs[(random >> 16) % (sizeof(signs) - 1)];
        }
        for (int32_t agents = 0; agents < 2; agents++) {
            char *exact = malloc(length); /* so that the sanitizer sees a byte too many */

            memcpy(exact, text, length);
            assert_true(read_text(&seen, exact, length, agents == 1) <= (int32_t)length);
            free(exact);
        }
    }
}

static void see_builtin(void *context, const BuiltinActor *actor)
{
    int32_t *count = context;

    (*count)++;
    assert_true(actor->name[0] != '\0' && actor->code[0] != '\0');
    assert_true(strlen(actor->valid_from) == 0 || strlen(actor->valid_from) == 10);
    assert_true(strlen(actor->valid_until) == 0 || strlen(actor->valid_until) == 10);
    if (actor->valid_from[0] != '\0' && actor->valid_until[0] != '\0' &&
        strcmp(actor->valid_from, actor->valid_until) >= 0)
        fail_msg("%s: %s is not before %s", actor->name, actor->valid_from, actor->valid_until);
    if (actor->agent && strchr(actor->code, '~') == NULL)
        fail_msg("%s: no ~ in %s", actor->name, actor->code);
    for (const char *c = actor->code; *c != '\0'; c++)
        assert_true((*c >= 'A' && *c <= 'Z') || *c == '~');
}

static void builtin_rows_are_sound(void **state)
{
    int32_t count = 0;

    builtin_actors(see_builtin, &count);
    assert_true(count > 7000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_actors),       cmocka_unit_test(reads_agents),
        cmocka_unit_test(expands_sets),       cmocka_unit_test(names_what_it_cannot_read),
        cmocka_unit_test(noise_does_no_harm), cmocka_unit_test(builtin_rows_are_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
