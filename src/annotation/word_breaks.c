/*
 * word_breaks.c: the tokens of a stretch of text.
 *
 * Words are runs of letters, digits and marks, as in Unicode's text segmentation (UAX #29); scripts that are written
 * without spaces go through ICU's dictionaries. On top of that stand the conventions of Universal Dependencies'
 * English treebanks: clitics and contractions are split (do + n't, Putin + 's), hyphens and slashes are tokens except
 * after prefixes (two + - + hour, but anti-tank), abbreviations keep their stop, numbers keep their separators, runs of
 * one mark are one token, and addresses of the internet are one token.
 */
#include "word_breaks.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "characters.h"
#include "knowledge/knowledge.h"

#define LONGEST_WORD 64 /* bytes; what is longer is in no list */

typedef struct Scanner {
    Document *document;
    const char *text;
    int32_t start, end;    /* the paragraph */
    int32_t no_address_to; /* up to here no address of the internet begins */
} Scanner;

static CharacterClass peek(const Scanner *scanner, int32_t at)
{
    int32_t next;

    return class_at(scanner->text, scanner->end, at, &next);
}

static char byte_at(const Scanner *scanner, int32_t at)
{
    return at >= scanner->start && at < scanner->end ? scanner->text[at] : '\0';
}

static UChar32 point_at(const Scanner *scanner, int32_t at, int32_t *next)
{
    *next = at;
    return at < scanner->end ? character_at(scanner->text, scanner->end, at, next) : 0;
}

/* emit: one token; a run that is too long becomes several, cut between characters. */
static int32_t emit(const Scanner *scanner, int32_t start, int32_t end)
{
    while (start < end) {
        int32_t cut = end;
        Token *token;

        if (end - start > LONGEST_TOKEN) {
            cut = start + LONGEST_TOKEN;
            U8_SET_CP_START((const uint8_t *)scanner->text, start, cut);
        }
        token = document_add_tokens(scanner->document);
        token->start = start;
        token->length = cut - start;
        start = cut;
        if (scanner->document->tokens.count % 1024 == 0)
            environment_check(scanner->document->environment);
    }
    return end;
}

/* Lists are looked up in lower case or as written. */

static bool listed(const KnowledgeTable *table, const char *word, int32_t length, bool lower)
{
    char key[LONGEST_WORD];

    if (length <= 0 || length > LONGEST_WORD)
        return false;
    for (int32_t i = 0; i < length; i++)
        key[i] = (char)(lower && word[i] >= 'A' && word[i] <= 'Z' ? word[i] + 32 : word[i]);
    return knowledge_find(table, key, (size_t)length) >= 0;
}

bool begins_sentence(const Document *document, int32_t start, int32_t end)
{
    return listed(&knowledge_sentence_starters, document->text + start, end - start, true);
}

static Abbreviation abbreviation_kind(const char *kind)
{
    static const struct {
        const char *name;
        Abbreviation kind;
    } kinds[] = {{"name", ABBREVIATION_NAME},   {"number", ABBREVIATION_NUMBER}, {"date", ABBREVIATION_DATE},
                 {"place", ABBREVIATION_PLACE}, {"middle", ABBREVIATION_MIDDLE}, {"tail", ABBREVIATION_TAIL}};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(kind, kinds[i].name) == 0)
            return kinds[i].kind;
    return ABBREVIATION_NOT;
}

/* find_abbreviation: a word without its last stop; CORP and Etc are found as Corp and etc. */
static Abbreviation find_abbreviation(const char *word, int32_t length)
{
    char key[LONGEST_WORD];
    int32_t row, upper = 0;

    if (length <= 0 || length > 12)
        return ABBREVIATION_NOT;
    row = knowledge_find(&knowledge_abbreviations, word, (size_t)length);
    if (row < 0) {
        for (int32_t i = 0; i < length; i++) {
            bool is_upper = word[i] >= 'A' && word[i] <= 'Z';

            upper += is_upper;
            key[i] = (char)(is_upper && i > 0 ? word[i] + 32 : word[i]);
        }
        if (upper < length && !(upper == 1 && length > 2 && key[0] != word[0] + 32))
            return ABBREVIATION_NOT;
        row = upper == length && length > 1 ? knowledge_find(&knowledge_abbreviations, key, (size_t)length) : -1;
        if (row < 0 && key[0] >= 'A' && key[0] <= 'Z') {
            key[0] = (char)(key[0] + 32);
            row = knowledge_find(&knowledge_abbreviations, key, (size_t)length);
        }
    }
    return row < 0 ? ABBREVIATION_NOT : abbreviation_kind(knowledge_cell(&knowledge_abbreviations, row, 1));
}

