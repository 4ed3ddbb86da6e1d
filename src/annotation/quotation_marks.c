/* quotation_marks.c: the stretches of a text that stand between quotation marks. */
#include "quotation_marks.h"

#include "words.h"

#include <string.h>

typedef enum MarkUse { MARK_NONE, MARK_OPENS, MARK_CLOSES } MarkUse;

/* Marks that can close what another of the same style opened. */
typedef enum MarkStyle {
    STYLE_DOUBLE,
    STYLE_SINGLE,
    STYLE_GUILLEMETS,
    STYLE_SINGLE_GUILLEMETS,
    STYLE_CORNER
} MarkStyle;

typedef struct Mark {
    const char *text;
    MarkStyle style;
    bool opens, closes;
} Mark;

static const Mark marks[] = {
    {"\"", STYLE_DOUBLE, true, true},
    {"``", STYLE_DOUBLE, true, false},
    {"''", STYLE_DOUBLE, true, true},
    {",,", STYLE_DOUBLE, true, false},
    {"\xe2\x80\x9c", STYLE_DOUBLE, true, true},  /* left double, closes after a low mark */
    {"\xe2\x80\x9d", STYLE_DOUBLE, true, true},  /* right double, opens in Swedish and in sloppy text */
    {"\xe2\x80\x9e", STYLE_DOUBLE, true, false}, /* low double */
    {"\xe2\x80\x9f", STYLE_DOUBLE, true, false}, /* reversed double */
    {"\xef\xbc\x82", STYLE_DOUBLE, true, true},  /* full-width */
    {"\xe2\x80\x98", STYLE_SINGLE, true, false}, /* left single */
    {"\xe2\x80\x99", STYLE_SINGLE, false, true}, /* right single */
    {"'", STYLE_SINGLE, true, true},             /* straight single */
    {"\xc2\xab", STYLE_GUILLEMETS, true, true},  /* double angles, either way round */
    {"\xc2\xbb", STYLE_GUILLEMETS, true, true},
    {"\xe2\x80\xb9", STYLE_SINGLE_GUILLEMETS, true, true},
    {"\xe2\x80\xba", STYLE_SINGLE_GUILLEMETS, true, true},
    {"\xe3\x80\x8c", STYLE_CORNER, true, false},
    {"\xe3\x80\x8d", STYLE_CORNER, false, true},
};

static const Mark *mark_of(const Document *document, int32_t token)
{
    const Token *this = &document->tokens.items[token];
    unsigned char first = (unsigned char)document->text[this->start];

    /* most tokens are told by their length or first byte */
    if (this->length > 3 || (first != '"' && first != '\'' && first != '`' && first != ',' && first < 0xc2))
        return NULL;
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (token_is(document, token, marks[i].text))
            return &marks[i];
    return NULL;
}

static bool touches(const Document *document, int32_t left, int32_t right)
{
    const Token *tokens = document->tokens.items;

    return left >= 0 && right < document->tokens.count &&
           tokens[left].start + tokens[left].length == tokens[right].start;
}

/* can_open: a word follows, and none stands right before; or the mark's shape only opens. */
static bool can_open(const Document *document, int32_t token, const Mark *mark)
{
    bool before, after;

    if (!mark->opens)
        return false;
    if (!mark->closes)
        return true;
    before = touches(document, token - 1, token) && document->tokens.items[token - 1].upos != UPOS_PUNCT;
    after = touches(document, token, token + 1);
    if (mark->style == STYLE_SINGLE)
        return !before && after; /* not an apostrophe */
    return !before || !after;
}

static bool can_close(const Document *document, int32_t token, const Mark *mark)
{
    bool before, after;

    if (!mark->closes)
        return false;
    if (!mark->opens)
        return true;
    before = touches(document, token - 1, token);
    after = touches(document, token, token + 1) && document->tokens.items[token + 1].upos != UPOS_PUNCT;
    if (mark->style == STYLE_SINGLE)
        return before && !after && document->tokens.items[token].xpos != XPOS_POS;
    return before || !after;
}

typedef struct Scan {
    Document *document;
    MarkedStretches *marked;
    int32_t capacity;
    int32_t open; /* token of the mark that is open, NO_INDEX: none */
    MarkStyle style;
} Scan;

static void emit(Scan *scan, int32_t first, int32_t last, bool continued)
{
    MarkedStretches *marked = scan->marked;

    if (first > last)
        return;
    if (marked->count == scan->capacity) {
        int32_t capacity = scan->capacity == 0 ? 16 : scan->capacity * 2;

        marked->items =
            arena_resize(scan->document->scratch, marked->items, (size_t)marked->count * sizeof(MarkedStretch),
                         (size_t)capacity * sizeof(MarkedStretch));
        scan->capacity = capacity;
    }
    marked->items[marked->count++] = (MarkedStretch){first, last, continued};
}

/* end_unclosed: the open stretch ends with the sentence that it opened in, if single marks are not to be trusted
 * nowhere. */
static void end_unclosed(Scan *scan, int32_t before)
{
    const Document *document = scan->document;
    int32_t last = document->sentences.items[document->tokens.items[scan->open].sentence].last_token;

    /* a lone single mark is an apostrophe more often than a quotation */
    if (scan->style != STYLE_SINGLE)
        emit(scan, scan->open + 1, last < before ? last : before, false);
    scan->open = NO_INDEX;
}

/* end_paragraph: what is open goes on where the next paragraph opens in the same style, and ends otherwise. */
static void end_paragraph(Scan *scan, int32_t next)
{
    const Document *document = scan->document;
    const Mark *mark = next < document->tokens.count ? mark_of(document, next) : NULL;

    if (scan->open == NO_INDEX)
        return;
    if (mark != NULL && mark->style == scan->style && can_open(document, next, mark)) {
        emit(scan, scan->open + 1, next - 1, true);
        scan->open = NO_INDEX;
    } else {
        end_unclosed(scan, next - 1);
    }
}

void find_marked(Document *document, MarkedStretches *marked)
{
    Scan scan = {document, marked, 0, NO_INDEX, STYLE_DOUBLE};
    int32_t paragraph = 0;

    *marked = (MarkedStretches){NULL, 0};
    for (int32_t t = 0; t < document->tokens.count; t++) {
        const Mark *mark;
        int32_t here = document->sentences.items[document->tokens.items[t].sentence].paragraph;

        environment_check_every(document->environment, t);
        if (here != paragraph) {
            end_paragraph(&scan, t);
            paragraph = here;
        }
        mark = mark_of(document, t);
        if (mark == NULL)
            continue;
        if (scan.open == NO_INDEX) {
            if (can_open(document, t, mark)) {
                scan.open = t;
                scan.style = mark->style;
            }
        } else if (mark->style == scan.style && can_close(document, t, mark)) {
            emit(&scan, scan.open + 1, t - 1, false);
            scan.open = NO_INDEX;
        } else if (mark->style == scan.style && can_open(document, t, mark) &&
                   document->tokens.items[t].sentence != document->tokens.items[scan.open].sentence) {
            /* opened again before it was closed: the closing mark was forgotten */
            end_unclosed(&scan, t - 1);
            scan.open = t;
        }
    }
    end_paragraph(&scan, document->tokens.count);
}
