/* modality_setting.c: who says so, when and where: the clause's own, else the sentence's, else the paragraph's. */
#include "modality.h"

#include <string.h>

#include "knowledge/knowledge.h"

const char *phrase_text(const Tree *tree, int32_t head, Arena *arena, int32_t *start, int32_t *length)
{
    const Document *document = tree->document;
    int32_t first, last, from, to;

    tree_phrase(tree, head, &first, &last);
    while (first < head && (tree_relation(tree, first) == DEPREL_DET || tree_relation(tree, first) == DEPREL_PUNCT))
        first++;
    from = tree_token(tree, first)->start;
    to = tree_token(tree, last)->start + tree_token(tree, last)->length;
    *start = from;
    *length = to - from;
    return to > from ? arena_copy(arena, document->text + from, (size_t)(to - from)) : NULL;
}

static bool is_speech(const Tree *tree, int32_t token)
{
    return knowledge_find_string(&knowledge_statement_verbs, token_lemma(tree->document, token)) >= 0;
}

/* attribute: the claim is the token's. */
static void attribute(const Tree *tree, int32_t token, int32_t cue, ClauseFacts *facts, Arena *arena)
{
    const Document *document = tree->document;
    int32_t mention = tree->mention_at[token], start, length;
    const Token *cue_record = tree_token(tree, cue);

    facts->attributed_token = token;
    facts->attributed_mention = mention;
    facts->attributed_to =
        mention == NO_INDEX ? NULL : document_string(document, document->mentions.items[mention].name);
    if (facts->attributed_to == NULL)
        facts->attributed_to = phrase_text(tree, token, arena, &start, &length);
    facts->attribution_reason = arena_printf(arena, "\"%.*s\"", (int)cue_record->length, token_text(document, cue));
}

/* from_speech: the subject of a verb of saying at or beside the token; false when there is none. */
static bool from_speech(const Tree *tree, int32_t verb, ClauseFacts *facts, Arena *arena)
{
    int32_t speaker;

    if (!tree_is_verb(tree, verb) || !is_speech(tree, verb))
        return false;
    speaker = tree_is_passive(tree, verb) ? NO_INDEX : tree_subject(tree, verb);
    if (speaker == NO_INDEX || tree_lemma_is(tree, speaker, "it"))
        return false;
    attribute(tree, speaker, verb, facts, arena);
    return true;
}

/* beside: "..., officials said" and "according to officials" at a token. */
static bool beside(const Tree *tree, int32_t token, int32_t predicate, ClauseFacts *facts, Arena *arena)
{
    FOR_CHILDREN(tree, token, c)
    {
        Deprel relation = tree_relation(tree, c);
        int32_t preposition;

        if (c == predicate)
            continue;
        if (relation == DEPREL_PARATAXIS && from_speech(tree, c, facts, arena))
            return true;
        preposition = relation == DEPREL_OBL || relation == DEPREL_NMOD ? tree_case(tree, c) : NO_INDEX;
        if (preposition != NO_INDEX && tree_lemma_is(tree, preposition, "accord")) {
            attribute(tree, c, preposition, facts, arena);
            return true;
        }
        if (preposition != NO_INDEX && token_is_folded(tree->document, preposition, "according")) {
            attribute(tree, c, preposition, facts, arena);
            return true;
        }
    }
    return false;
}

/* in_quotation: the quotation that the predicate stands in. */
static int32_t in_quotation(const Tree *tree, int32_t predicate)
{
    const Document *document = tree->document;
    int32_t sentence = tree_token(tree, predicate)->sentence, i = tree->first_quotation[sentence];

    for (; i != NO_INDEX && i < document->quotations.count && document->quotations.items[i].sentence == sentence; i++) {
        const Quotation *quotation = &document->quotations.items[i];

        if (quotation->first_token <= predicate && predicate <= quotation->last_token &&
            quotation->speaker != NO_STRING)
            return i;
    }
    /* a quotation of several sentences is filed under its first */
    for (int32_t back = sentence - 1; back >= 0 && back > sentence - 8; back--)
        for (i = tree->first_quotation[back];
             i != NO_INDEX && i < document->quotations.count && document->quotations.items[i].sentence == back; i++)
            if (document->quotations.items[i].last_token >= predicate &&
                document->quotations.items[i].speaker != NO_STRING)
                return i;
    return NO_INDEX;
}

