/* tag.c: parts of speech, and what each word type adds to the scores, found once a document. */
#include "annotate.h"

#include <string.h>

#include "lemma.h"
#include "tagger.h"

/* Word types whose sums of weights are kept; in a longer text, sums of the types beyond are made each time anew. */
#define MOST_KEPT_TYPES 4096

typedef struct TypeScores {
    int32_t *roles[TAGGER_ROLES]; /* sums of the weights of the type's features in each role, made when first needed */
    uint32_t ambiguity;
    int32_t fixed; /* class that it always has, or -1 */
} TypeScores;

typedef struct TaggerRun {
    Document *document;
    Tagger tagger;
    const Words *words;
    TypeScores *types;
    TypeScores no_word;
    int32_t kept;
    uint8_t *tags; /* class of each token */
} TaggerRun;

static void describe_types(TaggerRun *run)
{
    Arena *arena = run->document->arena;

    run->types = arena_alloc(arena, ((size_t)run->words->count + 1) * sizeof(*run->types));
    run->no_word.fixed = -1;
    for (int32_t i = 0; i < run->words->count; i++) {
        const WordType *type = &run->words->types[i];
        const uint16_t *row = tagger_find(&run->tagger.ambiguity, type->word);

        run->types[i].ambiguity = row == NULL ? 0 : row[0];
        row = tagger_find(&run->tagger.ambiguity, type->form_hash ^ TAGGER_FIXED);
        run->types[i].fixed = row == NULL || row[1] > run->tagger.tag_count ? -1 : row[1] - 1;
    }
}

/* add_role: adds what a type in a role says of the classes. */
static void add_role(TaggerRun *run, const WordType *type, TypeScores *kept, int32_t role, int32_t *scores)
{
    int32_t *sums = kept->roles[role];

    if (sums == NULL) {
        uint32_t keys[TAGGER_MOST_KEYS];
        int32_t count = tagger_role_keys(type, kept->ambiguity, run->words->class_count, role, keys);

        if (run->kept >= MOST_KEPT_TYPES * TAGGER_ROLES) {
            for (int32_t i = 0; i < count; i++)
                feature_rows_add(&run->tagger.rows, keys[i], scores);
            return;
        }
        run->kept++;
        sums = kept->roles[role] = arena_alloc(run->document->arena, FEATURE_CLASSES * sizeof(*sums));
        for (int32_t i = 0; i < count; i++)
            feature_rows_add(&run->tagger.rows, keys[i], sums);
    }
    for (int32_t i = 0; i < TAGGER_MAX_TAGS; i++)
        scores[i] += sums[i];
}

static int32_t best_class(const int32_t *scores, uint32_t count)
{
    int32_t best = 0;

    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > scores[best])
            best = (int32_t)i;
    return best;
}

static int32_t tag_token(TaggerRun *run, const Sentence *sentence, SentenceCase sentence_case, int32_t token)
{
    const WordType *types[5];
    TypeScores *kept[5];
    uint32_t keys[TAGGER_MOST_KEYS];
    int32_t scores[FEATURE_CLASSES], count;
    TaggerView view;

    for (int32_t i = 0; i < 5; i++) {
        int32_t other = token + i - 2;
        bool inside = other >= sentence->first_token && other <= sentence->last_token;

        types[i] = inside ? &run->words->types[run->words->of_token[other]] : &tagger_no_word;
        kept[i] = inside ? &run->types[run->words->of_token[other]] : &run->no_word;
    }
    if (kept[2]->fixed >= 0)
        return kept[2]->fixed;
    view = (TaggerView){.here = types[2],
                        .before = types[1],
                        .after = types[3],
                        .before2 = types[0],
                        .ambiguity = kept[2]->ambiguity,
                        .ambiguity_before = kept[1]->ambiguity,
                        .ambiguity_after = kept[3]->ambiguity,
                        .ambiguity_after2 = kept[4]->ambiguity,
                        .tag1 = token > sentence->first_token ? run->tags[token - 1] : TAGGER_NO_TAG,
                        .tag2 = token > sentence->first_token + 1 ? run->tags[token - 2] : TAGGER_NO_TAG,
                        .sentence_case = sentence_case,
                        .first = token == sentence->first_token};
    memset(scores, 0, sizeof(scores));
    count = tagger_view_keys(&view, keys);
    for (int32_t i = 0; i < count; i++)
        feature_rows_add(&run->tagger.rows, keys[i], scores);
    add_role(run, types[2], kept[2], ROLE_HERE, scores);
    if (sentence_case == CASE_NORMAL)
        add_role(run, types[2], kept[2], ROLE_CASED, scores);
    add_role(run, types[1], kept[1], ROLE_BEFORE, scores);
    add_role(run, types[3], kept[3], ROLE_AFTER, scores);
    add_role(run, types[0], kept[0], ROLE_BEFORE2, scores);
    add_role(run, types[4], kept[4], ROLE_AFTER2, scores);
    return best_class(scores, run->tagger.tag_count);
}

static void tag_words(Document *document, const Model *model)
{
    TaggerRun run = {.document = document};

    if (document->tokens.count == 0 || !tagger_open(&run.tagger, model, document->environment))
        return;
    run.words = words_of(document);
    run.tags = arena_alloc(document->arena, (size_t)document->tokens.count);
    describe_types(&run);
    for (int32_t i = 0; i < document->sentences.count; i++) {
        const Sentence *sentence = &document->sentences.items[i];
        SentenceCase sentence_case = sentence_case_of(run.words, sentence->first_token, sentence->last_token);

        for (int32_t token = sentence->first_token; token <= sentence->last_token; token++) {
            int32_t class;

            if ((token & 255) == 0)
                environment_check(document->environment);
            class = tag_token(&run, sentence, sentence_case, token);
            run.tags[token] = (uint8_t) class;
            document->tokens.items[token].upos = run.tagger.upos[class];
            document->tokens.items[token].xpos = run.tagger.xpos[class];
        }
    }
}

void tag(Document *document)
{
    const Model *model = document_model(document);

    tag_words(document, model);
    find_lemmas(document, model);
}
