/* dictionary.c: rows compiled into indexes: event types by code, word sets by name, patterns by trigger, actors by
 * word. */
#include "pattern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "knowledge/knowledge.h"

/* A hash table from strings to numbers; strings stay their owner's. */
typedef struct StringTable {
    const char **keys;
    int32_t *values;
    int32_t count;
    uint32_t size; /* a power of two; 0 before the first key */
} StringTable;

/* Which capitals a name of an actor must have in the text. */
typedef enum ActorSpelling { SPELLING_ANY, SPELLING_CAPITAL, SPELLING_EXACT } ActorSpelling;

#define MOST_NAME_WORDS 24

typedef struct ActorEntry {
    ActorRow row;
    ActorSpelling spelling;
    Phrase phrase;
    int32_t next; /* next entry with the same first word; longer ones and later dates first */
} ActorEntry;

struct Dictionary {
    Arena *arena;
    EventType **types;
    int32_t type_count, type_capacity;
    WordSet **sets;
    int32_t set_count, set_capacity;
    Pattern **patterns;
    int32_t pattern_count, pattern_capacity;
    ActorEntry *actors;
    int32_t actor_count, actor_capacity;
    TriggerEntry *entries;
    int32_t entry_count;
    StringTable type_index, set_index, trigger_index, actor_index;
};

static uint32_t hash_of(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)bytes[i]) * 16777619u;
    return hash;
}

/* string_slot: where a key is, or where it would go. */
static uint32_t string_slot(const StringTable *table, const char *key, size_t length)
{
    uint32_t slot = hash_of(key, length) & (table->size - 1);

    while (table->keys[slot] != NULL &&
           (strncmp(table->keys[slot], key, length) != 0 || table->keys[slot][length] != '\0'))
        slot = (slot + 1) & (table->size - 1);
    return slot;
}

static int32_t string_find(const StringTable *table, const char *key, size_t length)
{
    uint32_t slot;

    if (table->size == 0)
        return NO_INDEX;
    slot = string_slot(table, key, length);
    return table->keys[slot] == NULL ? NO_INDEX : table->values[slot];
}

/* string_put: sets the value of a key. */
static void string_put(StringTable *table, Arena *arena, const char *key, int32_t value)
{
    uint32_t slot;

    if ((uint32_t)table->count * 2 >= table->size) {
        StringTable larger = {.size = table->size == 0 ? 64 : table->size * 2, .count = table->count};

        larger.keys = arena_alloc(arena, larger.size * sizeof(char *));
        larger.values = arena_alloc(arena, larger.size * sizeof(int32_t));
        for (uint32_t i = 0; i < table->size; i++)
            if (table->keys[i] != NULL) {
                slot = string_slot(&larger, table->keys[i], strlen(table->keys[i]));
                larger.keys[slot] = table->keys[i];
                larger.values[slot] = table->values[i];
            }
        *table = larger;
    }
    slot = string_slot(table, key, strlen(key));
    if (table->keys[slot] == NULL) {
        table->keys[slot] = key;
        table->count++;
    }
    table->values[slot] = value;
}

static const char *copy(Dictionary *dictionary, const char *string)
{
    return string == NULL ? NULL : arena_copy(dictionary->arena, string, strlen(string));
}

/* grow: room for one more element of an array. */
static void *grow(Dictionary *dictionary, void *items, int32_t count, int32_t *capacity, size_t size)
{
    int32_t old = *capacity;

    if (count < old)
        return items;
    *capacity = old == 0 ? 64 : old * 2;
    return arena_grow(dictionary->arena, items, (size_t)old * size, (size_t)*capacity * size);
}

Dictionary *dictionary_start(Arena *arena)
{
    Dictionary *dictionary = arena_alloc(arena, sizeof(Dictionary));

    dictionary->arena = arena;
    return dictionary;
}

void dictionary_add_type(Dictionary *dictionary, const EventType *type)
{
    EventType *own = arena_alloc(dictionary->arena, sizeof(EventType));

    *own = *type;
    own->code = copy(dictionary, type->code);
    own->type = copy(dictionary, type->type);
    own->mode = copy(dictionary, type->mode);
    own->context = copy(dictionary, type->context);
    own->cameo = copy(dictionary, type->cameo);
    dictionary->types =
        grow(dictionary, dictionary->types, dictionary->type_count, &dictionary->type_capacity, sizeof(EventType *));
    string_put(&dictionary->type_index, dictionary->arena, own->code, dictionary->type_count);
    dictionary->types[dictionary->type_count++] = own;
}

