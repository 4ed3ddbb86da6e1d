/*
 * time_grammar.h: the compiled grammar of time expressions, and the matcher that runs it over a sentence.
 *
 * A sentence is read as units (words, numbers, clock times, punctuation). A unit has readings: a class, such as MONTH
 * or HOUR, with what it sets, such as month=5. The grammar (src/knowledge/time_*.tsv, compiled by compile_times.pl) is
 * one automaton over classes; the longest path through it from a unit is a time expression, and what the units on the
 * path set, with what the rule sets, is its frame. time_anchor.h says what a frame means.
 */
#ifndef NEWS_EVENTS_TIME_GRAMMAR_H
#define NEWS_EVENTS_TIME_GRAMMAR_H

#include "document.h"

/* clang-format off */
/* Classes of numbers that code gives to units; compile_times.pl reads this list. */
#define TIME_CLASS_LIST(X) \
    X(NUM) X(DAY) X(DAYORD) X(DAYTH) X(ORD) X(HOUR) X(HOURWORD) X(YEAR) X(YEAROLD) X(YY) X(YEARS) \
    X(CLOCK) X(DOTCLOCK) X(HHMM) X(DATE) X(DATETIME) X(DECADE) X(OFFSET) X(CARD) X(FRACTION) X(SHORTRANGE)

/* What a frame can say. */
#define TIME_FIELD_LIST(X) \
    X(YEAR) X(YY) X(MONTH) X(DAY) X(WEEKDAY) X(QUARTER) X(HALF) X(SEASON) X(PART) X(HOLIDAY) X(DECADE) X(HOUR) \
    X(MINUTE) X(SECOND) X(AMPM) X(ZONE) X(OFFSET) X(UNIT) X(COUNT) X(FRACTION) X(VAGUE) X(SHIFT) X(WAY) X(EDGE) \
    X(REFERENCE) X(ANCHOR) X(ORDINAL) X(GUARD) X(EVERY)
/* clang-format on */

typedef enum TimeClass {
#define X(name) TIME_CLASS_##name,
    TIME_CLASS_LIST(X)
#undef X
        TIME_CLASS_COUNT
} TimeClass;

typedef enum TimeField {
#define X(name) TIME_FIELD_##name,
    TIME_FIELD_LIST(X)
#undef X
        TIME_FIELDS
} TimeField;

typedef enum TimeRuleType {
    TIME_RULE_DATE,
    TIME_RULE_TIME,
    TIME_RULE_DURATION,
    TIME_RULE_SET,
    TIME_RULE_NONE /* looks like a time and is none */
} TimeRuleType;

enum { TIME_SEASON_SP = 1, TIME_SEASON_SU, TIME_SEASON_FA, TIME_SEASON_WI };
enum { TIME_PART_MO = 1, TIME_PART_MI, TIME_PART_AF, TIME_PART_EV, TIME_PART_NI, TIME_PART_DT, TIME_PART_COUNT };
enum { TIME_AMPM_AM = 1, TIME_AMPM_PM, TIME_AMPM_NOON, TIME_AMPM_MIDNIGHT };
enum {
    TIME_UNIT_SECOND = 1,
    TIME_UNIT_MINUTE,
    TIME_UNIT_HOUR,
    TIME_UNIT_DAY,
    TIME_UNIT_WEEKEND,
    TIME_UNIT_WEEK,
    TIME_UNIT_FORTNIGHT,
    TIME_UNIT_MONTH,
    TIME_UNIT_QUARTER,
    TIME_UNIT_SEASON,
    TIME_UNIT_HALF,
    TIME_UNIT_YEAR,
    TIME_UNIT_DECADE,
    TIME_UNIT_CENTURY,
    TIME_UNIT_MILLENNIUM,
    TIME_UNIT_UNKNOWN
};
/* AGO, HENCE: counted from the publication; BEFORE, AFTER: from a time of the text; PAST, NEXT: a span up to or from
 * now */
enum {
    TIME_WAY_AGO = 1,
    TIME_WAY_HENCE,
    TIME_WAY_BEFORE,
    TIME_WAY_AFTER,
    TIME_WAY_PAST,
    TIME_WAY_NEXT,
    TIME_WAY_OPENING
};
enum { TIME_EDGE_START = 1, TIME_EDGE_MID, TIME_EDGE_END, TIME_EDGE_EARLIER, TIME_EDGE_LATER };
enum { TIME_REFERENCE_PAST = 1, TIME_REFERENCE_PRESENT, TIME_REFERENCE_FUTURE };
enum { TIME_ANCHOR_TEXT = 1 };
enum {
    TIME_GUARD_YEAR = 1,
    TIME_GUARD_DAY,
    TIME_GUARD_MONTH,
    TIME_GUARD_ORDINAL,
    TIME_GUARD_PERIOD,
    TIME_GUARD_CLOCK,
    TIME_GUARD_RATE,
    TIME_GUARD_LOWER
};
typedef enum TimeDirection {
    TIME_DIRECTION_NONE,
    TIME_DIRECTION_PAST,
    TIME_DIRECTION_PRESENT,
    TIME_DIRECTION_TIMETABLE, /* an act in the present tense: "the fair opens on Friday" */
    TIME_DIRECTION_FUTURE,
    TIME_DIRECTION_PLAN,  /* a plan made: what it is for is ahead, though the verb may be in the past */
    TIME_DIRECTION_INTENT /* an act that looks ahead: what follows it as an infinitive is ahead */
} TimeDirection;

