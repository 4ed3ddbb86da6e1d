/*
 * train_names.c: learns the section "names" of the model, and says how well it finds the names of texts that were not
 * learned from.
 *
 * What the memory of a document holds while learning must be as unsure as it will be later: so the texts are dealt into
 * parts, and the first pass over each part is made by a finder that learned from the other parts.
 */
#include "names_corpora.h"
#include "names_crf.h"

#include "annotation/annotate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PARTS 4
#define PART_ROUNDS 4
#define ROUNDS 9
#define RATE 0.1f
#define DECAY 0.0005f
#define DROPPED 200
#define SEED 314159265358ull
#define SWAP_EVERY 2 /* every second text has a copy with other names */
#define VARY_EVERY 5 /* every fifth one with other capitals */
#define MAP_BITS 23  /* room for 6 million features */
#define ROW_BITS 13  /* 2^13 buckets of 16 rows */
#define UNIT 24.0f   /* a weight of 1 */

typedef struct Prepared {
    const NameText *gold;
    Arena arena;
    Document document;
    NameContext context;
    int32_t first_run, run_count; /* of the whole data */
} Prepared;

typedef struct FeatureMap {
    uint64_t *keys;
    uint32_t *counts; /* then: number of the feature, UINT32_MAX: not kept */
    uint64_t mask;
    size_t used;
} FeatureMap;

/* ---- from texts to runs ---- */

static void prepare(Prepared *prepared, const NameText *text, const Model *model, const Environment *environment,
                    bool whole)
{
    memset(prepared, 0, sizeof(*prepared));
    prepared->gold = text;
    arena_start(&prepared->arena, environment);
    document_start(&prepared->document, &prepared->arena, text->text, text->length);
    prepared->document.zone = "UTC";
    prepared->document.model = model;
    if (whole)
        clean(&prepared->document);
    segment(&prepared->document);
}

/* set_allowed: which labels each token of a text may have, by the corpus. */
static void set_allowed(const Prepared *prepared, LabelSet *allowed, int32_t *lost)
{
    const Document *document = &prepared->document;
    const NameText *gold = prepared->gold;
    LabelSet unmarked = 0;
    int32_t token = 0;

    for (int part = 0; part < NAME_PART_COUNT; part++)
        unmarked |= (LabelSet)1 << NAME_LABEL(NAME_NORP, part) | (LabelSet)1 << NAME_LABEL(NAME_PRODUCT, part) |
                    (LabelSet)1 << NAME_LABEL(NAME_MISC, part);
    for (int32_t t = 0; t < document->tokens.count; t++)
        allowed[t] = (LabelSet)1 << NAME_OUTSIDE | (gold->open && prepared->context.tokens[t].strong ? unmarked : 0);
    for (int32_t s = 0; s < gold->span_count; s++) {
        const GoldSpan *span = &gold->spans[s];
        int32_t first, last;
        bool candidates = true;

        while (token < document->tokens.count &&
               document->tokens.items[token].start + document->tokens.items[token].length <= span->start)
            token++;
        first = token;
        last = token - 1;
        while (last + 1 < document->tokens.count && document->tokens.items[last + 1].start < span->end) {
            last++;
            candidates = candidates && prepared->context.tokens[last].candidate &&
                         document->tokens.items[last].sentence == document->tokens.items[first].sentence;
        }
        if (last < first)
            continue;
        token = last + 1;
        *lost += span->kinds != GOLD_UNKNOWN && !candidates;
        for (int32_t t = first; t <= last; t++) {
            NamePart part = first == last ? NAME_UNIT : t == first ? NAME_BEGIN : t == last ? NAME_LAST : NAME_INSIDE;

            allowed[t] = span->kinds == GOLD_UNKNOWN || !candidates ? ANY_LABEL : 0;
            for (int kind = 0; kind < NAME_KIND_COUNT; kind++)
                if (span->kinds >> kind & 1)
                    allowed[t] |= (LabelSet)1 << NAME_LABEL(kind, part);
        }
    }
}

