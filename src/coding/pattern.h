/*
 * pattern.h: the pattern language and what a pattern is compiled into.
 *
 *     pattern   = trigger { slot }
 *     trigger   = words "/" ( "v" | "n" | "a" | "x" )    a verb, a noun, an adjective or an auxiliary
 *     words     = choice { "|" choice }
 *     choice    = "@" set | [ "*" ] phrase               a set is a row of word_set
 *     phrase    = word { "_" word }                       lemmas in lower case; call_off, peace_agreement
 *     slot      = [ "!" | "?" ] relation { "|" relation } [ "=" role ] [ "(" words ")" ] [ "[" kinds "]" ]
 *               | "before(" sequence ")" | "after(" sequence ")"
 *               | "event(" modality [ "," quads ] ")"
 *     relation  = subj obj iobj xcomp ccomp advcl clause adv part poss mod any, or a preposition
 *     role      = actor | recipient | both | none
 *     kinds     = kind { "|" kind }                       PERSON ORG GPE ... ; ~CODE: an agent code within the actor's
 *
 * A trigger of several words is a verb with what follows it, or a noun with what precedes it. A slot must be filled for
 * the pattern to match; "!" must not be, "?" need not be. (words) are lemmas of the argument's head; "*" looks anywhere
 * inside the argument. Relations are those of an active clause: subj of "was attacked by rebels" is "rebels". A
 * preposition is looked for at the trigger, then at its object and its complement clause, as parses differ there.
 *
 * Roles that no slot gives are filled by rule: the actor is the subject (of a noun: possessor, "by", nationality, or
 * the subject of its light verb), the recipient the object, else the nearest participant after the trigger. "both"
 * makes the members of a coordination, or subject and object, actors of each other. "=none" keeps a slot from being a
 * participant.
 *
 * A sequence is for imported PETRARCH patterns: words of the sentence before or after the trigger, in order; "_" joins
 * words that must be adjacent, "$" and "+" stand for a noun phrase that is the actor or the recipient, "%" for one that
 * is both,
 * "^" for one that is neither.
 *
 * event(planned,12): the pattern is for what governs a report with this modality and of these quad classes, and the
 * report is of whoever speaks: "said it will bomb" is a threat. event(negated,12) is a refusal: "will not withdraw". An
 * auxiliary governs its own verb. event(demanded) is about somebody else, who is the recipient: "said that Oslo must
 * leave".
 *
 * Of the patterns that match a trigger the most specific fires: most words, then most tests; a user's before a built-in
 * one.
 */
#ifndef NEWS_EVENTS_PATTERN_H
#define NEWS_EVENTS_PATTERN_H

#include "coding/coding.h"
#include "annotation/clauses_tree.h"

typedef enum Role { ROLE_UNSET, ROLE_NONE, ROLE_ACTOR, ROLE_RECIPIENT, ROLE_BOTH } Role;

typedef struct Phrase {
    const char **words;
    int32_t count;
    bool inside; /* anywhere in the argument, not only its head */
} Phrase;

typedef struct WordSet {
    const char *name; /* NULL: written out in the pattern */
    Phrase *phrases;
    int32_t count;
} WordSet;

typedef enum SequenceKind {
    SEQUENCE_WORDS,
    SEQUENCE_SOURCE,
    SEQUENCE_TARGET,
    SEQUENCE_BOTH,
    SEQUENCE_SKIP
} SequenceKind;

/* One element of a sequence. */
typedef struct SequenceItem {
    SequenceKind kind;
    bool adjacent; /* to the element before it (or to the trigger) */
    WordSet words;
} SequenceItem;

typedef enum SlotKind { SLOT_RELATION, SLOT_BEFORE, SLOT_AFTER, SLOT_EVENT } SlotKind;

typedef struct Slot {
    SlotKind kind;
    bool negated, optional;
    uint32_t relations; /* bits of FrameRelation; ANY is all */
    const char **prepositions;
    int32_t preposition_count;
    Role role;
    bool has_words;
    WordSet words;
    uint32_t kinds; /* bits of Kind */
    const char **agent_codes;
    int32_t agent_code_count;
    uint32_t modalities; /* SLOT_EVENT */
    uint32_t quads;
    SequenceItem *items; /* SLOT_BEFORE, SLOT_AFTER; before: from the trigger outwards */
    int32_t item_count;
    bool touches; /* before(): its last element stands right before the trigger */
    int32_t column;
} Slot;

typedef struct Pattern {
    const char *text;
    const EventType *type, *reverse;
    bool builtin;
    char pos; /* v n a x */
    WordSet trigger;
    Slot *slots;
    int32_t slot_count;
    int32_t specificity;
    bool names_actor, names_recipient, has_event;
} Pattern;

typedef struct PatternError {
    int32_t position; /* byte offset */
    const char *message;
} PatternError;

/* pattern_parse: NULL and the error for text that is no pattern. */
extern Pattern *pattern_parse(const char *text, const Dictionary *dictionary, Arena *arena, PatternError *error);

/* pattern_words: reads "a|b_c" into a set; false and the error when it is none. */
extern bool pattern_words(const char *text, Arena *arena, WordSet *set, PatternError *error);

/* dictionary_words: the word set of a name, or NULL. */
extern const WordSet *dictionary_words(const Dictionary *dictionary, const char *name, size_t length);

#define MATCH_LIMIT 12 /* tokens that a match takes words from */

/* One entry of the index: this pattern may fire where this word stands. */
typedef struct TriggerEntry {
    const Pattern *pattern;
    int32_t phrase; /* of pattern->trigger */
    int32_t next;   /* next entry of the same word, less specific; NO_INDEX: last */
} TriggerEntry;

/* dictionary_entries: the first index entry of a lemma, or NO_INDEX. */
extern int32_t dictionary_entries(const Dictionary *dictionary, const char *word, size_t length);
extern const TriggerEntry *dictionary_entry(const Dictionary *dictionary, int32_t entry);

/*
 * dictionary_actor: the code of the longest actor (or agent) row whose words begin at the token, valid at the moment.
 * NULL: none; else *end is its last token.
 */
extern const ActorRow *dictionary_actor(const Dictionary *dictionary, const Document *document, int32_t token,
                                        int32_t last, bool agent, Moment moment, int32_t *end);

/* dictionary_role: the agent row of the longest name within a role in words ("deputy prime minister"), or NULL. */
extern const ActorRow *dictionary_role(const Dictionary *dictionary, const char *role, Moment moment);

#endif
