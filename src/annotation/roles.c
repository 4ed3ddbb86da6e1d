/*
 * roles.c: who people are and who acts without a name. Names get their role and country from the titles about them;
 * descriptions ("a senior US official", "Russian troops") and pronouns become mentions.
 */
#include "roles.h"

#include "annotate.h"

#include <stdlib.h>
#include <string.h>

static int compare_mentions(const void *a, const void *b)
{
    const Mention *first = a, *second = b;

    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    if (first->length != second->length)
        return first->length > second->length ? -1 : 1;
    return first->level - second->level;
}

void sort_mentions(Document *document)
{
    if (document->mentions.count > 1)
        qsort(document->mentions.items, (size_t)document->mentions.count, sizeof(Mention), compare_mentions);
}

void find_roles(Document *document)
{
    sort_mentions(document);
    complete_names(document);
    find_titles(document);
    find_nominals(document);
    sort_mentions(document);
}
