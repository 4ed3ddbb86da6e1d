/*
 * names_crf.c: learns the weights of the name finder. The numbers are floating point, but only sums, products,
 * quotients and square roots of them in a fixed order, which are the same on every machine that follows IEEE 754.
 */
#include "names_crf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* No fused multiplication and addition: a machine that has it would give other weights. */
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#else
#pragma GCC optimize("fp-contract=off")
#endif

/* One run in work. */
typedef struct Lattice {
    float scores[NAME_MAX_RUN][CRF_LABELS];
    double emissions[NAME_MAX_RUN][CRF_LABELS];
    double forward[NAME_MAX_RUN][CRF_LABELS];
    double backward[NAME_MAX_RUN][CRF_LABELS];
    double expected[NAME_MAX_RUN][CRF_LABELS]; /* probability of each label */
    double transitions[NAME_TRANSITIONS][NAME_TRANSITIONS];
    double gradient[NAME_TRANSITIONS][NAME_TRANSITIONS];
} Lattice;

/* exponential: e to the x for x <= 0, by halving into [-ln 2 / 2, ln 2 / 2] and the series there. */
static double exponential(double x)
{
    double whole, rest, sum = 1;

    if (x < -80)
        return 0;
    whole = floor(x * 1.4426950408889634 + 0.5);
    rest = x - whole * 0.6931471805599453;
    for (int n = 12; n > 0; n--)
        sum = 1 + sum * rest / n;
    return ldexp(sum, (int)whole);
}

void crf_start(Crf *crf, uint32_t features)
{
    memset(crf, 0, sizeof(*crf));
    crf->features = features;
    crf->weights = train_allocate(features, sizeof(*crf->weights));
    crf->squares = train_allocate(features, sizeof(*crf->squares));
    crf->sums = train_allocate(features, sizeof(*crf->sums));
}

void crf_free(Crf *crf)
{
    free(crf->weights);
    free(crf->squares);
    free(crf->sums);
}

/* set_emissions: exponentials of the scores, of the allowed labels only, scaled a token. */
static void set_emissions(Lattice *lattice, const CrfToken *tokens, int32_t count, bool constrained)
{
    for (int32_t t = 0; t < count; t++) {
        LabelSet allowed = constrained ? tokens[t].allowed : ANY_LABEL;
        float most = -1e30f;

        for (int l = 0; l < CRF_LABELS; l++)
            if ((allowed >> l & 1) && lattice->scores[t][l] > most)
                most = lattice->scores[t][l];
        for (int l = 0; l < CRF_LABELS; l++)
            lattice->emissions[t][l] = (allowed >> l & 1) ? exponential((double)(lattice->scores[t][l] - most)) : 0;
    }
}

static void scale(double *numbers, int count)
{
    double sum = 0;

    for (int i = 0; i < count; i++)
        sum += numbers[i];
    for (int i = 0; i < count && sum > 0; i++)
        numbers[i] /= sum;
}

static void ends_of(const double *labels, double *ends)
{
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++)
        ends[kind] = labels[NAME_LABEL(kind, NAME_LAST)] + labels[NAME_LABEL(kind, NAME_UNIT)];
    ends[NAME_KIND_COUNT] = labels[NAME_OUTSIDE];
}

static void run_forward(Lattice *lattice, int32_t count)
{
    for (int32_t t = 0; t < count; t++) {
        double ends[NAME_TRANSITIONS] = {0};
        const double *before = t > 0 ? lattice->forward[t - 1] : NULL;

        if (t > 0)
            ends_of(before, ends);
        else
            ends[NAME_KIND_COUNT] = 1;
        for (int kind = 0; kind < NAME_TRANSITIONS; kind++) {
            double in = 0;
            const double *e = lattice->emissions[t];
            double *f = lattice->forward[t];

            for (int j = 0; j < NAME_TRANSITIONS; j++)
                in += ends[j] * lattice->transitions[j][kind];
            if (kind == NAME_KIND_COUNT) {
                f[NAME_OUTSIDE] = in * e[NAME_OUTSIDE];
                continue;
            }
            for (int part = 0; part < NAME_PART_COUNT; part++) {
                int label = NAME_LABEL(kind, part);
                double inside =
                    before == NULL ? 0 : before[NAME_LABEL(kind, NAME_BEGIN)] + before[NAME_LABEL(kind, NAME_INSIDE)];

                f[label] = e[label] * (part == NAME_BEGIN || part == NAME_UNIT ? in : inside);
            }
        }
        scale(lattice->forward[t], CRF_LABELS);
    }
}

