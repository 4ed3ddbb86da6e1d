/* time_units.c: reads a sentence as units: words, number words, digits, dates and clock times in figures. */
#include "time_grammar.h"
#include "time_calendar.h"

#include <string.h>

#define LARGEST_COUNT 32767
#define LONGEST_WORD 31 /* bytes; compile_times.pl refuses a longer word */

/* What reading one sentence needs at hand. */
typedef struct Reader {
    TimeUnits *units;
    const Document *document;
    const char *text;
    int32_t end; /* of the sentence */
    int32_t token;
} Reader;

static uint32_t hash_word(const char *word, int32_t length)
{
    uint32_t hash = 2166136261u;

    for (int32_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)word[i]) * 16777619u;
    return hash ^ (hash >> 15);
}

int32_t time_word_find(const char *word, int32_t length)
{
    const TimeGrammar *g = &time_grammar;
    uint32_t slot, letters = (uint32_t)(uint8_t)word[0] * 32 + (length > 1 ? (uint8_t)word[1] : 0);

    if (length > LONGEST_WORD || (g->lengths[letters & 1023] >> length & 1) == 0)
        return -1;
    slot = hash_word(word, length) & g->slot_mask;

    while (g->slots[slot] >= 0) {
        const TimeWord *row = &g->words[g->slots[slot]];

        if (row->length == length && memcmp(g->strings + row->string, word, (size_t)length) == 0)
            return g->slots[slot];
        slot = (slot + 1) & g->slot_mask;
    }
    return -1;
}

TimeDirection time_cue(const char *word, int32_t length)
{
    uint32_t slot = hash_word(word, length) & time_grammar.cue_mask;

    while (time_grammar.cues[slot].word[0] != '\0') {
        const TimeCue *cue = &time_grammar.cues[slot];

        if (strncmp(cue->word, word, (size_t)length) == 0 && cue->word[length] == '\0')
            return cue->direction;
        slot = (slot + 1) & time_grammar.cue_mask;
    }
    return TIME_DIRECTION_NONE;
}

static TimeUnit *add_unit(Reader *reader, int32_t start, int32_t end)
{
    TimeUnits *units = reader->units;
    TimeUnit *unit;

    if (units->count == units->capacity) {
        int32_t capacity = units->capacity < 64 ? 64 : units->capacity * 2;

        units->items = arena_grow(reader->document->arena, units->items, (size_t)units->count * sizeof(TimeUnit),
                                  (size_t)capacity * sizeof(TimeUnit));
        units->capacity = capacity;
    }
    unit = &units->items[units->count++];
    *unit = (TimeUnit){
        .start = start, .length = end - start, .token = reader->token, .word = -1, .reading = units->reading_count};
    return unit;
}

/* add_reading: one more reading of the unit that was added last, with `count` pairs of field and value. */
static TimeReading *add_reading(Reader *reader, TimeUnit *unit, TimeClass class)
{
    TimeUnits *units = reader->units;
    TimeReading *reading;

    if (units->reading_count == units->reading_capacity) {
        int32_t capacity = units->reading_capacity < 64 ? 64 : units->reading_capacity * 2;

        units->readings =
            arena_grow(reader->document->arena, units->readings, (size_t)units->reading_count * sizeof(TimeReading),
                       (size_t)capacity * sizeof(TimeReading));
        units->reading_capacity = capacity;
    }
    reading = &units->readings[units->reading_count++];
    *reading = (TimeReading){.class = (uint16_t) class, .units = 1};
    unit->reading_count++;
    return reading;
}

static void reading_set(TimeReading *reading, TimeField field, int32_t value)
{
    if (reading->set_count < TIME_READING_SETS)
        reading->sets[reading->set_count++] = (TimeSet){(int16_t)field, (int16_t)value};
}

