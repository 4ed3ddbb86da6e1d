/*
 * test_quotations.c: quotations and their speakers. test/data/quotations.tsv has quotations annotated by hand, with
 * floors on what is found and on the speaker; beside it pairs of marks that are no speech, and marks in any disorder.
 */
#include "annotation/annotate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define LINE_LIMIT 1024
#define FLOOR_FOUND 90   /* percent of the rows: most of the words, and direct or indirect as told */
#define FLOOR_SPEAKER 85 /* percent of those */

static void annotate_text(Document *document, Arena *arena, const char *text)
{
    arena_start(arena, &program_environment);
    document_start(document, arena, text, (int32_t)strlen(text));
    annotate(document);
}

/* take_marks: the text without [[ and ]], and where the first pair stood; several pairs give one stretch. */
static void take_marks(char *text, int32_t *start, int32_t *end)
{
    char *to = text;

    *start = *end = -1;
    for (const char *at = text; *at != '\0';) {
        if (strncmp(at, "[[", 2) == 0) {
            if (*start < 0)
                *start = (int32_t)(to - text);
            at += 2;
        } else if (strncmp(at, "]]", 2) == 0) {
            *end = (int32_t)(to - text);
            at += 2;
        } else if (strncmp(at, "\\n", 2) == 0) {
            *to++ = '\n';
            at += 2;
        } else {
            *to++ = *at++;
        }
    }
    *to = '\0';
}

/* best_match: the quotation that has most in common with a stretch, and at least 60 percent of either; or NULL. */
static const Quotation *best_match(const Document *document, int32_t start, int32_t end, bool direct)
{
    const Quotation *best = NULL;
    int32_t most = 0;

    for (int32_t i = 0; i < document->quotations.count; i++) {
        const Quotation *this = &document->quotations.items[i];
        int32_t first = this->start > start ? this->start : start;
        int32_t last = this->start + this->length < end ? this->start + this->length : end;

        if (last - first <= most || (this->direct != 0) != direct)
            continue;
        if (5 * (last - first) < 3 * (end - start) || 5 * (last - first) < 3 * this->length)
            continue;
        most = last - first;
        best = this;
    }
    return best;
}

static bool equal_folded(const char *a, size_t length, const char *b)
{
    if (strlen(b) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((a[i] | 32) != (b[i] | 32))
            return false;
    return true;
}

/* has_speaker: the speaker's words are the expected ones, or hold them, or the other way round. */
static bool has_speaker(const Document *document, const Quotation *quotation, const char *speaker)
{
    const char *words = document->text + quotation->speaker_start;
    size_t length = (size_t)quotation->speaker_length, expected = strlen(speaker);

    if (quotation->speaker_start == NO_INDEX)
        return strcmp(speaker, "-") == 0;
    for (size_t i = 0; i + expected <= length; i++)
        if (equal_folded(words + i, expected, speaker))
            return true;
    for (size_t i = 0; i + length <= expected; i++)
        if (equal_folded(speaker + i, length, words) || strncmp(speaker + i, words, length) == 0)
            return true;
    return false;
}

static void test_annotated(void **state)
{
    FILE *in = fopen("test/data/quotations.tsv", "r");
    char line[LINE_LIMIT];
    int rows = 0, found = 0, speakers = 0;
    bool heading = true;

    assert_non_null(in);
    while (fgets(line, sizeof(line), in) != NULL) {
        char *direct = line, *speaker = strchr(line, '\t'), *text;
        const Quotation *quotation;
        Document document;
        Arena arena;
        int32_t start, end;

        if (line[0] == '#')
            continue;
        if (heading) {
            heading = false;
            continue;
        }
        assert_non_null(speaker);
        *speaker++ = '\0';
        text = strchr(speaker, '\t');
        assert_non_null(text);
        *text++ = '\0';
        text[strcspn(text, "\n")] = '\0';
        take_marks(text, &start, &end);
        annotate_text(&document, &arena, text);
        quotation = best_match(&document, start, end, direct[0] == 't');
        rows++;
        found += quotation != NULL;
        if (quotation == NULL)
            printf("# not found: %s\n", text);
        else if (has_speaker(&document, quotation, speaker))
            speakers++;
        else
            printf("# speaker %.*s, not %s: %s\n", (int)quotation->speaker_length,
                   quotation->speaker_start == NO_INDEX ? "" : document.text + quotation->speaker_start, speaker, text);
        arena_release(&arena);
    }
    fclose(in);
    printf("# %d rows, %d found, %d with the speaker\n", rows, found, speakers);
    assert_true(rows >= 100);
    assert_true(found * 100 >= rows * FLOOR_FOUND);
    assert_true(speakers * 100 >= found * FLOOR_SPEAKER);
}

static int32_t count_direct(const char *text)
{
    Document document;
    Arena arena;
    int32_t count = 0;

    annotate_text(&document, &arena, text);
    for (int32_t i = 0; i < document.quotations.count; i++)
        count += document.quotations.items[i].direct;
    arena_release(&arena);
    return count;
}

static void test_no_speech(void **state)
{
    assert_int_equal(count_direct("The film \"River of Stones\" opened in Cannes on Friday."), 0);
    assert_int_equal(count_direct("Villagers buried the so-called \"shadow\" minister in a pine box."), 0);
    assert_int_equal(count_direct("The board was 6' 4\" long and cost $30."), 0);
    assert_int_equal(count_direct("It is the boys' school and the girls' choir."), 0);
}

/* A mark that is never closed ends with its sentence; what follows is not quoted. */
static void test_unclosed(void **state)
{
    const char *text = "\"We will not pay, said the grocer. The shop opened at nine. Rain fell all day.";
    Document document;
    Arena arena;

    annotate_text(&document, &arena, text);
    for (int32_t i = 0; i < document.quotations.count; i++)
        assert_true(document.quotations.items[i].start + document.quotations.items[i].length <= 35);
    arena_release(&arena);
}

/* A quotation that opens anew in each paragraph is one speaker's. */
static void test_paragraphs(void **state)
{
    const char *text =
        "\"The well is dry and the goats are dying,\" said Halima Yusuf, a herder. \"We have eaten the seed.\n\n"
        "\"My brother left for the city in March and we have not heard from him.\"";
    Document document;
    Arena arena;

    annotate_text(&document, &arena, text);
    assert_true(document.quotations.count >= 2);
    for (int32_t i = 0; i < document.quotations.count; i++)
        assert_string_equal(document_string(&document, document.quotations.items[i].speaker), "Halima Yusuf");
    arena_release(&arena);
}

static void test_disorder(void **state)
{
    static const char *const texts[] = {
        "\"",
        "\"\"",
        "\" \"",
        "\"a",
        "a\"",
        "''",
        "'",
        "\"a\"\"b\"",
        "\"\n\n\"\n\n\"a b c said",
        "\xe2\x80\x9d said Ann \xe2\x80\x9c",
        "\"\"\"\"\"\"",
        "said",
        "said that",
        "according to",
        "\"x\" said \"y\" said \"z\"",
        "He said: \"",
        ": \"a b c d e.\"",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        Document document;
        Arena arena;

        annotate_text(&document, &arena, texts[i]);
        for (int32_t q = 0; q < document.quotations.count; q++) {
            assert_true(document.quotations.items[q].start >= 0);
            assert_true(document.quotations.items[q].start + document.quotations.items[q].length <= document.length);
        }
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_annotated),  cmocka_unit_test(test_no_speech), cmocka_unit_test(test_unclosed),
        cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_disorder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
