/* corpus_create.c: create_corpus, drop_corpus and the list of corpora. */
#include "corpus.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "lib/stringinfo.h"
#include "pgtime.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(news_events_create_corpus);
PG_FUNCTION_INFO_V1(news_events_drop_corpus);
PG_FUNCTION_INFO_V1(news_events_corpora);

static const char corpus_tables[] =
#include "postgres/corpus_tables.inc"
    ;

static const char corpus_views[] =
#include "postgres/corpus_views.inc"
    ;

static char *name_argument(FunctionCallInfo fcinfo, int n)
{
    return PG_ARGISNULL(n) ? NULL : pstrdup(NameStr(*PG_GETARG_NAME(n)));
}

static void require(const char *value, const char *parameter)
{
    if (value == NULL)
        ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("%s of a corpus must not be null", parameter)));
}

/* The server must know the zone; annotate() asks ICU for it as well. */
static void check_zone(const char *zone)
{
    char *command = psprintf("SELECT news_events.annotate('', NULL, NULL, %s)", quote_literal_cstr(zone));

    if (pg_tzset(zone) == NULL)
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("time zone \"%s\" not recognized", zone),
                        errhint("The view pg_timezone_names lists the names.")));
    if (SPI_execute(command, true, 1) != SPI_OK_SELECT)
        elog(ERROR, "could not run \"%s\"", command);
}

static void check_free(const char *name)
{
    Oid schema = get_namespace_oid(name, true);
    Oid settings = OidIsValid(schema) ? get_relname_relid("settings", schema) : InvalidOid;

    if (OidIsValid(settings) && corpus_is_settings(settings))
        ereport(ERROR,
                (errcode(ERRCODE_DUPLICATE_OBJECT), errmsg("corpus \"%s\" already exists", name),
                 errhint("CALL news_events.refresh('%s') brings it up to date; news_events.drop_corpus removes it.",
                         name)));
    if (OidIsValid(schema))
        ereport(ERROR, (errcode(ERRCODE_DUPLICATE_SCHEMA), errmsg("schema \"%s\" already exists", name),
                        errdetail("A corpus is a schema of its own."), errhint("Choose another name for the corpus.")));
    if (SPI_execute("SELECT has_database_privilege(current_database(), 'CREATE')", true, 1) == SPI_OK_SELECT) {
        bool is_null;
        Datum may = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null);

        if (!DatumGetBool(may))
            ereport(ERROR,
                    (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
                     errmsg("permission denied to create a corpus in database \"%s\"", get_database_name(MyDatabaseId)),
                     errdetail("A corpus is a schema of its own."),
                     errhint("Ask for GRANT CREATE ON DATABASE %s TO %s.",
                             quote_identifier(get_database_name(MyDatabaseId)),
                             quote_identifier(GetUserNameFromId(GetUserId(), false)))));
    }
}

static void insert_settings(const Corpus *corpus)
{
    const char *columns[] = {corpus->key, corpus->body, corpus->published, corpus->title, corpus->publisher};
    Oid types[7] = {OIDOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID};
    Datum values[7];
    char nulls[8] = "       ";

    values[0] = ObjectIdGetDatum(corpus->source);
    for (int i = 0; i < 5; i++) {
        nulls[i + 1] = columns[i] == NULL ? 'n' : ' ';
        values[i + 1] = columns[i] == NULL ? (Datum)0 : CStringGetTextDatum(columns[i]);
    }
    values[6] = CStringGetTextDatum(corpus->zone);
    corpus_execute_with(
        corpus,
        "INSERT INTO @corpus@.settings (source, key_column, body_column, published_column, title_column, "
        "publisher_column, zone) VALUES ($1::regclass, $2::name, $3::name, $4::name, $5::name, $6::name, $7)",
        7, types, values, nulls);
}

/* One statement at a time, so that an error shows the one that it is in; each ends in a semicolon at the end of a line.
 */
static void run_script(const Corpus *corpus, const char *script)
{
    while (*script != '\0') {
        const char *end = strstr(script, ";\n");

        if (end == NULL)
            break;
        (void)corpus_execute(corpus, pnstrdup(script, end - script));
        script = end + 2;
    }
}

/* create_corpus(corpus, source, key, body, published, title, publisher, zone): the schema, its tables and views. */
Datum news_events_create_corpus(PG_FUNCTION_ARGS)
{
    CorpusSession session;
    Corpus corpus = {0};

    corpus.name = name_argument(fcinfo, 0);
    require(corpus.name, "name");
    require(PG_ARGISNULL(1) ? NULL : "", "source");
    corpus.source = PG_GETARG_OID(1);
    corpus.key = name_argument(fcinfo, 2);
    corpus.body = name_argument(fcinfo, 3);
    corpus.published = name_argument(fcinfo, 4);
    corpus.title = name_argument(fcinfo, 5);
    corpus.publisher = name_argument(fcinfo, 6);
    require(corpus.key, "key column");
    require(corpus.body, "body column");
    corpus.zone = PG_ARGISNULL(7) ? pstrdup("UTC") : text_to_cstring(PG_GETARG_TEXT_PP(7));

    corpus_begin(&session, COMMIT_NEVER);
    check_free(corpus.name);
    check_zone(corpus.zone);
    corpus_describe(&corpus);
    run_script(&corpus, corpus_tables);
    run_script(&corpus, corpus_views);
    insert_settings(&corpus);
    corpus_end(&session);
    PG_RETURN_VOID();
}

