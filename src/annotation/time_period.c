/*
 * time_period.c: which period of the calendar a frame means: the last week, the Thursday that comes next, the June that
 * its clause speaks of, a year before another period of the text.
 */
#include "time_period.h"

/* How far the nearest date may lie before the direction of the clause is asked, in days. */
#define CLOSE_DAYS 60

/* A month that begins in a few days is meant even where the clause is behind: "talks, put off to early May". */
#define CLOSE_MONTH 14

/* A candidate period is told apart from others by where it lies from the day of publication. */
typedef struct Choice {
    Period best;
    int32_t best_distance;
} Choice;

/* time_unit_grain: GRAIN_NONE for hours and less, and for what is no period of the calendar. */
Grain time_unit_grain(int32_t unit)
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

/* time_frame_tidy: what is said in two ways becomes one: "third quarter" a quarter, '98 a year. */
TimeFrame time_frame_tidy(const TimeAnchors *anchors, const TimeFrame *frame)
{
    TimeFrame f = *frame;
    int32_t unit = get(&f, TIME_FIELD_UNIT);
    int32_t again = set_again(&f, TIME_FIELD_UNIT) ? f.again[TIME_FIELD_UNIT] : 0;

    for (int32_t i = 0; i < 2; i++) {
        int32_t part = i == 0 ? unit : again, other = i == 0 ? again : unit;
        TimeField field = part == TIME_UNIT_QUARTER ? TIME_FIELD_QUARTER : TIME_FIELD_HALF;

        if ((part != TIME_UNIT_QUARTER || !has(&f, TIME_FIELD_ORDINAL)) && part != TIME_UNIT_HALF)
            continue;
        if (has(&f, TIME_FIELD_COUNT))
            continue; /* "the first two quarters" */
        frame_set(&f, field, has(&f, TIME_FIELD_ORDINAL) ? get(&f, TIME_FIELD_ORDINAL) : 2);
        f.set &= ~(UINT64_C(1) << TIME_FIELD_ORDINAL | UINT64_C(1) << TIME_FIELD_UNIT);
        if (set_again(&f, TIME_FIELD_ORDINAL)) /* the second half of the 20th century */
            frame_set(&f, TIME_FIELD_ORDINAL, f.again[TIME_FIELD_ORDINAL]);
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

/* time_names_part: whether the frame names a part of a year. */
bool time_names_part(const TimeFrame *f)
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

/* time_ahead_or_behind: the direction as one of three. */
TimeDirection time_ahead_or_behind(TimeDirection direction)
{
    if (direction == TIME_DIRECTION_PLAN || direction == TIME_DIRECTION_TIMETABLE)
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

    if (has(f, TIME_FIELD_ANCHOR) && time_reference(a, GRAIN_DAY).grain == GRAIN_DAY && get(f, TIME_FIELD_SHIFT) != 0) {
        int32_t from = time_reference(a, GRAIN_DAY).day;

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
    Grain grain = time_unit_grain(unit);
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
    Grain grain = time_unit_grain(get(f, TIME_FIELD_UNIT));
    Period period;

    if (grain == GRAIN_NONE)
        return no_period;
    if (has(f, TIME_FIELD_ANCHOR) && time_reference(a, grain).grain != GRAIN_NONE)
        from = time_reference(a, grain).day;
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
    Grain grain = time_unit_grain(unit);
    Period from = {GRAIN_DAY, a->today};

    if (grain == GRAIN_NONE || has(f, TIME_FIELD_VAGUE))
        return no_period;
    if (way == TIME_WAY_BEFORE || way == TIME_WAY_AFTER)
        from = time_reference(a, grain);
    else if (!a->published_known)
        return no_period;
    if (from.grain == GRAIN_NONE)
        return no_period;
    if (unit == TIME_UNIT_FORTNIGHT)
        count *= 2;
    /* figures of a quarter are compared with those "a year ago", the same quarter of the year before */
    if (unit == TIME_UNIT_YEAR && count == 1 && back && a->quarter.grain != GRAIN_NONE)
        return period_shift(a->quarter, -4);
    if (unit == TIME_UNIT_YEAR && count == 1 && (from.grain == GRAIN_QUARTER || from.grain == GRAIN_MONTH) &&
        from.day != a->today && (way == TIME_WAY_BEFORE || way == TIME_WAY_AFTER))
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

    if (set_again(f, TIME_FIELD_UNIT)) { /* "the last day of next month" */
        TimeFrame outer = *f;

        outer.value[TIME_FIELD_UNIT] = f->again[TIME_FIELD_UNIT];
        outer.set_again &= ~(UINT64_C(1) << TIME_FIELD_UNIT);
        whole = deictic(a, &outer);
        return whole.grain == GRAIN_NONE ? whole : inside(whole, f, get(f, TIME_FIELD_UNIT));
    }

    if (whole.grain == GRAIN_NONE)
        return whole;
    if (whole.grain == GRAIN_YEAR && time_names_part(f)) {
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
        return period_of(period.day, time_unit_grain(get(f, TIME_FIELD_UNIT)));
    return period;
}

/* time_period: the period of the calendar that the frame of a date means; *reason says how it was found. */
Period time_period(const TimeAnchors *a, const TimeFrame *f, TimeDirection direction, const char **reason)
{
    Period period;
    int32_t year, month, day;

    direction = time_ahead_or_behind(direction);
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
    if (!a->published_known && a->story_year == 0 && (!has(f, TIME_FIELD_ANCHOR) || a->named_count == 0))
        return no_period;
    if (has(f, TIME_FIELD_UNIT) && (has(f, TIME_FIELD_SHIFT) || (has(f, TIME_FIELD_ANCHOR) && !time_names_part(f)))) {
        *reason = has(f, TIME_FIELD_ANCHOR) ? "counted from a time of the text" : "counted from the publication";
        return within_shifted(a, f);
    }
    if (a->story_year > 0 && time_names_part(f) && !has(f, TIME_FIELD_SHIFT)) {
        *reason = "in the year that the text was telling of";
        return named_in_year(f, a->story_year);
    }
    if (!a->published_known)
        return no_period;
    *reason = direction == TIME_DIRECTION_FUTURE ? "the next one: its clause is ahead"
              : direction == TIME_DIRECTION_PAST ? "the last one: its clause is behind"
                                                 : "the nearest to the publication";
    if (time_names_part(f)) {
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
            return period_of(period.day, time_unit_grain(get(f, TIME_FIELD_UNIT)));
        return period;
    }
    return no_period;
}
