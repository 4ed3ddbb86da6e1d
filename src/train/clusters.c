/*
 * clusters.c: makes the section "clusters" of the model: for each frequent word its classes and how it is written.
 *
 * usage: clusters VECTORS GIVEN_NAMES FAMILY_NAMES < TEXT > english.clusters
 *
 * VECTORS has one word a line, most frequent first: the word in lower case, then its numbers (GloVe's text format; see
 * vectors.pl). Words are put into 256, 1000 and 4000 classes by k-means over their directions. TEXT is plain text of
 * any kind; from it comes how often a word begins with a capital where its place in the sentence does not ask for one.
 * The two lists of names have one name a line. Numbers are whole (directions in 1/2048), so that the classes are the
 * same on every machine.
 */
#include "annotation/word_classes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIMENSIONS 104 /* room for 100, a multiple of what SIMD takes at once */
#define MAX_WORDS 190000
#define LEARN_WORDS 60000 /* the centres are learned from these, the others join the nearest */
#define ROUNDS 14
#define TABLE_BITS 18
#define COLUMNS 4

typedef struct Word {
    uint64_t hash;
    int32_t capital, lower; /* occurrences in the text */
    uint16_t values[COLUMNS];
} Word;

typedef struct Words {
    Word *words;
    int32_t count, capacity;
    int32_t slots[1 << (TABLE_BITS + 1)]; /* hash -> word + 1 */
} Words;

static Words words;
static double numbers[MAX_WORDS][DIMENSIONS];
static int16_t vectors[MAX_WORDS][DIMENSIONS];

static void fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
    exit(1);
}

static int32_t find_word(uint64_t hash)
{
    uint32_t mask = (1u << (TABLE_BITS + 1)) - 1;

    for (uint32_t slot = (uint32_t)hash & mask; words.slots[slot] != 0; slot = (slot + 1) & mask)
        if (words.words[words.slots[slot] - 1].hash == hash)
            return words.slots[slot] - 1;
    return -1;
}

static int32_t add_word(uint64_t hash)
{
    uint32_t mask = (1u << (TABLE_BITS + 1)) - 1, slot = (uint32_t)hash & mask;

    if (words.count == words.capacity) {
        words.capacity = words.capacity == 0 ? 1024 : 2 * words.capacity;
        words.words = realloc(words.words, sizeof(Word) * (size_t)words.capacity);
    }
    while (words.slots[slot] != 0)
        slot = (slot + 1) & mask;
    words.slots[slot] = words.count + 1;
    words.words[words.count] = (Word){.hash = hash};
    return words.count++;
}

/* read_vectors: the words and their numbers; gives how many. */
static int32_t read_vectors(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    int32_t count = 0;

    if (in == NULL)
        fail(path, 0, "cannot be opened");
    while (count < MAX_WORDS && (length = getline(&line, &size, in)) > 0) {
        char *next = strchr(line, ' ');
        int dimensions = 0;

        if (next == NULL || next == line)
            fail(path, count + 1, "no word and numbers");
        if (find_word(word_hash(line, (size_t)(next - line))) >= 0)
            fail(path, count + 1, "the word is there twice");
        add_word(word_hash(line, (size_t)(next - line)));
        while (*next == ' ') {
            char *end;

            if (dimensions == DIMENSIONS)
                fail(path, count + 1, "too many numbers");
            numbers[count][dimensions] = strtod(next + 1, &end);
            if (end == next + 1)
                fail(path, count + 1, "not a number");
            dimensions++;
            next = end;
        }
        count++;
    }
    free(line);
    fclose(in);
    return count;
}

/*
 * set_directions: the directions of the vectors from their common middle, in whole numbers. Without the middle taken
 * away frequent words are all alike (Mu and Viswanath 2018).
 */
static void set_directions(int32_t count)
{
    double middle[DIMENSIONS] = {0};

    for (int32_t w = 0; w < count; w++)
        for (int d = 0; d < DIMENSIONS; d++)
            middle[d] += numbers[w][d];
    for (int32_t w = 0; w < count; w++) {
        double square = 0;

        for (int d = 0; d < DIMENSIONS; d++) {
            numbers[w][d] -= middle[d] / count;
            square += numbers[w][d] * numbers[w][d];
        }
        for (int d = 0; d < DIMENSIONS; d++)
            vectors[w][d] = (int16_t)lrint(numbers[w][d] * 2048 / sqrt(square > 0 ? square : 1));
    }
}

static int32_t product(const int16_t *restrict a, const int16_t *restrict b)
{
    int32_t sum = 0;

    for (int d = 0; d < DIMENSIONS; d++)
        sum += (int32_t)a[d] * b[d];
    return sum;
}

static int32_t nearest(const int16_t (*centres)[DIMENSIONS], int32_t classes, const int16_t *vector)
{
    int32_t best = 0, best_product = INT32_MIN;

    for (int32_t c = 0; c < classes; c++) {
        int32_t p = product(centres[c], vector);

        if (p > best_product) {
            best_product = p;
            best = c;
        }
    }
    return best;
}

