/* match.c: tries patterns at a trigger, the most specific first. */
#include <string.h>

#include "coding/coder.h"
#include "knowledge/knowledge.h"

/* same_word: a word of a pattern is the token's lemma, or its form without ASCII case. */
static bool same_word(const Document *document, int32_t token, const char *word)
{
    const char *lemma = token_lemma(document, token);
    size_t length;

    /* most words differ in their first letter */
    if (lemma[0] == word[0]) {
        length = strlen(word);
        /* nouns of many keep their plural as the lemma: troops */
        if (strncmp(lemma, word, length) == 0 &&
            (lemma[length] == '\0' || (lemma[length] == 's' && lemma[length + 1] == '\0')))
            return true;
    }
    return token_is_folded(document, token, word);
}

/* phrase_at: the phrase's words end at the token; the words before it must stand right before. */
static bool phrase_at(const Coder *coder, const Phrase *phrase, int32_t token)
{
    const Document *document = coder->document;
    int32_t first = document->sentences.items[tree_token(&coder->tree, token)->sentence].first_token;

    for (int32_t i = phrase->count - 1, t = token; i >= 0; i--, t--)
        if (t < first || !same_word(document, t, phrase->words[i]))
            return false;
    return true;
}

/* set_has: one of the set's phrases ends at the token; of those for anywhere inside an argument, or of the others. */
static bool set_has(const Coder *coder, const WordSet *set, int32_t token, bool inside)
{
    for (int32_t i = 0; i < set->count; i++)
        if (set->phrases[i].inside == inside && phrase_at(coder, &set->phrases[i], token))
            return true;
    return false;
}

/* has_inside: some phrase of the set may stand anywhere. */
static bool has_inside(const WordSet *set)
{
    for (int32_t i = 0; i < set->count; i++)
        if (set->phrases[i].inside)
            return true;
    return false;
}

/* is_transparent: a noun that stands for what follows its "of". */
static bool is_transparent(const Coder *coder, int32_t token)
{
    return knowledge_find_string(&knowledge_transparent_nouns, token_lemma(coder->document, token)) >= 0;
}

/* word_inside: the set's word anywhere in the argument's subtree; the token, or NO_INDEX. */
static int32_t word_inside(const Coder *coder, const WordSet *set, int32_t head)
{
    const Tree *tree = &coder->tree;
    int32_t stack[48], depth = 0, visited = 0;

    stack[depth++] = head;
    while (depth > 0 && visited++ < 96) {
        int32_t token = stack[--depth];

        if (set_has(coder, set, token, true))
            return token;
        FOR_CHILDREN(tree, token, c)
        {
            if (depth < 48)
                stack[depth++] = c;
        }
    }
    return NO_INDEX;
}

/* word_at_argument: the set's word as the argument's head, behind a transparent noun, or in its coordination. */
static int32_t word_at_argument(const Coder *coder, const Slot *slot, int32_t head)
{
    const Tree *tree = &coder->tree;

    if (set_has(coder, &slot->words, head, false))
        return head;
    FOR_CHILDREN(tree, head, c)
    {
        Deprel relation = tree_relation(tree, c);

        if (relation == DEPREL_CONJ && set_has(coder, &slot->words, c, false))
            return c;
        if (relation == DEPREL_NMOD && is_transparent(coder, head) && tree_case(tree, c) != NO_INDEX &&
            tree_lemma_is(tree, tree_case(tree, c), "of") && set_has(coder, &slot->words, c, false))
            return c;
        /* "a telephone": the parts of a hyphened or fixed word, and names of several words */
        if ((relation == DEPREL_FIXED || relation == DEPREL_FLAT) && set_has(coder, &slot->words, c, false))
            return c;
    }
    return has_inside(&slot->words) ? word_inside(coder, &slot->words, head) : NO_INDEX;
}

/* kinds_fit: the kind of mention, or an agent code within the participant's code. */
static bool kinds_fit(Coder *coder, const Slot *slot, int32_t head)
{
    int32_t mention = coder->tree.mention_at[head];

    if (slot->kinds != 0 && mention != NO_INDEX &&
        (slot->kinds & (1u << coder->document->mentions.items[mention].kind)) != 0)
        return true;
    if (slot->agent_code_count > 0) {
        const char *code = participant_code(coder, head);

        for (int32_t i = 0; code != NULL && i < slot->agent_code_count; i++)
            if (strstr(code, slot->agent_codes[i]) != NULL)
                return true;
    }
    return false;
}

/* relation_fits: the slot names the argument's relation (choice -1) or has its preposition as that choice. */
static bool relation_fits(const Coder *coder, const Slot *slot, const Reach *reach, int32_t choice)
{
    if (choice < 0)
        return (slot->relations & (1u << reach->relation)) != 0 && (reach->distance < 2 || slot->relations == ~0u);
    return reach->preposition != NO_INDEX && same_word(coder->document, reach->preposition, slot->prepositions[choice]);
}

