/*
 * coder.c: reports of a document: the pattern that fires at each trigger, both sides, what is claimed, when, where, by
 * whom.
 *
 * Every trigger costs a look-up by lemma; only predicates that some pattern knows are looked at further, and everything
 * that is walked is bounded, so the whole is linear in the text.
 */
#include <string.h>

#include "annotation/modality.h"
#include "coding/coder.h"
#include "knowledge/knowledge.h"

static void add_match(Coder *coder, Match *match)
{
    MatchList *list = &coder->matches;

    if (list->count == list->capacity) {
        int32_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;

        list->items = arena_grow(coder->arena, list->items, (size_t)list->count * sizeof(Match *),
                                 (size_t)capacity * sizeof(Match *));
        list->capacity = capacity;
    }
    coder->match_at[match->predicate] = list->count;
    list->items[list->count++] = match;
}

static Match *match_of(const Coder *coder, int32_t token)
{
    return coder->match_at[token] == NO_INDEX ? NULL : coder->matches.items[coder->match_at[token]];
}

/* may_trigger: words that are no part of a name or of an auxiliary. */
static bool may_trigger(const Coder *coder, int32_t token)
{
    const Token *record = tree_token(&coder->tree, token);
    int32_t mention;

    switch (record->upos) {
    case UPOS_VERB:
    case UPOS_ADJ:
    case UPOS_AUX:
    case UPOS_ADV:
        return true;
    case UPOS_NOUN:
    case UPOS_PROPN:
        mention = coder->tree.mention_at[token];
        return mention == NO_INDEX || coder->document->mentions.items[mention].level != LEVEL_NAME;
    default:
        return false;
    }
}

/* is_act: a type that tells of words rather than of what they are about: the other event stands beside it. */
static bool is_act(const EventType *type)
{
    return type != NULL && (type->quad == 1 || type->quad == 3) && type->type != NULL &&
           strcmp(type->type, "CONSULT") != 0;
}

/* drop_consumed: a noun that filled a verb's slot ("held [talks]") tells of the same event, unless the verb is of
 * speech. */
static void drop_consumed(Coder *coder)
{
    for (int32_t i = 0; i < coder->matches.count; i++) {
        Match *match = coder->matches.items[i];

        for (int32_t c = 0; c < match->consumed_count; c++) {
            Match *other = match_of(coder, match->consumed[c]);

            if (other != NULL && other != match && other->pattern->type != NULL && !is_act(match->pattern->type))
                other->dropped = true;
        }
    }
    /* "launch [an attack]": a verb that only carries a noun which tells more */
    for (int32_t i = 0; i < coder->matches.count; i++) {
        Match *match = coder->matches.items[i], *verb;

        if (!match->noun || match->dropped || match->support == NO_INDEX || match->pattern->type == NULL)
            continue;
        verb = match_of(coder, match->support);
        if (verb != NULL && verb->consumed_count == 0 && !is_act(verb->pattern->type))
            verb->dropped = true;
    }
}

/* facts_of: from the layer of clauses where the predicate has a record there, else worked out. */
static void facts_of(Coder *coder, int32_t predicate, ClauseFacts *facts)
{
    const Document *document = coder->document;
    int32_t number = coder->tree.clause_at[predicate];

    clause_facts(&coder->tree, predicate, facts, coder->arena);
    if (number != NO_INDEX) {
        const Clause *clause = &document->clauses.items[number];

        facts->modality = (Modality)clause->modality;
        if (document_string(document, clause->modality_reason) != NULL)
            facts->modality_reason = document_string(document, clause->modality_reason);
    }
}

/* trigger_span: the trigger with the words of its pattern that stand right beside it ("called off"). */
static void trigger_span(const Coder *coder, const Match *match, Report *report)
{
    const Token *record = tree_token(&coder->tree, match->predicate);

    report->start = record->start;
    report->length = record->length;
    report->trigger = arena_copy(coder->arena, coder->document->text + record->start, (size_t)record->length);
    report->lemma = token_lemma(coder->document, match->predicate);
    if (report->lemma[0] == '\0')
        report->lemma = report->trigger;
    for (int32_t i = 0; i < match->consumed_count; i++)
        if (match->consumed[i] == match->predicate + 1 && !match->noun &&
            !tree_is_noun(&coder->tree, match->consumed[i]))
            report->lemma =
                arena_printf(coder->arena, "%s %s", report->lemma, token_lemma(coder->document, match->consumed[i]));
    if (match->noun && match->support != NO_INDEX)
        report->lemma =
            arena_printf(coder->arena, "%s %s", token_lemma(coder->document, match->support), report->lemma);
}

