/* train_tagger.h: learning a tagger, also from a part of the treebanks only. */
#ifndef NEWS_EVENTS_TRAIN_TAGGER_H
#define NEWS_EVENTS_TRAIN_TAGGER_H

#include "annotation/words.h"
#include "treebank.h"

typedef struct TaggerPlan {
    int32_t epochs;
    int32_t margin;   /* by which the right class is to win, in updates */
    uint32_t buckets; /* of the table of features */
    int32_t refit;    /* seeds with which it learns again with the features that have room; 0: not at all */
} TaggerPlan;

/* learn_tagger: the section "tagger" from the sentences for which included[sentence] is true (NULL: all). */
extern void learn_tagger(Treebank *treebank, const Words *words, const bool *included, const TaggerPlan *plan,
                         Output *section);

/* training_treebank: the sentences that tagger and parser are learned from, variants among them. */
extern Treebank *training_treebank(const Trainer *trainer);

/*
 * read_predicted_tags: gives the tokens of the training treebank the tags that the step "tags" predicted for them: each
 * part's by a tagger learned from the other parts, so that the parser learns from tags as wrong as those it will see.
 */
extern void read_predicted_tags(Treebank *treebank);

#endif
