/*
 * corpus_batch.c: the rows of a batch of stories made anew: annotated, coded, written, in one transaction.
 *
 * The annotations of a batch are put into a tuplestore that the INSERTs read as a relation named `batch`, so that each
 * text is annotated once and never stored twice. A story that cannot be annotated makes the whole batch fail; its
 * stories are then taken one by one, and the reason is kept with the one that is to blame.
 */
#include "corpus.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/queryenvironment.h"
#include "utils/resowner.h"

/* A refresh waits no longer for a writer under follow(), who may be waiting for it; it lets go and comes again. */
#define LOCK_TIMEOUT "20ms"

/* A row for each story to be made anew; @annotation@ and @problem@ are put in below. */
#define STORIES(annotation, problem)                                                                     \
    "SELECT s.@key@ AS key, @hash@ AS hash, @published@ AS published, @title@ AS title, @publisher@ AS " \
    "publisher, " annotation " AS annotation, " problem                                                  \
    " AS problem FROM @source@ s LEFT JOIN @corpus@.document d ON d.key @eq@ "                           \
    "s.@key@ WHERE s.@key@ @eq@ ANY ($1) AND (d.key IS NULL OR d.version <> @version@ OR d.content_hash <> @hash@)"

static const char annotated_stories[] =
    STORIES("news_events.annotate(@body@, @published@, @title@, @zone@)", "NULL::text");
static const char problem_stories[] = STORIES("NULL::news_events.annotation", "$2::text");
static const char stored_stories[] =
    "SELECT d.key, d.content_hash AS hash, d.published, d.title, d.publisher, d.annotation, d.problem "
    "FROM @corpus@.document d WHERE d.key @eq@ ANY ($1)";

/* What is written from `batch`, in this order; the first part only when the stories were annotated anew. */
/* Comes first: it waits for whoever else is at a story that is new to both, and what that one wrote is seen after it.
 */
static const char document_statement[] =
    "INSERT INTO @corpus@.document AS d (key, publisher, title, published, published_inferred, published_reason, "
    "language, characters, sentences, words, problem, content_hash, version, signature, annotation) "
    "SELECT b.key, b.publisher, b.title, b.published, o.published_inferred, o.published_reason, o.language, "
    "o.characters, o.sentences, o.words, b.problem, b.hash, @version@, news_events.signature(b.annotation), "
    "b.annotation "
    "FROM batch b LEFT JOIN LATERAL news_events.overview(b.annotation) o ON true "
    "ON CONFLICT (key) DO UPDATE SET publisher = EXCLUDED.publisher, title = EXCLUDED.title, "
    "published = EXCLUDED.published, published_inferred = EXCLUDED.published_inferred, "
    "published_reason = EXCLUDED.published_reason, language = EXCLUDED.language, characters = EXCLUDED.characters, "
    "sentences = EXCLUDED.sentences, words = EXCLUDED.words, problem = EXCLUDED.problem, "
    "content_hash = EXCLUDED.content_hash, version = EXCLUDED.version, annotated = EXCLUDED.annotated, "
    "signature = EXCLUDED.signature, annotation = EXCLUDED.annotation";

static const char *const document_statements[] = {
    "DELETE FROM @corpus@.sentence WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.mention WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.timex WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.quotation WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.place WHERE key @eq@ ANY ($1)",
    "INSERT INTO @corpus@.sentence (key, sentence, start, length, text, paragraph, headline) "
    "SELECT b.key, f.sentence, f.start, f.length, f.text, f.paragraph, f.headline "
    "FROM batch b CROSS JOIN LATERAL news_events.sentences(b.annotation) f",
    "INSERT INTO @corpus@.mention (key, mention, sentence, start, length, text, kind, level, local_entity, name, role, "
    "country) SELECT b.key, f.mention, f.sentence, f.start, f.length, f.text, f.kind, f.level, f.entity, f.name, "
    "f.role, "
    "f.country FROM batch b CROSS JOIN LATERAL news_events.mentions(b.annotation) f",
    "INSERT INTO @corpus@.timex (key, timex, sentence, start, length, text, type, value, starts, ends, grain) "
    "SELECT b.key, f.timex, f.sentence, f.start, f.length, f.text, f.type, f.value, f.starts, f.ends, f.grain "
    "FROM batch b CROSS JOIN LATERAL news_events.times(b.annotation) f",
    "INSERT INTO @corpus@.quotation (key, quotation, sentence, start, length, text, direct, speaker, "
    "local_speaker_entity, speaker_start, speaker_length, cue) "
    "SELECT b.key, f.quotation, f.sentence, f.start, f.length, f.text, f.direct, f.speaker, f.speaker_entity, "
    "f.speaker_start, f.speaker_length, f.cue FROM batch b CROSS JOIN LATERAL news_events.quotations(b.annotation) f",
    "INSERT INTO @corpus@.place (key, place, sentence, start, length, text, name, country, latitude, longitude, "
    "geoname) "
    "SELECT b.key, f.place, f.sentence, f.start, f.length, f.text, f.name, f.country, f.latitude, f.longitude, "
    "f.geoname "
    "FROM batch b CROSS JOIN LATERAL news_events.places(b.annotation) f",
};