static Report *new_report(Coder *coder)
{
    ReportList *list = &coder->reports;

    if (list->count == list->capacity) {
        int32_t capacity = list->capacity == 0 ? 32 : list->capacity * 2;

        list->items = arena_grow(coder->arena, list->items, (size_t)list->count * sizeof(Report),
                                 (size_t)capacity * sizeof(Report));
        list->capacity = capacity;
    }
    memset(&list->items[list->count], 0, sizeof(Report));
    return &list->items[list->count++];
}

/* add_report: one report of a match, for one pair of participants (heads, NO_INDEX: none). */
static void add_report(Coder *coder, const Match *match, const ClauseFacts *facts, const EventType *type, int32_t actor,
                       int32_t recipient)
{
    const Document *document = coder->document;
    const Participant nobody = {.entity = NO_INDEX, .mention = NO_INDEX, .start = NO_INDEX, .head = NO_INDEX};
    Report *report = new_report(coder);

    report->sentence = tree_token(&coder->tree, match->predicate)->sentence;
    report->predicate = match->predicate;
    trigger_span(coder, match, report);
    report->type = type;
    report->pattern_text = match->pattern->text;
    report->modality = (int32_t)facts->modality;
    report->modality_reason = facts->modality_reason;
    report->actor = actor == NO_INDEX ? nobody : describe_participant(coder, actor, match->actors.direct);
    report->recipient =
        recipient == NO_INDEX ? nobody : describe_participant(coder, recipient, match->recipients.direct);
    report->starts = report->ends = NO_TIME;
    report->timex = facts->timex;
    if (facts->timex != NO_INDEX) {
        report->starts = document->timexes.items[facts->timex].starts;
        report->ends = document->timexes.items[facts->timex].ends;
    }
    report->time_reason = facts->time_reason;
    report->place = facts->place;
    report->place_name =
        facts->place == NO_INDEX ? NULL : document_string(document, document->places.items[facts->place].name);
    report->attributed_to = facts->attributed_to;
    report->attributed_mention = facts->attributed_mention;
    report->attribution_reason = facts->attribution_reason;
    report->confidence = report_confidence(coder, match, report);
}

/* add_pairs: a report for every pair of an actor and a recipient, or of members of a symmetric event. */
static void add_pairs(Coder *coder, Match *match, const ClauseFacts *facts, const EventType *type, bool reversed)
{
    const Side *from = reversed ? &match->recipients : &match->actors,
               *to = reversed ? &match->actors : &match->recipients;

    if (match->paired) {
        /* "%" of an imported pattern is PETRARCH's compound: an event each way */
        bool each_way = !match->pattern->builtin && match->pattern->reverse == NULL;

        for (int32_t i = 0; i < match->actors.count; i++)
            for (int32_t j = i + 1; j < match->actors.count; j++) {
                int32_t one = match->actors.heads[reversed ? j : i], other = match->actors.heads[reversed ? i : j];

                add_report(coder, match, facts, type, one, other);
                if (each_way)
                    add_report(coder, match, facts, type, other, one);
            }
        return;
    }
    for (int32_t i = 0; i < (from->count == 0 ? 1 : from->count); i++)
        for (int32_t j = 0; j < (to->count == 0 ? 1 : to->count); j++)
            add_report(coder, match, facts, type, from->count == 0 ? NO_INDEX : from->heads[i],
                       to->count == 0 ? NO_INDEX : to->heads[j]);
}

