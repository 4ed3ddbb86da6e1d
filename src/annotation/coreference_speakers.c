/*
 * coreference_speakers.c: which tokens lie in quotation marks and whose words they are, as far as first-person pronouns
 * need it: the subject of a verb of saying beside the quotation. The layer of quotations is made later, with the
 * entities that come from here.
 */
#include "coreference.h"

#include "knowledge/knowledge.h"

#include <string.h>

#define SPEAKER_WINDOW 25 /* tokens from a quotation's edge to its verb of saying */

static const Token *token_at(const Coreference *work, int32_t token)
{
    return &work->document->tokens.items[token];
}

typedef enum Mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER } Mark;

static Mark mark_of(const Document *document, int32_t token)
{
    static const struct {
        const char *text;
        Mark mark;
    } marks[] = {
        {"\"", MARK_EITHER},          {"``", MARK_OPEN},           {"''", MARK_CLOSE},      {"\xe2\x80\x9c", MARK_OPEN},
        {"\xe2\x80\x9d", MARK_CLOSE}, {"\xe2\x80\x9e", MARK_OPEN}, {"\xc2\xab", MARK_OPEN}, {"\xc2\xbb", MARK_CLOSE},
    };

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (token_is(document, token, marks[i].text))
            return marks[i].mark;
    return MARK_NONE;
}

static bool is_speech_verb(const Document *document, int32_t token)
{
    const char *lemma = token_lemma(document, token);
    const Token *this = &document->tokens.items[token];

    return (this->upos == UPOS_VERB || this->upos == UPOS_AUX) &&
           (knowledge_find_string(&knowledge_speech_verbs, lemma) >= 0 || token_is_folded(document, token, "said"));
}

/* mention_headed: the mention whose head, or last word, the token is. */
static int32_t mention_headed(const Coreference *work, int32_t token)
{
    if (work->names[token] != NO_INDEX)
        return work->names[token];
    return work->nominals[token];
}

/* subject_of: the mention that is the subject of a verb, by the tree or else right beside it. */
static int32_t subject_of(const Coreference *work, int32_t verb)
{
    int32_t lowest = sentence_first(work->document, verb), highest = sentence_last(work->document, verb);

    lowest = verb - SPEAKER_WINDOW > lowest ? verb - SPEAKER_WINDOW : lowest;
    highest = verb + SPEAKER_WINDOW < highest ? verb + SPEAKER_WINDOW : highest;
    for (int32_t t = lowest; t <= highest; t++)
        if (token_at(work, t)->head == verb && deprel_universal((Deprel)token_at(work, t)->deprel) == DEPREL_NSUBJ)
            return mention_headed(work, t) != NO_INDEX ? mention_headed(work, t) : work->nominals[t];
    if (!has_tree(work->document, verb)) {
        if (verb > lowest && mention_headed(work, verb - 1) != NO_INDEX)
            return mention_headed(work, verb - 1);
        if (verb < highest && mention_headed(work, verb + 1) != NO_INDEX)
            return mention_headed(work, verb + 1);
    }
    return NO_INDEX;
}

/* speaker_beside: the speaker told of after a quotation or, in its sentence, before it. */
static int32_t speaker_beside(const Coreference *work, int32_t first, int32_t last)
{
    const Document *document = work->document;
    int32_t highest = sentence_last(document, last), lowest = sentence_first(document, first);
    int32_t speaker;

    highest = last + SPEAKER_WINDOW < highest ? last + SPEAKER_WINDOW : highest;
    lowest = first - SPEAKER_WINDOW > lowest ? first - SPEAKER_WINDOW : lowest;
    for (int32_t t = last + 1; t <= highest; t++)
        if (work->quotations[t] == 0 && is_speech_verb(document, t) && (speaker = subject_of(work, t)) != NO_INDEX)
            return speaker;
    for (int32_t t = first - 1; t >= lowest; t--)
        if (work->quotations[t] == 0 && is_speech_verb(document, t) && (speaker = subject_of(work, t)) != NO_INDEX)
            return speaker;
    return NO_INDEX;
}

