/*
 * train_relations.c: learns to name the relations of a tree (annotation/relations.h): an averaged perceptron over right
 * trees with predicted tags.
 */
#include <stdlib.h>
#include <string.h>

#include "annotation/relations.h"
#include "certain.h"
#include "doubt.h"
#include "train_parser.h"

#define SCALE 256
#define STORED_SCALE 32
#define EPOCHS 6
#define SEEDS 1
#define MARGIN 4
#define BUCKETS 8192
#define LEAST_WEIGHT 2  /* smallest weight that is stored, in units of the section */
#define MOST_CHANGED 40 /* of 10000 relations that words may change where they are not looked at */
#define LEAST_VISITS 30 /* of a context that makes a relation certain */
#define CERTAINTY 996   /* how often of 1000 times it must have been the same */
#define CLASSES ((DEPREL_COUNT + 7) / 8 * 8)

typedef struct Learner {
    ParseBank *bank;
    Output table; /* of relations that are certain, as in the section */
    WordTable certain;
    Perceptron perceptron;
    RelationContext *contexts;
    uint8_t *relations;
} Learner;

/* build: the right tree, relations as they are. */
static void build(Learner *learner, int32_t sentence)
{
    ParseBank *bank = learner->bank;
    ParseState *state = &bank->state;

    parse_bank_start(bank, sentence);
    for (int32_t i = 0; i < state->count; i++) {
        ParseNode *head = &state->nodes[bank->heads[i]];

        state->nodes[i].head = bank->heads[i];
        state->nodes[i].action = bank->actions[i];
        if (bank->heads[i] > i) {
            if (head->left1 < 0)
                head->left1 = i;
            head->left_groups |= (uint8_t)(1 << (bank->actions[i] - ACTION_LEFT));
        } else {
            head->right1 = i;
            head->right_groups |= (uint8_t)(1 << (bank->actions[i] - ACTION_RIGHT));
        }
    }
    relation_contexts(state, learner->contexts);
}

static int32_t keys_of(Learner *learner, int32_t word, uint32_t *keys)
{
    RelationView view;
    int32_t count;

    relation_look(&learner->bank->state, learner->contexts, learner->relations, word, &view);
    count = relation_plain_keys(&view, keys);
    return count + relation_word_keys(&view, keys + count);
}

static void learn_word(Learner *learner, int32_t word, int32_t gold)
{
    Perceptron *perceptron = &learner->perceptron;
    uint32_t keys[RELATION_MOST_KEYS], rows[RELATION_MOST_KEYS];
    int16_t scores[CLASSES] = {0};
    int32_t count = keys_of(learner, word, keys);
    int32_t row_count = 0, rival = gold == DEPREL_ROOT + 1 ? DEPREL_ROOT + 2 : DEPREL_ROOT + 1;

    for (int32_t i = 0; i < count; i++)
        if ((rows[row_count] = perceptron_row(perceptron, keys[i])) != 0)
            row_count++;
    perceptron_score(perceptron, rows, row_count, scores);
    for (int32_t class = DEPREL_ROOT + 1; class < DEPREL_COUNT; class ++)
        if (class != gold && scores[class] > scores[rival])
            rival = class;
    perceptron->step++;
    if (scores[gold] < scores[rival] + MARGIN) {
        perceptron_update(perceptron, rows, row_count, (uint32_t)gold, 1);
        perceptron_update(perceptron, rows, row_count, (uint32_t)rival, -1);
    }
    learner->relations[word] = (uint8_t)(scores[gold] >= scores[rival] ? gold : rival);
}

/* visit: one sentence: counts its features or learns from it. */
static void visit(Learner *learner, int32_t sentence, bool counting)
{
    ParseState *state = &learner->bank->state;
    const Treebank *treebank = learner->bank->treebank;
    const GoldToken *gold = treebank->gold + treebank->document.sentences.items[sentence].first_token;
    uint32_t keys[RELATION_MOST_KEYS];

    build(learner, sentence);
    for (int32_t i = 0; i < state->count; i++) {
        if (state->nodes[i].head == state->count) {
            learner->relations[i] = DEPREL_ROOT;
            continue;
        }
        if (certain_relation(&learner->certain, state, learner->contexts, i) >= 0) {
            learner->relations[i] = (uint8_t)certain_relation(&learner->certain, state, learner->contexts, i);
        } else if (counting) {
            int32_t count = keys_of(learner, i, keys);

            for (int32_t k = 0; k < count; k++)
                perceptron_count(&learner->perceptron, keys[k]);
            learner->relations[i] = (uint8_t)gold[i].deprel;
        } else {
            learn_word(learner, i, gold[i].deprel);
        }
        relation_done(state, learner->contexts, i);
    }
}