void dictionary_add_words(Dictionary *dictionary, const char *name, const char *words)
{
    WordSet *set = arena_alloc(dictionary->arena, sizeof(WordSet));
    PatternError error = {0, NULL};

    if (!pattern_words(words, dictionary->arena, set, &error))
        return;
    set->name = copy(dictionary, name);
    dictionary->sets =
        grow(dictionary, dictionary->sets, dictionary->set_count, &dictionary->set_capacity, sizeof(WordSet *));
    string_put(&dictionary->set_index, dictionary->arena, set->name, dictionary->set_count);
    dictionary->sets[dictionary->set_count++] = set;
}

const WordSet *dictionary_words(const Dictionary *dictionary, const char *name, size_t length)
{
    int32_t set = string_find(&dictionary->set_index, name, length);

    return set == NO_INDEX ? NULL : dictionary->sets[set];
}

bool dictionary_add_pattern(Dictionary *dictionary, const char *text, const char *code, const char *reverse,
                            bool builtin)
{
    PatternError error = {0, NULL};
    int32_t type = NO_INDEX, other = NO_INDEX;
    Pattern *pattern;

    if (code != NULL && (type = string_find(&dictionary->type_index, code, strlen(code))) == NO_INDEX)
        return false;
    if (reverse != NULL && (other = string_find(&dictionary->type_index, reverse, strlen(reverse))) == NO_INDEX)
        return false;
    pattern = pattern_parse(text, dictionary, dictionary->arena, &error);
    if (pattern == NULL)
        return false;
    pattern->type = type == NO_INDEX ? NULL : dictionary->types[type];
    pattern->reverse = other == NO_INDEX ? NULL : dictionary->types[other];
    pattern->builtin = builtin;
    dictionary->patterns = grow(dictionary, dictionary->patterns, dictionary->pattern_count,
                                &dictionary->pattern_capacity, sizeof(Pattern *));
    dictionary->patterns[dictionary->pattern_count++] = pattern;
    return true;
}

/* put_word: a word of a name; false when the name has too many. */
static bool put_word(Phrase *phrase, const char **words, const char *word)
{
    if (*word != '\0' && phrase->count < MOST_NAME_WORDS)
        words[phrase->count++] = word;
    return phrase->count < MOST_NAME_WORDS;
}

/*
 * split_name: the words of a name as the text's own are cut: "jean-claude juncker" is five tokens with its hyphen,
 * "people's" and "workers'" are two.
 */
static void split_name(Dictionary *dictionary, const char *name, Phrase *phrase, const char **words)
{
    while (*name != '\0') {
        size_t length = strcspn(name, " _-");
        char *word = arena_copy(dictionary->arena, name, length);
        const char *mark = NULL;

        if (length > 2 && (strcmp(word + length - 2, "'s") == 0))
            mark = "'s";
        else if (length > 1 && word[length - 1] == '\'')
            mark = "'";
        if (mark != NULL)
            word[length - strlen(mark)] = '\0';
        if (!put_word(phrase, words, word) || (mark != NULL && !put_word(phrase, words, mark)))
            return;
        if (name[length] == '-' && !put_word(phrase, words, "-"))
            return;
        name += length + (name[length] != '\0');
    }
}

