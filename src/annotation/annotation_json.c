/*
 * annotation_json.c: the text form of an annotation, one JSON object:
 *
 *   {"news_events": 1, "text": "Ada left.", "zone": "UTC", "published": null, "language": "en",
 *    "published_inferred": null, "published_reason": null, "furniture": [], "sentence": [[0, 9, 0, 0, 0, 2]],
 *    "token": [[0, 0, 3, "Ada", "PROPN", "NNP", 1, "nsubj"], ...], ...}
 *
 * A record is an array of its fields in the order of layers.c. The reader takes what the writer writes, with any white
 * space between; keys have this order.
 */
#include "annotation_format.h"
#include "layers.h"

#include <inttypes.h>
#include <string.h>

/* ---- writing ---- */

/* characters_before: for every byte offset of the text, and its end, how many characters begin before it. */
static int32_t *characters_before(const Document *document, CharacterLength character_length)
{
    int32_t *before = arena_alloc(document->arena, ((size_t)document->length + 1) * sizeof(int32_t));
    int32_t characters = 0;

    for (int32_t at = 0; at < document->length; characters++) {
        int32_t next = at + character_length(document->text + at);

        environment_check_every(document->environment, characters);
        for (before[at++] = characters; at < next && at < document->length; at++)
            before[at] = characters + 1; /* inside a character: taken as its end */
    }
    before[document->length] = characters;
    return before;
}

static void json_string(ByteBuffer *buffer, const char *bytes, size_t length)
{
    buffer_add_char(buffer, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];

        if (c == '"' || c == '\\') {
            buffer_add_char(buffer, '\\');
            buffer_add_char(buffer, (char)c);
        } else if (c == '\n') {
            buffer_add(buffer, "\\n", 2);
        } else if (c < 0x20 || c == 0x7f) {
            buffer_printf(buffer, "\\u%04x", c);
        } else {
            buffer_add_char(buffer, (char)c);
        }
    }
    buffer_add_char(buffer, '"');
}

static void json_string_or_null(ByteBuffer *buffer, const char *string)
{
    if (string == NULL)
        buffer_add_string(buffer, "null");
    else
        json_string(buffer, string, strlen(string));
}

static void json_int(ByteBuffer *buffer, int64_t value)
{
    char digits[24];
    char *at = digits + sizeof(digits);
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        *--at = '-';
    buffer_add(buffer, at, (size_t)(digits + sizeof(digits) - at));
}

static void json_moment(ByteBuffer *buffer, Moment moment)
{
    if (moment == NO_TIME)
        buffer_add_string(buffer, "null");
    else
        json_int(buffer, moment);
}

static void json_record(ByteBuffer *buffer, const Document *document, const LayerDescription *layer, void *record,
                        const int32_t *characters)
{
    int32_t start = 0;

    for (int32_t f = 0; f < layer->field_count; f++) {
        const LayerField *field = &layer->fields[f];

        buffer_add(buffer, f == 0 ? "[" : ",", 1);
        switch (field->kind) {
        case FIELD_START:
        case FIELD_START_OPTIONAL:
            start = *field_int(field, record);
            json_int(buffer, start < 0 ? start : characters[start]);
            break;
        case FIELD_LENGTH: {
            int32_t length = *field_int(field, record);

            json_int(buffer, start < 0 ? length : characters[start + length] - characters[start]);
            break;
        }
        case FIELD_STRING:
            json_string_or_null(buffer, document_string(document, *field_int(field, record)));
            break;
        case FIELD_LABEL: {
            int32_t value = *field_int(field, record);

            if (field->labels == NULL)
                json_int(buffer, value);
            else
                json_string_or_null(buffer, field->labels[value]);
            break;
        }
        case FIELD_INDEX:
        case FIELD_INDEX_OPTIONAL:
        case FIELD_NUMBER:
            json_int(buffer, *field_int(field, record));
            break;
        case FIELD_MOMENT:
            json_moment(buffer, *field_moment(field, record));
            break;
        }
    }
    buffer_add_char(buffer, ']');
}

