/* time_zones.c: the offsets of IANA zones, from ICU. */
#include "time_zones.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define LONGEST_ZONE 48

static bool is_utc(const char *zone)
{
    return zone == NULL || zone[0] == '\0' || strcmp(zone, "UTC") == 0 || strcmp(zone, "Etc/UTC") == 0 ||
           strcmp(zone, "GMT") == 0;
}

/* open_zone: a calendar in a zone, NULL where ICU does not know the zone. */
static UCalendar *open_zone(const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[LONGEST_ZONE], canonical[LONGEST_ZONE];
    UBool known = 0;
    UCalendar *calendar;
    size_t length = strlen(zone);

    if (length >= LONGEST_ZONE)
        return NULL;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)zone[i] >= 0x80)
            return NULL;
    u_charsToUChars(zone, name, (int32_t)length + 1);
    ucal_getCanonicalTimeZoneID(name, (int32_t)length, canonical, LONGEST_ZONE, &known, &status);
    if (U_FAILURE(status) || !known)
        return NULL;
    calendar = ucal_open(name, (int32_t)length, "en_US_POSIX", UCAL_GREGORIAN, &status);
    if (U_SUCCESS(status))
        return calendar;
    ucal_close(calendar);
    return NULL;
}

bool zone_is_known(const char *zone)
{
    UCalendar *calendar;

    if (is_utc(zone))
        return true;
    calendar = open_zone(zone);
    if (calendar == NULL)
        return false;
    ucal_close(calendar);
    return true;
}

/* read_span: the offset of a zone at an instant and since and until when it holds. */
static void read_span(ZoneSpan *span, const char *zone, int64_t instant)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = open_zone(zone);
    UDate transition;

    strncpy(span->zone, zone, sizeof(span->zone) - 1);
    span->zone[sizeof(span->zone) - 1] = '\0';
    span->from = INT64_MIN;
    span->to = INT64_MAX;
    span->offset = 0;
    if (calendar == NULL)
        return;
    ucal_setMillis(calendar, (double)instant * 1000.0, &status);
    span->offset =
        (ucal_get(calendar, UCAL_ZONE_OFFSET, &status) + ucal_get(calendar, UCAL_DST_OFFSET, &status)) / 1000;
    if (ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, &transition, &status))
        span->from = (int64_t)(transition / 1000.0);
    if (ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &transition, &status))
        span->to = (int64_t)(transition / 1000.0);
    if (U_FAILURE(status))
        span->from = span->to = instant; /* kept for no other instant */
    ucal_close(calendar);
}

int32_t zone_offset(ZoneClock *clock, const char *zone, int64_t instant)
{
    ZoneSpan *span;

    if (is_utc(zone))
        return 0;
    for (int32_t i = 0; i < clock->count; i++) {
        span = &clock->spans[i];
        if (instant >= span->from && instant < span->to && strcmp(span->zone, zone) == 0)
            return span->offset;
    }
    span = &clock->spans[clock->next];
    clock->next = (clock->next + 1) % ZONE_SPANS;
    if (clock->count < ZONE_SPANS)
        clock->count++;
    read_span(span, zone, instant);
    return span->offset;
}

int64_t zone_to_instant(ZoneClock *clock, const char *zone, int64_t local)
{
    int32_t before = zone_offset(clock, zone, local - 86400), after;

    if (zone_offset(clock, zone, local - before) == before)
        return local - before;
    after = zone_offset(clock, zone, local + 86400);
    /* in the gap of the spring no offset fits: the clock is read as it stood before */
    return zone_offset(clock, zone, local - after) == after ? local - after : local - before;
}
