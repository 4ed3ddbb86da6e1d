/* time_anchor.c: dates, clock times, parts of the day and lengths of time, from their frames. */
#include "time_anchor.h"

#include <stdio.h>
#include <string.h>

#define DAY_SECONDS 86400

/* How far the nearest date may lie before the direction of the clause is asked, in days. */
#define CLOSE_DAYS 60

/* A month that begins in a few days is meant even where the clause is behind: "talks, put off to early May". */
#define CLOSE_MONTH 14

/* A candidate period is told apart from others by where it lies from the day of publication. */
typedef struct Choice {
    Period best;
    int32_t best_distance;
} Choice;

static int32_t get(const TimeFrame *frame, TimeField field)
{
    return frame_get(frame, field);
}

static bool has(const TimeFrame *frame, TimeField field)
{
    return frame_has(frame, field);
}

static const Period no_period = {GRAIN_NONE, NO_DAY};

static void note_period(TimeAnchors *anchors, Period period)
{
    anchors->named[period.grain] = period;
    anchors->named_at[period.grain] = anchors->named_count++;
}

/* reference_for: what "that week" or "a week earlier" is counted from: the last period named that is no longer. */
static Period reference_for(const TimeAnchors *anchors, Grain grain)
{
    int32_t last = -1;
    Period found = no_period;

    for (int32_t g = GRAIN_DAY; g <= (int32_t)grain; g++)
        if (anchors->named_at[g] > last) {
            last = anchors->named_at[g];
            found = anchors->named[g];
        }
    return found;
}

void time_anchors_publish(TimeAnchors *anchors, int64_t published)
{
    int64_t local = published + zone_offset(&anchors->clock, anchors->document->zone, published);
    int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0 ? 1 : 0);

    /* what lies outside the years 1 to 9999 cannot be counted from */
    if (day < calendar_day(2, 1, 1) || day > calendar_day(9998, 12, 31))
        return;
    anchors->published_known = true;
    anchors->published = published;
    anchors->today = (int32_t)day;
    note_period(anchors, (Period){GRAIN_DAY, anchors->today});
}

void time_anchors_start(TimeAnchors *anchors, const Document *document)
{
    memset(anchors, 0, sizeof(*anchors));
    anchors->document = document;
    for (int32_t grain = 0; grain < GRAIN_COUNT; grain++)
        anchors->named_at[grain] = -1;
    anchors->quarter = no_period;
    anchors->sentence_day = no_period;
    anchors->sentence_day_of = NO_INDEX;
    anchors->instant_sentence = NO_INDEX;
    if (document->published != NO_TIME) {
        int64_t seconds = document->published / 1000000;

        time_anchors_publish(anchors, seconds - (document->published % 1000000 < 0 ? 1 : 0));
    }
}

/* unit_grain: GRAIN_NONE for hours and less, and for what is no period of the calendar. */
static Grain unit_grain(int32_t unit)
{
    switch (unit) {
    case TIME_UNIT_DAY:
        return GRAIN_DAY;
    case TIME_UNIT_WEEKEND:
        return GRAIN_WEEKEND;
    case TIME_UNIT_WEEK:
    case TIME_UNIT_FORTNIGHT:
        return GRAIN_WEEK;
    case TIME_UNIT_MONTH:
        return GRAIN_MONTH;
    case TIME_UNIT_QUARTER:
        return GRAIN_QUARTER;
    case TIME_UNIT_SEASON:
        return GRAIN_SEASON;
    case TIME_UNIT_HALF:
        return GRAIN_HALF;
    case TIME_UNIT_YEAR:
        return GRAIN_YEAR;
    case TIME_UNIT_DECADE:
        return GRAIN_DECADE;
    case TIME_UNIT_CENTURY:
        return GRAIN_CENTURY;
    default:
        return GRAIN_NONE;
    }
}

/* tidy: what is said in two ways becomes one: "third quarter" a quarter, '98 a year. */
static TimeFrame tidy(const TimeAnchors *anchors, const TimeFrame *frame)
{
    TimeFrame f = *frame;
    int32_t unit = get(&f, TIME_FIELD_UNIT);
    int32_t again = (f.set_again >> TIME_FIELD_UNIT & 1) != 0 ? f.again[TIME_FIELD_UNIT] : 0;

    for (int32_t i = 0; i < 2; i++) {
        int32_t part = i == 0 ? unit : again, other = i == 0 ? again : unit;
        TimeField field = part == TIME_UNIT_QUARTER ? TIME_FIELD_QUARTER : TIME_FIELD_HALF;

        if ((part != TIME_UNIT_QUARTER || !has(&f, TIME_FIELD_ORDINAL)) && part != TIME_UNIT_HALF)
            continue;
        if (has(&f, TIME_FIELD_COUNT))
            continue; /* "the first two quarters" */
        frame_set(&f, field, has(&f, TIME_FIELD_ORDINAL) ? get(&f, TIME_FIELD_ORDINAL) : 2);
        f.set &= ~(UINT64_C(1) << TIME_FIELD_ORDINAL | UINT64_C(1) << TIME_FIELD_UNIT);
        if (other > 0)
            frame_set(&f, TIME_FIELD_UNIT, other);
        break;
    }
    if (has(&f, TIME_FIELD_YY)) {
        int32_t yy = get(&f, TIME_FIELD_YY), year = 0, month, day;

        if (anchors->published_known)
            calendar_date(anchors->today, &year, &month, &day);
        frame_set(&f, TIME_FIELD_YEAR, yy > (year > 0 ? year % 100 + 15 : 30) ? 1900 + yy : 2000 + yy);
    }
    return f;
}

/* holiday_day: the day of a holiday in a year. */
static int32_t holiday_day(int32_t holiday, int32_t year)
{
    const TimeHoliday *h = &time_grammar.holidays[holiday];
    int32_t which, after, day;

    if (year < 1 || year > 9999)
        return NO_DAY;
    if (h->kind == TIME_HOLIDAY_FIXED)
        return calendar_day(year, h->month, h->day);
    if (h->kind == TIME_HOLIDAY_EASTER)
        return calendar_easter(year) + h->day;
    which = h->which >= 0 ? (h->which + 8) / 16 : -1;
    after = h->which >= 0 ? h->which - which * 16 : 0;
    day = calendar_nth_weekday(year, h->month, h->day, which);
    return day == NO_DAY ? NO_DAY : day + after;
}

/* has_named: whether the frame names a part of a year. */
static bool has_named(const TimeFrame *f)
{
    return has(f, TIME_FIELD_MONTH) || has(f, TIME_FIELD_QUARTER) || has(f, TIME_FIELD_HALF) ||
           has(f, TIME_FIELD_SEASON) || has(f, TIME_FIELD_HOLIDAY);
}

