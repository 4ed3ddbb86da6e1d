/* test_parse.c: dependency trees: that they are trees, whatever the text, and right on plain sentences of our own. */
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
#include "annotation/parser.h"
#include "model/action_rows.h"
#include "model/feature_rows.h"

static void start_parsed(Document *document, Arena *arena, const char *text)
{
    arena_start(arena, &program_environment);
    document_start(document, arena, text, (int32_t)strlen(text));
    segment(document);
    tag(document);
    parse(document);
}

/* check_trees: every sentence has one root, every head is in its sentence, no word is above itself. */
static void check_trees(const Document *document)
{
    for (int32_t s = 0; s < document->sentences.count; s++) {
        const Sentence *sentence = &document->sentences.items[s];
        int32_t count = sentence->last_token - sentence->first_token + 1, roots = 0, reached = 0;
        uint8_t *above = calloc((size_t)count, 1); /* 1: on the way up, 2: known to reach the root */

        for (int32_t i = sentence->first_token; i <= sentence->last_token; i++) {
            const Token *token = &document->tokens.items[i];

            roots += token->head == NO_INDEX;
            assert_int_equal(token->head == NO_INDEX, token->deprel == DEPREL_ROOT);
            if (token->head != NO_INDEX)
                assert_in_range(token->head, sentence->first_token, sentence->last_token);
        }
        assert_int_equal(roots, 1);
        for (int32_t i = sentence->first_token; i <= sentence->last_token; i++) {
            int32_t at = i, back;

            while (at != NO_INDEX && above[at - sentence->first_token] == 0) {
                above[at - sentence->first_token] = 1;
                at = document->tokens.items[at].head;
            }
            assert_true(at == NO_INDEX || above[at - sentence->first_token] == 2);
            for (back = i; back != at; back = document->tokens.items[back].head)
                above[back - sentence->first_token] = 2;
            reached++;
        }
        assert_int_equal(reached, count);
        free(above);
    }
}

/* check_arc: the word, the first of that form, has this head and relation; head "" is the root. */
static void check_arcs(const char *text, const char *const arcs[][3])
{
    Arena arena;
    Document document;

    start_parsed(&document, &arena, text);
    check_trees(&document);
    for (; (*arcs)[0] != NULL; arcs++) {
        int32_t i = 0, head;

        while (i < document.tokens.count && !token_is(&document, i, (*arcs)[0]))
            i++;
        assert_true(i < document.tokens.count);
        head = document.tokens.items[i].head;
        if (*(*arcs)[1] == '\0')
            assert_int_equal(head, NO_INDEX);
        else if (head == NO_INDEX || !token_is(&document, head, (*arcs)[1]))
            fail_msg("\"%s\" is not the head of \"%s\" in \"%s\"", (*arcs)[1], (*arcs)[0], text);
        assert_string_equal(deprel_names[document.tokens.items[i].deprel], (*arcs)[2]);
    }
    arena_release(&arena);
}

static void test_plain_sentences(void **state)
{
    static const char *const active[][3] = {
        {"Farmers", "blocked", "nsubj"}, {"blocked", "", "root"},   {"roads", "blocked", "obj"},
        {"in", "Bolivia", "case"},       {".", "blocked", "punct"}, {NULL, NULL, NULL},
    };
    static const char *const passive[][3] = {
        {"mayor", "arrested", "nsubj:pass"},
        {"was", "arrested", "aux:pass"},
        {"police", "arrested", "obl:agent"},
        {"by", "police", "case"},
        {NULL, NULL, NULL},
    };
    static const char *const reported[][3] = {
        {"said", "", "root"},        {"spokesman", "said", "nsubj"},
        {"rise", "said", "ccomp"},   {"prices", "rise", "nsubj"},
        {"would", "rise", "aux"},    {"that", "rise", "mark"},
        {"again", "rise", "advmod"}, {NULL, NULL, NULL},
    };
    static const char *const joined[][3] = {
        {"closed", "", "root"},
        {"and", "reopened", "cc"},
        {"reopened", "closed", "conj"},
        {NULL, NULL, NULL},
    };

    (void)state;
    check_arcs("Farmers blocked several roads in Bolivia.", active);
    check_arcs("The mayor was arrested by police.", passive);
    check_arcs("A spokesman said that prices would rise again.", reported);
    check_arcs("The airport closed and reopened.", joined);
}

static void test_writing(void **state)
{
    static const char *const capitals[][3] = {
        {"PARLIAMENT", "REJECTS", "nsubj"},
        {"REJECTS", "", "root"},
        {"TAX", "REJECTS", "obj"},
        {NULL, NULL, NULL},
    };
    static const char *const no_stop[][3] = {
        {"workers", "demand", "nsubj"},
        {"demand", "", "root"},
        {"wages", "demand", "obj"},
        {NULL, NULL, NULL},
    };

    (void)state;
    check_arcs("PARLIAMENT REJECTS NEW TAX", capitals);
    check_arcs("workers demand higher wages", no_stop);
}

