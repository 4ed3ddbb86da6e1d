/* test_places.c: the gazetteer, the lists of places, and which place a text means. */
#include "annotation/annotate.h"
#include "annotation/places_gazetteer.h"
#include "knowledge/knowledge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

typedef struct Text {
    Arena arena;
    Document document;
} Text;

/* The stage by itself: sentences and tokens, no tags, no trees, no names but those that a test adds. */
static void start(Text *text, const char *bytes)
{
    arena_start(&text->arena, &program_environment);
    document_start(&text->document, &text->arena, bytes, (int32_t)strlen(bytes));
    clean(&text->document);
    segment(&text->document);
}

/* mark: a name mention of this kind over the first occurrence of some words. */
static void mark(Text *text, const char *words, Kind kind)
{
    Document *document = &text->document;
    int32_t at = (int32_t)(strstr(document->text, words) - document->text), end = at + (int32_t)strlen(words);
    Mention *mention = document_add_mentions(document);

    mention->start = at;
    mention->length = end - at;
    mention->kind = (int32_t)kind;
    mention->level = LEVEL_NAME;
    mention->first_token = mention->last_token = NO_INDEX;
    for (int32_t i = 0; i < document->tokens.count; i++) {
        const Token *token = &document->tokens.items[i];

        if (token->start >= at && token->start + token->length <= end) {
            if (mention->first_token == NO_INDEX)
                mention->first_token = i;
            mention->last_token = i;
            mention->sentence = token->sentence;
        }
    }
    mention->head = mention->last_token;
}

static const Place *place_of(const Text *text, const char *words)
{
    const Document *document = &text->document;
    int32_t at = (int32_t)(strstr(document->text, words) - document->text);

    for (int32_t i = 0; i < document->places.count; i++)
        if (document->places.items[i].start == at)
            return &document->places.items[i];
    return NULL;
}

/* assert_place: the words are that place, within half a degree. */
static void assert_place(const Text *text, const char *words, const char *country, double latitude, double longitude)
{
    const Place *place = place_of(text, words);

    if (place == NULL)
        fail_msg("\"%s\" is no place in: %s", words, text->document.text);
    if (country == NULL)
        assert_int_equal(place->country, NO_STRING);
    else
        assert_string_equal(document_string(&text->document, place->country), country);
    if (abs(place->latitude - (int32_t)(latitude * 1e6)) > 500000 ||
        abs(place->longitude - (int32_t)(longitude * 1e6)) > 500000)
        fail_msg("\"%s\" is at %d %d in: %s", words, place->latitude, place->longitude, text->document.text);
}

static void assert_no_place(const Text *text, const char *words)
{
    if (place_of(text, words) != NULL)
        fail_msg("\"%s\" is a place in: %s", words, text->document.text);
}

static void assert_key(const char *name, const char *expected)
{
    char key[GAZETTEER_KEY];
    int32_t length = gazetteer_key(name, (int32_t)strlen(name), key);

    assert_int_equal(length, (int32_t)strlen(expected));
    if (length > 0)
        assert_string_equal(key, expected);
}

static void keys_fold(void **state)
{
    assert_key("Saint-\xc3\x89tienne", "st etienne");
    assert_key("St. John's", "st johns");
    assert_key("N\xe2\x80\x99"
               "Djamena",
               "ndjamena");
    assert_key("\xc5\x81\xc3\xb3"
               "d\xc5\xba",
               "lodz");
    assert_key("Stra\xc3\x9f"
               "e",
               "strasse");
    assert_key("Washington, D.C.", "washington dc");
    assert_key("  Fort   Worth ", "ft worth");
    assert_key("Saint", "saint");
    assert_key("...", "");
    assert_key("\xd0\x9a\xd0\xb8\xd0\xb5\xd0\xb2", ""); /* no Latin letters */
    assert_key("an exceedingly long name that no town of this world has ever had to bear", "");
    assert_key("\xff\xfe", "");
}

/* Every place is found by its own name: gazetteer.pl and gazetteer_key() fold alike. */
static void every_place_is_found(void **state)
{
    for (int32_t number = 0; number < gazetteer_place_count(); number++) {
        GazetteerPlace place = gazetteer_place(number);
        char key[GAZETTEER_KEY];
        int32_t length = gazetteer_key(place.name, (int32_t)strlen(place.name), key), first, count;
        bool found = false;

        assert_in_range(place.latitude + 90000000, 0, 180000000);
        assert_in_range(place.longitude + 180000000, 0, 360000000);
        assert_true(place.type <= GAZETTEER_COUNTY && place.country_number < gazetteer_country_count());
        assert_true(place.division < gazetteer_division_count());
        if (length == 0 || length > 60)
            continue; /* names longer than any that is looked up */
        count = gazetteer_find(key, length, &first);
        for (int32_t i = first; i < first + count && !found; i++) {
            GazetteerHow how;

            found = gazetteer_posting(i, &how) == number;
        }
        if (!found)
            fail_msg("%s (%s) is not found as \"%s\"", place.name, place.country, key);
    }
}

