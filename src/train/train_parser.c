/*
 * train_parser.c: learns the parser's actions with a dynamic oracle (Goldberg and Nivre 2012 and 2013, "Training
 * deterministic parsers with non-deterministic oracles"): while it learns, the parser follows its own choices, right or
 * wrong, and learns which actions are best from there: those after which as many right arcs as possible can still be
 * made. Weights are averaged over all steps and over runs from several seeds; then the features that decide most are
 * kept, as many as the table in the library holds, and learned again by themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "annotation/annotate.h"
#include "annotation/parser.h"
#include "doubt.h"
#include "perceptron.h"
#include "train_parser.h"
#include "train_tagger.h"

#define SCALE 256       /* of an averaged weight in the sums */
#define MOST_CHANGED 10 /* of 10000 actions that words may change where they are not looked at */
#define STORED_SCALE 16 /* of a weight in the section */

typedef struct ParserPlan {
    int32_t epochs, seeds, refit_seeds;
    int32_t margin;
    int32_t explore_from; /* epoch in which the parser begins to follow its own choices */
    uint32_t explore;     /* how often then, in percent */
    uint32_t least;       /* times that a feature must have been seen */
    uint32_t buckets;
} ParserPlan;

typedef struct Learner {
    ParseBank bank;
    Perceptron perceptron;
    ParserPlan plan;
    int64_t steps, wrong;
} Learner;

static bool on_stack(const ParseState *state, int32_t word, int32_t below_top)
{
    for (int32_t i = 0; i < state->stack_count - below_top; i++)
        if (state->stack[i] == word)
            return true;
    return false;
}

/* later_dependents: how many words of the buffer have this word as their head. */
static int32_t later_dependents(const ParseState *state, const int32_t *heads, int32_t word)
{
    int32_t count = 0;

    for (int32_t i = state->buffer; i < state->count; i++)
        count += heads[i] == word;
    return count;
}

/* best_actions: the set of actions that lose no arc that can still be made. */
static uint32_t best_actions(const ParseState *state, const int32_t *heads, const uint8_t *actions)
{
    const uint32_t left = ((1u << LEFT_GROUPS) - 1) << ACTION_LEFT, right = ((1u << RIGHT_GROUPS) - 1) << ACTION_RIGHT;
    uint32_t allowed = parse_allowed(state), best = 0;
    int32_t top = state->stack_count > 0 ? state->stack[state->stack_count - 1] : -1;
    int32_t below = state->stack_count > 1 ? state->stack[state->stack_count - 2] : -1, buffer = state->buffer;

    if (allowed & left) {
        int32_t head = heads[top];

        if (!(head != buffer && (head == below || head > buffer)) && later_dependents(state, heads, top) == 0)
            best |= head == buffer ? 1u << actions[top] : left;
    }
    if (allowed & right) {
        int32_t head = heads[top];

        if (head < buffer && later_dependents(state, heads, top) == 0)
            best |= head == below ? 1u << actions[top] : right;
    }
    if (allowed & 1u << ACTION_SHIFT) {
        bool lost = on_stack(state, heads[buffer], 1);

        for (int32_t i = 0; i < state->stack_count && !lost; i++)
            lost = heads[state->stack[i]] == buffer;
        if (!lost)
            best |= 1u << ACTION_SHIFT;
    }
    return best & allowed ? best & allowed : allowed;
}

/* first_action: of a set; arcs before SHIFT. */
static int32_t first_action(uint32_t set)
{
    return set > 1 ? __builtin_ctz(set & ~1u) : ACTION_SHIFT;
}

/* role_keys: the features of single words. */
static int32_t role_keys(const ParseState *state, const ParseView *view, uint32_t *keys)
{
    int32_t count = 0;

    for (int32_t role = 0; role < PARSE_ROLES; role++) {
        int32_t place = view->places[role] > state->count ? NO_WORD : view->places[role];

        count += parse_role_keys(&state->words[place], role, keys + count);
    }
    return count;
}

