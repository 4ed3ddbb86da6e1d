/*
 * coreference.h: what the sieves of coreference share. Every mention begins as a cluster of its own; each sieve, from
 * the most certain to the least, unites clusters whose attributes agree (Raghunathan et al. 2010; Lee et al. 2013).
 */
#ifndef NEWS_EVENTS_COREFERENCE_H
#define NEWS_EVENTS_COREFERENCE_H

#include "document.h"
#include "roles.h"

typedef enum Number { NUMBER_ANY, NUMBER_SINGULAR, NUMBER_PLURAL } Number;

/* What is known of the mentions that were united; valid for the cluster's root, which is its first mention. */
typedef struct Cluster {
    int32_t parent;
    int32_t size;
    int32_t last; /* the latest mention that joined */
    int32_t kind;
    int32_t number; /* Number */
    int32_t named;  /* the mention with its fullest name, NO_INDEX: none */
    char gender;    /* 'm', 'f', 'n' or 0 */
    bool closed;    /* speaks of a state or city: takes no description of another */
    bool thing;     /* described by a noun that is no role word, "the treaty" */
    bool group;     /* acts as one and as many: "they" and "it" both fit */
    StringId role, country;
    StringId canonical; /* the name that the lists give it */
    int32_t members[2]; /* of "the two leaders": their clusters, or NO_INDEX */
} Cluster;

typedef struct Pronoun {
    int32_t person; /* 1, 2, 3; 0: no pronoun */
    int32_t number; /* Number */
    char gender;
    char use; /* first letter of subject, object, possessive, reflexive */
} Pronoun;

/* Whose words a sentence outside quotation marks is: in an interview two speak in turn. */
typedef enum Turn { TURN_NARRATOR, TURN_QUESTION, TURN_ANSWER, TURN_COUNT } Turn;

typedef struct Coreference {
    Document *document;
    Cluster *clusters;   /* one for each mention */
    const char **folded; /* for each name mention its folded words */
    StringId *heads;     /* for each description the lemma of its head, in lower case */
    int32_t *names;      /* for each token its name mention */
    int32_t *nominals;   /* for each token the description or pronoun that it heads */
    int32_t *quotations; /* for each token the number of the quotation it lies in, 0: none */
    int32_t *speakers;   /* for each quotation its speaker's mention, NO_INDEX: unknown */
    int32_t quotation_count;
    int32_t *turns; /* for each sentence its Turn */
} Coreference;

static inline Mention *coreference_mention(const Coreference *work, int32_t mention)
{
    return &work->document->mentions.items[mention];
}

/* cluster_root: the number of the cluster that a mention is in. */
extern int32_t cluster_root(Coreference *work, int32_t mention);

/* clusters_agree: whether kind, gender, number and country let two clusters be one. */
extern bool clusters_agree(Coreference *work, int32_t a, int32_t b);

/* unite: makes the clusters of two mentions one. */
extern void unite(Coreference *work, int32_t a, int32_t b);

/* pronoun_of: what a mention says as a pronoun. */
extern Pronoun pronoun_of(const Coreference *work, int32_t mention);

/* is_subject: whether a mention is the subject of its clause, also as one of several joined by "and". */
extern bool is_subject(const Document *document, int32_t head);

/* The sieves, in order. */
extern void find_speakers(Coreference *work);     /* quotations and who speaks in them */
extern void link_names(Coreference *work);        /* one name in its forms */
extern void link_appositions(Coreference *work);  /* "Ned Price, the spokesman"; "X is the mayor" */
extern void link_descriptions(Coreference *work); /* "the Russian president", "the two leaders" */
extern void link_pronouns(Coreference *work);
extern void link_possessions(Coreference *work); /* "his party" twice, once it is known who he is */

#endif
