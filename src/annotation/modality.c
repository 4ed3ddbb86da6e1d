/* modality.c: what a text claims of an event: planned, denied, feared ... */
#include "modality.h"

#include <string.h>

#include "knowledge/knowledge.h"

/* Columns of modality_cues. */
enum { CUE_WORD, CUE_POS, CUE_EDGES, CUE_MODALITY, CUE_NEGATED };

/* What the walk up the tree has found so far. */
typedef struct Walk {
    const Tree *tree;
    Arena *arena;
    Modality modality;
    const char *reason;
} Walk;

static void conclude(Walk *walk, Modality modality, int32_t token, const char *how)
{
    const Token *record = tree_token(walk->tree, token);

    walk->modality = modality;
    walk->reason =
        arena_printf(walk->arena, "%s \"%.*s\"", how, (int)record->length, token_text(walk->tree->document, token));
}

/* word_in: whether a list of words separated by spaces has the word. */
static bool word_in(const char *list, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = strstr(list, word); at != NULL; at = strstr(at + 1, word))
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

/* find_cue: the row of a word for a part of speech and an edge, or -1. */
static int32_t find_cue(const char *lemma, char pos, const char *edge)
{
    const KnowledgeTable *table = &knowledge_modality_cues;
    int32_t row = knowledge_find_string(table, lemma);

    while (row >= 0) {
        if (knowledge_cell(table, row, CUE_POS)[0] == pos && word_in(knowledge_cell(table, row, CUE_EDGES), edge))
            return row;
        row = knowledge_same_key(table, row) ? row + 1 : -1;
    }
    return -1;
}

static Modality cue_modality(int32_t row, int32_t column)
{
    const char *name = knowledge_cell(&knowledge_modality_cues, row, column);

    return (Modality)label_find(modality_names, MODALITY_COUNT, name, strlen(name));
}

/* negator: the word that negates a predicate or noun, or NO_INDEX. */
static int32_t negator(const Tree *tree, int32_t token)
{
    FOR_CHILDREN(tree, token, c)
    {
        switch (tree_relation(tree, c)) {
        case DEPREL_ADVMOD:
        case DEPREL_AUX:
        case DEPREL_CC:
            if (tree_lemma_is(tree, c, "not") || tree_lemma_is(tree, c, "n't") || tree_lemma_is(tree, c, "never") ||
                tree_lemma_is(tree, c, "neither") || tree_lemma_is(tree, c, "nor"))
                return c;
            break;
        case DEPREL_DET:
            if (tree_lemma_is(tree, c, "no") || tree_lemma_is(tree, c, "neither"))
                return c;
            break;
        case DEPREL_NSUBJ:
        case DEPREL_OBJ:
            if (tree_lemma_is(tree, c, "nobody") || tree_lemma_is(tree, c, "none") ||
                tree_lemma_is(tree, c, "nothing") ||
                (tree_child(tree, c, DEPREL_DET) != NO_INDEX &&
                 tree_lemma_is(tree, tree_child(tree, c, DEPREL_DET), "no") && tree_is_verb(tree, token)))
                return c;
            break;
        case DEPREL_CASE:
        case DEPREL_MARK:
            if (tree_lemma_is(tree, c, "without"))
                return c;
            break;
        default:
            break;
        }
    }
    return NO_INDEX;
}

/* auxiliaries_of: the verb whose auxiliaries hold for this one: its own, or the first of its coordination's. */
static int32_t auxiliaries_of(const Tree *tree, int32_t verb)
{
    for (int32_t steps = 0; steps < WALK_LIMIT; steps++) {
        const Token *record = tree_token(tree, verb);

        if (tree_relation(tree, verb) != DEPREL_CONJ || record->head == NO_INDEX ||
            tree_child(tree, verb, DEPREL_NSUBJ) != NO_INDEX || tree_child(tree, verb, DEPREL_AUX) != NO_INDEX)
            break;
        /* "will come and stay" shares "will"; "has come and said" has nothing to share with a finite verb */
        if (record->xpos == XPOS_VBD || record->xpos == XPOS_VBZ || record->xpos == XPOS_VBP)
            break;
        verb = record->head;
    }
    return verb;
}

