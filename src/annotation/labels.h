/*
 * labels.h: the closed sets of labels, each as a list for X macros, an enumeration and a table of names.
 *
 * UPOS and DEPREL are Universal Dependencies' (https://universaldependencies.org), with the subtypes of its English
 * treebanks; XPOS are the Penn Treebank tags as those treebanks use them. The order is part of the format of a stored
 * annotation and of the model: add at the end, never reorder.
 */
#ifndef NEWS_EVENTS_LABELS_H
#define NEWS_EVENTS_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
#define UPOS_LIST(ITEM) \
    ITEM(ADJ) ITEM(ADP) ITEM(ADV) ITEM(AUX) ITEM(CCONJ) ITEM(DET) ITEM(INTJ) ITEM(NOUN) ITEM(NUM) ITEM(PART) \
    ITEM(PRON) ITEM(PROPN) ITEM(PUNCT) ITEM(SCONJ) ITEM(SYM) ITEM(VERB) ITEM(X)

#define XPOS_LIST(X)                                                                                                  \
    X(HASH, "#")                                                                                                      \
    X(DOLLAR, "$") X(CLOSE_QUOTE, "''") X(COMMA, ",") X(LRB, "-LRB-") X(RRB, "-RRB-") X(STOP, ".") X(COLON, ":")      \
        X(ADD, "ADD") X(AFX, "AFX") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(GW, "GW")           \
            X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NFP, "NFP") \
                X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS") X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP")     \
                    X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO")     \
                        X(UH, "UH") X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") \
                            X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(OPEN_QUOTE, "``") X(XX, "XX")

#define DEPREL_LIST(X)                                                                                                \
    X(ROOT, "root")                                                                                                   \
    X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod")       \
        X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc")           \
            X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt")     \
                X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer")                         \
                    X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") X(DET, "det") X(DET_PREDET, "det:predet")               \
                        X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed")       \
                            X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark")   \
                                X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") X(NMOD_POSS, "nmod:poss")                   \
                                    X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer") \
                                        X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl")   \
                                            X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked")                 \
                                                X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") X(PUNCT, "punct")       \
                                                    X(REPARANDUM, "reparandum") X(VOCATIVE, "vocative")               \
                                                        X(XCOMP, "xcomp")

/* What a mention, and the entity it speaks of, is. TITLE: an office by itself; WORK: a book, film, law. */
#define KIND_LIST(X) X(PERSON) X(ORG) X(GPE) X(LOC) X(NORP) X(FACILITY) X(TITLE) X(PRODUCT) X(WORK) X(MISC)

#define LEVEL_LIST(X) X(NAME, "name") X(NOMINAL, "nominal") X(PRONOUN, "pronoun")

#define TIMEX_TYPE_LIST(X) X(DATE) X(TIME) X(DURATION) X(SET)

/* What a text claims of an event. */
#define MODALITY_LIST(X)                                                                                  \
    X(ACTUAL, "actual")                                                                                   \
    X(PLANNED, "planned") X(POSSIBLE, "possible") X(HYPOTHETICAL, "hypothetical") X(DEMANDED, "demanded") \
        X(THREATENED, "threatened") X(PROMISED, "promised") X(DENIED, "denied") X(NEGATED, "negated")

/* How finely a time is given. */
#define GRAIN_LIST(X)                                                                                                 \
    X(NONE, "")                                                                                                       \
    X(SECOND, "second") X(MINUTE, "minute") X(HOUR, "hour") X(DAYPART, "daypart") X(DAY, "day") X(WEEKEND, "weekend") \
        X(WEEK, "week") X(MONTH, "month") X(QUARTER, "quarter") X(SEASON, "season") X(HALF, "half") X(YEAR, "year")   \
            X(DECADE, "decade") X(CENTURY, "century")

/* Why a stretch of text is page furniture and not story. */
#define FURNITURE_LIST(X)                                                                                             \
    X(MENU, "menu")                                                                                                   \
    X(SHARE, "share") X(SUBSCRIBE, "subscribe") X(BYLINE, "byline") X(DATESTAMP, "datestamp") X(SOURCE, "source")     \
        X(COMMENTS, "comments") X(RELATED, "related") X(REPEATED, "repeated") X(CAPTION, "caption") X(LEGAL, "legal") \
            X(OTHER, "other")
/* clang-format on */

typedef enum Upos {
#define X(name) UPOS_##name,
    UPOS_LIST(X)
#undef X
        UPOS_COUNT
} Upos;

typedef enum Xpos {
#define X(name, label) XPOS_##name,
    XPOS_LIST(X)
#undef X
        XPOS_COUNT
} Xpos;

typedef enum Deprel {
#define X(name, label) DEPREL_##name,
    DEPREL_LIST(X)
#undef X
        DEPREL_COUNT
} Deprel;

typedef enum Kind {
#define X(name) KIND_##name,
    KIND_LIST(X)
#undef X
        KIND_COUNT
} Kind;

typedef enum Level {
#define X(name, label) LEVEL_##name,
    LEVEL_LIST(X)
#undef X
        LEVEL_COUNT
} Level;

typedef enum TimexType {
#define X(name) TIMEX_##name,
    TIMEX_TYPE_LIST(X)
#undef X
        TIMEX_TYPE_COUNT
} TimexType;

typedef enum Modality {
#define X(name, label) MODALITY_##name,
    MODALITY_LIST(X)
#undef X
        MODALITY_COUNT
} Modality;

typedef enum Grain {
#define X(name, label) GRAIN_##name,
    GRAIN_LIST(X)
#undef X
        GRAIN_COUNT
} Grain;

typedef enum FurnitureKind {
#define X(name, label) FURNITURE_##name,
    FURNITURE_LIST(X)
#undef X
        FURNITURE_COUNT
} FurnitureKind;

extern const char *const upos_names[UPOS_COUNT];
extern const char *const xpos_names[XPOS_COUNT];
extern const char *const deprel_names[DEPREL_COUNT];
extern const char *const kind_names[KIND_COUNT];
extern const char *const level_names[LEVEL_COUNT];
extern const char *const timex_type_names[TIMEX_TYPE_COUNT];
extern const char *const modality_names[MODALITY_COUNT];
extern const char *const grain_names[GRAIN_COUNT];
extern const char *const furniture_names[FURNITURE_COUNT];

/* label_find: the index of a name of length bytes among count names, or -1. */
extern int32_t label_find(const char *const *names, int32_t count, const char *name, size_t length);

/* deprel_universal: the relation without its subtype, as in acl:relcl -> acl. */
extern Deprel deprel_universal(Deprel deprel);

#endif
