/* events.c: which reports of different stories, or of one, speak of one event. */
#include "events.h"

#include <stdlib.h>
#include <string.h>

#include "terms.h"

#define MINUTE INT64_C(60000000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* How precisely a report knows its time. */
typedef enum Precision {
    PRECISION_NONE,
    PRECISION_LONG, /* a year, a season */
    PRECISION_MONTH,
    PRECISION_WEEK,
    PRECISION_DAY,
    PRECISION_HOUR
} Precision;

static Precision precision_of(const Report *report)
{
    Moment length;

    if (report->starts == NO_TIME || report->ends == NO_TIME)
        return report->starts == NO_TIME ? PRECISION_NONE : PRECISION_HOUR;
    length = report->ends - report->starts;
    if (length <= 2 * HOUR)
        return PRECISION_HOUR;
    if (length <= 26 * HOUR)
        return PRECISION_DAY;
    if (length <= 8 * DAY)
        return PRECISION_WEEK;
    return length <= 32 * DAY ? PRECISION_MONTH : PRECISION_LONG;
}

static bool is_light_verb(const char *word, size_t length)
{
    static const char *const light[] = {"be",     "carry", "conduct", "do",  "get",   "give", "have",  "hold", "issue",
                                        "launch", "make",  "mount",   "pay", "place", "put",  "stage", "take"};

    for (size_t i = 0; i < sizeof(light) / sizeof(light[0]); i++)
        if (strlen(light[i]) == length && memcmp(light[i], word, length) == 0)
            return true;
    return false;
}

static bool is_particle(const char *word)
{
    static const char *const particles[] = {"about", "across", "along", "apart",   "around", "away",
                                            "back",  "by",     "down",  "forward", "in",     "off",
                                            "on",    "out",    "over",  "through", "up"};

    for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++)
        if (strcmp(particles[i], word) == 0)
            return true;
    return false;
}

uint64_t report_word(const char *lemma)
{
    char word[64];
    size_t first = strcspn(lemma, " "), length;
    const char *last = strrchr(lemma, ' ');
    uint64_t particle = 0;

    if (last != NULL && is_particle(last + 1)) {
        particle = term_hash(last + 1, strlen(last + 1), 5);
    } else if (last != NULL && is_light_verb(lemma, first)) {
        lemma = last + 1;
        first = strlen(lemma);
    }
    length = first < sizeof(word) ? first : sizeof(word);
    for (size_t i = 0; i < length; i++)
        word[i] = lemma[i] >= 'A' && lemma[i] <= 'Z' ? (char)(lemma[i] + 'a' - 'A') : lemma[i];
    return term_hash(word, term_stem(word, length), particle);
}

/* Whether times speak for one event (1), against it (-1), or say nothing (0). */
static int32_t times_agree(const Report *a, const Report *b)
{
    Moment a_ends, b_ends, starts, ends, shorter;

    if (a->starts == NO_TIME || b->starts == NO_TIME)
        return 0;
    a_ends = a->ends == NO_TIME || a->ends - a->starts < MINUTE ? a->starts + MINUTE : a->ends;
    b_ends = b->ends == NO_TIME || b->ends - b->starts < MINUTE ? b->starts + MINUTE : b->ends;
    if (precision_of(a) == PRECISION_HOUR && precision_of(b) == PRECISION_HOUR) /* clocks are rounded */
        return a->starts - b->starts <= HOUR && b->starts - a->starts <= HOUR ? 1 : -1;
    starts = a->starts > b->starts ? a->starts : b->starts;
    ends = a_ends < b_ends ? a_ends : b_ends;
    shorter = a_ends - a->starts < b_ends - b->starts ? a_ends - a->starts : b_ends - b->starts;
    /* A quarter of the shorter: what happens in a European evening is told of the next day in East Asia. */
    return ends > starts && 4 * (ends - starts) >= shorter ? 1 : -1;
}

/* Whether two participants are one (2), of one country (1), nobody knows (0), or others (-1). */
static int32_t same_participant(const Participant *a, const Participant *b)
{
    if (a->entity != 0 && a->entity == b->entity)
        return 2;
    if (a->entity != 0 && b->entity != 0 && a->person && b->person)
        return -1;
    if (a->country[0] != '\0' && strcmp(a->country, b->country) == 0)
        return 1;
    if (a->country[0] != '\0' && b->country[0] != '\0')
        return -1;
    return a->entity == 0 || b->entity == 0 ? 0 : -1;
}

/* Both ends together: -1 as soon as one speaks against it, else how much speaks for it, 0 to 4. */
static int32_t direct_agreement(const Participant *a1, const Participant *a2, const Participant *b1,
                                const Participant *b2)
{
    int32_t first = same_participant(a1, b1), second = same_participant(a2, b2);

    return first < 0 || second < 0 ? -1 : first + second;
}

static int32_t participants_agree(const Report *a, const Report *b)
{
    int32_t direct = direct_agreement(&a->actor, &a->recipient, &b->actor, &b->recipient);

    if (a->symmetric || b->symmetric) {
        int32_t crossed = direct_agreement(&a->actor, &a->recipient, &b->recipient, &b->actor);

        return crossed > direct ? crossed : direct;
    }
    return direct;
}

