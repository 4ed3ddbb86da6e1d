/*
 * places_evidence.c: which toponyms the text uses as names of places. "Jackson" may be a town, a county, a president or
 * a street: the name finder's mentions, the words around and the other toponyms of the same letters tell.
 */
#include "places_toponyms.h"
#include "labels.h"

#include <string.h>

#define ACCEPTED 2  /* evidence that is enough by itself */
#define CONFIRMED 3 /* evidence that speaks for the other toponyms of the sense too */
#define RULED_OUT (-100)
#define PRIOR_KNOWN 112 /* a town of 16,000 */

static bool is_word_of(const Document *document, int32_t token, const char *const *words, size_t count)
{
    char first = token_text(document, token)[0];

    if (first >= 'A' && first <= 'Z')
        first = (char)(first + 32);
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == first && token_is_folded(document, token, words[i]))
            return true;
    return false;
}

#define IS_ONE_OF(document, token, words) is_word_of(document, token, words, sizeof(words) / sizeof((words)[0]))

static const char *const division_words[] = {"county",  "parish", "province",    "prefecture",
                                             "oblast",  "region", "district",    "governorate",
                                             "borough", "krai",   "voivodeship", "canton"};
static const char *const division_plurals[] = {"counties", "parishes", "provinces", "regions", "districts", "states"};
static const char *const street_words[] = {"street", "st.",       "avenue",  "ave.",    "ave",        "road",
                                           "rd.",    "boulevard", "blvd.",   "blvd",    "drive",      "dr.",
                                           "lane",   "ln.",       "highway", "hwy.",    "court",      "parkway",
                                           "pkwy.",  "terrace",   "alley",   "freeway", "expressway", "bridge"};
static const char *const nature_words[] = {"river",  "creek",   "lake",   "bay",    "mountain",  "mountains", "valley",
                                           "island", "islands", "forest", "canyon", "falls",     "reservoir", "brook",
                                           "beach",  "ridge",   "hills",  "desert", "peninsula", "park",      "glacier",
                                           "fork",   "hill",    "pond",   "dam"};
static const char *const honorifics[] = {"mr.",  "mr",    "mrs.",    "mrs",       "ms.",       "ms",       "dr.",
                                         "miss", "sir",   "lady",    "lord",      "president", "senator",  "sen.",
                                         "rep.", "gov.",  "judge",   "justice",   "sgt.",      "capt.",    "lt.",
                                         "col.", "gen.",  "officer", "detective", "coach",     "minister", "secretary",
                                         "king", "queen", "prince",  "princess",  "pope",      "rev.",     "prof."};
static const char *const firm_prepositions[] = {
    "in",        "near",      "outside",  "around",      "throughout",  "across",    "into",
    "toward",    "towards",   "downtown", "north",       "south",       "east",      "west",
    "northern",  "southern",  "eastern",  "western",     "central",     "northeast", "northwest",
    "southeast", "southwest", "nearby",   "neighboring", "neighbouring"};
static const char *const loose_prepositions[] = {"at",  "from", "to",      "of",   "between",
                                                 "via", "for",  "through", "over", "and"};

static const Token *token_at(const Toponyms *toponyms, int32_t token)
{
    return &toponyms->document->tokens.items[token];
}

/* sentence_token: a token of the toponym's sentence, or NO_INDEX beyond it. */
static int32_t sentence_token(const Toponyms *toponyms, const Toponym *toponym, int32_t token)
{
    const Sentence *sentence = &toponyms->document->sentences.items[toponym->sentence];

    return token >= sentence->first_token && token <= sentence->last_token ? token : NO_INDEX;
}

static bool is_capital(const Document *document, int32_t token)
{
    return is_capital_letter(token_text(document, token));
}

static const Candidate *first_candidate(const Toponyms *toponyms, const Toponym *toponym)
{
    return &toponyms->candidates[toponyms->senses[toponym->sense].first];
}

static bool has_kind(const Toponyms *toponyms, const Toponym *toponym, bool division)
{
    const Sense *sense = &toponyms->senses[toponym->sense];

    for (int32_t i = sense->first; i < sense->first + sense->count; i++) {
        const Candidate *c = &toponyms->candidates[i];
        bool is_division =
            c->kind == CANDIDATE_REGION ||
            (c->kind == CANDIDATE_PLACE && (c->type == GAZETTEER_DIVISION || c->type == GAZETTEER_COUNTY));

        if (division ? is_division : c->kind == CANDIDATE_COUNTRY)
            return true;
    }
    return false;
}

