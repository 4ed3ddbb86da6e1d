/* annotation_type.c: the type annotation: making it, its text and binary form, and reading it back. */
#include "annotation.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "annotation/annotate.h"
#include "annotation/annotation_format.h"
#include "encoding.h"

PG_FUNCTION_INFO_V1(news_events_annotation_in);
PG_FUNCTION_INFO_V1(news_events_annotation_out);
PG_FUNCTION_INFO_V1(news_events_annotation_recv);
PG_FUNCTION_INFO_V1(news_events_annotation_send);
PG_FUNCTION_INFO_V1(news_events_annotate);

/* ---- the pure part's environment in the server ---- */

static void *server_allocate(void *context, size_t size)
{
    return MemoryContextAllocHuge(((ServerDocument *)context)->context, size);
}

static void *server_reallocate(void *context, void *memory, size_t size)
{
    return repalloc_huge(memory, size);
}

static void server_release(void *context, void *memory)
{
    pfree(memory);
}

static void server_error(void *context, ErrorKind kind, const char *message)
{
    int sqlstate = ERRCODE_INTERNAL_ERROR;

    switch (kind) {
    case ERROR_DATA:
        sqlstate = ((ServerDocument *)context)->data_error;
        break;
    case ERROR_PARAMETER:
        sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
        break;
    case ERROR_LIMIT:
        sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED;
        break;
    case ERROR_INTERNAL:
        break;
    }
    /* the pure part may have cut a long message inside a character */
    ereport(ERROR, (errcode(sqlstate),
                    errmsg("%.*s", pg_mbcliplen(message, (int)strlen(message), (int)strlen(message)), message)));
}

static void server_check_interrupts(void *context)
{
    CHECK_FOR_INTERRUPTS();
}

/* close_deferred: what ICU holds goes with the memory context, also after an error. */
static void close_deferred(void *arena)
{
    arena_close_all(arena);
}

ServerDocument *server_document_create(int data_error)
{
    MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "news_events document", ALLOCSET_DEFAULT_SIZES);
    ServerDocument *server = MemoryContextAllocZero(context, sizeof(ServerDocument));

    server->context = context;
    server->data_error = data_error;
    server->environment.context = server;
    server->environment.allocate = server_allocate;
    server->environment.reallocate = server_reallocate;
    server->environment.release = server_release;
    server->environment.error = server_error;
    server->environment.check_interrupts = server_check_interrupts;
    arena_start(&server->arena, &server->environment);
    server->callback.func = close_deferred;
    server->callback.arg = &server->arena;
    MemoryContextRegisterResetCallback(context, &server->callback);
    return server;
}

void server_document_delete(ServerDocument *server)
{
    MemoryContextDelete(server->context);
}

ServerDocument *server_document_read(FunctionCallInfo fcinfo, int n)
{
    ServerDocument *server = server_document_create(ERRCODE_DATA_CORRUPTED);
    MemoryContext old = MemoryContextSwitchTo(server->context);
    struct varlena *value = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(n));

    annotation_read(&server->document, &server->arena, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
    MemoryContextSwitchTo(old);
    return server;
}

/* annotation_datum: the document's bytes as a varlena in the current memory context. */
static Datum annotation_datum(ServerDocument *server)
{
    ByteBuffer buffer;
    struct varlena *value;

    buffer_start(&buffer, &server->arena);
    annotation_write(&server->document, &buffer);
    if (buffer.length > MaxAllocSize - VARHDRSZ)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("annotation is too large"),
                        errdetail("It would have %zu bytes; the limit is 1 GB.", buffer.length)));
    value = palloc(VARHDRSZ + buffer.length);
    SET_VARSIZE(value, VARHDRSZ + buffer.length);
    memcpy(VARDATA(value), buffer.bytes, buffer.length);
    return PointerGetDatum(value);
}

/* ---- input and output ---- */

