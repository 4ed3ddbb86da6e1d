/*
 * roles_titles.c: the titles of names. "Russian Foreign Minister Sergei Lavrov", "his spokesman, Ned Price", "Ned
 * Price, the State Department's spokesman", "the presidents of Chile and Peru, A and B": the bare name is the mention;
 * the office is its role, and the state for which it is held its country.
 */
#include "roles.h"

#include "knowledge/knowledge.h"

#include <string.h>

#define LONGEST_ROLE 10 /* words of a role; more is not an office but a tale */
#define LONGEST_LIST 6  /* names that share one plural title */

static const Token *token_at(const Document *document, int32_t token)
{
    return &document->tokens.items[token];
}

static Mention *mention_at(Document *document, int32_t mention)
{
    return &document->mentions.items[mention];
}

/* Which country the role's own words speak for: the last one named wins over a capital or body before it. */
typedef struct RoleText {
    char text[256];
    size_t length;
    int32_t words;
    const char *country;
    int32_t countries; /* how many words for countries there were */
    bool glued;        /* the next word follows a hyphen */
} RoleText;

static void append_word(const Document *document, RoleText *role, int32_t token, bool keep_case)
{
    const Token *this = token_at(document, token);
    bool hyphen = token_is(document, token, "-");
    bool space = role->length > 0 && !hyphen && !role->glued;

    if (role->words >= LONGEST_ROLE || role->length + (size_t)this->length + 2 > sizeof(role->text))
        return;
    if (hyphen && role->length == 0)
        return;
    if (space)
        role->text[role->length++] = ' ';
    if (keep_case) {
        memcpy(role->text + role->length, token_text(document, token), (size_t)this->length);
    } else {
        for (int32_t i = 0; i < this->length; i++) {
            char c = token_text(document, token)[i];

            role->text[role->length + (size_t)i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
    }
    role->length += (size_t)this->length;
    role->glued = hyphen;
    role->words += !hyphen;
}

/* in_name: whether a token is inside a name; titles cut off a name are outside. */
static bool in_name(const Document *document, const int32_t *names, int32_t token)
{
    const Mention *name = names[token] == NO_INDEX ? NULL : &document->mentions.items[names[token]];

    return name != NULL && token >= name->first_token && token <= name->last_token;
}

/* append_words: the words of a phrase, less articles, possessives and the words for countries, which give the country.
 */
static void append_words(const Document *document, const int32_t *names, int32_t first, int32_t last, RoleText *role)
{
    for (int32_t t = first; t <= last; t++) {
        const Token *token = token_at(document, t);
        const char *alpha3;
        int32_t end;
        CountryWord word = country_at(document, t, last, &end, &alpha3);

        if (word != COUNTRY_NONE && !(word == COUNTRY_CAPITAL && role->country != NULL)) {
            role->country = alpha3;
            role->countries++;
            if (word == COUNTRY_GOVERNMENT && in_name(document, names, t))
                for (int32_t i = t; i <= end; i++)
                    append_word(document, role, i, true);
            t = end;
            continue;
        }
        if (token->upos == UPOS_DET || token->xpos == XPOS_PRPS || token->xpos == XPOS_POS ||
            (token->upos == UPOS_PUNCT && !token_is(document, t, "-")) || token_is_folded(document, t, "the"))
            continue;
        append_word(document, role, t, in_name(document, names, t));
    }
}

int32_t of_phrase_end(const Document *document, const int32_t *names, int32_t head)
{
    int32_t last = sentence_last(document, head), t = head + 1, end = head;

    if (t > last || !(token_is_folded(document, t, "of") || token_is_folded(document, t, "at") ||
                      token_is_folded(document, t, "for")))
        return head;
    if (!token_is_folded(document, t, "of") && t < last && names[t + 1] == NO_INDEX &&
        !(t + 2 <= last && token_is_folded(document, t + 1, "the") && names[t + 2] != NO_INDEX))
        return head;
    t++;
    if (t <= last && (token_at(document, t)->upos == UPOS_DET || token_at(document, t)->xpos == XPOS_PRPS))
        t++;
    /* the noun phrase up to its last noun; "and" joins only what is capitalised on both sides */
    for (; t <= last && t - head <= LONGEST_ROLE; t++) {
        const Token *token = token_at(document, t);

        if (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || (names[t] != NO_INDEX)) {
            end = t;
        } else if (token->upos == UPOS_CCONJ || token_is_folded(document, t, "of") || token->upos == UPOS_DET) {
            if (end == head || t == last || !token_is_capitalised(document, t - 1 > end ? end : t - 1) ||
                !(token_is_capitalised(document, t + 1) || token_is_folded(document, t + 1, "the")))
                break;
        } else if (token->upos != UPOS_ADJ && token->upos != UPOS_NUM && token->xpos != XPOS_POS &&
                   !token_is(document, t, "-")) {
            break;
        }
    }
    return end;
}

void describe(Document *document, const int32_t *names, int32_t first, int32_t head, int32_t last, StringId *role,
              StringId *country)
{
    RoleText text = {.length = 0};
    const char *of_country = NULL;

    append_words(document, names, first, head, &text);
    if (last > head) {
        RoleText of = {.length = 0};
        size_t before = text.length;

        append_words(document, names, head + 1, last, &of);
        of_country = of.countries > 1 ? NULL : of.country;
        if (of.countries > 1)
            of.words = 0;
        /* "president of the United States" is a president; "governor of the central bank" keeps its bank */
        if (of.words > 1 && before + of.length + 2 < sizeof(text.text)) {
            text.text[before] = ' ';
            memcpy(text.text + before + 1, of.text, of.length);
            text.length = before + 1 + of.length;
        }
    }
    if (text.length > 0)
        *role = document_intern(document, text.text, text.length);
    if (text.country != NULL || of_country != NULL)
        *country =
            document_intern_string(document, of_country != NULL && text.country == NULL ? of_country : text.country);
}

/* A title found about a name. */
typedef struct Title {
    int32_t first, head, last; /* last: the end of its of-phrase */
    RoleWord word;
} Title;

/* add_title: what a title says of a name; the first title said of it gives the role. */
static void add_title(Document *document, const int32_t *names, int32_t mention, const Title *title)
{
    StringId role = NO_STRING, country = NO_STRING;
    Mention *name = mention_at(document, mention);

    if (title->word.class == ROLE_HONORIFIC)
        return;
    describe(document, names, title->first, title->head, title->last, &role, &country);
    if (name->role == NO_STRING)
        name->role = role;
    if (name->country == NO_STRING || name->kind == KIND_PERSON)
        name->country = country != NO_STRING ? country : name->country;
}

/* is_title: whether a role word may stand before or beside a person's name. */
static bool is_title(const RoleWord *word)
{
    return word->class != ROLE_NONE && word->class <= ROLE_PERSON && word->kind == KIND_PERSON;
}

/* may_be_person: whether the evidence of a title makes a name of this kind a person's. */
static bool may_be_person(const Document *document, const Mention *name, const RoleWord *word, int32_t head)
{
    const char *alpha3;
    int32_t end;

    if (name->kind == KIND_PERSON)
        return true;
    if (country_at(document, name->first_token, name->last_token, &end, &alpha3) != COUNTRY_NONE &&
        end == name->last_token)
        return false;
    if (word->class == ROLE_HONORIFIC)
        return true;
    return word->class == ROLE_OFFICE && !word->plural && token_is_capitalised(document, head) &&
           head > sentence_first(document, head) && name->last_token - name->first_token <= 3 &&
           name->kind != KIND_NORP;
}

/* tree_head: the token of a name that hangs on none of its others. */
static int32_t tree_head(const Document *document, const Mention *name)
{
    for (int32_t t = name->first_token; t <= name->last_token && has_tree(document, t); t++)
        if (token_at(document, t)->head < name->first_token || token_at(document, t)->head > name->last_token)
            return t;
    return name->head;
}

/* trim_title: takes the titles off the front of a person's name, as in "President Santos". */
static void trim_title(Document *document, const int32_t *names, int32_t mention)
{
    Mention *name = mention_at(document, mention);
    Title title = {0};
    int32_t best = NO_INDEX;

    if (name->kind != KIND_PERSON)
        return;
    for (int32_t t = name->first_token; t < name->last_token && t < name->first_token + 5; t++) {
        RoleWord word;

        if (role_word_at(document, t, name->first_token, &word) && is_title(&word) &&
            (word.class == ROLE_OFFICE || word.class == ROLE_HONORIFIC)) {
            best = t;
            title = (Title){name->first_token, t, t, word};
        }
    }
    if (best == NO_INDEX)
        return;
    name->first_token = best + 1;
    name->length -= token_at(document, best + 1)->start - name->start;
    name->start = token_at(document, best + 1)->start;
    name->head = tree_head(document, name);
    if (title.word.class != ROLE_HONORIFIC || title.word.first > title.first)
        add_title(document, names, mention, &title);
}

/* trim_office: takes the office off the end of a name that is no person's, before a person's: "Security Council
 * spokesman X" */
static void trim_office(Document *document, int32_t mention)
{
    Mention *name = mention_at(document, mention);
    RoleWord word;

    if (name->kind == KIND_PERSON || name->last_token == name->first_token)
        return;
    if (!role_word_at(document, name->last_token, name->first_token + 1, &word) || word.class != ROLE_OFFICE)
        return;
    if (mention + 1 >= document->mentions.count || mention_at(document, mention + 1)->kind != KIND_PERSON ||
        mention_at(document, mention + 1)->first_token != name->last_token + 1)
        return;
    name->last_token = word.first - 1;
    name->head = tree_head(document, name);
    name->length =
        token_at(document, name->last_token)->start + token_at(document, name->last_token)->length - name->start;
}

/* title_before: the title that ends right before a name. */
static bool title_before(Document *document, const int32_t *names, const Mention *name, Title *title)
{
    int32_t lowest = sentence_first(document, name->first_token), head = name->first_token - 1, possessor;

    if (head >= lowest && token_is(document, head, "\""))
        head--;
    if (head < lowest || !role_word_at(document, head, lowest, &title->word) || !is_title(&title->word))
        return false;
    if (names[head] != NO_INDEX && document->mentions.items[names[head]].kind == KIND_PERSON)
        return false;
    title->head = title->last = head;
    title->first = title_start(document, &title->word, head, name->last_token, &possessor);
    return true;
}

/* title_across: the office before a name with its country between, "the president of the United States Joe Biden". */
static bool title_across(Document *document, const int32_t *names, const Mention *name, Title *title)
{
    int32_t lowest = sentence_first(document, name->first_token), last = name->first_token - 1, possessor;

    if (last > lowest && token_is(document, last, ","))
        last--;
    for (int32_t head = last - 2; head >= lowest && head >= last - LONGEST_ROLE; head--) {
        if (!token_is_folded(document, head + 1, "of") || !role_word_at(document, head, lowest, &title->word))
            continue;
        if (title->word.class != ROLE_OFFICE || title->word.plural || of_phrase_end(document, names, head) < last)
            return false;
        title->head = head;
        title->last = last;
        title->first = title_start(document, &title->word, head, head, &possessor);
        return true;
    }
    return false;
}

/* title_before_comma: "his spokesman, Ned Price": a definite description, a comma, the name. */
static bool title_before_comma(Document *document, const Mention *name, Title *title)
{
    int32_t lowest = sentence_first(document, name->first_token), head = name->first_token - 2, possessor;
    const Token *first;

    if (head < lowest || !token_is(document, head + 1, ",") || name->kind != KIND_PERSON ||
        !role_word_at(document, head, lowest, &title->word) || !is_title(&title->word) || title->word.plural)
        return false;
    title->head = title->last = head;
    title->first = title_start(document, &title->word, head, head, &possessor);
    first = token_at(document, title->first);
    if (has_tree(document, head) && token_at(document, name->head)->deprel == DEPREL_APPOS)
        return token_at(document, name->head)->head == head;
    /* "his spokesman, Tomas Berg, and ..." may be a list; before the end of the sentence it is not */
    if (token_at(document, name->head)->deprel == DEPREL_CONJ &&
        name->last_token + 1 < sentence_last(document, name->last_token))
        return false;
    return first->xpos == XPOS_PRPS || possessor != NO_INDEX ||
           (title->word.class == ROLE_OFFICE && token_is_folded(document, title->first, "the"));
}

/* skip_age: behind the comma after a name, an age and its comma: "Maria Silva, 42, a teacher". */
static int32_t skip_age(const Document *document, int32_t token, int32_t last)
{
    if (token < last && token_at(document, token)->upos == UPOS_NUM && token_is(document, token + 1, ","))
        return token + 2;
    return token;
}

/* title_after: "Ned Price, the State Department's spokesman"; "Ana Ruiz (the minister of health)". */
static bool title_after(Document *document, const int32_t *names, const Mention *name, Title *title)
{
    int32_t last = sentence_last(document, name->last_token), first = name->last_token + 2, possessor;
    bool definite;

    if (name->kind != KIND_PERSON || first > last ||
        !(token_is(document, first - 1, ",") || token_is(document, first - 1, "(")))
        return false;
    first = skip_age(document, first, last);
    definite = token_at(document, first)->upos == UPOS_DET || token_at(document, first)->xpos == XPOS_PRPS;
    for (int32_t t = first; t <= last && t < first + LONGEST_ROLE + 2; t++) {
        const Token *token = token_at(document, t);

        if (role_word_at(document, t, first, &title->word) && is_title(&title->word) && is_phrase_head(document, t)) {
            if (title->word.plural || title->word.class == ROLE_HONORIFIC ||
                phrase_start(document, title->word.first, &possessor) > first)
                return false;
            if (has_tree(document, t) && token->deprel == DEPREL_APPOS && token->head >= name->first_token &&
                token->head <= name->last_token)
                definite = true;
            else if (has_tree(document, t) && (token->deprel == DEPREL_NSUBJ || token->deprel == DEPREL_CONJ))
                return false;
            title->first = first;
            title->head = t;
            title->last = of_phrase_end(document, names, t);
            if (definite || title->word.class == ROLE_OFFICE) {
                int32_t after = title->last + 1;

                return after > last || token_at(document, after)->upos == UPOS_PUNCT ||
                       token_at(document, after)->upos == UPOS_ADP || token_at(document, after)->upos == UPOS_PRON ||
                       token_at(document, after)->deprel == DEPREL_ACL;
            }
            return false;
        }
        if (token->upos == UPOS_PUNCT && !token_is(document, t, "-"))
            return false;
        if (token->upos == UPOS_VERB && token->deprel != DEPREL_AMOD)
            return false;
        if (token->upos == UPOS_AUX || token->upos == UPOS_ADP || token->upos == UPOS_SCONJ)
            return false;
    }
    return false;
}

/* share_title: "Presidents Duarte and Molina", "Senators A, B and C": the plural title before the first holds for all.
 */
static void share_title(Document *document, const int32_t *names, int32_t mention, const Title *title)
{
    for (int32_t next = mention + 1; next < document->mentions.count && next < mention + LONGEST_LIST; next++) {
        Mention *before = mention_at(document, next - 1), *name = mention_at(document, next);
        int32_t gap = name->first_token - before->last_token;

        if (gap < 2 || gap > 3 || name->sentence != before->sentence || name->kind != KIND_PERSON)
            return;
        for (int32_t t = before->last_token + 1; t < name->first_token; t++)
            if (!token_is(document, t, ",") && token_at(document, t)->upos != UPOS_CCONJ)
                return;
        if (name->role != NO_STRING)
            return;
        add_title(document, names, next, title);
    }
}

/*
 * distribute_title: "the presidents of Chile and Peru, A and B": the first country goes with the first name. Gives
 * whether the words before the first name were of that form.
 */
static bool distribute_title(Document *document, const int32_t *names, int32_t mention)
{
    Mention *name = mention_at(document, mention);
    int32_t lowest = sentence_first(document, name->first_token), t = name->first_token - 1, count = 0, head;
    const char *countries[LONGEST_LIST];
    RoleWord word;

    if (name->kind != KIND_PERSON || t <= lowest || !token_is(document, t, ","))
        return false;
    for (head = t - 1; head >= lowest && head > t - 20; head--)
        if (token_is_folded(document, head, "of"))
            break;
    if (head <= lowest || head <= t - 20 || !role_word_at(document, --head, lowest, &word) ||
        word.class != ROLE_OFFICE || !word.plural)
        return false;
    for (int32_t i = head + 2; i < t && count < LONGEST_LIST; i++) {
        int32_t end;

        if (country_at(document, i, t - 1, &end, &countries[count]) == COUNTRY_NAME) {
            count++;
            i = end;
        } else if (token_at(document, i)->upos != UPOS_DET && token_at(document, i)->upos != UPOS_CCONJ &&
                   !token_is(document, i, ",")) {
            return false;
        }
    }
    for (int32_t i = 0; i < count && mention + i < document->mentions.count; i++) {
        Mention *each = mention_at(document, mention + i);
        Title title = {word.first, head, head, word};

        if (each->sentence != name->sentence || each->kind != KIND_PERSON)
            return i > 0;
        add_title(document, names, mention + i, &title);
        if (each->role != NO_STRING) {
            /* one of several presidents is a president */
            const char *role = document_string(document, each->role);
            size_t length = strlen(role);

            if (length > 1 && role[length - 1] == 's')
                each->role = document_intern(document, role, length - 1);
        }
        each->country = document_intern_string(document, countries[i]);
    }
    return count > 0;
}

/* before_title: whether an office follows a name, as in "Kremlin spokesman". */
static bool before_title(const Document *document, const Mention *name)
{
    RoleWord word;

    return name->last_token < sentence_last(document, name->last_token) &&
           role_word_at(document, name->last_token + 1, name->last_token + 1, &word) && is_title(&word);
}

/* name_country: the country that a name by itself says: a state's, a people's, a body's. */
static void name_country(Document *document, Mention *name)
{
    const char *alpha3;
    int32_t end;
    CountryWord word = country_at(document, name->first_token, name->last_token, &end, &alpha3);

    if (word == COUNTRY_NONE || end != name->last_token)
        return;
    /* Jordan and Duma are persons' names too, but not "the Kremlin" and in "Kremlin spokesman" */
    if (name->kind == KIND_PERSON &&
        !(word == COUNTRY_GOVERNMENT &&
          (before_title(document, name) || (name->first_token > sentence_first(document, name->first_token) &&
                                            token_is_folded(document, name->first_token - 1, "the")))))
        return;
    /* the European Union is no state; Brussels is a city too */
    if (strcmp(alpha3, "EU") != 0)
        name->country = document_intern_string(document, alpha3);
    else if (word == COUNTRY_GOVERNMENT && name->kind == KIND_GPE)
        return;
    if (word == COUNTRY_NAME || word == COUNTRY_CAPITAL)
        name->kind = strcmp(alpha3, "EU") == 0 ? KIND_ORG : KIND_GPE;
    else if (word == COUNTRY_DEMONYM)
        name->kind = KIND_NORP;
    else
        name->kind = KIND_ORG;
}

/* body_country: the state whose body a name is, told by the words in it or about it: "Russian Foreign Ministry",
 * "National Security Council of the White House". */
static void body_country(Document *document, Mention *name)
{
    const char *alpha3;
    int32_t end, first = name->first_token, last = name->last_token, before = first - 1;
    RoleWord word;
    CountryWord found;

    if (name->country != NO_STRING || name->kind != KIND_ORG || last == first ||
        !role_word_at(document, last, first, &word) || word.class != ROLE_BODY)
        return;
    found = country_at(document, first, last, &end, &alpha3);
    if (found != COUNTRY_NONE && end == last)
        return;
    for (int32_t t = last + 1; found == COUNTRY_NONE && t <= last + 2 && t < sentence_last(document, last) &&
                               (token_is_folded(document, t, "of") || token_is_folded(document, t, "the"));
         t++)
        found = country_at(document, t + 1, sentence_last(document, last), &end, &alpha3);
    for (int32_t t = before; found == COUNTRY_NONE && t > before - 3 && t >= sentence_first(document, first); t--) {
        found = country_at(document, t, before, &end, &alpha3);
        if (found != COUNTRY_NONE && end != before)
            found = COUNTRY_NONE;
    }
    if (found != COUNTRY_NONE && found != COUNTRY_CAPITAL)
        name->country = document_intern_string(document, alpha3);
}

/*
 * split_titles: where the finder took a title for a name of its own before a person's, "U.S. Secretary of State" before
 * "Ana Ruiz", the title's country stays and the rest goes.
 */
static void split_titles(Document *document)
{
    int32_t kept = 0;

    for (int32_t m = 0; m < document->mentions.count; m++) {
        Mention *name = mention_at(document, m), *next = m + 1 < document->mentions.count ? name + 1 : NULL;
        const char *alpha3;
        int32_t end;
        RoleWord word;

        if (name->kind == KIND_PERSON && next != NULL && next->kind == KIND_PERSON &&
            next->first_token == name->last_token + 1 && next->sentence == name->sentence &&
            role_word_at(document, name->last_token, name->first_token, &word) && word.class == ROLE_OFFICE) {
            if (country_at(document, name->first_token, word.first - 1, &end, &alpha3) == COUNTRY_NONE)
                continue;
            name->last_token = end;
            name->head = end;
            name->kind = KIND_GPE;
            name->length = token_at(document, end)->start + token_at(document, end)->length - name->start;
        }
        document->mentions.items[kept++] = *name;
    }
    document->mentions.count = kept;
}

void find_titles(Document *document)
{
    int32_t *names;

    split_titles(document);
    names = name_mentions(document);

    for (int32_t m = 0; m < document->mentions.count; m++) {
        mention_at(document, m)->head = tree_head(document, mention_at(document, m));
        trim_office(document, m);
        trim_title(document, names, m);
        name_country(document, mention_at(document, m));
        body_country(document, mention_at(document, m));
    }
    for (int32_t m = 0; m < document->mentions.count; m++) {
        Mention *name = mention_at(document, m);
        Title title;

        if ((m & 255) == 0)
            environment_check(document->environment);
        if (name->level != LEVEL_NAME)
            continue;
        if (title_before(document, names, name, &title) && may_be_person(document, name, &title.word, title.head)) {
            name->kind = KIND_PERSON;
            add_title(document, names, m, &title);
            if (title.word.plural)
                share_title(document, names, m, &title);
            else if (title.word.class == ROLE_HONORIFIC && title.word.first > sentence_first(document, title.head)) {
                /* "President Dr. X" */
                Mention honorific = *name;

                honorific.first_token = title.word.first;
                if (title_before(document, names, &honorific, &title))
                    add_title(document, names, m, &title);
            }
        } else if (distribute_title(document, names, m)) {
            continue;
        } else if (name->kind == KIND_PERSON && name->role == NO_STRING &&
                   (title_before_comma(document, name, &title) || title_across(document, names, name, &title))) {
            add_title(document, names, m, &title);
        }
        if (name->role == NO_STRING && title_after(document, names, name, &title))
            add_title(document, names, m, &title);
    }
}
