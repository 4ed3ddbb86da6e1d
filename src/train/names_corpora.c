/* names_corpora.c: texts with their names: files with a token and a tag a line, and what all readers share. */
#include "names_corpora.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

NameText *names_add_text(NameTexts *texts, const char *corpus)
{
    if (texts->count == texts->capacity) {
        texts->capacity = texts->capacity == 0 ? 256 : 2 * texts->capacity;
        texts->items = realloc(texts->items, sizeof(*texts->items) * (size_t)texts->capacity);
        if (texts->items == NULL)
            train_fail(corpus, 0, "out of memory");
    }
    memset(&texts->items[texts->count], 0, sizeof(*texts->items));
    texts->items[texts->count].corpus = corpus;
    return &texts->items[texts->count++];
}

void names_add_span(NameText *text, int32_t start, int32_t end, uint32_t kinds)
{
    if (text->span_count == text->span_capacity) {
        text->span_capacity = text->span_capacity == 0 ? 16 : 2 * text->span_capacity;
        text->spans = realloc(text->spans, sizeof(*text->spans) * (size_t)text->span_capacity);
        if (text->spans == NULL)
            train_fail(text->corpus, 0, "out of memory");
    }
    text->spans[text->span_count++] = (GoldSpan){start, end, kinds};
}

static int by_length(const void *a, const void *b)
{
    const GoldSpan *x = a, *y = b;
    int32_t x_length = x->end - x->start, y_length = y->end - y->start;

    return x_length != y_length ? (x_length > y_length ? -1 : 1) : x->start < y->start ? -1 : x->start > y->start;
}

static int by_start(const void *a, const void *b)
{
    const GoldSpan *x = a, *y = b;

    return x->start < y->start ? -1 : x->start > y->start;
}

void names_sort_spans(NameText *text)
{
    int32_t kept = 0;

    qsort(text->spans, (size_t)text->span_count, sizeof(*text->spans), by_length);
    for (int32_t s = 0; s < text->span_count; s++) {
        bool overlaps = false;

        for (int32_t k = 0; k < kept && !overlaps; k++)
            overlaps = text->spans[k].start < text->spans[s].end && text->spans[s].start < text->spans[k].end;
        if (!overlaps)
            text->spans[kept++] = text->spans[s];
    }
    text->span_count = kept;
    qsort(text->spans, (size_t)kept, sizeof(*text->spans), by_start);
}

void names_append(NameText *text, size_t *capacity, const char *bytes, size_t length)
{
    if ((size_t)text->length + length + 1 > *capacity) {
        *capacity = 2 * ((size_t)text->length + length + 1);
        text->text = realloc(text->text, *capacity);
        if (text->text == NULL)
            train_fail(text->corpus, 0, "out of memory");
    }
    memcpy(text->text + text->length, bytes, length);
    text->length += (int32_t)length;
    text->text[text->length] = '\0';
}

/* ---- from tokens to text ---- */

static bool is_one_of(const char *token, size_t length, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && memcmp(words[i], token, length) == 0)
            return true;
    return false;
}

static const char *const tight_before[] = {
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    "%",
    ")",
    "]",
    "}",
    "\xE2\x80\x99",
    "'s",
    "n't",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
    "''",
    "\xE2\x80\x99s",
};
static const char *const tight_after[] = {"(", "[", "{", "$", "\xC2\xA3", "\xE2\x82\xAC", "#"};

typedef struct Builder {
    NameText *text;
    size_t capacity;
    Spacing spacing;
    bool tight;   /* nothing before the next token */
    bool hyphens; /* this sentence writes hyphens without spaces */
    const char *previous;
    size_t previous_length;
} Builder;

static void append(Builder *builder, const char *bytes, size_t length)
{
    names_append(builder->text, &builder->capacity, bytes, length);
}

#define IS(token, length, list) is_one_of(token, length, list, sizeof(list) / sizeof((list)[0]))

/* append_token: a token with the space before it that the spacing asks for; gives where it starts. */
static int32_t append_token(Builder *builder, const char *token, size_t length)
{
    static const char *const clitics[] = {"s", "t", "re", "ve", "ll", "d", "m"};
    static const char *const apostrophes[] = {"'", "\xE2\x80\x99"};
    static const char *const hyphen[] = {"-"};
    bool space = !builder->tight && !IS(token, length, tight_before) &&
                 !(builder->previous != NULL && IS(builder->previous, builder->previous_length, tight_after));

    if (builder->spacing == SPACING_NATURAL && builder->previous != NULL && space) {
        if (IS(builder->previous, builder->previous_length, apostrophes) && IS(token, length, clitics))
            space = false;
        if (builder->hyphens && (IS(token, length, hyphen) || IS(builder->previous, builder->previous_length, hyphen)))
            space = false;
    }
    if (space)
        append(builder, " ", 1);
    append(builder, token, length);
    builder->tight = false;
    builder->previous = token;
    builder->previous_length = length;
    return builder->text->length - (int32_t)length;
}