/* What create_corpus made, views before the tables that they read. */
static const char *const corpus_relations[] = {
    "progress", "story_line_list", "icews_event", "gdelt_event",    "source_agreement", "map",
    "dyad_day", "actor_activity",  "timeline",    "quotation_list", "event_list",       "report_list",
};

/* drop_corpus(corpus, cascade): all that create_corpus made; with cascade also what others made of it. */
Datum news_events_drop_corpus(PG_FUNCTION_ARGS)
{
    CorpusSession session;
    const char *name = NameStr(*PG_GETARG_NAME(0));
    const char *behaviour = PG_GETARG_BOOL(1) ? "CASCADE" : "RESTRICT";
    Oid schema = get_namespace_oid(name, true);
    Oid settings = OidIsValid(schema) ? get_relname_relid("settings", schema) : InvalidOid;
    StringInfoData command;

    if (!OidIsValid(settings) || !corpus_is_settings(settings))
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("corpus \"%s\" does not exist", name),
                        errhint("The view news_events.corpus lists the corpora.")));
    corpus_begin(&session, COMMIT_NEVER);
    /* Every batch of a refresh reads the settings first: once this lock is there, none is under way. */
    initStringInfo(&command);
    name = quote_identifier(name);
    appendStringInfo(&command, "LOCK TABLE %s.settings IN ACCESS EXCLUSIVE MODE;", name);
    for (size_t i = 0; i < lengthof(corpus_relations); i++)
        appendStringInfo(&command, "DROP VIEW IF EXISTS %s.%s %s;", name, corpus_relations[i], behaviour);
    appendStringInfo(
        &command,
        "DROP TABLE IF EXISTS %1$s.story_line, %1$s.event, %1$s.entity, %1$s.participant, %1$s.report, "
        "%1$s.place, %1$s.quotation, %1$s.timex, %1$s.mention, %1$s.sentence, %1$s.document, %1$s.pending, "
        "%1$s.run, %1$s.form, %1$s.document_term, %1$s.neighbour, %1$s.withdrawn, %1$s.settings %2$s; DROP SCHEMA %1$s "
        "%2$s;",
        name, behaviour);
    corpus_unfollow(NameStr(*PG_GETARG_NAME(0)), true);
    if (SPI_execute(command.data, false, 0) < 0)
        elog(ERROR, "could not drop corpus %s", name);
    corpus_end(&session);
    PG_RETURN_VOID();
}

/* corpora(): a row for every corpus that the caller may read. */
Datum news_events_corpora(PG_FUNCTION_ARGS)
{
    CorpusSession session;
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;
    StringInfoData command;

    begin_rows(fcinfo);
    corpus_begin(&session, COMMIT_NEVER);
    if (SPI_execute(
            "SELECT quote_ident(n.nspname), quote_literal(n.nspname) FROM pg_class c JOIN pg_namespace n ON n.oid = "
            "c.relnamespace WHERE c.relname = 'settings' AND c.reloftype = "
            "'news_events.corpus_settings'::regtype AND has_schema_privilege(n.oid, 'USAGE') AND "
            "has_table_privilege(c.oid, 'SELECT') ORDER BY n.nspname",
            true, 0) != SPI_OK_SELECT)
        elog(ERROR, "could not list the corpora");
    initStringInfo(&command);
    for (uint64 i = 0; i < SPI_processed; i++) {
        HeapTuple row = SPI_tuptable->vals[i];
        TupleDesc shape = SPI_tuptable->tupdesc;

        appendStringInfo(&command,
                         "%sSELECT %s::name, source, key_column, body_column, published_column, title_column, "
                         "publisher_column, zone, created FROM %s.settings",
                         i > 0 ? " UNION ALL " : "", SPI_getvalue(row, shape, 2), SPI_getvalue(row, shape, 1));
    }
    if (command.len > 0) {
        if (SPI_execute(command.data, true, 0) != SPI_OK_SELECT)
            elog(ERROR, "could not read the corpora");
        for (uint64 i = 0; i < SPI_processed; i++)
            tuplestore_puttuple(result->setResult, SPI_tuptable->vals[i]);
    }
    corpus_end(&session);
    return (Datum)0;
}
