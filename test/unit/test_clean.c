/* test_clean.c: what is page furniture and what is story. All texts are made up. */
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

#define LEAD \
    "The port of Montevideo reopened on Monday after dock workers ended a strike that had lasted eleven days.\n\n"
#define BODY                                                                                \
    "The workers' union said its members had accepted an offer of the harbour company.\n\n" \
    "\"We asked for safer cranes and we got them,\" the union's leader, Ana Ferreira, said.\n\n"
#define STORY LEAD BODY

/* cleaned: the furniture as "kind:text", with | between, in a string of the arena. */
static const char *cleaned(Arena *arena, const char *text)
{
    Document document;
    char *out, *at;
    int32_t end = 0;

    arena_start(arena, &program_environment);
    document_start(&document, arena, text, (int32_t)strlen(text));
    clean(&document);
    out = at = arena_alloc(arena, strlen(text) * 2 + 64 * ((size_t)document.furniture.count + 1));
    for (int32_t i = 0; i < document.furniture.count; i++) {
        const Furniture *furniture = &document.furniture.items[i];

        assert_true(furniture->start >= end && furniture->length > 0);
        end = furniture->start + furniture->length;
        assert_true(end <= document.length);
        at += sprintf(at, "%s%s:%.*s", i > 0 ? "|" : "", furniture_names[furniture->kind], furniture->length,
                      text + furniture->start);
    }
    return out;
}

static void expect(const char *text, const char *furniture)
{
    Arena arena;

    assert_string_equal(cleaned(&arena, text), furniture);
    arena_release(&arena);
}

static void test_story_stays(void **state)
{
    (void)state;
    expect(STORY, "");
    expect("Strike ends in port\n\n" STORY "What comes next\n\nShips will sail again on Friday, the company said.", "");
    expect("MONTEVIDEO (Reuters) - " STORY, "");
    expect("Read more books, the minister told the children of the village school on Tuesday.\n\n" STORY, "");
    expect("Comments are closed.", "");
    expect("", "");
    expect("Home\nWorld\nSport", ""); /* a list is all there is: it stays */
    expect(STORY "The terms of the agreement were not made public by either side on Monday.", "");
    expect(STORY "\"Follow us on the road to safer ports,\" she told reporters in the harbour.", "");
    expect(STORY "Share prices of the harbour company rose by 4 per cent after the news.", "");
}

static void test_pleas(void **state)
{
    (void)state;
    expect(STORY "Share this:\n\nFacebook\n\nComments are closed.",
           "share:Share this:|share:Facebook|comments:Comments are closed.");
    expect(STORY "Keep reading! Subscribe to our newsletter and follow us on Twitter, Telegram and Instagram.",
           "subscribe:Keep reading! Subscribe to our newsletter and follow us on Twitter, Telegram and Instagram.");
    expect(LEAD "Read more: Ferry sinks off the coast\n\n" BODY, "related:Read more: Ferry sinks off the coast");
    expect(LEAD "Advertisement\n\n" BODY, "other:Advertisement");
    expect("We use cookies to improve your visit. Accept cookies\n\n" STORY,
           "legal:We use cookies to improve your visit. Accept cookies");
    expect(STORY "\u00a9 2023 Harbour Times. All rights reserved.",
           "legal:\u00a9 2023 Harbour Times. All rights reserved.");
}

static void test_page_head(void **state)
{
    (void)state;
    expect("Tuesday, May 14, 2024\n\nPort reopens after strike\n\n" STORY, "datestamp:Tuesday, May 14, 2024");
    expect("Port reopens after strike\n\nBy Maria Campos and Li Wen, Harbour Times\n\nPublished: 14 May 2024 10:15 "
           "GMT\n\n" STORY,
           "byline:By Maria Campos and Li Wen, Harbour Times|datestamp:Published: 14 May 2024 10:15 GMT");
    expect("Port reopens after strike\n\nPort reopens after strike\n\n" STORY, "repeated:Port reopens after strike");
    expect("HomeAmericas NewsPort of Montevideo reopens after a long...\n\nPort of Montevideo reopens after a long "
           "strike\n\n" STORY,
           "menu:HomeAmericas NewsPort of Montevideo reopens after a long...");
    expect("Home > World > Americas\n\nPort reopens after strike\n\n" STORY, "menu:Home > World > Americas");
    expect("Home\nNews\nWeather\nPort reopens after strike\n\n" STORY, "menu:Home|menu:News|menu:Weather");
    expect(" date 2024-05-14 " STORY, "datestamp:date 2024-05-14");
    expect("Updated 2024-05-14 08:30 " STORY, "datestamp:Updated 2024-05-14 08:30");
}

