/*
 * clauses.c: a clause for every verb and every noun of happening, with its arguments as an active sentence has them,
 * what the text claims of it, its time, its place and who says so.
 */
#include "annotate.h"

#include <string.h>

#include "clauses_tree.h"
#include "knowledge/knowledge.h"
#include "modality.h"

/* ends_with: whether a lemma has one of the endings by which English makes nouns of verbs. */
static bool is_deverbal(const char *lemma)
{
    static const char *const endings[] = {"tion", "sion", "ment", "ance", "ence", "ing"};
    size_t length = strlen(lemma);

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t ending = strlen(endings[i]);

        if (length > ending + 2 && strcmp(lemma + length - ending, endings[i]) == 0)
            return true;
    }
    return false;
}

/* is_predicate: verbs, and common nouns of happening that are no part of a name. */
static bool is_predicate(const Tree *tree, int32_t token)
{
    const Document *document = tree->document;
    const char *lemma;
    int32_t mention;

    if (tree_is_verb(tree, token))
        return true;
    if (tree_token(tree, token)->upos != UPOS_NOUN)
        return false;
    mention = tree->mention_at[token];
    if (mention != NO_INDEX && document->mentions.items[mention].level == LEVEL_NAME)
        return false;
    lemma = token_lemma(document, token);
    return is_deverbal(lemma) || knowledge_find_string(&knowledge_happening_nouns, lemma) >= 0;
}

/* The relation under which an argument is kept. */
static const int32_t stored_relation[FRAME_RELATION_COUNT] = {
    [FRAME_SUBJ] = DEPREL_NSUBJ,     [FRAME_OBJ] = DEPREL_OBJ,     [FRAME_IOBJ] = DEPREL_IOBJ,
    [FRAME_PREP] = DEPREL_OBL,       [FRAME_XCOMP] = DEPREL_XCOMP, [FRAME_CCOMP] = DEPREL_CCOMP,
    [FRAME_ADVCL] = DEPREL_ADVCL,    [FRAME_ADV] = DEPREL_ADVMOD,  [FRAME_PART] = DEPREL_COMPOUND_PRT,
    [FRAME_POSS] = DEPREL_NMOD_POSS, [FRAME_MOD] = DEPREL_AMOD,    [FRAME_APPOS] = DEPREL_APPOS,
};

/* add_arguments: the nominal arguments and complement clauses; adverbs, particles and modifiers are in the tree. */
static void add_arguments(Document *document, const Tree *tree, const Frame *frame, int32_t clause)
{
    for (int32_t i = 0; i < frame->count; i++) {
        const FrameArgument *from = &frame->arguments[i];
        Argument *argument;

        if (from->relation == FRAME_ADV || from->relation == FRAME_PART || from->relation == FRAME_ADVCL ||
            from->relation == FRAME_MOD)
            continue;
        argument = document_add_arguments(document);
        argument->clause = clause;
        argument->relation =
            frame->noun && from->relation == FRAME_PREP ? DEPREL_NMOD : stored_relation[from->relation];
        argument->preposition = from->preposition == NO_INDEX ? NO_STRING : tree_token(tree, from->preposition)->lemma;
        argument->head = from->head;
        argument->mention = tree->mention_at[from->head];
    }
}

/* clause_lemma: the predicate's lemma with its particle, or with the light verb before it. */
static StringId clause_lemma(Document *document, const Tree *tree, const Frame *frame)
{
    const char *lemma = token_lemma(document, frame->predicate);

    if (frame->support != NO_INDEX)
        return document_intern_string(
            document, arena_printf(document->arena, "%s %s", token_lemma(document, frame->support), lemma));
    for (int32_t i = 0; i < frame->count; i++)
        if (frame->arguments[i].relation == FRAME_PART)
            return document_intern_string(document, arena_printf(document->arena, "%s %s", lemma,
                                                                 token_lemma(document, frame->arguments[i].head)));
    return tree_token(tree, frame->predicate)->lemma;
}

static void add_clause(Document *document, const Tree *tree, int32_t token)
{
    const Token record = document->tokens.items[token];
    int32_t number = document->clauses.count;
    Clause *clause;
    ClauseFacts facts;
    Frame frame;

    tree_frame(tree, token, &frame);
    clause_facts(tree, token, &facts, document->arena);
    clause = document_add_clauses(document);
    clause->sentence = record.sentence;
    clause->start = record.start;
    clause->length = record.length;
    clause->predicate = token;
    clause->lemma = clause_lemma(document, tree, &frame);
    clause->modality = (int32_t)facts.modality;
    clause->modality_reason = document_intern_string(document, facts.modality_reason);
    clause->timex = facts.timex;
    clause->place = facts.place;
    clause->attributed_mention = facts.attributed_mention;
    clause->attributed_to = document_intern_string(document, facts.attributed_to);
    add_arguments(document, tree, &frame, number);
    tree->clause_at[token] = number;
}

/* link_parents: the clause that governs each. */
static void link_parents(Document *document, const Tree *tree)
{
    for (int32_t i = 0; i < document->clauses.count; i++) {
        int32_t token = document->clauses.items[i].predicate;

        for (int32_t steps = 0; steps < WALK_LIMIT; steps++) {
            token = document->tokens.items[token].head;
            if (token == NO_INDEX || tree->clause_at[token] != NO_INDEX)
                break;
        }
        if (token != NO_INDEX && tree->clause_at[token] != i)
            document->clauses.items[i].parent = tree->clause_at[token];
    }
}

/* mark_times: which tokens are part of a date or clock time: "march" in one is no demonstration. */
static bool *mark_times(const Document *document)
{
    bool *marked = arena_alloc(document->scratch, (size_t)document->tokens.count * sizeof(bool));

    for (int32_t i = 0; i < document->timexes.count; i++) {
        const Timex *timex = &document->timexes.items[i];

        if (timex->type != TIMEX_DATE && timex->type != TIMEX_TIME)
            continue;
        for (int32_t t = timex->first_token; t <= timex->last_token; t++)
            marked[t] = document->tokens.items[t].upos != UPOS_VERB;
    }
    return marked;
}

void find_clauses(Document *document)
{
    bool *in_time;
    Tree tree;

    if (document->tokens.count == 0)
        return;
    tree_build(&tree, document, document->scratch);
    in_time = mark_times(document);
    for (int32_t token = 0; token < document->tokens.count; token++) {
        if (token % 256 == 0)
            environment_check(document->environment);
        if (!in_time[token] && is_predicate(&tree, token))
            add_clause(document, &tree, token);
    }
    link_parents(document, &tree);
}
