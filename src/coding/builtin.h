/* builtin.h: the rows that come with the library, one by one, for the install script to put into the tables. */
#ifndef NEWS_EVENTS_BUILTIN_H
#define NEWS_EVENTS_BUILTIN_H

#include "coding/coding.h"

extern int32_t builtin_type_count(void);
extern void builtin_type(int32_t row, EventType *type);
extern const char *builtin_type_description(int32_t row);

extern int32_t builtin_pattern_count(void);
extern void builtin_pattern(int32_t row, const char **pattern, const char **code, const char **reverse);

extern int32_t builtin_words_count(void);
extern void builtin_words(int32_t row, const char **name, const char **words);

#endif
