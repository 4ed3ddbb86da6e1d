/* segment.c: sentences and tokens. */
#include "annotate.h"

void segment(Document *document)
{
    (void)document;
}
