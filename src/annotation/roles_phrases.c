/* roles_phrases.c: role words, noun phrases and words for countries, as roles.h tells. */
#include "roles.h"

#include "knowledge/knowledge.h"

#include <string.h>

#define LONGEST_PHRASE 30 /* tokens looked at before a head */
#define LONGEST_WORD 64   /* bytes; no role word is longer */

static const Token *token_at(const Document *document, int32_t token)
{
    return &document->tokens.items[token];
}

bool has_tree(const Document *document, int32_t token)
{
    const Sentence *sentence = &document->sentences.items[token_at(document, token)->sentence];

    return token_at(document, sentence->first_token)->head != NO_INDEX ||
           token_at(document, sentence->last_token)->head != NO_INDEX;
}

bool token_is_capitalised(const Document *document, int32_t token)
{
    unsigned char c = (unsigned char)*token_text(document, token);

    return (c >= 'A' && c <= 'Z') || c >= 0x80; /* no lower-case role word begins with a letter that is not ASCII */
}

bool token_text_equal(const Document *document, int32_t a, int32_t b)
{
    const Token *first = token_at(document, a), *second = token_at(document, b);

    if (first->length != second->length)
        return false;
    for (int32_t i = 0; i < first->length; i++) {
        unsigned char x = (unsigned char)document->text[first->start + i];
        unsigned char y = (unsigned char)document->text[second->start + i];

        if (x != y && ((x | 0x20) != (y | 0x20) || (x | 0x20) < 'a' || (x | 0x20) > 'z'))
            return false;
    }
    return true;
}

