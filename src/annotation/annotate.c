/* annotate.c: the path from a text to its annotation, at a glance. */
#include "annotate.h"

#include <string.h>

#include "model/model.h"
#include <unicode/ucal.h>
#include <unicode/ustring.h>

/* check_zone: reports a zone that ICU does not know; names and aliases of the IANA database and GMT
 * offsets are known. */
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

const AnnotationStage annotation_stages[] = {
    {"clean", clean},
    {"segment", segment},
    {"language", recognise_language},
    {"tag", tag},
    {"parse", parse},
    {"names", find_names},
    {"roles", find_roles},
    {"coreference", resolve_coreference},
    {"times", find_times},
    {"quotations", find_quotations},
    {"places", find_places},
    {"clauses", find_clauses},
    {NULL, NULL},
};

/* is_unreadable: the text was recognised as another language than English, which is all that the later stages know. */
static bool is_unreadable(const Document *document)
{
    return document->language != NO_STRING && strcmp(document_string(document, document->language), "en") != 0;
}

void run_stage(Document *document, const AnnotationStage *stage)
{
    Arena scratch;

    arena_start(&scratch, document->environment);
    document->scratch = &scratch;
    stage->run(document);
    document->scratch = document->arena;
    arena_release(&scratch);
}

void annotate(Document *document)
{
    check_zone(document);
    for (const AnnotationStage *stage = annotation_stages; stage->run != NULL && !is_unreadable(document); stage++) {
        environment_check(document->environment);
        run_stage(document, stage);
    }
}
