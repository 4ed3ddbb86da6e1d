/*
 * events.h: events across documents: which reports speak of one happening.
 *
 * Two reports may be of one event when their words or types agree, neither their times nor their participants speak
 * against it, and their stories are about the same matter, or type, participants and day are all told. Such links are
 * taken best first; one holds if no report of the one side speaks against one of the other, so that a report that knows
 * no time never joins two that know different ones. Links are of pairs alone, and the order among them is of what the
 * reports say: neither the order in which stories come nor what else the corpus holds has a say.
 */
#ifndef NEWS_EVENTS_EVENTS_H
#define NEWS_EVENTS_EVENTS_H

#include "annotation/document.h"

#define SIMILAR_STORIES 300 /* signature_similarity from which two stories can tell of one event */
#define SAME_STORY_LINE 400 /* ... and are of one story line */
#define DAYS_OF_A_MATTER 21 /* between publications; later stories tell of something new */

typedef struct Participant {
    int64_t entity;  /* 0: not known, or never named */
    char country[4]; /* ISO 3166 alpha-3, "" */
    bool person;
} Participant;

typedef struct Report {
    int64_t number;   /* identifier of document and ordinal */
    int32_t document; /* index of its document */
    uint64_t word;    /* hash of what tells of the event: see report_word */
    uint64_t type;    /* hash of its type */
    bool symmetric;   /* the type has no direction: either may be the actor */
    Participant actor, recipient;
    Moment starts, ends;
    int64_t event; /* out */
} Report;

/* report_word: the word of a report's lemma that says what happened: "hold talks" -> talk, "call off" -> call off. */
extern uint64_t report_word(const char *lemma);

/* report_is_dated: whether type, both participants and a day are told, so that it needs no similar story. */
extern bool report_is_dated(const Report *report);

/* reports_match: 0: not of one event; else the higher the likelier. similarity: of their stories, 1000 for the same. */
extern int32_t reports_match(const Report *a, const Report *b, int32_t similarity);

/* A pair of reports that may be of one event. */
typedef struct ReportLink {
    int32_t a, b; /* indexes */
    int32_t score;
    int64_t low, high; /* the numbers of the two, set by resolve_events */
} ReportLink;

/* resolve_events: gives every report its event: the least number among the reports of that event. */
extern void resolve_events(Arena *arena, Report *reports, int32_t count, ReportLink *links, int64_t link_count);

#endif
