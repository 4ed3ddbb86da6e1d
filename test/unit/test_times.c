/*
 * test_times.c: time expressions. test/data/times.tsv has expressions annotated by hand, with floors: 95 % of the
 * intervals and of the values right. Beside it the calendar, the zones, what is no time, and long texts.
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
#include "annotation/time_calendar.h"
#include "annotation/time_grammar.h"
#include "annotation/time_zones.h"
#include "model/model.h"

#define FLOOR 95 /* percent */
#define LONGEST_LINE 1024

/* find: a document with its times; only the stages that times are read from. */
static void find(Document *document, Arena *arena, const char *text, Moment published, const char *zone)
{
    arena_start(arena, &program_environment);
    document_start(document, arena, text, (int32_t)strlen(text));
    document->published = published;
    document->zone = zone;
    document->model = model_embedded();
    segment(document);
    tag(document);
    parse(document);
    find_names(document);
    find_roles(document);
    find_times(document);
}

static Moment moment(int32_t year, int32_t month, int32_t day, int32_t hour, int32_t minute)
{
    return ((int64_t)calendar_day(year, month, day) * 86400 + hour * 3600 + minute * 60) * 1000000;
}

/* moment_read: "2021-12-30T09:00:00Z", or "-" for none. */
static Moment moment_read(const char *text)
{
    int year, month, day, hour, minute, second;

    if (strcmp(text, "-") == 0)
        return NO_TIME;
    assert_int_equal(sscanf(text, "%d-%d-%dT%d:%d:%dZ", &year, &month, &day, &hour, &minute, &second), 6);
    return moment(year, month, day, hour, minute) + (Moment)second * 1000000;
}

/* show_moment: as moment_read reads it. */
static const char *show_moment(Moment at, char *out)
{
    int32_t year, month, day, seconds, days;

    if (at == NO_TIME)
        return "-";
    at /= 1000000;
    days = (int32_t)(at >= 0 ? at / 86400 : (at - 86399) / 86400);
    seconds = (int32_t)(at - (int64_t)days * 86400);
    calendar_date(days, &year, &month, &day);
    sprintf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, seconds / 3600, seconds / 60 % 60, seconds % 60);
    return out;
}

/* One row of the data. */
typedef struct Row {
    char *cells[7];
    char text[LONGEST_LINE];
    int32_t start, length;
} Row;

static bool row_read(char *line, Row *row)
{
    char *open, *close;

    if (line[0] == '#' || strncmp(line, "published", 9) == 0)
        return false;
    line[strcspn(line, "\n")] = '\0';
    for (int i = 0; i < 7; i++) {
        row->cells[i] = line;
        line += strcspn(line, "\t");
        if (*line == '\t')
            *line++ = '\0';
    }
    open = strstr(row->cells[2], "[[");
    close = strstr(row->cells[2], "]]");
    assert_non_null(open);
    assert_non_null(close);
    row->start = (int32_t)(open - row->cells[2]);
    row->length = (int32_t)(close - open) - 2;
    sprintf(row->text, "%.*s%.*s%s", row->start, row->cells[2], row->length, open + 2, close + 2);
    return true;
}

static void annotated_expressions(void **state)
{
    FILE *in = fopen("test/data/times.tsv", "r");
    char line[LONGEST_LINE], a[32], b[32];
    int rows = 0, extents = 0, values = 0, intervals = 0;

    (void)state;
    assert_non_null(in);
    while (fgets(line, sizeof(line), in) != NULL) {
        Arena arena;
        Document document;
        Row row;
        const Timex *found = NULL;
        bool value, interval;

        if (!row_read(line, &row))
            continue;
        rows++;
        find(&document, &arena, row.text, moment_read(row.cells[0]), row.cells[1]);
        for (int32_t i = 0; i < document.timexes.count; i++) {
            const Timex *t = &document.timexes.items[i];

            if (t->start < row.start + row.length && t->start + t->length > row.start &&
                (found == NULL || t->start == row.start))
                found = t;
        }
        value = found != NULL && strcmp(document_string(&document, found->value), row.cells[4]) == 0 &&
                strcmp(timex_type_names[found->type], row.cells[3]) == 0;
        interval =
            found != NULL && found->starts == moment_read(row.cells[5]) && found->ends == moment_read(row.cells[6]);
        extents += found != NULL && found->start == row.start && found->length == row.length;
        values += value;
        intervals += interval;
        if (!value || !interval || found->start != row.start || found->length != row.length)
            print_message("# %s: '%.*s' %s %s to %s\n", row.cells[2], found == NULL ? 0 : found->length,
                          found == NULL ? "" : row.text + found->start,
                          found == NULL ? "nothing" : document_string(&document, found->value),
                          found == NULL ? "-" : show_moment(found->starts, a),
                          found == NULL ? "-" : show_moment(found->ends, b));
        arena_release(&arena);
    }
    fclose(in);
    print_message("# of %d expressions: extent %d, type and value %d, interval %d\n", rows, extents, values, intervals);
    assert_true(rows >= 150);
    assert_true(extents * 100 >= rows * FLOOR);
    assert_true(values * 100 >= rows * FLOOR);
    assert_true(intervals * 100 >= rows * FLOOR);
}

