/* clauses_tree.c: indexes over the dependency trees and small questions about them. */
#include "clauses_tree.h"

#include <string.h>

#include "knowledge/knowledge.h"

/* fill: count times the same number. */
static int32_t *fill(Arena *arena, int32_t count, int32_t number)
{
    int32_t *numbers = arena_alloc(arena, ((size_t)count + 1) * sizeof(int32_t));

    for (int32_t i = 0; i < count; i++)
        numbers[i] = number;
    return numbers;
}

/* index_children: first child and next sibling of every token; walking backwards keeps them in text order. */
static void index_children(Tree *tree)
{
    const TokenLayer *tokens = &tree->document->tokens;

    for (int32_t i = tokens->count - 1; i >= 0; i--) {
        int32_t head = tokens->items[i].head;

        if (head == NO_INDEX || head == i)
            continue;
        tree->next_sibling[i] = tree->first_child[head];
        tree->first_child[head] = i;
    }
}

/* index_mentions: a head belongs to the mention that has it; other tokens to the shortest that covers them. */
static void index_mentions(Tree *tree)
{
    const Document *document = tree->document;

    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention *mention = &document->mentions.items[m];

        /* a mention of hostile bytes may claim the whole document */
        for (int32_t t = mention->first_token; t <= mention->last_token && t < mention->first_token + 64; t++) {
            int32_t old = tree->mention_at[t];
            const Mention *other = old == NO_INDEX ? NULL : &document->mentions.items[old];

            if (other == NULL || (other->head != t && (mention->head == t || mention->length < other->length)) ||
                (other->head == t && mention->head == t && mention->level < other->level))
                tree->mention_at[t] = m;
        }
    }
}

void tree_build(Tree *tree, const Document *document, Arena *arena)
{
    int32_t tokens = document->tokens.count, sentences = document->sentences.count;

    memset(tree, 0, sizeof(*tree));
    tree->document = document;
    tree->first_child = fill(arena, tokens, NO_INDEX);
    tree->next_sibling = fill(arena, tokens, NO_INDEX);
    tree->mention_at = fill(arena, tokens, NO_INDEX);
    tree->clause_at = fill(arena, tokens, NO_INDEX);
    tree->first_timex = fill(arena, sentences, NO_INDEX);
    tree->first_place = fill(arena, sentences, NO_INDEX);
    tree->first_quotation = fill(arena, sentences, NO_INDEX);
    index_children(tree);
    index_mentions(tree);
    for (int32_t i = document->clauses.count - 1; i >= 0; i--)
        tree->clause_at[document->clauses.items[i].predicate] = i;
    for (int32_t i = document->timexes.count - 1; i >= 0; i--)
        tree->first_timex[document->timexes.items[i].sentence] = i;
    for (int32_t i = document->places.count - 1; i >= 0; i--)
        tree->first_place[document->places.items[i].sentence] = i;
    for (int32_t i = document->quotations.count - 1; i >= 0; i--)
        tree->first_quotation[document->quotations.items[i].sentence] = i;
}

int32_t tree_child(const Tree *tree, int32_t token, Deprel relation)
{
    FOR_CHILDREN(tree, token, c)
    if (tree_token(tree, c)->deprel == (int32_t)relation ||
        (relation != DEPREL_ACL && tree_relation(tree, c) == relation))
        return c;
    return NO_INDEX;
}

/* own_subject: the subject nearest before the verb; a dateline before it is often taken for another one. */
static int32_t own_subject(const Tree *tree, int32_t verb)
{
    int32_t found = NO_INDEX;

    FOR_CHILDREN(tree, verb, c)
    {
        if (tree_relation(tree, c) == DEPREL_NSUBJ && (found == NO_INDEX || c < verb))
            found = c;
    }
    if (found == NO_INDEX)
        FOR_CHILDREN(tree, verb, c)
        {
            if (tree_relation(tree, c) == DEPREL_AUX && tree_child(tree, c, DEPREL_NSUBJ) != NO_INDEX)
                return tree_child(tree, c, DEPREL_NSUBJ);
        }
    return found;
}

