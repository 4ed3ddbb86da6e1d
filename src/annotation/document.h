/*
 * document.h: the value that all stages share. Each stage reads what the earlier ones added and adds its own layer.
 *
 * A Document is one text, in UTF-8, and layers of records over it: furniture, sentences, tokens, entities, mentions,
 * timexes, quotations, places, clauses, arguments. A record names its stretch of text by start (a 0-based byte offset)
 * and length (bytes), other records by their 0-based index (NO_INDEX: none), strings by their number in the document's
 * pool (NO_STRING: none), moments by microseconds since 1970-01-01 UTC (NO_TIME: none).
 *
 * layers.c describes every field of every layer once; the stored format, its text form, the check of hostile bytes and
 * the change of encoding are driven by that description. A new field is added there and here, nowhere else.
 */
#ifndef NEWS_EVENTS_DOCUMENT_H
#define NEWS_EVENTS_DOCUMENT_H

#include <string.h>

#include "environment.h"
#include "labels.h"

#define NO_INDEX (-1)
#define NO_STRING 0
#define NO_TIME INT64_MIN
#define NO_COORDINATE INT32_MIN

typedef int32_t StringId; /* a string of the document's pool */
typedef int64_t Moment;   /* microseconds since 1970-01-01 00:00 UTC */

/* Text that is part of the page and not of the story; no token lies in it. */
typedef struct Furniture {
    int32_t start, length;
    int32_t kind; /* FurnitureKind */
} Furniture;

typedef struct Sentence {
    int32_t start, length;
    int32_t paragraph;               /* 0-based number of its paragraph */
    int32_t headline;                /* 1: a headline or subheading */
    int32_t first_token, last_token; /* both inside; every sentence has a token */
} Sentence;

typedef struct Token {
    int32_t sentence;
    int32_t start, length;
    StringId lemma;
    int32_t upos, xpos;
    int32_t head; /* token index of its head in the document, NO_INDEX for the root of its sentence */
    int32_t deprel;
} Token;

/* What mentions of this document speak of. */
typedef struct Entity {
    int32_t kind;
    StringId name;    /* its fullest name, or description where it has no name */
    StringId role;    /* office or description, lower case unless it holds a name */
    StringId country; /* ISO 3166 alpha-3 */
    int32_t gender;   /* 'm', 'f', 'n' or 0 */
    int32_t plural;   /* 1: several persons or things */
} Entity;

typedef struct Mention {
    int32_t sentence;
    int32_t start, length;
    int32_t first_token, last_token;
    int32_t head; /* token index of its syntactic head */
    int32_t kind, level;
    int32_t entity;
    StringId name; /* resolved name */
    StringId role;
    StringId country;
} Mention;

typedef struct Timex {
    int32_t sentence;
    int32_t start, length;
    int32_t first_token, last_token;
    int32_t type;
    StringId value;      /* TIMEX3 value */
    Moment starts, ends; /* end exclusive */
    int32_t grain;
    StringId reason; /* how it was anchored, for explain() */
} Timex;

typedef struct Quotation {
    int32_t sentence;
    int32_t start, length; /* the words given to the speaker, without quotation marks */
    int32_t first_token, last_token;
    int32_t direct;
    StringId speaker;        /* resolved name */
    int32_t speaker_mention; /* may be NO_INDEX though speaker_start is there */
    int32_t speaker_start;   /* byte offset, NO_INDEX: none */
    int32_t speaker_length;
    StringId cue; /* lemma of the cue */
    int32_t cue_token;
} Quotation;

typedef struct Place {
    int32_t sentence;
    int32_t start, length;
    int32_t mention;
    StringId name, country;
    int32_t latitude, longitude; /* millionths of a degree, NO_COORDINATE: none */
    int32_t geoname;             /* GeoNames identifier, 0: none */
} Place;

/* A predicate, verb or noun of happening, and what the text claims of it. */
typedef struct Clause {
    int32_t sentence;
    int32_t start, length; /* the trigger */
    int32_t predicate;     /* token index */
    StringId lemma;        /* with particle or light verb, as in "call off", "hold talks" */
    int32_t parent;        /* clause that governs this one */
    int32_t modality;
    StringId modality_reason;
    int32_t timex, place;
    int32_t attributed_mention; /* who says so */
    StringId attributed_to;
} Clause;

/* A participant of a clause. */
typedef struct Argument {
    int32_t clause;
    int32_t relation; /* Deprel as seen from the predicate in active voice: nsubj, obj, iobj, obl, nmod, ccomp ... */
    StringId preposition;
    int32_t head;    /* token index */
    int32_t mention; /* NO_INDEX where the argument is no mention */
} Argument;

