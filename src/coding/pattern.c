/* pattern.c: reads the pattern language; says where a text goes wrong. */
#include "pattern.h"

#include <string.h>

#define LONGEST_PATTERN 8192

/* Where the reader stands. */
typedef struct Reader {
    const char *text;
    int32_t at;
    const Dictionary *dictionary;
    Arena *arena;
    PatternError *error;
} Reader;

static bool fail(Reader *reader, const char *message)
{
    if (reader->error->message == NULL)
        *reader->error = (PatternError){reader->at, message};
    return false;
}

static char peek(const Reader *reader)
{
    return reader->text[reader->at];
}

static bool accept(Reader *reader, char c)
{
    if (peek(reader) != c)
        return false;
    reader->at++;
    return true;
}

/* is_word_byte: letters, digits, what words contain, and all of UTF-8 beyond ASCII. */
static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '\'' ||
           c == '.' || c == '&' || (unsigned char)c >= 0x80;
}

/* read_word: one word, in lower case; NULL when there is none. */
static const char *read_word(Reader *reader)
{
    int32_t start = reader->at;
    char *word;

    while (is_word_byte(peek(reader)))
        reader->at++;
    if (reader->at == start) {
        fail(reader, peek(reader) == '\0' ? "a word is missing at the end" : "expected a word");
        return NULL;
    }
    word = arena_copy(reader->arena, reader->text + start, (size_t)(reader->at - start));
    for (char *c = word; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 32);
    return word;
}

/* read_phrase: words joined by "_". */
static bool read_phrase(Reader *reader, Phrase *phrase)
{
    const char *words[16];

    phrase->count = 0;
    do {
        const char *word = read_word(reader);

        if (word == NULL)
            return false;
        if (phrase->count == 16)
            return fail(reader, "too many words in one phrase");
        words[phrase->count++] = word;
    } while (accept(reader, '_'));
    phrase->words = arena_alloc(reader->arena, (size_t)phrase->count * sizeof(char *));
    memcpy(phrase->words, words, (size_t)phrase->count * sizeof(char *));
    return true;
}

/* read_set: "@name"; set is left empty where nobody can be asked which sets there are. */
static bool read_set(Reader *reader, WordSet *set)
{
    int32_t start = reader->at + 1;
    const WordSet *found;

    reader->at = start;
    while (is_word_byte(peek(reader)))
        reader->at++;
    if (reader->at == start)
        return fail(reader, "expected the name of a word set after \"@\"");
    found = reader->dictionary == NULL
                ? NULL
                : dictionary_words(reader->dictionary, reader->text + start, (size_t)(reader->at - start));
    if (found != NULL)
        *set = *found;
    else if (reader->dictionary != NULL) {
        reader->at = start;
        return fail(reader, "no word set has this name");
    }
    return true;
}

/* add_phrases: more phrases at the end of a set. */
static void add_phrases(Reader *reader, WordSet *set, const Phrase *phrases, int32_t count)
{
    Phrase *all = arena_alloc(reader->arena, (size_t)(set->count + count + 1) * sizeof(Phrase));

    if (set->count > 0)
        memcpy(all, set->phrases, (size_t)set->count * sizeof(Phrase));
    if (count > 0)
        memcpy(all + set->count, phrases, (size_t)count * sizeof(Phrase));
    set->phrases = all;
    set->count += count;
}

/* read_words: choices separated by "|": phrases, and sets, whose phrases are shared where there is nothing else. */
static bool read_words(Reader *reader, WordSet *set)
{
    memset(set, 0, sizeof(*set));
    do {
        if (peek(reader) == '@') {
            WordSet named = {NULL, NULL, 0};

            if (!read_set(reader, &named))
                return false;
            if (set->count == 0)
                *set = named;
            else
                add_phrases(reader, set, named.phrases, named.count);
        } else {
            Phrase phrase = {.inside = accept(reader, '*')};

            if (!read_phrase(reader, &phrase))
                return false;
            add_phrases(reader, set, &phrase, 1);
        }
    } while (accept(reader, '|'));
    return true;
}

bool pattern_words(const char *text, Arena *arena, WordSet *set, PatternError *error)
{
    Reader reader = {text, 0, NULL, arena, error};

    error->message = NULL;
    if (!read_words(&reader, set))
        return false;
    if (peek(&reader) != '\0')
        return fail(&reader, "expected \"|\" or the end");
    return true;
}

