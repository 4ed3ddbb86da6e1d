/*
 * roles_nominals.c: mentions without a name: descriptions of persons, groups, bodies and states, and pronouns.
 */
#include "roles.h"

#include "knowledge/knowledge.h"

static const Token *token_at(const Document *document, int32_t token)
{
    return &document->tokens.items[token];
}

static Mention *add_mention(Document *document, int32_t first, int32_t last, int32_t head, Level level, int32_t kind)
{
    const Token *start = token_at(document, first), *end = token_at(document, last);
    Mention *mention = document_add_mentions(document);

    mention->sentence = start->sentence;
    mention->start = start->start;
    mention->length = end->start + end->length - start->start;
    mention->first_token = first;
    mention->last_token = last;
    mention->head = head;
    mention->level = (int32_t)level;
    mention->kind = kind;
    return mention;
}

static void add_pronoun(Document *document, int32_t token)
{
    char word[16];
    int32_t length = token_at(document, token)->length, row;

    if (length >= (int32_t)sizeof(word))
        return;
    for (int32_t i = 0; i < length; i++) {
        char c = token_text(document, token)[i];

        word[i] = c >= 'A' && c <= 'Z' && !(length == 2 && c == 'S') ? (char)(c + 32) : c;
    }
    row = knowledge_find(&knowledge_pronouns, word, (size_t)length);
    if (row < 0 || token_at(document, token)->deprel == DEPREL_EXPL)
        return;
    add_mention(document, token, token, token, LEVEL_PRONOUN,
                *knowledge_cell(&knowledge_pronouns, row, 3) == 'n' ? KIND_MISC : KIND_PERSON);
}

/* is_title_of_name: whether the role word stands before a person's name and so is its title, not a mention. */
static bool is_title_of_name(const Document *document, const int32_t *names, int32_t token)
{
    return token < sentence_last(document, token) && names[token + 1] != NO_INDEX && names[token + 1] != names[token] &&
           document->mentions.items[names[token + 1]].kind == KIND_PERSON;
}

/*
 * add_thing: a description of anything else, "the treaty": coreference needs it as what "it" may mean, and keeps it
 * only where it is spoken of again.
 */
