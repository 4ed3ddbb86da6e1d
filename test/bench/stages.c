/*
 * stages.c: the processor time of each stage of annotation, over many texts, on one core.
 *
 * usage: stages FILE        one text a line, with COPY's escapes (\n, \t, \\) for what a line cannot hold
 *
 * Prints a line a stage: its name, nanoseconds a token, MB/s (of all stages for "annotate"). Memory is given back after
 * every text, as the server does; reading and writing the file are not timed.
 */
#include "annotation/annotate.h"
#include "annotation/annotation_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_STAGES 32

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* unescape: COPY's escapes in place; gives the length. */
static int32_t unescape(char *line, size_t length)
{
    size_t to = 0;

    for (size_t at = 0; at < length; at++) {
        char c = line[at];

        if (c == '\\' && at + 1 < length) {
            c = line[++at];
            c = (char)(c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c);
        }
        line[to++] = c;
    }
    return (int32_t)to;
}

int main(int argc, char **argv)
{
    double seconds[MOST_STAGES] = {0}, memory[MOST_STAGES] = {0}, storing = 0, sum = 0;
    double bytes = 0, tokens = 0;
    size_t stored = 0, peak = 0;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    FILE *in;

    if (argc != 2 || (in = fopen(argv[1], "r")) == NULL) {
        fprintf(stderr, "usage: stages FILE\n");
        return 2;
    }
    while ((length = getline(&line, &room, in)) > 0) {
        Arena arena;
        Document document;
        ByteBuffer stored_bytes;
        int32_t text_length = unescape(line, (size_t)length - (line[length - 1] == '\n'));
        double began = now();

        arena_start(&arena, &program_environment);
        document_start(&document, &arena, line, text_length);
        for (int s = 0; annotation_stages[s].run != NULL && s < MOST_STAGES; s++) {
            size_t before = arena.total;
            double ended;

            run_stage(&document, &annotation_stages[s]);
            ended = now();
            seconds[s] += ended - began;
            memory[s] += (double)(arena.total - before);
            began = ended;
        }
        buffer_start(&stored_bytes, &arena);
        annotation_write(&document, &stored_bytes);
        storing += now() - began;
        stored += stored_bytes.length;
        peak = arena.total > peak ? arena.total : peak;
        bytes += text_length;
        tokens += document.tokens.count;
        arena_release(&arena);
    }
    fclose(in);
    free(line);
    printf("%-12s %10s %10s %12s\n", "stage", "ns/token", "MB/s", "memory/text");
    for (int s = 0; annotation_stages[s].run != NULL && s < MOST_STAGES; s++) {
        printf("%-12s %10.1f %10.2f %12.1f\n", annotation_stages[s].name, seconds[s] * 1e9 / tokens,
               bytes / seconds[s] / 1e6, memory[s] / bytes);
        sum += seconds[s];
    }
    printf("%-12s %10.1f %10.2f\n", "store", storing * 1e9 / tokens, bytes / storing / 1e6);
    sum += storing;
    printf("%-12s %10.1f %10.2f\n", "annotate", sum * 1e9 / tokens, bytes / sum / 1e6);
    printf("# %.0f bytes, %.0f tokens, %.0f tokens/s; stored: %.2f bytes a byte; most memory for one text: %zu kB\n",
           bytes, tokens, tokens / sum, (double)stored / bytes, peak / 1024);
    return 0;
}
