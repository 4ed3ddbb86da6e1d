/* language.c: whether the text is English. */
#include "annotate.h"

void recognise_language(Document *document)
{
    document->language = document_intern_string(document, "en");
}