/* named_in_year: "3 May", "May", "Q2", "the summer", "Easter" of a year; GRAIN_NONE where there is none. */
static Period named_in_year(const TimeFrame *f, int32_t year)
{
    Period period = no_period;
    int32_t first = calendar_day(year, 1, 1);

    if (first == NO_DAY)
        return no_period;
    if (has(f, TIME_FIELD_MONTH)) {
        int32_t day = has(f, TIME_FIELD_DAY) ? get(f, TIME_FIELD_DAY) : 1;

        period.grain = has(f, TIME_FIELD_DAY) ? GRAIN_DAY : GRAIN_MONTH;
        period.day = calendar_day(year, get(f, TIME_FIELD_MONTH), day);
    } else if (has(f, TIME_FIELD_HOLIDAY)) {
        period.grain = GRAIN_DAY;
        period.day = holiday_day(get(f, TIME_FIELD_HOLIDAY), year);
    } else if (has(f, TIME_FIELD_QUARTER)) {
        int32_t quarter = get(f, TIME_FIELD_QUARTER);

        if (quarter >= 1 && quarter <= 4)
            period = period_shift(period_of(first, GRAIN_QUARTER), quarter - 1);
    } else if (has(f, TIME_FIELD_HALF)) {
        int32_t half = get(f, TIME_FIELD_HALF);

        if (half >= 1 && half <= 2)
            period = period_shift(period_of(first, GRAIN_HALF), half - 1);
    } else if (has(f, TIME_FIELD_SEASON)) {
        static const int8_t months[] = {0, 3, 6, 9, 12};

        period = period_of(calendar_day(year, months[get(f, TIME_FIELD_SEASON)], 1), GRAIN_SEASON);
    } else {
        period = period_of(first, GRAIN_YEAR);
    }
    return period.day == NO_DAY ? no_period : period;
}

/* distance: days from today to a period: 0 inside it, negative when it is over. */
static int32_t distance(const TimeAnchors *a, Period period)
{
    int32_t last = period_end(period) - 1;

    if (a->today < period.day)
        return period.day - a->today;
    return a->today > last ? last - a->today : 0;
}

static int32_t absolute(int32_t x)
{
    return x < 0 ? -x : x;
}

/* consider: keeps the candidate that fits the direction, and of those the nearest; the past one of two as near. */
static void consider(const TimeAnchors *a, Choice *choice, Period candidate, TimeDirection direction)
{
    int32_t d;

    if (candidate.grain == GRAIN_NONE)
        return;
    d = distance(a, candidate);
    if (direction == TIME_DIRECTION_PAST && d > 0)
        d += 100000;
    if (direction == TIME_DIRECTION_FUTURE && d < 0)
        d -= 100000;
    if (choice->best.grain == GRAIN_NONE || absolute(d) < absolute(choice->best_distance) ||
        (absolute(d) == absolute(choice->best_distance) && d < choice->best_distance)) {
        choice->best = candidate;
        choice->best_distance = d;
    }
}

/* ahead_or_behind: the direction as one of three. */
static TimeDirection ahead_or_behind(TimeDirection direction)
{
    if (direction == TIME_DIRECTION_PLAN)
        return TIME_DIRECTION_FUTURE;
    return direction == TIME_DIRECTION_PRESENT || direction == TIME_DIRECTION_INTENT ? TIME_DIRECTION_NONE : direction;
}

/* this_year: the year of publication. */
static int32_t this_year(const TimeAnchors *a)
{
    int32_t year, month, day;

    calendar_date(a->today, &year, &month, &day);
    return year;
}

/* choose_year: a named part of a year that is not given: "June", "last June", "Thursday, 30 December". */
static Period choose_year(const TimeAnchors *a, const TimeFrame *f, TimeDirection direction)
{
    Choice choice = {no_period, 0};
    int32_t year = this_year(a), weekday = get(f, TIME_FIELD_WEEKDAY);
    bool shifted = has(f, TIME_FIELD_SHIFT);
    int32_t shift = get(f, TIME_FIELD_SHIFT);

    for (int32_t pass = 0; pass < 2 && choice.best.grain == GRAIN_NONE; pass++)
        for (int32_t y = year - 2; y <= year + 2; y++) {
            Period candidate = named_in_year(f, y);

            if (candidate.grain == GRAIN_NONE || (y != year && absolute(y - year) == 2 && weekday == 0 &&
                                                  !(has(f, TIME_FIELD_MONTH) && get(f, TIME_FIELD_DAY) == 29)))
                continue;
            /* a weekday that goes with the day tells the year */
            if (pass == 0 && weekday > 0 && candidate.grain == GRAIN_DAY && calendar_weekday(candidate.day) != weekday)
                continue;
            if (shifted && shift < 0 && period_end(candidate) > a->today)
                continue;
            if (shifted && shift > 0 && candidate.day <= a->today)
                continue;
            if (shifted && shift == 0 && candidate.grain != GRAIN_DAY) {
                if (y == year || (has(f, TIME_FIELD_SEASON) && distance(a, candidate) == 0))
                    consider(a, &choice, candidate, TIME_DIRECTION_NONE);
                continue;
            }
            consider(a, &choice, candidate, shifted ? TIME_DIRECTION_NONE : direction);
        }
    return choice.best;
}

/* choose_named: a named part of a year, with the direction of its clause where the nearest is not near enough. */
static Period choose_named(const TimeAnchors *a, const TimeFrame *f, TimeDirection direction)
{
    Period nearest = choose_year(a, f, TIME_DIRECTION_NONE);

    if ((nearest.grain == GRAIN_DAY || nearest.grain == GRAIN_QUARTER) && absolute(distance(a, nearest)) <= CLOSE_DAYS)
        return nearest;
    if (nearest.grain == GRAIN_MONTH && distance(a, nearest) > 0 && distance(a, nearest) <= CLOSE_MONTH)
        return nearest;
    return choose_year(a, f, direction);
}

/* choose_weekday: "Thursday": today or the last one, or the next one where the clause is ahead. */
static Period choose_weekday(const TimeAnchors *a, const TimeFrame *f, TimeDirection direction)
{
    int32_t weekday = get(f, TIME_FIELD_WEEKDAY), today = a->today;
    int32_t back = (calendar_weekday(today) - weekday + 7) % 7;
    Period period = {GRAIN_DAY, today - back};

    if (has(f, TIME_FIELD_ANCHOR) && reference_for(a, GRAIN_DAY).grain == GRAIN_DAY && get(f, TIME_FIELD_SHIFT) != 0) {
        int32_t from = reference_for(a, GRAIN_DAY).day;

        back = (calendar_weekday(from) - weekday + 7) % 7;
        period.day = get(f, TIME_FIELD_SHIFT) < 0 ? from - (back == 0 ? 7 : back) : from + 7 - back;
        return period;
    }
    if (has(f, TIME_FIELD_SHIFT) && !has(f, TIME_FIELD_ANCHOR)) {
        int32_t shift = get(f, TIME_FIELD_SHIFT);

        if (shift < 0)
            period.day = today - (back == 0 ? 7 : back);
        else if (shift > 0)
            period.day = today + 7 - back;
        else if (direction != TIME_DIRECTION_PAST && back != 0)
            period.day = today + 7 - back;
        return period;
    }
    if (direction == TIME_DIRECTION_FUTURE && back != 0)
        period.day += 7;
    return period;
}

