/*
 * resolve_events.c: the events of a chunk of stories, across stories.
 *
 * Loads the reports that could be of one event with a report of the chunk, and those that could be of one with them,
 * and so on until there are no more; then decides over all of these together. What is outside cannot change.
 */
#include "resolve.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "knowledge/knowledge.h"
#include "resolution/events.h"
#include "resolution/identifier.h"

typedef struct StoryLink {
    int other; /* index of the other story */
    int similarity;
} StoryLink;

typedef struct EventStory {
    char *key;
    int first_report, reports; /* of Closure.reports, once loaded */
    int first_link, links;     /* of Closure.links, once loaded */
    bool reports_loaded, links_loaded;
} EventStory;

typedef struct EventStoryEntry {
    uint64 hash;
    int index;
} EventStoryEntry;

/* What a report has beside what the pure part looks at. */
typedef struct ReportRow {
    int ordinal;
    int64 held; /* its event as it stands */
    bool active, expanded;
    int next_dated; /* the next with the same two participants */
} ReportRow;

typedef struct DatedEntry {
    int64 pair;
    int first;
} DatedEntry;

typedef struct Closure {
    Chunk *chunk;
    HTAB *table, *dated;
    EventStory *stories;
    int story_count, story_capacity;
    Report *reports;
    ReportRow *rows;
    int report_count, report_capacity;
    StoryLink *links;
    int64 link_count, link_capacity;
    ReportLink *matches;
    int64 match_count, match_capacity;
    int *queue; /* active reports, in the order in which they became so */
    int queued, queue_capacity;
    NumberSet *events; /* events to be written anew, whose reports are all active */
    int events_loaded;
} Closure;

/* grow: room for one more in an array. */
#define GROW(array, count, capacity)                                                                                \
    do {                                                                                                            \
        if ((count) == (capacity)) {                                                                                \
            (capacity) = (capacity) == 0 ? 1024 : (capacity)*2;                                                     \
            (array) = (array) == NULL ? MemoryContextAllocHuge(CurrentMemoryContext, sizeof(*(array)) * (capacity)) \
                                      : repalloc_huge((array), sizeof(*(array)) * (capacity));                      \
        }                                                                                                           \
    } while (0)

static int story_of(Closure *closure, char *key)
{
    uint64 hash = term_hash(key, strlen(key), 6);
    bool found;
    EventStoryEntry *entry = hash_search(closure->table, &hash, HASH_ENTER, &found);

    if (found)
        return entry->index;
    GROW(closure->stories, closure->story_count, closure->story_capacity);
    closure->stories[closure->story_count] = (EventStory){.key = key};
    entry->index = closure->story_count;
    return closure->story_count++;
}

/* The types that two do together, in which either may be called the actor. */
static bool is_symmetric(const char *type)
{
    return strcmp(type, "CONSULT") == 0 || strcmp(type, "AGREE") == 0 || strcmp(type, "COOPERATE") == 0;
}

static void set_participant(Participant *participant, int64 entity, const char *kind, const char *code)
{
    participant->entity = entity;
    participant->person = kind != NULL && strcmp(kind, "PERSON") == 0;
    if (code != NULL && strlen(code) >= 3 && knowledge_find(&knowledge_country_names, code, 3) >= 0)
        strlcpy(participant->country, code, sizeof(participant->country));
}

static Moment moment_in(uint64 row, int column)
{
    bool is_null;
    Datum value = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &is_null);

    if (is_null || TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(value)))
        return NO_TIME;
    return DatumGetTimestampTz(value) + MOMENT_OF_2000;
}

static int64 pair_of(const Report *report)
{
    return report->actor.entity ^ report->recipient.entity;
}

