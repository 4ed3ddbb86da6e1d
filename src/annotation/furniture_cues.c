/* furniture_cues.c: the phrases and shapes of page furniture. */
#include "furniture_cues.h"

#include <string.h>

#include "characters.h"
#include "knowledge/knowledge.h"

#define LONGEST_CLOSING 300 /* bytes of furniture at the end of a paragraph */

/* skip_spaces: the first byte from `at` on that is no space. */
static int32_t skip_spaces(const Document *document, int32_t at, int32_t end)
{
    int32_t next;

    while (at < end && is_space_class(class_at(document->text, end, at, &next)))
        at = next;
    return at;
}

/* has_label_mark: whether a colon, bar, dash or wide space follows a word. */
static bool has_label_mark(const Document *document, const Block *block, const BlockWord *word)
{
    int32_t at = skip_spaces(document, word->end, block->end), next;
    UChar32 c = at < block->end ? character_at(document->text, block->end, at, &next) : 0;

    return at > word->end + 1 || c == ':' || c == '|' || c == 0xBB || c == 0x203A || c == '>' ||
           (at > word->end && (c == '-' || c == 0x2013 || c == 0x2014));
}

/* follows_stop: whether a word begins a sentence, a part in brackets or the block. */
static bool follows_stop(const Document *document, const Block *block, const BlockWord *word)
{
    int32_t at = word->start, start = at;
    UChar32 c = 0;

    while (at > block->start) {
        c = character_before(document->text, at, &start);
        if (!is_space_class(character_class(c)))
            break;
        at = start;
    }
    return at <= block->start || c == '.' || c == '(' || c == '[' || c == '|' || c == '!' || c == '?';
}

/* bracket_before: where an opening bracket directly before a position stands, or the position. */
static int32_t bracket_before(const Document *document, const Block *block, int32_t at)
{
    while (at > block->start && (document->text[at - 1] == '(' || document->text[at - 1] == '['))
        at--;
    return at;
}

static int32_t kind_of(int32_t row)
{
    const char *kind = knowledge_cell(&knowledge_furniture_cues, row, 2);

    return label_find(furniture_names, FURNITURE_COUNT, kind, strlen(kind));
}

/* agency_credit: where a credit such as REUTERS/Ana Silva or Ana Silva/AFP at the end of a block begins, or NO_INDEX.
 */
static int32_t agency_credit(const Document *document, const Block *block, const BlockWords *words, int32_t first,
                             int32_t last)
{
    const BlockWord *word = &words->items[first];
    bool after = words->items[last].end < block->end && document->text[words->items[last].end] == '/';
    bool before = word->start > block->start && document->text[word->start - 1] == '/';

    if (words->more || words->count - last > 6 || !(after || before))
        return NO_INDEX;
    for (int32_t i = first; i >= 1 && first - i <= 4; i--)
        if (follows_stop(document, block, &words->items[i]))
            return bracket_before(document, block, words->items[i].start);
    return NO_INDEX;
}

/* add_cue: one row whose words are those from first to last. */
static void add_cue(const Document *document, const Block *block, const BlockWords *words, int32_t first, int32_t last,
                    int32_t row, Cues *cues)
{
    const char *place = knowledge_cell(&knowledge_furniture_cues, row, 1);
    bool all = first == 0 && last == words->count - 1 && !words->more;
    int32_t kind = kind_of(row);

    if (strcmp(place, "whole") == 0) {
        if (all)
            cues->whole = kind;
    } else if (strcmp(place, "heading") == 0) {
        if (all)
            cues->heading = kind;
    } else if (strcmp(place, "ending") == 0) {
        if (all)
            cues->ending = kind;
        else if (cues->credit == NO_INDEX)
            cues->credit = agency_credit(document, block, words, first, last);
    } else if (strcmp(place, "label") == 0) {
        if (!has_label_mark(document, block, &words->items[last]))
            return;
        if (first == 0)
            cues->label = kind;
        else if (kind == FURNITURE_CAPTION && follows_stop(document, block, &words->items[first]))
            cues->credit = bracket_before(document, block, words->items[first].start);
    } else if (strcmp(place, "start") == 0) {
        if (first == 0) {
            cues->start = kind;
            cues->count++;
        } else if (kind == FURNITURE_CAPTION && words->items[first].capital &&
                   follows_stop(document, block, &words->items[first])) {
            cues->credit = bracket_before(document, block, words->items[first].start);
        }
    } else {
        if (cues->inside == NO_INDEX)
            cues->inside = kind;
        cues->count++;
    }
}

