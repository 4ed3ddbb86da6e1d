/* treebank.c: reads treebanks in CoNLL-U. */
#include "treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 10
#define LONGEST_SENTENCE 2000

/* One word of the file. */
typedef struct Row {
    char *form, *lemma;
    int32_t upos, xpos, head, deprel;
    bool space_after;
} Row;

typedef struct Reader {
    const char *path;
    int32_t line;
    Row rows[LONGEST_SENTENCE];
    int32_t count;
    int32_t joined_to; /* last word of a token of several words, 0: none */
    bool joined_space; /* whether a space follows it */
} Reader;

Treebank *treebank_new(const Trainer *trainer)
{
    Treebank *treebank = train_allocate(1, sizeof(*treebank));

    treebank->trainer = trainer;
    arena_start(&treebank->arena, trainer->environment);
    document_start(&treebank->document, &treebank->arena, "", 0);
    return treebank;
}

static char *split(char **next, char separator)
{
    char *start = *next, *end = strchr(start, separator);

    if (end == NULL) {
        *next = start + strlen(start);
    } else {
        *end = '\0';
        *next = end + 1;
    }
    return start;
}

static int32_t number(const Reader *reader, const char *digits)
{
    char *end;
    long value = strtol(digits, &end, 10);

    if (end == digits || *end != '\0' || value < 0 || value >= LONGEST_SENTENCE)
        train_fail(reader->path, reader->line, "invalid number: \"%s\"", digits);
    return (int32_t)value;
}

static int32_t label(const Reader *reader, const char *const *names, int32_t count, const char *name)
{
    int32_t found = label_find(names, count, name, strlen(name));

    if (found < 0)
        train_fail(reader->path, reader->line, "unknown label: \"%s\"", name);
    return found;
}

/* read_word: one line of ten columns. */
static void read_word(Reader *reader, char *line)
{
    char *columns[COLUMNS], *range;
    Row *row = &reader->rows[reader->count];
    bool space_after;

    for (int32_t i = 0; i < COLUMNS; i++) {
        if (*line == '\0')
            train_fail(reader->path, reader->line, "expected %d columns, got %d", COLUMNS, i);
        columns[i] = split(&line, '\t');
    }
    if (*line != '\0')
        train_fail(reader->path, reader->line, "expected %d columns, got more", COLUMNS);
    space_after = strstr(columns[9], "SpaceAfter=No") == NULL;
    if (strchr(columns[0], '.') != NULL)
        return; /* an empty node of the enhanced graph */
    if ((range = strchr(columns[0], '-')) != NULL) {
        reader->joined_to = number(reader, range + 1);
        reader->joined_space = space_after;
        return;
    }
    if (reader->count + 1 >= LONGEST_SENTENCE)
        train_fail(reader->path, reader->line, "sentence of more than %d words", LONGEST_SENTENCE);
    if (number(reader, columns[0]) != reader->count + 1)
        train_fail(reader->path, reader->line, "expected word %d, got \"%s\"", reader->count + 1, columns[0]);
    *row = (Row){.form = columns[1],
                 .lemma = columns[2],
                 .upos = label(reader, upos_names, UPOS_COUNT, columns[3]),
                 .xpos = label(reader, xpos_names, XPOS_COUNT, columns[4]),
                 .head = number(reader, columns[6]),
                 .deprel = label(reader, deprel_names, DEPREL_COUNT, columns[7]),
                 .space_after = space_after};
    if (reader->joined_to > 0) {
        row->space_after = reader->joined_to == reader->count + 1 && reader->joined_space;
        if (reader->joined_to == reader->count + 1)
            reader->joined_to = 0;
    }
    reader->count++;
}

static void add_text(Treebank *treebank, const char *bytes, size_t length)
{
    if (treebank->text_length + length + 1 > treebank->text_capacity) {
        treebank->text_capacity = (treebank->text_length + length + 1) * 2;
        treebank->text = realloc(treebank->text, treebank->text_capacity);
        if (treebank->text == NULL)
            train_fail("trainer", 0, "out of memory");
    }
    memcpy(treebank->text + treebank->text_length, bytes, length);
    treebank->text_length += length;
}

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* add_form: the form, written as the variant does. */
static void add_form(Treebank *treebank, const Row *row, Variant variant)
{
    /* words that headlines in title case mostly leave in lower case */
    static const Upos small[] = {UPOS_ADP, UPOS_CCONJ, UPOS_DET, UPOS_PART, UPOS_SCONJ, UPOS_AUX};
    size_t start = treebank->text_length, length = strlen(row->form);
    char *form;
    bool is_small = false;

    add_text(treebank, row->form, length);
    form = treebank->text + start;
    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
        if (row->upos == (int32_t)small[i] && length < 5)
            is_small = true;
    for (size_t i = 0; i < length; i++) {
        if (variant == VARIANT_UPPER)
            form[i] = upper(form[i]);
        else if (variant == VARIANT_LOWER)
            form[i] = lower(form[i]);
    }
    if (variant == VARIANT_TITLE && !is_small)
        form[0] = upper(form[0]);
}

