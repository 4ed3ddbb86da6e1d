/*
 * pack.c: joins sections into a model: pack MODEL SECTION-FILE... A section has the name of its file's last part, so
 * src/model/english.parser becomes the section "parser".
 */
#include "model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *path, const char *what)
{
    fprintf(stderr, "pack: %s: %s\n", path, what);
    exit(1);
}

static uint32_t align(size_t offset)
{
    return (uint32_t)((offset + CURSOR_ALIGNMENT - 1) & ~(size_t)(CURSOR_ALIGNMENT - 1));
}

/* append_file: the bytes of a file behind those that are there, as the section of that name. */
static uint8_t *append_file(uint8_t *bytes, ModelHead *head, ModelSection *section, const char *path)
{
    const char *name = strrchr(path, '.');
    FILE *file = fopen(path, "rb");
    long size = -1;

    if (file == NULL || name == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
        fail(path, "cannot be read");
    if (strlen(name + 1) >= sizeof(section->name) || size > 256 << 20)
        fail(path, "name or size not fit for a section");
    rewind(file);
    strcpy(section->name, name + 1);
    section->offset = align(head->size);
    section->size = (uint32_t)size;
    bytes = realloc(bytes, section->offset + (size_t)size);
    if (bytes == NULL)
        fail(path, "out of memory");
    memset(bytes + head->size, 0, section->offset - head->size);
    if (fread(bytes + section->offset, 1, (size_t)size, file) != (size_t)size)
        fail(path, "cannot be read");
    fclose(file);
    head->size = section->offset + section->size;
    return bytes;
}

int main(int count, char **arguments)
{
    ModelHead head = {.magic = MODEL_MAGIC, .version = MODEL_VERSION};
    ModelSection sections[MODEL_MAX_SECTIONS];
    uint8_t *bytes;
    FILE *file;
    size_t directory;

    if (count < 2 || count - 2 > MODEL_MAX_SECTIONS)
        fail("usage", "pack MODEL SECTION-FILE...");
    memset(sections, 0, sizeof(sections));
    head.section_count = (uint32_t)(count - 2);
    directory = head.section_count * sizeof(ModelSection);
    head.size = (uint32_t)(sizeof(head) + directory);
    bytes = calloc(1, head.size);
    if (bytes == NULL)
        fail(arguments[1], "out of memory");
    for (int i = 2; i < count; i++)
        bytes = append_file(bytes, &head, &sections[i - 2], arguments[i]);
    memcpy(bytes + sizeof(head), sections, directory);
    memcpy(bytes, &head, sizeof(head));
    head.checksum = model_checksum(bytes + MODEL_CHECKED_FROM, head.size - MODEL_CHECKED_FROM);
    memcpy(bytes, &head, sizeof(head));
    file = fopen(arguments[1], "wb");
    if (file == NULL || fwrite(bytes, 1, head.size, file) != head.size || fclose(file) != 0)
        fail(arguments[1], "cannot be written");
    free(bytes);
    return 0;
}