void annotation_to_json(const Document *document, CharacterLength character_length, ByteBuffer *buffer)
{
    const int32_t *characters = characters_before(document, character_length);

    buffer_printf(buffer, "{\"news_events\": %d, \"text\": ", ANNOTATION_VERSION);
    json_string(buffer, document->text, (size_t)document->length);
    buffer_add_string(buffer, ", \"zone\": ");
    json_string_or_null(buffer, document->zone);
    buffer_add_string(buffer, ", \"published\": ");
    json_moment(buffer, document->published);
    buffer_add_string(buffer, ", \"language\": ");
    json_string_or_null(buffer, document_string(document, document->language));
    buffer_add_string(buffer, ", \"published_inferred\": ");
    json_moment(buffer, document->published_inferred);
    buffer_add_string(buffer, ", \"published_reason\": ");
    json_string_or_null(buffer, document_string(document, document->published_reason));
    for (int32_t l = 0; l < LAYER_COUNT; l++) {
        const LayerDescription *layer = &layer_descriptions[l];
        char *items = layer_items(document, (LayerId)l);
        int32_t count = layer_count(document, (LayerId)l);

        buffer_printf(buffer, ", \"%s\": [", layer->name);
        for (int32_t i = 0; i < count; i++) {
            if (i > 0)
                buffer_add_char(buffer, ',');
            json_record(buffer, document, layer, items + (size_t)i * layer->record_size, characters);
            environment_check_every(document->environment, i);
        }
        buffer_add_char(buffer, ']');
    }
    buffer_add_char(buffer, '}');
}

/* ---- reading ---- */

typedef struct Reader {
    const Environment *environment;
    Arena *arena;
    const char *begin, *at, *end;
} Reader;

static void malformed(const Reader *reader, const char *expected) __attribute__((noreturn));
static void malformed_quoted(const Reader *reader, const char *what, const char *name) __attribute__((noreturn));

static void malformed(const Reader *reader, const char *expected)
{
    environment_error(reader->environment, ERROR_DATA, "malformed annotation at byte %" PRId64 ": expected %s",
                      (int64_t)(reader->at - reader->begin) + 1, expected);
}

/* malformed_quoted: expected a thing of this name. */
static void malformed_quoted(const Reader *reader, const char *what, const char *name)
{
    malformed(reader, arena_printf(reader->arena, "%s \"%s\"", what, name));
}

