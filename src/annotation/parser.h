/*
 * parser.h: what the parser and its trainer share: the transition system, its states, the features.
 *
 * Arc-hybrid parsing (Kuhlmann, Gomez-Rodriguez and Satta 2011, "Dynamic programming algorithms for transition-based
 * dependency parsers"): words move from a buffer to a stack; LEFT makes the first word of the buffer the head of the
 * top of the stack, RIGHT makes the word below the top its head; both take the top away. The root stands behind the
 * last word (Ballesteros and Nivre 2013, "Going to the roots of dependency parsing") and takes the last word that is
 * left, so that a sentence has one root. The work is linear in the length of the sentence.
 *
 * An action is one of 16: SHIFT, and LEFT and RIGHT with groups of relations; which relation of the group it is is
 * found when the tree stands (relations.h).
 */
#ifndef NEWS_EVENTS_PARSER_H
#define NEWS_EVENTS_PARSER_H

#include "model/action_rows.h"
#include "words.h"

/* Groups of relations, by side of the head: on the left of it, on its right. */
#define LEFT_GROUPS 7
#define RIGHT_GROUPS 8
#define ACTION_SHIFT 0
#define ACTION_LEFT 1
#define ACTION_RIGHT (ACTION_LEFT + LEFT_GROUPS)
#define ACTION_COUNT (ACTION_RIGHT + RIGHT_GROUPS)

_Static_assert(ACTION_COUNT == ACTION_CLASSES, "an action is a class");

/* action_of: the action that gives a word this relation to a head on its right (left action) or left. */
extern int32_t action_of(int32_t deprel, bool left);

/* What the features see of a word. */
typedef struct ParseWord {
    uint32_t word;        /* WordType.word */
    uint32_t lemma;       /* hash of the lemma */
    uint32_t tag;         /* UPOS and XPOS */
    uint32_t class, fine; /* word classes */
} ParseWord;

/* A word in the tree as far as it is built. Numbers of words count from the first of the sentence; NO_WORD: none. */
typedef struct ParseNode {
    int32_t head;
    int32_t left1, left2, right1, right2; /* outermost dependents and those next to them */
    uint8_t left_count, right_count;
    uint8_t left_groups, right_groups; /* set of groups that its dependents have */
    uint8_t action;                    /* that gave it its head */
} ParseNode;

typedef struct ParseState {
    const ParseWord *words; /* count words, and before and behind them three that stand for "none" */
    ParseNode *nodes;       /* count + 1: the last is the root */
    int32_t *stack;
    int32_t stack_count;
    int32_t buffer; /* first word of the buffer; count: the root */
    int32_t count;
    const int32_t *marks_before; /* for each word, number of words of a kind before it, see MARK_KINDS */
} ParseState;

#define PARSE_PADDING 3
#define MARK_KINDS 4 /* commas, verbs, coordinating conjunctions, other punctuation */

#define PARSER_MOST_KEYS 96

/* parse_word: what the features see of a token. */
extern void parse_word(ParseWord *word, const Document *document, const WordType *type, const Token *token);

/* The words that stand for "none" before and behind a sentence. */
extern void parse_padding(ParseWord *words, int32_t count);

/* parse_marks: fills marks_before, (count + 1) * MARK_KINDS numbers. */
extern void parse_marks(int32_t *marks, const Token *tokens, const Document *document, int32_t count);

extern void parse_start(ParseState *state, int32_t count);

static inline bool parse_finished(const ParseState *state)
{
    return state->buffer == state->count && state->stack_count == 0;
}

/* parse_allowed: the set of actions that the state allows, as bits. */
extern uint32_t parse_allowed(const ParseState *state);

extern void parse_act(ParseState *state, int32_t action);

/* parse_best: the allowed action with the highest score; *lead is by how much. */
extern int32_t parse_best(const int16_t *scores, uint32_t allowed, int32_t *lead);

/* Where a word stands in a state: on the stack from its top, in the buffer from its beginning. */
enum { PARSE_S0, PARSE_S1, PARSE_S2, PARSE_B0, PARSE_B1, PARSE_B2, PARSE_ROLES };
#define NO_WORD (-1)

/* What the features see of a state: words and nodes of the stack (s), the buffer (b), their dependents (l, r). */
typedef struct ParseView {
    const ParseNode *node0, *node1, *node_b;
    const ParseWord *s0, *s1, *s2, *b0;
    const ParseWord *s0l, *s0r, *s0l2, *s0r2, *s1l, *s1r, *s1r2, *b0l, *b0l2;
    int32_t places[PARSE_ROLES]; /* number of the word in each role, NO_WORD: none */
    uint32_t near, far, marks0, marks1, valency0, valency1, valency_b;
} ParseView;

extern void parse_look(const ParseState *state, ParseView *view);

/*
 * The features of a state: those of one word in a role, those of several words that go without the words themselves,
 * and those of words; all give their number. What a word says in a role is summed once and kept. Where that and the
 * plain ones leave no doubt, the others are not asked: tags and groups have few combinations, whose weights stay near
 * the processor (He, Daume and Eisner 2013, "Dynamic feature selection for dependency parsing").
 */
extern int32_t parse_role_keys(const ParseWord *word, int32_t role, uint32_t *keys);
extern int32_t parse_plain_keys(const ParseView *view, uint32_t *keys);
extern int32_t parse_word_keys(const ParseView *view, uint32_t *keys);

#endif
