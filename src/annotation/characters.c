/* characters.c: classes of characters, by ICU's property tables. */
#include "characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define S CHARACTER_SPACE
#define N CHARACTER_NEWLINE
#define U CHARACTER_UPPER
#define L CHARACTER_LOWER
#define D CHARACTER_DIGIT
#define O CHARACTER_OTHER

const uint8_t ascii_classes[128] = {
    S, S, S, S, S, S, S, S, S, S, N, N, N, N, S, S, /* tab is a space; line, vertical, form feed, return */
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, /* controls */
    S, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, /* space to / */
    D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O, /* 0 to ? */
    O, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* @ to O */
    U, U, U, U, U, U, U, U, U, U, U, O, O, O, O, O, /* P to _ */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* ` to o */
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, S, /* p to delete */
};

#undef S
#undef N
#undef U
#undef L
#undef D
#undef O

UChar32 wide_character_at(const char *text, int32_t length, int32_t position, int32_t *next)
{
    UChar32 c;

    U8_NEXT_OR_FFFD(text, position, length, c);
    *next = position;
    return c;
}

UChar32 character_before(const char *text, int32_t position, int32_t *start)
{
    UChar32 c;

    U8_PREV_OR_FFFD(text, 0, position, c);
    *start = position;
    return c;
}

/* is_complex: whether the words of this letter's script are found by dictionary. */
static bool is_complex(UChar32 c)
{
    int32_t line_break;

    if (c < 0x0E00)
        return false;
    if (u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_KATAKANA)
        return true;
    line_break = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
    return line_break == U_LB_COMPLEX_CONTEXT || line_break == U_LB_IDEOGRAPHIC ||
           line_break == U_LB_CONDITIONAL_JAPANESE_STARTER;
}

static CharacterClass symbol_class(UChar32 c)
{
    if (c < 0x2190) /* below are the copyright sign and the like: typography, no pictures */
        return CHARACTER_OTHER;
    if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR))
        return CHARACTER_PICTURE;
    if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER))
        return CHARACTER_MARK;
    return CHARACTER_OTHER;
}

CharacterClass wide_character_class(UChar32 c)
{
    switch (u_charType(c)) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return CHARACTER_UPPER;
    case U_LOWERCASE_LETTER:
        return CHARACTER_LOWER;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
        return is_complex(c) ? CHARACTER_COMPLEX : CHARACTER_LETTER;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
        return is_complex(c) ? CHARACTER_COMPLEX : CHARACTER_MARK;
    case U_DECIMAL_DIGIT_NUMBER:
        return CHARACTER_DIGIT;
    case U_LETTER_NUMBER:
        return CHARACTER_LETTER;
    case U_SPACE_SEPARATOR:
        return CHARACTER_SPACE;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return CHARACTER_NEWLINE;
    case U_CONTROL_CHAR:
        return c == 0x85 ? CHARACTER_NEWLINE : CHARACTER_SPACE;
    case U_FORMAT_CHAR:
        /* the soft hyphen, joiners, direction marks and tags belong to the word before; zero-width space divides */
        return c == 0x200B || c == 0xFEFF || c == 0x2060 ? CHARACTER_SPACE : CHARACTER_MARK;
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
    case U_SURROGATE:
        return CHARACTER_OTHER;
    default:
        return symbol_class(c);
    }
}

CharacterClass class_before(const char *text, int32_t position)
{
    int32_t start;
    unsigned char byte;

    if (position <= 0)
        return CHARACTER_NONE;
    byte = (unsigned char)text[position - 1];
    return byte < 0x80 ? (CharacterClass)ascii_classes[byte]
                       : character_class(character_before(text, position, &start));
}

bool is_opening_quote(UChar32 c)
{
    return c == 0x2018 || c == 0x201C || c == 0x201A || c == 0x201E || c == 0xAB || c == 0x2039 || c == 0x300C ||
           c == 0x300E;
}

bool is_closing_quote(UChar32 c)
{
    return c == 0x2019 || c == 0x201D || c == 0xBB || c == 0x203A || c == 0x300D || c == 0x300F;
}

bool is_sentence_stop(UChar32 c)
{
    if (c < 0x80)
        return c == '.' || c == '?' || c == '!';
    return c == POINT_ELLIPSIS || u_hasBinaryProperty(c, UCHAR_S_TERM);
}
