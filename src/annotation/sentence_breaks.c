/*
 * sentence_breaks.c: where the sentences of a paragraph end.
 *
 * A stop ends a sentence unless what stands around it speaks against it: an abbreviation before it, a small letter or
 * a comma after it. Quotation marks and brackets that close after the stop belong to the sentence that they close.
 */
#include "sentence_breaks.h"

#include "characters.h"
#include "word_breaks.h"

#define LONGEST_SIGNATURE 6 /* tokens of a name after a dash that ends a paragraph */

typedef enum Stop {
    STOP_NONE,
    STOP_PERIOD,
    STOP_QUESTION, /* ? and ! */
    STOP_ELLIPSIS,
    STOP_ABBREVIATION,
    STOP_FOREIGN /* a stop of another script: always an end */
} Stop;

typedef struct Paragraph {
    Document *document;
    int32_t first, last;
    bool quote_open; /* an odd number of straight quotation marks so far */
} Paragraph;

static const Token *token_at(const Paragraph *paragraph, int32_t token)
{
    return &paragraph->document->tokens.items[token];
}

static UChar32 first_point(const Paragraph *paragraph, int32_t token)
{
    int32_t next;

    return character_at(paragraph->document->text, paragraph->document->length, token_at(paragraph, token)->start,
                        &next);
}

static CharacterClass first_class(const Paragraph *paragraph, int32_t token)
{
    return token > paragraph->last ? CHARACTER_NONE : character_class(first_point(paragraph, token));
}

/* glued: whether there is no space between a token and the one after it. */
static bool glued(const Paragraph *paragraph, int32_t token)
{
    const Token *t = token_at(paragraph, token);

    return token < paragraph->last && t->start + t->length == t[1].start;
}

static Stop stop_of(const Paragraph *paragraph, int32_t token)
{
    const Token *t = token_at(paragraph, token);
    const char *bytes = paragraph->document->text + t->start;
    UChar32 c;

    if (bytes[t->length - 1] == '.') {
        if (t->length == 1)
            return STOP_PERIOD;
        if (bytes[0] == '.')
            return STOP_ELLIPSIS;
        return abbreviation_of(paragraph->document, token) == ABBREVIATION_NOT ? STOP_NONE : STOP_ABBREVIATION;
    }
    if ((unsigned char)bytes[0] < 0x80)
        return bytes[0] == '?' || bytes[0] == '!' ? STOP_QUESTION : STOP_NONE;
    c = first_point(paragraph, token);
    if (c == POINT_ELLIPSIS)
        return STOP_ELLIPSIS;
    return is_sentence_stop(c) ? STOP_FOREIGN : STOP_NONE;
}

static bool is_straight_quote(const Paragraph *paragraph, int32_t token)
{
    const Token *t = token_at(paragraph, token);
    char c = paragraph->document->text[t->start];

    return (t->length == 1 && (c == '"' || c == '\'')) ||
           (t->length == 2 && token_is(paragraph->document, token, "''"));
}

/* closes: whether a token after a stop closes what the sentence opened. */
static bool closes(const Paragraph *paragraph, int32_t token)
{
    bool near = glued(paragraph, token - 1), free_after = token == paragraph->last || !glued(paragraph, token);
    UChar32 c = first_point(paragraph, token);

    if (c == ')' || c == ']' || c == '}')
        return true;
    if (is_straight_quote(paragraph, token))
        return near ? free_after || paragraph->quote_open || !is_word_class(first_class(paragraph, token + 1))
                    : free_after && (paragraph->quote_open || token == paragraph->last);
    if (is_closing_quote(c))
        return near || free_after;
    return is_opening_quote(c) && free_after; /* the wrong mark, as machine translation often writes */
}

/* citation_end: the last token of a mark such as [12] or [citation needed] that begins after a token, or the token. */
static int32_t citation_end(const Paragraph *paragraph, int32_t token)
{
    CharacterClass class;

    if (token + 3 > paragraph->last || first_point(paragraph, token + 1) != '[')
        return token;
    class = first_class(paragraph, token + 2);
    if (class != CHARACTER_DIGIT && class != CHARACTER_LOWER)
        return token;
    for (int32_t end = token + 3; end <= paragraph->last && end <= token + 5; end++)
        if (first_point(paragraph, end) == ']')
            return end;
    return token;
}

/* is_item_number: whether a stop follows the number that a paragraph begins with: 2. or 2.1. */
static bool is_item_number(const Paragraph *paragraph, int32_t stop)
{
    return stop == paragraph->first + 1 && first_class(paragraph, paragraph->first) == CHARACTER_DIGIT &&
           token_at(paragraph, paragraph->first)->length <= 3 && glued(paragraph, paragraph->first);
}