/* is_letters: whether the bytes are single letters with a stop after each, as in U.S. or a.m.; the last may lack it. */
static bool is_letters(const char *bytes, int32_t length)
{
    if (length < 3)
        return false;
    for (int32_t i = 0; i < length; i++)
        if (i % 2 == 0 ? !is_letter_class((CharacterClass)ascii_classes[bytes[i] & 0x7f]) : bytes[i] != '.')
            return false;
    return true;
}

Abbreviation abbreviation_of(const Document *document, int32_t token)
{
    const Token *t = &document->tokens.items[token];
    const char *bytes = document->text + t->start;
    int32_t start;

    if (t->length < 2 || bytes[t->length - 1] != '.' || bytes[0] == '.')
        return ABBREVIATION_NOT;
    if (class_before(document->text, t->start + t->length - 1) == CHARACTER_UPPER) {
        character_before(document->text, t->start + t->length - 1, &start);
        if (start == t->start)
            return ABBREVIATION_INITIAL;
    }
    if (is_letters(bytes, t->length))
        return ABBREVIATION_LETTERS;
    return find_abbreviation(bytes, t->length - 1);
}

/* Addresses of the internet. */

static bool is_address_byte(char c)
{
    CharacterClass class = (unsigned char)c < 0x80 ? (CharacterClass)ascii_classes[(unsigned char)c] : CHARACTER_LETTER;

    return is_word_class(class) || (c != '\0' && strchr("!#$%&'()*+,-./:;=?@[]_~|", c) != NULL);
}

/* trim_address: without the punctuation of the sentence around it. */
static int32_t trim_address(const Scanner *scanner, int32_t start, int32_t end)
{
    int32_t open = 0;

    for (int32_t i = start; i < end; i++)
        open += scanner->text[i] == '(';
    while (end > start) {
        char c = scanner->text[end - 1];

        if (c == ')' && open > 0) { /* belongs to the address: the part in parentheses is inside it */
            open--;
            break;
        }
        if (strchr(".,;:!?'\")]|*", c) == NULL)
            break;
        end--;
    }
    return end;
}

static int32_t address_end(const Scanner *scanner, int32_t start, int32_t from)
{
    int32_t end = from, next;

    while (end < scanner->end && is_address_byte(scanner->text[end])) {
        UChar32 c = point_at(scanner, end, &next);

        if (is_opening_quote(c) || is_closing_quote(c) || c == POINT_ELLIPSIS || character_class(c) == CHARACTER_SPACE)
            break;
        end = next;
    }
    return trim_address(scanner, start, end);
}

static bool is_host_byte(char c)
{
    return (unsigned char)c < 0x80 && (is_word_class((CharacterClass)ascii_classes[(unsigned char)c]) || c == '-' ||
                                       c == '_' || c == '.' || c == '+' || c == '%');
}

/* has_suffix: whether the last part of a name of a host or file is one that such names have, in one case. */
static bool has_suffix(const Scanner *scanner, int32_t start, int32_t end)
{
    int32_t last = end, upper = 0;

    while (last > start && scanner->text[last - 1] != '.')
        last--;
    if (last == start || last == end || last - 1 == start)
        return false;
    for (int32_t i = last; i < end; i++)
        upper += scanner->text[i] >= 'A' && scanner->text[i] <= 'Z';
    if (upper > 0 && upper < end - last)
        return false;
    return listed(&knowledge_internet_suffixes, scanner->text + last, end - last, true);
}

static bool starts_with(const Scanner *scanner, int32_t at, const char *prefix)
{
    for (int32_t i = 0; prefix[i] != '\0'; i++) {
        char c = byte_at(scanner, at + i);

        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != prefix[i])
            return false;
    }
    return true;
}

/* is_dotted_name: whether small-letter words are joined by two stops or more, as in names of newsgroups and packages.
 */
