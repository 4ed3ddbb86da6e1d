/* train_tagger.c: learns the tagger: see annotation/tagger.h for what it is. */
#include "train_tagger.h"

#include <stdlib.h>
#include <string.h>

#include "annotation/annotate.h"
#include "annotation/tagger.h"
#include "doubt.h"
#include "perceptron.h"

#define SCALE 256        /* of an averaged weight in the sums */
#define STORED_SCALE 32  /* of a weight in the section */
#define LEAST_WEIGHT 3   /* smallest weight that is stored, in units of the section */
#define MOST_CHANGED 30  /* of 10000 tags that pairs of words may change where they are not looked at */
#define LEAST_KNOWN 4    /* times that a word must have been seen to have an ambiguity class */
#define LEAST_FIXED 10   /* times that a word must have been seen to have one tag for good */
#define AMBIGUITY_TAGS 4 /* most tags of an ambiguity class */
#define LEAST_TAG_SEEN 3 /* times that a tag must have been seen to be a class */
#define FOLDS 5          /* parts whose tags are predicted by a tagger learned from the others */
#define PREDICTED_TAGS "predicted.tags"
#define ALL_TAGS (UPOS_COUNT * XPOS_COUNT)

typedef struct Learner {
    Treebank *treebank;
    const Words *words;
    const bool *included;
    uint32_t tag_count;
    uint8_t upos[TAGGER_MAX_TAGS], xpos[TAGGER_MAX_TAGS];
    int16_t *gold;     /* class of each token, -1: none */
    Output dictionary; /* of ambiguity classes, as in the section */
    WordTable ambiguity;
    uint32_t *type_ambiguity;
    uint8_t *fixed; /* of each type: 1: the dictionary decides, nothing to be learned */
    SentenceCase *cases;
    Perceptron perceptron;
    uint32_t *role_rows[TAGGER_ROLES]; /* of each type: number of rows, then the rows */
    uint8_t *tags;                     /* predicted in this epoch */
} Learner;

#define ROLE_ROOM (TAGGER_MOST_KEYS + 1)

static bool is_included(const Learner *learner, int32_t sentence)
{
    return learner->included == NULL || learner->included[sentence];
}

/* A tag and how often it was seen. */
typedef struct Seen {
    int32_t count, what;
} Seen;

static int compare_seen(const void *a, const void *b)
{
    const Seen *first = a, *second = b;

    return first->count != second->count ? second->count - first->count : first->what - second->what;
}

/* find_classes: the tags that are common enough. */
static void find_classes(Learner *learner)
{
    const TokenLayer *tokens = &learner->treebank->document.tokens;
    const GoldToken *gold = learner->treebank->gold;
    Seen *seen = train_allocate(ALL_TAGS, sizeof(*seen));
    int16_t *class_of = train_allocate(ALL_TAGS, sizeof(*class_of));

    for (int32_t i = 0; i < ALL_TAGS; i++)
        seen[i].what = i;
    for (int32_t i = 0; i < tokens->count; i++)
        seen[gold[i].upos * XPOS_COUNT + gold[i].xpos].count++;
    qsort(seen, ALL_TAGS, sizeof(*seen), compare_seen);
    memset(class_of, -1, ALL_TAGS * sizeof(*class_of));
    for (learner->tag_count = 0; learner->tag_count < TAGGER_MAX_TAGS; learner->tag_count++) {
        const Seen *tag = &seen[learner->tag_count];

        if (tag->count < LEAST_TAG_SEEN)
            break;
        learner->upos[learner->tag_count] = (uint8_t)(tag->what / XPOS_COUNT);
        learner->xpos[learner->tag_count] = (uint8_t)(tag->what % XPOS_COUNT);
        class_of[tag->what] = (int16_t)learner->tag_count;
    }
    learner->gold = train_allocate((size_t)tokens->count, sizeof(*learner->gold));
    for (int32_t i = 0; i < tokens->count; i++)
        learner->gold[i] = class_of[gold[i].upos * XPOS_COUNT + gold[i].xpos];
    free(seen);
    free(class_of);
}

/* Words are counted by their hash as features see them, sorted together with their tags. */
typedef struct WordTag {
    uint32_t word;
    int32_t tag;
} WordTag;