static void report_match(Coder *coder, Match *match)
{
    const Pattern *pattern = match->pattern;
    ClauseFacts facts;

    if (match->dropped || pattern->type == NULL)
        return;
    find_sides(coder, match);
    facts_of(coder, match->predicate, &facts);
    /* what passes between nobody and nobody is no event of politics, but "the call will be held at 3 pm" is one of the
     * two whom other words name */
    if (match->actors.count == 0 && match->recipients.count == 0 && pattern->type->cameo != NULL &&
        !(pattern->builtin && pattern->type->symmetric && !match->noun && facts.timex != NO_INDEX &&
          facts.time_reason != NULL && strcmp(facts.time_reason, "of its own clause") == 0))
        return;
    /* "fraud", "a hearing": a bare noun names a matter and need not tell that it happened; a disaster or accident does
     */
    if (match->noun && match->actors.count == 0 && match->recipients.count == 0 &&
        strcmp(pattern->type->type, "DISASTER") != 0 && strcmp(pattern->type->type, "ACCIDENT") != 0 &&
        pattern->builtin)
        return;
    match->first_report = coder->reports.count;
    add_pairs(coder, match, &facts, pattern->type, false);
    if (pattern->reverse != NULL)
        add_pairs(coder, match, &facts, pattern->reverse, true);
    match->report_count = coder->reports.count - match->first_report;
}

/* same_party: the subject of a verb of saying is the actor of what is said, or belongs to it. */
static bool same_party(Coder *coder, int32_t subject, const Participant *actor)
{
    int32_t mention = coder->tree.mention_at[subject];
    const Mention *record = mention == NO_INDEX ? NULL : &coder->document->mentions.items[mention];
    const char *code;

    if (subject == actor->head || (record != NULL && record->entity != NO_INDEX && record->entity == actor->entity))
        return true;
    if (actor->head != NO_INDEX && tree_token(&coder->tree, actor->head)->upos == UPOS_PRON)
        return true;
    code = participant_code(coder, subject);
    return code != NULL && actor->code != NULL && strncmp(code, actor->code, 3) == 0 && code[0] != '-';
}

/* withdraw_reports: of a match that a more specific one takes the place of. */
static void withdraw_reports(Coder *coder, const Match *match)
{
    for (int32_t i = 0; match != NULL && i < match->report_count; i++)
        coder->reports.items[match->first_report + i].type = NULL;
}

/* future_auxiliary: will, shall, must ... at a verb; NO_INDEX: none. */
static int32_t future_auxiliary(const Coder *coder, int32_t verb)
{
    const Tree *tree = &coder->tree;

    FOR_CHILDREN(tree, verb, c)
    {
        if (tree_relation(tree, c) == DEPREL_AUX &&
            (tree_lemma_is(tree, c, "will") || tree_lemma_is(tree, c, "shall") || tree_lemma_is(tree, c, "would") ||
             tree_lemma_is(tree, c, "must") || tree_lemma_is(tree, c, "should")))
            return c;
    }
    return NO_INDEX;
}

/* declare: a report at the governing word: what its speaker makes known by it. */
static void declare(Coder *coder, Match *outer, const Match *inner, const Report *report, int32_t speaker)
{
    ClauseFacts facts;
    bool demand = report->modality == MODALITY_DEMANDED;

    withdraw_reports(coder, match_of(coder, outer->predicate));
    add_match(coder, outer);
    outer->actors = (Side){.heads = {speaker}, .count = 1, .direct = true};
    outer->recipients = demand ? inner->actors : inner->recipients;
    facts_of(coder, outer->predicate, &facts);
    if (facts.timex == report->timex)
        facts.timex = NO_INDEX; /* the time is of what is announced */
    if (!tree_is_verb(&coder->tree, outer->predicate)) {
        facts.modality = MODALITY_ACTUAL;
        facts.modality_reason = "an intention that is made known";
    }
    outer->first_report = coder->reports.count;
    add_pairs(coder, outer, &facts, outer->pattern->type, false);
    outer->report_count = coder->reports.count - outer->first_report;
}

/* declare_at: tries the patterns with an event() slot at one governing word. */
static bool declare_at(Coder *coder, int32_t token, const Match *inner, const Report *report, int32_t speaker)
{
    Match *outer = match_about(coder, token, (Modality)report->modality, report->type->quad);
    bool same;

    if (outer == NULL || outer->pattern->type == NULL ||
        (match_of(coder, token) != NULL && match_of(coder, token)->pattern->specificity >= outer->pattern->specificity))
        return false;
    if (speaker == NO_INDEX || report->actor.start == NO_INDEX)
        return false;
    same = same_party(coder, speaker, &report->actor);
    if (same != (report->modality != MODALITY_DEMANDED))
        return false;
    declare(coder, outer, inner, report, speaker);
    return true;
}

