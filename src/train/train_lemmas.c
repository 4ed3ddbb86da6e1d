/*
 * train_lemmas.c: learns how a lemma is made from a word and its tag: annotation/lemma.h. For each tag and each ending,
 * the edit that most of its words need; an ending is kept when it decides otherwise than the shorter one that would
 * stand in for it, a whole word when the endings get it wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "annotation/lemma.h"
#include "treebank.h"

#define MOST_EDITS 65000
#define LEAST_WORDS 3 /* different words that an ending needs to have */

/* One kind of word: form and tag. */
typedef struct WordKind {
    const WordType *type;
    int32_t upos, xpos, edit;
    int32_t count; /* of its commonest lemma */
} WordKind;

typedef struct Learner {
    Treebank *treebank;
    const Words *words;
    LemmaEdit *edits;
    uint32_t edit_count;
    Output strings;
    WordKind *kinds;
    int32_t kind_count;
    uint64_t *keys; /* of the rules chosen */
    uint16_t *values;
    size_t rule_count;
} Learner;

static int32_t edit_number(Learner *learner, const LemmaEdit *wanted, const char *put)
{
    LemmaEdit *edit = learner->edits;

    for (uint32_t i = 0; i < learner->edit_count; i++, edit++)
        if (edit->dropped == wanted->dropped && edit->kept_case == wanted->kept_case &&
            edit->length == wanted->length && memcmp(learner->strings.bytes + edit->put, put, edit->length) == 0)
            return (int32_t)i;
    if (learner->edit_count == MOST_EDITS)
        train_fail("lemmas", 0, "more than %d edits", MOST_EDITS);
    *edit = *wanted;
    edit->put = (uint32_t)learner->strings.size;
    output_add(&learner->strings, put, edit->length);
    return (int32_t)learner->edit_count++;
}

/* edit_for: the edit that makes this lemma of this word, -1: none would. */
static int32_t edit_for(Learner *learner, const WordType *type, const char *lemma)
{
    LemmaEdit edit = {0};
    size_t length = strlen(lemma), same = 0;
    const char *word;
    int32_t word_length;

    for (const char *c = lemma; *c != '\0'; c++)
        edit.kept_case |= *c >= 'A' && *c <= 'Z';
    word = edit.kept_case ? type->form : type->lower;
    word_length = edit.kept_case ? type->length : type->lower_length;
    while (same < length && (int32_t)same < word_length && lemma[same] == word[same])
        same++;
    while (same > 0 && (lemma[same] & 0xC0) == 0x80)
        same--;
    if (length == 0 || length - same > 255 || word_length - (int32_t)same > 255)
        return -1;
    edit.dropped = (uint8_t)(word_length - (int32_t)same);
    edit.length = (uint8_t)(length - same);
    return edit_number(learner, &edit, lemma + same);
}

/* One token's word, tag and edit, to be sorted. */
typedef struct Occurrence {
    int32_t type, upos, xpos, edit;
} Occurrence;

static int compare_occurrences(const void *a, const void *b)
{
    const Occurrence *x = a, *y = b;

    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    if (x->upos != y->upos)
        return x->upos - y->upos;
    return x->xpos != y->xpos ? x->xpos - y->xpos : x->edit - y->edit;
}

/* find_kinds: every word under every tag, with its commonest edit. */
static void find_kinds(Learner *learner)
{
    const Document *document = &learner->treebank->document;
    Occurrence *all = train_allocate((size_t)document->tokens.count, sizeof(*all));
    int32_t count = 0;

    for (int32_t i = 0; i < document->tokens.count; i++) {
        const GoldToken *gold = &learner->treebank->gold[i];
        Occurrence *one = &all[count];

        one->type = learner->words->of_token[i];
        one->upos = gold->upos;
        one->xpos = gold->xpos;
        one->edit = edit_for(learner, &learner->words->types[one->type], gold->lemma);
        count += one->edit >= 0;
    }
    qsort(all, (size_t)count, sizeof(*all), compare_occurrences);
    learner->kinds = train_allocate((size_t)count, sizeof(*learner->kinds));
    for (int32_t from = 0, to; from < count; from = to) {
        const Occurrence *one = &all[from];
        WordKind *last = learner->kind_count > 0 ? &learner->kinds[learner->kind_count - 1] : NULL;

        for (to = from + 1; to < count && compare_occurrences(&all[to], one) == 0;)
            to++;
        if (last == NULL || last->type != &learner->words->types[one->type] || last->upos != one->upos ||
            last->xpos != one->xpos) {
            last = &learner->kinds[learner->kind_count++];
            *last = (WordKind){&learner->words->types[one->type], one->upos, one->xpos, one->edit, 0};
        }
        if (to - from > last->count) {
            last->count = to - from;
            last->edit = one->edit;
        }
    }
    free(all);
}

