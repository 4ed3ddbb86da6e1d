/* labels.c: the names of the labels. */
#include "labels.h"

#include <string.h>

#define NAME_OF_ITSELF(name) #name,
#define NAME_GIVEN(name, label) label,

const char *const upos_names[UPOS_COUNT] = {UPOS_LIST(NAME_OF_ITSELF)};
const char *const xpos_names[XPOS_COUNT] = {XPOS_LIST(NAME_GIVEN)};
const char *const deprel_names[DEPREL_COUNT] = {DEPREL_LIST(NAME_GIVEN)};
const char *const kind_names[KIND_COUNT] = {KIND_LIST(NAME_OF_ITSELF)};
const char *const level_names[LEVEL_COUNT] = {LEVEL_LIST(NAME_GIVEN)};
const char *const timex_type_names[TIMEX_TYPE_COUNT] = {TIMEX_TYPE_LIST(NAME_OF_ITSELF)};
const char *const modality_names[MODALITY_COUNT] = {MODALITY_LIST(NAME_GIVEN)};
const char *const grain_names[GRAIN_COUNT] = {GRAIN_LIST(NAME_GIVEN)};
const char *const furniture_names[FURNITURE_COUNT] = {FURNITURE_LIST(NAME_GIVEN)};

int32_t label_find(const char *const *names, int32_t count, const char *name, size_t length)
{
    for (int32_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return i;
    return -1;
}

Deprel deprel_universal(Deprel deprel)
{
    const char *name = deprel_names[deprel];
    const char *colon = strchr(name, ':');

    if (colon == NULL)
        return deprel;
    return (Deprel)label_find(deprel_names, DEPREL_COUNT, name, (size_t)(colon - name));
}
