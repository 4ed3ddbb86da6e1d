/*
 * test_roles.c: titles, descriptions and what stands for a state. A result is written as its mentions with role and
 * country, in order: "Rosa Quispe foreign minister/CHL".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "annotated.h"

/* Chilean Foreign Minister Rosa Quispe met Kenyan President Daniel Otieno in Lima. */
#define TITLES_BEFORE                                                                                   \
    "Chilean|ADJ|JJ|3|amod|chilean|B-NORP Foreign|ADJ|NNP|3|amod Minister|PROPN|NNP|4|nmod:desc "       \
    "Rosa|PROPN|NNP|6|nsubj||B-PERSON Quispe|PROPN|NNP|4|flat||I-PERSON met|VERB|VBD|0|root|meet "      \
    "Kenyan|PROPN|NNP|8|amod||B-NORP President|PROPN|NNP|9|nmod:desc Daniel|PROPN|NNP|6|obj||B-PERSON " \
    "Otieno|PROPN|NNP|9|flat||I-PERSON in|ADP|IN|12|case Lima|PROPN|NNP|9|nmod||B-GPE .|PUNCT|.|6|punct"

/* Ana Ruiz, the health ministry's spokeswoman, resigned. */
#define TITLE_AFTER                                                                                        \
    "Ana|PROPN|NNP|10|nsubj||B-PERSON Ruiz|PROPN|NNP|1|flat||I-PERSON ,|PUNCT|,|8|punct the|DET|DT|6|det " \
    "health|NOUN|NN|6|compound ministry|PROPN|NNP|8|nmod:poss 's|PART|POS|6|case "                         \
    "spokeswoman|NOUN|NN|1|appos ,|PUNCT|,|1|punct resigned|VERB|VBD|0|root|resign .|PUNCT|.|10|punct"

/* The premier was ill. His spokesman, Tomas Berg, said nothing. */
#define TITLE_COMMA                                                                                   \
    "The|DET|DT|2|det|the premier|NOUN|NN|4|nsubj was|AUX|VBD|4|cop|be ill|ADJ|JJ|0|root "            \
    ".|PUNCT|.|4|punct // His|PRON|PRP$|2|nmod:poss|his spokesman|NOUN|NN|7|nsubj ,|PUNCT|,|4|punct " \
    "Tomas|PROPN|NNP|2|appos||B-PERSON Berg|PROPN|NNP|4|flat||I-PERSON ,|PUNCT|,|2|punct "            \
    "said|VERB|VBD|0|root|say nothing|PRON|NN|7|obj .|PUNCT|.|7|punct"

/* The presidents of Chile and Peru, Ana Ruiz and Luis Soto, met in Quito. */
#define PRESIDENTS                                                                                        \
    "The|DET|DT|2|det|the presidents|NOUN|NNS|14|nsubj|president of|ADP|IN|4|case "                       \
    "Chile|PROPN|NNP|2|nmod||B-GPE and|CCONJ|CC|6|cc Peru|PROPN|NNP|4|conj|peru|B-GPE ,|PUNCT|,|8|punct " \
    "Ana|PROPN|NNP|2|appos||B-PERSON Ruiz|PROPN|NNP|8|flat||I-PERSON and|CCONJ|CC|11|cc "                 \
    "Luis|PROPN|NNP|8|conj||B-PERSON Soto|PROPN|NNP|11|flat||I-PERSON ,|PUNCT|,|2|punct "                 \
    "met|VERB|VBD|0|root|meet in|ADP|IN|16|case Quito|PROPN|NNP|14|obl||B-GPE .|PUNCT|.|14|punct"

/* A senior Japanese official told reporters that Turkish troops had left. */
#define NOMINALS                                                                                     \
    "A|DET|DT|4|det|a senior|ADJ|JJ|4|amod Japanese|ADJ|JJ|4|amod||B-NORP official|NOUN|NN|5|nsubj " \
    "told|VERB|VBD|0|root|tell reporters|NOUN|NNS|5|iobj|reporter that|SCONJ|IN|11|mark "            \
    "Turkish|ADJ|JJ|9|amod||B-NORP troops|NOUN|NNS|11|nsubj had|AUX|VBD|11|aux|have "                \
    "left|VERB|VBN|6|acl|leave .|PUNCT|.|5|punct"

