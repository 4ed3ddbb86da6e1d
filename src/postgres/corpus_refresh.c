/*
 * corpus_refresh.c: refresh and recode: finds the stories to be made anew, and makes them, batch by batch.
 *
 * What is to be done stands in the table `pending`, which any number of sessions take from at once. A batch is one
 * transaction: its rows, their bookkeeping and their leaving `pending` are committed together, so that a refresh that
 * was cancelled, or whose server crashed, is taken up by the next one where it stood.
 */
#include "corpus.h"

#include "catalog/pg_type.h"
#include "pgstat.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#if PG_VERSION_NUM >= 140000
#include "utils/wait_event.h"
#endif

PG_FUNCTION_INFO_V1(news_events_refresh);
PG_FUNCTION_INFO_V1(news_events_recode);

#define WAIT_MILLISECONDS 50
#define WAIT_ROUNDS 100 /* for stories in use by others than a refresh, which are then left to the next one */

/* ---- the session's row of `run` ---- */

void corpus_run_start(const Corpus *corpus, const char *phase)
{
    Oid types[1] = {TEXTOID};
    Datum values[1] = {CStringGetTextDatum(phase)};

    corpus_execute(corpus, "DELETE FROM @corpus@.run WHERE pid IN (SELECT r.pid FROM @corpus@.run r WHERE r.pid NOT IN "
                           "(SELECT a.pid FROM pg_stat_activity a) AND r.updated < now() - interval '7 days' "
                           "FOR UPDATE SKIP LOCKED)");
    corpus_execute_with(corpus,
                        "INSERT INTO @corpus@.run (pid, phase, started, updated, done, total, problems) "
                        "VALUES (pg_backend_pid(), $1, clock_timestamp(), clock_timestamp(), 0, 0, 0) "
                        "ON CONFLICT (pid) DO UPDATE SET phase = EXCLUDED.phase, started = EXCLUDED.started, "
                        "updated = EXCLUDED.updated, finished = NULL, done = 0, total = 0, problems = 0",
                        1, types, values, NULL);
}

void corpus_run_update(const Corpus *corpus, const char *phase, int64 done, int64 total, int64 problems)
{
    Oid types[4] = {TEXTOID, INT8OID, INT8OID, INT8OID};
    Datum values[4] = {CStringGetTextDatum(phase), Int64GetDatum(done), Int64GetDatum(total), Int64GetDatum(problems)};

    corpus_execute_with(corpus,
                        "UPDATE @corpus@.run SET phase = $1, done = $2, total = $3, problems = $4, "
                        "updated = clock_timestamp() WHERE pid = pg_backend_pid()",
                        4, types, values, NULL);
}

void corpus_run_phase(const Corpus *corpus, const char *phase)
{
    Oid types[1] = {TEXTOID};
    Datum values[1] = {CStringGetTextDatum(phase)};

    corpus_execute_with(corpus, "UPDATE @corpus@.run SET phase = $1 WHERE pid = pg_backend_pid()", 1, types, values,
                        NULL);
}

void corpus_run_finish(const Corpus *corpus)
{
    corpus_execute(corpus, "UPDATE @corpus@.run SET phase = 'finished', updated = clock_timestamp(), "
                           "finished = clock_timestamp() WHERE pid = pg_backend_pid()");
}

/* ---- what is to be done ---- */

/* New, changed and deleted stories. Whoever looks holds the settings, so that two do not list the same at once. */
static void find_changes(const Corpus *corpus)
{
    corpus_execute(corpus, "SELECT FROM @corpus@.settings FOR UPDATE");
    corpus_execute(corpus, "INSERT INTO @corpus@.pending AS p (key, recode, size) "
                           "SELECT s.@key@, false, coalesce(octet_length(@body@), 0) FROM @source@ s "
                           "LEFT JOIN @corpus@.document d ON d.key @eq@ s.@key@ "
                           "WHERE d.key IS NULL OR d.version <> @version@ OR d.content_hash <> @hash@ "
                           "UNION ALL SELECT d.key, false, 0 FROM @corpus@.document d "
                           "WHERE NOT EXISTS (SELECT FROM @source@ s WHERE s.@key@ @eq@ d.key) ORDER BY 1 "
                           "ON CONFLICT (key) DO UPDATE SET recode = false, size = EXCLUDED.size");
}

