/*
 * name_features.c: what the name finder sees of a token.
 *
 * The features are those that others found to matter (Ratinov and Roth 2009; Turian and others 2010): the words around,
 * their beginnings, ends and shapes, the classes of like words, lists of names, how the word is written elsewhere in
 * the document, and, for the second pass, what the first pass took the same word for elsewhere in the document
 * (Krishnan and Manning 2006).
 */
#include "name_features.h"

#include "words.h"

#include "knowledge/knowledge.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <string.h>

#define MAX_WORD 48                   /* bytes of a word that count */
#define MAX_PHRASE 7                  /* tokens of the longest listed name */
#define MAX_FILLERS 4                 /* in a row inside a name */
#define MAX_ACRONYM 8                 /* letters */
#define NO_WORD 0x9E3779B97F4A7C15ull /* beyond the sentence */

/* Bits of a phrase's lists, as phrases.pl sets them, are those of PHRASE_LISTS; the others say where in the phrase a
 * token is. */
#define PHRASE_LISTS 0xCFFF
#define PHRASE_BEGIN 0x1000
#define PHRASE_END 0x2000

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t hash = (a ^ (b + 0x9E3779B97F4A7C15ull + (a << 6) + (a >> 2))) * 0xD6E8FEB86659FD93ull;

    return hash ^ (hash >> 32);
}

/* ---- tokens one by one ---- */

typedef struct Letters {
    int32_t letters, capitals, digits, others;
    bool first_capital; /* the first letter is a capital */
    bool uncased;       /* a letter of a script without capitals */
    uint32_t shape;
} Letters;

/* look_at: the letters of a token. */
static Letters look_at(const char *text, int32_t length)
{
    Letters seen = {.shape = 2166136261u};
    int32_t at = 0, repeated = 0;
    int previous = 0;

    while (at < length && at < 4 * MAX_WORD) {
        UChar32 c;
        int class;

        U8_NEXT_OR_FFFD((const uint8_t *)text, at, length, c);
        if (c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(c))
            class = 'a';
        else if (c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(c) || u_istitle(c))
            class = 'A';
        else if (c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(c))
            class = '0';
        else if (c >= 0x80 && u_isalpha(c))
            class = 'u';
        else
            class = c < 0x80 ? (int)c : '*';
        if (class == 'A' && seen.letters == 0)
            seen.first_capital = true;
        seen.letters += class == 'a' || class == 'A' || class == 'u';
        seen.capitals += class == 'A';
        seen.digits += class == '0';
        seen.others += class != 'a' && class != 'A' && class != '0' && class != 'u';
        seen.uncased |= class == 'u';
        repeated = class == previous ? repeated + 1 : 0;
        previous = class;
        if (repeated < 2)
            seen.shape = (seen.shape ^ (uint32_t) class) * 16777619u;
    }
    return seen;
}

/* add_word: the document's word with this hash. */
static int32_t add_word(NameContext *context, uint64_t hash)
{
    uint32_t slot = (uint32_t)(hash >> 20) & context->word_mask;

    for (; context->word_slots[slot] != 0; slot = (slot + 1) & context->word_mask)
        if (context->words[context->word_slots[slot] - 1].hash == hash)
            return context->word_slots[slot] - 1;
    context->words[context->word_count].hash = hash;
    context->word_slots[slot] = ++context->word_count;
    return context->word_count - 1;
}

/* know: looks a word up in the classes and the word list, once in a document. */
static const NameWord *know(NameContext *context, int32_t token)
{
    NameWord *word = &context->words[context->tokens[token].word];

    if (!word->known) {
        char lower[MAX_WORD + 8];
        const Token *record = &context->document->tokens.items[token];
        size_t length = word_lower(context->document->text + record->start, (size_t)record->length, lower, MAX_WORD);
        const uint16_t *values = word_table_find(&context->classes, word->hash);
        int32_t row = knowledge_find(&knowledge_name_words, lower, length);

        if (row < 0 && length > 1 && lower[length - 1] == '.')
            row = knowledge_find(&knowledge_name_words, lower, length - 1);
        if (values != NULL)
            memcpy(word->values, values, sizeof(word->values));
        while (row >= 0) {
            const char *group = knowledge_cell(&knowledge_name_words, row, 1);

            word->group = mix(word->group, word_hash(group, strlen(group)));
            word->day |= strcmp(group, "day") == 0;
            word->heads |= strcmp(group, "org_head") == 0 || strcmp(group, "facility") == 0 ||
                           strcmp(group, "location") == 0 || strcmp(group, "gpe") == 0 || strcmp(group, "event") == 0;
            row = knowledge_same_key(&knowledge_name_words, row) ? row + 1 : -1;
        }
        word->known = true;
    }
    return word;
}

