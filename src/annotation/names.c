/*
 * names.c: finds the names of a document, in two passes. The first labels each run of candidate tokens from the words
 * themselves and those around; the second has what the first found anywhere in the document as memory, so that a name
 * seen in full tells what its short form is. What is learned is in the model, what it looks at in name_features.c.
 */
#include "annotate.h"
#include "name_model.h"

#include <string.h>

typedef struct Finder {
    NameContext context;
    NameModel model;
    int32_t *scores;   /* NAME_MAX_RUN * NAME_LABELS */
    int16_t *first;    /* scores of the first pass, NAME_LABELS for each candidate in order */
    uint8_t *labels;   /* NAME_MAX_RUN */
    uint8_t *links;    /* NAME_MAX_RUN * (NAME_LABELS + 1) */
    int32_t candidate; /* number of the first candidate of the run in work */
} Finder;

static int16_t narrow(int32_t score)
{
    return (int16_t)(score > INT16_MAX ? INT16_MAX : score < INT16_MIN ? INT16_MIN : score);
}

/* label_run: labels tokens first .. first + count - 1; in the second pass the scores of the first are at hand. */
static void label_run(Finder *finder, int32_t first, int32_t count, int pass)
{
    uint64_t features[NAME_MAX_FEATURES];

    for (int32_t i = 0; i < count; i++) {
        int32_t *scores = finder->scores + (size_t)i * NAME_LABELS;
        int16_t *kept = finder->first + (size_t)(finder->candidate + i) * NAME_LABELS;

        if (pass == 1) {
            memset(scores, 0, sizeof(*scores) * NAME_LABELS);
            name_model_score(&finder->model, features, name_features(&finder->context, first + i, features), scores);
            for (int l = 0; l < NAME_LABELS; l++)
                kept[l] = narrow(scores[l]);
        } else {
            for (int l = 0; l < NAME_LABELS; l++)
                scores[l] = kept[l];
            name_model_score(&finder->model, features, name_memory_features(&finder->context, first + i, features),
                             scores);
        }
        name_forbid(&finder->context, first + i, scores);
    }
    name_model_decode(&finder->model, finder->scores, count, finder->labels, finder->links);
    finder->candidate += count;
}

static void add_name(Finder *finder, int32_t sentence, int32_t first, int32_t last, NameKind kind)
{
    Document *document = finder->context.document;
    const Token *tokens = document->tokens.items;
    Mention *mention = document_add_mentions(document);

    mention->sentence = sentence;
    mention->start = tokens[first].start;
    mention->length = tokens[last].start + tokens[last].length - tokens[first].start;
    mention->first_token = first;
    mention->last_token = last;
    mention->head = last;
    for (int32_t t = first; t <= last; t++) {
        if (tokens[t].head < first || tokens[t].head > last) { /* its governor is outside of the name */
            mention->head = t;
            break;
        }
    }
    mention->kind = (int32_t)name_kind(&finder->context, kind, first, last);
    mention->level = LEVEL_NAME;
}

/* take_labels: the labels of a run as the first pass's result, or as mentions. */
static void take_labels(Finder *finder, int32_t sentence, int32_t first, int32_t count, bool mentions)
{
    int32_t begin = first;

    for (int32_t i = 0; i < count; i++) {
        int label = finder->labels[i], part = label % NAME_PART_COUNT;

        if (!mentions) {
            finder->context.tokens[first + i].label = (uint8_t)label;
            continue;
        }
        if (label == NAME_OUTSIDE)
            continue;
        if (part == NAME_BEGIN || part == NAME_UNIT)
            begin = first + i;
        if (part == NAME_LAST || part == NAME_UNIT)
            add_name(finder, sentence, begin, first + i, (NameKind)(label / NAME_PART_COUNT));
    }
}

static void run_pass(Finder *finder, int pass)
{
    const Document *document = finder->context.document;

    finder->candidate = 0;
    for (int32_t s = 0; s < document->sentences.count; s++) {
        const Sentence *sentence = &document->sentences.items[s];

        environment_check(document->environment);
        for (int32_t t = sentence->first_token; t <= sentence->last_token; t++) {
            int32_t first = t;

            while (t <= sentence->last_token && t - first < NAME_MAX_RUN && finder->context.tokens[t].candidate)
                t++;
            if (t == first)
                continue;
            label_run(finder, first, t - first, pass);
            take_labels(finder, s, first, t - first, pass == 2);
            t--;
        }
    }
}

void find_names_pass(Document *document, NameContext *context, int passes)
{
    Finder finder;
    int32_t candidates = 0;

    memset(&finder, 0, sizeof(finder));
    name_model_open(&finder.model, document);
    name_context_start(&finder.context, document);
    if (finder.model.marks != NULL) {
        for (int32_t t = 0; t < document->tokens.count; t++)
            candidates += finder.context.tokens[t].candidate;
        finder.first = arena_alloc(document->scratch, sizeof(*finder.first) * NAME_LABELS * (size_t)(candidates + 1));
        finder.scores = arena_alloc(document->scratch, sizeof(*finder.scores) * NAME_LABELS * NAME_MAX_RUN);
        finder.labels = arena_alloc(document->scratch, NAME_MAX_RUN);
        finder.links = arena_alloc(document->scratch, (size_t)(NAME_LABELS + 1) * NAME_MAX_RUN);
        run_pass(&finder, 1);
        if (passes > 1) {
            name_remember(&finder.context);
            run_pass(&finder, 2);
        }
    }
    if (context != NULL)
        *context = finder.context;
}

void find_names(Document *document)
{
    find_names_pass(document, NULL, 2);
}
