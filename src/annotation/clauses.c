/* clauses.c: predicates with arguments and modality. */
#include "annotate.h"

void find_clauses(Document *document)
{
    (void)document;
}
