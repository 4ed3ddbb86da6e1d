/* train.c: the trainer: train CORPORA OUTPUT [STEP...] runs the steps (all, where none is named) in their order. */
#include "train.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Step {
    const char *name;
    void (*run)(const Trainer *trainer);
} Step;

static const Step steps[] = {
    {"tagger", train_tagger},
    {"lemmas", train_lemmas},
    {"parser", train_parser},
};

void train_fail(const char *path, int32_t line, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, line > 0 ? "error: %s:%d: " : "error: %s: ", path, line);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

void train_note(const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%7.1f s  ", (double)clock() / CLOCKS_PER_SEC);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void *train_allocate(size_t count, size_t size)
{
    void *memory = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);

    if (memory == NULL)
        train_fail("trainer", 0, "out of memory");
    return memory;
}

char *train_path(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = train_allocate(size, 1);

    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

char *train_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    size_t capacity = 1 << 16, length = 0, got;
    char *bytes = train_allocate(capacity + 1, 1);

    if (file == NULL)
        train_fail(path, 0, "cannot be opened");
    while ((got = fread(bytes + length, 1, capacity - length, file)) > 0) {
        length += got;
        if (length == capacity) {
            capacity *= 2;
            bytes = realloc(bytes, capacity + 1);
            if (bytes == NULL)
                train_fail(path, 0, "out of memory");
        }
    }
    if (ferror(file))
        train_fail(path, 0, "cannot be read");
    fclose(file);
    bytes[length] = '\0';
    *size = length;
    return bytes;
}

void buffer_add(Buffer *buffer, const void *bytes, size_t size)
{
    if (buffer->size + size > buffer->capacity) {
        buffer->capacity = (buffer->size + size) * 2;
        buffer->bytes = realloc(buffer->bytes, buffer->capacity);
        if (buffer->bytes == NULL)
            train_fail("trainer", 0, "out of memory");
    }
    if (size > 0)
        memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
}

void buffer_add_u32(Buffer *buffer, uint32_t number)
{
    buffer_add(buffer, &number, sizeof(number));
}

void buffer_align(Buffer *buffer, size_t alignment)
{
    static const uint8_t zeros[64];

    while (buffer->size % alignment != 0) {
        size_t gap = alignment - buffer->size % alignment;

        buffer_add(buffer, zeros, gap < sizeof(zeros) ? gap : sizeof(zeros));
    }
}

void train_write_section(const Trainer *trainer, const char *section, Buffer *buffer)
{
    char *name = train_path(trainer->output, "english.");
    size_t size = strlen(name) + strlen(section) + 1;
    char *path = train_allocate(size, 1);
    FILE *file;

    snprintf(path, size, "%s%s", name, section);
    file = fopen(path, "wb");
    if (file == NULL || fwrite(buffer->bytes, 1, buffer->size, file) != buffer->size || fclose(file) != 0)
        train_fail(path, 0, "cannot be written");
    train_note("%s: %zu bytes", section, buffer->size);
    free(path);
    free(name);
    free(buffer->bytes);
    memset(buffer, 0, sizeof(*buffer));
}

const Model *train_model(const Trainer *trainer)
{
    DIR *folder = opendir(trainer->output);
    const struct dirent *entry;
    ModelHead head = {.magic = MODEL_MAGIC, .version = MODEL_VERSION};
    ModelSection sections[MODEL_MAX_SECTIONS];
    Model *model = train_allocate(1, sizeof(*model));
    Buffer buffer = {0};
    uint8_t *bytes;

    if (folder == NULL)
        train_fail(trainer->output, 0, "cannot be opened");
    memset(sections, 0, sizeof(sections));
    buffer_add(&buffer, &head, sizeof(head));
    buffer_add(&buffer, sections, sizeof(sections));
    while ((entry = readdir(folder)) != NULL && head.section_count < MODEL_MAX_SECTIONS) {
        ModelSection *section = &sections[head.section_count];
        char *path, *content;
        size_t size;

        if (strncmp(entry->d_name, "english.", 8) != 0 || strlen(entry->d_name + 8) >= sizeof(section->name))
            continue;
        path = train_path(trainer->output, entry->d_name);
        content = train_read(path, &size);
        buffer_align(&buffer, CURSOR_ALIGNMENT);
        strcpy(section->name, entry->d_name + 8);
        section->offset = (uint32_t)buffer.size;
        section->size = (uint32_t)size;
        buffer_add(&buffer, content, size);
        head.section_count++;
        free(content);
        free(path);
    }
    closedir(folder);
    head.size = (uint32_t)buffer.size;
    memcpy(buffer.bytes + sizeof(head), sections, sizeof(sections));
    memcpy(buffer.bytes, &head, sizeof(head));
    head.checksum = model_checksum(buffer.bytes + MODEL_CHECKED_FROM, buffer.size - MODEL_CHECKED_FROM);
    memcpy(buffer.bytes, &head, sizeof(head));
    bytes = aligned_alloc(CURSOR_ALIGNMENT, (buffer.size + CURSOR_ALIGNMENT) / CURSOR_ALIGNMENT * CURSOR_ALIGNMENT);
    if (bytes == NULL)
        train_fail("trainer", 0, "out of memory");
    memcpy(bytes, buffer.bytes, buffer.size);
    model_open(model, trainer->environment, bytes, buffer.size);
    free(buffer.bytes);
    return model;
}

void train_word_table(Buffer *buffer, const char *const *words, const uint16_t *values, size_t count, uint32_t columns)
{
    uint32_t bits = 1, mask;
    uint32_t *marks;
    uint16_t *cells;

    while (((size_t)1 << bits) * 3 < count * 4)
        bits++;
    mask = ((uint32_t)1 << bits) - 1;
    marks = train_allocate((size_t)mask + 1, sizeof(*marks));
    cells = train_allocate(((size_t)mask + 1) * columns, sizeof(*cells));
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = word_hash(words[i], strlen(words[i]));
        uint32_t slot = (uint32_t)hash & mask;

        while (marks[slot] != 0 && marks[slot] != word_mark(hash))
            slot = (slot + 1) & mask;
        if (marks[slot] != 0)
            continue;
        marks[slot] = word_mark(hash);
        memcpy(cells + (size_t)slot * columns, values + i * columns, columns * sizeof(*values));
    }
    buffer_add_u32(buffer, columns);
    buffer_add_u32(buffer, bits);
    buffer_align(buffer, 64);
    buffer_add(buffer, marks, ((size_t)mask + 1) * sizeof(*marks));
    buffer_align(buffer, 64);
    buffer_add(buffer, cells, ((size_t)mask + 1) * columns * sizeof(*cells));
    free(marks);
    free(cells);
}

/* run_step: the step of this name. */
static void run_step(const Trainer *trainer, const char *name)
{
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        if (strcmp(steps[i].name, name) == 0) {
            train_note("%s", name);
            steps[i].run(trainer);
            return;
        }
    }
    train_fail(name, 0, "there is no such step");
}

int main(int count, char **arguments)
{
    Trainer trainer = {.environment = &program_environment};

    if (count < 3)
        train_fail("usage", 0, "train CORPORA OUTPUT [STEP...]");
    trainer.corpora = arguments[1];
    trainer.output = arguments[2];
    for (int i = 3; i < count; i++)
        run_step(&trainer, arguments[i]);
    if (count == 3)
        for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
            run_step(&trainer, steps[i].name);
    return 0;
}
