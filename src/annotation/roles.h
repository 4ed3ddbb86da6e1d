/*
 * roles.h: what the stages that speak of persons and groups share: role words (president, spokesman, troops), the noun
 * phrases around them, and the country that words stand for.
 *
 * A noun phrase here is a stretch of tokens that ends in its head noun: "a senior US official". What follows the head
 * ("of the United States") is found apart.
 */
#ifndef NEWS_EVENTS_ROLES_H
#define NEWS_EVENTS_ROLES_H

#include "document.h"

typedef enum RoleClass {
    ROLE_NONE,
    ROLE_HONORIFIC, /* Mr., Dr.: only with a name */
    ROLE_OFFICE,    /* held for somebody; stands before a name too */
    ROLE_KIN,       /* his wife, his ally: told by whose */
    ROLE_PERSON,    /* any other word for a person */
    ROLE_GROUP,     /* many who act as one: troops, police */
    ROLE_BODY,      /* an institution */
    ROLE_STATE,     /* country, city */
    ROLE_PLACE      /* area, bridge */
} RoleClass;

typedef struct RoleWord {
    RoleClass class;
    int32_t kind;  /* Kind */
    char gender;   /* 'm', 'f' or 0 */
    bool ruler;    /* an office at the head of a state or body */
    bool plural;   /* the form, or the word itself, means many */
    int32_t first; /* first token of the word, which may be several: "prime minister" */
} RoleWord;

/* role_word_at: the longest role word that ends at this token, none of it before `lowest`; false: it ends none. */
extern bool role_word_at(const Document *document, int32_t token, int32_t lowest, RoleWord *word);

/* has_tree: whether the sentence of the token was parsed. */
extern bool has_tree(const Document *document, int32_t token);

/* phrase_start: the first token of the noun phrase whose head noun is `head`; *possessor is the head of a possessor
 * inside it ("the State Department's spokesman": Department), or NO_INDEX. */
extern int32_t phrase_start(const Document *document, int32_t head, int32_t *possessor);

/* title_start: the same of a title whose modifiers may hang on the name behind it, up to token `limit`. */
extern int32_t title_start(const Document *document, const RoleWord *word, int32_t head, int32_t limit,
                           int32_t *possessor);

/* is_phrase_head: whether a noun is the last of its noun phrase and so its head, not a modifier of the next noun. */
extern bool is_phrase_head(const Document *document, int32_t token);

/* The country that words stand for: its alpha-3 code and what the words are to it. */
typedef enum CountryWord {
    COUNTRY_NONE,
    COUNTRY_NAME,
    COUNTRY_DEMONYM,
    COUNTRY_CAPITAL,
    COUNTRY_GOVERNMENT
} CountryWord;

/* country_at: the country that the tokens from `first` on (none after `last`) name; *end is the last token used. */
extern CountryWord country_at(const Document *document, int32_t first, int32_t last, int32_t *end, const char **alpha3);

/* country_name: the name that a country's entity has, from its code; NULL: no such code. */
extern const char *country_name(const char *alpha3);

/* token_text_equal: whether two tokens are the same but for ASCII case. */
extern bool token_text_equal(const Document *document, int32_t a, int32_t b);

extern bool token_is_capitalised(const Document *document, int32_t token);

/* sentence_last: the last token of the token's sentence; sentence_first likewise. */
static inline int32_t sentence_last(const Document *document, int32_t token)
{
    return document->sentences.items[document->tokens.items[token].sentence].last_token;
}

static inline int32_t sentence_first(const Document *document, int32_t token)
{
    return document->sentences.items[document->tokens.items[token].sentence].first_token;
}

/* name_mentions: for each token the mention of level name that covers it, or NO_INDEX. */
extern int32_t *name_mentions(Document *document);

/* complete_names: names of known organizations and regions, and those that an acronym behind them spells out, become
 * whole mentions where the name finder took parts of them. */
extern void complete_names(Document *document);

/* organization_at: the row of knowledge_organizations for the tokens from first to last, "the" aside; -1: none. */
extern int32_t organization_at(const Document *document, int32_t first, int32_t last);

/* find_titles: roles, countries and kinds of the names from the titles about them; names lose titles they begin with.
 */
extern void find_titles(Document *document);

/* find_nominals: mentions of level nominal and pronoun. */
extern void find_nominals(Document *document);

/* describe: role and country that the words of a noun phrase with this head say; NO_STRING: none. */
extern void describe(Document *document, const int32_t *names, int32_t first, int32_t head, int32_t last,
                     StringId *role, StringId *country);

/* of_phrase_end: the last token of the of-phrase that tells whose a role is, "of the United States"; `head`: none. */
extern int32_t of_phrase_end(const Document *document, const int32_t *names, int32_t head);

/* same_office: whether the roles (as Mention.role) can be one person's office, "secretary of state" and "head of
 * diplomacy"; the head words of the second decide. */
extern bool same_office(const char *role, const char *other);

/* is_ruler: whether a role is of one at the head of a state. */
extern bool is_ruler(const char *role);

/* stands_for_state: whether a place name is an actor here ("Washington warned") and not a place ("in Washington"). */
extern bool stands_for_state(const Document *document, const Mention *mention);

/* sort_mentions: by start, longer first. */
extern void sort_mentions(Document *document);

#endif