static int32_t keys_of(const ParseState *state, uint32_t *keys)
{
    ParseView view;
    int32_t count;

    parse_look(state, &view);
    count = role_keys(state, &view, keys);
    count += parse_plain_keys(&view, keys + count);
    return count + parse_word_keys(&view, keys + count);
}

static void count_features(Learner *learner)
{
    ParseBank *bank = &learner->bank;
    uint32_t keys[PARSER_MOST_KEYS];

    for (int32_t s = 0; s < bank->sentence_count; s++) {
        parse_bank_start(bank, s);
        while (!parse_finished(&bank->state)) {
            int32_t count = keys_of(&bank->state, keys);

            for (int32_t i = 0; i < count; i++)
                perceptron_count(&learner->perceptron, keys[i]);
            parse_act(&bank->state, first_action(best_actions(&bank->state, bank->heads, bank->actions)));
        }
    }
}

static int32_t best_of(const int16_t *scores, uint32_t set)
{
    int32_t best = -1;

    for (int32_t action = 0; action < ACTION_COUNT; action++)
        if ((set >> action & 1) && (best < 0 || scores[action] > scores[best]))
            best = action;
    return best;
}

static void learn_sentence(Learner *learner, int32_t sentence, uint32_t explore, uint64_t *seed)
{
    ParseBank *bank = &learner->bank;
    ParseState *state = &bank->state;
    uint32_t keys[PARSER_MOST_KEYS], rows[PARSER_MOST_KEYS];

    parse_bank_start(bank, sentence);
    while (!parse_finished(state)) {
        uint32_t allowed = parse_allowed(state), right;
        int16_t scores[ACTION_CLASSES] = {0};
        int32_t count, row_count = 0, best, wrong;

        if ((allowed & (allowed - 1)) == 0) {
            parse_act(state, __builtin_ctz(allowed));
            continue;
        }
        count = keys_of(state, keys);
        for (int32_t i = 0; i < count; i++)
            __builtin_prefetch(&learner->perceptron.keys[(keys[i] * 0x9E3779B1u) & (learner->perceptron.slots - 1)]);
        for (int32_t i = 0; i < count; i++)
            if ((rows[row_count] = perceptron_row(&learner->perceptron, keys[i])) != 0)
                __builtin_prefetch(&learner->perceptron.weights[(size_t)rows[row_count++] * ACTION_CLASSES]);
        perceptron_score(&learner->perceptron, rows, row_count, scores);
        right = best_actions(state, bank->heads, bank->actions);
        best = best_of(scores, right);
        wrong = best_of(scores, allowed & ~right);
        learner->perceptron.step++;
        learner->steps++;
        if (wrong >= 0 && scores[best] < scores[wrong] + learner->plan.margin) {
            perceptron_update(&learner->perceptron, rows, row_count, (uint32_t)best, 1);
            perceptron_update(&learner->perceptron, rows, row_count, (uint32_t)wrong, -1);
        }
        if (wrong >= 0 && scores[wrong] > scores[best]) {
            learner->wrong++;
            if (train_random(seed, 100) < explore)
                best = wrong;
        }
        parse_act(state, best);
    }
}

static void learn_run(Learner *learner, uint64_t seed)
{
    int32_t *order = train_allocate((size_t)learner->bank.sentence_count, sizeof(*order));
    int32_t count = learner->bank.sentence_count;

    seed = seed * 0x9E3779B97F4A7C15ull + 1;
    for (int32_t i = 0; i < count; i++)
        order[i] = i;
    for (int32_t epoch = 0; epoch < learner->plan.epochs; epoch++) {
        learner->steps = learner->wrong = 0;
        for (int32_t i = count - 1; i > 0; i--) {
            int32_t other = (int32_t)train_random(&seed, (uint32_t)i + 1), swap = order[i];

            order[i] = order[other];
            order[other] = swap;
        }
        for (int32_t i = 0; i < count; i++)
            learn_sentence(learner, order[i], epoch < learner->plan.explore_from ? 0 : learner->plan.explore, &seed);
    }
    train_note("last epoch: %.2f %% of actions wrong", 100.0 * (double)learner->wrong / (double)learner->steps);
    free(order);
}

