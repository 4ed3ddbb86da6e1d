/*
 * quotation_direct.c: which stretches between quotation marks are speech, and whose.
 *
 * A stretch is speech where a cue tells of it, or where it is a sentence of its own; a title, a name or a word used
 * with doubt is not. The speaker is the nearest cue's, by the tree before the distance; words that go on without a cue
 * are those of who spoke last.
 */
#include "quotations.h"

#include "knowledge/knowledge.h"

#include <string.h>

#define CUE_REACH 40  /* tokens from a stretch's edge to its cue */
#define CUE_NEAR 12   /* cost up to which a cue makes even a single word speech */
#define PRONE_WORDS 4 /* fewer words are speech only with a cue */
#define COST_NONE 1000
#define BREAK_TOKENS 25 /* of attribution that words of one speaker are broken by */

typedef struct Stretch {
    int32_t first, last;
    int32_t words;
    bool finite;     /* holds a finite verb */
    bool punctuated; /* ends with a sign of its own */
    bool stopped;    /* that sign ends a sentence */
    bool title;      /* all its words of content begin with a capital */
    bool whole;      /* begins and ends with sentences */
} Stretch;

static bool ends_sentence(const Document *document, int32_t token)
{
    char c = document->text[document->tokens.items[token].start];

    return document->tokens.items[token].upos == UPOS_PUNCT && (c == '.' || c == '!' || c == '?' || c == ',');
}

static Stretch describe_stretch(const Quoting *quoting, const MarkedStretch *marked)
{
    const Document *document = quoting->document;
    Stretch stretch = {.first = marked->first, .last = marked->last, .title = true};
    const Sentence *begins = &document->sentences.items[document->tokens.items[marked->first].sentence];
    const Sentence *ends = &document->sentences.items[document->tokens.items[marked->last].sentence];

    int32_t capitals = 0;

    for (int32_t t = marked->first; t <= marked->last; t++) {
        const Token *token = &document->tokens.items[t];
        char c = document->text[token->start];

        if (token->upos == UPOS_PUNCT)
            continue;
        stretch.words++;
        stretch.finite |= token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ || token->xpos == XPOS_VBP ||
                          token->xpos == XPOS_MD || (token->xpos == XPOS_VB && t == marked->first);
        if (token->upos == UPOS_NOUN || token->upos == UPOS_VERB || token->upos == UPOS_ADJ ||
            token->upos == UPOS_PROPN) {
            capitals += c >= 'A' && c <= 'Z';
            stretch.title &= c < 'a' || c > 'z';
        }
    }
    stretch.title &= capitals > 1;
    stretch.punctuated = ends_sentence(document, marked->last) ||
                         (marked->last + 2 <= ends->last_token && ends_sentence(document, marked->last + 2));
    stretch.stopped = ends_sentence(document, marked->last) && !token_is(document, marked->last, ",");
    stretch.whole = marked->first <= begins->first_token + 1 && marked->last >= ends->last_token - 2;
    return stretch;
}

/* names_stretch: the word before is one of naming, so that the stretch is a name and not speech. */
static bool names_stretch(const Quoting *quoting, const Stretch *stretch)
{
    static const char *const naming[] = {"call",      "name",  "title",    "entitle", "dub",  "nickname",
                                         "so-called", "label", "codename", "brand",   "term", "know"};
    int32_t before = stretch->first - 2;

    if (before < 0)
        return false;
    if (token_is_folded(quoting->document, before, "as") && before > 0)
        before--;
    for (size_t i = 0; i < sizeof(naming) / sizeof(naming[0]); i++)
        if (tree_lemma_is(&quoting->tree, before, naming[i]))
            return true;
    return false;
}

/* stretch_root: the token of the stretch whose head lies outside. */
static int32_t stretch_root(const Quoting *quoting, const Stretch *stretch)
{
    for (int32_t t = stretch->first; t <= stretch->last; t++) {
        int32_t head = tree_token(&quoting->tree, t)->head;

        if (tree_token(&quoting->tree, t)->upos != UPOS_PUNCT &&
            (head == NO_INDEX || head < stretch->first || head > stretch->last))
            return t;
    }
    return stretch->first;
}

/* steps_up: how many heads lead from a token into the stretch from `low` to `high`; COST_NONE: they do not. */
static int32_t steps_up(const Quoting *quoting, int32_t token, int32_t low, int32_t high)
{
    for (int32_t steps = 0; token != NO_INDEX && steps < 12; steps++) {
        if (token >= low && token <= high)
            return steps;
        token = tree_token(&quoting->tree, token)->head;
    }
    return COST_NONE;
}