static int compare_word_tags(const void *a, const void *b)
{
    const WordTag *first = a, *second = b;

    if (first->word != second->word)
        return first->word < second->word ? -1 : 1;
    return first->tag - second->tag;
}

/* The dictionary under construction. */
typedef struct Dictionary {
    uint64_t *hashes;
    uint16_t *values; /* two of each */
    size_t count;
    uint64_t *sets; /* of tags; number i + 1 is the ambiguity class i + 1 */
    int32_t set_count;
} Dictionary;

/* set_number: the ambiguity class of a set of tags. */
static uint16_t set_number(Dictionary *dictionary, uint64_t set)
{
    for (int32_t i = 0; i < dictionary->set_count; i++)
        if (dictionary->sets[i] == set)
            return (uint16_t)(i + 1);
    dictionary->sets[dictionary->set_count++] = set;
    return (uint16_t)dictionary->set_count;
}

/* add_word: a word with its tags, tags[0 .. count). */
static void add_word(Dictionary *dictionary, const WordTag *tags, int32_t count, bool fixed)
{
    Seen seen[AMBIGUITY_TAGS + 1] = {{0}};
    Seen all[TAGGER_MAX_TAGS] = {{0}};
    int32_t distinct = 0;
    uint64_t set = 0;

    for (int32_t i = 0; i < count; i++) {
        if (distinct == 0 || all[distinct - 1].what != tags[i].tag)
            all[distinct++] = (Seen){0, tags[i].tag};
        all[distinct - 1].count++;
    }
    qsort(all, (size_t)distinct, sizeof(*all), compare_seen);
    dictionary->hashes[dictionary->count] = (tags->word ^ (fixed ? TAGGER_FIXED : 0)) * 0x9E3779B97F4A7C15ull;
    if (fixed) {
        if (count < LEAST_FIXED || all[0].count * 1000ll < count * 990ll)
            return;
        dictionary->values[dictionary->count * 2 + 1] = (uint16_t)(all[0].what + 1);
    } else {
        if (count < LEAST_KNOWN)
            return;
        for (int32_t i = 0; i < distinct && i < AMBIGUITY_TAGS; i++)
            if (all[i].count * 50 >= count)
                seen[i] = all[i];
        for (int32_t i = 0; i < AMBIGUITY_TAGS; i++)
            set = set * 256 + (uint64_t)(seen[i].count > 0 ? seen[i].what + 1 : 0);
        dictionary->values[dictionary->count * 2] = set_number(dictionary, set);
    }
    dictionary->count++;
}

/* make_dictionary: of the sentences as they were written, for the variants have their words. */
static void make_dictionary(Learner *learner)
{
    const Document *document = &learner->treebank->document;
    const TokenLayer *tokens = &document->tokens;
    WordTag *all = train_allocate((size_t)tokens->count, sizeof(*all));
    Dictionary dictionary = {.hashes = train_allocate((size_t)tokens->count * 2, sizeof(uint64_t)),
                             .values = train_allocate((size_t)tokens->count * 4, sizeof(uint16_t)),
                             .sets = train_allocate((size_t)tokens->count, sizeof(uint64_t))};
    Cursor cursor;

    for (int32_t fixed = 0; fixed < 2; fixed++) {
        int32_t count = 0;

        for (int32_t i = 0; i < tokens->count; i++) {
            const WordType *type = &learner->words->types[learner->words->of_token[i]];
            int32_t sentence = tokens->items[i].sentence;

            if (is_included(learner, sentence) && learner->treebank->variants[sentence] == VARIANT_NONE &&
                learner->gold[i] >= 0)
                all[count++] = (WordTag){fixed ? type->form_hash : type->word, learner->gold[i]};
        }
        qsort(all, (size_t)count, sizeof(*all), compare_word_tags);
        for (int32_t from = 0, to; from < count; from = to) {
            for (to = from + 1; to < count && all[to].word == all[from].word;)
                to++;
            add_word(&dictionary, all + from, to - from, fixed);
        }
    }
    train_hash_table(&learner->dictionary, dictionary.hashes, dictionary.values, dictionary.count, 2);
    cursor = train_cursor(learner->treebank->trainer, &learner->dictionary);
    word_table_read(&learner->ambiguity, &cursor);
    train_note("dictionary of %zu words, %d ambiguity classes", dictionary.count, dictionary.set_count);
    free(all);
    free(dictionary.hashes);
    free(dictionary.values);
    free(dictionary.sets);
}

