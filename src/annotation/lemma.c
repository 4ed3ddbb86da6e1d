/* lemma.c: lemmas, by edits that were learned. */
#include "lemma.h"

#include <string.h>

static bool lemmas_open(Lemmas *lemmas, const Model *model, const Environment *environment)
{
    Cursor cursor;

    if (!model_cursor(model, environment, "lemmas", &cursor))
        return false;
    lemmas->edit_count = cursor_u32(&cursor, 0, 65534);
    lemmas->string_size = cursor_u32(&cursor, 0, 1 << 24);
    lemmas->edits = cursor_array(&cursor, lemmas->edit_count, sizeof(LemmaEdit), 64);
    lemmas->strings = cursor_array(&cursor, lemmas->string_size, 1, 64);
    cursor_array(&cursor, 0, 1, CURSOR_ALIGNMENT);
    word_table_read(&lemmas->endings, &cursor);
    return true;
}

static int32_t edit_of(const Lemmas *lemmas, uint64_t key)
{
    const uint16_t *row = word_table_find(&lemmas->endings, key);

    return row == NULL || row[0] == 0 || row[0] > lemmas->edit_count ? -1 : row[0] - 1;
}

int32_t lemma_edit(const Lemmas *lemmas, const WordType *type, int32_t upos, int32_t xpos)
{
    int32_t edit = edit_of(lemmas, lemma_key(type->lower, type->lower_length, -1, upos, xpos));

    for (int32_t length = LEMMA_LONGEST_ENDING; edit < 0 && length >= 0; length--)
        if (length <= type->lower_length)
            edit = edit_of(lemmas, lemma_key(type->lower, type->lower_length, length, upos, xpos));
    return edit;
}

/* edited: the lemma that an edit makes of a word; the word in lower case where the edit does not fit. */
static StringId edited(Document *document, const Lemmas *lemmas, const WordType *type, int32_t edit)
{
    const LemmaEdit *found = edit < 0 ? NULL : &lemmas->edits[edit];
    const char *word = type->lower;
    int32_t length = type->lower_length;
    char lemma[768];

    if (found == NULL || found->put > lemmas->string_size || found->length > lemmas->string_size - found->put)
        return document_intern(document, word, (size_t)length);
    if (found->kept_case) {
        word = type->form;
        length = type->length;
    }
    if (found->dropped > length || length > 512 || length - found->dropped + found->length == 0 ||
        (found->dropped > 0 && ((unsigned char)word[length - found->dropped] & 0xC0) == 0x80))
        return document_intern(document, word, (size_t)length);
    memcpy(lemma, word, (size_t)(length - found->dropped));
    memcpy(lemma + length - found->dropped, lemmas->strings + found->put, found->length);
    return document_intern(document, lemma, (size_t)(length - found->dropped + found->length));
}

void find_lemmas(Document *document, const Model *model)
{
    /* the last tag and lemma of each word type: most words have one tag in a text */
    typedef struct Known {
        int32_t tag; /* of both kinds, + 1 */
        StringId lemma;
    } Known;
    const Words *words = words_of(document);
    Known *known = arena_alloc(document->arena, ((size_t)words->count + 1) * sizeof(*known));
    Lemmas lemmas;
    bool learned = lemmas_open(&lemmas, model, document->environment);

    for (int32_t i = 0; i < document->tokens.count; i++) {
        Token *token = &document->tokens.items[i];
        const WordType *type = &words->types[words->of_token[i]];
        Known *last = &known[words->of_token[i]];
        int32_t tag = token->upos * XPOS_COUNT + token->xpos + 1;

        if ((i & 1023) == 0)
            environment_check(document->environment);
        if (last->tag != tag) {
            int32_t edit = learned ? lemma_edit(&lemmas, type, token->upos, token->xpos) : -1;

            last->lemma = edited(document, &lemmas, type, edit);
            last->tag = tag;
        }
        token->lemma = last->lemma;
    }
}
