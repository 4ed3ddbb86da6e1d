/*
 * test_clauses.c: the arguments of a predicate as in an active clause, from trees annotated by hand, and that no text
 * and no tree, cyclic ones included, makes the walks hang.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "annotated.h"
#include "annotation/clauses_tree.h"

/* word_at: the token whose form this is. */
static int32_t word_at(const Document *document, const char *form)
{
    for (int32_t t = 0; t < document->tokens.count; t++)
        if (token_is(document, t, form))
            return t;
    fail_msg("no word %s", form);
    return NO_INDEX;
}

/* has: the predicate has an argument with this relation and this word as its head. */
static bool has(const char *spec, const char *predicate, FrameRelation relation, const char *head)
{
    Arena arena;
    Document document;
    Tree tree;
    Frame frame;
    bool found = false;

    annotated(&document, &arena, spec);
    tree_build(&tree, &document, &arena);
    tree_frame(&tree, word_at(&document, predicate), &frame);
    for (int32_t i = 0; i < frame.count; i++)
        found |= frame.arguments[i].relation == relation && token_is(&document, frame.arguments[i].head, head);
    arena_release(&arena);
    return found;
}

static void test_active_and_passive(void **state)
{
    const char *active = "Rebels|NOUN|NNS|2|nsubj|rebel attacked|VERB|VBD|0|root|attack "
                         "villages|NOUN|NNS|2|obj|village .|PUNCT|.|2|punct";
    const char *passive =
        "Villages|NOUN|NNS|3|nsubj:pass|village were|AUX|VBD|3|aux:pass|be attacked|VERB|VBN|0|root|attack "
        "by|ADP|IN|5|case rebels|NOUN|NNS|3|obl:agent|rebel .|PUNCT|.|3|punct";

    assert_true(has(active, "attacked", FRAME_SUBJ, "Rebels"));
    assert_true(has(active, "attacked", FRAME_OBJ, "villages"));
    assert_true(has(passive, "attacked", FRAME_SUBJ, "rebels"));
    assert_true(has(passive, "attacked", FRAME_OBJ, "Villages"));
    assert_false(has(passive, "attacked", FRAME_SUBJ, "Villages"));
}

static void test_headline_without_auxiliary(void **state)
{
    const char *headline = "Five|NUM|CD|2|nsubj held|VERB|VBN|0|root|hold over|ADP|IN|4|case blast|NOUN|NN|2|obl";
    const char *sentence = "Five|NUM|CD|2|nsubj held|VERB|VBN|0|root|hold hands|NOUN|NNS|2|obl|hand .|PUNCT|.|2|punct";

    assert_true(has(headline, "held", FRAME_OBJ, "Five"));
    assert_true(has(sentence, "held", FRAME_SUBJ, "Five"));
}

static void test_control_and_coordination(void **state)
{
    const char *control = "Oslo|PROPN|NNP|2|nsubj urged|VERB|VBD|0|root|urge Lima|PROPN|NNP|2|obj to|PART|TO|5|mark "
                          "act|VERB|VB|2|xcomp .|PUNCT|.|2|punct";
    const char *subject =
        "Oslo|PROPN|NNP|2|nsubj promised|VERB|VBD|0|root|promise Lima|PROPN|NNP|2|obj to|PART|TO|5|mark "
        "act|VERB|VB|2|xcomp .|PUNCT|.|2|punct";
    const char *both =
        "Thieves|NOUN|NNS|2|nsubj|thief came|VERB|VBD|0|root|come and|CCONJ|CC|4|cc stole|VERB|VBD|2|conj|steal "
        "gold|NOUN|NN|4|obj .|PUNCT|.|2|punct";

    assert_true(has(control, "act", FRAME_SUBJ, "Lima"));
    assert_true(has(subject, "act", FRAME_SUBJ, "Oslo"));
    assert_true(has(both, "stole", FRAME_SUBJ, "Thieves"));
}