static bool is_dotted_name(const Scanner *scanner, int32_t start, int32_t end)
{
    int32_t stops = 0;

    for (int32_t i = start; i < end; i++) {
        char c = scanner->text[i];

        if (c == '.') {
            if (i < start + 2 || scanner->text[i - 2] == '.' || scanner->text[i - 1] == '.')
                return false; /* letters with a stop each */
            stops++;
        } else if (!(c >= 'a' && c <= 'z') && c != '-') {
            return false;
        }
    }
    return stops >= 2 && end - start >= 3 && scanner->text[end - 2] != '.';
}

/* host_end: the end of the bytes that names of hosts and mailboxes are made of; dots before an @ hide part of a name.
 */
static int32_t host_end(const Scanner *scanner, int32_t at, int32_t *dots)
{
    int32_t end = at, limit = at + LONGEST_TOKEN;

    *dots = 0;
    while (end < scanner->end && end < limit && is_host_byte(scanner->text[end])) {
        int32_t run = end;

        while (byte_at(scanner, run) == '.' && run < end + 4)
            run++;
        if (run > end + 1) {
            if (byte_at(scanner, run) != '@')
                break;
            end = run;
            continue;
        }
        *dots += run > end;
        end++;
    }
    return end;
}

/*
 * scan_address: the end of an address that begins here, or `at`: http://..., www. ..., name@host, host.org/...,
 * file.pdf.
 */
static int32_t scan_address(Scanner *scanner, int32_t at)
{
    int32_t end, dots;

    if (at < scanner->no_address_to)
        return at;
    end = host_end(scanner, at, &dots);
    scanner->no_address_to = end; /* so that a long run of host names' characters is looked at once */
    if (end == at)
        return at;
    if (byte_at(scanner, end) == ':' &&
        ((byte_at(scanner, end + 1) == '/' && byte_at(scanner, end + 2) == '/') || starts_with(scanner, at, "mailto:")))
        return address_end(scanner, at, end);
    if (byte_at(scanner, end) == '@' && is_word_class(peek(scanner, end + 1))) {
        end++;
        while (end < scanner->end && is_host_byte(scanner->text[end]))
            end++;
        return trim_address(scanner, at, end);
    }
    if (dots == 0)
        return at;
    if (starts_with(scanner, at, "www."))
        return address_end(scanner, at, end);
    while (end > at && strchr(".-_+%", scanner->text[end - 1]) != NULL)
        end--;
    if (is_dotted_name(scanner, at, end))
        return end;
    if (end - at < 4 || !has_suffix(scanner, at, end))
        return at;
    if (byte_at(scanner, end) == '/' && is_word_class(peek(scanner, end + 1)))
        return address_end(scanner, at, end);
    return end;
}

/* Numbers. */

static int32_t digits_end(const Scanner *scanner, int32_t at)
{
    while (at < scanner->end && is_ascii_digit(scanner->text[at]))
        at++;
    return at;
}

/* joined_digits: digits joined by a separator, as in telephone numbers and dates; gives the lengths of up to 5 groups.
 */
static int32_t joined_digits(const Scanner *scanner, int32_t at, char separator, int32_t lengths[5], int32_t *groups)
{
    int32_t end = at;

    *groups = 0;
    for (;;) {
        int32_t group = digits_end(scanner, end);

        if (*groups == 5) {
            *groups = 6; /* too many to be any of them */
            return group;
        }
        lengths[(*groups)++] = group - end;
        end = group;
        if (byte_at(scanner, end) != separator || !is_ascii_digit(byte_at(scanner, end + 1)))
            return end;
        end++;
    }
}

/* is_joined_number: whether hyphens between digits make a telephone number, a postal code or a date, not a range. */
static bool is_joined_number(const int32_t lengths[5], int32_t groups)
{
    if (groups == 2)
        return (lengths[0] == 3 && lengths[1] == 4) || (lengths[0] == 5 && lengths[1] == 4);
    if (groups == 3)
        return (lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2) ||
               (lengths[0] <= 2 && lengths[1] <= 2 && (lengths[2] == 2 || lengths[2] == 4)) ||
               (lengths[0] >= 2 && lengths[1] >= 2 && lengths[2] >= 3);
    return (groups == 4 || groups == 5) && lengths[groups - 1] >= 3;
}

