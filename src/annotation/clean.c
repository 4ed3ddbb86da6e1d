/*
 * clean.c: page furniture, told from the story.
 *
 * The text is a row of blocks (paragraphs). Prose blocks have the shape of a story's paragraph; the first that nothing
 * speaks against is the lead. What stands before the lead and after the last prose may be page, what stands between is
 * story unless its words say otherwise. Only what is certain goes: the rules look at position, shape and cue words
 * together, and a text that would lose all its prose loses nothing.
 *
 * The idea of classifying blocks by shape and neighbours is that of Kohlschuetter, Fankhauser and Nejdl, "Boilerplate
 * Detection using Shallow Text Features" (WSDM 2010).
 */
#include "annotate.h"

#include <string.h>

#include "characters.h"
#include "furniture_cues.h"
#include "story_blocks.h"

#define LONGEST_PLEA 60    /* words of a paragraph that asks for something or tells where it came from */
#define SHORT_PLEA 30      /* words of a paragraph that can only be a plea when it has one */
#define LONGEST_CAPTION 45 /* words */
#define SHORTEST_STORY 12  /* words before a plea that are a paragraph of their own, even without a period */
#define LONGEST_ITEM 25    /* words of an item in a list of other stories */
#define NEAR 8             /* blocks around one in which its full form is looked for */
#define SHORTEST_COPY 20   /* bytes that must be the same in a headline cut off */

/* What speaks for a block being furniture, by where that counts. */
typedef struct Evidence {
    int8_t anywhere; /* FurnitureKind that it is wherever it stands, else NO_INDEX */
    int8_t outside;  /* FurnitureKind that it is before the lead or after the last prose */
    int8_t ending;   /* FurnitureKind that it is after the last prose only */
    int8_t heading;  /* FurnitureKind of the list that it heads */
    int32_t cut;     /* where furniture begins that ends the block, NO_INDEX: none */
    int32_t cut_kind;
} Evidence;

typedef struct Cleaner {
    Document *document;
    Blocks blocks;
    Evidence *evidence;
    int32_t lead, last; /* first and last block of the story's prose */
} Cleaner;

/* cue_evidence: what the phrases of a block say. */
static void cue_evidence(const Block *block, const Cues *cues, bool first, Evidence *evidence)
{
    bool plea = cues->start != NO_INDEX || cues->inside != NO_INDEX;
    int32_t kind = cues->start != NO_INDEX ? cues->start : cues->inside;

    if (cues->heading != NO_INDEX) {
        evidence->heading = (int8_t)cues->heading;
        evidence->anywhere = (int8_t)cues->heading;
    } else if (cues->whole == FURNITURE_MENU) {
        evidence->outside = FURNITURE_MENU;
    } else if (cues->whole != NO_INDEX) {
        evidence->anywhere = (int8_t)cues->whole;
        if (cues->whole == FURNITURE_COMMENTS)
            evidence->heading = FURNITURE_COMMENTS;
    } else if (cues->label != NO_INDEX && block->words <= LONGEST_CAPTION && !first) {
        evidence->anywhere = (int8_t)cues->label;
    } else if (cues->credit != NO_INDEX && block->words <= LONGEST_CAPTION && !block->quoted && !first) {
        evidence->cut = cues->credit;
        evidence->cut_kind = FURNITURE_CAPTION;
    } else if (plea && block->words <= LONGEST_PLEA && !block->quoted) {
        bool asks =
            (cues->inside == FURNITURE_SHARE || cues->inside == FURNITURE_SUBSCRIBE) && block->words <= SHORT_PLEA;

        if ((!block->prose && !first) || cues->count > 1 || asks)
            evidence->anywhere = (int8_t)kind;
        else
            evidence->outside = (int8_t)kind;
    }
    if (cues->ending != NO_INDEX && evidence->anywhere == NO_INDEX)
        evidence->outside = (int8_t)cues->ending;
}