static void lists_agree(void **state)
{
    for (int32_t row = 0; row < knowledge_countries.rows; row++)
        assert_true(knowledge_find_string(&knowledge_territories, knowledge_cell(&knowledge_countries, row, 1)) >= 0);
    for (int32_t row = 0; row < knowledge_territories.rows; row++) {
        double latitude = strtod(knowledge_cell(&knowledge_territories, row, 3), NULL);
        double longitude = strtod(knowledge_cell(&knowledge_territories, row, 4), NULL);

        assert_true(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180);
    }
    for (int32_t row = 0; row < knowledge_subdivisions.rows; row++) {
        const char *name = knowledge_cell(&knowledge_subdivisions, row, 1);
        char key[GAZETTEER_KEY];
        int32_t first, length = gazetteer_key(name, (int32_t)strlen(name), key);

        if (knowledge_find_string(&knowledge_regions, name) < 0 && gazetteer_find(key, length, &first) == 0 &&
            knowledge_find_string(&knowledge_countries, name) < 0)
            fail_msg("\"%s\" is in no list", name);
    }
}

static void unknown_names_are_not_found(void **state)
{
    int32_t first;

    assert_int_equal(gazetteer_find("xyzzyville", 10, &first), 0);
    assert_int_equal(gazetteer_find("", 0, &first), 0);
    assert_int_equal(gazetteer_country("XXX"), NO_INDEX);
}

static void container_decides(void **state)
{
    Text text;

    start(&text,
          "A fire broke out in Paris, Texas, on Monday. Firemen from Birmingham, Ala., and Cambridge, Mass., helped.");
    find_places(&text.document);
    assert_place(&text, "Paris", "USA", 33.66, -95.56);
    assert_place(&text, "Texas", "USA", 31.25, -99.25);
    assert_place(&text, "Birmingham", "USA", 33.52, -86.80);
    assert_place(&text, "Ala.", "USA", 32.8, -86.8);
    assert_place(&text, "Cambridge", "USA", 42.37, -71.11);
    arena_release(&text.arena);

    start(&text, "Ministers met in Valencia, Venezuela, and then in Valencia, Spain.");
    find_places(&text.document);
    assert_place(&text, "Valencia, Ven", "VEN", 10.16, -68.0);
    assert_place(&text, "Valencia, Spain", "ESP", 39.47, -0.38);
    arena_release(&text.arena);
}

static void other_places_decide(void **state)
{
    Text text;

    start(&text, "Floods closed roads in Newport, Cardiff and Swansea. Wales has seen much rain.");
    find_places(&text.document);
    assert_place(&text, "Newport", "GBR", 51.58, -3.0);
    arena_release(&text.arena);

    start(&text, "Police in Atlanta and Savannah said that Georgia would pay. A man from Athens was held in Macon.");
    find_places(&text.document);
    assert_place(&text, "Georgia", "USA", 32.8, -83.6);
    assert_place(&text, "Athens", "USA", 33.96, -83.38);
    arena_release(&text.arena);

    start(&text,
          "Crowds in Tbilisi and Batumi cheered. Georgia signed the treaty with Armenia and Azerbaijan in Kutaisi.");
    find_places(&text.document);
    assert_place(&text, "Georgia", "GEO", 42, 43.5);
    arena_release(&text.arena);
}

static void size_decides_last(void **state)
{
    Text text;

    start(&text, "The two sides will meet in London next week.");
    find_places(&text.document);
    assert_place(&text, "London", "GBR", 51.51, -0.13);
    arena_release(&text.arena);
}

static void divisions_and_regions(void **state)
{
    Text text;

    start(&text,
          "Deputies in Butler County, Ohio, and Terrebonne Parish searched. Snow fell in Washington state and in "
          "Cork and Kerry counties, in the Sahel and on the Black Sea.");
    find_places(&text.document);
    assert_place(&text, "Butler County", "USA", 39.4, -84.5);
    assert_place(&text, "Terrebonne Parish", "USA", 29.5, -90.7);
    assert_place(&text, "Washington", "USA", 47.5, -120.5);
    assert_place(&text, "Kerry", "IRL", 52.1, -9.6);
    assert_place(&text, "Sahel", NULL, 15, 5);
    assert_place(&text, "Black Sea", NULL, 43, 35);
    arena_release(&text.arena);
}

static void adjectives_are_places(void **state)
{
    Text text;

    start(&text, "Norwegian and Peruvian officials met the Chechen leader.");
    find_places(&text.document);
    assert_place(&text, "Norwegian", "NOR", 62, 10);
    assert_place(&text, "Peruvian", "PER", -10, -75.25);
    assert_place(&text, "Chechen", "RUS", 43.3, 45.7);
    arena_release(&text.arena);
}

