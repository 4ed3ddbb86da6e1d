/* participants.c: who did it to whom: the heads of both sides, and their names and codes. */
#include <string.h>

#include "coding/coder.h"
#include "knowledge/knowledge.h"

static const Mention *mention_of(const Coder *coder, int32_t token)
{
    int32_t mention = coder->tree.mention_at[token];

    return mention == NO_INDEX ? NULL : &coder->document->mentions.items[mention];
}

/* in_timex: the token is part of a time expression. */
static bool in_timex(const Coder *coder, int32_t token)
{
    const Document *document = coder->document;
    int32_t sentence = tree_token(&coder->tree, token)->sentence, i = coder->tree.first_timex[sentence];

    for (int32_t left = 64;
         i != NO_INDEX && i < document->timexes.count && left > 0 && document->timexes.items[i].sentence == sentence;
         i++, left--)
        if (document->timexes.items[i].first_token <= token && token <= document->timexes.items[i].last_token)
            return true;
    return false;
}

/* is_time_noun: hours, weeks: nobody. */
static bool is_time_noun(const Coder *coder, int32_t token)
{
    static const char *const nouns[] = {"second", "minute", "hour",   "day",  "week",
                                        "month",  "year",   "decade", "time", "night"};

    for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++)
        if (tree_lemma_is(&coder->tree, token, nouns[i]))
            return true;
    return false;
}

bool is_participant(const Coder *coder, int32_t head)
{
    const Tree *tree = &coder->tree;
    const Token *record = tree_token(tree, head);
    const Mention *mention = mention_of(coder, head);

    if (is_time_noun(coder, head))
        return false;
    if (mention != NULL && mention->level != LEVEL_PRONOUN)
        return !in_timex(coder, head);
    switch (record->upos) {
    case UPOS_PRON:
        return mention != NULL && mention->name != NO_STRING;
    case UPOS_NOUN:
    case UPOS_PROPN:
        return !in_timex(coder, head);
    case UPOS_ADJ: /* "the injured" */
    case UPOS_NUM: /* "five were held" */
    case UPOS_DET:
    case UPOS_X:
    case UPOS_SYM:
        return mention != NULL || record->upos == UPOS_NUM || record->upos == UPOS_SYM;
    default:
        return mention != NULL;
    }
}

/* stands_for_actor: a noun that itself names somebody: a mention, or known to the actor rows. */
static bool stands_for_actor(Coder *coder, int32_t head)
{
    int32_t end;

    if (mention_of(coder, head) != NULL)
        return true;
    return dictionary_actor(coder->dictionary, coder->document, head, head, true, coder->now, &end) != NULL ||
           dictionary_actor(coder->dictionary, coder->document, head, head, false, coder->now, &end) != NULL;
}

/*
 * actor_within: in "Oslo's decision", "attacks by rebels", "the Kenyan border": who a thing belongs to. The head itself
 * where it stands for somebody, or nobody else is there.
 */
static int32_t actor_within(Coder *coder, int32_t head)
{
    const Tree *tree = &coder->tree;
    int32_t best = NO_INDEX, rank = 0;

    if (stands_for_actor(coder, head))
        return head;
    FOR_CHILDREN(tree, head, c)
    {
        const Mention *mention = mention_of(coder, c);
        int32_t value = 0;

        switch (tree_token(tree, c)->deprel) {
        case DEPREL_APPOS: /* "his counterpart Ana Ruiz" is she */
        case DEPREL_FLAT:
            value = mention != NULL && mention->kind == KIND_PERSON && mention->level == LEVEL_NAME ? 7 : 0;
            break;
        case DEPREL_NMOD_POSS:
            value = mention != NULL && mention->name != NO_STRING ? 6 : 0;
            break;
        case DEPREL_NMOD:
        case DEPREL_NMOD_DESC:
            if (mention == NULL || in_timex(coder, c))
                break;
            if (tree_case(tree, c) == NO_INDEX || tree_lemma_is(tree, tree_case(tree, c), "by") ||
                tree_lemma_is(tree, tree_case(tree, c), "of"))
                value = 4;
            break;
        case DEPREL_AMOD:
        case DEPREL_COMPOUND:
            value = mention != NULL ? 5 : 0;
            break;
        default:
            break;
        }
        if (value > rank) {
            rank = value;
            best = c;
        }
    }
    return best == NO_INDEX ? head : best;
}