/* choose_month_day: "the 30th": of the month that fits. */
static Period choose_month_day(const TimeAnchors *a, const TimeFrame *f, TimeDirection direction)
{
    Choice choice = {no_period, 0};
    Period month = period_of(a->today, GRAIN_MONTH);
    int32_t weekday = get(f, TIME_FIELD_WEEKDAY);

    for (int32_t pass = 0; pass < 2 && choice.best.grain == GRAIN_NONE; pass++)
        for (int32_t i = -2; i <= 2; i++) {
            Period m = period_shift(month, i), day = {GRAIN_DAY, NO_DAY};

            if (m.grain == GRAIN_NONE || m.day + get(f, TIME_FIELD_DAY) > period_end(m))
                continue;
            day.day = m.day + get(f, TIME_FIELD_DAY) - 1;
            if (pass == 0 && weekday > 0 && calendar_weekday(day.day) != weekday)
                continue;
            /* a day nearly a month away from a clause in the past may still be next to today: "set for the 31st" */
            consider(a, &choice, day, direction);
        }
    return choice.best;
}

/* inside: "the first week of May", "the last day of the month": the ordinal-th unit of a period. */
static Period inside(Period whole, const TimeFrame *f, int32_t unit)
{
    Grain grain = unit_grain(unit);
    int32_t ordinal = get(f, TIME_FIELD_ORDINAL);
    Period part;

    if (grain == GRAIN_NONE || grain >= whole.grain)
        return no_period;
    if (has(f, TIME_FIELD_ORDINAL)) {
        part = period_of(whole.day, grain);
        if (part.day < whole.day && (grain == GRAIN_WEEK || grain == GRAIN_WEEKEND))
            part = calendar_weekday(whole.day) <= 4 ? part : period_shift(part, 1);
        part = period_shift(part, ordinal - 1);
    } else {
        part = period_of(period_end(whole) - 1, grain);
    }
    return part.grain != GRAIN_NONE && part.day < period_end(whole) ? part : no_period;
}

/* deictic: "last week", "the following year", "yesterday". */
static Period deictic(const TimeAnchors *a, const TimeFrame *f)
{
    int32_t shift = get(f, TIME_FIELD_SHIFT), from = a->today;
    Grain grain = unit_grain(get(f, TIME_FIELD_UNIT));
    Period period;

    if (grain == GRAIN_NONE)
        return no_period;
    if (has(f, TIME_FIELD_ANCHOR) && reference_for(a, grain).grain != GRAIN_NONE)
        from = reference_for(a, grain).day;
    else if (!a->published_known)
        return no_period;
    if (grain == GRAIN_QUARTER && has(f, TIME_FIELD_ANCHOR) && a->quarter.grain != GRAIN_NONE)
        from = a->quarter.day;
    period = period_of(from, grain);
    /* on a Monday "the weekend" is over; "this weekend" from Monday to Sunday is the one of this week */
    if (grain == GRAIN_WEEKEND && shift == 0 && calendar_weekday(from) <= 3 && !has(f, TIME_FIELD_EVERY))
        shift = -1;
    if (get(f, TIME_FIELD_WAY) == TIME_WAY_BEFORE && grain == GRAIN_DAY)
        shift--; /* the day before yesterday */
    if (get(f, TIME_FIELD_WAY) == TIME_WAY_AFTER && grain == GRAIN_DAY)
        shift++;
    if (grain == GRAIN_QUARTER && has(f, TIME_FIELD_ANCHOR) && a->quarter.grain == GRAIN_NONE && shift == 0)
        shift = -1; /* "the quarter" that a story tells of is the one that is over */
    return shift == 0 ? period : period_shift(period, shift);
}

/* counted: "two weeks ago", "a year earlier", "three days later". */
static Period counted(const TimeAnchors *a, const TimeFrame *f)
{
    int32_t way = get(f, TIME_FIELD_WAY), unit = get(f, TIME_FIELD_UNIT), count = get(f, TIME_FIELD_COUNT);
    bool back = way == TIME_WAY_AGO || way == TIME_WAY_BEFORE;
    Grain grain = unit_grain(unit);
    Period from = {GRAIN_DAY, a->today};

    if (grain == GRAIN_NONE || has(f, TIME_FIELD_VAGUE))
        return no_period;
    if (way == TIME_WAY_BEFORE || way == TIME_WAY_AFTER)
        from = reference_for(a, grain);
    else if (!a->published_known)
        return no_period;
    if (from.grain == GRAIN_NONE)
        return no_period;
    if (unit == TIME_UNIT_FORTNIGHT)
        count *= 2;
    /* figures of a quarter are compared with those "a year ago", the same quarter of the year before */
    if (unit == TIME_UNIT_YEAR && count == 1 && back && a->quarter.grain != GRAIN_NONE)
        return period_shift(a->quarter, -4);
    if (unit == TIME_UNIT_YEAR && (from.grain == GRAIN_QUARTER || from.grain == GRAIN_MONTH) && from.day != a->today &&
        (way == TIME_WAY_BEFORE || way == TIME_WAY_AFTER))
        return period_shift(from, (back ? -count : count) * (from.grain == GRAIN_QUARTER ? 4 : 12));
    if (has(f, TIME_FIELD_FRACTION) && unit == TIME_UNIT_YEAR)
        return period_shift(period_of(from.day, GRAIN_MONTH), (back ? -1 : 1) * (count * 12 + 6));
    if (grain == GRAIN_DECADE || grain == GRAIN_CENTURY) {
        count *= grain == GRAIN_DECADE ? 10 : 100;
        grain = GRAIN_YEAR;
    }
    return period_shift(period_of(from.day, grain), back ? -count : count);
}

/* within_shifted: "June last year", "Monday of last week", "the third quarter of next year". */
static Period within_shifted(const TimeAnchors *a, const TimeFrame *f)
{
    Period whole = deictic(a, f);
    int32_t year, month, day;

    if (whole.grain == GRAIN_NONE)
        return whole;
    if (whole.grain == GRAIN_YEAR && has_named(f)) {
        calendar_date(whole.day, &year, &month, &day);
        return named_in_year(f, year);
    }
    if (whole.grain == GRAIN_WEEK && has(f, TIME_FIELD_WEEKDAY))
        return (Period){GRAIN_DAY, whole.day + get(f, TIME_FIELD_WEEKDAY) - 1};
    if (whole.grain == GRAIN_MONTH && has(f, TIME_FIELD_DAY)) {
        if (whole.day + get(f, TIME_FIELD_DAY) > period_end(whole))
            return no_period;
        return (Period){GRAIN_DAY, whole.day + get(f, TIME_FIELD_DAY) - 1};
    }
    if (whole.grain == GRAIN_DAY && has(f, TIME_FIELD_DAY)) { /* "today (the 29th)": the day of the month decides */
        TimeAnchors near = *a;

        near.today = whole.day;
        return has(f, TIME_FIELD_MONTH) ? choose_year(&near, f, TIME_DIRECTION_NONE)
                                        : choose_month_day(&near, f, TIME_DIRECTION_NONE);
    }
    return whole;
}

