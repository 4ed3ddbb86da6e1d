/*
 * time_zones.h: local time to real time and back, by ICU's data of the IANA zones.
 *
 * The offset of a zone changes a few times a year, so a span of equal offset is asked of ICU once and kept for the
 * document. Nothing of ICU stays open between calls: an error that jumps out of a stage loses nothing.
 */
#ifndef NEWS_EVENTS_TIME_ZONES_H
#define NEWS_EVENTS_TIME_ZONES_H

#include "document.h"

#define ZONE_SPANS 24

typedef struct ZoneSpan {
    char zone[48];
    int64_t from, to; /* seconds since 1970 UTC */
    int32_t offset;   /* seconds east of Greenwich */
} ZoneSpan;

typedef struct ZoneClock {
    ZoneSpan spans[ZONE_SPANS];
    int32_t count, next; /* next: the span to be replaced */
} ZoneClock;

/* zone_is_known: whether ICU knows an IANA zone; "UTC" is one. */
extern bool zone_is_known(const char *zone);

/* zone_offset: seconds east of Greenwich at an instant (seconds since 1970 UTC); 0 for an unknown zone. */
extern int32_t zone_offset(ZoneClock *clock, const char *zone, int64_t instant);

/* zone_to_instant: the instant of a local time (seconds since 1970-01-01 00:00 local); the earlier of two. */
extern int64_t zone_to_instant(ZoneClock *clock, const char *zone, int64_t local);

#endif
