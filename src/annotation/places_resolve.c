/*
 * places_resolve.c: which place each name means.
 *
 * Every candidate of a sense has a share of it, at first by its size and by what the text says it lies in. Then, a few
 * times over, a candidate gains by the shares that candidates of the other senses have in its division, in its state
 * and near it: the places of one text tend to lie together, a small town is named beside its neighbours and its state.
 * This is the spatial minimality that Leidner (2007) describes, made soft, by sums over the document, so that its time
 * is linear in the number of candidates. All in whole numbers: scores in eighths of a bit, shares of 65,536.
 */
#include "places_toponyms.h"

#include <string.h>

#define ROUNDS 3
#define CONTAINED 96 /* for the candidates that lie in what the text says */
#define MOST_PAIRS 8 /* containers of one sense that count */

/* Weights, in sixteenths. */
#define WEIGHT_PRIOR 9
#define WEIGHT_DIVISION 22
#define WEIGHT_COUNTRY 16
#define WEIGHT_NEAR 14

#define CELL_DEGREES 1

typedef struct Cell {
    int32_t key; /* of a square of one degree; -1: free */
    int64_t mass;
} Cell;

typedef struct Sums {
    int64_t *division, *country;
    Cell *cells;
    uint32_t cell_mask;
} Sums;

/* eighths_log2: 8 log2(value), for value of 1 and more. */
static int32_t eighths_log2(int64_t value)
{
    /* 2^(k/8) in 1/65536 */
    static const uint32_t steps[] = {65536, 71468, 77936, 84990, 92682, 101070, 110218, 120194};
    int32_t whole = 63 - __builtin_clzll((unsigned long long)value), eighth = 7;
    uint32_t mantissa = (uint32_t)(whole >= 16 ? value >> (whole - 16) : value << (16 - whole));

    while (eighth > 0 && mantissa < steps[eighth])
        eighth--;
    return whole * 8 + eighth;
}

/* share: 65536 / 2^(eighths/8) */
static int64_t share_below(int32_t eighths)
{
    static const int64_t steps[] = {65536, 60097, 55109, 50535, 46341, 42495, 38968, 35734};

    return eighths >= 128 ? 0 : steps[eighths % 8] >> (eighths / 8);
}

static int32_t cell_key(int32_t latitude, int32_t longitude)
{
    int32_t row = (latitude + 90000000) / 1000000 / CELL_DEGREES;
    int32_t column = (longitude + 180000000) / 1000000 / CELL_DEGREES;

    return row * 1024 + column;
}

static Cell *find_cell(const Sums *sums, int32_t key)
{
    uint32_t slot = ((uint32_t)key * 2654435761u) & sums->cell_mask;

    while (sums->cells[slot].key != key && sums->cells[slot].key != -1)
        slot = (slot + 1) & sums->cell_mask;
    return &sums->cells[slot];
}

static bool is_active(const Sense *sense)
{
    return sense->toponyms > 0;
}

/* sense_weight: a place that is named again and again counts more, but not in proportion. */
static int64_t sense_weight(const Sense *sense)
{
    int32_t log = eighths_log2(sense->toponyms + 1);

    return log > 32 ? 32 : log;
}

/* spread: adds a sense's shares to the sums, or takes them away. */
static void spread(const Toponyms *toponyms, Sums *sums, const Sense *sense, int64_t sign)
{
    int64_t weight = sense_weight(sense) * sign;

    for (int32_t i = sense->first; i < sense->first + sense->count; i++) {
        const Candidate *c = &toponyms->candidates[i];
        int64_t mass = c->mass * weight / 64;

        if (mass == 0)
            continue;
        if (c->division != NO_INDEX)
            sums->division[c->division] += mass;
        if (c->country != NO_INDEX)
            sums->country[c->country] += mass;
        if (c->kind == CANDIDATE_PLACE && c->type != GAZETTEER_DIVISION) {
            Cell *cell = find_cell(sums, cell_key(c->latitude, c->longitude));

            cell->key = cell_key(c->latitude, c->longitude);
            cell->mass += mass;
        }
    }
}

