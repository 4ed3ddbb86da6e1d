/* time_calendar.c: days, weeks, months, quarters and so on of the civil calendar. */
#include "time_calendar.h"

#include <stdio.h>
#include <string.h>

#define LAST_YEAR 9999

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t calendar_month_length(int32_t year, int32_t month)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return lengths[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

bool calendar_is_date(int32_t year, int32_t month, int32_t day)
{
    return year >= 1 && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
           day <= calendar_month_length(year, month);
}

/* Days from the civil date and back as in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int32_t calendar_day(int32_t year, int32_t month, int32_t day)
{
    int32_t y = month <= 2 ? year - 1 : year, era, year_of_era, day_of_year, day_of_era;

    if (!calendar_is_date(year, month, day))
        return NO_DAY;
    era = y / 400;
    year_of_era = y - era * 400;
    day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void calendar_date(int32_t day, int32_t *year, int32_t *month, int32_t *month_day)
{
    int32_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, day_of_era = z - era * 146097;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted = (5 * day_of_year + 2) / 153;

    *month_day = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

int32_t calendar_weekday(int32_t day)
{
    return ((day + 3) % 7 + 7) % 7 + 1; /* 1970-01-01 was a Thursday */
}

/* The algorithm of the anonymous correspondent of Nature, 1876, as in Meeus, "Astronomical Algorithms". */
int32_t calendar_easter(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int32_t h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

    return calendar_day(year, n / 31, n % 31 + 1);
}

int32_t calendar_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t nth)
{
    int32_t first = calendar_day(year, month, 1), day;

    if (first == NO_DAY)
        return NO_DAY;
    day = first + (weekday - calendar_weekday(first) + 7) % 7;
    if (nth < 0) {
        while (day + 7 < first + calendar_month_length(year, month))
            day += 7;
        return day;
    }
    day += 7 * (nth - 1);
    return nth >= 1 && day < first + calendar_month_length(year, month) ? day : NO_DAY;
}

/* months_of: how many months a period has, 0 for those counted in days. */
static int32_t months_of(Grain grain)
{
    switch (grain) {
    case GRAIN_MONTH:
        return 1;
    case GRAIN_QUARTER:
    case GRAIN_SEASON:
        return 3;
    case GRAIN_HALF:
        return 6;
    case GRAIN_YEAR:
        return 12;
    case GRAIN_DECADE:
        return 120;
    case GRAIN_CENTURY:
        return 1200;
    default:
        return 0;
    }
}

/* from_months: the period that begins with a month, counted from January of year 0. */
static Period from_months(int32_t months, Grain grain)
{
    int32_t year = months / 12;
    Period none = {GRAIN_NONE, NO_DAY}, period = {grain, NO_DAY};

    /* year 0 is only the beginning of the first decade and century; nothing else is in it */
    if (months < 0 || year > LAST_YEAR || (year == 0 && grain != GRAIN_DECADE && grain != GRAIN_CENTURY))
        return none;
    period.day = year == 0 ? calendar_day(1, months % 12 + 1, 1) - 366 : calendar_day(year, months % 12 + 1, 1);
    return period;
}

Period period_of(int32_t day, Grain grain)
{
    Period period = {grain, day};
    int32_t year, month, month_day, months;

    if (grain == GRAIN_WEEK)
        period.day = day - (calendar_weekday(day) - 1);
    if (grain == GRAIN_WEEKEND)
        period.day = day - (calendar_weekday(day) - 1) + 5;
    if (months_of(grain) == 0)
        return period;
    calendar_date(day, &year, &month, &month_day);
    months = year * 12 + month - 1;
    if (grain == GRAIN_SEASON)
        return from_months((months + 1) / 3 * 3 - 1, grain); /* the first of December, March, June, September */
    return from_months(months / months_of(grain) * months_of(grain), grain);
}

Period period_shift(Period period, int32_t count)
{
    int32_t year, month, month_day, length = months_of(period.grain);
    Period none = {GRAIN_NONE, NO_DAY};

    if (count < -200000 || count > 200000 || period.grain == GRAIN_NONE)
        return none;
    if (length == 0) {
        period.day += count * (period.grain == GRAIN_WEEK || period.grain == GRAIN_WEEKEND ? 7 : 1);
        calendar_date(period.day, &year, &month, &month_day);
        return year >= 1 && year <= LAST_YEAR ? period : none;
    }
    calendar_date(period.day, &year, &month, &month_day);
    return from_months(year * 12 + month - 1 + count * length, period.grain);
}

int32_t period_end(Period period)
{
    int32_t year, month, month_day, length = months_of(period.grain);

    if (period.grain == GRAIN_WEEK)
        return period.day + 7;
    if (period.grain == GRAIN_WEEKEND)
        return period.day + 2;
    if (length == 0)
        return period.day + 1;
    calendar_date(period.day, &year, &month, &month_day);
    month += length - 1;
    year += month / 12;
    month = month % 12 + 1;
    if (year > LAST_YEAR)
        return calendar_day(LAST_YEAR, 12, 31) + 1;
    return calendar_day(year, month, 1);
}

/* iso_week: the week of ISO 8601, which belongs to the year of its Thursday. */
static void iso_week(int32_t day, int32_t *year, int32_t *week)
{
    int32_t month, month_day, thursday = day - (calendar_weekday(day) - 1) + 3;

    calendar_date(thursday, year, &month, &month_day);
    *week = (thursday - calendar_day(*year, 1, 1)) / 7 + 1;
}

void period_value(Period period, char *value)
{
    static const char *const seasons[] = {"WI", "SP", "SU", "FA"};
    int32_t year, month, day, week;

    calendar_date(period.day, &year, &month, &day);
    switch (period.grain) {
    case GRAIN_WEEK:
    case GRAIN_WEEKEND:
        iso_week(period.day, &year, &week);
        snprintf(value, PERIOD_VALUE, "%04d-W%02d%s", year, week, period.grain == GRAIN_WEEKEND ? "-WE" : "");
        break;
    case GRAIN_MONTH:
        snprintf(value, PERIOD_VALUE, "%04d-%02d", year, month);
        break;
    case GRAIN_QUARTER:
        snprintf(value, PERIOD_VALUE, "%04d-Q%d", year, (month - 1) / 3 + 1);
        break;
    case GRAIN_SEASON:
        snprintf(value, PERIOD_VALUE, "%04d-%s", year, seasons[month % 12 / 3]);
        break;
    case GRAIN_HALF:
        snprintf(value, PERIOD_VALUE, "%04d-H%d", year, (month - 1) / 6 + 1);
        break;
    case GRAIN_YEAR:
        snprintf(value, PERIOD_VALUE, "%04d", year);
        break;
    case GRAIN_DECADE:
        snprintf(value, PERIOD_VALUE, "%03d", year / 10);
        break;
    case GRAIN_CENTURY:
        snprintf(value, PERIOD_VALUE, "%02d", year / 100);
        break;
    default:
        snprintf(value, PERIOD_VALUE, "%04d-%02d-%02d", year, month, day);
    }
}