/* May stand inside of a name, but not begin or end one. */
static bool is_joint(const char *lower, size_t length)
{
    static const char *const joints[] = {
        "of", "the", "and", "for", "in", "on", "to", "at", "with", "as",           "&", "-", "/",
        ",",  "+",   "(",   ":",   "a",  "an", "by", "or", "'s",   "\xE2\x80\x99s"};

    for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
        if (strlen(joints[i]) == length && memcmp(joints[i], lower, length) == 0)
            return true;
    return false;
}

static bool is_filler(const char *lower, size_t length)
{
    static const char *const fillers[] = {
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "de",
        "la",
        "du",
        "des",
        "di",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "von",
        "van",
        "der",
        "den",
        "zu",
        "bin",
        "ibn",
        "al",
        "el",
        "le",
        "les",
        "y",
        "e",
        "et",
        "und",
        "to",
        "at",
        "with",
        "as",
        "ul",
        "ur",
        "bint",
        "ben",
        "das",
        "e",
        "&",
        "-",
        "'",
        "\xE2\x80\x99",
        "\xE2\x80\x93",
        ".",
        "/",
        ",",
        "'s",
        "\xE2\x80\x99s",
        "+",
        "(",
        ")",
        "s",
        "n",
        "\"",
        ":",
        "a",
        "an",
        "by",
        "or",
    };

    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
        if (strlen(fillers[i]) == length && memcmp(fillers[i], lower, length) == 0)
            return true;
    return false;
}

/* start_token: fills in what a token shows by itself. */
static void start_token(NameContext *context, int32_t token)
{
    const Token *record = &context->document->tokens.items[token];
    const char *text = context->document->text + record->start;
    NameToken *own = &context->tokens[token];
    char lower[MAX_WORD + 8];
    size_t length = word_lower(text, (size_t)record->length, lower, MAX_WORD);
    Letters seen = look_at(text, record->length);

    own->word = add_word(context, word_hash(lower, length));
    own->shape = seen.shape;
    own->strong = seen.capitals > 0 || seen.uncased;
    own->all_capitals = seen.capitals > 1 && seen.capitals == seen.letters;
    own->filler = !own->strong && (is_filler(lower, length) || (seen.digits > 0 && seen.letters < 3));
    own->joint = !own->strong && is_joint(lower, length);
    own->label = NAME_OUTSIDE;
}

/* ---- sentences ---- */

static bool is_pronoun_i(const NameContext *context, int32_t token)
{
    return token_is(context->document, token, "I") || token_is(context->document, token, "I'm") ||
           token_is(context->document, token, "I've");
}

