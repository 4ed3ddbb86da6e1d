/* test_names.c: the name finder over sentences of our own, hostile texts and damaged weights. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "annotation/annotate.h"
#include "annotation/name_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* names_of: the names of a text as "Ada Byron/PERSON; Oslo/GPE". */
static const char *names_of(const char *text)
{
    static char out[4096];
    Arena arena;
    Document document;
    size_t used = 0;

    arena_start(&arena, &program_environment);
    document_start(&document, &arena, text, (int32_t)strlen(text));
    segment(&document);
    find_names(&document);
    out[0] = '\0';
    for (int32_t m = 0; m < document.mentions.count; m++) {
        const Mention *mention = &document.mentions.items[m];

        assert_int_equal(mention->level, LEVEL_NAME);
        assert_in_range(mention->head, mention->first_token, mention->last_token);
        used += (size_t)snprintf(out + used, sizeof(out) - used, "%s%.*s/%s", m == 0 ? "" : "; ", mention->length,
                                 text + mention->start, kind_names[mention->kind]);
    }
    arena_release(&arena);
    return out;
}

static void test_kinds(void **state)
{
    assert_string_equal(names_of("Farmers in Kenya sold their maize to traders from Uganda."), "Kenya/GPE; Uganda/GPE");
    assert_string_equal(names_of("The French minister met Angela Merkel in Berlin."),
                        "French/NORP; Angela Merkel/PERSON; Berlin/GPE");
    assert_string_equal(names_of("Engineers from the World Bank measured the depth of Lake Victoria."),
                        "World Bank/ORG; Lake Victoria/LOC");
    assert_string_equal(names_of("The bridge was closed on Monday, and no bus ran until March."), "");
}

/* Titles, articles and the possessive are no part of a name. */
static void test_bare_names(void **state)
{
    assert_string_equal(names_of("President Nelson Mandela and Mrs. Thatcher spoke at length."),
                        "Nelson Mandela/PERSON; Thatcher/PERSON");
    assert_string_equal(names_of("Officials said that Tanzania's exports to the United States had grown."),
                        "Tanzania/GPE; United States/GPE");
}

/* "Mei-ling" is two or three tokens of which the last has no capital. */
static void test_inside_lower_case(void **state)
{
    assert_string_equal(names_of("The mayor thanked Ursula von der Leyen and Chen Mei-ling."),
                        "Ursula von der Leyen/PERSON; Chen Mei-ling/PERSON");
    assert_string_equal(names_of("A report by the Ministry of Health and Social Welfare was late."),
                        "Ministry of Health and Social Welfare/ORG");
}

/* What a short form is, the full name tells, wherever it stands. */
static void test_memory(void **state)
{
    const char *names = names_of("Jordan won the vote, and nobody was surprised.\n\n"
                                 "Supporters of Michael Jordan danced. Mr Michael Jordan, 44, thanked them. "
                                 "Michael Jordan will speak today.");

    assert_true(strncmp(names, "Jordan/PERSON", 13) == 0);
}

static void test_capitals(void **state)
{
    assert_non_null(strstr(names_of("GERMANY AND FRANCE AGREE ON NEW RAIL LINE"), "GERMANY/GPE"));
    assert_non_null(strstr(names_of("GERMANY AND FRANCE AGREE ON NEW RAIL LINE"), "FRANCE/GPE"));
    assert_null(strstr(names_of("Prices Fall as Farmers Sell Early"), "Prices"));
}

static void test_nothing(void **state)
{
    assert_string_equal(names_of(""), "");
    assert_string_equal(names_of("\n\n \n"), "");
    assert_string_equal(names_of("..., --- 12 ()"), "");
}

/* repeated: `count` times the same words. */
static char *repeated(const char *words, size_t count)
{
    size_t length = strlen(words);
    char *text = malloc(length * count + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, words, length);
    text[length * count] = '\0';
    return text;
}

/* time_of: seconds that a text takes. */
static double time_of(const char *text)
{
    Arena arena;
    Document document;
    clock_t start;
    double seconds;

    arena_start(&arena, &program_environment);
    document_start(&document, &arena, text, (int32_t)strlen(text));
    segment(&document);
    start = clock();
    find_names(&document);
    seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    arena_release(&arena);
    return seconds;
}

/* Twice the text takes about twice the time, whatever it is made of. */
static void test_linear(void **state)
{
    static const char *const words[] = {"KIGALI ", "Kigali of ", "(AU) ", "\" ' ", "Mei-", "x", "Z.", "A\n\n"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        char *text = repeated(words[i], 20000), *longer = repeated(words[i], 80000);
        double once = time_of(text), more = time_of(longer);

        assert_true(more < 16 * once + 0.2);
        free(text);
        free(longer);
    }
}

