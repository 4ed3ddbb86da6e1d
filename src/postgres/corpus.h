/*
 * corpus.h: a corpus, a schema of tables made from one text column, as its functions share it.
 *
 * All SQL that the corpus functions run goes through corpus_begin() and corpus_end(): between them the search path
 * holds nothing but pg_catalog, so that no object of a user's schema can take the place of one that is meant.
 *
 * Who may hold what, so that nothing deadlocks:
 *   - a row of `pending` belongs to the session that has it locked; it is taken with SKIP LOCKED;
 *   - a row of `document` locks all rows of that story in the other tables. refresh and resolve take it with SKIP
 * LOCKED and never wait for it; only the triggers of follow() wait, and what they wait for never waits for them;
 *   - the row of `settings` is locked by whoever looks for changes, the table `event` by whoever resolves, each before
 *     anything else of its transaction.
 */
#ifndef NEWS_EVENTS_POSTGRES_CORPUS_H
#define NEWS_EVENTS_POSTGRES_CORPUS_H

#include "postgres.h"

#include "compat.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/queryenvironment.h"

#define DEFAULT_BATCH 500
#define MOST_BATCH 100000
#define BATCH_BYTES (INT64CONST(32) * 1024 * 1024) /* of text in one batch */

/* The version of what annotate() gives: a stored annotation of another version is made anew. */
extern int corpus_annotation_version(void);

/* How corpus_commit commits: not at all inside somebody's transaction; a worker has no procedure around it. */
typedef enum CorpusCommit { COMMIT_NEVER, COMMIT_IN_PROCEDURE, COMMIT_IN_WORKER } CorpusCommit;

typedef struct CorpusSession {
    CorpusCommit commit;
    int nest_level;
    MemoryContext context; /* SPI's own, which ends with it */
} CorpusSession;

/* corpus_begin, corpus_end: SPI with a safe search path. Memory of the caller's current context outlives a commit. */
extern void corpus_begin(CorpusSession *session, CorpusCommit commit);
extern void corpus_commit(CorpusSession *session);
extern void corpus_end(CorpusSession *session);

typedef struct Corpus {
    CorpusSession *session;
    char *name;
    Oid source;
    Oid key_type, key_collation;
    char *key, *body, *published, *title, *publisher, *zone; /* columns of the source; NULL: none */
    const char **values; /* what stands for each name between at signs in the SQL templates, see corpus.c */
} Corpus;

/* commit_of_call: whether a procedure was called where it can commit. */
extern CorpusCommit commit_of_call(FunctionCallInfo fcinfo);

/* corpus_load: the corpus of that name, checked against its source as it is now. Inside corpus_begin. */
extern Corpus *corpus_load(CorpusSession *session, const char *name);

/* corpus_is_settings: whether a table is the table `settings` of a corpus. */
extern bool corpus_is_settings(Oid relation);

/* corpus_describe: fills a corpus whose name, source, columns and zone are set; reports what does not fit. */
extern void corpus_describe(Corpus *corpus);

/* corpus_sql: the template with @name@ replaced. corpus_execute: runs it and gives the number of rows. */
extern char *corpus_sql(const Corpus *corpus, const char *sql);
extern uint64 corpus_execute(const Corpus *corpus, const char *sql);
extern uint64 corpus_execute_with(const Corpus *corpus, const char *sql, int count, Oid *types, Datum *values,
                                  const char *nulls);

/* corpus_register: the result of the last statement as a relation that those after it can read, until unregistered. */
extern EphemeralNamedRelation corpus_register(const Corpus *corpus, const char *name);
extern void corpus_unregister(EphemeralNamedRelation relation);

/* The named entities of the stories of $1, each with the form of its name; see src/resolution/forms.h. */
#define LOCAL_ENTITIES                                                                                                 \
    "SELECT n.key, n.local_entity, n.kind, n.name, n.country, news_events.form_number(n.kind, n.name, n.country) AS "  \
    "form, "                                                                                                           \
    "(SELECT count(*) FROM @corpus@.mention c WHERE c.key @eq@ n.key AND c.local_entity = n.local_entity) AS "         \
    "mentions "                                                                                                        \
    "FROM (SELECT DISTINCT ON (m.key, m.local_entity) m.key, m.local_entity, m.kind, m.name, coalesce(m.country, '') " \
    "AS "                                                                                                              \
    "country FROM @corpus@.mention m WHERE m.key @eq@ ANY ($1) AND m.level = 'name' AND m.local_entity IS NOT NULL "   \
    "AND "                                                                                                             \
    "m.name IS NOT NULL ORDER BY m.key, m.local_entity, m.mention) n"

/* corpus_withdraw: notes what resolved stories have part in, before their rows are changed; they are then unresolved.
 */
extern void corpus_withdraw(const Corpus *corpus, ArrayType *keys);

/* corpus_refresh_keys: brings the rows of these keys in step, in this transaction, waiting for whoever holds them. */
extern void corpus_refresh_keys(Corpus *corpus, ArrayType *keys);

/* corpus_unfollow: drops the triggers that serve a corpus; when dropping it, leaves those that are others' to drop. */
extern void corpus_unfollow(const char *name, bool dropping);

/* A batch of stories that this transaction holds. */
typedef struct CorpusBatch {
    Corpus *corpus;
    ArrayType *annotate, *recode; /* keys */
    int done, problems;
    bool patient; /* waits for others: a trigger does, a refresh does not */
    bool busy;    /* out: somebody else is at one of the stories; nothing was written */
} CorpusBatch;

/* corpus_process: annotates and codes the stories of a batch, replaces their rows, and takes them off `pending`. */
extern void corpus_process(CorpusBatch *batch);

/* corpus_work_off: batches of up to `most` stories until nothing is pending. With jobs: with background workers beside.
 */
extern void corpus_work_off(Corpus *corpus, CorpusSession *session, int most);
extern void corpus_work_off_with_jobs(Corpus *corpus, CorpusSession *session, int most, int jobs);

/* corpus_keys: column 1 of SPI's current result as an array of keys. */
extern ArrayType *corpus_keys(const Corpus *corpus, int column, const bool *take);

/* corpus_run_...: this session's row of `run`. */
extern void corpus_run_start(const Corpus *corpus, const char *phase);
extern void corpus_run_update(const Corpus *corpus, const char *phase, int64 done, int64 total, int64 problems);
extern void corpus_run_phase(const Corpus *corpus, const char *phase);
extern void corpus_run_finish(const Corpus *corpus);

/* corpus_resolve: joins the entities and events of what is not resolved yet with the others. */
extern void corpus_resolve(Corpus *corpus, CorpusSession *session);

#endif