/* spelling_of: how much of a name's capitals the text must have: "US" and "WHO" are no "us" and "Who". */
static ActorSpelling spelling_of(const ActorRow *row)
{
    size_t length = strlen(row->name);

    if (row->agent || row->name[0] < 'A' || row->name[0] > 'Z')
        return SPELLING_ANY;
    if (row->builtin && length <= 4 && strspn(row->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length)
        return SPELLING_EXACT;
    return SPELLING_CAPITAL;
}

void dictionary_add_actor(Dictionary *dictionary, const ActorRow *row)
{
    ActorEntry *entry;
    Phrase phrase = {.count = 0};
    const char *words[MOST_NAME_WORDS];
    char *name;

    dictionary->actors =
        grow(dictionary, dictionary->actors, dictionary->actor_count, &dictionary->actor_capacity, sizeof(ActorEntry));
    name = arena_copy(dictionary->arena, row->name, strlen(row->name));
    /* names are compared without case: ASCII here, and the text's own words the same way */
    for (char *c = name; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 32);
    split_name(dictionary, name, &phrase, words);
    if (phrase.count == 0)
        return;
    phrase.words = arena_alloc(dictionary->arena, (size_t)phrase.count * sizeof(char *));
    memcpy(phrase.words, words, (size_t)phrase.count * sizeof(char *));
    entry = &dictionary->actors[dictionary->actor_count++];
    entry->row = *row;
    entry->row.name = copy(dictionary, row->name);
    entry->row.code = copy(dictionary, row->code);
    entry->spelling = spelling_of(row);
    entry->phrase = phrase;
    entry->next = NO_INDEX;
}

void dictionary_replace(Dictionary *dictionary, bool patterns, bool actors, bool agents)
{
    int32_t kept = 0;

    for (int32_t i = 0; i < dictionary->pattern_count; i++)
        if (!patterns || !dictionary->patterns[i]->builtin)
            dictionary->patterns[kept++] = dictionary->patterns[i];
    dictionary->pattern_count = kept;
    kept = 0;
    for (int32_t i = 0; i < dictionary->actor_count; i++) {
        const ActorRow *row = &dictionary->actors[i].row;

        if (!row->builtin || !(row->agent ? agents : actors))
            dictionary->actors[kept++] = dictionary->actors[i];
    }
    dictionary->actor_count = kept;
}

/* compare_strings: NULL first. */
static int compare_strings(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

/* compare_patterns: the order in which they are tried: a user's first, then the most specific. */
static int compare_patterns(const void *a, const void *b)
{
    const Pattern *x = *(Pattern *const *)a, *y = *(Pattern *const *)b;
    int order;

    if (x->builtin != y->builtin)
        return x->builtin ? 1 : -1;
    if (x->specificity != y->specificity)
        return x->specificity > y->specificity ? -1 : 1;
    order = strcmp(x->text, y->text);
    return order != 0 ? order
                      : compare_strings(x->type == NULL ? NULL : x->type->code, y->type == NULL ? NULL : y->type->code);
}

static int compare_actors(const void *a, const void *b)
{
    const ActorEntry *x = a, *y = b;
    int order;

    if (x->phrase.count != y->phrase.count)
        return x->phrase.count > y->phrase.count ? -1 : 1;
    if (x->row.builtin != y->row.builtin)
        return x->row.builtin ? 1 : -1;
    if (x->row.valid_from != y->row.valid_from)
        return x->row.valid_from > y->row.valid_from ? -1 : 1;
    order = strcmp(x->row.name, y->row.name);
    return order != 0 ? order : strcmp(x->row.code, y->row.code);
}

/* index_word: the word of a trigger phrase that the index holds: a verb's first, a noun's or adjective's last. */
static const char *index_word(const Pattern *pattern, const Phrase *phrase)
{
    return phrase->words[pattern->pos == 'v' ? 0 : phrase->count - 1];
}

static void index_triggers(Dictionary *dictionary)
{
    int32_t total = 0;

    for (int32_t i = 0; i < dictionary->pattern_count; i++)
        total += dictionary->patterns[i]->trigger.count;
    dictionary->entries = arena_alloc(dictionary->arena, ((size_t)total + 1) * sizeof(TriggerEntry));
    /* from the last to the first, so that each chain runs from the most specific on */
    for (int32_t i = dictionary->pattern_count - 1; i >= 0; i--) {
        const Pattern *pattern = dictionary->patterns[i];

        for (int32_t p = pattern->trigger.count - 1; p >= 0; p--) {
            const char *word = index_word(pattern, &pattern->trigger.phrases[p]);
            TriggerEntry *entry = &dictionary->entries[dictionary->entry_count];

            entry->pattern = pattern;
            entry->phrase = p;
            entry->next = string_find(&dictionary->trigger_index, word, strlen(word));
            string_put(&dictionary->trigger_index, dictionary->arena, word, dictionary->entry_count++);
        }
    }
}

void dictionary_finish(Dictionary *dictionary)
{
    if (dictionary->pattern_count > 0)
        qsort(dictionary->patterns, (size_t)dictionary->pattern_count, sizeof(Pattern *), compare_patterns);
    index_triggers(dictionary);
    if (dictionary->actor_count > 0)
        qsort(dictionary->actors, (size_t)dictionary->actor_count, sizeof(ActorEntry), compare_actors);
    for (int32_t i = dictionary->actor_count - 1; i >= 0; i--) {
        ActorEntry *entry = &dictionary->actors[i];
        const char *word = entry->phrase.words[0];

        entry->next = string_find(&dictionary->actor_index, word, strlen(word));
        string_put(&dictionary->actor_index, dictionary->arena, word, i);
    }
}

int32_t dictionary_entries(const Dictionary *dictionary, const char *word, size_t length)
{
    return string_find(&dictionary->trigger_index, word, length);
}

const TriggerEntry *dictionary_entry(const Dictionary *dictionary, int32_t entry)
{
    return &dictionary->entries[entry];
}

/* token_matches: the token's form without ASCII case, or its lemma, is the word. */
static bool token_matches(const Document *document, int32_t token, const char *word)
{
    return token_is_folded(document, token, word) || strcmp(token_lemma(document, token), word) == 0;
}

/* actor_chain: the chain of a token's form, or of its lemma. */
static int32_t actor_chain(const Dictionary *dictionary, const Document *document, int32_t token, bool by_lemma)
{
    char word[128];
    const char *bytes = by_lemma ? token_lemma(document, token) : token_text(document, token);
    size_t length = by_lemma ? strlen(bytes) : (size_t)document->tokens.items[token].length;

    if (length >= sizeof(word))
        return NO_INDEX;
    for (size_t i = 0; i < length; i++)
        word[i] = (char)(bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i]);
    return string_find(&dictionary->actor_index, word, length);
}

/* has_spelling: whether the token has the capitals that the name must have. */
static bool has_spelling(const Document *document, int32_t token, const ActorEntry *entry)
{
    const char *text = token_text(document, token);

    if (entry->spelling == SPELLING_EXACT)
        return token_is(document, token, entry->row.name);
    return entry->spelling == SPELLING_ANY || !(text[0] >= 'a' && text[0] <= 'z');
}

const ActorRow *dictionary_actor(const Dictionary *dictionary, const Document *document, int32_t token, int32_t last,
                                 bool agent, Moment moment, int32_t *end)
{
    const ActorEntry *best = NULL;

    for (int32_t by_lemma = 0; by_lemma < 2; by_lemma++) {
        int32_t i = actor_chain(dictionary, document, token, by_lemma == 1);

        for (; i != NO_INDEX; i = dictionary->actors[i].next) {
            const ActorEntry *entry = &dictionary->actors[i];
            int32_t words = 1;

            if (entry->row.agent != agent || token + entry->phrase.count - 1 > last ||
                (best != NULL && best->phrase.count >= entry->phrase.count) || !has_spelling(document, token, entry))
                continue;
            if (moment != NO_TIME && ((entry->row.valid_from != NO_TIME && moment < entry->row.valid_from) ||
                                      (entry->row.valid_until != NO_TIME && moment >= entry->row.valid_until)))
                continue;
            while (words < entry->phrase.count && token_matches(document, token + words, entry->phrase.words[words]))
                words++;
            if (words == entry->phrase.count)
                best = entry;
        }
    }
    if (best == NULL)
        return NULL;
    *end = token + best->phrase.count - 1;
    return &best->row;
}

/* phrase_in: the phrase's words stand one after the other in the text from here. */
static bool phrase_in(const Phrase *phrase, const char *text)
{
    for (int32_t i = 0; i < phrase->count; i++) {
        size_t length = strlen(phrase->words[i]);

        if (strncmp(text, phrase->words[i], length) != 0)
            return false;
        text += length;
        /* within a word the next part may stand right behind */
        if (*text != ' ' && *text != '\0' &&
            (i + 1 == phrase->count || strncmp(text, phrase->words[i + 1], strlen(phrase->words[i + 1])) != 0))
            return false;
        text += *text == ' ';
    }
    return true;
}

const ActorRow *dictionary_role(const Dictionary *dictionary, const char *role, Moment moment)
{
    const ActorEntry *best = NULL;
    char lower[256];
    size_t length = strlen(role);

    if (length >= sizeof(lower))
        return NULL;
    for (size_t i = 0; i <= length; i++)
        lower[i] = (char)(role[i] >= 'A' && role[i] <= 'Z' ? role[i] + 32 : role[i]);
    for (const char *at = lower; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        int32_t i = string_find(&dictionary->actor_index, at, strcspn(at, " "));

        for (; i != NO_INDEX; i = dictionary->actors[i].next) {
            const ActorEntry *entry = &dictionary->actors[i];

            if (entry->row.agent && (best == NULL || entry->phrase.count > best->phrase.count) &&
                phrase_in(&entry->phrase, at) &&
                (moment == NO_TIME || ((entry->row.valid_from == NO_TIME || moment >= entry->row.valid_from) &&
                                       (entry->row.valid_until == NO_TIME || moment < entry->row.valid_until))))
                best = entry;
        }
    }
    return best == NULL ? NULL : &best->row;
}
