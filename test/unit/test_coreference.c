/*
 * test_coreference.c: which mentions speak of the same. A result is written as its entities, each with its name and the
 * words of its mentions: "Joe Marsh: Joe Marsh, Marsh, he".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "annotated.h"

/* Joe Marsh left early. Marsh said he was tired. */
#define SHORT_NAME                                                                                 \
    "Joe|PROPN|NNP|3|nsubj||B-PERSON Marsh|PROPN|NNP|1|flat||I-PERSON left|VERB|VBD|0|root|leave " \
    "early|ADV|RB|3|advmod .|PUNCT|.|3|punct // Marsh|PROPN|NNP|2|nsubj||B-PERSON "                \
    "said|VERB|VBD|0|root|say he|PRON|PRP|5|nsubj was|AUX|VBD|5|cop|be tired|ADJ|JJ|2|ccomp "      \
    ".|PUNCT|.|2|punct"

/* Marta Silva and Pedro Silva own the bank. */
#define TWO_SILVAS                                                                           \
    "Marta|PROPN|NNP|6|nsubj||B-PERSON Silva|PROPN|NNP|1|flat||I-PERSON and|CCONJ|CC|4|cc "  \
    "Pedro|PROPN|NNP|1|conj||B-PERSON Silva|PROPN|NNP|4|flat||I-PERSON own|VERB|VBP|0|root " \
    "the|DET|DT|8|det bank|NOUN|NN|6|obj .|PUNCT|.|6|punct"

/* Kenyan President Daniel Otieno flew home. The Kenyan president was ill. */
#define DESCRIPTION                                                                                      \
    "Kenyan|ADJ|JJ|2|amod|kenyan|B-NORP President|PROPN|NNP|3|nmod:desc "                                \
    "Daniel|PROPN|NNP|5|nsubj||B-PERSON Otieno|PROPN|NNP|3|flat||I-PERSON flew|VERB|VBD|0|root|fly "     \
    "home|ADV|RB|5|advmod .|PUNCT|.|5|punct // The|DET|DT|3|det|the Kenyan|ADJ|JJ|3|amod|kenyan|B-NORP " \
    "president|NOUN|NN|5|nsubj was|AUX|VBD|5|cop|be ill|ADJ|JJ|0|root .|PUNCT|.|5|punct"

/* Chilean President Ana Ruiz and Peruvian President Luis Soto met in Quito. The two leaders signed a treaty. */
#define LEADERS                                                                                             \
    "Chilean|PROPN|NNP|2|amod||B-NORP President|PROPN|NNP|3|nmod:desc Ana|PROPN|NNP|10|nsubj||B-PERSON "    \
    "Ruiz|PROPN|NNP|3|flat||I-PERSON and|CCONJ|CC|7|cc Peruvian|PROPN|NNP|7|amod||B-NORP "                  \
    "President|PROPN|NNP|8|nmod:desc Luis|PROPN|NNP|10|nsubj||B-PERSON Soto|PROPN|NNP|8|flat||I-PERSON "    \
    "met|VERB|VBD|0|root|meet in|ADP|IN|12|case Quito|PROPN|NNP|10|obl||B-GPE .|PUNCT|.|10|punct // "       \
    "The|DET|DT|3|det|the two|NUM|CD|3|nummod leaders|NOUN|NNS|4|nsubj|leader signed|VERB|VBD|0|root|sign " \
    "a|DET|DT|6|det treaty|NOUN|NN|4|obj .|PUNCT|.|4|punct"

/* "I will not resign," said Rosa Quispe. Reporters laughed at her. */
#define SPEAKER                                                                                             \
    "\"|PUNCT|``|5|punct I|PRON|PRP|5|nsubj will|AUX|MD|5|aux not|PART|RB|5|advmod resign|VERB|VB|8|ccomp " \
    ",|PUNCT|,|5|punct \"|PUNCT|''|5|punct said|VERB|VBD|0|root|say Rosa|PROPN|NNP|10|compound||B-PERSON "  \
    "Quispe|PROPN|NNP|8|nsubj||I-PERSON .|PUNCT|.|8|punct // Reporters|NOUN|NNS|2|nsubj|reporter "          \
    "laughed|VERB|VBD|0|root|laugh at|ADP|IN|4|case her|PRON|PRP|2|obl|she .|PUNCT|.|2|punct"