int32_t tree_case(const Tree *tree, int32_t token)
{
    return tree_child(tree, token, DEPREL_CASE);
}

bool tree_lemma_is(const Tree *tree, int32_t token, const char *word)
{
    const char *lemma = token_lemma(tree->document, token);

    return lemma[0] != '\0' ? strcmp(lemma, word) == 0 : token_is_folded(tree->document, token, word);
}

bool tree_is_verb(const Tree *tree, int32_t token)
{
    const Token *record = tree_token(tree, token);
    Deprel relation = tree_relation(tree, token);

    if (record->upos == UPOS_VERB)
        return relation != DEPREL_CASE && relation != DEPREL_FIXED;
    return record->upos == UPOS_AUX && relation != DEPREL_AUX && relation != DEPREL_COP;
}

bool tree_is_noun(const Tree *tree, int32_t token)
{
    int32_t upos = tree_token(tree, token)->upos;

    return upos == UPOS_NOUN || upos == UPOS_PROPN;
}

int32_t tree_first_conjunct(const Tree *tree, int32_t token)
{
    for (int32_t steps = 0; steps < WALK_LIMIT; steps++) {
        const Token *record = tree_token(tree, token);

        if (tree_relation(tree, token) != DEPREL_CONJ || record->head == NO_INDEX)
            break;
        token = record->head;
    }
    return token;
}

/* has_auxiliary: whether an auxiliary with this lemma stands at the verb. */
static bool has_auxiliary(const Tree *tree, int32_t verb, const char *lemma)
{
    FOR_CHILDREN(tree, verb, c)
    if (tree_relation(tree, c) == DEPREL_AUX && tree_lemma_is(tree, c, lemma))
        return true;
    return false;
}

/* is_headline: the sentence is one, or ends without a stop. */
static bool is_headline(const Tree *tree, int32_t token)
{
    const Sentence *sentence = &tree->document->sentences.items[tree_token(tree, token)->sentence];

    if (sentence->headline)
        return true;
    for (int32_t t = sentence->last_token; t >= sentence->first_token && t > sentence->last_token - 3; t--)
        if (token_is(tree->document, t, ".") || token_is(tree->document, t, "?") || token_is(tree->document, t, "!"))
            return false;
    return true;
}

bool tree_is_passive(const Tree *tree, int32_t verb)
{
    const Token *record = tree_token(tree, verb);
    bool subject = false, object = false, auxiliary = false;

    FOR_CHILDREN(tree, verb, c)
    {
        switch (tree_token(tree, c)->deprel) {
        case DEPREL_NSUBJ_PASS:
        case DEPREL_AUX_PASS:
        case DEPREL_CSUBJ_PASS:
        case DEPREL_OBL_AGENT:
            return true;
        case DEPREL_NSUBJ:
            subject = true;
            break;
        case DEPREL_OBJ:
            object = true;
            break;
        case DEPREL_AUX:
            auxiliary = true;
            break;
        default:
            break;
        }
    }
    if (record->xpos != XPOS_VBN || object || has_auxiliary(tree, verb, "have"))
        return false;
    switch (tree_relation(tree, verb)) {
    case DEPREL_CONJ:
        return record->head != NO_INDEX && !subject && !auxiliary &&
               (tree_child(tree, record->head, DEPREL_NSUBJ) == NO_INDEX ||
                tree_token(tree, tree_child(tree, record->head, DEPREL_NSUBJ))->deprel == DEPREL_NSUBJ_PASS);
    case DEPREL_ACL:
    case DEPREL_ADVCL:
    case DEPREL_AMOD:
    case DEPREL_XCOMP:
        return !subject;
    default:
        /* a headline: "Five held over blast"; in a sentence a past tense that the tagger took for a participle */
        return !auxiliary && is_headline(tree, verb);
    }
}