/* find_mode: how a sentence uses capitals, by its words of two letters or more. */
static CaseMode find_mode(const NameContext *context, int32_t first, int32_t last)
{
    int32_t words = 0, capital = 0, upper = 0, long_words = 0, long_capital = 0, strong = 0;

    for (int32_t t = first; t <= last; t++) {
        const char *text = token_text(context->document, t);
        int32_t length = context->document->tokens.items[t].length;
        bool letter = (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z') || (text[0] & 0x80);

        strong += context->tokens[t].strong && !is_pronoun_i(context, t);
        if (!letter || length < 2)
            continue;
        words++;
        capital += context->tokens[t].strong;
        upper += context->tokens[t].all_capitals;
        if (length >= 4) {
            long_words++;
            long_capital += context->tokens[t].strong;
        }
    }
    if (strong == 0 && words >= 3)
        return CASE_LOWER;
    if (words >= 3 && upper * 10 >= words * 7)
        return CASE_UPPER;
    if (words >= 4 && capital * 10 >= words * 6 && long_capital * 100 >= long_words * 85)
        return CASE_TITLE;
    return CASE_NORMAL;
}

static bool is_hyphen(const NameContext *context, int32_t token)
{
    return token_is(context->document, token, "-") || token_is(context->document, token, "\xE2\x80\x90") ||
           token_is(context->document, token, "\xE2\x80\x91");
}

/* mark_candidates: tokens with a capital, and fillers and numbers that may belong to a name with them. */
static void mark_candidates(NameContext *context, int32_t first, int32_t last)
{
    NameToken *tokens = context->tokens;
    int32_t before = NO_INDEX;

    for (int32_t t = first; t <= last; t++) {
        if (!tokens[t].strong)
            continue;
        tokens[t].candidate = true;
        if (before != NO_INDEX && t - before - 1 <= MAX_FILLERS) {
            int32_t gap = before + 1;

            while (gap < t && tokens[gap].filler)
                gap++;
            for (int32_t g = before + 1; gap == t && g < t; g++)
                tokens[g].candidate = true;
        }
        for (int32_t t2 = t - 1; t2 >= first && t2 >= t - 2 && tokens[t2].filler; t2--)
            tokens[t2].candidate = true;
        if (t < last && tokens[t + 1].filler)
            tokens[t + 1].candidate = true;
        /* the second halves of "Mei-ling", "Chan-o-cha" */
        for (int32_t hyphen = t + 1; hyphen < last && is_hyphen(context, hyphen); hyphen += 2) {
            tokens[hyphen].candidate = tokens[hyphen + 1].candidate = true;
            if (tokens[hyphen + 1].strong)
                break;
        }
        /* a common noun that may be the last word: "Aswan dam", "1998 Irish general election" */
        for (int32_t noun = t + 1; noun <= last && noun <= t + 2 && !tokens[noun].strong; noun++) {
            if (!know(context, noun)->heads)
                continue;
            for (int32_t i = t + 1; i <= noun; i++)
                tokens[i].candidate = true;
            break;
        }
        before = t;
    }
}

/* mark_runs: for each candidate the run of capitalised words, joined by "of", "and", "&" and the like, around it. */
static void mark_runs(NameContext *context, int32_t first, int32_t last)
{
    NameToken *tokens = context->tokens;

    for (int32_t t = first; t <= last; t++) {
        int32_t end = t;

        tokens[t].run_first = tokens[t].run_last = t;
        if (!tokens[t].strong)
            continue;
        for (int32_t next = t + 1; next <= last && next - end <= 3; next++) {
            const char *text = token_text(context->document, next);

            if (tokens[next].strong)
                end = next;
            else if (!tokens[next].candidate || text[0] == ',' || text[0] == '(' || text[0] == ')' || text[0] == '"' ||
                     text[0] == ':')
                break;
        }
        for (int32_t i = t; i <= end; i++) {
            tokens[i].run_first = t;
            tokens[i].run_last = end;
        }
        t = end;
    }
}

/* mark_acronym: a token of capitals in brackets that spells the words before the bracket: "African Union (AU)". */
static void mark_acronym(NameContext *context, int32_t first, int32_t token)
{
    const Document *document = context->document;
    const char *text = token_text(document, token);
    int32_t letters = document->tokens.items[token].length, from;

    if (letters < 2 || letters > MAX_ACRONYM || !context->tokens[token].all_capitals || token - first < 3 ||
        token_text(document, token - 1)[0] != '(')
        return;
    from = token - 2;
    for (int32_t l = letters - 1; l >= 0; l--, from--) {
        while (from >= first && context->tokens[from].filler && token_text(document, from)[0] != text[l])
            from--;
        if (from < first || token_text(document, from)[0] != text[l])
            return;
    }
    for (int32_t t = from + 1; t < token - 1; t++)
        context->tokens[t].acronym = 1;
    context->tokens[token].acronym = 2;
}

/* start_sentence: what the tokens of a sentence show by standing in it. */
static void start_sentence(NameContext *context, const Sentence *sentence)
{
    int32_t first = sentence->first_token, last = sentence->last_token;
    CaseMode mode = find_mode(context, first, last);
    bool at_start = true;

    for (int32_t t = first; t <= last; t++) {
        NameToken *own = &context->tokens[t];
        const char *text = token_text(context->document, t);
        bool letter = (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z') || (text[0] & 0x80);

        own->mode = (uint8_t)mode;
        own->first = at_start;
        if (mode == CASE_LOWER && letter)
            own->strong = !own->filler;
        if (mode == CASE_NORMAL && letter && own->strong && !at_start)
            context->words[own->word].capital++;
        if (letter && !own->strong)
            context->words[own->word].lower++;
        if (own->strong || (letter && !own->filler))
            at_start = text[0] == '(' || text[0] == '"';
        if (!letter && (text[0] == ':' || text[0] == '"' || text[0] == '\''))
            at_start = true;
    }
    mark_candidates(context, first, last);
    mark_runs(context, first, last);
    for (int32_t t = first; t <= last; t++)
        mark_acronym(context, first, t);
}

/* mark_phrases: the longest listed name from each candidate on; a token keeps the lists of the longest that covers it.
 */
static void mark_phrases(NameContext *context, int32_t first, int32_t last)
{
    int32_t covered = NO_INDEX; /* last token of the phrase before */

    for (int32_t t = first; t <= last; t++) {
        uint64_t hash = 14695981039346656037ull;
        uint16_t best = 0;
        int32_t best_end = t;

        if (!context->tokens[t].candidate || !context->tokens[t].strong)
            continue;
        for (int32_t end = t; end <= last && end < t + MAX_PHRASE && context->tokens[end].candidate; end++) {
            char lower[MAX_WORD + 8];
            const Token *record = &context->document->tokens.items[end];
            size_t length =
                word_lower(context->document->text + record->start, (size_t)record->length, lower, MAX_WORD);
            const uint16_t *value;
            uint64_t whole;

            for (size_t i = 0; i < length; i++)
                if ((lower[i] >= 'a' && lower[i] <= 'z') || (lower[i] >= '0' && lower[i] <= '9') || (lower[i] & 0x80))
                    hash = (hash ^ (uint8_t)lower[i]) * 1099511628211ull;
            whole = hash ^ (hash >> 32);
            whole *= 0xD6E8FEB86659FD93ull;
            whole ^= whole >> 32;
            value = context->tokens[end].strong || end > t ? word_table_find(&context->phrases, whole) : NULL;
            if (value != NULL) {
                best = *value;
                best_end = end;
            }
        }
        if (best == 0 || best_end <= covered)
            continue;
        for (int32_t i = t; i <= best_end; i++)
            context->phrase_types[i] =
                (uint16_t)((best & PHRASE_LISTS) | (i == t ? PHRASE_BEGIN : 0) | (i == best_end ? PHRASE_END : 0));
        covered = best_end;
    }
}

void name_context_start(NameContext *context, Document *document)
{
    int32_t tokens = document->tokens.count;
    uint32_t slots = 64;

    memset(context, 0, sizeof(*context));
    context->document = document;
    word_classes_open(&context->classes, document);
    word_table_open(&context->phrases, document_model(document), document->environment, "phrases");
    while (slots < (uint32_t)tokens * 2)
        slots *= 2;
    context->word_mask = slots - 1;
    context->word_slots = arena_alloc(document->scratch, sizeof(*context->word_slots) * slots);
    context->words = arena_alloc(document->scratch, sizeof(*context->words) * (size_t)(tokens + 1));
    context->tokens = arena_alloc(document->scratch, sizeof(*context->tokens) * (size_t)(tokens + 1));
    context->phrase_types = arena_alloc(document->scratch, sizeof(*context->phrase_types) * (size_t)(tokens + 1));
    for (int32_t t = 0; t < tokens; t++)
        start_token(context, t);
    for (int32_t s = 0; s < document->sentences.count; s++) {
        environment_check(document->environment);
        start_sentence(context, &document->sentences.items[s]);
        mark_phrases(context, document->sentences.items[s].first_token, document->sentences.items[s].last_token);
    }
}

/* ---- features ---- */

typedef struct FeatureList {
    uint64_t *features;
    int32_t count;
    uint64_t template;
} FeatureList;

/* add: a feature of the next template; templates are numbered by the order of the calls. */
static inline void add(FeatureList *list, uint64_t value)
{
    list->features[list->count++] = mix(list->template ++, value);
}

/* skip: passes over templates that do not apply, so that the numbers of the following ones stay. */
static inline void skip(FeatureList *list, int32_t templates)
{
    list->template += (uint64_t)templates;
}

static inline void add_if(FeatureList *list, bool applies, uint64_t value)
{
    if (applies)
        add(list, value);
    else
        skip(list, 1);
}

/* How a word is written elsewhere: in the document, and in much other text. */
static uint64_t capital_evidence(const NameToken *token, const NameWord *word)
{
    uint64_t elsewhere = (word->lower > 0 ? 1u : 0u) + (word->capital > 1 ? 4u : word->capital > 0 ? 2u : 0u);

    return mix(elsewhere, (uint64_t)(word->values[WORD_FLAGS] & WORD_CAPITAL_MASK) * 64 + token->mode * 4u +
                              (token->first ? 2u : 0u) + (token->all_capitals ? 1u : 0u));
}

/* add_around: features of the word at a distance from the token. */
static void add_around(FeatureList *list, NameContext *context, int32_t token, int32_t first, int32_t last, int far)
{
    const NameWord *word;

    if (token < first || token > last) {
        add(list, NO_WORD);
        skip(list, 6);
        return;
    }
    word = know(context, token);
    add(list, word->hash);
    add_if(list, word->values[WORD_CLASS_256] != 0, word->values[WORD_CLASS_256]);
    add_if(list, word->values[WORD_CLASS_4000] != 0, word->values[WORD_CLASS_4000]);
    if (far) {
        skip(list, 4);
        return;
    }
    add_if(list, word->values[WORD_CLASS_1000] != 0, word->values[WORD_CLASS_1000]);
    add(list, mix(context->tokens[token].shape, context->tokens[token].mode));
    add_if(list, word->group != 0, word->group);
    add(list, (uint64_t)(word->values[WORD_FLAGS] & (WORD_GIVEN_NAME | WORD_FAMILY_NAME)) * 2 +
                  context->tokens[token].strong);
}

/* add_spelling: beginnings and ends of the word. */
static void add_spelling(FeatureList *list, NameContext *context, int32_t token)
{
    char lower[MAX_WORD + 8];
    const Token *record = &context->document->tokens.items[token];
    size_t length = word_lower(context->document->text + record->start, (size_t)record->length, lower, MAX_WORD);

    for (size_t n = 2; n <= 4; n++)
        add_if(list, length > n, word_hash(lower, n < length ? n : length));
    for (size_t n = 1; n <= 4; n++)
        add_if(list, length > n, word_hash(lower + (n < length ? length - n : 0), n < length ? n : length));
}

int32_t name_features(NameContext *context, int32_t token, uint64_t *features)
{
    const Sentence *sentence = &context->document->sentences.items[context->document->tokens.items[token].sentence];
    int32_t first = sentence->first_token, last = sentence->last_token;
    const NameToken *own = &context->tokens[token];
    const NameWord *word = know(context, token);
    const NameWord *before = token > first ? know(context, token - 1) : NULL;
    const NameWord *after = token < last ? know(context, token + 1) : NULL;
    uint64_t before_hash = before == NULL ? NO_WORD : before->hash, after_hash = after == NULL ? NO_WORD : after->hash;
    uint64_t before_class = before == NULL ? 0 : before->values[WORD_CLASS_256];
    uint64_t after_class = after == NULL ? 0 : after->values[WORD_CLASS_256];
    uint64_t own_class = word->values[WORD_CLASS_256], own_fine = word->values[WORD_CLASS_1000];
    FeatureList list = {.features = features, .template = 1};
    uint64_t phrase = context->phrase_types[token];
    uint64_t phrase_before = token > first ? context->phrase_types[token - 1] : 0;
    uint64_t phrase_after = token < last ? context->phrase_types[token + 1] : 0;
    int32_t place = token - own->run_first, left = own->run_last - token;

    /* the word itself */
    add(&list, 0);
    add(&list, word->hash);
    add_if(&list, own_class != 0, own_class);
    add_if(&list, own_fine != 0, own_fine);
    add_if(&list, word->values[WORD_CLASS_4000] != 0, word->values[WORD_CLASS_4000]);
    add(&list, mix(own->shape, own->mode));
    add(&list, capital_evidence(own, word));
    add_if(&list, word->group != 0, mix(word->group, own->strong));
    add(&list, (uint64_t)(word->values[WORD_FLAGS] & (WORD_GIVEN_NAME | WORD_FAMILY_NAME)) * 4 + own->strong * 2u +
                   own->first);
    add_spelling(&list, context, token);
    add(&list, mix(phrase, own->first));
    add(&list, mix(mix(phrase, phrase_before), phrase_after));
    add_if(&list, phrase != 0, mix(phrase, word->values[WORD_FLAGS] & WORD_CAPITAL_MASK));

    /* the words around */
    add_around(&list, context, token - 1, first, last, false);
    add_around(&list, context, token + 1, first, last, false);
    add_around(&list, context, token - 2, first, last, true);
    add_around(&list, context, token + 2, first, last, true);

    /* pairs */
    add(&list, mix(before_hash, word->hash));
    add(&list, mix(word->hash, after_hash));
    add(&list, mix(before_hash, after_hash));
    add(&list, mix(before_class, own_class));
    add(&list, mix(own_class, after_class));
    add(&list, mix(mix(before_class, own_class), after_class));
    add(&list, mix(before_hash, own_fine));
    add(&list, mix(own_fine, after_hash));
    add(&list, mix(before_hash, own->shape));
    add(&list, mix(after_hash, own->shape));
    add(&list, mix(token > first ? context->tokens[token - 1].shape : 0,
                   mix(own->shape, token < last ? context->tokens[token + 1].shape : 0)));

    /* the run of capitalised words that it is in */
    add(&list, mix((uint64_t)(place < 4 ? place : 4) * 8 + (uint64_t)(left < 4 ? left : 4), own->mode));
    if (own->run_first > first) {
        const NameWord *outside = know(context, own->run_first - 1);

        add(&list, mix(outside->hash, left == 0));
        add(&list, mix(outside->values[WORD_CLASS_1000], (uint64_t)(place > 0) * 2 + (left > 0)));
    } else {
        add(&list, mix(NO_WORD, left == 0));
        skip(&list, 1);
    }
    if (own->run_last < last) {
        const NameWord *outside = know(context, own->run_last + 1);

        add(&list, mix(outside->hash, place == 0));
        add(&list, mix(outside->values[WORD_CLASS_1000], (uint64_t)(place > 0) * 2 + (left > 0)));
    } else {
        add(&list, mix(NO_WORD, place == 0));
        skip(&list, 1);
    }
    if (left > 0 || place > 0) {
        const NameWord *head = know(context, own->run_last), *start = know(context, own->run_first);

        add(&list, mix(head->hash, left == 0));
        add(&list, mix(head->values[WORD_CLASS_1000], left == 0));
        add_if(&list, head->group != 0, mix(head->group, left == 0));
        add(&list, mix(start->values[WORD_CLASS_1000], place == 0));
        add_if(&list, start->group != 0, mix(start->group, place == 0));
    } else {
        skip(&list, 5);
    }
    add_if(&list, own->acronym != 0, own->acronym);
    for (uint64_t rest = phrase & PHRASE_LISTS; rest != 0 && list.count < NAME_MAX_FEATURES; rest &= rest - 1) {
        list.template = 200;
        add(&list, mix((rest & -rest) | (phrase & ~(uint64_t)PHRASE_LISTS), 0));
    }
    return list.count;
}

void name_forbid(NameContext *context, int32_t token, int32_t *scores)
{
    const NameToken *own = &context->tokens[token];
    bool day = know(context, token)->day;

    if (!own->joint && !day)
        return;
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++) {
        scores[NAME_LABEL(kind, NAME_UNIT)] = NAME_NEVER;
        if (own->joint)
            scores[NAME_LABEL(kind, NAME_BEGIN)] = scores[NAME_LABEL(kind, NAME_LAST)] = NAME_NEVER;
    }
}

/* ---- memory ---- */

/* pair_slot: where a pair is, or would be, in the set. */
static uint32_t pair_slot(const NameContext *context, uint64_t pair)
{
    uint32_t slot = (uint32_t)(pair >> 16) & context->pair_mask;

    while (context->pairs[slot] != 0 && context->pairs[slot] != pair)
        slot = (slot + 1) & context->pair_mask;
    return slot;
}

static uint64_t pair_of(const NameContext *context, int32_t token)
{
    uint64_t pair =
        mix(context->words[context->tokens[token].word].hash, context->words[context->tokens[token + 1].word].hash);

    return pair == 0 ? 1 : pair;
}

/* inside_name: whether the labels of the first pass put a token and the next into one name. */
static bool inside_name(const NameContext *context, int32_t token)
{
    int label = context->tokens[token].label;

    return label != NAME_OUTSIDE && (label % NAME_PART_COUNT == NAME_BEGIN || label % NAME_PART_COUNT == NAME_INSIDE);
}

void name_remember(NameContext *context)
{
    int32_t tokens = context->document->tokens.count, pairs = 0;
    uint32_t slots = 16;

    for (int32_t t = 0; t < tokens; t++) {
        int label = context->tokens[t].label;

        if (label == NAME_OUTSIDE)
            continue;
        context->words[context->tokens[t].word].votes[label / NAME_PART_COUNT][label % NAME_PART_COUNT]++;
        pairs += t + 1 < tokens && inside_name(context, t);
    }
    while (slots < (uint32_t)pairs * 2)
        slots *= 2;
    context->pairs = arena_alloc(context->document->scratch, sizeof(*context->pairs) * slots);
    context->pair_mask = slots - 1;
    for (int32_t t = 0; t + 1 < tokens; t++)
        if (inside_name(context, t))
            context->pairs[pair_slot(context, pair_of(context, t))] = pair_of(context, t);
}

/* vote: the kind that a word was mostly taken for elsewhere and where in a name it stood, and how surely; 0: never. */
static uint64_t vote(const NameContext *context, int32_t token, uint64_t *part)
{
    const NameToken *own = &context->tokens[token];
    const NameWord *word = &context->words[own->word];
    uint32_t best = 0, sum = 0, best_part = 0;
    int best_kind = 0;

    *part = 0;
    for (int kind = 0; kind < NAME_KIND_COUNT; kind++) {
        uint32_t votes = 0;

        for (int p = 0; p < NAME_PART_COUNT; p++)
            votes += word->votes[kind][p];
        if (own->label != NAME_OUTSIDE && own->label / NAME_PART_COUNT == kind)
            votes--;
        sum += votes;
        if (votes > best) {
            best = votes;
            best_kind = kind + 1;
        }
    }
    for (int p = 0; best > 0 && p < NAME_PART_COUNT; p++) {
        uint32_t votes = word->votes[best_kind - 1][p];

        if (own->label == NAME_LABEL(best_kind - 1, p))
            votes--;
        if (votes > best_part) {
            best_part = votes;
            *part = (uint64_t)p + 1;
        }
    }
    if (best == 0)
        return 0;
    return (uint64_t)best_kind * 8 + (best > 3 ? 2 : best > 1 ? 1 : 0) * 2 + (best * 4 >= sum * 3);
}

int32_t name_memory_features(NameContext *context, int32_t token, uint64_t *features)
{
    const Sentence *sentence = &context->document->sentences.items[context->document->tokens.items[token].sentence];
    FeatureList list = {.features = features, .template = 1000};
    uint64_t part, part_before = 0, part_after = 0;
    uint64_t own = vote(context, token, &part);
    uint64_t before = token > sentence->first_token ? vote(context, token - 1, &part_before) : 0;
    uint64_t after = token < sentence->last_token ? vote(context, token + 1, &part_after) : 0;
    bool pair_before =
        token > sentence->first_token && context->pairs[pair_slot(context, pair_of(context, token - 1))] != 0;
    bool pair_after = token < sentence->last_token && context->pairs[pair_slot(context, pair_of(context, token))] != 0;
    const NameToken *shape = &context->tokens[token];

    add(&list, mix(own, shape->first));
    add(&list, mix(own / 8, part));
    add(&list, mix(mix(own / 8, part), shape->shape));
    add(&list, mix(own / 8, before / 8 * 64 + after / 8));
    add(&list, mix(own / 8 * 8 + part, (before / 8 * 8 + part_before) * 128 + after / 8 * 8 + part_after));
    add_if(&list, pair_before || pair_after, mix(own / 8 * 8 + part, pair_before * 2u + pair_after));
    add(&list, mix(own, context->words[shape->word].values[WORD_CLASS_256]));
    return list.count;
}

/* ---- kinds ---- */

Kind name_kind(NameContext *context, NameKind kind, int32_t first, int32_t last)
{
    static const Kind kinds[NAME_KIND_COUNT] = {KIND_PERSON,   KIND_ORG,     KIND_GPE, KIND_NORP,
                                                KIND_FACILITY, KIND_PRODUCT, KIND_MISC};
    static const char location[] = "location";
    uint64_t group = mix(0, word_hash(location, sizeof(location) - 1));
    uint16_t lists = context->phrase_types[first];

    if (kind != NAME_PLACE)
        return kinds[kind];
    /* lists: settled or governed places, then land and water; words such as "Lake" or "Mountains" */
    if ((lists & PHRASE_BEGIN) && (lists & (4 | 2048 | 1024 | 128 | 1)))
        return KIND_GPE;
    if (know(context, first)->group == group || know(context, last)->group == group)
        return KIND_LOC;
    if ((lists & PHRASE_BEGIN) && (lists & 64))
        return KIND_LOC;
    return KIND_GPE;
}
