/*
 * annotation_format.h: a document as bytes, and as text.
 *
 * Bytes (what is stored): a version byte; the text; the pool of strings; what was found out about the whole; the number
 * of records of every layer; the records, field by field as layers.c lists them. Numbers are little-endian groups of
 * seven bits (LEB128), signed ones zigzag, positions and references as differences from the record before, so that most
 * take one byte. Offsets are in bytes of the text as it stands here, in whatever encoding that is.
 *
 * Text (what is dumped): JSON of the same content with positions in characters and labels by name, so that it can be
 * read in a database of another encoding.
 *
 * Both readers take any bytes: what is no annotation is reported as ERROR_DATA, and what they accept keeps every
 * promise that the stages make: indexes in range, spans inside the text, trees without cycles.
 */
#ifndef NEWS_EVENTS_ANNOTATION_FORMAT_H
#define NEWS_EVENTS_ANNOTATION_FORMAT_H

#include "buffer.h"
#include "document.h"

#define ANNOTATION_VERSION 1

/* The length in bytes of the character at a position, in the text's encoding; 1 at least. */
typedef int (*CharacterLength)(const char *at);

/* annotation_write: the document's bytes at the end of a buffer. */
extern void annotation_write(const Document *document, ByteBuffer *buffer);

/* annotation_read: makes the document of its bytes; its text stays where it is in them. */
extern void annotation_read(Document *document, Arena *arena, const char *bytes, size_t size);

/* annotation_to_json, annotation_from_json: the same for the text form. */
extern void annotation_to_json(const Document *document, CharacterLength character_length, ByteBuffer *buffer);
extern void annotation_from_json(Document *document, Arena *arena, const char *json, size_t size,
                                 CharacterLength character_length);

/* annotation_check: reports ERROR_DATA unless the layers fit together (see above). */
extern void annotation_check(const Document *document);

/* utf8_character_length: CharacterLength of UTF-8. */
extern int utf8_character_length(const char *at);

#endif