static void add_report(Closure *closure, int story, uint64 row)
{
    EventStory *of = &closure->stories[story];
    const char *type = result_text(row, 4), *lemma = result_text(row, 3);
    int ordinal = (int)result_number(row, 2);
    Report *report;

    GROW(closure->reports, closure->report_count, closure->report_capacity);
    if (closure->report_count % 1024 == 0) /* the rows grow with the reports */
        closure->rows = closure->rows == NULL
                            ? MemoryContextAllocHuge(CurrentMemoryContext, sizeof(ReportRow) * 1024)
                            : repalloc_huge(closure->rows, sizeof(ReportRow) * (closure->report_count + 1024));
    if (of->reports++ == 0)
        of->first_report = closure->report_count;
    closure->rows[closure->report_count] = (ReportRow){.ordinal = ordinal, .held = result_number(row, 13)};
    report = &closure->reports[closure->report_count++];
    *report = (Report){.document = story,
                       .number = identifier_of(term_hash(of->key, strlen(of->key), (uint64)ordinal + 1000)),
                       .word = report_word(lemma == NULL ? "" : lemma),
                       .type = type == NULL ? 0 : term_hash(type, strlen(type), 7),
                       .symmetric = type != NULL && is_symmetric(type),
                       .starts = moment_in(row, 11),
                       .ends = moment_in(row, 12)};
    set_participant(&report->actor, result_number(row, 5), result_text(row, 6), result_text(row, 7));
    set_participant(&report->recipient, result_number(row, 8), result_text(row, 9), result_text(row, 10));
    if (report_is_dated(report)) {
        int64 pair = pair_of(report);
        bool found;
        DatedEntry *entry = hash_search(closure->dated, &pair, HASH_ENTER, &found);

        closure->rows[closure->report_count - 1].next_dated = found ? entry->first : -1;
        entry->first = closure->report_count - 1;
    }
}

/* Loads the reports of stories that do not have them yet. A story that is not resolved counts only with its chunk. */
static void load_reports(Closure *closure)
{
    char **keys = palloc(sizeof(char *) * (closure->story_count + 1));
    int count = 0;
    Oid types[2] = {TEXTARRAYOID, get_array_type(closure->chunk->corpus->key_type)};
    Datum values[2], *texts;

    for (int i = 0; i < closure->story_count; i++) {
        if (closure->stories[i].reports_loaded)
            continue;
        closure->stories[i].reports_loaded = true;
        keys[count++] = closure->stories[i].key;
    }
    if (count == 0)
        return;
    texts = palloc(sizeof(Datum) * count);
    for (int i = 0; i < count; i++)
        texts[i] = CStringGetTextDatum(keys[i]);
    values[0] = PointerGetDatum(construct_array(texts, count, TEXTOID, -1, false, TYPALIGN_INT));
    values[1] = PointerGetDatum(closure->chunk->keys);
    corpus_execute_with(
        closure->chunk->corpus,
        "SELECT r.key::text, r.report, coalesce(r.lemma, lower(r.trigger)), r.type, "
        "r.actor_entity, a.kind, r.actor_code, r.recipient_entity, e.kind, r.recipient_code, r.starts, r.ends, "
        "r.event FROM @corpus@.report r JOIN @corpus@.document d ON d.key @eq@ r.key "
        "LEFT JOIN @corpus@.entity a ON a.entity = r.actor_entity "
        "LEFT JOIN @corpus@.entity e ON e.entity = r.recipient_entity "
        "WHERE r.key @eq@ ANY ($1::@key_plain_type@[]) AND (d.resolved OR d.key @eq@ ANY ($2)) "
        "ORDER BY r.key, r.report",
        2, types, values, NULL);
    for (uint64 i = 0; i < SPI_processed; i++)
        add_report(closure, story_of(closure, result_text(i, 1)), i);
    SPI_freetuptable(SPI_tuptable);
    pfree(keys);
}

/* Loads the neighbours of stories that have an active report. */
static void load_links(Closure *closure, char **keys, int count)
{
    if (count == 0)
        return;
    run_for_texts(closure->chunk,
                  "SELECT n.key::text, n.other::text, n.similarity FROM @corpus@.neighbour n "
                  "WHERE n.key @eq@ ANY ($1::@key_plain_type@[]) ORDER BY n.key, n.other",
                  keys, count);
    for (uint64 i = 0; i < SPI_processed; i++) {
        int story = story_of(closure, result_text(i, 1)), other = story_of(closure, result_text(i, 2));

        GROW(closure->links, closure->link_count, closure->link_capacity);
        if (closure->stories[story].links++ == 0)
            closure->stories[story].first_link = (int)closure->link_count;
        closure->links[closure->link_count++] = (StoryLink){.other = other, .similarity = (int)result_number(i, 3)};
    }
    SPI_freetuptable(SPI_tuptable);
}

static void activate(Closure *closure, int report)
{
    if (closure->rows[report].active)
        return;
    closure->rows[report].active = true;
    GROW(closure->queue, closure->queued, closure->queue_capacity);
    closure->queue[closure->queued++] = report;
    (void)number_set_add(closure->events, closure->rows[report].held);
}

/* All reports of events that an active report has so far: they are decided anew together. */
static void load_members(Closure *closure)
{
    while (closure->events_loaded < closure->events->count) {
        int first = closure->events_loaded, before = closure->story_count;

        closure->events_loaded = closure->events->count;
        run_for_numbers(closure->chunk, "SELECT DISTINCT r.key::text FROM @corpus@.report r WHERE r.event = ANY ($1)",
                        closure->events->items + first, closure->events_loaded - first);
        for (uint64 i = 0; i < SPI_processed; i++)
            (void)story_of(closure, result_text(i, 1));
        if (closure->story_count > before)
            load_reports(closure);
    }
}

