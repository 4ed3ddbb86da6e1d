/* events.c: which reports of different stories, or of one, speak of one event. */
#include "events.h"

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
    /* Half of the shorter: the same day of two zones overlaps by more, the day before by less. */
    return ends > starts && 2 * (ends - starts) >= shorter ? 1 : -1;
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

typedef struct Node {
    Precision precision;
    int32_t parent;      /* union-find */
    int32_t best, rival; /* the report that it follows, and that link's score */
    bool follows;
} Node;

static int32_t root_of(Node *nodes, int32_t i)
{
    while (nodes[i].parent != i) {
        nodes[i].parent = nodes[nodes[i].parent].parent;
        i = nodes[i].parent;
    }
    return i;
}

static void unite(Node *nodes, int32_t i, int32_t j)
{
    i = root_of(nodes, i);
    j = root_of(nodes, j);
    if (i != j)
        nodes[j].parent = i;
}

/* Remembers j as the one that i follows if it is the better link; among equals the finer time, then the lower number.
 */
static void consider(const Report *reports, Node *nodes, int32_t i, int32_t j, int32_t score)
{
    Node *node = &nodes[i];

    if (node->best >= 0) {
        Precision held = nodes[node->best].precision;

        if (score < node->rival || (score == node->rival && nodes[j].precision < held))
            return;
        if (score == node->rival && nodes[j].precision == held && reports[j].number >= reports[node->best].number)
            return;
    }
    node->best = j;
    node->rival = score;
}

void resolve_events(Arena *arena, Report *reports, int32_t count, const ReportLink *links, int64_t link_count)
{
    Node *nodes = arena_alloc(arena, sizeof(Node) * ((size_t)count + 1));

    for (int32_t i = 0; i < count; i++)
        nodes[i] = (Node){.precision = precision_of(&reports[i]), .parent = i, .best = -1};
    /* Each follows the best of those that know the time better. */
    for (int64_t i = 0; i < link_count; i++) {
        const ReportLink *link = &links[i];

        if (nodes[link->a].precision < nodes[link->b].precision)
            consider(reports, nodes, link->a, link->b, link->score);
        else if (nodes[link->b].precision < nodes[link->a].precision)
            consider(reports, nodes, link->b, link->a, link->score);
    }
    for (int32_t i = 0; i < count; i++)
        nodes[i].follows = nodes[i].best >= 0;
    /* Who follows none follows an equal that does; equals that follow none join. */
    for (int64_t i = 0; i < link_count; i++) {
        const ReportLink *link = &links[i];
        Node *a = &nodes[link->a], *b = &nodes[link->b];

        if (a->precision != b->precision)
            continue;
        if (!a->follows && b->follows)
            consider(reports, nodes, link->a, link->b, link->score);
        else if (!b->follows && a->follows)
            consider(reports, nodes, link->b, link->a, link->score);
    }
    for (int64_t i = 0; i < link_count; i++) {
        const ReportLink *link = &links[i];
        Node *a = &nodes[link->a], *b = &nodes[link->b];

        if (a->precision == b->precision && a->best < 0 && b->best < 0)
            unite(nodes, link->a, link->b);
    }
    for (int32_t i = 0; i < count; i++)
        if (nodes[i].best >= 0)
            unite(nodes, nodes[i].best, i);
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
