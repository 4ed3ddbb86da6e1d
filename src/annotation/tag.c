/* tag.c: parts of speech, and what each word type adds to the scores, found once a document. */
#include "annotate.h"

#include <string.h>

#include "lemma.h"
#include "tagger.h"

/* Sums of weights that are kept, of a word type in a role each; in a longer text the others are made each time anew. */
#define MOST_KEPT_SUMS 16384

typedef struct TypeScores {
    const int16_t *frequent;      /* sums that the model has, or NULL */
    int16_t *roles[TAGGER_ROLES]; /* sums of the weights of the type's features in each role, made when first needed */
    uint32_t ambiguity;
    uint32_t seen; /* roles that it was in, as bits */
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

        run->types[i].frequent = tagger_frequent(&run->tagger, type);
        run->types[i].ambiguity = row == NULL ? 0 : row[0];
        row = tagger_find(&run->tagger.ambiguity, type->form_hash ^ TAGGER_FIXED);
        run->types[i].fixed = row == NULL || row[1] > run->tagger.tag_count ? -1 : row[1] - 1;
    }
}

/* A decision under way: features still to be looked up, and what is known of the scores. */
typedef struct Decision {
    uint32_t keys[TAGGER_ALL_KEYS];
    int32_t key_count;
    int16_t scores[FEATURE_CLASSES];
} Decision;

/* add_frequent: adds what the model has summed of a common word in a role. */
static void add_frequent(const TaggerRun *run, const int16_t *frequent, int32_t role, Decision *decision)
{
    const int16_t *sums = frequent + (size_t)role * run->tagger.frequent_width;

    for (uint32_t i = 0; i < run->tagger.frequent_width; i++)
        decision->scores[i] = (int16_t)(decision->scores[i] + sums[i]);
}

/* add_role: adds what a type in a role says of the classes. The second time that it is asked, the sum is kept. */
static void add_role(TaggerRun *run, const WordType *type, TypeScores *kept, int32_t role, Decision *decision)
{
    int16_t *sums = kept->roles[role];

    if (kept->frequent != NULL && role != ROLE_HERE && role != ROLE_CASED) {
        add_frequent(run, kept->frequent, role, decision);
        return;
    }
    if (sums == NULL) {
        uint32_t *keys = decision->keys + decision->key_count;
        int32_t count = tagger_role_keys(type, kept->ambiguity, run->words->class_count, role, keys);

        if (!(kept->seen & 1u << role) || run->kept >= MOST_KEPT_SUMS) {
            kept->seen |= 1u << role;
            decision->key_count += count;
            return;
        }
        run->kept++;
        sums = kept->roles[role] = arena_alloc(run->document->arena, FEATURE_CLASSES * sizeof(*sums));
        feature_rows_sum(&run->tagger.rows, keys, count, sums);
    }
    for (int32_t i = 0; i < TAGGER_MAX_TAGS; i++)
        decision->scores[i] = (int16_t)(decision->scores[i] + sums[i]);
}

static int32_t tag_token(TaggerRun *run, const Sentence *sentence, SentenceCase sentence_case, int32_t token)
{
    const WordType *types[5];
    TypeScores *kept[5];
    Decision decision;
    TaggerView view;
    int32_t best, lead;

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
    memset(decision.scores, 0, sizeof(decision.scores));
    decision.key_count = tagger_plain_keys(&view, decision.keys);
    if (kept[2]->frequent != NULL && sentence_case == CASE_NORMAL) {
        add_frequent(run, kept[2]->frequent, ROLE_HERE, &decision);
    } else {
        add_role(run, types[2], kept[2], ROLE_HERE, &decision);
        if (sentence_case == CASE_NORMAL)
            add_role(run, types[2], kept[2], ROLE_CASED, &decision);
    }
    add_role(run, types[1], kept[1], ROLE_BEFORE, &decision);
    add_role(run, types[3], kept[3], ROLE_AFTER, &decision);
    add_role(run, types[0], kept[0], ROLE_BEFORE2, &decision);
    add_role(run, types[4], kept[4], ROLE_AFTER2, &decision);
    feature_rows_sum(&run->tagger.rows, decision.keys, decision.key_count, decision.scores);
    best = feature_rows_best(decision.scores, (int32_t)run->tagger.tag_count, &lead);
    if (lead >= run->tagger.doubt)
        return best;
    decision.key_count = tagger_word_keys(&view, decision.keys);
    feature_rows_sum(&run->tagger.rows, decision.keys, decision.key_count, decision.scores);
    return feature_rows_best(decision.scores, (int32_t)run->tagger.tag_count, &lead);
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