static void calendar(void **state)
{
    int32_t year, month, day;
    char value[PERIOD_VALUE];

    (void)state;
    assert_int_equal(calendar_day(1970, 1, 1), 0);
    assert_int_equal(calendar_day(2000, 3, 1), 11017);
    assert_int_equal(calendar_day(2023, 2, 29), NO_DAY);
    assert_int_equal(calendar_day(0, 1, 1), NO_DAY);
    assert_int_equal(calendar_day(10000, 1, 1), NO_DAY);
    for (int32_t d = calendar_day(1, 1, 1); d <= calendar_day(9999, 12, 31); d += 97) {
        calendar_date(d, &year, &month, &day);
        assert_int_equal(calendar_day(year, month, day), d);
    }
    assert_int_equal(calendar_weekday(calendar_day(2021, 12, 30)), 4);
    assert_int_equal(calendar_weekday(calendar_day(1, 1, 1)), 1);
    assert_int_equal(calendar_easter(1818), calendar_day(1818, 3, 22));
    assert_int_equal(calendar_easter(1943), calendar_day(1943, 4, 25));
    assert_int_equal(calendar_easter(2024), calendar_day(2024, 3, 31));
    assert_int_equal(calendar_nth_weekday(2021, 11, 4, 4), calendar_day(2021, 11, 25));
    assert_int_equal(calendar_nth_weekday(2021, 5, 1, -1), calendar_day(2021, 5, 31));
    assert_int_equal(calendar_nth_weekday(2021, 2, 1, 5), NO_DAY);
    period_value(period_of(calendar_day(2021, 1, 3), GRAIN_WEEK), value);
    assert_string_equal(value, "2020-W53");
    period_value(period_of(calendar_day(2022, 1, 15), GRAIN_SEASON), value);
    assert_string_equal(value, "2021-WI");
    assert_int_equal(period_shift((Period){GRAIN_YEAR, calendar_day(9999, 1, 1)}, 1).grain, GRAIN_NONE);
    assert_int_equal(period_shift((Period){GRAIN_YEAR, calendar_day(2000, 1, 1)}, INT32_MAX).grain, GRAIN_NONE);
    assert_int_equal(period_end(period_of(calendar_day(9999, 12, 31), GRAIN_CENTURY)), calendar_day(9999, 12, 31) + 1);
}

static void zones_keep_daylight_saving(void **state)
{
    ZoneClock clock = {.count = 0};
    int64_t noon = (int64_t)calendar_day(2022, 7, 1) * 86400 + 43200;

    (void)state;
    assert_true(zone_is_known("Europe/Berlin"));
    assert_false(zone_is_known("Europe/Atlantis"));
    assert_false(zone_is_known("a name that is far too long to be the name of any zone of this world"));
    assert_int_equal(zone_offset(&clock, "Europe/Berlin", noon), 7200);
    assert_int_equal(zone_offset(&clock, "Europe/Berlin", noon - 180 * 86400), 3600);
    assert_int_equal(zone_offset(&clock, "Asia/Kathmandu", noon), 20700);
    /* the hour that the clocks skip, and the hour that they have twice */
    assert_int_equal(zone_to_instant(&clock, "Europe/Berlin", (int64_t)calendar_day(2022, 3, 27) * 86400 + 9000),
                     (int64_t)calendar_day(2022, 3, 27) * 86400 + 5400);
    assert_int_equal(zone_to_instant(&clock, "Europe/Berlin", (int64_t)calendar_day(2022, 10, 30) * 86400 + 9000),
                     (int64_t)calendar_day(2022, 10, 30) * 86400 + 1800);
    for (int32_t i = 0; i < 200; i++) /* more spans than are kept */
        (void)zone_offset(&clock, i % 2 ? "Europe/Berlin" : "America/New_York", noon - (int64_t)i * 100 * 86400);
    assert_int_equal(zone_offset(&clock, "Europe/Berlin", noon), 7200);
}

