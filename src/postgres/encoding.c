/* encoding.c: between the database's encoding and the UTF-8 of the pure part. */
#include "encoding.h"

#include "catalog/namespace.h"
#include "annotation/layers.h"

#define REPLACEMENT "\xef\xbf\xbd"

int server_character_length(const char *at)
{
    int length = pg_encoding_mblen(GetDatabaseEncoding(), at);

    return length < 1 ? 1 : length;
}

/* convert_character: one character of the server as UTF-8 at `to` (room for 32 bytes); gives its length. */
static int convert_character(Oid conversion, int encoding, const char *from, int length, char *to)
{
    if (encoding == PG_SQL_ASCII) {
        unsigned char c = (unsigned char)*from;

        to[0] = (char)(0xc0 | (c >> 6));
        to[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (OidIsValid(conversion)) {
#if PG_VERSION_NUM >= 140000
        unsigned char converted[32];
        unsigned char source[16];
        int taken;

        memcpy(source, from, length);
        source[length] = '\0';
        taken = pg_do_encoding_conversion_buf(conversion, encoding, PG_UTF8, source, length, converted,
                                              sizeof(converted), true);
        if (taken == length) {
            int count = (int)strlen((char *)converted);

            if (count > 0 && pg_verify_mbstr(PG_UTF8, (char *)converted, count, true)) {
                memcpy(to, converted, count);
                return count;
            }
        }
#else
        /* cannot be asked to go on: a character without a counterpart is an error there */
        char *source = pnstrdup(from, length);
        char *converted = (char *)pg_do_encoding_conversion((unsigned char *)source, length, encoding, PG_UTF8);
        int count = (int)strlen(converted);

        if (count > 0 && count < 32) {
            memcpy(to, converted, count);
            return count;
        }
#endif
    }
    memcpy(to, REPLACEMENT, 3);
    return 3;
}

Utf8Text utf8_from_server(const char *bytes, int32 length)
{
    int encoding = GetDatabaseEncoding();
    Utf8Text utf8 = {bytes, length, NULL};
    Oid conversion = InvalidOid;
    int64 high = 0, room;
    char *to;
    int32 at = 0, count = 0;

    if (encoding == PG_UTF8)
        return utf8;
    if (encoding == PG_SQL_ASCII && pg_verify_mbstr(PG_UTF8, bytes, length, true))
        return utf8;
    for (int32 i = 0; i < length; i++)
        high += (bytes[i] & 0x80) != 0;
    if (high == 0)
        return utf8;
    /* no character grows to more than six bytes a byte (U+FFFD a byte, or a pair of characters of three bytes) */
    room = length + 6 * high;
    if (room > PG_INT32_MAX / 4)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("text is too long to be converted to UTF-8"),
                        errdetail("It has %d bytes.", length)));
    if (encoding != PG_SQL_ASCII)
        conversion = FindDefaultConversionProc(encoding, PG_UTF8);
    to = MemoryContextAllocHuge(CurrentMemoryContext, room + 1);
    utf8.server_offset = MemoryContextAllocHuge(CurrentMemoryContext, (room + 1) * sizeof(int32));
    while (at < length) {
        if ((bytes[at] & 0x80) == 0) {
            utf8.server_offset[count] = at;
            to[count++] = bytes[at++];
        } else {
            char character[32];
            int taken = Min(encoding == PG_SQL_ASCII ? 1 : server_character_length(bytes + at), length - at);
            int made = convert_character(conversion, encoding, bytes + at, taken, character);

            if (made > 6 * taken)
                made = 0; /* cannot be: see room above */
            for (int i = 0; i < made; i++)
                utf8.server_offset[count + i] = at;
            memcpy(to + count, character, made);
            count += made;
            at += taken;
        }
        if ((at & 0xffff) == 0)
            CHECK_FOR_INTERRUPTS();
    }
    utf8.server_offset[count] = length;
    to[count] = '\0';
    utf8.bytes = to;
    utf8.length = count;
    return utf8;
}

/* string_to_server: a string of the pool in the database's encoding; what has no counterpart becomes "?". */
static const char *string_to_server(Oid conversion, int encoding, const char *string)
{
    int length = (int)strlen(string);
    char *to, *next;

    if (encoding == PG_SQL_ASCII || pg_verify_mbstr(PG_SQL_ASCII, string, length, true) == false)
        return string;
    for (int i = 0; i < length && !(string[i] & 0x80); i++)
        if (i == length - 1)
            return string;
    if (length == 0)
        return string;
    next = to = palloc((size_t)length * 4 + 1);
    for (int i = 0; i < length;) {
        int taken = Min(pg_encoding_mblen(PG_UTF8, string + i), length - i);

        if (taken == 1) {
            *next++ = string[i];
        } else {
            const char *made = NULL;
#if PG_VERSION_NUM >= 140000
            unsigned char source[8], converted[32];

            memcpy(source, string + i, taken);
            source[taken] = '\0';
            if (OidIsValid(conversion) && pg_do_encoding_conversion_buf(conversion, PG_UTF8, encoding, source, taken,
                                                                        converted, sizeof(converted), true) == taken)
                made = (char *)converted;
#else
            made = (char *)pg_do_encoding_conversion((unsigned char *)pnstrdup(string + i, taken), taken, PG_UTF8,
                                                     encoding);
#endif
            if (made == NULL || strlen(made) == 0 || strlen(made) > 4 * (size_t)taken)
                made = "?";
            memcpy(next, made, strlen(made));
            next += strlen(made);
        }
        i += taken;
    }
    *next = '\0';
    return to;
}

void document_to_server(Document *document, const Utf8Text *utf8, const char *bytes, int32 length)
{
    int encoding = GetDatabaseEncoding();
    Oid conversion = InvalidOid;

    if (encoding != PG_UTF8 && encoding != PG_SQL_ASCII) {
        conversion = FindDefaultConversionProc(PG_UTF8, encoding);
        for (int32 id = 1; id < document->string_count; id++)
            document->strings[id] = string_to_server(conversion, encoding, document->strings[id]);
    }
    if (utf8->server_offset == NULL)
        return;
    for (int l = 0; l < LAYER_COUNT; l++) {
        const LayerDescription *layer = &layer_descriptions[l];
        char *items = layer_items(document, (LayerId)l);

        for (int32 i = 0; i < layer_count(document, (LayerId)l); i++) {
            char *record = items + (size_t)i * layer->record_size;
            int32 start = NO_INDEX;

            for (int32 f = 0; f < layer->field_count; f++) {
                int32 *value = field_int(&layer->fields[f], record);

                if (layer->fields[f].kind == FIELD_START || layer->fields[f].kind == FIELD_START_OPTIONAL) {
                    start = *value;
                    if (start >= 0)
                        *value = utf8->server_offset[start];
                } else if (layer->fields[f].kind == FIELD_LENGTH && start >= 0) {
                    *value = utf8->server_offset[start + *value] - utf8->server_offset[start];
                }
            }
        }
    }
    document->text = bytes;
    document->length = length;
}