/* ends_with_period: whether a stretch ends with a period, and not with the exclamation of a plea. */
static bool ends_with_period(const Document *document, int32_t start, int32_t end)
{
    while (end > start && document->text[end - 1] != '.' && document->text[end - 1] != '!' &&
           document->text[end - 1] != '?' && document->text[end - 1] != ':')
        end--;
    return end > start && document->text[end - 1] == '.';
}

/* cut_plea: whether what asks for something only ends a paragraph that has more to say. */
static bool cut_plea(const Document *document, const Block *block, Evidence *evidence)
{
    int32_t kind = FURNITURE_OTHER, start = closing_cue(document, block, &kind);
    BlockWords words;

    read_words(document, block->start, start, &words);
    if (start == block->end || words.count < (ends_with_period(document, block->start, start) ? 4 : SHORTEST_STORY))
        return false;
    evidence->cut = start;
    evidence->cut_kind = kind;
    return true;
}

/* is_number: whether a block is a number alone, such as a count of comments. */
static bool is_number(const BlockWords *words)
{
    return words->count == 1 && !words->more && words->items[0].number;
}

/* weigh: all evidence of one block. */
static void weigh(Cleaner *cleaner, int32_t index)
{
    const Document *document = cleaner->document;
    const Block *block = &cleaner->blocks.items[index];
    Evidence *evidence = &cleaner->evidence[index];
    BlockWords words;
    Cues cues;

    *evidence = (Evidence){NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX};
    if (block->words > BLOCK_WORDS)
        return;
    if (is_separator(document, block)) {
        evidence->anywhere = FURNITURE_OTHER;
        return;
    }
    read_words(document, block->start, block->end, &words);
    find_cues(document, block, &words, &cues);
    if (block->prose && cues.start == NO_INDEX && cues.inside != NO_INDEX && cut_plea(document, block, evidence))
        return;
    cue_evidence(block, &cues, index == 0, evidence);
    if (evidence->outside != NO_INDEX || evidence->anywhere != NO_INDEX)
        return;
    if (is_address(document, block) || (is_number(&words) && !block->stop))
        evidence->outside = FURNITURE_OTHER;
    else if (is_datestamp(&words))
        evidence->outside = FURNITURE_DATESTAMP;
    else if (is_byline(document, block, &words))
        evidence->outside = FURNITURE_BYLINE;
    else if (is_breadcrumb(document, block) || (!block->stop && !block->prose && is_glued(document, block)))
        evidence->outside = FURNITURE_MENU;
    else if (is_desk_code(document, block))
        evidence->ending = FURNITURE_BYLINE;
}

static bool is_story(const Cleaner *cleaner, int32_t index)
{
    return cleaner->blocks.items[index].prose && cleaner->evidence[index].anywhere == NO_INDEX &&
           cleaner->evidence[index].outside == NO_INDEX;
}

/* find_story: the lead and the last block of prose; false where no block has the shape of a story's. */
static bool find_story(Cleaner *cleaner)
{
    int32_t count = cleaner->blocks.count;

    cleaner->lead = 0;
    while (cleaner->lead < count && !is_story(cleaner, cleaner->lead))
        cleaner->lead++;
    if (cleaner->lead == count)
        return false;
    cleaner->last = count - 1;
    while (!is_story(cleaner, cleaner->last))
        cleaner->last--;
    return true;
}

static bool is_outside(const Cleaner *cleaner, int32_t index)
{
    return index < cleaner->lead || index > cleaner->last;
}

/* mark_evident: the blocks whose own evidence is enough where they stand. */
static void mark_evident(Cleaner *cleaner)
{
    for (int32_t i = 0; i < cleaner->blocks.count; i++) {
        const Evidence *evidence = &cleaner->evidence[i];
        Block *block = &cleaner->blocks.items[i];

        if (i == cleaner->lead)
            continue;
        if (evidence->anywhere != NO_INDEX)
            block->furniture = evidence->anywhere;
        else if (is_outside(cleaner, i) && evidence->outside != NO_INDEX)
            block->furniture = evidence->outside;
        else if (i > cleaner->last && evidence->ending != NO_INDEX)
            block->furniture = evidence->ending;
    }
}