/* is_relative: who, which, that: what stands for the noun before its clause. */
static bool is_relative(const Tree *tree, int32_t token)
{
    int32_t xpos = tree_token(tree, token)->xpos;

    return xpos == XPOS_WDT || xpos == XPOS_WP ||
           (tree_token(tree, token)->upos == UPOS_PRON && tree_lemma_is(tree, token, "that"));
}

/* antecedent: what a relative pronoun of a clause stands for; other tokens stand for themselves. */
static int32_t antecedent(const Tree *tree, int32_t verb, int32_t token)
{
    if (!is_relative(tree, token))
        return token;
    for (int32_t steps = 0; steps < 4; steps++) {
        const Token *record = tree_token(tree, verb);
        Deprel relation = (Deprel)record->deprel;

        if (record->head == NO_INDEX)
            break;
        if (relation == DEPREL_ACL_RELCL || relation == DEPREL_ACL)
            return record->head;
        verb = record->head;
    }
    return token;
}

/* controls_by_object: "urged Oslo to act": the object acts; for "promised Oslo to act" it does not. */
static bool controls_by_object(const Tree *tree, int32_t verb)
{
    return !(tree_lemma_is(tree, verb, "promise") || tree_lemma_is(tree, verb, "threaten") ||
             tree_lemma_is(tree, verb, "use") || tree_lemma_is(tree, verb, "join"));
}

/* demands: what the verb's object is to do is said by an infinitive. */
static bool demands(const Tree *tree, int32_t verb)
{
    static const char *const verbs[] = {"order", "urge",    "ask",      "tell",     "request",
                                        "force", "command", "instruct", "invite",   "press",
                                        "want",  "allow",   "beg",      "persuade", "call"};

    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (tree_lemma_is(tree, verb, verbs[i]))
            return true;
    return false;
}

/* subject_of_participle: of "the man attacking us", "troops sent there", "its plan to attack": what it is said of. */
static int32_t subject_of_participle(const Tree *tree, int32_t verb, int32_t noun)
{
    int32_t xpos = tree_token(tree, verb)->xpos, holder, governor = tree_token(tree, noun)->head;

    /* "put out a report accusing Oslo": the author accuses */
    if (xpos == XPOS_VBG && governor != NO_INDEX && tree_is_verb(tree, governor) &&
        tree_relation(tree, noun) != DEPREL_NSUBJ &&
        knowledge_find_string(&knowledge_text_nouns, token_lemma(tree->document, noun)) >= 0 &&
        own_subject(tree, governor) != NO_INDEX)
        return antecedent(tree, governor, own_subject(tree, governor));
    if (xpos == XPOS_VBG || xpos == XPOS_VBN || xpos == XPOS_VBD)
        return noun;
    holder = tree_child(tree, noun, DEPREL_NMOD_POSS);
    if (holder != NO_INDEX)
        return holder;
    if (governor != NO_INDEX && tree_is_verb(tree, governor) && tree_relation(tree, noun) != DEPREL_NSUBJ)
        return own_subject(tree, governor);
    return tree_relation(tree, noun) == DEPREL_NSUBJ ? NO_INDEX : noun;
}

int32_t tree_subject(const Tree *tree, int32_t verb)
{
    for (int32_t steps = 0; steps < WALK_LIMIT; steps++) {
        const Token *record = tree_token(tree, verb);
        int32_t subject = own_subject(tree, verb), object;

        if (subject != NO_INDEX)
            return antecedent(tree, verb, subject);
        if (record->head == NO_INDEX)
            return NO_INDEX;
        switch (tree_relation(tree, verb)) {
        case DEPREL_XCOMP:
            object = tree_child(tree, record->head, DEPREL_OBJ);
            if (object == NO_INDEX)
                object = tree_child(tree, record->head, DEPREL_IOBJ);
            if (object != NO_INDEX && controls_by_object(tree, record->head))
                return antecedent(tree, record->head, object);
            break;
        case DEPREL_ADVCL:
            /* "ordered the navy to act": a purpose clause by the parse, a demand by the verb */
            object = tree_child(tree, record->head, DEPREL_OBJ);
            if (object != NO_INDEX && object < verb && record->xpos == XPOS_VB && demands(tree, record->head))
                return antecedent(tree, record->head, object);
            break;
        case DEPREL_CONJ:
        case DEPREL_CCOMP:
        case DEPREL_OBL:
            break;
        case DEPREL_ACL:
        case DEPREL_AMOD:
        case DEPREL_NMOD:
            if (tree_is_noun(tree, record->head))
                return subject_of_participle(tree, verb, record->head);
            return record->head;
        default:
            return NO_INDEX;
        }
        verb = record->head;
    }
    return NO_INDEX;
}