/* The relations that are no prepositions, and the bits they stand for. */
static const struct {
    const char *name;
    uint32_t bits;
} relation_names[] = {
    {"subj", 1u << FRAME_SUBJ},
    {"obj", 1u << FRAME_OBJ},
    {"iobj", 1u << FRAME_IOBJ},
    {"xcomp", 1u << FRAME_XCOMP},
    {"ccomp", 1u << FRAME_CCOMP},
    {"advcl", 1u << FRAME_ADVCL},
    {"clause", (1u << FRAME_XCOMP) | (1u << FRAME_CCOMP) | (1u << FRAME_ADVCL)},
    {"adv", 1u << FRAME_ADV},
    {"part", 1u << FRAME_PART},
    {"poss", 1u << FRAME_POSS},
    {"mod", 1u << FRAME_MOD},
    {"any", ~0u},
};

/* read_relation: one relation or preposition into the slot. */
static bool read_relation(Reader *reader, Slot *slot)
{
    const char *word = read_word(reader);

    if (word == NULL)
        return false;
    for (size_t i = 0; i < sizeof(relation_names) / sizeof(relation_names[0]); i++)
        if (strcmp(word, relation_names[i].name) == 0) {
            slot->relations |= relation_names[i].bits;
            return true;
        }
    slot->prepositions = arena_grow(reader->arena, slot->prepositions, (size_t)slot->preposition_count * sizeof(char *),
                                    (size_t)(slot->preposition_count + 1) * sizeof(char *));
    slot->prepositions[slot->preposition_count++] = word;
    return true;
}

static bool read_role(Reader *reader, Slot *slot)
{
    static const struct {
        const char *name;
        Role role;
    } roles[] = {{"actor", ROLE_ACTOR}, {"recipient", ROLE_RECIPIENT}, {"both", ROLE_BOTH}, {"none", ROLE_NONE}};
    int32_t start = reader->at;
    const char *word = read_word(reader);

    if (word == NULL)
        return false;
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
        if (strcmp(word, roles[i].name) == 0) {
            slot->role = roles[i].role;
            return true;
        }
    reader->at = start;
    return fail(reader, "a role is actor, recipient, both or none");
}

/* read_kinds: mention kinds and ~agent codes, after "[". */
static bool read_kinds(Reader *reader, Slot *slot)
{
    do {
        int32_t start = reader->at, label;

        if (accept(reader, '~')) {
            const char *code = read_word(reader);

            if (code == NULL)
                return false;
            slot->agent_codes =
                arena_grow(reader->arena, slot->agent_codes, (size_t)slot->agent_code_count * sizeof(char *),
                           (size_t)(slot->agent_code_count + 1) * sizeof(char *));
            slot->agent_codes[slot->agent_code_count++] =
                arena_copy(reader->arena, reader->text + start + 1, (size_t)(reader->at - start - 1));
            continue;
        }
        if (read_word(reader) == NULL)
            return false;
        label = label_find(kind_names, KIND_COUNT, reader->text + start, (size_t)(reader->at - start));
        if (label < 0) {
            reader->at = start;
            return fail(reader, "no kind of mention has this name");
        }
        slot->kinds |= 1u << label;
    } while (accept(reader, '|'));
    return accept(reader, ']') || fail(reader, "expected \"|\" or \"]\"");
}