/* mark_lists: items below a heading such as "Most popular", up to the next prose. */
static void mark_lists(Cleaner *cleaner)
{
    Block *blocks = cleaner->blocks.items;

    for (int32_t i = cleaner->lead + 1; i < cleaner->blocks.count; i++) {
        int32_t kind = cleaner->evidence[i].heading;

        if (kind == NO_INDEX)
            continue;
        for (int32_t item = i + 1; item < cleaner->blocks.count && !is_story(cleaner, item) && !blocks[item].stop &&
                                   blocks[item].words <= LONGEST_ITEM;
             item++) {
            if (blocks[item].furniture == NO_INDEX)
                blocks[item].furniture = kind;
        }
    }
}

/* mark_comments: all that follows the heading of the readers' comments, when it is less than the story. */
static void mark_comments(Cleaner *cleaner)
{
    Block *blocks = cleaner->blocks.items;
    int32_t end = blocks[cleaner->blocks.count - 1].end;

    for (int32_t i = cleaner->lead + 1; i < cleaner->blocks.count; i++) {
        if (cleaner->evidence[i].heading != FURNITURE_COMMENTS)
            continue;
        if (end - blocks[i].end > blocks[i].start - blocks[cleaner->lead].start)
            continue;
        for (int32_t rest = i; rest < cleaner->blocks.count; rest++)
            blocks[rest].furniture = FURNITURE_COMMENTS;
        return;
    }
}

/* mark_menus: three or more very short lines in a row outside the story. */
static void mark_menus(Cleaner *cleaner)
{
    Block *blocks = cleaner->blocks.items;

    for (int32_t i = 0, end; i < cleaner->blocks.count; i = end + 1) {
        end = i;
        while (end < cleaner->blocks.count && is_outside(cleaner, end) && blocks[end].words <= 3 && !blocks[end].stop &&
               !blocks[end].digits)
            end++;
        for (int32_t item = i; end - i >= 3 && item < end; item++)
            if (blocks[item].furniture == NO_INDEX)
                blocks[item].furniture = FURNITURE_MENU;
    }
}

/* is_cut_copy: whether a block ends, before its dots, with the beginning of another block. */
static bool is_cut_copy(const Document *document, const Block *block, const Block *other, bool *glued)
{
    const char *text = document->text;
    int32_t end = block->end, length;
    const char *found = text + block->start;

    while (end > block->start && (text[end - 1] == '.' || text[end - 1] == ' '))
        end--;
    if (end > block->start + 3 && memcmp(text + end - 3, "\xE2\x80\xA6", 3) == 0)
        end -= 3;
    if (block->end - end < 2 || end - block->start < SHORTEST_COPY || other->end - other->start < SHORTEST_COPY)
        return false;
    while (found + SHORTEST_COPY <= text + end && memcmp(found, text + other->start, SHORTEST_COPY) != 0)
        found++;
    if (found + SHORTEST_COPY > text + end)
        return false;
    length = (int32_t)(text + end - found);
    *glued = found > text + block->start;
    return length <= other->end - other->start && memcmp(found, text + other->start, (size_t)length) == 0;
}

/* is_signed_copy: whether a block is another block with the name of the site behind it: Storm hits coast - Daily News.
 */
static bool is_signed_copy(const Document *document, const Block *block, const Block *other)
{
    const char *text = document->text;
    int32_t length = other->end - other->start, after;
    UChar32 c;

    if (length < SHORTEST_COPY || block->end - block->start < length + 4 || block->words > other->words + 5 ||
        memcmp(text + block->start, text + other->start, (size_t)length) != 0 || text[block->start + length] != ' ')
        return false;
    c = character_at(text, block->end, block->start + length + 1, &after);
    return c == '-' || c == '|' || c == ':' || c == 0x2013 || c == 0x2014 || c == 0xB7;
}