/* starts_of: for each kind, what follows when a name of that kind (or none) starts at a token. */
static void starts_of(const double *emissions, const double *backward, double *starts)
{
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++) {
        int begin = NAME_LABEL(kind, NAME_BEGIN), unit = NAME_LABEL(kind, NAME_UNIT);

        starts[kind] = emissions[begin] * backward[begin] + emissions[unit] * backward[unit];
    }
    starts[NAME_KIND_COUNT] = emissions[NAME_OUTSIDE] * backward[NAME_OUTSIDE];
}

static void run_backward(Lattice *lattice, int32_t count)
{
    for (int32_t t = count - 1; t >= 0; t--) {
        double *b = lattice->backward[t], starts[NAME_TRANSITIONS];

        for (int kind = 0; kind < NAME_TRANSITIONS; kind++) {
            double out = 1, inside = 0;

            if (t + 1 < count) {
                const double *e = lattice->emissions[t + 1], *next = lattice->backward[t + 1];

                if (kind == 0)
                    starts_of(e, next, starts);
                out = 0;
                for (int j = 0; j < NAME_TRANSITIONS; j++)
                    out += lattice->transitions[kind][j] * starts[j];
                if (kind < NAME_KIND_COUNT)
                    for (int part = NAME_INSIDE; part <= NAME_LAST; part++)
                        inside += e[NAME_LABEL(kind, part)] * next[NAME_LABEL(kind, part)];
            }
            if (kind == NAME_KIND_COUNT) {
                b[NAME_OUTSIDE] = out;
                continue;
            }
            b[NAME_LABEL(kind, NAME_LAST)] = b[NAME_LABEL(kind, NAME_UNIT)] = out;
            b[NAME_LABEL(kind, NAME_BEGIN)] = b[NAME_LABEL(kind, NAME_INSIDE)] = inside;
        }
        if (t > 0)
            scale(b, CRF_LABELS);
    }
}

/* expect: adds sign times the probabilities of labels and transitions under the emissions. */
static bool expect(Lattice *lattice, int32_t count, double sign)
{
    run_forward(lattice, count);
    run_backward(lattice, count);
    for (int32_t t = 0; t < count; t++) {
        double sum = 0, starts[NAME_TRANSITIONS], ends[NAME_TRANSITIONS] = {0}, all = 0;

        for (int l = 0; l < CRF_LABELS; l++)
            sum += lattice->forward[t][l] * lattice->backward[t][l];
        if (!(sum > 0))
            return false;
        for (int l = 0; l < CRF_LABELS; l++)
            lattice->expected[t][l] += sign * lattice->forward[t][l] * lattice->backward[t][l] / sum;
        if (t > 0)
            ends_of(lattice->forward[t - 1], ends);
        else
            ends[NAME_KIND_COUNT] = 1;
        starts_of(lattice->emissions[t], lattice->backward[t], starts);
        for (int j = 0; j < NAME_TRANSITIONS; j++)
            for (int k = 0; k < NAME_TRANSITIONS; k++)
                all += ends[j] * lattice->transitions[j][k] * starts[k];
        for (int kind = 0; t > 0 && kind < NAME_KIND_COUNT; kind++)
            for (int part = NAME_INSIDE; part <= NAME_LAST; part++)
                all += (lattice->forward[t - 1][NAME_LABEL(kind, NAME_BEGIN)] +
                        lattice->forward[t - 1][NAME_LABEL(kind, NAME_INSIDE)]) *
                       lattice->emissions[t][NAME_LABEL(kind, part)] * lattice->backward[t][NAME_LABEL(kind, part)];
        for (int j = 0; all > 0 && j < NAME_TRANSITIONS; j++)
            for (int k = 0; k < NAME_TRANSITIONS; k++)
                lattice->gradient[j][k] += sign * ends[j] * lattice->transitions[j][k] * starts[k] / all;
    }
    return true;
}

static void step(float *weight, float *square, float gradient, const CrfSettings *settings)
{
    gradient += settings->decay * *weight;
    *square += gradient * gradient;
    *weight -= settings->rate * gradient / sqrtf(*square + 0.1f);
}

