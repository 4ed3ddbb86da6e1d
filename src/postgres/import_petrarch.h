/* import_petrarch.h: the parts of import_petrarch(). */
#ifndef NEWS_EVENTS_POSTGRES_IMPORT_PETRARCH_H
#define NEWS_EVENTS_POSTGRES_IMPORT_PETRARCH_H

#include "postgres.h"

/* import_petrarch_verbs: a verbs file into pattern rows; gives what to say of it. */
extern text *import_petrarch_verbs(text *dictionary);

#endif
