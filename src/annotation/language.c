/*
 * language.c: what language the text is in.
 *
 * The script of most letters decides, and in Latin letters the small words, which make up a third of any running text:
 * each word counts for the languages that have it, the less the more they are. Foreign names are no evidence, so only
 * words in small letters speak for another language than English. English is what remains when nothing speaks against
 * it: headlines, tables and lists of names have few small words.
 */
#include "annotate.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "characters.h"
#include "knowledge/knowledge.h"

#define SAMPLE 500       /* tokens that are looked at */
#define LONGEST_SMALL 24 /* bytes of a small word */
#define LANGUAGES 64     /* more than function_words.tsv has */
#define SCRIPTS 64       /* more than scripts.tsv has */
#define WHOLE 60         /* what a word of one language counts; one of k languages counts WHOLE / k for each */
#define RUNNING_TEXT 40  /* words from which on a text without small words of any language is not English */

typedef struct Candidate {
    const char *code;
    int32_t score;
    int32_t hits;
    int32_t distinct; /* different words of two letters or more that English does not have, up to 3 */
    int32_t rows[3];
} Candidate;

typedef struct Script {
    UScriptCode code;
    int32_t letters;
} Script;

typedef struct Evidence {
    Candidate candidates[LANGUAGES];
    int32_t candidate_count;
    Candidate *english; /* one of them */
    Script scripts[SCRIPTS];
    int32_t script_count;
    int32_t letters, latin;
    int32_t lower, upper; /* letters of the words in Latin letters */
    int32_t words, small; /* words; those that begin with a small letter */
    int32_t others;       /* tokens that are no words */
} Evidence;

static void count_script(Evidence *evidence, UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode code = c < 0x80 ? USCRIPT_LATIN : uscript_getScript(c, &status);
    int32_t i = 0;

    evidence->letters++;
    if (U_FAILURE(status) || code <= USCRIPT_INHERITED)
        return;
    if (code == USCRIPT_LATIN) {
        evidence->latin++;
        return;
    }
    while (i < evidence->script_count && evidence->scripts[i].code != code)
        i++;
    if (i == SCRIPTS)
        return;
    if (i == evidence->script_count)
        evidence->scripts[evidence->script_count++] = (Script){code, 0};
    evidence->scripts[i].letters++;
}

/* find_candidate: the candidate of a language by the code in the table: the same string always stands at one place. */
static Candidate *find_candidate(Evidence *evidence, const char *code)
{
    for (int32_t i = 0; i < evidence->candidate_count; i++)
        if (evidence->candidates[i].code == code)
            return &evidence->candidates[i];
    if (evidence->candidate_count == LANGUAGES)
        return NULL;
    evidence->candidates[evidence->candidate_count] = (Candidate){.code = code};
    return &evidence->candidates[evidence->candidate_count++];
}

/* count_row: one word of one language. */
static void count_row(Candidate *candidate, int32_t row, int32_t score, bool speaks)
{
    candidate->score += score;
    candidate->hits++;
    for (int32_t i = 0; i < candidate->distinct; i++)
        speaks = speaks && candidate->rows[i] != row;
    if (speaks && candidate->distinct < 3)
        candidate->rows[candidate->distinct++] = row;
}

/* english_code: how the table writes English; "the" is in the list whatever else is. */
static const char *english_code(void)
{
    int32_t row = knowledge_find(&knowledge_function_words, "the", 3);

    return row < 0 ? "en" : knowledge_cell(&knowledge_function_words, row, 1);
}

/* count_word: a word for the languages that have it, or for English only. */
static void count_word(Evidence *evidence, const char *key, size_t length, bool only_english)
{
    const char *english_is = evidence->english->code;
    int32_t first = knowledge_find(&knowledge_function_words, key, length), last = first;
    bool english = false;

    if (first < 0)
        return;
    while (knowledge_same_key(&knowledge_function_words, last))
        last++;
    for (int32_t row = first; row <= last; row++)
        english = english || knowledge_cell(&knowledge_function_words, row, 1) == english_is;
    for (int32_t row = first; row <= last; row++) {
        const char *code = knowledge_cell(&knowledge_function_words, row, 1);
        bool is_english = code == english_is;
        Candidate *candidate = only_english && !is_english ? NULL : find_candidate(evidence, code);

        if (candidate != NULL)
            count_row(candidate, row, WHOLE / (last - first + 1), is_english || (!english && length > 1));
    }
}