static void other_names_are_none(void **state)
{
    Text text;

    start(&text, "Mr. Lincoln lives at 12 Paris Street. Reading is fun in March. The Center opened. Ms. Houston spoke. "
                 "The Oregon "
                 "Trail is long, and Jackson Browne sang.");
    mark(&text, "Jackson Browne", KIND_PERSON);
    find_places(&text.document);
    assert_no_place(&text, "Lincoln");
    assert_no_place(&text, "Paris");
    assert_no_place(&text, "March");
    assert_no_place(&text, "Center");
    assert_no_place(&text, "Houston");
    assert_no_place(&text, "Jackson");
    arena_release(&text.arena);
}

static void mentions_are_evidence(void **state)
{
    Text text;
    const Place *place;

    start(&text, "Madison spoke. Madison has lakes. They went up Mount Doom.");
    mark(&text, "Madison spoke", KIND_PERSON);
    mark(&text, "Madison has", KIND_GPE);
    text.document.mentions.items[0].length = text.document.mentions.items[1].length = 7;
    text.document.mentions.items[0].last_token = text.document.mentions.items[0].first_token;
    text.document.mentions.items[1].last_token = text.document.mentions.items[1].first_token;
    mark(&text, "Mount Doom", KIND_LOC);
    find_places(&text.document);
    assert_no_place(&text, "Madison spoke");
    assert_place(&text, "Madison has", "USA", 43.07, -89.4);
    place = place_of(&text, "Mount Doom"); /* no list has it: named, but without coordinates */
    assert_non_null(place);
    assert_int_equal(place->latitude, NO_COORDINATE);
    assert_int_equal(place->mention, 2);
    arena_release(&text.arena);
}

static void members_of_parliaments_stand_for_places(void **state)
{
    Text text;

    start(&text, "Rep. Jo Ray, D-Toledo, and Sen. Al Moe, R-Ky., agreed. They met near Khan Yunis.");
    mark(&text, "D-Toledo", KIND_PERSON);
    mark(&text, "Khan Yunis", KIND_PERSON);
    find_places(&text.document);
    assert_place(&text, "Toledo", "USA", 41.66, -83.56);
    assert_place(&text, "Ky.", "USA", 37.5, -85);
    assert_place(&text, "Khan Yunis", "PSE", 31.35, 34.3);
    arena_release(&text.arena);
}

static void shouting_is_read(void **state)
{
    Text text;

    start(&text, "UNITED NATIONS - Envoys left NEW YORK for DAMASCUS in SOUTH SUDAN'S plane.");
    find_places(&text.document);
    assert_place(&text, "NEW YORK", "USA", 40.71, -74.0);
    assert_place(&text, "DAMASCUS", "SYR", 33.51, 36.29);
    assert_place(&text, "SOUTH SUDAN", "SSD", 7.5, 30);
    arena_release(&text.arena);
}

/* Two names of many candidates each, again and again: the time stays in proportion to the length. */
static void repetition_is_cheap(void **state)
{
    Text text;
    size_t count = 20000;
    const char *words = "Springfield, Jackson, ";
    char *bytes = malloc(count * strlen(words) + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * strlen(words), words, strlen(words) + 1);
    start(&text, bytes);
    find_places(&text.document);
    assert_true(text.document.places.count <= (int32_t)(2 * count));
    arena_release(&text.arena);
    free(bytes);
}

static void places_are_in_order(void **state)
{
    Text text;

    start(&text, "Ruritania and Norway. Zenda. Oslo, Narnia and Bergen in Hordaland.");
    mark(&text, "Ruritania", KIND_GPE);
    mark(&text, "Zenda", KIND_GPE);
    mark(&text, "Narnia", KIND_LOC);
    find_places(&text.document);
    assert_true(text.document.places.count >= 6);
    for (int32_t i = 1; i < text.document.places.count; i++)
        assert_true(text.document.places.items[i].start >=
                    text.document.places.items[i - 1].start + text.document.places.items[i - 1].length);
    arena_release(&text.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_fold),
        cmocka_unit_test(every_place_is_found),
        cmocka_unit_test(lists_agree),
        cmocka_unit_test(unknown_names_are_not_found),
        cmocka_unit_test(container_decides),
        cmocka_unit_test(other_places_decide),
        cmocka_unit_test(size_decides_last),
        cmocka_unit_test(divisions_and_regions),
        cmocka_unit_test(adjectives_are_places),
        cmocka_unit_test(other_names_are_none),
        cmocka_unit_test(mentions_are_evidence),
        cmocka_unit_test(members_of_parliaments_stand_for_places),
        cmocka_unit_test(shouting_is_read),
        cmocka_unit_test(repetition_is_cheap),
        cmocka_unit_test(places_are_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
