/* test_segment.c: tokens and sentences. A result is written as its tokens, with | between them and // between
 * sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "annotation/annotate.h"
#include "annotation/word_breaks.h"

static void start_segmented(Document *document, Arena *arena, const char *text, int32_t length)
{
    arena_start(arena, &program_environment);
    document_start(document, arena, text, length);
    segment(document);
}

/* render: all tokens of a document in one string of the arena. */
static const char *render(Document *document)
{
    char *out = arena_alloc(document->arena, (size_t)document->length + (size_t)document->tokens.count * 4 + 1);
    char *at = out;

    for (int32_t i = 0; i < document->tokens.count; i++) {
        const Token *token = &document->tokens.items[i];

        if (i > 0)
            at += sprintf(at, "%s", token->sentence != token[-1].sentence ? " // " : "|");
        memcpy(at, document->text + token->start, (size_t)token->length);
        at += token->length;
    }
    *at = '\0';
    return out;
}

/* check_layers: what every other stage relies on, whatever the text was. */
static void check_layers(const Document *document)
{
    int32_t end = 0;

    for (int32_t i = 0; i < document->tokens.count; i++) {
        const Token *token = &document->tokens.items[i];

        assert_true(token->start >= end);
        assert_true(token->length > 0 && token->length <= LONGEST_TOKEN);
        end = token->start + token->length;
        assert_true(end <= document->length);
        assert_true(token->start == 0 || (document->text[token->start] & 0xC0) != 0x80);
        assert_true(end == document->length || (document->text[end] & 0xC0) != 0x80);
        assert_in_range(token->sentence, 0, document->sentences.count - 1);
    }
    for (int32_t i = 0, next = 0; i < document->sentences.count; i++) {
        const Sentence *sentence = &document->sentences.items[i];
        const Token *first = &document->tokens.items[sentence->first_token];
        const Token *last = &document->tokens.items[sentence->last_token];

        assert_int_equal(sentence->first_token, next);
        assert_true(sentence->last_token >= sentence->first_token);
        next = sentence->last_token + 1;
        assert_int_equal(sentence->start, first->start);
        assert_int_equal(sentence->start + sentence->length, last->start + last->length);
        for (int32_t t = sentence->first_token; t <= sentence->last_token; t++)
            assert_int_equal(document->tokens.items[t].sentence, i);
        assert_true(i == 0 || sentence->paragraph >= sentence[-1].paragraph);
    }
}

static void expect(const char *text, const char *tokens)
{
    Arena arena;
    Document document;

    start_segmented(&document, &arena, text, (int32_t)strlen(text));
    check_layers(&document);
    assert_string_equal(render(&document), tokens);
    arena_release(&arena);
}

static void test_words(void **state)
{
    (void)state;
    expect("The mayor reopened Lima's old market.", "The|mayor|reopened|Lima|'s|old|market|.");
    expect("They don't, can't and shouldn't've.", "They|do|n't|,|ca|n't|and|should|n't|'ve|.");
    expect("We\u2019ll say it wasn\u2019t Nairobi\u2019s fault",
           "We|\u2019ll|say|it|was|n\u2019t|Nairobi|\u2019s|fault");
    expect("It cannot wait; I'm gonna go.", "It|can|not|wait|;|I|'m|gon|na|go|.");
    expect("the teachers' two-hour walkout", "the|teachers|'|two|-|hour|walkout");
    expect("an anti-tank weapon, a non-profit and an e-mail", "an|anti-tank|weapon|,|a|non-profit|and|an|e-mail");
    expect("road and/or rail", "road|and|/|or|rail");
    expect("O'Neill met Qa'id at AT&T (R&D)", "O'Neill|met|Qa'id|at|AT&T|(|R&D|)");
    expect("rock'n'roll in the '90s, the 1980's and '72", "rock'n'roll|in|the|'90s|,|the|1980's|and|'72");
}

static void test_numbers(void **state)
{
    (void)state;
    expect("It cost $5, US$1,250.75 or 5%.", "It|cost|$|5|,|US$|1,250.75|or|5|%|.");
    expect("at 3:30pm, 5pm, 9 p.m. and 23.30", "at|3:30|pm|,|5|pm|,|9|p.m.|and|23.30");
    expect("the 20th, the 1990s, 2bn euros, 30km", "the|20th|,|the|1990s|,|2|bn|euros|,|30|km");
    expect("won 3-1 in 2004-2005", "won|3|-|1|in|2004|-|2005");
    expect("Call 555-0199 or 020-555-0199 by 2021-12-30 or 11/28/2000",
           "Call|555-0199|or|020-555-0199|by|2021-12-30|or|11/28/2000");
    expect("3/4 of .5 is not 9/11", "3|/|4|of|.5|is|not|9/11");
    expect("1,2 and 12,345,678", "1|,|2|and|12,345,678");
}

