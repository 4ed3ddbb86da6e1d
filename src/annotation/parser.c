/* parser.c: the transition system of the parser and its features. */
#include "parser.h"

#include <string.h>

int32_t action_of(int32_t deprel, bool left)
{
    static const uint8_t groups[DEPREL_COUNT][2] = {
        /* left, right */
        [DEPREL_ROOT] = {5, 7},          [DEPREL_ACL] = {5, 3},         [DEPREL_ACL_RELCL] = {5, 3},
        [DEPREL_ADVCL] = {5, 2},         [DEPREL_ADVCL_RELCL] = {5, 2}, [DEPREL_ADVMOD] = {5, 2},
        [DEPREL_AMOD] = {1, 3},          [DEPREL_APPOS] = {5, 3},       [DEPREL_AUX] = {4, 6},
        [DEPREL_AUX_PASS] = {4, 6},      [DEPREL_CASE] = {2, 6},        [DEPREL_CC] = {2, 6},
        [DEPREL_CC_PRECONJ] = {2, 6},    [DEPREL_CCOMP] = {5, 1},       [DEPREL_COMPOUND] = {1, 5},
        [DEPREL_COMPOUND_PRT] = {5, 5},  [DEPREL_CONJ] = {5, 4},        [DEPREL_COP] = {4, 6},
        [DEPREL_CSUBJ] = {3, 1},         [DEPREL_CSUBJ_OUTER] = {3, 1}, [DEPREL_CSUBJ_PASS] = {3, 1},
        [DEPREL_DEP] = {5, 7},           [DEPREL_DET] = {0, 6},         [DEPREL_DET_PREDET] = {0, 6},
        [DEPREL_DISCOURSE] = {5, 7},     [DEPREL_DISLOCATED] = {5, 7},  [DEPREL_EXPL] = {3, 1},
        [DEPREL_FIXED] = {1, 5},         [DEPREL_FLAT] = {1, 5},        [DEPREL_GOESWITH] = {1, 5},
        [DEPREL_IOBJ] = {3, 1},          [DEPREL_LIST] = {5, 7},        [DEPREL_MARK] = {2, 6},
        [DEPREL_NMOD] = {1, 3},          [DEPREL_NMOD_DESC] = {1, 3},   [DEPREL_NMOD_POSS] = {0, 3},
        [DEPREL_NMOD_UNMARKED] = {1, 3}, [DEPREL_NSUBJ] = {3, 1},       [DEPREL_NSUBJ_OUTER] = {3, 1},
        [DEPREL_NSUBJ_PASS] = {3, 1},    [DEPREL_NUMMOD] = {0, 3},      [DEPREL_OBJ] = {3, 1},
        [DEPREL_OBL] = {5, 2},           [DEPREL_OBL_AGENT] = {5, 2},   [DEPREL_OBL_UNMARKED] = {5, 2},
        [DEPREL_ORPHAN] = {5, 7},        [DEPREL_PARATAXIS] = {5, 7},   [DEPREL_PUNCT] = {6, 0},
        [DEPREL_REPARANDUM] = {5, 7},    [DEPREL_VOCATIVE] = {5, 7},    [DEPREL_XCOMP] = {5, 1},
    };

    return left ? ACTION_LEFT + groups[deprel][0] : ACTION_RIGHT + groups[deprel][1];
}

void parse_word(ParseWord *word, const Document *document, const WordType *type, const Token *token)
{
    const char *lemma = document_string(document, token->lemma);
    uint64_t hash = lemma == NULL ? 0 : word_hash(lemma, strlen(lemma));

    word->word = type->word;
    word->lemma = (uint32_t)(hash ^ hash >> 32);
    word->tag = (uint32_t)(token->upos * 64 + token->xpos + 1);
    word->class = type->classes[0];
    word->fine = type->classes[2];
}

void parse_padding(ParseWord *words, int32_t count)
{
    /* behind the last word stands the root, then nothing */
    for (int32_t i = 0; i < PARSE_PADDING; i++) {
        words[i - PARSE_PADDING] = (ParseWord){.word = 3, .tag = 3000};
        words[count + i] = (ParseWord){.word = i == 0 ? 5 : 3, .tag = i == 0 ? 3001 : 3000};
    }
}