static bool is_speech(const Tree *tree, int32_t token)
{
    return knowledge_find_string(&knowledge_statement_verbs, token_lemma(tree->document, token)) >= 0;
}

/* has_condition: a clause with "if" or its like hangs on the verb. */
static int32_t has_condition(const Tree *tree, int32_t verb)
{
    FOR_CHILDREN(tree, verb, c)
    {
        int32_t mark = tree_relation(tree, c) == DEPREL_ADVCL ? tree_child(tree, c, DEPREL_MARK) : NO_INDEX;

        if (mark != NO_INDEX && (tree_lemma_is(tree, mark, "if") || tree_lemma_is(tree, mark, "unless") ||
                                 tree_lemma_is(tree, mark, "provided")))
            return mark;
    }
    return NO_INDEX;
}

/* reported: the clause is what somebody said, so that "would" tells of the future as it was then. */
static bool reported(const Tree *tree, int32_t verb)
{
    int32_t first = tree_first_conjunct(tree, verb), head = tree_token(tree, first)->head;
    Deprel relation = tree_relation(tree, first);

    if (head != NO_INDEX && (relation == DEPREL_CCOMP || relation == DEPREL_ACL) && is_speech(tree, head))
        return true;
    FOR_CHILDREN(tree, first, c)
    {
        if ((tree_relation(tree, c) == DEPREL_PARATAXIS || tree_relation(tree, c) == DEPREL_CCOMP) &&
            is_speech(tree, c))
            return true;
    }
    return false;
}

/* modal: what the auxiliaries of a verb say, without negation. */
static void modal(Walk *walk, int32_t verb)
{
    const Tree *tree = walk->tree;
    int32_t condition;

    FOR_CHILDREN(tree, verb, c)
    {
        if (tree_relation(tree, c) != DEPREL_AUX)
            continue;
        if (tree_lemma_is(tree, c, "will") || tree_lemma_is(tree, c, "shall") || tree_lemma_is(tree, c, "'ll")) {
            bool would = token_is_folded(tree->document, c, "would") || token_is_folded(tree->document, c, "'d");

            condition = has_condition(tree, verb);
            if (token_is_folded(tree->document, c, "should"))
                conclude(walk, MODALITY_DEMANDED, c, "auxiliary");
            else if (condition != NO_INDEX)
                conclude(walk, MODALITY_HYPOTHETICAL, condition, "condition");
            else if (would && !reported(tree, verb))
                conclude(walk, MODALITY_HYPOTHETICAL, c, "auxiliary");
            else
                conclude(walk, MODALITY_PLANNED, c, "auxiliary");
        } else if (tree_lemma_is(tree, c, "would") || tree_lemma_is(tree, c, "'d")) {
            conclude(walk,
                     reported(tree, verb) && has_condition(tree, verb) == NO_INDEX ? MODALITY_PLANNED
                                                                                   : MODALITY_HYPOTHETICAL,
                     c, "auxiliary");
        } else if (tree_lemma_is(tree, c, "may") || tree_lemma_is(tree, c, "might") || tree_lemma_is(tree, c, "can") ||
                   tree_lemma_is(tree, c, "could"))
            conclude(walk, MODALITY_POSSIBLE, c, "auxiliary");
        else if (tree_lemma_is(tree, c, "must") || tree_lemma_is(tree, c, "should") || tree_lemma_is(tree, c, "ought"))
            conclude(walk, MODALITY_DEMANDED, c, "auxiliary");
    }
    if (tree_token(tree, verb)->upos == UPOS_ADV || tree_token(tree, verb)->upos == UPOS_VERB)
        FOR_CHILDREN(tree, verb, c)
        {
            if (walk->modality == MODALITY_ACTUAL && tree_relation(tree, c) == DEPREL_ADVMOD &&
                (tree_lemma_is(tree, c, "possibly") || tree_lemma_is(tree, c, "perhaps") ||
                 tree_lemma_is(tree, c, "maybe") || tree_lemma_is(tree, c, "probably") ||
                 tree_lemma_is(tree, c, "allegedly") || tree_lemma_is(tree, c, "supposedly")))
                conclude(walk, MODALITY_POSSIBLE, c, "adverb");
        }
}

