/*
 * resolve.c: resolve: chunk by chunk, joins what is not yet resolved with what is.
 *
 * One session at a time resolves a corpus. It takes what refresh left in `withdrawn` (what changed or deleted stories
 * had part in) and a chunk of unresolved stories, and hands them to the parts below, which read nothing but rows.
 */
#include "resolve.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "pgstat.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#if PG_VERSION_NUM >= 140000
#include "utils/wait_event.h"
#endif

PG_FUNCTION_INFO_V1(news_events_resolve);

#define CHUNK 1000 /* stories */
#define TRIES 100  /* of a chunk some of whose neighbours are in use */

/* ---- sets and statements ---- */

NumberSet *number_set_create(void)
{
    NumberSet *set = palloc0(sizeof(NumberSet));
    HASHCTL control = {.keysize = sizeof(int64), .entrysize = sizeof(int64), .hcxt = CurrentMemoryContext};

    set->table = hash_create("news_events numbers", 1024, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    set->capacity = 64;
    set->items = palloc(sizeof(int64) * set->capacity);
    return set;
}

bool number_set_add(NumberSet *set, int64 number)
{
    bool found;

    if (number == 0)
        return false;
    (void)hash_search(set->table, &number, HASH_ENTER, &found);
    if (found)
        return false;
    if (set->count == set->capacity) {
        set->capacity *= 2;
        set->items = repalloc_huge(set->items, sizeof(int64) * set->capacity);
    }
    set->items[set->count++] = number;
    return true;
}

void number_set_add_column(NumberSet *set, int column)
{
    for (uint64 i = 0; i < SPI_processed; i++)
        (void)number_set_add(set, result_number(i, column));
}

Datum number_array(const int64 *numbers, int count)
{
    Datum *elements = palloc(sizeof(Datum) * (count + 1));

    for (int i = 0; i < count; i++)
        elements[i] = Int64GetDatum(numbers[i]);
    return PointerGetDatum(construct_array(elements, count, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

int64 result_number(uint64 row, int column)
{
    bool is_null;
    Datum value = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &is_null);

    if (is_null)
        return 0;
    return SPI_gettypeid(SPI_tuptable->tupdesc, column) == INT4OID ? DatumGetInt32(value) : DatumGetInt64(value);
}

char *result_text(uint64 row, int column)
{
    return SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
}

static uint64 run_for(const Chunk *chunk, const char *sql, Oid type, Datum values)
{
    return corpus_execute_with(chunk->corpus, sql, 1, &type, &values, NULL);
}

uint64 run_for_numbers(const Chunk *chunk, const char *sql, const int64 *numbers, int count)
{
    return run_for(chunk, sql, INT8ARRAYOID, number_array(numbers, count));
}

uint64 run_for_texts(const Chunk *chunk, const char *sql, char **texts, int count)
{
    Datum *elements = palloc(sizeof(Datum) * (count + 1));

    for (int i = 0; i < count; i++)
        elements[i] = CStringGetTextDatum(texts[i]);
    return run_for(chunk, sql, TEXTARRAYOID,
                   PointerGetDatum(construct_array(elements, count, TEXTOID, -1, false, TYPALIGN_INT)));
}

uint64 run_for_keys(const Chunk *chunk, const char *sql)
{
    return run_for(chunk, sql, get_array_type(chunk->corpus->key_type), PointerGetDatum(chunk->keys));
}

bool lock_stories(const Chunk *chunk, char **keys, int count)
{
    return count == 0 || run_for_texts(chunk,
                                       "SELECT FROM @corpus@.document d WHERE d.key @eq@ ANY ($1::@key_plain_type@[]) "
                                       "FOR UPDATE SKIP LOCKED",
                                       keys, count) == (uint64)count;
}

/* ---- one chunk ---- */

typedef enum Outcome { OUTCOME_NOTHING, OUTCOME_DONE, OUTCOME_BUSY } Outcome;

/* resolve_chunk: takes what was withdrawn out and up to CHUNK stories in. */
static Outcome resolve_chunk(const Corpus *corpus)
{
    static const char *const settings[] = {"enable_hashjoin", "enable_mergejoin", "enable_seqscan"};
    Chunk chunk = {.corpus = corpus};
    int nest_level;
    EphemeralNamedRelation withdrawn;
    uint64 taken;
    bool done;

    corpus_execute(corpus, "SELECT FROM @corpus@.settings");
    corpus_execute(corpus, "LOCK TABLE @corpus@.event IN SHARE ROW EXCLUSIVE MODE");
    corpus_execute(corpus,
                   psprintf("SELECT d.key FROM @corpus@.document d WHERE NOT d.resolved ORDER BY d.key LIMIT %d "
                            "FOR UPDATE SKIP LOCKED",
                            CHUNK));
    taken = SPI_processed;
    chunk.keys = corpus_keys(corpus, 1, NULL);
    taken += corpus_execute(corpus, "DELETE FROM @corpus@.withdrawn RETURNING key, form, mentions, event, story_line");
    if (taken == 0)
        return OUTCOME_NOTHING;
    withdrawn = corpus_register(corpus, "withdrawn_now");
    chunk.memory = server_document_create(ERRCODE_INTERNAL_ERROR);
    nest_level = NewGUCNestLevel();
    for (size_t i = 0; i < lengthof(settings); i++)
        (void)set_config_option(settings[i], "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    done = resolve_chunk_entities(&chunk);
    if (done) {
        resolve_chunk_neighbours(&chunk);
        done = resolve_chunk_events(&chunk) && resolve_chunk_lines(&chunk);
    }
    if (done)
        run_for_keys(&chunk, "UPDATE @corpus@.document SET resolved = true WHERE key @eq@ ANY ($1)");
    AtEOXact_GUC(true, nest_level);
    corpus_unregister(withdrawn);
    server_document_delete(chunk.memory);
    return done ? OUTCOME_DONE : OUTCOME_BUSY;
}

/* try_chunk: resolve_chunk in a subtransaction, so that a chunk that cannot be finished leaves nothing and holds
 * nothing. */
static Outcome try_chunk(const Corpus *corpus)
{
    MemoryContext context = CurrentMemoryContext;
    ResourceOwner owner = CurrentResourceOwner;
    volatile Outcome outcome = OUTCOME_NOTHING;

    BeginInternalSubTransaction(NULL);
    MemoryContextSwitchTo(context);
    PG_TRY();
    {
        outcome = resolve_chunk(corpus);
        if (outcome == OUTCOME_BUSY)
            RollbackAndReleaseCurrentSubTransaction();
        else
            ReleaseCurrentSubTransaction();
        MemoryContextSwitchTo(context);
        CurrentResourceOwner = owner;
    }
    PG_CATCH();
    {
        ErrorData *error;

        /* The subtransaction must not outlive this call, whatever becomes of the one around it. */
        MemoryContextSwitchTo(context);
        error = CopyErrorData();
        FlushErrorState();
        RollbackAndReleaseCurrentSubTransaction();
        MemoryContextSwitchTo(context);
        CurrentResourceOwner = owner;
        ReThrowError(error);
    }
    PG_END_TRY();
    return outcome;
}

void corpus_resolve(Corpus *corpus, CorpusSession *session)
{
    MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "news_events chunk", ALLOCSET_DEFAULT_SIZES);
    MemoryContext old = MemoryContextSwitchTo(context);
    int tries = 0;
    Outcome outcome;

    do {
        CHECK_FOR_INTERRUPTS();
        outcome = try_chunk(corpus);
        tries = outcome == OUTCOME_BUSY ? tries + 1 : 0;
        corpus_commit(session);
        if (outcome == OUTCOME_BUSY) {
            (void)WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, 50, PG_WAIT_EXTENSION);
            ResetLatch(MyLatch);
        }
        MemoryContextReset(context);
    } while (outcome != OUTCOME_NOTHING && tries < TRIES);
    MemoryContextSwitchTo(old);
    MemoryContextDelete(context);
    if (outcome != OUTCOME_NOTHING)
        ereport(WARNING, (errmsg("stories of corpus \"%s\" that are in use by other transactions are not resolved",
                                 corpus->name),
                          errhint("CALL news_events.resolve('%s') again.", corpus->name)));
}

/* resolve(corpus): entities, events and story lines of what is not resolved. */
Datum news_events_resolve(PG_FUNCTION_ARGS)
{
    CorpusSession session;
    Corpus *corpus;

    corpus_begin(&session, commit_of_call(fcinfo));
    corpus = corpus_load(&session, NameStr(*PG_GETARG_NAME(0)));
    corpus_run_start(corpus, "resolving");
    corpus_commit(&session);
    corpus_resolve(corpus, &session);
    corpus_run_finish(corpus);
    corpus_commit(&session);
    corpus_end(&session);
    PG_RETURN_VOID();
}
