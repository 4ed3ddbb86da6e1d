/* train_parser.h: what learning to build trees and learning to name their relations share. */
#ifndef NEWS_EVENTS_TRAIN_PARSER_H
#define NEWS_EVENTS_TRAIN_PARSER_H

#include "annotation/parser.h"
#include "perceptron.h"
#include "treebank.h"

/* The sentences of a treebank as the parser sees them, one of them at a time being parsed. */
typedef struct ParseBank {
    Treebank *treebank;
    int32_t sentence_count;
    ParseWord *all; /* words of all sentences, each with its padding */
    int32_t *marks;
    ParseState state;
    int32_t *heads;   /* right heads of the sentence, its length for the root */
    uint8_t *actions; /* that give them */
} ParseBank;

/* parse_bank_open: the treebank's tokens must have tags; gives them lemmas. */
extern void parse_bank_open(ParseBank *bank, Treebank *treebank);

/* parse_bank_start: begins to parse a sentence. */
extern void parse_bank_start(ParseBank *bank, int32_t sentence);

/* actions_keep: keeps the rows that decide most as far as they have room in so many buckets (model/action_rows.h). */
extern void actions_keep(Weights *sum, uint32_t buckets);

/* actions_write: in the format of model/action_rows.h, divided by divisor. */
extern void actions_write(const Weights *sum, uint32_t buckets, int32_t divisor, Output *output);

/* learn_relations: writes the section "relations". */
extern void learn_relations(const Trainer *trainer, ParseBank *bank);

#endif