void clause_attribution(const Tree *tree, int32_t predicate, ClauseFacts *facts, Arena *arena)
{
    const Document *document = tree->document;
    int32_t token = predicate, quotation;

    facts->attributed_token = facts->attributed_mention = NO_INDEX;
    facts->attributed_to = facts->attribution_reason = NULL;
    for (int32_t steps = 0; steps < WALK_LIMIT; steps++) {
        const Token *record = tree_token(tree, token);

        if (beside(tree, token, predicate, facts, arena))
            return;
        if (record->head == NO_INDEX)
            break;
        switch (tree_relation(tree, token)) {
        case DEPREL_CCOMP:
        case DEPREL_XCOMP:
        case DEPREL_ADVCL:
        case DEPREL_ACL:
            if (from_speech(tree, record->head, facts, arena))
                return;
            break;
        case DEPREL_OBL:
        case DEPREL_OBJ:
            if (token == predicate && tree_is_verb(tree, predicate))
                break;
            if ((tree_lemma_is(tree, record->head, "accuse") || tree_lemma_is(tree, record->head, "announce") ||
                 tree_lemma_is(tree, record->head, "report") || tree_lemma_is(tree, record->head, "claim") ||
                 tree_lemma_is(tree, record->head, "confirm") || tree_lemma_is(tree, record->head, "deny")) &&
                from_speech(tree, record->head, facts, arena))
                return;
            break;
        default:
            break;
        }
        token = record->head;
    }
    quotation = in_quotation(tree, predicate);
    if (quotation != NO_INDEX) {
        const Quotation *record = &document->quotations.items[quotation];

        facts->attributed_mention = record->speaker_mention;
        facts->attributed_to = document_string(document, record->speaker);
        facts->attribution_reason = "quotation";
    }
}

/* bearer: the predicate that a nominal belongs to: the first verb, or the given noun, above it. */
static int32_t bearer(const Tree *tree, int32_t token, int32_t predicate, int32_t *steps)
{
    for (*steps = 0; *steps < WALK_LIMIT; (*steps)++) {
        int32_t head = tree_token(tree, token)->head;

        if (token == predicate || head == NO_INDEX)
            return token;
        if (tree_is_verb(tree, token) && *steps > 0)
            return token;
        token = head;
    }
    return token;
}

/* nominal_head: the token of a stretch whose head lies outside it. */
static int32_t nominal_head(const Tree *tree, int32_t first, int32_t last)
{
    for (int32_t t = first; t <= last && t < first + 32; t++) {
        int32_t head = tree_token(tree, t)->head;

        if (head == NO_INDEX || head < first || head > last)
            return t;
    }
    return first;
}

/*
 * closeness: how well a stretch of the sentence belongs to the predicate: 3 its own, 2 its light verb's or the
 * governing verb's, 1 the sentence's, 0 another clause's.
 */
static int32_t closeness(const Tree *tree, int32_t predicate, int32_t support, int32_t first, int32_t last)
{
    int32_t steps, holder = bearer(tree, nominal_head(tree, first, last), predicate, &steps), up = predicate;

    if (holder == predicate)
        return 4;
    if (holder == support)
        return 3;
    for (int32_t i = 0; i < 6; i++) {
        up = tree_token(tree, up)->head;
        if (up == NO_INDEX)
            break;
        if (up == holder)
            return 2;
    }
    return 1;
}

/* Times or places of one sentence that are compared: more than any real sentence has, so that a garbled one stays
 * linear. */
#define SETTINGS_LOOKED_AT 64

/* usable: a point or span of time that an event can have. */
static bool usable(const Timex *timex)
{
    return timex->starts != NO_TIME && (timex->type == TIMEX_DATE || timex->type == TIMEX_TIME);
}