static void test_odd_texts(void **state)
{
    static const char *const texts[] = {
        "",
        "?",
        "Yes",
        "( ( ( ) ) )",
        "- - - - - - - - -",
        "and and and or or",
        "\"",
        "a\n\nb\n\nc\n\n1. 2. 3.",
        "\xE2\x80\x9C\xE2\x80\x9D \xF0\x9F\x98\x80 \xD0\x94\xD0\xB0 \xE4\xBD\xA0\xE5\xA5\xBD",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        Arena arena;
        Document document;

        start_parsed(&document, &arena, texts[i]);
        check_trees(&document);
        arena_release(&arena);
    }
}

/* One sentence of very many words takes time in proportion to its length. */
static void test_long_sentence(void **state)
{
    enum { WORDS = 100000 };
    static const char *const words[] = {"and ", "houses ", "they ", "of ", "saw "};
    char *text = malloc(WORDS * 8), *at = text;
    Arena arena;
    Document document;

    (void)state;
    for (int32_t i = 0; i < WORDS; i++)
        at += sprintf(at, "%s", words[i % 5 * i % 5]);
    arena_start(&arena, &program_environment);
    document_start(&document, &arena, text, (int32_t)(at - text));
    /* not by segment(): it may bound a sentence */
    document_add_sentences(&document)->last_token = WORDS - 1;
    document.sentences.items[0].first_token = 0;
    for (at = text; *at != '\0'; at = strchr(at, ' ') + 1) {
        Token *token = document_add_tokens(&document);

        token->start = (int32_t)(at - text);
        token->length = (int32_t)(strchr(at, ' ') - at);
    }
    tag(&document);
    parse(&document);
    check_trees(&document);
    arena_release(&arena);
    free(text);
}

/* Two words in the stack and one action: the transition system by itself. */
static void test_transitions(void **state)
{
    ParseNode nodes[4];
    int32_t stack[4];
    ParseState parse = {.nodes = nodes, .stack = stack};
    int32_t left = action_of(DEPREL_DET, true), right = action_of(DEPREL_OBJ, false);

    (void)state;
    parse_start(&parse, 3);
    assert_int_equal(parse_allowed(&parse), 1u << ACTION_SHIFT);
    parse_act(&parse, ACTION_SHIFT);
    assert_false(parse_allowed(&parse) >> right & 1);
    parse_act(&parse, left);
    assert_int_equal(nodes[0].head, 1);
    assert_int_equal(nodes[1].left1, 0);
    parse_act(&parse, ACTION_SHIFT);
    parse_act(&parse, ACTION_SHIFT);
    /* only one word may be left for the root */
    assert_int_equal(parse_allowed(&parse) & (1u << ACTION_SHIFT | 1u << left), 0);
    parse_act(&parse, right);
    assert_int_equal(nodes[2].head, 1);
    assert_int_equal(parse_allowed(&parse), 1u << action_of(DEPREL_ROOT, true));
    parse_act(&parse, action_of(DEPREL_ROOT, true));
    assert_true(parse_finished(&parse));
    assert_int_equal(nodes[1].head, 3);
}

/* The same sums by hand as by vectors. */
static void test_action_rows(void **state)
{
    static _Alignas(64) ActionBucket buckets[3];
    static const uint32_t all[2] = {UINT32_MAX, UINT32_MAX};
    ActionRows table = {.filter = {63, all}, .bucket_count = 3, .buckets = buckets};
    uint32_t keys[3] = {0x00010003u, 0xF0010005u, 0x00010007u};
    int16_t scores[ACTION_CLASSES] = {0};

    (void)state;
    for (int32_t k = 0; k < 2; k++) {
        ActionBucket *bucket = &buckets[action_bucket(keys[k], 3)];

        assert_true(bucket != &buckets[0]);
        bucket->marks[2 - k] = action_mark(keys[k]);
        bucket->shifts[2 - k] = (uint8_t)(k * 3);
        for (int32_t i = 0; i < ACTION_CLASSES; i++)
            bucket->weights[2 - k][i] = (int8_t)(i * 7 - 60 - k);
    }
    action_rows_sum(&table, keys, 3, scores);
    for (int32_t i = 0; i < ACTION_CLASSES; i++)
        assert_int_equal(scores[i], (i * 7 - 60) + (i * 7 - 61) * 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_sentences), cmocka_unit_test(test_writing),     cmocka_unit_test(test_odd_texts),
        cmocka_unit_test(test_long_sentence),   cmocka_unit_test(test_transitions), cmocka_unit_test(test_action_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
