/* test_language.c: the language that texts are recognised as; the texts are in test/data/languages.tsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotation/annotate.h"

static const char *recognised(Arena *arena, const char *text)
{
    Document document;

    arena_start(arena, &program_environment);
    document_start(&document, arena, text, (int32_t)strlen(text));
    clean(&document);
    segment(&document);
    recognise_language(&document);
    return document_string(&document, document.language);
}

static void test_languages(void **state)
{
    FILE *file = fopen("test/data/languages.tsv", "r");
    char line[4096];
    int checked = 0;

    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof(line), file) != NULL) {
        char *text = strchr(line, '\t');
        Arena arena;

        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || text == NULL || strncmp(line, "language\t", 9) == 0)
            continue;
        *text++ = '\0';
        if (strcmp(recognised(&arena, text), line) != 0)
            fail_msg("%s is not %s: %s", recognised(&arena, text), line, text);
        arena_release(&arena);
        checked++;
    }
    fclose(file);
    assert_true(checked > 30);
}

/* An English story stays English with a paragraph of another language in it, and the other way round. */
static void test_majority(void **state)
{
    static const char english[] =
        "The ministry said that the bridge would be closed for repairs until the end of March.\n\n";
    static const char spanish[] =
        "El ministerio dijo que el puente estar\u00eda cerrado por obras hasta el fin de marzo.\n\n";
    char text[1024];
    Arena arena;

    (void)state;
    snprintf(text, sizeof(text), "%s%s%s", english, spanish, english);
    assert_string_equal(recognised(&arena, text), "en");
    arena_release(&arena);
    snprintf(text, sizeof(text), "%s%s%s", spanish, english, spanish);
    assert_string_equal(recognised(&arena, text), "es");
    arena_release(&arena);
}

/* annotate() gives no rows for a text that is not English. */
static void test_no_rows(void **state)
{
    static const char text[] =
        "Der Minister sagte, dass die Br\u00fccke bis Ende M\u00e4rz f\u00fcr Reparaturen gesperrt wird.";
    Document document;
    Arena arena;

    (void)state;
    arena_start(&arena, &program_environment);
    document_start(&document, &arena, text, (int32_t)strlen(text));
    annotate(&document);
    assert_string_equal(document_string(&document, document.language), "de");
    assert_int_equal(document.mentions.count, 0);
    assert_int_equal(document.clauses.count, 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_majority),
        cmocka_unit_test(test_no_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