/* look_up: what the dictionary has on each type; the case of each sentence. */
static void look_up(Learner *learner)
{
    const Document *document = &learner->treebank->document;

    learner->type_ambiguity = train_allocate((size_t)learner->words->count, sizeof(uint32_t));
    learner->fixed = train_allocate((size_t)learner->words->count, 1);
    learner->cases = train_allocate((size_t)document->sentences.count, sizeof(SentenceCase));
    for (int32_t i = 0; i < learner->words->count; i++) {
        const WordType *type = &learner->words->types[i];
        const uint16_t *row = tagger_find(&learner->ambiguity, type->word);

        learner->type_ambiguity[i] = row == NULL ? 0 : row[0];
        learner->fixed[i] = tagger_find(&learner->ambiguity, type->form_hash ^ TAGGER_FIXED) != NULL;
    }
    for (int32_t i = 0; i < document->sentences.count; i++)
        learner->cases[i] = sentence_case_of(learner->words, document->sentences.items[i].first_token,
                                             document->sentences.items[i].last_token);
}

/* view_of: what the features see at a token, when the tags of the words before are these. */
static void view_of(const Learner *learner, const Sentence *sentence, int32_t token, int32_t tag1, int32_t tag2,
                    TaggerView *view, int32_t *types)
{
    const WordType *found[5];
    uint32_t ambiguity[5];

    for (int32_t i = 0; i < 5; i++) {
        int32_t other = token + i - 2;
        bool inside = other >= sentence->first_token && other <= sentence->last_token;

        types[i] = inside ? learner->words->of_token[other] : -1;
        found[i] = inside ? &learner->words->types[types[i]] : &tagger_no_word;
        ambiguity[i] = inside ? learner->type_ambiguity[types[i]] : 0;
    }
    *view = (TaggerView){.here = found[2],
                         .before = found[1],
                         .after = found[3],
                         .before2 = found[0],
                         .ambiguity = ambiguity[2],
                         .ambiguity_before = ambiguity[1],
                         .ambiguity_after = ambiguity[3],
                         .ambiguity_after2 = ambiguity[4],
                         .tag1 = token > sentence->first_token ? (uint32_t)tag1 : TAGGER_NO_TAG,
                         .tag2 = token > sentence->first_token + 1 ? (uint32_t)tag2 : TAGGER_NO_TAG,
                         .sentence_case = learner->cases[sentence - learner->treebank->document.sentences.items],
                         .first = token == sentence->first_token};
}

static const WordType *type_of(const Learner *learner, int32_t type)
{
    return type < 0 ? &tagger_no_word : &learner->words->types[type];
}

/* Which of the five words around stands in which role. */
static const int32_t role_places[TAGGER_ROLES] = {2, 1, 3, 0, 4, 2};

static int32_t view_keys(const TaggerView *view, uint32_t *keys)
{
    int32_t count = tagger_plain_keys(view, keys);

    return count + tagger_word_keys(view, keys + count);
}

/* count_features: those that occur when all tags are right. */
static void count_features(Learner *learner)
{
    const Document *document = &learner->treebank->document;

    for (int32_t s = 0; s < document->sentences.count; s++) {
        const Sentence *sentence = &document->sentences.items[s];

        for (int32_t i = sentence->first_token; i <= sentence->last_token && is_included(learner, s); i++) {
            int32_t before = i > 0 ? learner->gold[i - 1] : 0, before2 = i > 1 ? learner->gold[i - 2] : 0, types[5];
            uint32_t keys[TAGGER_MOST_KEYS];
            TaggerView view;

            view_of(learner, sentence, i, before < 0 ? 0 : before, before2 < 0 ? 0 : before2, &view, types);
            for (int32_t role = -1; role < TAGGER_ROLES; role++) {
                int32_t type = role < 0 ? 0 : types[role_places[role]];
                int32_t count =
                    role < 0 ? view_keys(&view, keys)
                             : tagger_role_keys(type_of(learner, type), type < 0 ? 0 : learner->type_ambiguity[type],
                                                learner->words->class_count, role, keys);

                for (int32_t k = 0; k < count; k++)
                    perceptron_count(&learner->perceptron, keys[k]);
            }
        }
    }
}