void parse_marks(int32_t *marks, const Token *tokens, const Document *document, int32_t count)
{
    memset(marks, 0, MARK_KINDS * sizeof(*marks));
    for (int32_t i = 0; i < count; i++, marks += MARK_KINDS) {
        int32_t upos = tokens[i].upos;

        for (int32_t kind = 0; kind < MARK_KINDS; kind++)
            marks[MARK_KINDS + kind] = marks[kind];
        if (upos == UPOS_PUNCT && document->text[tokens[i].start] == ',')
            marks[MARK_KINDS]++;
        else if (upos == UPOS_VERB)
            marks[MARK_KINDS + 1]++;
        else if (upos == UPOS_CCONJ)
            marks[MARK_KINDS + 2]++;
        else if (upos == UPOS_PUNCT)
            marks[MARK_KINDS + 3]++;
    }
}

void parse_start(ParseState *state, int32_t count)
{
    state->count = count;
    state->stack_count = 0;
    state->buffer = 0;
    for (int32_t i = 0; i <= count; i++)
        state->nodes[i] =
            (ParseNode){.head = NO_WORD, .left1 = NO_WORD, .left2 = NO_WORD, .right1 = NO_WORD, .right2 = NO_WORD};
}

uint32_t parse_allowed(const ParseState *state)
{
    const uint32_t left = ((1u << LEFT_GROUPS) - 1) << ACTION_LEFT, right = ((1u << RIGHT_GROUPS) - 1) << ACTION_RIGHT;
    uint32_t allowed = 0;

    if (state->buffer < state->count) {
        allowed = 1u << ACTION_SHIFT;
        if (state->stack_count > 0)
            allowed |= left;
    } else if (state->stack_count == 1) {
        allowed = 1u << action_of(DEPREL_ROOT, true);
    }
    if (state->stack_count > 1)
        allowed |= right;
    return allowed;
}

int32_t parse_best(const int16_t *scores, uint32_t allowed, int32_t *lead)
{
    int32_t best = -1, first = INT16_MIN, second = INT16_MIN;

    for (int32_t action = 0; action < ACTION_COUNT; action++) {
        int32_t score = allowed >> action & 1 ? scores[action] : INT16_MIN;
        bool better = score > first || (best < 0 && (allowed >> action & 1));

        second = better ? first : score > second ? score : second;
        first = better ? score : first;
        best = better ? action : best;
    }
    *lead = first - second;
    return best;
}

static uint8_t one_more(uint8_t count)
{
    return (uint8_t)(count < 255 ? count + 1 : count);
}

void parse_act(ParseState *state, int32_t action)
{
    int32_t top;
    ParseNode *head;

    if (action == ACTION_SHIFT) {
        state->stack[state->stack_count++] = state->buffer++;
        return;
    }
    top = state->stack[--state->stack_count];
    state->nodes[top].action = (uint8_t)action;
    if (action < ACTION_RIGHT) {
        state->nodes[top].head = state->buffer;
        head = &state->nodes[state->buffer];
        head->left2 = head->left1;
        head->left1 = top;
        head->left_count = one_more(head->left_count);
        head->left_groups |= (uint8_t)(1 << (action - ACTION_LEFT));
    } else {
        state->nodes[top].head = state->stack[state->stack_count - 1];
        head = &state->nodes[state->nodes[top].head];
        head->right2 = head->right1;
        head->right1 = top;
        head->right_count = one_more(head->right_count);
        head->right_groups |= (uint8_t)(1 << (action - ACTION_RIGHT));
    }
}

/* How far two words are apart, in steps. */
static uint32_t distance_of(int32_t from, int32_t to)
{
    int32_t distance = to - from;

    return (uint32_t)(distance < 5 ? distance : distance < 7 ? 5 : distance < 11 ? 6 : distance < 21 ? 7 : 8);
}

/* What stands between two words: for each kind of mark 0, 1 or more. */
static uint32_t between(const ParseState *state, int32_t from, int32_t to)
{
    const int32_t *first = state->marks_before + (from + 1) * MARK_KINDS, *last = state->marks_before + to * MARK_KINDS;
    uint32_t marks = 0;

    for (int32_t kind = 0; kind < MARK_KINDS; kind++) {
        int32_t count = last[kind] - first[kind];

        marks = marks * 3 + (uint32_t)(count < 2 ? count : 2);
    }
    return marks;
}