/* Japan sent ships. Tokyo warned its neighbours. The Japanese navy waited in Tokyo. */
#define STATE                                                                                               \
    "Japan|PROPN|NNP|2|nsubj||B-GPE sent|VERB|VBD|0|root|send ships|NOUN|NNS|2|obj|ship .|PUNCT|.|2|punct " \
    "// Tokyo|PROPN|NNP|2|nsubj||B-GPE warned|VERB|VBD|0|root|warn its|PRON|PRP$|4|nmod:poss "              \
    "neighbours|NOUN|NNS|2|obj|neighbour .|PUNCT|.|2|punct // The|DET|DT|3|det|the "                        \
    "Japanese|ADJ|JJ|3|amod||B-NORP navy|NOUN|NN|4|nsubj waited|VERB|VBD|0|root|wait in|ADP|IN|6|case "     \
    "Tokyo|PROPN|NNP|4|obl||B-GPE .|PUNCT|.|4|punct"

/* The minister, Rosa Quispe, and her Kenyan counterpart Daniel Otieno spoke. */
#define COUNTERPART                                                                                         \
    "The|DET|DT|2|det|the minister|NOUN|NN|13|nsubj ,|PUNCT|,|5|punct Rosa|PROPN|NNP|5|compound||B-PERSON " \
    "Quispe|PROPN|NNP|2|appos||I-PERSON ,|PUNCT|,|13|punct and|CCONJ|CC|13|cc her|PRON|PRP$|10|nmod:poss "  \
    "Kenyan|ADJ|JJ|10|amod|kenyan|B-NORP counterpart|NOUN|NN|13|nsubj Daniel|PROPN|NNP|10|appos||B-PERSON " \
    "Otieno|PROPN|NNP|11|flat||I-PERSON spoke|VERB|VBD|0|root|speak .|PUNCT|.|13|punct"

/* The treaty is old. Norway signed it. */
#define THING                                                                                              \
    "The|DET|DT|2|det|the treaty|NOUN|NN|4|nsubj is|AUX|VBZ|4|cop|be old|ADJ|JJ|0|root .|PUNCT|.|4|punct " \
    "// Norway|PROPN|NNP|2|nsubj||B-GPE signed|VERB|VBD|0|root|sign it|PRON|PRP|2|obj .|PUNCT|.|2|punct"

/* Kenyan President Daniel Otieno spoke. His spokesman left. */
#define POSSESSION                                                                                        \
    "Kenyan|PROPN|NNP|2|amod||B-NORP President|PROPN|NNP|3|nmod:desc Daniel|PROPN|NNP|5|nsubj||B-PERSON " \
    "Otieno|PROPN|NNP|3|flat||I-PERSON spoke|VERB|VBD|0|root|speak .|PUNCT|.|5|punct // "                 \
    "His|PRON|PRP$|2|nmod:poss|his spokesman|NOUN|NN|3|nsubj left|VERB|VBD|0|root|leave .|PUNCT|.|3|punct"

/* The Union of Lake States (ULS) met on Friday. ULS officials left. */
#define ACRONYM                                                                                      \
    "The|DET|DT|2|det|the Union|PROPN|NNP|5|compound||B-ORG of|ADP|IN|4|case||I-ORG "                \
    "Lake|PROPN|NNP|5|nmod||I-ORG States|PROPN|NNP|9|nsubj|states (|PUNCT|-LRB-|7|punct "            \
    "ULS|PROPN|NNP|5|appos||B-ORG )|PUNCT|-RRB-|7|punct met|VERB|VBD|0|root|meet on|ADP|IN|11|case " \
    "Friday|PROPN|NNP|9|obl .|PUNCT|.|9|punct // ULS|PROPN|NNP|2|compound||B-ORG "                   \
    "officials|NOUN|NNS|3|nsubj|official left|VERB|VBD|0|root|leave .|PUNCT|.|3|punct"

/* entities_of: the entities in one string of the arena. */
static const char *entities_of(Document *document)
{
    char *out = arena_alloc(document->arena, 10000), *at = out;

    for (int32_t e = 0; e < document->entities.count; e++) {
        const char *name = document_string(document, document->entities.items[e].name), *between = ": ";

        at += sprintf(at, "%s%s", e == 0 ? "" : "; ", name == NULL ? "-" : name);
        for (int32_t m = 0; m < document->mentions.count; m++)
            if (document->mentions.items[m].entity == e) {
                at += sprintf(at, "%s%s", between, mention_words(document, &document->mentions.items[m]));
                between = ", ";
            }
    }
    *at = '\0';
    return out;
}

static void resolve(Document *document, Arena *arena, const char *spec)
{
    annotated(document, arena, spec);
    find_roles(document);
    resolve_coreference(document);
}

