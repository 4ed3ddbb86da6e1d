/* roles.c: titles, roles, descriptions. */
#include "annotate.h"

void find_roles(Document *document)
{
    (void)document;
}
