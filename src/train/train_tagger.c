/* train_tagger.c: learns the section "tagger". */
#include "train.h"

void train_tagger(const Trainer *trainer)
{
    (void)trainer;
}