/* cue_cost: how far a cue is from a stretch: steps in the tree where it governs it, else tokens between. */
static int32_t cue_cost(const Quoting *quoting, const Stretch *stretch, int32_t root, const Cue *cue)
{
    int32_t gap = cue->token < stretch->first ? stretch->first - cue->token : cue->token - stretch->last;
    int32_t cost = 6 + gap;
    int32_t above = steps_up(quoting, root, cue->token, cue->token);
    int32_t below = steps_up(quoting, cue->token, stretch->first, stretch->last);

    if (above < COST_NONE)
        cost = 2 * above + gap / 8;
    else if (below <= 2)
        cost = 2 * below + gap / 8;
    if (cue->kind == CUE_NOUN)
        cost += 6;
    else if (cue->kind == CUE_VERB && strcmp(knowledge_cell(&knowledge_speech_verbs, cue->row, 2), "yes") != 0)
        cost += 4; /* of saying before thinking and calling */
    return cost;
}

/*
 * attribution_behind: the last token of the attribution that was split off the sentence before it ('"Why?" Lund
 * asked.'): one that goes on in lower case, or a few words of which the last is a cue. Else the token given.
 */
static int32_t attribution_behind(const Quoting *quoting, int32_t last)
{
    const Document *document = quoting->document;
    const Token *next;
    const Sentence *sentence;
    char c;
    int32_t cue;

    if (last + 1 >= document->tokens.count)
        return last;
    next = &document->tokens.items[last + 1];
    sentence = &document->sentences.items[next->sentence];
    if (sentence->paragraph != document->sentences.items[document->tokens.items[last].sentence].paragraph)
        return last;
    c = document->text[next->start];
    if ((c >= 'a' && c <= 'z') || c == ',')
        return sentence->last_token;
    cue = first_cue(quoting, last + 1);
    if (cue < quoting->cue_count && quoting->cues[cue].kind == CUE_VERB && quoting->cues[cue].token <= last + 6 &&
        (quoting->cues[cue].token == sentence->last_token ||
         document->tokens.items[quoting->cues[cue].token + 1].upos == UPOS_PUNCT))
        return quoting->cues[cue].token;
    return last;
}

/* best_cue: the number of the cue that tells of a stretch, NO_INDEX: none; *cost is how far it is. */
static int32_t best_cue(const Quoting *quoting, const Stretch *stretch, int32_t *cost)
{
    const Document *document = quoting->document;
    int32_t low = document->sentences.items[document->tokens.items[stretch->first].sentence].first_token;
    int32_t high = document->sentences.items[document->tokens.items[stretch->last].sentence].last_token;
    int32_t root = stretch_root(quoting, stretch), best = NO_INDEX;

    if (high <= stretch->last + 1)
        high = attribution_behind(quoting, high);
    low = stretch->first - CUE_REACH > low ? stretch->first - CUE_REACH : low;
    high = stretch->last + CUE_REACH < high ? stretch->last + CUE_REACH : high;
    *cost = COST_NONE;
    for (int32_t i = first_cue(quoting, low); i < quoting->cue_count && quoting->cues[i].token <= high; i++) {
        int32_t this = cue_cost(quoting, stretch, root, &quoting->cues[i]);

        if (this < *cost) {
            *cost = this;
            best = i;
        }
    }
    return best;
}

/* speaker_before_colon: who stands before the colon that a stretch follows. */
static Speaker speaker_before_colon(const Quoting *quoting, const Stretch *stretch)
{
    const Document *document = quoting->document;
    int32_t colon = stretch->first - 2;
    int32_t first;

    if (colon < 1 || !token_is(document, colon, ":"))
        return no_speaker;
    first = document->sentences.items[document->tokens.items[colon].sentence].first_token;
    for (int32_t t = colon - 1; t >= first && t >= colon - CUE_REACH; t--) {
        int32_t mention = quoting->tree.mention_at[t];

        if (mention != NO_INDEX && (document->mentions.items[mention].kind == KIND_PERSON ||
                                    document->mentions.items[mention].kind == KIND_ORG)) {
            const Mention *speaker = &document->mentions.items[mention];

            return (Speaker){speaker->first_token, speaker->last_token, mention, NO_INDEX};
        }
    }
    return no_speaker;
}

/* label_of: the last token of a speaker's name in capitals before a colon, as transcripts have it; NO_INDEX: none. */
static int32_t label_of(const Quoting *quoting, int32_t first, int32_t last)
{
    const Document *document = quoting->document;

    for (int32_t t = first; t <= last && t < first + 5; t++) {
        const char *text = token_text(document, t);
        int32_t length = document->tokens.items[t].length;

        if (t > first && token_is(document, t, ":"))
            return t - 1;
        for (int32_t i = 0; i < length; i++)
            if (text[i] >= 'a' && text[i] <= 'z')
                return NO_INDEX;
    }
    return NO_INDEX;
}