static void note(int32_t *list, int32_t *count, int32_t token)
{
    if (*count < MATCH_LIMIT)
        list[(*count)++] = token;
}

/* fill_with: the argument fills the slot, if its words and kinds fit. */
static bool fill_with(Coder *coder, const Slot *slot, const Reach *reach, Match *match)
{
    int32_t word = NO_INDEX;

    if (slot->has_words && (word = word_at_argument(coder, slot, reach->head)) == NO_INDEX)
        return false;
    if ((slot->kinds != 0 || slot->agent_code_count > 0) && !kinds_fit(coder, slot, reach->head))
        return false;
    if (word != NO_INDEX)
        note(match->consumed, &match->consumed_count, word);
    if (slot->role == ROLE_NONE)
        note(match->barred, &match->barred_count, reach->head);
    else if (slot->role != ROLE_UNSET && match->role_count < MATCH_LIMIT) {
        match->role_of[match->role_count] = slot->role;
        match->role_direct[match->role_count] = reach->distance < 2;
        match->roles[match->role_count++] = reach->head;
    }
    return true;
}

/* fill_slot: the first argument that fits; of several prepositions the pattern names the likelier first. */
static bool fill_slot(Coder *coder, const Slot *slot, Match *match)
{
    for (int32_t choice = -1; choice < slot->preposition_count; choice++)
        for (int32_t i = 0; i < match->reach_count; i++)
            if (relation_fits(coder, slot, &match->reach[i], choice) && fill_with(coder, slot, &match->reach[i], match))
                return true;
    return false;
}

/* noun_phrase_from: the nearest participant of the sentence from a token on, in a direction; NO_INDEX: none. */
static int32_t noun_phrase_from(Coder *coder, int32_t token, int32_t step, int32_t limit, bool adjacent)
{
    for (int32_t t = token, left = adjacent ? 4 : 40; t != limit + step && left > 0; t += step, left--)
        if (tree_is_noun(&coder->tree, t) && participant_code(coder, t) != NULL)
            return t;
    return NO_INDEX;
}

/* match_sequence: the words of before() or after() in order; words joined by "_" adjacent. */
static bool match_sequence(Coder *coder, const Slot *slot, Match *match)
{
    const Sentence *sentence = &coder->document->sentences.items[tree_token(&coder->tree, match->predicate)->sentence];
    bool after = slot->kind == SLOT_AFTER;
    int32_t step = after ? 1 : -1, limit = after ? sentence->last_token : sentence->first_token;
    int32_t at = match->predicate, left = 60;

    if (limit - at > 200 || at - limit > 200)
        limit = at + 200 * step;
    for (int32_t i = 0; i < slot->item_count; i++) {
        const SequenceItem *item = &slot->items[after ? i : slot->item_count - 1 - i];
        /* before the trigger the mark of adjacency stands at the element nearer to it */
        bool adjacent = after ? item->adjacent : i == 0 ? slot->touches : slot->items[slot->item_count - i].adjacent;
        int32_t found = NO_INDEX;

        if (item->kind == SEQUENCE_SKIP)
            continue;
        if (item->kind != SEQUENCE_WORDS) {
            found = at == limit ? NO_INDEX : noun_phrase_from(coder, at + step, step, limit, adjacent);
            if (found == NO_INDEX || match->role_count == MATCH_LIMIT)
                return false;
            match->role_of[match->role_count] = item->kind == SEQUENCE_SOURCE   ? ROLE_ACTOR
                                                : item->kind == SEQUENCE_TARGET ? ROLE_RECIPIENT
                                                                                : ROLE_BOTH;
            match->role_direct[match->role_count] = true;
            match->roles[match->role_count++] = tree_first_conjunct(&coder->tree, found);
            at = found;
            continue;
        }
        for (int32_t t = at + step; at != limit && left > 0; t += step, left--) {
            if (set_has(coder, &item->words, t, false)) {
                found = t;
                break;
            }
            if (t == limit || (adjacent && tree_token(&coder->tree, t)->upos != UPOS_DET))
                break;
        }
        if (found == NO_INDEX)
            return false;
        note(match->consumed, &match->consumed_count, found);
        at = found;
    }
    return true;
}

static void reach_add(Match *match, FrameRelation relation, int32_t preposition, int32_t head, int32_t distance)
{
    if (match->reach_count == ARGUMENT_LIMIT || head == match->predicate)
        return;
    for (int32_t i = 0; i < match->reach_count; i++)
        if (match->reach[i].head == head && match->reach[i].relation == relation)
            return;
    match->reach[match->reach_count++] = (Reach){relation, preposition, head, distance};
}