static uint32_t *map_find(FeatureMap *map, uint64_t key)
{
    uint64_t slot = (key >> 7) & map->mask;

    if (key == 0)
        key = 1;
    while (map->keys[slot] != 0 && map->keys[slot] != key)
        slot = (slot + 1) & map->mask;
    if (map->keys[slot] == 0) {
        map->keys[slot] = key;
        if (++map->used > map->mask / 4 * 3)
            train_fail("features", 0, "more than there is room for");
    }
    return &map->counts[slot];
}

static void *grow(void *memory, size_t count, int32_t *capacity, size_t size)
{
    if (count < (size_t)*capacity)
        return memory;
    *capacity = *capacity == 0 ? 4096 : *capacity * 2;
    memory = realloc(memory, (size_t)*capacity * size);
    if (memory == NULL)
        train_fail("trainer", 0, "out of memory");
    return memory;
}

static void add_features(CrfData *data, FeatureMap *map, const uint64_t *features, int32_t count, uint16_t *kept)
{
    for (int32_t f = 0; f < count; f++) {
        uint32_t number = *map_find(map, features[f]);

        if (number == UINT32_MAX)
            continue;
        if (data->feature_count == data->feature_capacity) {
            data->feature_capacity = data->feature_capacity == 0 ? 1 << 20 : data->feature_capacity * 2;
            data->features = realloc(data->features, data->feature_capacity * sizeof(*data->features));
            if (data->features == NULL)
                train_fail("trainer", 0, "out of memory");
        }
        data->features[data->feature_count++] = number;
        ++*kept;
    }
}

/* next_run: the next run of candidates in a sentence from token *token on; false where there is none. */
static bool next_run(const Prepared *prepared, const Sentence *sentence, int32_t *token, int32_t *count)
{
    const NameToken *tokens = prepared->context.tokens;

    while (*token <= sentence->last_token && !tokens[*token].candidate)
        ++*token;
    *count = 0;
    while (*token + *count <= sentence->last_token && *count < NAME_MAX_RUN && tokens[*token + *count].candidate)
        ++*count;
    return *count > 0;
}

/* add_runs: the runs of a text, with features by number; those from memory too where the document has been through. */
static void add_runs(Prepared *prepared, CrfData *data, FeatureMap *map, bool memory, int32_t *lost)
{
    LabelSet *allowed = train_allocate((size_t)prepared->document.tokens.count, sizeof(*allowed));
    uint64_t features[NAME_MAX_FEATURES];

    set_allowed(prepared, allowed, lost);
    prepared->first_run = data->run_count;
    for (int32_t s = 0; s < prepared->document.sentences.count; s++) {
        const Sentence *sentence = &prepared->document.sentences.items[s];
        int32_t token = sentence->first_token, count;

        for (; next_run(prepared, sentence, &token, &count); token += count) {
            data->runs = grow(data->runs, (size_t)data->run_count, &data->run_capacity, sizeof(*data->runs));
            data->runs[data->run_count++] = (CrfRun){data->token_count, count};
            for (int32_t t = token; t < token + count; t++) {
                CrfToken *own;

                data->tokens =
                    grow(data->tokens, (size_t)data->token_count, &data->token_capacity, sizeof(*data->tokens));
                own = &data->tokens[data->token_count++];
                *own = (CrfToken){.features = data->feature_count, .allowed = allowed[t]};
                add_features(data, map, features, name_features(&prepared->context, t, features), &own->base);
                if (memory)
                    add_features(data, map, features, name_memory_features(&prepared->context, t, features),
                                 &own->memory);
            }
        }
    }
    prepared->run_count = data->run_count - prepared->first_run;
    free(allowed);
}

