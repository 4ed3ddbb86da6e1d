/*
 * time_published.c: when a text was published, where its row does not say: from a full date that the text opens with,
 * a "today" that is given as a date, or calendar arithmetic over a weekday and a day of the month.
 *
 * Only what stands in the story counts: the furniture of the page, where the date of a scrape stands, has no tokens.
 */
#include "time_anchor.h"

#include <string.h>

#define SENTENCES_READ 60 /* a date that tells stands near the beginning */
#define LEAD_SENTENCES 3
#define YEARS_AHEAD 6 /* a story speaks of years gone by; its own is the last of them or soon after */

/* What the dates of a text say about its own. */
typedef struct Evidence {
    int32_t lead_day;  /* a full date in the first sentences */
    int32_t today_day; /* "today, 3 May 2011" */
    TimeFrame weekday; /* a weekday with a day and month, without a year */
    bool has_weekday;
    int32_t latest_year; /* that the text names */
} Evidence;

static int32_t full_day(const TimeFrame *f)
{
    if (!frame_has(f, TIME_FIELD_YEAR) || !frame_has(f, TIME_FIELD_MONTH) || !frame_has(f, TIME_FIELD_DAY))
        return NO_DAY;
    return calendar_day(frame_get(f, TIME_FIELD_YEAR), frame_get(f, TIME_FIELD_MONTH), frame_get(f, TIME_FIELD_DAY));
}

/*
 * leads: whether a full date stands where a text is dated: after nothing but the name of a place ("QUITO, 4 May 2018"),
 * or with its weekday ("On Friday, 4 May 2018, ..."); but not "She was born on 4 May 1918".
 */
static bool leads(const TimeUnits *units, const Document *document, const TimeMatch *match)
{
    static const char *const labels[] = {"date", "published", "updated", "posted", "dated", "issued"};

    if (frame_has(&match->frame, TIME_FIELD_WEEKDAY))
        return true;
    for (int32_t u = 0; u < match->first; u++) {
        const TimeUnit *unit = &units->items[u];
        const char *text = document->text + unit->start;
        bool label = false;

        for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
            label |= (size_t)unit->length == strlen(labels[i]) && memcmp(text, labels[i], strlen(labels[i])) == 0;
        if (text[0] >= 'a' && text[0] <= 'z' && !label)
            return false;
        if (unit->length == 2 && (text[0] == 'O' || text[0] == 'I') && text[1] == 'n') /* On, In */
            return false;
    }
    return true;
}

static void collect(Evidence *evidence, const TimeFrame *f, bool leads)
{
    int32_t day = full_day(f), year = frame_get(f, TIME_FIELD_YEAR);

    if (year >= 1900 && year < 2100 && year > evidence->latest_year)
        evidence->latest_year = year;
    if (day != NO_DAY && year >= 1900) {
        if (frame_has(f, TIME_FIELD_SHIFT) && frame_get(f, TIME_FIELD_SHIFT) == 0 && evidence->today_day == NO_DAY)
            evidence->today_day = day;
        if (leads && evidence->lead_day == NO_DAY)
            evidence->lead_day = day;
    }
    if (frame_has(f, TIME_FIELD_WEEKDAY) && frame_has(f, TIME_FIELD_MONTH) && frame_has(f, TIME_FIELD_DAY) &&
        !frame_has(f, TIME_FIELD_YEAR) && !evidence->has_weekday) {
        evidence->weekday = *f;
        evidence->has_weekday = true;
    }
}

/* fitting_day: the day of a weekday and date in the first year, not before the latest that is named, where they agree.
 */
static int32_t fitting_day(const Evidence *evidence)
{
    const TimeFrame *f = &evidence->weekday;

    if (!evidence->has_weekday || evidence->latest_year == 0)
        return NO_DAY;
    for (int32_t y = evidence->latest_year; y <= evidence->latest_year + YEARS_AHEAD; y++) {
        int32_t day = calendar_day(y, frame_get(f, TIME_FIELD_MONTH), frame_get(f, TIME_FIELD_DAY));

        if (day != NO_DAY && calendar_weekday(day) == frame_get(f, TIME_FIELD_WEEKDAY))
            return day;
    }
    return NO_DAY;
}

bool time_infer_published(TimeAnchors *anchors, TimeUnits *units, int64_t *published, const char **reason)
{
    const Document *document = anchors->document;
    Evidence evidence = {.lead_day = NO_DAY, .today_day = NO_DAY};
    int32_t day;

    for (int32_t s = 0; s < document->sentences.count && s < SENTENCES_READ; s++) {
        TimeMatch match;

        time_units_read(units, document, &document->sentences.items[s]);
        for (int32_t u = 0; u < units->count;)
            if (time_match(units, document, u, &match)) {
                collect(&evidence, &match.frame, s < LEAD_SENTENCES && leads(units, document, &match));
                u = match.last + 1;
            } else {
                u++;
            }
    }
    if (evidence.today_day != NO_DAY) {
        day = evidence.today_day;
        *reason = "the text says which day today is";
    } else if (evidence.lead_day != NO_DAY) {
        day = evidence.lead_day;
        *reason = "the text opens with a full date";
    } else {
        day = fitting_day(&evidence);
        *reason = "a weekday and a date that fall together in one year";
    }
    if (day == NO_DAY)
        return false;
    *published = zone_to_instant(&anchors->clock, document->zone, (int64_t)day * 86400);
    return true;
}
