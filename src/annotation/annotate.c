/* annotate.c: the path from a text to its annotation, at a glance. */
#include "annotate.h"

#include <string.h>

void annotate(Document *document)
{
    static void (*const stages[])(Document *) = {
        tag, parse, find_names, find_roles, resolve_coreference, find_times, find_quotations, find_places, find_clauses,
    };

    clean(document);
    segment(document);
    recognise_language(document);
    if (strcmp(document_string(document, document->language), "en") != 0)
        return; /* no rows instead of wrong rows */
    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
        environment_check(document->environment);
        stages[i](document);
    }
}
