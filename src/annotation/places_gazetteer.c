/* places_gazetteer.c: reads the gazetteer in place. */
#include "places_gazetteer.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

__asm__(".section .rodata\n"
        ".balign 64\n"
        ".hidden news_events_gazetteer\n"
        ".globl news_events_gazetteer\n"
        "news_events_gazetteer:\n"
        ".incbin \"src/knowledge/gazetteer.bin\"\n"
        ".previous\n");

extern const uint8_t news_events_gazetteer[] __attribute__((visibility("hidden")));

#define HEADER 36
#define COUNTRY_BYTES 4
#define POSTING_BYTES 8
#define PLACE_BYTES 20

typedef struct Gazetteer {
    const uint8_t *countries, *buckets, *postings, *places;
    const char *names;
    int32_t country_count, division_count, place_count, posting_count, bucket_bits;
} Gazetteer;

static uint32_t number_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* gazetteer: where the parts of the file are; a handful of additions. */
static Gazetteer gazetteer(void)
{
    const uint8_t *start = news_events_gazetteer;
    Gazetteer g;

    g.country_count = (int32_t)number_at(start + 8);
    g.division_count = (int32_t)number_at(start + 12);
    g.place_count = (int32_t)number_at(start + 16);
    g.posting_count = (int32_t)number_at(start + 20);
    g.bucket_bits = (int32_t)number_at(start + 24);
    g.countries = start + HEADER;
    g.buckets = g.countries + (size_t)g.country_count * COUNTRY_BYTES;
    g.postings = g.buckets + (((size_t)1 << g.bucket_bits) + 1) * 4;
    g.places = g.postings + (size_t)g.posting_count * POSTING_BYTES;
    g.names = (const char *)(g.places + (size_t)g.place_count * PLACE_BYTES);
    return g;
}

/* FNV-1a, as gazetteer.pl computes it. */
static uint32_t hash_key(uint32_t hash, const char *key, int32_t length)
{
    for (int32_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)key[i]) * 16777619u;
    return hash;
}

/* folded_letter: what stands for a letter that has no decomposition; NULL: no letter of a name that we know. */
static const char *folded_letter(UChar32 c)
{
    static const struct {
        UChar32 letter;
        const char *folded;
    } letters[] = {
        {0xdf, "ss"}, {0xc6, "ae"}, {0xe6, "ae"}, {0xd8, "o"},  {0xf8, "o"},   {0xd0, "d"},
        {0xf0, "d"},  {0xde, "th"}, {0xfe, "th"}, {0x110, "d"}, {0x111, "d"},  {0x126, "h"},
        {0x127, "h"}, {0x131, "i"}, {0x141, "l"}, {0x142, "l"}, {0x152, "oe"}, {0x153, "oe"},
        {0x14a, "n"}, {0x14b, "n"}, {0x18f, "a"}, {0x259, "a"},
    };

    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if (letters[i].letter == c)
            return letters[i].folded;
    return NULL;
}

typedef struct KeyWriter {
    char *key;
    int32_t length;
    int32_t words;
    bool gap, full;
} KeyWriter;

/* shorten_word: "saint" becomes "st", but a name that is this one word stays as it is. */
static void shorten_word(KeyWriter *writer, int32_t *word, int32_t end)
{
    static const char *const forms[][2] = {{"saint", "st"}, {"sainte", "st"}, {"mount", "mt"}, {"fort", "ft"}};
    int32_t length = end - *word;

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        int32_t shorter = (int32_t)strlen(forms[i][1]);

        if (length == (int32_t)strlen(forms[i][0]) && memcmp(writer->key + *word, forms[i][0], (size_t)length) == 0) {
            memcpy(writer->key + *word, forms[i][1], (size_t)shorter);
            memmove(writer->key + *word + shorter, writer->key + end, (size_t)(writer->length - end));
            writer->length -= length - shorter;
            *word += shorter;
            return;
        }
    }
    *word = end;
}

static void write_letter(KeyWriter *writer, char letter)
{
    if (writer->length + 2 >= GAZETTEER_KEY) {
        writer->full = true;
        return;
    }
    if (writer->gap && writer->length > 0) {
        writer->key[writer->length++] = ' ';
        writer->words++;
    }
    writer->gap = false;
    writer->key[writer->length++] = letter;
}

static bool is_dropped(UChar32 c)
{
    return c == '\'' || c == '.' || c == '`' || c == 0xb4 || c == 0x2b9 || c == 0x2bb || c == 0x2bc || c == 0x2018 ||
           c == 0x2019 || (c >= 0x300 && c <= 0x36f);
}