static void add_value(Reader *reader, TimeUnit *unit, TimeClass class, TimeField field, int32_t value)
{
    reading_set(add_reading(reader, unit, class), field, value);
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* at: the byte at an offset, a space beyond the sentence. */
static char at(const Reader *reader, int32_t offset)
{
    return offset < reader->end ? reader->text[offset] : ' ';
}

/* digits_at: how many digits begin here, at most `most` of them looked at, and their value (9 digits do not overflow).
 */
static int32_t digits_at(const Reader *reader, int32_t offset, int32_t most, int32_t *value)
{
    int32_t count = 0;

    *value = 0;
    while (count < most && digit(at(reader, offset + count)))
        *value = *value * 10 + (at(reader, offset + count++) - '0');
    return count;
}

/* exactly: the value of exactly `count` digits that no digit follows, or -1. */
static int32_t exactly(const Reader *reader, int32_t offset, int32_t count)
{
    int32_t value;

    if (digits_at(reader, offset, count, &value) != count || digit(at(reader, offset + count)))
        return -1;
    return value;
}

/* dash_at: bytes of the hyphen, en dash or em dash here, 0 for none. */
static int32_t dash_at(const Reader *reader, int32_t offset)
{
    if (at(reader, offset) == '-')
        return 1;
    if (at(reader, offset) == '\xe2' && at(reader, offset + 1) == '\x80' &&
        (at(reader, offset + 2) == '\x93' || at(reader, offset + 2) == '\x94' || at(reader, offset + 2) == '\x91'))
        return 3;
    return 0;
}

/* apostrophe_at: bytes of an apostrophe, 0 for none. */
static int32_t apostrophe_at(const Reader *reader, int32_t offset)
{
    if (at(reader, offset) == '\'')
        return 1;
    if (at(reader, offset) == '\xe2' && at(reader, offset + 1) == '\x80' &&
        (at(reader, offset + 2) == '\x98' || at(reader, offset + 2) == '\x99'))
        return 3;
    return 0;
}

/* offset_at: "Z", "+09:00", "+0900" after a clock time: bytes read, and minutes east of Greenwich. */
static int32_t offset_at(const Reader *reader, int32_t p, int32_t *minutes)
{
    char sign = at(reader, p);
    int32_t hours, rest, length;

    *minutes = 0;
    if (sign == 'Z' && !letter(at(reader, p + 1)) && !digit(at(reader, p + 1)))
        return 1;
    if (sign != '+' && sign != '-')
        return 0;
    if (digits_at(reader, p + 1, 2, &hours) != 2)
        return 0;
    length = 3;
    if (at(reader, p + 3) == ':')
        length++;
    rest = exactly(reader, p + length, 2);
    if (rest < 0 || hours > 14 || rest > 59)
        return 0;
    *minutes = (hours * 60 + rest) * (sign == '-' ? -1 : 1);
    return length + 2;
}

static bool clock_is_valid(int32_t hour, int32_t minute, int32_t second)
{
    return hour >= 0 && minute >= 0 && minute < 60 && second >= 0 && second < 60 &&
           (hour < 24 || (hour == 24 && minute == 0 && second == 0));
}

/* read_iso_date: "2021-12-30", "2021/12/30", with or without "T20:30:00Z"; gives the end, or 0. */
static int32_t read_iso_date(Reader *reader, int32_t p)
{
    int32_t year = 0, month = 0, day, end, hour, minute, second = 0, offset, length;
    char separator = at(reader, p + 4);
    TimeUnit *unit;
    TimeReading *reading;

    if ((separator != '-' && separator != '/') || digits_at(reader, p, 4, &year) != 4 ||
        digits_at(reader, p + 5, 2, &month) != 2 || at(reader, p + 7) != separator)
        return 0;
    day = exactly(reader, p + 8, 2);
    if (day < 0 && at(reader, p + 10) == 'T')
        digits_at(reader, p + 8, 2, &day);
    if (day < 0)
        return 0;
    end = p + 10;
    unit = add_unit(reader, p, end);
    if (!calendar_is_date(year, month, day))
        return end;
    if ((at(reader, end) == 'T' || at(reader, end) == ' ') && digits_at(reader, end + 1, 2, &hour) == 2 &&
        at(reader, end + 3) == ':' && digits_at(reader, end + 4, 2, &minute) == 2) {
        int32_t clock_end = end + 6;

        if (at(reader, clock_end) == ':' && digits_at(reader, clock_end + 1, 2, &second) == 2)
            clock_end += 3;
        else
            second = 0;
        if (at(reader, clock_end) == '.' && digit(at(reader, clock_end + 1)))
            for (clock_end++; digit(at(reader, clock_end)); clock_end++)
                ;
        if (clock_is_valid(hour, minute, second) && !digit(at(reader, clock_end))) {
            length = offset_at(reader, clock_end, &offset);
            unit->length = clock_end + length - p;
            reading = add_reading(reader, unit, TIME_CLASS_DATETIME);
            reading_set(reading, TIME_FIELD_YEAR, year);
            reading_set(reading, TIME_FIELD_MONTH, month);
            reading_set(reading, TIME_FIELD_DAY, day);
            reading_set(reading, TIME_FIELD_HOUR, hour);
            reading_set(reading, TIME_FIELD_MINUTE, minute);
            if (clock_end - end > 6)
                reading_set(reading, TIME_FIELD_SECOND, second);
            if (length > 0)
                reading_set(reading, TIME_FIELD_OFFSET, offset);
            return clock_end + length;
        }
    }
    reading = add_reading(reader, unit, TIME_CLASS_DATE);
    reading_set(reading, TIME_FIELD_YEAR, year);
    reading_set(reading, TIME_FIELD_MONTH, month);
    reading_set(reading, TIME_FIELD_DAY, day);
    return end;
}

/* day_comes_first: whether 5/6/2021 is the 5th of June where the publisher is. */
static bool day_comes_first(const Document *document)
{
    const char *zone = document->zone;

    return zone != NULL &&
           (strncmp(zone, "Europe/", 7) == 0 || strncmp(zone, "Africa/", 7) == 0 || strncmp(zone, "Asia/", 5) == 0 ||
            strncmp(zone, "Australia/", 10) == 0 || strncmp(zone, "Pacific/Auckland", 16) == 0);
}

/* read_slash_date: "12/30/2021", "30.12.2021", "30/12/21"; gives the end, or 0. */
static int32_t read_slash_date(Reader *reader, int32_t p)
{
    int32_t first, second, year, q = p, n;
    bool day_first;
    char separator;
    TimeUnit *unit;

    q += digits_at(reader, q, 2, &first);
    separator = at(reader, q);
    if (separator != '/' && separator != '.')
        return 0;
    n = digits_at(reader, q + 1, 2, &second);
    q += 1 + n;
    if (n == 0 || at(reader, q) != separator)
        return 0;
    n = digits_at(reader, q + 1, 5, &year);
    if (n != 4 && (n != 2 || separator == '.'))
        return 0;
    q += 1 + n;
    if (at(reader, q) == separator && digit(at(reader, q + 1)))
        return 0; /* an address or a version number */
    if (n == 2)
        year += year < 70 ? 2000 : 1900;
    day_first = separator == '.' || first > 12 || (second <= 12 && day_comes_first(reader->document));
    unit = add_unit(reader, p, q);
    if (calendar_is_date(year, day_first ? second : first, day_first ? first : second)) {
        TimeReading *reading = add_reading(reader, unit, TIME_CLASS_DATE);

        reading_set(reading, TIME_FIELD_YEAR, year);
        reading_set(reading, TIME_FIELD_MONTH, day_first ? second : first);
        reading_set(reading, TIME_FIELD_DAY, day_first ? first : second);
    }
    return q;
}

/* read_clock: "3:30", "15:30:05", "23.30"; gives the end, or 0. */
static int32_t read_clock(Reader *reader, int32_t p)
{
    int32_t hour, minute, second = 0, q = p, length;
    bool colon;
    TimeUnit *unit;
    TimeReading *reading;

    q += digits_at(reader, q, 2, &hour);
    colon = at(reader, q) == ':';
    if (digits_at(reader, q + 1, 3, &minute) != 2 || (!colon && at(reader, q) != '.'))
        return 0;
    q += 3;
    length = q - p;
    if (colon && at(reader, q) == ':' && digits_at(reader, q + 1, 3, &second) == 2)
        q += 3;
    else
        second = 0;
    if (!colon && (at(reader, q) == '%' || (at(reader, q) == '.' && digit(at(reader, q + 1)))))
        return 0;
    unit = add_unit(reader, p, q);
    if (!clock_is_valid(hour, minute, second))
        return q;
    reading = add_reading(reader, unit, colon ? TIME_CLASS_CLOCK : TIME_CLASS_DOTCLOCK);
    reading_set(reading, TIME_FIELD_HOUR, hour);
    reading_set(reading, TIME_FIELD_MINUTE, minute);
    if (q - p > length)
        reading_set(reading, TIME_FIELD_SECOND, second);
    if (!colon && minute % 10 == 0) { /* "2.50" is two and a half as well */
        reading = add_reading(reader, unit, TIME_CLASS_NUM);
        reading_set(reading, TIME_FIELD_COUNT, hour);
        reading_set(reading, TIME_FIELD_FRACTION, minute / 10);
    }
    return q;
}

/* read_year_range: "2014-16", "1939-1945"; gives the end, or 0. */
static int32_t read_year_range(Reader *reader, int32_t p, int32_t year)
{
    int32_t dash = dash_at(reader, p + 4), end, to, count;
    TimeUnit *unit;
    TimeReading *reading;

    if (dash == 0)
        return 0;
    count = digits_at(reader, p + 4 + dash, 5, &to);
    end = p + 4 + dash + count;
    if ((count != 2 && count != 4) || letter(at(reader, end)) || dash_at(reader, end) > 0)
        return 0;
    if (count == 2 && to <= year % 100) {
        if (to < 1 || to > 12)
            return 0;
        unit = add_unit(reader, p, end); /* "2021-12", a month as ISO 8601 writes it */
        reading = add_reading(reader, unit, TIME_CLASS_DATE);
        reading_set(reading, TIME_FIELD_YEAR, year);
        reading_set(reading, TIME_FIELD_MONTH, to);
        return end;
    }
    if (count == 2)
        to += year / 100 * 100;
    if (to <= year || to > 2999)
        return 0;
    unit = add_unit(reader, p, end);
    reading = add_reading(reader, unit, TIME_CLASS_SHORTRANGE);
    reading_set(reading, TIME_FIELD_YEAR, year);
    reading_set(reading, TIME_FIELD_YEAR, to);
    return end;
}

/* ordinal_suffix_at: whether "st", "nd", "rd" or "th" stands here and no letter after it. */
static bool ordinal_suffix_at(const Reader *reader, int32_t p)
{
    char a = (char)(at(reader, p) | 0x20), b = (char)(at(reader, p + 1) | 0x20);

    return ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') || (a == 't' && b == 'h')) &&
           !letter(at(reader, p + 2)) && !digit(at(reader, p + 2));
}

/* read_decade: "1980s", "1980's", "80s"; gives the end, or 0. */
static int32_t read_decade(Reader *reader, int32_t p, int32_t count, int32_t value, bool apostrophe)
{
    int32_t q = p + count;
    TimeUnit *unit;

    q += apostrophe_at(reader, q);
    if (at(reader, q) != 's' || letter(at(reader, q + 1)) || digit(at(reader, q + 1)) || value % 10 != 0)
        return 0;
    if (count == 4 && value >= 1000 && value <= 2990) {
        unit = add_unit(reader, p, q + 1);
        add_value(reader, unit, TIME_CLASS_DECADE, TIME_FIELD_DECADE, value / 10);
        return q + 1;
    }
    if (count == 2 && value >= 20 && q == p + 2) {
        unit = add_unit(reader, p, q + 1);
        add_value(reader, unit, apostrophe ? TIME_CLASS_DECADE : TIME_CLASS_YEARS, TIME_FIELD_DECADE, 190 + value / 10);
        return q + 1;
    }
    return 0;
}

/* read_plain_number: what a number without a mark inside can be. */
static void read_plain_number(Reader *reader, TimeUnit *unit, int32_t count, int32_t value, bool apostrophe)
{
    if (apostrophe) {
        if (count == 2)
            add_value(reader, unit, TIME_CLASS_YY, TIME_FIELD_YY, value);
        return;
    }
    add_value(reader, unit, TIME_CLASS_NUM, TIME_FIELD_COUNT, value);
    if (count <= 2 && value >= 1 && value <= 31)
        add_value(reader, unit, TIME_CLASS_DAY, TIME_FIELD_DAY, value);
    if (count <= 2 && value <= 24)
        add_value(reader, unit, TIME_CLASS_HOUR, TIME_FIELD_HOUR, value);
    if (count == 4 && value >= 1000 && value < 3000)
        add_value(reader, unit, value >= 1900 && value < 2100 ? TIME_CLASS_YEAR : TIME_CLASS_YEAROLD, TIME_FIELD_YEAR,
                  value);
    if (count == 4 && clock_is_valid(value / 100, value % 100, 0)) {
        TimeReading *reading = add_reading(reader, unit, TIME_CLASS_HHMM);

        reading_set(reading, TIME_FIELD_HOUR, value / 100);
        reading_set(reading, TIME_FIELD_MINUTE, value % 100);
    }
}

/* currency_before: whether a sign that makes the number an amount stands right before it. */
static bool currency_before(const Reader *reader, int32_t p)
{
    const char *text = reader->text;

    if (p == 0)
        return false;
    if (text[p - 1] == '$' || text[p - 1] == '#' || text[p - 1] == '/' || text[p - 1] == '\xa3' ||
        text[p - 1] == '\xa5')
        return true;
    return p >= 3 && memcmp(text + p - 3, "\xe2\x82\xac", 3) == 0;
}

/* read_number: the figures that begin here; gives where they end. */
static int32_t read_number(Reader *reader, int32_t p, bool apostrophe)
{
    int32_t value, count = digits_at(reader, p, 9, &value), q = p + count, end;
    TimeUnit *unit;

    if (currency_before(reader, p) || digit(at(reader, q))) {
        while (digit(at(reader, q)) || ((at(reader, q) == '.' || at(reader, q) == ',') && digit(at(reader, q + 1))))
            q++;
        add_unit(reader, p, q);
        return q;
    }
    if (!apostrophe) {
        if (count == 4 && ((end = read_iso_date(reader, p)) > 0 ||
                           (value >= 1000 && value < 3000 && (end = read_year_range(reader, p, value)) > 0)))
            return end;
        if (count <= 2 && ((end = read_slash_date(reader, p)) > 0 || (end = read_clock(reader, p)) > 0))
            return end;
    }
    if ((end = read_decade(reader, p, count, value, apostrophe)) > 0)
        return end;
    if (at(reader, q) == '/' && digit(at(reader, q + 1))) { /* only "1/2" is of use */
        for (end = q + 1; digit(at(reader, end)) || at(reader, end) == '/'; end++)
            ;
        unit = add_unit(reader, p, end);
        if (count == 1 && value == 1 && end == q + 2 && at(reader, q + 1) == '2')
            add_value(reader, unit, TIME_CLASS_FRACTION, TIME_FIELD_FRACTION, 5);
        return end;
    }
    if ((at(reader, q) == ',' || at(reader, q) == '.') && digit(at(reader, q + 1))) {
        bool comma = at(reader, q) == ',';
        int32_t tenths = at(reader, q + 1) - '0';

        for (end = q; digit(at(reader, end)) ||
                      ((at(reader, end) == ',' || at(reader, end) == '.') && digit(at(reader, end + 1)));
             end++)
            if (comma && digit(at(reader, end)) && value <= LARGEST_COUNT)
                value = value * 10 + (at(reader, end) - '0');
        unit = add_unit(reader, p, end);
        if (comma && value <= LARGEST_COUNT && (end - q) % 4 == 0)
            add_value(reader, unit, TIME_CLASS_NUM, TIME_FIELD_COUNT, value);
        else if (!comma && end == q + 2 && value <= LARGEST_COUNT) {
            TimeReading *reading = add_reading(reader, unit, TIME_CLASS_NUM);

            reading_set(reading, TIME_FIELD_COUNT, value);
            reading_set(reading, TIME_FIELD_FRACTION, tenths);
        }
        return end;
    }
    if (ordinal_suffix_at(reader, q)) {
        unit = add_unit(reader, p, q + 2);
        if (value >= 1 && value <= LARGEST_COUNT)
            add_value(reader, unit, TIME_CLASS_ORD, TIME_FIELD_ORDINAL, value);
        if (value >= 1 && value <= 31) {
            add_value(reader, unit, TIME_CLASS_DAYORD, TIME_FIELD_DAY, value);
            add_value(reader, unit, TIME_CLASS_DAYTH, TIME_FIELD_DAY, value);
        }
        return q + 2;
    }
    unit = add_unit(reader, p, q);
    if (at(reader, q) != '%' && value <= LARGEST_COUNT)
        read_plain_number(reader, unit, count, value, apostrophe);
    return q;
}

/* read_word: letters up to the next dash. */
static int32_t read_word(Reader *reader, int32_t p, int32_t end)
{
    char lower[LONGEST_WORD];
    int32_t q = p;
    TimeUnit *unit;

    while (q < end && (q == p || dash_at(reader, q) == 0))
        q++;
    unit = add_unit(reader, p, q);
    if (q - p > LONGEST_WORD)
        return q;
    for (int32_t i = p; i < q; i++) {
        char c = reader->text[i];

        lower[i - p] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    unit->word = time_word_find(lower, q - p);
    if (unit->word < 0 && q - p > 3 && lower[q - p - 1] == '.')
        unit->word = time_word_find(lower, q - p - 1); /* the end of a sentence kept with its last word */
    return q;
}

/* plain_word: reads a token that is only ASCII letters, as most are; false for any other, which read_token takes apart.
 */
static bool plain_word(Reader *reader, int32_t start, int32_t end)
{
    char lower[LONGEST_WORD];
    const char *text = reader->text + start;
    int32_t length = end - start;

    if (length > LONGEST_WORD)
        return false;
    for (int32_t i = 0; i < length; i++) {
        char c = (char)(text[i] | 0x20);

        if (c < 'a' || c > 'z')
            return false;
        lower[i] = c;
    }
    add_unit(reader, start, end)->word = time_word_find(lower, length);
    return true;
}

/* read_token: a token may hold several units, as in "5pm", "mid-June", "2014-16"; gives where reading stopped. */
static int32_t read_token(Reader *reader, int32_t p, int32_t end)
{
    while (p < end) {
        int32_t dash = dash_at(reader, p), apostrophe = apostrophe_at(reader, p);

        if (digit(reader->text[p])) {
            p = read_number(reader, p, false);
        } else if (dash > 0) {
            add_unit(reader, p, p + dash)->word = time_word_find("-", 1);
            p += dash;
        } else if (apostrophe > 0 && digit(at(reader, p + apostrophe)) && digit(at(reader, p + apostrophe + 1)) &&
                   !digit(at(reader, p + apostrophe + 2))) {
            int32_t start = p;

            p = read_number(reader, p + apostrophe, true);
            reader->units->items[reader->units->count - 1].start = start;
            reader->units->items[reader->units->count - 1].length = p - start;
        } else {
            p = read_word(reader, p, end);
        }
    }
    return p;
}

/* cardinal: the value of a number word, 0 for other words ("zero" is of no use). */
static int32_t cardinal(const TimeUnits *units, int32_t unit, TimeClass class)
{
    int32_t word = unit < units->count ? units->items[unit].word : -1;

    if (word < 0)
        return 0;
    for (uint32_t i = 0; i < time_grammar.words[word].count; i++) {
        const TimeEntry *entry = &time_grammar.entries[time_grammar.words[word].entry + i];

        if (entry->class == class && entry->set_count > 0)
            return time_grammar.sets[entry->set].value;
    }
    return 0;
}

static bool unit_is(const TimeUnits *units, const Document *document, int32_t unit, const char *word)
{
    return unit < units->count && units->items[unit].length == (int32_t)strlen(word) &&
           memcmp(document->text + units->items[unit].start, word, strlen(word)) == 0;
}

/* skip_dash: the unit after a dash, where there is one. */
static int32_t skip_dash(const TimeUnits *units, const Document *document, int32_t unit)
{
    return unit_is(units, document, unit, "-") ? unit + 1 : unit;
}

/* below_hundred: "twenty-five", "seven"; gives the unit after it and its value, 0 for none. */
static int32_t below_hundred(const TimeUnits *units, const Document *document, int32_t unit, int32_t *value)
{
    int32_t tens = cardinal(units, unit, TIME_CLASS_CARD), ones, next;

    *value = 0;
    if (tens <= 0 || tens > 99)
        return unit;
    *value = tens;
    if (tens < 20 || tens % 10 != 0)
        return unit + 1;
    next = skip_dash(units, document, unit + 1);
    ones = cardinal(units, next, TIME_CLASS_CARD);
    if (ones <= 0 || ones > 9)
        return unit + 1;
    *value += ones;
    return next + 1;
}

/* spelled_number: "two hundred and ten", "three thousand"; gives the unit after it and its value. */
static int32_t spelled_number(const TimeUnits *units, const Document *document, int32_t unit, int32_t *value)
{
    int32_t part, next = below_hundred(units, document, unit, &part), total = 0;

    for (int32_t rounds = 0; rounds < 3; rounds++) {
        int32_t power = cardinal(units, next, TIME_CLASS_CARD), after;

        if (power != 100 && power != 1000)
            break;
        total = (total + (part > 0 ? part : total > 0 ? 0 : 1)) * power;
        if (total > LARGEST_COUNT)
            break;
        next++;
        after = unit_is(units, document, next, "and") ? next + 1 : next;
        after = below_hundred(units, document, after, &part);
        if (part > 0)
            next = after;
    }
    *value = total + part;
    return next;
}

/* add_spelled_number: the number readings of the number words that begin at a unit. */
static void add_spelled_number(Reader *reader, int32_t first)
{
    TimeUnits *units = reader->units;
    int32_t value, next = spelled_number(units, reader->document, first, &value), part, year;
    TimeUnit *unit = &units->items[first];
    int32_t century = cardinal(units, first, TIME_CLASS_CARD);
    int32_t after = skip_dash(units, reader->document, first + 1);

    unit->reading = units->reading_count;
    if (next > first && value > 0 && value <= LARGEST_COUNT) {
        TimeReading *reading = add_reading(reader, unit, TIME_CLASS_NUM);

        reading->units = (uint8_t)(next - first);
        reading_set(reading, TIME_FIELD_COUNT, value);
        if (value >= 2000 && value < 2100) {
            reading = add_reading(reader, unit, TIME_CLASS_YEAR);
            reading->units = (uint8_t)(next - first);
            reading_set(reading, TIME_FIELD_YEAR, value);
        }
        if (value <= 12 && next == first + 1)
            add_value(reader, unit, TIME_CLASS_HOURWORD, TIME_FIELD_HOUR, value);
    }
    if (century >= 13 && century <= 20) { /* "nineteen ninety-six" */
        next = below_hundred(units, reader->document, after, &part);
        year = century * 100 + part;
        if (part >= 10) {
            TimeReading *reading = add_reading(reader, unit, year >= 1900 ? TIME_CLASS_YEAR : TIME_CLASS_YEAROLD);

            reading->units = (uint8_t)(next - first);
            reading_set(reading, TIME_FIELD_YEAR, year);
        }
    }
}

/* add_spelled_ordinal: "twenty-first". */
static void add_spelled_ordinal(Reader *reader, int32_t first)
{
    TimeUnits *units = reader->units;
    int32_t tens = cardinal(units, first, TIME_CLASS_CARD), next = skip_dash(units, reader->document, first + 1);
    int32_t ones = cardinal(units, next, TIME_CLASS_ORD);
    TimeReading *reading;

    if (tens < 20 || tens > 90 || ones < 1 || ones > 9)
        return;
    reading = add_reading(reader, &units->items[first], TIME_CLASS_ORD);
    reading->units = (uint8_t)(next - first + 1);
    reading_set(reading, TIME_FIELD_ORDINAL, tens + ones);
    if (tens + ones <= 31) {
        reading = add_reading(reader, &units->items[first], TIME_CLASS_DAYORD);
        reading->units = (uint8_t)(next - first + 1);
        reading_set(reading, TIME_FIELD_DAY, tens + ones);
    }
}

void time_units_read(TimeUnits *units, const Document *document, const Sentence *sentence)
{
    Reader reader = {
        .units = units, .document = document, .text = document->text, .end = sentence->start + sentence->length};
    int32_t done = sentence->start;

    units->count = 0;
    units->reading_count = 0;
    for (int32_t t = sentence->first_token; t <= sentence->last_token; t++) {
        const Token *token = &document->tokens.items[t];
        int32_t end = token->start + token->length;

        reader.token = t;
        if (end > reader.end)
            reader.end = end;
        if (token->start >= done && plain_word(&reader, token->start, end))
            done = end;
        else if (end > done)
            done = read_token(&reader, token->start > done ? token->start : done, end);
    }
    for (int32_t i = 0; i < units->count; i++)
        if (units->items[i].word >= 0 && cardinal(units, i, TIME_CLASS_CARD) > 0) {
            add_spelled_number(&reader, i);
            add_spelled_ordinal(&reader, i);
        }
}
