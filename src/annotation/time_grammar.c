/* time_grammar.c: finds the longest expression of the grammar that begins at a unit, and makes its frame. */
#include "time_grammar.h"

#include <string.h>

#define LONGEST_PATH 40  /* units; compile_times.pl refuses a longer pattern */
#define MOST_STEPS 20000 /* of one search: a bound on what ambiguous words can cost */

typedef struct Step {
    const TimeSet *sets;
    int32_t set_count;
    int32_t unit, units;
    bool context;
} Step;

typedef struct Search {
    const TimeUnits *units;
    const Document *document;
    Step path[LONGEST_PATH], best[LONGEST_PATH];
    int32_t best_length;
    int32_t best_end; /* the unit after the expression */
    int32_t best_rule;
    int32_t steps;
} Search;

void frame_set(TimeFrame *frame, TimeField field, int32_t value)
{
    if (!frame_has(frame, field)) {
        frame->set |= UINT64_C(1) << field;
        frame->value[field] = (int16_t)value;
    } else {
        frame->set_again |= UINT64_C(1) << field;
        frame->again[field] = (int16_t)value;
    }
}

/* move: the state that a class leads to, -1 none. */
static int32_t move(int32_t state, uint16_t class)
{
    uint32_t low = time_grammar.edge_start[state], high = time_grammar.edge_start[state + 1];

    if (state == 0)
        return time_grammar.from_start[class];
    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (time_grammar.edge_classes[middle] < class)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < time_grammar.edge_start[state + 1] && time_grammar.edge_classes[low] == class)
        return time_grammar.edge_targets[low];
    return -1;
}

/* has_capital: whether a unit begins with a capital letter. */
static bool has_capital(const Search *search, int32_t unit)
{
    char c = search->document->text[search->units->items[unit].start];

    return c >= 'A' && c <= 'Z';
}

/* rest_follows: whether the units after `unit` are these words. */
static bool rest_follows(const TimeUnits *units, const Document *document, int32_t unit, const char *rest)
{
    while (*rest != '\0') {
        const TimeUnit *next;
        int32_t length = (int32_t)strcspn(rest, " ");

        if (++unit >= units->count)
            return false;
        next = &units->items[unit];
        if (next->length != length)
            return false;
        for (int32_t i = 0; i < length; i++) {
            char c = document->text[next->start + i];

            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != rest[i])
                return false;
        }
        rest += length;
        if (*rest == ' ')
            rest++;
    }
    return true;
}

/* accept: keeps the path when it is the longest so far, or as long and of an earlier rule. */
static void accept(Search *search, int32_t state, int32_t depth)
{
    int32_t rule = time_grammar.accepts[state], end = 0;

    if (rule < 0)
        return;
    for (int32_t i = 0; i < depth; i++)
        if (!search->path[i].context)
            end = search->path[i].unit + search->path[i].units;
    if (end < search->best_end || (end == search->best_end && rule >= search->best_rule))
        return;
    search->best_end = end;
    search->best_rule = rule;
    search->best_length = depth;
    memcpy(search->best, search->path, (size_t)depth * sizeof(Step));
}

static void walk(Search *search, int32_t state, int32_t unit, int32_t depth);

/* take: one reading of a unit, as part of the expression and as its context. */
static void take(Search *search, int32_t state, int32_t depth, uint16_t class, const Step *step)
{
    for (uint16_t context = 0; context < 2; context++) {
        int32_t to = move(state, (uint16_t)(class * 2 + context));

        if (to < 0)
            continue;
        search->path[depth] = *step;
        search->path[depth].context = context != 0;
        walk(search, to, step->unit + step->units, depth + 1);
    }
}