static int32_t number_value(const Scanner *scanner, int32_t at, int32_t length)
{
    int32_t value = 0;

    for (int32_t i = 0; i < length && i < 9; i++)
        value = value * 10 + scanner->text[at + i] - '0';
    return value;
}

/* is_slashed_date: 11/28/2000 and 9/11, but not the fraction 3/4 nor the season 2021/22. */
static bool is_slashed_date(const Scanner *scanner, int32_t at, const int32_t lengths[5], int32_t groups)
{
    int32_t first, second;

    if (lengths[0] > 2 || groups < 2 || groups > 3 || lengths[1] > 2)
        return groups == 3 && lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2;
    if (groups == 3)
        return lengths[2] == 2 || lengths[2] == 4;
    if (lengths[0] == 1 && lengths[1] == 1)
        return false;
    first = number_value(scanner, at, lengths[0]);
    second = number_value(scanner, at + lengths[0] + 1, lengths[1]);
    return first > 0 && second > 0 && first <= 31 && second <= 31 && (first <= 12 || second <= 12);
}

/* separated_end: digits with decimal points, commas before three digits, and colons as in 3:30 or 23.30. */
static int32_t separated_end(const Scanner *scanner, int32_t at)
{
    int32_t end = digits_end(scanner, at);

    while (is_ascii_digit(byte_at(scanner, end + 1))) {
        char c = byte_at(scanner, end);
        int32_t group = digits_end(scanner, end + 1);

        if (c != '.' && c != ':' && (c != ',' || group - end != 4))
            break;
        end = group;
    }
    return end;
}

/* letters_end: the letters, digits and marks from here. */
static int32_t letters_end(const Scanner *scanner, int32_t at)
{
    for (;;) {
        int32_t next;

        if (!is_word_class(class_at(scanner->text, scanner->end, at, &next)))
            return at;
        at = next;
    }
}

/* apostrophe_end: the end of an apostrophe here, straight or curly, or `at`. */
static int32_t apostrophe_end(const Scanner *scanner, int32_t at)
{
    char c = byte_at(scanner, at);
    int32_t next;
    UChar32 point;

    if (c == '\'' || c == '`')
        return at + 1;
    if ((unsigned char)c < 0x80)
        return at;
    point = point_at(scanner, at, &next);
    return point == POINT_APOSTROPHE || point == 0x02BC || point == 0x02BB ? next : at;
}

static bool is_ordinal(const Scanner *scanner, int32_t at, int32_t end)
{
    char a = (char)(byte_at(scanner, at) | 32), b = (char)(byte_at(scanner, at + 1) | 32);

    return end - at == 2 &&
           ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') || (a == 't' && b == 'h'));
}

/* with_letters: a number and the letters that follow it directly: 20th, 1990s and AK47 are one token, 5pm is two. */
static int32_t with_letters(const Scanner *scanner, int32_t start, int32_t digits)
{
    int32_t end = letters_end(scanner, digits), quote;

    if (end == digits) {
        /* the 1990's, the 80's */
        quote = apostrophe_end(scanner, digits);
        if (quote > digits && byte_at(scanner, quote) == 's' && !is_word_class(peek(scanner, quote + 1)) &&
            (digits - start == 2 || (digits - start == 4 && scanner->text[digits - 1] == '0')))
            return quote + 1;
        return digits;
    }
    if (is_ordinal(scanner, digits, end) || end - digits > 8)
        return end;
    if (byte_at(scanner, digits + 1) == '.' && strchr("aApP", scanner->text[digits]) != NULL &&
        (byte_at(scanner, digits + 2) | 32) == 'm')
        return digits; /* 9p.m. */
    return listed(&knowledge_units, scanner->text + digits, end - digits, false) ? digits : end;
}

static int32_t scan_number(const Scanner *scanner, int32_t at)
{
    int32_t lengths[5], groups, end;

    end = digits_end(scanner, at);
    if (end == at) /* digits of another script */
        return letters_end(scanner, at);
    if (byte_at(scanner, end) == '-') {
        int32_t joined = joined_digits(scanner, at, '-', lengths, &groups);

        if (is_joined_number(lengths, groups) && !is_word_class(peek(scanner, joined)))
            return joined;
    } else if (byte_at(scanner, end) == '/') {
        int32_t joined = joined_digits(scanner, at, '/', lengths, &groups);

        if (is_slashed_date(scanner, at, lengths, groups) && !is_word_class(peek(scanner, joined)))
            return joined;
    }
    return with_letters(scanner, at, separated_end(scanner, at));
}