static void test_abbreviations(void **state)
{
    (void)state;
    expect("Mr. Osei met Gen. Prayut on Jan. 5 in the U.S. The talks failed.",
           "Mr.|Osei|met|Gen.|Prayut|on|Jan.|5|in|the|U.S. // The|talks|failed|.");
    expect("The U.S. Senate heard J. K. Mensah Jr. at 10 a.m. on Friday.",
           "The|U.S.|Senate|heard|J.|K.|Mensah|Jr.|at|10|a.m.|on|Friday|.");
    expect("Acme Inc. sued. Beta Corp. won.", "Acme|Inc.|sued|. // Beta|Corp.|won|.");
    expect("See No. 5. No. They said no. Why?", "See|No.|5|. // No|. // They|said|no|. // Why|?");
    expect("This was plan B. The other failed.", "This|was|plan|B|. // The|other|failed|.");
    expect("apples, pears, etc. are sold, e.g. here", "apples|,|pears|,|etc.|are|sold|,|e.g.|here");
}

static void test_addresses(void **state)
{
    (void)state;
    expect("See https://example.org/a_(b)?c=1. Then", "See|https://example.org/a_(b)?c=1|. // Then");
    expect("Write to press.office@example.gov.uk, or www.example.com/x!",
           "Write|to|press.office@example.gov.uk|,|or|www.example.com/x|!");
    expect("on whitehouse.gov and report.pdf", "on|whitehouse.gov|and|report.pdf");
    expect("in alt.sports.chess and name...@example.com", "in|alt.sports.chess|and|name...@example.com");
    expect("#Elections2022 by @reporter", "#Elections2022|by|@reporter");
}

static void test_sentences(void **state)
{
    (void)state;
    expect("He left. She stayed! Did they? Yes.", "He|left|. // She|stayed|! // Did|they|? // Yes|.");
    expect("\"We won.\" The crowd sang.", "\"|We|won|.|\" // The|crowd|sang|.");
    expect("\u201cWe won.\u201d The crowd sang.", "\u201c|We|won|.|\u201d // The|crowd|sang|.");
    expect("\"Is it over?\" he asked.", "\"|Is|it|over|?|\"|he|asked|.");
    expect("We must go there. \"", "We|must|go|there|.|\"");
    expect("The judge said yes. \u201c", "The|judge|said|yes|.|\u201c");
    expect("They trusted him.start the talks", "They|trusted|him|. // start|the|talks");
    expect("It rained all week.The dam held.", "It|rained|all|week|. // The|dam|held|.");
    expect("\"It is late,\" one said. , who left.", "\"|It|is|late|,|\"|one|said|.|,|who|left|.");
    expect("Well... perhaps. Wait... The end", "Well|...|perhaps|. // Wait|... // The|end");
    expect("The bridge is old.[12] It was closed.[3][4] Ships wait.",
           "The|bridge|is|old|.|[|12|] // It|was|closed|.|[|3|]|[|4|] // Ships|wait|.");
    expect("2. Bridges\n\nThey are old.", "2|.|Bridges // They|are|old|.");
    expect("Amina Bello (b. March 1951) met Ito (d. 1990).", "Amina|Bello|(|b.|March|1951|)|met|Ito|(|d.|1990|)|.");
    expect("\"We were lucky.\" \u2014 Amina Bello", "\"|We|were|lucky|.|\"|\u2014|Amina|Bello");
    expect("(He left.) She stayed.", "(|He|left|.|) // She|stayed|.");
    expect("Prices rose 2.5 per cent. 12 banks closed.", "Prices|rose|2.5|per|cent|. // 12|banks|closed|.");
}

static void test_scripts(void **state)
{
    (void)state;
    expect("\u5317\u4eac\u3002\u4e2d\u56fd", "\u5317\u4eac|\u3002 // \u4e2d\u56fd");
    expect("Caf\u00e9 re\u0301sume\u0301", "Caf\u00e9|re\u0301sume\u0301");
    expect("\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u061f \u0646\u0639\u0645",
           "\u0645\u0631\u062d\u0628\u0627|\u0628\u0643|\u061f // \u0646\u0639\u0645");
    expect("ok \U0001F468\u200D\U0001F469\u200D\U0001F467\U0001F1EB\U0001F1F7\U0001F44D\U0001F3FD!",
           "ok|\U0001F468\u200D\U0001F469\u200D\U0001F467|\U0001F1EB\U0001F1F7|\U0001F44D\U0001F3FD|!");
    expect("", "");
    expect(" \n\t\u00a0\u200b ", "");
    expect("\u0301", "\u0301");
}

