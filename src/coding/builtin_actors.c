/* builtin_actors.c: states, organizations, people in office and roles as rows of actors and agents. */
#include "coding/builtin_actors.h"
#include "knowledge/knowledge.h"

#include <string.h>

/* What countries.tsv has beside states, and its CAMEO code. */
static const char *const unions[][2] = {{"EU", "IGOEEC"}};

enum { COUNTRIES_ALPHA3 = 1, COUNTRIES_WHAT = 2 };
enum { ORGANIZATIONS_CODE = 3 };
enum { ACTORS_CODE = 2, ACTORS_FROM = 3, ACTORS_UNTIL = 4 };
enum { AGENTS_CODE = 1 };

static const char *state_code(const char *alpha3)
{
    for (size_t i = 0; i < sizeof(unions) / sizeof(unions[0]); i++)
        if (strcmp(unions[i][0], alpha3) == 0)
            return unions[i][1];
    return alpha3;
}

/*
 * visit_states: a state is named by its names, adjectives, people and capital. Seats of government are organizations
 * and stand in that list with their own code; prefixes ("Sino-") are no names.
 */
static void visit_states(void (*visit)(void *context, const BuiltinActor *actor), void *context)
{
    const KnowledgeTable *table = &knowledge_countries;

    for (int32_t row = 0; row < table->rows; row++) {
        const char *what = knowledge_cell(table, row, COUNTRIES_WHAT), *name = knowledge_cell(table, row, 0);
        BuiltinActor actor = {.name = name, .valid_from = "", .valid_until = ""};

        if (strcmp(what, "prefix") == 0 || strcmp(what, "government") == 0 ||
            knowledge_find_string(&knowledge_organizations, name) >= 0)
            continue;
        if (row > 0 && knowledge_same_key(table, row - 1) &&
            strcmp(knowledge_cell(table, row - 1, COUNTRIES_ALPHA3), knowledge_cell(table, row, COUNTRIES_ALPHA3)) == 0)
            continue; /* adjective and people alike */
        actor.code = state_code(knowledge_cell(table, row, COUNTRIES_ALPHA3));
        visit(context, &actor);
    }
}

static void visit_list(const KnowledgeTable *table, int32_t code, bool agent,
                       void (*visit)(void *context, const BuiltinActor *actor), void *context)
{
    for (int32_t row = 0; row < table->rows; row++) {
        BuiltinActor actor = {.name = knowledge_cell(table, row, 0),
                              .code = knowledge_cell(table, row, code),
                              .agent = agent,
                              .valid_from = "",
                              .valid_until = ""};

        if (table == &knowledge_actors) {
            actor.valid_from = knowledge_cell(table, row, ACTORS_FROM);
            actor.valid_until = knowledge_cell(table, row, ACTORS_UNTIL);
        }
        visit(context, &actor);
    }
}

void builtin_actors(void (*visit)(void *context, const BuiltinActor *actor), void *context)
{
    visit_states(visit, context);
    visit_list(&knowledge_organizations, ORGANIZATIONS_CODE, false, visit, context);
    visit_list(&knowledge_actors, ACTORS_CODE, false, visit, context);
    visit_list(&knowledge_agents, AGENTS_CODE, true, visit, context);
}