#define TURNS 3 /* questions from which on, with as many first and second persons, a text is an interview */

/* paragraph_asks: whether the paragraph of sentences first to last ends in a question. */
static bool paragraph_asks(const Coreference *work, int32_t last)
{
    const Sentence *sentence = &work->document->sentences.items[last];

    return token_is(work->document, sentence->last_token, "?") && work->quotations[sentence->last_token] == 0;
}

/*
 * find_turns: in an interview the paragraphs that end in a question are one voice and the others, after the first
 * question, the other. What comes before is told by neither.
 */
static void find_turns(Coreference *work)
{
    const Document *document = work->document;
    int32_t questions = 0, first_persons = 0, second_persons = 0;
    bool begun = false;

    work->turns = arena_alloc(document->scratch, (size_t)document->sentences.count * sizeof(int32_t) + 1);
    for (int32_t m = 0; m < document->mentions.count; m++) {
        Pronoun pronoun = pronoun_of(work, m);

        if (work->quotations[coreference_mention(work, m)->head] != 0)
            continue;
        first_persons += pronoun.person == 1;
        second_persons += pronoun.person == 2;
    }
    if (first_persons < TURNS || second_persons < TURNS)
        return;
    for (int32_t pass = 0; pass < 2; pass++) {
        for (int32_t first = 0, last; first < document->sentences.count; first = last + 1) {
            bool asks;

            for (last = first; last + 1 < document->sentences.count && document->sentences.items[last + 1].paragraph ==
                                                                           document->sentences.items[first].paragraph;)
                last++;
            asks = paragraph_asks(work, last);
            questions += pass == 0 && asks;
            begun = begun || (pass == 1 && asks);
            for (int32_t s = first; begun && s <= last; s++)
                work->turns[s] = asks ? TURN_QUESTION : TURN_ANSWER;
        }
        if (questions < TURNS)
            return;
    }
}

void find_speakers(Coreference *work)
{
    Document *document = work->document;
    int32_t open = NO_INDEX, count = 0, paragraph = -1, tokens = document->tokens.count;
    int32_t *firsts = arena_alloc(document->scratch, ((size_t)tokens + 2) * sizeof(int32_t));
    int32_t *lasts = arena_alloc(document->scratch, ((size_t)tokens + 2) * sizeof(int32_t));

    for (int32_t t = 0; t < tokens; t++) {
        const Sentence *sentence = &document->sentences.items[token_at(work, t)->sentence];
        Mark mark = mark_of(document, t);

        if (sentence->paragraph != paragraph) {
            /* a quotation that goes on in the next paragraph opens again there */
            paragraph = sentence->paragraph;
            open = NO_INDEX;
        }
        if (open == NO_INDEX && (mark == MARK_OPEN || mark == MARK_EITHER)) {
            open = t;
            continue;
        }
        if (open != NO_INDEX && (mark == MARK_CLOSE || mark == MARK_EITHER)) {
            count++;
            firsts[count] = open;
            lasts[count] = t;
            for (int32_t i = open; i <= t; i++)
                work->quotations[i] = count;
            open = NO_INDEX;
        }
    }
    work->quotation_count = count;
    work->speakers = arena_alloc(document->scratch, ((size_t)count + 1) * sizeof(int32_t));
    work->speakers[0] = NO_INDEX;
    for (int32_t q = 1; q <= count; q++) {
        if ((q & 255) == 0)
            environment_check(document->environment);
        work->speakers[q] = speaker_beside(work, firsts[q], lasts[q]);
        /* words that go on after "he said" are the same speaker's */
        if (work->speakers[q] == NO_INDEX && q > 1 && firsts[q] - lasts[q - 1] < SPEAKER_WINDOW)
            work->speakers[q] = work->speakers[q - 1];
    }
    find_turns(work);
}
