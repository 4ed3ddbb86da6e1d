/*
 * test_coding.c: the pattern language and its checker, the dictionary, the coder, the reader of PETRARCH's verbs, and
 * test/data/reports.tsv: sentences with the reports that they hold, with floors for precision and recall and for what a
 * confidence means. PRINT_MISSES=1 prints what differs.
 */
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
#include "coding/builtin.h"
#include "coding/coding.h"
#include "coding/petrarch_verbs.h"

#define PRECISION_FLOOR 85 /* percent */
#define RECALL_FLOOR 77
#define SURE_FLOOR 80 /* of the reports at 0.8 and over */
#define LONGEST_LINE 2048
#define MOST_EXPECTED 16

static Arena dictionary_arena;
static Dictionary *builtin;

static int start(void **state)
{
    arena_start(&dictionary_arena, &program_environment);
    builtin = dictionary_builtin(&dictionary_arena);
    return 0;
}

static int stop(void **state)
{
    arena_release(&dictionary_arena);
    return 0;
}

/* code: the reports of a text by a dictionary. */
static ReportList code(Arena *arena, Document *document, const char *text, const Dictionary *dictionary)
{
    arena_start(arena, &program_environment);
    document_start(document, arena, text, (int32_t)strlen(text));
    annotate(document);
    return code_document(document, dictionary, arena);
}

/* ---- annotated sentences ---- */

typedef struct Expected {
    char *type, *actor, *recipient, *modality, *speaker;
    bool optional, met;
} Expected;

/* read_expected: "(TYPE:actor>recipient:modality:@speaker)". */
static void read_expected(char *text, Expected *expected)
{
    char *at;

    memset(expected, 0, sizeof(*expected));
    if (*text == '(') {
        expected->optional = true;
        text++;
        text[strcspn(text, ")")] = '\0';
    }
    expected->type = text;
    if ((at = strchr(text, ':')) == NULL)
        return;
    *at++ = '\0';
    expected->actor = at;
    at = strchr(at, '>');
    assert_non_null(at);
    *at++ = '\0';
    expected->recipient = at;
    at = strchr(at, ':');
    assert_non_null(at);
    *at++ = '\0';
    expected->modality = at;
    at = strchr(at, ':');
    if (at != NULL) {
        *at++ = '\0';
        expected->speaker = at + 1;
    }
}

/* holds: the words of a participant hold the expected one; "*": anything, "" and "-": nobody. */
static bool holds(const Document *document, const Participant *participant, const char *word)
{
    char words[512];

    if (word == NULL || strcmp(word, "*") == 0)
        return true;
    if (*word == '\0' || strcmp(word, "-") == 0)
        return participant->start == NO_INDEX;
    if (participant->start == NO_INDEX)
        return false;
    snprintf(words, sizeof(words), "%.*s %s", (int)participant->length, document->text + participant->start,
             participant->name == NULL ? "" : participant->name);
    return strstr(words, word) != NULL;
}

static bool fits(const Document *document, const Report *report, const Expected *expected)
{
    bool either = report->type->symmetric && holds(document, &report->actor, expected->recipient) &&
                  holds(document, &report->recipient, expected->actor);

    if (strcmp(report->type->type, expected->type) != 0)
        return false;
    if (expected->actor == NULL)
        return true;
    if (!either &&
        !(holds(document, &report->actor, expected->actor) && holds(document, &report->recipient, expected->recipient)))
        return false;
    if (strcmp(expected->modality, "*") != 0 && strcmp(modality_names[report->modality], expected->modality) != 0)
        return false;
    return expected->speaker == NULL ||
           (report->attributed_to != NULL && strstr(report->attributed_to, expected->speaker) != NULL);
}

typedef struct Counts {
    int32_t expected, found, reports, right, sure, sure_right;
} Counts;