/*
 * add_declared: "said it will bomb" is a threat beside the bombing, "will not withdraw" a refusal: PLOVER codes the
 * intention as an event of its own. The author's own "will" counts where nobody else is quoted for it.
 */
static void add_declared(Coder *coder)
{
    const Tree *tree = &coder->tree;
    int32_t count = coder->matches.count;

    for (int32_t i = 0; i < count; i++) {
        Match *inner = coder->matches.items[i];
        Report report;
        int32_t token = inner->predicate, auxiliary;
        bool declared = false;

        if (inner->report_count == 0)
            continue;
        report = coder->reports.items[inner->first_report];
        auxiliary = inner->noun ? NO_INDEX : future_auxiliary(coder, inner->predicate);
        if (report.type == NULL || report.modality == MODALITY_ACTUAL ||
            (report.modality == MODALITY_NEGATED && auxiliary == NO_INDEX))
            continue;
        for (int32_t steps = 0; steps < 4 && !declared; steps++) {
            token = tree_token(tree, token)->head;
            if (token == NO_INDEX)
                break;
            declared = tree_is_verb(tree, token) && declare_at(coder, token, inner, &report, tree_subject(tree, token));
        }
        if (!declared && auxiliary != NO_INDEX && report.attributed_to == NULL && report.actor.direct &&
            inner->actors.count > 0)
            declare_at(coder, auxiliary, inner, &report, inner->actors.heads[0]);
    }
}

/* sort_reports: by trigger; insertion is linear here, as only declared acts are out of order, and near their place. */
static void sort_reports(ReportList *list, Arena *arena)
{
    Report *from = list->items, *to;
    int32_t width;

    if (list->count < 2)
        return;
    to = arena_alloc(arena, (size_t)list->count * sizeof(Report));
    for (width = 1; width < list->count; width *= 2) {
        Report *swap = from;

        for (int32_t low = 0; low < list->count; low += 2 * width) {
            int32_t middle = low + width < list->count ? low + width : list->count;
            int32_t high = middle + width < list->count ? middle + width : list->count;
            int32_t a = low, b = middle;

            for (int32_t k = low; k < high; k++)
                to[k] = a < middle && (b >= high || from[a].start <= from[b].start) ? from[a++] : from[b++];
        }
        from = to;
        to = swap;
    }
    list->items = from;
}

/* drop_repeats: of two reports of one clause that say the same, the surer one; "held [talks] and [meetings]". */
static void drop_repeats(ReportList *list)
{
    int32_t kept = 0;

    for (int32_t i = 0; i < list->count; i++) {
        const Report *report = &list->items[i];
        bool repeated = report->type == NULL;

        for (int32_t k = kept - 1; k >= 0 && k >= kept - 12 && !repeated; k--) {
            Report *other = &list->items[k];

            if (other->sentence != report->sentence)
                break;
            repeated = other->type == report->type && other->actor.start == report->actor.start &&
                       other->recipient.start == report->recipient.start && other->modality == report->modality &&
                       (report->actor.start != NO_INDEX || report->recipient.start != NO_INDEX);
            if (repeated && other->confidence < report->confidence)
                *other = *report;
        }
        if (!repeated)
            list->items[kept++] = *report;
    }
    list->count = kept;
}

ReportList code_document(const Document *document, const Dictionary *dictionary, Arena *arena)
{
    Coder coder = {.document = document, .dictionary = dictionary, .arena = arena};

    if (document->tokens.count == 0)
        return coder.reports;
    coder.now = document->published != NO_TIME ? document->published : document->published_inferred;
    tree_build(&coder.tree, document, arena);
    coder.match_at = arena_alloc(arena, (size_t)document->tokens.count * sizeof(int32_t));
    for (int32_t t = 0; t < document->tokens.count; t++)
        coder.match_at[t] = NO_INDEX;
    for (int32_t t = 0; t < document->tokens.count; t++) {
        Match *match;

        if (t % 256 == 0)
            environment_check(document->environment);
        if (may_trigger(&coder, t) && (match = match_trigger(&coder, t)) != NULL)
            add_match(&coder, match);
    }
    drop_consumed(&coder);
    for (int32_t i = 0; i < coder.matches.count; i++)
        report_match(&coder, coder.matches.items[i]);
    add_declared(&coder);
    sort_reports(&coder.reports, arena);
    drop_repeats(&coder.reports);
    return coder.reports;
}
