/* forms.c: which names of different stories are of one person, organization or place. */
#include "forms.h"

#include <stdlib.h>
#include <string.h>

#include "annotation/name_variants.h"
#include "identifier.h"
#include "knowledge/knowledge.h"

#define LARGEST_BLOCK 400 /* forms; above that only equal names are one */

typedef struct FormKey {
    char folded[NAME_FOLDED_SIZE];
    int32_t words;
    bool person;
    int32_t parent;
} FormKey;

int64_t form_number(int32_t kind, const char *name, const char *country)
{
    uint64_t hash = term_hash(name, strlen(name), (uint64_t)kind);

    return identifier_of(term_hash(country, strlen(country), hash));
}

/* The words that names of organizations leave out of their initials. */
static bool is_small_word(const char *word, size_t length)
{
    static const char *const small[] = {"a",   "an", "and", "de", "del", "des", "du",
                                        "for", "in", "la",  "of", "on",  "the", "to"};

    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
        if (strlen(small[i]) == length && memcmp(small[i], word, length) == 0)
            return true;
    return false;
}

static int32_t fold(int32_t kind, const char *name, char folded[NAME_FOLDED_SIZE])
{
    int32_t words = 0;

    name_fold(name, strlen(name), folded);
    if (strncmp(folded, "the ", 4) == 0)
        memmove(folded, folded + 4, strlen(folded + 4) + 1);
    for (char *last = strrchr(folded, ' '); kind != KIND_PERSON && last != NULL; last = strrchr(folded, ' ')) {
        if (knowledge_find_string(&knowledge_company_words, last + 1) < 0)
            break;
        *last = '\0';
    }
    for (const char *at = folded; *at != '\0'; at++)
        words += at == folded || at[-1] == ' ';
    return words;
}

static size_t initials(const char *folded, char *out, size_t size)
{
    size_t count = 0;

    for (const char *word = folded; *word != '\0';) {
        size_t length = strcspn(word, " ");

        if (!is_small_word(word, length) && count + 1 < size)
            out[count++] = word[0];
        word += length;
        word += strspn(word, " ");
    }
    out[count] = '\0';
    return count;
}

static bool is_acronym(const char *name)
{
    size_t length = 0;

    for (const char *at = name; *at != '\0'; at++) {
        if (*at == '.')
            continue;
        if (*at < 'A' || *at > 'Z')
            return false;
        length++;
    }
    return length >= 2 && length <= 7;
}

int64_t form_block(int32_t kind, const char *name)
{
    char folded[NAME_FOLDED_SIZE], letters[NAME_FOLDED_SIZE];
    int32_t words = fold(kind, name, folded);
    const char *last = strrchr(folded, ' ');

    if (folded[0] == '\0')
        return identifier_of(term_hash(name, strlen(name), 3));
    last = last == NULL ? folded : last + 1;
    if (kind == KIND_PERSON)
        return identifier_of(term_hash("person", 6, name_word_key(last, strlen(last))));
    if (words == 1)
        return identifier_of(term_hash(folded, strlen(folded), 4));
    /* An organization and its acronym stand together. */
    return identifier_of(term_hash(letters, initials(folded, letters, sizeof(letters)), 4));
}

static int32_t root_of(FormKey *keys, int32_t i)
{
    while (keys[i].parent != i) {
        keys[i].parent = keys[keys[i].parent].parent;
        i = keys[i].parent;
    }
    return i;
}

static void unite(FormKey *keys, int32_t i, int32_t j)
{
    i = root_of(keys, i);
    j = root_of(keys, j);
    if (i < j)
        keys[j].parent = i;
    else
        keys[i].parent = j;
}

static int compare_forms(const void *a, const void *b)
{
    int64_t x = ((const Form *)a)->form, y = ((const Form *)b)->form;

    return x < y ? -1 : x > y;
}

static bool same_name(const FormKey *a, const FormKey *b, bool small_block)
{
    if (a->person != b->person)
        return false;
    if (strcmp(a->folded, b->folded) == 0)
        return true;
    return small_block && a->person && a->words > 1 && b->words > 1 && name_compare(a->folded, b->folded) == NAME_SAME;
}

/* A short form of the other: "Horne" of "Emily Horne", "OSCE" of its words. */
static bool is_short_of(const Form *form, const FormKey *key, const FormKey *full)
{
    if (key->person != full->person || full->words < 2 || key->words != 1)
        return false;
    if (key->person)
        return name_compare(key->folded, full->folded) != NAME_DIFFERENT;
    return is_acronym(form->name) && name_is_acronym(key->folded, full->folded);
}

static bool countries_agree(const Form *a, const Form *b)
{
    return a->country[0] == '\0' || b->country[0] == '\0' || strcmp(a->country, b->country) == 0;
}

/*
 * attach: joins a form to the one entity that fits. Those whose country is known are decided before those whose country
 * is not, full names before short ones; where two entities fit, the form stays by itself.
 */
static void attach(const Form *forms, FormKey *keys, int32_t count, int32_t i, bool by_name, bool small_block)
{
    int32_t found = -1;

    for (int32_t j = 0; j < count; j++) {
        if (j == i || !countries_agree(&forms[i], &forms[j]))
            continue;
        if (by_name ? forms[j].country[0] == '\0' || !same_name(&keys[i], &keys[j], small_block)
                    : !is_short_of(&forms[i], &keys[i], &keys[j]))
            continue;
        if (found >= 0 && root_of(keys, found) != root_of(keys, j))
            return;
        found = j;
    }
    if (found >= 0)
        unite(keys, i, found);
}

void resolve_forms(Arena *arena, Form *forms, int32_t count)
{
    FormKey *keys = arena_alloc(arena, sizeof(FormKey) * ((size_t)count + 1));
    bool small_block = count <= LARGEST_BLOCK;

    qsort(forms, (size_t)count, sizeof(Form), compare_forms);
    for (int32_t i = 0; i < count; i++) {
        keys[i].words = fold(forms[i].kind, forms[i].name, keys[i].folded);
        keys[i].person = forms[i].kind == KIND_PERSON;
        keys[i].parent = i;
    }
    for (int32_t i = 0; i < count; i++) {
        environment_check(arena->environment);
        for (int32_t j = 0; j < i; j++) /* same name and same country, known or not */
            if (strcmp(forms[i].country, forms[j].country) == 0 && same_name(&keys[i], &keys[j], small_block))
                unite(keys, i, j);
    }
    for (int32_t i = 0; i < count; i++) /* country not known: the only one of that name, if it is the only one */
        if (forms[i].country[0] == '\0')
            attach(forms, keys, count, i, true, small_block);
    for (int32_t i = 0; i < count && small_block; i++) /* short forms */
        if (keys[i].words == 1)
            attach(forms, keys, count, i, false, true);
    for (int32_t i = 0; i < count; i++)
        forms[i].entity = forms[root_of(keys, i)].form; /* roots are least, and forms are in order */
}