/* A key and an edit that one word wants for it. */
typedef struct Vote {
    uint64_t key;
    int32_t edit;
} Vote;

static int compare_votes(const void *a, const void *b)
{
    const Vote *first = a, *second = b;

    if (first->key != second->key)
        return first->key < second->key ? -1 : 1;
    return first->edit - second->edit;
}

static void add_rule(Learner *learner, uint64_t key, int32_t edit)
{
    learner->keys[learner->rule_count] = key;
    learner->values[learner->rule_count++] = (uint16_t)(edit + 1);
}

/* rules_table: the rules so far, as the library looks them up. */
static Lemmas rules_table(const Learner *learner, Output *section)
{
    Lemmas lemmas = {.edit_count = learner->edit_count, .edits = learner->edits};
    size_t size;
    uint8_t *bytes;
    Cursor cursor;

    train_hash_table(section, learner->keys, learner->values, learner->rule_count, 1);
    size = (section->size + 63) / 64 * 64;
    bytes = aligned_alloc(64, size);
    memcpy(bytes, section->bytes, section->size);
    cursor_start(&cursor, learner->treebank->trainer->environment, "rules", bytes, section->size);
    word_table_read(&lemmas.endings, &cursor);
    return lemmas;
}

/* learn_length: rules for endings of this length (-1: the whole word), where the shorter ones decide otherwise. */
static void learn_length(Learner *learner, int32_t length)
{
    Output section = {0};
    Lemmas lemmas = rules_table(learner, &section);
    Vote *votes = train_allocate((size_t)learner->kind_count, sizeof(*votes));
    int32_t count = 0;

    for (int32_t i = 0; i < learner->kind_count; i++) {
        const WordKind *kind = &learner->kinds[i];

        if (length > kind->type->lower_length)
            continue;
        votes[count++] =
            (Vote){lemma_key(kind->type->lower, kind->type->lower_length, length, kind->upos, kind->xpos), kind->edit};
    }
    qsort(votes, (size_t)count, sizeof(*votes), compare_votes);
    for (int32_t i = 0; i < learner->kind_count; i++) {
        const WordKind *kind = &learner->kinds[i];
        uint64_t key = lemma_key(kind->type->lower, kind->type->lower_length, length, kind->upos, kind->xpos);
        int32_t low = 0, high = count, best = -1, best_count = 0, total = 0;

        if (length > kind->type->lower_length)
            continue;
        while (low < high) {
            int32_t middle = low + (high - low) / 2;

            if (votes[middle].key < key)
                low = middle + 1;
            else
                high = middle;
        }
        for (int32_t from = low, to; from < count && votes[from].key == key; from = to) {
            for (to = from + 1; to < count && votes[to].key == key && votes[to].edit == votes[from].edit;)
                to++;
            total += to - from;
            if (to - from > best_count) {
                best_count = to - from;
                best = votes[from].edit;
            }
        }
        if (length > 0 && (total < LEAST_WORDS || best_count * 10 < total * 8))
            continue;
        if (lemma_edit(&lemmas, kind->type, kind->upos, kind->xpos) != best)
            add_rule(learner, key, best);
    }
    free(votes);
    free(section.bytes);
}

void train_lemmas(const Trainer *trainer)
{
    Treebank *treebank = treebank_new(trainer);
    Learner learner = {.treebank = treebank};
    Output section = {0}, table = {0};

    treebank_read(treebank, "ud-ewt/train.conllu", 0);
    treebank_read(treebank, "gum/train.conllu", 0);
    treebank_finish(treebank);
    learner.words = words_of(&treebank->document);
    learner.edits = train_allocate(MOST_EDITS, sizeof(*learner.edits));
    find_kinds(&learner);
    learner.keys = train_allocate((size_t)learner.kind_count * (LEMMA_LONGEST_ENDING + 2), sizeof(*learner.keys));
    learner.values = train_allocate((size_t)learner.kind_count * (LEMMA_LONGEST_ENDING + 2), sizeof(*learner.values));
    for (int32_t length = 0; length <= LEMMA_LONGEST_ENDING; length++)
        learn_length(&learner, length);
    learn_length(&learner, -1);
    rules_table(&learner, &table);
    output_add_u32(&section, learner.edit_count);
    output_add_u32(&section, (uint32_t)learner.strings.size);
    output_align(&section, 64);
    output_add(&section, learner.edits, learner.edit_count * sizeof(LemmaEdit));
    output_align(&section, 64);
    output_add(&section, learner.strings.bytes, learner.strings.size);
    output_align(&section, 64);
    output_add(&section, table.bytes, table.size);
    train_note("%u edits, %zu rules", learner.edit_count, learner.rule_count);
    train_write_section(trainer, "lemmas", &section);
}