/* link_mentions: the name mention that each toponym lies in. Both lists are in the order of the text. */
static void link_mentions(Toponyms *toponyms)
{
    const MentionLayer *mentions = &toponyms->document->mentions;
    int32_t at = 0, reach = NO_INDEX;

    for (int32_t i = 0; i < toponyms->count; i++) {
        Toponym *toponym = &toponyms->items[i];
        int32_t end = toponym->start + toponym->length;

        for (; at < mentions->count && mentions->items[at].start < end; at++)
            if (mentions->items[at].level == LEVEL_NAME &&
                (reach == NO_INDEX ||
                 mentions->items[at].start + mentions->items[at].length >
                     mentions->items[reach].start + mentions->items[reach].length ||
                 mentions->items[at].start > toponym->start - 1))
                reach = at;
        if (reach != NO_INDEX && mentions->items[reach].start < end &&
            mentions->items[reach].start + mentions->items[reach].length > toponym->start)
            toponym->mention = reach;
    }
}

/* extend_divisions: "Kherson" + "province": a division is meant; a capital letter makes the word part of the name. */
static void extend_division(Toponyms *toponyms, Toponym *toponym)
{
    const Document *document = toponyms->document;
    int32_t next = sentence_token(toponyms, toponym, toponym->last_token + 1);

    if (next == NO_INDEX || toponym->form != FORM_NAME)
        return;
    if (IS_ONE_OF(document, next, division_words) || token_is(document, next, "state")) {
        if (!has_kind(toponyms, toponym, true))
            return;
        toponym->division_only = true;
        if (is_capital(document, next)) {
            toponym->last_token = next;
            toponym->length = token_at(toponyms, next)->start + token_at(toponyms, next)->length - toponym->start;
        }
        return;
    }
    /* "Jackson and Barrow counties" */
    for (int32_t k = 0; k < 8 && next != NO_INDEX; k++, next = sentence_token(toponyms, toponym, next + 1)) {
        if (IS_ONE_OF(document, next, division_plurals)) {
            toponym->division_only = has_kind(toponyms, toponym, true);
            return;
        }
        if (!is_capital(document, next) && !token_is(document, next, ",") && !token_is(document, next, "and") &&
            !token_is(document, next, "or"))
            return;
    }
}

/* contains_candidate: whether one of the one's candidates lies in one of the other's. */
static bool contains_candidate(const Toponyms *toponyms, const Sense *outer, const Sense *inner)
{
    for (int32_t o = outer->first; o < outer->first + outer->count; o++)
        for (int32_t i = inner->first; i < inner->first + inner->count; i++)
            if (candidate_lies_in(&toponyms->candidates[i], &toponyms->candidates[o]))
                return true;
    return false;
}

/* What was found out of the last pairs of senses: a text that names the same two again and again stays cheap. */
#define PAIRS 256

typedef struct Pair {
    int32_t inner, outer;
    bool contains;
} Pair;

typedef struct PairMemory {
    Pair items[PAIRS];
} PairMemory;

/* link_container: "Paris, Texas", "Springfield (Ill.)": the next toponym is what this one lies in. */
static void link_container(Toponyms *toponyms, int32_t i, PairMemory *memory)
{
    Toponym *toponym = &toponyms->items[i], *next;
    Pair *pair;
    int32_t gap;

    if (i + 1 >= toponyms->count || toponym->form == FORM_ADJECTIVE)
        return;
    next = &toponyms->items[i + 1];
    gap = next->first_token - toponym->last_token;
    if (next->sentence != toponym->sentence || next->form == FORM_ADJECTIVE || gap < 1 || gap > 2)
        return;
    if (gap == 2 && !token_is(toponyms->document, toponym->last_token + 1, ",") &&
        !token_is(toponyms->document, toponym->last_token + 1, "("))
        return;
    if (gap == 1 && next->form != FORM_ABBREVIATION && !has_kind(toponyms, next, true))
        return;
    pair = &memory->items[((uint32_t)toponym->sense * 31u + (uint32_t)next->sense) % PAIRS];
    if (pair->inner != toponym->sense || pair->outer != next->sense) {
        pair->inner = toponym->sense;
        pair->outer = next->sense;
        pair->contains =
            contains_candidate(toponyms, &toponyms->senses[next->sense], &toponyms->senses[toponym->sense]);
    }
    if (pair->contains)
        toponym->container = i + 1;
}

