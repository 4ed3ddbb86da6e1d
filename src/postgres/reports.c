/* reports.c: reports() and explain(), and the built-in rows of the dictionary tables for the install script. */
#include "annotation.h"

#include <math.h>

#include "utils/builtins.h"

#include "coding/builtin.h"
#include "coding/coding.h"
#include "dictionary.h"

PG_FUNCTION_INFO_V1(news_events_reports);
PG_FUNCTION_INFO_V1(news_events_explain);
PG_FUNCTION_INFO_V1(news_events_builtin_event_types);
PG_FUNCTION_INFO_V1(news_events_builtin_patterns);
PG_FUNCTION_INFO_V1(news_events_builtin_word_sets);

/* row_participant: name, entity, code, start and length. */
static void row_participant(Row *row, const Participant *participant)
{
    row_string(row, participant->name);
    row_int_or_null(row, participant->entity + 1, participant->entity != NO_INDEX);
    row_string(row, participant->code);
    row_span_or_null(row, participant->start, participant->length);
}

static void row_report(Row *row, const Report *report, int32 ordinal)
{
    const EventType *type = report->type;

    row_int(row, ordinal);
    row_int(row, report->sentence + 1);
    row_span(row, report->start, report->length);
    row_text(row, report->start, report->length);
    row_string(row, report->lemma);
    row_string(row, type->type);
    row_string(row, type->mode);
    row_string(row, type->context);
    row_string(row, type->cameo);
    row_int_or_null(row, type->quad, type->quad != 0);
    row_double_or_null(row, type->goldstein, !isnan(type->goldstein));
    row_string(row, modality_names[report->modality]);
    row_participant(row, &report->actor);
    row_participant(row, &report->recipient);
    row_moment(row, report->starts);
    row_moment(row, report->ends);
    row_string(row, report->place_name);
    row_string(row, report->attributed_to);
    row_double_or_null(row, report->confidence, true);
    row_end(row);
}

Datum news_events_reports(PG_FUNCTION_ARGS)
{
    const Dictionary *dictionary = dictionary_get();
    ServerDocument *server = server_document_read(fcinfo, 0);
    ReportList reports = code_document(&server->document, dictionary, &server->arena);
    Row row;

    rows_begin(&row, fcinfo, server);
    for (int32 i = 0; i < reports.count; i++)
        row_report(&row, &reports.items[i], i + 1);
    server_document_delete(server);
    return (Datum)0;
}

Datum news_events_explain(PG_FUNCTION_ARGS)
{
    const Dictionary *dictionary = dictionary_get();
    ServerDocument *server = server_document_read(fcinfo, 0);
    text *explanation = cstring_to_text(explain_document(&server->document, dictionary, &server->arena));

    server_document_delete(server);
    PG_RETURN_TEXT_P(explanation);
}

/* ---- built-in rows ---- */

/* text_or_null: a string of the library (UTF-8) in the database's encoding. */
static Datum text_or_null(const char *string, bool *null)
{
    *null = string == NULL;
    return *null ? (Datum)0 : CStringGetTextDatum(pg_any_to_server(string, (int)strlen(string), PG_UTF8));
}

static void put_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;

    tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum news_events_builtin_event_types(PG_FUNCTION_ARGS)
{
    begin_rows(fcinfo);
    for (int32 i = 0; i < builtin_type_count(); i++) {
        EventType type;
        Datum values[9];
        bool nulls[9] = {false};

        builtin_type(i, &type);
        values[0] = text_or_null(type.code, &nulls[0]);
        values[1] = text_or_null(type.type, &nulls[1]);
        values[2] = text_or_null(type.mode, &nulls[2]);
        values[3] = text_or_null(type.context, &nulls[3]);
        values[4] = text_or_null(type.cameo, &nulls[4]);
        values[5] = Int32GetDatum(type.quad);
        nulls[5] = type.quad == 0;
        nulls[6] = isnan(type.goldstein);
        values[6] = Float8GetDatum(type.goldstein);
        values[7] = BoolGetDatum(type.symmetric);
        values[8] = text_or_null(builtin_type_description(i), &nulls[8]);
        put_row(fcinfo, values, nulls);
    }
    return (Datum)0;
}

Datum news_events_builtin_patterns(PG_FUNCTION_ARGS)
{
    begin_rows(fcinfo);
    for (int32 i = 0; i < builtin_pattern_count(); i++) {
        const char *pattern, *code, *reverse;
        Datum values[3];
        bool nulls[3];

        builtin_pattern(i, &pattern, &code, &reverse);
        values[0] = text_or_null(pattern, &nulls[0]);
        values[1] = text_or_null(code, &nulls[1]);
        values[2] = text_or_null(reverse, &nulls[2]);
        put_row(fcinfo, values, nulls);
    }
    return (Datum)0;
}

Datum news_events_builtin_word_sets(PG_FUNCTION_ARGS)
{
    begin_rows(fcinfo);
    for (int32 i = 0; i < builtin_words_count(); i++) {
        const char *name, *words;
        Datum values[2];
        bool nulls[2];

        builtin_words(i, &name, &words);
        values[0] = text_or_null(name, &nulls[0]);
        values[1] = text_or_null(words, &nulls[1]);
        put_row(fcinfo, values, nulls);
    }
    return (Datum)0;
}
