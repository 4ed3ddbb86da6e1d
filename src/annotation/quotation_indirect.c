/*
 * quotation_indirect.c: words given to a speaker without quotation marks: the clause that a verb or noun of saying
 * governs, or that it stands beside ("the plan had failed, officials said"), and what is "according to" somebody.
 */
#include "quotations.h"

#include "knowledge/knowledge.h"

#include <string.h>

#define CONTENT_REACH 120 /* tokens after a cue that may still be its words where the tree does not say */
#define FEWEST_WORDS 3    /* of an indirect quotation */

static const Content no_content = {NO_INDEX, NO_INDEX};

/* beside: the larger part of a head's subtree that a part of it leaves on one side. */
static Content beside(const Quoting *quoting, int32_t head, int32_t first, int32_t last)
{
    Content before = {quoting->left[head], first - 1}, after = {last + 1, quoting->right[head]};

    return before.last - before.first >= after.last - after.first ? before : after;
}

/* clause_of_cue: the clause that a cue governs as its object, on the side where it stands. */
static Content clause_of_cue(const Quoting *quoting, int32_t cue, bool infinitive)
{
    const Tree *tree = &quoting->tree;

    FOR_CHILDREN(tree, cue, child)
    {
        Deprel relation = tree_relation(tree, child);

        if (relation != DEPREL_CCOMP && !(infinitive && relation == DEPREL_XCOMP && tree_is_verb(tree, child)))
            continue;
        if (child > cue)
            return (Content){quoting->left[child] > cue ? quoting->left[child] : cue + 1, quoting->right[child]};
        return (Content){quoting->left[child], quoting->right[child] < cue ? quoting->right[child] : cue - 1};
    }
    return no_content;
}

/* object_of_cue: what is announced, demanded, denied or called for, where that is a phrase. */
static Content object_of_cue(const Quoting *quoting, int32_t cue)
{
    const Tree *tree = &quoting->tree;

    FOR_CHILDREN(tree, cue, child)
    {
        int32_t preposition = tree_case(tree, child);
        Deprel relation = tree_relation(tree, child);

        if (child < cue || quoting->stretch_of[child] != NO_INDEX)
            continue;
        if (relation == DEPREL_OBJ && tree_token(tree, child)->upos == UPOS_NOUN)
            return (Content){quoting->left[child] > cue ? quoting->left[child] : cue + 1, quoting->right[child]};
        if (relation == DEPREL_OBL && preposition != NO_INDEX &&
            (token_is_folded(quoting->document, preposition, "for") ||
             token_is_folded(quoting->document, preposition, "of") ||
             token_is_folded(quoting->document, preposition, "about")))
            return (Content){preposition + 1, quoting->right[child]};
    }
    return no_content;
}

/* stands_apart: a cue that nothing joins to the clause beside it but a comma, whatever the tree calls that. */
static bool stands_apart(const Quoting *quoting, int32_t cue)
{
    const Tree *tree = &quoting->tree;
    int32_t first = quoting->left[cue];
    Deprel relation = tree_relation(tree, cue);

    if ((relation != DEPREL_CONJ && relation != DEPREL_ADVCL) || tree_child(tree, cue, DEPREL_CC) != NO_INDEX ||
        tree_child(tree, cue, DEPREL_MARK) != NO_INDEX || tree_token(tree, cue)->xpos == XPOS_VBG)
        return false;
    return token_is(quoting->document, first, ",") || (first > 0 && token_is(quoting->document, first - 1, ","));
}

/* content_of_aside: the clause that "officials said" or "as he said" stands beside. */
static Content content_of_aside(const Quoting *quoting, int32_t cue)
{
    const Tree *tree = &quoting->tree;
    int32_t head = tree_token(tree, cue)->head;
    int32_t mark = tree_child(tree, cue, DEPREL_MARK);
    Deprel relation = tree_relation(tree, cue);

    if (head == NO_INDEX || !tree_is_verb(tree, head))
        return no_content;
    if (relation != DEPREL_PARATAXIS && (mark == NO_INDEX || !token_is_folded(quoting->document, mark, "as")) &&
        !stands_apart(quoting, cue))
        return no_content;
    /* in the middle of its sentence it interrupts what is said */
    if (quoting->left[cue] - quoting->left[head] > 3 && quoting->right[head] - quoting->right[cue] > 3)
        return (Content){quoting->left[head], quoting->right[head]};
    return beside(quoting, head, quoting->left[cue], quoting->right[cue]);
}

static bool is_finite(const Token *token)
{
    return token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ || token->xpos == XPOS_VBP || token->xpos == XPOS_MD;
}

/*
 * content_by_order: where the tree has no clause under a cue: what follows it in its sentence, from "that" on or,
 * behind a verb of saying itself, from the next word on if a finite verb comes; or the sentence around ", it says,".
 */
