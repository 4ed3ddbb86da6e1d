/* resolve_entities.c: the entities of a chunk of stories, across stories. */
#include "resolve.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "resolution/forms.h"

/* Takes the part of withdrawn stories out of the counts of their names; the entities of those are to be written anew.
 */
static void take_out_withdrawn(Chunk *chunk, NumberSet *entities)
{
    corpus_execute(
        chunk->corpus,
        "WITH gone AS (SELECT w.form, count(*) AS documents, sum(w.mentions) AS mentions FROM withdrawn_now w "
        "WHERE w.form IS NOT NULL GROUP BY w.form) "
        "UPDATE @corpus@.form f SET documents = f.documents - g.documents, mentions = f.mentions - g.mentions "
        "FROM gone g WHERE f.form = g.form RETURNING f.entity");
    number_set_add_column(entities, 1);
}

/* Adds the names of the chunk's stories, which stand in the relation `local`. */
static void put_in_local(Chunk *chunk, NumberSet *entities)
{
    corpus_execute(chunk->corpus,
                   "INSERT INTO @corpus@.form AS f (form, block, kind, name, country, documents, mentions) "
                   "SELECT l.form, news_events.form_block(l.kind, l.name), l.kind, l.name, l.country, count(*), "
                   "sum(l.mentions) FROM local l GROUP BY l.form, l.kind, l.name, l.country ORDER BY l.form "
                   "ON CONFLICT (form) DO UPDATE SET documents = f.documents + EXCLUDED.documents, "
                   "mentions = f.mentions + EXCLUDED.mentions RETURNING f.entity");
    number_set_add_column(entities, 1);
}

static Form *read_forms(Chunk *chunk, const NumberSet *blocks, int64 **held, int64 **block_of, int *count)
{
    Arena *arena = &chunk->memory->arena;
    Form *forms;

    *count = (int)run_for_numbers(chunk,
                                  "SELECT f.block, f.form, f.kind, f.name, f.country, f.entity FROM @corpus@.form f "
                                  "WHERE f.block = ANY ($1) ORDER BY f.block, f.form",
                                  blocks->items, blocks->count);
    forms = arena_alloc(arena, sizeof(Form) * ((size_t)*count + 1));
    *held = arena_alloc(arena, sizeof(int64) * ((size_t)*count + 1));
    *block_of = arena_alloc(arena, sizeof(int64) * ((size_t)*count + 1));
    for (int i = 0; i < *count; i++) {
        const char *kind = result_text(i, 3);

        (*block_of)[i] = result_number(i, 1);
        forms[i] = (Form){.form = result_number(i, 2),
                          .kind = label_find(kind_names, KIND_COUNT, kind, strlen(kind)),
                          .name = result_text(i, 4),
                          .country = result_text(i, 5)};
        (*held)[i] = result_number(i, 6);
    }
    return forms;
}

/*
 * decide: the entities of all names in blocks that have a new name or lost one. Names whose entity is now another are
 * written, and the entities that they left are put into `left`.
 */
static void decide(Chunk *chunk, NumberSet *entities, NumberSet *left)
{
    NumberSet *blocks = number_set_create();
    int64 *held, *block_of, *changed, *now;
    int count, changes = 0;
    Form *forms;
    Oid types[2] = {INT8ARRAYOID, INT8ARRAYOID};
    Datum values[2];

    corpus_execute(chunk->corpus,
                   "SELECT DISTINCT f.block FROM @corpus@.form f WHERE f.entity IS NULL OR f.documents <= 0");
    number_set_add_column(blocks, 1);
    corpus_execute(chunk->corpus, "DELETE FROM @corpus@.form f WHERE f.documents <= 0 RETURNING f.entity");
    number_set_add_column(entities, 1);
    if (blocks->count == 0)
        return;
    forms = read_forms(chunk, blocks, &held, &block_of, &count);
    for (int first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && block_of[next] == block_of[first]; next++)
            ;
        resolve_forms(&chunk->memory->arena, forms + first, next - first);
    }
    changed = palloc(sizeof(int64) * (count + 1));
    now = palloc(sizeof(int64) * (count + 1));
    for (int i = 0; i < count; i++) {
        if (forms[i].entity == held[i])
            continue;
        changed[changes] = forms[i].form;
        now[changes++] = forms[i].entity;
        (void)number_set_add(entities, forms[i].entity);
        (void)number_set_add(entities, held[i]);
        (void)number_set_add(left, held[i]);
    }
    values[0] = number_array(changed, changes);
    values[1] = number_array(now, changes);
    corpus_execute_with(chunk->corpus,
                        "UPDATE @corpus@.form f SET entity = u.entity FROM unnest($1, $2) AS u (form, entity) "
                        "WHERE f.form = u.form",
                        2, types, values, NULL);
}

