/*
 * import_petrarch.c: PETRARCH's and TABARI's dictionaries become rows of the user's own, and the actors that come with
 * the library rows of a function that the install script reads.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/memutils.h"

#include "annotation.h"
#include "import_petrarch.h"
#include "coding/builtin_actors.h"
#include "coding/petrarch_actors.h"

PG_FUNCTION_INFO_V1(news_events_import_petrarch);
PG_FUNCTION_INFO_V1(news_events_builtin_actors);

#define DAYS_TO_2000 10957 /* from 1970-01-01 */
#define ROWS_AT_ONCE 10000
#define MOST_PROBLEMS 1000 /* that are named; the rest is counted */
#define ACTOR_COLUMNS 5

/* Rows on their way into the table, and what to say of the import. */
typedef struct Import {
    const char *kind; /* actor or agent */
    int64 rows;
    int64 problems;
    StringInfoData problem_lines;
    MemoryContext batch; /* reset after every batch */
    int count;
    Datum names[ROWS_AT_ONCE], codes[ROWS_AT_ONCE], from[ROWS_AT_ONCE], until[ROWS_AT_ONCE];
    bool no_from[ROWS_AT_ONCE], no_until[ROWS_AT_ONCE];
} Import;

static Datum array_of(Datum *values, bool *nulls, int count, Oid type, int length, bool by_value, char alignment)
{
    int lower = 1;

    return PointerGetDatum(construct_md_array(values, nulls, 1, &count, &lower, type, length, by_value, alignment));
}

/* put_batch: the rows gathered so far, in one statement; a row that is there already stays one row. */
static void put_batch(Import *import)
{
    static const char *const statement =
        "INSERT INTO news_events.actor (name, code, kind, valid_from, valid_until, dictionary) "
        "SELECT n, c, $5, f, u, 'petrarch' "
        "FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4)) "
        "AS r (n, c, f, u) ON CONFLICT DO NOTHING";
    Oid types[5] = {TEXTARRAYOID, TEXTARRAYOID, DATEARRAYOID, DATEARRAYOID, TEXTOID};
    Datum values[5];
    MemoryContext old;

    if (import->count == 0)
        return;
    old = MemoryContextSwitchTo(import->batch);
    values[0] = array_of(import->names, NULL, import->count, TEXTOID, -1, false, TYPALIGN_INT);
    values[1] = array_of(import->codes, NULL, import->count, TEXTOID, -1, false, TYPALIGN_INT);
    values[2] = array_of(import->from, import->no_from, import->count, DATEOID, 4, true, TYPALIGN_INT);
    values[3] = array_of(import->until, import->no_until, import->count, DATEOID, 4, true, TYPALIGN_INT);
    values[4] = CStringGetTextDatum(import->kind);
    MemoryContextSwitchTo(old);
    if (SPI_execute_with_args(statement, 5, types, values, NULL, false, 0) != SPI_OK_INSERT)
        elog(ERROR, "could not insert into news_events.actor");
    import->rows += (int64)SPI_processed;
    import->count = 0;
    MemoryContextReset(import->batch);
}

static Datum day_datum(int32 day, bool *null)
{
    *null = day == NO_DAY;
    return *null ? (Datum)0 : DateADTGetDatum(day - DAYS_TO_2000);
}

static void put_actor(void *context, const PetrarchActor *actor)
{
    Import *import = context;
    MemoryContext old = MemoryContextSwitchTo(import->batch);
    int i = import->count++;

    import->names[i] = CStringGetTextDatum(actor->name);
    import->codes[i] = CStringGetTextDatum(actor->code);
    import->from[i] = day_datum(actor->from, &import->no_from[i]);
    import->until[i] = day_datum(actor->until, &import->no_until[i]);
    MemoryContextSwitchTo(old);
    if (import->count == ROWS_AT_ONCE)
        put_batch(import);
}