static void check(const char *spec, const char *expected)
{
    Arena arena;
    Document document;

    resolve(&document, &arena, spec);
    assert_string_equal(entities_of(&document), expected);
    arena_release(&arena);
}

static void short_names_and_pronouns(void **state)
{
    (void)state;
    check(SHORT_NAME, "Joe Marsh: Joe Marsh, Marsh, he");
}

static void namesakes_stay_two(void **state)
{
    (void)state;
    check(TWO_SILVAS, "Marta Silva: Marta Silva; Pedro Silva: Pedro Silva; the bank: the bank");
    check("John|PROPN|NNP|4|nsubj||B-PERSON Hale|PROPN|NNP|1|flat||I-PERSON Sr.|PROPN|NNP|1|flat||I-PERSON "
          "met|VERB|VBD|0|root|meet John|PROPN|NNP|4|obj||B-PERSON Hale|PROPN|NNP|5|flat||I-PERSON "
          "Jr.|PROPN|NNP|5|flat||I-PERSON",
          "John Hale Sr.: John Hale Sr.; John Hale Jr.: John Hale Jr.");
}

static void spellings_are_one(void **state)
{
    (void)state;
    check("Serhij|PROPN|NNP|3|nsubj||B-PERSON Horenko|PROPN|NNP|1|flat||I-PERSON spoke|VERB|VBD|0|root|speak // "
          "Serhiy|PROPN|NNP|3|nsubj||B-PERSON Gorenko|PROPN|NNP|1|flat||I-PERSON left|VERB|VBD|0|root|leave",
          "Serhij Horenko: Serhij Horenko, Serhiy Gorenko");
}

static void descriptions_mean_who_holds_the_office(void **state)
{
    (void)state;
    check(DESCRIPTION, "Kenya: Kenyan, Kenyan; Daniel Otieno: Daniel Otieno, The Kenyan president");
}

static void two_leaders_are_a_pair(void **state)
{
    Arena arena;
    Document document;
    const Entity *pair;

    (void)state;
    resolve(&document, &arena, LEADERS);
    pair = &document.entities.items[document.entities.count - 1];
    assert_string_equal(document_string(&document, pair->name), "Ana Ruiz and Luis Soto");
    assert_true(pair->plural);
    arena_release(&arena);
}

static void who_speaks_is_i(void **state)
{
    (void)state;
    check(SPEAKER, "Rosa Quispe: I, Rosa Quispe, her; Reporters: Reporters");
}

static void a_state_has_many_names(void **state)
{
    (void)state;
    check(STATE,
          "Japan: Japan, Tokyo, its, Japanese; its neighbours: its neighbours; The Japanese navy: The Japanese navy; "
          "Tokyo: Tokyo");
}

static void a_counterpart_has_the_same_office(void **state)
{
    Arena arena;
    Document document;
    const Entity *entity = NULL;

    (void)state;
    resolve(&document, &arena, COUNTERPART);
    for (int32_t e = 0; e < document.entities.count; e++)
        if (strcmp(document_string(&document, document.entities.items[e].name), "Daniel Otieno") == 0)
            entity = &document.entities.items[e];
    assert_non_null(entity);
    assert_string_equal(document_string(&document, entity->role), "minister");
    assert_string_equal(document_string(&document, entity->country), "KEN");
    arena_release(&arena);
}

static void a_spokesman_has_his_masters_country(void **state)
{
    Arena arena;
    Document document;

    (void)state;
    resolve(&document, &arena, POSSESSION);
    assert_string_equal(entities_of(&document),
                        "Kenya: Kenyan; Daniel Otieno: Daniel Otieno, His; His spokesman: His spokesman");
    assert_string_equal(document_string(&document, document.entities.items[2].country), "KEN");
    arena_release(&arena);
}

/* What no one speaks of again is no mention. */
static void things_are_kept_where_spoken_of_again(void **state)
{
    (void)state;
    check(THING, "The treaty: The treaty, it; Norway: Norway");
    check("The|DET|DT|2|det|the treaty|NOUN|NN|4|nsubj is|AUX|VBZ|4|cop|be old|ADJ|JJ|0|root", "");
}

static void an_acronym_is_its_name(void **state)
{
    (void)state;
    check(ACRONYM, "Union of Lake States: Union of Lake States, ULS, ULS; ULS officials: ULS officials");
}

static void known_organizations_go_by_one_name(void **state)
{
    (void)state;
    check("NATO|PROPN|NNP|2|nsubj||B-ORG spoke|VERB|VBD|0|root|speak // The|DET|DT|4|det|the "
          "North|PROPN|NNP|4|compound||B-LOC Atlantic|PROPN|NNP|4|compound||I-LOC Alliance|PROPN|NNP|5|nsubj "
          "met|VERB|VBD|0|root|meet",
          "NATO: NATO, North Atlantic Alliance");
}