static void score_line(char *line, Counts *counts)
{
    Expected expected[MOST_EXPECTED];
    int32_t count = 0;
    char *tab = strchr(line, '\t');
    Arena arena;
    Document document;
    ReportList reports;

    assert_non_null(tab);
    *tab++ = '\0';
    for (char *part = strtok(tab, ";"); part != NULL && count < MOST_EXPECTED; part = strtok(NULL, ";")) {
        while (*part == ' ')
            part++;
        if (*part != '\0')
            read_expected(part, &expected[count++]);
    }
    reports = code(&arena, &document, line, builtin);
    for (int32_t i = 0; i < reports.count; i++) {
        const Report *report = &reports.items[i];
        bool right = false;

        for (int32_t e = 0; e < count; e++)
            if (fits(&document, report, &expected[e])) {
                right = true;
                expected[e].met = true;
            }
        counts->reports++;
        counts->right += right;
        counts->sure += report->confidence >= 0.8;
        counts->sure_right += report->confidence >= 0.8 && right;
        if (!right && getenv("PRINT_MISSES") != NULL)
            printf("false %.2f: %s: %s [%s] %s > %s %s by %s\n", report->confidence, line, report->type->type,
                   report->trigger, report->actor.name, report->recipient.name, modality_names[report->modality],
                   report->attributed_to);
    }
    for (int32_t e = 0; e < count; e++) {
        if (expected[e].optional)
            continue;
        counts->expected++;
        counts->found += expected[e].met;
        if (!expected[e].met && getenv("PRINT_MISSES") != NULL)
            printf("missed: %s: %s %s > %s %s\n", line, expected[e].type, expected[e].actor, expected[e].recipient,
                   expected[e].modality);
    }
    arena_release(&arena);
}