static bool side_has(const Side *side, int32_t head)
{
    for (int32_t i = 0; i < side->count; i++)
        if (side->heads[i] == head)
            return true;
    return false;
}

/* same_entity: two heads speak of one and the same. */
static bool same_entity(const Coder *coder, int32_t a, int32_t b)
{
    const Mention *x = mention_of(coder, a), *y = mention_of(coder, b);

    return a == b || (x != NULL && y != NULL && (x == y || (x->entity != NO_INDEX && x->entity == y->entity)));
}

static void side_add(Coder *coder, Side *side, int32_t head)
{
    int32_t actor;

    if (head == NO_INDEX || side->count == PEOPLE_LIMIT || !is_participant(coder, head))
        return;
    actor = actor_within(coder, head);
    if (side_has(side, actor))
        return;
    side->heads[side->count++] = actor;
}

/* joined_before: another subject of the same verb with "and" between: a coordination that the parser did not see. */
static int32_t joined_before(const Coder *coder, int32_t head)
{
    const Tree *tree = &coder->tree;
    int32_t verb = tree_token(tree, head)->head;

    if (verb == NO_INDEX || tree_relation(tree, head) != DEPREL_NSUBJ)
        return NO_INDEX;
    FOR_CHILDREN(tree, verb, c)
    {
        if (tree_relation(tree, c) != DEPREL_NSUBJ || c >= head || head - c > 14)
            continue;
        for (int32_t t = c + 1; t < head; t++)
            if (tree_lemma_is(tree, t, "and"))
                return c;
    }
    return NO_INDEX;
}

/* side_add_all: a head and what is coordinated with it. */
static void side_add_all(Coder *coder, Side *side, int32_t head)
{
    const Tree *tree = &coder->tree;

    side_add(coder, side, joined_before(coder, head));
    side_add(coder, side, head);
    FOR_CHILDREN(tree, head, c)
    {
        if (tree_relation(tree, c) == DEPREL_CONJ && !tree_is_verb(tree, c))
            side_add(coder, side, c);
    }
}

/* is_consumed: a slot took the word for what is done and not for who it is done to: "talks", but not "prisoners". */
static bool is_consumed(Coder *coder, const Match *match, int32_t token)
{
    for (int32_t i = 0; i < match->consumed_count; i++)
        if (match->consumed[i] == token && !stands_for_actor(coder, token) &&
            knowledge_find_string(&knowledge_person_nouns, token_lemma(coder->document, token)) < 0 &&
            knowledge_find_string(&knowledge_role_words, token_lemma(coder->document, token)) < 0)
            return true;
    for (int32_t i = 0; i < match->barred_count; i++)
        if (match->barred[i] == token)
            return true;
    return false;
}

