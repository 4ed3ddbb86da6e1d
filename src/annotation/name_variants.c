/* name_variants.c: see name_variants.h. */
#include "name_variants.h"

#include "knowledge/knowledge.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define MOST_SOUNDS 40    /* of one word; what is longer is cut */
#define MOST_WORDS 12     /* of one name */
#define LONGEST_LETTERS 7 /* of one row of name_confusion.tsv */
#define EDIT 100          /* cost of a sound that one word has and the other has not */

/* --- folding --- */

static const struct {
    UChar32 letter;
    const char *ascii;
} plain_letters[] = {
    {0xdf, "ss"},  {0xe6, "ae"}, {0xf0, "d"},  {0xf8, "o"},   {0xfe, "th"}, {0x111, "d"}, {0x131, "i"}, {0x142, "l"},
    {0x153, "oe"}, {0x259, "a"}, {0x127, "h"}, {0x14b, "ng"}, {0x138, "k"}, {0x167, "t"}, {0x19a, "l"},
};

static bool is_latin(UChar32 c)
{
    return c < 0x250 || (c >= 0x300 && c < 0x370) || (c >= 0x1e00 && c < 0x1f00) || (c >= 0x2000 && c < 0x2070);
}

/* to_latin: other scripts by ICU; false: it could not, and the text stays. */
static bool to_latin(UChar *text, int32_t *length, int32_t capacity)
{
    static const UChar id[] = u"Any-Latin; Latin-ASCII";
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *transliterator = utrans_openU(id, -1, UTRANS_FORWARD, NULL, -1, NULL, &status);
    int32_t limit = *length, count = *length;

    if (U_FAILURE(status))
        return false;
    utrans_transUChars(transliterator, text, &count, capacity, 0, &limit, &status);
    utrans_close(transliterator);
    if (U_FAILURE(status))
        return false;
    *length = count;
    return true;
}

/* fold_ascii: the common case, where every byte is ASCII. */
static size_t put_letter(char *folded, size_t count, char c)
{
    if (count + 1 >= NAME_FOLDED_SIZE)
        return count;
    if (c >= 'A' && c <= 'Z')
        c = (char)(c + 32);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        folded[count++] = c;
    } else if (c != '\'' && c != '`' && c != '.' && count > 0 && folded[count - 1] != ' ') {
        folded[count++] = ' ';
    } else if (c == '.' && count > 0 && folded[count - 1] != ' ' && (count == 1 || folded[count - 2] == ' ')) {
        folded[count++] = ' '; /* "J.R." is two initials */
    }
    return count;
}

static size_t fold_unicode(const char *name, size_t length, char folded[NAME_FOLDED_SIZE])
{
    UChar text[NAME_FOLDED_SIZE * 2], decomposed[NAME_FOLDED_SIZE * 4];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;
    size_t out = 0;
    bool latin = true;
    const UNormalizer2 *normalizer = unorm2_getNFKDInstance(&status);

    if (length > NAME_FOLDED_SIZE)
        length = NAME_FOLDED_SIZE;
    u_strFromUTF8WithSub(text, NAME_FOLDED_SIZE, &count, name, (int32_t)length, 0xfffd, NULL, &status);
    if (U_FAILURE(status))
        return 0;
    for (int32_t i = 0; i < count;) {
        UChar32 c;

        U16_NEXT(text, i, count, c);
        latin = latin && is_latin(c);
    }
    if (!latin)
        (void)to_latin(text, &count, NAME_FOLDED_SIZE * 2);
    count = unorm2_normalize(normalizer, text, count, decomposed, NAME_FOLDED_SIZE * 4, &status);
    if (U_FAILURE(status))
        return 0;
    for (int32_t i = 0; i < count;) {
        UChar32 c;
        bool known = false;

        U16_NEXT(decomposed, i, count, c);
        c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
        if (c < 0x80) {
            out = put_letter(folded, out, (char)c);
            continue;
        }
        for (size_t p = 0; p < sizeof(plain_letters) / sizeof(plain_letters[0]); p++)
            if (plain_letters[p].letter == c) {
                for (const char *a = plain_letters[p].ascii; *a != '\0'; a++)
                    out = put_letter(folded, out, *a);
                known = true;
            }
        if (!known && !u_isalpha(c) && (u_getCombiningClass(c) == 0) && c != 0x2019 && c != 0x2018 && c != 0x2bc &&
            c != 0x2bb)
            out = put_letter(folded, out, ' ');
    }
    return out;
}