static void count_features(Prepared *prepared, FeatureMap *map, bool memory)
{
    uint64_t features[NAME_MAX_FEATURES];

    for (int32_t t = 0; t < prepared->document.tokens.count; t++) {
        int32_t count;

        if (!prepared->context.tokens[t].candidate)
            continue;
        count = memory ? name_memory_features(&prepared->context, t, features)
                       : name_features(&prepared->context, t, features);
        for (int32_t f = 0; f < count; f++)
            ++*map_find(map, features[f]);
    }
}

/* number_features: features seen at least `least` times get a number; gives how many. */
static uint32_t number_features(FeatureMap *map, uint32_t least)
{
    uint32_t count = 0;

    for (uint64_t slot = 0; slot <= map->mask; slot++)
        if (map->keys[slot] != 0)
            map->counts[slot] = map->counts[slot] >= least ? count++ : UINT32_MAX;
    return count;
}

static void start_map(FeatureMap *map, uint32_t bits)
{
    map->mask = ((uint64_t)1 << bits) - 1;
    map->used = 0;
    map->keys = train_allocate((size_t)map->mask + 1, sizeof(*map->keys));
    map->counts = train_allocate((size_t)map->mask + 1, sizeof(*map->counts));
}

static void free_map(FeatureMap *map)
{
    free(map->keys);
    free(map->counts);
}

/* ---- the section ---- */

typedef struct Candidate {
    uint64_t key;
    float size;
    uint32_t number;
} Candidate;