/* Stories whose entities are now others must be resolved again. False: somebody holds one of them. */
static bool withdraw_others(Chunk *chunk, const NumberSet *left)
{
    uint64 count;
    char **keys;

    if (left->count == 0)
        return true;
    count = run_for_numbers(
        chunk,
        "SELECT DISTINCT m.key::text FROM @corpus@.mention m JOIN @corpus@.document d ON d.key @eq@ m.key "
        "WHERE m.entity = ANY ($1) AND d.resolved",
        left->items, left->count);
    if (count == 0)
        return true;
    keys = palloc(sizeof(char *) * count);
    for (uint64 i = 0; i < count; i++)
        keys[i] = result_text(i, 1);
    if (!lock_stories(chunk, keys, (int)count))
        return false;
    (void)run_for_texts(chunk, "SELECT d.key FROM @corpus@.document d WHERE d.key @eq@ ANY ($1::@key_plain_type@[])",
                        keys, (int)count);
    corpus_withdraw(chunk->corpus, corpus_keys(chunk->corpus, 1, NULL));
    return true;
}

/* The entities of the chunk's names, in all tables that have them. */
static void write_entities_of_chunk(Chunk *chunk)
{
    static const char *const statements[] = {
        "UPDATE @corpus@.mention m SET entity = f.entity FROM local l JOIN @corpus@.form f ON f.form = l.form "
        "WHERE m.key @eq@ l.key AND m.local_entity = l.local_entity AND m.entity IS DISTINCT FROM f.entity",
        "UPDATE @corpus@.participant p SET entity = f.entity FROM local l JOIN @corpus@.form f ON f.form = l.form "
        "WHERE p.key @eq@ l.key AND p.local_entity = l.local_entity AND p.entity IS DISTINCT FROM f.entity",
        "UPDATE @corpus@.quotation q SET speaker_entity = f.entity FROM local l JOIN @corpus@.form f ON f.form = "
        "l.form "
        "WHERE q.key @eq@ l.key AND q.local_speaker_entity = l.local_entity AND q.speaker_entity IS DISTINCT FROM "
        "f.entity",
        "UPDATE @corpus@.report r SET actor_entity = f.entity FROM local l JOIN @corpus@.form f ON f.form = l.form "
        "WHERE r.key @eq@ l.key AND r.local_actor_entity = l.local_entity AND r.actor_entity IS DISTINCT FROM f.entity",
        "UPDATE @corpus@.report r SET recipient_entity = f.entity FROM local l JOIN @corpus@.form f ON f.form = l.form "
        "WHERE r.key @eq@ l.key AND r.local_recipient_entity = l.local_entity AND "
        "r.recipient_entity IS DISTINCT FROM f.entity",
    };

    for (size_t i = 0; i < lengthof(statements); i++)
        corpus_execute(chunk->corpus, statements[i]);
}

static void write_entities(Chunk *chunk, const NumberSet *entities)
{
    run_for_numbers(chunk, "DELETE FROM @corpus@.entity WHERE entity = ANY ($1)", entities->items, entities->count);
    /* Called what most stories call it; the least form among equals, so that nothing depends on the order. */
    run_for_numbers(
        chunk,
        "INSERT INTO @corpus@.entity (entity, kind, name, country, documents, mentions) "
        "SELECT f.entity, (array_agg(f.kind ORDER BY f.documents DESC, f.form))[1], "
        "(array_agg(f.name ORDER BY f.documents DESC, f.form))[1], "
        "(array_agg(f.country ORDER BY f.documents DESC, f.form) FILTER (WHERE f.country <> ''))[1], "
        "sum(f.documents), sum(f.mentions) FROM @corpus@.form f WHERE f.entity = ANY ($1) GROUP BY f.entity",
        entities->items, entities->count);
}

bool resolve_chunk_entities(Chunk *chunk)
{
    NumberSet *entities = number_set_create(), *left = number_set_create();
    EphemeralNamedRelation local;
    bool done;

    take_out_withdrawn(chunk, entities);
    run_for_keys(chunk, LOCAL_ENTITIES);
    local = corpus_register(chunk->corpus, "local");
    put_in_local(chunk, entities);
    decide(chunk, entities, left);
    done = withdraw_others(chunk, left);
    if (done) {
        write_entities_of_chunk(chunk);
        corpus_execute(chunk->corpus, "SELECT DISTINCT f.entity FROM local l JOIN @corpus@.form f ON f.form = l.form");
        number_set_add_column(entities, 1);
        write_entities(chunk, entities);
    }
    corpus_unregister(local);
    return done;
}