/* read_sequence: what stands between the parentheses of before() and after(). */
static bool read_sequence(Reader *reader, Slot *slot)
{
    int32_t capacity = 0;
    bool adjacent = false;

    for (;;) {
        SequenceItem item = {.kind = SEQUENCE_WORDS};

        while (accept(reader, ' '))
            adjacent = false;
        while (accept(reader, '_'))
            adjacent = true;
        if (accept(reader, ')'))
            break;
        item.adjacent = adjacent;
        if (accept(reader, '$'))
            item.kind = SEQUENCE_SOURCE;
        else if (accept(reader, '+'))
            item.kind = SEQUENCE_TARGET;
        else if (accept(reader, '%'))
            item.kind = SEQUENCE_BOTH;
        else if (accept(reader, '^'))
            item.kind = SEQUENCE_SKIP;
        else {
            int32_t phrases = 0;

            if (peek(reader) == '@') {
                if (!read_set(reader, &item.words))
                    return false;
            } else {
                item.words.phrases = arena_alloc(reader->arena, 16 * sizeof(Phrase));
                do {
                    const char *word = read_word(reader);

                    if (word == NULL)
                        return false;
                    if (phrases == 16)
                        return fail(reader, "too many alternatives");
                    item.words.phrases[phrases].words = arena_alloc(reader->arena, sizeof(char *));
                    item.words.phrases[phrases].words[0] = word;
                    item.words.phrases[phrases++].count = 1;
                } while (accept(reader, '|'));
                item.words.count = phrases;
            }
        }
        if (slot->item_count == capacity) {
            slot->items = arena_grow(reader->arena, slot->items, (size_t)capacity * sizeof(SequenceItem),
                                     (size_t)(capacity + 8) * sizeof(SequenceItem));
            capacity += 8;
        }
        slot->items[slot->item_count++] = item;
        adjacent = false;
    }
    slot->touches = adjacent;
    return true;
}

/* read_event: the modality and the quad classes of event(). */
static bool read_event(Reader *reader, Slot *slot)
{
    do {
        int32_t start = reader->at, label;

        if (read_word(reader) == NULL)
            return false;
        label = label_find(modality_names, MODALITY_COUNT, reader->text + start, (size_t)(reader->at - start));
        if (label < 0) {
            reader->at = start;
            return fail(reader, "no modality has this name");
        }
        slot->modalities |= 1u << label;
    } while (accept(reader, '|'));
    if (accept(reader, ',')) {
        while (peek(reader) >= '1' && peek(reader) <= '4')
            slot->quads |= 1u << (reader->text[reader->at++] - '0');
        if (slot->quads == 0)
            return fail(reader, "a quad class is a digit from 1 to 4");
    }
    return accept(reader, ')') || fail(reader, "expected \")\"");
}

/* starts_with: whether the text goes on with this keyword; steps over it. */
static bool starts_with(Reader *reader, const char *keyword)
{
    size_t length = strlen(keyword);

    if (strncmp(reader->text + reader->at, keyword, length) != 0)
        return false;
    reader->at += (int32_t)length;
    return true;
}

static bool read_relation_slot(Reader *reader, Slot *slot)
{
    do {
        if (!read_relation(reader, slot))
            return false;
    } while (accept(reader, '|'));
    if (accept(reader, '=') && !read_role(reader, slot))
        return false;
    if (accept(reader, '(')) {
        slot->has_words = true;
        if (!read_words(reader, &slot->words))
            return false;
        if (!accept(reader, ')'))
            return fail(reader, "expected \"|\" or \")\"");
    }
    if (accept(reader, '[') && !read_kinds(reader, slot))
        return false;
    return true;
}

static bool read_slot(Reader *reader, Slot *slot)
{
    memset(slot, 0, sizeof(*slot));
    slot->column = reader->at;
    if (starts_with(reader, "before(")) {
        slot->kind = SLOT_BEFORE;
        return read_sequence(reader, slot);
    }
    if (starts_with(reader, "after(")) {
        slot->kind = SLOT_AFTER;
        return read_sequence(reader, slot);
    }
    slot->negated = accept(reader, '!');
    slot->optional = !slot->negated && accept(reader, '?');
    if (starts_with(reader, "event(")) {
        slot->kind = SLOT_EVENT;
        return read_event(reader, slot);
    }
    slot->kind = SLOT_RELATION;
    return read_relation_slot(reader, slot);
}

/* phrase_weight: how many words the longest phrase of a set has; a set of one phrase says more than one of many. */
static int32_t phrase_weight(const WordSet *set)
{
    int32_t longest = 1;

    for (int32_t i = 0; i < set->count; i++)
        if (set->phrases[i].count > longest)
            longest = set->phrases[i].count;
    return longest;
}

static int32_t slot_weight(const Slot *slot)
{
    int32_t weight = 0;

    if (slot->optional)
        return 1;
    switch (slot->kind) {
    case SLOT_BEFORE:
    case SLOT_AFTER:
        for (int32_t i = 0; i < slot->item_count; i++)
            weight += slot->items[i].kind == SEQUENCE_WORDS ? 20 + (slot->items[i].adjacent ? 2 : 0) : 5;
        return weight;
    case SLOT_EVENT:
        return 12;
    case SLOT_RELATION:
        break;
    }
    if (slot->negated)
        return 2;
    if (slot->has_words)
        weight += 18 + 2 * phrase_weight(&slot->words);
    if (slot->kinds != 0)
        weight += 4;
    if (slot->agent_code_count > 0)
        weight += 6;
    return weight > 0 ? weight : 3;
}