/* drop_numbers: the words without counts, so that "12 Comments" is "comments". */
static void drop_numbers(BlockWords *words)
{
    BlockWords kept = {.more = words->more};
    int32_t length = 0;

    for (int32_t i = 0; i < words->count; i++) {
        BlockWord word = words->items[i];
        int32_t bytes = word.key_end - word.key;

        if (word.number)
            continue;
        if (length > 0)
            kept.keys[length++] = ' ';
        memcpy(kept.keys + length, words->keys + word.key, (size_t)bytes);
        word.key = (int16_t)length;
        length += bytes;
        word.key_end = (int16_t)length;
        kept.items[kept.count++] = word;
    }
    *words = kept;
}

static void match_cues(const Document *document, const Block *block, const BlockWords *words, Cues *cues)
{
    size_t length;

    for (int32_t first = 0; first < words->count; first++) {
        const char *key = words_key(words, first, first, &length);
        int32_t longest = knowledge_longest_from(&knowledge_furniture_cues, key, length);

        for (int32_t n = longest; n > 0; n--) {
            int32_t row;

            if (first + n > words->count)
                continue;
            key = words_key(words, first, first + n - 1, &length);
            row = knowledge_find(&knowledge_furniture_cues, key, length);
            if (row < 0)
                continue;
            do
                add_cue(document, block, words, first, first + n - 1, row, cues);
            while (knowledge_same_key(&knowledge_furniture_cues, row++));
        }
    }
}

/* is_copyright: (c) or the sign at the start, or "copyright" with the sign or a year after it. */
static bool is_copyright(const BlockWords *words)
{
    size_t length;
    const char *key;

    if (words->count == 0)
        return false;
    key = words_key(words, 0, 0, &length);
    if (memcmp(key, "\xC2\xA9", length < 2 ? length : 2) == 0)
        return true;
    if (words->count < 2 || length != 9 || memcmp(key, "copyright", 9) != 0)
        return false;
    key = words_key(words, 1, 1, &length);
    return words->items[1].number || memcmp(key, "\xC2\xA9", length < 2 ? length : 2) == 0 ||
           (length == 1 && *key == 'c');
}

void find_cues(const Document *document, const Block *block, const BlockWords *words, Cues *cues)
{
    bool numbers = false;

    *cues = (Cues){NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, 0, NO_INDEX};
    if (is_copyright(words)) {
        cues->start = FURNITURE_LEGAL;
        cues->count = 2;
    }
    match_cues(document, block, words, cues);
    for (int32_t i = 0; i < words->count; i++)
        numbers = numbers || words->items[i].number;
    if (numbers && words->count <= 6) {
        BlockWords rest = *words;
        Cues counted = {NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, 0, NO_INDEX};

        drop_numbers(&rest);
        match_cues(document, block, &rest, &counted);
        if (cues->whole == NO_INDEX && counted.whole != FURNITURE_MENU)
            cues->whole = counted.whole; /* a section with numbers is a row of a table */
    }
}

/* is_numeric_date: digits in two or three groups with hyphens, slashes or stops between: 2021-12-30, 30.12.2021. */
static bool is_numeric_date(const char *key, size_t length)
{
    int32_t groups = 1, digits = 0;
    char separator = '\0';

    for (size_t i = 0; i < length; i++) {
        if (is_ascii_digit(key[i])) {
            digits++;
        } else {
            if ((key[i] != '-' && key[i] != '.' && key[i] != '/') || (separator != '\0' && key[i] != separator))
                return false;
            separator = key[i];
            groups++;
        }
    }
    return groups == 3 && digits >= 4 && digits <= 8;
}

/* is_section: whether a word in lower case names a section of a site, or a link that every page has. */
static bool is_section(const char *key, size_t length)
{
    int32_t row = knowledge_find(&knowledge_furniture_cues, key, length);

    while (row >= 0) {
        if (strcmp(knowledge_cell(&knowledge_furniture_cues, row, 1), "whole") == 0)
            return true;
        row = knowledge_same_key(&knowledge_furniture_cues, row) ? row + 1 : -1;
    }
    return false;
}