/* is_dash: a hyphen or two, or U+2010 to U+2015. */
static bool is_dash(const Document *document, int32_t token)
{
    const char *text = token_text(document, token);

    return text[0] == '-' || (document->tokens.items[token].length == 3 && memcmp(text, "\xe2\x80", 2) == 0 &&
                              (unsigned char)text[2] >= 0x90 && (unsigned char)text[2] <= 0x95);
}

/* speaker_after_dash: whose name is set behind a quotation and a dash. */
static Speaker speaker_after_dash(const Quoting *quoting, const Stretch *stretch)
{
    const Document *document = quoting->document;
    int32_t dash = stretch->last + 2, last;

    if (dash + 1 >= document->tokens.count || quoting->stretch_of[dash] != NO_INDEX || !is_dash(document, dash))
        return no_speaker;
    for (last = dash; last + 1 < document->tokens.count && document->tokens.items[last + 1].upos == UPOS_PROPN;)
        last++;
    if (last == dash)
        return no_speaker;
    return (Speaker){dash + 1, last, quoting->tree.mention_at[last], NO_INDEX};
}

/* subject_before: the person who is the subject of the sentence before a stretch, the last resort. */
static Speaker subject_before(const Quoting *quoting, const Stretch *stretch)
{
    const Document *document = quoting->document;
    int32_t here = document->tokens.items[stretch->first].sentence;

    for (int32_t s = here; s >= 0 && s >= here - 2; s--) {
        const Sentence *sentence = &document->sentences.items[s];
        int32_t last = s == here ? stretch->first - 1 : sentence->last_token;

        if (last - sentence->first_token > 200)
            continue;
        for (int32_t t = sentence->first_token; t <= last; t++) {
            int32_t mention = quoting->tree.mention_at[t];

            if (mention == NO_INDEX || tree_relation(&quoting->tree, t) != DEPREL_NSUBJ ||
                quoting->stretch_of[t] != NO_INDEX || document->mentions.items[mention].kind != KIND_PERSON)
                continue;
            return (Speaker){document->mentions.items[mention].first_token,
                             document->mentions.items[mention].last_token, mention, NO_INDEX};
        }
    }
    return no_speaker;
}

/* last_cue_of_sentence: the speaker of the last cue in the sentence before a stretch, in its paragraph. */
static Speaker speaker_of_sentence_before(const Quoting *quoting, const Stretch *stretch)
{
    const Document *document = quoting->document;
    int32_t here = document->tokens.items[stretch->first].sentence;
    const Sentence *before;
    Speaker speaker = no_speaker;

    if (here == 0)
        return speaker;
    before = &document->sentences.items[here - 1];
    if (before->paragraph != document->sentences.items[here].paragraph)
        return speaker;
    for (int32_t i = first_cue(quoting, before->first_token);
         i < quoting->cue_count && quoting->cues[i].token <= before->last_token; i++) {
        Speaker this = cue_speaker(quoting, &quoting->cues[i]);

        if (this.first != NO_INDEX)
            speaker = this;
    }
    return speaker;
}

/* What was said last, for words that go on. */
typedef struct Before {
    Speaker speaker;
    int32_t last;      /* token */
    int32_t quotation; /* record */
    bool continued;
} Before;

/* goes_on: whether a stretch without a cue is the last speaker's: in the same paragraph, or in the next if it is whole.
 */
static bool goes_on(const Quoting *quoting, const Stretch *stretch, const Before *before)
{
    const Document *document = quoting->document;
    int32_t here, there;

    if (before->speaker.first == NO_INDEX)
        return false;
    if (before->continued)
        return true;
    here = document->tokens.items[stretch->first].sentence;
    there = document->tokens.items[before->last].sentence;
    if (document->sentences.items[here].paragraph == document->sentences.items[there].paragraph)
        return true;
    return stretch->whole &&
           document->sentences.items[here].paragraph - document->sentences.items[there].paragraph <= 1;
}