/* condition_of: "if" at the clause of a verb, also where the parser hung it elsewhere but it opens the clause. */
static int32_t condition_of(const Tree *tree, int32_t verb)
{
    int32_t leftmost = verb;

    FOR_CHILDREN(tree, verb, c)
    {
        if (tree_relation(tree, c) == DEPREL_MARK || tree_relation(tree, c) == DEPREL_ADVMOD) {
            if (tree_lemma_is(tree, c, "if") || tree_lemma_is(tree, c, "unless") || tree_lemma_is(tree, c, "whether"))
                return c;
        }
        if (c < leftmost && verb - c < 16)
            leftmost = c;
    }
    for (int32_t t = leftmost - 1; t >= leftmost - 3 && t >= 0; t--) {
        if (tree_token(tree, t)->sentence != tree_token(tree, verb)->sentence || tree_token(tree, t)->upos == UPOS_VERB)
            break;
        if (tree_lemma_is(tree, t, "if") || tree_lemma_is(tree, t, "unless"))
            return t;
    }
    return NO_INDEX;
}

/* local: what stands at the word itself. */
static void local(Walk *walk, int32_t token)
{
    const Tree *tree = walk->tree;
    bool verb = tree_is_verb(tree, token);
    int32_t holder = verb ? auxiliaries_of(tree, token) : token,
            condition = verb ? condition_of(tree, token) : NO_INDEX, no;

    if (condition != NO_INDEX && tree_relation(tree, token) == DEPREL_CCOMP)
        conclude(walk, MODALITY_POSSIBLE, condition, "question");
    else if (condition != NO_INDEX)
        conclude(walk, MODALITY_HYPOTHETICAL, condition, "condition");
    else if (verb)
        modal(walk, holder);
    else
        FOR_CHILDREN(tree, token, c)
        {
            Deprel relation = tree_relation(tree, c);
            int32_t row;

            if (relation == DEPREL_AUX) {
                modal(walk, token);
                continue;
            }
            if (relation != DEPREL_AMOD && relation != DEPREL_COMPOUND && relation != DEPREL_ACL)
                continue;
            row = find_cue(token_lemma(tree->document, c), 'm', "m");
            if (row >= 0)
                conclude(walk, cue_modality(row, CUE_MODALITY), c, "modifier");
        }
    no = negator(tree, token);
    if (no == NO_INDEX && holder != token)
        no = negator(tree, holder);
    if (no != NO_INDEX)
        conclude(walk, MODALITY_NEGATED, no, "negation");
}

/* apply: what a governing word makes of what the inner ones left. */
static void apply(Walk *walk, int32_t row, int32_t governor)
{
    bool negative = negator(walk->tree, auxiliaries_of(walk->tree, governor)) != NO_INDEX;
    Modality modality = cue_modality(row, negative ? CUE_NEGATED : CUE_MODALITY), inner = walk->modality;

    if (modality == MODALITY_ACTUAL)
        return;
    if (modality == MODALITY_NEGATED || modality == MODALITY_DENIED) {
        if (inner == MODALITY_NEGATED || inner == MODALITY_DENIED)
            conclude(walk, MODALITY_POSSIBLE, governor, "twice negated, by");
        else
            conclude(walk, modality, governor, "governed by");
    } else if (inner == MODALITY_ACTUAL ||
               (inner == MODALITY_PLANNED && (modality == MODALITY_PROMISED || modality == MODALITY_THREATENED ||
                                              modality == MODALITY_DEMANDED || modality == MODALITY_POSSIBLE)) ||
               (inner == MODALITY_HYPOTHETICAL && modality != MODALITY_POSSIBLE) ||
               (inner == MODALITY_DEMANDED && modality == MODALITY_DEMANDED))
        conclude(walk, modality, governor, negative ? "governed by negated" : "governed by");
}