static void activate_members(Closure *closure)
{
    bool found;

    for (int i = 0; i < closure->report_count; i++)
        if (closure->rows[i].held != 0 && !closure->rows[i].active) {
            (void)hash_search(closure->events->table, &closure->rows[i].held, HASH_FIND, &found);
            if (found)
                activate(closure, i);
        }
}

/* Stories with a report of the same type, participants and day as the dated ones among the queued from `first` on. */
static void load_dated(Closure *closure, int first)
{
    int64 *actors = palloc(sizeof(int64) * (closure->queued - first + 1));
    int64 *recipients = palloc(sizeof(int64) * (closure->queued - first + 1));
    Datum *starts = palloc(sizeof(Datum) * (closure->queued - first + 1));
    Oid types[3] = {INT8ARRAYOID, INT8ARRAYOID, TIMESTAMPTZARRAYOID};
    Datum values[3];
    int count = 0;

    for (int i = first; i < closure->queued; i++) {
        const Report *report = &closure->reports[closure->queue[i]];

        if (!report_is_dated(report))
            continue;
        actors[count] = report->actor.entity;
        recipients[count] = report->recipient.entity;
        starts[count++] = TimestampTzGetDatum(report->starts - MOMENT_OF_2000);
    }
    if (count == 0)
        return;
    values[0] = number_array(actors, count);
    values[1] = number_array(recipients, count);
    values[2] = PointerGetDatum(
        construct_array(starts, count, TIMESTAMPTZOID, sizeof(TimestampTz), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
    corpus_execute_with(
        closure->chunk->corpus,
        "WITH pair AS (SELECT u.* FROM unnest($1, $2, $3) AS u (actor, recipient, starts) UNION "
        "SELECT u.recipient, u.actor, u.starts FROM unnest($1, $2, $3) AS u (actor, recipient, starts)) "
        "SELECT DISTINCT r.key::text FROM pair p JOIN @corpus@.report r ON r.actor_entity = p.actor AND "
        "r.recipient_entity = p.recipient AND r.starts BETWEEN p.starts - interval '1 day' AND "
        "p.starts + interval '1 day'",
        3, types, values, NULL);
    for (uint64 i = 0; i < SPI_processed; i++)
        (void)story_of(closure, result_text(i, 1));
}

static void add_match(Closure *closure, int a, int b, int similarity)
{
    int32 score = reports_match(&closure->reports[a], &closure->reports[b], similarity);

    if (score == 0)
        return;
    activate(closure, b);
    if (closure->rows[b].expanded) /* the pair is there already */
        return;
    GROW(closure->matches, closure->match_count, closure->match_capacity);
    closure->matches[closure->match_count++] = (ReportLink){.a = a, .b = b, .score = score};
}

static void match_with_story(Closure *closure, int report, int story, int similarity)
{
    EventStory *of = &closure->stories[story];

    for (int i = 0; i < of->reports; i++)
        if (of->first_report + i != report)
            add_match(closure, report, of->first_report + i, similarity);
}

static int similarity_of(const Closure *closure, int story, int other)
{
    const EventStory *of = &closure->stories[story];

    for (int i = 0; i < of->links; i++)
        if (closure->links[of->first_link + i].other == other)
            return closure->links[of->first_link + i].similarity;
    return 0;
}

/* Dated reports of stories that are no neighbours, by their participants and day. */
static void match_dated(Closure *closure, int report)
{
    const Report *a = &closure->reports[report];
    int64 pair = pair_of(a);
    DatedEntry *entry;

    if (!report_is_dated(a))
        return;
    entry = hash_search(closure->dated, &pair, HASH_FIND, NULL);
    for (int b = entry == NULL ? -1 : entry->first; b >= 0; b = closure->rows[b].next_dated) {
        int other = closure->reports[b].document;

        if (other != a->document && similarity_of(closure, a->document, other) == 0)
            add_match(closure, report, b, 0);
    }
}

/* Loads what the queued reports from `first` to `last` can match with. */
static void load_candidates(Closure *closure, int first, int last)
{
    char **keys = palloc(sizeof(char *) * (last - first + 1));
    int count = 0;

    for (int i = first; i < last; i++) {
        EventStory *story = &closure->stories[closure->reports[closure->queue[i]].document];

        if (story->links_loaded)
            continue;
        story->links_loaded = true;
        keys[count++] = story->key;
    }
    load_links(closure, keys, count);
    load_dated(closure, first);
    load_reports(closure);
    pfree(keys);
}

static void match_report(Closure *closure, int report)
{
    int story = closure->reports[report].document;

    CHECK_FOR_INTERRUPTS();
    match_with_story(closure, report, story, 1000);
    for (int i = 0; i < closure->stories[story].links; i++) {
        StoryLink link = closure->links[closure->stories[story].first_link + i];

        match_with_story(closure, report, link.other, link.similarity);
    }
    match_dated(closure, report);
    closure->rows[report].expanded = true;
}

/* Everything that the chunk's reports and the withdrawn events have a say in. */
static void close_over(Closure *closure)
{
    int done = 0;

    run_for_keys(closure->chunk, "SELECT d.key::text FROM @corpus@.document d WHERE d.key @eq@ ANY ($1)");
    for (uint64 i = 0; i < SPI_processed; i++)
        (void)story_of(closure, result_text(i, 1));
    load_reports(closure);
    for (int i = 0; i < closure->report_count; i++)
        activate(closure, i);
    corpus_execute(closure->chunk->corpus, "SELECT DISTINCT w.event FROM withdrawn_now w");
    number_set_add_column(closure->events, 1);
    for (;;) {
        int last;

        load_members(closure);
        activate_members(closure);
        last = closure->queued;
        if (done == last)
            break;
        load_candidates(closure, done, last);
        for (; done < last; done++)
            match_report(closure, closure->queue[done]);
    }
}

/* Decides over the active reports; writes those that are of another event now. False: somebody holds their stories. */
static bool decide(Closure *closure)
{
    Arena *arena = &closure->chunk->memory->arena;
    Report *reports = arena_alloc(arena, sizeof(Report) * ((size_t)closure->queued + 1));
    int *position = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(int) * ((Size)closure->report_count + 1));
    Datum *keys = palloc(sizeof(Datum) * (closure->queued + 1)),
          *ordinals = palloc(sizeof(Datum) * (closure->queued + 1));
    int64 *events = palloc(sizeof(int64) * (closure->queued + 1));
    NumberSet *stories = number_set_create();
    char **locked;
    int changes = 0;
    Oid types[3] = {TEXTARRAYOID, INT4ARRAYOID, INT8ARRAYOID};
    Datum values[3];

    for (int i = 0; i < closure->queued; i++) {
        reports[i] = closure->reports[closure->queue[i]];
        position[closure->queue[i]] = i;
    }
    for (int64 i = 0; i < closure->match_count; i++) {
        closure->matches[i].a = position[closure->matches[i].a];
        closure->matches[i].b = position[closure->matches[i].b];
    }
    resolve_events(arena, reports, closure->queued, closure->matches, closure->match_count);
    for (int i = 0; i < closure->queued; i++) {
        ReportRow *row = &closure->rows[closure->queue[i]];

        (void)number_set_add(closure->events, reports[i].event);
        if (reports[i].event == row->held)
            continue;
        (void)number_set_add(stories, reports[i].document + 1);
        keys[changes] = CStringGetTextDatum(closure->stories[reports[i].document].key);
        ordinals[changes] = Int32GetDatum(row->ordinal);
        events[changes++] = reports[i].event;
    }
    locked = palloc(sizeof(char *) * (stories->count + 1));
    for (int i = 0; i < stories->count; i++)
        locked[i] = closure->stories[stories->items[i] - 1].key;
    if (!lock_stories(closure->chunk, locked, stories->count))
        return false;
    values[0] = PointerGetDatum(construct_array(keys, changes, TEXTOID, -1, false, TYPALIGN_INT));
    values[1] = PointerGetDatum(construct_array(ordinals, changes, INT4OID, sizeof(int32), true, TYPALIGN_INT));
    values[2] = number_array(events, changes);
    corpus_execute_with(
        closure->chunk->corpus,
        "UPDATE @corpus@.report r SET event = u.event FROM unnest($1, $2, $3) AS u (key, report, event) "
        "WHERE r.key @eq@ u.key::@key_plain_type@ AND r.report = u.report",
        3, types, values, NULL);
    return true;
}

/*
 * The rows of events. Who, what and the excerpt are those of the report that tells most; the time is the most precise;
 * the state is what the latest story says; the place is the one that most reports give.
 */
static const char event_rows[] =
    "INSERT INTO @corpus@.event (event, type, mode, context, cameo, quad, goldstein, state, actor, actor_entity, "
    "actor_code, "
    "recipient, recipient_entity, recipient_code, starts, ends, place, country, latitude, longitude, reports, "
    "documents, "
    "publishers, first_published, last_published, excerpt) "
    "WITH told AS MATERIALIZED (SELECT r.*, d.publisher, coalesce(d.published, d.published_inferred) AS published, "
    "r.key::text COLLATE \"C\" AS name FROM @corpus@.report r JOIN @corpus@.document d ON d.key @eq@ r.key "
    "WHERE r.event = ANY ($1)), "
    "best AS (SELECT DISTINCT ON (t.event) t.* FROM told t ORDER BY t.event, "
    "(t.actor_entity IS NOT NULL)::int + (t.recipient_entity IS NOT NULL)::int DESC, "
    "(t.actor IS NOT NULL)::int + (t.recipient IS NOT NULL)::int DESC, t.confidence DESC NULLS LAST, "
    "t.published NULLS LAST, t.name, t.report), "
    "timed AS (SELECT DISTINCT ON (t.event) t.event, t.starts, t.ends FROM told t WHERE t.starts IS NOT NULL "
    "ORDER BY t.event, coalesce(t.ends, t.starts) - t.starts, t.starts, t.ends), "
    "latest AS (SELECT DISTINCT ON (t.event) t.event, t.modality FROM told t ORDER BY t.event, t.published DESC NULLS "
    "LAST, "
    "array_position(ARRAY['actual', 'planned', 'promised', 'threatened', 'demanded', 'possible', 'denied', 'negated', "
    "'hypothetical'], t.modality), t.name, t.report), "
    "sited AS (SELECT DISTINCT ON (s.event) s.event, s.place FROM (SELECT t.event, t.place, count(*) AS reports FROM "
    "told t "
    "WHERE t.place IS NOT NULL GROUP BY t.event, t.place) s ORDER BY s.event, s.reports DESC, s.place), "
    "located AS (SELECT DISTINCT ON (t.event) t.event, p.country, p.latitude, p.longitude FROM told t "
    "JOIN sited s ON s.event = t.event AND s.place = t.place JOIN @corpus@.place p ON p.key @eq@ t.key AND "
    "(p.name = t.place OR p.text = t.place) ORDER BY t.event, p.latitude IS NULL, t.name, p.place), "
    "counted AS (SELECT t.event, count(*) AS reports, count(DISTINCT t.name) AS documents, "
    "count(DISTINCT t.publisher) AS publishers, min(t.published) AS first_published, max(t.published) AS "
    "last_published "
    "FROM told t GROUP BY t.event) "
    "SELECT b.event, coalesce(b.type, ''), b.mode, b.context, b.cameo, b.quad, b.goldstein, l.modality, b.actor, "
    "b.actor_entity, "
    "b.actor_code, b.recipient, b.recipient_entity, b.recipient_code, m.starts, m.ends, s.place, g.country, "
    "g.latitude, "
    "g.longitude, c.reports, c.documents, c.publishers, c.first_published, c.last_published, x.text "
    "FROM best b JOIN latest l ON l.event = b.event JOIN counted c ON c.event = b.event "
    "LEFT JOIN timed m ON m.event = b.event LEFT JOIN sited s ON s.event = b.event "
    "LEFT JOIN located g ON g.event = b.event "
    "LEFT JOIN @corpus@.sentence x ON x.key @eq@ b.key AND x.sentence = b.sentence";

bool resolve_chunk_events(Chunk *chunk)
{
    HASHCTL stories = {.keysize = sizeof(uint64), .entrysize = sizeof(EventStoryEntry), .hcxt = CurrentMemoryContext};
    HASHCTL dated = {.keysize = sizeof(int64), .entrysize = sizeof(DatedEntry), .hcxt = CurrentMemoryContext};
    Closure closure = {.chunk = chunk, .events = number_set_create()};
    int nest_level;

    closure.table = hash_create("news_events stories", 1024, &stories, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    closure.dated = hash_create("news_events dated", 1024, &dated, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    close_over(&closure);
    if (!decide(&closure))
        return false;
    run_for_numbers(chunk, "DELETE FROM @corpus@.event WHERE event = ANY ($1)", closure.events->items,
                    closure.events->count);
    /* What it joins are the chunk's own reports, all of them: hashed, not looked up one by one. */
    nest_level = NewGUCNestLevel();
    (void)set_config_option("enable_hashjoin", "on", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    run_for_numbers(chunk, event_rows, closure.events->items, closure.events->count);
    AtEOXact_GUC(true, nest_level);
    return true;
}
