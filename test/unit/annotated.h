/*
 * annotated.h: documents for tests of the stages behind the parser, from sentences annotated by hand, so that a test
 * does not depend on what was learned.
 *
 * A token is form|UPOS|XPOS|head|deprel, then |lemma where it is not the form, then |B-KIND or |I-KIND where it begins
 * or goes on a name; heads count from 1 in the sentence, 0 is the root. Tokens stand apart by spaces, sentences by
 * " // ", paragraphs by " ## ".
 */
#ifndef NEWS_EVENTS_TEST_ANNOTATED_H
#define NEWS_EVENTS_TEST_ANNOTATED_H

#include "annotation/annotate.h"
#include "annotation/roles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int32_t annotated_label(const char *const *names, int32_t count, const char *name)
{
    int32_t label = label_find(names, count, name, strlen(name));

    if (label < 0) {
        fprintf(stderr, "no such label: %s\n", name);
        abort();
    }
    return label;
}

/* annotated_token: adds one token as the specification tells; its text was put in place already. */
static void annotated_token(Document *document, char *spec, int32_t start, int32_t first)
{
    char *fields[7] = {NULL}, *at = spec;
    Token *token;
    int32_t head;

    for (int32_t f = 0; f < 7 && at != NULL; f++) {
        fields[f] = at;
        at = strchr(at, '|');
        if (at != NULL)
            *at++ = '\0';
    }
    token = document_add_tokens(document);
    token->sentence = document->sentences.count - 1;
    token->start = start;
    token->length = (int32_t)strlen(fields[0]);
    token->upos = annotated_label(upos_names, UPOS_COUNT, fields[1]);
    token->xpos = annotated_label(xpos_names, XPOS_COUNT, fields[2]);
    head = (int32_t)strtol(fields[3], NULL, 10);
    token->head = head == 0 ? NO_INDEX : first + head - 1;
    token->deprel = annotated_label(deprel_names, DEPREL_COUNT, fields[4]);
    token->lemma = document_intern_string(document, fields[5] != NULL && *fields[5] != '\0' ? fields[5] : fields[0]);
    if (fields[6] != NULL) {
        int32_t index = document->tokens.count - 1;
        Mention *name;

        if (fields[6][0] == 'B') {
            name = document_add_mentions(document);
            name->sentence = document->sentences.count - 1;
            name->start = start;
            name->first_token = index;
            name->kind = annotated_label(kind_names, KIND_COUNT, fields[6] + 2);
            name->level = LEVEL_NAME;
        }
        name = &document->mentions.items[document->mentions.count - 1];
        name->last_token = name->head = index;
        name->length = start + (int32_t)strlen(fields[0]) - name->start;
    }
}

/* annotated: the document of a specification. */
static void annotated(Document *document, Arena *arena, const char *spec)
{
    char *copy, *text, *next;
    int32_t length = 0, first = 0, paragraph = 0;

    arena_start(arena, &program_environment);
    copy = arena_copy(arena, spec, strlen(spec));
    text = arena_alloc(arena, strlen(spec) + 1);
    document_start(document, arena, text, 0);
    document->zone = "UTC";
    document->language = document_intern_string(document, "en");
    document_add_sentences(document)->first_token = 0;
    for (char *word = strtok_r(copy, " ", &next); word != NULL; word = strtok_r(NULL, " ", &next)) {
        Sentence *sentence;
        size_t form;

        if (strcmp(word, "//") == 0 || strcmp(word, "##") == 0) {
            paragraph += *word == '#';
            first = document->tokens.count;
            sentence = document_add_sentences(document);
            sentence->paragraph = paragraph;
            sentence->first_token = first;
            sentence->start = length;
            continue;
        }
        form = strcspn(word, "|");
        memcpy(text + length, word, form);
        annotated_token(document, word, length, first);
        length += (int32_t)form;
        text[length++] = ' ';
        document->length = length;
        sentence = &document->sentences.items[document->sentences.count - 1];
        sentence->last_token = document->tokens.count - 1;
        sentence->length = length - 1 - sentence->start;
    }
}

/* mention_words: the words of a mention. */
static const char *mention_words(const Document *document, const Mention *mention)
{
    return arena_copy(document->arena, document->text + mention->start, (size_t)mention->length);
}

#endif
