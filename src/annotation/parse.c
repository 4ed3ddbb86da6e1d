/* parse.c: dependency trees. */
#include "annotate.h"

void parse(Document *document)
{
    (void)document;
}