static void find_certain(Learner *learner)
{
    const Treebank *treebank = learner->bank->treebank;
    const ParseState *state = &learner->bank->state;
    Visits visits = {0};

    for (int32_t s = 0; s < learner->bank->sentence_count; s++) {
        const GoldToken *gold = treebank->gold + treebank->document.sentences.items[s].first_token;
        uint64_t hashes[RELATION_CONTEXTS];

        build(learner, s);
        for (int32_t i = 0; i < state->count; i++) {
            if (state->nodes[i].head == state->count)
                continue;
            relation_certainties(state, learner->contexts, i, hashes);
            for (int32_t k = 0; k < RELATION_CONTEXTS; k++)
                visits_add(&visits, hashes[k], 1ull << gold[i].deprel);
        }
    }
    certain_table(treebank->trainer, &visits, LEAST_VISITS, CERTAINTY, &learner->table, &learner->certain);
}

static void learn_runs(Learner *learner, Weights *sum)
{
    int32_t count = learner->bank->sentence_count, *order = train_allocate((size_t)count, sizeof(*order));

    weights_start(sum, &learner->perceptron);
    for (uint64_t run = 1; run <= SEEDS; run++) {
        uint64_t seed = run * 0x9E3779B97F4A7C15ull + 1;

        perceptron_forget(&learner->perceptron);
        for (int32_t i = 0; i < count; i++)
            order[i] = i;
        for (int32_t epoch = 0; epoch < EPOCHS; epoch++) {
            for (int32_t i = count - 1; i > 0; i--) {
                int32_t other = (int32_t)train_random(&seed, (uint32_t)i + 1), swap = order[i];

                order[i] = order[other];
                order[other] = swap;
            }
            for (int32_t i = 0; i < count; i++)
                visit(learner, order[i], false);
        }
        weights_add(sum, &learner->perceptron, SCALE / SEEDS);
    }
    free(order);
}

/* find_doubt: by how much a relation must lead without words so that it stands. */
static uint32_t find_doubt(Learner *learner, const Output *rows)
{
    const Treebank *treebank = learner->bank->treebank;
    const ParseState *state = &learner->bank->state;
    Doubt *doubt = train_allocate(1, sizeof(*doubt));
    Cursor cursor = train_cursor(treebank->trainer, rows);
    FeatureRows table;
    uint32_t found;

    feature_rows_open(&table, &cursor);
    for (int32_t s = 0; s < learner->bank->sentence_count; s++) {
        const GoldToken *gold = treebank->gold + treebank->document.sentences.items[s].first_token;

        build(learner, s);
        for (int32_t i = 0; i < state->count; i++) {
            int16_t scores[FEATURE_CLASSES] = {0};
            int32_t first, lead;
            uint32_t keys[RELATION_MOST_KEYS];
            RelationView view;

            learner->relations[i] = (uint8_t)gold[i].deprel;
            if (state->nodes[i].head == state->count)
                continue;
            if (certain_relation(&learner->certain, state, learner->contexts, i) < 0) {
                relation_look(state, learner->contexts, learner->relations, i, &view);
                feature_rows_sum(&table, keys, relation_plain_keys(&view, keys), scores);
                first = best_relation(scores, &lead);
                feature_rows_sum(&table, keys, relation_word_keys(&view, keys), scores);
                doubt_note(doubt, lead, best_relation(scores, &(int32_t){0}) != first);
            }
            relation_done(state, learner->contexts, i);
        }
    }
    found = doubt_lead(doubt, MOST_CHANGED);
    free(doubt);
    return found;
}

void learn_relations(const Trainer *trainer, ParseBank *bank)
{
    Learner learner = {.bank = bank};
    Output section = {0}, rows = {0};
    Weights sum;
    size_t longest = 1;

    for (int32_t s = 0; s < bank->sentence_count; s++) {
        const Sentence *sentence = &bank->treebank->document.sentences.items[s];
        size_t count = (size_t)(sentence->last_token - sentence->first_token) + 1;

        longest = count > longest ? count : longest;
    }
    learner.contexts = train_allocate(longest + 1, sizeof(*learner.contexts));
    learner.relations = train_allocate(longest, 1);
    find_certain(&learner);
    perceptron_start(&learner.perceptron, CLASSES);
    for (int32_t s = 0; s < bank->sentence_count; s++)
        visit(&learner, s, true);
    perceptron_freeze(&learner.perceptron, 3);
    train_note("%u features", learner.perceptron.rows);
    learn_runs(&learner, &sum);
    weights_keep(&sum, BUCKETS);
    perceptron_only(&learner.perceptron, &sum);
    weights_free(&sum);
    learn_runs(&learner, &sum);
    weights_write(&sum, DEPREL_COUNT, BUCKETS, SCALE / STORED_SCALE, LEAST_WEIGHT, &rows);
    output_add_u32(&section, find_doubt(&learner, &rows));
    output_align(&section, 64);
    output_add(&section, learner.table.bytes, learner.table.size);
    output_align(&section, 64);
    output_add(&section, rows.bytes, rows.size);
    free(rows.bytes);
    train_write_section(trainer, "relations", &section);
    weights_free(&sum);
    perceptron_free(&learner.perceptron);
    free(learner.table.bytes);
    free(learner.contexts);
    free(learner.relations);
}
