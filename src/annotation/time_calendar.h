/*
 * time_calendar.h: arithmetic of the civil calendar (proleptic Gregorian, years 1 to 9999), without zones.
 *
 * A day is a number of days since 1970-01-01. A period is a stretch of the calendar: a day, a week, a month ... It is
 * given by its first day, from which all else follows.
 */
#ifndef NEWS_EVENTS_TIME_CALENDAR_H
#define NEWS_EVENTS_TIME_CALENDAR_H

#include "labels.h"

#define NO_DAY INT32_MIN
#define PERIOD_VALUE 48 /* room for a value */

typedef struct Period {
    Grain grain; /* GRAIN_DAY to GRAIN_CENTURY; GRAIN_NONE: no period */
    int32_t day; /* its first day */
} Period;

/* calendar_is_date: no 30th of February, no year 0. */
extern bool calendar_is_date(int32_t year, int32_t month, int32_t day);

extern int32_t calendar_month_length(int32_t year, int32_t month);

/* calendar_day: NO_DAY for what is no date. */
extern int32_t calendar_day(int32_t year, int32_t month, int32_t day);
extern void calendar_date(int32_t day, int32_t *year, int32_t *month, int32_t *month_day);

/* calendar_weekday: 1 Monday to 7 Sunday. */
extern int32_t calendar_weekday(int32_t day);

/* calendar_easter: Easter Sunday of the western churches. */
extern int32_t calendar_easter(int32_t year);

/* calendar_nth_weekday: the nth (1 to 5, -1 the last) of a weekday in a month; NO_DAY where there is none. */
extern int32_t calendar_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t nth);

/* period_of: the period of this grain that a day lies in. */
extern Period period_of(int32_t day, Grain grain);

/* period_shift: the period `count` periods later; of GRAIN_NONE when it leaves the calendar. */
extern Period period_shift(Period period, int32_t count);

/* period_end: the first day after it. */
extern int32_t period_end(Period period);

/* period_value: its TIMEX3 value, such as 1998-W07 or 199. */
extern void period_value(Period period, char *value);

#endif