static void note_problem(void *context, int32_t line, const char *why, const char *text)
{
    Import *import = context;

    if (++import->problems <= MOST_PROBLEMS)
        appendStringInfo(&import->problem_lines, "\nline %d: %s: %s", line, why, text);
}

/* import_report: "2 rows from 5 lines, 1 not read" and a line for each of these. */
static text *import_report(int64 rows, int64 lines, int64 problems, const char *problem_lines)
{
    StringInfoData report;

    initStringInfo(&report);
    appendStringInfo(&report, INT64_FORMAT " rows from " INT64_FORMAT " lines, " INT64_FORMAT " not read%s", rows,
                     lines, problems, problem_lines);
    if (problems > MOST_PROBLEMS)
        appendStringInfo(&report, "\nand " INT64_FORMAT " more", problems - MOST_PROBLEMS);
    return cstring_to_text_with_len(report.data, report.len);
}

static text *import_actors(text *dictionary, bool agents)
{
    Import *import = palloc0(sizeof(Import));
    PetrarchVisitor visitor = {import, put_actor, note_problem};
    ServerDocument *server = server_document_create(ERRCODE_DATA_EXCEPTION);
    char *bytes = VARDATA_ANY(dictionary);
    size_t length = VARSIZE_ANY_EXHDR(dictionary);
    int32 lines;

    import->kind = agents ? "agent" : "actor";
    import->batch = AllocSetContextCreate(CurrentMemoryContext, "news_events import", ALLOCSET_DEFAULT_SIZES);
    initStringInfo(&import->problem_lines);
    if (SPI_connect() != SPI_OK_CONNECT)
        elog(ERROR, "SPI_connect failed");
    lines = agents ? petrarch_read_agents(&server->arena, bytes, length, &visitor)
                   : petrarch_read_actors(&server->arena, bytes, length, &visitor);
    put_batch(import);
    SPI_finish();
    server_document_delete(server);
    return import_report(import->rows, lines, import->problems, import->problem_lines.data);
}

Datum news_events_import_petrarch(PG_FUNCTION_ARGS)
{
    text *dictionary = PG_GETARG_TEXT_PP(0);
    char *kind = text_to_cstring(PG_GETARG_TEXT_PP(1));

    if (strcmp(kind, "actors") == 0 || strcmp(kind, "agents") == 0)
        PG_RETURN_TEXT_P(import_actors(dictionary, strcmp(kind, "agents") == 0));
    if (strcmp(kind, "verbs") == 0)
        PG_RETURN_TEXT_P(import_petrarch_verbs(dictionary));
    ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("unknown kind of dictionary \"%s\"", kind),
                    errhint("Kinds are actors, agents and verbs.")));
}

static void put_builtin_actor(void *context, const BuiltinActor *actor)
{
    FunctionCallInfo fcinfo = context;
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;
    Datum values[ACTOR_COLUMNS] = {0};
    bool nulls[ACTOR_COLUMNS] = {false};
    const char *days[2] = {actor->valid_from, actor->valid_until};

    values[0] = CStringGetTextDatum(actor->name);
    values[1] = CStringGetTextDatum(actor->code);
    values[2] = CStringGetTextDatum(actor->agent ? "agent" : "actor");
    for (int i = 0; i < 2; i++) {
        int year, month, day;

        nulls[3 + i] = days[i][0] == '\0';
        if (nulls[3 + i])
            continue;
        if (sscanf(days[i], "%4d-%2d-%2d", &year, &month, &day) != 3)
            elog(ERROR, "built-in actor \"%s\" has a day that cannot be read: \"%s\"", actor->name, days[i]);
        values[3 + i] = DateADTGetDatum(date2j(year, month, day) - POSTGRES_EPOCH_JDATE);
    }
    tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum news_events_builtin_actors(PG_FUNCTION_ARGS)
{
    begin_rows(fcinfo);
    builtin_actors(put_builtin_actor, fcinfo);
    return (Datum)0;
}
