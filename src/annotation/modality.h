/*
 * modality.h: what the text claims of an event, who says so, and when and where it was: found by walking from the
 * predicate up its tree. Used by the stage that fills the layer of clauses, and by the coder for predicates that only
 * the user's own patterns know.
 *
 * The cues are rows of src/knowledge/modality_cues.tsv. The idea that factuality is composed from the predicate
 * outwards, each governing word changing what the inner ones left, follows FactBank (Sauri and Pustejovsky 2009) and De
 * Facto (2012).
 */
#ifndef NEWS_EVENTS_MODALITY_H
#define NEWS_EVENTS_MODALITY_H

#include "clauses_tree.h"

typedef struct ClauseFacts {
    Modality modality;
    const char *modality_reason;
    int32_t timex;
    const char *time_reason;
    int32_t place;
    int32_t attributed_token; /* head of the words for who says so, NO_INDEX: the author */
    int32_t attributed_mention;
    const char *attributed_to;
    const char *attribution_reason;
} ClauseFacts;

/* clause_facts: all of it for one predicate; strings from the arena. */
extern void clause_facts(const Tree *tree, int32_t predicate, ClauseFacts *facts, Arena *arena);

/* clause_modality: the modality alone; *reason says why. */
extern Modality clause_modality(const Tree *tree, int32_t predicate, const char **reason, Arena *arena);

/* clause_attribution: who says so. */
extern void clause_attribution(const Tree *tree, int32_t predicate, ClauseFacts *facts, Arena *arena);

/* clause_setting: the time and the place: the clause's own, else the sentence's, else the paragraph's. */
extern void clause_setting(const Tree *tree, int32_t predicate, ClauseFacts *facts);

/* phrase_text: the words of a nominal, without its article; NULL when empty. */
extern const char *phrase_text(const Tree *tree, int32_t head, Arena *arena, int32_t *start, int32_t *length);

#endif
