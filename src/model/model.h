/*
 * model.h: the learned weights, as one run of bytes that is read in place.
 *
 * A model is a head (magic, version, size, checksum), a directory of named sections, and the sections, each beginning
 * on a boundary of 64 bytes. Each stage that was learned has a section of its own (tagger, lemmas, parser, names,
 * clusters), written by its step of the trainer to src/model/english.SECTION; src/train/pack.c joins those files into
 * build/english.model, which is embedded in the library: no path to find, never another version than the code, its
 * pages shared by all processes.
 *
 * Opening the embedded model costs nothing: it is part of the program as code is, and its checksum is tested where the
 * program is tested. Bytes from elsewhere go through model_open, which checks head, directory and checksum. The content
 * of a section is checked by whoever reads it, with a Cursor.
 */
#ifndef NEWS_EVENTS_MODEL_H
#define NEWS_EVENTS_MODEL_H

#include "cursor.h"

#define MODEL_MAGIC "NEWSEVT\n"
#define MODEL_VERSION 1
#define MODEL_MAX_SECTIONS 64

typedef struct ModelSection {
    char name[24]; /* padded with NUL */
    uint32_t offset, size;
} ModelSection;

#define MODEL_CHECKED_FROM 16 /* the checksum is of everything from this byte on */

typedef struct ModelHead {
    char magic[8];
    uint32_t version;
    uint32_t checksum; /* CRC-32 */
    uint32_t size;     /* of the whole model */
    uint32_t section_count;
    uint8_t unused[40];
} ModelHead;

typedef struct Model Model;

struct Model {
    const uint8_t *bytes, *end;
};

/* model_open: a model over bytes that begin on a 64-byte boundary and stay where they are; ERROR_DATA if damaged. */
extern void model_open(Model *model, const Environment *environment, const void *bytes, size_t size);

/* model_embedded: the model that the library was built with. */
extern const Model *model_embedded(void);

/* model_section: the bytes of a section and their number, or NULL where the model has no such section. */
extern const uint8_t *model_section(const Model *model, const char *name, size_t *size);

/* model_cursor: a cursor over a section; false where the model has no such section. */
extern bool model_cursor(const Model *model, const Environment *environment, const char *name, Cursor *cursor);

/* model_checksum: CRC-32 as in ISO 3309. */
extern uint32_t model_checksum(const uint8_t *bytes, size_t size);

#endif
