/* resolve_stories.c: which stories are about the same: pairs of neighbours, and story lines. */
#include "resolve.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "resolution/events.h"
#include "resolution/identifier.h"

/* The chunk's neighbours anew; those of withdrawn stories go. */
void resolve_chunk_neighbours(Chunk *chunk)
{
    const Corpus *corpus = chunk->corpus;

    corpus_execute(corpus, "DELETE FROM @corpus@.document_term t USING (SELECT DISTINCT w.key FROM withdrawn_now w) w "
                           "WHERE t.key @eq@ w.key");
    corpus_execute(
        corpus, "WITH gone AS (DELETE FROM @corpus@.neighbour n USING (SELECT DISTINCT w.key FROM withdrawn_now w) w "
                "WHERE n.key @eq@ w.key RETURNING n.key, n.other) "
                "DELETE FROM @corpus@.neighbour n USING gone g WHERE n.key @eq@ g.other AND n.other @eq@ g.key");
    run_for_keys(chunk, "INSERT INTO @corpus@.document_term (term, key, published) "
                        "SELECT t.term, d.key, coalesce(d.published, d.published_inferred) FROM @corpus@.document d "
                        "CROSS JOIN LATERAL unnest(news_events.signature_keys(d.signature)) AS t (term) "
                        "WHERE d.key @eq@ ANY ($1) ON CONFLICT (term, key) DO NOTHING");
    run_for_keys(
        chunk,
        psprintf("WITH pair AS (SELECT DISTINCT a.key, b.key AS other FROM @corpus@.document_term a "
                 "JOIN @corpus@.document_term b ON b.term = a.term AND NOT b.key @eq@ a.key "
                 "WHERE a.key @eq@ ANY ($1) AND (a.published IS NULL OR b.published IS NULL OR b.published "
                 "BETWEEN a.published - interval '%d days' AND a.published + interval '%d days')), "
                 "alike AS (SELECT p.key, p.other, news_events.similarity(d.signature, o.signature) AS similarity "
                 "FROM pair p JOIN @corpus@.document d ON d.key @eq@ p.key "
                 "JOIN @corpus@.document o ON o.key @eq@ p.other) "
                 "INSERT INTO @corpus@.neighbour (key, other, similarity) "
                 "SELECT s.key, s.other, s.similarity FROM alike s WHERE s.similarity >= %d UNION "
                 "SELECT s.other, s.key, s.similarity FROM alike s WHERE s.similarity >= %d",
                 DAYS_OF_A_MATTER, DAYS_OF_A_MATTER, SIMILAR_STORIES, SIMILAR_STORIES));
}

/* ---- story lines: stories joined by chains of close neighbours ---- */

typedef struct Story {
    uint64 hash; /* of its key; what it is looked up by */
    char *key;
    int64 held, number; /* its story line as it stands, its own number */
    int parent;
} Story;

typedef struct StoryEntry {
    uint64 hash;
    int index;
} StoryEntry;

typedef struct Lines {
    Chunk *chunk;
    HTAB *table;
    Story *stories;
    int count, capacity, expanded;
    NumberSet *touched; /* story lines to be written anew */
} Lines;

static int line_story(Lines *lines, char *key, int64 held)
{
    uint64 hash = term_hash(key, strlen(key), 6);
    bool found;
    StoryEntry *entry = hash_search(lines->table, &hash, HASH_ENTER, &found);

    if (found)
        return entry->index;
    if (lines->count == lines->capacity) {
        lines->capacity *= 2;
        lines->stories = repalloc_huge(lines->stories, sizeof(Story) * lines->capacity);
    }
    lines->stories[lines->count] =
        (Story){.hash = hash, .key = key, .held = held, .number = identifier_of(hash), .parent = lines->count};
    (void)number_set_add(lines->touched, held);
    entry->index = lines->count;
    return lines->count++;
}

static int root_of(Lines *lines, int i)
{
    Story *stories = lines->stories;

    while (stories[i].parent != i) {
        stories[i].parent = stories[stories[i].parent].parent;
        i = stories[i].parent;
    }
    return i;
}

/* The root is the story of the least number. */
static void unite(Lines *lines, int i, int j)
{
    i = root_of(lines, i);
    j = root_of(lines, j);
    if (lines->stories[i].number <= lines->stories[j].number)
        lines->stories[j].parent = i;
    else
        lines->stories[i].parent = j;
}

