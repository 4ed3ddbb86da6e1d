/* import_petrarch_verbs.c: PETRARCH's verbs files become rows of event_type, word_set and pattern. */
#include "import_petrarch.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "annotation.h"
#include "coding/petrarch_verbs.h"

#define MOST_PROBLEMS 1000 /* that are named; the rest is counted */

/* Columns of rows on their way into a table. */
typedef struct Columns {
    Datum *values[3];
    bool *nulls[3];
    int count, capacity;
} Columns;

typedef struct VerbImport {
    Columns words, patterns;
    int64 problems;
    StringInfoData problem_lines;
} VerbImport;

static void add_row(Columns *columns, const char *first, const char *second, const char *third)
{
    const char *cells[3] = {first, second, third};

    if (columns->count == columns->capacity) {
        columns->capacity = columns->capacity == 0 ? 1024 : columns->capacity * 2;
        for (int i = 0; i < 3; i++) {
            Datum *values = palloc(columns->capacity * sizeof(Datum));
            bool *nulls = palloc(columns->capacity * sizeof(bool));

            if (columns->count > 0) {
                memcpy(values, columns->values[i], columns->count * sizeof(Datum));
                memcpy(nulls, columns->nulls[i], columns->count * sizeof(bool));
            }
            columns->values[i] = values;
            columns->nulls[i] = nulls;
        }
    }
    for (int i = 0; i < 3; i++) {
        columns->nulls[i][columns->count] = cells[i] == NULL;
        columns->values[i][columns->count] = cells[i] == NULL ? (Datum)0 : CStringGetTextDatum(cells[i]);
    }
    columns->count++;
}

static void put_words(void *context, const char *name, const char *words)
{
    add_row(&((VerbImport *)context)->words, name, words, NULL);
}

static void put_pattern(void *context, const char *pattern, const char *code, const char *reverse)
{
    add_row(&((VerbImport *)context)->patterns, pattern, code, reverse);
}

static void note_problem(void *context, int32_t line, const char *why, const char *text)
{
    VerbImport *import = context;

    if (++import->problems <= MOST_PROBLEMS)
        appendStringInfo(&import->problem_lines, "\nline %d: %s: %s", line, why, text);
}

/* insert: all rows in one statement, so that the checks of the rows compile the dictionary once. */
static int64 insert(const Columns *columns, const char *statement)
{
    Oid types[3] = {TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID};
    Datum values[3];
    int lower = 1, count = columns->count;

    if (count == 0)
        return 0;
    for (int i = 0; i < 3; i++)
        values[i] = PointerGetDatum(construct_md_array(columns->values[i], columns->nulls[i], 1, &count, &lower,
                                                       TEXTOID, -1, false, TYPALIGN_INT));
    if (SPI_execute_with_args(statement, 3, types, values, NULL, false, 0) != SPI_OK_INSERT)
        elog(ERROR, "could not insert into the dictionary tables");
    return (int64)SPI_processed;
}

/* A code that event_type lacks is of the type of its root where that is one of CAMEO's, else a type of its own. */
static const char *const insert_types =
    "INSERT INTO news_events.event_type (code, type, cameo, quad, goldstein, description) "
    "SELECT DISTINCT c, COALESCE(root.type, c), c, root.quad, root.goldstein, 'imported from a PETRARCH dictionary' "
    "FROM (SELECT pg_catalog.unnest($2) UNION SELECT pg_catalog.unnest($3)) AS codes (c) LEFT JOIN "
    "news_events.event_type root "
    "ON root.code OPERATOR(pg_catalog.=) (pg_catalog.substr(c, 1, 2) OPERATOR(pg_catalog.||) '0') WHERE c IS NOT NULL "
    "ON "
    "CONFLICT DO NOTHING";

text *import_petrarch_verbs(text *dictionary)
{
    VerbImport *import = palloc0(sizeof(VerbImport));
    PetrarchVerbVisitor visitor = {import, put_words, put_pattern, note_problem};
    ServerDocument *server = server_document_create(ERRCODE_DATA_EXCEPTION);
    StringInfoData report;
    int64 lines, sets, patterns;

    initStringInfo(&import->problem_lines);
    if (SPI_connect() != SPI_OK_CONNECT)
        elog(ERROR, "SPI_connect failed");
    lines = petrarch_read_verbs(&server->arena, VARDATA_ANY(dictionary), VARSIZE_ANY_EXHDR(dictionary), &visitor);
    (void)insert(&import->patterns, insert_types);
    sets = insert(&import->words,
                  "INSERT INTO news_events.word_set (name, words) "
                  "SELECT DISTINCT ON (n) n, w FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), "
                  "pg_catalog.unnest($3)) AS r (n, w, x) ON CONFLICT (name) DO UPDATE SET words = excluded.words");
    patterns = insert(&import->patterns,
                      "INSERT INTO news_events.pattern (pattern, code, reverse, dictionary) "
                      "SELECT p, c, r, 'petrarch' FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), "
                      "pg_catalog.unnest($3)) AS r (p, c, r) ON CONFLICT DO NOTHING");
    SPI_finish();
    server_document_delete(server);
    initStringInfo(&report);
    appendStringInfo(&report,
                     INT64_FORMAT " patterns and " INT64_FORMAT " word sets from " INT64_FORMAT " lines, " INT64_FORMAT
                                  " not read%s",
                     patterns, sets, lines, import->problems, import->problem_lines.data);
    if (import->problems > MOST_PROBLEMS)
        appendStringInfo(&report, "\nand " INT64_FORMAT " more", import->problems - MOST_PROBLEMS);
    return cstring_to_text_with_len(report.data, report.len);
}