size_t name_fold(const char *name, size_t length, char folded[NAME_FOLDED_SIZE])
{
    size_t count = 0;
    bool ascii = true;

    for (size_t i = 0; i < length && ascii; i++)
        ascii = (unsigned char)name[i] < 0x80;
    if (ascii) {
        for (size_t i = 0; i < length; i++)
            count = put_letter(folded, count, name[i]);
    } else {
        count = fold_unicode(name, length, folded);
    }
    while (count > 0 && folded[count - 1] == ' ')
        count--;
    folded[count] = '\0';
    return count;
}

/* --- sounds --- */

/* One sound of a word: the set of what its letters may stand for. */
typedef struct Sound {
    uint32_t set;
    char letter; /* the first of its letters */
} Sound;

static const char sound_signs[] = "AEIOUBCDFGHJKLMNPQRSTVXZ$%";

#define VOWELS 0x1fu

static uint32_t sound_bit(char sign)
{
    const char *at = strchr(sound_signs, sign);

    return at == NULL || sign == '\0' ? 0 : 1u << (at - sound_signs);
}

/* sounds_of: "zelenskyy" -> Z E L E N S K I; the longest letters first, doubled letters once. */
static int32_t sounds_of(const char *word, size_t length, Sound sounds[MOST_SOUNDS])
{
    int32_t count = 0;

    for (size_t i = 0; i < length && count < MOST_SOUNDS;) {
        size_t longest = length - i < LONGEST_LETTERS ? length - i : LONGEST_LETTERS;
        int32_t row = -1;
        size_t letters;

        for (letters = longest; letters > 0; letters--) {
            row = knowledge_find(&knowledge_name_confusion, word + i, letters);
            if (row >= 0)
                break;
        }
        if (row < 0)
            letters = 1;
        sounds[count].set = 0;
        sounds[count].letter = word[i];
        for (const char *s = row < 0 ? "" : knowledge_cell(&knowledge_name_confusion, row, 1); *s != '\0'; s++)
            sounds[count].set |= sound_bit(*s);
        i += letters;
        if (count > 0 && sounds[count].set == sounds[count - 1].set && sounds[count].letter == sounds[count - 1].letter)
            continue; /* "mohammed" as "mohamed" */
        count++;
    }
    return count;
}

static bool is_vowel(const Sound *sound)
{
    return (sound->set & VOWELS) != 0 && (sound->set & ~VOWELS) == 0;
}

/* pair_cost: of two sounds that no letter shares; neighbours in the mouth are cheap. */
static int32_t pair_cost(char a, char b)
{
    static const struct {
        char pair[3];
        int32_t cost;
    } near_sounds[] = {
        {"AE", 30}, {"AO", 35}, {"OU", 25}, {"EI", 25}, {"EO", 45}, {"AI", 60}, {"AU", 60},
        {"EU", 60}, {"IU", 70}, {"IO", 60}, {"GK", 30}, {"BP", 60}, {"DT", 60}, {"LR", 35},
        {"FV", 30}, {"GH", 30}, {"CJ", 45}, {"JZ", 30}, {"JG", 30}, {"BV", 50}, {"MN", 70},
        {"HK", 60}, {"SC", 60}, {"$C", 50}, {"%$", 40}, {"%C", 40}, {"QS", 50}, {"S$", 30},
    };

    for (size_t i = 0; i < sizeof(near_sounds) / sizeof(near_sounds[0]); i++)
        if ((near_sounds[i].pair[0] == a && near_sounds[i].pair[1] == b) ||
            (near_sounds[i].pair[0] == b && near_sounds[i].pair[1] == a))
            return near_sounds[i].cost;
    return EDIT;
}

static int32_t substitution_cost(const Sound *a, const Sound *b)
{
    int32_t best = EDIT;

    if (a->set == b->set)
        return a->set != 0 || a->letter == b->letter ? 0 : EDIT;
    if ((a->set & b->set) != 0)
        return a->letter == b->letter ? 10 : 15;
    for (size_t i = 0; sound_signs[i] != '\0'; i++)
        for (size_t j = 0; (a->set >> i & 1) != 0 && sound_signs[j] != '\0'; j++)
            if ((b->set >> j & 1) != 0) {
                int32_t cost = pair_cost(sound_signs[i], sound_signs[j]);

                best = cost < best ? cost : best;
            }
    return best;
}

