/* relations.c: the features by which relations are found. */
#include "relations.h"

#include <string.h>

void relation_contexts(const ParseState *state, RelationContext *contexts)
{
    int32_t auxiliary = action_of(DEPREL_AUX, true), marker = action_of(DEPREL_CASE, true);

    for (int32_t i = 0; i <= state->count; i++)
        contexts[i] = (RelationContext){.last_dependent = -1};
    for (int32_t i = 0; i < state->count; i++) {
        RelationContext *head = &contexts[state->nodes[i].head];

        if (state->nodes[i].action == auxiliary)
            head->auxiliary = state->words[i].lemma;
        else if (state->nodes[i].action == marker && head->marker == 0)
            head->marker = state->words[i].lemma;
    }
}

#define KEY1(a) keys[n++] = feature_key(feature++, (a), 0, 0)
#define KEY2(a, b) keys[n++] = feature_key(feature++, (a), (b), 0)
#define KEY3(a, b, c) keys[n++] = feature_key(feature++, (a), (b), (c))

int32_t relation_keys(const ParseState *state, const RelationContext *contexts, const uint8_t *relations, int32_t word,
                      uint32_t *keys)
{
    const ParseWord *words = state->words, *none = words - 1;
    const ParseNode *node = &state->nodes[word];
    int32_t at = node->head, n = 0;
    const ParseNode *above = &state->nodes[at];
    const ParseWord *d = &words[word], *h = &words[at];
    const ParseWord *left = node->left1 < 0 ? none : &words[node->left1];
    const ParseWord *right = node->right1 < 0 ? none : &words[node->right1];
    const ParseWord *grand = at == state->count ? none : &words[above->head];
    int32_t sister = contexts[at].last_dependent;
    uint32_t action = node->action, head_action = at == state->count ? 99 : above->action;
    uint32_t sister_relation = sister < 0 ? 99 : relations[sister], marker = contexts[word].marker;
    uint32_t distance = (uint32_t)(at > word ? at - word : word - at), feature = 4000;
    uint32_t groups = above->left_groups * 256u + above->right_groups;

    distance = distance < 4 ? distance : distance < 8 ? 4 : 5;
    KEY1(action);
    KEY2(action, d->word);
    KEY2(action, d->tag);
    KEY2(action, h->tag);
    KEY3(action, d->lemma, d->tag);
    KEY3(action, h->lemma, h->tag);
    KEY3(action, d->tag, h->tag);
    KEY3(action, d->lemma, h->lemma);
    KEY3(action, d->lemma, h->tag);
    KEY3(action, d->tag, h->lemma);
    KEY3(action, d->class, h->class);
    KEY3(action, d->fine, h->tag);
    KEY3(action, d->tag, h->fine);
    KEY2(action, d->fine);
    KEY2(action, marker);
    KEY3(action, marker, h->tag);
    KEY3(action, marker, h->lemma);
    KEY3(action, marker, d->lemma);
    KEY3(action, marker, d->class);
    KEY3(action, left->tag, d->tag);
    KEY3(action, right->tag, d->tag);
    KEY3(action, left->lemma, d->tag);
    KEY3(action, node->left_groups, d->tag);
    KEY3(action, node->right_groups, d->tag);
    KEY3(action, groups, d->tag);
    KEY3(action, h->tag, contexts[at].auxiliary);
    KEY3(action, d->tag, contexts[at].auxiliary * 31 + h->tag);
    KEY3(action, d->tag, contexts[word].auxiliary);
    KEY3(action, sister_relation, d->tag * 2048 + h->tag);
    KEY3(action, sister_relation, h->lemma);
    KEY3(action, distance, d->tag);
    KEY3(action, d->tag, d[1].tag);
    KEY3(action, d->tag, d[-1].tag);
    KEY3(action, d[-1].word, d->tag);
    KEY3(action, d[1].word, d->tag);
    KEY3(action, grand->tag, d->tag * 2048 + h->tag);
    KEY3(action, head_action, d->tag * 2048 + h->tag);
    KEY3(action, head_action, d->lemma);
    KEY3(action, h[1].tag, d->tag);
    KEY3(action, h[-1].tag, d->tag);
    return n;
}
