/* names.c: names. */
#include "annotate.h"

void find_names(Document *document)
{
    (void)document;
}
