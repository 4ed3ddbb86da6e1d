/*
 * quotations.c: the stage that finds quotations and their speakers, and the cues that both of its parts look for.
 */
#include "quotations.h"

#include "annotate.h"
#include "knowledge/knowledge.h"

#include <stdlib.h>
#include <string.h>

#define TIMEXES_LOOKED_AT 64 /* of one sentence: more than any real one has */
#define SPEAKER_REACH 12     /* tokens from a cue to a speaker that the tree does not give */

const Speaker no_speaker = {NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX};

/* index_subtrees: each token widens the stretch of its heads; walks stop where nothing changes. */
static void index_subtrees(Quoting *quoting)
{
    const Document *document = quoting->document;
    int32_t count = document->tokens.count;

    quoting->left = arena_alloc(document->scratch, ((size_t)count + 1) * sizeof(int32_t));
    quoting->right = arena_alloc(document->scratch, ((size_t)count + 1) * sizeof(int32_t));
    for (int32_t t = 0; t < count; t++)
        quoting->left[t] = quoting->right[t] = t;
    for (int32_t t = 0; t < count; t++) {
        int32_t head = document->tokens.items[t].head;

        for (int32_t steps = 0; head != NO_INDEX && steps < WALK_LIMIT && quoting->right[head] < t; steps++) {
            quoting->right[head] = t;
            head = document->tokens.items[head].head;
        }
    }
    for (int32_t t = count - 1; t >= 0; t--) {
        int32_t head = document->tokens.items[t].head;

        for (int32_t steps = 0; head != NO_INDEX && steps < WALK_LIMIT && quoting->left[head] > t; steps++) {
            quoting->left[head] = t;
            head = document->tokens.items[head].head;
        }
    }
}

static void index_stretches(Quoting *quoting)
{
    const Document *document = quoting->document;
    int32_t count = document->tokens.count;

    quoting->speech = arena_alloc(document->scratch, (size_t)quoting->marked.count * sizeof(bool) + 1);
    quoting->stretch_of = arena_alloc(document->scratch, ((size_t)count + 1) * sizeof(int32_t));
    for (int32_t t = 0; t < count; t++)
        quoting->stretch_of[t] = NO_INDEX;
    for (int32_t i = 0; i < quoting->marked.count; i++) {
        const MarkedStretch *stretch = &quoting->marked.items[i];

        for (int32_t t = stretch->first - 1; t <= stretch->last + 1; t++)
            if (t >= 0 && t < count)
                quoting->stretch_of[t] = i;
    }
}

/* cue_at: whether a token is a cue, and which. */
static bool cue_at(const Quoting *quoting, int32_t token, Cue *cue)
{
    const Document *document = quoting->document;
    int32_t upos = document->tokens.items[token].upos;

    cue->token = token;
    if (token_is_folded(document, token, "according") && token + 1 < document->tokens.count &&
        token_is_folded(document, token + 1, "to")) {
        cue->kind = CUE_ACCORDING;
        cue->row = NO_INDEX;
        return true;
    }
    if (upos == UPOS_VERB) {
        cue->kind = CUE_VERB;
        cue->row = knowledge_find_string(&knowledge_speech_verbs, token_lemma(document, token));
        return cue->row >= 0;
    }
    if (upos == UPOS_NOUN) {
        cue->kind = CUE_NOUN;
        cue->row = knowledge_find_string(&knowledge_speech_nouns, token_lemma(document, token));
        return cue->row >= 0;
    }
    return false;
}

static void find_cues(Quoting *quoting)
{
    const Document *document = quoting->document;
    int32_t capacity = 0;
    Cue cue;

    for (int32_t t = 0; t < document->tokens.count; t++) {
        environment_check_every(document->environment, t);
        if (quoting->stretch_of[t] != NO_INDEX || !cue_at(quoting, t, &cue))
            continue;
        if (quoting->cue_count == capacity) {
            int32_t larger = capacity == 0 ? 32 : capacity * 2;

            quoting->cues = arena_resize(document->scratch, quoting->cues, (size_t)capacity * sizeof(Cue),
                                         (size_t)larger * sizeof(Cue));
            capacity = larger;
        }
        quoting->cues[quoting->cue_count++] = cue;
    }
}

