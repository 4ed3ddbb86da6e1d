/* parse.c: dependency trees, by the actions that the learned weights choose. */
#include "annotate.h"

#include <string.h>

#include "relations.h"

typedef struct Parser {
    Document *document;
    const Words *words;
    ActionRows actions;
    FeatureRows relations;
    /* room for the longest sentence */
    ParseState state;
    ParseWord *parse_words;
    int32_t *marks;
    RelationContext *contexts;
    uint8_t *found; /* relation of each word */
} Parser;

static bool parser_open(Parser *parser, const Model *model)
{
    Cursor cursor;

    if (!model_cursor(model, parser->document->environment, "parser", &cursor))
        return false;
    action_rows_open(&parser->actions, &cursor);
    if (!model_cursor(model, parser->document->environment, "relations", &cursor))
        return false;
    feature_rows_open(&parser->relations, &cursor);
    if (parser->relations.classes != DEPREL_COUNT)
        cursor_error(&cursor);
    return true;
}

static void make_room(Parser *parser)
{
    Arena *arena = parser->document->arena;
    size_t longest = 0;

    for (int32_t i = 0; i < parser->document->sentences.count; i++) {
        const Sentence *sentence = &parser->document->sentences.items[i];
        size_t count = (size_t)(sentence->last_token - sentence->first_token) + 1;

        longest = count > longest ? count : longest;
    }
    parser->parse_words = arena_alloc(arena, (longest + 2 * PARSE_PADDING) * sizeof(ParseWord));
    parser->parse_words += PARSE_PADDING;
    parser->state.words = parser->parse_words;
    parser->state.nodes = arena_alloc(arena, (longest + 1) * sizeof(ParseNode));
    parser->state.stack = arena_alloc(arena, (longest + 1) * sizeof(int32_t));
    parser->marks = arena_alloc(arena, (longest + 1) * MARK_KINDS * sizeof(int32_t));
    parser->state.marks_before = parser->marks;
    parser->contexts = arena_alloc(arena, (longest + 1) * sizeof(RelationContext));
    parser->found = arena_alloc(arena, longest + 1);
}

static int32_t best_action(const ActionScores *scores, uint32_t allowed)
{
    int32_t best = -1;

    for (int32_t action = 0; action < ACTION_COUNT; action++)
        if ((allowed >> action & 1) && (best < 0 || (int16_t)(*scores)[action] > (int16_t)(*scores)[best]))
            best = action;
    return best;
}

/* build_tree: lets the actions with the highest scores build the tree. */
static void build_tree(Parser *parser, int32_t count)
{
    ParseState *state = &parser->state;
    uint32_t keys[PARSER_MOST_KEYS], steps = 0;

    parse_start(state, count);
    while (!parse_finished(state)) {
        uint32_t allowed = parse_allowed(state);
        ActionScores scores = {0};
        int32_t key_count;

        if ((++steps & 255) == 0)
            environment_check(parser->document->environment);
        if ((allowed & (allowed - 1)) == 0) {
            parse_act(state, __builtin_ctz(allowed));
            continue;
        }
        key_count = parse_keys(state, keys);
        for (int32_t i = 0; i < key_count; i++)
            action_rows_prefetch(&parser->actions, keys[i]);
        for (int32_t i = 0; i < key_count; i++)
            action_rows_add(&parser->actions, keys[i], &scores);
        parse_act(state, best_action(&scores, allowed));
    }
}

static uint8_t best_relation(const int32_t *scores)
{
    uint8_t best = DEPREL_ROOT + 1;

    for (int32_t i = best + 1; i < DEPREL_COUNT; i++)
        if (scores[i] > scores[best])
            best = (uint8_t)i;
    return best;
}

/* name_relations: the relation of each word of the tree, from left to right. */
static void name_relations(Parser *parser)
{
    const ParseState *state = &parser->state;
    uint32_t keys[RELATION_MOST_KEYS];

    relation_contexts(state, parser->contexts);
    for (int32_t i = 0; i < state->count; i++) {
        int32_t scores[FEATURE_CLASSES] = {0};
        int32_t key_count;

        if (state->nodes[i].head == state->count) {
            parser->found[i] = DEPREL_ROOT;
            continue;
        }
        key_count = relation_keys(state, parser->contexts, parser->found, i, keys);
        for (int32_t k = 0; k < key_count; k++)
            feature_rows_add(&parser->relations, keys[k], scores);
        parser->found[i] = best_relation(scores);
        relation_done(state, parser->contexts, i);
    }
}

static void parse_sentence(Parser *parser, const Sentence *sentence)
{
    Document *document = parser->document;
    Token *tokens = document->tokens.items + sentence->first_token;
    int32_t count = sentence->last_token - sentence->first_token + 1;

    for (int32_t i = 0; i < count; i++)
        parse_word(&parser->parse_words[i], document,
                   &parser->words->types[parser->words->of_token[sentence->first_token + i]], &tokens[i]);
    parse_padding(parser->parse_words, count);
    parse_marks(parser->marks, tokens, document, count);
    build_tree(parser, count);
    name_relations(parser);
    for (int32_t i = 0; i < count; i++) {
        int32_t head = parser->state.nodes[i].head;

        tokens[i].head = head == count ? NO_INDEX : sentence->first_token + head;
        tokens[i].deprel = parser->found[i];
    }
}

void parse(Document *document)
{
    Parser parser = {.document = document};

    if (document->tokens.count == 0 || !parser_open(&parser, document_model(document)))
        return;
    parser.words = words_of(document);
    make_room(&parser);
    for (int32_t i = 0; i < document->sentences.count; i++) {
        environment_check(document->environment);
        parse_sentence(&parser, &document->sentences.items[i]);
    }
}