int32_t tree_support(const Tree *tree, int32_t noun)
{
    int32_t first = tree_first_conjunct(tree, noun);
    Deprel relation = tree_relation(tree, first);
    int32_t head = tree_token(tree, first)->head;

    if (head == NO_INDEX)
        return NO_INDEX;
    /* "a series of attacks", "the start of talks" */
    if (relation == DEPREL_NMOD && tree_case(tree, first) != NO_INDEX &&
        tree_lemma_is(tree, tree_case(tree, first), "of") &&
        knowledge_find_string(&knowledge_transparent_nouns, token_lemma(tree->document, head)) >= 0) {
        relation = tree_relation(tree, head);
        head = tree_token(tree, head)->head;
        if (head == NO_INDEX)
            return NO_INDEX;
    }
    if (relation != DEPREL_OBJ && relation != DEPREL_NSUBJ && relation != DEPREL_OBL)
        return NO_INDEX;
    if (!tree_is_verb(tree, head) ||
        knowledge_find_string(&knowledge_light_verbs, token_lemma(tree->document, head)) < 0)
        return NO_INDEX;
    if (relation == DEPREL_OBL) {
        /* "engaged in talks", "agreed on a ceasefire": only with a preposition that the verb governs */
        int32_t preposition = tree_case(tree, first);

        if (preposition == NO_INDEX ||
            !(tree_lemma_is(tree, preposition, "in") || tree_lemma_is(tree, preposition, "to") ||
              tree_lemma_is(tree, preposition, "on") || tree_lemma_is(tree, preposition, "out") ||
              tree_lemma_is(tree, preposition, "with")))
            return NO_INDEX;
    }
    return head;
}

void tree_phrase(const Tree *tree, int32_t head, int32_t *first, int32_t *last)
{
    int32_t stack[32], depth = 0, visited = 0;

    *first = *last = head;
    stack[depth++] = head;
    while (depth > 0 && visited++ < 64) {
        int32_t token = stack[--depth];

        if (token < *first)
            *first = token;
        if (token > *last)
            *last = token;
        FOR_CHILDREN(tree, token, c)
        {
            switch (tree_relation(tree, c)) {
            case DEPREL_DET:
            case DEPREL_AMOD:
            case DEPREL_COMPOUND:
            case DEPREL_FLAT:
            case DEPREL_NUMMOD:
            case DEPREL_NMOD:
                if (token == head && tree_relation(tree, c) == DEPREL_NMOD && tree_case(tree, c) != NO_INDEX &&
                    c > head && !tree_lemma_is(tree, tree_case(tree, c), "of"))
                    break;
                if (depth < 32)
                    stack[depth++] = c;
                break;
            case DEPREL_CASE:
                if (token != head && depth < 32)
                    stack[depth++] = c;
                break;
            default:
                break;
            }
        }
    }
    /* "at least 23 people" is one amount, whatever the tree hangs "at" on */
    if (*first > 0 &&
        (token_is_folded(tree->document, *first, "least") || token_is_folded(tree->document, *first, "most")) &&
        token_is_folded(tree->document, *first - 1, "at"))
        --*first;
    if (tree_token(tree, *first)->sentence != tree_token(tree, head)->sentence)
        *first = head;
    if (tree_token(tree, *last)->sentence != tree_token(tree, head)->sentence)
        *last = head;
    /* a stretch far longer than its words is a parse gone wrong */
    if (*last - *first > 40)
        *first = *last = head;
}