/* find_role_rows: the rows of each type in each role, with the word beyond the sentence at the end. */
static void find_role_rows(Learner *learner)
{
    for (int32_t role = 0; role < TAGGER_ROLES; role++) {
        free(learner->role_rows[role]);
        learner->role_rows[role] = train_allocate((size_t)(learner->words->count + 1) * ROLE_ROOM, sizeof(uint32_t));
        for (int32_t i = 0; i <= learner->words->count; i++) {
            int32_t type = i == learner->words->count ? -1 : i;
            uint32_t keys[TAGGER_MOST_KEYS], *rows = learner->role_rows[role] + (size_t)i * ROLE_ROOM;
            int32_t count = tagger_role_keys(type_of(learner, type), type < 0 ? 0 : learner->type_ambiguity[type],
                                             learner->words->class_count, role, keys);

            for (int32_t k = 0; k < count; k++) {
                uint32_t row = perceptron_row(&learner->perceptron, keys[k]);

                if (row != 0)
                    rows[++rows[0]] = row;
            }
        }
    }
}

/* learn_token: predicts a tag, mends the weights if it is wrong or won by too little, gives the predicted tag. */
static int32_t learn_token(Learner *learner, const Sentence *sentence, int32_t token, int32_t margin)
{
    int16_t scores[TAGGER_MAX_TAGS] = {0};
    uint32_t rows[TAGGER_MOST_KEYS * (TAGGER_ROLES + 1)], keys[TAGGER_MOST_KEYS];
    int32_t types[5], count = 0, key_count, best = 0, rival = -1, gold = learner->gold[token];
    Perceptron *perceptron = &learner->perceptron;
    TaggerView view;

    if (learner->fixed[learner->words->of_token[token]] && gold >= 0)
        return gold;
    view_of(learner, sentence, token, token > 0 ? learner->tags[token - 1] : 0,
            token > 1 ? learner->tags[token - 2] : 0, &view, types);
    key_count = view_keys(&view, keys);
    for (int32_t k = 0; k < key_count; k++)
        if ((rows[count] = perceptron_row(perceptron, keys[k])) != 0)
            count++;
    for (int32_t role = 0; role < TAGGER_ROLES; role++) {
        int32_t type = types[role_places[role]];
        const uint32_t *known =
            learner->role_rows[role] + (size_t)(type < 0 ? learner->words->count : type) * ROLE_ROOM;

        if (role == ROLE_CASED && view.sentence_case != CASE_NORMAL)
            continue;
        memcpy(rows + count, known + 1, known[0] * sizeof(*rows));
        count += (int32_t)known[0];
    }
    perceptron_score(perceptron, rows, count, scores);
    for (int32_t class = 0; class < (int32_t)learner->tag_count; class ++) {
        if (scores[class] > scores[best])
            best = class;
        if (class != gold && (rival < 0 || scores[class] > scores[rival]))
            rival = class;
    }
    perceptron->step++;
    if (gold >= 0 && scores[gold] < scores[rival] + margin) {
        perceptron_update(perceptron, rows, count, (uint32_t)gold, 1);
        perceptron_update(perceptron, rows, count, (uint32_t)rival, -1);
    }
    return best;
}

/* learn_run: all epochs from one seed. */
static void learn_run(Learner *learner, const TaggerPlan *plan, uint64_t seed)
{
    const Document *document = &learner->treebank->document;
    int32_t *order = train_allocate((size_t)document->sentences.count, sizeof(*order)), count = 0;

    for (int32_t i = 0; i < document->sentences.count; i++)
        if (is_included(learner, i))
            order[count++] = i;
    seed = seed * 0x9E3779B97F4A7C15ull + 1;
    for (int32_t epoch = 0; epoch < plan->epochs; epoch++) {
        for (int32_t i = count - 1; i > 0; i--) {
            int32_t other = (int32_t)train_random(&seed, (uint32_t)i + 1), swap = order[i];

            order[i] = order[other];
            order[other] = swap;
        }
        for (int32_t i = 0; i < count; i++) {
            const Sentence *sentence = &document->sentences.items[order[i]];

            for (int32_t token = sentence->first_token; token <= sentence->last_token; token++)
                learner->tags[token] = (uint8_t)learn_token(learner, sentence, token, plan->margin);
        }
    }
    free(order);
}

