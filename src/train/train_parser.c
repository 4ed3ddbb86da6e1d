/* train_parser.c: learns the section "parser". */
#include "train.h"

void train_parser(const Trainer *trainer)
{
    (void)trainer;
}
