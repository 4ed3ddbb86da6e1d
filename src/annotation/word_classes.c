/* word_classes.c: what is known of a word from much raw text; see word_classes.h. */
#include "word_classes.h"

#include "words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <string.h>

void word_classes_open(WordClasses *classes, const Document *document)
{
    memset(classes, 0, sizeof(*classes));
    if (word_table_open(classes, document_model(document), document->environment, WORD_CLASSES_SECTION) &&
        classes->columns != WORD_FLAGS + 1)
        environment_error(document->environment, ERROR_DATA, "word classes have %u columns instead of %d",
                          classes->columns, WORD_FLAGS + 1);
}

size_t word_lower(const char *word, size_t length, char *lower, size_t room)
{
    const uint8_t *from = (const uint8_t *)word;
    uint8_t *to = (uint8_t *)lower;
    int32_t at = 0, out = 0;

    while (at < (int32_t)length && (size_t)out + 4 <= room) {
        UChar32 c;

        if (from[at] < 0x80) {
            uint8_t byte = from[at++];

            to[out++] = byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 'a' - 'A') : byte;
            continue;
        }
        U8_NEXT_OR_FFFD(from, at, (int32_t)length, c);
        c = u_tolower(c);
        U8_APPEND_UNSAFE(to, out, c);
    }
    return (size_t)out;
}
