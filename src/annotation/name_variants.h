/*
 * name_variants.h: whether two spellings can be one person's name. Pure functions over strings; resolution across
 * documents uses them as coreference within one does.
 *
 * A name is first folded to ASCII lower-case words ("Volodymyr Zelenskyy" -> "volodymyr zelenskyy"; other scripts by
 * ICU's transliteration). Words are compared as sequences of sounds: name_confusion.tsv says which letters
 * transliterations write for which sound, and a weighted edit distance (Wagner and Fischer 1974) counts what is left.
 * All figures are integers, so that every machine decides alike.
 */
#ifndef NEWS_EVENTS_NAME_VARIANTS_H
#define NEWS_EVENTS_NAME_VARIANTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_FOLDED_SIZE 200 /* bytes of a folded name with its NUL; longer ones are cut */
#define NAME_SAME_WORD 880   /* name_word_similarity from which two words are spellings of one */

typedef enum NameMatch {
    NAME_DIFFERENT,  /* two persons */
    NAME_COMPATIBLE, /* one may be a short form of the other: "Horne" and "Emily Horne" */
    NAME_SAME        /* two spellings of one full name */
} NameMatch;

/* name_fold: UTF-8 to ASCII lower-case words with one space between; gives the length. */
extern size_t name_fold(const char *name, size_t length, char folded[NAME_FOLDED_SIZE]);

/* name_word_similarity: 0 .. 1000, of two words of folded names. */
extern int32_t name_word_similarity(const char *a, size_t a_length, const char *b, size_t b_length);

/* name_word_key: the same for nearly all words that are spellings of one: for an index. */
extern uint32_t name_word_key(const char *word, size_t length);

/* name_given_match: whether two given names can be one: equal, spelled alike, an initial, a short form (Joe, Joseph).
 */
extern bool name_given_match(const char *a, size_t a_length, const char *b, size_t b_length);

/* name_compare: two folded names of persons. */
extern NameMatch name_compare(const char *a, const char *b);

/* name_is_acronym: whether the letters are the initials of the folded words: "osce" of "organization for security and
 * cooperation in europe". */
extern bool name_is_acronym(const char *letters, const char *words);

#endif