static void walk(Search *search, int32_t state, int32_t unit, int32_t depth)
{
    const TimeUnit *at;

    accept(search, state, depth);
    if (unit >= search->units->count || depth >= LONGEST_PATH || search->steps++ > MOST_STEPS)
        return;
    at = &search->units->items[unit];
    for (int32_t i = 0; i < at->reading_count; i++) {
        const TimeReading *reading = &search->units->readings[at->reading + i];
        Step step = {.sets = reading->sets, .set_count = reading->set_count, .unit = unit, .units = reading->units};

        take(search, state, depth, reading->class, &step);
    }
    if (at->word < 0)
        return;
    for (uint32_t i = 0; i < time_grammar.words[at->word].count; i++) {
        const TimeEntry *entry = &time_grammar.entries[time_grammar.words[at->word].entry + i];
        Step step = {
            .sets = time_grammar.sets + entry->set, .set_count = entry->set_count, .unit = unit, .units = entry->words};

        if (entry->capital && !has_capital(search, unit))
            continue;
        if (entry->words > 1 &&
            !rest_follows(search->units, search->document, unit, time_grammar.strings + entry->rest))
            continue;
        take(search, state, depth, entry->class, &step);
    }
}

/* known: whether a unit is any word of the grammar, or a number. */
static bool known(const TimeUnits *units, int32_t unit)
{
    return unit < units->count && (units->items[unit].word >= 0 || units->items[unit].reading_count > 0);
}

/* can_start: whether a unit begins an expression, alone or with the unit after it; most words of a text end here. */
static bool can_start(const TimeUnits *units, int32_t unit)
{
    const TimeUnit *at = &units->items[unit];
    bool goes_on;

    if (at->reading_count > 0)
        return true;
    if (at->word < 0)
        return false;
    goes_on = known(units, unit + 1);
    for (uint32_t i = 0; i < time_grammar.words[at->word].count; i++) {
        const TimeEntry *entry = &time_grammar.entries[time_grammar.words[at->word].entry + i];
        int32_t alone = time_grammar.from_start[entry->class * 2];

        if (goes_on || entry->words > 1 ? alone >= 0 || time_grammar.from_start[entry->class * 2 + 1] >= 0
                                        : alone >= 0 && time_grammar.accepts[alone] >= 0)
            return true;
    }
    return false;
}

int32_t time_zone_at(const TimeUnits *units, const Document *document, int32_t unit)
{
    int32_t word = units->items[unit].word;
    char c = document->text[units->items[unit].start];

    if (word < 0 || c < 'A' || c > 'Z')
        return -1;
    for (uint32_t i = 0; i < time_grammar.words[word].count; i++) {
        const TimeEntry *entry = &time_grammar.entries[time_grammar.words[word].entry + i];
        const TimeSet *set = &time_grammar.sets[entry->set];

        if (entry->capital && entry->set_count == 1 && set->field == TIME_FIELD_ZONE &&
            rest_follows(units, document, unit, time_grammar.strings + entry->rest))
            return set->value;
    }
    return -1;
}

/* match_from: the longest expression from a unit on. */
static bool match_from(const TimeUnits *units, const Document *document, int32_t unit, TimeMatch *match)
{
    Search search;
    const TimeRule *rule;

    if (!can_start(units, unit))
        return false;
    search.units = units;
    search.document = document;
    search.best_end = -1;
    search.best_rule = INT32_MAX;
    search.best_length = 0;
    search.steps = 0;
    walk(&search, 0, unit, 0);
    if (search.best_end < 0)
        return false;
    memset(match, 0, sizeof(*match));
    match->first = -1;
    match->last = search.best_end - 1;
    for (int32_t i = 0; i < search.best_length; i++) {
        const Step *step = &search.best[i];

        if (match->first < 0 && !step->context)
            match->first = step->unit;
        for (int32_t k = 0; k < step->set_count; k++)
            frame_set(&match->frame, (TimeField)step->sets[k].field, step->sets[k].value);
    }
    rule = &time_grammar.rules[search.best_rule];
    match->frame.type = (TimeRuleType)rule->type;
    for (int32_t k = 0; k < rule->set_count; k++)
        frame_set(&match->frame, (TimeField)time_grammar.sets[rule->set + k].field,
                  time_grammar.sets[rule->set + k].value);
    return true;
}

bool time_match(const TimeUnits *units, const Document *document, int32_t unit, TimeMatch *match)
{
    TimeMatch inner;

    if (!match_from(units, document, unit, match))
        return false;
    /* behind its context a longer one may begin: "in the year-ago quarter" is not "in the year" */
    if (match->first > unit && match_from(units, document, match->first, &inner) && inner.last > match->last)
        *match = inner;
    return true;
}