static const char *const report_statements[] = {
    "DELETE FROM @corpus@.report WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.participant WHERE key @eq@ ANY ($1)",
    "WITH report AS (INSERT INTO @corpus@.report (key, report, sentence, start, length, trigger, lemma, type, mode, "
    "context, cameo, quad, goldstein, modality, actor, local_actor_entity, actor_code, actor_start, actor_length, "
    "recipient, local_recipient_entity, recipient_code, recipient_start, recipient_length, starts, ends, place, "
    "attributed_to, confidence) "
    "SELECT b.key, f.report, f.sentence, f.start, f.length, f.trigger, f.lemma, f.type, f.mode, f.context, f.cameo, "
    "f.quad, f.goldstein, f.modality, f.actor, f.actor_entity, f.actor_code, f.actor_start, f.actor_length, "
    "f.recipient, "
    "f.recipient_entity, f.recipient_code, f.recipient_start, f.recipient_length, f.starts, f.ends, f.place, "
    "f.attributed_to, f.confidence FROM batch b CROSS JOIN LATERAL news_events.reports(b.annotation) f RETURNING *) "
    "INSERT INTO @corpus@.participant (key, participant, report, role, name, local_entity, code, start, length) "
    "SELECT r.key, 2 * r.report - 1, r.report, 'actor', r.actor, r.local_actor_entity, r.actor_code, r.actor_start, "
    "r.actor_length FROM report r WHERE r.actor IS NOT NULL UNION ALL "
    "SELECT r.key, 2 * r.report, r.report, 'recipient', r.recipient, r.local_recipient_entity, r.recipient_code, "
    "r.recipient_start, r.recipient_length FROM report r WHERE r.recipient IS NOT NULL",
};

/* What resolved stories had part in, for the next resolve; see resolve.c. Before their rows go. */
static const char *const withdraw_statements[] = {
    "INSERT INTO @corpus@.withdrawn (key, form, mentions, event, story_line) "
    "WITH held AS (SELECT d.key, d.story_line FROM @corpus@.document d WHERE d.key @eq@ ANY ($1) AND d.resolved) "
    "SELECT h.key, NULL::bigint, NULL::bigint, NULL::bigint, h.story_line FROM held h UNION ALL "
    "SELECT l.key, l.form, l.mentions, NULL::bigint, NULL::bigint FROM (" LOCAL_ENTITIES
    ") l JOIN held h ON h.key @eq@ l.key UNION ALL "
    "SELECT DISTINCT r.key, NULL::bigint, NULL::bigint, r.event, NULL::bigint FROM @corpus@.report r JOIN held h ON "
    "h.key @eq@ r.key WHERE r.event IS NOT NULL",
    "UPDATE @corpus@.document SET resolved = false WHERE key @eq@ ANY ($1) AND resolved",
};

static const char *const delete_statements[] = {
    "DELETE FROM @corpus@.sentence WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.mention WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.timex WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.quotation WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.place WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.report WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.participant WHERE key @eq@ ANY ($1)",
    "DELETE FROM @corpus@.document WHERE key @eq@ ANY ($1)",
};

static void execute_for_keys(const Corpus *corpus, const char *const *statements, size_t count, ArrayType *keys)
{
    Oid types[1] = {get_array_type(corpus->key_type)};
    Datum values[1] = {PointerGetDatum(keys)};

    for (size_t i = 0; i < count; i++)
        corpus_execute_with(corpus, statements[i], 1, types, values, NULL);
}

void corpus_withdraw(const Corpus *corpus, ArrayType *keys)
{
    execute_for_keys(corpus, withdraw_statements, lengthof(withdraw_statements), keys);
}

/* write_stories: runs the query over the keys and writes the rows of what it gives; the number of stories. */
static uint64 write_stories(const Corpus *corpus, const char *query, ArrayType *keys, const char *problem, bool anew)
{
    Oid types[2] = {get_array_type(corpus->key_type), TEXTOID};
    Datum values[2] = {PointerGetDatum(keys), problem == NULL ? (Datum)0 : CStringGetTextDatum(problem)};
    uint64 stories = corpus_execute_with(corpus, query, problem == NULL ? 1 : 2, types, values, NULL);
    EphemeralNamedRelation batch;
    ArrayType *found;

    if (stories == 0)
        return 0;
    found = corpus_keys(corpus, 1, NULL);
    batch = corpus_register(corpus, "batch");
    if (anew)
        (void)corpus_execute(corpus, document_statement);
    corpus_withdraw(corpus, found);
    if (anew)
        execute_for_keys(corpus, document_statements, lengthof(document_statements), found);
    execute_for_keys(corpus, report_statements, lengthof(report_statements), found);
    corpus_unregister(batch);
    return stories;
}

