/*
 * annotate.c: annotates the text on standard input without a server and prints the annotation as JSON.
 *
 * usage: annotate [published as seconds since 1970]
 */
#include "annotation/annotate.h"
#include "annotation/annotation_format.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    Arena arena;
    Document document;
    ByteBuffer text, json;
    size_t count;

    arena_start(&arena, &program_environment);
    buffer_start(&text, &arena);
    while ((count = fread(buffer_room(&text, 65536), 1, 65536, stdin)) > 0)
        text.length += count;
    document_start(&document, &arena, buffer_string(&text), (int32_t)text.length);
    if (argc > 1)
        document.published = (Moment)strtoll(argv[1], NULL, 10) * 1000000;
    annotate(&document);
    buffer_start(&json, &arena);
    annotation_to_json(&document, utf8_character_length, &json);
    puts(buffer_string(&json));
    arena_release(&arena);
    return 0;
}