/* Loads the close neighbours of stories not looked at yet, until there are none. */
static void expand(Lines *lines)
{
    while (lines->expanded < lines->count) {
        int first = lines->expanded, size = Min(lines->count - first, 1000);
        char **keys = palloc(sizeof(char *) * size);

        CHECK_FOR_INTERRUPTS();
        for (int i = 0; i < size; i++)
            keys[i] = lines->stories[first + i].key;
        run_for_texts(lines->chunk,
                      psprintf("SELECT n.key::text, n.other::text, o.story_line FROM @corpus@.neighbour n "
                               "JOIN @corpus@.document o ON o.key @eq@ n.other "
                               "WHERE n.key @eq@ ANY ($1::@key_plain_type@[]) AND n.similarity >= %d",
                               SAME_STORY_LINE),
                      keys, size);
        for (uint64 i = 0; i < SPI_processed; i++) {
            int story = line_story(lines, result_text(i, 1), 0);

            unite(lines, story, line_story(lines, result_text(i, 2), result_number(i, 3)));
        }
        lines->expanded = first + size;
        pfree(keys);
    }
}

static void add_stories(Lines *lines)
{
    for (uint64 i = 0; i < SPI_processed; i++)
        (void)line_story(lines, result_text(i, 1), result_number(i, 2));
}

/* Writes what changed; false: somebody holds one of the stories. */
static bool write_changes(Lines *lines)
{
    Oid types[2] = {TEXTARRAYOID, INT8ARRAYOID};
    Datum values[2], *texts = palloc(sizeof(Datum) * (lines->count + 1));
    char **keys = palloc(sizeof(char *) * (lines->count + 1));
    int64 *now = palloc(sizeof(int64) * (lines->count + 1));
    int *members = palloc0(sizeof(int) * (lines->count + 1));
    int changes = 0;

    for (int i = 0; i < lines->count; i++)
        members[root_of(lines, i)]++;
    for (int i = 0; i < lines->count; i++) {
        int root = root_of(lines, i);
        int64 line = members[root] > 1 ? lines->stories[root].number : 0;

        (void)number_set_add(lines->touched, line);
        if (line == lines->stories[i].held)
            continue;
        keys[changes] = lines->stories[i].key;
        texts[changes] = CStringGetTextDatum(keys[changes]);
        now[changes++] = line;
    }
    if (!lock_stories(lines->chunk, keys, changes))
        return false;
    values[0] = PointerGetDatum(construct_array(texts, changes, TEXTOID, -1, false, TYPALIGN_INT));
    values[1] = number_array(now, changes);
    corpus_execute_with(
        lines->chunk->corpus,
        "UPDATE @corpus@.document d SET story_line = nullif(u.line, 0) FROM unnest($1, $2) AS u (key, line) "
        "WHERE d.key @eq@ u.key::@key_plain_type@",
        2, types, values, NULL);
    return true;
}

bool resolve_chunk_lines(Chunk *chunk)
{
    HASHCTL control = {.keysize = sizeof(uint64), .entrysize = sizeof(StoryEntry), .hcxt = CurrentMemoryContext};
    Lines lines = {.chunk = chunk, .capacity = 1024, .touched = number_set_create()};
    NumberSet *left = number_set_create();

    lines.table = hash_create("news_events stories", 1024, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    lines.stories = palloc(sizeof(Story) * lines.capacity);
    run_for_keys(chunk, "SELECT d.key::text, d.story_line FROM @corpus@.document d WHERE d.key @eq@ ANY ($1)");
    add_stories(&lines);
    /* A story that left may have held the others together. */
    corpus_execute(chunk->corpus, "SELECT DISTINCT w.story_line FROM withdrawn_now w");
    number_set_add_column(left, 1);
    run_for_numbers(chunk, "SELECT d.key::text, d.story_line FROM @corpus@.document d WHERE d.story_line = ANY ($1)",
                    left->items, left->count);
    add_stories(&lines);
    for (int i = 0; i < left->count; i++)
        (void)number_set_add(lines.touched, left->items[i]);
    expand(&lines);
    if (!write_changes(&lines))
        return false;
    run_for_numbers(chunk, "DELETE FROM @corpus@.story_line WHERE story_line = ANY ($1)", lines.touched->items,
                    lines.touched->count);
    run_for_numbers(
        chunk,
        "INSERT INTO @corpus@.story_line (story_line, title, documents, publishers, events, first_published, "
        "last_published) SELECT d.story_line, (array_agg(coalesce(d.title, (SELECT s.text FROM @corpus@.sentence s "
        "WHERE s.key @eq@ d.key ORDER BY s.sentence LIMIT 1)) ORDER BY coalesce(d.published, d.published_inferred), "
        "d.key::text COLLATE \"C\"))[1], count(*), count(DISTINCT d.publisher), (SELECT count(DISTINCT r.event) "
        "FROM @corpus@.report r JOIN @corpus@.document o ON o.key @eq@ r.key WHERE o.story_line = d.story_line), "
        "min(coalesce(d.published, d.published_inferred)), max(coalesce(d.published, d.published_inferred)) "
        "FROM @corpus@.document d WHERE d.story_line = ANY ($1) GROUP BY d.story_line",
        lines.touched->items, lines.touched->count);
    return true;
}