static void bare_words_mean_the_last_of_their_kind(void **state)
{
    (void)state;
    check("Norway|PROPN|NNP|2|nsubj||B-GPE voted|VERB|VBD|0|root|vote // The|DET|DT|2|det|the "
          "country|NOUN|NN|3|nsubj waited|VERB|VBD|0|root|wait",
          "Norway: Norway, The country");
    check("One|NUM|CD|5|nsubj|one of|ADP|IN|4|case the|DET|DT|4|det officials|NOUN|NNS|1|nmod|official "
          "spoke|VERB|VBD|0|root|speak // The|DET|DT|2|det|the man|NOUN|NN|3|nsubj left|VERB|VBD|0|root|leave",
          "One of the officials: One of the officials, The man; the officials: the officials");
}

/* "the union leader" is not the prime minister, and two named persons never become one by what they are called. */
static void offices_of_other_bodies_stay_apart(void **state)
{
    (void)state;
    check("Prime|ADJ|NNP|2|amod Minister|PROPN|NNP|3|nmod:desc Ruiz|PROPN|NNP|4|nsubj||B-PERSON "
          "left|VERB|VBD|0|root|leave // The|DET|DT|3|det|the union|NOUN|NN|3|compound leader|NOUN|NN|4|nsubj "
          "spoke|VERB|VBD|0|root|speak",
          "Ruiz: Ruiz; The union leader: The union leader");
}

/* A hundred thousand names, all alike in sound, must not take the square of the time. */
static void many_names_take_linear_time(void **state)
{
    enum { NAMES = 100000 };
    Arena arena;
    Document document;
    char *text;
    clock_t before = clock();

    (void)state;
    arena_start(&arena, &program_environment);
    text = arena_alloc(&arena, NAMES * 16);
    document_start(&document, &arena, text, 0);
    for (int32_t n = 0; n < NAMES; n++) {
        Sentence *sentence = document_add_sentences(&document);
        Mention *mention = document_add_mentions(&document);
        int32_t first = document.tokens.count, start = document.length;

        document.length +=
            sprintf(text + document.length, "A%c%c Silva%c ", 'a' + n % 26, 'a' + n / 26 % 26, 'a' + n % 5);
        for (int32_t t = 0; t < 2; t++) {
            Token *token = document_add_tokens(&document);

            token->sentence = n;
            token->start = start + 4 * t;
            token->length = t == 0 ? 3 : 6;
            token->upos = UPOS_PROPN;
            token->xpos = XPOS_NNP;
        }
        sentence->start = mention->start = start;
        sentence->length = mention->length = 10;
        sentence->first_token = mention->first_token = first;
        sentence->last_token = mention->last_token = mention->head = first + 1;
        mention->sentence = n;
        mention->kind = KIND_PERSON;
        mention->level = LEVEL_NAME;
    }
    find_roles(&document);
    resolve_coreference(&document);
    assert_true(document.entities.count > 100);
    assert_true((clock() - before) / CLOCKS_PER_SEC < 60); /* the square would take hours under the sanitizers */
    arena_release(&arena);
}

static void nothing_gives_nothing(void **state)
{
    Arena arena;
    Document document;

    (void)state;
    arena_start(&arena, &program_environment);
    document_start(&document, &arena, "", 0);
    find_roles(&document);
    resolve_coreference(&document);
    assert_int_equal(document.entities.count, 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_names_and_pronouns),
        cmocka_unit_test(namesakes_stay_two),
        cmocka_unit_test(spellings_are_one),
        cmocka_unit_test(descriptions_mean_who_holds_the_office),
        cmocka_unit_test(two_leaders_are_a_pair),
        cmocka_unit_test(who_speaks_is_i),
        cmocka_unit_test(a_state_has_many_names),
        cmocka_unit_test(a_counterpart_has_the_same_office),
        cmocka_unit_test(a_spokesman_has_his_masters_country),
        cmocka_unit_test(things_are_kept_where_spoken_of_again),
        cmocka_unit_test(an_acronym_is_its_name),
        cmocka_unit_test(known_organizations_go_by_one_name),
        cmocka_unit_test(bare_words_mean_the_last_of_their_kind),
        cmocka_unit_test(offices_of_other_bodies_stay_apart),
        cmocka_unit_test(many_names_take_linear_time),
        cmocka_unit_test(nothing_gives_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