void quoting_start(Quoting *quoting, Document *document)
{
    memset(quoting, 0, sizeof(*quoting));
    quoting->document = document;
    find_marked(document, &quoting->marked);
    tree_build(&quoting->tree, document, document->scratch);
    index_subtrees(quoting);
    index_stretches(quoting);
    find_cues(quoting);
}

int32_t first_cue(const Quoting *quoting, int32_t token)
{
    int32_t low = 0, high = quoting->cue_count;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (quoting->cues[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- speakers ---- */

/* speaker_of_head: the words of the phrase that a token heads, as its mention has them or as the tree does. */
static Speaker speaker_of_head(const Quoting *quoting, int32_t head, int32_t cue)
{
    const Document *document = quoting->document;
    Speaker speaker = {head, head, quoting->tree.mention_at[head], cue};

    if (speaker.mention != NO_INDEX) {
        const Mention *mention = &document->mentions.items[speaker.mention];

        if (mention->head == head || mention->level == LEVEL_NAME) {
            speaker.first = mention->first_token;
            speaker.last = mention->last_token;
            return speaker;
        }
        speaker.mention = NO_INDEX;
    }
    tree_phrase(&quoting->tree, head, &speaker.first, &speaker.last);
    return speaker;
}

/* in_timex: whether a token belongs to a time expression ("said Thursday"). */
static bool in_timex(const Quoting *quoting, int32_t token)
{
    const Document *document = quoting->document;
    int32_t sentence = document->tokens.items[token].sentence;

    for (int32_t i = quoting->tree.first_timex[sentence];
         i != NO_INDEX && i < document->timexes.count && document->timexes.items[i].sentence == sentence &&
         document->timexes.items[i].first_token <= token && i < quoting->tree.first_timex[sentence] + TIMEXES_LOOKED_AT;
         i++)
        if (token <= document->timexes.items[i].last_token)
            return true;
    return false;
}

/* can_speak: words that stand for a person or a body; not "it" without a meaning, not a time or an amount. */
static bool can_speak(const Quoting *quoting, int32_t head)
{
    static const char *const mute[] = {"me",   "him",  "us",    "them", "myself", "himself", "herself", "themselves",
                                       "that", "this", "which", "what", "there",  "these",   "those"};
    const Token *token = tree_token(&quoting->tree, head);

    if (token->upos != UPOS_NOUN && token->upos != UPOS_PROPN)
        for (size_t i = 0; i < sizeof(mute) / sizeof(mute[0]); i++)
            if (token_is_folded(quoting->document, head, mute[i]))
                return false;
    return quoting->stretch_of[head] == NO_INDEX && !in_timex(quoting, head) &&
           tree_relation(&quoting->tree, head) != DEPREL_EXPL &&
           (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || token->upos == UPOS_PRON ||
            token->upos == UPOS_NUM || token->upos == UPOS_DET || token->upos == UPOS_ADJ);
}

/* ends_reach: what no speaker's phrase goes across. */
static bool ends_reach(const Quoting *quoting, int32_t token)
{
    int32_t upos = quoting->document->tokens.items[token].upos;

    return upos == UPOS_PUNCT || upos == UPOS_VERB || upos == UPOS_SCONJ || quoting->stretch_of[token] != NO_INDEX;
}

/* nominal_after, nominal_before: the head of the first noun phrase on that side of a cue, or NO_INDEX. */
static int32_t nominal_after(const Quoting *quoting, int32_t cue)
{
    const Document *document = quoting->document;
    int32_t last = document->sentences.items[document->tokens.items[cue].sentence].last_token;

    for (int32_t t = cue + 1; t <= last && t <= cue + SPEAKER_REACH && !ends_reach(quoting, t); t++) {
        int32_t upos = document->tokens.items[t].upos;

        if (upos == UPOS_ADP)
            return NO_INDEX;
        if (upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_PRON)
            continue;
        /* the head of a compound or of a name with its title is further on */
        while (t + 1 <= last && !ends_reach(quoting, t + 1) &&
               (document->tokens.items[t + 1].upos == UPOS_PROPN || document->tokens.items[t + 1].upos == UPOS_NOUN))
            t++;
        return t;
    }
    return NO_INDEX;
}

static int32_t nominal_before(const Quoting *quoting, int32_t cue)
{
    const Document *document = quoting->document;
    int32_t first = document->sentences.items[document->tokens.items[cue].sentence].first_token;

    for (int32_t t = cue - 1; t >= first && t >= cue - SPEAKER_REACH && !ends_reach(quoting, t); t--) {
        int32_t upos = document->tokens.items[t].upos;

        if (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON)
            return t;
        if (upos != UPOS_ADV && upos != UPOS_AUX && upos != UPOS_PART)
            return NO_INDEX;
    }
    return NO_INDEX;
}

/* nominal_between: the phrase that stands alone between a comma or closing mark and a cue: ", the president said". */
static int32_t nominal_between(const Quoting *quoting, int32_t cue)
{
    const Document *document = quoting->document;
    int32_t head = nominal_before(quoting, cue), first, last;

    if (head == NO_INDEX || head != cue - 1)
        return NO_INDEX;
    tree_phrase(&quoting->tree, head, &first, &last);
    if (last != head || first == 0 || cue - first > SPEAKER_REACH)
        return NO_INDEX;
    if (quoting->stretch_of[first - 1] != NO_INDEX)
        return head;
    return token_is(document, first - 1, ",") && first - 2 >= 0 &&
                   document->tokens.items[first - 2].upos != UPOS_PROPN &&
                   document->tokens.items[first - 2].upos != UPOS_NUM
               ? head
               : NO_INDEX;
}

/* nominal_behind_mark: the first phrase between a closing mark and a cue: '", Lund, a lawyer for the firm, said'. */
static int32_t nominal_behind_mark(const Quoting *quoting, int32_t cue)
{
    const Document *document = quoting->document;
    int32_t first = cue - 1, name = NO_INDEX;

    while (first > 0 && first > cue - 2 * SPEAKER_REACH && quoting->stretch_of[first] == NO_INDEX) {
        if (document->tokens.items[first].upos == UPOS_VERB && document->tokens.items[first].xpos != XPOS_VBN &&
            document->tokens.items[first].xpos != XPOS_VBG)
            return NO_INDEX;
        first--;
    }
    if (quoting->stretch_of[first] == NO_INDEX)
        return NO_INDEX;
    for (int32_t t = first + 1; t < cue; t++) {
        int32_t upos = document->tokens.items[t].upos;

        if (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON)
            name = t;
        else if (name != NO_INDEX)
            break;
    }
    return name;
}

/* agent_of: who is named by "by" beside a passive, or NO_INDEX. */
static int32_t agent_of(const Quoting *quoting, int32_t verb)
{
    FOR_CHILDREN(&quoting->tree, verb, child)
    if (tree_token(&quoting->tree, child)->deprel == DEPREL_OBL_AGENT)
        return child;
    return NO_INDEX;
}

/* is_told: a passive whose auxiliary stands right before it, and not in the quotation beside it. */
static bool is_told(const Quoting *quoting, int32_t verb)
{
    if (!tree_is_passive(&quoting->tree, verb))
        return false;
    for (int32_t t = verb - 1; t >= 0 && t >= verb - 4 && quoting->stretch_of[t] == NO_INDEX; t--)
        if (tree_lemma_is(&quoting->tree, t, "be") || tree_lemma_is(&quoting->tree, t, "get"))
            return true;
    return agent_of(quoting, verb) != NO_INDEX;
}

/* is_actor: a phrase for a person or a body, as far as the mentions tell. */
static bool is_actor(const Quoting *quoting, int32_t head)
{
    int32_t mention = head == NO_INDEX ? NO_INDEX : quoting->tree.mention_at[head];
    int32_t kind = mention == NO_INDEX ? KIND_MISC : quoting->document->mentions.items[mention].kind;

    return kind == KIND_PERSON || kind == KIND_ORG || kind == KIND_GPE || kind == KIND_NORP;
}

/* subject_above: whose "adding that ..." it is: the subject of the first verb above that has one. */
static int32_t subject_above(const Quoting *quoting, int32_t verb)
{
    const Tree *tree = &quoting->tree;
    int32_t above = tree_token(tree, verb)->head;

    for (int32_t steps = 0; above != NO_INDEX && steps < 6; steps++) {
        int32_t head = tree_is_verb(tree, above) ? tree_subject(tree, above) : NO_INDEX;

        if (head != NO_INDEX && can_speak(quoting, head))
            return head;
        above = tree_token(tree, above)->head;
    }
    return NO_INDEX;
}

static int32_t verb_speaker(const Quoting *quoting, int32_t verb)
{
    const Tree *tree = &quoting->tree;
    int32_t head;

    if (is_told(quoting, verb)) {
        /* "was quoted as saying": the saying's own subject; "was told": the one who is told does not speak */
        head = agent_of(quoting, verb);
        return head != NO_INDEX && can_speak(quoting, head) ? head : NO_INDEX;
    }
    head = nominal_between(quoting, verb);
    if (head != NO_INDEX && can_speak(quoting, head))
        return head;
    head = tree_subject(tree, verb);
    if (tree_token(tree, verb)->xpos == XPOS_VBG && !is_actor(quoting, head))
        head = subject_above(quoting, verb);
    if (head != NO_INDEX && can_speak(quoting, head))
        return head;
    head = nominal_before(quoting, verb);
    if (head == NO_INDEX)
        head = nominal_behind_mark(quoting, verb);
    if (head == NO_INDEX)
        head = nominal_after(quoting, verb);
    return head != NO_INDEX && can_speak(quoting, head) ? head : NO_INDEX;
}

/* noun_speaker: whose claim or warning a noun is: "his warning", "a warning from NATO", or the subject of its verb. */
static int32_t noun_speaker(const Quoting *quoting, int32_t noun)
{
    const Tree *tree = &quoting->tree;
    int32_t head = tree_child(tree, noun, DEPREL_NMOD_POSS), verb = tree_token(tree, noun)->head;

    if (head != NO_INDEX)
        return head;
    FOR_CHILDREN(tree, noun, child)
    {
        int32_t preposition = tree_case(tree, child);

        if (preposition != NO_INDEX &&
            (token_is_folded(quoting->document, preposition, "by") ||
             token_is_folded(quoting->document, preposition, "from") ||
             token_is_folded(quoting->document, preposition, "of")) &&
            can_speak(quoting, child))
            return child;
    }
    if (verb != NO_INDEX && tree_is_verb(tree, verb) && tree_relation(tree, noun) == DEPREL_OBJ)
        return tree_subject(tree, verb);
    return NO_INDEX;
}

Speaker cue_speaker(const Quoting *quoting, const Cue *cue)
{
    int32_t head = NO_INDEX;
    Speaker unknown = no_speaker;

    switch (cue->kind) {
    case CUE_VERB:
        head = verb_speaker(quoting, cue->token);
        break;
    case CUE_NOUN:
        head = noun_speaker(quoting, cue->token);
        break;
    case CUE_ACCORDING:
        head = tree_token(&quoting->tree, cue->token)->head;
        if (head == NO_INDEX || head < cue->token || !can_speak(quoting, head))
            head = nominal_after(quoting, cue->token + 1);
        break;
    }
    if (head != NO_INDEX) {
        Speaker speaker = speaker_of_head(quoting, head, cue->token);
        int32_t pronoun = cue->kind == CUE_VERB ? tree_child(&quoting->tree, cue->token, DEPREL_NSUBJ) : NO_INDEX;

        /* at that spot it says "who", and the antecedent is meant */
        if (speaker.mention != NO_INDEX && pronoun != NO_INDEX && pronoun != head &&
            (tree_token(&quoting->tree, pronoun)->xpos == XPOS_WP ||
             tree_token(&quoting->tree, pronoun)->xpos == XPOS_WDT))
            speaker.first = speaker.last = pronoun;
        return speaker;
    }
    unknown.cue = cue->token;
    return unknown;
}

/* ---- records ---- */

static StringId cue_lemma(const Quoting *quoting, int32_t cue)
{
    Document *document = quoting->document;

    if (cue == NO_INDEX)
        return NO_STRING;
    if (token_is_folded(document, cue, "according"))
        return document_intern_string(document, "according to");
    return document->tokens.items[cue].lemma;
}

/* set_speaker: the words at that spot and the resolved name. */
static void set_speaker(Quoting *quoting, Quotation *quotation, const Speaker *speaker)
{
    Document *document = quoting->document;
    const Token *tokens = document->tokens.items;

    quotation->cue_token = speaker->cue;
    quotation->cue = cue_lemma(quoting, speaker->cue);
    if (speaker->first == NO_INDEX)
        return;
    quotation->speaker_mention = speaker->mention;
    quotation->speaker_start = tokens[speaker->first].start;
    quotation->speaker_length = tokens[speaker->last].start + tokens[speaker->last].length - quotation->speaker_start;
    if (speaker->mention != NO_INDEX)
        quotation->speaker = document->mentions.items[speaker->mention].name;
    /* a pronoun that was not resolved names nobody */
    if (quotation->speaker == NO_STRING && tokens[speaker->last].upos != UPOS_PRON)
        quotation->speaker =
            document_intern(document, document->text + quotation->speaker_start, (size_t)quotation->speaker_length);
}

static bool is_edge(const Document *document, int32_t token)
{
    const Token *this = &document->tokens.items[token];
    char c = document->text[this->start];

    return this->upos == UPOS_PUNCT && (c == ',' || c == ';' || c == ':' || c == '-' || (unsigned char)c == 0xe2);
}

Quotation *add_quotation(Quoting *quoting, int32_t first, int32_t last, bool direct, const Speaker *speaker)
{
    Document *document = quoting->document;
    const Token *tokens = document->tokens.items;
    Quotation *quotation;

    while (first <= last && is_edge(document, first))
        first++;
    while (first <= last && is_edge(document, last))
        last--;
    if (first > last)
        return NULL;
    quotation = document_add_quotations(document);
    quotation->sentence = tokens[first].sentence;
    quotation->first_token = first;
    quotation->last_token = last;
    quotation->start = tokens[first].start;
    quotation->length = tokens[last].start + tokens[last].length - quotation->start;
    quotation->direct = direct;
    set_speaker(quoting, quotation, speaker);
    return quotation;
}

static int compare_quotations(const void *left, const void *right)
{
    const Quotation *a = left, *b = right;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->length != b->length)
        return a->length > b->length ? -1 : 1;
    return b->direct - a->direct;
}

void find_quotations(Document *document)
{
    Quoting quoting;

    quoting_start(&quoting, document);
    find_direct(&quoting);
    find_indirect(&quoting);
    if (document->quotations.count > 1)
        qsort(document->quotations.items, (size_t)document->quotations.count, sizeof(Quotation), compare_quotations);
}