static int64_t near_mass(const Sums *sums, const Candidate *c)
{
    int32_t key = cell_key(c->latitude, c->longitude);
    int64_t mass = 0;

    for (int32_t row = -1; row <= 1; row++)
        for (int32_t column = -1; column <= 1; column++) {
            const Cell *cell = find_cell(sums, key + row * 1024 + column);
            int64_t part = cell->key == -1 ? 0 : cell->mass;

            mass += row == 0 && column == 0 ? part : part / 2;
        }
    return mass;
}

/* support: what the rest of the text says for a candidate. Masses are in 1/512 of a place. */
static int32_t support(const Sums *sums, const Candidate *c)
{
    int64_t division = c->division == NO_INDEX ? 0 : sums->division[c->division];
    int64_t country = c->country == NO_INDEX ? 0 : sums->country[c->country];
    int64_t near = c->kind == CANDIDATE_PLACE && c->type != GAZETTEER_DIVISION ? near_mass(sums, c) : 0;

    return (WEIGHT_DIVISION * (eighths_log2(division / 64 + 16) - 32) +
            WEIGHT_COUNTRY * (eighths_log2(country / 64 + 16) - 32) +
            WEIGHT_NEAR * (eighths_log2(near / 64 + 16) - 32)) /
           16;
}

/* share_out: shares by scores. */
static void share_out(Toponyms *toponyms, Sense *sense)
{
    int32_t best = sense->first;
    int64_t total = 0;

    for (int32_t i = sense->first; i < sense->first + sense->count; i++)
        if (toponyms->candidates[i].score > toponyms->candidates[best].score)
            best = i;
    for (int32_t i = sense->first; i < sense->first + sense->count; i++)
        total += share_below((toponyms->candidates[best].score - toponyms->candidates[i].score) / 2);
    for (int32_t i = sense->first; i < sense->first + sense->count; i++) {
        Candidate *c = &toponyms->candidates[i];

        c->mass = (int32_t)(share_below((toponyms->candidates[best].score - c->score) / 2) * SENSE_MASS / total);
    }
    sense->best = best;
}

bool candidate_lies_in(const Candidate *inner, const Candidate *outer)
{
    if (outer->kind == CANDIDATE_COUNTRY)
        return inner->kind != CANDIDATE_COUNTRY && inner->country == outer->country && inner->country != NO_INDEX;
    if (outer->kind != CANDIDATE_PLACE || inner->kind != CANDIDATE_PLACE || inner->division != outer->division ||
        inner->division == NO_INDEX)
        return false;
    if (outer->type == GAZETTEER_DIVISION)
        return inner->type != GAZETTEER_DIVISION;
    return outer->type == GAZETTEER_COUNTY && inner->type != GAZETTEER_DIVISION && inner->type != GAZETTEER_COUNTY;
}

/* prefer_contained: candidates of both that fit each other gain. */
static void prefer_contained(Toponyms *toponyms, const Sense *inner, const Sense *outer)
{
    for (int32_t o = outer->first; o < outer->first + outer->count; o++) {
        bool fits = false;

        for (int32_t i = inner->first; i < inner->first + inner->count; i++)
            if (candidate_lies_in(&toponyms->candidates[i], &toponyms->candidates[o])) {
                fits = true;
                if (toponyms->candidates[i].bonus < CONTAINED)
                    toponyms->candidates[i].bonus += CONTAINED;
            }
        if (fits && toponyms->candidates[o].bonus < CONTAINED)
            toponyms->candidates[o].bonus += CONTAINED;
    }
}

static void apply_containers(Toponyms *toponyms)
{
    for (int32_t s = 0; s < toponyms->sense_count; s++) {
        const Sense *sense = &toponyms->senses[s];
        int32_t pairs = 0;

        for (int32_t t = sense->head; t != NO_INDEX && pairs < MOST_PAIRS; t = toponyms->items[t].same)
            if (toponyms->items[t].accepted && toponyms->items[t].container != NO_INDEX) {
                prefer_contained(toponyms, sense,
                                 &toponyms->senses[toponyms->items[toponyms->items[t].container].sense]);
                pairs++;
            }
    }
}