/* count_token: the letters of a token and, when it is short, the word that it is. */
static void count_token(const Document *document, const Token *token, Evidence *evidence, bool capitals_count)
{
    char key[LONGEST_SMALL + U8_MAX_LENGTH];
    int32_t at = token->start, end = token->start + token->length, length = 0, next;
    CharacterClass first = class_at(document->text, end, at, &next);

    while (at < end) {
        UChar32 c = character_at(document->text, end, at, &next);
        CharacterClass class = character_class(c);

        if (is_letter_class(class) || class == CHARACTER_COMPLEX)
            count_script(evidence, c);
        evidence->lower += class == CHARACTER_LOWER;
        evidence->upper += class == CHARACTER_UPPER;
        if (length < LONGEST_SMALL)
            U8_APPEND_UNSAFE(key, length, c < 0x80 ? (class == CHARACTER_UPPER ? c + 32 : c) : u_tolower(c));
        at = next;
    }
    if (!is_letter_class(first) && first != CHARACTER_COMPLEX) {
        evidence->others += first == CHARACTER_DIGIT;
        return;
    }
    evidence->words++;
    evidence->small += first == CHARACTER_LOWER;
    if (length < LONGEST_SMALL)
        count_word(evidence, key, (size_t)length, first == CHARACTER_UPPER && !capitals_count);
}

static void gather(const Document *document, Evidence *evidence, bool capitals_count)
{
    int32_t step = document->tokens.count / SAMPLE + 1;

    memset(evidence, 0, sizeof(*evidence));
    evidence->english = find_candidate(evidence, english_code());
    for (int32_t i = 0; i < document->tokens.count; i += step)
        count_token(document, &document->tokens.items[i], evidence, capitals_count);
}

/* count_letters: how often the sample has one of these letters. */
static int32_t count_letters(const Document *document, const char *letters)
{
    int32_t step = document->tokens.count / SAMPLE + 1, count = 0, length = (int32_t)strlen(letters), next;

    for (int32_t i = 0; i < document->tokens.count; i += step) {
        const Token *token = &document->tokens.items[i];
        int32_t end = token->start + token->length;

        for (int32_t at = token->start; at < end; at = next) {
            UChar32 c = u_tolower(character_at(document->text, end, at, &next));

            for (int32_t letter = 0, after; letter < length; letter = after)
                count += character_at(letters, length, letter, &after) == c;
        }
    }
    return count;
}

/* script_language: the language that is most probable in a script, by the letters that it alone has. */
static const char *script_language(const Document *document, UScriptCode script, int32_t total)
{
    int32_t row = knowledge_find_string(&knowledge_scripts, uscript_getShortName(script));

    for (; row >= 0; row = knowledge_same_key(&knowledge_scripts, row) ? row + 1 : -1) {
        const char *letters = knowledge_cell(&knowledge_scripts, row, 1);

        if (letters[0] == '\0' || count_letters(document, letters) * 200 > total)
            return knowledge_cell(&knowledge_scripts, row, 2);
    }
    return "und";
}

/* foreign_script: the language of a text whose letters are mostly not Latin. */
static const char *foreign_script(const Document *document, const Evidence *evidence)
{
    int32_t best = 0;

    for (int32_t i = 0; i < evidence->script_count; i++) {
        const Script *script = &evidence->scripts[i];

        if ((script->code == USCRIPT_HIRAGANA || script->code == USCRIPT_KATAKANA) &&
            script->letters * 20 > evidence->letters)
            return "ja";
        if (script->letters > evidence->scripts[best].letters)
            best = i;
    }
    if (evidence->script_count == 0)
        return "und";
    return script_language(document, evidence->scripts[best].code, evidence->scripts[best].letters);
}

/* is_foreign: whether the small words are those of another language, and not of names in an English text. */
static bool is_foreign(const Evidence *evidence, const Candidate *english, const Candidate *best, bool capitals)
{
    if (best == english || best->distinct < (capitals ? 3 : 2) || best->hits * 10 < evidence->words)
        return false;
    if (!capitals && evidence->small <= best->hits) /* small letters only in names: Cerro de la Muerte */
        return false;
    return best->hits >= (evidence->words < 20 ? english->hits * 2 : english->hits + english->hits / 4);
}

/* is_unknown: running text in small letters with hardly a word of English. */
static bool is_unknown(const Evidence *evidence, const Candidate *english)
{
    return evidence->words >= RUNNING_TEXT && evidence->small * 10 > evidence->words * 7 &&
           evidence->others * 5 < evidence->words && english->distinct < 3 &&
           english->score * 20 < evidence->words * WHOLE / 3;
}

/* latin_language: by the small words. */
static const char *latin_language(const Evidence *evidence, bool capitals)
{
    const Candidate *english = evidence->english, *best = english;

    for (int32_t i = 0; i < evidence->candidate_count; i++)
        if (&evidence->candidates[i] != english && (best == english || evidence->candidates[i].score > best->score))
            best = &evidence->candidates[i];
    if (is_foreign(evidence, english, best, capitals))
        return best->code;
    return is_unknown(evidence, english) ? "und" : "en";
}

void recognise_language(Document *document)
{
    Evidence evidence;
    const char *code;
    bool capitals;

    gather(document, &evidence, false);
    capitals = evidence.upper > 20 * evidence.lower; /* all in capitals: then they say nothing of names */
    if (capitals)
        gather(document, &evidence, true);
    if (evidence.letters == 0)
        code = "und";
    else if (evidence.latin * 2 < evidence.letters)
        code = foreign_script(document, &evidence);
    else
        code = latin_language(&evidence, capitals);
    document->language = document_intern_string(document, code);
}