/* bounded: a count that makes no difference beyond 3. */
static uint32_t bounded(uint8_t count)
{
    return count < 3 ? count : 3;
}

void parse_look(const ParseState *state, ParseView *view)
{
    static const ParseNode no_node = {NO_WORD, NO_WORD, NO_WORD, NO_WORD, NO_WORD, 0, 0, 0, 0, 0};
    const ParseWord *words = state->words, *none = words - 1;
    const int32_t *stack = state->stack + state->stack_count;
    int32_t at0 = state->stack_count > 0 ? stack[-1] : NO_WORD, at1 = state->stack_count > 1 ? stack[-2] : NO_WORD;
    int32_t at2 = state->stack_count > 2 ? stack[-3] : NO_WORD;

    view->node0 = at0 < 0 ? &no_node : &state->nodes[at0];
    view->node1 = at1 < 0 ? &no_node : &state->nodes[at1];
    view->node_b = &state->nodes[state->buffer];
    view->s0 = at0 < 0 ? none : &words[at0];
    view->s1 = at1 < 0 ? none : &words[at1];
    view->s2 = at2 < 0 ? none : &words[at2];
    view->b0 = &words[state->buffer];
    view->s0l = words + view->node0->left1;
    view->s0r = words + view->node0->right1;
    view->s0l2 = words + view->node0->left2;
    view->s0r2 = words + view->node0->right2;
    view->s1l = words + view->node1->left1;
    view->s1r = words + view->node1->right1;
    view->s1r2 = words + view->node1->right2;
    view->b0l = words + view->node_b->left1;
    view->b0l2 = words + view->node_b->left2;
    view->places[PARSE_S0] = at0;
    view->places[PARSE_S1] = at1;
    view->places[PARSE_S2] = at2;
    for (int32_t i = 0; i < 3; i++)
        view->places[PARSE_B0 + i] = state->buffer + i;
    view->near = at0 < 0 ? 9 : distance_of(at0, state->buffer);
    view->far = at1 < 0 ? 9 : distance_of(at1, at0);
    view->marks0 = at0 < 0 ? 99 : between(state, at0, state->buffer);
    view->marks1 = at1 < 0 ? 99 : between(state, at1, at0);
    view->valency0 = bounded(view->node0->left_count) * 4 + bounded(view->node0->right_count);
    view->valency1 = bounded(view->node1->right_count);
    view->valency_b = bounded(view->node_b->left_count);
}

#define KEY1(a) keys[n++] = feature_key(feature++, (a), 0, 0)
#define KEY2(a, b) keys[n++] = feature_key(feature++, (a), (b), 0)
#define KEY3(a, b, c) keys[n++] = feature_key(feature++, (a), (b), (c))

int32_t parse_role_keys(const ParseWord *word, int32_t role, uint32_t *keys)
{
    uint32_t feature = 2200 + (uint32_t)role * 8;
    int32_t n = 0;

    KEY1(word->tag);
    KEY2(word->word, word->tag);
    if (role == PARSE_S2 || role == PARSE_B2)
        return n;
    KEY2(word->class, word->tag);
    if (role == PARSE_B1)
        return n;
    KEY1(word->fine);
    if (role == PARSE_S1)
        return n;
    KEY1(word->word);
    return n;
}