static void frame_add(Frame *frame, FrameRelation relation, int32_t preposition, int32_t head, bool direct)
{
    if (frame->count == FRAME_LIMIT || head == NO_INDEX)
        return;
    for (int32_t i = 0; i < frame->count; i++)
        if (frame->arguments[i].head == head && frame->arguments[i].relation == relation)
            return;
    frame->arguments[frame->count++] = (FrameArgument){relation, preposition, head, direct};
}

/* frame_add_oblique: a nominal with its preposition; the agent of a passive becomes its subject. */
static void frame_add_oblique(const Tree *tree, Frame *frame, int32_t child, bool passive, bool direct)
{
    int32_t preposition = tree_case(tree, child);

    if (passive && preposition != NO_INDEX && tree_lemma_is(tree, preposition, "by"))
        frame_add(frame, FRAME_SUBJ, NO_INDEX, child, direct);
    else if (preposition == NO_INDEX && direct && !passive && child > frame->predicate && tree_is_noun(tree, child) &&
             tree_token(tree, child)->deprel == DEPREL_OBL &&
             tree_child(tree, frame->predicate, DEPREL_OBJ) == NO_INDEX)
        frame_add(frame, FRAME_OBJ, NO_INDEX, child, direct); /* an object that the parser took for an adverbial */
    else
        frame_add(frame, FRAME_PREP, preposition, child, direct);
}

/* frame_add_children: the arguments that hang on a verb itself. */
static void frame_add_children(const Tree *tree, Frame *frame, int32_t verb, bool passive, bool direct)
{
    FOR_CHILDREN(tree, verb, c)
    {
        switch (tree_relation(tree, c)) {
        case DEPREL_NSUBJ:
        case DEPREL_CSUBJ:
            if (tree_relation(tree, c) == DEPREL_NSUBJ && c != own_subject(tree, verb))
                break;
            if (direct || !frame->noun || tree_first_conjunct(tree, frame->predicate) != c)
                frame_add(frame, passive ? FRAME_OBJ : FRAME_SUBJ, NO_INDEX, antecedent(tree, verb, c), direct);
            break;
        case DEPREL_OBJ:
            if (direct)
                frame_add(frame, FRAME_OBJ, NO_INDEX, antecedent(tree, verb, c), direct);
            break;
        case DEPREL_IOBJ:
            frame_add(frame, FRAME_IOBJ, NO_INDEX, antecedent(tree, verb, c), direct);
            break;
        case DEPREL_OBL:
        case DEPREL_NMOD:
            frame_add_oblique(tree, frame, c, passive, direct);
            break;
        case DEPREL_XCOMP:
            frame_add(frame, FRAME_XCOMP, tree_child(tree, c, DEPREL_MARK), c, direct);
            break;
        case DEPREL_CCOMP:
            frame_add(frame, FRAME_CCOMP, tree_child(tree, c, DEPREL_MARK), c, direct);
            break;
        case DEPREL_ADVCL:
            frame_add(frame, FRAME_ADVCL, tree_child(tree, c, DEPREL_MARK), c, direct);
            break;
        case DEPREL_ADVMOD:
            frame_add(frame, FRAME_ADV, NO_INDEX, c, direct);
            break;
        case DEPREL_COMPOUND:
            if (tree_token(tree, c)->deprel == DEPREL_COMPOUND_PRT)
                frame_add(frame, FRAME_PART, NO_INDEX, c, direct);
            break;
        default:
            break;
        }
    }
}

static bool frame_has(const Frame *frame, FrameRelation relation)
{
    for (int32_t i = 0; i < frame->count; i++)
        if (frame->arguments[i].relation == relation)
            return true;
    return false;
}