/* learn_runs: the mean of the averaged weights of so many seeds. */
static void learn_runs(Learner *learner, const TaggerPlan *plan, int32_t seeds, Weights *sum)
{
    find_role_rows(learner);
    weights_start(sum, &learner->perceptron);
    for (int32_t seed = 1; seed <= seeds; seed++) {
        perceptron_forget(&learner->perceptron);
        learn_run(learner, plan, (uint64_t)seed);
        weights_add(sum, &learner->perceptron, SCALE / seeds);
    }
}

/* find_doubt: by how much a tag must lead without pairs of words so that it stands. */
static uint32_t find_doubt(const Learner *learner, const Output *rows)
{
    const Document *document = &learner->treebank->document;
    Doubt *doubt = train_allocate(1, sizeof(*doubt));
    Cursor cursor = train_cursor(learner->treebank->trainer, rows);
    FeatureRows table;
    uint32_t lead;

    feature_rows_open(&table, &cursor);
    for (int32_t i = 0; i < document->tokens.count; i++) {
        const Sentence *sentence = &document->sentences.items[document->tokens.items[i].sentence];
        int32_t before = i > 0 ? learner->gold[i - 1] : 0, before2 = i > 1 ? learner->gold[i - 2] : 0, types[5];
        int16_t scores[FEATURE_CLASSES] = {0};
        int32_t first, ahead;
        uint32_t keys[TAGGER_ALL_KEYS];
        TaggerView view;

        if (learner->fixed[learner->words->of_token[i]])
            continue;
        view_of(learner, sentence, i, before < 0 ? 0 : before, before2 < 0 ? 0 : before2, &view, types);
        feature_rows_sum(&table, keys, tagger_plain_keys(&view, keys), scores);
        for (int32_t role = 0; role < TAGGER_ROLES; role++) {
            int32_t type = types[role_places[role]];

            if (role == ROLE_CASED && view.sentence_case != CASE_NORMAL)
                continue;
            feature_rows_sum(&table, keys,
                             tagger_role_keys(type_of(learner, type), type < 0 ? 0 : learner->type_ambiguity[type],
                                              learner->words->class_count, role, keys),
                             scores);
        }
        first = feature_rows_best(scores, (int32_t)learner->tag_count, &ahead);
        feature_rows_sum(&table, keys, tagger_word_keys(&view, keys), scores);
        doubt_note(doubt, ahead, feature_rows_best(scores, (int32_t)learner->tag_count, &(int32_t){0}) != first);
    }
    lead = doubt_lead(doubt, MOST_CHANGED);
    free(doubt);
    return lead;
}

void learn_tagger(Treebank *treebank, const Words *words, const bool *included, const TaggerPlan *plan, Output *section)
{
    Learner learner = {.treebank = treebank, .words = words, .included = included};
    Output rows = {0};
    Weights sum;

    find_classes(&learner);
    make_dictionary(&learner);
    look_up(&learner);
    learner.tags = train_allocate((size_t)treebank->document.tokens.count, 1);
    perceptron_start(&learner.perceptron, learner.tag_count);
    count_features(&learner);
    perceptron_freeze(&learner.perceptron, 2);
    train_note("%u features", learner.perceptron.rows);
    learn_runs(&learner, plan, 1, &sum);
    weights_keep(&sum, plan->buckets);
    if (plan->refit > 0) {
        perceptron_only(&learner.perceptron, &sum);
        weights_free(&sum);
        learn_runs(&learner, plan, plan->refit, &sum);
    }
    weights_write(&sum, learner.tag_count, plan->buckets, SCALE / STORED_SCALE, LEAST_WEIGHT, &rows);
    output_add_u32(section, learner.tag_count);
    output_add_u32(section, find_doubt(&learner, &rows));
    output_add(section, learner.upos, learner.tag_count);
    output_align(section, 4);
    output_add(section, learner.xpos, learner.tag_count);
    output_align(section, 64);
    /* the dictionary was aligned for a section of its own: its head is 8 bytes and then it begins on 64 */
    output_add(section, learner.dictionary.bytes, learner.dictionary.size);
    output_align(section, 64);
    output_add(section, rows.bytes, rows.size);
    free(rows.bytes);
    weights_free(&sum);
    perceptron_free(&learner.perceptron);
    for (int32_t role = 0; role < TAGGER_ROLES; role++)
        free(learner.role_rows[role]);
    free(learner.gold);
    free(learner.dictionary.bytes);
    free(learner.type_ambiguity);
    free(learner.fixed);
    free(learner.cases);
    free(learner.tags);
}

