/* petrarch_verbs.c: blocks, synonym sets and patterns of PETRARCH's verbs files as patterns of our own. */
#include "petrarch_verbs.h"

#include <string.h>

#include "annotation/buffer.h"

#define MOST_SETS 2048
#define MOST_PREFIXES 8 /* verbs with words before them, in one block */

typedef struct NamedWords {
    const char *name;
    ByteBuffer words;
} NamedWords;

/* Verbs of a block that have the same words before them. */
typedef struct VerbGroup {
    const char *prefix; /* "" or "wire_" */
    ByteBuffer verbs;   /* alternatives of a trigger */
} VerbGroup;

typedef struct VerbReader {
    Arena *arena;
    const PetrarchVerbVisitor *visitor;
    NamedWords *sets;
    int32_t set_count;
    NamedWords *open_set; /* the set whose "+WORD" lines follow */
    VerbGroup groups[MOST_PREFIXES];
    int32_t group_count;
    bool patterns_seen; /* of this block */
    const char *code, *reverse;
    int32_t line;
    const char *text; /* of the line, for what is said of it */
} VerbReader;

static void complain(VerbReader *reader, const char *why)
{
    reader->visitor->problem(reader->visitor->context, reader->line, why, reader->text);
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool is_word_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == '-' ||
           c == '.' || (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* trim: without spaces at both ends, in place. */
static char *trim(char *text)
{
    size_t length;

    while (is_space(*text))
        text++;
    length = strlen(text);
    while (length > 0 && is_space(text[length - 1]))
        text[--length] = '\0';
    return text;
}

/* cut_comment: "#" and "<!-- -->" are for people; a line may be all comment. */
static void cut_comment(char *text)
{
    char *at = strstr(text, "<!--");

    if (at != NULL) {
        char *end = strstr(at, "-->");

        if (end == NULL)
            *at = '\0';
        else
            memmove(at, end + 3, strlen(end + 3) + 1);
    }
    at = strchr(text, '#');
    if (at != NULL)
        *at = '\0';
}

/* take_code: cuts "[013:012]" off the text; both NULL for "---" and for no code; false where there are no brackets. */
static bool take_code(VerbReader *reader, char *text, const char **code, const char **reverse)
{
    char *open = strrchr(text, '['), *close, *colon;

    *code = *reverse = NULL;
    if (open == NULL || (close = strchr(open, ']')) == NULL)
        return false;
    *open = *close = '\0';
    open = trim(open + 1);
    colon = strchr(open, ':');
    if (colon != NULL) {
        *colon = '\0';
        *reverse = trim(colon + 1);
        if (**reverse == '\0' || **reverse == '-' || **reverse == '+')
            *reverse = NULL;
        open = trim(open);
    }
    if (*open != '\0' && *open != '-' && *open != '+')
        *code = arena_copy(reader->arena, open, strlen(open));
    if (*reverse != NULL)
        *reverse = arena_copy(reader->arena, *reverse, strlen(*reverse));
    return true;
}

static NamedWords *find_set(VerbReader *reader, const char *name, size_t length)
{
    for (int32_t i = 0; i < reader->set_count; i++)
        if (strncmp(reader->sets[i].name, name, length) == 0 && reader->sets[i].name[length] == '\0')
            return &reader->sets[i];
    return NULL;
}

/* set_name: "&ECON_SANCT" is "petrarch-econsanct" here; *end is behind it. */
static const char *set_name(VerbReader *reader, const char *at, const char **end)
{
    ByteBuffer name;

    buffer_start(&name, reader->arena);
    buffer_add_string(&name, "petrarch-");
    for (at++; is_word_char(*at); at++)
        buffer_add_char(&name, lower(*at));
    *end = at;
    return buffer_string(&name);
}

static void close_set(VerbReader *reader)
{
    NamedWords *set = reader->open_set;

    if (set != NULL && set->words.length > 0)
        reader->visitor->put_words(reader->visitor->context, set->name, buffer_string(&set->words));
    reader->open_set = NULL;
}

static void start_set(VerbReader *reader, const char *text)
{
    const char *end, *name = set_name(reader, text, &end);

    close_set(reader);
    if (reader->set_count == MOST_SETS || name[strlen("petrarch-")] == '\0') {
        complain(reader, "no name of a set, or too many sets");
        return;
    }
    reader->open_set = find_set(reader, name, strlen(name));
    if (reader->open_set == NULL) {
        reader->open_set = &reader->sets[reader->set_count++];
        reader->open_set->name = name;
        buffer_start(&reader->open_set->words, reader->arena);
    }
}

/* add_member: "+SWISS FRANCS" or "+&OTHER" of the open set. */
static void add_member(VerbReader *reader, const char *text)
{
    ByteBuffer *words = &reader->open_set->words;

    if (*text == '&') {
        const char *end, *name = set_name(reader, text, &end);
        const NamedWords *other = find_set(reader, name, strlen(name));

        if (other == NULL || other == reader->open_set) {
            complain(reader, "no set has this name");
            return;
        }
        if (words->length > 0 && other->words.length > 0)
            buffer_add_char(words, '|');
        buffer_add(words, other->words.bytes, other->words.length);
        return;
    }
    if (words->length > 0)
        buffer_add_char(words, '|');
    for (bool gap = false, any = false; *text != '\0' && *text != '{'; text++) {
        if (is_word_char(*text)) {
            if (gap && any)
                buffer_add_char(words, '_');
            buffer_add_char(words, lower(*text));
            gap = false;
            any = true;
        } else
            gap = true;
    }
    if (words->length > 0 && words->bytes[words->length - 1] == '|')
        words->length--;
}

/* start_block: "--- ABANDON  [345]  ---". */
static void start_block(VerbReader *reader, char *text)
{
    close_set(reader);
    reader->group_count = 0;
    reader->patterns_seen = false;
    take_code(reader, text, &reader->code, &reader->reverse);
}

static VerbGroup *group_of(VerbReader *reader, const char *prefix)
{
    VerbGroup *group;

    for (int32_t i = 0; i < reader->group_count; i++)
        if (strcmp(reader->groups[i].prefix, prefix) == 0)
            return &reader->groups[i];
    if (reader->group_count == MOST_PREFIXES)
        return NULL;
    group = &reader->groups[reader->group_count++];
    group->prefix = prefix;
    buffer_start(&group->verbs, reader->arena);
    return group;
}

static void put(VerbReader *reader, const char *pattern, const char *code, const char *reverse)
{
    reader->visitor->put_pattern(reader->visitor->context, pattern, code, reverse);
}

/* add_verb: "BREAK { BROKE BROKEN }", "+BEEF_UP {...}", "WIRE_+TAP", "ASSIST [060]": a bare pattern, and a trigger for
 * those of the block. Forms need no rows, as the text is lemmatized. */
static void add_verb(VerbReader *reader, char *text)
{
    const char *code, *reverse;
    char *brace, *plus, *end;
    const char *prefix = "";
    ByteBuffer verb;
    VerbGroup *group;

    if (!take_code(reader, text, &code, &reverse)) {
        code = reader->code;
        reverse = reader->reverse;
    }
    brace = strchr(text, '{');
    if (brace != NULL)
        *brace = '\0';
    text = trim(text);
    end = text + strcspn(text, " \t");
    *end = '\0';
    plus = strchr(text, '+');
    buffer_start(&verb, reader->arena);
    if (plus != NULL && plus > text) {
        for (char *c = text; c < plus; c++)
            buffer_add_char(&verb, lower(*c));
        prefix = arena_copy(reader->arena, buffer_string(&verb), verb.length);
        buffer_start(&verb, reader->arena);
    }
    for (char *c = plus != NULL ? plus + 1 : text; *c != '\0'; c++) {
        if (!is_word_char(*c) && *c != '_') {
            complain(reader, "no verb");
            return;
        }
        if (*c != '_' || (c[1] != '\0' && c[1] != '_'))
            buffer_add_char(&verb, lower(*c));
    }
    group = verb.length == 0 ? NULL : group_of(reader, prefix);
    if (group == NULL) {
        complain(reader, "no verb, or too many kinds of phrases in one block");
        return;
    }
    if (group->verbs.length > 0)
        buffer_add_char(&group->verbs, '|');
    buffer_add(&group->verbs, buffer_string(&verb), verb.length);
    if (*prefix == '\0')
        put(reader, arena_printf(reader->arena, "%s/v", buffer_string(&verb)), code, reverse);
    else
        put(reader, arena_printf(reader->arena, "%s/v before(%s)", buffer_string(&verb), prefix), code, reverse);
}

/* add_sequence: the words of one side of "*" as a sequence of ours; false where something is no word. */
static bool add_sequence(VerbReader *reader, ByteBuffer *out, const char *at, const char *end)
{
    bool first = true, adjacent = false;

    while (at < end) {
        if (*at == '_') {
            adjacent = true;
            at++;
            continue;
        }
        if (is_space(*at) || strchr("{}()", *at) != NULL || *at == '^') {
            at++;
            continue;
        }
        if (adjacent)
            buffer_add_char(out, '_');
        else if (!first)
            buffer_add_char(out, ' ');
        first = adjacent = false;
        if (*at == '$' || *at == '+' || *at == '%')
            buffer_add_char(out, *at++);
        else if (*at == '&') {
            const char *behind, *name = set_name(reader, at, &behind);

            if (find_set(reader, name, strlen(name)) == NULL)
                return false;
            buffer_printf(out, "@%s", name);
            at = behind;
        } else if (is_word_char(*at)) {
            for (; at < end && is_word_char(*at); at++)
                buffer_add_char(out, lower(*at));
        } else
            return false;
    }
    if (adjacent)
        buffer_add_char(out, '_');
    return true;
}

/* add_pattern: "- SUGGESTED_+ * DEMAND_&GENINT [111]". */
static void add_pattern(VerbReader *reader, char *text)
{
    const char *code, *reverse, *star;
    ByteBuffer before, after;

    reader->patterns_seen = true;
    if (!take_code(reader, text, &code, &reverse)) {
        complain(reader, "no code in brackets");
        return;
    }
    text = trim(text);
    star = strchr(text, '*');
    if (star == NULL || strchr(star + 1, '*') != NULL) {
        complain(reader, "not one \"*\"");
        return;
    }
    buffer_start(&before, reader->arena);
    buffer_start(&after, reader->arena);
    if (!add_sequence(reader, &before, text, star) || !add_sequence(reader, &after, star + 1, text + strlen(text))) {
        complain(reader, "a sign that is no word, or a set that the file does not define");
        return;
    }
    if (reader->group_count == 0) {
        complain(reader, "a pattern without a verb");
        return;
    }
    for (int32_t i = 0; i < reader->group_count; i++) {
        VerbGroup *group = &reader->groups[i];
        ByteBuffer pattern;

        buffer_start(&pattern, reader->arena);
        buffer_printf(&pattern, "%s/v", buffer_string(&group->verbs));
        if (before.length > 0 || *group->prefix != '\0')
            buffer_printf(&pattern, " before(%s%s%s)", before.length == 0 ? "" : buffer_string(&before),
                          before.length > 0 && *group->prefix != '\0' ? " " : "", group->prefix);
        if (after.length > 0)
            buffer_printf(&pattern, " after(%s)", buffer_string(&after));
        put(reader, buffer_string(&pattern), code, reverse);
    }
}

static void read_line(VerbReader *reader, char *text)
{
    reader->text = arena_copy(reader->arena, text, strlen(text));
    cut_comment(text);
    text = trim(text);
    if (*text == '\0')
        return;
    if (strncmp(text, "---", 3) == 0)
        start_block(reader, text + 3);
    else if (*text == '&')
        start_set(reader, text);
    else if (*text == '+' && reader->open_set != NULL)
        add_member(reader, text + 1);
    else if (*text == '-' || *text == '~') {
        if (*text == '~') {
            complain(reader, "a kind of line that is not known");
            return;
        }
        close_set(reader);
        add_pattern(reader, text + 1);
    } else {
        close_set(reader);
        add_verb(reader, text);
    }
}

int32_t petrarch_read_verbs(Arena *arena, const char *bytes, size_t length, const PetrarchVerbVisitor *visitor)
{
    VerbReader *reader = arena_alloc(arena, sizeof(VerbReader));
    const char *at = bytes, *end = bytes + length;
    bool comment = false;

    reader->arena = arena;
    reader->visitor = visitor;
    reader->sets = arena_alloc(arena, MOST_SETS * sizeof(NamedWords));
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        char *text;

        if (stop == NULL)
            stop = end;
        reader->line++;
        environment_check(arena->environment);
        text = arena_copy(arena, at, (size_t)(stop - at));
        at = stop + 1;
        if (comment) { /* a comment of several lines */
            char *close = strstr(text, "-->");

            if (close == NULL)
                continue;
            text = close + 3;
            comment = false;
        }
        if (strstr(text, "<!--") != NULL && strstr(strstr(text, "<!--"), "-->") == NULL)
            comment = true;
        read_line(reader, text);
    }
    close_set(reader);
    return reader->line;
}