/* cluster: k-means by direction (Dhillon and Modha 2001); writes class + 1 into a column, 0 is left for "none". */
static void cluster(int32_t count, int32_t classes, int column)
{
    int16_t(*centres)[DIMENSIONS] = calloc((size_t)classes, sizeof(*centres));
    int64_t(*sums)[DIMENSIONS] = calloc((size_t)classes, sizeof(*sums));
    int32_t learn = count < LEARN_WORDS ? count : LEARN_WORDS;
    uint64_t state = 88172645463325252ull;

    if (learn < classes)
        fail("vectors", count, "fewer words than classes");
    for (int32_t c = 0; c < classes; c++) {
        /* xorshift (Marsaglia 2003): every learned-from word is as likely a first centre */
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        memcpy(centres[c], vectors[state % (uint64_t)learn], sizeof(centres[c]));
    }
    for (int round = 0; round < ROUNDS; round++) {
        memset(sums, 0, sizeof(*sums) * (size_t)classes);
        for (int32_t w = 0; w < learn; w++) {
            int32_t c = nearest((const int16_t(*)[DIMENSIONS])centres, classes, vectors[w]);

            for (int d = 0; d < DIMENSIONS; d++)
                sums[c][d] += vectors[w][d];
        }
        for (int32_t c = 0; c < classes; c++) {
            double square = 0;

            for (int d = 0; d < DIMENSIONS; d++)
                square += (double)sums[c][d] * (double)sums[c][d];
            for (int d = 0; d < DIMENSIONS && square > 0; d++)
                centres[c][d] = (int16_t)lrint((double)sums[c][d] * 2048 / sqrt(square));
        }
    }
    for (int32_t w = 0; w < count; w++)
        words.words[w].values[column] =
            (uint16_t)(nearest((const int16_t(*)[DIMENSIONS])centres, classes, vectors[w]) + 1);
    free(centres);
    free(sums);
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/*
 * count_capitals: counts a word of the text only where the word before it is in lower case and only a space, or a comma
 * and a space, lies between: there a capital is the word's own.
 */
static void count_capitals(FILE *in)
{
    char word[64];
    int length = 0, c;
    bool counts = false; /* what stood before lets the next word count */
    bool lower_before = false;

    do {
        c = getc(in);
        if (c != EOF && is_letter(c)) {
            if (length < (int)sizeof(word))
                word[length] = (char)c;
            length++;
            continue;
        }
        if (length > 0) {
            bool capital = word[0] >= 'A' && word[0] <= 'Z';
            bool lower = word[0] >= 'a' && word[0] <= 'z';

            if (counts && length < (int)sizeof(word) && (capital || lower)) {
                int32_t w;

                for (int i = 0; i < length; i++)
                    if (word[i] >= 'A' && word[i] <= 'Z')
                        word[i] = (char)(word[i] + 'a' - 'A');
                w = find_word(word_hash(word, (size_t)length));
                if (w >= 0 && capital)
                    words.words[w].capital++;
                else if (w >= 0)
                    words.words[w].lower++;
            }
            lower_before = lower;
            length = 0;
        }
        if (c != ' ' && c != ',')
            lower_before = false;
        counts = lower_before;
    } while (c != EOF);
}

/* set_capitals: 1 (never a capital) to 7 (always) in the low bits of the flags; 0: seen too seldom to say. */
static void set_capitals(void)
{
    for (int32_t w = 0; w < words.count; w++) {
        Word *word = &words.words[w];
        int32_t seen = word->capital + word->lower;

        if (seen >= 3)
            word->values[WORD_FLAGS] = (uint16_t)(1 + (6 * word->capital + seen / 2) / seen);
    }
}

/* read_names: marks the words of a list of names; "Maria Elena" marks both. */
static void read_names(const char *path, uint16_t flag)
{
    FILE *in = fopen(path, "rb");
    char line[256];

    if (in == NULL)
        fail(path, 0, "cannot be opened");
    for (int number = 1; fgets(line, sizeof(line), in) != NULL; number++) {
        char lower[4 * sizeof(line)];

        if (line[0] == '#')
            continue;
        line[strcspn(line, "\t\n")] = '\0';
        if (line[0] == '\0')
            fail(path, number, "no name");
        for (char *part = strtok(line, " "); part != NULL; part = strtok(NULL, " ")) {
            size_t length = word_lower(part, strlen(part), lower, sizeof(lower));
            uint64_t hash = word_hash(lower, length);
            int32_t w = find_word(hash);

            if (w < 0)
                w = add_word(hash);
            words.words[w].values[WORD_FLAGS] |= flag;
        }
    }
    fclose(in);
}

/* write_table: the section as word_table.h describes it. */
static void write_table(void)
{
    size_t slots = (size_t)1 << TABLE_BITS;
    uint32_t head[16] = {COLUMNS, TABLE_BITS};
    uint32_t *marks = calloc(slots, sizeof(*marks));
    uint16_t(*values)[COLUMNS] = calloc(slots, sizeof(*values));

    if ((size_t)words.count > slots * 7 / 8)
        fail("table", words.count, "too many words");
    for (int32_t w = 0; w < words.count; w++) {
        size_t slot = (size_t)words.words[w].hash & (slots - 1);

        while (marks[slot] != 0)
            slot = (slot + 1) & (slots - 1);
        marks[slot] = word_mark(words.words[w].hash);
        memcpy(values[slot], words.words[w].values, sizeof(values[slot]));
    }
    fwrite(head, sizeof(head), 1, stdout);
    fwrite(marks, sizeof(*marks), slots, stdout);
    fwrite(values, sizeof(*values), slots, stdout);
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("standard output", 0, "cannot be written");
    free(marks);
    free(values);
}

int main(int argc, char **argv)
{
    int32_t count;

    if (argc != 4) {
        fprintf(stderr, "usage: clusters VECTORS GIVEN_NAMES FAMILY_NAMES < TEXT > SECTION\n");
        return 2;
    }
    count = read_vectors(argv[1]);
    set_directions(count);
    cluster(count, 256, WORD_CLASS_256);
    cluster(count, 1000, WORD_CLASS_1000);
    cluster(count, 4000, WORD_CLASS_4000);
    count_capitals(stdin);
    set_capitals();
    read_names(argv[2], WORD_GIVEN_NAME);
    read_names(argv[3], WORD_FAMILY_NAME);
    write_table();
    return 0;
}
