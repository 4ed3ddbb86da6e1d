/*
 * characters.h: what kind of character stands at a position of a text, by Unicode's properties; ASCII from a table.
 */
#ifndef NEWS_EVENTS_CHARACTERS_H
#define NEWS_EVENTS_CHARACTERS_H

#include <stdbool.h>
#include <stdint.h>
#include <unicode/utypes.h>

typedef enum CharacterClass {
    CHARACTER_NONE,    /* past the end */
    CHARACTER_SPACE,   /* white space within a line, and what cannot be seen: controls, joiners that stand alone */
    CHARACTER_NEWLINE, /* ends a line */
    CHARACTER_UPPER,   /* letters, title case too */
    CHARACTER_LOWER,
    CHARACTER_LETTER,  /* of a script without case */
    CHARACTER_COMPLEX, /* of a script that is written without spaces: ICU's dictionaries know its words */
    CHARACTER_DIGIT,
    CHARACTER_MARK,    /* combines with the character before it */
    CHARACTER_PICTURE, /* emoji and regional indicators */
    CHARACTER_OTHER    /* punctuation and symbols */
} CharacterClass;

extern const uint8_t ascii_classes[128];

/* The same for characters beyond ASCII. */
extern UChar32 wide_character_at(const char *text, int32_t length, int32_t position, int32_t *next);
extern CharacterClass wide_character_class(UChar32 c);

/* character_at: the character at text[position], position < length; *next is where the one after it begins. */
static inline UChar32 character_at(const char *text, int32_t length, int32_t position, int32_t *next)
{
    if ((unsigned char)text[position] >= 0x80)
        return wide_character_at(text, length, position, next);
    *next = position + 1;
    return text[position];
}

/* character_before: the character that ends at text[position], position > 0; *start is where it begins. */
extern UChar32 character_before(const char *text, int32_t position, int32_t *start);

static inline CharacterClass character_class(UChar32 c)
{
    return c < 0x80 ? (CharacterClass)ascii_classes[c] : wide_character_class(c);
}

/* class_at: the class of the character at text[position], CHARACTER_NONE past the end. */
static inline CharacterClass class_at(const char *text, int32_t length, int32_t position, int32_t *next)
{
    if (position >= length) {
        *next = length;
        return CHARACTER_NONE;
    }
    return character_class(character_at(text, length, position, next));
}

/* class_before: the class of the character that ends at text[position]. */
extern CharacterClass class_before(const char *text, int32_t position);

static inline bool is_letter_class(CharacterClass class)
{
    return class == CHARACTER_LOWER || class == CHARACTER_UPPER || class == CHARACTER_LETTER;
}

/* is_word_class: letters, digits and what combines with them. */
static inline bool is_word_class(CharacterClass class)
{
    return is_letter_class(class) || class == CHARACTER_DIGIT || class == CHARACTER_MARK;
}

static inline bool is_space_class(CharacterClass class)
{
    return class == CHARACTER_SPACE || class == CHARACTER_NEWLINE;
}

static inline bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Unicode points that the rules of news text name. */
#define POINT_APOSTROPHE 0x2019 /* also the closing single quotation mark */
#define POINT_ELLIPSIS 0x2026

/* is_opening_quote, is_closing_quote: curly, low and angle quotation marks; not the straight ones, which are both. */
extern bool is_opening_quote(UChar32 c);
extern bool is_closing_quote(UChar32 c);

/* is_sentence_stop: . ? ! and their like in all scripts. */
extern bool is_sentence_stop(UChar32 c);

#endif