/* lower_word: the token in ASCII lower case, NUL-terminated; its length, or 0 when it is too long. */
static size_t lower_word(const Document *document, int32_t token, char word[LONGEST_WORD])
{
    const char *text = token_text(document, token);
    int32_t length = token_at(document, token)->length;

    if (length >= LONGEST_WORD)
        return 0;
    for (int32_t i = 0; i < length; i++)
        word[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
    word[length] = '\0';
    return (size_t)length;
}

static bool ends_with(const char *word, size_t length, const char *ending)
{
    size_t count = strlen(ending);

    return length > count + 1 && memcmp(word + length - count, ending, count) == 0;
}

/* singular: the word's singular in place, as ministers -> minister, parties -> party, women -> woman; false: none. */
static bool singular(char *word, size_t length)
{
    if (ends_with(word, length, "men")) {
        word[length - 2] = 'a';
        return true;
    }
    if (ends_with(word, length, "people")) {
        memcpy(word + length - 6, "person", 6);
        return length > 6;
    }
    if (ends_with(word, length, "ies")) {
        memcpy(word + length - 3, "y", 2);
        return true;
    }
    if (ends_with(word, length, "sses") || ends_with(word, length, "shes") || ends_with(word, length, "ches") ||
        ends_with(word, length, "xes")) {
        word[length - 2] = '\0';
        return true;
    }
    if (ends_with(word, length, "wives")) {
        memcpy(word + length - 3, "fe", 3);
        return true;
    }
    if (ends_with(word, length, "s") && !ends_with(word, length, "ss")) {
        word[length - 1] = '\0';
        return true;
    }
    return false;
}

static const struct {
    const char *name;
    RoleClass class;
} role_classes[] = {
    {"honorific", ROLE_HONORIFIC}, {"office", ROLE_OFFICE}, {"ruler", ROLE_OFFICE}, {"kin", ROLE_KIN},
    {"person", ROLE_PERSON},       {"group", ROLE_GROUP},   {"body", ROLE_BODY},    {"state", ROLE_STATE},
    {"place", ROLE_PLACE},
};

static void fill_word(RoleWord *word, int32_t row)
{
    const KnowledgeTable *table = &knowledge_role_words;
    const char *kind = knowledge_cell(table, row, 1), *class = knowledge_cell(table, row, 2);

    word->kind = label_find(kind_names, KIND_COUNT, kind, strlen(kind));
    if (word->kind < 0)
        word->kind = KIND_MISC;
    word->class = ROLE_PERSON;
    for (size_t i = 0; i < sizeof(role_classes) / sizeof(role_classes[0]); i++)
        if (strcmp(class, role_classes[i].name) == 0)
            word->class = role_classes[i].class;
    word->ruler = strcmp(class, "ruler") == 0;
    word->gender = *knowledge_cell(table, row, 3);
    word->plural = *knowledge_cell(table, row, 4) == 'p';
}

/* find_single: a role word of one token, as it stands or in the singular. */
static bool find_single(const Document *document, int32_t token, RoleWord *word)
{
    char text[LONGEST_WORD];
    size_t length = lower_word(document, token, text);
    bool plural = false;

    for (int32_t attempt = 0; attempt < 2 && length > 0; attempt++) {
        int32_t row = knowledge_find(&knowledge_role_words, text, length);

        if (row >= 0) {
            fill_word(word, row);
            word->plural |= plural;
            return true;
        }
        row = knowledge_find(&knowledge_person_nouns, text, length);
        if (row >= 0) {
            *word = (RoleWord){.class = ROLE_PERSON,
                               .kind = KIND_PERSON,
                               .gender = *knowledge_cell(&knowledge_person_nouns, row, 1),
                               .plural = plural};
            return true;
        }
        if (length > 3 && memcmp(text, "ex-", 3) == 0) {
            length -= 3;
            memmove(text, text + 3, length + 1);
            attempt--;
            continue;
        }
        if (!singular(text, length))
            break;
        length = strlen(text);
        plural = true;
    }
    return false;
}

bool role_word_at(const Document *document, int32_t token, int32_t lowest, RoleWord *word)
{
    int32_t end;

    /* several words first: their last word may also be one by itself */
    for (int32_t first = token - 5 < lowest ? lowest : token - 5; first < token; first++) {
        int32_t row = knowledge_match(&knowledge_role_words, document, first, token, KNOWLEDGE_LOWER, &end);

        if (row >= 0 && end == token) {
            fill_word(word, row);
            word->first = first;
            return true;
        }
    }
    if (!find_single(document, token, word))
        return false;
    word->first = token;
    /* "foreign ministers": the plural of a word of several */
    for (int32_t first = token - 3 < lowest ? lowest : token - 3; first < token && word->plural; first++) {
        int32_t row = knowledge_match(&knowledge_role_words, document, first, token - 1, KNOWLEDGE_LOWER, &end);

        (void)row;
        if (token_is_folded(document, first, "prime") || token_is_folded(document, first, "foreign") ||
            token_is_folded(document, first, "vice") || token_is_folded(document, first, "deputy")) {
            word->first = first;
            break;
        }
    }
    return true;
}

bool is_phrase_head(const Document *document, int32_t token)
{
    const Token *this = token_at(document, token);
    const Token *next;

    if (token == sentence_last(document, token))
        return true;
    next = token_at(document, token + 1);
    if (has_tree(document, token) &&
        (this->deprel == DEPREL_COMPOUND || this->deprel == DEPREL_AMOD || this->deprel == DEPREL_FLAT ||
         this->deprel == DEPREL_NMOD_DESC) &&
        this->head == token + 1)
        return false;
    if (next->start == this->start + this->length && token_is(document, token + 1, "-"))
        return false;
    return next->upos != UPOS_NOUN && next->upos != UPOS_PROPN;
}

/* modifies: whether the tree lets the token be a part of the phrase: its own head lies between it and the limit. */
static bool modifies(const Document *document, int32_t token, int32_t limit)
{
    int32_t of = token_at(document, token)->head;

    return !has_tree(document, token) || (of > token && of <= limit);
}

/* possessive_before: whether the token is 's; then what stands before it is a possessor. */
static bool is_possessive(const Document *document, int32_t token)
{
    const Token *this = token_at(document, token);

    return this->xpos == XPOS_POS || token_is(document, token, "'s") || token_is(document, token, "\xe2\x80\x99s");
}

/* start_within: the start of the phrase that ends in head, its words hanging on tokens up to limit. */
static int32_t start_within(const Document *document, int32_t head, int32_t limit, int32_t *possessor)
{
    int32_t start = head, lowest = sentence_first(document, head);

    *possessor = NO_INDEX;
    if (head - LONGEST_PHRASE > lowest)
        lowest = head - LONGEST_PHRASE;
    for (int32_t t = head - 1; t >= lowest; t--) {
        const Token *token = token_at(document, t);

        if (token->upos == UPOS_DET || token->xpos == XPOS_PRPS) {
            if (t != start - 1)
                break;
            start = t;
            if (t > lowest && token_at(document, t - 1)->upos == UPOS_DET && token->upos != UPOS_PRON)
                start = t - 1;
            break;
        }
        if (is_possessive(document, t)) {
            if (t == lowest || *possessor != NO_INDEX)
                break;
            *possessor = t - 1;
            start = t - 1;
            t--;
            continue;
        }
        if (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || token->upos == UPOS_ADJ ||
            token->upos == UPOS_NUM || token->upos == UPOS_SYM) {
            if (*possessor == NO_INDEX && !modifies(document, t, limit))
                break;
            if (*possessor != NO_INDEX && !modifies(document, t, *possessor))
                break;
            start = t;
            continue;
        }
        if (token->upos == UPOS_VERB && has_tree(document, t) && token->deprel == DEPREL_AMOD &&
            modifies(document, t, limit)) {
            start = t;
            continue;
        }
        if (token->upos == UPOS_ADV && has_tree(document, t) && token->head == t + 1 && start == t + 1 &&
            token_at(document, t + 1)->upos == UPOS_ADJ) {
            start = t;
            continue;
        }
        /* "US and Russian officials", "then-president": what joins two modifiers */
        if ((token->upos == UPOS_CCONJ || token_is(document, t, "-") || token_is(document, t, ",")) && t > lowest &&
            has_tree(document, t) && token->head > t && token->head <= head &&
            token_at(document, t - 1)->head <= head && token_at(document, t - 1)->head > t &&
            token_at(document, t - 1)->upos != UPOS_VERB)
            continue;
        if (token->upos == UPOS_CCONJ && t > lowest && has_tree(document, t) && token->head == t + 1 &&
            token_at(document, t + 1)->deprel == DEPREL_CONJ && token_at(document, t + 1)->head < t &&
            token_at(document, t + 1)->head >= lowest && modifies(document, token_at(document, t + 1)->head, head) &&
            start == t + 1)
            continue;
        break;
    }
    return start;
}

/* bound_start: "at least 23 people" is one amount, so that a phrase does not begin with "least". */
static int32_t bound_start(const Document *document, int32_t start)
{
    bool bound = start > sentence_first(document, start) && token_is_folded(document, start - 1, "at") &&
                 (token_is_folded(document, start, "least") || token_is_folded(document, start, "most"));

    return bound ? start - 1 : start;
}

int32_t phrase_start(const Document *document, int32_t head, int32_t *possessor)
{
    return bound_start(document, start_within(document, head, head, possessor));
}

int32_t title_start(const Document *document, const RoleWord *word, int32_t head, int32_t limit, int32_t *possessor)
{
    int32_t start = start_within(document, head, limit, possessor);

    /* a word of several may hold what no phrase does: "secretary of state" */
    if (start > word->first)
        start = start_within(document, word->first, limit, possessor);
    /* what is capitalised right before a capitalised title belongs to it, whatever the tree says; but not a place */
    while (start > sentence_first(document, start) + 1 && token_is_capitalised(document, start) && limit > head) {
        const Token *before = token_at(document, start - 1);
        const char *alpha3;
        int32_t end;
        CountryWord country = country_at(document, start - 1, start - 1, &end, &alpha3);

        if (!token_is_capitalised(document, start - 1) ||
            (before->upos != UPOS_NOUN && before->upos != UPOS_ADJ && before->upos != UPOS_PROPN) ||
            country == COUNTRY_CAPITAL ||
            (country == COUNTRY_NONE && before->upos == UPOS_PROPN && before->xpos != XPOS_NN))
            break;
        start--;
    }
    return bound_start(document, start);
}

CountryWord country_at(const Document *document, int32_t first, int32_t last, int32_t *end, const char **alpha3)
{
    static const struct {
        const char *what;
        CountryWord word;
    } words[] = {
        {"name", COUNTRY_NAME},       {"short", COUNTRY_NAME},      {"adjective", COUNTRY_DEMONYM},
        {"demonym", COUNTRY_DEMONYM}, {"capital", COUNTRY_CAPITAL}, {"government", COUNTRY_GOVERNMENT},
    };
    int32_t row = knowledge_match(&knowledge_countries, document, first, last, KNOWLEDGE_EXACT, end);

    for (; row >= 0; row++) {
        const char *what = knowledge_cell(&knowledge_countries, row, 2);

        for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
            if (strcmp(what, words[i].what) == 0) {
                *alpha3 = knowledge_cell(&knowledge_countries, row, 1);
                return words[i].word;
            }
        if (!knowledge_same_key(&knowledge_countries, row))
            break;
    }
    return COUNTRY_NONE;
}

const char *country_name(const char *alpha3)
{
    int32_t row = knowledge_find_string(&knowledge_country_names, alpha3);

    return row < 0 ? NULL : knowledge_cell(&knowledge_country_names, row, 1);
}

int32_t *name_mentions(Document *document)
{
    int32_t *names = arena_alloc(document->scratch, (size_t)document->tokens.count * sizeof(int32_t) + 1);

    for (int32_t t = 0; t < document->tokens.count; t++)
        names[t] = NO_INDEX;
    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention *mention = &document->mentions.items[m];

        if (mention->level != LEVEL_NAME)
            continue;
        for (int32_t t = mention->first_token; t <= mention->last_token; t++)
            if (names[t] == NO_INDEX)
                names[t] = m;
    }
    return names;
}

