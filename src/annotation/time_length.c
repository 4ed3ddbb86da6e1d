/* time_length.c: lengths of time: their TIMEX3 values, and counting with them. */
#include "time_period.h"

#include <stdio.h>

#define DAY_SECONDS 86400

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

/* time_counted_from: the local second that lies `way` a length of time from another; false when it leaves the calendar.
 */
bool time_counted_from(const TimeFrame *f, int64_t from, bool back, int64_t *to)
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

    if (has(f, TIME_FIELD_VAGUE) || set_again(f, TIME_FIELD_COUNT) || (count == 0 && !has(f, TIME_FIELD_FRACTION)))
        return false;
    if (seconds > 0) {
        *to = from + seconds * count + seconds * get(f, TIME_FIELD_FRACTION) / 10 * (back ? -1 : 1);
        return true;
    }
    if (months == 0)
        return false;
    day = months_later((int32_t)(from / DAY_SECONDS),
                       months * count + months * get(f, TIME_FIELD_FRACTION) / 10 * (back ? -1 : 1));
    *to = (int64_t)day * DAY_SECONDS;
    return day != NO_DAY;
}