/* is_happening: the governing word adds nothing of its own, so that its modality is the event's. */
static bool is_happening(const Tree *tree, int32_t token)
{
    const char *lemma = token_lemma(tree->document, token);

    return knowledge_find_string(&knowledge_happening_verbs, lemma) >= 0 ||
           knowledge_find_string(&knowledge_light_verbs, lemma) >= 0;
}

/* governor_pos: the part of speech by which cues know a governing word. */
static char governor_pos(const Tree *tree, int32_t token)
{
    if (tree_is_verb(tree, token))
        return 'v';
    return tree_is_noun(tree, token) ? 'n' : 'a';
}

/* adverbial: what the conjunction of an adverbial clause says of it. */
static void adverbial(Walk *walk, int32_t token)
{
    const Tree *tree = walk->tree;
    int32_t mark = tree_child(tree, token, DEPREL_MARK), head = tree_token(tree, token)->head;
    Walk outer = {tree, walk->arena, MODALITY_ACTUAL, NULL};

    if (mark == NO_INDEX)
        mark = tree_child(tree, token, DEPREL_ADVMOD);
    if (mark == NO_INDEX)
        return;
    if (tree_lemma_is(tree, mark, "if") || tree_lemma_is(tree, mark, "unless") || tree_lemma_is(tree, mark, "lest") ||
        tree_lemma_is(tree, mark, "provided") || tree_lemma_is(tree, mark, "whether") ||
        tree_lemma_is(tree, mark, "case"))
        conclude(walk, MODALITY_HYPOTHETICAL, mark, "condition");
    else if (tree_lemma_is(tree, mark, "without"))
        conclude(walk, MODALITY_NEGATED, mark, "negation");
    else if (walk->modality == MODALITY_ACTUAL && tree_token(tree, token)->xpos == XPOS_VB &&
             tree_lemma_is(tree, mark, "to"))
        conclude(walk, MODALITY_PLANNED, mark, "purpose");
    else if (walk->modality == MODALITY_ACTUAL &&
             (tree_lemma_is(tree, mark, "when") || tree_lemma_is(tree, mark, "once") ||
              tree_lemma_is(tree, mark, "until") || tree_lemma_is(tree, mark, "before") ||
              tree_lemma_is(tree, mark, "after") || tree_lemma_is(tree, mark, "by"))) {
        local(&outer, head);
        if (outer.modality == MODALITY_PLANNED || outer.modality == MODALITY_HYPOTHETICAL) {
            walk->modality = outer.modality;
            walk->reason = outer.reason;
        }
    }
}

