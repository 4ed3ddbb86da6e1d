/* quotations.c: quotations and speakers. */
#include "annotate.h"

void find_quotations(Document *document)
{
    (void)document;
}