/* inner_evidence: within a longer name a town stands at its end or after a preposition: "University of Ghent". */
static int32_t inner_evidence(const Toponyms *toponyms, const Toponym *toponym)
{
    static const char *const links[] = {"of", "in", "at", "for", ",", "-", "de", "the"};
    const Candidate *first = first_candidate(toponyms, toponym);

    if (toponym->first_token > 0 && IS_ONE_OF(toponyms->document, toponym->first_token - 1, links))
        return 1;
    return first->kind == CANDIDATE_PLACE && first->type != GAZETTEER_DIVISION &&
                   toponym->last_token == toponym->first_token
               ? -4
               : 0;
}

/* leads_name: "Ontario Provincial Police", "Lisbon City Council"; a village's name there is more often a founder's. */
static bool leads_name(const Toponyms *toponyms, const Toponym *toponym, const Mention *mention)
{
    const Candidate *first = first_candidate(toponyms, toponym);

    return toponym->first_token == mention->first_token &&
           (first->kind != CANDIDATE_PLACE || first->type >= GAZETTEER_DIVISION || first->prior >= PRIOR_KNOWN ||
            toponym->last_token > toponym->first_token);
}

/* mention_evidence: what the name finder says. */
static int32_t mention_evidence(const Toponyms *toponyms, const Toponym *toponym)
{
    const Mention *mention;
    bool whole;

    if (toponym->mention == NO_INDEX)
        return 0;
    mention = &toponyms->document->mentions.items[toponym->mention];
    whole = toponym->first_token <= mention->first_token && toponym->last_token >= mention->last_token;
    switch (mention->kind) {
    case KIND_GPE:
    case KIND_LOC:
    case KIND_FACILITY:
        return whole ? 5 : toponym->first_token == mention->first_token ? 2 : inner_evidence(toponyms, toponym) + 1;
    case KIND_NORP:
        return toponym->form == FORM_ADJECTIVE ? 5 : whole ? 2 : 0;
    case KIND_PERSON: /* "near Khan Younis": the lists and the words around weigh against the finder */
        return !whole ? RULED_OUT : toponym->last_token > toponym->first_token ? -2 : -3;
    case KIND_ORG:
        return whole ? 0 : leads_name(toponyms, toponym, mention) ? 2 : inner_evidence(toponyms, toponym);
    case KIND_WORK:
    case KIND_PRODUCT:
        return -2;
    default:
        return 0;
    }
}

/* list_evidence: what the lists say: a state's name is seldom anything else, a village's often. */
static int32_t list_evidence(const Toponyms *toponyms, const Toponym *toponym)
{
    const Candidate *first = first_candidate(toponyms, toponym);
    int32_t best = 0;

    if (toponym->form == FORM_ADJECTIVE)
        return 3;
    if (first->kind != CANDIDATE_PLACE)
        return 3;
    if (toponym->last_token > toponym->first_token)
        best++;
    if (first->type == GAZETTEER_DIVISION || first->type == GAZETTEER_COUNTY)
        return best + 2;
    return best + (first->prior >= 160 ? 2 : first->prior >= 136 ? 1 : 0);
}

/* neighbour_evidence: what the words before and after say. */
static int32_t neighbour_evidence(const Toponyms *toponyms, const Toponym *toponym)
{
    const Document *document = toponyms->document;
    int32_t before = sentence_token(toponyms, toponym, toponym->first_token - 1);
    int32_t after = sentence_token(toponyms, toponym, toponym->last_token + 1);
    int32_t evidence = toponym->division_only ? 3 : 0;

    if (before != NO_INDEX) {
        if (IS_ONE_OF(document, before, honorifics))
            return RULED_OUT;
        if (IS_ONE_OF(document, before, firm_prepositions))
            evidence += 2;
        else if (IS_ONE_OF(document, before, loose_prepositions))
            evidence += 1;
        else if (is_capital(document, before) && toponym->mention == NO_INDEX && toponym->form == FORM_NAME)
            evidence -= 2;
    }
    if (after == NO_INDEX)
        return evidence;
    if (IS_ONE_OF(document, after, street_words) && is_capital(document, after))
        return RULED_OUT;
    if (IS_ONE_OF(document, after, nature_words) && is_capital(document, after) && toponym->form == FORM_NAME)
        return RULED_OUT;
    if (is_capital(document, after) && toponym->mention == NO_INDEX && toponym->form == FORM_NAME)
        evidence -= 1;
    if (before == NO_INDEX && (token_is(document, after, "(") || token_is(document, after, "-")))
        evidence += 2; /* a dateline */
    return evidence;
}

/* word_evidence: a name of one word that the tagger takes for another word: "Reading is fun". */
static int32_t word_evidence(const Toponyms *toponyms, const Toponym *toponym)
{
    const Token *token = token_at(toponyms, toponym->first_token);

    if (token->lemma == NO_STRING || toponym->last_token > toponym->first_token || toponym->form != FORM_NAME)
        return 0;
    return token->upos == UPOS_PROPN ? 0 : -3;
}

