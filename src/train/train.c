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
    {"tagger", train_tagger},       {"frequent", train_frequent}, {"lemmas", train_lemmas}, {"tags", train_tags},
    {"relations", train_relations}, {"parser", train_parser},     {"names", train_names},   {"measure", train_measure},
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

void output_add(Output *output, const void *bytes, size_t size)
{
    if (output->size + size > output->capacity) {
        output->capacity = (output->size + size) * 2;
        output->bytes = realloc(output->bytes, output->capacity);
        if (output->bytes == NULL)
            train_fail("trainer", 0, "out of memory");
    }
    if (size > 0)
        memcpy(output->bytes + output->size, bytes, size);
    output->size += size;
}

void output_add_u32(Output *output, uint32_t number)
{
    output_add(output, &number, sizeof(number));
}

void output_align(Output *output, size_t alignment)
{
    static const uint8_t zeros[64];

    while (output->size % alignment != 0) {
        size_t gap = alignment - output->size % alignment;

        output_add(output, zeros, gap < sizeof(zeros) ? gap : sizeof(zeros));
    }
}

void train_write(const Trainer *trainer, const char *name, Output *output)
{
    char *path = train_path(trainer->output, name);
    FILE *file = fopen(path, "wb");

    if (file == NULL || fwrite(output->bytes, 1, output->size, file) != output->size || fclose(file) != 0)
        train_fail(path, 0, "cannot be written");
    train_note("%s: %zu bytes", name, output->size);
    free(path);
    free(output->bytes);
    memset(output, 0, sizeof(*output));
}

void train_write_section(const Trainer *trainer, const char *section, Output *output)
{
    char name[64];

    snprintf(name, sizeof(name), "english.%s", section);
    train_write(trainer, name, output);
}

Cursor train_cursor(const Trainer *trainer, const Output *output)
{
    uint8_t *bytes =
        aligned_alloc(CURSOR_ALIGNMENT, (output->size + CURSOR_ALIGNMENT) / CURSOR_ALIGNMENT * CURSOR_ALIGNMENT);
    Cursor cursor;

    if (bytes == NULL)
        train_fail("trainer", 0, "out of memory");
    memcpy(bytes, output->bytes, output->size);
    cursor_start(&cursor, trainer->environment, "what was learned", bytes, output->size);
    return cursor;
}

/* add_section: bytes behind those of the model that are there. */
static void add_section(Output *model, ModelHead *head, ModelSection *sections, const char *name, const void *bytes,
                        size_t size)
{
    ModelSection *section = &sections[head->section_count];

    if (head->section_count == MODEL_MAX_SECTIONS || strlen(name) >= sizeof(section->name))
        return;
    output_align(model, CURSOR_ALIGNMENT);
    strcpy(section->name, name);
    section->offset = (uint32_t)model->size;
    section->size = (uint32_t)size;
    output_add(model, bytes, size);
    head->section_count++;
}

const Model *train_model(const Trainer *trainer, const char *section, const Output *content)
{
    DIR *folder = opendir(trainer->output);
    const struct dirent *entry;
    ModelHead head = {.magic = MODEL_MAGIC, .version = MODEL_VERSION};
    ModelSection sections[MODEL_MAX_SECTIONS];
    Model *model = train_allocate(1, sizeof(*model));
    Output output = {0};
    uint8_t *bytes;

    if (folder == NULL)
        train_fail(trainer->output, 0, "cannot be opened");
    memset(sections, 0, sizeof(sections));
    output_add(&output, &head, sizeof(head));
    output_add(&output, sections, sizeof(sections));
    if (section != NULL)
        add_section(&output, &head, sections, section, content->bytes, content->size);
    while ((entry = readdir(folder)) != NULL) {
        char *path, *file;
        size_t size;

        if (strncmp(entry->d_name, "english.", 8) != 0 || (section != NULL && strcmp(entry->d_name + 8, section) == 0))
            continue;
        /* those are sums of the tagger that is replaced */
        if (section != NULL && strcmp(section, "tagger") == 0 && strcmp(entry->d_name, "english.frequent") == 0)
            continue;
        path = train_path(trainer->output, entry->d_name);
        file = train_read(path, &size);
        add_section(&output, &head, sections, entry->d_name + 8, file, size);
        free(file);
        free(path);
    }
    closedir(folder);
    head.size = (uint32_t)output.size;
    memcpy(output.bytes + sizeof(head), sections, sizeof(sections));
    memcpy(output.bytes, &head, sizeof(head));
    head.checksum = model_checksum(output.bytes + MODEL_CHECKED_FROM, output.size - MODEL_CHECKED_FROM);
    memcpy(output.bytes, &head, sizeof(head));
    bytes = aligned_alloc(CURSOR_ALIGNMENT, (output.size + CURSOR_ALIGNMENT) / CURSOR_ALIGNMENT * CURSOR_ALIGNMENT);
    if (bytes == NULL)
        train_fail("trainer", 0, "out of memory");
    memcpy(bytes, output.bytes, output.size);
    model_open(model, trainer->environment, bytes, output.size);
    free(output.bytes);
    return model;
}

void train_hash_table(Output *output, const uint64_t *hashes, const uint16_t *values, size_t count, uint32_t columns)
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
        uint32_t slot = (uint32_t)hashes[i] & mask;

        while (marks[slot] != 0 && marks[slot] != word_mark(hashes[i]))
            slot = (slot + 1) & mask;
        if (marks[slot] != 0)
            continue;
        marks[slot] = word_mark(hashes[i]);
        memcpy(cells + (size_t)slot * columns, values + i * columns, columns * sizeof(*values));
    }
    output_add_u32(output, columns);
    output_add_u32(output, bits);
    output_align(output, 64);
    output_add(output, marks, ((size_t)mask + 1) * sizeof(*marks));
    output_align(output, 64);
    output_add(output, cells, ((size_t)mask + 1) * columns * sizeof(*cells));
    free(marks);
    free(cells);
}

void train_word_table(Output *output, const char *const *words, const uint16_t *values, size_t count, uint32_t columns)
{
    uint64_t *hashes = train_allocate(count, sizeof(*hashes));

    for (size_t i = 0; i < count; i++)
        hashes[i] = word_hash(words[i], strlen(words[i]));
    train_hash_table(output, hashes, values, count, columns);
    free(hashes);
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