/* preposition_is: whether an argument in reach has one of these prepositions, given with spaces around each. */
static bool preposition_is(const Coder *coder, const Reach *reach, const char *list)
{
    const char *lemma = reach->preposition == NO_INDEX ? "" : token_lemma(coder->document, reach->preposition);
    size_t length = strlen(lemma);

    if (length == 0)
        return false;
    for (const char *at = strstr(list, lemma); at != NULL; at = strstr(at + 1, lemma))
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

/* free_argument: the first argument with this relation that no slot has used and that is a participant. */
static int32_t free_argument(Coder *coder, const Match *match, FrameRelation relation, int32_t distance)
{
    for (int32_t i = 0; i < match->reach_count; i++) {
        const Reach *reach = &match->reach[i];

        if (reach->relation == relation && reach->distance <= distance &&
            (relation == FRAME_SUBJ || !is_consumed(coder, match, reach->head)) && is_participant(coder, reach->head))
            return reach->head;
    }
    return NO_INDEX;
}

/* free_prepositional: the first participant with one of the prepositions. */
static int32_t free_prepositional(Coder *coder, const Match *match, const char *list, bool named)
{
    for (int32_t i = 0; i < match->reach_count; i++) {
        const Reach *reach = &match->reach[i];

        if (reach->relation == FRAME_PREP && preposition_is(coder, reach, list) &&
            tree_token(&coder->tree, reach->head)->upos != UPOS_NUM && !is_consumed(coder, match, reach->head) &&
            is_participant(coder, reach->head) &&
            (!named || stands_for_actor(coder, actor_within(coder, reach->head))) &&
            !side_has(&match->actors, actor_within(coder, reach->head)))
            return reach->head;
    }
    return NO_INDEX;
}

/* noun_actor: by grammar, who did what a noun tells of. */
static void noun_actor(Coder *coder, Match *match)
{
    int32_t head = free_argument(coder, match, FRAME_POSS, 0);

    match->actors.direct = true;
    if (head == NO_INDEX)
        head = free_prepositional(coder, match, " by between ", false);
    if (head == NO_INDEX && match->support != NO_INDEX)
        head = free_argument(coder, match, FRAME_SUBJ, 1);
    if (head == NO_INDEX)
        for (int32_t i = 0; i < match->reach_count && head == NO_INDEX; i++)
            if (match->reach[i].relation == FRAME_MOD && mention_of(coder, match->reach[i].head) != NULL)
                head = match->reach[i].head;
    if (head == NO_INDEX)
        head = free_argument(coder, match, FRAME_SUBJ, 1);
    if (head == NO_INDEX)
        head = free_prepositional(coder, match, " from ", true);
    /* "asked for a call with Oslo": who asks is to take part */
    if (head == NO_INDEX && match->pattern->type != NULL && match->pattern->type->symmetric) {
        int32_t governor = tree_token(&coder->tree, match->predicate)->head;

        if (governor != NO_INDEX && tree_is_verb(&coder->tree, governor) &&
            tree_relation(&coder->tree, match->predicate) != DEPREL_NSUBJ)
            head = tree_subject(&coder->tree, governor);
        match->actors.direct = false;
    }
    if (head != NO_INDEX)
        side_add_all(coder, &match->actors, head);
}

/* owned_by: who the object that a slot used up belongs to: "condemned [the attack] by rebels on Lagos". */
static int32_t owned_by(Coder *coder, const Match *match)
{
    for (int32_t i = 0; i < match->consumed_count; i++) {
        int32_t actor = match->consumed[i] == match->predicate || !tree_is_noun(&coder->tree, match->consumed[i])
                            ? match->consumed[i]
                            : actor_within(coder, match->consumed[i]);

        if (actor != match->consumed[i] && !side_has(&match->actors, actor) && stands_for_actor(coder, actor))
            return actor;
    }
    return NO_INDEX;
}

/* complement_participant: subject, object or prepositional phrase of a complement clause. */
static int32_t complement_participant(Coder *coder, const Match *match)
{
    const Tree *tree = &coder->tree;

    for (int32_t i = 0; i < match->reach_count; i++) {
        const Reach *reach = &match->reach[i];
        static const Deprel wanted[] = {DEPREL_NSUBJ, DEPREL_OBJ, DEPREL_IOBJ, DEPREL_OBL, DEPREL_CCOMP, DEPREL_XCOMP};
        int32_t head = reach->head;

        if (reach->relation != FRAME_XCOMP && reach->relation != FRAME_CCOMP && reach->relation != FRAME_ADVCL)
            continue;
        /* "..., officials said": what was said is not done to anybody by saying so */
        if (head < match->predicate)
            continue;
        for (int32_t depth = 0; depth < 3 && head != NO_INDEX; depth++) {
            int32_t deeper = NO_INDEX;

            for (size_t w = 0; w < sizeof(wanted) / sizeof(wanted[0]); w++) {
                FOR_CHILDREN(tree, head, c)
                {
                    int32_t actor;

                    if (tree_relation(tree, c) != wanted[w])
                        continue;
                    if (wanted[w] == DEPREL_CCOMP || wanted[w] == DEPREL_XCOMP) {
                        deeper = c;
                        continue;
                    }
                    if (!is_participant(coder, c))
                        continue;
                    actor = actor_within(coder, c);
                    if (stands_for_actor(coder, actor) && !side_has(&match->actors, actor) &&
                        (match->actors.count == 0 || !same_entity(coder, actor, match->actors.heads[0])))
                        return c;
                }
            }
            head = deeper;
        }
    }
    return NO_INDEX;
}

/* nearest_after: the first mention after the trigger within its clause. */
static int32_t nearest_after(Coder *coder, const Match *match)
{
    const Tree *tree = &coder->tree;
    int32_t last = coder->document->sentences.items[tree_token(tree, match->predicate)->sentence].last_token;

    for (int32_t t = match->predicate + 1, left = 30; t <= last && left > 0; t++, left--) {
        if (tree_is_verb(tree, t) && tree_token(tree, t)->xpos != XPOS_VBN && tree_token(tree, t)->xpos != XPOS_VBG &&
            tree_token(tree, t)->xpos != XPOS_VB)
            return NO_INDEX;
        if (mention_of(coder, t) != NULL && mention_of(coder, t)->head == t && is_participant(coder, t) &&
            mention_of(coder, t)->kind != KIND_WORK && !side_has(&match->actors, t) &&
            (match->actors.count == 0 || !same_entity(coder, t, match->actors.heads[0])))
            return t;
    }
    return NO_INDEX;
}

/* is_name: a mention that names, or stands for a name, rather than describes; or a name of the actor rows. */
static bool is_name(const Coder *coder, int32_t token)
{
    const Mention *mention = mention_of(coder, token);
    int32_t end;

    return mention != NULL
               ? mention->level != LEVEL_NOMINAL
               : dictionary_actor(coder->dictionary, coder->document, token, token, false, coder->now, &end) != NULL;
}

/* nearest_before: the last mention before the trigger, for sentences without a parse. */
static int32_t nearest_before(const Coder *coder, const Match *match)
{
    const Tree *tree = &coder->tree;
    const Sentence *sentence = &coder->document->sentences.items[tree_token(tree, match->predicate)->sentence];

    if (tree_token(tree, sentence->first_token)->head != NO_INDEX ||
        tree_token(tree, sentence->last_token)->head != NO_INDEX)
        return NO_INDEX;
    for (int32_t t = match->predicate - 1, left = 30; t >= sentence->first_token && left > 0; t--, left--)
        if (mention_of(coder, t) != NULL && mention_of(coder, t)->head == t && is_participant(coder, t))
            return t;
    return NO_INDEX;
}

/* nominal_top: the head of the nominal that a modifier or a later part of a coordination belongs to. */
static int32_t nominal_top(const Coder *coder, int32_t token)
{
    for (int32_t steps = 0; steps < WALK_LIMIT; steps++) {
        int32_t head = tree_token(&coder->tree, token)->head;
        Deprel relation = tree_relation(&coder->tree, token);

        if (head == NO_INDEX || !tree_is_noun(&coder->tree, head) ||
            (relation != DEPREL_COMPOUND && relation != DEPREL_FLAT && relation != DEPREL_AMOD &&
             relation != DEPREL_CONJ && tree_token(&coder->tree, token)->deprel != DEPREL_NMOD_POSS &&
             tree_token(&coder->tree, token)->deprel != DEPREL_NMOD_DESC))
            break;
        token = head;
    }
    return token;
}

/* coded_after: the first nominal after the trigger that the actor rows know and that does not act itself. */
static int32_t coded_after(Coder *coder, const Match *match)
{
    const Tree *tree = &coder->tree;
    int32_t last = coder->document->sentences.items[tree_token(tree, match->predicate)->sentence].last_token;

    for (int32_t t = match->predicate + 1, left = 48; t <= last && left > 0; t++, left--) {
        int32_t top;

        if (tree_is_verb(tree, t) && tree_relation(tree, t) == DEPREL_CONJ)
            break;
        if (!tree_is_noun(tree, t) && tree_token(tree, t)->upos != UPOS_ADJ)
            continue;
        if (!stands_for_actor(coder, t))
            continue;
        top = nominal_top(coder, t);
        if (participant_code(coder, top) == NULL)
            top = t;
        if (participant_code(coder, top) != NULL && !side_has(&match->actors, top) && !side_has(&match->actors, t))
            return top;
    }
    return NO_INDEX;
}

static void default_recipient(Coder *coder, Match *match)
{
    Side *side = &match->recipients;
    int32_t head = NO_INDEX;

    side->direct = true;
    if (!match->noun) {
        head = free_argument(coder, match, FRAME_OBJ, 1);
        if (head != NO_INDEX && side_has(&match->actors, head))
            head = NO_INDEX;
        /* "gave the village tents": the one who receives, not the thing */
        if (head == NO_INDEX || !stands_for_actor(coder, actor_within(coder, head)) ||
            (match->actors.count > 0 && same_entity(coder, actor_within(coder, head), match->actors.heads[0]))) {
            int32_t other = free_argument(coder, match, FRAME_IOBJ, 1);

            if (other == NO_INDEX)
                other = free_prepositional(coder, match, " against to on with toward towards at upon for from ", true);
            if (other != NO_INDEX && (head == NO_INDEX || is_name(coder, actor_within(coder, other))))
                head = other;
        }
        /* dictionaries of others know nobody but whom they code */
        if (!match->pattern->builtin &&
            (head == NO_INDEX || participant_code(coder, actor_within(coder, head)) == NULL)) {
            int32_t coded = coded_after(coder, match);

            if (coded != NO_INDEX)
                head = coded;
        }
        if (head == NO_INDEX)
            head = owned_by(coder, match);
    } else {
        head = free_prepositional(coder, match, " against on upon with to into toward towards ", true);
        if (head == NO_INDEX)
            head = free_prepositional(coder, match, " against on of at for over ", false);
    }
    if (head == NO_INDEX)
        head = free_prepositional(coder, match, " of about over into between among within ", true);
    if (head == NO_INDEX) {
        side->direct = false;
        head = complement_participant(coder, match);
    }
    if (head == NO_INDEX && !match->noun)
        head = free_prepositional(coder, match, " in across inside near around ", true);
    if (head == NO_INDEX && match->noun)
        head = free_prepositional(coder, match, " in across inside near around ", true);
    if (head == NO_INDEX)
        head = nearest_after(coder, match);
    if (head != NO_INDEX)
        side_add_all(coder, side, head);
}

/* drop_shared: who stands on both sides acts and is not acted upon. */
static void drop_shared(Coder *coder, Match *match)
{
    int32_t kept = 0;

    for (int32_t i = 0; i < match->recipients.count; i++) {
        bool shared = false;

        for (int32_t j = 0; j < match->actors.count && !shared; j++)
            shared = same_entity(coder, match->recipients.heads[i], match->actors.heads[j]);
        if (!shared)
            match->recipients.heads[kept++] = match->recipients.heads[i];
    }
    match->recipients.count = kept;
}

void find_sides(Coder *coder, Match *match)
{
    const Pattern *pattern = match->pattern;
    Side both = {.count = 0};

    match->actors.count = match->recipients.count = 0;
    for (int32_t i = 0; i < match->role_count; i++) {
        Side *side = match->role_of[i] == ROLE_ACTOR  ? &match->actors
                     : match->role_of[i] == ROLE_BOTH ? &both
                                                      : &match->recipients;

        side_add_all(coder, side, match->roles[i]);
        side->direct = match->role_direct[i];
    }
    if (both.count > 0) {
        match->paired = true;
        if (match->actors.count == 0)
            match->actors = both;
        else
            match->recipients = both;
    }
    if (match->actors.count == 0 && !pattern->names_actor) {
        if (match->noun)
            noun_actor(coder, match);
        else {
            int32_t subject = free_argument(coder, match, FRAME_SUBJ, 1);

            match->actors.direct = subject != NO_INDEX;
            if (subject == NO_INDEX)
                subject = nearest_before(coder, match);
            if (subject != NO_INDEX)
                side_add_all(coder, &match->actors, subject);
        }
    }
    match->paired |= pattern->type != NULL && pattern->type->symmetric;
    /* those who talk, talk with each other where nobody else is named */
    if (match->recipients.count == 0 && (!pattern->names_recipient || both.count == 1) &&
        !(match->paired && match->actors.count > 1 && pattern->builtin))
        default_recipient(coder, match);
    drop_shared(coder, match);
    match->paired = match->paired && match->recipients.count == 0 && match->actors.count > 1;
}

/* add_code: an agent's code behind (or before) what there is, once. */
static char *add_code(Arena *arena, char *codes, const char *code)
{
    if (strstr(codes, code) != NULL)
        return codes;
    return arena_printf(arena, "%s%s", codes, code);
}

/* code_of_tokens: the codes of the actor and agent rows among the tokens. */
static void code_of_tokens(Coder *coder, int32_t first, int32_t last, const char **actor, char **before, char **after)
{
    for (int32_t t = first; t <= last; t++) {
        int32_t end = t, agent_end = t;
        const ActorRow *row = dictionary_actor(coder->dictionary, coder->document, t, last, false, coder->now, &end);
        const ActorRow *agent =
            dictionary_actor(coder->dictionary, coder->document, t, last, true, coder->now, &agent_end);

        if (row != NULL && (agent == NULL || end >= agent_end)) {
            if (*actor == NULL)
                *actor = row->code;
            t = end;
        } else if (agent != NULL) {
            char **codes = agent->before ? before : after;

            *codes = add_code(coder->arena, *codes, agent->code);
            t = agent_end;
        }
    }
}

/* code_of_role: the agent codes of a role in words ("prime minister"). */
static void code_of_role(Coder *coder, const char *role, char **after)
{
    const ActorRow *row = dictionary_role(coder->dictionary, role, coder->now);

    if (row != NULL)
        *after = add_code(coder->arena, *after, row->code);
}

/* code_of_home: "soldiers from Chad", "activists in Oslo": whose they are. */
static const char *code_of_home(Coder *coder, int32_t head)
{
    const Tree *tree = &coder->tree;

    FOR_CHILDREN(tree, head, c)
    {
        int32_t preposition = tree_relation(tree, c) == DEPREL_NMOD ? tree_case(tree, c) : NO_INDEX, end;
        const ActorRow *row;

        if (preposition == NO_INDEX ||
            !(tree_lemma_is(tree, preposition, "from") || tree_lemma_is(tree, preposition, "in") ||
              tree_lemma_is(tree, preposition, "of") || tree_lemma_is(tree, preposition, "at")))
            continue;
        for (int32_t t = c - 3 > head ? c - 3 : head + 1; t <= c; t++) {
            row = dictionary_actor(coder->dictionary, coder->document, t, c, false, coder->now, &end);
            if (row != NULL)
                return row->code;
        }
        if (mention_of(coder, c) != NULL && mention_of(coder, c)->country != NO_STRING)
            return document_string(coder->document, mention_of(coder, c)->country);
    }
    return NULL;
}

const char *participant_code(Coder *coder, int32_t head)
{
    const Document *document = coder->document;
    const Mention *mention = mention_of(coder, head);
    const Entity *entity =
        mention == NULL || mention->entity == NO_INDEX ? NULL : &document->entities.items[mention->entity];
    const char *actor = NULL, *country = NULL, *role = NULL;
    char *before = arena_alloc(coder->arena, 1), *after = before;
    int32_t first = head, last = head;

    if (tree_token(&coder->tree, head)->upos != UPOS_PRON)
        tree_phrase(&coder->tree, head, &first, &last);
    if (mention != NULL && mention->level != LEVEL_PRONOUN) {
        first = mention->first_token < first && mention->first_token > head - 32 ? mention->first_token : first;
        last = mention->last_token > last && mention->last_token < head + 32 ? mention->last_token : last;
    }
    if (tree_token(&coder->tree, head)->upos != UPOS_PRON)
        code_of_tokens(coder, first, last, &actor, &before, &after);
    if (mention != NULL) {
        country = document_string(document, mention->country);
        role = document_string(document, mention->role);
        if (country == NULL && entity != NULL)
            country = document_string(document, entity->country);
        if (role == NULL && entity != NULL)
            role = document_string(document, entity->role);
    }
    if (actor == NULL)
        actor = country;
    if (actor == NULL && (*before != '\0' || *after != '\0'))
        actor = code_of_home(coder, head);
    if (role != NULL && *after == '\0')
        code_of_role(coder, role, &after);
    if (actor == NULL && *before == '\0' && *after == '\0')
        return NULL;
    /* a code that holds the role already is whole */
    if (actor != NULL && strlen(actor) > 3 && *after != '\0' && strstr(actor, after) != NULL)
        after = before + strlen(before);
    return arena_printf(coder->arena, "%s%s%s", before, actor == NULL ? (*before == '\0' ? "---" : "") : actor, after);
}

Participant describe_participant(Coder *coder, int32_t head, bool direct)
{
    const Document *document = coder->document;
    const Mention *mention = mention_of(coder, head);
    Participant participant = {
        .entity = NO_INDEX, .mention = NO_INDEX, .start = NO_INDEX, .head = head, .direct = direct};

    if (mention != NULL) {
        participant.mention = coder->tree.mention_at[head];
        participant.entity = mention->entity;
        participant.name = document_string(document, mention->name);
        participant.start = mention->start;
        participant.length = mention->length;
        if (participant.name == NULL)
            participant.name = arena_copy(coder->arena, document->text + mention->start, (size_t)mention->length);
    } else {
        int32_t first, last;

        tree_phrase(&coder->tree, head, &first, &last);
        while (first < head && tree_relation(&coder->tree, first) == DEPREL_DET)
            first++;
        participant.start = tree_token(&coder->tree, first)->start;
        participant.length =
            tree_token(&coder->tree, last)->start + tree_token(&coder->tree, last)->length - participant.start;
        participant.name = arena_copy(coder->arena, document->text + participant.start, (size_t)participant.length);
    }
    participant.code = participant_code(coder, head);
    return participant;
}