/* follows_party: "(D-Columbus)", as the American press writes whom a member of a parliament stands for. */
static bool follows_party(const Toponyms *toponyms, const Toponym *toponym)
{
    static const char *const parties[] = {"d", "r", "i"};
    int32_t party = sentence_token(toponyms, toponym, toponym->first_token - 2);

    return party != NO_INDEX && token_is(toponyms->document, party + 1, "-") &&
           token_at(toponyms, party)->length == 1 && IS_ONE_OF(toponyms->document, party, parties) &&
           token_at(toponyms, party + 1)->start + 1 == toponym->start;
}

/* stands_alone: an abbreviation that is a name by itself: "D.C. police", "(D-N.Y.)", and "Fla." where the finder says
 * so. */
static bool stands_alone(const Toponyms *toponyms, const Toponym *toponym)
{
    const char *text = toponyms->document->text + toponym->start;
    const char *stop = memchr(text, '.', (size_t)toponym->length);
    int32_t kind = toponym->mention == NO_INDEX ? NO_INDEX : toponyms->document->mentions.items[toponym->mention].kind;

    if (stop == NULL || kind == KIND_PERSON)
        return false;
    return kind == KIND_GPE || kind == KIND_LOC ||
           memchr(stop + 1, '.', (size_t)(text + toponym->length - stop - 1)) != NULL;
}

static int32_t toponym_evidence(const Toponyms *toponyms, int32_t i)
{
    const Toponym *toponym = &toponyms->items[i];
    bool contains = i > 0 && toponyms->items[i - 1].container == i;
    int32_t mention = mention_evidence(toponyms, toponym), neighbour;

    if (follows_party(toponyms, toponym))
        return CONFIRMED;
    if (toponym->form == FORM_ABBREVIATION)
        return contains || stands_alone(toponyms, toponym) ? CONFIRMED : RULED_OUT;
    if (mention == RULED_OUT && toponym->container == NO_INDEX && !contains)
        return RULED_OUT;
    neighbour = neighbour_evidence(toponyms, toponym);
    if (neighbour == RULED_OUT)
        return RULED_OUT;
    return mention + list_evidence(toponyms, toponym) + neighbour + word_evidence(toponyms, toponym) +
           (toponym->container != NO_INDEX ? 4 : 0) + (contains ? 3 : 0);
}

/* note_person: the sense is also part of a person's longer name in this text: what stands alone may be a surname. */
static void note_person(Toponyms *toponyms, const Toponym *toponym)
{
    const Mention *mention;

    if (toponym->mention == NO_INDEX)
        return;
    mention = &toponyms->document->mentions.items[toponym->mention];
    if (mention->kind == KIND_PERSON && mention->last_token > mention->first_token &&
        !(toponym->first_token <= mention->first_token && toponym->last_token >= mention->last_token) &&
        !follows_party(toponyms, toponym))
        toponyms->senses[toponym->sense].person = true;
}

void toponyms_accept(Toponyms *toponyms)
{
    int32_t *evidence = arena_alloc(toponyms->document->scratch, ((size_t)toponyms->count + 1) * sizeof(int32_t));
    PairMemory memory;

    for (int32_t i = 0; i < PAIRS; i++)
        memory.items[i].inner = memory.items[i].outer = NO_INDEX;
    link_mentions(toponyms);
    for (int32_t i = 0; i < toponyms->count; i++) {
        extend_division(toponyms, &toponyms->items[i]);
        note_person(toponyms, &toponyms->items[i]);
    }
    for (int32_t i = 0; i < toponyms->count; i++) {
        if (i % 256 == 0)
            environment_check(toponyms->document->environment);
        link_container(toponyms, i, &memory);
    }
    for (int32_t i = 0; i < toponyms->count; i++) {
        Sense *sense = &toponyms->senses[toponyms->items[i].sense];

        evidence[i] = toponym_evidence(toponyms, i);
        if (evidence[i] > sense->evidence)
            sense->evidence = evidence[i];
    }
    for (int32_t i = 0; i < toponyms->count; i++) {
        Toponym *toponym = &toponyms->items[i];
        Sense *sense = &toponyms->senses[toponym->sense];
        int32_t needed = sense->person && toponym->form == FORM_NAME ? ACCEPTED + 2 : ACCEPTED;

        toponym->accepted =
            evidence[i] >= needed || (evidence[i] >= 0 && sense->evidence >= CONFIRMED && !sense->person);
        sense->toponyms += toponym->accepted;
    }
}
