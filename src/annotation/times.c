/*
 * times.c: time expressions: every stretch that names a time, its TIMEX3 value and the interval of real time it means.
 *
 * The words are time_grammar.h's part, the meaning time_anchor.h's. Here a document is walked sentence by sentence, and
 * what only the surroundings can tell is looked at: that "2014" is no amount and "the 30th" no floor.
 */
#include "annotate.h"
#include "time_anchor.h"

#include <string.h>

/* How far a place is looked for, for "local time" and for abbreviations of several zones. */
#define SENTENCES_BACK 4
#define LONGEST_SENTENCE 400 /* tokens */
#define PLACE_WINDOW 60      /* units */
#define PLACE_BYTES 400
#define LONGEST_NAME 20 /* tokens; what is longer is no name */

typedef struct TimeStage {
    Document *document;
    TimeAnchors anchors;
    TimeUnits units, others;
    int32_t before_last; /* the last unit of the expression before, in this sentence; -1 none */
    Period before;       /* its period */
    bool between;        /* "between" stands before it */
    const char *named;   /* for each token: whether it is part of a name, NULL: no names */
    int32_t mention;     /* the first mention that is close enough to look at */
    int32_t here_of;     /* the sentence that `here` was found for */
    const char *here;    /* the zone of the last place named in the sentences before it */
} TimeStage;

/* Words after which a number is a year or a day of the month rather than an amount of something. */
static bool unit_text_is(const TimeStage *stage, int32_t unit, const char *const *words)
{
    const TimeUnit *u;

    if (unit < 0 || unit >= stage->units.count)
        return false;
    u = &stage->units.items[unit];
    for (int32_t i = 0; words[i] != NULL; i++) {
        size_t length = strlen(words[i]);
        bool same = (size_t)u->length == length;

        for (size_t k = 0; same && k < length; k++) {
            char c = stage->document->text[u->start + (int32_t)k];

            same = (c >= 'A' && c <= 'Z' ? c + 32 : c) == words[i][k];
        }
        if (same)
            return true;
    }
    return false;
}

/* begins_lower: whether a unit is a word in lower case. */
static bool begins_lower(const TimeStage *stage, int32_t unit)
{
    char c;

    if (unit < 0 || unit >= stage->units.count)
        return false;
    c = stage->document->text[stage->units.items[unit].start];
    return c >= 'a' && c <= 'z';
}