/* Ankara warned Athens on Monday. They met in Ankara. */
#define CAPITALS                                                                                  \
    "Ankara|PROPN|NNP|2|nsubj||B-GPE warned|VERB|VBD|0|root|warn Athens|PROPN|NNP|2|iobj||B-GPE " \
    "on|ADP|IN|5|case Monday|PROPN|NNP|2|obl .|PUNCT|.|2|punct // They|PRON|PRP|2|nsubj|they "    \
    "met|VERB|VBD|0|root|meet in|ADP|IN|4|case Ankara|PROPN|NNP|2|obl||B-GPE .|PUNCT|.|2|punct"

/* The Union of Lake States (ULS) met on Friday. ULS officials left. */
#define ACRONYM                                                                                      \
    "The|DET|DT|2|det|the Union|PROPN|NNP|5|compound||B-ORG of|ADP|IN|4|case||I-ORG "                \
    "Lake|PROPN|NNP|5|nmod||I-ORG States|PROPN|NNP|9|nsubj|states (|PUNCT|-LRB-|7|punct "            \
    "ULS|PROPN|NNP|5|appos||B-ORG )|PUNCT|-RRB-|7|punct met|VERB|VBD|0|root|meet on|ADP|IN|11|case " \
    "Friday|PROPN|NNP|9|obl .|PUNCT|.|9|punct // ULS|PROPN|NNP|2|compound||B-ORG "                   \
    "officials|NOUN|NNS|3|nsubj|official left|VERB|VBD|0|root|leave .|PUNCT|.|3|punct"

/* roles_of: the mentions of a level in one string of the arena. */
static const char *roles_of(Document *document, Level level)
{
    char *out = arena_alloc(document->arena, 10000), *at = out;

    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention *mention = &document->mentions.items[m];
        const char *role = document_string(document, mention->role);
        const char *country = document_string(document, mention->country);

        if (mention->level != (int32_t)level || mention->kind == KIND_MISC)
            continue;
        at += sprintf(at, "%s%s %s/%s", at == out ? "" : "; ", mention_words(document, mention), role ? role : "-",
                      country ? country : "-");
    }
    *at = '\0';
    return out;
}

static void check(const char *spec, Level level, const char *expected)
{
    Arena arena;
    Document document;

    annotated(&document, &arena, spec);
    find_roles(&document);
    assert_string_equal(roles_of(&document, level), expected);
    for (int32_t m = 1; m < document.mentions.count; m++)
        assert_true(document.mentions.items[m - 1].start <= document.mentions.items[m].start);
    arena_release(&arena);
}

static void titles_before_names(void **state)
{
    (void)state;
    check(TITLES_BEFORE, LEVEL_NAME,
          "Chilean -/CHL; Rosa Quispe foreign minister/CHL; Kenyan -/KEN; Daniel Otieno president/KEN; Lima -/PER");
}

static void titles_beside_names(void **state)
{
    (void)state;
    check(TITLE_AFTER, LEVEL_NAME, "Ana Ruiz health ministry spokeswoman/-");
    check(TITLE_COMMA, LEVEL_NAME, "Tomas Berg spokesman/-");
}

static void one_title_for_several_names(void **state)
{
    (void)state;
    check(PRESIDENTS, LEVEL_NAME,
          "Chile -/CHL; Peru -/PER; Ana Ruiz president/CHL; Luis Soto president/PER; Quito -/ECU");
}

/* A name that the finder gave with its title is cut to the bare name, and what it took for no person is made one. */
static void names_lose_their_titles(void **state)
{
    (void)state;
    check("President|PROPN|NNP|2|nmod:desc||B-PERSON Duarte|PROPN|NNP|3|nsubj||I-PERSON left|VERB|VBD|0|root|leave",
          LEVEL_NAME, "Duarte president/-");
    check("Then|ADV|RB|4|advmod Mrs|PROPN|NNP|3|nmod:desc Okafor|PROPN|NNP|4|nsubj||B-GPE left|VERB|VBD|0|root|leave",
          LEVEL_NAME, "Okafor -/-");
}