static int by_size(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* make_row: weights in eight bits and a shift. */
static NameRow make_row(const float *weights, float most)
{
    NameRow row = {.shift = 0};

    while (row.shift < NAME_MAX_SHIFT && most * UNIT / (float)(1 << row.shift) > 127)
        row.shift++;
    for (int l = 0; l < NAME_LABELS; l++) {
        long weight = lrintf(weights[l] * UNIT / (float)(1 << row.shift));

        row.weights[l] = (int8_t)(weight > 127 ? 127 : weight < -127 ? -127 : weight);
    }
    return row;
}

/* write_names: the section, with the features of the largest weights as far as there is room. */
static void write_names(const Trainer *trainer, const Crf *crf, const FeatureMap *map)
{
    Output buffer = {0};
    size_t slots = (size_t)NAME_BUCKET << ROW_BITS, count = 0, kept = 0;
    uint16_t *marks = train_allocate(slots, sizeof(*marks));
    NameRow *rows = train_allocate(slots, sizeof(*rows));
    Candidate *candidates = train_allocate(crf->features, sizeof(*candidates));
    int16_t transitions[NAME_TRANSITIONS][NAME_TRANSITIONS];

    for (uint64_t slot = 0; slot <= map->mask; slot++) {
        uint32_t number = map->counts[slot];
        float most = 0, sum = 0;

        if (map->keys[slot] == 0 || number == UINT32_MAX)
            continue;
        for (int l = 0; l < NAME_LABELS; l++) {
            float size = fabsf(crf->weights[number][l]);

            most = size > most ? size : most;
            sum += size * size;
        }
        if (most * UNIT >= 0.5f)
            candidates[count++] = (Candidate){map->keys[slot], sum, number};
    }
    qsort(candidates, count, sizeof(*candidates), by_size);
    for (size_t c = 0; c < count && kept < slots * 7 / 8; c++) {
        size_t bucket = (size_t)name_bucket(candidates[c].key, (1u << ROW_BITS) - 1) * NAME_BUCKET;
        uint16_t mark = name_mark(candidates[c].key);
        const float *weights = crf->weights[candidates[c].number];
        float most = 0;
        int place = 0;

        while (place < NAME_BUCKET && marks[bucket + (size_t)place] != 0 && marks[bucket + (size_t)place] != mark)
            place++;
        if (place == NAME_BUCKET || marks[bucket + (size_t)place] == mark)
            continue;
        for (int l = 0; l < NAME_LABELS; l++)
            most = fabsf(weights[l]) > most ? fabsf(weights[l]) : most;
        marks[bucket + (size_t)place] = mark;
        rows[bucket + (size_t)place] = make_row(weights, most);
        kept++;
    }
    train_note("names: %zu of %zu features with a weight kept", kept, count);
    for (int j = 0; j < NAME_TRANSITIONS; j++)
        for (int k = 0; k < NAME_TRANSITIONS; k++)
            transitions[j][k] = (int16_t)lrintf(crf->transitions[j][k] * UNIT);
    output_add_u32(&buffer, NAME_MODEL_VERSION);
    output_add_u32(&buffer, ROW_BITS);
    output_align(&buffer, 64);
    output_add(&buffer, transitions, sizeof(transitions));
    output_align(&buffer, 64);
    output_add(&buffer, marks, slots * sizeof(*marks));
    output_align(&buffer, 64);
    output_add(&buffer, rows, slots * sizeof(*rows));
    train_write_section(trainer, NAME_SECTION, &buffer);
    free(marks);
    free(rows);
    free(candidates);
}

/* ---- measuring ---- */

typedef struct Score {
    int32_t right, found, gold;
} Score;

static double f1(const Score *score)
{
    return score->found + score->gold == 0 ? 0 : 200.0 * score->right / (score->found + score->gold);
}

/* The three classes that the scorer knows: persons, organizations, and places with facilities; -1: none of them. */
static int class_of(uint32_t kinds)
{
    return kinds & GOLD(PERSON) ? 0 : kinds & GOLD(ORG) ? 1 : kinds & (GOLD(PLACE) | GOLD(FACILITY)) ? 2 : -1;
}

static int class_of_mention(int32_t kind)
{
    return kind == KIND_PERSON                                             ? 0
           : kind == KIND_ORG                                              ? 1
           : kind == KIND_GPE || kind == KIND_LOC || kind == KIND_FACILITY ? 2
                                                                           : -1;
}

static void measure(const Trainer *trainer, const Model *model, const NameTexts *texts, const char *title)
{
    Score scores[4] = {{0}}, alone = {0};

    for (int32_t i = 0; i < texts->count; i++) {
        const NameText *text = &texts->items[i];
        Prepared prepared;

        prepare(&prepared, text, model, trainer->environment, true);
        find_names(&prepared.document);
        for (int32_t s = 0; s < text->span_count; s++) {
            int class = class_of(text->spans[s].kinds);

            if (class < 0)
                continue;
            scores[class].gold++;
            alone.gold++;
        }
        for (int32_t m = 0; m < prepared.document.mentions.count; m++) {
            const Mention *mention = &prepared.document.mentions.items[m];
            int class = class_of_mention(mention->kind);

            if (class < 0)
                continue;
            scores[class].found++;
            alone.found++;
            for (int32_t s = 0; s < text->span_count; s++) {
                if (text->spans[s].start != mention->start || text->spans[s].end != mention->start + mention->length ||
                    class_of(text->spans[s].kinds) < 0)
                    continue;
                alone.right++;
                scores[class].right += class_of(text->spans[s].kinds) == class;
            }
        }
        arena_release(&prepared.arena);
    }
    for (int class = 0; class < 3; class ++) {
        scores[3].right += scores[class].right;
        scores[3].found += scores[class].found;
        scores[3].gold += scores[class].gold;
    }
    train_note("names: %-22s F1 %5.2f (precision %5.2f recall %5.2f; PER %5.2f ORG %5.2f LOC %5.2f; spans %5.2f)",
               title, f1(&scores[3]), 100.0 * scores[3].right / (scores[3].found > 0 ? scores[3].found : 1),
               100.0 * scores[3].right / (scores[3].gold > 0 ? scores[3].gold : 1), f1(&scores[0]), f1(&scores[1]),
               f1(&scores[2]), f1(&alone));
}

static void measure_all(const Trainer *trainer)
{
    const Model *model = train_model(trainer, NULL, NULL);
    NameTexts texts = {0};
    char *path = train_path(trainer->corpora, "worldwide/dev");

    names_read_bio_folder(&texts, path, "worldwide", 8, false, SPACING_SCORER);
    measure(trainer, model, &texts, "worldwide dev");
    free(path);
    texts.count = 0;
    path = train_path(trainer->corpora, "worldwide/dev");
    names_read_bio_folder(&texts, path, "worldwide", 8, true, SPACING_SCORER);
    measure(trainer, model, &texts, "worldwide dev, outer");
    free(path);
    texts.count = 0;
    path = train_path(trainer->corpora, "crossner-politics/dev.txt");
    names_read_bio(&texts, path, "crossner", 8, false, SPACING_SCORER);
    measure(trainer, model, &texts, "crossner-politics dev");
    free(path);
    texts.count = 0;
    path = train_path(trainer->corpora, "uner-ewt/en_ewt-ud-dev.iob2");
    names_read_bio(&texts, path, "uner", 8, false, SPACING_SCORER);
    measure(trainer, model, &texts, "uner-ewt dev");
    free(path);
}

/* ---- the step ---- */

/* split_places: "Oran, Algeria" is two places. */
static void split_places(NameText *text)
{
    GoldSpan *spans = text->spans;
    int32_t count = text->span_count;

    text->spans = NULL;
    text->span_count = text->span_capacity = 0;
    for (int32_t s = 0; s < count; s++) {
        int32_t start = spans[s].start;

        for (int32_t at = start; spans[s].kinds == GOLD(PLACE) && at < spans[s].end; at++) {
            int32_t end = at, next = at + 1;

            if (text->text[at] != ',')
                continue;
            while (end > start && text->text[end - 1] == ' ')
                end--;
            while (next < spans[s].end && text->text[next] == ' ')
                next++;
            if (end > start)
                names_add_span(text, start, end, GOLD(PLACE));
            start = next;
        }
        if (start < spans[s].end)
            names_add_span(text, start, spans[s].end, spans[s].kinds);
    }
    free(spans);
}

static void read_re3d(const Trainer *trainer, NameTexts *texts)
{
    static const char *const folders[] = {
        "re3d/Australian-Department-of-Foreign-Affairs",
        "re3d/CENTCOM",
        "re3d/Delegation-of-the-European-Union-to-Syria",
        "re3d/UK-Government",
        "re3d/US-State-Department",
        "re3d/Wikipedia",
    };

    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        char *path = train_path(trainer->corpora, folders[i]);

        names_read_re3d(texts, path);
        free(path);
    }
}