/* without_stop: number of words when the sentence loses its last mark; the same number when it cannot. */
static int32_t without_stop(const Reader *reader)
{
    const Row *last = &reader->rows[reader->count - 1];

    if (last->upos != UPOS_PUNCT || reader->count < 3)
        return reader->count;
    for (int32_t i = 0; i < reader->count; i++)
        if (reader->rows[i].head == reader->count)
            return reader->count;
    return reader->count - 1;
}

static void add_sentence(Treebank *treebank, const Reader *reader, Variant variant)
{
    Document *document = &treebank->document;
    Sentence *sentence = document_add_sentences(document);
    int32_t number = document->sentences.count - 1, first = document->tokens.count;
    int32_t count = variant == VARIANT_NONE ? reader->count : without_stop(reader);

    if (document->sentences.count > treebank->variant_capacity) {
        treebank->variant_capacity = treebank->variant_capacity * 2 + 1024;
        treebank->variants = realloc(treebank->variants, (size_t)treebank->variant_capacity * sizeof(Variant));
    }
    if (first + count > treebank->gold_capacity) {
        treebank->gold_capacity = (first + count) * 2;
        treebank->gold = realloc(treebank->gold, (size_t)treebank->gold_capacity * sizeof(GoldToken));
    }
    if (treebank->variants == NULL || treebank->gold == NULL)
        train_fail("trainer", 0, "out of memory");
    treebank->variants[number] = variant;
    sentence->start = (int32_t)treebank->text_length;
    sentence->first_token = first;
    sentence->last_token = first + count - 1;
    for (int32_t i = 0; i < count; i++) {
        const Row *row = &reader->rows[i];
        Token *token = document_add_tokens(document);

        token->sentence = number;
        token->start = (int32_t)treebank->text_length;
        add_form(treebank, row, variant);
        token->length = (int32_t)treebank->text_length - token->start;
        if (row->space_after)
            add_text(treebank, " ", 1);
        treebank->gold[first + i] = (GoldToken){.lemma = arena_copy(&treebank->arena, row->lemma, strlen(row->lemma)),
                                                .upos = row->upos,
                                                .xpos = row->xpos,
                                                .head = row->head == 0 ? NO_INDEX : first + row->head - 1,
                                                .deprel = row->deprel};
    }
    sentence->length = (int32_t)treebank->text_length - sentence->start;
    add_text(treebank, " ", 1);
}

static void finish_sentence(Treebank *treebank, Reader *reader, int32_t every)
{
    int32_t roots = 0;

    if (reader->count == 0)
        return;
    for (int32_t i = 0; i < reader->count; i++) {
        if (reader->rows[i].head > reader->count)
            train_fail(reader->path, reader->line, "word %d has head %d, beyond the sentence", i + 1,
                       reader->rows[i].head);
        roots += reader->rows[i].head == 0;
    }
    if (roots != 1)
        train_fail(reader->path, reader->line, "sentence has %d roots", roots);
    add_sentence(treebank, reader, VARIANT_NONE);
    if (every > 0 && reader->count > 3) {
        int32_t turn = (reader->line / 7) % (every * (VARIANT_COUNT - 1));

        if (turn % every == 0)
            add_sentence(treebank, reader, (Variant)(turn / every + 1));
    }
    reader->count = 0;
    reader->joined_to = 0;
}

void treebank_read(Treebank *treebank, const char *name, int32_t every)
{
    char *path = train_path(treebank->trainer->corpora, name);
    size_t size;
    char *next = train_read(path, &size), *content = next;
    Reader *reader = train_allocate(1, sizeof(*reader));

    reader->path = path;
    while (*next != '\0') {
        char *line = split(&next, '\n');

        reader->line++;
        if (*line == '\0')
            finish_sentence(treebank, reader, every);
        else if (*line != '#')
            read_word(reader, line);
    }
    finish_sentence(treebank, reader, every);
    free(reader);
    free(content);
    free(path);
}

void treebank_finish(Treebank *treebank)
{
    treebank->document.text = treebank->text;
    treebank->document.length = (int32_t)treebank->text_length;
}
