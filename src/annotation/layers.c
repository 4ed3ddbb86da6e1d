/* layers.c: every field of every layer, described once. The order is the stored format's: see annotation_format.h. */
#include "layers.h"

#define FIELD(type, member, kind)                              \
    {                                                          \
#member, offsetof(type, member), FIELD_##kind, 0, NULL \
    }
#define INDEX(type, member, layer)                                        \
    {                                                                     \
#member, offsetof(type, member), FIELD_INDEX, LAYER_##layer, NULL \
    }
#define MAYBE(type, member, layer)                                                 \
    {                                                                              \
#member, offsetof(type, member), FIELD_INDEX_OPTIONAL, LAYER_##layer, NULL \
    }
#define LABEL(type, member, names, count)                          \
    {                                                              \
#member, offsetof(type, member), FIELD_LABEL, count, names \
    }
#define FLAG(type, member)                                    \
    {                                                         \
#member, offsetof(type, member), FIELD_LABEL, 2, NULL \
    }

static const LayerField furniture_fields[] = {
    FIELD(Furniture, start, START),
    FIELD(Furniture, length, LENGTH),
    LABEL(Furniture, kind, furniture_names, FURNITURE_COUNT),
};

static const LayerField sentence_fields[] = {
    FIELD(Sentence, start, START), FIELD(Sentence, length, LENGTH),     FIELD(Sentence, paragraph, NUMBER),
    FLAG(Sentence, headline),      INDEX(Sentence, first_token, TOKEN), INDEX(Sentence, last_token, TOKEN),
};

static const LayerField token_fields[] = {
    INDEX(Token, sentence, SENTENCE),
    FIELD(Token, start, START),
    FIELD(Token, length, LENGTH),
    FIELD(Token, lemma, STRING),
    LABEL(Token, upos, upos_names, UPOS_COUNT),
    LABEL(Token, xpos, xpos_names, XPOS_COUNT),
    MAYBE(Token, head, TOKEN),
    LABEL(Token, deprel, deprel_names, DEPREL_COUNT),
};

static const LayerField entity_fields[] = {
    LABEL(Entity, kind, kind_names, KIND_COUNT),
    FIELD(Entity, name, STRING),
    FIELD(Entity, role, STRING),
    FIELD(Entity, country, STRING),
    FIELD(Entity, gender, NUMBER),
    FLAG(Entity, plural),
};

static const LayerField mention_fields[] = {
    INDEX(Mention, sentence, SENTENCE),
    FIELD(Mention, start, START),
    FIELD(Mention, length, LENGTH),
    INDEX(Mention, first_token, TOKEN),
    INDEX(Mention, last_token, TOKEN),
    INDEX(Mention, head, TOKEN),
    LABEL(Mention, kind, kind_names, KIND_COUNT),
    LABEL(Mention, level, level_names, LEVEL_COUNT),
    MAYBE(Mention, entity, ENTITY),
    FIELD(Mention, name, STRING),
    FIELD(Mention, role, STRING),
    FIELD(Mention, country, STRING),
};

static const LayerField timex_fields[] = {
    INDEX(Timex, sentence, SENTENCE), FIELD(Timex, start, START),
    FIELD(Timex, length, LENGTH),     INDEX(Timex, first_token, TOKEN),
    INDEX(Timex, last_token, TOKEN),  LABEL(Timex, type, timex_type_names, TIMEX_TYPE_COUNT),
    FIELD(Timex, value, STRING),      FIELD(Timex, starts, MOMENT),
    FIELD(Timex, ends, MOMENT),       LABEL(Timex, grain, grain_names, GRAIN_COUNT),
    FIELD(Timex, reason, STRING),
};

static const LayerField quotation_fields[] = {
    INDEX(Quotation, sentence, SENTENCE),
    FIELD(Quotation, start, START),
    FIELD(Quotation, length, LENGTH),
    INDEX(Quotation, first_token, TOKEN),
    INDEX(Quotation, last_token, TOKEN),
    FLAG(Quotation, direct),
    FIELD(Quotation, speaker, STRING),
    MAYBE(Quotation, speaker_mention, MENTION),
    FIELD(Quotation, speaker_start, START_OPTIONAL),
    FIELD(Quotation, speaker_length, LENGTH),
    FIELD(Quotation, cue, STRING),
    MAYBE(Quotation, cue_token, TOKEN),
};

static const LayerField place_fields[] = {
    INDEX(Place, sentence, SENTENCE), FIELD(Place, start, START),      FIELD(Place, length, LENGTH),
    MAYBE(Place, mention, MENTION),   FIELD(Place, name, STRING),      FIELD(Place, country, STRING),
    FIELD(Place, latitude, NUMBER),   FIELD(Place, longitude, NUMBER), FIELD(Place, geoname, NUMBER),
};

static const LayerField clause_fields[] = {
    INDEX(Clause, sentence, SENTENCE),
    FIELD(Clause, start, START),
    FIELD(Clause, length, LENGTH),
    INDEX(Clause, predicate, TOKEN),
    FIELD(Clause, lemma, STRING),
    MAYBE(Clause, parent, CLAUSE),
    LABEL(Clause, modality, modality_names, MODALITY_COUNT),
    FIELD(Clause, modality_reason, STRING),
    MAYBE(Clause, timex, TIMEX),
    MAYBE(Clause, place, PLACE),
    MAYBE(Clause, attributed_mention, MENTION),
    FIELD(Clause, attributed_to, STRING),
};

static const LayerField argument_fields[] = {
    INDEX(Argument, clause, CLAUSE),      LABEL(Argument, relation, deprel_names, DEPREL_COUNT),
    FIELD(Argument, preposition, STRING), INDEX(Argument, head, TOKEN),
    MAYBE(Argument, mention, MENTION),
};

#define DESCRIPTION(type, name)                                                        \
    {                                                                                  \
#name, sizeof(type), name##_fields, sizeof(name##_fields) / sizeof(LayerField) \
    }

const LayerDescription layer_descriptions[LAYER_COUNT] = {
    DESCRIPTION(Furniture, furniture), DESCRIPTION(Sentence, sentence), DESCRIPTION(Token, token),
    DESCRIPTION(Entity, entity),       DESCRIPTION(Mention, mention),   DESCRIPTION(Timex, timex),
    DESCRIPTION(Quotation, quotation), DESCRIPTION(Place, place),       DESCRIPTION(Clause, clause),
    DESCRIPTION(Argument, argument),
};

void *layer_items(const Document *document, LayerId layer)
{
    switch (layer) {
#define X(id, type, member) \
    case LAYER_##id:        \
        return document->member.items;
        LAYER_LIST(X)
#undef X
    case LAYER_COUNT:
        break;
    }
    return NULL;
}

int32_t layer_count(const Document *document, LayerId layer)
{
    switch (layer) {
#define X(id, type, member) \
    case LAYER_##id:        \
        return document->member.count;
        LAYER_LIST(X)
#undef X
    case LAYER_COUNT:
        break;
    }
    return 0;
}

void *layer_reserve(Document *document, LayerId layer, int32_t count)
{
    void *items = arena_alloc(document->arena, (size_t)count * layer_descriptions[layer].record_size);

    switch (layer) {
#define X(id, type, member)                                         \
    case LAYER_##id:                                                \
        document->member.items = items;                             \
        document->member.count = document->member.capacity = count; \
        break;
        LAYER_LIST(X)
#undef X
    case LAYER_COUNT:
        break;
    }
    return items;
}
