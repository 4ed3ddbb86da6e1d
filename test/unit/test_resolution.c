/* test_resolution.c: signatures, names across stories, reports across stories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "resolution/events.h"
#include "resolution/forms.h"
#include "resolution/terms.h"

#define DAY (INT64_C(86400000000))
#define HOUR (INT64_C(3600000000))

static Arena arena;

static int start(void **state)
{
    arena_start(&arena, &program_environment);
    return 0;
}

static int finish(void **state)
{
    arena_release(&arena);
    return 0;
}

/* ---- terms ---- */

static void assert_stem(const char *word, const char *stem)
{
    char buffer[64];
    size_t length = strlen(word);

    memcpy(buffer, word, length);
    length = term_stem(buffer, length);
    assert_int_equal(length, strlen(stem));
    assert_memory_equal(buffer, stem, length);
}

static void stems_lose_their_inflection(void **state)
{
    assert_stem("talks", "talk");
    assert_stem("talked", "talk");
    assert_stem("talking", "talk");
    assert_stem("stopped", "stop");
    assert_stem("cities", "city");
    assert_stem("city", "city");
    assert_stem("invades", "invad");
    assert_stem("invade", "invad");
    assert_stem("crisis", "crisis");
    assert_stem("1990s", "1990s");
    assert_stem("is", "is");
    assert_stem("", "");
}

static int32_t sign(const char *text, int64_t entries[SIGNATURE_TERMS])
{
    Document document;
    int32_t length = (int32_t)strlen(text);

    document_start(&document, &arena, text, length);
    for (int32_t at = 0; at < length;) {
        int32_t size = (int32_t)strcspn(text + at, " ");
        Token *token = document_add_tokens(&document);

        token->start = at;
        token->length = size;
        at += size + 1;
    }
    return signature_of(&document, entries);
}

static int32_t similarity(const char *a, const char *b)
{
    int64_t x[SIGNATURE_TERMS], y[SIGNATURE_TERMS];
    int32_t x_count = sign(a, x), y_count = sign(b, y);

    assert_int_equal(signature_similarity(x, x_count, y, y_count), signature_similarity(y, y_count, x, x_count));
    return signature_similarity(x, x_count, y, y_count);
}

static void stories_about_the_same_are_similar(void **state)
{
    const char *quake = "A strong earthquake shook Valdivia and its harbour , geologists warned of aftershocks";
    const char *shake = "Aftershocks follow the earthquake in Valdivia where the harbour is closed , a geologist said";
    const char *vote = "The parliament of Latvia adopted a budget after a long debate about pensions";

    assert_int_equal(similarity(quake, quake), 1000);
    assert_true(similarity(quake, shake) >= SIMILAR_STORIES);
    assert_true(similarity(quake, vote) < SIMILAR_STORIES);
    assert_int_equal(similarity(quake, ""), 0);
    assert_int_equal(similarity("the of and", "the of and"), 0);
}

static void long_stories_have_short_signatures(void **state)
{
    char *text = arena_alloc(&arena, 200000);
    int64_t entries[SIGNATURE_TERMS], keys[SIGNATURE_KEYS];
    size_t length = 0;

    for (int i = 0; i < 9000; i++)
        length += (size_t)sprintf(text + length, "%sW%dx", i > 0 ? " " : "", i);
    assert_int_equal(sign(text, entries), SIGNATURE_TERMS);
    for (int i = 1; i < SIGNATURE_TERMS; i++)
        assert_true(entries[i - 1] < entries[i]);
    assert_int_equal(signature_keys(entries, SIGNATURE_TERMS, keys), SIGNATURE_KEYS);
    assert_int_equal(signature_keys(entries, 3, keys), 3);
}

/* ---- names ---- */

typedef struct Name {
    int32_t kind;
    const char *name, *country;
    int group; /* those of one number are one */
} Name;

/* Decides over the names in both orders; all of them must stand in one block. */
static void check_names(const Name *names, int count)
{
    Form forms[16], reversed[16];

    for (int i = 0; i < count; i++) {
        forms[i] = (Form){.form = form_number(names[i].kind, names[i].name, names[i].country),
                          .kind = names[i].kind,
                          .name = names[i].name,
                          .country = names[i].country};
        reversed[count - 1 - i] = forms[i];
        assert_int_equal(form_block(names[i].kind, names[i].name), form_block(names[0].kind, names[0].name));
    }
    resolve_forms(&arena, forms, count);
    resolve_forms(&arena, reversed, count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(forms[i].form, reversed[i].form);
        assert_int_equal(forms[i].entity, reversed[i].entity);
    }
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) {
            int64_t x = form_number(names[i].kind, names[i].name, names[i].country);
            int64_t y = form_number(names[j].kind, names[j].name, names[j].country);
            int64_t of_x = 0, of_y = 0;

            for (int k = 0; k < count; k++) {
                of_x = forms[k].form == x ? forms[k].entity : of_x;
                of_y = forms[k].form == y ? forms[k].entity : of_y;
            }
            if ((of_x == of_y) != (names[i].group == names[j].group))
                fail_msg("%s (%s) and %s (%s)", names[i].name, names[i].country, names[j].name, names[j].country);
        }
}

