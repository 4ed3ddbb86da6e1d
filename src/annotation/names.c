/*
 * names.c: names. Runs of capitalised words become mentions of level name; the words in and beside a run say what it
 * names: "Acme Corp", "President Mbeki", "in Lagos". A name seen in full decides what its parts mean later on.
 */
#include "annotate.h"

#include "knowledge/knowledge.h"

#include <string.h>

static bool is_upper_start(const Document *document, int32_t token)
{
    const unsigned char *text = (const unsigned char *)token_text(document, token);

    if (text[0] < 0x80)
        return text[0] >= 'A' && text[0] <= 'Z';
    /* Latin capitals beyond ASCII: U+00C0 .. U+00DE */
    return text[0] == 0xC3 && document->tokens.items[token].length > 1 && text[1] >= 0x80 && text[1] <= 0x9E;
}

/* group_of: the group of a word in name_words.tsv, "" when it is in none. */
static const char *group_of(const Document *document, int32_t token)
{
    int32_t end;
    int32_t row = knowledge_match(&knowledge_name_words, document, token, token, KNOWLEDGE_LOWER, &end);

    return row < 0 ? "" : knowledge_cell(&knowledge_name_words, row, 1);
}

/* joins: whether a word that is not capitalised holds a name together, as in "Bank of England", "Ursula von der Leyen".
 */
static bool joins(const Document *document, int32_t token)
{
    return token_is(document, token, "of") || token_is(document, token, "de") || token_is(document, token, "von") ||
           token_is(document, token, "van") || token_is(document, token, "der") || token_is(document, token, "bin") ||
           token_is(document, token, "al") || token_is(document, token, "&") || token_is(document, token, "-");
}

static Kind kind_of_run(const Document *document, int32_t first, int32_t last, int32_t sentence_first)
{
    const char *last_group = group_of(document, last);
    const char *first_group = group_of(document, first);

    if (strncmp(last_group, "org_", 4) == 0 || strncmp(first_group, "org_", 4) == 0)
        return KIND_ORG;
    if (strcmp(last_group, "facility") == 0)
        return KIND_FACILITY;
    if (strcmp(last_group, "location") == 0 || strcmp(first_group, "location") == 0)
        return KIND_LOC;
    if (strcmp(last_group, "event") == 0)
        return KIND_MISC;
    if (first > sentence_first && strcmp(group_of(document, first - 1), "person_title") == 0)
        return KIND_PERSON;
    if (first > sentence_first &&
        (token_is_folded(document, first - 1, "in") || token_is_folded(document, first - 1, "from")))
        return KIND_GPE;
    if (last > first)
        return KIND_PERSON;
    if (document->tokens.items[first].length <= 5 && document->tokens.items[first].length >= 2 &&
        is_upper_start(document, first) && token_text(document, first)[1] >= 'A' &&
        token_text(document, first)[1] <= 'Z')
        return KIND_ORG;
    return KIND_GPE;
}

static void add_name(Document *document, int32_t sentence, int32_t first, int32_t last, Kind kind)
{
    const Token *tokens = document->tokens.items;
    Mention *mention = document_add_mentions(document);

    mention->sentence = sentence;
    mention->start = tokens[first].start;
    mention->length = tokens[last].start + tokens[last].length - tokens[first].start;
    mention->first_token = first;
    mention->last_token = last;
    mention->head = last;
    mention->kind = kind;
    mention->level = LEVEL_NAME;
}

static void find_in_sentence(Document *document, int32_t sentence)
{
    int32_t first_token = document->sentences.items[sentence].first_token;
    int32_t last_token = document->sentences.items[sentence].last_token;

    for (int32_t i = first_token; i <= last_token; i++) {
        int32_t first = i, last = i;
        const char *group;

        if (!is_upper_start(document, i) || document->tokens.items[i].upos == UPOS_DET ||
            document->tokens.items[i].upos == UPOS_PRON)
            continue;
        while (last < last_token) {
            if (is_upper_start(document, last + 1))
                last++;
            else if (last + 1 < last_token && joins(document, last + 1) && is_upper_start(document, last + 2))
                last += 2;
            else
                break;
        }
        i = last;
        while (first < last && strcmp(group_of(document, first), "person_title") == 0)
            first++;
        group = group_of(document, first);
        if (strcmp(group, "calendar") == 0 || strcmp(group, "person_title") == 0)
            continue;
        if (first == last && first == first_token)
            continue; /* only its capital at the start of a sentence speaks for it */
        add_name(document, sentence, first, last, kind_of_run(document, first, last, first_token));
    }
}

void find_names(Document *document)
{
    for (int32_t s = 0; s < document->sentences.count; s++) {
        environment_check(document->environment);
        find_in_sentence(document, s);
    }
}