static void what_is_no_time(void **state)
{
    static const char *const texts[] = {
        "Nobody came on 30 February.",
        "Nobody came on February 30, 2021.",
        "The code is 2021-02-30 and 2021-13-01.",
        "Nobody came at 25:10 or at 12:75.",
        "Caesar died on March 15, 44 BC and was mourned.",
        "In 300 BC the town was a village.",
        "It was dated 5 May 0000 by mistake.",
        "He may march on, as the sun may set and jan may come.",
        "May said that she would go.",
        "The novel is by April Jones.",
        "It cost $1999 and weighed 2014 pounds.",
        "The boy is a 6-year-old.",
        "They sat on the 30th floor.",
        "Version 10.12.14.2001 of the 1.2.3.4 protocol.",
        "The team won 3:30 and lost 2:1.",
        "A quarter of the land and three-quarters of the sea.",
        "99999999999999999999 and 99999999999999999999th and 12345678901234567890s.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        Arena arena;
        Document document;

        find(&document, &arena, texts[i], moment(2021, 12, 30, 9, 0), "UTC");
        if (document.timexes.count > 0)
            print_message("# %s: '%.*s'\n", texts[i], document.timexes.items[0].length,
                          texts[i] + document.timexes.items[0].start);
        assert_int_equal(document.timexes.count, 0);
        arena_release(&arena);
    }
}

static void the_same_instant_in_three_zones(void **state)
{
    Arena arena;
    Document document;

    (void)state;
    find(&document, &arena, "The pact ends at 6 pm Eastern Time (2300 GMT, 8 am Tokyo time) on January 5.",
         moment(2021, 12, 30, 9, 0), "Europe/Madrid");
    assert_int_equal(document.timexes.count, 4);
    for (int32_t i = 1; i < 3; i++) {
        assert_int_equal(document.timexes.items[i].starts, document.timexes.items[0].starts);
        assert_int_equal(document.timexes.items[i].ends, document.timexes.items[0].ends);
    }
    arena_release(&arena);
}

static void publication_is_inferred(void **state)
{
    static const struct {
        const char *text, *reason;
        int32_t year, month, day; /* year 0: none */
    } cases[] = {
        {"QUITO, 4 May 2018 - The mine was shut on Wednesday.", "the text opens with a full date", 2018, 5, 4},
        {"The mine was shut on Friday (4 May). It was opened in 2016.",
         "a weekday and a date that fall together in one year", 2018, 5, 4},
        {"The mine is shut. One worker left in June 1998. The owner said today, 4 May 2018, that it was flooded.",
         "the text says which day today is", 2018, 5, 4},
        {"On Friday, 4 May 2018, the mine was shut.", "the text opens with a full date", 2018, 5, 4},
        {"The mine was shut on Friday.", NULL, 0, 0, 0},
        {"The singer was born on 4 May 1918. He died on a Friday.", NULL, 0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        Arena arena;
        Document document;

        find(&document, &arena, cases[i].text, NO_TIME, "UTC");
        if (cases[i].year == 0) {
            assert_true(document.published_inferred == NO_TIME);
        } else {
            assert_true(document.published_inferred == moment(cases[i].year, cases[i].month, cases[i].day, 0, 0));
            assert_string_equal(document_string(&document, document.published_reason), cases[i].reason);
        }
        arena_release(&arena);
    }
    /* what is given is not inferred */
    {
        Arena arena;
        Document document;

        find(&document, &arena, cases[0].text, moment(2020, 1, 1, 0, 0), "UTC");
        assert_true(document.published_inferred == NO_TIME);
        arena_release(&arena);
    }
}

/* time_of: seconds that find_times takes for a text of repeated pieces. */
static double time_of(const char *piece, int32_t count)
{
    size_t length = strlen(piece);
    char *text = malloc(length * (size_t)count + 1);
    Arena arena;
    Document document;
    clock_t started;
    double seconds;

    for (int32_t i = 0; i < count; i++)
        memcpy(text + length * (size_t)i, piece, length + 1);
    arena_start(&arena, &program_environment);
    document_start(&document, &arena, text, (int32_t)(length * (size_t)count));
    document.published = moment(2021, 12, 30, 9, 0);
    segment(&document);
    started = clock();
    find_times(&document);
    seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
    arena_release(&arena);
    free(text);
    return seconds;
}

static void time_grows_with_the_text_only(void **state)
{
    static const char *const pieces[] = {"the ",
                                         "the first half of the ",
                                         "twenty ",
                                         "1 ",
                                         "12/",
                                         "- ",
                                         "in the past two years ",
                                         "( ",
                                         "may ",
                                         "from 10 to 12 ",
                                         "nine hundred ",
                                         "last last ",
                                         "1.1.1.1 ",
                                         "10:10:",
                                         "every other ",
                                         "5 pm GMT ",
                                         "5 pm local time ",
                                         "Monday to ",
                                         "two days before "};

    (void)state;
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        double small = time_of(pieces[i], 2000), large = time_of(pieces[i], 40000);

        if (large > 60 * (small + 0.01))
            print_message("# '%s': %f and %f seconds\n", pieces[i], small, large);
        assert_true(large <= 60 * (small + 0.01));
    }
}