static void skip_space(Reader *reader)
{
    while (reader->at < reader->end &&
           (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\t' || *reader->at == '\r'))
        reader->at++;
}

/* accept: takes the character when it is next. */
static bool accept(Reader *reader, char c)
{
    skip_space(reader);
    if (reader->at == reader->end || *reader->at != c)
        return false;
    reader->at++;
    return true;
}

static void expect(Reader *reader, char c)
{
    if (!accept(reader, c)) {
        char what[] = {'"', c, '"', '\0'};

        malformed(reader, what);
    }
}

static bool accept_null(Reader *reader)
{
    skip_space(reader);
    if (reader->end - reader->at < 4 || memcmp(reader->at, "null", 4) != 0)
        return false;
    reader->at += 4;
    return true;
}

static int64_t read_number(Reader *reader)
{
    uint64_t value = 0;
    bool negative;
    const char *first;

    negative = accept(reader, '-');
    for (first = reader->at; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        if (value > ((uint64_t)INT64_MAX - 9) / 10)
            malformed(reader, "a smaller number");
        value = value * 10 + (uint64_t)(*reader->at - '0');
    }
    if (reader->at == first)
        malformed(reader, "a number");
    return negative ? -(int64_t)value : (int64_t)value;
}

static int32_t read_int32(Reader *reader)
{
    int64_t value = read_number(reader);

    if (value < INT32_MIN || value > INT32_MAX)
        malformed(reader, "a smaller number");
    return (int32_t)value;
}

/* read_escape: what follows a backslash, one byte. */
static char read_escape(Reader *reader)
{
    char c = reader->at < reader->end ? *reader->at++ : '\0';
    int value = 0;

    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'u':
        for (int i = 0; i < 4; i++) {
            char d = reader->at < reader->end ? *reader->at++ : '\0';

            if (d >= '0' && d <= '9')
                value = value * 16 + d - '0';
            else if (d >= 'a' && d <= 'f')
                value = value * 16 + d - 'a' + 10;
            else if (d >= 'A' && d <= 'F')
                value = value * 16 + d - 'A' + 10;
            else
                malformed(reader, "four hexadecimal digits");
        }
        /* other characters stand for themselves: only they can be converted with the encoding */
        if (value == 0 || value >= 0x80)
            malformed(reader, "an escape of an ASCII character");
        return (char)value;
    default:
        malformed(reader, "an escape");
    }
}

static const char *read_string(Reader *reader, int32_t *length)
{
    char *string;
    size_t count = 0;

    expect(reader, '"');
    /* the string is no longer than what stands up to the next bare quotation mark */
    {
        const char *scan = reader->at;

        while (scan < reader->end && *scan != '"')
            scan += *scan == '\\' && scan + 1 < reader->end ? 2 : 1;
        string = arena_alloc(reader->arena, (size_t)(scan - reader->at) + 1);
    }
    for (;;) {
        char c;

        if (reader->at >= reader->end)
            malformed(reader, "the end of a string");
        c = *reader->at++;
        if (c == '"')
            break;
        string[count++] = c == '\\' ? read_escape(reader) : c;
    }
    if (count > INT32_MAX)
        malformed(reader, "a shorter string");
    *length = (int32_t)count;
    return string;
}

static StringId read_pool_string(Reader *reader, Document *document)
{
    const char *string;
    int32_t length;

    if (accept_null(reader))
        return NO_STRING;
    string = read_string(reader, &length);
    return document_intern(document, string, (size_t)length);
}

static Moment read_moment(Reader *reader)
{
    return accept_null(reader) ? NO_TIME : read_number(reader);
}

static void expect_key(Reader *reader, const char *key)
{
    const char *found;
    int32_t length;

    found = read_string(reader, &length);
    if ((size_t)length != strlen(key) || memcmp(found, key, (size_t)length) != 0)
        malformed_quoted(reader, "key", key);
    expect(reader, ':');
}

static void expect_next_key(Reader *reader, const char *key)
{
    expect(reader, ',');
    expect_key(reader, key);
}

static int32_t read_label(Reader *reader, const LayerField *field)
{
    const char *name;
    int32_t length, label;

    if (field->labels == NULL)
        return read_int32(reader);
    name = read_string(reader, &length);
    label = label_find(field->labels, field->limit, name, (size_t)length);
    if (label < 0)
        malformed_quoted(reader, "a label of", field->name);
    return label;
}

/* read_position: a character position as a byte offset. */
static int32_t read_position(Reader *reader, const int32_t *offsets, int32_t characters, int64_t base)
{
    int64_t position = base + read_int32(reader);

    if (position < 0 || position > characters)
        malformed(reader, "a position in the text");
    return offsets[position];
}

static void read_record(Reader *reader, Document *document, const LayerDescription *layer, void *record,
                        const int32_t *offsets, int32_t characters)
{
    int32_t start = 0, start_character = 0;

    for (int32_t f = 0; f < layer->field_count; f++) {
        const LayerField *field = &layer->fields[f];

        expect(reader, f == 0 ? '[' : ',');
        switch (field->kind) {
        case FIELD_START:
        case FIELD_START_OPTIONAL:
            start_character = read_int32(reader);
            if (start_character < (field->kind == FIELD_START ? 0 : NO_INDEX) || start_character > characters)
                malformed(reader, "a position in the text");
            start = start_character < 0 ? NO_INDEX : offsets[start_character];
            *field_int(field, record) = start;
            break;
        case FIELD_LENGTH:
            if (start < 0)
                *field_int(field, record) = read_int32(reader);
            else
                *field_int(field, record) = read_position(reader, offsets, characters, start_character) - start;
            break;
        case FIELD_STRING:
            *field_int(field, record) = read_pool_string(reader, document);
            break;
        case FIELD_LABEL:
            *field_int(field, record) = read_label(reader, field);
            break;
        case FIELD_INDEX:
        case FIELD_INDEX_OPTIONAL:
        case FIELD_NUMBER:
            *field_int(field, record) = read_int32(reader);
            break;
        case FIELD_MOMENT:
            *field_moment(field, record) = read_moment(reader);
            break;
        }
    }
    expect(reader, ']');
}

/* offsets_of_characters: the byte offset of every character, and of the end. */
static int32_t *offsets_of_characters(const Document *document, CharacterLength character_length, int32_t *characters)
{
    int32_t *offsets = arena_alloc(document->arena, ((size_t)document->length + 1) * sizeof(int32_t));
    int32_t count = 0;

    for (int32_t at = 0; at < document->length; at += character_length(document->text + at))
        offsets[count++] = at;
    offsets[count] = document->length;
    *characters = count;
    return offsets;
}

/* count_records: how many arrays stand in the one that was just opened, so that its layer can be reserved. */
static int32_t count_records(const Reader *reader)
{
    int64_t count = 0;
    int depth = 0;

    for (const char *at = reader->at; at < reader->end; at++) {
        if (*at == '"') {
            for (at++; at < reader->end && *at != '"'; at++)
                at += *at == '\\';
            if (at >= reader->end)
                break;
        } else if (*at == '[') {
            count += depth++ == 0;
        } else if (*at == ']' && depth-- == 0) {
            break;
        }
    }
    if (count > INT32_MAX)
        malformed(reader, "fewer records");
    return (int32_t)count;
}

void annotation_from_json(Document *document, Arena *arena, const char *json, size_t size,
                          CharacterLength character_length)
{
    Reader reader = {arena->environment, arena, json, json, json + size};
    const char *text;
    int32_t length, characters;
    int32_t *offsets;

    expect(&reader, '{');
    expect_key(&reader, "news_events");
    if (read_number(&reader) != ANNOTATION_VERSION)
        environment_error(arena->environment, ERROR_DATA, "annotation has another format version than %d",
                          ANNOTATION_VERSION);
    expect_next_key(&reader, "text");
    text = read_string(&reader, &length);
    document_start(document, arena, text, length);
    expect_next_key(&reader, "zone");
    document->zone = read_string(&reader, &length);
    expect_next_key(&reader, "published");
    document->published = read_moment(&reader);
    expect_next_key(&reader, "language");
    document->language = read_pool_string(&reader, document);
    expect_next_key(&reader, "published_inferred");
    document->published_inferred = read_moment(&reader);
    expect_next_key(&reader, "published_reason");
    document->published_reason = read_pool_string(&reader, document);
    offsets = offsets_of_characters(document, character_length, &characters);
    for (int32_t l = 0; l < LAYER_COUNT; l++) {
        const LayerDescription *layer = &layer_descriptions[l];
        char *items;
        int32_t count;

        expect_next_key(&reader, layer->name);
        expect(&reader, '[');
        count = count_records(&reader);
        items = layer_reserve(document, (LayerId)l, count);
        for (int32_t i = 0; i < count; i++) {
            if (i > 0)
                expect(&reader, ',');
            read_record(&reader, document, layer, items + (size_t)i * layer->record_size, offsets, characters);
            environment_check_every(arena->environment, i);
        }
        expect(&reader, ']');
    }
    expect(&reader, '}');
    skip_space(&reader);
    if (reader.at != reader.end)
        malformed(&reader, "the end");
    annotation_check(document);
}
