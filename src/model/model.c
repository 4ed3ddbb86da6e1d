/* model.c: opening a model and finding its sections. */
#include "model.h"

#include <string.h>

_Static_assert(sizeof(ModelHead) == 64, "head of a model");
_Static_assert(sizeof(ModelSection) == 32, "directory entry of a model");

uint32_t model_checksum(const uint8_t *bytes, size_t size)
{
    uint32_t table[256], checksum = 0xFFFFFFFFu;

    for (uint32_t i = 0; i < 256; i++) {
        uint32_t remainder = i;

        for (int bit = 0; bit < 8; bit++)
            remainder = remainder & 1 ? (remainder >> 1) ^ 0xEDB88320u : remainder >> 1;
        table[i] = remainder;
    }
    for (size_t i = 0; i < size; i++)
        checksum = (checksum >> 8) ^ table[(checksum ^ bytes[i]) & 0xFF];
    return ~checksum;
}

void model_open(Model *model, const Environment *environment, const void *bytes, size_t size)
{
    const ModelHead *head;
    const ModelSection *sections;
    Cursor cursor;

    if ((uintptr_t)bytes % CURSOR_ALIGNMENT != 0)
        environment_error(environment, ERROR_INTERNAL, "model is not aligned");
    cursor_start(&cursor, environment, "its head", bytes, size);
    head = cursor_array(&cursor, 1, sizeof(*head), 1);
    if (memcmp(head->magic, MODEL_MAGIC, sizeof(head->magic)) != 0)
        environment_error(environment, ERROR_DATA, "these bytes are no model");
    if (head->version != MODEL_VERSION)
        environment_error(environment, ERROR_DATA, "model has version %u, this program reads version %u", head->version,
                          MODEL_VERSION);
    if (head->size != size || head->section_count > MODEL_MAX_SECTIONS)
        cursor_error(&cursor);
    sections = cursor_array(&cursor, head->section_count, sizeof(*sections), 1);
    for (uint32_t i = 0; i < head->section_count; i++) {
        const ModelSection *section = &sections[i];

        if (section->offset % CURSOR_ALIGNMENT != 0 || section->offset > size ||
            section->size > size - section->offset || memchr(section->name, '\0', sizeof(section->name)) == NULL)
            cursor_error(&cursor);
    }
    if (model_checksum((const uint8_t *)bytes + MODEL_CHECKED_FROM, size - MODEL_CHECKED_FROM) != head->checksum)
        environment_error(environment, ERROR_DATA, "invalid model: its checksum is wrong");
    model->bytes = bytes;
    model->end = model->bytes + size;
}

const uint8_t *model_section(const Model *model, const char *name, size_t *size)
{
    const ModelHead *head = (const ModelHead *)model->bytes;
    const ModelSection *sections = (const ModelSection *)(head + 1);

    for (uint32_t i = 0; i < head->section_count; i++) {
        if (strcmp(sections[i].name, name) == 0) {
            *size = sections[i].size;
            return model->bytes + sections[i].offset;
        }
    }
    return NULL;
}

bool model_cursor(const Model *model, const Environment *environment, const char *name, Cursor *cursor)
{
    size_t size;
    const uint8_t *bytes = model_section(model, name, &size);

    if (bytes == NULL)
        return false;
    cursor_start(cursor, environment, name, bytes, size);
    return true;
}
