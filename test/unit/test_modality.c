/* test_modality.c: what a text claims of an event, and who says so, from trees annotated by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "annotated.h"
#include "annotation/modality.h"

/* claimed: the modality of a word of a sentence. */
static const char *claimed(const char *spec, const char *form)
{
    Arena arena;
    Document document;
    Tree tree;
    const char *reason, *name = NULL;

    annotated(&document, &arena, spec);
    tree_build(&tree, &document, &arena);
    for (int32_t t = 0; t < document.tokens.count; t++)
        if (token_is(&document, t, form)) {
            name = modality_names[clause_modality(&tree, t, &reason, &arena)];
            assert_non_null(reason);
        }
    arena_release(&arena);
    assert_non_null(name);
    return name;
}

#define OSLO "Oslo|PROPN|NNP|2|nsubj "
#define STOP " .|PUNCT|.|2|punct"

static void test_auxiliaries(void **state)
{
    assert_string_equal(claimed(OSLO "attacked|VERB|VBD|0|root|attack" STOP, "attacked"), "actual");
    assert_string_equal(claimed("Oslo|PROPN|NNP|3|nsubj will|AUX|MD|3|aux attack|VERB|VB|0|root", "attack"), "planned");
    assert_string_equal(claimed("Oslo|PROPN|NNP|3|nsubj may|AUX|MD|3|aux attack|VERB|VB|0|root", "attack"), "possible");
    assert_string_equal(claimed("Oslo|PROPN|NNP|3|nsubj must|AUX|MD|3|aux attack|VERB|VB|0|root", "attack"),
                        "demanded");
    assert_string_equal(claimed("Oslo|PROPN|NNP|3|nsubj would|AUX|MD|3|aux attack|VERB|VB|0|root", "attack"),
                        "hypothetical");
    assert_string_equal(
        claimed("Oslo|PROPN|NNP|4|nsubj did|AUX|VBD|4|aux|do not|PART|RB|4|advmod attack|VERB|VB|0|root", "attack"),
        "negated");
}

/* governed: "Oslo VERB to attack." */
static const char *governed(const char *form, const char *lemma, bool negative)
{
    char spec[512];

    snprintf(spec, sizeof(spec),
             "Oslo|PROPN|NNP|%d|nsubj %s%s|VERB|VBD|0|root|%s to|PART|TO|%d|mark attack|VERB|VB|%d|xcomp",
             negative ? 3 : 2, negative ? "not|PART|RB|3|advmod " : "", form, lemma, negative ? 5 : 4,
             negative ? 3 : 2);
    return claimed(spec, "attack");
}

static void test_governing_verbs(void **state)
{
    assert_string_equal(governed("plans", "plan", false), "planned");
    assert_string_equal(governed("threatened", "threaten", false), "threatened");
    assert_string_equal(governed("promised", "promise", false), "promised");
    assert_string_equal(governed("demanded", "demand", false), "demanded");
    assert_string_equal(governed("refused", "refuse", false), "negated");
    assert_string_equal(governed("failed", "fail", false), "negated");
    assert_string_equal(governed("plans", "plan", true), "negated");
    assert_string_equal(governed("began", "begin", false), "actual");
    assert_string_equal(claimed(OSLO "denied|VERB|VBD|0|root|deny attacking|VERB|VBG|2|xcomp|attack", "attacking"),
                        "denied");
}

static void test_composition(void **state)
{
    /* Oslo denied that it plans to attack */
    assert_string_equal(
        claimed(OSLO "denied|VERB|VBD|0|root|deny that|SCONJ|IN|5|mark it|PRON|PRP|5|nsubj plans|VERB|VBZ|2|ccomp|plan "
                     "to|PART|TO|7|mark attack|VERB|VB|5|xcomp",
                "attack"),
        "denied");
    /* Oslo did not rule out an attack */
    assert_string_equal(claimed("Oslo|PROPN|NNP|4|nsubj did|AUX|VBD|4|aux|do not|PART|RB|4|advmod rule|VERB|VB|0|root "
                                "out|ADP|RP|4|compound:prt an|DET|DT|7|det attack|NOUN|NN|4|obj",
                                "attack"),
                        "possible");
}