static bool is_known(const Participant *participant)
{
    return participant->entity != 0 || participant->country[0] != '\0';
}

static bool both_known(const Report *report)
{
    return is_known(&report->actor) && is_known(&report->recipient);
}

bool report_is_dated(const Report *report)
{
    return report->actor.entity != 0 && report->recipient.entity != 0 && precision_of(report) >= PRECISION_DAY;
}

int32_t reports_match(const Report *a, const Report *b, int32_t similarity)
{
    int32_t times = times_agree(a, b), participants = participants_agree(a, b);
    bool same_word = a->word == b->word, same_type = a->type == b->type;

    if (times < 0 || participants < 0 || (!same_word && !same_type))
        return 0;
    if (similarity < SIMILAR_STORIES && !(same_type && report_is_dated(a) && report_is_dated(b) && participants == 4))
        return 0;
    if (!same_word) {
        bool same_pair = both_known(a) && both_known(b) && participants >= 2;

        /* Another word for it: the same two, and either a thing that two do together or a time that both tell. */
        if (!same_pair || !(a->symmetric || times > 0))
            return 0;
    }
    return similarity / 10 + 100 * participants + (same_word ? 150 : 0) + (same_type ? 50 : 0) + 50 * times + 1;
}

/* ---- which of the links hold ---- */

/* A report in its event so far. */
typedef struct Node {
    int32_t parent; /* union-find */
    int32_t next;   /* at a root: the list of reports that differ in participants or time */
} Node;

static int32_t root_of(Node *nodes, int32_t i)
{
    while (nodes[i].parent != i) {
        nodes[i].parent = nodes[nodes[i].parent].parent;
        i = nodes[i].parent;
    }
    return i;
}

static bool same_words_for(const Participant *a, const Participant *b)
{
    return a->entity == b->entity && a->person == b->person && strcmp(a->country, b->country) == 0;
}

static bool tell_the_same(const Report *a, const Report *b)
{
    return a->starts == b->starts && a->ends == b->ends && a->symmetric == b->symmetric &&
           same_words_for(&a->actor, &b->actor) && same_words_for(&a->recipient, &b->recipient);
}

/*
 * Whether two events are told to be two: by a time that speaks against a time, or by more pairs of reports that name
 * other participants than pairs that name the same, as one name in a hundred is read wrong.
 */
static bool events_conflict(const Report *reports, const Node *nodes, int32_t a, int32_t b)
{
    int64_t others = 0, same = 0;

    for (int32_t i = a; i >= 0; i = nodes[i].next)
        for (int32_t j = b; j >= 0; j = nodes[j].next) {
            int32_t agreement;

            if (times_agree(&reports[i], &reports[j]) < 0)
                return true;
            if (!both_known(&reports[i]) || !both_known(&reports[j]))
                continue;
            agreement = participants_agree(&reports[i], &reports[j]);
            others += agreement < 0;
            same += agreement >= 2;
        }
    return others > same;
}

/* Joins two roots; of reports that tell the same, one stays in the list. */
static void unite(const Report *reports, Node *nodes, int32_t a, int32_t b)
{
    int32_t next;

    nodes[b].parent = a;
    for (int32_t i = b; i >= 0; i = next) {
        bool known = false;

        next = nodes[i].next;
        for (int32_t j = a; j >= 0 && !known; j = nodes[j].next)
            known = tell_the_same(&reports[i], &reports[j]);
        if (!known) {
            nodes[i].next = nodes[a].next;
            nodes[a].next = i;
        }
    }
}

static int compare_links(const void *x, const void *y)
{
    const ReportLink *a = x, *b = y;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return a->high < b->high ? -1 : a->high > b->high;
}

void resolve_events(Arena *arena, Report *reports, int32_t count, ReportLink *links, int64_t link_count)
{
    Node *nodes = arena_alloc(arena, sizeof(Node) * ((size_t)count + 1));

    for (int32_t i = 0; i < count; i++)
        nodes[i] = (Node){.parent = i, .next = -1};
    for (int64_t i = 0; i < link_count; i++) {
        int64_t a = reports[links[i].a].number, b = reports[links[i].b].number;

        links[i].low = a < b ? a : b;
        links[i].high = a < b ? b : a;
    }
    qsort(links, (size_t)link_count, sizeof(ReportLink), compare_links);
    for (int64_t i = 0; i < link_count; i++) {
        int32_t a = root_of(nodes, links[i].a), b = root_of(nodes, links[i].b);

        if (i % 256 == 0)
            environment_check(arena->environment);
        if (a != b && !events_conflict(reports, nodes, a, b))
            unite(reports, nodes, a, b);
    }
    for (int32_t i = 0; i < count; i++)
        reports[i].event = INT64_MAX;
    for (int32_t i = 0; i < count; i++) {
        Report *root = &reports[root_of(nodes, i)];

        if (reports[i].number < root->event)
            root->event = reports[i].number;
    }
    for (int32_t i = 0; i < count; i++)
        reports[i].event = reports[root_of(nodes, i)].event;
}