/* Words. */

/* next_word: the class of the first letter of what follows, after spaces and opening marks; its bounds. */
static CharacterClass next_word(const Scanner *scanner, int32_t at, int32_t *start, int32_t *end)
{
    CharacterClass class;
    int32_t next;

    for (;;) {
        class = class_at(scanner->text, scanner->end, at, &next);
        if (!is_space_class(class))
            break;
        at = next;
    }
    *start = at;
    *end = letters_end(scanner, at);
    return class;
}

/* is_initial: whether a capital with a stop after it stands for a name: J. in J. Smith, but not in "plan B. The ..." */
static bool is_initial(const Scanner *scanner, int32_t at, int32_t stop)
{
    int32_t start, end;
    CharacterClass class = next_word(scanner, stop + 1, &start, &end);

    if (class == CHARACTER_LOWER)
        return byte_at(scanner, at) != 'I' || stop - at > 1;
    if (class != CHARACTER_UPPER)
        return byte_at(scanner, stop + 1) == ',' || byte_at(scanner, stop + 1) == '-';
    return byte_at(scanner, end) == '.' || end - start == 1 || !begins_sentence(scanner->document, start, end);
}

/* acronym_end: letters with a stop after each (U.S., a.m., Ph.D.), one initial (J.), or `at`. */
static int32_t acronym_end(const Scanner *scanner, int32_t at)
{
    int32_t end = at, letters = 0, next;

    for (;;) {
        CharacterClass class = class_at(scanner->text, scanner->end, end, &next);

        if (!is_letter_class(class))
            break;
        if (byte_at(scanner, next) != '.') {
            if (letters > 0 && !is_word_class(peek(scanner, next)) && apostrophe_end(scanner, next) == next) {
                end = next; /* U.S.A */
                letters++;
            }
            break;
        }
        end = next + 1;
        letters++;
    }
    if (letters == 0)
        return at;
    if (letters == 1)
        return class_before(scanner->text, end - 1) == CHARACTER_UPPER && byte_at(scanner, end) != '.' &&
                       is_initial(scanner, at, end - 1)
                   ? end
                   : at;
    return end;
}

/* abbreviation_end: a word of the list with its stop (Mr., Ph.D.), or `at`. */
static int32_t abbreviation_end(const Scanner *scanner, int32_t at, int32_t word_end)
{
    int32_t start, end, stop = word_end, longer;
    CharacterClass next;

    if (byte_at(scanner, stop) != '.' || byte_at(scanner, stop + 1) == '.')
        return at;
    longer = letters_end(scanner, stop + 1);
    if (longer > stop + 1 && byte_at(scanner, longer) == '.' &&
        find_abbreviation(scanner->text + at, longer - at) != ABBREVIATION_NOT)
        return longer + 1;
    next = next_word(scanner, stop + 1, &start, &end);
    switch (find_abbreviation(scanner->text + at, stop - at)) {
    case ABBREVIATION_NOT:
        return at;
    case ABBREVIATION_NUMBER:
        return next == CHARACTER_DIGIT || byte_at(scanner, stop + 1) == ',' || byte_at(scanner, at - 1) == '('
                   ? stop + 1
                   : at;
    case ABBREVIATION_PLACE: {
        int32_t before = at;

        while (before > scanner->start && scanner->text[before - 1] == ' ')
            before--;
        return byte_at(scanner, before - 1) == ',' || next == CHARACTER_LOWER ? stop + 1 : at;
    }
    default:
        return stop + 1;
    }
}

