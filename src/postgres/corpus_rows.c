/* corpus_rows.c: what a corpus keeps of a story beside the rows of the SQL surface: its sentences, and it as a whole.
 */
#include "annotation.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(news_events_sentences);
PG_FUNCTION_INFO_V1(news_events_overview);

/* sentences(annotation): one row a sentence. */
Datum news_events_sentences(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    Document *document = &server->document;
    Row row;

    rows_begin(&row, fcinfo, server);
    for (int32 i = 0; i < document->sentences.count; i++) {
        Sentence *sentence = &document->sentences.items[i];

        row_int(&row, i + 1);
        row_span(&row, sentence->start, sentence->length);
        row_text(&row, sentence->start, sentence->length);
        row_int(&row, sentence->paragraph + 1);
        row_boolean(&row, sentence->headline != 0);
        row_end(&row);
    }
    server_document_delete(server);
    return (Datum)0;
}

/* overview(annotation): one row, the story as a whole. */
Datum news_events_overview(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    Document *document = &server->document;
    Row row;

    rows_begin(&row, fcinfo, server);
    row_string_id(&row, document->language);
    row_moment(&row, document->published_inferred);
    row_string_id(&row, document->published_reason);
    row_int(&row, character_index_position(&row.characters, document->length));
    row_int(&row, document->sentences.count);
    row_int(&row, document->tokens.count);
    row_end(&row);
    server_document_delete(server);
    return (Datum)0;
}