/* of_year: what a frame with a year means. */
static Period of_year(const TimeFrame *f)
{
    Period period = named_in_year(f, get(f, TIME_FIELD_YEAR));

    if (period.grain == GRAIN_NONE)
        return period;
    if (has(f, TIME_FIELD_ORDINAL) && has(f, TIME_FIELD_WEEKDAY) && has(f, TIME_FIELD_MONTH)) {
        int32_t year, month, day;

        calendar_date(period.day, &year, &month, &day);
        period = (Period){GRAIN_DAY,
                          calendar_nth_weekday(year, month, get(f, TIME_FIELD_WEEKDAY), get(f, TIME_FIELD_ORDINAL))};
        return period.day == NO_DAY ? no_period : period;
    }
    if (has(f, TIME_FIELD_UNIT) && (has(f, TIME_FIELD_ORDINAL) || period.grain != GRAIN_DAY) &&
        get(f, TIME_FIELD_UNIT) != TIME_UNIT_YEAR)
        return inside(period, f, get(f, TIME_FIELD_UNIT));
    if (has(f, TIME_FIELD_UNIT) && period.grain == GRAIN_DAY && get(f, TIME_FIELD_UNIT) != TIME_UNIT_DAY)
        return period_of(period.day, unit_grain(get(f, TIME_FIELD_UNIT)));
    return period;
}

/* resolve_period: the period of the calendar that the frame of a date means; *reason says how it was found. */
static Period resolve_period(const TimeAnchors *a, const TimeFrame *f, TimeDirection direction, const char **reason)
{
    Period period;
    int32_t year, month, day;

    direction = ahead_or_behind(direction);
    *reason = "explicit";
    if (has(f, TIME_FIELD_WAY) && (has(f, TIME_FIELD_COUNT) || has(f, TIME_FIELD_VAGUE)) &&
        get(f, TIME_FIELD_WAY) <= TIME_WAY_AFTER) {
        *reason = get(f, TIME_FIELD_WAY) <= TIME_WAY_HENCE ? "counted from the publication"
                                                           : "counted from a time of the text";
        return counted(a, f);
    }
    if (get(f, TIME_FIELD_UNIT) == TIME_UNIT_CENTURY && has(f, TIME_FIELD_ORDINAL)) {
        int32_t century = get(f, TIME_FIELD_ORDINAL);

        return century >= 1 && century <= 99 ? period_of(calendar_day((century - 1) * 100 + 1, 1, 1), GRAIN_CENTURY)
                                             : no_period;
    }
    if (has(f, TIME_FIELD_DECADE))
        return period_of(calendar_day(get(f, TIME_FIELD_DECADE) * 10, 1, 1), GRAIN_DECADE);
    if (has(f, TIME_FIELD_YEAR))
        return of_year(f);
    if (!a->published_known && (!has(f, TIME_FIELD_ANCHOR) || a->named_count == 0))
        return no_period;
    if (has(f, TIME_FIELD_UNIT) && (has(f, TIME_FIELD_SHIFT) || (has(f, TIME_FIELD_ANCHOR) && !has_named(f)))) {
        *reason = has(f, TIME_FIELD_ANCHOR) ? "counted from a time of the text" : "counted from the publication";
        return within_shifted(a, f);
    }
    if (!a->published_known)
        return no_period;
    *reason = direction == TIME_DIRECTION_FUTURE ? "the next one: its clause is ahead"
              : direction == TIME_DIRECTION_PAST ? "the last one: its clause is behind"
                                                 : "the nearest to the publication";
    if (has_named(f)) {
        TimeFrame with_year = *f;

        period = choose_named(a, f, direction);
        if (period.grain == GRAIN_NONE || (!has(f, TIME_FIELD_UNIT) && !has(f, TIME_FIELD_ORDINAL)))
            return period;
        calendar_date(period.day, &year, &month, &day);
        frame_set(&with_year, TIME_FIELD_YEAR, year);
        return of_year(&with_year);
    }
    if (has(f, TIME_FIELD_DAY)) {
        if (!has(f, TIME_FIELD_WEEKDAY))
            return choose_month_day(a, f, direction);
        return choose_month_day(a, f, TIME_DIRECTION_NONE);
    }
    if (has(f, TIME_FIELD_WEEKDAY)) {
        period = choose_weekday(a, f, direction);
        if (has(f, TIME_FIELD_UNIT)) /* "Thursday week" */
            return period_of(period.day, unit_grain(get(f, TIME_FIELD_UNIT)));
        return period;
    }
    return no_period;
}

/* set_interval: local seconds to instants, in a zone. */
static void set_interval(TimeAnchors *a, TimeMeaning *m, const char *zone, int64_t starts, int64_t ends)
{
    m->bounded = true;
    m->starts = zone_to_instant(&a->clock, zone, starts);
    m->ends = zone_to_instant(&a->clock, zone, ends);
    if (m->ends <= m->starts)
        m->ends = m->starts + 1;
}

/* apply_edge: the beginning, the middle or the end of a stretch of local time, each a third of it. */
static void apply_edge(const TimeAnchors *a, int32_t edge, Grain grain, int64_t *starts, int64_t *ends)
{
    int64_t step = grain <= GRAIN_DAY ? 3600 : DAY_SECONDS, third = (*ends - *starts) / step / 3 * step;
    int64_t today = (int64_t)a->today * DAY_SECONDS;

    switch (edge) {
    case TIME_EDGE_START:
        *ends = *starts + third;
        break;
    case TIME_EDGE_MID:
        *starts += third;
        *ends -= third;
        break;
    case TIME_EDGE_END:
        *starts = *ends - third;
        break;
    case TIME_EDGE_EARLIER: /* "earlier this week": up to the day of publication */
        if (grain > GRAIN_DAY && a->published_known && today > *starts && today < *ends)
            *ends = today;
        break;
    case TIME_EDGE_LATER:
        if (grain > GRAIN_DAY && a->published_known && today > *starts && today < *ends)
            *starts = today;
        break;
    default:
        break;
    }
}

/* range_end: "10 to 12 January", "2014-16": the period that the second value of a field makes; GRAIN_NONE for none. */
static Period range_end(const TimeFrame *f, Period first)
{
    static const TimeField fields[] = {TIME_FIELD_DAY, TIME_FIELD_YEAR};
    int32_t year, month, day;

    for (int32_t i = 0; i < 2; i++) {
        Period last = first;

        if ((f->set_again >> fields[i] & 1) == 0)
            continue;
        calendar_date(first.day, &year, &month, &day);
        if (fields[i] == TIME_FIELD_DAY)
            last.day = calendar_day(year, month, f->again[TIME_FIELD_DAY]);
        else
            last = period_of(calendar_day(f->again[TIME_FIELD_YEAR], 1, 1), GRAIN_YEAR);
        if (last.day != NO_DAY && last.day > first.day)
            return last;
    }
    return no_period;
}

