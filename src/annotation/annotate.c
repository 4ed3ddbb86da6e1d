/* annotate.c: the path from a text to its annotation, at a glance. */
#include "annotate.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

/* check_zone: reports a zone that ICU does not know; names and aliases of the IANA database and GMT offsets are known.
 */
static void check_zone(const Document *document)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar id[64], canonical[64];
    int32_t length;

    u_strFromUTF8(id, 64, &length, document->zone, -1, &status);
    if (U_SUCCESS(status) && length > 0)
        ucal_getCanonicalTimeZoneID(id, length, canonical, 64, NULL, &status);
    if (U_FAILURE(status) || length == 0)
        environment_error(document->environment, ERROR_PARAMETER, "time zone \"%.64s\" not recognized", document->zone);
}

void annotate(Document *document)
{
    static void (*const stages[])(Document *) = {
        tag, parse, find_names, find_roles, resolve_coreference, find_times, find_quotations, find_places, find_clauses,
    };

    check_zone(document);
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