static Content content_by_order(const Quoting *quoting, int32_t cue, bool says)
{
    const Document *document = quoting->document;
    const Sentence *sentence = &document->sentences.items[document->tokens.items[cue].sentence];
    int32_t last = sentence->last_token < cue + CONTENT_REACH ? sentence->last_token : cue + CONTENT_REACH;
    int32_t first = says ? cue + 1 : NO_INDEX;
    bool finite = false;

    if (cue < last && token_is(document, cue + 1, ",") && says && cue - sentence->first_token > 3 && last - cue > 3)
        return (Content){sentence->first_token, last};
    for (int32_t t = cue + 1; t <= last; t++) {
        if (t <= cue + 10 && token_is_folded(document, t, "that") && t < last &&
            document->tokens.items[t + 1].upos != UPOS_PUNCT) {
            first = t;
            break;
        }
    }
    if (first == NO_INDEX || document->tokens.items[cue + 1 <= last ? cue + 1 : last].upos == UPOS_PUNCT)
        return no_content;
    finite = token_is_folded(document, first, "that") && document->tokens.items[first].upos == UPOS_SCONJ;
    for (int32_t t = first; t <= last && !finite; t++)
        finite = is_finite(&document->tokens.items[t]);
    if (!finite)
        return no_content;
    while (last > first && document->tokens.items[last].upos == UPOS_PUNCT)
        last--;
    return (Content){first, last};
}

static Content content_of_verb(const Quoting *quoting, const Cue *cue)
{
    const char *manner = knowledge_cell(&knowledge_speech_verbs, cue->row, 1);
    const char *clause = knowledge_cell(&knowledge_speech_verbs, cue->row, 2);
    bool says = strcmp(manner, "say") == 0;
    Content content = no_content;

    if (strcmp(clause, "no") != 0) {
        content = clause_of_cue(quoting, cue->token, !says);
        if (content.first == NO_INDEX && strcmp(clause, "yes") == 0)
            content = content_of_aside(quoting, cue->token);
    }
    if (content.first == NO_INDEX && strcmp(clause, "yes") == 0)
        content = content_by_order(quoting, cue->token, says);
    if (content.first == NO_INDEX && !says)
        content = object_of_cue(quoting, cue->token);
    return content;
}

static Content content_of_noun(const Quoting *quoting, const Cue *cue)
{
    const Tree *tree = &quoting->tree;

    FOR_CHILDREN(tree, cue->token, child)
    {
        int32_t mark = tree_child(tree, child, DEPREL_MARK);

        if ((tree_relation(tree, child) == DEPREL_ACL || tree_relation(tree, child) == DEPREL_CCOMP) &&
            child > cue->token && mark != NO_INDEX && token_is_folded(quoting->document, mark, "that"))
            return (Content){quoting->left[child], quoting->right[child]};
    }
    return no_content;
}

/* content_of_according: the clause that "according to X" hangs on, without it. */
static Content content_of_according(const Quoting *quoting, const Cue *cue)
{
    const Tree *tree = &quoting->tree;
    int32_t named = tree_token(tree, cue->token)->head, head;

    if (named == NO_INDEX)
        return no_content;
    head = tree_token(tree, named)->head;
    if (head == NO_INDEX)
        return no_content;
    /* all of the sentence that is told so */
    for (int32_t steps = 0; steps < WALK_LIMIT && !tree_is_verb(tree, head) && tree_token(tree, head)->head != NO_INDEX;
         steps++)
        head = tree_token(tree, head)->head;
    return beside(quoting, head, quoting->left[named] < cue->token ? quoting->left[named] : cue->token,
                  quoting->right[named]);
}

/* is_quoted: whether a part of a stretch of tokens became a quotation of its own. */
static bool is_quoted(const Quoting *quoting, Content content)
{
    for (int32_t t = content.first; t <= content.last; t++)
        if (quoting->stretch_of[t] != NO_INDEX && quoting->speech[quoting->stretch_of[t]])
            return true;
    return false;
}

static bool has_marks(const Quoting *quoting, Content content)
{
    for (int32_t t = content.first; t <= content.last; t++)
        if (quoting->stretch_of[t] != NO_INDEX)
            return true;
    return false;
}

static int32_t words_in(const Quoting *quoting, Content content)
{
    int32_t words = 0;

    for (int32_t t = content.first; t <= content.last; t++)
        words += quoting->document->tokens.items[t].upos != UPOS_PUNCT;
    return words;
}

Content content_of_cue(const Quoting *quoting, const Cue *cue)
{
    Content content = no_content;

    switch (cue->kind) {
    case CUE_VERB:
        content = content_of_verb(quoting, cue);
        break;
    case CUE_NOUN:
        content = content_of_noun(quoting, cue);
        break;
    case CUE_ACCORDING:
        content = content_of_according(quoting, cue);
        break;
    }
    if (content.first == NO_INDEX || content.first > content.last || words_in(quoting, content) < FEWEST_WORDS)
        return no_content;
    return content;
}

void find_indirect(Quoting *quoting)
{
    int32_t covered = NO_INDEX; /* the last token of an indirect quotation: what lies in it is part of it */

    for (int32_t i = 0; i < quoting->cue_count; i++) {
        const Cue *cue = &quoting->cues[i];
        Content content;
        Speaker speaker;

        environment_check_every(quoting->document->environment, i);
        if (cue->token <= covered)
            continue;
        content = content_of_cue(quoting, cue);
        if (content.first == NO_INDEX || is_quoted(quoting, content))
            continue;
        speaker = cue_speaker(quoting, cue);
        /* words between marks that are too few for a quotation of their own still make it a direct one, in part */
        add_quotation(quoting, content.first, content.last, has_marks(quoting, content), &speaker);
        if (content.last > covered)
            covered = content.last;
    }
}
