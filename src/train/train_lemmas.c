/* train_lemmas.c: learns the section "lemmas". */
#include "train.h"

void train_lemmas(const Trainer *trainer)
{
    (void)trainer;
}