bool is_datestamp(const BlockWords *words)
{
    int32_t numbers = 0, months = 0, labels = 0, weekdays = 0, dates = 0, long_numbers = 0, others = 0;
    bool ago = false;

    if (words->count == 0 || words->count > 16 || words->more)
        return false;
    for (int32_t i = 0; i < words->count; i++) {
        size_t length;
        const char *key = words_key(words, i, i, &length), *kind;
        int32_t row;

        if (is_ascii_digit(key[0])) {
            while (!is_ascii_digit(key[length - 1]))
                length--; /* 20th, 5pm, 14h */
            numbers++;
            dates += is_numeric_date(key, length);
            long_numbers += length >= 4; /* a year or a time of day */
            continue;
        }
        row = knowledge_find(&knowledge_datestamp_words, key, length);
        if (row < 0) {
            if (++others > 2 || !is_section(key, length))
                return false;
            continue;
        }
        kind = knowledge_cell(&knowledge_datestamp_words, row, 1);
        months += strcmp(kind, "month") == 0;
        weekdays += strcmp(kind, "weekday") == 0;
        labels += strcmp(kind, "label") == 0;
        ago = ago || (length == 3 && memcmp(key, "ago", 3) == 0);
    }
    if (numbers == 0 || months > 2 || dates > 2)
        return false;
    if (labels > 0 || (ago && words->count <= 4))
        return true;
    return dates == 1 || (dates == 0 && months == 1 && long_numbers > 0 && (weekdays > 0 || numbers > 1));
}

int32_t datestamp_end(const Document *document, const Block *block)
{
    BlockWords words;
    int32_t word = 0, end, next;
    size_t length;
    const char *key;
    bool labelled = false;

    read_words(document, block->start, block->end, &words);
    while (word < words.count && word < 3) {
        int32_t row;

        key = words_key(&words, word, word, &length);
        row = knowledge_find(&knowledge_datestamp_words, key, length);
        if (row < 0 || strcmp(knowledge_cell(&knowledge_datestamp_words, row, 1), "label") != 0)
            break;
        labelled = true;
        word++;
    }
    if (word >= words.count)
        return block->start;
    key = words_key(&words, word, word, &length);
    if (!is_numeric_date(key, length))
        return block->start;
    word++;
    /* a time of day after it */
    while (word < words.count && words.items[word].number &&
           memchr(document->text + words.items[word].start, ':',
                  (size_t)(words.items[word].end - words.items[word].start)))
        word++;
    if (word >= words.count || (!labelled && word < 2) || !words.items[word].capital)
        return block->start;
    end = words.items[word - 1].end;
    while (end < words.items[word].start && is_space_class(class_at(document->text, block->end, end, &next)))
        end = next;
    return end == words.items[word].start ? words.items[word - 1].end : block->start;
}

/* is_name_joiner: words without a capital in the names of writers and what they write for. */
static bool is_name_joiner(const char *key, size_t length)
{
    static const char *const joiners[] = {"and",  "of", "for", "in",  "at",  "the", "with",
                                          "from", "de", "da",  "van", "von", "on"};

    for (size_t i = 0; i < sizeof(joiners) / sizeof(joiners[0]); i++)
        if (strlen(joiners[i]) == length && memcmp(joiners[i], key, length) == 0)
            return true;
    return false;
}

/* is_date_word: a number or a word of the list of datestamps. */
static bool is_date_word(const char *key, size_t length)
{
    return is_ascii_digit(key[0]) || knowledge_find(&knowledge_datestamp_words, key, length) >= 0;
}

static bool is_by(const char *key, size_t length)
{
    return length == 2 && memcmp(key, "by", 2) == 0;
}

bool is_byline(const Document *document, const Block *block, const BlockWords *words)
{
    size_t length;
    const char *key;
    int32_t by = 0;

    if (words->count < 2 || words->count > 24 || words->more || block->quoted)
        return false;
    key = words_key(words, 0, 0, &length);
    while (by + 2 < words->count && !is_by(key, length) && is_date_word(key, length))
        key = words_key(words, by + 1, by + 1, &length), by++; /* August 14, 2023 by ... */
    if (!is_by(key, length) || (!words->items[by].capital && words->count > 6))
        return false;
    if (!words->items[by + 1].capital && by == 0)
        return false;
    for (int32_t i = by + 1; i < words->count; i++) {
        key = words_key(words, i, i, &length);
        if (!words->items[i].capital && !is_date_word(key, length) && !is_name_joiner(key, length) &&
            memchr(key, '@', length) == NULL && i > by + 1)
            return false;
    }
    return true;
}

bool is_breadcrumb(const Document *document, const Block *block)
{
    int32_t separators = 0, next;

    if (block->stop || block->words > 14 || block->capitalised * 10 < block->words * 7)
        return false;
    for (int32_t at = block->start; at < block->end; at = next) {
        UChar32 c = character_at(document->text, block->end, at, &next);

        if (at == block->start || document->text[at - 1] != ' ')
            continue;
        separators +=
            c == '>' || c == '/' || c == '|' || c == 0xBB || c == 0x203A || c == 0x2192 || c == 0x2022 || c == 0xB7;
    }
    return separators >= 2;
}

