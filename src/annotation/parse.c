/* parse.c: dependency trees, by the actions that the learned weights choose. */
#include "annotate.h"

#include <string.h>

#include "relations.h"

/* Word types whose sums are kept, each under the tag that it had first; the others are summed each time anew. */
#define MOST_KEPT_WORDS 8192

/* What the features of one word add to the scores in each role. */
typedef struct WordSums {
    uint32_t tag;
    uint32_t made; /* roles, as bits */
    int16_t sums[PARSE_ROLES][ACTION_CLASSES];
} WordSums;

typedef struct Parser {
    Document *document;
    const Words *words;
    ActionRows actions;
    int32_t action_doubt;   /* by how much the best action must lead so that no words are looked at */
    int32_t relation_doubt; /* and the best relation */
    WordTable certain_relations;
    FeatureRows relations;
    WordSums **kept; /* of each word type, NULL: not yet */
    int32_t kept_count;
    WordSums none, root; /* of what stands where no word is */
    /* room for the longest sentence */
    WordSums **sums; /* of each word, NULL: not kept */
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
    parser->action_doubt = (int32_t)cursor_u32(&cursor, 0, INT16_MAX);
    action_rows_open(&parser->actions, &cursor);
    if (!model_cursor(model, parser->document->environment, "relations", &cursor))
        return false;
    parser->relation_doubt = (int32_t)cursor_u32(&cursor, 0, INT32_MAX);
    cursor_array(&cursor, 0, 1, CURSOR_ALIGNMENT);
    word_table_read(&parser->certain_relations, &cursor);
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
    parser->sums = arena_alloc(arena, (longest + 1) * sizeof(*parser->sums));
    parser->kept = arena_alloc(arena, ((size_t)parser->words->count + 1) * sizeof(*parser->kept));
    parser->marks = arena_alloc(arena, (longest + 1) * MARK_KINDS * sizeof(int32_t));
    parser->state.marks_before = parser->marks;
    parser->contexts = arena_alloc(arena, (longest + 1) * sizeof(RelationContext));
    parser->found = arena_alloc(arena, longest + 1);
}

/* sums_of: where the sums of a word of this type and tag are kept; NULL: nowhere. */
static WordSums *sums_of(Parser *parser, int32_t type, uint32_t tag)
{
    WordSums *kept = parser->kept[type];

    if (kept == NULL && parser->kept_count < MOST_KEPT_WORDS) {
        kept = parser->kept[type] = arena_alloc(parser->document->arena, sizeof(*kept));
        kept->tag = tag;
        parser->kept_count++;
    }
    return kept != NULL && kept->tag == tag ? kept : NULL;
}

/* add_word: adds what the word in a role says by itself. */
static void add_word(Parser *parser, int32_t place, int32_t role, int16_t *scores)
{
    int32_t count = parser->state.count;
    WordSums *kept = place == count ? &parser->root : place > count || place < 0 ? &parser->none : parser->sums[place];
    uint32_t keys[PARSER_MOST_KEYS];

    if (kept == NULL) {
        action_rows_sum(&parser->actions, keys, parse_role_keys(&parser->parse_words[place], role, keys), scores);
        return;
    }
    if (!(kept->made >> role & 1)) {
        const ParseWord *word = &parser->parse_words[place > count ? count + 1 : place];

        action_rows_sum(&parser->actions, keys, parse_role_keys(word, role, keys), kept->sums[role]);
        kept->made |= 1u << role;
    }
    for (int32_t i = 0; i < ACTION_CLASSES; i++)
        scores[i] = (int16_t)(scores[i] + kept->sums[role][i]);
}

/* choose_action: the action with the highest score. */
static int32_t choose_action(Parser *parser, uint32_t allowed)
{
    uint32_t keys[PARSER_MOST_KEYS];
    int16_t scores[ACTION_CLASSES] = {0};
    ParseView view;
    int32_t lead, best;

    parse_look(&parser->state, &view);
    for (int32_t role = 0; role < PARSE_ROLES; role++)
        add_word(parser, view.places[role], role, scores);
    action_rows_sum(&parser->actions, keys, parse_plain_keys(&view, keys), scores);
    best = parse_best(scores, allowed, &lead);
    if (lead >= parser->action_doubt)
        return best;
    action_rows_sum(&parser->actions, keys, parse_word_keys(&view, keys), scores);
    return parse_best(scores, allowed, &lead);
}

/* build_tree: lets the actions with the highest scores build the tree. */
static void build_tree(Parser *parser, int32_t count)
{
    ParseState *state = &parser->state;
    uint32_t steps = 0;

    parse_start(state, count);
    while (!parse_finished(state)) {
        uint32_t allowed = parse_allowed(state);

        if ((++steps & 255) == 0)
            environment_check(parser->document->environment);
        parse_act(state, (allowed & (allowed - 1)) == 0 ? __builtin_ctz(allowed) : choose_action(parser, allowed));
    }
}

/* choose_relation: the relation with the highest score. */
static int32_t choose_relation(Parser *parser, int32_t word)
{
    uint32_t keys[RELATION_MOST_KEYS];
    int16_t scores[FEATURE_CLASSES];
    int32_t lead, best, count;
    RelationView view;

    memset(scores, 0, sizeof(scores));
    relation_look(&parser->state, parser->contexts, parser->found, word, &view);
    count = relation_plain_keys(&view, keys);
    feature_rows_sum(&parser->relations, keys, count, scores);
    best = best_relation(scores, &lead);
    if (lead >= parser->relation_doubt)
        return best;
    count = relation_word_keys(&view, keys);
    feature_rows_sum(&parser->relations, keys, count, scores);
    return best_relation(scores, &lead);
}

/* name_relations: the relation of each word of the tree, from left to right. */
static void name_relations(Parser *parser)
{
    const ParseState *state = &parser->state;

    relation_contexts(state, parser->contexts);
    for (int32_t i = 0; i < state->count; i++) {
        int32_t relation = DEPREL_ROOT;

        if (state->nodes[i].head != state->count) {
            relation = certain_relation(&parser->certain_relations, state, parser->contexts, i);
            if (relation < 0)
                relation = choose_relation(parser, i);
            relation_done(state, parser->contexts, i);
        }
        parser->found[i] = (uint8_t)relation;
    }
}

static void parse_sentence(Parser *parser, const Sentence *sentence)
{
    Document *document = parser->document;
    Token *tokens = document->tokens.items + sentence->first_token;
    int32_t count = sentence->last_token - sentence->first_token + 1;

    for (int32_t i = 0; i < count; i++) {
        int32_t type = parser->words->of_token[sentence->first_token + i];

        parse_word(&parser->parse_words[i], document, &parser->words->types[type], &tokens[i]);
        parser->sums[i] = sums_of(parser, type, parser->parse_words[i].tag);
    }
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