static void test_paragraphs(void **state)
{
    static const char text[] =
        "Dam gives way in the north\n\nThe dam broke. Nobody was hurt.\nWater fell.\r\n\r\nRescue\n\nTeams came.";
    static const int paragraphs[] = {0, 1, 1, 2, 3, 4}, headlines[] = {1, 0, 0, 0, 1, 0};
    Arena arena;
    Document document;

    (void)state;
    start_segmented(&document, &arena, text, (int32_t)strlen(text));
    check_layers(&document);
    assert_int_equal(document.sentences.count, 6);
    for (int32_t i = 0; i < 6; i++) {
        assert_int_equal(document.sentences.items[i].paragraph, paragraphs[i]);
        assert_int_equal(document.sentences.items[i].headline, headlines[i]);
    }
    arena_release(&arena);
}

/* The title that the caller gives tells a headline that ends with a stop. */
static void test_title(void **state)
{
    static const char text[] = "Dam gives way. Towns flooded.\n\nThe dam broke at noon.";
    static const char title[] = "Dam gives way - towns flooded";

    (void)state;
    for (int titled = 0; titled < 2; titled++) {
        Arena arena;
        Document document;

        arena_start(&arena, &program_environment);
        document_start(&document, &arena, text, (int32_t)strlen(text));
        document.title = titled ? title : "Dam gives";
        document.title_length = (int32_t)strlen(document.title);
        segment(&document);
        assert_int_equal(document.sentences.count, 3);
        assert_int_equal(document.sentences.items[0].headline, titled);
        assert_int_equal(document.sentences.items[1].headline, titled);
        assert_int_equal(document.sentences.items[2].headline, 0);
        arena_release(&arena);
    }
}

static void test_wrapped_lines(void **state)
{
    (void)state;
    expect(
        "The ministry of transport said that the bridge over the\n"
        "river would stay closed to lorries until the middle of\n"
        "March. Inspectors found cracks in two of its pillars, Mr.\n"
        "Ruiz said.\n"
        "    Ferries run every hour.",
        "The|ministry|of|transport|said|that|the|bridge|over|the|river|would|stay|closed|to|lorries|until|the|middle|"
        "of|March|. // Inspectors|found|cracks|in|two|of|its|pillars|,|Mr.|Ruiz|said|. // Ferries|run|every|hour|.");
}

static void test_furniture_divides(void **state)
{
    static const char text[] = "He said Share this that it rained.";
    Arena arena;
    Document document;
    Furniture *furniture;

    (void)state;
    arena_start(&arena, &program_environment);
    document_start(&document, &arena, text, (int32_t)strlen(text));
    furniture = document_add_furniture(&document);
    furniture->start = 8;
    furniture->length = 10;
    segment(&document);
    check_layers(&document);
    assert_string_equal(render(&document), "He|said // that|it|rained|.");
    arena_release(&arena);
}

/* Hostile texts: each must pass the check of layers, in a time that grows with its length only. */
static void test_hostile(void **state)
{
    static const char *const units[] = {
        "a", "\"",   ".",   "A. ", "a\n",       "1-",     "a.b@",         "a'",         "\u0301",
        " ", "Mr. ", ".\"", "(",   "http://a(", "\u4e2d", "\u0e01\u0e32", "\U0001F1E6", "\U0001F468\u200d",
        "_", "&A",   "1,",  "'",   "U.S."};

    (void)state;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        size_t unit = strlen(units[i]), count = 200000 / unit;
        char *text = malloc(unit * count);
        clock_t before = clock();
        Arena arena;
        Document document;

        for (size_t n = 0; n < count; n++)
            memcpy(text + n * unit, units[i], unit);
        start_segmented(&document, &arena, text, (int32_t)(unit * count));
        check_layers(&document);
        assert_true((double)(clock() - before) / CLOCKS_PER_SEC < 5);
        arena_release(&arena);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),         cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_abbreviations), cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_sentences),     cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_paragraphs),    cmocka_unit_test(test_title),
        cmocka_unit_test(test_wrapped_lines), cmocka_unit_test(test_furniture_divides),
        cmocka_unit_test(test_hostile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