static void spellings_are_one_person(void **state)
{
    const Name names[] = {{KIND_PERSON, "Dmitri Sokolow", "KAZ", 1},
                          {KIND_PERSON, "Dmitry Sokolov", "", 1},
                          {KIND_PERSON, "Sokolov", "", 1}};

    check_names(names, 3);
}

static void namesakes_are_two(void **state)
{
    const Name countries[] = {{KIND_PERSON, "Maria Lopez", "ESP", 1}, {KIND_PERSON, "Maria Lopez", "MEX", 2}};
    /* Nobody can tell which of the two a short name means. */
    const Name relatives[] = {{KIND_PERSON, "Petra Lindqvist", "", 1},
                              {KIND_PERSON, "Oskar Lindqvist", "", 2},
                              {KIND_PERSON, "Lindqvist", "", 3}};
    const Name unknown[] = {{KIND_PERSON, "Maria Lopez", "ESP", 1},
                            {KIND_PERSON, "Maria Lopez", "MEX", 2},
                            {KIND_PERSON, "Maria Lopez", "", 3}};

    check_names(countries, 2);
    check_names(relatives, 3);
    check_names(unknown, 3);
}

static void an_acronym_is_its_words(void **state)
{
    const Name names[] = {{KIND_ORG, "Union of Baltic Ports", "", 1},
                          {KIND_ORG, "UBP", "", 1},
                          {KIND_ORG, "the Union of Baltic Ports", "", 1}};
    const Name two[] = {{KIND_ORG, "Northern Steel Works", "", 1},
                        {KIND_ORG, "National Sailing Week", "", 2},
                        {KIND_ORG, "NSW", "", 3}};

    check_names(names, 3);
    check_names(two, 3);
}

static void firms_lose_their_legal_form(void **state)
{
    const Name names[] = {{KIND_ORG, "Harbour Freight Corp", "", 1}, {KIND_ORG, "Harbour Freight", "", 1}};

    check_names(names, 2);
}

static void kinds_keep_names_apart(void **state)
{
    /* Letters that differ as the numbers of the kinds do must not make one number. */
    assert_int_not_equal(form_number(1, "Aank", ""), form_number(2, "Bank", ""));
    assert_int_not_equal(form_number(KIND_ORG, "Georgia", ""), form_number(KIND_GPE, "Georgia", ""));
    assert_int_not_equal(form_number(KIND_GPE, "Georgia", "USA"), form_number(KIND_GPE, "Georgia", "GEO"));
}

/* ---- events ---- */

enum { ALICE = 1001, BRUNO, CLARA, DAVID };

static Report report(int document, const char *lemma, const char *type, int64_t actor, int64_t recipient)
{
    static int64_t number = 100;

    return (Report){.number = number++,
                    .document = document,
                    .word = report_word(lemma),
                    .type = term_hash(type, strlen(type), 0),
                    .symmetric = strcmp(type, "CONSULT") == 0,
                    .actor = {.entity = actor, .person = true},
                    .recipient = {.entity = recipient, .person = true},
                    .starts = NO_TIME,
                    .ends = NO_TIME};
}

static Report at(Report told, Moment starts, Moment length)
{
    told.starts = starts;
    told.ends = starts + length;
    return told;
}

/* All pairs that match, in the order of the reports or against it; stories are as similar as said. */
static void decide(Report *reports, int32_t count, int32_t similarity, bool backwards)
{
    ReportLink links[400];
    int64_t found = 0;

    for (int32_t i = 0; i < count; i++)
        for (int32_t j = 0; j < i; j++) {
            int32_t score =
                reports_match(&reports[i], &reports[j], reports[i].document == reports[j].document ? 1000 : similarity);

            assert_int_equal(score, reports_match(&reports[j], &reports[i],
                                                  reports[i].document == reports[j].document ? 1000 : similarity));
            if (score > 0)
                links[found++] = backwards ? (ReportLink){.a = j, .b = i, .score = score}
                                           : (ReportLink){.a = i, .b = j, .score = score};
        }
    for (int64_t i = 0; backwards && i < found / 2; i++) {
        ReportLink link = links[i];

        links[i] = links[found - 1 - i];
        links[found - 1 - i] = link;
    }
    resolve_events(&arena, reports, count, links, found);
}

static void words_that_say_what_happened(void **state)
{
    assert_true(report_word("hold talks") == report_word("talk"));
    assert_true(report_word("Talks") == report_word("talk"));
    assert_true(report_word("call off") != report_word("call"));
    assert_true(report_word("call off") != report_word("put off"));
    assert_true(report_word("") == report_word(""));
}

