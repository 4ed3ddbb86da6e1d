/*
 * annotation.h: the type news_events.annotation inside the server.
 *
 * A value is a varlena whose bytes are those of src/annotation/annotation_format.h. Its text and strings are in the
 * database's encoding, its offsets are bytes of that text.
 */
#ifndef NEWS_EVENTS_POSTGRES_ANNOTATION_H
#define NEWS_EVENTS_POSTGRES_ANNOTATION_H

#include "postgres.h"

#include "compat.h"
#include "annotation/document.h"

/* A document in the server, and the memory context that holds all of it. */
typedef struct ServerDocument {
    Document document;
    Arena arena;
    Environment environment;
    MemoryContext context;
    MemoryContextCallback callback;
    int data_error; /* SQLSTATE of what the pure part reports as ERROR_DATA */
} ServerDocument;

/*
 * server_document_create: an empty one, in a memory context of its own below the current one. server_document_delete
 * gives all of it back; so does an error or a cancel, with what ICU holds.
 */
extern ServerDocument *server_document_create(int data_error);
extern void server_document_delete(ServerDocument *server);

/* server_document_read: the document of argument n of a function, which must be a non-null annotation. */
extern ServerDocument *server_document_read(FunctionCallInfo fcinfo, int n);

/* Byte offsets of the text to 1-based character positions, in constant time and a sixteenth of the text's memory. */
typedef struct CharacterIndex {
    const char *text;
    int32 length;
    int encoding;
    bool identity;  /* every character is one byte */
    int32 *offsets; /* of every block of 64 bytes: the first character that begins in it ... */
    int32 *counts;  /* ... and how many begin before that */
} CharacterIndex;

extern void character_index_build(CharacterIndex *index, const Document *document, MemoryContext context);
extern int32 character_index_position(const CharacterIndex *index, int32 offset); /* 0-based */

/* server_character_length: CharacterLength of the database's encoding. */
extern int server_character_length(const char *at);

/* One row in the making: columns are put in order. */
#define MOST_COLUMNS 40
typedef struct Row {
    ReturnSetInfo *result;
    const Document *document;
    CharacterIndex characters;
    MemoryContext context; /* reset after every row */
    int column;
    Datum values[MOST_COLUMNS];
    bool nulls[MOST_COLUMNS];
} Row;

/* rows_begin: prepares the function's result and a Row for the document. */
extern void rows_begin(Row *row, FunctionCallInfo fcinfo, ServerDocument *server);

extern void row_int(Row *row, int32 value);
extern void row_int_or_null(Row *row, int32 value, bool present);
extern void row_boolean(Row *row, bool value);
extern void row_double_or_null(Row *row, double value, bool present);
extern void row_string(Row *row, const char *string); /* NULL: null */
extern void row_string_id(Row *row, StringId id);
extern void row_moment(Row *row, Moment moment);
extern void row_span(Row *row, int32 start, int32 length);         /* two columns: start, length */
extern void row_span_or_null(Row *row, int32 start, int32 length); /* start NO_INDEX: two nulls */
extern void row_text(Row *row, int32 start, int32 length);         /* the document's own words */
extern void row_end(Row *row);

/* timestamptz_to_moment, moment_to_timestamptz: another zero, the same microseconds. */
#define MOMENT_OF_2000 INT64CONST(946684800000000)

#endif