/* gap_cost: of a sound that the other word lacks. An a at the end of a Slavic name makes it a woman's, an o in a
 * Romance one a man's. */
static int32_t gap_cost(const Sound *sounds, int32_t at, int32_t count)
{
    if (at == count - 1 && count > 3 && (sounds[at].letter == 'a' || sounds[at].letter == 'o'))
        return EDIT;
    if (at > 0 && is_vowel(&sounds[at]) && at < count - 1)
        return 45;
    if (is_vowel(&sounds[at]))
        return sounds[at].letter == 'e' || sounds[at].set == sound_bit('I') ? 40 : 60;
    return sounds[at].set == sound_bit('H') ? 35 : EDIT;
}

/* similarity of two words: 1000 less their distance a sound. */
int32_t name_word_similarity(const char *a, size_t a_length, const char *b, size_t b_length)
{
    Sound x[MOST_SOUNDS], y[MOST_SOUNDS];
    int32_t row[MOST_SOUNDS + 1], n, m, longest, cost;

    if (a_length == b_length && memcmp(a, b, a_length) == 0)
        return 1000;
    n = sounds_of(a, a_length, x);
    m = sounds_of(b, b_length, y);
    longest = n > m ? n : m;
    if (longest == 0 || (n > 2 * m) || (m > 2 * n))
        return 0;
    row[0] = 0;
    for (int32_t j = 0; j < m; j++)
        row[j + 1] = row[j] + gap_cost(y, j, m);
    for (int32_t i = 0; i < n; i++) {
        int32_t diagonal = row[0];

        row[0] += gap_cost(x, i, n);
        for (int32_t j = 0; j < m; j++) {
            int32_t substituted = diagonal + substitution_cost(&x[i], &y[j]);
            int32_t dropped = row[j + 1] + gap_cost(x, i, n), added = row[j] + gap_cost(y, j, m);

            /* in a short word each vowel counts twice: "Peng", "Ping" */
            if (longest <= 4 && is_vowel(&x[i]) && is_vowel(&y[j]))
                substituted += substituted - diagonal;
            /* the last sound tells man from wife: "Zelensky", "Zelenska" */
            if (i == n - 1 && j == m - 1 && (x[i].letter == 'a') != (y[j].letter == 'a') && is_vowel(&x[i]) &&
                is_vowel(&y[j]) && n > 3 && x[i].letter != 'e' && y[j].letter != 'e')
                substituted = diagonal + EDIT;
            diagonal = row[j + 1];
            row[j + 1] = substituted < dropped ? substituted : dropped;
            if (added < row[j + 1])
                row[j + 1] = added;
        }
    }
    cost = row[m];
    /* a name begins as it begins: a first sound that differs counts twice */
    if (n > 0 && m > 0 && substitution_cost(&x[0], &y[0]) >= 50)
        cost += EDIT / 2;
    cost = cost * 1000 / (longest * EDIT);
    return cost > 1000 ? 0 : 1000 - cost;
}

uint32_t name_word_key(const char *word, size_t length)
{
    /* one letter for what is confused: consonants only, in order */
    static const struct {
        const char *signs;
        uint32_t key;
    } groups[] = {
        {"B", 1}, {"P", 1}, {"F", 2}, {"DT", 5}, {"LR", 6}, {"MN", 7}, {"GKHCJ$%QSZX", 3},
    };
    Sound sounds[MOST_SOUNDS];
    int32_t count = sounds_of(word, length, sounds);
    uint32_t key = 0, previous = 0;

    for (int32_t i = 0; i < count; i++) {
        uint32_t group = 0;

        /* v and w are now a consonant, now a vowel, now, at the end, an f */
        if ((sounds[i].set & (VOWELS | sound_bit('V'))) != 0 || sounds[i].set == sound_bit('H') ||
            (sounds[i].set == sound_bit('F') && i == count - 1))
            continue;
        for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]) && group == 0; g++)
            for (const char *s = groups[g].signs; *s != '\0'; s++)
                if ((sounds[i].set & sound_bit(*s)) != 0)
                    group = groups[g].key;
        if (group != 0 && group != previous && key < (1u << 27))
            key = key * 9 + group;
        previous = group;
    }
    return key;
}

