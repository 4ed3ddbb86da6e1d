/*
 * quotations.h: what the finders of direct and indirect quotations share.
 *
 * A cue is a word that gives words to somebody: a verb of saying, a noun such as "warning", "according to". Its speaker
 * is its understood subject. Cues inside quotation marks belong to what is quoted and are none.
 */
#ifndef NEWS_EVENTS_QUOTATIONS_H
#define NEWS_EVENTS_QUOTATIONS_H

#include "clauses_tree.h"
#include "quotation_marks.h"

typedef enum CueKind { CUE_VERB, CUE_NOUN, CUE_ACCORDING } CueKind;

typedef struct Cue {
    int32_t token;
    CueKind kind;
    int32_t row; /* of speech_verbs or speech_nouns */
} Cue;

typedef struct Speaker {
    int32_t first, last; /* the speaker's words at that spot; NO_INDEX: unknown */
    int32_t mention;     /* NO_INDEX: no mention */
    int32_t cue;         /* token, NO_INDEX: none */
} Speaker;

typedef struct Quoting {
    Document *document;
    Tree tree;
    int32_t *left, *right; /* of each token: first and last token of its subtree */
    MarkedStretches marked;
    int32_t *stretch_of; /* of each token: the stretch that it lies in, its marks too; NO_INDEX: none */
    bool *speech;        /* of each stretch: whether it became a quotation */
    Cue *cues;           /* in order */
    int32_t cue_count;
} Quoting;

/* quoting_start: indexes over the document. */
extern void quoting_start(Quoting *quoting, Document *document);

/* first_cue: the number of the first cue at or after a token. */
extern int32_t first_cue(const Quoting *quoting, int32_t token);

/* cue_speaker: whose words a cue tells of; unknown where the text does not say. */
extern Speaker cue_speaker(const Quoting *quoting, const Cue *cue);

/* add_quotation: a record of the tokens first to last, without punctuation at its edges; NULL where nothing is left. */
extern Quotation *add_quotation(Quoting *quoting, int32_t first, int32_t last, bool direct, const Speaker *speaker);

/* What a cue gives to its speaker without quotation marks, or NO_INDEX twice. */
typedef struct Content {
    int32_t first, last;
} Content;

extern Content content_of_cue(const Quoting *quoting, const Cue *cue);

extern void find_direct(Quoting *quoting);
extern void find_indirect(Quoting *quoting);

extern const Speaker no_speaker;

#endif