/* word_end: letters and digits, with apostrophes, underscores and the like between letters. */
static int32_t word_end(const Scanner *scanner, int32_t at)
{
    int32_t end = letters_end(scanner, at);

    for (;;) {
        int32_t next = apostrophe_end(scanner, end);

        if (next > end) {
            if (!is_letter_class(peek(scanner, next)))
                return end;
        } else if (byte_at(scanner, end) == '_' || byte_at(scanner, end) == '*') {
            next = end;
            while (byte_at(scanner, next) == scanner->text[end])
                next++;
            if (!is_word_class(peek(scanner, next)))
                return end;
        } else if (byte_at(scanner, end) == '&') {
            /* AT&T, R&D */
            next = end + 1;
            if (end - at > 3 || class_before(scanner->text, end) != CHARACTER_UPPER ||
                peek(scanner, next) != CHARACTER_UPPER || letters_end(scanner, next) - next > 3 ||
                class_before(scanner->text, letters_end(scanner, next)) == CHARACTER_LOWER)
                return end;
        } else if ((unsigned char)byte_at(scanner, end) == 0xC2 && (unsigned char)byte_at(scanner, end + 1) == 0xB7) {
            next = end + 2; /* the middle dot of Catalan */
            if (!is_letter_class(peek(scanner, next)))
                return end;
        } else {
            return end;
        }
        end = letters_end(scanner, next);
        if (end - at > LONGEST_TOKEN)
            return end;
    }
}

/* clitic_start: where n't, 's and their like begin in a word, or its end. */
static int32_t clitic_start(const Scanner *scanner, int32_t start, int32_t end)
{
    static const char *const clitics[] = {"s", "m", "d", "t", "re", "ve", "ll"};
    int32_t at, after = end;
    char a, b;

    while (after > start && end - after < 3 && (unsigned char)scanner->text[after - 1] < 0x80 &&
           is_letter_class((CharacterClass)ascii_classes[(unsigned char)scanner->text[after - 1]]))
        after--;
    if (after == end || after == start)
        return end;
    at = after - 1;
    U8_SET_CP_START((const uint8_t *)scanner->text, start, at);
    if (apostrophe_end(scanner, at) != after || at == start)
        return end;
    a = (char)(scanner->text[after] | 32);
    b = (char)(end - after == 2 ? scanner->text[after + 1] | 32 : '\0');
    for (size_t i = 0; i < sizeof(clitics) / sizeof(clitics[0]) && end - after <= 2; i++) {
        if (clitics[i][0] != a || clitics[i][1] != b)
            continue;
        if (a != 't')
            return at;
        return at - 1 > start && (scanner->text[at - 1] | 32) == 'n' ? at - 1 : end;
    }
    return end;
}

/* emit_contraction: the parts of a word such as cannot or gonna; false when it is none. */
static bool emit_contraction(const Scanner *scanner, int32_t start, int32_t end)
{
    char key[LONGEST_WORD];
    const char *part;
    int32_t row;

    if (end - start > 8 || end - start < 2)
        return false;
    for (int32_t i = start; i < end; i++) {
        char c = scanner->text[i];

        if (i > start && c >= 'A' && c <= 'Z')
            return false;
        key[i - start] = (char)(c | 32);
    }
    row = knowledge_find(&knowledge_contractions, key, (size_t)(end - start));
    if (row < 0)
        return false;
    part = knowledge_cell(&knowledge_contractions, row, 1);
    while (start < end) {
        int32_t length = (int32_t)strcspn(part, " ");

        emit(scanner, start, start + length);
        start += length;
        part += length + (part[length] == ' ');
    }
    return true;
}

/* emit_word: a word with its clitics split off. */
static int32_t emit_word(const Scanner *scanner, int32_t start, int32_t end)
{
    int32_t clitic = clitic_start(scanner, start, end);

    if (clitic == end) {
        if (!emit_contraction(scanner, start, end))
            emit(scanner, start, end);
        return end;
    }
    {
        int32_t inner = clitic_start(scanner, start, clitic); /* would + n't + 've */

        emit(scanner, start, inner);
        emit(scanner, inner, clitic);
        emit(scanner, clitic, end);
    }
    return end;
}

/* prefixed_end: the end of a word that begins with a prefix and a hyphen, or the prefix's own end. */
static int32_t prefixed_end(const Scanner *scanner, int32_t start, int32_t end)
{
    if (byte_at(scanner, end) == '-' && is_word_class(peek(scanner, end + 1)) &&
        listed(&knowledge_word_prefixes, scanner->text + start, end - start, true))
        return word_end(scanner, end + 1);
    return end;
}

