/*
 * encoding.h: between the database's encoding and the UTF-8 of the pure part.
 *
 * Every byte string that PostgreSQL can store becomes valid UTF-8: characters without a counterpart become U+FFFD, and
 * bytes of an SQL_ASCII database that are no UTF-8 are taken as ISO 8859-1. A map leads every UTF-8 offset back, so
 * that positions are right whatever the conversion did.
 */
#ifndef NEWS_EVENTS_ENCODING_H
#define NEWS_EVENTS_ENCODING_H

#include "annotation.h"

typedef struct Utf8Text {
    const char *bytes;
    int32 length;
    int32 *server_offset; /* of every UTF-8 byte and the end; NULL where it is the same */
} Utf8Text;

/* utf8_from_server: the text in UTF-8; memory in the current context, or the caller's own bytes where nothing changes.
 */
extern Utf8Text utf8_from_server(const char *bytes, int32 length);

/* document_to_server: moves a document over UTF-8 to the server's own text: offsets and strings. */
extern void document_to_server(Document *document, const Utf8Text *utf8, const char *bytes, int32 length);

#endif
