/* import_petrarch_verbs.c: PETRARCH's verbs files. */
#include "import_petrarch.h"

text *import_petrarch_verbs(text *dictionary)
{
    ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("cannot import a dictionary of verbs")));
}