/* add_copies: copies of the texts with other names, and with sentences in capitals, lower case and title case. */
static void add_copies(NameTexts *texts)
{
    NamePools pools = {0};
    uint64_t random = 271828182845ull;
    int32_t count = texts->count;

    names_fill_pools(&pools, texts);
    for (int32_t i = 0; i < count; i += SWAP_EVERY) {
        NameText from = texts->items[i]; /* texts->items moves as it grows */

        names_swap(texts, &from, &pools, &random);
    }
    for (int32_t i = 0; i < count; i += VARY_EVERY) {
        NameText from = texts->items[i];

        names_vary(texts, &from, &random);
    }
    names_free_pools(&pools);
}

static void read_corpora(const Trainer *trainer, NameTexts *texts)
{
    char *path = train_path(trainer->corpora, "worldwide/train");

    /* Where a name holds another the outer one counts: "Bank of Ghana" is an organization, not a bank in a place. */
    names_read_bio_folder(texts, path, "worldwide", 0, true, SPACING_NATURAL);
    free(path);
    for (int32_t i = 0; i < texts->count; i++)
        split_places(&texts->items[i]);
    path = train_path(trainer->corpora, "crossner-politics/train.txt");
    names_read_bio(texts, path, "crossner", 8, true, SPACING_NATURAL);
    free(path);
    path = train_path(trainer->corpora, "gum/train.conllu");
    names_read_gum(texts, path);
    free(path);
    read_re3d(trainer, texts);
    add_copies(texts);
}