static void start_sums(const Toponyms *toponyms, Sums *sums)
{
    Arena *arena = toponyms->document->arena;
    uint32_t slots = 16;

    while (slots < (uint32_t)toponyms->candidate_count * 2)
        slots *= 2;
    sums->division = arena_alloc(arena, (size_t)gazetteer_division_count() * sizeof(int64_t));
    sums->country = arena_alloc(arena, (size_t)gazetteer_country_count() * sizeof(int64_t));
    sums->cells = arena_alloc(arena, slots * sizeof(Cell));
    sums->cell_mask = slots - 1;
    for (uint32_t i = 0; i < slots; i++)
        sums->cells[i].key = -1;
}

/* score_senses: every candidate against the shares of all other senses. */
static void score_senses(Toponyms *toponyms, Sums *sums)
{
    for (int32_t s = 0; s < toponyms->sense_count; s++) {
        Sense *sense = &toponyms->senses[s];

        if (!is_active(sense))
            continue;
        spread(toponyms, sums, sense, -1);
        for (int32_t i = sense->first; i < sense->first + sense->count; i++) {
            Candidate *c = &toponyms->candidates[i];

            c->score = c->prior * WEIGHT_PRIOR / 16 + c->bonus + support(sums, c);
        }
        spread(toponyms, sums, sense, 1);
    }
}

void toponyms_resolve(Toponyms *toponyms)
{
    Sums sums;

    apply_containers(toponyms);
    start_sums(toponyms, &sums);
    for (int32_t s = 0; s < toponyms->sense_count; s++) {
        Sense *sense = &toponyms->senses[s];

        if (!is_active(sense))
            continue;
        for (int32_t i = sense->first; i < sense->first + sense->count; i++)
            toponyms->candidates[i].score =
                toponyms->candidates[i].prior * WEIGHT_PRIOR / 16 + toponyms->candidates[i].bonus;
        share_out(toponyms, sense);
    }
    for (int32_t s = 0; s < toponyms->sense_count; s++)
        if (is_active(&toponyms->senses[s]))
            spread(toponyms, &sums, &toponyms->senses[s], 1);
    for (int32_t round = 0; round < ROUNDS; round++) {
        environment_check(toponyms->document->environment);
        score_senses(toponyms, &sums);
        for (int32_t s = 0; s < toponyms->sense_count; s++) {
            Sense *sense = &toponyms->senses[s];

            if (!is_active(sense))
                continue;
            spread(toponyms, &sums, sense, -1);
            share_out(toponyms, sense);
            spread(toponyms, &sums, sense, 1);
        }
    }
}

static bool is_division(const Candidate *c)
{
    return c->kind == CANDIDATE_REGION ||
           (c->kind == CANDIDATE_PLACE && (c->type == GAZETTEER_DIVISION || c->type == GAZETTEER_COUNTY));
}

int32_t toponym_choice(const Toponyms *toponyms, const Toponym *toponym)
{
    const Sense *sense = &toponyms->senses[toponym->sense];
    int32_t container = NO_INDEX, best = NO_INDEX, best_rank = 0;

    if (toponym->container != NO_INDEX)
        container = toponyms->senses[toponyms->items[toponym->container].sense].best;
    for (int32_t i = sense->first; i < sense->first + sense->count; i++) {
        const Candidate *c = &toponyms->candidates[i];
        int32_t rank = 0;

        if (container != NO_INDEX && candidate_lies_in(c, &toponyms->candidates[container]))
            rank += 2;
        if (toponym->division_only && is_division(c))
            rank += 1;
        if (best == NO_INDEX || rank > best_rank ||
            (rank == best_rank && c->score > toponyms->candidates[best].score)) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}