/* unanchored_value: the value of a date whose year or month nothing tells. */
static bool unanchored_value(const TimeFrame *f, char *value)
{
    static const char *const seasons[] = {"", "SP", "SU", "FA", "WI"};

    if (has(f, TIME_FIELD_MONTH) && has(f, TIME_FIELD_DAY)) {
        if (!calendar_is_date(2000, get(f, TIME_FIELD_MONTH), get(f, TIME_FIELD_DAY)))
            return false;
        snprintf(value, TIME_VALUE, "XXXX-%02d-%02d", get(f, TIME_FIELD_MONTH), get(f, TIME_FIELD_DAY));
    } else if (has(f, TIME_FIELD_MONTH)) {
        snprintf(value, TIME_VALUE, "XXXX-%02d", get(f, TIME_FIELD_MONTH));
    } else if (has(f, TIME_FIELD_DAY)) {
        snprintf(value, TIME_VALUE, "XXXX-XX-%02d", get(f, TIME_FIELD_DAY));
    } else if (has(f, TIME_FIELD_WEEKDAY)) {
        snprintf(value, TIME_VALUE, "XXXX-WXX-%d", get(f, TIME_FIELD_WEEKDAY));
    } else if (has(f, TIME_FIELD_QUARTER)) {
        snprintf(value, TIME_VALUE, "XXXX-Q%d", get(f, TIME_FIELD_QUARTER));
    } else if (has(f, TIME_FIELD_SEASON)) {
        snprintf(value, TIME_VALUE, "XXXX-%s", seasons[get(f, TIME_FIELD_SEASON)]);
    } else {
        Grain grain = unit_grain(get(f, TIME_FIELD_UNIT));

        snprintf(value, TIME_VALUE, "%s",
                 grain == GRAIN_DAY                               ? "XXXX-XX-XX"
                 : grain == GRAIN_WEEK                            ? "XXXX-WXX"
                 : grain == GRAIN_WEEKEND                         ? "XXXX-WXX-WE"
                 : grain == GRAIN_MONTH                           ? "XXXX-XX"
                 : grain == GRAIN_QUARTER                         ? "XXXX-QX"
                 : has(f, TIME_FIELD_SHIFT) || grain > GRAIN_WEEK ? "XXXX"
                                                                  : "XXXX-XX-XX");
    }
    return true;
}

/* resolve_date: a frame without a clock time. */
static bool resolve_date(TimeAnchors *a, const TimeFrame *f, const TimePlace *place, TimeMeaning *m)
{
    Period period = resolve_period(a, f, place->direction, &m->reason), last;
    const char *zone = a->document->zone;
    int64_t starts, ends;
    int32_t count = get(f, TIME_FIELD_COUNT);

    if (period.grain == GRAIN_NONE) {
        bool counts = has(f, TIME_FIELD_WAY) && (has(f, TIME_FIELD_COUNT) || has(f, TIME_FIELD_VAGUE));

        if (has(f, TIME_FIELD_YEAR) || has(f, TIME_FIELD_DECADE) ||
            (a->published_known && !counts && get(f, TIME_FIELD_UNIT) == 0))
            return false; /* there is no such day */
        m->reason = "nothing to count from";
        if (counts) {
            bool back = get(f, TIME_FIELD_WAY) == TIME_WAY_AGO || get(f, TIME_FIELD_WAY) == TIME_WAY_BEFORE;

            snprintf(m->value, TIME_VALUE, "%s", back ? "PAST_REF" : "FUTURE_REF");
            return true;
        }
        return unanchored_value(f, m->value);
    }
    m->period = period;
    m->grain = period.grain;
    period_value(period, m->value);
    starts = (int64_t)period.day * DAY_SECONDS;
    ends = (int64_t)period_end(period) * DAY_SECONDS;
    last = range_end(f, period);
    if (last.grain != GRAIN_NONE) {
        char value[PERIOD_VALUE];

        period_value(last, value);
        strncat(m->value, "/", TIME_VALUE - strlen(m->value) - 1);
        strncat(m->value, value, TIME_VALUE - strlen(m->value) - 1);
        ends = (int64_t)period_end(last) * DAY_SECONDS;
    } else if (has(f, TIME_FIELD_ORDINAL) && count > 1 && has(f, TIME_FIELD_UNIT)) { /* the first two quarters of */
        Period next = period_shift(period, count - 1);

        if (next.grain != GRAIN_NONE)
            ends = (int64_t)period_end(next) * DAY_SECONDS;
        if (period.grain == GRAIN_QUARTER && count == 2)
            period_value(period_of(period.day, GRAIN_HALF), m->value);
    }
    if (get(f, TIME_FIELD_WAY) == TIME_WAY_PAST && a->published_known) { /* "the past year": up to now */
        int32_t year, month, day, length = period_end(period) - period.day;

        calendar_date(a->today, &year, &month, &day);
        ends = (int64_t)a->today * DAY_SECONDS;
        starts = ends - (int64_t)length * DAY_SECONDS;
    }
    apply_edge(a, get(f, TIME_FIELD_EDGE), period.grain, &starts, &ends);
    set_interval(a, m, zone, starts, ends);
    return true;
}

/* The hours that a part of the day begins and ends at. */
static const struct {
    const char *value;
    int8_t from, to;
} day_parts[TIME_PART_COUNT] = {{"", 0, 24},     {"TMO", 6, 12},  {"TMI", 11, 13}, {"TAF", 12, 18},
                                {"TEV", 18, 24}, {"TNI", 20, 30}, {"TDT", 6, 18}};

/* has_date: whether the frame says a day, however. */
static bool has_date(const TimeFrame *f)
{
    return has(f, TIME_FIELD_DAY) || has(f, TIME_FIELD_WEEKDAY) || has(f, TIME_FIELD_MONTH) ||
           has(f, TIME_FIELD_HOLIDAY) || has(f, TIME_FIELD_YEAR) ||
           (has(f, TIME_FIELD_UNIT) && (has(f, TIME_FIELD_SHIFT) || has(f, TIME_FIELD_ANCHOR)));
}

/* clock_hour: the hour of the day by 24, -1 for none such. */
static int32_t clock_hour(const TimeFrame *f, int32_t hour)
{
    int32_t meridian = get(f, TIME_FIELD_AMPM);

    if (hour < 0 || hour > 24)
        return -1;
    if (meridian == 0 || hour > 12)
        return meridian == TIME_AMPM_AM && hour > 12 ? -1 : hour;
    if (hour == 0)
        return meridian == TIME_AMPM_PM ? -1 : 0;
    return hour % 12 + (meridian == TIME_AMPM_PM ? 12 : 0);
}