static void test_more_page_heads(void **state)
{
    (void)state;
    expect("Port reopens after strike\nby Newsroom\n3 years ago\nReading Time: 2 mins read\n0\n" STORY,
           "byline:by Newsroom|datestamp:3 years ago|other:Reading Time: 2 mins read|other:0");
    expect("Port reopens after long strike - Harbour Times\n\nPort reopens after long strike\n\n" STORY,
           "repeated:Port reopens after long strike - Harbour Times");
    expect("May 14, 2024 by admin\n" STORY, "byline:May 14, 2024 by admin");
    expect("14/05/2024 News, World\n\n" STORY, "datestamp:14/05/2024 News, World");
    expect("https://www.example.org/news/123\n\n" STORY, "other:https://www.example.org/news/123");
    expect("image copyrightReuters\n\nimage captionShips wait off the coast\n\n" STORY,
           "caption:image copyrightReuters|caption:image captionShips wait off the coast");
    expect("(AFP)\n\n" STORY, "source:(AFP)");
    expect("Share on FacebookShare on Twitter\n\n" STORY, "share:Share on FacebookShare on Twitter");
}

static void test_page_foot(void **state)
{
    (void)state;
    expect(STORY "\u00a9 dpa-infocom, dpa:230814-99-123456/3", "legal:\u00a9 dpa-infocom, dpa:230814-99-123456/3");
    expect(LEAD "Ships sail again on Friday. Follow us on Facebook and Telegram.",
           "share:Follow us on Facebook and Telegram.");
    expect(LEAD "If you like what you read, support our journalism.\n\n" BODY,
           "subscribe:If you like what you read, support our journalism.");
    expect(LEAD "Ships sail again on Friday.Source link", "source:Source link");
    expect("The port of Montevideo reopened on Monday after a strike that had lasted eleven days. Subscribe to our "
           "newsletter!",
           "subscribe:Subscribe to our newsletter!");
    expect(STORY "Source link", "source:Source link");
    expect(STORY "source site", "source:source site");
    expect(STORY "Most Popular\n\nFerry sinks off the coast\n\nRain floods the old town\n\nRecent Comments",
           "related:Most Popular|related:Ferry sinks off the coast|related:Rain floods the old town|comments:Recent "
           "Comments");
    expect(STORY "Leave a Reply\n\nNice story, I think the cranes are fine.",
           "comments:Leave a Reply|comments:Nice story, I think the cranes are fine.");
    expect(LEAD "Ships sail again on Friday. (Reporting by Maria Campos in Montevideo; Editing by Li Wen)",
           "byline:(Reporting by Maria Campos in Montevideo; Editing by Li Wen)");
    expect(LEAD "Ships sail again on Friday. Source link", "source:Source link");
    expect(STORY "REUTER", "source:REUTER");
    expect(STORY "mc-lw/ab", "byline:mc-lw/ab");
    expect(STORY "* * *", "other:* * *");
}

static void test_captions(void **state)
{
    (void)state;
    expect(LEAD "Photo: Maria Campos\n\n" BODY, "caption:Photo: Maria Campos");
    expect(LEAD "A crane lifts a box in the harbour. Image: Maria Campos.\n\n" BODY, "caption:Image: Maria Campos.");
    expect(LEAD "A crane lifts a box in the harbour. (Photo: AP)\n\n" BODY, "caption:(Photo: AP)");
    expect(LEAD "A crane lifts a box in the harbour. REUTERS/Maria Campos\n\n" BODY, "caption:REUTERS/Maria Campos");
    expect(LEAD "FILE PHOTO: Ships wait off the coast on Sunday. REUTERS/Maria Campos\n\n" BODY,
           "caption:FILE PHOTO: Ships wait off the coast on Sunday. REUTERS/Maria Campos");
}

/* Texts of many small lines, or of one long one, must not take more than linear time. */
static void test_hostile(void **state)
{
    static const char *const units[] = {"a\n",   "a. b\n\n", "Read more: x\n", "Home ",  "a b c d e f g h i.\n",
                                        "...\n", "\"\n",     "Comments\n",     "By A\n", "12 "};

    (void)state;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        size_t unit = strlen(units[i]), count = 300000 / unit;
        char *text = malloc(unit * count + 1);
        clock_t before = clock();
        Arena arena;

        for (size_t n = 0; n < count; n++)
            memcpy(text + n * unit, units[i], unit);
        text[unit * count] = '\0';
        cleaned(&arena, text);
        assert_true((double)(clock() - before) / CLOCKS_PER_SEC < 10);
        arena_release(&arena);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_story_stays),     cmocka_unit_test(test_pleas),     cmocka_unit_test(test_page_head),
        cmocka_unit_test(test_more_page_heads), cmocka_unit_test(test_page_foot), cmocka_unit_test(test_captions),
        cmocka_unit_test(test_hostile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