Treebank *training_treebank(const Trainer *trainer)
{
    Treebank *treebank = treebank_new(trainer);

    treebank_read(treebank, "ud-ewt/train.conllu", 8);
    treebank_read(treebank, "gum/train.conllu", 8);
    treebank_finish(treebank);
    return treebank;
}

void train_tagger(const Trainer *trainer)
{
    const TaggerPlan plan = {.epochs = 8, .margin = 4, .buckets = 11000, .refit = 4};
    Treebank *treebank = training_treebank(trainer);
    Output section = {0};

    treebank->document.model = train_model(trainer, NULL, NULL);
    learn_tagger(treebank, words_of(&treebank->document), NULL, &plan, &section);
    train_write_section(trainer, "tagger", &section);
}

/* The part of the treebanks whose tags are predicted together: stretches of sentences, so that texts stay whole. */
static int32_t fold_of(const Document *document, int32_t sentence)
{
    int32_t stretch = document->sentences.count / (2 * FOLDS) + 1;

    return sentence / (stretch < 400 ? stretch : 400) % FOLDS;
}

void train_tags(const Trainer *trainer)
{
    const TaggerPlan plan = {.epochs = 8, .margin = 4, .buckets = 11000, .refit = 0};
    Treebank *treebank = training_treebank(trainer);
    Document *document = &treebank->document;
    bool *included = train_allocate((size_t)document->sentences.count, sizeof(*included));
    uint8_t *tags = train_allocate((size_t)document->tokens.count, 2);
    Output section = {0}, file = {0};

    document->model = train_model(trainer, NULL, NULL);
    words_of(document);
    for (int32_t fold = 0; fold < FOLDS; fold++) {
        int32_t right = 0, all = 0;

        for (int32_t i = 0; i < document->sentences.count; i++)
            included[i] = fold_of(document, i) != fold;
        learn_tagger(treebank, document->words, included, &plan, &section);
        document->model = train_model(trainer, "tagger", &section);
        tag(document);
        section.size = 0;
        for (int32_t i = 0; i < document->tokens.count; i++) {
            const Token *token = &document->tokens.items[i];

            if (fold_of(document, token->sentence) != fold)
                continue;
            tags[i * 2] = (uint8_t)token->upos;
            tags[i * 2 + 1] = (uint8_t)token->xpos;
            right += token->upos == treebank->gold[i].upos;
            all++;
        }
        train_note("part %d: UPOS %.2f", fold, 100.0 * right / all);
    }
    output_add(&file, tags, (size_t)document->tokens.count * 2);
    train_write(trainer, PREDICTED_TAGS, &file);
}

void read_predicted_tags(Treebank *treebank)
{
    char *path = train_path(treebank->trainer->output, PREDICTED_TAGS);
    size_t size;
    uint8_t *tags = (uint8_t *)train_read(path, &size);
    TokenLayer *tokens = &treebank->document.tokens;

    if (size != (size_t)tokens->count * 2)
        train_fail(path, 0, "is of other corpora; run the step \"tags\"");
    for (int32_t i = 0; i < tokens->count; i++) {
        tokens->items[i].upos = tags[i * 2] < UPOS_COUNT ? tags[i * 2] : UPOS_X;
        tokens->items[i].xpos = tags[i * 2 + 1] < XPOS_COUNT ? tags[i * 2 + 1] : XPOS_XX;
    }
    free(tags);
    free(path);
}