/* random_text: words of the grammar and numbers in any order; the same for the same state of the generator. */
static void random_text(uint32_t *random, char *text, int32_t room)
{
    static const char *const others[] = {"12", "30th", "1999", "2021-02-30", "25:10", "0",    "3:30",    "(",
                                         ")",  ",",    "-",    "'80s",       "1/2",   "9999", "2014-16", "2.50",
                                         "1",  "0001", "BC",   "31",         ".",     "5pm"};
    int32_t length = 0;

    while (length < room - 80) {
        const char *word;
        int32_t count;

        *random = *random * 1664525u + 1013904223u;
        if ((*random >> 16) % 3 == 0) {
            word = others[(*random >> 18) % (sizeof(others) / sizeof(others[0]))];
            count = (int32_t)strlen(word);
        } else {
            /* hashed slots reach every word without the table telling how many there are */
            int32_t slot = time_grammar.slots[(*random >> 8) & time_grammar.slot_mask];

            if (slot < 0)
                continue;
            word = time_grammar.strings + time_grammar.words[slot].string;
            count = time_grammar.words[slot].length;
        }
        memcpy(text + length, word, (size_t)count);
        if ((*random >> 12) % 2 == 0 && text[length] >= 'a' && text[length] <= 'z')
            text[length] = (char)(text[length] - 32);
        length += count;
        text[length++] = ' ';
    }
    text[length] = '\0';
}

static void any_words_of_the_grammar(void **state)
{
    uint32_t random = 20211230;
    char text[600];

    (void)state;
    for (int32_t round = 0; round < 3000; round++) {
        Arena arena;
        Document document;
        int32_t end = 0;

        random_text(&random, text, (int32_t)sizeof(text));
        arena_start(&arena, &program_environment);
        document_start(&document, &arena, text, (int32_t)strlen(text));
        document.published = round % 4 == 0 ? NO_TIME : moment(round % 3 == 0 ? 2 : 2021, 2, 28, 23, 59);
        document.zone = round % 2 == 0 ? "UTC" : "Pacific/Apia";
        segment(&document);
        find_times(&document);
        for (int32_t i = 0; i < document.timexes.count; i++) {
            const Timex *t = &document.timexes.items[i];

            assert_true(t->start >= end && t->length > 0);
            end = t->start + t->length;
            assert_true(end <= document.length);
            assert_in_range(t->first_token, 0, t->last_token);
            assert_in_range(t->last_token, 0, document.tokens.count - 1);
            assert_true(document_string(&document, t->value)[0] != '\0');
            assert_true((t->starts == NO_TIME) == (t->ends == NO_TIME));
            assert_true(t->starts == NO_TIME || t->starts < t->ends);
            assert_true((t->starts == NO_TIME) == (t->grain == GRAIN_NONE) || t->type == TIMEX_DURATION);
        }
        arena_release(&arena);
    }
}

static void the_same_in_any_order(void **state)
{
    static const char *const texts[] = {"It rained on Monday.", "It will rain in May 2030.", "A year later it rained."};
    char first[3][64];

    (void)state;
    for (int32_t round = 0; round < 2; round++)
        for (int32_t k = 0; k < 3; k++) {
            int32_t i = round == 0 ? k : 2 - k;
            Arena arena;
            Document document;

            find(&document, &arena, texts[i], moment(2021, 12, 30, 9, 0), "UTC");
            assert_int_equal(document.timexes.count, 1);
            if (round == 0)
                strncpy(first[i], document_string(&document, document.timexes.items[0].value), 63);
            else
                assert_string_equal(document_string(&document, document.timexes.items[0].value), first[i]);
            arena_release(&arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(annotated_expressions),           cmocka_unit_test(calendar),
        cmocka_unit_test(zones_keep_daylight_saving),      cmocka_unit_test(what_is_no_time),
        cmocka_unit_test(the_same_instant_in_three_zones), cmocka_unit_test(publication_is_inferred),
        cmocka_unit_test(time_grows_with_the_text_only),   cmocka_unit_test(any_words_of_the_grammar),
        cmocka_unit_test(the_same_in_any_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
