/* places.c: places with coordinates. */
#include "annotate.h"

void find_places(Document *document)
{
    (void)document;
}
