/*
 * time_anchor.h: what the frame of a time expression means: a TIMEX3 value and an interval of real time.
 *
 * An expression is anchored in the time of publication, in a time that the text named before it, or not at all. Which
 * of several Junes or Thursdays is meant follows from the direction of its clause.
 */
#ifndef NEWS_EVENTS_TIME_ANCHOR_H
#define NEWS_EVENTS_TIME_ANCHOR_H

#include "time_calendar.h"
#include "time_grammar.h"
#include "time_zones.h"

#define TIME_VALUE 96

/* What a document's expressions are anchored in; changes from one expression to the next. */
typedef struct TimeAnchors {
    const Document *document;
    ZoneClock clock;
    bool published_known;
    int64_t published; /* seconds since 1970 UTC */
    int32_t today;     /* the day of publication in the document's zone */

    Period named[GRAIN_COUNT];     /* the last period of each grain that the text named */
    int32_t named_at[GRAIN_COUNT]; /* when, as a number of periods named before; -1: never */
    int32_t named_count;
    Period quarter;             /* the last quarter, GRAIN_NONE where none was named */
    int32_t told_year, told_in; /* the year of the last day or month that was given with one, and its sentence */
    int32_t story_year;         /* the year that a month or day without one belongs to; 0: as the publication tells */
    Period sentence_day;
    int32_t sentence_day_of; /* its sentence */
    int64_t instant;         /* the last clock time, seconds since 1970 UTC */
    int32_t instant_sentence;
} TimeAnchors;

/* An expression in its place: what a frame does not say. */
typedef struct TimePlace {
    int32_t sentence;
    TimeDirection direction;
    Period from;         /* "from Wednesday to Friday": the period before "to", of GRAIN_NONE for none */
    bool parenthesis;    /* stands in parentheses after another clock time */
    const char *country; /* the country spoken of, ISO 3166 alpha-3, NULL for none */
    const char *here;    /* the zone of the place spoken of, NULL for none */
} TimePlace;

typedef struct TimeMeaning {
    TimexType type;
    char value[TIME_VALUE];
    bool bounded;         /* starts and ends are there */
    int64_t starts, ends; /* seconds since 1970 UTC */
    Grain grain;
    Period period; /* of a date, for what refers to it */
    bool dated;    /* a day or month that is given with its year */
    bool compared; /* a year to compare figures with, as "a year earlier" */
    const char *reason;
} TimeMeaning;

extern void time_anchors_start(TimeAnchors *anchors, const Document *document);

/* time_anchors_publish: sets the instant of publication. */
extern void time_anchors_publish(TimeAnchors *anchors, int64_t published);

/* time_resolve: false when the frame is no time, as the 30th of February. Does not change the anchors. */
extern bool time_resolve(TimeAnchors *anchors, const TimeFrame *frame, const TimePlace *place, TimeMeaning *meaning);

/* time_anchors_note: what follows may refer to this. */
extern void time_anchors_note(TimeAnchors *anchors, const TimeMeaning *meaning, const TimePlace *place);

/* time_duration_value: the value of a duration, such as PT2H; false where the frame has no length. */
extern bool time_duration_value(const TimeFrame *frame, char *value);

/* time_direction: whether the clause of a token speaks of what is ahead or behind. */
extern TimeDirection time_direction(const Document *document, int32_t first_token, int32_t last_token);

/* time_infer_published: the time of publication from the text itself, as seconds since 1970 UTC; false where nothing
 * tells. */
extern bool time_infer_published(TimeAnchors *anchors, TimeUnits *units, int64_t *published, const char **reason);

#endif
