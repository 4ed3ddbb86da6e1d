/* dictionary.h: the dictionary tables, compiled once a backend and anew when they change. */
#ifndef NEWS_EVENTS_POSTGRES_DICTIONARY_H
#define NEWS_EVENTS_POSTGRES_DICTIONARY_H

#include "postgres.h"

#include "coding/coding.h"

/* dictionary_get: the dictionary of the tables as they are now; valid until the next call. */
extern const Dictionary *dictionary_get(void);

#endif