static void find_annotated(const Corpus *corpus)
{
    corpus_execute(corpus, "SELECT FROM @corpus@.settings FOR UPDATE");
    corpus_execute(corpus, "INSERT INTO @corpus@.pending (key, recode, size) "
                           "SELECT d.key, true, pg_column_size(d.annotation) FROM @corpus@.document d "
                           "WHERE d.annotation IS NOT NULL ORDER BY 1 ON CONFLICT (key) DO NOTHING");
}

static int64 count_pending(const Corpus *corpus)
{
    bool is_null;

    corpus_execute(corpus, "SELECT count(*) FROM @corpus@.pending");
    return DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null));
}

typedef enum Claim {
    CLAIM_SOME,   /* the batch has stories */
    CLAIM_IN_USE, /* what is pending is held by other transactions than a refresh */
    CLAIM_TAKEN   /* others are at what is pending */
} Claim;

/* claim: locks up to `most` pending stories that nobody else has, and their documents. */
static Claim claim(CorpusBatch *batch, int most)
{
    Corpus *corpus = batch->corpus;
    MemoryContext context = CurrentMemoryContext;
    int nest_level = NewGUCNestLevel();
    char *command =
        corpus_sql(corpus, "SELECT key, recode, size FROM @corpus@.pending ORDER BY key FOR UPDATE SKIP LOCKED");
    int16 length;
    bool by_value, is_null;
    char align;
    Datum *keys = palloc(sizeof(Datum) * most), *recode = palloc(sizeof(Datum) * most);
    Oid types[2] = {get_array_type(corpus->key_type), BOOLARRAYOID};
    Datum values[2];
    int count = 0;
    int64 bytes = 0;
    Portal portal;
    bool *again;

    /* By the index and one by one: what is not looked at is not locked. */
    (void)set_config_option("enable_sort", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    (void)set_config_option("enable_seqscan", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    (void)set_config_option("enable_hashjoin", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    get_typlenbyvalalign(corpus->key_type, &length, &by_value, &align);
    portal = SPI_cursor_open_with_args(NULL, command, 0, NULL, NULL, NULL, false, 0);
    while (count < most && bytes < BATCH_BYTES) {
        HeapTuple row;

        SPI_cursor_fetch(portal, true, 1);
        MemoryContextSwitchTo(context);
        if (SPI_processed == 0)
            break;
        row = SPI_tuptable->vals[0];
        keys[count] = datumCopy(SPI_getbinval(row, SPI_tuptable->tupdesc, 1, &is_null), by_value, length);
        recode[count++] = SPI_getbinval(row, SPI_tuptable->tupdesc, 2, &is_null);
        bytes += DatumGetInt64(SPI_getbinval(row, SPI_tuptable->tupdesc, 3, &is_null));
        SPI_freetuptable(SPI_tuptable);
    }
    SPI_cursor_close(portal);
    MemoryContextSwitchTo(context);
    values[0] = PointerGetDatum(construct_array(keys, count, corpus->key_type, length, by_value, align));
    values[1] = PointerGetDatum(construct_array(recode, count, BOOLOID, 1, true, TYPALIGN_CHAR));
    corpus_execute_with(corpus,
                        "SELECT u.key, u.recode FROM unnest($1, $2) AS u (key, recode) "
                        "WHERE NOT EXISTS (SELECT FROM @corpus@.document d WHERE d.key @eq@ u.key) OR u.key @eq@ ANY "
                        "(SELECT d.key FROM @corpus@.document d WHERE d.key @eq@ ANY ($1) FOR UPDATE SKIP LOCKED)",
                        2, types, values, NULL);
    AtEOXact_GUC(true, nest_level);
    batch->done = (int)SPI_processed;
    again = palloc(sizeof(bool) * (SPI_processed + 1));
    for (uint64 i = 0; i < SPI_processed; i++)
        again[i] = DatumGetBool(SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 2, &is_null));
    batch->recode = corpus_keys(corpus, 1, again);
    for (uint64 i = 0; i < SPI_processed; i++)
        again[i] = !again[i];
    batch->annotate = corpus_keys(corpus, 1, again);
    if (batch->done > 0)
        return CLAIM_SOME;
    return count > 0 ? CLAIM_IN_USE : CLAIM_TAKEN;
}

/* Off `pending` with what is done; a story that changed while it was annotated stays there. */
static void take_off(const Corpus *corpus, ArrayType *keys, bool unless_changed)
{
    Oid types[1] = {get_array_type(corpus->key_type)};
    Datum values[1] = {PointerGetDatum(keys)};

    corpus_execute_with(corpus,
                        unless_changed
                            ? "DELETE FROM @corpus@.pending p WHERE p.key @eq@ ANY ($1) AND NOT EXISTS (SELECT FROM "
                              "@source@ s JOIN @corpus@.document d ON d.key @eq@ s.@key@ WHERE s.@key@ @eq@ p.key AND "
                              "d.content_hash <> @hash@)"
                            : "DELETE FROM @corpus@.pending p WHERE p.key @eq@ ANY ($1)",
                        1, types, values, NULL);
}

static void wait_a_little(void)
{
    (void)WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, WAIT_MILLISECONDS, PG_WAIT_EXTENSION);
    ResetLatch(MyLatch);
    CHECK_FOR_INTERRUPTS();
}

/* corpus_work_off: batches until nothing is pending, or only what others hold for long. */
void corpus_work_off(Corpus *corpus, CorpusSession *session, int most)
{
    MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "news_events batch", ALLOCSET_DEFAULT_SIZES);
    MemoryContext old = MemoryContextSwitchTo(context);
    int64 total = count_pending(corpus), left = total, done = 0, problems = 0;
    int idle = 0;

    corpus_run_update(corpus, "annotating", 0, total, 0);
    corpus_commit(session);
    while (left > 0 && idle < WAIT_ROUNDS) {
        CorpusBatch batch = {.corpus = corpus};
        Claim outcome;

        CHECK_FOR_INTERRUPTS();
        corpus_execute(corpus, "SELECT FROM @corpus@.settings");
        outcome = claim(&batch, most);
        if (outcome == CLAIM_SOME) {
            corpus_process(&batch);
            outcome = batch.busy ? CLAIM_IN_USE : CLAIM_SOME;
        }
        if (outcome == CLAIM_SOME) {
            take_off(corpus, batch.annotate, true);
            take_off(corpus, batch.recode, false);
            done += batch.done;
            problems += batch.problems;
            corpus_run_update(corpus, "annotating", done, Max(total, done), problems);
            corpus_commit(session);
            idle = 0;
        } else {
            corpus_commit(session);
            left = count_pending(corpus);
            idle = outcome == CLAIM_IN_USE ? idle + 1 : 0;
            if (left > 0)
                wait_a_little();
        }
        MemoryContextReset(context);
    }
    MemoryContextSwitchTo(old);
    MemoryContextDelete(context);
    if (left > 0)
        ereport(WARNING, (errmsg("%lld stories of corpus \"%s\" are in use by other transactions", (long long)left,
                                 corpus->name),
                          errhint("The next refresh takes them up.")));
}