/* next_class: the class of the first letter after a token, behind marks that open something. */
static CharacterClass next_class(const Paragraph *paragraph, int32_t token, int32_t *word)
{
    *word = token + 1;
    while (*word <= paragraph->last) {
        UChar32 c = first_point(paragraph, *word);

        if (!is_straight_quote(paragraph, *word) && !is_opening_quote(c) && c != '(' && c != '[' && c != '`')
            break;
        (*word)++;
    }
    return first_class(paragraph, *word);
}

static bool starts_sentence(const Paragraph *paragraph, int32_t token)
{
    const Token *t = token_at(paragraph, token);

    return begins_sentence(paragraph->document, t->start, t->start + t->length);
}

/* is_dash: a dash before a name; a hyphen would rather be the mark of a list. */
static bool is_dash(UChar32 c)
{
    return c == 0x2013 || c == 0x2014 || c == 0x2015;
}

/* ends_abbreviated: whether a sentence ends with an abbreviation whose own stop it is. */
static bool ends_abbreviated(const Paragraph *paragraph, int32_t stop, int32_t last, CharacterClass next, int32_t word)
{
    if (next != CHARACTER_UPPER)
        return false;
    switch (abbreviation_of(paragraph->document, stop)) {
    case ABBREVIATION_DATE:
    case ABBREVIATION_PLACE:
    case ABBREVIATION_TAIL:
    case ABBREVIATION_LETTERS:
        return starts_sentence(paragraph, word) || (word > last + 1 && first_point(paragraph, last + 1) != '(');
    default:
        return false;
    }
}

/* ends: whether the sentence ends at a stop, closed by the tokens up to `last`. */
static bool ends(const Paragraph *paragraph, int32_t stop, int32_t last)
{
    int32_t word;
    CharacterClass next;
    UChar32 c;

    if (last == paragraph->last)
        return true;
    next = next_class(paragraph, last, &word);
    if (word > paragraph->last)
        return false;
    c = first_point(paragraph, last + 1);
    if (c == ',' || c == ';' || c == ':' || c == '.' || c == '?' || c == '!' || c == '/')
        return false;
    if (is_dash(c) && paragraph->last - last <= LONGEST_SIGNATURE)
        return false; /* who said or wrote it */
    switch (stop_of(paragraph, stop)) {
    case STOP_PERIOD:
        return next != CHARACTER_LOWER || last == stop;
    case STOP_QUESTION:
        return next != CHARACTER_LOWER || last == stop;
    case STOP_ELLIPSIS:
        return next == CHARACTER_UPPER;
    case STOP_ABBREVIATION:
        return ends_abbreviated(paragraph, stop, last, next, word);
    case STOP_FOREIGN:
        return true;
    case STOP_NONE:
        break;
    }
    return false;
}

/* begins_item: whether a token is the bullet of a list that runs on in one paragraph. */
static bool begins_item(const Paragraph *paragraph, int32_t token)
{
    UChar32 c = first_point(paragraph, token);

    return c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x25A0 || c == 0x2043;
}

static void count_quote(Paragraph *paragraph, int32_t token)
{
    if (token_at(paragraph, token)->length == 1 && paragraph->document->text[token_at(paragraph, token)->start] == '"')
        paragraph->quote_open = !paragraph->quote_open;
}

/* sentence_end: the last token of the sentence that begins with token `first`. */
static int32_t sentence_end(Paragraph *paragraph, int32_t first)
{
    for (int32_t token = first; token < paragraph->last; token++) {
        int32_t last = token;

        count_quote(paragraph, token);
        if (begins_item(paragraph, token + 1))
            return token;
        if (stop_of(paragraph, token) == STOP_NONE || is_item_number(paragraph, token))
            continue;
        while (last < paragraph->last && closes(paragraph, last + 1))
            count_quote(paragraph, ++last);
        while (citation_end(paragraph, last) > last)
            last = citation_end(paragraph, last);
        if (ends(paragraph, token, last))
            return last;
        token = last;
    }
    return paragraph->last;
}

void break_sentences(Document *document, int32_t first, int32_t last, int32_t number)
{
    Paragraph paragraph = {document, first, last, false};

    while (first <= last) {
        int32_t end = sentence_end(&paragraph, first), index = document->sentences.count;
        Sentence *sentence = document_add_sentences(document);
        Token *tokens = document->tokens.items;

        sentence->start = tokens[first].start;
        sentence->length = tokens[end].start + tokens[end].length - tokens[first].start;
        sentence->paragraph = number;
        sentence->first_token = first;
        sentence->last_token = end;
        for (int32_t token = first; token <= end; token++)
            tokens[token].sentence = index;
        first = end + 1;
        environment_check(document->environment);
    }
}