static void note_roles(Pattern *pattern, const Slot *slot)
{
    pattern->names_actor |= !slot->optional && (slot->role == ROLE_ACTOR || slot->role == ROLE_BOTH);
    pattern->names_recipient |= !slot->optional && (slot->role == ROLE_RECIPIENT || slot->role == ROLE_BOTH);
    pattern->has_event |= slot->kind == SLOT_EVENT;
    for (int32_t i = 0; i < slot->item_count; i++) {
        pattern->names_actor |= slot->items[i].kind == SEQUENCE_SOURCE || slot->items[i].kind == SEQUENCE_BOTH;
        pattern->names_recipient |= slot->items[i].kind == SEQUENCE_TARGET || slot->items[i].kind == SEQUENCE_BOTH;
    }
}

static bool read_pattern(Reader *reader, Pattern *pattern)
{
    int32_t capacity = 0;

    if (!read_words(reader, &pattern->trigger))
        return false;
    if (!accept(reader, '/'))
        return fail(reader, "expected \"/v\", \"/n\", \"/a\" or \"/x\" after the trigger");
    pattern->pos = peek(reader);
    if (pattern->pos != 'v' && pattern->pos != 'n' && pattern->pos != 'a' && pattern->pos != 'x')
        return fail(reader, "a trigger is a verb (v), a noun (n), an adjective (a) or an auxiliary (x)");
    reader->at++;
    pattern->specificity = 10 * (phrase_weight(&pattern->trigger) - 1);
    while (peek(reader) != '\0') {
        if (!accept(reader, ' '))
            return fail(reader, "expected a space before the next slot");
        while (accept(reader, ' '))
            ;
        if (peek(reader) == '\0')
            break;
        if (pattern->slot_count == capacity) {
            pattern->slots = arena_grow(reader->arena, pattern->slots, (size_t)capacity * sizeof(Slot),
                                        (size_t)(capacity + 4) * sizeof(Slot));
            capacity += 4;
        }
        if (!read_slot(reader, &pattern->slots[pattern->slot_count]))
            return false;
        pattern->specificity += slot_weight(&pattern->slots[pattern->slot_count]);
        note_roles(pattern, &pattern->slots[pattern->slot_count++]);
    }
    return true;
}

Pattern *pattern_parse(const char *text, const Dictionary *dictionary, Arena *arena, PatternError *error)
{
    Reader reader = {text, 0, dictionary, arena, error};
    Pattern *pattern = arena_alloc(arena, sizeof(Pattern));

    error->message = NULL;
    if (strlen(text) > LONGEST_PATTERN) {
        *error = (PatternError){LONGEST_PATTERN, "a pattern has no more than 8192 bytes"};
        return NULL;
    }
    if (!read_pattern(&reader, pattern))
        return NULL;
    pattern->text = arena_copy(arena, text, strlen(text));
    return pattern;
}

/* character_of: the 1-based character at a byte offset of UTF-8 or of an encoding of single bytes. */
static int32_t character_of(const char *text, int32_t position)
{
    int32_t character = 1;

    for (int32_t i = 0; i < position && text[i] != '\0'; i++)
        character += ((unsigned char)text[i + 1] & 0xC0) != 0x80;
    return character;
}

const char *pattern_check(const char *pattern, const Dictionary *dictionary, Arena *arena, int32_t *character)
{
    PatternError error = {0, NULL};

    if (pattern_parse(pattern, dictionary, arena, &error) != NULL)
        return NULL;
    *character = character_of(pattern, error.position);
    return error.message;
}

const char *words_check(const char *words, Arena *arena, int32_t *character)
{
    PatternError error = {0, NULL};
    WordSet set;

    if (words[0] != '@' && pattern_words(words, arena, &set, &error))
        return NULL;
    *character = words[0] == '@' ? 1 : character_of(words, error.position);
    return words[0] == '@' ? "a set of words cannot name another" : error.message;
}