/* verb_frame: the verb's own arguments, then those that it shares with other verbs. */
static void verb_frame(const Tree *tree, Frame *frame)
{
    int32_t verb = frame->predicate, head = tree_token(tree, verb)->head;
    Deprel relation = (Deprel)tree_token(tree, verb)->deprel;

    frame->passive = tree_is_passive(tree, verb);
    frame_add_children(tree, frame, verb, frame->passive, true);
    if (!frame_has(frame, frame->passive ? FRAME_OBJ : FRAME_SUBJ)) {
        int32_t subject = tree_subject(tree, verb);

        if (subject != NO_INDEX && subject != verb)
            frame_add(frame, frame->passive ? FRAME_OBJ : FRAME_SUBJ, NO_INDEX, subject, false);
    }
    if (head == NO_INDEX)
        return;
    /* "the city that they attacked" */
    if ((relation == DEPREL_ACL_RELCL) && !frame_has(frame, FRAME_OBJ) && !frame->passive &&
        tree_child(tree, verb, DEPREL_NSUBJ) != NO_INDEX && tree_subject(tree, verb) != head)
        frame_add(frame, FRAME_OBJ, NO_INDEX, head, false);
    /* "attacked and burned the town": an object after the last verb is shared */
    if (!frame->passive && !frame_has(frame, FRAME_OBJ)) {
        FOR_CHILDREN(tree, verb, c)
        if (tree_relation(tree, c) == DEPREL_CONJ && c > verb && c - verb <= 3 && tree_is_verb(tree, c))
            frame_add(frame, FRAME_OBJ, NO_INDEX, tree_child(tree, c, DEPREL_OBJ), false);
        if (relation == DEPREL_CONJ && verb - head <= 2)
            frame_add(frame, FRAME_OBJ, NO_INDEX, tree_child(tree, head, DEPREL_OBJ), false);
    }
}

/* noun_frame: what stands around a noun of happening, and what its light verb brings. */
static void noun_frame(const Tree *tree, Frame *frame)
{
    int32_t noun = frame->predicate;

    FOR_CHILDREN(tree, noun, c)
    {
        const Token *record = tree_token(tree, c);

        switch (tree_relation(tree, c)) {
        case DEPREL_NMOD:
            if (record->deprel == DEPREL_NMOD_POSS)
                frame_add(frame, FRAME_POSS, NO_INDEX, c, true);
            else if (tree_case(tree, c) == NO_INDEX && c < noun)
                frame_add(frame, FRAME_MOD, NO_INDEX, c, true);
            else
                frame_add(frame, FRAME_PREP, tree_case(tree, c), c, true);
            break;
        case DEPREL_OBL:
            frame_add(frame, FRAME_PREP, tree_case(tree, c), c, true);
            break;
        case DEPREL_AMOD:
        case DEPREL_COMPOUND:
            frame_add(frame, FRAME_MOD, NO_INDEX, c, true);
            break;
        case DEPREL_NSUBJ: /* with a copula: "it was an attack" */
            frame_add(frame, FRAME_SUBJ, NO_INDEX, antecedent(tree, noun, c), true);
            break;
        case DEPREL_ACL:
            frame_add(frame, FRAME_XCOMP, tree_child(tree, c, DEPREL_MARK), c, true);
            break;
        case DEPREL_APPOS:
            frame_add(frame, FRAME_APPOS, NO_INDEX, c, true);
            break;
        default:
            break;
        }
    }
    frame->support = tree_support(tree, noun);
    if (frame->support != NO_INDEX) {
        bool passive = tree_is_passive(tree, frame->support);

        frame_add_children(tree, frame, frame->support, passive, false);
        if (!passive && tree_child(tree, frame->support, DEPREL_NSUBJ) == NO_INDEX) {
            int32_t subject = tree_subject(tree, frame->support);

            if (subject != noun)
                frame_add(frame, FRAME_SUBJ, NO_INDEX, subject, false);
        }
    }
}

void tree_frame(const Tree *tree, int32_t predicate, Frame *frame)
{
    memset(frame, 0, offsetof(Frame, arguments));
    frame->predicate = predicate;
    frame->support = NO_INDEX;
    frame->noun = !tree_is_verb(tree, predicate);
    if (frame->noun)
        noun_frame(tree, frame);
    else
        verb_frame(tree, frame);
}