/* remember_parts: gives every text the labels that a finder, taught by the other parts, puts on it. */
static void remember_parts(const Trainer *trainer, Prepared *prepared, int32_t count, const CrfData *data,
                           FeatureMap *map, uint32_t features)
{
    for (int32_t part = 0; part < PARTS; part++) {
        CrfSettings settings = {
            .rounds = PART_ROUNDS, .memory = false, .rate = RATE, .decay = DECAY, .dropped = DROPPED, .seed = SEED};
        CrfData others = *data;
        const Model *model;
        Crf crf;

        others.run_count = 0;
        others.runs = train_allocate((size_t)data->run_count, sizeof(*others.runs));
        for (int32_t i = 0; i < count; i++)
            for (int32_t r = 0; i % PARTS != part && r < prepared[i].run_count; r++)
                others.runs[others.run_count++] = data->runs[prepared[i].first_run + r];
        crf_start(&crf, features);
        crf_train(&crf, &others, &settings);
        write_names(trainer, &crf, map);
        crf_free(&crf);
        free(others.runs);
        model = train_model(trainer, NULL, NULL);
        for (int32_t i = part; i < count; i += PARTS) {
            prepared[i].document.model = model;
            find_names_pass(&prepared[i].document, &prepared[i].context, 1);
            name_remember(&prepared[i].context);
        }
    }
}

static void free_data(CrfData *data)
{
    free(data->runs);
    free(data->tokens);
    free(data->features);
    memset(data, 0, sizeof(*data));
}

void train_names(const Trainer *trainer)
{
    const Model *model = train_model(trainer, NULL, NULL);
    CrfSettings settings = {
        .rounds = ROUNDS, .memory = true, .rate = RATE, .decay = DECAY, .dropped = DROPPED, .seed = SEED};
    NameTexts texts = {0};
    Prepared *prepared;
    FeatureMap map;
    CrfData data = {0};
    Crf crf;
    int32_t lost = 0;
    uint32_t features;

    read_corpora(trainer, &texts);
    prepared = train_allocate((size_t)texts.count, sizeof(*prepared));
    start_map(&map, MAP_BITS);
    for (int32_t i = 0; i < texts.count; i++) {
        prepare(&prepared[i], &texts.items[i], model, trainer->environment, false);
        name_context_start(&prepared[i].context, &prepared[i].document);
        count_features(&prepared[i], &map, false);
    }
    features = number_features(&map, 2);
    for (int32_t i = 0; i < texts.count; i++)
        add_runs(&prepared[i], &data, &map, false, &lost);
    train_note("names: %d texts, %d runs, %d tokens, %zu features of %zu kept, %d names out of reach", texts.count,
               data.run_count, data.token_count, (size_t)features, map.used, lost);
    remember_parts(trainer, prepared, texts.count, &data, &map, features);
    free_data(&data);
    free_map(&map);
    start_map(&map, MAP_BITS);
    for (int32_t i = 0; i < texts.count; i++) {
        count_features(&prepared[i], &map, false);
        count_features(&prepared[i], &map, true);
    }
    features = number_features(&map, 2);
    for (int32_t i = 0; i < texts.count; i++)
        add_runs(&prepared[i], &data, &map, true, &lost);
    crf_start(&crf, features);
    crf_train(&crf, &data, &settings);
    write_names(trainer, &crf, &map);
    crf_free(&crf);
    free_data(&data);
    free_map(&map);
    for (int32_t i = 0; i < texts.count; i++)
        arena_release(&prepared[i].arena);
    free(prepared);
    measure_all(trainer);
}