static int32_t scan_word(Scanner *scanner, int32_t at)
{
    int32_t end = scan_address(scanner, at);

    if (end > at)
        return emit(scanner, at, end);
    if (peek(scanner, at) == CHARACTER_DIGIT)
        return emit(scanner, at, scan_number(scanner, at));
    end = acronym_end(scanner, at);
    if (end > at)
        return emit(scanner, at, end);
    end = word_end(scanner, at);
    if (byte_at(scanner, end) == '.') {
        int32_t stop = abbreviation_end(scanner, at, end);

        if (stop > at)
            return emit(scanner, at, stop);
    }
    if (byte_at(scanner, end) == '$' && end - at <= 3 && class_before(scanner->text, end) == CHARACTER_UPPER)
        return emit(scanner, at, end + 1); /* US$ */
    if (byte_at(scanner, end) == '/' && (byte_at(scanner, at) | 32) == 'w' && end - at == 1 &&
        starts_with(scanner, at, "w/o"))
        return emit(scanner, at, letters_end(scanner, end + 1));
    return emit_word(scanner, at, prefixed_end(scanner, at, end));
}

/* Everything else. */

/* scan_complex: a run of a script without spaces, by ICU's dictionaries, a bounded piece at a time. */
static int32_t scan_complex(const Scanner *scanner, int32_t at)
{
    UErrorCode status = U_ZERO_ERROR;
    UText pieces = UTEXT_INITIALIZER;
    UBreakIterator *iterator;
    int32_t end = at, limit = at + LONGEST_TOKEN, next, from;

    while (end < limit) {
        CharacterClass class = class_at(scanner->text, scanner->end, end, &next);

        if (class != CHARACTER_COMPLEX && class != CHARACTER_MARK)
            break;
        end = next;
    }
    utext_openUTF8(&pieces, scanner->text + at, end - at, &status);
    iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (U_SUCCESS(status))
        ubrk_setUText(iterator, &pieces, &status);
    from = 0;
    while (U_SUCCESS(status)) {
        int32_t boundary = ubrk_next(iterator);

        if (boundary == UBRK_DONE)
            break;
        emit(scanner, at + from, at + boundary);
        from = boundary;
    }
    if (iterator != NULL)
        ubrk_close(iterator);
    utext_close(&pieces);
    emit(scanner, at + from, end); /* the rest, should ICU have failed */
    return end;
}

/* scan_picture: an emoji with its modifiers, parts joined by ZERO WIDTH JOINER, or a flag (UAX #29, GB11 to GB13). */
static int32_t scan_picture(const Scanner *scanner, int32_t at)
{
    int32_t end, next;
    UChar32 c = point_at(scanner, at, &end), last = c;

    if (c >= 0x1F1E6 && c <= 0x1F1FF) {
        c = point_at(scanner, end, &next);
        if (c >= 0x1F1E6 && c <= 0x1F1FF)
            end = next;
    }
    while (end - at < LONGEST_TOKEN) {
        CharacterClass class;

        c = point_at(scanner, end, &next);
        class = end < scanner->end ? character_class(c) : CHARACTER_NONE;
        if (class != CHARACTER_MARK && !(class == CHARACTER_PICTURE && last == 0x200D) &&
            !(c >= 0x1F3FB && c <= 0x1F3FF))
            break;
        last = c;
        end = next;
    }
    return emit(scanner, at, end);
}

/* run_end: the end of a run of the bytes in `set`. */
static int32_t run_end(const Scanner *scanner, int32_t at, const char *set)
{
    while (at < scanner->end && scanner->text[at] != '\0' && strchr(set, scanner->text[at]) != NULL)
        at++;
    return at;
}

/* face_end: the end of a face such as :-), or `at`. */
static int32_t face_end(const Scanner *scanner, int32_t at)
{
    int32_t end = at;

    if (strchr(":;=^<-", scanner->text[at]) == NULL)
        return at;
    while (end < scanner->end && end - at < 4 && !is_space_class(peek(scanner, end)))
        end++;
    for (; end - at >= 2; end--)
        if (!is_word_class(peek(scanner, end)) && listed(&knowledge_emoticons, scanner->text + at, end - at, false))
            return end;
    return at;
}