/* write_character: one character, decomposed before; false when no name has it. */
static bool write_character(KeyWriter *writer, UChar32 c)
{
    const char *folded;

    if (is_dropped(c))
        return true;
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            write_letter(writer, (char)c);
        else
            writer->gap = true;
        return true;
    }
    if (c >= 0x2010 && c <= 0x2015) {
        writer->gap = true;
        return true;
    }
    folded = folded_letter(c);
    if (folded == NULL)
        return false;
    while (*folded != '\0')
        write_letter(writer, *folded++);
    return true;
}

int32_t gazetteer_key(const char *bytes, int32_t length, char key[GAZETTEER_KEY])
{
    KeyWriter writer = {.key = key};
    const UNormalizer2 *nfd = NULL;
    int32_t at = 0;

    while (at < length && !writer.full) {
        UChar decomposed[16];
        UErrorCode status = U_ZERO_ERROR;
        UChar32 c;
        int32_t units = -1;

        U8_NEXT(bytes, at, length, c);
        if (c < 0)
            return 0;
        if (c >= 0xc0) {
            if (nfd == NULL)
                nfd = unorm2_getNFDInstance(&status);
            units = U_SUCCESS(status) ? unorm2_getDecomposition(nfd, c, decomposed, 16, &status) : -1;
        }
        if (units < 0 || U_FAILURE(status)) {
            if (!write_character(&writer, c))
                return 0;
            continue;
        }
        for (int32_t i = 0; i < units; i++)
            if (U16_IS_SURROGATE(decomposed[i]) || !write_character(&writer, decomposed[i]))
                return 0;
    }
    if (writer.full || writer.length == 0)
        return 0;
    if (writer.words > 0)
        for (int32_t word = 0; word < writer.length; word++) {
            const char *space = memchr(key + word, ' ', (size_t)(writer.length - word));

            shorten_word(&writer, &word, space == NULL ? writer.length : (int32_t)(space - key));
        }
    key[writer.length] = '\0';
    return writer.length;
}

int32_t gazetteer_find(const char *key, int32_t length, int32_t *first)
{
    Gazetteer g = gazetteer();
    uint32_t bucket = (hash_key(0x9747b28cu, key, length) * 2654435761u) >> (32 - g.bucket_bits);
    uint32_t fingerprint = hash_key(2166136261u, key, length);
    int32_t low = (int32_t)number_at(g.buckets + (size_t)bucket * 4);
    int32_t end = (int32_t)number_at(g.buckets + (size_t)bucket * 4 + 4);
    int32_t count = 0;

    while (low < end && number_at(g.postings + (size_t)low * POSTING_BYTES) < fingerprint)
        low++;
    *first = low;
    while (low + count < end && number_at(g.postings + (size_t)(low + count) * POSTING_BYTES) == fingerprint)
        count++;
    return count;
}

int32_t gazetteer_posting(int32_t posting, GazetteerHow *how)
{
    uint32_t value = number_at(gazetteer().postings + (size_t)posting * POSTING_BYTES + 4);

    *how = (GazetteerHow)(value >> 24);
    return (int32_t)(value & 0xffffff);
}

GazetteerPlace gazetteer_place(int32_t place)
{
    Gazetteer g = gazetteer();
    const uint8_t *record = g.places + (size_t)place * PLACE_BYTES;
    uint32_t name = number_at(record + 12);
    GazetteerPlace p;

    p.latitude = (int32_t)number_at(record);
    p.longitude = (int32_t)number_at(record + 4);
    p.geoname = (int32_t)number_at(record + 8);
    p.name = g.names + (name & 0xffffff);
    p.size = (int32_t)(name >> 24);
    p.division = (int32_t)(record[16] | record[17] << 8) - 1;
    p.country_number = record[18];
    p.country = (const char *)g.countries + (size_t)record[18] * COUNTRY_BYTES;
    p.type = (GazetteerType)record[19];
    return p;
}

int32_t gazetteer_country(const char *alpha3)
{
    Gazetteer g = gazetteer();

    for (int32_t i = 0; i < g.country_count; i++)
        if (strcmp((const char *)g.countries + (size_t)i * COUNTRY_BYTES, alpha3) == 0)
            return i;
    return NO_INDEX;
}

int32_t gazetteer_place_count(void)
{
    return gazetteer().place_count;
}

int32_t gazetteer_division_count(void)
{
    return gazetteer().division_count;
}

int32_t gazetteer_country_count(void)
{
    return gazetteer().country_count;
}