/* ---- a token and a tag a line ---- */

/* kinds_of_tag: the kinds that a corpus's own name for them stands for; -2: none of ours, such as dates; -3: unknown.
 */
static int32_t kinds_of_tag(const char *tag, size_t length)
{
    static const struct {
        const char *tag;
        int32_t kinds;
    } kinds[] = {
        {"PER", GOLD(PERSON)},
        {"Person", GOLD(PERSON)},
        {"person", GOLD(PERSON)},
        {"politician", GOLD(PERSON)},
        {"ORG", GOLD(ORG)},
        {"Organization", GOLD(ORG)},
        {"organisation", GOLD(ORG)},
        {"politicalparty", GOLD(ORG)},
        {"LOC", GOLD(PLACE)},
        {"Location", GOLD(PLACE)},
        {"location", GOLD(PLACE) | GOLD(FACILITY)},
        {"country", GOLD(PLACE)},
        {"NORP", GOLD(NORP)},
        {"Facility", GOLD(FACILITY)},
        {"Product", GOLD(PRODUCT)},
        {"Misc", GOLD(MISC)},
        {"misc", GOLD(MISC) | GOLD(NORP)},
        {"MISC", GOLD(MISC)},
        {"event", GOLD(MISC)},
        {"election", GOLD(MISC)},
        {"Date", -2},
        {"Money", -2},
        {"OTH", -2},
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strlen(kinds[i].tag) == length && memcmp(kinds[i].tag, tag, length) == 0)
            return kinds[i].kinds;
    return -3;
}

typedef struct BioReader {
    NameTexts *texts;
    const char *path, *corpus;
    int32_t sentences_each, sentences;
    bool outer, in_sentence, iob2;
    Builder builder;
    int32_t kind; /* of the name that the last token was in, -2: none */
    uint64_t random;
    int32_t line;
} BioReader;

static void bio_end_sentence(BioReader *reader)
{
    if (reader->in_sentence && ++reader->sentences == reader->sentences_each) {
        reader->builder.text = NULL;
        reader->sentences = 0;
    }
    reader->in_sentence = false;
    reader->kind = -2;
}

/* bio_token: one token and its tag. */
static void bio_token(BioReader *reader, const char *token, size_t length, const char *tag, size_t tag_length)
{
    Builder *builder = &reader->builder;
    int32_t kind = -2, start;

    if (length == 0 || tag_length == 0)
        train_fail(reader->path, reader->line, "a token and a tag expected");
    if (tag_length > 2 && (tag[0] == 'B' || tag[0] == 'I') && tag[1] == '-')
        kind = kinds_of_tag(tag + 2, tag_length - 2);
    else if (tag_length != 1 || tag[0] != 'O')
        kind = -3;
    if (kind == -3)
        train_fail(reader->path, reader->line, "unknown tag \"%.*s\"", (int)tag_length, tag);
    if (builder->text == NULL) {
        builder->text = names_add_text(reader->texts, reader->corpus);
        builder->capacity = 0;
        builder->previous = NULL;
        builder->tight = true;
    } else if (!reader->in_sentence) {
        append(builder, "\n\n", 2);
        builder->previous = NULL;
        builder->tight = true;
    }
    if (!reader->in_sentence)
        builder->hyphens = train_random(&reader->random, 3) > 0;
    reader->in_sentence = true;
    start = append_token(builder, token, length);
    if (kind >= 0) {
        if (tag[0] == 'I' && reader->kind == kind)
            builder->text->spans[builder->text->span_count - 1].end = builder->text->length;
        else
            names_add_span(builder->text, start, builder->text->length, (uint32_t)kind);
    }
    reader->kind = kind;
}

static void bio_line(BioReader *reader, const char *line, size_t length)
{
    char separator = memchr(line, '\t', length) != NULL ? '\t' : ' ';
    const char *cells[8];
    size_t lengths[8];
    int count = 0;

    if (length == 0 || strncmp(line, "-DOCSTART-", 10) == 0) {
        bio_end_sentence(reader);
        return;
    }
    if (length > 1 && line[0] == '#' && (line[1] == ' ' || line[1] == '\t') && reader->iob2)
        return;
    for (const char *at = line; count < 8;) {
        const char *end = memchr(at, separator, length - (size_t)(at - line));

        cells[count] = at;
        lengths[count++] = end == NULL ? length - (size_t)(at - line) : (size_t)(end - at);
        if (end == NULL)
            break;
        at = end + 1;
        while (separator == ' ' && at < line + length && *at == ' ')
            at++;
    }
    if (reader->iob2 && count >= 3)
        bio_token(reader, cells[1], lengths[1], cells[2], lengths[2]);
    else if (!reader->iob2 && count >= 2)
        bio_token(reader, cells[0], lengths[0], cells[reader->outer ? 1 : count - 1],
                  lengths[reader->outer ? 1 : count - 1]);
    else
        train_fail(reader->path, reader->line, "a token and a tag expected");
}

