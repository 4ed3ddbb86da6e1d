/* document.c: growing the layers, the pool of strings, and small questions about tokens. */
#include "document.h"

#include <string.h>
#include <unicode/ucasemap.h>

/* What a new record holds until a stage says otherwise. */
static const Furniture Furniture_new = {.kind = FURNITURE_OTHER};
static const Sentence Sentence_new = {.first_token = NO_INDEX, .last_token = NO_INDEX};
static const Token Token_new = {.upos = UPOS_X, .xpos = XPOS_XX, .head = NO_INDEX, .deprel = DEPREL_DEP};
static const Entity Entity_new = {.kind = KIND_MISC};
static const Mention Mention_new = {
    .first_token = NO_INDEX, .last_token = NO_INDEX, .head = NO_INDEX, .kind = KIND_MISC, .entity = NO_INDEX};
static const Timex Timex_new = {
    .first_token = NO_INDEX, .last_token = NO_INDEX, .starts = NO_TIME, .ends = NO_TIME, .grain = GRAIN_NONE};
static const Quotation Quotation_new = {.first_token = NO_INDEX,
                                        .last_token = NO_INDEX,
                                        .speaker_mention = NO_INDEX,
                                        .speaker_start = NO_INDEX,
                                        .cue_token = NO_INDEX};
static const Place Place_new = {.mention = NO_INDEX, .latitude = NO_COORDINATE, .longitude = NO_COORDINATE};
static const Clause Clause_new = {
    .predicate = NO_INDEX, .parent = NO_INDEX, .timex = NO_INDEX, .place = NO_INDEX, .attributed_mention = NO_INDEX};
static const Argument Argument_new = {
    .clause = NO_INDEX, .relation = DEPREL_DEP, .head = NO_INDEX, .mention = NO_INDEX};

void document_start(Document *document, Arena *arena, const char *text, int32_t length)
{
    memset(document, 0, sizeof(*document));
    document->environment = arena->environment;
    document->arena = document->scratch = arena;
    document->text = text;
    document->length = length;
    document->zone = "UTC";
    document->published = NO_TIME;
    document->published_inferred = NO_TIME;
}

/* larger_capacity: the next size of a growing array; errors before int32 overflows. */
static int32_t larger_capacity(const Document *document, int32_t capacity)
{
    if (capacity > INT32_MAX / 4)
        environment_error(document->environment, ERROR_LIMIT, "annotation is too large");
    return capacity < 16 ? 16 : capacity * 2;
}

#define X(id, type, member)                                                                                 \
    type *document_add_##member(Document *document)                                                         \
    {                                                                                                       \
        type##Layer *layer = &document->member;                                                             \
        if (layer->count == layer->capacity) {                                                              \
            int32_t capacity = larger_capacity(document, layer->capacity);                                  \
            layer->items = arena_resize(document->arena, layer->items, (size_t)layer->count * sizeof(type), \
                                        (size_t)capacity * sizeof(type));                                   \
            layer->capacity = capacity;                                                                     \
        }                                                                                                   \
        layer->items[layer->count] = type##_new;                                                            \
        return &layer->items[layer->count++];                                                               \
    }
LAYER_LIST(X)
#undef X

/* FNV-1a, 32 bits. */
static uint32_t hash_bytes(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)bytes[i]) * 16777619u;
    return hash;
}

/* rehash: a table of four times as many slots as strings; slots hold string numbers, 0 is a free slot. */
static void rehash(Document *document)
{
    int32_t slot_count = 64;
    int32_t *slots;

    while (slot_count / 4 <= document->string_count)
        slot_count *= 2;
    slots = arena_alloc(document->arena, (size_t)slot_count * sizeof(int32_t));

    for (int32_t id = 1; id < document->string_count; id++) {
        uint32_t slot = hash_bytes(document->strings[id], strlen(document->strings[id])) & (uint32_t)(slot_count - 1);

        while (slots[slot] != 0)
            slot = (slot + 1) & (uint32_t)(slot_count - 1);
        slots[slot] = id;
    }
    document->string_slots = slots;
    document->slot_count = slot_count;
}

StringId document_intern(Document *document, const char *bytes, size_t length)
{
    uint32_t slot;

    if (document->string_count >= document->slot_count / 2)
        rehash(document);
    if (document->string_count + 1 >= document->string_capacity) {
        int32_t capacity = larger_capacity(document, document->string_capacity);

        document->strings =
            arena_resize(document->arena, document->strings, (size_t)document->string_count * sizeof(char *),
                         (size_t)capacity * sizeof(char *));
        document->string_capacity = capacity;
        if (document->string_count == 0)
            document->strings[document->string_count++] = NULL;
    }
    slot = hash_bytes(bytes, length) & (uint32_t)(document->slot_count - 1);
    while (document->string_slots[slot] != 0) {
        const char *string = document->strings[document->string_slots[slot]];

        if (strncmp(string, bytes, length) == 0 && string[length] == '\0')
            return document->string_slots[slot];
        slot = (slot + 1) & (uint32_t)(document->slot_count - 1);
    }
    document->strings[document->string_count] = arena_copy(document->arena, bytes, length);
    document->string_slots[slot] = document->string_count;
    return document->string_count++;
}

StringId document_intern_string(Document *document, const char *string)
{
    return string == NULL ? NO_STRING : document_intern(document, string, strlen(string));
}

StringId document_intern_lower(Document *document, int32_t start, int32_t length)
{
    const char *bytes = document->text + start;
    char small[128];
    int32_t i;

    for (i = 0; i < length && i < (int32_t)sizeof(small) && (unsigned char)bytes[i] < 0x80; i++)
        small[i] = (char)(bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i]);
    if (i == length)
        return document_intern(document, small, (size_t)length);
    {
        UErrorCode status = U_ZERO_ERROR;
        UCaseMap *map = ucasemap_open("", 0, &status);
        /* the longest lower-case form of any character has three times its bytes */
        int32_t room = length * 3 + 1;
        char *lower = arena_alloc(document->arena, (size_t)room);
        int32_t lower_length = U_SUCCESS(status) ? ucasemap_utf8ToLower(map, lower, room, bytes, length, &status) : 0;

        ucasemap_close(map);
        if (U_FAILURE(status))
            return document_intern(document, bytes, (size_t)length);
        return document_intern(document, lower, (size_t)lower_length);
    }
}
