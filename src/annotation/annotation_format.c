/* annotation_format.c: the stored bytes of a document, and the check that layers fit together. */
#include "annotation_format.h"
#include "layers.h"

#include <string.h>

/* ---- writing ---- */

static void write_unsigned(ByteBuffer *buffer, uint64_t value)
{
    char *at = buffer_room(buffer, 10);
    size_t count = 0;

    while (value >= 0x80) {
        at[count++] = (char)(value | 0x80);
        value >>= 7;
    }
    at[count++] = (char)value;
    buffer->length += count;
}

static uint64_t to_zigzag(int64_t value)
{
    return ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0);
}

static void write_signed(ByteBuffer *buffer, int64_t value)
{
    write_unsigned(buffer, to_zigzag(value));
}

/* NO_TIME is 0, and any other moment one more than its zigzag, which fits: moments lie within +-2^62. */
static void write_moment(ByteBuffer *buffer, Moment value)
{
    if (value == NO_TIME)
        write_unsigned(buffer, 0);
    else
        write_unsigned(buffer, to_zigzag(value) + 1);
}

static void write_bytes(ByteBuffer *buffer, const char *bytes, size_t length)
{
    write_unsigned(buffer, length);
    buffer_add(buffer, bytes, length);
}

/* The fields that the next record is a difference from; one entry a field. */
#define MOST_FIELDS 16
typedef struct Previous {
    int32_t value[MOST_FIELDS];
} Previous;

static void write_record(ByteBuffer *buffer, const LayerDescription *layer, void *record, Previous *previous)
{
    for (int32_t f = 0; f < layer->field_count; f++) {
        const LayerField *field = &layer->fields[f];

        switch (field->kind) {
        case FIELD_START:
        case FIELD_START_OPTIONAL:
        case FIELD_INDEX:
        case FIELD_INDEX_OPTIONAL:
            write_signed(buffer, (int64_t)*field_int(field, record) - previous->value[f]);
            previous->value[f] = *field_int(field, record);
            break;
        case FIELD_LENGTH:
            write_unsigned(buffer, (uint32_t)*field_int(field, record));
            break;
        case FIELD_STRING:
        case FIELD_LABEL:
            write_unsigned(buffer, (uint32_t)*field_int(field, record));
            break;
        case FIELD_NUMBER:
            write_signed(buffer, *field_int(field, record));
            break;
        case FIELD_MOMENT:
            write_moment(buffer, *field_moment(field, record));
            break;
        }
    }
}

void annotation_write(const Document *document, ByteBuffer *buffer)
{
    buffer_add_char(buffer, ANNOTATION_VERSION);
    write_bytes(buffer, document->text, (size_t)document->length);
    write_unsigned(buffer, document->string_count > 0 ? (uint64_t)document->string_count - 1 : 0);
    for (int32_t id = 1; id < document->string_count; id++)
        write_bytes(buffer, document->strings[id], strlen(document->strings[id]));
    write_bytes(buffer, document->zone, strlen(document->zone));
    write_moment(buffer, document->published);
    write_unsigned(buffer, (uint64_t)document->language);
    write_moment(buffer, document->published_inferred);
    write_unsigned(buffer, (uint64_t)document->published_reason);
    for (int32_t l = 0; l < LAYER_COUNT; l++)
        write_unsigned(buffer, (uint64_t)layer_count(document, (LayerId)l));
    for (int32_t l = 0; l < LAYER_COUNT; l++) {
        const LayerDescription *layer = &layer_descriptions[l];
        char *items = layer_items(document, (LayerId)l);
        int32_t count = layer_count(document, (LayerId)l);
        Previous previous = {{0}};

        for (int32_t i = 0; i < count; i++) {
            write_record(buffer, layer, items + (size_t)i * layer->record_size, &previous);
            environment_check_every(document->environment, i);
        }
    }
}

/* ---- reading ---- */

typedef struct Cursor {
    const Environment *environment;
    const unsigned char *at, *end;
} Cursor;

static void damaged(const Environment *environment, const char *what) __attribute__((noreturn));

static void damaged(const Environment *environment, const char *what)
{
    environment_error(environment, ERROR_DATA, "annotation is damaged: %s", what);
}

