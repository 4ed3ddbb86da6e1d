/* terms.c: signatures of stories and their similarity. */
#include "terms.h"

#include <stdlib.h>
#include <string.h>

#include "knowledge/knowledge.h"

#define RAREST 30    /* weight of a word that term_weights.tsv does not have */
#define COMMONEST 8  /* words of less weight tell nothing */
#define WORD_SIZE 64 /* longer words are cut */
#define WEIGHT_BITS 12
#define TERM_BITS 40

typedef struct Term {
    uint64_t hash;
    int32_t occurrences, rarity;
} Term;

typedef struct TermTable {
    Term *slots;
    uint32_t mask, used;
    Arena *arena;
} TermTable;

uint64_t term_hash(const char *bytes, size_t length, uint64_t seed)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ (seed * UINT64_C(0x9e3779b97f4a7c15)); /* far from any byte */

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211); /* FNV-1a */
    hash ^= hash >> 33;
    hash *= UINT64_C(0xff51afd7ed558ccd); /* the finish of MurmurHash3: all bits of the input reach all of the output */
    hash ^= hash >> 33;
    hash *= UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ (hash >> 33);
}

static bool ends_with(const char *word, size_t length, const char *end)
{
    size_t size = strlen(end);

    return length > size && memcmp(word + length - size, end, size) == 0;
}

size_t term_stem(char *word, size_t length)
{
    static const struct {
        const char *end, *put;
    } endings[] = {{"ies", "y"}, {"ied", "y"}, {"ying", "y"}, {"sses", "ss"},
                   {"ing", ""},  {"ed", ""},   {"es", ""},    {"s", ""}};

    if (length == 0 || (word[0] >= '0' && word[0] <= '9'))
        return length;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t size = strlen(endings[i].end), put = strlen(endings[i].put);

        if (!ends_with(word, length, endings[i].end) || length - size < 3)
            continue;
        if (size == 1 &&
            (ends_with(word, length, "ss") || ends_with(word, length, "us") || ends_with(word, length, "is")))
            continue;
        memcpy(word + length - size, endings[i].put, put);
        length += put - size;
        break;
    }
    if (length > 3 && word[length - 1] == word[length - 2] && strchr("lsaeiou", word[length - 1]) == NULL)
        length--;
    if (length > 3 && word[length - 1] == 'e')
        length--;
    return length;
}

static Term *table_slot(TermTable *table, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & table->mask;

    while (table->slots[at].hash != 0 && table->slots[at].hash != hash)
        at = (at + 1) & table->mask;
    return &table->slots[at];
}

static void table_add(TermTable *table, uint64_t hash, int32_t occurrences, int32_t rarity)
{
    Term *term = table_slot(table, hash);

    if (term->hash == 0) {
        if (table->used * 2 >= table->mask) {
            TermTable larger = {.mask = table->mask * 2 + 1, .used = table->used, .arena = table->arena};

            larger.slots = arena_alloc(table->arena, sizeof(Term) * ((size_t)larger.mask + 1));
            for (uint32_t i = 0; i <= table->mask; i++)
                if (table->slots[i].hash != 0)
                    *table_slot(&larger, table->slots[i].hash) = table->slots[i];
            *table = larger;
            term = table_slot(table, hash);
        }
        table->used++;
        term->hash = hash;
        term->rarity = rarity;
    }
    if (term->occurrences < 4)
        term->occurrences += occurrences;
    if (rarity < term->rarity)
        term->rarity = rarity;
}

static bool is_ascii_word_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void add_token(TermTable *table, const Document *document, int32_t token)
{
    const char *text = token_text(document, token);
    int32_t length = document->tokens.items[token].length, row, rarity = RAREST;
    bool heavy = (text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= '0' && text[0] <= '9');
    char word[WORD_SIZE];

    if (length < 2 || (!is_ascii_word_start(text[0]) && (text[0] & 0x80) == 0))
        return;
    if (length > WORD_SIZE)
        length = WORD_SIZE;
    for (int32_t i = 0; i < length; i++)
        word[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 'a' - 'A') : text[i];
    row = knowledge_find(&knowledge_term_weights, word, (size_t)length);
    if (row >= 0)
        rarity = atoi(knowledge_cell(&knowledge_term_weights, row, 1));
    if (rarity >= COMMONEST)
        table_add(table, term_hash(word, term_stem(word, (size_t)length), 0) | 1, heavy ? 2 : 1, rarity);
}