/* elided_end: the end of a word that begins with an apostrophe in place of letters: '90s, 'em; or `at`. */
static int32_t elided_end(const Scanner *scanner, int32_t at)
{
    int32_t after = apostrophe_end(scanner, at), end;

    if (after == at || is_word_class(class_before(scanner->text, at)) || scanner->text[at] == '`')
        return at;
    if (is_ascii_digit(byte_at(scanner, after)) && is_ascii_digit(byte_at(scanner, after + 1))) {
        end = after + 2;
        if (byte_at(scanner, end) == 's')
            end++;
        return is_word_class(peek(scanner, end)) || apostrophe_end(scanner, end) > end ? at : end;
    }
    end = letters_end(scanner, after);
    if (end - after == 2 && apostrophe_end(scanner, end) == end && (byte_at(scanner, after) | 32) == 'e' &&
        (byte_at(scanner, after + 1) | 32) == 'm')
        return end;
    return at;
}

/* scan_mark: punctuation, a symbol or a run of one. */
static int32_t scan_mark(const Scanner *scanner, int32_t at)
{
    char c = scanner->text[at];
    int32_t end, next;

    if ((unsigned char)c >= 0x80) {
        UChar32 point = point_at(scanner, at, &end);

        next = elided_end(scanner, at);
        if (next > at)
            return emit(scanner, at, next);
        if (point == POINT_ELLIPSIS)
            while (point_at(scanner, end, &next) == POINT_ELLIPSIS || byte_at(scanner, end) == '.')
                end = next > end ? next : end + 1;
        if (point == 0x2013 || point == 0x2014)
            while (point_at(scanner, end, &next) == point)
                end = next;
        while (peek(scanner, end) == CHARACTER_MARK) {
            point_at(scanner, end, &next);
            end = next;
        }
        return emit(scanner, at, end);
    }
    end = face_end(scanner, at);
    if (end > at)
        return emit(scanner, at, end);
    switch (c) {
    case '.':
        if (is_ascii_digit(byte_at(scanner, at + 1)) && !is_word_class(class_before(scanner->text, at)))
            return emit(scanner, at, with_letters(scanner, at, separated_end(scanner, at + 1)));
        return emit(scanner, at, run_end(scanner, at, "."));
    case '!':
    case '?':
        return emit(scanner, at, run_end(scanner, at, "!?"));
    case '#':
    case '@':
        if (is_letter_class(peek(scanner, at + 1)) && !is_word_class(class_before(scanner->text, at)))
            return emit(scanner, at, word_end(scanner, at + 1));
        break;
    case '+':
        if (is_ascii_digit(byte_at(scanner, at + 1)) && !is_word_class(class_before(scanner->text, at)))
            return emit(scanner, at, scan_number(scanner, at + 1));
        break;
    case '\'':
        end = elided_end(scanner, at);
        if (end > at)
            return emit(scanner, at, end);
        if (byte_at(scanner, at + 1) == '\'')
            return emit(scanner, at, at + 2);
        return emit(scanner, at, at + 1);
    case '"':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case ',':
    case ';':
    case ':':
    case '/':
    case '$':
    case '%':
        return emit(scanner, at, at + 1);
    default:
        break;
    }
    for (end = at + 1; byte_at(scanner, end) == c;)
        end++;
    return emit(scanner, at, end);
}

void break_words(Document *document, int32_t start, int32_t end)
{
    Scanner scanner = {document, document->text, start, end, start};
    int32_t at = start, next;

    while (at < end) {
        switch (class_at(scanner.text, end, at, &next)) {
        case CHARACTER_NONE:
        case CHARACTER_SPACE:
        case CHARACTER_NEWLINE:
            at = next;
            break;
        case CHARACTER_UPPER:
        case CHARACTER_LOWER:
        case CHARACTER_LETTER:
        case CHARACTER_DIGIT:
            at = scan_word(&scanner, at);
            break;
        case CHARACTER_COMPLEX:
            at = scan_complex(&scanner, at);
            break;
        case CHARACTER_PICTURE:
            at = scan_picture(&scanner, at);
            break;
        case CHARACTER_MARK:
        case CHARACTER_OTHER:
            at = scan_mark(&scanner, at);
            break;
        }
    }
}
