/*
 * petrarch_verbs.h: reads PETRARCH's and TABARI's dictionaries of verbs.
 *
 * A file is a row of blocks: a header with the block's code, the verbs of the block (synonyms, with irregular forms in
 * braces, a code of their own in brackets, "+" before the verb of a phrase), and patterns. In a pattern "*" is the
 * verb, "_" joins words that must be adjacent, "$", "+" and "%" are actor, target and both, "&NAME" is a set of words
 * that the file defines, braces and parentheses hold noun and prepositional phrases. A code "013:012" is of two events,
 * the second with actor and target exchanged; "---" is none.
 */
#ifndef NEWS_EVENTS_PETRARCH_VERBS_H
#define NEWS_EVENTS_PETRARCH_VERBS_H

#include "annotation/environment.h"

/* What the reader calls, in the order of the file. Strings live as long as the arena; a code may be NULL. */
typedef struct PetrarchVerbVisitor {
    void *context;
    void (*put_words)(void *context, const char *name, const char *words);
    void (*put_pattern)(void *context, const char *pattern, const char *code, const char *reverse);
    void (*problem)(void *context, int32_t line, const char *why, const char *text);
} PetrarchVerbVisitor;

/* petrarch_read_verbs: gives the number of lines. */
extern int32_t petrarch_read_verbs(Arena *arena, const char *bytes, size_t length, const PetrarchVerbVisitor *visitor);

#endif