/* What a term weighs in its story: its rarity times the square root of its occurrences, four at most. */
static int32_t weight_of(const Term *term)
{
    static const int32_t damped[] = {0, 100, 141, 173, 200};

    return damped[term->occurrences > 4 ? 4 : term->occurrences] * term->rarity / 10;
}

static int64_t entry_of(const Term *term)
{
    return (int64_t)((term->hash >> (64 - TERM_BITS)) << WEIGHT_BITS) | weight_of(term);
}

static int compare_entries(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static int compare_weights(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    int64_t heavier = (y & ((1 << WEIGHT_BITS) - 1)) - (x & ((1 << WEIGHT_BITS) - 1));

    return heavier != 0 ? (heavier < 0 ? -1 : 1) : compare_entries(a, b);
}

int32_t signature_of(const Document *document, int64_t entries[SIGNATURE_TERMS])
{
    TermTable table = {.mask = 255, .arena = document->arena};
    int64_t *all;
    int32_t count = 0;

    table.slots = arena_alloc(table.arena, sizeof(Term) * ((size_t)table.mask + 1));
    for (int32_t i = 0; i < document->tokens.count; i++) {
        if (i % 1024 == 0)
            environment_check(document->environment);
        add_token(&table, document, i);
    }
    all = arena_alloc(table.arena, sizeof(int64_t) * (table.used + 1));
    for (uint32_t i = 0; i <= table.mask; i++)
        if (table.slots[i].hash != 0)
            all[count++] = entry_of(&table.slots[i]);
    qsort(all, (size_t)count, sizeof(int64_t), compare_weights);
    if (count > SIGNATURE_TERMS)
        count = SIGNATURE_TERMS;
    memcpy(entries, all, sizeof(int64_t) * (size_t)count);
    qsort(entries, (size_t)count, sizeof(int64_t), compare_entries);
    return count;
}

int32_t signature_keys(const int64_t *entries, int32_t count, int64_t keys[SIGNATURE_KEYS])
{
    int64_t sorted[SIGNATURE_TERMS];

    if (count > SIGNATURE_TERMS)
        count = SIGNATURE_TERMS;
    memcpy(sorted, entries, sizeof(int64_t) * (size_t)count);
    qsort(sorted, (size_t)count, sizeof(int64_t), compare_weights);
    if (count > SIGNATURE_KEYS)
        count = SIGNATURE_KEYS;
    for (int32_t i = 0; i < count; i++)
        keys[i] = sorted[i] >> WEIGHT_BITS;
    return count;
}

static int64_t entry_weight(int64_t entry)
{
    return entry & ((1 << WEIGHT_BITS) - 1);
}

static int64_t square_sum(const int64_t *entries, int32_t count)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < count; i++)
        sum += entry_weight(entries[i]) * entry_weight(entries[i]);
    return sum;
}

/* The largest r with r * r <= n, by Newton's method. */
static int64_t integer_root(int64_t n)
{
    int64_t root = n, next = (n + 1) / 2;

    while (next < root) {
        root = next;
        next = (root + n / root) / 2;
    }
    return root;
}

int32_t signature_similarity(const int64_t *a, int32_t a_count, const int64_t *b, int32_t b_count)
{
    int64_t product = 0, length;

    for (int32_t i = 0, j = 0; i < a_count && j < b_count;) {
        int64_t x = a[i] >> WEIGHT_BITS, y = b[j] >> WEIGHT_BITS;

        if (x == y)
            product += entry_weight(a[i]) * entry_weight(b[j]);
        i += x <= y;
        j += y <= x;
    }
    length = integer_root(square_sum(a, a_count) * square_sum(b, b_count));
    return length == 0 ? 0 : (int32_t)(product * 1000 / length);
}