/* zone_of: the zone that a clock time is read in; an abbreviation of several zones is decided by the country. */
static const char *zone_of(const TimeAnchors *a, const TimeFrame *f, const TimePlace *place)
{
    const TimeZoneName *zones = time_grammar.zones;
    int32_t zone = get(f, TIME_FIELD_ZONE);

    if (!has(f, TIME_FIELD_ZONE))
        return a->document->zone;
    if (zones[zone].zone[0] == '\0') /* local time */
        return place->here != NULL ? place->here : a->document->zone;
    if (place->country != NULL)
        for (int32_t i = 0; i < time_grammar.zone_count; i++)
            if (strcmp(zones[i].name, zones[zone].name) == 0 && strcmp(zones[i].country, place->country) == 0)
                return zones[i].zone;
    return zones[zone].zone;
}

/* day_of_clock: the day of a clock time without one: that of the sentence, or the one that fits the direction. */
static int32_t day_of_clock(TimeAnchors *a, const TimePlace *place, const char *zone, int32_t seconds,
                            const char **reason)
{
    int64_t now = a->published, instant;
    int32_t day;
    TimeDirection direction = ahead_or_behind(place->direction);

    if (place->parenthesis) { /* the same instant said again in another zone */
        int64_t local = a->instant + zone_offset(&a->clock, zone, a->instant);

        day = (int32_t)(local / DAY_SECONDS - (local % DAY_SECONDS < 0 ? 1 : 0));
        *reason = "the same instant as the clock time before it";
        for (int32_t i = day - 1; i <= day + 1; i++)
            if (absolute((int32_t)((int64_t)i * DAY_SECONDS + seconds - local)) <= DAY_SECONDS / 2)
                return i;
        return day;
    }
    if (a->sentence_day.grain == GRAIN_DAY && a->sentence_day_of == place->sentence) {
        *reason = "on the day that its sentence names";
        return a->sentence_day.day;
    }
    if (a->sentence_day.grain == GRAIN_DAY && a->sentence_day_of == place->sentence - 1 &&
        !(direction == TIME_DIRECTION_FUTURE && a->sentence_day.day < a->today) &&
        !(direction == TIME_DIRECTION_PAST && a->sentence_day.day > a->today)) {
        *reason = "on the day that the sentence before names";
        return a->sentence_day.day;
    }
    if (!a->published_known)
        return NO_DAY;
    day = a->today;
    instant = zone_to_instant(&a->clock, zone, (int64_t)day * DAY_SECONDS + seconds);
    *reason = "on the day of publication";
    if (direction == TIME_DIRECTION_FUTURE && instant < now) {
        *reason = "the next one: its clause is ahead";
        return day + 1;
    }
    if (direction == TIME_DIRECTION_PAST && instant > now) {
        *reason = "the last one: its clause is behind";
        return day - 1;
    }
    return day;
}

/* resolve_part: "Friday morning", "tonight", "the evening". */
static bool resolve_part(TimeAnchors *a, const TimeFrame *f, const TimePlace *place, TimeMeaning *m)
{
    TimeFrame day_frame = *f;
    int32_t part = get(f, TIME_FIELD_PART), shift = get(f, TIME_FIELD_SHIFT), day;
    int64_t starts, ends;
    char value[PERIOD_VALUE];
    Period period;

    day_frame.set &= ~(UINT64_C(1) << TIME_FIELD_PART);
    if (has_date(f)) {
        period = resolve_period(a, &day_frame, place->direction, &m->reason);
    } else if (has(f, TIME_FIELD_SHIFT)) { /* this morning, last night, the next evening */
        frame_set(&day_frame, TIME_FIELD_UNIT, TIME_UNIT_DAY);
        period = resolve_period(a, &day_frame, place->direction, &m->reason);
        if (shift < 0 && part != TIME_PART_NI && has(f, TIME_FIELD_ANCHOR) == false && part == TIME_PART_MO)
            m->reason = "counted from the publication";
    } else {
        TimePlace here = *place;

        here.parenthesis = false;
        day = day_of_clock(a, &here, a->document->zone, day_parts[part].from * 3600, &m->reason);
        period = day == NO_DAY ? no_period : (Period){GRAIN_DAY, day};
    }
    if (period.grain == GRAIN_NONE) {
        if (a->published_known || !unanchored_value(&day_frame, value))
            return false;
        snprintf(m->value, TIME_VALUE, "%s%s", value, day_parts[part].value);
        m->reason = "nothing to count from";
        return true;
    }
    if (period.grain != GRAIN_DAY)
        return false;
    period_value(period, value);
    snprintf(m->value, TIME_VALUE, "%s%s", value, day_parts[part].value);
    m->period = period;
    m->grain = GRAIN_DAYPART;
    starts = (int64_t)period.day * DAY_SECONDS + day_parts[part].from * 3600;
    ends = (int64_t)period.day * DAY_SECONDS + day_parts[part].to * 3600;
    apply_edge(a, get(f, TIME_FIELD_EDGE), GRAIN_DAYPART, &starts, &ends);
    set_interval(a, m, a->document->zone, starts, ends);
    return true;
}

/* clock_value: "T15:30" after the value of a day. */
static void clock_value(const TimeFrame *f, const char *day, int32_t hour, int32_t minute, char *value)
{
    if (has(f, TIME_FIELD_SECOND))
        snprintf(value, TIME_VALUE, "%sT%02d:%02d:%02d", day, hour, minute, get(f, TIME_FIELD_SECOND));
    else
        snprintf(value, TIME_VALUE, "%sT%02d:%02d", day, hour, minute);
}