static void find_time(const Tree *tree, int32_t predicate, int32_t support, ClauseFacts *facts)
{
    const Document *document = tree->document;
    int32_t sentence = tree_token(tree, predicate)->sentence, best = 0;
    int32_t paragraph = document->sentences.items[sentence].paragraph;

    for (int32_t i = tree->first_timex[sentence];
         i != NO_INDEX && i < document->timexes.count && document->timexes.items[i].sentence == sentence &&
         i < tree->first_timex[sentence] + SETTINGS_LOOKED_AT;
         i++) {
        const Timex *timex = &document->timexes.items[i];
        int32_t rank;

        if (!usable(timex) || timex->first_token == NO_INDEX)
            continue;
        rank = closeness(tree, predicate, support, timex->first_token, timex->last_token) * 4;
        /* of two at the same place, the finer one */
        rank += timex->grain <= GRAIN_DAYPART && timex->grain != GRAIN_NONE ? 2 : timex->grain <= GRAIN_WEEK ? 1 : 0;
        if (rank > best) {
            best = rank;
            facts->timex = i;
        }
    }
    if (facts->timex != NO_INDEX) {
        facts->time_reason = best >= 16  ? "of its own clause"
                             : best >= 8 ? "of the governing clause"
                                         : "of the sentence";
        return;
    }
    for (int32_t back = sentence - 1; back >= 0 && back > sentence - 6; back--) {
        if (document->sentences.items[back].paragraph != paragraph)
            return;
        for (int32_t i = tree->first_timex[back];
             i != NO_INDEX && i < document->timexes.count && document->timexes.items[i].sentence == back &&
             i < tree->first_timex[back] + SETTINGS_LOOKED_AT;
             i++)
            if (usable(&document->timexes.items[i]))
                facts->timex = i;
        if (facts->timex != NO_INDEX) {
            facts->time_reason = "of the paragraph";
            return;
        }
    }
}

static void find_place(const Tree *tree, int32_t predicate, int32_t support, ClauseFacts *facts)
{
    const Document *document = tree->document;
    int32_t sentence = tree_token(tree, predicate)->sentence, best = 0;

    for (int32_t i = tree->first_place[sentence];
         i != NO_INDEX && i < document->places.count && document->places.items[i].sentence == sentence &&
         i < tree->first_place[sentence] + SETTINGS_LOOKED_AT;
         i++) {
        const Place *place = &document->places.items[i];
        const Mention *mention = place->mention == NO_INDEX ? NULL : &document->mentions.items[place->mention];
        int32_t head, preposition, rank;

        if (mention == NULL || mention->head == NO_INDEX)
            continue;
        head = mention->head;
        preposition = tree_case(tree, head);
        /* only a place that the text says to be one: "in Oslo", not "Oslo warned" */
        if (preposition == NO_INDEX ||
            !(tree_lemma_is(tree, preposition, "in") || tree_lemma_is(tree, preposition, "at") ||
              tree_lemma_is(tree, preposition, "near") || tree_lemma_is(tree, preposition, "on") ||
              tree_lemma_is(tree, preposition, "outside") || tree_lemma_is(tree, preposition, "off") ||
              tree_lemma_is(tree, preposition, "to") || tree_lemma_is(tree, preposition, "around") ||
              tree_lemma_is(tree, preposition, "across") || tree_lemma_is(tree, preposition, "of") ||
              tree_lemma_is(tree, preposition, "inside") || tree_lemma_is(tree, preposition, "along")))
            continue;
        rank = closeness(tree, predicate, support, mention->first_token, mention->last_token) * 2;
        if (tree_lemma_is(tree, preposition, "to") || tree_lemma_is(tree, preposition, "of"))
            rank--;
        if (rank > best) {
            best = rank;
            facts->place = i;
        }
    }
}

void clause_setting(const Tree *tree, int32_t predicate, ClauseFacts *facts)
{
    int32_t support = tree_is_verb(tree, predicate) ? tree_token(tree, predicate)->head : tree_support(tree, predicate);

    facts->timex = facts->place = NO_INDEX;
    facts->time_reason = NULL;
    find_time(tree, predicate, support, facts);
    find_place(tree, predicate, support, facts);
}

void clause_facts(const Tree *tree, int32_t predicate, ClauseFacts *facts, Arena *arena)
{
    memset(facts, 0, sizeof(*facts));
    facts->modality = clause_modality(tree, predicate, &facts->modality_reason, arena);
    clause_attribution(tree, predicate, facts, arena);
    clause_setting(tree, predicate, facts);
    if (facts->modality == MODALITY_ACTUAL && facts->timex != NO_INDEX) {
        const Document *document = tree->document;
        const Timex *timex = &document->timexes.items[facts->timex];
        Moment now = document->published != NO_TIME ? document->published : document->published_inferred;
        int32_t xpos = tree_token(tree, predicate)->xpos;

        /* "meets on Monday", "talks on 10 January": what lies ahead is planned, whatever the tense */
        if (now != NO_TIME && timex->starts > now && xpos != XPOS_VBD && xpos != XPOS_VBN &&
            facts->time_reason != NULL && strcmp(facts->time_reason, "of its own clause") == 0) {
            facts->modality = MODALITY_PLANNED;
            facts->modality_reason = "its time lies after the story's";
        }
    }
}