static Datum annotation_of_json(const char *json, size_t length)
{
    ServerDocument *server = server_document_create(ERRCODE_INVALID_TEXT_REPRESENTATION);
    Datum value;

    annotation_from_json(&server->document, &server->arena, json, length, server_character_length);
    value = annotation_datum(server);
    server_document_delete(server);
    return value;
}

Datum news_events_annotation_in(PG_FUNCTION_ARGS)
{
    const char *json = PG_GETARG_CSTRING(0);

    return annotation_of_json(json, strlen(json));
}

/* json_of_annotation: the text form of argument 0, in the current memory context. */
static text *json_of_annotation(FunctionCallInfo fcinfo)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    ByteBuffer buffer;
    text *json;

    buffer_start(&buffer, &server->arena);
    annotation_to_json(&server->document, server_character_length, &buffer);
    if (buffer.length > MaxAllocSize - VARHDRSZ - 1)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("text form of an annotation is too large"),
                        errdetail("It would have %zu bytes; the limit is 1 GB.", buffer.length)));
    json = cstring_to_text_with_len(buffer.bytes, (int)buffer.length);
    server_document_delete(server);
    return json;
}

Datum news_events_annotation_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(text_to_cstring(json_of_annotation(fcinfo)));
}

/* The binary form: a version byte and the text form, so that the client's encoding is converted as in any text. */
#define BINARY_VERSION 1

Datum news_events_annotation_recv(PG_FUNCTION_ARGS)
{
    StringInfo message = (StringInfo)PG_GETARG_POINTER(0);
    int version = pq_getmsgint(message, 1);
    char *json;
    int length;

    if (version != BINARY_VERSION)
        ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
                        errmsg("unsupported version %d of the binary form of annotation", version)));
    json = pq_getmsgtext(message, message->len - message->cursor, &length);
    return annotation_of_json(json, (size_t)length);
}

Datum news_events_annotation_send(PG_FUNCTION_ARGS)
{
    text *json = json_of_annotation(fcinfo);
    StringInfoData message;

    pq_begintypsend(&message);
    pq_sendbyte(&message, BINARY_VERSION);
    pq_sendtext(&message, VARDATA_ANY(json), VARSIZE_ANY_EXHDR(json));
    PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* ---- annotate ---- */

static Moment moment_of_timestamp(TimestampTz published)
{
    if (TIMESTAMP_NOT_FINITE(published) || published > (INT64CONST(1) << 61) || published < -(INT64CONST(1) << 61))
        ereport(ERROR,
                (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("publication time is out of range"),
                 errdetail("The publication time of a document is %s.",
                           DatumGetCString(DirectFunctionCall1(timestamptz_out, TimestampTzGetDatum(published))))));
    return published + MOMENT_OF_2000;
}

Datum news_events_annotate(PG_FUNCTION_ARGS)
{
    ServerDocument *server;
    Document *document;
    MemoryContext old;
    text *body;
    Utf8Text utf8;
    Datum value;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    server = server_document_create(ERRCODE_DATA_EXCEPTION);
    document = &server->document;
    old = MemoryContextSwitchTo(server->context);
    body = PG_GETARG_TEXT_PP(0);
    utf8 = utf8_from_server(VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body));
    document_start(document, &server->arena, utf8.bytes, utf8.length);
    if (!PG_ARGISNULL(1))
        document->published = moment_of_timestamp(PG_GETARG_TIMESTAMPTZ(1));
    if (!PG_ARGISNULL(2)) {
        text *title = PG_GETARG_TEXT_PP(2);
        Utf8Text title_utf8 = utf8_from_server(VARDATA_ANY(title), VARSIZE_ANY_EXHDR(title));

        document->title = title_utf8.bytes;
        document->title_length = title_utf8.length;
    }
    if (!PG_ARGISNULL(3))
        document->zone = text_to_cstring(PG_GETARG_TEXT_PP(3));
    annotate(document);
    document_to_server(document, &utf8, VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body));
    MemoryContextSwitchTo(old);
    value = annotation_datum(server);
    server_document_delete(server);
    return value;
}