/* longest_office: the row of table with the longest key that a role ends in, "head of us diplomacy" apart from words
 * between; -1: none. */
static int32_t longest_office(const KnowledgeTable *table, const char *role)
{
    char lower[LONGEST_WORD * 2];
    size_t length = strlen(role);

    if (length >= sizeof(lower))
        return -1;
    for (size_t i = 0; i <= length; i++)
        lower[i] = role[i] >= 'A' && role[i] <= 'Z' ? (char)(role[i] + 32) : role[i];
    for (int32_t pass = 0; pass < 2; pass++) {
        char *of;

        for (const char *at = lower; *at != '\0';) {
            int32_t row = knowledge_find_string(table, at);

            /* a union leader leads no state */
            if (row >= 0 && at != lower && strncmp(at, "leader", 6) == 0 && strncmp(lower, "two ", 4) != 0 &&
                strncmp(lower, "supreme ", 8) != 0)
                return -1;
            if (row >= 0)
                return row;
            at += strcspn(at, " ");
            at += *at == ' ';
        }
        /* "president of the central bank": the words before "of" */
        of = strstr(lower, " of ");
        if (of == NULL)
            return -1;
        *of = '\0';
    }
    return -1;
}

bool same_office(const char *role, const char *other)
{
    const KnowledgeTable *table = &knowledge_office_groups;
    int32_t first = longest_office(table, role), second = longest_office(table, other);

    if (first < 0 || second < 0)
        return false;
    for (int32_t i = first;; i++) {
        for (int32_t j = second;; j++) {
            if (strcmp(knowledge_cell(table, i, 1), knowledge_cell(table, j, 1)) == 0)
                return true;
            if (!knowledge_same_key(table, j))
                break;
        }
        if (!knowledge_same_key(table, i))
            return false;
    }
}

bool is_ruler(const char *role)
{
    int32_t row = longest_office(&knowledge_role_words, role);

    return row >= 0 && strcmp(knowledge_cell(&knowledge_role_words, row, 2), "ruler") == 0 &&
           strstr(role, "vice") == NULL && strstr(role, "deputy") == NULL && strstr(role, "former") == NULL;
}