static void test_conditions(void **state)
{
    const char *spec =
        "Oslo|PROPN|NNP|3|nsubj will|AUX|MD|3|aux respond|VERB|VB|0|root if|SCONJ|IN|6|mark Lima|PROPN|NNP|6|nsubj "
        "attacks|VERB|VBZ|3|advcl|attack";

    assert_string_equal(claimed(spec, "attacks"), "hypothetical");
    assert_string_equal(claimed(spec, "respond"), "hypothetical");
    assert_string_equal(
        claimed(
            OSLO
            "asked|VERB|VBD|0|root|ask whether|SCONJ|IN|5|mark Lima|PROPN|NNP|5|nsubj attacked|VERB|VBD|2|ccomp|attack",
            "attacked"),
        "possible");
}

static void test_nouns(void **state)
{
    assert_string_equal(claimed("a|DET|DT|3|det possible|ADJ|JJ|3|amod invasion|NOUN|NN|0|root", "invasion"),
                        "possible");
    assert_string_equal(
        claimed("fears|NOUN|NNS|0|root|fear of|ADP|IN|4|case an|DET|DT|4|det invasion|NOUN|NN|1|nmod", "invasion"),
        "possible");
    assert_string_equal(
        claimed("the|DET|DT|2|det threat|NOUN|NN|0|root of|ADP|IN|4|case sanctions|NOUN|NNS|2|nmod|sanction",
                "sanctions"),
        "threatened");
    assert_string_equal(claimed("no|DET|DT|2|det attack|NOUN|NN|0|root", "attack"), "negated");
    assert_string_equal(
        claimed(OSLO "fears|VERB|VBZ|0|root|fear an|DET|DT|4|det invasion|NOUN|NN|2|obj" STOP, "invasion"), "possible");
    assert_string_equal(
        claimed(OSLO "condemned|VERB|VBD|0|root|condemn the|DET|DT|4|det invasion|NOUN|NN|2|obj" STOP, "invasion"),
        "actual");
    assert_string_equal(claimed("Talks|NOUN|NNS|3|nsubj|talk will|AUX|MD|3|aux begin|VERB|VB|0|root", "Talks"),
                        "planned");
}

/* said_by: who is named for a word. */
static void said_by(const char *spec, const char *form, const char *who)
{
    Arena arena;
    Document document;
    Tree tree;
    ClauseFacts facts;

    annotated(&document, &arena, spec);
    tree_build(&tree, &document, &arena);
    for (int32_t t = 0; t < document.tokens.count; t++)
        if (token_is(&document, t, form)) {
            clause_facts(&tree, t, &facts, &arena);
            if (who == NULL)
                assert_null(facts.attributed_to);
            else {
                assert_non_null(facts.attributed_to);
                assert_string_equal(facts.attributed_to, who);
            }
        }
    arena_release(&arena);
}

static void test_attribution(void **state)
{
    const char *nested =
        "Kyiv|PROPN|NNP|2|nsubj said|VERB|VBD|0|root|say Oslo|PROPN|NNP|4|nsubj told|VERB|VBD|2|ccomp|tell "
        "Lima|PROPN|NNP|4|obj it|PRON|PRP|7|nsubj attacked|VERB|VBD|4|ccomp|attack";

    said_by(nested, "attacked", "Oslo");
    said_by(nested, "told", "Kyiv");
    said_by(nested, "said", NULL);
    said_by("Rebels|NOUN|NNS|2|nsubj|rebel attacked|VERB|VBD|0|root|attack ,|PUNCT|,|5|punct police|NOUN|NN|5|nsubj "
            "said|VERB|VBD|2|parataxis|say",
            "attacked", "police");
    said_by("According|VERB|VBG|3|case|accord to|ADP|IN|1|fixed police|NOUN|NN|5|obl rebels|NOUN|NNS|5|nsubj|rebel "
            "attacked|VERB|VBD|0|root|attack",
            "attacked", "police");
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
        cmocka_unit_test(test_auxiliaries), cmocka_unit_test(test_governing_verbs), cmocka_unit_test(test_composition),
        cmocka_unit_test(test_conditions),  cmocka_unit_test(test_nouns),           cmocka_unit_test(test_attribution),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