void names_read_bio(NameTexts *texts, const char *path, const char *corpus, int32_t sentences, bool outer,
                    Spacing spacing)
{
    size_t size, path_length = strlen(path);
    char *bytes = train_read(path, &size);
    BioReader reader = {
        .texts = texts,
        .path = path,
        .corpus = corpus,
        .sentences_each = sentences,
        .outer = outer,
        .iob2 = path_length > 5 && strcmp(path + path_length - 5, ".iob2") == 0,
        .builder = {.spacing = spacing},
        .kind = -2,
        .random = word_hash(path + (path_length > 20 ? path_length - 20 : 0), path_length > 20 ? 20 : path_length)};

    for (const char *at = bytes; at < bytes + size;) {
        const char *end = memchr(at, '\n', size - (size_t)(at - bytes));
        size_t length = end == NULL ? size - (size_t)(at - bytes) : (size_t)(end - at);

        reader.line++;
        if (reader.line > 1 || strncmp(at, "http", 4) != 0) /* the address that a story was taken from */
            bio_line(&reader, at, length);
        at += length + 1;
    }
    bio_end_sentence(&reader);
    free(bytes);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void names_read_bio_folder(NameTexts *texts, const char *path, const char *corpus, int32_t sentences, bool outer,
                           Spacing spacing)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    char **names = NULL, **longer;
    size_t count = 0;

    if (folder == NULL)
        train_fail(path, 0, "cannot be opened");
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        longer = realloc(names, sizeof(*names) * (count + 1));
        if (longer == NULL)
            train_fail(path, 0, "out of memory");
        names = longer;
        names[count++] = train_path(path, entry->d_name);
    }
    closedir(folder);
    qsort(names, count, sizeof(*names), by_name);
    for (size_t i = 0; i < count; i++) {
        names_read_bio(texts, names[i], corpus, sentences, outer, spacing);
        free(names[i]);
    }
    free(names);
}

/* ---- variants ---- */

/* vary_word: ASCII and Latin-1 letters in another case; other letters stay, so that offsets do. */
static void vary_letter(unsigned char *byte, unsigned char before, bool upper)
{
    if (upper && *byte >= 'a' && *byte <= 'z')
        *byte = (unsigned char)(*byte - 'a' + 'A');
    else if (!upper && *byte >= 'A' && *byte <= 'Z')
        *byte = (unsigned char)(*byte - 'A' + 'a');
    else if (upper && before == 0xC3 && *byte >= 0xA0 && *byte <= 0xBE && *byte != 0xB7)
        *byte = (unsigned char)(*byte - 0x20);
    else if (!upper && before == 0xC3 && *byte >= 0x80 && *byte <= 0x9E && *byte != 0x97)
        *byte = (unsigned char)(*byte + 0x20);
}

static void vary_sentence(unsigned char *text, int32_t length, CaseMode mode)
{
    bool in_word = false;

    for (int32_t i = 0; i < length; i++) {
        bool letter = (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';

        if (mode != CASE_TITLE || (!in_word && letter))
            vary_letter(&text[i], i > 0 ? text[i - 1] : 0, mode != CASE_LOWER);
        in_word = letter || text[i] >= 0x80 || text[i] == '\'';
    }
}

void names_vary(NameTexts *texts, const NameText *from, uint64_t *random)
{
    NameText copy = *from;
    NameText *text = names_add_text(texts, copy.corpus);
    int32_t start = 0;

    *text = copy;
    text->text = train_allocate((size_t)copy.length + 1, 1);
    memcpy(text->text, copy.text, (size_t)copy.length);
    text->spans = train_allocate((size_t)copy.span_count, sizeof(*text->spans));
    memcpy(text->spans, copy.spans, sizeof(*text->spans) * (size_t)copy.span_count);
    text->span_capacity = copy.span_count;
    while (start < text->length) {
        const char *end = strstr(text->text + start, "\n\n");
        int32_t length = end == NULL ? text->length - start : (int32_t)(end - text->text) - start;
        uint32_t choice = train_random(random, 10);

        if (choice < 4)
            vary_sentence((unsigned char *)text->text + start, length, CASE_UPPER);
        else if (choice < 7)
            vary_sentence((unsigned char *)text->text + start, length, CASE_TITLE);
        else if (choice < 9)
            vary_sentence((unsigned char *)text->text + start, length, CASE_LOWER);
        start += length + 2;
    }
}