/* --- names --- */

typedef struct Words {
    const char *word[MOST_WORDS];
    size_t length[MOST_WORDS];
    int32_t count;
    int32_t generation; /* 0: none told; 1: senior, I; 2: junior, II; 3 ... */
} Words;

static bool word_is(const char *word, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(word, other, length) == 0;
}

/* is_particle: a word that one outlet writes and another leaves out. */
static bool is_particle(const char *word, size_t length)
{
    static const char *const particles[] = {"al",  "el",  "ul",  "ur", "ud",  "ad",  "as",    "ash", "bin", "ibn",
                                            "ben", "de",  "da",  "do", "dos", "del", "della", "di",  "du",  "van",
                                            "von", "der", "den", "la", "le",  "y",   "e",     "zu",  "af",  "bint"};

    for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++)
        if (word_is(word, length, particles[i]))
            return true;
    return false;
}

static int32_t generation_of(const char *word, size_t length)
{
    static const struct {
        const char *word;
        int32_t generation;
    } generations[] = {{"sr", 1}, {"senior", 1}, {"i", 1}, {"jr", 2}, {"junior", 2}, {"ii", 2}, {"iii", 3}, {"iv", 4}};

    for (size_t i = 0; i < sizeof(generations) / sizeof(generations[0]); i++)
        if (word_is(word, length, generations[i].word))
            return generations[i].generation;
    return 0;
}

static Words split_words(const char *name)
{
    Words words = {.count = 0};

    while (*name != '\0' && words.count < MOST_WORDS) {
        size_t length = strcspn(name, " ");
        int32_t generation = words.count > 0 ? generation_of(name, length) : 0;

        if (generation > 0 && (name[length] == '\0' || generation != 1 || length > 1)) {
            words.generation = generation;
        } else if (length > 0 && (!is_particle(name, length) || name[length] == '\0')) {
            words.word[words.count] = name;
            words.length[words.count++] = length;
        }
        name += length;
        name += *name == ' ';
    }
    return words;
}

static bool nicknames(const char *a, size_t a_length, const char *b, size_t b_length)
{
    const KnowledgeTable *table = &knowledge_nicknames;
    int32_t first = knowledge_find(table, a, a_length), second = knowledge_find(table, b, b_length);

    if (first < 0 || second < 0)
        return false;
    for (int32_t i = first;; i++) {
        for (int32_t j = second;; j++) {
            if (strcmp(knowledge_cell(table, i, 1), knowledge_cell(table, j, 1)) == 0)
                return true;
            if (!knowledge_same_key(table, j))
                break;
        }
        if (!knowledge_same_key(table, i))
            return false;
    }
}

static bool same_word(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t shortest = a_length < b_length ? a_length : b_length;

    if (shortest < 3)
        return a_length == b_length && memcmp(a, b, a_length) == 0;
    if (shortest == 3) /* too short to tell a variant from another name: "Lee" and "Liu", "Abu" but "Abou" */
        return name_word_similarity(a, a_length, b, b_length) == 1000;
    return name_word_similarity(a, a_length, b, b_length) >= NAME_SAME_WORD;
}

/* genders_match: "Daniel" and "Danielle" sound alike and are two. */
static bool genders_match(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int32_t first = knowledge_find(&knowledge_given_names, a, a_length);
    int32_t second = knowledge_find(&knowledge_given_names, b, b_length);

    return first < 0 || second < 0 ||
           *knowledge_cell(&knowledge_given_names, first, 1) == *knowledge_cell(&knowledge_given_names, second, 1);
}

bool name_given_match(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length == 0 || b_length == 0)
        return false;
    if (a_length == 1 || b_length == 1)
        return a[0] == b[0];
    if (nicknames(a, a_length, b, b_length))
        return true;
    return same_word(a, a_length, b, b_length) && genders_match(a, a_length, b, b_length);
}

/* joined: the words from first to last written as one, as "jong un" is "jongun". */
static size_t joined(const Words *words, int32_t first, int32_t last, char *out, size_t capacity)
{
    size_t length = 0;

    for (int32_t i = first; i <= last; i++) {
        if (length + words->length[i] >= capacity)
            break;
        memcpy(out + length, words->word[i], words->length[i]);
        length += words->length[i];
    }
    return length;
}

