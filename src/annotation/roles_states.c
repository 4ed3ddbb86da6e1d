/*
 * roles_states.c: when a capital or a seat of government stands for its state. "Washington warned", "talks between
 * Moscow and Ankara", "pressure from Brussels" speak of actors; "met in Washington", "flew to Ankara" of places.
 */
#include "roles.h"

#include "knowledge/knowledge.h"

#include <string.h>

static const Token *token_at(const Document *document, int32_t token)
{
    return &document->tokens.items[token];
}

static bool is_one_of(const Document *document, int32_t token, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (token_is_folded(document, token, words[i]))
            return true;
    return false;
}

#define IS_ONE_OF(document, token, words) is_one_of(document, token, words, sizeof(words) / sizeof(words[0]))

/* preposition_stands: whether what stands after this preposition is an actor rather than a place. */
static bool preposition_stands(const Document *document, int32_t preposition)
{
    static const char *const of_actors[] = {"by", "with", "between", "against", "for", "among", "including", "than"};
    static const char *const of_sources[] = {"from"};
    static const char *const said_nouns[] = {
        "criticism",  "pressure",     "support", "response",  "reaction",   "approval",  "backing",
        "statement",  "demand",       "warning", "signal",    "word",       "comment",   "answer",
        "reply",      "condemnation", "help",    "aid",       "guarantee",  "assurance", "consent",
        "permission", "threat",       "message", "objection", "opposition",
    };

    if (IS_ONE_OF(document, preposition, of_actors))
        return true;
    if (IS_ONE_OF(document, preposition, of_sources) && preposition > sentence_first(document, preposition)) {
        for (size_t i = 0; i < sizeof(said_nouns) / sizeof(said_nouns[0]); i++)
            if (strcmp(token_lemma(document, preposition - 1), said_nouns[i]) == 0 ||
                token_is_folded(document, preposition - 1, said_nouns[i]))
                return true;
    }
    return false;
}

/* noun_stands: whether the capital's possession is a state's ("Moscow's demands") and not a city's ("Moscow's mayor").
 */
static bool noun_stands(const Document *document, int32_t noun)
{
    static const char *const of_cities[] = {"mayor",    "street",     "suburb",  "outskirt",    "outskirts",
                                            "resident", "airport",    "metro",   "downtown",    "centre",
                                            "center",   "district",   "stadium", "hotel",       "university",
                                            "square",   "population", "skyline", "neighborhood"};
    RoleWord word;

    for (size_t i = 0; i < sizeof(of_cities) / sizeof(of_cities[0]); i++)
        if (strcmp(token_lemma(document, noun), of_cities[i]) == 0 || token_is_folded(document, noun, of_cities[i]))
            return false;
    return !role_word_at(document, noun, noun, &word) || word.class != ROLE_PLACE;
}

/* verb_stands: whether a subject of this verb acts; cities lie and grow. */
static bool verb_stands(const Document *document, int32_t verb)
{
    static const char *const of_places[] = {"lie",   "sit",   "stretch", "grow",  "house",
                                            "boast", "flood", "host",    "border"};
    const Token *token = token_at(document, verb);

    if (token->upos != UPOS_VERB)
        return token->upos == UPOS_ADJ; /* "Moscow is concerned" */
    for (size_t i = 0; i < sizeof(of_places) / sizeof(of_places[0]); i++)
        if (strcmp(token_lemma(document, verb), of_places[i]) == 0)
            return false;
    return true;
}

/* object_stands: whether an object of this verb is spoken to or judged, as only an actor is. */
static bool object_stands(const Document *document, int32_t verb)
{
    static const char *const of_actors[] = {"accuse",    "urge",      "warn",      "ask",     "blame",    "tell",
                                            "criticize", "criticise", "support",   "back",    "persuade", "convince",
                                            "condemn",   "anger",     "assure",    "inform",  "sue",      "isolate",
                                            "sanction",  "provoke",   "including", "include", "press",    "pressure",
                                            "want",      "allow",     "force",     "prompt",  "help"};

    for (size_t i = 0; i < sizeof(of_actors) / sizeof(of_actors[0]); i++)
        if (strcmp(token_lemma(document, verb), of_actors[i]) == 0)
            return true;
    return false;
}

static bool stands_by_shape(const Document *document, const Mention *mention)
{
    int32_t before = mention->first_token - 1, after = mention->last_token + 1;

    if (before >= sentence_first(document, mention->first_token) && token_at(document, before)->upos == UPOS_ADP)
        return preposition_stands(document, before);
    /* "Moscow "will not ..."" */
    if (after < sentence_last(document, mention->last_token) && token_at(document, after)->upos == UPOS_PUNCT &&
        !token_is(document, after, ",") && !token_is(document, after, ")"))
        after++;
    return after <= sentence_last(document, mention->last_token) &&
           (token_at(document, after)->upos == UPOS_VERB || token_at(document, after)->upos == UPOS_AUX);
}

/* with_region: a name that another place follows or goes before: "Washington, D.C.", "Moscow, Idaho". */
static bool with_region(const Document *document, const Mention *mention)
{
    int32_t after = mention->last_token + 1;

    return after < sentence_last(document, mention->last_token) && token_is(document, after, ",") &&
           token_at(document, after + 1)->upos == UPOS_PROPN && token_at(document, after + 1)->head == mention->head &&
           token_at(document, after + 1)->deprel != DEPREL_CONJ;
}

bool stands_for_state(const Document *document, const Mention *mention)
{
    int32_t head = mention->head;

    if (mention->kind == KIND_PERSON || with_region(document, mention))
        return false;
    if (!has_tree(document, head))
        return stands_by_shape(document, mention);
    for (int32_t steps = 0; steps < 4; steps++) {
        const Token *token = token_at(document, head);
        int32_t before = mention->first_token - 1;

        /* its own preposition, also where it is the second of two */
        for (int32_t t = head - 1; t >= sentence_first(document, head) && t > head - 5; t--)
            if (token_at(document, t)->head == head && token_at(document, t)->deprel == DEPREL_CASE)
                return preposition_stands(document, t);
        if (steps == 0 && before >= sentence_first(document, head) && token_at(document, before)->upos == UPOS_ADP &&
            deprel_universal((Deprel)token->deprel) != DEPREL_NSUBJ)
            return preposition_stands(document, before);
        switch (deprel_universal((Deprel)token->deprel)) {
        case DEPREL_NSUBJ:
            return token->head != NO_INDEX && verb_stands(document, token->head);
        case DEPREL_OBJ:
        case DEPREL_IOBJ:
            return token->head != NO_INDEX && object_stands(document, token->head);
        case DEPREL_NMOD:
            return token->deprel == DEPREL_NMOD_POSS && token->head != NO_INDEX && noun_stands(document, token->head);
        case DEPREL_CONJ:
            if (token->head == NO_INDEX)
                return false;
            head = token->head;
            continue;
        default:
            return steps == 0 && stands_by_shape(document, mention);
        }
    }
    return false;
}