static void one_call_in_many_stories(void **state)
{
    Report reports[] = {
        at(report(1, "call", "CONSULT", ALICE, BRUNO), 30 * DAY + 20 * HOUR, HOUR), /* the instant */
        at(report(2, "speak", "CONSULT", BRUNO, ALICE), 30 * DAY, DAY), /* the day, the other way round, another word */
        at(report(3, "call", "CONSULT", ALICE, BRUNO), 30 * DAY + 15 * HOUR, DAY), /* the day of another zone */
        at(report(4, "call", "CONSULT", ALICE, BRUNO), 0, 31 * DAY),               /* the month */
        report(5, "call", "CONSULT", ALICE, 0),                                    /* no time, one of the two */
    };

    decide(reports, 5, 400, false);
    for (int i = 1; i < 5; i++)
        assert_int_equal(reports[i].event, reports[0].event);
    assert_int_equal(reports[0].event, reports[0].number);
}

static void two_calls_stay_two(void **state)
{
    for (int backwards = 0; backwards < 2; backwards++) {
        Report reports[] = {
            at(report(1, "call", "CONSULT", ALICE, BRUNO), 7 * DAY, DAY),
            at(report(2, "call", "CONSULT", ALICE, BRUNO), 30 * DAY, DAY),
            report(1, "call", "CONSULT", ALICE, BRUNO),
            report(3, "call", "CONSULT", ALICE, 0),
            at(report(3, "call", "CONSULT", 0, 0), 0, 31 * DAY),
        };

        decide(reports, 5, 400, backwards != 0);
        assert_int_not_equal(reports[0].event, reports[1].event);
        assert_int_equal(reports[2].event, reports[0].event); /* its own story's */
    }
}

static void others_are_others(void **state)
{
    Report meeting = report(1, "meet", "CONSULT", ALICE, BRUNO);
    Report other = report(2, "meet", "CONSULT", ALICE, CLARA);
    Report attack = report(1, "attack", "ASSAULT", ALICE, BRUNO);
    Report back = report(2, "attack", "ASSAULT", BRUNO, ALICE);

    assert_int_equal(reports_match(&meeting, &other, 1000), 0);
    assert_int_equal(reports_match(&attack, &back, 1000), 0); /* who attacks whom is told */
    assert_int_equal(reports_match(&attack, &meeting, 1000), 0);
    assert_int_equal(reports_match(&meeting, &meeting, SIMILAR_STORIES - 1), 0); /* stories about other things */
    assert_true(reports_match(&meeting, &meeting, SIMILAR_STORIES) > 0);
}

static void a_dated_report_needs_no_similar_story(void **state)
{
    Report a = at(report(1, "meet", "CONSULT", ALICE, BRUNO), 30 * DAY, DAY);
    Report b = at(report(2, "talk", "CONSULT", BRUNO, ALICE), 30 * DAY + 9 * HOUR, HOUR);
    Report c = report(2, "talk", "CONSULT", BRUNO, ALICE);

    assert_true(report_is_dated(&a));
    assert_false(report_is_dated(&c));
    assert_true(reports_match(&a, &b, 0) > 0);
    assert_int_equal(reports_match(&a, &c, 0), 0);
}

/* Somebody who says little must not make one event of two that name others. */
static void the_vague_join_nobody(void **state)
{
    for (int backwards = 0; backwards < 2; backwards++) {
        Report reports[] = {report(1, "talk", "CONSULT", ALICE, BRUNO), report(2, "talk", "CONSULT", CLARA, DAVID),
                            report(3, "talk", "CONSULT", 0, 0)};

        decide(reports, 3, 400, backwards != 0);
        assert_int_not_equal(reports[0].event, reports[1].event);
        assert_int_equal(reports[2].event, reports[0].event);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(stems_lose_their_inflection, start, finish),
        cmocka_unit_test_setup_teardown(stories_about_the_same_are_similar, start, finish),
        cmocka_unit_test_setup_teardown(long_stories_have_short_signatures, start, finish),
        cmocka_unit_test_setup_teardown(spellings_are_one_person, start, finish),
        cmocka_unit_test_setup_teardown(namesakes_are_two, start, finish),
        cmocka_unit_test_setup_teardown(an_acronym_is_its_words, start, finish),
        cmocka_unit_test_setup_teardown(firms_lose_their_legal_form, start, finish),
        cmocka_unit_test_setup_teardown(kinds_keep_names_apart, start, finish),
        cmocka_unit_test_setup_teardown(words_that_say_what_happened, start, finish),
        cmocka_unit_test_setup_teardown(one_call_in_many_stories, start, finish),
        cmocka_unit_test_setup_teardown(two_calls_stay_two, start, finish),
        cmocka_unit_test_setup_teardown(others_are_others, start, finish),
        cmocka_unit_test_setup_teardown(a_dated_report_needs_no_similar_story, start, finish),
        cmocka_unit_test_setup_teardown(the_vague_join_nobody, start, finish),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