/* reach_into: prepositional phrases of an argument count for the trigger too: parsers differ on where they hang. */
static void reach_into(const Coder *coder, Match *match, int32_t head, int32_t distance)
{
    const Tree *tree = &coder->tree;

    FOR_CHILDREN(tree, head, c)
    {
        Deprel relation = tree_relation(tree, c);

        if ((relation == DEPREL_NMOD || relation == DEPREL_OBL) && tree_case(tree, c) != NO_INDEX &&
            tree_token(tree, c)->deprel != DEPREL_NMOD_POSS)
            reach_add(match, FRAME_PREP, tree_case(tree, c), c, distance);
        if (relation == DEPREL_OBJ && distance < 3)
            reach_add(match, FRAME_OBJ, NO_INDEX, c, distance);
    }
}

static void collect_reach(const Coder *coder, Match *match)
{
    Frame frame;

    tree_frame(&coder->tree, match->predicate, &frame);
    match->noun = frame.noun;
    match->support = frame.support;
    match->reach_count = 0;
    for (int32_t i = 0; i < frame.count; i++)
        reach_add(match, frame.arguments[i].relation, frame.arguments[i].preposition, frame.arguments[i].head,
                  frame.arguments[i].direct ? 0 : 1);
    for (int32_t i = 0; i < frame.count; i++)
        switch (frame.arguments[i].relation) {
        case FRAME_OBJ:
        case FRAME_PREP:
        case FRAME_XCOMP:
            reach_into(coder, match, frame.arguments[i].head, 2);
            break;
        default:
            break;
        }
    /* "a meeting scheduled for Monday between Oslo and Lima" */
    for (int32_t i = 0, count = match->reach_count; match->noun && i < count; i++)
        if (match->reach[i].relation == FRAME_PREP && match->reach[i].distance == 2)
            reach_into(coder, match, match->reach[i].head, 3);
}

/* particles_fit: the words of a verb's trigger after its first: particles, or the words right after. */
static bool particles_fit(const Coder *coder, const Phrase *phrase, Match *match)
{
    const Document *document = coder->document;
    int32_t token = match->predicate,
            last = document->sentences.items[tree_token(&coder->tree, token)->sentence].last_token;
    int32_t next = token + 1;

    for (int32_t i = 1; i < phrase->count; i++) {
        bool found = false;

        if (next <= last && same_word(document, next, phrase->words[i])) {
            note(match->consumed, &match->consumed_count, next);
            next++;
            continue;
        }
        for (int32_t a = 0; a < match->reach_count && !found; a++) {
            const Reach *reach = &match->reach[a];

            found = (reach->relation == FRAME_PART && same_word(document, reach->head, phrase->words[i])) ||
                    (reach->preposition != NO_INDEX && reach->distance == 0 &&
                     same_word(document, reach->preposition, phrase->words[i]));
        }
        if (!found)
            return false;
    }
    return true;
}

/* trigger_fits: part of speech and further words of the trigger. */
static bool trigger_fits(const Coder *coder, const TriggerEntry *entry, Match *match)
{
    const Tree *tree = &coder->tree;
    const Pattern *pattern = entry->pattern;
    const Phrase *phrase = &pattern->trigger.phrases[entry->phrase];
    int32_t token = match->predicate;

    switch (pattern->pos) {
    case 'v':
        if (!tree_is_verb(tree, token))
            return false;
        return phrase->count == 1 || particles_fit(coder, phrase, match);
    case 'n':
        if (!tree_is_noun(tree, token))
            return false;
        break;
    case 'x':
        if (tree_relation(tree, token) != DEPREL_AUX)
            return false;
        break;
    default:
        if (tree_token(tree, token)->upos != UPOS_ADJ && tree_token(tree, token)->upos != UPOS_ADV &&
            tree_token(tree, token)->upos != UPOS_VERB)
            return false;
        break;
    }
    return phrase_at(coder, phrase, token);
}

/* slots_fit: every slot that must be filled is, no slot that must not be is. */
static bool slots_fit(Coder *coder, const Pattern *pattern, Match *match)
{
    for (int32_t i = 0; i < pattern->slot_count; i++) {
        const Slot *slot = &pattern->slots[i];
        bool filled;

        if (slot->kind == SLOT_EVENT)
            continue;
        if (slot->kind == SLOT_RELATION) {
            int32_t consumed = match->consumed_count, roles = match->role_count;

            filled = fill_slot(coder, slot, match);
            if (slot->negated && filled) {
                match->consumed_count = consumed;
                match->role_count = roles;
                return false;
            }
            if (slot->negated)
                continue;
        } else
            filled = match_sequence(coder, slot, match);
        if (!filled && !slot->optional)
            return false;
    }
    return true;
}