static void run(FunctionCallInfo fcinfo, int most, int jobs, bool recode)
{
    CorpusSession session;
    Corpus *corpus;

    corpus_begin(&session, commit_of_call(fcinfo));
    corpus = corpus_load(&session, NameStr(*PG_GETARG_NAME(0)));
    corpus_run_start(corpus, "looking for changes");
    corpus_commit(&session);
    if (recode)
        find_annotated(corpus);
    else
        find_changes(corpus);
    corpus_commit(&session);
    if (jobs > 1 && session.commit != COMMIT_NEVER)
        corpus_work_off_with_jobs(corpus, &session, most, jobs);
    else
        corpus_work_off(corpus, &session, most);
    corpus_run_phase(corpus, "resolving");
    corpus_commit(&session);
    corpus_resolve(corpus, &session);
    corpus_run_finish(corpus);
    corpus_commit(&session);
    corpus_end(&session);
}

/* refresh(corpus, batch, jobs): the rows of new, changed and deleted stories. */
Datum news_events_refresh(PG_FUNCTION_ARGS)
{
    int most = PG_GETARG_INT32(1), jobs = PG_GETARG_INT32(2);

    if (most < 1)
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("batch must be at least 1, not %d", most)));
    if (jobs < 1)
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("jobs must be at least 1, not %d", jobs)));
    run(fcinfo, Min(most, MOST_BATCH), jobs, false);
    PG_RETURN_VOID();
}

/* recode(corpus): the reports of all stories anew, by the dictionaries as they are now; no text is annotated again. */
Datum news_events_recode(PG_FUNCTION_ARGS)
{
    run(fcinfo, DEFAULT_BATCH, 1, true);
    PG_RETURN_VOID();
}