static Speaker speaker_of_stretch(const Quoting *quoting, const Stretch *stretch, const Before *before, bool near,
                                  int32_t cue)
{
    int32_t label = label_of(quoting, stretch->first, stretch->last);
    Speaker speaker = speaker_after_dash(quoting, stretch);

    if (label != NO_INDEX)
        return (Speaker){stretch->first, label, quoting->tree.mention_at[label], NO_INDEX};
    if (speaker.first == NO_INDEX && cue != NO_INDEX && (near || !stretch->whole))
        speaker = cue_speaker(quoting, &quoting->cues[cue]);
    if (speaker.first == NO_INDEX && before->continued && before->speaker.first != NO_INDEX)
        return before->speaker;
    if (speaker.first == NO_INDEX)
        speaker = speaker_before_colon(quoting, stretch);
    if (speaker.first == NO_INDEX && goes_on(quoting, stretch, before))
        return before->speaker;
    if (speaker.first == NO_INDEX)
        speaker = speaker_of_sentence_before(quoting, stretch);
    if (speaker.first == NO_INDEX)
        speaker = subject_before(quoting, stretch);
    if (speaker.cue == NO_INDEX && cue != NO_INDEX && near)
        speaker.cue = quoting->cues[cue].token;
    return speaker;
}

/* is_part: a few words of what a cue gives to its speaker without marks, which are told better by the whole. */
static bool is_part(const Quoting *quoting, const Stretch *stretch, int32_t cue)
{
    Content content = cue == NO_INDEX ? (Content){NO_INDEX, NO_INDEX} : content_of_cue(quoting, &quoting->cues[cue]);

    return content.first != NO_INDEX && content.first <= stretch->first && stretch->last <= content.last + 1 &&
           stretch->words < PRONE_WORDS && stretch->words * 3 <= content.last - content.first + 1;
}

static bool is_speech(const Quoting *quoting, const Stretch *stretch, const Before *before, bool near)
{
    if (stretch->words == 0)
        return false;
    if (before->continued)
        return true;
    if (names_stretch(quoting, stretch) && !stretch->finite)
        return false;
    if (stretch->title && stretch->words > 1 && !stretch->stopped)
        return false;
    if (near)
        return true;
    if (stretch->words < PRONE_WORDS)
        return stretch->whole && stretch->punctuated && goes_on(quoting, stretch, before);
    return stretch->finite || (stretch->whole && stretch->punctuated);
}

static bool same_speaker(const Quoting *quoting, const Speaker *a, const Speaker *b)
{
    const MentionLayer *mentions = &quoting->document->mentions;

    if (a->first == b->first)
        return true;
    return a->mention != NO_INDEX && b->mention != NO_INDEX && mentions->items[a->mention].entity != NO_INDEX &&
           mentions->items[a->mention].entity == mentions->items[b->mention].entity;
}

/* is_broken_off: whether a stretch goes on with what the last one said after a few words of attribution, such as "he
 * said". */
static bool is_broken_off(const Quoting *quoting, const Stretch *stretch, const Before *before, const Speaker *speaker)
{
    const Document *document = quoting->document;
    const Token *tokens = document->tokens.items;

    return before->quotation != NO_INDEX && stretch->first - before->last <= BREAK_TOKENS &&
           document->sentences.items[tokens[stretch->first].sentence].paragraph ==
               document->sentences.items[tokens[before->last].sentence].paragraph &&
           same_speaker(quoting, speaker, &before->speaker);
}

/* extend_quotation: a record that ends with a later token. */
static void extend_quotation(Document *document, int32_t quotation, int32_t last)
{
    Quotation *record = &document->quotations.items[quotation];
    const Token *token = &document->tokens.items[last];

    record->last_token = last;
    record->length = token->start + token->length - record->start;
}

void find_direct(Quoting *quoting)
{
    Before before = {no_speaker, NO_INDEX, NO_INDEX, false};

    for (int32_t i = 0; i < quoting->marked.count; i++) {
        const MarkedStretch *marked = &quoting->marked.items[i];
        Stretch stretch = describe_stretch(quoting, marked);
        int32_t cost, cue = best_cue(quoting, &stretch, &cost);
        bool near = cue != NO_INDEX && cost <= CUE_NEAR;
        Speaker speaker;

        environment_check_every(quoting->document->environment, i);
        if (!is_speech(quoting, &stretch, &before, near) || is_part(quoting, &stretch, cue)) {
            before.continued = false;
            continue;
        }
        quoting->speech[i] = true;
        speaker = speaker_of_stretch(quoting, &stretch, &before, near, cue);
        if (is_broken_off(quoting, &stretch, &before, &speaker))
            extend_quotation(quoting->document, before.quotation, stretch.last);
        else if (add_quotation(quoting, stretch.first, stretch.last, true, &speaker) != NULL)
            before.quotation = quoting->document->quotations.count - 1;
        before.speaker = speaker;
        before.speaker.cue = NO_INDEX;
        before.last = stretch.last;
        before.continued = marked->continued;
    }
}