static void add_thing(Document *document, int32_t token)
{
    const Token *this = token_at(document, token);
    int32_t possessor, first;
    char word[24];

    if ((this->upos != UPOS_NOUN && this->upos != UPOS_PROPN) || this->length >= (int32_t)sizeof(word))
        return;
    for (int32_t i = 0; i < this->length; i++) {
        char c = token_text(document, token)[i];

        word[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    if (knowledge_find(&knowledge_time_nouns, word, (size_t)this->length) >= 0 ||
        knowledge_find_string(&knowledge_time_nouns, token_lemma(document, token)) >= 0)
        return;
    first = phrase_start(document, token, &possessor);
    add_mention(document, first, token, token, LEVEL_NOMINAL, KIND_MISC);
}

/* is_part_of_word: whether a longer role word begins here: "secretary" of "secretary of state". */
static bool is_part_of_word(const Document *document, int32_t token)
{
    int32_t end;

    return knowledge_match(&knowledge_role_words, document, token, sentence_last(document, token), KNOWLEDGE_LOWER,
                           &end) >= 0 &&
           end > token;
}

static bool has_of(const Document *document, int32_t first, int32_t last)
{
    for (int32_t t = first; t < last; t++)
        if (token_is_folded(document, t, "of"))
            return true;
    return false;
}

/* is_of_things: whether a group is of things, "a couple of guns", "one count of murder", and so no actor. */
static bool is_of_things(const Document *document, const int32_t *names, int32_t token, const RoleWord *word)
{
    int32_t end;
    RoleWord of;

    if (token_is_folded(document, token, "count") || token_is_folded(document, token, "counts"))
        return !token_is_capitalised(document, token);
    if (word->class != ROLE_GROUP || token == sentence_last(document, token) ||
        !token_is_folded(document, token + 1, "of"))
        return false;
    end = of_phrase_end(document, names, token);
    return end > token && names[end] == NO_INDEX && token_at(document, end)->upos == UPOS_NOUN &&
           !role_word_at(document, end, token + 1, &of);
}

static void add_nominal(Document *document, const int32_t *names, int32_t token)
{
    int32_t lowest = sentence_first(document, token), head = token, possessor, first, last;
    RoleWord word;
    Mention *mention;
    StringId role = NO_STRING, country = NO_STRING;

    if (!is_phrase_head(document, token))
        return;
    if (!role_word_at(document, token, lowest, &word)) {
        add_thing(document, token);
        return;
    }
    if (word.class == ROLE_HONORIFIC || is_title_of_name(document, names, token) || is_part_of_word(document, token) ||
        is_of_things(document, names, token, &word))
        return;
    if (has_of(document, word.first, token))
        head = word.first;
    first = title_start(document, &word, token, token, &possessor);
    while (names[word.first] == NO_INDEX && first < word.first && names[first] == NO_INDEX &&
           token_at(document, first)->upos == UPOS_PUNCT)
        first++;
    /* "in person", "as president": no one yet */
    if (first == token && first > lowest && word.kind == KIND_PERSON && !word.plural &&
        token_at(document, first - 1)->upos == UPOS_ADP && !token_is_capitalised(document, first))
        return;
    last = word.class <= ROLE_KIN ? of_phrase_end(document, names, token) : token;
    describe(document, names, first, token, last, &role, &country);
    mention = add_mention(document, first, last, head, LEVEL_NOMINAL, word.kind);
    mention->role = role;
    mention->country = country;
}

/*
 * add_mistagged: "a White House official said" where the tagger took the noun for an adjective: a word for a person
 * right before a finite verb ends a phrase, whatever its tag.
 */
static void add_mistagged(Document *document, const int32_t *names, int32_t token)
{
    int32_t lowest = sentence_first(document, token), first = token;
    StringId role = NO_STRING, country = NO_STRING;
    RoleWord word;
    Mention *mention;

    if (token == sentence_last(document, token) || token == lowest ||
        (token_at(document, token + 1)->xpos != XPOS_VBD && token_at(document, token + 1)->xpos != XPOS_VBZ) ||
        token_at(document, token + 1)->upos != UPOS_VERB || !role_word_at(document, token, token, &word) ||
        word.kind != KIND_PERSON || word.class == ROLE_HONORIFIC)
        return;
    while (first > lowest && first > token - 6 &&
           (token_at(document, first - 1)->upos == UPOS_ADJ || token_at(document, first - 1)->upos == UPOS_NOUN ||
            token_at(document, first - 1)->upos == UPOS_PROPN))
        first--;
    if (first > lowest && token_at(document, first - 1)->upos == UPOS_DET)
        first--;
    if (first == token)
        return;
    describe(document, names, first, token, token, &role, &country);
    mention = add_mention(document, first, token, token, LEVEL_NOMINAL, KIND_PERSON);
    mention->role = role;
    mention->country = country;
}

/* add_some_of: "one of the officials", "two of its members": some of a group. */
static void add_some_of(Document *document, const int32_t *names, int32_t token)
{
    int32_t last = sentence_last(document, token), possessor, end = token + 2;
    StringId role = NO_STRING, country = NO_STRING;
    RoleWord word;
    Mention *mention;

    if (token + 3 > last || !token_is_folded(document, token + 1, "of") ||
        (token_at(document, token + 2)->upos != UPOS_DET && token_at(document, token + 2)->xpos != XPOS_PRPS))
        return;
    while (end <= last && end < token + 10 &&
           (token_at(document, end)->upos != UPOS_NOUN || !is_phrase_head(document, end)))
        end++;
    if (end > last || end == token + 10 || !role_word_at(document, end, token + 2, &word) || !word.plural ||
        word.kind != KIND_PERSON || phrase_start(document, end, &possessor) > token + 2)
        return;
    describe(document, names, token + 2, end, end, &role, &country);
    mention = add_mention(document, token, end, token, LEVEL_NOMINAL, KIND_PERSON);
    mention->role = role;
    mention->country = country;
}

void find_nominals(Document *document)
{
    int32_t *names = name_mentions(document);

    for (int32_t t = 0; t < document->tokens.count; t++) {
        const Token *token = token_at(document, t);

        if ((t & 1023) == 0)
            environment_check(document->environment);
        if (token->upos == UPOS_PRON || token->xpos == XPOS_PRPS)
            add_pronoun(document, t);
        else if (token->upos == UPOS_NUM)
            add_some_of(document, names, t);
        else if (token->upos == UPOS_ADJ && token->xpos == XPOS_JJ && names[t] == NO_INDEX)
            add_mistagged(document, names, t);
        else if (names[t] == NO_INDEX && (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN ||
                                          (token->upos == UPOS_ADJ && token->xpos == XPOS_NNP)))
            add_nominal(document, names, t);
    }
}