static void test_annotated_sentences(void **state)
{
    FILE *file = fopen("test/data/reports.tsv", "r");
    char line[LONGEST_LINE];
    Counts counts = {0};
    bool head = true;

    assert_non_null(file);
    while (fgets(line, sizeof(line), file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        if (!head)
            score_line(line, &counts);
        head = false;
    }
    fclose(file);
    printf("reports: %d of %d expected found, %d of %d reports right; at 0.8 and over %d of %d right\n",
           (int)counts.found, (int)counts.expected, (int)counts.right, (int)counts.reports, (int)counts.sure_right,
           (int)counts.sure);
    assert_true(counts.found * 100 >= counts.expected * RECALL_FLOOR);
    assert_true(counts.right * 100 >= counts.reports * PRECISION_FLOOR);
    assert_true(counts.sure_right * 100 >= counts.sure * SURE_FLOOR);
}

/* ---- the pattern language ---- */

static void check(const char *pattern, const char *problem, int32_t character)
{
    Arena arena;
    int32_t at = 0;
    const char *found;

    arena_start(&arena, &program_environment);
    found = pattern_check(pattern, builtin, &arena, &at);
    if (problem == NULL)
        assert_null(found);
    else {
        assert_non_null(found);
        assert_string_equal(found, problem);
        assert_int_equal(at, character);
    }
    arena_release(&arena);
}

static void test_good_patterns(void **state)
{
    check("meet/v", NULL, 0);
    check("call_off|scrap/v obj(@talks|*plan) ?with|against=recipient", NULL, 0);
    check("attack/n poss=actor on=recipient[GPE|ORG|~MIL] !xcomp", NULL, 0);
    check("break/v before(not) after(_off $ ^ talks|tie +)", NULL, 0);
    check("will/x event(planned|promised,12)", NULL, 0);
    check("caf\xc3\xa9/n", NULL, 0);
}

static void test_bad_patterns(void **state)
{
    check("", "a word is missing at the end", 1);
    check("meet", "expected \"/v\", \"/n\", \"/a\" or \"/x\" after the trigger", 5);
    check("meet/q", "a trigger is a verb (v), a noun (n), an adjective (a) or an auxiliary (x)", 6);
    check("meet/v with=agent", "a role is actor, recipient, both or none", 13);
    check("meet/v obj(", "a word is missing at the end", 12);
    check("meet/v obj(a b)", "expected \"|\" or \")\"", 13);
    check("meet/v obj[CITY]", "no kind of mention has this name", 12);
    check("meet/v obj(@nosuchset)", "no word set has this name", 13);
    check("meet/v event(maybe)", "no modality has this name", 14);
    check("meet/v event(planned,9)", "a quad class is a digit from 1 to 4", 22);
    check("meet/vobj", "expected a space before the next slot", 7);
    /* positions are characters, not bytes */
    check("caf\xc3\xa9/n obj(", "a word is missing at the end", 12);
}

/* A pattern of every prefix of a rich one, and of noise, is refused or read, and nothing worse. */
static void test_any_bytes(void **state)
{
    const char *rich = "call_off|scrap/v !obj(@talks|*plan)[GPE|~MIL] ?with|against=recipient before($ a_b) after(_c "
                       "^) event(planned,12)";
    char text[160];
    uint32_t noise = 1;

    for (size_t length = 0; length <= strlen(rich); length++) {
        Arena arena;
        int32_t at;

        memcpy(text, rich, length);
        text[length] = '\0';
        for (int round = 0; round < 4; round++) {
            arena_start(&arena, &program_environment);
            (void)pattern_check(text, builtin, &arena, &at);
            arena_release(&arena);
            if (length > 0) {
                noise = noise * 1664525u + 1013904223u;
                text[noise % length] = "()[]|=/_@*!? ~a,$"[(noise >> 16) % 17];
            }
        }
    }
}

/* ---- rows ---- */

/* with_rows: a dictionary of a few rows of a user's. */
static Dictionary *with_rows(Arena *arena, const char *const *patterns, const char *const *codes, int32_t count)
{
    Dictionary *dictionary;
    EventType tea = {.code = "TEA", .type = "TEA"}, strong = {.code = "STRONG", .type = "STRONG"};

    arena_start(arena, &program_environment);
    dictionary = dictionary_start(arena);
    dictionary_add_type(dictionary, &tea);
    dictionary_add_type(dictionary, &strong);
    for (int32_t i = 0; i < count; i++)
        assert_true(dictionary_add_pattern(dictionary, patterns[i], codes[i], NULL, false));
    dictionary_finish(dictionary);
    return dictionary;
}

static void test_most_specific_fires(void **state)
{
    const char *patterns[] = {"buy/v", "buy/v obj(tea)", "buy/v obj(coffee)"};
    const char *codes[] = {"TEA", "STRONG", NULL};
    Arena rows, arena;
    Document document;
    Dictionary *dictionary = with_rows(&rows, patterns, codes, 3);
    ReportList reports = code(&arena, &document, "Maria bought water.", dictionary);

    assert_int_equal(reports.count, 1);
    assert_string_equal(reports.items[0].type->type, "TEA");
    assert_string_equal(reports.items[0].pattern_text, "buy/v");
    arena_release(&arena);
    reports = code(&arena, &document, "Maria bought tea.", dictionary);
    assert_int_equal(reports.count, 1);
    assert_string_equal(reports.items[0].type->type, "STRONG");
    arena_release(&arena);
    /* a row without a code matches and tells of nothing */
    reports = code(&arena, &document, "Maria bought coffee.", dictionary);
    assert_int_equal(reports.count, 0);
    arena_release(&arena);
    arena_release(&rows);
}

static void test_order_of_rows_makes_no_difference(void **state)
{
    const char *forth[] = {"buy|sell/v obj", "buy/v obj"}, *back[] = {"buy/v obj", "buy|sell/v obj"};
    const char *codes_forth[] = {"TEA", "STRONG"}, *codes_back[] = {"STRONG", "TEA"};
    Arena rows, more_rows, arena, other_arena;
    Document document, other;
    ReportList one, two;

    one = code(&arena, &document, "Maria bought tea in the shop yesterday.", with_rows(&rows, forth, codes_forth, 2));
    two = code(&other_arena, &other, "Maria bought tea in the shop yesterday.",
               with_rows(&more_rows, back, codes_back, 2));
    assert_int_equal(one.count, 1);
    assert_int_equal(two.count, 1);
    assert_string_equal(one.items[0].type->code, two.items[0].type->code);
    arena_release(&arena);
    arena_release(&other_arena);
    arena_release(&rows);
    arena_release(&more_rows);
}

static void test_unknown_code_is_refused(void **state)
{
    Arena arena;
    Dictionary *dictionary;

    arena_start(&arena, &program_environment);
    dictionary = dictionary_start(&arena);
    assert_false(dictionary_add_pattern(dictionary, "drink/v", "NOSUCH", NULL, false));
    assert_false(dictionary_add_pattern(dictionary, "drink", NULL, NULL, false));
    assert_true(dictionary_add_pattern(dictionary, "drink/v", NULL, NULL, false));
    arena_release(&arena);
}

static void test_actor_codes(void **state)
{
    const char *patterns[] = {"visit/v"}, *codes[] = {"TEA"};
    const int64_t year = INT64_C(365) * 86400 * 1000000;
    ActorRow atlantis = {.name = "ATLANTIS", .code = "ATL", .valid_from = NO_TIME, .valid_until = NO_TIME};
    ActorRow old = {.name = "Lemuria", .code = "OLD", .valid_from = NO_TIME, .valid_until = 40 * year};
    ActorRow fresh = {.name = "Lemuria", .code = "NEW", .valid_from = 40 * year, .valid_until = NO_TIME};
    ActorRow minister = {
        .name = "prime_minister", .code = "GOV", .agent = true, .valid_from = NO_TIME, .valid_until = NO_TIME};
    Arena rows, arena;
    Document document;
    Dictionary *dictionary;
    EventType tea = {.code = "TEA", .type = "TEA"};
    ReportList reports;

    arena_start(&rows, &program_environment);
    dictionary = dictionary_start(&rows);
    dictionary_add_type(dictionary, &tea);
    assert_true(dictionary_add_pattern(dictionary, patterns[0], codes[0], NULL, false));
    dictionary_add_actor(dictionary, &atlantis);
    dictionary_add_actor(dictionary, &old);
    dictionary_add_actor(dictionary, &fresh);
    dictionary_add_actor(dictionary, &minister);
    dictionary_finish(dictionary);
    for (int after = 0; after < 2; after++) {
        const char *text = "The prime minister of Atlantis visited Lemuria.";

        arena_start(&arena, &program_environment);
        document_start(&document, &arena, text, (int32_t)strlen(text));
        document.published = (after ? 45 : 35) * year;
        annotate(&document);
        reports = code_document(&document, dictionary, &arena);
        assert_int_equal(reports.count, 1);
        assert_string_equal(reports.items[0].actor.code, "ATLGOV");
        assert_string_equal(reports.items[0].recipient.code, after ? "NEW" : "OLD");
        arena_release(&arena);
    }
    arena_release(&rows);
}

static void test_builtin_rows(void **state)
{
    static const char *const types[] = {
        "AGREE",  "CONSULT",  "SUPPORT",  "CONCEDE",  "COOPERATE",   "AID",         "RETREAT", "REQUEST",   "ACCUSE",
        "REJECT", "THREATEN", "PROTEST",  "SANCTION", "MOBILIZE",    "COERCE",      "ASSAULT", "DISASTER",  "ACCIDENT",
        "CRIME",  "TRIAL",    "ELECTION", "BUSINESS", "APPOINTMENT", "RESIGNATION", "DEATH",   "DISCOVERY", "SPORT"};

    for (size_t t = 0; t < sizeof(types) / sizeof(types[0]); t++) {
        int32_t patterns = 0;

        for (int32_t i = 0; i < builtin_pattern_count(); i++) {
            const char *pattern, *its_code, *reverse;
            EventType type;

            builtin_pattern(i, &pattern, &its_code, &reverse);
            for (int32_t k = 0; its_code != NULL && k < builtin_type_count(); k++) {
                builtin_type(k, &type);
                if (strcmp(type.code, its_code) == 0)
                    patterns += strcmp(type.type, types[t]) == 0;
            }
        }
        assert_true(patterns > 0);
    }
}

static void test_explain(void **state)
{
    Arena arena;
    Document document;
    const char *text = "Norway will not release the spy, officials said.";
    char *explanation;

    arena_start(&arena, &program_environment);
    document_start(&document, &arena, text, (int32_t)strlen(text));
    annotate(&document);
    explanation = explain_document(&document, builtin, &arena);
    assert_non_null(strstr(explanation, "sentence 1: Norway will not release the spy"));
    assert_non_null(strstr(explanation, "pattern: "));
    assert_non_null(strstr(explanation, "modality: negated: negation \"not\""));
    assert_non_null(strstr(explanation, "actor: \"Norway\""));
    arena_release(&arena);
}

/* A sentence of many thousand words, none of it a sentence, in time that grows with its length. */
static void test_long_text(void **state)
{
    size_t words = 60000, unit = strlen("attack if ");
    char *text = malloc(words * unit + 1);
    clock_t begun = clock();
    Arena arena;
    Document document;

    for (size_t i = 0; i < words; i++)
        memcpy(text + i * unit, "attack if ", unit);
    text[words * unit] = '\0';
    (void)code(&arena, &document, text, builtin);
    assert_true((clock() - begun) / CLOCKS_PER_SEC < 60);
    arena_release(&arena);
    free(text);
}

/* ---- PETRARCH's verbs ---- */

typedef struct Seen {
    char rows[16][256];
    int32_t count, problems;
} Seen;

static void see_words(void *context, const char *name, const char *words)
{
    Seen *seen = context;

    snprintf(seen->rows[seen->count++], 256, "@%s %s", name, words);
}

static void see_pattern(void *context, const char *pattern, const char *its_code, const char *reverse)
{
    Seen *seen = context;

    snprintf(seen->rows[seen->count++], 256, "%s %s %s", pattern, its_code == NULL ? "-" : its_code,
             reverse == NULL ? "-" : reverse);
}

static void see_problem(void *context, int32_t line, const char *why, const char *text)
{
    ((Seen *)context)->problems++;
}

static void test_petrarch_verbs(void **state)
{
    const char *file = "<!-- a comment\n of two lines -->\n"
                       "&MONEY_\n+DOLLARS\n+SWISS FRANCS # both\n\n"
                       "--- GIVE  [070]  ---\nGIVE {GAVE GIVEN}\n+HAND_OUT\nGRANT [071]\n"
                       "- * &MONEY [071] # pas\n- WILL_NOT_* {FOOD AID} [122:013]\n- + SAID * $  [---]\n- * WITHOUT "
                       "CODE\n- * &NONE [1]\n";
    PetrarchVerbVisitor visitor;
    Seen seen = {.count = 0};
    Arena arena;

    visitor = (PetrarchVerbVisitor){&seen, see_words, see_pattern, see_problem};
    arena_start(&arena, &program_environment);
    assert_int_equal(petrarch_read_verbs(&arena, file, strlen(file), &visitor), 15);
    assert_int_equal(seen.count, 7);
    assert_string_equal(seen.rows[0], "@petrarch-money dollars|swiss_francs");
    assert_string_equal(seen.rows[1], "give/v 070 -");
    assert_string_equal(seen.rows[2], "hand_out/v 070 -");
    assert_string_equal(seen.rows[3], "grant/v 071 -");
    assert_string_equal(seen.rows[4], "give|hand_out|grant/v after(@petrarch-money) 071 -");
    assert_string_equal(seen.rows[5], "give|hand_out|grant/v before(will_not_) after(food aid) 122 013");
    assert_string_equal(seen.rows[6], "give|hand_out|grant/v before(+ said) after($) - -");
    assert_int_equal(seen.problems, 2);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_patterns),
        cmocka_unit_test(test_bad_patterns),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_most_specific_fires),
        cmocka_unit_test(test_order_of_rows_makes_no_difference),
        cmocka_unit_test(test_unknown_code_is_refused),
        cmocka_unit_test(test_actor_codes),
        cmocka_unit_test(test_builtin_rows),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_petrarch_verbs),
        cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_annotated_sentences),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
