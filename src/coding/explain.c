/* explain.c: the parse of each sentence as indented text, and for each report what fired and why. */
#include <string.h>

#include "annotation/buffer.h"
#include "annotation/clauses_tree.h"
#include "coding/coding.h"

#define DEEPEST 24 /* levels of indentation; deeper words are shown at this one */

static void put_tree(ByteBuffer *out, const Tree *tree, int32_t root)
{
    int32_t stack[256], levels[256], depth = 0, shown = 0;

    stack[depth] = root;
    levels[depth++] = 0;
    while (depth > 0 && shown++ < 4096) {
        int32_t children[CHILD_LIMIT], count = 0, token, level;
        const Token *record;

        depth--;
        token = stack[depth];
        level = levels[depth];
        record = tree_token(tree, token);
        buffer_printf(out, "  %*s%.*s  %s %s %s\n", 2 * (level < DEEPEST ? level : DEEPEST), "", (int)record->length,
                      token_text(tree->document, token), deprel_names[record->deprel], upos_names[record->upos],
                      token_lemma(tree->document, token));
        FOR_CHILDREN(tree, token, c)
        children[count++] = c;
        while (count > 0 && depth < 256) {
            stack[depth] = children[--count];
            levels[depth++] = level + 1;
        }
    }
}

static void put_participant(ByteBuffer *out, const Document *document, const char *role, const Participant *participant)
{
    if (participant->start == NO_INDEX)
        return;
    buffer_printf(out, "    %s: \"%.*s\"", role, (int)participant->length, document->text + participant->start);
    if (participant->name != NULL)
        buffer_printf(out, " = %s", participant->name);
    if (participant->code != NULL)
        buffer_printf(out, " (%s)", participant->code);
    buffer_printf(out, "%s\n", participant->direct ? "" : ", the nearest one, as no slot of the pattern gives it");
}

static void put_report(ByteBuffer *out, const Document *document, const Report *report, int32_t number)
{
    buffer_printf(out, "  report %d: %s", (int)number, report->type->type);
    if (report->type->mode != NULL)
        buffer_printf(out, "/%s", report->type->mode);
    buffer_printf(out, " (%s), confidence %.2f\n", report->type->code, report->confidence);
    buffer_printf(out, "    pattern: %s, at \"%s\"\n", report->pattern_text, report->trigger);
    put_participant(out, document, "actor", &report->actor);
    put_participant(out, document, "recipient", &report->recipient);
    buffer_printf(out, "    modality: %s: %s\n", modality_names[report->modality], report->modality_reason);
    if (report->timex != NO_INDEX) {
        const Timex *timex = &document->timexes.items[report->timex];

        buffer_printf(out, "    time: \"%.*s\", %s", (int)timex->length, document->text + timex->start,
                      report->time_reason == NULL ? "" : report->time_reason);
        if (document_string(document, timex->reason) != NULL)
            buffer_printf(out, "; %s", document_string(document, timex->reason));
        buffer_printf(out, "\n");
    }
    if (report->place_name != NULL)
        buffer_printf(out, "    place: %s\n", report->place_name);
    if (report->attributed_to != NULL)
        buffer_printf(out, "    attributed to: %s, by %s\n", report->attributed_to,
                      report->attribution_reason == NULL ? "" : report->attribution_reason);
}

char *explain_document(const Document *document, const Dictionary *dictionary, Arena *arena)
{
    ReportList reports = code_document(document, dictionary, arena);
    ByteBuffer out;
    Tree tree;
    int32_t next = 0;

    buffer_start(&out, arena);
    tree_build(&tree, document, arena);
    for (int32_t s = 0; s < document->sentences.count; s++) {
        const Sentence *sentence = &document->sentences.items[s];

        environment_check(document->environment);
        buffer_printf(&out, "sentence %d: %.*s\n", (int)s + 1, (int)sentence->length, document->text + sentence->start);
        for (int32_t t = sentence->first_token; t <= sentence->last_token; t++)
            if (tree_token(&tree, t)->head == NO_INDEX)
                put_tree(&out, &tree, t);
        for (; next < reports.count && reports.items[next].sentence == s; next++)
            put_report(&out, document, &reports.items[next], next + 1);
    }
    return buffer_string(&out);
}
