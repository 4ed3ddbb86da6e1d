/*
 * roles_bodies.c: whole names of organizations and regions. The name finder goes by the look of words and may take
 * "Organization for Security" and "Europe" apart; the lists, and the acronym that the text itself puts behind a name,
 * tell how far it goes.
 */
#include "roles.h"

#include "knowledge/knowledge.h"

#include <string.h>

#define LONGEST_NAME 14 /* words of a name that an acronym spells out */

static const Token *token_at(const Document *document, int32_t token)
{
    return &document->tokens.items[token];
}

int32_t organization_at(const Document *document, int32_t first, int32_t last)
{
    int32_t end, row;

    if (first < last && token_is_folded(document, first, "the"))
        first++;
    row = knowledge_match(&knowledge_organizations, document, first, last, KNOWLEDGE_EXACT, &end);
    return row >= 0 && end == last ? row : -1;
}

static bool is_acronym_token(const Document *document, int32_t token)
{
    const Token *this = token_at(document, token);

    if (this->length < 2 || this->length > 10)
        return false;
    for (int32_t i = 0; i < this->length; i++) {
        char c = token_text(document, token)[i];

        if (c < 'A' || c > 'Z')
            return false;
    }
    return true;
}

/* is_small_word: a word of a name that gives an acronym no letter. */
static bool is_small_word(const Document *document, int32_t token)
{
    static const char *const words[] = {"of", "the", "and", "for", "in", "on", "to", "&", "de", "la", "des", "du"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (token_is_folded(document, token, words[i]))
            return true;
    return false;
}

/*
 * spelled_out: the first token of the name that ends at `last` and whose capitals the acronym is made of, as in
 * "Organization for Security and Cooperation in Europe (OSCE)"; NO_INDEX: there is none (Schwartz and Hearst 2003).
 */
static int32_t spelled_out(const Document *document, int32_t last, int32_t acronym)
{
    const char *letters = token_text(document, acronym);
    int32_t left = token_at(document, acronym)->length, lowest = sentence_first(document, last);

    for (int32_t t = last; t >= lowest && t > last - LONGEST_NAME; t--) {
        char c = *token_text(document, t);

        if (c == letters[left - 1] && token_is_capitalised(document, t)) {
            if (--left == 0)
                return last - t >= 1 ? t : NO_INDEX;
        } else if (!is_small_word(document, t)) {
            return NO_INDEX;
        }
    }
    return NO_INDEX;
}

/* A stretch of tokens that is one name. */
typedef struct Span {
    int32_t first, last;
    int32_t kind;
} Span;

typedef struct Spans {
    Span *items;
    int32_t count;
} Spans;

/* covered: whether one name already covers the stretch and more. */
static bool covered(const Document *document, const int32_t *names, const Span *span)
{
    const Mention *mention = names[span->first] == NO_INDEX ? NULL : &document->mentions.items[names[span->first]];

    return mention != NULL && mention->first_token <= span->first && mention->last_token >= span->last;
}

static void add_span(const Document *document, const int32_t *names, Spans *spans, Span span)
{
    if (covered(document, names, &span) || (spans->count > 0 && spans->items[spans->count - 1].last >= span.first))
        return;
    spans->items[spans->count++] = span;
}

/* find_spans: the names that lists or acronyms make whole, from left to right. */
static void find_spans(const Document *document, const int32_t *names, Spans *spans)
{
    for (int32_t t = 0; t < document->tokens.count; t++) {
        int32_t end, last = sentence_last(document, t), row;
        RoleWord word;

        if ((t & 1023) == 0)
            environment_check(document->environment);
        if (!token_is_capitalised(document, t))
            continue;
        /* what an acronym behind it spells out begins before it, so look from the acronym back */
        if (t >= 3 && t < last && is_acronym_token(document, t) && token_is(document, t - 1, "(") &&
            token_is(document, t + 1, ")")) {
            int32_t first = spelled_out(document, t - 2, t);

            /* "General Officer Commanding (GOC)" is an office */
            if (first != NO_INDEX && !(role_word_at(document, first, first, &word) && word.class == ROLE_OFFICE)) {
                while (spans->count > 0 && spans->items[spans->count - 1].last >= first)
                    spans->count--;
                add_span(document, names, spans, (Span){first, t - 2, KIND_ORG});
                add_span(document, names, spans, (Span){t, t, KIND_ORG});
            }
            continue;
        }
        row = knowledge_match(&knowledge_organizations, document, t, last, KNOWLEDGE_EXACT, &end);
        if (row >= 0 && end > t) {
            add_span(document, names, spans, (Span){t, end, KIND_ORG});
            continue;
        }
        row = knowledge_match(&knowledge_regions, document, t, last, KNOWLEDGE_EXACT, &end);
        if (row >= 0 && end > t && (names[t] != NO_INDEX || names[end] != NO_INDEX))
            add_span(document, names, spans, (Span){t, end, KIND_LOC});
    }
}

void complete_names(Document *document)
{
    int32_t *names = name_mentions(document), kept = 0, span = 0;
    Spans spans = {.count = 0};

    spans.items = arena_alloc(document->scratch, ((size_t)document->tokens.count + 1) * sizeof(Span));
    find_spans(document, names, &spans);
    if (spans.count == 0)
        return;
    /* both are in order: the names that a stretch overlaps give way to it */
    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention mention = document->mentions.items[m];

        while (span < spans.count && spans.items[span].last < mention.first_token)
            span++;
        if (span < spans.count && spans.items[span].first <= mention.last_token &&
            !(mention.first_token < spans.items[span].first && mention.kind == KIND_PERSON))
            continue;
        document->mentions.items[kept++] = mention;
    }
    document->mentions.count = kept;
    for (int32_t i = 0; i < spans.count; i++) {
        const Token *first = token_at(document, spans.items[i].first), *last = token_at(document, spans.items[i].last);
        Mention *mention = document_add_mentions(document);

        mention->sentence = first->sentence;
        mention->start = first->start;
        mention->length = last->start + last->length - first->start;
        mention->first_token = spans.items[i].first;
        mention->last_token = mention->head = spans.items[i].last;
        mention->kind = spans.items[i].kind;
        mention->level = LEVEL_NAME;
    }
    sort_mentions(document);
}
