/* train_tagger.h: learning a tagger, also from a part of the treebanks only. */
#ifndef NEWS_EVENTS_TRAIN_TAGGER_H
#define NEWS_EVENTS_TRAIN_TAGGER_H

#include "annotation/words.h"
#include "treebank.h"

typedef struct TaggerPlan {
    int32_t epochs, seeds;
    int32_t margin;     /* by which the right class is to win, in updates */
    uint32_t most_rows; /* features kept */
    bool refit;         /* learn again with those alone */
} TaggerPlan;

/* learn_tagger: the section "tagger" from the sentences for which included[sentence] is true (NULL: all). */
extern void learn_tagger(Treebank *treebank, const Words *words, const bool *included, const TaggerPlan *plan,
                         Output *section);

#endif