/* learn_run: one step on one run. */
static void learn_run(Crf *crf, const CrfData *data, const CrfRun *run, Lattice *lattice, const CrfSettings *settings,
                      bool memory, uint64_t *random)
{
    const CrfToken *tokens = data->tokens + run->first_token;
    static uint32_t used[NAME_MAX_RUN][NAME_MAX_FEATURES];
    static int32_t used_count[NAME_MAX_RUN];
    float raise = 1000.0f / (float)(1000 - settings->dropped);

    for (int32_t t = 0; t < run->tokens; t++) {
        int32_t count = tokens[t].base + (memory ? tokens[t].memory : 0);
        const uint32_t *features = data->features + tokens[t].features;

        memset(lattice->scores[t], 0, sizeof(lattice->scores[t]));
        used_count[t] = 0;
        for (int32_t f = 0; f < count; f++) {
            const float *weights = crf->weights[features[f]];

            if (f > 0 && train_random(random, 1000) < settings->dropped)
                continue;
            used[t][used_count[t]++] = features[f];
            for (int l = 0; l < NAME_LABELS; l++)
                lattice->scores[t][l] += weights[l] * raise;
        }
    }
    for (int j = 0; j < NAME_TRANSITIONS; j++) {
        for (int k = 0; k < NAME_TRANSITIONS; k++) {
            lattice->transitions[j][k] = crf->transitions[j][k] < 0 ? exponential((double)crf->transitions[j][k])
                                                                    : 1 / exponential((double)-crf->transitions[j][k]);
            lattice->gradient[j][k] = 0;
        }
    }
    memset(lattice->expected, 0, sizeof(lattice->expected[0]) * (size_t)run->tokens);
    set_emissions(lattice, tokens, run->tokens, true);
    if (!expect(lattice, run->tokens, -1))
        return; /* the allowed labels make no sequence */
    set_emissions(lattice, tokens, run->tokens, false);
    if (!expect(lattice, run->tokens, 1))
        return;
    for (int32_t t = 0; t < run->tokens; t++) {
        float gradient[NAME_LABELS], most = 0;

        for (int l = 0; l < NAME_LABELS; l++) {
            gradient[l] = (float)lattice->expected[t][l] * raise;
            most = gradient[l] > most ? gradient[l] : -gradient[l] > most ? -gradient[l] : most;
        }
        if (most < 0.002f)
            continue;
        for (int32_t f = 0; f < used_count[t]; f++) {
            float *weights = crf->weights[used[t][f]], *squares = crf->squares[used[t][f]];

            for (int l = 0; l < NAME_LABELS; l++)
                step(&weights[l], &squares[l], gradient[l], settings);
        }
    }
    for (int j = 0; j < NAME_TRANSITIONS; j++)
        for (int k = 0; k < NAME_TRANSITIONS; k++)
            step(&crf->transitions[j][k], &crf->transition_squares[j][k], (float)lattice->gradient[j][k], settings);
}

static void add_to_sums(Crf *crf)
{
    for (uint32_t f = 0; f < crf->features; f++)
        for (int l = 0; l < NAME_LABELS; l++)
            crf->sums[f][l] += crf->weights[f][l];
    for (int j = 0; j < NAME_TRANSITIONS; j++)
        for (int k = 0; k < NAME_TRANSITIONS; k++)
            crf->transition_sums[j][k] += crf->transitions[j][k];
    crf->summed++;
}

/* take_average: the weights become their average over the rounds that were summed. */
static void take_average(Crf *crf)
{
    for (uint32_t f = 0; f < crf->features; f++)
        for (int l = 0; l < NAME_LABELS; l++)
            crf->weights[f][l] = crf->sums[f][l] / (float)crf->summed;
    for (int j = 0; j < NAME_TRANSITIONS; j++)
        for (int k = 0; k < NAME_TRANSITIONS; k++)
            crf->transitions[j][k] = crf->transition_sums[j][k] / (float)crf->summed;
}

void crf_train(Crf *crf, const CrfData *data, const CrfSettings *settings)
{
    Lattice *lattice = train_allocate(1, sizeof(*lattice));
    int32_t *order = train_allocate((size_t)data->run_count, sizeof(*order));
    uint64_t random = settings->seed;

    for (int32_t r = 0; r < data->run_count; r++)
        order[r] = r;
    for (int32_t round = 0; round < settings->rounds; round++) {
        for (int32_t r = data->run_count - 1; r > 0; r--) {
            int32_t other = (int32_t)train_random(&random, (uint32_t)r + 1), kept = order[r];

            order[r] = order[other];
            order[other] = kept;
        }
        for (int32_t r = 0; r < data->run_count; r++) {
            learn_run(crf, data, &data->runs[order[r]], lattice, settings, false, &random);
            if (settings->memory)
                learn_run(crf, data, &data->runs[order[r]], lattice, settings, true, &random);
        }
        if (round >= settings->rounds / 2)
            add_to_sums(crf);
        train_note("names: round %d of %d", round + 1, settings->rounds);
    }
    take_average(crf);
    free(lattice);
    free(order);
}
