/*
 * coding.h: from clauses to reports of events, by rows that a person edits.
 *
 * Event type: a row that names a kind of event (CAMEO code or a word of the project's own family) and what is known of
 * it. Pattern: a row that says which words and arguments tell of an event type; the language is described in pattern.h.
 * Actor: a row that gives a name or a description its code; agent: one that gives a role its code, put after a
 * country's. Dictionary: all those rows, compiled into indexes by lemma. Report: what the coder makes of one predicate
 * of one document.
 */
#ifndef NEWS_EVENTS_CODING_H
#define NEWS_EVENTS_CODING_H

#include "annotation/document.h"

typedef struct Dictionary Dictionary;

/* One row of event_type. Strings are NULL where the column is. */
typedef struct EventType {
    const char *code; /* the key that patterns name */
    const char *type; /* PLOVER's type or the second family's: CONSULT, DISASTER */
    const char *mode, *context, *cameo;
    int32_t quad;     /* 0: none; 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict */
    double goldstein; /* NAN: none */
    bool symmetric;   /* actor and recipient do the same: one report, either way round */
} EventType;

/* One row of actor. */
typedef struct ActorRow {
    const char *name;
    const char *code;
    bool agent;                     /* code is that of a role; it is joined to a country's or organization's code */
    bool before;                    /* an agent whose code goes first: NGO~ */
    Moment valid_from, valid_until; /* NO_TIME: open; until is exclusive */
    bool builtin;
} ActorRow;

typedef struct Participant {
    const char *name; /* resolved name, or the words; NULL: no such participant */
    const char *code;
    int32_t entity, mention;
    int32_t start, length; /* bytes; start NO_INDEX: not in the text */
    int32_t head;          /* token */
    bool direct;           /* found where the pattern says, not by the coder's own guess */
} Participant;

typedef struct Report {
    int32_t sentence, start, length, predicate;
    const char *trigger; /* the document's words at start */
    const char *lemma;
    const EventType *type;
    int32_t pattern; /* number of the pattern row, for explain */
    const char *pattern_text;
    int32_t modality;
    const char *modality_reason;
    Participant actor, recipient;
    Moment starts, ends;
    int32_t timex;
    const char *time_reason;
    int32_t place;
    const char *place_name;
    const char *attributed_to;
    int32_t attributed_mention;
    const char *attribution_reason;
    double confidence;
} Report;

typedef struct ReportList {
    Report *items;
    int32_t count, capacity;
} ReportList;

/* dictionary_start: an empty dictionary; all its memory comes from the arena. */
extern Dictionary *dictionary_start(Arena *arena);

/* Rows are added in any order; word sets before the patterns that name them. Strings are copied. */
extern void dictionary_add_type(Dictionary *dictionary, const EventType *type);
extern void dictionary_add_words(Dictionary *dictionary, const char *name, const char *words);
extern void dictionary_add_actor(Dictionary *dictionary, const ActorRow *row);

/*
 * dictionary_add_pattern: code and reverse may be NULL: such a pattern matches and tells of nothing. A pattern that
 * cannot be read or whose code is unknown is left out; gives false then.
 */
extern bool dictionary_add_pattern(Dictionary *dictionary, const char *pattern, const char *code, const char *reverse,
                                   bool builtin);

/*
 * dictionary_replace: an imported dictionary takes the place of the built-in rows of its kinds, so that a text is coded
 * by the one or the other and not by a mixture of both. A user's other rows stay in play.
 */
extern void dictionary_replace(Dictionary *dictionary, bool patterns, bool actors, bool agents);

/* dictionary_finish: builds the indexes. The order in which rows came makes no difference. */
extern void dictionary_finish(Dictionary *dictionary);

/* dictionary_builtin: the rows that are compiled in, finished. */
extern Dictionary *dictionary_builtin(Arena *arena);

/* code_document: the reports of a document, in the order of the text; memory from the arena. */
extern ReportList code_document(const Document *document, const Dictionary *dictionary, Arena *arena);

/* explain_document: parse, reports and reasons as text. */
extern char *explain_document(const Document *document, const Dictionary *dictionary, Arena *arena);

/*
 * pattern_check: NULL for a good pattern, else what is wrong with it and at which character (1-based). The dictionary
 * may be NULL; it is asked which word sets exist.
 */
extern const char *pattern_check(const char *pattern, const Dictionary *dictionary, Arena *arena, int32_t *character);

/* words_check: the same for the words of a set. */
extern const char *words_check(const char *words, Arena *arena, int32_t *character);

#endif
