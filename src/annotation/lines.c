/*
 * lines.c: lines and paragraphs.
 *
 * An empty line ends a paragraph. What a single line break means depends on the text: in most stories it ends a
 * paragraph, in text wrapped to a width (wire copy, mail) it is only the edge of the page. A text is wrapped when many
 * of its lines go on with a lower-case letter.
 */
#include "lines.h"

#include "characters.h"

#define WIDEST_LINE 255    /* lines that are longer were not wrapped by anyone */
#define SHORTEST_BROKEN 40 /* a shorter line that a small letter follows is no sentence broken in two */

static Line *add_line(const Document *document, Lines *lines)
{
    if (lines->count == lines->capacity) {
        int32_t capacity = lines->capacity == 0 ? 64 : lines->capacity * 2;

        if (lines->capacity > INT32_MAX / 4)
            environment_error(document->environment, ERROR_LIMIT, "text has too many lines");
        lines->items = arena_grow(document->arena, lines->items, (size_t)lines->count * sizeof(Line),
                                  (size_t)capacity * sizeof(Line));
        lines->capacity = capacity;
    }
    return &lines->items[lines->count++];
}

/* split_lines: everything but the paragraphs. */
static void split_lines(const Document *document, Lines *lines)
{
    const char *text = document->text;
    int32_t length = document->length, line_start = 0, start = -1, end = 0, blank = 0, next;

    for (int32_t at = 0; at <= length; at = next) {
        CharacterClass class = class_at(text, length, at, &next);

        if (class != CHARACTER_NONE && class != CHARACTER_NEWLINE) {
            if (class != CHARACTER_SPACE) {
                if (start < 0)
                    start = at;
                end = next;
            }
            continue;
        }
        if (start >= 0) {
            Line *line = add_line(document, lines);

            line->start = start;
            line->end = end;
            line->indent = start - line_start;
            line->blank_before = blank;
            blank = 0;
            if (lines->count % 256 == 0)
                environment_check(document->environment);
        } else {
            blank++;
        }
        if (class == CHARACTER_NONE)
            break;
        if (text[at] == '\r' && next < length && text[next] == '\n')
            next++;
        line_start = next;
        start = -1;
    }
}

static int32_t line_length(const Line *line)
{
    return line->end - line->start;
}

/* goes_on: whether a line begins with a lower-case letter. */
static bool goes_on(const Document *document, const Line *line)
{
    int32_t next;

    return class_at(document->text, line->end, line->start, &next) == CHARACTER_LOWER;
}

static bool ends_with_stop(const Document *document, const Line *line)
{
    int32_t start;

    return is_sentence_stop(character_before(document->text, line->end, &start));
}

/* is_bullet: whether a line begins as an item of a list. */
static bool is_bullet(const Document *document, const Line *line)
{
    int32_t next, after;
    UChar32 c = character_at(document->text, line->end, line->start, &next);

    if (next >= line->end || class_at(document->text, line->end, next, &after) != CHARACTER_SPACE)
        return false;
    return c == '-' || c == '*' || c == '+' || c == '>' || (c >= 0x2010 && character_class(c) == CHARACTER_OTHER);
}

/* page_width: the length that nine tenths of the lines do not pass. */
static int32_t page_width(const Lines *lines)
{
    int32_t lengths[WIDEST_LINE + 1] = {0}, seen = 0;

    for (int32_t i = 0; i < lines->count; i++)
        lengths[line_length(&lines->items[i]) < WIDEST_LINE ? line_length(&lines->items[i]) : WIDEST_LINE]++;
    for (int32_t width = 0; width <= WIDEST_LINE; width++) {
        seen += lengths[width];
        if (seen >= lines->count - lines->count / 10)
            return width;
    }
    return WIDEST_LINE;
}

/* is_full: whether a line reaches far enough to have been wrapped. */
static bool is_full(const Line *line, int32_t width)
{
    return line_length(line) * 2 > width;
}

/* is_wrapped: whether many lines that follow a full line directly go on with a lower-case letter. */
static bool is_wrapped(const Document *document, const Lines *lines, int32_t width)
{
    int32_t pairs = 0, lower = 0;

    for (int32_t i = 1; i < lines->count; i++) {
        if (lines->items[i].blank_before > 0 || !is_full(&lines->items[i - 1], width))
            continue;
        pairs++;
        lower += goes_on(document, &lines->items[i]);
    }
    return lower > 0 && lower >= pairs / 4;
}

/* first_word_length: how much room the first word of a line would have needed at the end of the line before. */
static int32_t first_word_length(const Document *document, const Line *line)
{
    int32_t at = line->start, next;

    while (at < line->end && at - line->start < WIDEST_LINE &&
           !is_space_class(class_at(document->text, line->end, at, &next)))
        at = next;
    return at - line->start;
}

/* joins: whether a line continues the paragraph of the line before it. */
static bool joins(const Document *document, const Line *before, const Line *line, bool wrapped, int32_t width)
{
    if (line->blank_before > 0 || is_bullet(document, line))
        return false;
    if (!wrapped)
        return goes_on(document, line) && line_length(before) >= SHORTEST_BROKEN && !ends_with_stop(document, before);
    if (line->indent > before->indent + 1)
        return false;
    return (goes_on(document, line) && is_full(before, width)) ||
           line_length(before) + 1 + first_word_length(document, line) > width - width / 8;
}

void find_lines(const Document *document, Lines *lines)
{
    int32_t width;
    bool wrapped;

    *lines = (Lines){0};
    split_lines(document, lines);
    width = page_width(lines);
    wrapped = width < WIDEST_LINE && is_wrapped(document, lines, width);
    for (int32_t i = 1; i < lines->count; i++) {
        const Line *before = &lines->items[i - 1];

        lines->items[i].paragraph = before->paragraph + !joins(document, before, &lines->items[i], wrapped, width);
    }
}
