/* time_anchor.c: dates, clock times, parts of the day and lengths of time, from their frames. */
#include "time_period.h"

#include <stdio.h>
#include <string.h>

#define DAY_SECONDS 86400
#define STORY_SENTENCES 2

static void note_period(TimeAnchors *anchors, Period period)
{
    anchors->named[period.grain] = period;
    anchors->named_at[period.grain] = anchors->named_count++;
}

/* time_reference: what "that week" or "a week earlier" is counted from: the last period named that is no longer. */
Period time_reference(const TimeAnchors *anchors, Grain grain)
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

        if (!set_again(f, fields[i]))
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

/* after_from: the end of a range lies behind its beginning: "from Wednesday to Friday", "November to February". */
static Period after_from(const TimeFrame *f, Period period, Period from, const char **reason)
{
    int32_t year, month, day, steps = 0;

    if (from.grain == GRAIN_NONE || period.grain == GRAIN_NONE || has(f, TIME_FIELD_YEAR) || has(f, TIME_FIELD_SHIFT) ||
        has(f, TIME_FIELD_WAY))
        return period;
    if (has(f, TIME_FIELD_WEEKDAY) && !has(f, TIME_FIELD_DAY) && !has(f, TIME_FIELD_MONTH)) {
        steps = (get(f, TIME_FIELD_WEEKDAY) - calendar_weekday(from.day) + 7) % 7;
        if (period.day > from.day)
            return period;
        period.day = from.day + (steps == 0 ? 7 : steps);
        *reason = "the first one after the beginning of the range";
    } else if (has(f, TIME_FIELD_MONTH)) {
        calendar_date(period.day, &year, &month, &day);
        while (period.day <= from.day && steps++ < 3)
            period.day = calendar_day(++year, month, day);
        while (period.day != NO_DAY && period.day - from.day > 366 && steps++ < 6)
            period.day = calendar_day(--year, month, day);
        *reason = "the first one after the beginning of the range";
        if (period.day == NO_DAY)
            return no_period;
    }
    return period;
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
        Grain grain = time_unit_grain(get(f, TIME_FIELD_UNIT));

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
    Period period = after_from(f, time_period(a, f, place->direction, &m->reason), place->from, &m->reason), last;
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
    TimeDirection direction = time_ahead_or_behind(place->direction);

    if (place->parenthesis) { /* the same instant said again in another zone */
        int64_t local = a->instant + zone_offset(&a->clock, zone, a->instant);

        day = (int32_t)(local / DAY_SECONDS - (local % DAY_SECONDS < 0 ? 1 : 0));
        *reason = "the same instant as the clock time before it";
        for (int32_t i = day - 1; i <= day + 1; i++) {
            int64_t gap = (int64_t)i * DAY_SECONDS + seconds - local;

            if (gap <= DAY_SECONDS / 2 && gap >= -DAY_SECONDS / 2)
                return i;
        }
        return day;
    }
    if (a->sentence_day.grain == GRAIN_DAY && a->sentence_day_of == place->sentence) {
        *reason = "on the day that its sentence names";
        return a->sentence_day.day;
    }
    if (a->sentence_day.grain == GRAIN_DAY && a->sentence_day_of >= place->sentence - 3 && a->sentence_day_of >= 0 &&
        !(direction == TIME_DIRECTION_FUTURE && a->sentence_day.day < a->today) &&
        !(direction == TIME_DIRECTION_PAST && a->sentence_day.day > a->today)) {
        *reason = "on the day that a sentence before names";
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
        period = time_period(a, &day_frame, place->direction, &m->reason);
    } else if (has(f, TIME_FIELD_SHIFT)) { /* this morning, last night, the next evening */
        frame_set(&day_frame, TIME_FIELD_UNIT, TIME_UNIT_DAY);
        period = time_period(a, &day_frame, place->direction, &m->reason);
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
        Period period = time_period(a, f, place->direction, &m->reason);

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
    if (set_again(f, TIME_FIELD_HOUR)) { /* from 3 to 5 pm */
        int32_t to = clock_hour(f, f->again[TIME_FIELD_HOUR]);
        int32_t to_minute = set_again(f, TIME_FIELD_MINUTE) ? f->again[TIME_FIELD_MINUTE] : 0;

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
    if (has_date(f) && !(has(f, TIME_FIELD_SHIFT) && !has(f, TIME_FIELD_WEEKDAY) && !time_names_part(f))) {
        TimeFrame date = *f;
        Period period;

        date.set &= ~(UINT64_C(1) << TIME_FIELD_COUNT | UINT64_C(1) << TIME_FIELD_UNIT | UINT64_C(1) << TIME_FIELD_WAY |
                      UINT64_C(1) << TIME_FIELD_VAGUE);
        period = time_period(a, &date, place->direction, &m->reason);
        if (period.grain == GRAIN_NONE)
            return true;
        from = (int64_t)(back || way == TIME_WAY_OPENING ? period.day : period_end(period)) * DAY_SECONDS;
        m->reason = "counted from a time beside it";
    } else if (way == TIME_WAY_BEFORE || way == TIME_WAY_AFTER) {
        Period reference = time_reference(a, time_unit_grain(unit) > GRAIN_DAY ? time_unit_grain(unit) : GRAIN_DAY);

        if (reference.grain == GRAIN_NONE)
            return true;
        from = (int64_t)(back ? reference.day : period_end(reference)) * DAY_SECONDS;
        m->reason = "counted from a time of the text";
    } else {
        /* "spent the next ten years" lies somewhere in the past */
        if (!a->published_known ||
            (way == TIME_WAY_NEXT && time_ahead_or_behind(place->direction) == TIME_DIRECTION_PAST))
            return true;
        if (unit <= TIME_UNIT_HOUR)
            from = a->published + zone_offset(&a->clock, a->document->zone, a->published);
        m->reason = back ? "up to the publication" : "from the publication on";
    }
    if (!time_counted_from(f, from, back, &to))
        return true;
    m->grain = time_unit_grain(unit);
    set_interval(a, m, a->document->zone, back ? to : from, back ? from : to);
    return true;
}

/* resolve_hours: "three hours ago", "half an hour later": a moment, counted from the publication or a clock time. */
static bool resolve_hours(TimeAnchors *a, const TimeFrame *f, TimeMeaning *m)
{
    int32_t way = get(f, TIME_FIELD_WAY), unit = get(f, TIME_FIELD_UNIT), year, month, day, seconds;
    bool back = way == TIME_WAY_AGO || way == TIME_WAY_BEFORE, published = way == TIME_WAY_AGO || way == TIME_WAY_HENCE;
    int64_t from = published ? a->published : a->instant, to;

    m->type = TIMEX_TIME;
    m->reason = published ? "counted from the publication" : "counted from a clock time of the text";
    if ((published ? !a->published_known : a->instant_sentence == NO_INDEX) || !time_counted_from(f, from, back, &to)) {
        snprintf(m->value, TIME_VALUE, "%s", back ? "PAST_REF" : "FUTURE_REF");
        m->reason = "nothing to count from";
        return true;
    }
    from = to + zone_offset(&a->clock, a->document->zone, to);
    m->period = period_of((int32_t)(from / DAY_SECONDS) - (from % DAY_SECONDS < 0 ? 1 : 0), GRAIN_DAY);
    seconds = (int32_t)(from - (int64_t)m->period.day * DAY_SECONDS);
    calendar_date(m->period.day, &year, &month, &day);
    snprintf(m->value, TIME_VALUE, "%04d-%02d-%02dT%02d:%02d", year, month, day, seconds / 3600, seconds / 60 % 60);
    m->grain = unit == TIME_UNIT_HOUR ? GRAIN_HOUR : unit == TIME_UNIT_MINUTE ? GRAIN_MINUTE : GRAIN_SECOND;
    m->bounded = true;
    m->starts = to;
    m->ends = to + (unit == TIME_UNIT_HOUR ? 3600 : unit == TIME_UNIT_MINUTE ? 60 : 1);
    return true;
}

/* resolve_set: "every Monday", "daily", "every two weeks". */
static bool resolve_set(const TimeFrame *f, TimeMeaning *m)
{
    static const char *const seasons[] = {"", "SP", "SU", "FA", "WI"};
    const char *part = day_parts[get(f, TIME_FIELD_PART)].value;
    TimeFrame counted = *f;

    if (has(f, TIME_FIELD_ORDINAL)) { /* every second day */
        frame_set(&counted, TIME_FIELD_COUNT, get(f, TIME_FIELD_ORDINAL));
        f = &counted;
    }
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
    f = time_frame_tidy(a, frame);
    m->dated = has(&f, TIME_FIELD_YEAR) && has(&f, TIME_FIELD_MONTH);
    a->story_year = 0;
    /* without a publication a month belongs to the year just told of: "on 3 May 1911 ... in June" */
    if (a->told_year > 0 && place->sentence - a->told_in <= STORY_SENTENCES && !a->published_known)
        a->story_year = a->told_year;
    m->compared = has(&f, TIME_FIELD_WAY) && get(&f, TIME_FIELD_UNIT) == TIME_UNIT_YEAR;
    if (frame->type == TIME_RULE_SET)
        return resolve_set(&f, m);
    if (has(&f, TIME_FIELD_REFERENCE))
        return resolve_reference(a, &f, m);
    if (frame->type == TIME_RULE_DURATION)
        return resolve_duration(a, &f, place, m);
    if (has(&f, TIME_FIELD_WAY) && has(&f, TIME_FIELD_UNIT) && get(&f, TIME_FIELD_UNIT) <= TIME_UNIT_HOUR &&
        get(&f, TIME_FIELD_WAY) <= TIME_WAY_AFTER && has(&f, TIME_FIELD_COUNT) && !has(&f, TIME_FIELD_HOUR))
        return resolve_hours(a, &f, m);
    if (has(&f, TIME_FIELD_HOUR))
        return resolve_clock(a, &f, place, m);
    if (has(&f, TIME_FIELD_PART))
        return resolve_part(a, &f, place, m);
    return resolve_date(a, &f, place, m);
}

void time_anchors_note(TimeAnchors *a, const TimeMeaning *m, const TimePlace *place)
{
    if (m->period.grain != GRAIN_NONE) {
        int32_t year, month, day;

        calendar_date(m->period.day, &year, &month, &day);
        if (m->dated || (a->told_year == year && m->period.grain <= GRAIN_MONTH)) {
            a->told_year = year;
            a->told_in = place->sentence;
        }
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
