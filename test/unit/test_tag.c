/* test_tag.c: parts of speech and lemmas, on sentences of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotation/annotate.h"
#include "annotation/words.h"
#include "model/model.h"

static void start_tagged(Document *document, Arena *arena, const char *text)
{
    arena_start(arena, &program_environment);
    document_start(document, arena, text, (int32_t)strlen(text));
    segment(document);
    tag(document);
}

/* check_tags: UPOS of all tokens, separated by spaces. */
static void check_tags(const char *text, const char *tags)
{
    Arena arena;
    Document document;
    char out[2048] = "";

    start_tagged(&document, &arena, text);
    for (int32_t i = 0; i < document.tokens.count; i++) {
        strcat(out, i > 0 ? " " : "");
        strcat(out, upos_names[document.tokens.items[i].upos]);
    }
    assert_string_equal(out, tags);
    arena_release(&arena);
}

static void check_lemmas(const char *text, const char *lemmas)
{
    Arena arena;
    Document document;
    char out[2048] = "";

    start_tagged(&document, &arena, text);
    for (int32_t i = 0; i < document.tokens.count; i++) {
        strcat(out, i > 0 ? " " : "");
        strcat(out, token_lemma(&document, i));
    }
    assert_string_equal(out, lemmas);
    arena_release(&arena);
}

static void test_parts_of_speech(void **state)
{
    (void)state;
    check_tags("The old bridge in Zagreb collapsed.", "DET ADJ NOUN ADP PROPN VERB PUNCT");
    check_tags("She will record a new record.", "PRON AUX VERB DET ADJ NOUN PUNCT");
    check_tags("They did not pay him 300 dollars.", "PRON AUX PART VERB PRON NUM NOUN PUNCT");
    check_tags("Nurses and teachers went on strike because wages fell.",
               "NOUN CCONJ NOUN VERB ADP NOUN SCONJ NOUN VERB PUNCT");
}

static void test_writing(void **state)
{
    (void)state;
    check_tags("the doctors left the hospital before the storm", "DET NOUN VERB DET NOUN ADP DET NOUN");
    check_tags("THE GOVERNMENT WILL RAISE TAXES", "DET NOUN AUX VERB NOUN");
}

static void test_lemmas(void **state)
{
    (void)state;
    check_lemmas("The women were buying houses.", "the woman be buy house .");
    check_lemmas("He has gone; they went and left.", "he have go ; they go and leave .");
    check_lemmas("Larger crowds gathered quickly near Lima.", "large crowd gather quickly near Lima .");
    /* words that no treebank has, by their endings */
    check_lemmas("He frobnicated the glimberies.", "he frobnicate the glimbery .");
}

static void test_nothing(void **state)
{
    static _Alignas(64) uint8_t bytes[64];
    ModelHead head = {.magic = MODEL_MAGIC, .version = MODEL_VERSION, .size = 64};
    Arena arena;
    Document document;
    Model empty;

    (void)state;
    check_tags("", "");
    check_tags(" \n ", "");
    /* a model without a tagger leaves the defaults */
    memcpy(bytes, &head, sizeof(head));
    head.checksum = model_checksum(bytes + MODEL_CHECKED_FROM, 64 - MODEL_CHECKED_FROM);
    memcpy(bytes, &head, sizeof(head));
    model_open(&empty, &program_environment, bytes, 64);
    arena_start(&arena, &program_environment);
    document_start(&document, &arena, "Rain Fell", 9);
    document.model = &empty;
    segment(&document);
    tag(&document);
    assert_int_equal(document.tokens.count, 2);
    assert_int_equal(document.tokens.items[0].upos, UPOS_X);
    assert_string_equal(token_lemma(&document, 1), "fell");
    arena_release(&arena);
}

static void test_words(void **state)
{
    static const char text[] = "Caf\xC3\xA9 caf\xC3\xA9 CAF\xC3\x89 1,204 5,309 mid-May ...";
    Arena arena;
    Document document;
    const Words *words;

    (void)state;
    start_tagged(&document, &arena, text);
    words = words_of(&document);
    assert_int_equal(document.tokens.count, 7);
    assert_int_equal(words->count, 7);
    assert_string_equal(words->types[0].lower, "caf\xC3\xA9");
    assert_string_equal(words->types[2].lower, "caf\xC3\xA9");
    assert_int_equal(words->types[0].word, words->types[1].word);
    assert_int_equal(words->types[3].word, words->types[4].word); /* digits are alike */
    assert_int_equal(words->types[0].shape, SHAPE_FIRST_UPPER | SHAPE_LOWER | SHAPE_FOREIGN);
    assert_int_equal(words->types[2].shape, SHAPE_FIRST_UPPER | SHAPE_INNER_UPPER | SHAPE_ALL_UPPER | SHAPE_FOREIGN);
    assert_int_equal(words->types[3].shape, SHAPE_DIGIT | SHAPE_OTHER);
    assert_int_equal(words->types[6].shape, SHAPE_DOT | SHAPE_NO_LETTER);
    arena_release(&arena);
}

/* Many words, all of them different: sums are kept for some only, and the tags are the same as in a short text. */
static void test_many_words(void **state)
{
    enum { SENTENCES = 6000 };
    char *text = malloc(SENTENCES * 64), *at = text;
    Arena arena;
    Document document;

    (void)state;
    for (int32_t i = 0; i < SENTENCES; i++)
        at += sprintf(at, "The %c%cmen of Q%dx left. ", 'a' + i % 26, 'a' + i / 26 % 26, i);
    start_tagged(&document, &arena, text);
    assert_true(document.sentences.count > SENTENCES / 2);
    for (int32_t i = 1; i < document.tokens.count; i++) {
        assert_in_range(document.tokens.items[i].upos, 0, UPOS_COUNT - 1);
        assert_in_range(document.tokens.items[i].xpos, 0, XPOS_COUNT - 1);
        assert_true(document.tokens.items[i].lemma != NO_STRING);
    }
    arena_release(&arena);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_of_speech), cmocka_unit_test(test_writing), cmocka_unit_test(test_lemmas),
        cmocka_unit_test(test_nothing),         cmocka_unit_test(test_words),   cmocka_unit_test(test_many_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
