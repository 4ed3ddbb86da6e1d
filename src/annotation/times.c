/* times.c: time expressions. */
#include "annotate.h"

void find_times(Document *document)
{
    (void)document;
}
