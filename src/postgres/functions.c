/* functions.c: the set-returning functions over an annotation, one row a record of a layer. Columns: design of the SQL
 * surface. */
#include "annotation.h"

PG_FUNCTION_INFO_V1(news_events_tokens);
PG_FUNCTION_INFO_V1(news_events_mentions);
PG_FUNCTION_INFO_V1(news_events_times);
PG_FUNCTION_INFO_V1(news_events_quotations);
PG_FUNCTION_INFO_V1(news_events_places);

/* Ordinals are 1-based in SQL; NO_INDEX becomes null. */
static void row_ordinal(Row *row, int32 index)
{
    row_int_or_null(row, index + 1, index != NO_INDEX);
}

Datum news_events_tokens(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    Document *document = &server->document;
    Row row;

    rows_begin(&row, fcinfo, server);
    for (int32 i = 0; i < document->tokens.count; i++) {
        Token *token = &document->tokens.items[i];
        int32 first = document->sentences.items[token->sentence].first_token;

        row_ordinal(&row, token->sentence);
        row_int(&row, i - first + 1);
        row_span(&row, token->start, token->length);
        row_text(&row, token->start, token->length);
        row_string_id(&row, token->lemma);
        row_string(&row, upos_names[token->upos]);
        row_string(&row, xpos_names[token->xpos]);
        row_int(&row, token->head == NO_INDEX ? 0 : token->head - first + 1);
        row_string(&row, deprel_names[token->deprel]);
        row_end(&row);
    }
    server_document_delete(server);
    return (Datum)0;
}

Datum news_events_mentions(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    Document *document = &server->document;
    Row row;

    rows_begin(&row, fcinfo, server);
    for (int32 i = 0; i < document->mentions.count; i++) {
        Mention *mention = &document->mentions.items[i];

        row_ordinal(&row, i);
        row_ordinal(&row, mention->sentence);
        row_span(&row, mention->start, mention->length);
        row_text(&row, mention->start, mention->length);
        row_string(&row, kind_names[mention->kind]);
        row_string(&row, level_names[mention->level]);
        row_ordinal(&row, mention->entity);
        row_string_id(&row, mention->name);
        row_string_id(&row, mention->role);
        row_string_id(&row, mention->country);
        row_end(&row);
    }
    server_document_delete(server);
    return (Datum)0;
}

Datum news_events_times(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    Document *document = &server->document;
    Row row;

    rows_begin(&row, fcinfo, server);
    for (int32 i = 0; i < document->timexes.count; i++) {
        Timex *timex = &document->timexes.items[i];

        row_ordinal(&row, i);
        row_ordinal(&row, timex->sentence);
        row_span(&row, timex->start, timex->length);
        row_text(&row, timex->start, timex->length);
        row_string(&row, timex_type_names[timex->type]);
        row_string_id(&row, timex->value);
        row_moment(&row, timex->starts);
        row_moment(&row, timex->ends);
        row_string(&row, timex->grain == GRAIN_NONE ? NULL : grain_names[timex->grain]);
        row_end(&row);
    }
    server_document_delete(server);
    return (Datum)0;
}

Datum news_events_quotations(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    Document *document = &server->document;
    Row row;

    rows_begin(&row, fcinfo, server);
    for (int32 i = 0; i < document->quotations.count; i++) {
        Quotation *quotation = &document->quotations.items[i];
        int32 speaker = quotation->speaker_mention;

        row_ordinal(&row, i);
        row_ordinal(&row, quotation->sentence);
        row_span(&row, quotation->start, quotation->length);
        row_text(&row, quotation->start, quotation->length);
        row_boolean(&row, quotation->direct != 0);
        row_string_id(&row, quotation->speaker);
        row_ordinal(&row, speaker == NO_INDEX ? NO_INDEX : document->mentions.items[speaker].entity);
        row_span_or_null(&row, quotation->speaker_start, quotation->speaker_length);
        row_string_id(&row, quotation->cue);
        row_end(&row);
    }
    server_document_delete(server);
    return (Datum)0;
}

Datum news_events_places(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    Document *document = &server->document;
    Row row;

    rows_begin(&row, fcinfo, server);
    for (int32 i = 0; i < document->places.count; i++) {
        Place *place = &document->places.items[i];

        row_ordinal(&row, i);
        row_ordinal(&row, place->sentence);
        row_span(&row, place->start, place->length);
        row_text(&row, place->start, place->length);
        row_string_id(&row, place->name);
        row_string_id(&row, place->country);
        row_double_or_null(&row, place->latitude / 1e6, place->latitude != NO_COORDINATE);
        row_double_or_null(&row, place->longitude / 1e6, place->longitude != NO_COORDINATE);
        row_int_or_null(&row, place->geoname, place->geoname != 0);
        row_end(&row);
    }
    server_document_delete(server);
    return (Datum)0;
}