/* mark_cut_copies: headlines of the page that are cut off, or signed, and stand in full nearby. */
static void mark_cut_copies(Cleaner *cleaner)
{
    Block *blocks = cleaner->blocks.items;

    for (int32_t i = 0; i < cleaner->blocks.count; i++) {
        if (!is_outside(cleaner, i) || blocks[i].furniture != NO_INDEX || blocks[i].words > LONGEST_CAPTION)
            continue;
        for (int32_t other = i < NEAR ? 0 : i - NEAR; other < cleaner->blocks.count && other <= i + NEAR; other++) {
            bool glued = false;

            if (other != i && is_cut_copy(cleaner->document, &blocks[i], &blocks[other], &glued)) {
                blocks[i].furniture = glued ? FURNITURE_MENU : FURNITURE_REPEATED;
                break;
            }
            if (other != i && is_signed_copy(cleaner->document, &blocks[i], &blocks[other])) {
                blocks[i].furniture = FURNITURE_REPEATED;
                break;
            }
        }
        if (i % 256 == 0)
            environment_check(cleaner->document->environment);
    }
}

/* mark_repeated: blocks that say the very words of a headline before the lead again. */
static void mark_repeated(Cleaner *cleaner)
{
    Block *blocks = cleaner->blocks.items;
    int32_t count = cleaner->blocks.count, *slots;
    uint32_t size = 16;

    while (size < (uint32_t)cleaner->lead * 2)
        size *= 2;
    slots = arena_alloc(cleaner->document->arena, size * sizeof(int32_t)); /* a block's index plus one, 0: free */
    for (int32_t i = 0; i < count; i++) {
        uint32_t slot = (uint32_t)(blocks[i].content ^ (blocks[i].content >> 32)) & (size - 1);

        if (blocks[i].furniture != NO_INDEX || blocks[i].words < 3 || i == cleaner->lead)
            continue;
        while (slots[slot] != 0 && blocks[slots[slot] - 1].content != blocks[i].content)
            slot = (slot + 1) & (size - 1);
        if (slots[slot] != 0)
            blocks[i].furniture = FURNITURE_REPEATED;
        else if (i < cleaner->lead && (!blocks[i].digits || (i < 2 && blocks[i].capitalised > 1)))
            slots[slot] = i + 1;
    }
}

static void add_furniture(Document *document, int32_t start, int32_t end, int32_t kind)
{
    Furniture *furniture = document_add_furniture(document);

    furniture->start = start;
    furniture->length = end - start;
    furniture->kind = kind;
}

/* record: the furniture of all blocks in order, with what stands before or after the story in its own blocks. */
static void record(Cleaner *cleaner)
{
    Document *document = cleaner->document;
    int32_t last = cleaner->blocks.count - 1;

    while (last > cleaner->lead && cleaner->blocks.items[last].furniture != NO_INDEX)
        last--;
    for (int32_t i = 0; i < cleaner->blocks.count; i++) {
        const Block *block = &cleaner->blocks.items[i];
        int32_t start = block->start, kind = FURNITURE_OTHER, end;

        if (block->furniture != NO_INDEX) {
            add_furniture(document, block->start, block->end, block->furniture);
            continue;
        }
        if (i <= cleaner->lead) {
            start = datestamp_end(document, block);
            if (start > block->start)
                add_furniture(document, block->start, start, FURNITURE_DATESTAMP);
        }
        if (cleaner->evidence[i].cut != NO_INDEX) {
            add_furniture(document, cleaner->evidence[i].cut, block->end, cleaner->evidence[i].cut_kind);
        } else if (i == last) {
            end = closing_cue(document, block, &kind);
            if (end < block->end)
                add_furniture(document, end, block->end, kind);
        }
    }
}

void clean(Document *document)
{
    Cleaner cleaner = {.document = document};

    find_blocks(document, &cleaner.blocks);
    cleaner.evidence = arena_alloc(document->arena, ((size_t)cleaner.blocks.count + 1) * sizeof(Evidence));
    for (int32_t i = 0; i < cleaner.blocks.count; i++) {
        weigh(&cleaner, i);
        if (i % 256 == 0)
            environment_check(document->environment);
    }
    if (!find_story(&cleaner))
        return;
    mark_evident(&cleaner);
    mark_menus(&cleaner);
    mark_lists(&cleaner);
    mark_cut_copies(&cleaner);
    mark_comments(&cleaner);
    mark_repeated(&cleaner);
    record(&cleaner);
}