/* climb: one step up from the token; NO_INDEX when what is above says nothing of the event any more. */
static int32_t climb(Walk *walk, int32_t token)
{
    const Tree *tree = walk->tree;
    const Token *record = tree_token(tree, token);
    Deprel relation = tree_relation(tree, token);
    int32_t head = record->head, edge_word = NO_INDEX, row;
    const char *edge = "x";

    if (head == NO_INDEX || tree_token(tree, head)->sentence != record->sentence)
        return NO_INDEX;
    switch (relation) {
    case DEPREL_CONJ:
        return head;
    case DEPREL_XCOMP:
    case DEPREL_CCOMP:
    case DEPREL_CSUBJ:
        edge_word = tree_child(tree, token, DEPREL_MARK);
        if (edge_word != NO_INDEX &&
            (tree_lemma_is(tree, edge_word, "whether") || tree_lemma_is(tree, edge_word, "if")))
            conclude(walk, MODALITY_POSSIBLE, edge_word, "question");
        if (tree_lemma_is(tree, head, "have") || tree_lemma_is(tree, head, "tell"))
            edge = relation == DEPREL_XCOMP ? "to" : "x";
        break;
    case DEPREL_OBJ:
    case DEPREL_NSUBJ:
    case DEPREL_IOBJ:
        break;
    case DEPREL_ACL:
        if (record->deprel == DEPREL_ACL_RELCL)
            return NO_INDEX;
        edge_word = tree_child(tree, token, DEPREL_MARK);
        if (edge_word != NO_INDEX && !tree_lemma_is(tree, edge_word, "to") && !tree_lemma_is(tree, edge_word, "that"))
            edge = token_lemma(tree->document, edge_word);
        else if (edge_word == NO_INDEX)
            return NO_INDEX; /* a participle describes its noun */
        break;
    case DEPREL_ADVCL:
        edge_word = tree_child(tree, token, DEPREL_MARK);
        row = edge_word == NO_INDEX ? -1
                                    : find_cue(token_lemma(tree->document, head), governor_pos(tree, head),
                                               token_lemma(tree->document, edge_word));
        if (row < 0 && edge_word != NO_INDEX && tree_lemma_is(tree, edge_word, "to"))
            row = find_cue(token_lemma(tree->document, head), governor_pos(tree, head), "x");
        if (row >= 0) {
            apply(walk, row, head);
            return head;
        }
        adverbial(walk, token);
        return NO_INDEX;
    case DEPREL_OBL:
    case DEPREL_NMOD:
        edge_word = tree_case(tree, token);
        if (edge_word == NO_INDEX || record->deprel == DEPREL_NMOD_POSS)
            return NO_INDEX;
        edge = token_lemma(tree->document, edge_word);
        if ((tree_lemma_is(tree, head, "event") || tree_lemma_is(tree, head, "case")) &&
            tree_case(tree, head) == NO_INDEX)
            return NO_INDEX;
        break;
    case DEPREL_COMPOUND:
        edge = "of"; /* "invasion fears", "attack plans" */
        break;
    default:
        return NO_INDEX;
    }
    row = find_cue(token_lemma(tree->document, head), governor_pos(tree, head), edge);
    if (row >= 0) {
        apply(walk, row, head);
        return head;
    }
    if (relation == DEPREL_COMPOUND)
        return NO_INDEX;
    if (relation == DEPREL_OBL || relation == DEPREL_NMOD) {
        if (tree_is_noun(tree, head) &&
            knowledge_find_string(&knowledge_transparent_nouns, token_lemma(tree->document, head)) < 0)
            return NO_INDEX;
        if (tree_is_verb(tree, head) && !is_happening(tree, head))
            return NO_INDEX;
    } else if (relation == DEPREL_CCOMP) {
        return is_speech(tree, head) ? head : NO_INDEX;
    } else if (!tree_is_noun(tree, token) || relation == DEPREL_XCOMP) {
        /* a verb with its infinitive: the one happens as the other does */
    } else if (!is_happening(tree, head)) {
        /* talk of an event that is not said to happen here; a denial or demand further out is not of it */
        return NO_INDEX;
    }
    if (walk->modality == MODALITY_ACTUAL)
        local(walk, head);
    else {
        Walk outer = {tree, walk->arena, MODALITY_ACTUAL, NULL};

        local(&outer, head);
        if (outer.modality == MODALITY_NEGATED && walk->modality != MODALITY_NEGATED &&
            walk->modality != MODALITY_DENIED)
            *walk = outer;
    }
    return head;
}

/* in_question: the sentence asks. */
static int32_t in_question(const Tree *tree, int32_t token)
{
    const Sentence *sentence = &tree->document->sentences.items[tree_token(tree, token)->sentence];

    for (int32_t t = sentence->last_token; t >= sentence->first_token && t > sentence->last_token - 3; t--)
        if (token_is(tree->document, t, "?"))
            return t;
    return NO_INDEX;
}

Modality clause_modality(const Tree *tree, int32_t predicate, const char **reason, Arena *arena)
{
    Walk walk = {tree, arena, MODALITY_ACTUAL, NULL};
    int32_t token = predicate, question;

    local(&walk, predicate);
    for (int32_t steps = 0; token != NO_INDEX && steps < WALK_LIMIT; steps++)
        token = climb(&walk, token);
    question = in_question(tree, predicate);
    if (walk.modality == MODALITY_ACTUAL && question != NO_INDEX)
        conclude(&walk, MODALITY_POSSIBLE, question, "question");
    *reason = walk.reason == NULL ? "stated without a cue to the contrary" : walk.reason;
    return walk.modality;
}