/* Where the finder took the title itself for a name, its country stays. */
static void titles_are_no_names(void **state)
{
    (void)state;
    check("Then|ADV|RB|6|advmod Kenyan|ADJ|JJ|3|amod||B-PERSON Minister|PROPN|NNP|4|nmod:desc||I-PERSON "
          "Ana|PROPN|NNP|6|nsubj||B-PERSON Ruiz|PROPN|NNP|4|flat||I-PERSON spoke|VERB|VBD|0|root|speak",
          LEVEL_NAME, "Kenyan -/KEN; Ana Ruiz minister/KEN");
}

static void actors_without_a_name(void **state)
{
    (void)state;
    check(NOMINALS, LEVEL_NOMINAL,
          "A senior Japanese official senior official/JPN; reporters reporters/-; Turkish troops troops/TUR");
    check("Russia|PROPN|NNP|4|nmod:poss||B-GPE 's|PART|POS|1|case foreign|ADJ|JJ|4|amod minister|NOUN|NN|5|nsubj "
          "spoke|VERB|VBD|0|root|speak",
          LEVEL_NOMINAL, "Russia 's foreign minister foreign minister/RUS");
    check("The|DET|DT|2|det|the heads|NOUN|NNS|5|nsubj|head of|ADP|IN|4|case state|NOUN|NN|2|nmod "
          "met|VERB|VBD|0|root|meet",
          LEVEL_NOMINAL, "The heads of state heads of state/-");
}

static void pronouns_are_mentions(void **state)
{
    (void)state;
    check(CAPITALS, LEVEL_PRONOUN, "They -/-");
    /* "it rained": no mention */
    check("It|PRON|PRP|2|expl|it rained|VERB|VBD|0|root|rain", LEVEL_PRONOUN, "");
}

static void acronyms_make_names_whole(void **state)
{
    (void)state;
    check(ACRONYM, LEVEL_NAME, "Union of Lake States -/-; ULS -/-; ULS -/-");
}

static void capitals_stand_for_states(void **state)
{
    Arena arena;
    Document document;
    bool stands[8];
    int32_t count = 0;

    (void)state;
    annotated(&document, &arena, CAPITALS);
    for (int32_t m = 0; m < document.mentions.count; m++)
        stands[count++] = stands_for_state(&document, &document.mentions.items[m]);
    assert_int_equal(count, 3);
    assert_true(stands[0]);
    assert_true(stands[1]);
    assert_false(stands[2]);
    arena_release(&arena);
}

static void offices_have_several_words(void **state)
{
    (void)state;
    assert_true(same_office("secretary of state", "head of diplomacy"));
    assert_true(same_office("Kremlin spokesman", "spokeswoman"));
    assert_false(same_office("foreign minister", "finance minister"));
    assert_true(is_ruler("prime minister"));
    assert_false(is_ruler("vice president"));
    assert_false(is_ruler("trade minister"));
}

/* Without a tree and tags the words alone must still do, and nothing may fail. */
static void works_without_a_tree(void **state)
{
    (void)state;
    check("Kenyan|ADJ|JJ|0|dep||B-NORP President|PROPN|NNP|0|dep Daniel|PROPN|NNP|0|dep||B-PERSON "
          "Otieno|PROPN|NNP|0|dep||I-PERSON spoke|VERB|VBD|0|dep",
          LEVEL_NAME, "Kenyan -/KEN; Daniel Otieno president/KEN");
    check(".|PUNCT|.|0|dep", LEVEL_NAME, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_before_names),         cmocka_unit_test(titles_beside_names),
        cmocka_unit_test(one_title_for_several_names), cmocka_unit_test(names_lose_their_titles),
        cmocka_unit_test(titles_are_no_names),         cmocka_unit_test(actors_without_a_name),
        cmocka_unit_test(pronouns_are_mentions),       cmocka_unit_test(acronyms_make_names_whole),
        cmocka_unit_test(capitals_stand_for_states),   cmocka_unit_test(offices_have_several_words),
        cmocka_unit_test(works_without_a_tree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