int32_t parse_plain_keys(const ParseView *v, uint32_t *keys)
{
    const ParseNode *node0 = v->node0, *node1 = v->node1, *node_b = v->node_b;
    const ParseWord *b0 = v->b0, *b0l = v->b0l, *b0l2 = v->b0l2, *s0 = v->s0, *s0l = v->s0l, *s0l2 = v->s0l2,
                    *s0r = v->s0r, *s0r2 = v->s0r2, *s1 = v->s1, *s1l = v->s1l, *s1r = v->s1r, *s1r2 = v->s1r2,
                    *s2 = v->s2;
    const ParseWord *b1 = b0 + 1;
    const ParseWord *b2 = b0 + 2;
    uint32_t feature = 2000;
    int32_t n = 0;

    KEY2(s0->tag, b0->tag);
    KEY2(s1->tag, s0->tag);
    KEY2(s1->tag, b0->tag);
    KEY2(b0->tag, b1->tag);
    KEY3(s0->tag, b0->tag, b1->tag);
    KEY3(s1->tag, s0->tag, b0->tag);
    KEY3(s2->tag, s1->tag, s0->tag);
    KEY3(b0->tag, b1->tag, b2->tag);
    KEY3(s1->tag, s0->tag, b0->tag * 4096 + b1->tag);
    KEY3(s0->tag, s0l->tag, b0->tag);
    KEY3(s0->tag, s0r->tag, b0->tag);
    KEY3(s0->tag, b0l->tag, b0->tag);
    KEY3(s1->tag, s0l->tag, s0->tag);
    KEY3(s1->tag, s0r->tag, s0->tag);
    KEY3(s1->tag, s1l->tag, s0->tag);
    KEY3(s1->tag, s1r->tag, s0->tag);
    KEY3(s0->tag, s0l->tag, s0l2->tag);
    KEY3(s0->tag, s0r->tag, s0r2->tag);
    KEY3(s1->tag, s1r->tag, s1r2->tag);
    KEY3(b0->tag, b0l->tag, b0l2->tag);
    KEY3(s0->tag, node0->left_groups, node0->right_groups);
    KEY3(s0->tag, node0->left_groups * 256u + node0->right_groups, b0->tag);
    KEY3(s1->tag, node1->right_groups, s0->tag);
    KEY3(b0->tag, node_b->left_groups, s0->tag);
    KEY3(s0->tag, node0->left_groups * 256u + node0->right_groups, s1->tag * 256 + node1->right_groups);
    KEY3(s0->tag, v->valency0, b0->tag * 8 + v->valency_b);
    KEY3(s1->tag, v->valency1, s0->tag * 16 + v->valency0);
    KEY3(s0->tag, b0->tag, v->near);
    KEY3(s1->tag, s0->tag, v->far);
    KEY3(s0->tag, b0->tag, v->marks0);
    KEY3(s1->tag, s0->tag, v->marks1);
    KEY3(s1->tag, s0->tag, v->marks1 * 128 + v->marks0);
    return n;
}

int32_t parse_word_keys(const ParseView *v, uint32_t *keys)
{
    const ParseNode *node0 = v->node0, *node1 = v->node1;
    const ParseWord *b0 = v->b0, *b0l = v->b0l, *s0 = v->s0, *s0l = v->s0l, *s0r = v->s0r, *s1 = v->s1, *s1r = v->s1r;
    const ParseWord *b1 = b0 + 1;
    uint32_t feature = 2100;
    int32_t n = 0;

    KEY2(s0->lemma, b0->lemma);
    KEY3(s0->lemma, b0->tag, s0->tag);
    KEY3(s0->tag, b0->lemma, b0->tag);
    KEY2(s0->class, b0->class);
    KEY3(s0->class, b0->tag, v->near);
    KEY3(s0->tag, b0->class, v->near);
    KEY2(s1->lemma, s0->lemma);
    KEY3(s1->lemma, s0->tag, s1->tag);
    KEY3(s1->tag, s0->lemma, s0->tag);
    KEY2(s1->class, s0->class);
    KEY3(s1->class, s0->tag, v->far);
    KEY3(s1->tag, s0->class, v->far);
    KEY3(s1->lemma, b0->tag, s0->tag);
    KEY3(s1->tag, b0->lemma, s0->tag);
    KEY3(s0->lemma, b1->tag, b0->tag);
    KEY3(s1->lemma, s0->lemma, b0->tag);
    KEY3(s1->tag, s0->lemma, b0->lemma);
    KEY3(s0->lemma, s0r->lemma, s0->tag);
    KEY3(s1->lemma, s1r->lemma, s0->tag);
    KEY3(s0->tag, s0l->lemma, s1->lemma);
    KEY3(b0->tag, b0l->lemma, s0->tag);
    KEY3(s0->lemma, node0->left_groups, node0->right_groups);
    KEY3(s1->lemma, node1->left_groups, node1->right_groups);
    KEY3(s0->lemma, v->valency0, v->near);
    KEY3(b0->lemma, v->valency_b, v->near);
    KEY3(s0->lemma, v->marks0, v->near);
    KEY3(b0->lemma, s0->tag, v->near);
    return n;
}