/* in_other_order: the same words, "Xi Jinping" and "Jinping Xi". */
static bool in_other_order(const Words *a, const Words *b)
{
    uint32_t used = 0;

    if (a->count != b->count)
        return false;
    for (int32_t i = 0; i < a->count; i++) {
        int32_t j;

        for (j = 0; j < b->count; j++)
            if ((used >> j & 1) == 0 && a->length[i] > 1 &&
                same_word(a->word[i], a->length[i], b->word[j], b->length[j]))
                break;
        if (j == b->count)
            return false;
        used |= 1u << j;
    }
    return true;
}

/* middles_match: middle names that both give must not contradict: George W. and George H. W. are two. */
static bool middles_match(const Words *a, const Words *b)
{
    if (a->count < 3 || b->count < 3)
        return true;
    for (int32_t i = 1; i < a->count - 1; i++)
        for (int32_t j = 1; j < b->count - 1; j++)
            if (name_given_match(a->word[i], a->length[i], b->word[j], b->length[j]))
                return a->count == b->count || i == j;
    return false;
}

static bool contains(const Words *words, const char *word, size_t length)
{
    for (int32_t i = 0; i < words->count; i++)
        if (same_word(words->word[i], words->length[i], word, length))
            return true;
    return false;
}

NameMatch name_compare(const char *a, const char *b)
{
    Words x = split_words(a), y = split_words(b);
    char first[NAME_FOLDED_SIZE], second[NAME_FOLDED_SIZE];
    size_t first_length, second_length;
    const Words *shorter, *longer;

    if (x.count == 0 || y.count == 0 || (x.generation != y.generation && x.generation != 0 && y.generation != 0))
        return NAME_DIFFERENT;
    shorter = x.count <= y.count ? &x : &y;
    longer = shorter == &x ? &y : &x;
    if (shorter->count == 1) {
        /* a surname, or a given name, by itself */
        if (longer->count == 1)
            return same_word(x.word[0], x.length[0], y.word[0], y.length[0]) ? NAME_SAME : NAME_DIFFERENT;
        return contains(longer, shorter->word[0], shorter->length[0]) ? NAME_COMPATIBLE : NAME_DIFFERENT;
    }
    if (x.generation != y.generation)
        return NAME_DIFFERENT; /* of two full names, one says junior: father and son */
    /* "Kim Jong Un" and "Kim Jongun" */
    first_length = joined(&x, 0, x.count - 1, first, sizeof(first));
    second_length = joined(&y, 0, y.count - 1, second, sizeof(second));
    if (x.count != y.count && first_length == second_length && memcmp(first, second, first_length) == 0)
        return NAME_SAME;
    if (same_word(x.word[x.count - 1], x.length[x.count - 1], y.word[y.count - 1], y.length[y.count - 1]))
        return name_given_match(x.word[0], x.length[0], y.word[0], y.length[0]) && middles_match(&x, &y)
                   ? NAME_SAME
                   : NAME_DIFFERENT;
    if (in_other_order(&x, &y))
        return NAME_SAME;
    /* two surnames and one of them, by Iberian custom: "Pedro Sanchez Castejon" and "Pedro Sanchez" */
    if (longer->count >= 3 && shorter->count >= 2 &&
        knowledge_find(&knowledge_given_names, x.word[0], x.length[0]) >= 0 &&
        name_given_match(x.word[0], x.length[0], y.word[0], y.length[0]) && shorter->length[0] > 1) {
        for (int32_t i = 1; i < shorter->count; i++)
            if (!contains(longer, shorter->word[i], shorter->length[i]))
                return NAME_DIFFERENT;
        return NAME_SAME;
    }
    return NAME_DIFFERENT;
}

bool name_is_acronym(const char *letters, const char *words)
{
    static const char *const small[] = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "des", "a"};
    size_t used = 0, length = strlen(letters);

    if (length < 2)
        return false;
    for (const char *w = words; *w != '\0';) {
        size_t count = strcspn(w, " ");
        bool skip = false;

        for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
            skip = skip || word_is(w, count, small[i]);
        if (used < length && letters[used] == *w)
            used++;
        else if (!skip)
            return false;
        w += count;
        w += *w == ' ';
    }
    return used == length;
}
