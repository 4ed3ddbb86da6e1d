/* tag.c: parts of speech and lemmas. */
#include "annotate.h"

void tag(Document *document)
{
    (void)document;
}
