/*
 * corpus_jobs.c: background workers that take batches beside the session that refreshes.
 *
 * A worker does what a second session that calls refresh would do, for the same user, and nothing else: it finds its
 * work in the table `pending`. So one that cannot start, or that fails, costs speed and nothing more: what it held
 * falls back to `pending`, and the session that it helps meets the same story, and the same error, itself.
 */
#include "corpus.h"

#include "access/xact.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "storage/ipc.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#define MOST_JOBS 64

typedef struct Job {
    Oid database, session_user, user;
    int32 most;
    NameData corpus;
} Job;

StaticAssertDecl(sizeof(Job) <= BGW_EXTRALEN, "a job must fit into what a background worker is given");

PGDLLEXPORT void news_events_worker_main(Datum argument);

/* news_events_worker_main: a background worker, until nothing is pending. */
void news_events_worker_main(Datum argument)
{
    Job job;
    CorpusSession session;
    Corpus *corpus;

    memcpy(&job, MyBgworkerEntry->bgw_extra, sizeof(job));
    pqsignal(SIGTERM, die);
    BackgroundWorkerUnblockSignals();
    BackgroundWorkerInitializeConnectionByOid(job.database, job.session_user, 0);
    SetUserIdAndSecContext(job.user, 0);
    SetCurrentStatementStartTimestamp();
    pgstat_report_activity(STATE_RUNNING, psprintf("news_events: refresh of corpus %s", NameStr(job.corpus)));
    StartTransactionCommand();
    PushActiveSnapshot(GetTransactionSnapshot());
    corpus_begin(&session, COMMIT_IN_WORKER);
    MemoryContextSwitchTo(AllocSetContextCreate(TopMemoryContext, "news_events worker", ALLOCSET_DEFAULT_SIZES));
    corpus = corpus_load(&session, NameStr(job.corpus));
    corpus_run_start(corpus, "annotating");
    corpus_commit(&session);
    corpus_work_off(corpus, &session, job.most);
    corpus_run_finish(corpus);
    corpus_commit(&session);
    corpus_end(&session);
    PopActiveSnapshot();
    CommitTransactionCommand();
    pgstat_report_activity(STATE_IDLE, NULL);
}

static BackgroundWorkerHandle *start_worker(const Corpus *corpus, int most, int number)
{
    BackgroundWorker worker;
    BackgroundWorkerHandle *handle;
    Job job;

    memset(&job, 0, sizeof(job));
    job.database = MyDatabaseId;
    job.session_user = GetSessionUserId();
    job.user = GetUserId();
    job.most = most;
    namestrcpy(&job.corpus, corpus->name);
    memset(&worker, 0, sizeof(worker));
    worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    worker.bgw_notify_pid = MyProcPid;
    strlcpy(worker.bgw_library_name, "news_events", sizeof(worker.bgw_library_name));
    strlcpy(worker.bgw_function_name, "news_events_worker_main", sizeof(worker.bgw_function_name));
    snprintf(worker.bgw_name, sizeof(worker.bgw_name), "news_events refresh worker %d for pid %d", number, MyProcPid);
    strlcpy(worker.bgw_type, "news_events refresh worker", sizeof(worker.bgw_type));
    memcpy(worker.bgw_extra, &job, sizeof(job));
    return RegisterDynamicBackgroundWorker(&worker, &handle) ? handle : NULL;
}

static void stop_workers(BackgroundWorkerHandle **handles, int count)
{
    for (int i = 0; i < count; i++)
        TerminateBackgroundWorker(handles[i]);
}

void corpus_work_off_with_jobs(Corpus *corpus, CorpusSession *session, int most, int jobs)
{
    BackgroundWorkerHandle *handles[MOST_JOBS];
    volatile int count = 0;

    jobs = Min(jobs, MOST_JOBS);
    PG_TRY();
    {
        while (count < jobs - 1 && (handles[count] = start_worker(corpus, most, count + 1)) != NULL)
            count++;
        if (count < jobs - 1)
            ereport(NOTICE, (errmsg("%d of %d background workers could be started", count, jobs - 1),
                             errhint("The setting max_worker_processes limits their number.")));
        corpus_work_off(corpus, session, most);
        for (int i = 0; i < count; i++)
            if (WaitForBackgroundWorkerShutdown(handles[i]) == BGWH_POSTMASTER_DIED)
                proc_exit(1);
    }
    PG_CATCH();
    {
        stop_workers(handles, count);
        PG_RE_THROW();
    }
    PG_END_TRY();
}
