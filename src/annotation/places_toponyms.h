/*
 * places_toponyms.h: what the files of the places stage share.
 *
 * Toponym: a stretch of text that is, as far as its letters go, the name of a place. Sense: all toponyms of a document
 * written alike; they are taken for the same place unless the text says otherwise of one of them
 * ("Paris, Texas"). Candidate: a place that a sense may be.
 */
#ifndef NEWS_EVENTS_PLACES_TOPONYMS_H
#define NEWS_EVENTS_PLACES_TOPONYMS_H

#include "places_gazetteer.h"

typedef enum CandidateKind { CANDIDATE_PLACE, CANDIDATE_COUNTRY, CANDIDATE_REGION } CandidateKind;

typedef struct Candidate {
    CandidateKind kind;
    GazetteerType type; /* of a CANDIDATE_PLACE */
    const char *name;
    const char *country_code; /* alpha-3, NULL: in none or several */
    int32_t latitude, longitude, geoname;
    int32_t country;  /* gazetteer number, NO_INDEX: none */
    int32_t division; /* place number of the division that it is or lies in, NO_INDEX: none */
    int32_t prior;    /* how likely without a text, in eighths of a bit */
    int32_t bonus;    /* for what the text says it lies in */
    int32_t score;
    int32_t mass; /* its share of the sense, of SENSE_MASS */
} Candidate;

#define SENSE_MASS 65536

/* How the letters stand in the text. */
typedef enum ToponymForm {
    FORM_NAME,
    FORM_ADJECTIVE,   /* "Russian": the place is meant, not named */
    FORM_ABBREVIATION /* "Tex.", "TX": holds only after another place */
} ToponymForm;

typedef struct Sense {
    ToponymForm form;
    int32_t first, count; /* candidates */
    int32_t toponyms;     /* accepted ones */
    int32_t evidence;     /* the strongest that one of its toponyms has */
    bool person;          /* also part of a person's name in this text */
    int32_t best;         /* candidate, NO_INDEX: none */
    int32_t head;         /* first toponym of it, a list through Toponym.same */
} Sense;

typedef struct Toponym {
    int32_t sentence, first_token, last_token;
    int32_t start, length;
    int32_t mention; /* name mention that it lies in, NO_INDEX: none */
    int32_t sense;
    int32_t container; /* toponym that follows as what it lies in: "Paris, Texas" */
    int32_t same;      /* next toponym of the sense */
    ToponymForm form;
    bool division_only; /* "Kherson province": a division, no town */
    bool accepted;
} Toponym;

typedef struct Toponyms {
    Document *document;
    Toponym *items;
    int32_t count, capacity;
    Sense *senses;
    int32_t sense_count, sense_capacity;
    Candidate *candidates;
    int32_t candidate_count, candidate_capacity;
    int32_t *slots;    /* hash of letters -> sense */
    const char **keys; /* the letters of each sense */
    int32_t slot_count;
} Toponyms;

/* is_capital_letter: whether a capital, or a letter of Latin script beyond ASCII, begins here; no sign does ("-Iraq").
 */
static inline bool is_capital_letter(const char *at)
{
    unsigned char c = (unsigned char)*at;

    return (c >= 'A' && c <= 'Z') || (c >= 0xc3 && c <= 0xc9) || c == 0xe1;
}

/* toponyms_find: all toponyms of the document with the candidates of their senses. */
extern void toponyms_find(Toponyms *toponyms, Document *document);

/* toponyms_accept: says which of them the text uses as names of places. */
extern void toponyms_accept(Toponyms *toponyms);

/* toponyms_resolve: chooses a candidate for each sense that has an accepted toponym. */
extern void toponyms_resolve(Toponyms *toponyms);

/* candidate_lies_in: whether one is in the other: a town in its county, division or state. */
extern bool candidate_lies_in(const Candidate *inner, const Candidate *outer);

/* toponym_choice: the candidate that this toponym is, by its own container or its sense; NO_INDEX: none. */
extern int32_t toponym_choice(const Toponyms *toponyms, const Toponym *toponym);

#endif
