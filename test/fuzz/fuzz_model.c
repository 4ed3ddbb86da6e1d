/*
 * fuzz_model.c: models that are damaged. The input is either a model by itself or a list of bytes to change in the
 * embedded one; its checksum is made right, so that the damage reaches those who read the sections. A model is used or
 * refused with ERROR_DATA; what the learned stages make of a text with it keeps what the layers promise.
 */
#include "annotation/annotate.h"
#include "annotation/annotation_format.h"
#include "fuzzing.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHANGE 5 /* bytes of a change: section, three of the place in it, the new byte */

static const char text[] = "The minister, who met Ana Ruiz in Quito on 3 May, said \"we won't\". SHE LEFT EARLY\n\n"
                           "two ships sank and the 2014 crew's captain didn't answer their calls";

/* place_of: where a change goes. */
static size_t place_of(const uint8_t *change, const Model *model, size_t size)
{
    const ModelHead *head = (const ModelHead *)model->bytes;
    const ModelSection *sections = (const ModelSection *)(head + 1);
    const ModelSection *section = &sections[change[0] % head->section_count];
    /* three in four go to the beginning of a section, where its numbers stand */
    size_t within = change[1] & 3 ? change[2] % 64 : (size_t)change[1] << 16 | (size_t)change[2] << 8 | change[3];

    if (within >= section->size)
        within = section->size / 2;
    return section->offset < size ? section->offset + within : size - 1;
}

/* changed_model: the embedded model with the changes of the input; they are taken back by the same call again. */
static uint8_t *changed_model(const uint8_t *data, size_t count, size_t *size)
{
    static uint8_t *copy, saved[512];
    static size_t places[512], changed;
    const Model *embedded = model_embedded();

    *size = (size_t)(embedded->end - embedded->bytes);
    if (copy == NULL) {
        copy = aligned_alloc(CURSOR_ALIGNMENT, (*size + CURSOR_ALIGNMENT) / CURSOR_ALIGNMENT * CURSOR_ALIGNMENT);
        if (copy == NULL)
            abort();
        memcpy(copy, embedded->bytes, *size);
    }
    while (changed > 0) {
        changed--;
        copy[places[changed]] = saved[changed];
    }
    for (size_t i = 0; i + CHANGE <= count && changed < 512; i += CHANGE, changed++) {
        places[changed] = place_of(data + i, embedded, *size);
        saved[changed] = copy[places[changed]];
        copy[places[changed]] = data[i + 4];
    }
    return copy;
}

static void use(const Model *model, Arena *arena)
{
    Document *document = arena_alloc(arena, sizeof(Document));

    document_start(document, arena, text, (int32_t)sizeof(text) - 1);
    document->model = model;
    segment(document);
    tag(document);
    parse(document);
    find_names(document);
    document->language = document_intern_string(document, "en");
    annotation_check(document);
}

/* open_bytes: a model of any bytes, its checksum made right. */
static void open_bytes(Model *model, uint8_t *bytes, size_t size)
{
    if (size >= sizeof(ModelHead)) {
        uint32_t checksum;

        memcpy(bytes, MODEL_MAGIC, 8);
        checksum = model_checksum(bytes + MODEL_CHECKED_FROM, size - MODEL_CHECKED_FROM);
        memcpy(bytes + offsetof(ModelHead, checksum), &checksum, sizeof(checksum));
    }
    model_open(model, &fuzz_environment, bytes, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t *small;
    Arena arena;
    Model model;

    if (size < 1)
        return 0;
    arena_start(&arena, &fuzz_environment);
    if (setjmp(fuzz_error) == 0) {
        if (data[0] & 1) {
            /* the head and the directory are whole, which is known without the checksum of all the bytes */
            model.bytes = changed_model(data + 1, size - 1, &size);
            model.end = model.bytes + size;
        } else {
            size--;
            free(small);
            small = aligned_alloc(CURSOR_ALIGNMENT, (size + CURSOR_ALIGNMENT) / CURSOR_ALIGNMENT * CURSOR_ALIGNMENT);
            if (small == NULL)
                abort();
            memcpy(small, data + 1, size);
            open_bytes(&model, small, size);
        }
        use(&model, &arena);
    } else if (fuzz_error_kind != ERROR_DATA) {
        abort();
    }
    arena_release(&arena);
    return 0;
}