static void learn_runs(Learner *learner, int32_t seeds, Weights *sum)
{
    weights_start(sum, &learner->perceptron);
    for (int32_t seed = 1; seed <= seeds; seed++) {
        perceptron_forget(&learner->perceptron);
        learn_run(learner, (uint64_t)seed);
        weights_add(sum, &learner->perceptron, SCALE / seeds);
    }
}

/* find_doubt: by how much an action must lead without words so that it stands. */
static uint32_t find_doubt(Learner *learner, const Output *rows)
{
    ParseBank *bank = &learner->bank;
    ParseState *state = &bank->state;
    Doubt *doubt = train_allocate(1, sizeof(*doubt));
    Cursor cursor = train_cursor(bank->treebank->trainer, rows);
    ActionRows table;
    uint32_t found;

    action_rows_open(&table, &cursor);
    for (int32_t s = 0; s < bank->sentence_count; s++) {
        parse_bank_start(bank, s);
        while (!parse_finished(state)) {
            uint32_t allowed = parse_allowed(state), keys[PARSER_MOST_KEYS];
            int16_t scores[ACTION_CLASSES] = {0};
            int32_t first, lead, action;
            ParseView view;

            parse_look(state, &view);
            action_rows_sum(&table, keys, role_keys(state, &view, keys), scores);
            action_rows_sum(&table, keys, parse_plain_keys(&view, keys), scores);
            first = parse_best(scores, allowed, &lead);
            action_rows_sum(&table, keys, parse_word_keys(&view, keys), scores);
            action = parse_best(scores, allowed, &(int32_t){0});
            if ((allowed & (allowed - 1)) != 0)
                doubt_note(doubt, lead, first != action);
            parse_act(state, action);
        }
    }
    found = doubt_lead(doubt, MOST_CHANGED);
    free(doubt);
    return found;
}

static void train_actions(const Trainer *trainer, Learner *learner)
{
    Output section = {0}, rows = {0};
    Weights sum;

    perceptron_start(&learner->perceptron, ACTION_CLASSES);
    count_features(learner);
    perceptron_freeze(&learner->perceptron, learner->plan.least);
    train_note("%u features", learner->perceptron.rows);
    learn_runs(learner, learner->plan.seeds, &sum);
    if (learner->plan.refit_seeds > 0) {
        actions_keep(&sum, learner->plan.buckets);
        perceptron_only(&learner->perceptron, &sum);
        weights_free(&sum);
        learn_runs(learner, learner->plan.refit_seeds, &sum);
    }
    actions_write(&sum, learner->plan.buckets, SCALE / STORED_SCALE, &rows);
    output_add_u32(&section, find_doubt(learner, &rows));
    output_align(&section, 64);
    output_add(&section, rows.bytes, rows.size);
    free(rows.bytes);
    train_write_section(trainer, "parser", &section);
    weights_free(&sum);
    perceptron_free(&learner->perceptron);
}

void train_parser(const Trainer *trainer)
{
    Learner learner = {.plan = {.epochs = 8,
                                .seeds = 1,
                                .refit_seeds = 4,
                                .margin = 8,
                                .explore_from = 1,
                                .explore = 90,
                                .least = 3,
                                .buckets = 40960}};
    Treebank *treebank = training_treebank(trainer);

    treebank->document.model = train_model(trainer, NULL, NULL);
    read_predicted_tags(treebank);
    parse_bank_open(&learner.bank, treebank);
    train_actions(trainer, &learner);
}

void train_relations(const Trainer *trainer)
{
    Treebank *treebank = training_treebank(trainer);
    ParseBank bank;

    treebank->document.model = train_model(trainer, NULL, NULL);
    read_predicted_tags(treebank);
    parse_bank_open(&bank, treebank);
    learn_relations(trainer, &bank);
}