/* resolve_clock: a clock time, with or without a day and a zone. */
static bool resolve_clock(TimeAnchors *a, const TimeFrame *f, const TimePlace *place, TimeMeaning *m)
{
    int32_t hour = clock_hour(f, get(f, TIME_FIELD_HOUR)), minute = get(f, TIME_FIELD_MINUTE), day = NO_DAY;
    int32_t seconds = hour * 3600 + minute * 60 + get(f, TIME_FIELD_SECOND), length;
    const char *zone = zone_of(a, f, place);
    char value[PERIOD_VALUE];
    int64_t starts, ends;

    if (hour < 0 || (hour == 24 && minute > 0))
        return false;
    m->reason = "explicit";
    if (has_date(f)) {
        Period period = resolve_period(a, f, place->direction, &m->reason);

        if (period.grain == GRAIN_NONE && (a->published_known || has(f, TIME_FIELD_YEAR)))
            return false;
        if (period.grain != GRAIN_NONE && period.grain != GRAIN_DAY)
            return false;
        day = period.grain == GRAIN_NONE ? NO_DAY : period.day;
    } else {
        day = day_of_clock(a, place, zone, seconds, &m->reason);
    }
    if (day == NO_DAY) {
        if (!has_date(f) || !unanchored_value(f, value))
            snprintf(value, sizeof(value), "XXXX-XX-XX");
        clock_value(f, value, hour, minute, m->value);
        m->reason = "nothing to count from";
        return true;
    }
    m->period = (Period){GRAIN_DAY, day};
    period_value(m->period, value);
    clock_value(f, value, hour, minute, m->value);
    m->grain = has(f, TIME_FIELD_SECOND) ? GRAIN_SECOND : has(f, TIME_FIELD_MINUTE) ? GRAIN_MINUTE : GRAIN_HOUR;
    length = m->grain == GRAIN_SECOND ? 1 : 60;
    starts = (int64_t)day * DAY_SECONDS + seconds;
    ends = starts + length;
    if ((f->set_again >> TIME_FIELD_HOUR & 1) != 0) { /* from 3 to 5 pm */
        int32_t to = clock_hour(f, f->again[TIME_FIELD_HOUR]);
        int32_t to_minute = (f->set_again >> TIME_FIELD_MINUTE & 1) != 0 ? f->again[TIME_FIELD_MINUTE] : 0;

        if (to < 0)
            return false;
        ends = (int64_t)day * DAY_SECONDS + to * 3600 + to_minute * 60;
        if (ends <= starts && starts - ends <= DAY_SECONDS / 2)
            starts -= DAY_SECONDS / 2; /* 11 to 1 pm */
        if (ends <= starts)
            ends += DAY_SECONDS;
    }
    if (has(f, TIME_FIELD_OFFSET)) {
        m->bounded = true;
        m->starts = starts - get(f, TIME_FIELD_OFFSET) * 60;
        m->ends = ends - get(f, TIME_FIELD_OFFSET) * 60;
    } else {
        set_interval(a, m, zone, starts, ends);
    }
    return true;
}

bool time_duration_value(const TimeFrame *f, char *value)
{
    static const struct {
        char letter;
        int8_t clock, factor;
        char half_letter; /* half of it, in a smaller unit */
        int8_t half;
    } units[] = {
        [TIME_UNIT_SECOND] = {'S', 1, 1, 0, 0},    [TIME_UNIT_MINUTE] = {'M', 1, 1, 'S', 30},
        [TIME_UNIT_HOUR] = {'H', 1, 1, 'M', 30},   [TIME_UNIT_DAY] = {'D', 0, 1, 0, 0},
        [TIME_UNIT_WEEKEND] = {'D', 0, 2, 0, 0},   [TIME_UNIT_WEEK] = {'W', 0, 1, 0, 0},
        [TIME_UNIT_FORTNIGHT] = {'W', 0, 2, 0, 0}, [TIME_UNIT_MONTH] = {'M', 0, 1, 0, 0},
        [TIME_UNIT_QUARTER] = {'Q', 0, 1, 0, 0},   [TIME_UNIT_SEASON] = {'M', 0, 3, 0, 0},
        [TIME_UNIT_HALF] = {'M', 0, 6, 0, 0},      [TIME_UNIT_YEAR] = {'Y', 0, 1, 'M', 6},
        [TIME_UNIT_DECADE] = {'Y', 0, 10, 'Y', 5}, [TIME_UNIT_CENTURY] = {'Y', 0, 100, 'Y', 50},
    };
    int32_t unit = get(f, TIME_FIELD_UNIT), count = get(f, TIME_FIELD_COUNT), fraction = get(f, TIME_FIELD_FRACTION);

    if (unit == TIME_UNIT_UNKNOWN) {
        snprintf(value, TIME_VALUE, "PXX");
        return true;
    }
    if (unit == TIME_UNIT_MILLENNIUM) {
        snprintf(value, TIME_VALUE, "P%dY", has(f, TIME_FIELD_VAGUE) ? 1000 : count * 1000);
        return count <= 30;
    }
    if (unit < 1 || unit > TIME_UNIT_CENTURY)
        return false;
    if (has(f, TIME_FIELD_VAGUE) || (!has(f, TIME_FIELD_COUNT) && fraction == 0)) {
        char letter = unit == TIME_UNIT_QUARTER ? 'Q' : units[unit].letter;

        if (unit == TIME_UNIT_DECADE || unit == TIME_UNIT_CENTURY)
            snprintf(value, TIME_VALUE, "PX%s", unit == TIME_UNIT_DECADE ? "DE" : "CE");
        else
            snprintf(value, TIME_VALUE, "P%sX%c", units[unit].clock ? "T" : "", letter);
        return true;
    }
    if (fraction == 5 && units[unit].half > 0) {
        if (units[unit].half_letter == units[unit].letter)
            snprintf(value, TIME_VALUE, "P%d%c", count * units[unit].factor + units[unit].half, units[unit].letter);
        else if (count == 0)
            snprintf(value, TIME_VALUE, "P%s%d%c", units[unit].clock ? "T" : "", units[unit].half,
                     units[unit].half_letter);
        else
            snprintf(value, TIME_VALUE, "P%s%d%c%d%c", units[unit].clock ? "T" : "", count, units[unit].letter,
                     units[unit].half, units[unit].half_letter);
        return true;
    }
    if (fraction > 0 && units[unit].factor == 1)
        snprintf(value, TIME_VALUE, "P%s%d.%d%c", units[unit].clock ? "T" : "", count, fraction, units[unit].letter);
    else
        snprintf(value, TIME_VALUE, "P%s%d%c", units[unit].clock ? "T" : "", count * units[unit].factor,
                 units[unit].letter);
    return true;
}

/* months_later: the same day of the month `months` later, or the last of a shorter month. */
static int32_t months_later(int32_t day, int32_t months)
{
    int32_t year, month, month_day, length;
    Period there;

    calendar_date(day, &year, &month, &month_day);
    there = period_shift(period_of(day, GRAIN_MONTH), months);
    if (there.grain == GRAIN_NONE)
        return NO_DAY;
    length = period_end(there) - there.day;
    return there.day + (month_day <= length ? month_day : length) - 1;
}

/* counted_from: the local second that lies `way` a length of time from another; false when it leaves the calendar. */
static bool counted_from(const TimeFrame *f, int64_t from, bool back, int64_t *to)
{
    int32_t unit = get(f, TIME_FIELD_UNIT), count = get(f, TIME_FIELD_COUNT) * (back ? -1 : 1), day;
    int32_t months = unit == TIME_UNIT_MONTH     ? 1
                     : unit == TIME_UNIT_QUARTER ? 3
                     : unit == TIME_UNIT_YEAR    ? 12
                     : unit == TIME_UNIT_DECADE  ? 120
                     : unit == TIME_UNIT_CENTURY ? 1200
                                                 : 0;
    int64_t seconds = unit == TIME_UNIT_SECOND      ? 1
                      : unit == TIME_UNIT_MINUTE    ? 60
                      : unit == TIME_UNIT_HOUR      ? 3600
                      : unit == TIME_UNIT_DAY       ? DAY_SECONDS
                      : unit == TIME_UNIT_WEEK      ? 7 * DAY_SECONDS
                      : unit == TIME_UNIT_FORTNIGHT ? 14 * DAY_SECONDS
                                                    : 0;

    if (has(f, TIME_FIELD_VAGUE) || (f->set_again >> TIME_FIELD_COUNT & 1) != 0 || count == 0)
        return false;
    if (seconds > 0) {
        *to = from + seconds * count;
        return true;
    }
    if (months == 0)
        return false;
    day = months_later((int32_t)(from / DAY_SECONDS), months * count);
    *to = (int64_t)day * DAY_SECONDS;
    return day != NO_DAY;
}