static bool begins_letter(const TimeStage *stage, int32_t unit)
{
    char c;

    if (unit < 0 || unit >= stage->units.count)
        return false;
    c = stage->document->text[stage->units.items[unit].start];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const Token *token_of(const TimeStage *stage, int32_t unit)
{
    return &stage->document->tokens.items[stage->units.items[unit].token];
}

/* Small words that go on with a sentence after a time. */
static const char *const function_words[] = {
    "and",   "or",      "but",     "in",      "on",        "at",     "by",    "for",    "from",    "to",
    "with",  "of",      "as",      "when",    "while",     "until",  "after", "before", "since",   "that",
    "which", "who",     "is",      "was",     "were",      "are",    "has",   "had",    "have",    "will",
    "would", "could",   "can",     "may",     "might",     "should", "did",   "does",   "during",  "over",
    "under", "if",      "because", "where",   "than",      "into",   "the",   "a",      "an",      "he",
    "she",   "it",      "they",    "we",      "i",         "this",   "not",   "also",   "through", "about",
    "near",  "between", "amid",    "despite", "following", "so",     "then",  NULL};

/* What is counted in thousands: after these a number is no year. */
static const char *const measures[] = {
    "people",     "percent",  "men",     "women",      "children",   "miles",   "feet",      "points",    "dollars",
    "tons",       "tonnes",   "km",      "kilometers", "kilometres", "meters",  "metres",    "pounds",    "euros",
    "yen",        "cases",    "deaths",  "troops",     "soldiers",   "workers", "jobs",      "employees", "members",
    "shares",     "copies",   "homes",   "houses",     "votes",      "seats",   "others",    "pages",     "words",
    "lines",      "students", "acres",   "hectares",   "barrels",    "inmates", "prisoners", "refugees",  "migrants",
    "protesters", "square",   "degrees", "units",      "vehicles",   "cars",    "patients",  "victims",   NULL};

/* guard_year: "2014" and no amount. */
static bool guard_year(const TimeStage *stage, const TimeMatch *match)
{
    static const char *const before[] = {
        "$",    "#",      "no.",   "number",  "about", "some", "than",    "nearly",  "almost",  "over",          "usd",
        "page", "flight", "route", "highway", "=",     "+",    "exactly", "another", "roughly", "approximately", NULL};
    static const char *const brackets[] = {"(", "[", NULL};
    int32_t year = frame_get(&match->frame, TIME_FIELD_YEAR);

    if (unit_text_is(stage, match->last + 1, measures) || unit_text_is(stage, match->first - 1, before))
        return false;
    if (frame_has(&match->frame, TIME_FIELD_YY)) /* "the '98 accord", but no quotation that opens with 98 */
        return true;
    if (year >= 1900 && year < 2100)
        return true;
    {
        static const char *const years_follow[] = {"in",    "since",  "until",  "by",      "from",    "of", "before",
                                                   "after", "around", "during", "through", "between", NULL};
        const Token *next = match->last + 1 < stage->units.count ? token_of(stage, match->last + 1) : NULL;

        if (unit_text_is(stage, match->first - 1, brackets))
            return true;
        /* an old year goes with a preposition and not with a thing counted */
        return unit_text_is(stage, match->first - 1, years_follow) && year <= 2200 &&
               !(begins_lower(stage, match->last + 1) && !unit_text_is(stage, match->last + 1, function_words)) &&
               (next == NULL || next->upos != UPOS_NOUN);
    }
}

/* guard_day: "on the 30th", but not "the 30th floor". */
static bool guard_day(const TimeStage *stage, const TimeMatch *match)
{
    static const char *const joins[] = {"to", "and", "or", NULL}, *const the[] = {"the", NULL};
    const Token *next;

    if (match->last + 1 >= stage->units.count || !begins_letter(stage, match->last + 1))
        return true;
    /* "from the 15th to the 19th century" */
    if (unit_text_is(stage, match->last + 1, joins) && unit_text_is(stage, match->last + 2, the) &&
        begins_letter(stage, match->last + 4) && !unit_text_is(stage, match->last + 4, function_words))
        return false;
    next = token_of(stage, match->last + 1);
    if (next->upos == UPOS_NOUN || next->upos == UPOS_ADJ || next->upos == UPOS_NUM)
        return false;
    if (!begins_lower(stage, match->last + 1))
        return next->upos != UPOS_X && next->upos != UPOS_PROPN;
    return next->upos != UPOS_X || unit_text_is(stage, match->last + 1, function_words);
}

/* guard_clock: "3:30" by itself may be a score; "at 3:30" is no score. */
static bool guard_clock(const TimeStage *stage, const TimeMatch *match)
{
    static const char *const before[] = {"at",    "by",     "until", "till",    "from",    "after", "before",
                                         "since", "around", "about", "through", "between", "to",    NULL};
    const TimeFrame *f = &match->frame;

    if (frame_has(f, TIME_FIELD_AMPM) || frame_has(f, TIME_FIELD_ZONE) || frame_has(f, TIME_FIELD_SECOND))
        return true;
    if (frame_get(f, TIME_FIELD_HOUR) == 12 && frame_get(f, TIME_FIELD_MINUTE) == 0)
        return true;
    if (match->last > match->first || stage->units.items[match->first].word >= 0)
        return true;
    return unit_text_is(stage, match->first - 1, before);
}

/* guard_ordinal: "fourth (29)": a weekday counted as in Portuguese, if that day falls on it. */
static bool guard_ordinal(TimeStage *stage, TimeMatch *match)
{
    TimeFrame *f = &match->frame;
    int32_t ordinal = frame_get(f, TIME_FIELD_ORDINAL), last, month_first;
    bool again = (f->set_again >> TIME_FIELD_DAY & 1) != 0;

    if (again) {
        ordinal = f->value[TIME_FIELD_DAY];
        f->value[TIME_FIELD_DAY] = f->again[TIME_FIELD_DAY];
        f->set_again &= ~(UINT64_C(1) << TIME_FIELD_DAY);
    }
    if (ordinal < 2 || ordinal > 6 || !stage->anchors.published_known)
        return false;
    f->set &= ~(UINT64_C(1) << TIME_FIELD_ORDINAL);
    /* the number must be a day of that weekday close to the publication */
    for (last = stage->anchors.today - 10; last <= stage->anchors.today + 10; last++) {
        int32_t year, month, day;

        calendar_date(last, &year, &month, &day);
        month_first = calendar_weekday(last);
        if (day == frame_get(f, TIME_FIELD_DAY) && month_first == ordinal - 1) {
            frame_set(f, TIME_FIELD_WEEKDAY, ordinal - 1);
            return true;
        }
    }
    return false;
}

/* guard_period: "two weeks before" at the end of a clause is a date; before a noun it is a length of time. */
static bool guard_period(const TimeStage *stage, TimeMatch *match)
{
    static const char *const goes_on[] = {"and",  "or",   "but", "in",   "on", "at", "by",
                                          "when", "with", "to",  "from", "as", NULL};
    bool open = begins_letter(stage, match->last + 1) && !unit_text_is(stage, match->last + 1, goes_on);
    int32_t way = frame_get(&match->frame, TIME_FIELD_WAY);
    TimeMatch beside;

    if (way == TIME_WAY_BEFORE || way == TIME_WAY_AFTER) {
        if (!open)
            return true;
        match->last--;
        match->frame.type = TIME_RULE_DURATION;
        match->frame.set &= ~(UINT64_C(1) << TIME_FIELD_GUARD);
        /* "two days before Christmas": the date beside it bounds the two days */
        if (!time_match(&stage->units, stage->document, match->last + 2, &beside) || beside.first != match->last + 2 ||
            beside.frame.type != TIME_RULE_DATE || frame_has(&beside.frame, TIME_FIELD_UNIT) ||
            frame_has(&beside.frame, TIME_FIELD_COUNT) || frame_has(&beside.frame, TIME_FIELD_REFERENCE)) {
            match->frame.set &= ~(UINT64_C(1) << TIME_FIELD_WAY);
            return true;
        }
        for (int32_t field = 0; field < TIME_FIELDS; field++)
            if (frame_has(&beside.frame, (TimeField)field))
                frame_set(&match->frame, (TimeField)field, beside.frame.value[field]);
        return true;
    }
    /* "over the week", but not "over the week's events" or "at the day care" */
    return !(begins_lower(stage, match->last + 1) && !unit_text_is(stage, match->last + 1, function_words));
}

/* guard_rate: "a week" after a plural is a rate, "flights a week". */
static bool guard_rate(const TimeStage *stage, TimeMatch *match)
{
    static const char *const second[] = {"second", NULL};
    static const char *const amounts[] = {"million", "billion", "trillion", "thousand", "percent", NULL};
    const TimeUnit *first = &stage->units.items[match->first];
    const Token *before;

    /* "the 12 Second Street houses" */
    if (frame_get(&match->frame, TIME_FIELD_UNIT) == TIME_UNIT_SECOND && match->last == match->first + 1 &&
        frame_get(&match->frame, TIME_FIELD_COUNT) > 1 && unit_text_is(stage, match->last, second))
        return false;
    if (match->last != match->first + 1 || first->length != 1 || match->first == 0 ||
        frame_get(&match->frame, TIME_FIELD_COUNT) != 1)
        return true;
    before = token_of(stage, match->first - 1);
    if (before->xpos == XPOS_NNS)
        match->frame.type = TIME_RULE_SET;
    return before->xpos != XPOS_CD && before->xpos != XPOS_DOLLAR && !unit_text_is(stage, match->first - 1, amounts);
}

/* era_follows: "44 BC", "March 15, 44 BC", "5 May 0000": years that the calendar here does not have. */
static bool era_follows(const TimeStage *stage, const TimeMatch *match)
{
    static const char *const eras[] = {"bc", "b.c.", "b.c", "bce", "b.c.e.", "b.c.e", NULL}, *const comma[] = {",",
                                                                                                               NULL};
    int32_t unit = match->last + 1;
    const TimeUnit *u;
    char c;

    if (unit_text_is(stage, unit, comma))
        unit++;
    if (unit >= stage->units.count)
        return false;
    if (unit_text_is(stage, unit, eras))
        return true;
    u = &stage->units.items[unit];
    c = stage->document->text[u->start];
    if (c < '0' || c > '9')
        return false;
    /* "30 September 420" */
    if (u->length == 3 && unit == match->last + 1 && frame_has(&match->frame, TIME_FIELD_MONTH))
        return true;
    return unit_text_is(stage, unit + 1, eras) || (c == '0' && (u->length == 4 || u->length == 1));
}

/* mark_names: which tokens are a person's name, or a part of a longer name of something else. */
static void mark_names(TimeStage *stage)
{
    Document *document = stage->document;
    char *named;

    if (document->mentions.count == 0)
        return;
    stage->named = named = arena_alloc(document->arena, (size_t)document->tokens.count + 1);
    for (int32_t i = 0; i < document->mentions.count; i++) {
        const Mention *m = &document->mentions.items[i];
        bool longer = m->last_token > m->first_token;

        if (m->level != LEVEL_NAME || m->first_token < 0 || m->last_token - m->first_token > LONGEST_NAME ||
            !(m->kind == KIND_PERSON || (longer && (m->kind == KIND_ORG || m->kind == KIND_FACILITY))))
            continue;
        for (int32_t t = m->first_token; t <= m->last_token; t++)
            named[t] = 1;
    }
}

/* is_name: "May said", "April Jones": a month by itself that is a person, or part of a longer name. */
static bool is_name(const TimeStage *stage, const TimeMatch *match)
{
    static const char *const in[] = {"in",   "since", "until",  "till",   "last",    "next", "this",
                                     "late", "early", "during", "before", "through", NULL};
    static const char *const before[] = {"by", "of",      "to",  "from", "for",   "after", "and",
                                         "or", "between", "the", "a",    "every", "each",  NULL};
    const Token *next;

    if (match->first != match->last || match->frame.type != TIME_RULE_DATE ||
        !frame_has(&match->frame, TIME_FIELD_MONTH) || unit_text_is(stage, match->first - 1, in))
        return false;
    if (stage->named != NULL && stage->named[token_of(stage, match->first) - stage->document->tokens.items] != 0)
        return true;
    if (match->last + 1 >= stage->units.count || !begins_letter(stage, match->last + 1))
        return false;
    next = token_of(stage, match->last + 1);
    if (!begins_lower(stage, match->last + 1))
        return next->upos == UPOS_PROPN;
    if (unit_text_is(stage, match->first - 1, before))
        return false;
    return token_of(stage, match->first)->xpos == XPOS_MD ||
           (next->upos == UPOS_VERB && (next->xpos == XPOS_VBD || next->xpos == XPOS_VBZ));
}

static bool guard(TimeStage *stage, TimeMatch *match)
{
    switch (frame_get(&match->frame, TIME_FIELD_GUARD)) {
    case TIME_GUARD_YEAR:
        return guard_year(stage, match);
    case TIME_GUARD_DAY:
        return guard_day(stage, match);
    case TIME_GUARD_CLOCK:
        return guard_clock(stage, match);
    case TIME_GUARD_ORDINAL:
        return guard_ordinal(stage, match);
    case TIME_GUARD_RATE:
        return guard_rate(stage, match);
    case TIME_GUARD_LOWER: /* "daily", but not "the Daily News" */
        return begins_lower(stage, match->first) || match->first == 0;
    case TIME_GUARD_PERIOD:
        return guard_period(stage, match);
    default:
        return true;
    }
}

#define MENTIONS_BACK 4

/* part_of_other_name: whether the words at a place are part of a longer name that is none of a country or city: Lake
 * Victoria is not in Australia. */
static bool part_of_other_name(const Document *document, int32_t start)
{
    int32_t low = 0, high = document->mentions.count;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (document->mentions.items[middle].start <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (int32_t i = low - 1; i >= 0 && i >= low - MENTIONS_BACK; i--) {
        const Mention *mention = &document->mentions.items[i];

        if (mention->level == LEVEL_NAME && mention->kind != KIND_GPE && mention->kind != KIND_NORP &&
            mention->first_token < mention->last_token && mention->start + mention->length > start)
            return true;
    }
    return false;
}

/* place_zone: the zone of the last place that is named among some units, NULL for none. */
static const char *place_zone(const TimeUnits *units, const Document *document, int32_t first, int32_t last)
{
    const char *found = NULL;

    for (int32_t u = first; u <= last && u < units->count; u++) {
        int32_t zone = time_zone_at(units, document, u);

        if (zone >= 0 && !part_of_other_name(document, units->items[u].start))
            found = time_grammar.zones[zone].zone;
    }
    return found;
}

/* zone_of_before: the zone of the last place named in the sentences before one; found once a sentence. */
static const char *zone_of_before(TimeStage *stage, int32_t sentence)
{
    const Document *document = stage->document;

    if (stage->here_of == sentence)
        return stage->here;
    stage->here_of = sentence;
    stage->here = NULL;
    for (int32_t back = 1; stage->here == NULL && back <= SENTENCES_BACK && sentence - back >= 0; back++) {
        const Sentence *other = &document->sentences.items[sentence - back];

        if (other->last_token - other->first_token > LONGEST_SENTENCE)
            continue;
        time_units_read(&stage->others, document, other);
        stage->here = place_zone(&stage->others, document, 0, stage->others.count - 1);
    }
    return stage->here;
}

/* look_for_place: the country and the zone of the place spoken of, the nearest before the expression. */
static void look_for_place(TimeStage *stage, const TimeMatch *match, int32_t sentence, TimePlace *place)
{
    const Document *document = stage->document;
    int32_t start = stage->units.items[match->first].start, from = match->first - PLACE_WINDOW;

    while (stage->mention < document->mentions.count &&
           document->mentions.items[stage->mention].start < start - PLACE_BYTES)
        stage->mention++;
    for (int32_t i = stage->mention; i < document->mentions.count; i++) {
        const Mention *m = &document->mentions.items[i];

        if (m->start > start + PLACE_BYTES || (m->start > start && place->country != NULL))
            break;
        if (m->country != NO_STRING && m->sentence == sentence)
            place->country = document_string(document, m->country);
    }
    place->here = place_zone(&stage->units, document, from < 0 ? 0 : from, match->last);
    if (place->here == NULL)
        place->here = place_zone(&stage->units, document, match->last, match->last + PLACE_WINDOW);
    if (place->here == NULL)
        place->here = zone_of_before(stage, sentence);
}

/* in_parentheses: whether a clock time stands in parentheses that follow another one in its sentence. */
static bool in_parentheses(const TimeStage *stage, const TimeMatch *match, int32_t sentence)
{
    static const char *const open[] = {"(", NULL}, *const close[] = {")", NULL};

    if (stage->anchors.instant_sentence != sentence)
        return false;
    for (int32_t u = match->first - 1; u >= 0 && u >= match->first - 12; u--) {
        if (unit_text_is(stage, u, close))
            return false;
        if (unit_text_is(stage, u, open))
            return true;
    }
    return false;
}

static Moment moment_of(int64_t seconds)
{
    return seconds * 1000000;
}

/* explicit_day_follows: "today. fourth (29)": the day of the month that follows a "today" decides what day it was. */
static bool explicit_day_follows(const TimeStage *stage, const Timex *before, const TimeMeaning *meaning,
                                 const TimeMatch *match)
{
    int32_t gap = stage->units.items[match->first].start - before->start - before->length;
    const char *value = document_string(stage->document, before->value);

    return before->type == TIMEX_DATE && before->grain == GRAIN_DAY && gap >= 0 && gap <= 3 &&
           frame_get(&match->frame, TIME_FIELD_GUARD) == TIME_GUARD_ORDINAL && strcmp(value, meaning->value) != 0;
}

static void add_timex(TimeStage *stage, const TimeMatch *match, const TimeMeaning *meaning, int32_t sentence)
{
    Document *document = stage->document;
    const TimeUnit *first = &stage->units.items[match->first], *last = &stage->units.items[match->last];
    Timex *timex;

    if (document->timexes.count > 0) {
        Timex *before = &document->timexes.items[document->timexes.count - 1];

        if (explicit_day_follows(stage, before, meaning, match)) {
            before->value = document_intern_string(document, meaning->value);
            before->starts = moment_of(meaning->starts);
            before->ends = moment_of(meaning->ends);
            before->reason = document_intern_string(document, "the day of the month that follows decides");
        }
    }
    timex = document_add_timexes(document);
    timex->sentence = sentence;
    timex->start = first->start;
    timex->length = last->start + last->length - first->start;
    timex->first_token = first->token;
    timex->last_token = last->token;
    timex->type = (int32_t)meaning->type;
    timex->value = document_intern_string(document, meaning->value);
    timex->grain = (int32_t)meaning->grain;
    timex->reason = document_intern_string(document, meaning->reason);
    if (meaning->bounded) {
        timex->starts = moment_of(meaning->starts);
        timex->ends = moment_of(meaning->ends);
    } else {
        timex->grain = GRAIN_NONE;
    }
}

/* needs_direction: whether the direction of the clause decides anything. */
static bool needs_direction(const TimeFrame *f)
{
    return !frame_has(f, TIME_FIELD_YEAR) &&
           (frame_has(f, TIME_FIELD_MONTH) || frame_has(f, TIME_FIELD_DAY) || frame_has(f, TIME_FIELD_WEEKDAY) ||
            frame_has(f, TIME_FIELD_SEASON) || frame_has(f, TIME_FIELD_HOLIDAY) || frame_has(f, TIME_FIELD_HOUR) ||
            frame_has(f, TIME_FIELD_PART) || frame_get(f, TIME_FIELD_WAY) == TIME_WAY_NEXT ||
            frame_has(f, TIME_FIELD_ORDINAL) || frame_has(f, TIME_FIELD_QUARTER));
}

/* takes_preposition: the word right before an expression, in lower case, is one of these. */
static bool after_word(const TimeStage *stage, const TimeMatch *match, const char *const *words)
{
    return unit_text_is(stage, match->first - 1, words);
}

/* direction_of: ahead or behind, from the words next to the expression or from its clause. */
static TimeDirection direction_of(const TimeStage *stage, const TimeMatch *match)
{
    static const char *const until[] = {"until", "till", NULL}, *const by[] = {"by", "before", "through", NULL};
    static const char *const as[] = {"as", NULL}, *const soon[] = {"soon", "early", NULL};
    static const char *const possessive[] = {"'s", "\xe2\x80\x99s", NULL};
    TimeDirection direction;

    if (after_word(stage, match, until) ||
        (after_word(stage, match, as) && unit_text_is(stage, match->first - 2, soon)))
        return TIME_DIRECTION_FUTURE;
    direction =
        time_direction(stage->document, stage->units.items[match->first].token, stage->units.items[match->last].token);
    if (after_word(stage, match, by) && direction != TIME_DIRECTION_PAST)
        return TIME_DIRECTION_FUTURE;
    /* only days and hours are announced in the present tense: "opens on Friday" */
    if (direction == TIME_DIRECTION_TIMETABLE &&
        (unit_text_is(stage, match->last + 1, possessive) ||
         !(frame_has(&match->frame, TIME_FIELD_WEEKDAY) || frame_has(&match->frame, TIME_FIELD_HOUR))))
        return TIME_DIRECTION_NONE;
    /* the verb of "would appeal Wednesday's ruling" says little about the ruling */
    if (unit_text_is(stage, match->last + 1, possessive) && frame_has(&match->frame, TIME_FIELD_WEEKDAY) &&
        (calendar_weekday(stage->anchors.today) - frame_get(&match->frame, TIME_FIELD_WEEKDAY) + 7) % 7 <= 2)
        return TIME_DIRECTION_NONE;
    return direction;
}

#define DAY_WINDOW 40 /* units after a clock time in which its day may be named */

/* look_for_day: the day that the sentence names after a clock time: "at 3 pm (1900 GMT) on Friday". */
static void look_for_day(TimeStage *stage, const TimeMatch *match, TimePlace *place)
{
    TimeAnchors *anchors = &stage->anchors;

    if (anchors->sentence_day_of == place->sentence || place->parenthesis)
        return;
    for (int32_t u = match->last + 1; u < stage->units.count && u <= match->last + DAY_WINDOW; u++) {
        TimeMatch later;
        TimeMeaning meaning;

        if (!time_match(&stage->units, stage->document, u, &later))
            continue;
        if (later.frame.type == TIME_RULE_DATE && !frame_has(&later.frame, TIME_FIELD_WAY) && guard(stage, &later)) {
            TimePlace there = {
                .sentence = place->sentence, .direction = direction_of(stage, &later), .from = {GRAIN_NONE, NO_DAY}};

            if (time_resolve(anchors, &later.frame, &there, &meaning) && meaning.period.grain == GRAIN_DAY) {
                anchors->sentence_day = meaning.period;
                anchors->sentence_day_of = place->sentence;
                return;
            }
        }
        u = later.last > u ? later.last : u;
    }
}

/* range_from: the beginning of a range whose end the expression is: "Wednesday through Friday", "between May and July".
 */
static Period range_from(const TimeStage *stage, const TimeMatch *match)
{
    static const char *const to[] = {"to", "through", "until", "till", "-", NULL}, *const and[] = {"and", NULL};

    if (stage->before_last >= 0 && stage->before_last == match->first - 2 &&
        (unit_text_is(stage, match->first - 1, to) || (stage->between && unit_text_is(stage, match->first - 1, and))))
        return stage->before;
    return (Period){GRAIN_NONE, NO_DAY};
}

/* take_match: resolves an expression and adds it; false when it turns out to be something else. */
static bool take_match(TimeStage *stage, TimeMatch *match, int32_t sentence)
{
    static const char *const between[] = {"between", NULL}, *const of[] = {"of", NULL};
    TimePlace place = {.sentence = sentence};
    TimeMeaning meaning;

    if (match->frame.type == TIME_RULE_NONE)
        return true;
    if (era_follows(stage, match) || is_name(stage, match))
        return true;
    if (!guard(stage, match) || match->last < match->first)
        return false;
    place.from = range_from(stage, match);
    /* "the last two weeks of the war" are not counted from the publication */
    if (match->frame.type == TIME_RULE_DURATION && unit_text_is(stage, match->last + 1, of) &&
        (frame_get(&match->frame, TIME_FIELD_WAY) == TIME_WAY_PAST ||
         frame_get(&match->frame, TIME_FIELD_WAY) == TIME_WAY_NEXT))
        match->frame.set &= ~(UINT64_C(1) << TIME_FIELD_WAY);
    if (needs_direction(&match->frame))
        place.direction = direction_of(stage, match);
    if (frame_has(&match->frame, TIME_FIELD_ZONE))
        look_for_place(stage, match, sentence, &place);
    if (frame_has(&match->frame, TIME_FIELD_HOUR))
        place.parenthesis = in_parentheses(stage, match, sentence);
    if (frame_has(&match->frame, TIME_FIELD_HOUR) && !frame_has(&match->frame, TIME_FIELD_DAY) &&
        !frame_has(&match->frame, TIME_FIELD_WEEKDAY) && !frame_has(&match->frame, TIME_FIELD_UNIT))
        look_for_day(stage, match, &place);
    if (!time_resolve(&stage->anchors, &match->frame, &place, &meaning))
        return true; /* no day of the calendar, nor is a part of it */
    add_timex(stage, match, &meaning, sentence);
    time_anchors_note(&stage->anchors, &meaning, &place);
    stage->before = meaning.period;
    stage->before_last = match->last;
    stage->between = unit_text_is(stage, match->first - 1, between);
    return true;
}

/* day_reading: the day of the month that a unit can be, 0 for none. */
static int32_t day_reading(const TimeStage *stage, int32_t unit)
{
    const TimeUnit *u = &stage->units.items[unit];

    for (int32_t i = 0; i < u->reading_count; i++) {
        const TimeReading *reading = &stage->units.readings[u->reading + i];

        if ((reading->class == TIME_CLASS_DAY || reading->class == TIME_CLASS_DAYTH) && reading->units == 1)
            return reading->sets[0].value;
    }
    return 0;
}

/* next_of_list: "April 24 and 25": the next day of a list of days of one month. */
static bool next_of_list(const TimeStage *stage, const TimeMatch *match, TimeMatch *next)
{
    static const char *const joins[] = {"and", "or", NULL}, *const comma[] = {",", NULL};
    int32_t unit = match->last + 2, day, after;

    if (unit >= stage->units.count || match->frame.type != TIME_RULE_DATE ||
        !frame_has(&match->frame, TIME_FIELD_MONTH) || !frame_has(&match->frame, TIME_FIELD_DAY) ||
        match->frame.set_again != 0)
        return false;
    if (!unit_text_is(stage, match->last + 1, joins) && !unit_text_is(stage, match->last + 1, comma))
        return false;
    day = day_reading(stage, unit);
    after = unit + 1;
    if (day == 0 ||
        (after < stage->units.count && begins_letter(stage, after) && !unit_text_is(stage, after, function_words)))
        return false;
    *next = *match;
    next->first = next->last = unit;
    next->frame.value[TIME_FIELD_DAY] = (int16_t)day;
    next->frame.set &= ~(UINT64_C(1) << TIME_FIELD_WEEKDAY);
    return true;
}

void find_times(Document *document)
{
    TimeStage stage = {.document = document, .here_of = NO_INDEX};

    time_anchors_start(&stage.anchors, document);
    mark_names(&stage);
    if (document->published == NO_TIME) {
        int64_t published;
        const char *reason;

        if (time_infer_published(&stage.anchors, &stage.units, &published, &reason)) {
            time_anchors_publish(&stage.anchors, published);
            document->published_inferred = moment_of(published);
            document->published_reason = document_intern_string(document, reason);
        }
    }
    for (int32_t s = 0; s < document->sentences.count; s++) {
        environment_check(document->environment);
        time_units_read(&stage.units, document, &document->sentences.items[s]);
        stage.before_last = -1;
        for (int32_t u = 0; u < stage.units.count; u++) {
            TimeMatch match, next;

            if ((u & 1023) == 1023)
                environment_check(document->environment);
            if (!time_match(&stage.units, document, u, &match) || !take_match(&stage, &match, s))
                continue;
            while (next_of_list(&stage, &match, &next) && take_match(&stage, &next, s))
                match = next;
            u = match.last;
        }
    }
}