enum { TIME_HOLIDAY_FIXED, TIME_HOLIDAY_EASTER, TIME_HOLIDAY_WEEKDAY };

typedef struct TimeSet {
    int16_t field, value;
} TimeSet;

typedef struct TimeWord {
    uint32_t string;
    uint16_t length, entry, count;
} TimeWord;

typedef struct TimeEntry {
    uint16_t class;
    uint8_t words, capital;
    uint32_t rest; /* the words that must follow the first, separated by a space */
    uint16_t set;
    uint8_t set_count;
} TimeEntry;

typedef struct TimeRule {
    uint8_t type;
    uint16_t set;
    uint8_t set_count;
} TimeRule;

typedef struct TimeZoneName {
    const char *name, *zone, *country;
} TimeZoneName;

/* FIXED: month and day; EASTER: days after Easter in `day`; WEEKDAY: month, weekday in `day`, 16 * which + days after
 */
typedef struct TimeHoliday {
    int8_t kind, month, day;
    int16_t which;
} TimeHoliday;

typedef struct TimeCue {
    const char *word;
    TimeDirection direction;
} TimeCue;

typedef struct TimeGrammar {
    const uint32_t *edge_start;
    const uint16_t *edge_classes, *edge_targets; /* a class is doubled; odd: context, no part of the expression */
    const int16_t *accepts;                      /* a rule, -1 none */
    const int32_t *from_start;
    const uint32_t *lengths; /* by the first two letters of a word: bit L is set where a word has length L */
    const TimeWord *words;
    const TimeEntry *entries;
    const int16_t *slots;
    uint32_t slot_mask;
    const TimeSet *sets;
    const TimeRule *rules;
    const char *strings;
    const TimeZoneName *zones;
    int32_t zone_count;
    const TimeHoliday *holidays;
    const TimeCue *cues;
    uint32_t cue_mask;
} TimeGrammar;

extern const TimeGrammar time_grammar;

#define TIME_READING_SETS 7

/* One way to read a unit. */
typedef struct TimeReading {
    uint16_t class;
    uint8_t units; /* how many units it covers */
    uint8_t set_count;
    TimeSet sets[TIME_READING_SETS];
} TimeReading;

typedef struct TimeUnit {
    int32_t start, length; /* bytes of the text */
    int32_t token;         /* the token that it begins in */
    int32_t word;          /* its row in time_grammar.words, -1 none */
    int32_t reading;       /* its first reading that code gave */
    int32_t reading_count;
} TimeUnit;

/* A sentence as units; the arrays are used again for the next sentence. */
typedef struct TimeUnits {
    TimeUnit *items;
    int32_t count, capacity;
    TimeReading *readings;
    int32_t reading_count, reading_capacity;
} TimeUnits;

/* A field may be set twice, as the day in "10 to 12 January": `again` is the second value. */
typedef struct TimeFrame {
    TimeRuleType type;
    uint64_t set, set_again;
    int16_t value[TIME_FIELDS], again[TIME_FIELDS];
} TimeFrame;

static inline bool frame_has(const TimeFrame *frame, TimeField field)
{
    return (frame->set >> field & 1) != 0;
}

/* frame_get: 0 where the field is not set. */
static inline int32_t frame_get(const TimeFrame *frame, TimeField field)
{
    return frame_has(frame, field) ? frame->value[field] : 0;
}

extern void frame_set(TimeFrame *frame, TimeField field, int32_t value);

/* An expression: units first .. last, both inside. */
typedef struct TimeMatch {
    int32_t first, last;
    TimeFrame frame;
} TimeMatch;

/* time_units_read: the units of one sentence. */
extern void time_units_read(TimeUnits *units, const Document *document, const Sentence *sentence);

/* time_word_find: the row of a word in lower case, -1 none. */
extern int32_t time_word_find(const char *word, int32_t length);

/* time_cue: what a word, in lower case, says about the direction in time. */
extern TimeDirection time_cue(const char *word, int32_t length);

/* time_zone_at: the row of time_grammar.zones of the place whose name begins at a unit, -1 none. */
extern int32_t time_zone_at(const TimeUnits *units, const Document *document, int32_t unit);

/* time_match: the longest expression from a unit on; false when there is none. *match is then undefined. */
extern bool time_match(const TimeUnits *units, const Document *document, int32_t unit, TimeMatch *match);

#endif