static uint64_t read_unsigned(Cursor *cursor)
{
    uint64_t value = 0;

    for (int shift = 0; shift < 64; shift += 7) {
        unsigned char byte;

        if (cursor->at == cursor->end)
            damaged(cursor->environment, "it ends early");
        byte = *cursor->at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    damaged(cursor->environment, "a number is too long");
}

static int64_t from_zigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

static int32_t read_int(Cursor *cursor, int64_t base)
{
    int64_t value = from_zigzag(read_unsigned(cursor));

    if (value < -(int64_t)UINT32_MAX || value > (int64_t)UINT32_MAX || base + value < INT32_MIN ||
        base + value > INT32_MAX)
        damaged(cursor->environment, "a number is out of range");
    return (int32_t)(base + value);
}

/* read_count: 0 .. most. */
static int32_t read_count(Cursor *cursor, uint64_t most, const char *what)
{
    uint64_t value = read_unsigned(cursor);

    if (value > most)
        damaged(cursor->environment, what);
    return (int32_t)value;
}

static Moment read_moment(Cursor *cursor)
{
    uint64_t value = read_unsigned(cursor);

    return value == 0 ? NO_TIME : from_zigzag(value - 1);
}

static const char *read_bytes(Cursor *cursor, int32_t *length)
{
    const char *bytes;

    *length = read_count(cursor, INT32_MAX, "a length is out of range");
    if (*length > cursor->end - cursor->at)
        damaged(cursor->environment, "it ends early");
    bytes = (const char *)cursor->at;
    cursor->at += *length;
    return bytes;
}

static void read_record(Cursor *cursor, const LayerDescription *layer, void *record, Previous *previous)
{
    for (int32_t f = 0; f < layer->field_count; f++) {
        const LayerField *field = &layer->fields[f];
        int32_t *value = field_int(field, record);

        switch (field->kind) {
        case FIELD_START:
        case FIELD_START_OPTIONAL:
        case FIELD_INDEX:
        case FIELD_INDEX_OPTIONAL:
            *value = previous->value[f] = read_int(cursor, previous->value[f]);
            break;
        case FIELD_LENGTH:
            *value = read_count(cursor, INT32_MAX, "a length is out of range");
            break;
        case FIELD_STRING:
        case FIELD_LABEL:
            *value = read_count(cursor, INT32_MAX, "a label is out of range");
            break;
        case FIELD_NUMBER:
            *value = read_int(cursor, 0);
            break;
        case FIELD_MOMENT:
            *field_moment(field, record) = read_moment(cursor);
            break;
        }
    }
}

void annotation_read(Document *document, Arena *arena, const char *bytes, size_t size)
{
    Cursor cursor = {arena->environment, (const unsigned char *)bytes, (const unsigned char *)bytes + size};
    int32_t counts[LAYER_COUNT];
    int32_t length, strings;
    const char *part;

    if (size == 0 || bytes[0] != ANNOTATION_VERSION)
        environment_error(arena->environment, ERROR_DATA, "annotation has format version %d, not %d",
                          size == 0 ? 0 : (unsigned char)bytes[0], ANNOTATION_VERSION);
    cursor.at++;
    part = read_bytes(&cursor, &length);
    document_start(document, arena, part, length);
    strings = read_count(&cursor, (uint64_t)(cursor.end - cursor.at), "too many strings");
    document->strings = arena_alloc(arena, ((size_t)strings + 1) * sizeof(char *));
    document->string_count = document->string_capacity = strings + 1;
    for (int32_t id = 1; id <= strings; id++) {
        part = read_bytes(&cursor, &length);
        document->strings[id] = arena_copy(arena, part, (size_t)length);
    }
    part = read_bytes(&cursor, &length);
    document->zone = arena_copy(arena, part, (size_t)length);
    document->published = read_moment(&cursor);
    document->language = read_count(&cursor, (uint64_t)strings, "a string is missing");
    document->published_inferred = read_moment(&cursor);
    document->published_reason = read_count(&cursor, (uint64_t)strings, "a string is missing");
    for (int32_t l = 0; l < LAYER_COUNT; l++)
        counts[l] = read_count(&cursor, (uint64_t)(cursor.end - cursor.at), "too many records");
    for (int32_t l = 0; l < LAYER_COUNT; l++) {
        const LayerDescription *layer = &layer_descriptions[l];
        Previous previous = {{0}};
        char *items;

        /* a field takes a byte at least, so that no few bytes can ask for much memory */
        if ((int64_t)counts[l] * layer->field_count > cursor.end - cursor.at)
            damaged(cursor.environment, "it ends early");
        items = layer_reserve(document, (LayerId)l, counts[l]);
        for (int32_t i = 0; i < counts[l]; i++) {
            read_record(&cursor, layer, items + (size_t)i * layer->record_size, &previous);
            environment_check_every(arena->environment, i);
        }
    }
    if (cursor.at != cursor.end)
        damaged(cursor.environment, "bytes are left over");
    annotation_check(document);
}

/* ---- checking ---- */

static void check_record(const Document *document, const LayerDescription *layer, void *record)
{
    int32_t start = 0;

    for (int32_t f = 0; f < layer->field_count; f++) {
        const LayerField *field = &layer->fields[f];
        int32_t value = field->kind == FIELD_MOMENT ? 0 : *field_int(field, record);
        bool right = true;

        switch (field->kind) {
        case FIELD_START:
            start = value;
            right = value >= 0 && value <= document->length;
            break;
        case FIELD_START_OPTIONAL:
            start = value < 0 ? document->length : value; /* then the length is 0 */
            right = value >= NO_INDEX && value <= document->length;
            break;
        case FIELD_LENGTH:
            right = value >= 0 && value <= document->length - start;
            break;
        case FIELD_INDEX:
        case FIELD_INDEX_OPTIONAL:
            right = value >= (field->kind == FIELD_INDEX ? 0 : NO_INDEX) &&
                    value < layer_count(document, (LayerId)field->limit);
            break;
        case FIELD_STRING:
            right = value >= 0 && (value == NO_STRING || value < document->string_count);
            break;
        case FIELD_LABEL:
            right = value >= 0 && value < field->limit;
            break;
        case FIELD_NUMBER:
        case FIELD_MOMENT:
            break;
        }
        if (!right)
            environment_error(document->environment, ERROR_DATA, "annotation is damaged: %s of a %s is out of range",
                              field->name, layer->name);
    }
}

/* check_forest: following parents ends, from every record. Marks each record with the walk that met it first. */
static void check_forest(const Document *document, const int32_t *parent, size_t stride, int32_t count,
                         const char *what)
{
    int32_t *walk = arena_alloc(document->arena, (size_t)count * sizeof(int32_t));

    for (int32_t i = 0; i < count; i++) {
        int32_t j = i;

        while (j != NO_INDEX && walk[j] == 0) {
            walk[j] = i + 1;
            j = *(const int32_t *)(const void *)((const char *)parent + (size_t)j * stride);
        }
        if (j != NO_INDEX && walk[j] == i + 1)
            damaged(document->environment, what);
        environment_check_every(document->environment, i);
    }
}

/* check_sentences: sentences hold the tokens in order, each token in one, and heads stay inside. */
static void check_sentences(const Document *document)
{
    int32_t next = 0;

    for (int32_t s = 0; s < document->sentences.count; s++) {
        const Sentence *sentence = &document->sentences.items[s];

        if (sentence->first_token != next || sentence->last_token < sentence->first_token)
            damaged(document->environment, "sentences do not hold the tokens in order");
        for (int32_t t = sentence->first_token; t <= sentence->last_token; t++) {
            const Token *token = &document->tokens.items[t];

            if (token->sentence != s)
                damaged(document->environment, "a token is in another sentence");
            if (token->head != NO_INDEX && (token->head < sentence->first_token || token->head > sentence->last_token))
                damaged(document->environment, "a head is in another sentence");
        }
        next = sentence->last_token + 1;
        environment_check_every(document->environment, s);
    }
    if (next != document->tokens.count)
        damaged(document->environment, "a token is in no sentence");
}

#define CHECK_SPANS(layer)                                                              \
    for (int32_t i = 0; i < document->layer.count; i++)                                 \
        if (document->layer.items[i].first_token > document->layer.items[i].last_token) \
            damaged(document->environment, "a stretch of tokens ends before it begins");

void annotation_check(const Document *document)
{
    for (int32_t l = 0; l < LAYER_COUNT; l++) {
        char *items = layer_items(document, (LayerId)l);
        int32_t count = layer_count(document, (LayerId)l);

        for (int32_t i = 0; i < count; i++) {
            check_record(document, &layer_descriptions[l], items + (size_t)i * layer_descriptions[l].record_size);
            environment_check_every(document->environment, i);
        }
    }
    check_sentences(document);
    CHECK_SPANS(mentions)
    CHECK_SPANS(timexes)
    CHECK_SPANS(quotations)
    if (document->tokens.count > 0)
        check_forest(document, &document->tokens.items->head, sizeof(Token), document->tokens.count,
                     "heads go round in a circle");
    if (document->clauses.count > 0)
        check_forest(document, &document->clauses.items->parent, sizeof(Clause), document->clauses.count,
                     "clauses govern each other in a circle");
}

int utf8_character_length(const char *at)
{
    unsigned char byte = (unsigned char)*at;

    return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}
