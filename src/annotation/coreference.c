/* coreference.c: which mentions speak of the same. */
#include "annotate.h"

void resolve_coreference(Document *document)
{
    (void)document;
}
