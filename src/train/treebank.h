/*
 * treebank.h: sentences with their trees, as a Document whose tokens stand in text made of the forms, beside arrays of
 * what is right. Read from CoNLL-U (https://universaldependencies.org/format.html).
 */
#ifndef NEWS_EVENTS_TREEBANK_H
#define NEWS_EVENTS_TREEBANK_H

#include "train.h"

typedef struct GoldToken {
    const char *lemma;
    int32_t upos, xpos; /* -1: none */
    int32_t head;       /* token index, NO_INDEX: root */
    int32_t deprel;
} GoldToken;

/* In what other writing a sentence is repeated for training, so that capitals and full stops are not all there is. */
typedef enum Variant {
    VARIANT_NONE,
    VARIANT_UPPER,
    VARIANT_LOWER,
    VARIANT_TITLE,
    VARIANT_NO_STOP,
    VARIANT_COUNT
} Variant;

typedef struct Treebank {
    const Trainer *trainer;
    Arena arena;
    Document document;
    GoldToken *gold; /* as many as tokens */
    int32_t gold_capacity;
    Variant *variants; /* of each sentence */
    int32_t variant_capacity;
    char *text;
    size_t text_length, text_capacity;
} Treebank;

extern Treebank *treebank_new(const Trainer *trainer);

/*
 * treebank_read: adds the sentences of a file of the corpora. Of every `every` sentences (0: none) one comes a second
 * time in one of the variants.
 */
extern void treebank_read(Treebank *treebank, const char *name, int32_t every);

/* treebank_finish: to be called when all is read: sets the document's text. */
extern void treebank_finish(Treebank *treebank);

#endif