/* resolve_duration: a length of time; an interval where it is anchored. */
static bool resolve_duration(TimeAnchors *a, const TimeFrame *f, const TimePlace *place, TimeMeaning *m)
{
    int32_t way = get(f, TIME_FIELD_WAY), unit = get(f, TIME_FIELD_UNIT);
    int64_t from = (int64_t)a->today * DAY_SECONDS, to;
    bool back = way == TIME_WAY_PAST || way == TIME_WAY_BEFORE;

    if (!time_duration_value(f, m->value))
        return false;
    m->reason = "a length of time";
    if (way == 0 || way == TIME_WAY_AGO)
        return true;
    if (has_date(f) && !(has(f, TIME_FIELD_SHIFT) && !has(f, TIME_FIELD_WEEKDAY) && !has_named(f))) {
        TimeFrame date = *f;
        Period period;

        date.set &= ~(UINT64_C(1) << TIME_FIELD_COUNT | UINT64_C(1) << TIME_FIELD_UNIT | UINT64_C(1) << TIME_FIELD_WAY |
                      UINT64_C(1) << TIME_FIELD_VAGUE);
        period = resolve_period(a, &date, place->direction, &m->reason);
        if (period.grain == GRAIN_NONE)
            return true;
        from = (int64_t)(back || way == TIME_WAY_OPENING ? period.day : period_end(period)) * DAY_SECONDS;
        m->reason = "counted from a time beside it";
    } else if (way == TIME_WAY_BEFORE || way == TIME_WAY_AFTER) {
        Period reference = reference_for(a, unit_grain(unit) > GRAIN_DAY ? unit_grain(unit) : GRAIN_DAY);

        if (reference.grain == GRAIN_NONE)
            return true;
        from = (int64_t)(back ? reference.day : period_end(reference)) * DAY_SECONDS;
        m->reason = "counted from a time of the text";
    } else {
        if (!a->published_known)
            return true;
        if (unit <= TIME_UNIT_HOUR)
            from = a->published + zone_offset(&a->clock, a->document->zone, a->published);
        m->reason = back ? "up to the publication" : "from the publication on";
    }
    if (!counted_from(f, from, back, &to))
        return true;
    m->grain = unit_grain(unit);
    set_interval(a, m, a->document->zone, back ? to : from, back ? from : to);
    return true;
}

/* resolve_set: "every Monday", "daily", "every two weeks". */
static bool resolve_set(const TimeFrame *f, TimeMeaning *m)
{
    static const char *const seasons[] = {"", "SP", "SU", "FA", "WI"};
    const char *part = day_parts[get(f, TIME_FIELD_PART)].value;

    m->reason = "repeated";
    if (has(f, TIME_FIELD_WEEKDAY))
        snprintf(m->value, TIME_VALUE, "XXXX-WXX-%d%s", get(f, TIME_FIELD_WEEKDAY), part);
    else if (has(f, TIME_FIELD_MONTH))
        snprintf(m->value, TIME_VALUE, "XXXX-%02d", get(f, TIME_FIELD_MONTH));
    else if (has(f, TIME_FIELD_SEASON))
        snprintf(m->value, TIME_VALUE, "XXXX-%s", seasons[get(f, TIME_FIELD_SEASON)]);
    else if (has(f, TIME_FIELD_PART))
        snprintf(m->value, TIME_VALUE, "XXXX-XX-XX%s", part);
    else if (get(f, TIME_FIELD_UNIT) == TIME_UNIT_QUARTER && get(f, TIME_FIELD_COUNT) == 1)
        snprintf(m->value, TIME_VALUE, "P1Q");
    else
        return time_duration_value(f, m->value);
    return true;
}

/* resolve_reference: "now", "recently", "the future". */
static bool resolve_reference(TimeAnchors *a, const TimeFrame *f, TimeMeaning *m)
{
    int32_t reference = get(f, TIME_FIELD_REFERENCE);

    snprintf(m->value, TIME_VALUE, "%s",
             reference == TIME_REFERENCE_PRESENT ? "PRESENT_REF"
             : reference == TIME_REFERENCE_PAST  ? "PAST_REF"
                                                 : "FUTURE_REF");
    m->reason = "vague";
    if (reference == TIME_REFERENCE_PRESENT && a->published_known) {
        m->reason = "the day of publication";
        m->grain = GRAIN_DAY;
        set_interval(a, m, a->document->zone, (int64_t)a->today * DAY_SECONDS, (int64_t)(a->today + 1) * DAY_SECONDS);
    }
    return true;
}

bool time_resolve(TimeAnchors *a, const TimeFrame *frame, const TimePlace *place, TimeMeaning *m)
{
    static const TimexType types[] = {TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET};
    TimeFrame f;

    memset(m, 0, sizeof(*m));
    m->period = no_period;
    m->grain = GRAIN_NONE;
    if (frame->type > TIME_RULE_SET)
        return false;
    m->type = types[frame->type];
    f = tidy(a, frame);
    m->compared = has(&f, TIME_FIELD_WAY) && get(&f, TIME_FIELD_UNIT) == TIME_UNIT_YEAR;
    if (frame->type == TIME_RULE_SET)
        return resolve_set(&f, m);
    if (has(&f, TIME_FIELD_REFERENCE))
        return resolve_reference(a, &f, m);
    if (frame->type == TIME_RULE_DURATION)
        return resolve_duration(a, &f, place, m);
    if (has(&f, TIME_FIELD_HOUR))
        return resolve_clock(a, &f, place, m);
    if (has(&f, TIME_FIELD_PART))
        return resolve_part(a, &f, place, m);
    return resolve_date(a, &f, place, m);
}

void time_anchors_note(TimeAnchors *a, const TimeMeaning *m, const TimePlace *place)
{
    if (m->period.grain != GRAIN_NONE) {
        /* figures are compared with "a year earlier" again and again: that is no step of the story */
        if (!m->compared)
            note_period(a, m->period);
        if (m->period.grain == GRAIN_QUARTER && !m->compared)
            a->quarter = m->period;
        if (m->period.grain == GRAIN_DAY) {
            a->sentence_day = m->period;
            a->sentence_day_of = place->sentence;
        }
    }
    if (m->type == TIMEX_TIME && m->bounded && m->grain <= GRAIN_HOUR) {
        a->instant = m->starts;
        a->instant_sentence = place->sentence;
    }
}