static void test_relative_clauses(void **state)
{
    const char *subject =
        "Men|NOUN|NNS|0|root|man who|PRON|WP|3|nsubj attacked|VERB|VBD|1|acl:relcl|attack us|PRON|PRP|3|obj|we";
    const char *object = "Towns|NOUN|NNS|0|root|town they|PRON|PRP|3|nsubj attacked|VERB|VBD|1|acl:relcl|attack";
    const char *author = "They|PRON|PRP|2|nsubj sent|VERB|VBD|0|root|send a|DET|DT|4|det letter|NOUN|NN|2|obj "
                         "accusing|VERB|VBG|4|acl|accuse him|PRON|PRP|5|obj|he .|PUNCT|.|2|punct";

    assert_true(has(subject, "attacked", FRAME_SUBJ, "Men"));
    assert_true(has(object, "attacked", FRAME_OBJ, "Towns"));
    assert_true(has(author, "accusing", FRAME_SUBJ, "They"));
}

static void test_nouns_of_happening(void **state)
{
    const char *own = "Oslo|PROPN|NNP|3|nmod:poss 's|PART|POS|1|case annexation|NOUN|NN|0|root of|ADP|IN|5|case "
                      "islands|NOUN|NNS|3|nmod|island";
    const char *light = "Oslo|PROPN|NNP|2|nsubj held|VERB|VBD|0|root|hold talks|NOUN|NNS|2|obj|talk with|ADP|IN|5|case "
                        "Lima|PROPN|NNP|2|obl .|PUNCT|.|2|punct";

    assert_true(has(own, "annexation", FRAME_POSS, "Oslo"));
    assert_true(has(own, "annexation", FRAME_PREP, "islands"));
    assert_true(has(light, "talks", FRAME_SUBJ, "Oslo"));
    assert_true(has(light, "talks", FRAME_PREP, "Lima"));
}

/* clause_of: the clause that find_clauses makes of a word, as "modality, who says so". */
static void test_clauses_layer(void **state)
{
    const char *spec = "Officials|NOUN|NNS|2|nsubj|official said|VERB|VBD|0|root|say rebels|NOUN|NNS|5|nsubj|rebel "
                       "may|AUX|MD|5|aux attack|VERB|VB|2|ccomp .|PUNCT|.|2|punct";
    Arena arena;
    Document document;
    const Clause *attack = NULL;

    annotated(&document, &arena, spec);
    find_clauses(&document);
    assert_int_equal(document.clauses.count, 2);
    attack = &document.clauses.items[1];
    assert_int_equal(attack->modality, MODALITY_POSSIBLE);
    assert_int_equal(attack->parent, 0);
    assert_string_equal(document_string(&document, attack->attributed_to), "Officials");
    assert_int_equal(document.clauses.items[0].modality, MODALITY_ACTUAL);
    assert_int_equal(document.arguments.items[document.arguments.count - 1].clause, 1);
    arena_release(&arena);
}

/* Heads that form a ring come in no parse but may in stored bytes. */
static void test_cycles(void **state)
{
    const char *spec = "a|VERB|VB|1|conj b|VERB|VB|2|conj c|VERB|VB|3|xcomp d|NOUN|NN|1|nmod";
    static const Deprel relations[] = {DEPREL_CONJ, DEPREL_XCOMP, DEPREL_ADVCL, DEPREL_ACL, DEPREL_CCOMP, DEPREL_NMOD};
    Arena arena;
    Document document;

    for (size_t r = 0; r < sizeof(relations) / sizeof(relations[0]); r++) {
        annotated(&document, &arena, spec);
        for (int32_t t = 0; t < 4; t++) {
            document.tokens.items[t].head = (t + 1) % 4;
            document.tokens.items[t].deprel = (int32_t)relations[r];
        }
        find_clauses(&document);
        assert_true(document.clauses.count > 0);
        arena_release(&arena);
    }
}

/* mention_words is for tests of mentions */
static void test_names(void **state)
{
    Arena arena;
    Document document;

    annotated(&document, &arena, "Oslo|PROPN|NNP|2|nsubj||B-GPE slept|VERB|VBD|0|root|sleep");
    assert_string_equal(mention_words(&document, &document.mentions.items[0]), "Oslo");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_active_and_passive),
        cmocka_unit_test(test_headline_without_auxiliary),
        cmocka_unit_test(test_control_and_coordination),
        cmocka_unit_test(test_relative_clauses),
        cmocka_unit_test(test_nouns_of_happening),
        cmocka_unit_test(test_clauses_layer),
        cmocka_unit_test(test_cycles),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
