/*
 * time_direction.c: whether a clause speaks of what is ahead or behind: by its verb and auxiliaries where there is a
 * parse, by the words around the time expression where there is none.
 */
#include "time_anchor.h"

#include <string.h>

#define WIDEST_CLIMB 16
#define WIDEST_WINDOW 24 /* tokens to the left that are looked at without a parse */
#define LONGEST_CUE 24

/* cue_of: what a token's own word says. */
static TimeDirection cue_of(const Document *document, int32_t token)
{
    char lower[LONGEST_CUE];
    const char *text = token_text(document, token);
    int32_t length = document->tokens.items[token].length;

    if (length > LONGEST_CUE)
        return TIME_DIRECTION_NONE;
    for (int32_t i = 0; i < length; i++)
        lower[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
    return time_cue(lower, length);
}

/* auxiliary_direction: what the auxiliaries and markers of a predicate say. */
static TimeDirection auxiliary_direction(const Document *document, int32_t predicate, bool *infinitive)
{
    const Token *tokens = document->tokens.items;
    int32_t first = document->sentences.items[tokens[predicate].sentence].first_token;
    TimeDirection found = TIME_DIRECTION_NONE;

    *infinitive = false;
    if (first < predicate - 12)
        first = predicate - 12;
    for (int32_t i = predicate - 1; i >= first; i--) {
        TimeDirection cue;

        if (tokens[i].head != predicate)
            continue;
        if (tokens[i].upos == UPOS_PART && tokens[i].xpos == XPOS_TO)
            *infinitive = true;
        if (tokens[i].upos != UPOS_AUX)
            continue;
        cue = cue_of(document, i);
        if (cue == TIME_DIRECTION_FUTURE)
            return cue;
        if (cue == TIME_DIRECTION_PAST || found == TIME_DIRECTION_NONE)
            found = cue;
    }
    return found;
}

/* predicate_direction: NONE where a predicate leaves it to the one above. */
static TimeDirection predicate_direction(const Document *document, int32_t token, bool *infinitive)
{
    const Token *t = &document->tokens.items[token];
    TimeDirection auxiliary = auxiliary_direction(document, token, infinitive), own = cue_of(document, token);

    if (auxiliary == TIME_DIRECTION_FUTURE || own == TIME_DIRECTION_PLAN)
        return TIME_DIRECTION_FUTURE;
    if (auxiliary != TIME_DIRECTION_NONE)
        return auxiliary;
    if (*infinitive)
        return TIME_DIRECTION_NONE;
    switch (t->xpos) {
    case XPOS_VBD:
    case XPOS_VBN:
        return TIME_DIRECTION_PAST;
    case XPOS_VBZ:
    case XPOS_VBP:
        return TIME_DIRECTION_PRESENT;
    default:
        return TIME_DIRECTION_NONE;
    }
}

/* tree_direction: climbs from the expression to the predicates above it. */
static TimeDirection tree_direction(const Document *document, int32_t token)
{
    const Token *tokens = document->tokens.items;
    bool infinitive, infinitive_seen = false;

    for (int32_t i = 0; i < WIDEST_CLIMB && token != NO_INDEX; i++, token = tokens[token].head) {
        TimeDirection direction = TIME_DIRECTION_NONE;

        if (tokens[token].upos == UPOS_VERB || tokens[token].upos == UPOS_AUX || tokens[token].upos == UPOS_ADJ ||
            tokens[token].upos == UPOS_NOUN) {
            direction = predicate_direction(document, token, &infinitive);
            if (tokens[token].upos == UPOS_VERB && infinitive)
                infinitive_seen = true;
        }
        if (direction == TIME_DIRECTION_NONE)
            continue;
        /* "plans to meet", "has to leave by": the infinitive lies ahead of its verb in the present */
        if (infinitive_seen && direction == TIME_DIRECTION_PRESENT)
            return TIME_DIRECTION_FUTURE;
        return direction;
    }
    return infinitive_seen ? TIME_DIRECTION_FUTURE : TIME_DIRECTION_NONE;
}

/* governed: what a verb form says once the words before it are looked at: "will be held", "is to meet", "to leave". */
static TimeDirection governed(const Document *document, int32_t verb, int32_t first)
{
    const Token *tokens = document->tokens.items;
    bool to = false, perfect = false;

    for (int32_t i = verb - 1; i >= first && i >= verb - 6; i--) {
        TimeDirection cue = cue_of(document, i);
        int32_t xpos = tokens[i].xpos;

        if (xpos == XPOS_TO) {
            to = true;
        } else if (xpos == XPOS_MD) {
            /* "would have met" lies behind, "will have met" hardly occurs in news */
            if (perfect && !token_is_folded(document, i, "will"))
                return TIME_DIRECTION_PAST;
            return cue;
        } else if (xpos == XPOS_VB || xpos == XPOS_VBN || xpos == XPOS_VBG) {
            perfect |= token_is_folded(document, i, "have");
            if (to && (cue == TIME_DIRECTION_PLAN || cue == TIME_DIRECTION_INTENT || cue == TIME_DIRECTION_FUTURE))
                return TIME_DIRECTION_FUTURE;
        } else if (xpos == XPOS_VBZ || xpos == XPOS_VBP) {
            if (to)
                return TIME_DIRECTION_FUTURE;
            return cue == TIME_DIRECTION_PAST ? cue : TIME_DIRECTION_PRESENT;
        } else if (xpos == XPOS_VBD) {
            if (to && (cue == TIME_DIRECTION_PLAN || cue == TIME_DIRECTION_INTENT))
                return TIME_DIRECTION_FUTURE;
            return to ? TIME_DIRECTION_NONE : TIME_DIRECTION_PAST;
        } else if (to && (cue == TIME_DIRECTION_PLAN || cue == TIME_DIRECTION_INTENT || cue == TIME_DIRECTION_FUTURE)) {
            return TIME_DIRECTION_FUTURE;
        } else if (!to && xpos != XPOS_RB && xpos != XPOS_PRP && xpos != XPOS_DT && xpos != XPOS_NN) {
            break;
        }
    }
    if (to)
        return TIME_DIRECTION_FUTURE;
    return tokens[verb].xpos == XPOS_VBN ? TIME_DIRECTION_PAST : TIME_DIRECTION_NONE;
}

/* looks_ahead_by: whether the word before the expression lets a plan point to it: "agreed until", "set for". */
static bool looks_ahead_by(const Document *document, int32_t token)
{
    return token >= 0 && (token_is_folded(document, token, "for") || token_is_folded(document, token, "until") ||
                          token_is_folded(document, token, "till") || token_is_folded(document, token, "through") ||
                          token_is_folded(document, token, "by"));
}

/* verb_after: what the first verb after an expression says. */
static TimeDirection verb_after(const Document *document, int32_t last_token, int32_t end)
{
    const Token *tokens = document->tokens.items;

    for (int32_t i = last_token + 1; i <= end && i <= last_token + WIDEST_WINDOW; i++) {
        switch (tokens[i].xpos) {
        case XPOS_VBD:
            return TIME_DIRECTION_PAST;
        case XPOS_MD:
            return TIME_DIRECTION_FUTURE;
        case XPOS_VBZ:
        case XPOS_VBP:
            return cue_of(document, i) == TIME_DIRECTION_PAST ? TIME_DIRECTION_PAST : TIME_DIRECTION_PRESENT;
        default:
            break;
        }
    }
    return TIME_DIRECTION_NONE;
}

/* tagged_direction: the nearest verb before the expression, by its tag; failing that the nearest after it. */
static TimeDirection tagged_direction(const Document *document, int32_t first_token, int32_t last_token)
{
    const Token *tokens = document->tokens.items;
    const Sentence *sentence = &document->sentences.items[tokens[first_token].sentence];

    for (int32_t i = first_token - 1; i >= sentence->first_token && i >= first_token - WIDEST_WINDOW; i--) {
        TimeDirection cue = cue_of(document, i), found;

        /* the verb of a clause that begins after its conjunction follows the expression */
        if (tokens[i].upos == UPOS_SCONJ) {
            found = verb_after(document, last_token, sentence->last_token);
            if (found != TIME_DIRECTION_NONE)
                return found;
        }
        switch (tokens[i].xpos) {
        case XPOS_VBD:
            if (cue == TIME_DIRECTION_PLAN ||
                (cue == TIME_DIRECTION_INTENT && looks_ahead_by(document, first_token - 1)))
                return TIME_DIRECTION_FUTURE;
            return TIME_DIRECTION_PAST;
        case XPOS_VBN:
            if (cue == TIME_DIRECTION_PLAN ||
                (cue == TIME_DIRECTION_INTENT && looks_ahead_by(document, first_token - 1)))
                return TIME_DIRECTION_FUTURE;
            return governed(document, i, sentence->first_token);
        case XPOS_VB:
        case XPOS_VBG:
            found = governed(document, i, sentence->first_token);
            if (found != TIME_DIRECTION_NONE)
                return found;
            break;
        case XPOS_MD:
            if (cue == TIME_DIRECTION_FUTURE)
                return cue;
            break;
        case XPOS_VBZ:
        case XPOS_VBP:
            if (cue == TIME_DIRECTION_PLAN || cue == TIME_DIRECTION_INTENT)
                return TIME_DIRECTION_FUTURE;
            if (cue != TIME_DIRECTION_NONE)
                return cue;
            return TIME_DIRECTION_TIMETABLE;
        default:
            if (cue == TIME_DIRECTION_PLAN || (cue == TIME_DIRECTION_FUTURE && i == first_token - 1))
                return TIME_DIRECTION_FUTURE;
        }
    }
    return verb_after(document, last_token, sentence->last_token);
}

/* looks_past: an -ed word, or a verb that the tagger calls past. */
static bool looks_past(const Document *document, int32_t token)
{
    const Token *t = &document->tokens.items[token];
    const char *text = token_text(document, token);

    if (t->xpos == XPOS_VBD)
        return true;
    return t->xpos == XPOS_XX && t->length > 4 && memcmp(text + t->length - 2, "ed", 2) == 0 && text[0] >= 'a';
}

/* word_direction: the nearest word to the left that tells, and failing that to the right. */
static TimeDirection word_direction(const Document *document, int32_t first_token, int32_t last_token)
{
    const Token *tokens = document->tokens.items;
    const Sentence *sentence = &document->sentences.items[tokens[first_token].sentence];
    TimeDirection found = TIME_DIRECTION_NONE;
    int32_t found_at = 0;

    for (int32_t i = first_token - 1; i >= sentence->first_token && i >= first_token - WIDEST_WINDOW; i--) {
        TimeDirection cue = cue_of(document, i);

        if (cue == TIME_DIRECTION_NONE && looks_past(document, i))
            cue = TIME_DIRECTION_PAST;
        if (cue == TIME_DIRECTION_FUTURE || cue == TIME_DIRECTION_PLAN) {
            /* "will" governs the past form that follows it closely: "will be held" */
            if (found == TIME_DIRECTION_NONE || (found_at - i <= 2 && cue == TIME_DIRECTION_FUTURE))
                return cue;
            break;
        }
        if (cue != TIME_DIRECTION_NONE && found == TIME_DIRECTION_NONE) {
            found = cue;
            found_at = i;
        }
        if (found != TIME_DIRECTION_NONE && found_at - i > 4)
            break;
    }
    if (found != TIME_DIRECTION_NONE)
        return found;
    for (int32_t i = last_token + 1; i <= sentence->last_token && i <= last_token + WIDEST_WINDOW; i++) {
        TimeDirection cue = cue_of(document, i);

        if (cue == TIME_DIRECTION_NONE && looks_past(document, i))
            cue = TIME_DIRECTION_PAST;
        if (cue != TIME_DIRECTION_NONE)
            return cue;
    }
    return found;
}

TimeDirection time_direction(const Document *document, int32_t first_token, int32_t last_token)
{
    const Token *tokens = document->tokens.items;
    int32_t head = tokens[first_token].head, token = first_token;
    TimeDirection direction;

    /* the token of the expression whose head lies outside it */
    for (int32_t i = first_token; i <= last_token; i++) {
        head = tokens[i].head;
        if (head != NO_INDEX && (head < first_token || head > last_token)) {
            token = i;
            break;
        }
    }
    if (tokens[first_token].xpos == XPOS_XX)
        return word_direction(document, first_token, last_token);
    /* the nearest verb is right more often than the tree, which hangs many a date on the wrong verb */
    direction = tagged_direction(document, first_token, last_token);
    if ((direction == TIME_DIRECTION_NONE || direction == TIME_DIRECTION_PRESENT ||
         direction == TIME_DIRECTION_TIMETABLE) &&
        head != NO_INDEX) {
        TimeDirection above = tree_direction(document, tokens[token].head);

        if (above != TIME_DIRECTION_NONE && above != TIME_DIRECTION_PRESENT)
            return above;
    }
    return direction;
}
