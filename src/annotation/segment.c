/*
 * segment.c: sentences and tokens. Paragraphs come from the lines of the text, tokens from word_breaks.c, sentences
 * from sentence_breaks.c. Furniture holds no token and divides sentences.
 */
#include "annotate.h"

#include <string.h>

#include "characters.h"
#include "lines.h"
#include "sentence_breaks.h"
#include "word_breaks.h"

#define LONGEST_HEADLINE 30 /* tokens */

/* What stays the same while one document is segmented. */
typedef struct Segmenter {
    Document *document;
    int32_t furniture; /* the first stretch of furniture that does not lie before the current position */
    int32_t paragraph; /* number of the paragraph that comes next */
} Segmenter;

/* segment_story: a stretch of one paragraph without furniture. */
static void segment_story(Segmenter *segmenter, int32_t start, int32_t end)
{
    Document *document = segmenter->document;
    int32_t first = document->tokens.count;

    break_words(document, start, end);
    if (document->tokens.count > first)
        break_sentences(document, first, document->tokens.count - 1, segmenter->paragraph);
}

/* segment_paragraph: the stretches between the furniture of one paragraph. */
static void segment_paragraph(Segmenter *segmenter, int32_t start, int32_t end)
{
    const FurnitureLayer *furniture = &segmenter->document->furniture;
    int32_t before = segmenter->document->tokens.count;

    while (segmenter->furniture < furniture->count && start < end) {
        const Furniture *next = &furniture->items[segmenter->furniture];

        if (next->start >= end)
            break;
        if (next->start > start)
            segment_story(segmenter, start, next->start);
        if (next->start + next->length > start)
            start = next->start + next->length;
        if (start < end)
            segmenter->furniture++;
    }
    if (start < end)
        segment_story(segmenter, start, end);
    if (segmenter->document->tokens.count > before)
        segmenter->paragraph++;
}

/* ends_with_stop: whether a sentence's last characters, behind what closes it, are a stop, comma or colon. */
static bool ends_with_stop(const Document *document, const Sentence *sentence)
{
    int32_t at = sentence->start + sentence->length;

    while (at > sentence->start) {
        int32_t start;
        UChar32 c = character_before(document->text, at, &start);

        if (c == ',' || c == ':' || c == ';')
            return true;
        if (c != '"' && c != '\'' && c != ')' && c != ']' && !is_closing_quote(c) && !is_opening_quote(c))
            return is_sentence_stop(c);
        at = start;
    }
    return false;
}

/* next_letter: the next letter or digit of a text, ASCII in lower case; 0 at its end. */
static UChar32 next_letter(const char *text, int32_t *at, int32_t end)
{
    while (*at < end) {
        UChar32 c = character_at(text, end, *at, at);

        if (is_word_class(character_class(c)))
            return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return 0;
}

/* is_title: whether a stretch of text has the words of the document's title, whatever stands between them. */
static bool is_title(const Document *document, int32_t start, int32_t end)
{
    int32_t at = 0;
    UChar32 c;

    if (document->title == NULL || document->title_length == 0)
        return false;
    do {
        c = next_letter(document->text, &start, end);
        if (c != next_letter(document->title, &at, document->title_length))
            return false;
    } while (c != 0);
    return true;
}

/* mark_title: the sentences of the first paragraph, when it is the title that the caller gave. */
static void mark_title(Document *document)
{
    SentenceLayer *sentences = &document->sentences;
    int32_t count = 0;

    while (count < sentences->count && sentences->items[count].paragraph == 0)
        count++;
    if (count == sentences->count || !is_title(document, sentences->items[0].start,
                                               sentences->items[count - 1].start + sentences->items[count - 1].length))
        return;
    for (int32_t i = 0; i < count; i++)
        sentences->items[i].headline = 1;
}

/* mark_headlines: short paragraphs of one sentence without a stop that have text after them. */
static void mark_headlines(Document *document)
{
    SentenceLayer *sentences = &document->sentences;

    for (int32_t i = 0; i + 1 < sentences->count; i++) {
        Sentence *sentence = &sentences->items[i];

        if ((i > 0 && sentence[-1].paragraph == sentence->paragraph) || sentence[1].paragraph == sentence->paragraph)
            continue;
        sentence->headline =
            sentence->last_token - sentence->first_token < LONGEST_HEADLINE && !ends_with_stop(document, sentence);
    }
}

void segment(Document *document)
{
    Segmenter segmenter = {document, 0, 0};
    Lines lines;

    find_lines(document, &lines);
    for (int32_t i = 0, last; i < lines.count; i = last + 1) {
        last = i;
        while (last + 1 < lines.count && lines.items[last + 1].paragraph == lines.items[i].paragraph)
            last++;
        segment_paragraph(&segmenter, lines.items[i].start, lines.items[last].end);
    }
    mark_headlines(document);
    mark_title(document);
}
