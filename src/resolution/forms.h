/*
 * forms.h: entities across documents.
 *
 * A form is a name as stories resolve it, with what they know of its bearer: kind and country. Entities are decided
 * over forms, not over stories: there are few forms however many stories have them. Forms that could be one stand in
 * one block, and nothing outside a block has a say in it, so that a new form costs no more than its block.
 */
#ifndef NEWS_EVENTS_FORMS_H
#define NEWS_EVENTS_FORMS_H

#include "annotation/environment.h"
#include "annotation/labels.h"

typedef struct Form {
    int64_t form; /* its number: of name, kind and country, nothing else */
    int32_t kind;
    const char *name;
    const char *country; /* "": not known */
    int64_t entity;      /* out: the least form of the same entity */
} Form;

/* form_number: 53 bits, so that programs that hold numbers as doubles keep it. */
extern int64_t form_number(int32_t kind, const char *name, const char *country);

/* form_block: which block a form stands in. */
extern int64_t form_block(int32_t kind, const char *name);

/* resolve_forms: decides over the forms of one block; their order does not matter. */
extern void resolve_forms(Arena *arena, Form *forms, int32_t count);

#endif
