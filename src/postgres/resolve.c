/* resolve.c: resolve: reads the rows of a corpus, has the pure part say which are one, and writes the answer. */
#include "corpus.h"

PG_FUNCTION_INFO_V1(news_events_resolve);

void corpus_resolve(Corpus *corpus, CorpusSession *session, bool everything)
{
    corpus_execute(corpus, "LOCK TABLE @corpus@.event IN SHARE ROW EXCLUSIVE MODE");
    corpus_execute(corpus, "SELECT FROM @corpus@.settings");
    corpus_commit(session);
}

/* resolve(corpus): entities, events and story lines over all stories. */
Datum news_events_resolve(PG_FUNCTION_ARGS)
{
    CorpusSession session;
    Corpus *corpus;

    corpus_begin(&session, call_is_atomic(fcinfo));
    corpus = corpus_load(NameStr(*PG_GETARG_NAME(0)));
    corpus_run_start(corpus, "resolving");
    corpus_commit(&session);
    corpus_resolve(corpus, &session, true);
    corpus_run_finish(corpus);
    corpus_commit(&session);
    corpus_end(&session);
    PG_RETURN_VOID();
}
