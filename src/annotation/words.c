/* words.c: the distinct words of a document. */
#include "words.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "model/model.h"

/* A word of more bytes is cut here for its hashes and its lower case: nothing learned is that long. */
#define LONGEST_WORD 256

static uint32_t fold(uint64_t hash)
{
    return (uint32_t)(hash ^ (hash >> 32));
}

/* lower_case: writes the word in lower case, at most LONGEST_WORD bytes of it, and finds its shape. */
static int32_t lower_case(char *lower, const char *form, int32_t length, uint32_t *shape)
{
    int32_t i = 0, out = 0, letters = 0, uppers = 0;

    while (i < length && out < LONGEST_WORD - 8) {
        unsigned char byte = (unsigned char)form[i];
        UChar32 character = byte;
        bool first = i == 0;

        if (byte < 0x80) {
            i++;
        } else {
            U8_NEXT_OR_FFFD(form, i, length, character);
            *shape |= SHAPE_FOREIGN;
        }
        if (byte < 0x80 ? byte >= 'A' && byte <= 'Z' : u_isupper(character) || u_istitle(character)) {
            *shape |= first ? SHAPE_FIRST_UPPER : SHAPE_INNER_UPPER;
            letters++;
            uppers++;
            character = byte < 0x80 ? byte + 32 : u_tolower(character);
        } else if (byte < 0x80 ? byte >= 'a' && byte <= 'z' : u_isalpha(character)) {
            *shape |= SHAPE_LOWER;
            letters++;
        } else if (byte < 0x80 ? byte >= '0' && byte <= '9' : u_isdigit(character)) {
            *shape |= SHAPE_DIGIT;
        } else {
            *shape |= byte == '-' ? SHAPE_HYPHEN : byte == '.' ? SHAPE_DOT : SHAPE_OTHER;
        }
        U8_APPEND_UNSAFE(lower, out, character);
    }
    if (uppers > 1 && uppers == letters)
        *shape |= SHAPE_ALL_UPPER;
    if (letters == 0 && !(*shape & SHAPE_DIGIT))
        *shape |= SHAPE_NO_LETTER;
    lower[out] = '\0';
    return out;
}

/* hash_affixes: hashes of the beginnings and endings of a lower-case word whose digits are 0. */
static void hash_affixes(WordType *type, const char *word, int32_t length)
{
    int32_t from = length, to = 0;

    for (int32_t n = 0; n < WORD_AFFIXES; n++) {
        if (to < length)
            U8_FWD_1(word, to, length);
        type->prefix[n] = fold(word_hash(word, (size_t)to));
    }
    for (int32_t n = 0; n < WORD_ENDINGS; n++) {
        if (from > 0)
            U8_BACK_1((const uint8_t *)word, 0, from);
        type->ending[n] = fold(word_hash(word + from, (size_t)(length - from)));
    }
}

static void describe(Document *document, const WordTable *table, WordType *type)
{
    static const uint16_t no_classes[WORD_TABLE_MAX_COLUMNS];
    char lower[LONGEST_WORD], digits[LONGEST_WORD];
    int32_t length = lower_case(lower, type->form, type->length, &type->shape), form_length = 0;

    type->lower = arena_copy(document->arena, lower, (size_t)length);
    type->lower_length = length;
    type->lower_hash = word_hash(lower, (size_t)length);
    type->classes = word_table_find(table, type->lower_hash);
    if (type->classes == NULL)
        type->classes = no_classes;
    for (int32_t i = 0; i < length; i++)
        digits[i] = lower[i] >= '0' && lower[i] <= '9' ? '0' : lower[i];
    type->word = fold(word_hash(digits, (size_t)length));
    hash_affixes(type, digits, length);
    for (; form_length < type->length && form_length < LONGEST_WORD; form_length++) {
        char byte = type->form[form_length];

        digits[form_length] = byte >= '0' && byte <= '9' ? '0' : byte;
    }
    type->form_hash = fold(word_hash(digits, (size_t)form_length));
}

const Model *document_model(const Document *document)
{
    return document->model != NULL ? document->model : model_embedded();
}

/* rehash_types: a table of twice the size. */
static int32_t *rehash_types(const Document *document, const Words *words, const uint32_t *hashes, uint32_t size)
{
    int32_t *slots = arena_alloc(document->arena, size * sizeof(*slots));

    for (int32_t i = 0; i < words->count; i++) {
        uint32_t slot = hashes[i] & (size - 1);

        while (slots[slot] != 0)
            slot = (slot + 1) & (size - 1);
        slots[slot] = i + 1;
    }
    return slots;
}

Words *words_collect(Document *document, const Model *model)
{
    Words *words = arena_alloc(document->arena, sizeof(*words));
    int32_t capacity = 256, *slots;
    uint32_t size = 1024, *hashes = arena_alloc(document->arena, (size_t)capacity * sizeof(*hashes));
    WordTable table;

    word_table_open(&table, model, document->environment, "clusters");
    words->class_count = table.columns;
    words->types = arena_alloc(document->arena, (size_t)capacity * sizeof(*words->types));
    words->of_token = arena_alloc(document->arena, ((size_t)document->tokens.count + 1) * sizeof(*words->of_token));
    slots = arena_alloc(document->arena, size * sizeof(*slots));
    for (int32_t token = 0; token < document->tokens.count; token++) {
        const char *form = token_text(document, token);
        int32_t length = document->tokens.items[token].length, type;
        uint32_t hash = fold(word_hash(form, (size_t)(length < LONGEST_WORD ? length : LONGEST_WORD))), slot;

        if ((token & 1023) == 0)
            environment_check(document->environment);
        for (slot = hash & (size - 1); (type = slots[slot]) != 0; slot = (slot + 1) & (size - 1))
            if (hashes[type - 1] == hash && words->types[type - 1].length == length &&
                memcmp(words->types[type - 1].form, form, (size_t)length) == 0)
                break;
        if (type == 0) {
            if (words->count == capacity) {
                words->types = arena_grow(document->arena, words->types, (size_t)capacity * sizeof(*words->types),
                                          (size_t)capacity * 2 * sizeof(*words->types));
                hashes = arena_grow(document->arena, hashes, (size_t)capacity * sizeof(*hashes),
                                    (size_t)capacity * 2 * sizeof(*hashes));
                capacity *= 2;
            }
            words->types[words->count].form = form;
            words->types[words->count].length = length;
            words->types[words->count].first_token = token;
            describe(document, &table, &words->types[words->count]);
            hashes[words->count] = hash;
            slots[slot] = type = ++words->count;
            if ((uint32_t)words->count * 2 > size)
                slots = rehash_types(document, words, hashes, size *= 2);
        }
        words->of_token[token] = type - 1;
    }
    return words;
}

const Words *words_of(Document *document)
{
    if (document->words == NULL || document->word_tokens != document->tokens.count) {
        document->words = words_collect(document, document_model(document));
        document->word_tokens = document->tokens.count;
    }
    return document->words;
}