/* clang-format off */
#define LAYER_LIST(X)                                                                                                  \
    X(FURNITURE, Furniture, furniture)                                                                                 \
    X(SENTENCE, Sentence, sentences) X(TOKEN, Token, tokens) X(ENTITY, Entity, entities) X(MENTION, Mention, mentions) \
        X(TIMEX, Timex, timexes) X(QUOTATION, Quotation, quotations) X(PLACE, Place, places)                           \
            X(CLAUSE, Clause, clauses) X(ARGUMENT, Argument, arguments)
/* clang-format on */

typedef enum LayerId {
#define X(id, type, member) LAYER_##id,
    LAYER_LIST(X)
#undef X
        LAYER_COUNT
} LayerId;

/* A layer: `items` is an array of its record type. Each stands under its own name and type in Document. */
#define X(id, type, member)      \
    typedef struct type##Layer { \
        type *items;             \
        int32_t count, capacity; \
    } type##Layer;
LAYER_LIST(X)
#undef X

typedef struct Model Model; /* the learned weights: src/model/model.h */

typedef struct Document {
    const Environment *environment;
    Arena *arena;
    Arena *scratch; /* what a stage needs only while it runs; nothing that needs closing (see arena_defer) */

    /* What the caller gives. Text and title are valid UTF-8 of the stated length, not necessarily NUL-terminated. */
    const char *text;
    int32_t length;
    const char *title; /* NULL: none */
    int32_t title_length;
    Moment published; /* NO_TIME: none */
    const char *zone; /* the publisher's IANA time zone */
    const Model *model;

    /* What the stages find out about the whole. */
    StringId language;         /* ISO 639-1 code of what the text was recognised as, "und": no language to speak of */
    Moment published_inferred; /* the time of publication that the stages went by when none was given */
    StringId published_reason; /* where that came from */

#define X(id, type, member) type##Layer member;
    LAYER_LIST(X)
#undef X

    /* The pool of strings: number 0 is "no string". */
    const char **strings;
    int32_t string_count, string_capacity;
    int32_t *string_slots; /* hash table over them */
    int32_t slot_count;

    /* The distinct words of the tokens, for the learned stages: words.h. */
    struct Words *words;
    int32_t word_tokens; /* number of tokens they were collected from */
} Document;

/* document_start: an empty document over a text; arena and environment stay the caller's. */
extern void document_start(Document *document, Arena *arena, const char *text, int32_t length);

/* document_intern: the number of a string of length bytes, the same for the same bytes. */
extern StringId document_intern(Document *document, const char *bytes, size_t length);
extern StringId document_intern_string(Document *document, const char *string);

/* document_string: the NUL-terminated string of a number, NULL for NO_STRING. Stays valid as long as the arena. */
static inline const char *document_string(const Document *document, StringId id)
{
    return id == NO_STRING ? NULL : document->strings[id];
}

/* document_add_token(document) and so on: a new, zeroed record at the end of its layer. References that it does not set
 * itself are NO_INDEX, NO_STRING, NO_TIME and NO_COORDINATE. The pointer is valid until the next record is added. */
#define X(id, type, member) extern type *document_add_##member(Document *document);
LAYER_LIST(X)
#undef X

/* document_lower: the text's bytes [start, start + length) in lower case (ICU, root locale), interned. */
extern StringId document_intern_lower(Document *document, int32_t start, int32_t length);

/* token_lemma: the lemma, never NULL ("" where the tagger has not run). */
static inline const char *token_lemma(const Document *document, int32_t token)
{
    StringId id = document->tokens.items[token].lemma;

    return id == NO_STRING ? "" : document->strings[id];
}

/* token_text: a pointer to the token's first byte; its length is in the record. */
static inline const char *token_text(const Document *document, int32_t token)
{
    return document->text + document->tokens.items[token].start;
}

/* token_is: whether the token's own characters are exactly this ASCII word. Inline, as the word is nearly always a
 * constant and most answers are no by its length. */
static inline bool token_is(const Document *document, int32_t token, const char *word)
{
    size_t length = strlen(word);

    return (size_t)document->tokens.items[token].length == length &&
           memcmp(token_text(document, token), word, length) == 0;
}

/* token_is_folded: the same, ASCII letters in either case. */
static inline bool token_is_folded(const Document *document, int32_t token, const char *word)
{
    const char *text = token_text(document, token);
    size_t length = strlen(word);

    if ((size_t)document->tokens.items[token].length != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char a = text[i], b = word[i];

        if ((a >= 'A' && a <= 'Z' ? a + 32 : a) != (b >= 'A' && b <= 'Z' ? b + 32 : b))
            return false;
    }
    return true;
}

#endif
