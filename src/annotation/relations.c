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

void relation_certainties(const ParseState *state, const RelationContext *contexts, int32_t word, uint64_t *hashes)
{
    const ParseWord *d = &state->words[word], *h = &state->words[state->nodes[word].head];
    uint64_t action = state->nodes[word].action;

    hashes[0] = ((uint64_t)d->tag << 32 | (uint64_t)h->tag << 8 | action) * 0x9E3779B97F4A7C15ull;
    hashes[1] =
        ((uint64_t)d->word << 32 | (uint64_t)h->tag << 8 | action) * 0xC2B2AE3D27D4EB4Full ^ contexts[word].marker;
    for (int32_t i = 0; i < RELATION_CONTEXTS; i++) {
        hashes[i] = (hashes[i] ^ hashes[i] >> 32) * 0xBF58476D1CE4E5B9ull;
        hashes[i] ^= hashes[i] >> 31;
    }
}

#define KEY1(a) keys[n++] = feature_key(feature++, (a), 0, 0)
#define KEY2(a, b) keys[n++] = feature_key(feature++, (a), (b), 0)
#define KEY3(a, b, c) keys[n++] = feature_key(feature++, (a), (b), (c))

void relation_look(const ParseState *state, const RelationContext *contexts, const uint8_t *relations, int32_t word,
                   RelationView *view)
{
    const ParseWord *words = state->words;
    const ParseNode *node = &state->nodes[word];
    int32_t at = node->head, sister = contexts[at].last_dependent;
    const ParseNode *above = &state->nodes[at];
    uint32_t distance = (uint32_t)(at > word ? at - word : word - at);

    view->node = node;
    view->d = &words[word];
    view->h = &words[at];
    view->left = words + node->left1;
    view->right = words + node->right1;
    view->grand = words + (at == state->count ? -1 : above->head);
    view->action = node->action;
    view->head_action = at == state->count ? 99 : above->action;
    view->sister_relation = sister < 0 ? 99 : relations[sister];
    view->marker = contexts[word].marker;
    view->auxiliary = contexts[word].auxiliary;
    view->head_auxiliary = contexts[at].auxiliary;
    view->distance = distance < 4 ? distance : distance < 8 ? 4 : 5;
    view->groups = above->left_groups * 256u + above->right_groups;
}

int32_t relation_plain_keys(const RelationView *v, uint32_t *keys)
{
    uint32_t feature = 4000;
    int32_t n = 0;

    KEY1(v->action);
    KEY2(v->action, v->d->tag);
    KEY2(v->action, v->h->tag);
    KEY3(v->action, v->d->tag, v->h->tag);
    KEY3(v->action, v->left->tag, v->d->tag);
    KEY3(v->action, v->right->tag, v->d->tag);
    KEY3(v->action, v->node->left_groups, v->d->tag);
    KEY3(v->action, v->node->right_groups, v->d->tag);
    KEY3(v->action, v->groups, v->d->tag);
    KEY3(v->action, v->sister_relation, v->d->tag * 2048 + v->h->tag);
    KEY3(v->action, v->distance, v->d->tag);
    KEY3(v->action, v->d->tag, v->d[1].tag);
    KEY3(v->action, v->d->tag, v->d[-1].tag);
    KEY3(v->action, v->grand->tag, v->d->tag * 2048 + v->h->tag);
    KEY3(v->action, v->head_action, v->d->tag * 2048 + v->h->tag);
    KEY3(v->action, v->h[1].tag, v->d->tag);
    KEY3(v->action, v->h[-1].tag, v->d->tag);
    return n;
}

int32_t relation_word_keys(const RelationView *v, uint32_t *keys)
{
    uint32_t feature = 4100;
    int32_t n = 0;

    KEY2(v->action, v->d->word);
    KEY3(v->action, v->d->lemma, v->d->tag);
    KEY3(v->action, v->h->lemma, v->h->tag);
    KEY3(v->action, v->d->lemma, v->h->lemma);
    KEY3(v->action, v->d->lemma, v->h->tag);
    KEY3(v->action, v->d->tag, v->h->lemma);
    KEY3(v->action, v->d->class, v->h->class);
    KEY3(v->action, v->d->fine, v->h->tag);
    KEY3(v->action, v->d->tag, v->h->fine);
    KEY2(v->action, v->d->fine);
    KEY2(v->action, v->marker);
    KEY3(v->action, v->marker, v->h->tag);
    KEY3(v->action, v->marker, v->h->lemma);
    KEY3(v->action, v->marker, v->d->lemma);
    KEY3(v->action, v->marker, v->d->class);
    KEY3(v->action, v->left->lemma, v->d->tag);
    KEY3(v->action, v->h->tag, v->head_auxiliary);
    KEY3(v->action, v->d->tag, v->head_auxiliary * 31 + v->h->tag);
    KEY3(v->action, v->d->tag, v->auxiliary);
    KEY3(v->action, v->sister_relation, v->h->lemma);
    KEY3(v->action, v->d[-1].word, v->d->tag);
    KEY3(v->action, v->d[1].word, v->d->tag);
    KEY3(v->action, v->head_action, v->d->lemma);
    return n;
}
