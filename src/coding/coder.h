/*
 * coder.h: the parts of the coder, each a file: match.c tries patterns at a trigger, participants.c says who its actors
 * and recipients are, confidence.c how sure it is, coder.c makes the reports of it.
 */
#ifndef NEWS_EVENTS_CODER_H
#define NEWS_EVENTS_CODER_H

#include "coding/pattern.h"
#include "annotation/clauses_tree.h"

#define ARGUMENT_LIMIT 72 /* arguments in reach of a trigger */
#define PEOPLE_LIMIT 6    /* members of one side that make reports of their own */

/* An argument in reach of a trigger: its own, or one of its object's or its complement's. */
typedef struct Reach {
    FrameRelation relation;
    int32_t preposition; /* token */
    int32_t head;
    int32_t distance; /* 0: its own; 1: shared, or its object's; 2: further */
} Reach;

typedef struct Side {
    int32_t heads[PEOPLE_LIMIT];
    int32_t count;
    bool direct; /* where the pattern or the grammar says, not a guess */
} Side;

/* A pattern that fired. */
typedef struct Match {
    int32_t predicate;
    const Pattern *pattern;
    bool noun;
    bool dropped; /* another match tells of the same */
    int32_t support;
    int32_t consumed[MATCH_LIMIT]; /* tokens that its words matched */
    int32_t consumed_count;
    int32_t roles[MATCH_LIMIT]; /* heads that slots gave a role */
    Role role_of[MATCH_LIMIT];
    bool role_direct[MATCH_LIMIT];
    int32_t role_count;
    int32_t barred[MATCH_LIMIT]; /* heads of =none slots */
    int32_t barred_count;
    Side actors, recipients;
    bool paired;          /* actors of each other: one side only */
    int32_t first_report; /* its reports, once made */
    int32_t report_count;
    int32_t reach_count;
    Reach reach[ARGUMENT_LIMIT]; /* last: only as many as there are are set */
} Match;

typedef struct MatchList {
    Match **items;
    int32_t count, capacity;
} MatchList;

typedef struct Coder {
    const Document *document;
    const Dictionary *dictionary;
    Arena *arena;
    Tree tree;
    MatchList matches;
    int32_t *match_at; /* of each token: the match whose predicate it is */
    ReportList reports;
    Moment now; /* the document's time, for the validity of actors */
} Coder;

/* match_trigger: tries the dictionary's patterns at a token; the match, or NULL. */
extern Match *match_trigger(Coder *coder, int32_t token);

/* match_about: tries the patterns with an event() slot at a token that governs a match with these facts. */
extern Match *match_about(Coder *coder, int32_t token, Modality modality, int32_t quad);

/* find_sides: who did it to whom. */
extern void find_sides(Coder *coder, Match *match);

/* describe_participant: name, entity, code and place in the text of a head. */
extern Participant describe_participant(Coder *coder, int32_t head, bool direct);

/* participant_code: the code of who a nominal speaks of, NULL: unknown. */
extern const char *participant_code(Coder *coder, int32_t head);

/* is_participant: a nominal that can act or be acted upon and is no time, measure or empty pronoun. */
extern bool is_participant(const Coder *coder, int32_t head);

/* report_confidence: between 0 and 1; see confidence.c. */
extern double report_confidence(const Coder *coder, const Match *match, const Report *report);

#endif
