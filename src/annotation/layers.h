/*
 * layers.h: the fields of every layer, as data. What stores, shows, checks or converts a document walks these tables.
 */
#ifndef NEWS_EVENTS_LAYERS_H
#define NEWS_EVENTS_LAYERS_H

#include "document.h"

typedef enum FieldKind {
    FIELD_START,          /* int32: byte offset into the text */
    FIELD_START_OPTIONAL, /* the same, or NO_INDEX */
    FIELD_LENGTH,         /* int32: bytes from the start field named just before it */
    FIELD_INDEX,          /* int32: a record of layer `limit` */
    FIELD_INDEX_OPTIONAL, /* the same, or NO_INDEX */
    FIELD_STRING,         /* StringId */
    FIELD_LABEL,          /* int32: 0 .. limit - 1 */
    FIELD_NUMBER,         /* int32: any */
    FIELD_MOMENT          /* Moment */
} FieldKind;

typedef struct LayerField {
    const char *name;
    size_t offset;
    FieldKind kind;
    int32_t limit;             /* LABEL: how many; INDEX: which layer */
    const char *const *labels; /* LABEL: their names, NULL where it is a plain flag */
} LayerField;

typedef struct LayerDescription {
    const char *name;
    size_t record_size;
    const LayerField *fields;
    int32_t field_count;
} LayerDescription;

extern const LayerDescription layer_descriptions[LAYER_COUNT];

/* layer_items, layer_count: a document's layer by number. */
extern void *layer_items(const Document *document, LayerId layer);
extern int32_t layer_count(const Document *document, LayerId layer);

/* layer_reserve: count zeroed records as the content of an empty layer. */
extern void *layer_reserve(Document *document, LayerId layer, int32_t count);

static inline int32_t *field_int(const LayerField *field, void *record)
{
    return (int32_t *)(void *)((char *)record + field->offset);
}

static inline Moment *field_moment(const LayerField *field, void *record)
{
    return (Moment *)(void *)((char *)record + field->offset);
}

#endif
