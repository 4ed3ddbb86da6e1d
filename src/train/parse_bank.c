/* parse_bank.c: treebanks as the parser sees them, the table of its weights, and how good it is. */
#include <stdlib.h>
#include <string.h>

#include "annotation/annotate.h"
#include "annotation/lemma.h"
#include "model/action_rows.h"
#include "train_parser.h"

#define FILTER_BITS 20

/* words_at: where the words of a sentence stand among all. */
static ParseWord *words_at(const ParseBank *bank, int32_t sentence)
{
    return bank->all + bank->treebank->document.sentences.items[sentence].first_token +
           (ptrdiff_t)(2 * sentence + 1) * PARSE_PADDING;
}

void parse_bank_open(ParseBank *bank, Treebank *treebank)
{
    Document *document = &treebank->document;
    const Words *words = words_of(document);
    size_t sentences = (size_t)document->sentences.count, longest = 0;

    find_lemmas(document, document_model(document));
    memset(bank, 0, sizeof(*bank));
    bank->treebank = treebank;
    bank->sentence_count = document->sentences.count;
    bank->all =
        train_allocate((size_t)document->tokens.count + (2 * sentences + 2) * PARSE_PADDING, sizeof(*bank->all));
    for (int32_t s = 0; s < bank->sentence_count; s++) {
        const Sentence *sentence = &document->sentences.items[s];
        size_t count = (size_t)(sentence->last_token - sentence->first_token) + 1;
        ParseWord *first = words_at(bank, s);

        for (size_t i = 0; i < count; i++) {
            int32_t token = sentence->first_token + (int32_t)i;

            parse_word(&first[i], document, &words->types[words->of_token[token]], &document->tokens.items[token]);
        }
        longest = count > longest ? count : longest;
    }
    bank->state.nodes = train_allocate(longest + 1, sizeof(ParseNode));
    bank->state.stack = train_allocate(longest + 1, sizeof(int32_t));
    bank->marks = train_allocate((longest + 1) * MARK_KINDS, sizeof(int32_t));
    bank->state.marks_before = bank->marks;
    bank->heads = train_allocate(longest, sizeof(int32_t));
    bank->actions = train_allocate(longest, 1);
}

void parse_bank_start(ParseBank *bank, int32_t number)
{
    const Document *document = &bank->treebank->document;
    const Sentence *sentence = &document->sentences.items[number];
    int32_t first = sentence->first_token, count = sentence->last_token - first + 1;
    ParseWord *words = words_at(bank, number);

    parse_padding(words, count);
    parse_marks(bank->marks, document->tokens.items + first, document, count);
    bank->state.words = words;
    for (int32_t i = 0; i < count; i++) {
        const GoldToken *gold = &bank->treebank->gold[first + i];

        bank->heads[i] = gold->head == NO_INDEX ? count : gold->head - first;
        bank->actions[i] = (uint8_t)action_of(gold->deprel, bank->heads[i] > i);
    }
    parse_start(&bank->state, count);
}

/* place: finds a free row in the bucket of a key and marks it; -1: there is none, or another has its mark. */
static int32_t place(ActionBucket *buckets, uint32_t count, uint32_t key, ActionBucket **bucket)
{
    *bucket = &buckets[action_bucket(key, count)];
    for (int32_t i = 0; i < ACTION_BUCKET_ROWS; i++) {
        if ((*bucket)->marks[i] == action_mark(key))
            return -1;
        if ((*bucket)->marks[i] == 0) {
            (*bucket)->marks[i] = action_mark(key);
            return i;
        }
    }
    return -1;
}

void actions_keep(Weights *sum, uint32_t bucket_count)
{
    RankedRow *ranked = train_allocate(sum->rows, sizeof(*ranked));
    ActionBucket *buckets = train_allocate(bucket_count, sizeof(*buckets)), *bucket;
    uint32_t count = weights_rank(sum, ranked), kept = 0;

    memset(sum->keys, 0, sum->rows * sizeof(*sum->keys));
    for (uint32_t i = 0; i < count; i++) {
        if (place(buckets, bucket_count, ranked[i].key, &bucket) >= 0) {
            sum->keys[ranked[i].row] = ranked[i].key;
            kept++;
        }
    }
    train_note("%u of %u features with weights kept", kept, count);
    free(buckets);
    free(ranked);
}

/* store: a row of weights in 8 bits and the shift that they need. */
static void store(ActionBucket *bucket, int32_t row, const int32_t *values, int32_t divisor)
{
    int32_t largest = 0, shift = 0;

    for (int32_t class = 0; class < ACTION_CLASSES; class ++)
        if (abs(values[class] / divisor) > largest)
            largest = abs(values[class] / divisor);
    while (largest >> shift > 127)
        shift++;
    shift = shift > 7 ? 7 : shift;
    for (int32_t class = 0; class < ACTION_CLASSES; class ++) {
        int32_t unit = divisor << shift, half = values[class] < 0 ? -unit / 2 : unit / 2;
        int32_t weight = (values[class] + half) / unit;

        bucket->weights[row][class] = (int8_t)(weight > 127 ? 127 : weight < -127 ? -127 : weight);
    }
    bucket->shifts[row] = (uint8_t)shift;
}

void actions_write(const Weights *sum, uint32_t bucket_count, int32_t divisor, Output *output)
{
    RankedRow *ranked = train_allocate(sum->rows, sizeof(*ranked));
    ActionBucket *buckets = train_allocate(bucket_count, sizeof(*buckets)), *bucket;
    uint32_t count = weights_rank(sum, ranked), stored = 0;

    for (uint32_t i = 0; i < count; i++) {
        int32_t row = place(buckets, bucket_count, ranked[i].key, &bucket);

        if (row < 0)
            continue;
        store(bucket, row, sum->values + (size_t)ranked[i].row * sum->classes, divisor);
        stored++;
    }
    train_note("%u of %u features stored", stored, count);
    filter_write(sum, FILTER_BITS, output);
    output_add_u32(output, bucket_count);
    output_align(output, 64);
    output_add(output, buckets, bucket_count * sizeof(*buckets));
    free(buckets);
    free(ranked);
}

/* measure_file: how many words of a file get the right tags, lemma, head and relation. */
static void measure_file(const Trainer *trainer, const Model *model, const char *name)
{
    Treebank *treebank = treebank_new(trainer);
    const TokenLayer *tokens = &treebank->document.tokens;
    int32_t upos = 0, xpos = 0, lemma = 0, heads = 0, both = 0;

    treebank_read(treebank, name, 0);
    treebank_finish(treebank);
    treebank->document.model = model;
    tag(&treebank->document);
    parse(&treebank->document);
    for (int32_t i = 0; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        const GoldToken *gold = &treebank->gold[i];

        upos += token->upos == gold->upos;
        xpos += token->xpos == gold->xpos;
        lemma += strcmp(token_lemma(&treebank->document, i), gold->lemma) == 0;
        heads += token->head == gold->head;
        both += token->head == gold->head &&
                deprel_universal((Deprel)token->deprel) == deprel_universal((Deprel)gold->deprel);
    }
    train_note("%s: UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f", name, 100.0 * upos / tokens->count,
               100.0 * xpos / tokens->count, 100.0 * lemma / tokens->count, 100.0 * heads / tokens->count,
               100.0 * both / tokens->count);
    arena_release(&treebank->arena);
}

void train_measure(const Trainer *trainer)
{
    const Model *model = train_model(trainer, NULL, NULL);

    measure_file(trainer, model, "ud-ewt/dev.conllu");
    measure_file(trainer, model, "gum/dev.conllu");
}
