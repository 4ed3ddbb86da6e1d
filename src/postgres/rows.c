/* rows.c: one row of a set-returning function, column by column, and positions in characters. */
#include "annotation.h"

#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#define CHARACTER_BLOCK 64

void character_index_build(CharacterIndex *index, const Document *document, MemoryContext context)
{
    int32 blocks = document->length / CHARACTER_BLOCK + 1;
    int32 characters = 0, last = -1;
    bool ascii = true;

    memset(index, 0, sizeof(*index));
    index->text = document->text;
    index->length = document->length;
    index->encoding = GetDatabaseEncoding();
    for (int32 i = 0; i < document->length && ascii; i++)
        ascii = (document->text[i] & 0x80) == 0;
    index->identity = ascii || pg_database_encoding_max_length() == 1;
    if (index->identity)
        return;
    index->offsets = MemoryContextAllocHuge(context, (Size)blocks * sizeof(int32));
    index->counts = MemoryContextAllocHuge(context, (Size)blocks * sizeof(int32));
    for (int32 at = 0; at < document->length; characters++) {
        for (; last < at / CHARACTER_BLOCK; last++) {
            index->offsets[last + 1] = at;
            index->counts[last + 1] = characters;
        }
        at += server_character_length(document->text + at);
        if ((characters & 0xffff) == 0)
            CHECK_FOR_INTERRUPTS();
    }
    for (; last < blocks - 1; last++) {
        index->offsets[last + 1] = document->length;
        index->counts[last + 1] = characters;
    }
}

int32 character_index_position(const CharacterIndex *index, int32 offset)
{
    int32 block = offset / CHARACTER_BLOCK;
    int32 at, count;

    if (index->identity)
        return offset;
    at = index->offsets[block];
    count = index->counts[block];
    if (at > offset) { /* inside a character that spans blocks */
        return count;
    }
    for (; at < offset; count++)
        at += server_character_length(index->text + at);
    return count;
}

void rows_begin(Row *row, FunctionCallInfo fcinfo, ServerDocument *server)
{
    memset(row, 0, sizeof(*row));
    begin_rows(fcinfo);
    row->result = (ReturnSetInfo *)fcinfo->resultinfo;
    row->document = &server->document;
    row->context = AllocSetContextCreate(server->context, "news_events row", ALLOCSET_SMALL_SIZES);
    character_index_build(&row->characters, &server->document, server->context);
}

static void row_put(Row *row, Datum value, bool is_null)
{
    Assert(row->column < MOST_COLUMNS);
    row->values[row->column] = value;
    row->nulls[row->column++] = is_null;
}

void row_int(Row *row, int32 value)
{
    row_put(row, Int32GetDatum(value), false);
}

void row_int_or_null(Row *row, int32 value, bool present)
{
    row_put(row, Int32GetDatum(value), !present);
}

void row_boolean(Row *row, bool value)
{
    row_put(row, BoolGetDatum(value), false);
}

void row_double_or_null(Row *row, double value, bool present)
{
    MemoryContext old = MemoryContextSwitchTo(row->context);

    row_put(row, Float8GetDatum(value), !present);
    MemoryContextSwitchTo(old);
}

static void row_bytes(Row *row, const char *bytes, int32 length)
{
    MemoryContext old = MemoryContextSwitchTo(row->context);

    row_put(row, PointerGetDatum(cstring_to_text_with_len(bytes, length)), false);
    MemoryContextSwitchTo(old);
}

void row_string(Row *row, const char *string)
{
    if (string == NULL)
        row_put(row, (Datum)0, true);
    else
        row_bytes(row, string, (int32)strlen(string));
}

void row_string_id(Row *row, StringId id)
{
    row_string(row, document_string(row->document, id));
}

void row_moment(Row *row, Moment moment)
{
    MemoryContext old = MemoryContextSwitchTo(row->context);
    bool present =
        moment != NO_TIME && moment - MOMENT_OF_2000 >= MIN_TIMESTAMP && moment - MOMENT_OF_2000 < END_TIMESTAMP;

    row_put(row, TimestampTzGetDatum(present ? moment - MOMENT_OF_2000 : 0), !present);
    MemoryContextSwitchTo(old);
}

void row_span(Row *row, int32 start, int32 length)
{
    int32 first = character_index_position(&row->characters, start);

    row_int(row, first + 1);
    row_int(row, character_index_position(&row->characters, start + length) - first);
}

void row_span_or_null(Row *row, int32 start, int32 length)
{
    if (start >= 0) {
        row_span(row, start, length);
    } else {
        row_int_or_null(row, 0, false);
        row_int_or_null(row, 0, false);
    }
}

void row_text(Row *row, int32 start, int32 length)
{
    row_bytes(row, row->document->text + start, length);
}

void row_end(Row *row)
{
    tuplestore_putvalues(row->result->setResult, row->result->setDesc, row->values, row->nulls);
    row->column = 0;
    MemoryContextReset(row->context);
    CHECK_FOR_INTERRUPTS();
}
