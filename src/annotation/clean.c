/* clean.c: page furniture. */
#include "annotate.h"

void clean(Document *document)
{
    (void)document;
}
