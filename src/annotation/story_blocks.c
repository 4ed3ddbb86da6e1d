/* story_blocks.c: the paragraphs of a text, their words in a plain form and their shape. */
#include "story_blocks.h"

#include "characters.h"
#include "knowledge/knowledge.h"
#include "lines.h"

#define PROSE_WORDS 6       /* a sentence of the story has at least so many words */
#define LONG_PROSE_WORDS 20 /* as many words make prose even without a stop */

/* is_joiner: what may stand within a word: don't, e-mail, 23.30, a.m. */
static bool is_joiner(UChar32 c)
{
    return c == '\'' || c == POINT_APOSTROPHE || c == '-' || c == '.' || c == ':' || c == '@' || c == '_' || c == '&';
}

/* is_word_character: letters and digits; the copyright sign too, which lists of furniture name like a word. */
static bool is_word_character(UChar32 c)
{
    CharacterClass class = character_class(c);

    return is_word_class(class) || class == CHARACTER_COMPLEX || c == 0xA9;
}

/* append_key: one character of a word to the keys, ASCII in lower case, the curly apostrophe as a straight one. */
static void append_key(BlockWords *words, int32_t *length, const char *bytes, int32_t count, UChar32 c)
{
    if (*length + count + 2 > (int32_t)sizeof(words->keys))
        return;
    if (c == POINT_APOSTROPHE) {
        words->keys[(*length)++] = '\'';
        return;
    }
    for (int32_t i = 0; i < count; i++)
        words->keys[(*length)++] = (char)(bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i]);
}

/*
 * is_glued_here: whether a page's label ran together with what follows it: copyrightReuters, Published25. The word so
 * far must be one that furniture begins with, so that names such as YouTube stay whole.
 */
static bool is_glued_here(const BlockWords *words, const BlockWord *word, int32_t length, CharacterClass before,
                          CharacterClass class)
{
    const char *key = words->keys + word->key;
    size_t bytes = (size_t)(length - word->key);

    if (before != CHARACTER_LOWER || (class != CHARACTER_UPPER && class != CHARACTER_DIGIT) || bytes < 4)
        return false;
    return knowledge_longest_from(&knowledge_furniture_cues, key, bytes) > 0 ||
           knowledge_find(&knowledge_datestamp_words, key, bytes) >= 0;
}

void read_words(const Document *document, int32_t start, int32_t end, BlockWords *words)
{
    const char *text = document->text;
    int32_t at = start, next, after, length = 0;

    words->count = 0;
    words->more = false;
    while (at < end) {
        UChar32 c = character_at(text, end, at, &next);
        CharacterClass before = CHARACTER_NONE;
        BlockWord *word;

        if (!is_word_character(c)) {
            at = next;
            continue;
        }
        if (words->count == BLOCK_WORDS || length + 16 > (int32_t)sizeof(words->keys)) {
            words->more = true;
            return;
        }
        word = &words->items[words->count++];
        if (length > 0)
            words->keys[length++] = ' ';
        *word = (BlockWord){at, at, (int16_t)length, (int16_t)length, character_class(c) == CHARACTER_UPPER, true};
        while (at < end) {
            c = character_at(text, end, at, &next);
            if (!is_word_character(c) && !((is_joiner(c) || (c == '/' && word->number)) && next < end &&
                                           is_word_character(character_at(text, end, next, &after))))
                break;
            if (is_glued_here(words, word, length, before, character_class(c)))
                break;
            before = character_class(c);
            word->number = word->number && (is_joiner(c) || c == '/' || character_class(c) == CHARACTER_DIGIT);
            append_key(words, &length, text + at, next - at, c);
            at = next;
        }
        word->end = at;
        word->key_end = (int16_t)length;
    }
}

/* ends_with_stop: whether the last character, behind what closes it, ends a sentence. */
static bool ends_with_stop(const Document *document, int32_t start, int32_t end)
{
    while (end > start) {
        int32_t before;
        UChar32 c = character_before(document->text, end, &before);

        if (c != '"' && c != '\'' && c != ')' && c != ']' && !is_closing_quote(c) && !is_opening_quote(c) &&
            character_class(c) != CHARACTER_SPACE)
            return is_sentence_stop(c);
        end = before;
    }
    return false;
}

/* measure: the shape of a block. */
static void measure(const Document *document, Block *block)
{
    const char *text = document->text;
    int32_t next, dots;
    bool in_word = false;

    block->content = 0xcbf29ce484222325u; /* FNV-1a, 64 bits */
    for (int32_t at = block->start; at < block->end; at = next) {
        UChar32 c = character_at(text, block->end, at, &next);
        CharacterClass class = character_class(c);
        bool is_word = is_word_class(class) || class == CHARACTER_COMPLEX;

        if (is_word) {
            if (!in_word) {
                block->words += block->words <= BLOCK_WORDS;
                block->capitalised += class == CHARACTER_UPPER;
            }
            for (int32_t i = at; i < next; i++) {
                char byte = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);

                block->content = (block->content ^ (uint8_t)byte) * 0x100000001b3u;
            }
        } else if (c == '"' || is_opening_quote(c) || is_closing_quote(c)) {
            block->quoted = block->quoted || c != POINT_APOSTROPHE || !in_word;
        }
        in_word = is_word || (in_word && is_joiner(c));
        block->letters = block->letters || is_word;
        block->digits = block->digits || class == CHARACTER_DIGIT;
    }
    block->stop = ends_with_stop(document, block->start, block->end);
    for (dots = 0; block->end - dots > block->start && text[block->end - 1 - dots] == '.';)
        dots++;
    if (dots > 1) /* a headline that was cut off */
        block->stop = false;
    block->prose = (block->stop && block->words >= PROSE_WORDS && block->capitalised * 3 <= block->words * 2) ||
                   block->words >= LONG_PROSE_WORDS;
    block->furniture = NO_INDEX;
}

void find_blocks(const Document *document, Blocks *blocks)
{
    Lines lines;

    find_lines(document, &lines);
    blocks->count = 0;
    blocks->items = arena_alloc(document->arena, ((size_t)lines.count + 1) * sizeof(Block));
    for (int32_t i = 0, last; i < lines.count; i = last + 1) {
        Block *block = &blocks->items[blocks->count++];

        last = i;
        while (last + 1 < lines.count && lines.items[last + 1].paragraph == lines.items[i].paragraph)
            last++;
        block->start = lines.items[i].start;
        block->end = lines.items[last].end;
        measure(document, block);
        if (blocks->count % 256 == 0)
            environment_check(document->environment);
    }
}