/* ---- weights ---- */

typedef struct Attempt {
    jmp_buf failed;
} Attempt;

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

static void note_error(void *context, ErrorKind kind, const char *message)
{
    assert_int_equal(kind, ERROR_DATA);
    longjmp(((Attempt *)context)->failed, 1);
}

static void check_interrupts(void *context)
{
}

/* opens: whether a section of names with this head, in a model of `size` bytes, is accepted. */
static bool opens(uint32_t version, uint32_t bits, uint32_t size)
{
    Attempt attempt;
    Environment environment = {&attempt, allocate, reallocate, release, note_error, check_interrupts};
    uint8_t *bytes = aligned_alloc(64, (size + 191) / 64 * 64);
    ModelHead head = {.magic = MODEL_MAGIC, .version = MODEL_VERSION, .section_count = 1, .size = 128 + size};
    ModelSection section = {NAME_SECTION, 128, size};
    volatile bool opened = false;
    Model model;
    Document document;
    Arena arena;
    NameModel names;

    memset(bytes, 0, 128 + size);
    memcpy(bytes + sizeof(head), &section, sizeof(section));
    memcpy(bytes + 128, &version, 4);
    memcpy(bytes + 132, &bits, 4);
    memcpy(bytes, &head, sizeof(head));
    head.checksum = model_checksum(bytes + MODEL_CHECKED_FROM, head.size - MODEL_CHECKED_FROM);
    memcpy(bytes, &head, sizeof(head));
    arena_start(&arena, &environment);
    if (setjmp(attempt.failed) == 0) {
        model_open(&model, &environment, bytes, head.size);
        document_start(&document, &arena, "", 0);
        document.model = &model;
        name_model_open(&names, &document);
        opened = true;
    }
    arena_release(&arena);
    free(bytes);
    return opened;
}

static void test_damaged_weights(void **state)
{
    uint32_t whole = 64 + 128 + 4 * NAME_BUCKET * (sizeof(uint16_t) + sizeof(NameRow));

    assert_true(opens(NAME_MODEL_VERSION, 2, whole + 64));
    assert_false(opens(NAME_MODEL_VERSION + 1, 2, whole + 64));
    assert_false(opens(NAME_MODEL_VERSION, NAME_MAX_BITS + 1, whole + 64));
    assert_false(opens(NAME_MODEL_VERSION, 3, whole));
    assert_false(opens(NAME_MODEL_VERSION, 2, 64));
}

/* decode: the labels that are best for scores that are 0 but for those given. */
static void test_decode(void **state)
{
    int16_t transitions[NAME_TRANSITIONS * NAME_TRANSITIONS] = {0};
    NameModel model = {.transitions = transitions};
    int32_t scores[3 * NAME_LABELS] = {0};
    uint8_t labels[3], links[3 * (NAME_LABELS + 1)];

    for (int32_t i = 0; i < 3 * NAME_LABELS; i++)
        scores[i] = -10;
    name_model_decode(&model, scores, 3, labels, links);
    for (int t = 0; t < 3; t++)
        assert_int_equal(labels[t], NAME_OUTSIDE);

    /* a beginning alone is worth nothing; with a last part that costs a little it is a name of two tokens */
    scores[NAME_LABEL(NAME_ORG, NAME_BEGIN)] = 50;
    scores[2 * NAME_LABELS + NAME_LABEL(NAME_PERSON, NAME_UNIT)] = 5;
    name_model_decode(&model, scores, 3, labels, links);
    assert_int_equal(labels[0], NAME_LABEL(NAME_ORG, NAME_BEGIN));
    assert_int_equal(labels[1], NAME_LABEL(NAME_ORG, NAME_LAST));
    assert_int_equal(labels[2], NAME_LABEL(NAME_PERSON, NAME_UNIT));

    /* a transition that costs more than the last name is worth */
    transitions[NAME_ORG * NAME_TRANSITIONS + NAME_PERSON] = -20;
    name_model_decode(&model, scores, 3, labels, links);
    assert_int_equal(labels[2], NAME_OUTSIDE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),    cmocka_unit_test(test_bare_names),
        cmocka_unit_test(test_memory),   cmocka_unit_test(test_inside_lower_case),
        cmocka_unit_test(test_capitals), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_linear),   cmocka_unit_test(test_damaged_weights),
        cmocka_unit_test(test_decode),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