/* Whether an error is the story's fault, so that it will come again, and not the moment's or the session's. */
static bool is_problem_of_story(int code)
{
    switch (ERRCODE_TO_CATEGORY(code)) {
    case MAKE_SQLSTATE('2', '2', '0', '0', '0'): /* data */
    case MAKE_SQLSTATE('5', '4', '0', '0', '0'): /* program limit */
    case MAKE_SQLSTATE('0', 'A', '0', '0', '0'): /* feature not supported */
    case MAKE_SQLSTATE('X', 'X', '0', '0', '0'): /* internal */
        return true;
    default:
        return code == ERRCODE_OUT_OF_MEMORY;
    }
}

/*
 * try_stories: write_stories in a subtransaction; NULL, or the message of what went wrong. Where the batch must not
 * wait and would have to, it is marked busy.
 */
static char *try_stories(CorpusBatch *batch, const char *query, ArrayType *keys, bool anew)
{
    Corpus *corpus = batch->corpus;
    MemoryContext context = CurrentMemoryContext;
    ResourceOwner owner = CurrentResourceOwner;
    char *volatile message = NULL;

    BeginInternalSubTransaction(NULL);
    MemoryContextSwitchTo(context);
    PG_TRY();
    {
        (void)write_stories(corpus, query, keys, NULL, anew);
        ReleaseCurrentSubTransaction();
        MemoryContextSwitchTo(context);
        CurrentResourceOwner = owner;
    }
    PG_CATCH();
    {
        ErrorData *error;

        MemoryContextSwitchTo(context);
        error = CopyErrorData();
        FlushErrorState();
        RollbackAndReleaseCurrentSubTransaction();
        MemoryContextSwitchTo(context);
        CurrentResourceOwner = owner;
        batch->busy = !batch->patient && error->sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE;
        if (!batch->busy && !is_problem_of_story(error->sqlerrcode))
            ReThrowError(error);
        (void)SPI_unregister_relation("batch");
        message = pstrdup(error->message);
        FreeErrorData(error);
    }
    PG_END_TRY();
    return message;
}

static ArrayType *one_key(const Corpus *corpus, Datum key)
{
    int16 length;
    bool by_value;
    char align;

    get_typlenbyvalalign(corpus->key_type, &length, &by_value, &align);
    return construct_array(&key, 1, corpus->key_type, length, by_value, align);
}

static void write_or_blame(CorpusBatch *batch, const char *query, ArrayType *keys, bool anew)
{
    Corpus *corpus = batch->corpus;
    int16 length;
    bool by_value;
    char align;
    Datum *values;
    int count;

    if (ArrayGetNItems(ARR_NDIM(keys), ARR_DIMS(keys)) == 0)
        return;
    if (try_stories(batch, query, keys, anew) == NULL || batch->busy)
        return;
    get_typlenbyvalalign(corpus->key_type, &length, &by_value, &align);
    deconstruct_array(keys, corpus->key_type, length, by_value, align, &values, NULL, &count);
    for (int i = 0; i < count; i++) {
        ArrayType *key = one_key(corpus, values[i]);
        char *problem = try_stories(batch, query, key, anew);

        CHECK_FOR_INTERRUPTS();
        if (batch->busy)
            return;
        if (problem == NULL)
            continue;
        batch->problems++;
        if (anew) {
            (void)write_stories(corpus, problem_stories, key, problem, true);
        } else {
            Oid types[2] = {get_array_type(corpus->key_type), TEXTOID};
            Datum parameters[2] = {PointerGetDatum(key), CStringGetTextDatum(problem)};

            corpus_execute_with(corpus, "UPDATE @corpus@.document SET problem = $2 WHERE key @eq@ ANY ($1)", 2, types,
                                parameters, NULL);
        }
    }
}

static void delete_stories(const Corpus *corpus, ArrayType *keys)
{
    corpus_withdraw(corpus, keys);
    execute_for_keys(corpus, delete_statements, lengthof(delete_statements), keys);
}

/* delete_gone: the rows of those keys that the source no longer has. */
static void delete_gone(const Corpus *corpus, ArrayType *keys)
{
    Oid types[1] = {get_array_type(corpus->key_type)};
    Datum values[1] = {PointerGetDatum(keys)};

    if (corpus_execute_with(
            corpus,
            "SELECT d.key FROM @corpus@.document d WHERE d.key @eq@ ANY ($1) AND NOT EXISTS (SELECT FROM "
            "@source@ s WHERE s.@key@ @eq@ d.key)",
            1, types, values, NULL) > 0)
        delete_stories(corpus, corpus_keys(corpus, 1, NULL));
}

void corpus_process(CorpusBatch *batch)
{
    /* Whatever the statistics say, a batch is looked up by its keys: its cost must not grow with the corpus. */
    static const char *const settings[] = {"enable_seqscan", "enable_hashjoin", "enable_mergejoin"};
    int nest_level = NewGUCNestLevel();

    for (size_t i = 0; i < lengthof(settings); i++)
        (void)set_config_option(settings[i], "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    if (!batch->patient)
        (void)set_config_option("lock_timeout", LOCK_TIMEOUT, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                                false);
    delete_gone(batch->corpus, batch->annotate);
    write_or_blame(batch, annotated_stories, batch->annotate, true);
    if (!batch->busy)
        write_or_blame(batch, stored_stories, batch->recode, false);
    AtEOXact_GUC(true, nest_level);
}