/* event_fits: whether the pattern is for complements of this kind; patterns without the slot are for none. */
static bool event_fits(const Pattern *pattern, int32_t modality, int32_t quad)
{
    if (modality < 0)
        return !pattern->has_event;
    for (int32_t i = 0; i < pattern->slot_count; i++) {
        const Slot *slot = &pattern->slots[i];

        if (slot->kind == SLOT_EVENT && (slot->modalities & (1u << modality)) != 0 &&
            (slot->quads == 0 || (slot->quads & (1u << quad)) != 0))
            return true;
    }
    return false;
}

static Match *try_entries(Coder *coder, int32_t token, int32_t entry, int32_t modality, int32_t quad)
{
    Match match;

    memset(&match, 0, offsetof(Match, reach));
    match.predicate = token;
    match.reach_count = NO_INDEX;
    for (; entry != NO_INDEX; entry = dictionary_entry(coder->dictionary, entry)->next) {
        const TriggerEntry *candidate = dictionary_entry(coder->dictionary, entry);

        if (!event_fits(candidate->pattern, modality, quad))
            continue;
        if (match.reach_count == NO_INDEX)
            collect_reach(coder, &match);
        match.consumed_count = match.role_count = match.barred_count = 0;
        if (trigger_fits(coder, candidate, &match) && slots_fit(coder, candidate->pattern, &match)) {
            Match *own = arena_alloc(coder->arena, sizeof(Match));

            *own = match;
            own->pattern = candidate->pattern;
            return own;
        }
    }
    return NULL;
}

/* The ways in which a lemma that no pattern has may come out of a lemmatizer that did not know the word. */
static const char *const endings[][2] = {{"", "e"},   {"d", ""},    {"ed", ""},   {"s", ""},   {"es", ""},
                                         {"ing", ""}, {"ing", "e"}, {"ied", "y"}, {"ies", "y"}};

/* guess_entries: entries of the word's form under the endings above, or with its last letter doubled or single. */
static int32_t guess_entries(const Coder *coder, const char *form, size_t length, const char *lemma)
{
    char guess[72];
    size_t lemma_length = strlen(lemma);

    if (lemma_length > 0 && lemma_length < 64) {
        int32_t entry;

        memcpy(guess, lemma, lemma_length);
        guess[lemma_length] = 'e';
        if ((entry = dictionary_entries(coder->dictionary, guess, lemma_length + 1)) != NO_INDEX)
            return entry;
        guess[lemma_length] = lemma[lemma_length - 1];
        if ((entry = dictionary_entries(coder->dictionary, guess, lemma_length + 1)) != NO_INDEX)
            return entry;
    }
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t cut = strlen(endings[i][0]), put = strlen(endings[i][1]);
        int32_t entry;

        if (length <= cut + 1 || memcmp(form + length - cut, endings[i][0], cut) != 0)
            continue;
        memcpy(guess, form, length - cut);
        memcpy(guess + length - cut, endings[i][1], put);
        entry = dictionary_entries(coder->dictionary, guess, length - cut + put);
        if (entry != NO_INDEX)
            return entry;
    }
    return NO_INDEX;
}

/* try_word: the entries of the lemma, then those of the form where it is another word. */
static Match *try_word(Coder *coder, int32_t token, int32_t modality, int32_t quad)
{
    const Document *document = coder->document;
    const char *lemma = token_lemma(document, token), *text = token_text(document, token);
    int32_t length = tree_token(&coder->tree, token)->length;
    char form[64];
    int32_t entry = dictionary_entries(coder->dictionary, lemma, strlen(lemma));
    Match *match = entry == NO_INDEX ? NULL : try_entries(coder, token, entry, modality, quad);

    if (match != NULL || length >= (int32_t)sizeof(form))
        return match;
    for (int32_t i = 0; i < length; i++)
        form[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
    if (strlen(lemma) != (size_t)length || memcmp(lemma, form, (size_t)length) != 0) {
        int32_t other = dictionary_entries(coder->dictionary, form, (size_t)length);

        if (other != NO_INDEX)
            match = try_entries(coder, token, other, modality, quad);
        if (match == NULL && entry == NO_INDEX && other == NO_INDEX && tree_is_verb(&coder->tree, token) &&
            (other = guess_entries(coder, form, (size_t)length, lemma)) != NO_INDEX)
            match = try_entries(coder, token, other, modality, quad);
    }
    return match;
}

Match *match_trigger(Coder *coder, int32_t token)
{
    return try_word(coder, token, -1, 0);
}

Match *match_about(Coder *coder, int32_t token, Modality modality, int32_t quad)
{
    return try_word(coder, token, (int32_t)modality, quad);
}