/* is_menu_word: whether the letters before a position are the name of a section or link: Home in HomeEurope. */
static bool is_menu_word(const Document *document, int32_t start, int32_t end)
{
    char key[24];
    int32_t first = end;

    while (first > start && is_letter_class(class_before(document->text, first)) && end - first < (int32_t)sizeof(key))
        first--;
    for (int32_t i = first; i < end; i++)
        key[i - first] =
            (char)(document->text[i] >= 'A' && document->text[i] <= 'Z' ? document->text[i] + 32 : document->text[i]);
    return is_section(key, (size_t)(end - first));
}

bool is_glued(const Document *document, const Block *block)
{
    CharacterClass before = CHARACTER_NONE, class;
    int32_t count = 0, menu = 0, next;

    for (int32_t at = block->start; at < block->end; at = next) {
        class = class_at(document->text, block->end, at, &next);
        if (class == CHARACTER_UPPER && before == CHARACTER_LOWER) {
            count++;
            menu += is_menu_word(document, block->start, at);
            menu += at == block->start + 4 && memcmp(document->text + block->start, "Home", 4) == 0;
        }
        before = class;
    }
    return menu > 1 || count > 3;
}

bool is_separator(const Document *document, const Block *block)
{
    int32_t next;

    for (int32_t at = block->start; at < block->end; at = next) {
        UChar32 c = character_at(document->text, block->end, at, &next);

        if (c < 0x80 ? c == '\0' || strchr("-_=*~#.|/\\<>+ \t\r\n", c) == NULL
                     : (c != 0x2022 && c != 0xB7 && c != 0x2013 && c != 0x2014 && c != POINT_ELLIPSIS))
            return false;
    }
    return true;
}

bool is_address(const Document *document, const Block *block)
{
    bool slash = false, stop = false;
    int32_t next;

    if (block->end - block->start < 8)
        return false;
    for (int32_t at = block->start; at < block->end; at = next) {
        if (is_space_class(class_at(document->text, block->end, at, &next)))
            return false;
        slash = slash || document->text[at] == '/';
        stop = stop || document->text[at] == '.';
    }
    return slash && stop && !block->stop;
}

bool is_desk_code(const Document *document, const Block *block)
{
    int32_t slashes = 0;

    if (block->end - block->start > 20)
        return false;
    for (int32_t at = block->start; at < block->end; at++) {
        char c = document->text[at];

        slashes += c == '/';
        if (c != '/' && c != '-' && !(c >= 'a' && c <= 'z'))
            return false;
    }
    return slashes > 0;
}

/* sentence_start_before: where the last sentence, or part in brackets, of the bytes [start, end) begins. */
static int32_t sentence_start_before(const Document *document, int32_t start, int32_t end)
{
    for (int32_t at = end - 2; at > start; at--) {
        char c = document->text[at];

        if ((c == '.' || c == '!' || c == '?' || c == ')' || c == ']' ||
             (at > 2 && document->text[at - 2] == '\xE2')) &&
            (document->text[at + 1] == ' ' || document->text[at + 1] == '\n'))
            return at + 2;
        if (c == '.' && class_before(document->text, at) == CHARACTER_LOWER && document->text[at + 1] >= 'A' &&
            document->text[at + 1] <= 'Z')
            return at + 1; /* no space after the stop */
    }
    return start;
}

int32_t closing_cue(const Document *document, const Block *block, int32_t *kind)
{
    int32_t end = block->end, found = end;

    while (end > block->start && block->end - end < LONGEST_CLOSING) {
        int32_t start = sentence_start_before(document, block->start, end);
        Block sentence = *block;
        BlockWords words;
        Cues cues;

        if (start <= block->start || block->end - start > LONGEST_CLOSING)
            break;
        sentence.start = start;
        read_words(document, start, end, &words);
        if (words.count == 0)
            break;
        find_cues(document, &sentence, &words, &cues);
        if (cues.whole != NO_INDEX && cues.whole != FURNITURE_MENU && words.count >= 2)
            *kind = cues.whole;
        else if (cues.ending != NO_INDEX)
            *kind = cues.ending;
        else if (words.items[0].capital && cues.start != NO_INDEX && cues.start != FURNITURE_RELATED)
            *kind = cues.start;
        else if (words.items[0].capital && cues.inside != NO_INDEX)
            *kind = cues.inside;
        else if (words.items[0].capital && cues.label == FURNITURE_RELATED)
            *kind = cues.label;
        else
            break;
        found = words.items[0].start;
        while (found > start && document->text[found - 1] != ' ' && document->text[found - 1] != '\n')
            found--; /* the bracket before it, but not the quotation mark after the story's stop */
        end = start;
        while (end > block->start && is_space_class(class_before(document->text, end)))
            end--;
    }
    return found;
}
