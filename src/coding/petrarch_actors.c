/* petrarch_actors.c: reads PETRARCH's and TABARI's dictionaries of actors and agents. */
#include "coding/petrarch_actors.h"

#include <string.h>

#define MOST_CODES 256      /* of one actor: names times codes is the number of rows */
#define MOST_SETS 64        /* of an agents file */
#define MOST_MEMBERS 256    /* of a set */
#define MOST_EXPANSIONS 256 /* of one agent */
#define LONGEST_CODE 32
#define LONGEST_NAME 400

typedef struct Slice {
    const char *bytes;
    size_t length;
} Slice;

typedef struct DatedCode {
    const char *code;
    int32_t from, until;
    bool always; /* no day given: holds when no other code does */
} DatedCode;

typedef struct NameNode {
    const char *name;
    struct NameNode *next;
} NameNode;

typedef struct WordSetNode {
    Slice name; /* with its exclamation marks */
    const char *members[MOST_MEMBERS];
    int32_t count;
} WordSetNode;

typedef struct Reader {
    Arena *arena;
    const PetrarchVisitor *visitor;
    const char *next, *end;
    int32_t line;
    bool in_comment;

    /* the entry that is being read */
    NameNode *names, *last_name;
    DatedCode codes[MOST_CODES];
    int32_t code_count, entry_line;
    const char *entry_text;
    bool bad;

    WordSetNode *sets[MOST_SETS];
    int32_t set_count;
} Reader;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static Slice trim(const char *start, const char *end)
{
    while (start < end && is_space(*start))
        start++;
    while (end > start && is_space(end[-1]))
        end--;
    return (Slice){start, (size_t)(end - start)};
}

static void report(Reader *reader, int32_t line, const char *why, Slice text)
{
    size_t length = text.length > 80 ? 80 : text.length;

    while (length < text.length && length > 0 && ((unsigned char)text.bytes[length] & 0xc0) == 0x80)
        length--; /* not inside a character */
    reader->visitor->problem(reader->visitor->context, line, why, arena_copy(reader->arena, text.bytes, length));
}

/* strip_comments: blanks what stands between <!-- and -->, also over several lines, and cuts at "#". */
static Slice strip_comments(Reader *reader, char *line, size_t length)
{
    size_t kept = 0;

    for (size_t i = 0; i < length; i++) {
        if (reader->in_comment) {
            if (length - i >= 3 && memcmp(line + i, "-->", 3) == 0) {
                reader->in_comment = false;
                i += 2;
            }
            continue;
        }
        if (length - i >= 4 && memcmp(line + i, "<!--", 4) == 0) {
            reader->in_comment = true;
            i += 3;
            continue;
        }
        if (line[i] == '#')
            break;
        line[kept++] = line[i];
    }
    while (kept > 0 && is_space(line[kept - 1]))
        kept--;
    return (Slice){line, kept};
}

/* next_line: the next line without comments; false at the end. May be empty. */
static bool next_line(Reader *reader, Slice *line)
{
    const char *stop;
    size_t length;

    if (reader->next >= reader->end)
        return false;
    stop = memchr(reader->next, '\n', (size_t)(reader->end - reader->next));
    if (stop == NULL)
        stop = reader->end;
    length = (size_t)(stop - reader->next);
    *line = strip_comments(reader, arena_copy(reader->arena, reader->next, length), length);
    reader->next = stop + 1;
    reader->line++;
    if (reader->line % 256 == 0)
        environment_check(reader->arena->environment);
    return true;
}

/* read_name: "UNITED_NATIONS_" as "UNITED NATIONS", one space between words; NULL: no letters, or too many. */
static const char *read_name(Reader *reader, Slice text)
{
    char name[LONGEST_NAME];
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i] == '_' || is_space(text.bytes[i]) ? ' ' : text.bytes[i];

        if (c == ' ' && (length == 0 || name[length - 1] == ' '))
            continue;
        if (length == LONGEST_NAME)
            return NULL;
        name[length++] = c;
    }
    while (length > 0 && name[length - 1] == ' ')
        length--;
    return length == 0 ? NULL : arena_copy(reader->arena, name, length);
}

/* days_from_civil: the day's number by the proleptic Gregorian calendar (Hinnant's algorithm). */
static int32_t days_from_civil(int32_t year, int32_t month, int32_t day)
{
    int32_t y = month <= 2 ? year - 1 : year;
    int32_t era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int32_t days_of_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : days[month - 1];
}

/*
 * read_day: YYMMDD or YYYYMMDD; years of two digits are 1930 to 2029. The dictionaries have months and days 00 for "not
 * known" and days such as the 31st of June: the nearest day of the calendar stands for them.
 */
static bool read_day(Slice text, int32_t *day)
{
    int32_t number = 0, year, month, of_month;

    text = trim(text.bytes, text.bytes + text.length);
    if (text.length != 6 && text.length != 8)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        number = number * 10 + (text.bytes[i] - '0');
    }
    year = number / 10000;
    if (text.length == 6)
        year += year < 30 ? 2000 : 1900;
    month = number / 100 % 100;
    of_month = number % 100;
    if (month > 12 || of_month > 31 || year < 1000)
        return false;
    if (month == 0)
        month = 1;
    if (of_month == 0)
        of_month = 1;
    if (of_month > days_of_month(year, month))
        of_month = days_of_month(year, month);
    *day = days_from_civil(year, month, of_month);
    return true;
}

/* read_period: "<951231", ">951231" or "951231-961231". */
static bool read_period(Slice text, DatedCode *code)
{
    const char *dash = memchr(text.bytes, '-', text.length);
    int32_t day;

    if (text.bytes[0] == '<')
        return read_day((Slice){text.bytes + 1, text.length - 1}, &code->until);
    if (text.bytes[0] == '>')
        return read_day((Slice){text.bytes + 1, text.length - 1}, &code->from);
    if (dash == NULL || !read_day((Slice){text.bytes, (size_t)(dash - text.bytes)}, &code->from) ||
        !read_day((Slice){dash + 1, text.length - (size_t)(dash - text.bytes) - 1}, &day))
        return false;
    code->until = day + 1;
    return code->until > code->from;
}

/* read_code: what stands in one pair of brackets; NULL when it is good, else what is wrong. */
static const char *read_code(Reader *reader, Slice text, DatedCode *code)
{
    size_t length = 0;
    Slice rest;

    text = trim(text.bytes, text.bytes + text.length);
    while (length < text.length && !is_space(text.bytes[length]) && text.bytes[length] != '<' &&
           text.bytes[length] != '>' && (text.bytes[length] < '0' || text.bytes[length] > '9'))
        length++;
    /* a code may have digits, a glued date is six or more of them */
    rest = trim(text.bytes + length, text.bytes + text.length);
    if (rest.length > 0 && length > 0 && rest.bytes[0] >= '0' && rest.bytes[0] <= '9' &&
        rest.bytes == text.bytes + length) {
        size_t digits = 0;

        while (digits < rest.length && rest.bytes[digits] >= '0' && rest.bytes[digits] <= '9')
            digits++;
        if (digits < 6) {
            while (length < text.length && !is_space(text.bytes[length]))
                length++;
            rest = trim(text.bytes + length, text.bytes + text.length);
        }
    }
    if (length == 0)
        return "no code in the brackets";
    if (length > LONGEST_CODE)
        return "code too long";
    code->code = arena_copy(reader->arena, text.bytes, length);
    code->from = code->until = NO_DAY;
    code->always = rest.length == 0;
    if (rest.length > 0 && !read_period(rest, code))
        return "dates cannot be read";
    return NULL;
}

/* read_codes: all brackets of a line, from its first on; false when one could not be read. */
static bool read_codes(Reader *reader, Slice line, const char *bracket)
{
    const char *end = line.bytes + line.length;

    while (bracket != NULL && bracket < end) {
        const char *close = memchr(bracket, ']', (size_t)(end - bracket)), *why;

        if (close == NULL) {
            report(reader, reader->line, "bracket is not closed", line);
            return false;
        }
        if (reader->code_count == MOST_CODES) {
            report(reader, reader->line, "too many codes of one actor", line);
            return false;
        }
        why =
            read_code(reader, (Slice){bracket + 1, (size_t)(close - bracket - 1)}, &reader->codes[reader->code_count]);
        if (why != NULL) {
            report(reader, reader->line, why, line);
            return false;
        }
        reader->code_count++;
        bracket = memchr(close, '[', (size_t)(end - close));
    }
    return true;
}

static void add_name(Reader *reader, Slice text)
{
    const char *name = read_name(reader, text);
    NameNode *node;

    if (name == NULL) {
        report(reader, reader->line, "no name", text);
        return;
    }
    node = arena_alloc(reader->arena, sizeof(NameNode));
    node->name = name;
    if (reader->names == NULL)
        reader->names = node;
    else
        reader->last_name->next = node;
    reader->last_name = node;
}

static void emit(Reader *reader, const char *code, int32_t from, int32_t until)
{
    PetrarchActor actor = {.code = code, .from = from, .until = until};

    for (const NameNode *node = reader->names; node != NULL; node = node->next) {
        actor.name = node->name;
        reader->visitor->row(reader->visitor->context, &actor);
    }
}

static bool starts_before(const DatedCode *a, const DatedCode *b)
{
    return a->from != b->from ? a->from < b->from : a->until < b->until;
}

/* emit_between: a code without days holds on those that no other code of the entry has. */
static void emit_between(Reader *reader, const char *code)
{
    DatedCode *sorted[MOST_CODES];
    int32_t count = 0, from = NO_DAY;

    for (int32_t i = 0; i < reader->code_count; i++) {
        int32_t at = count;

        if (reader->codes[i].always)
            continue;
        for (; at > 0 && starts_before(&reader->codes[i], sorted[at - 1]); at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = &reader->codes[i];
        count++;
    }
    for (int32_t i = 0; i < count; i++) {
        if (sorted[i]->from != NO_DAY && (from == NO_DAY || sorted[i]->from > from))
            emit(reader, code, from, sorted[i]->from);
        if (sorted[i]->until == NO_DAY)
            return;
        if (from == NO_DAY || sorted[i]->until > from)
            from = sorted[i]->until;
    }
    emit(reader, code, from, NO_DAY);
}

/* finish_entry: the rows of an actor whose lines have all been read. */
static void finish_entry(Reader *reader)
{
    bool always = false;

    if (reader->names != NULL && reader->code_count == 0 && !reader->bad)
        report(reader, reader->entry_line, "name without a code",
               (Slice){reader->names->name, strlen(reader->names->name)});
    for (int32_t i = 0; i < reader->code_count; i++) {
        const DatedCode *code = &reader->codes[i];

        if (!code->always)
            emit(reader, code->code, code->from, code->until);
        else if (!always) {
            emit_between(reader, code->code);
            always = true;
        }
    }
    reader->names = reader->last_name = NULL;
    reader->code_count = 0;
    reader->bad = false;
}

static void start_reader(Reader *reader, Arena *arena, const char *text, size_t length, const PetrarchVisitor *visitor)
{
    memset(reader, 0, sizeof(*reader));
    reader->arena = arena;
    reader->visitor = visitor;
    reader->next = text;
    reader->end = text + length;
}

int32_t petrarch_read_actors(Arena *arena, const char *text, size_t length, const PetrarchVisitor *visitor)
{
    Reader *reader = arena_alloc(arena, sizeof(Reader));
    Slice line;

    start_reader(reader, arena, text, length, visitor);
    while (next_line(reader, &line)) {
        bool inside = line.length > 0 && is_space(line.bytes[0]);
        Slice content = trim(line.bytes, line.bytes + line.length);
        const char *bracket;

        if (content.length == 0)
            continue;
        bracket = memchr(content.bytes, '[', content.length);
        if (content.bytes[0] == '[' || (inside && content.bytes[0] != '+')) {
            if (reader->names == NULL)
                report(reader, reader->line, "code without a name", content);
            else if (content.bytes[0] != '[') {
                report(reader, reader->line, "neither a name nor a code", content);
            } else if (!read_codes(reader, content, bracket))
                reader->bad = true;
            continue;
        }
        if (content.bytes[0] == '+') {
            if (reader->names == NULL)
                report(reader, reader->line, "other name of no actor", content);
            else
                add_name(reader, trim(content.bytes + 1, bracket == NULL ? content.bytes + content.length : bracket));
        } else {
            finish_entry(reader);
            reader->entry_line = reader->line;
            add_name(reader, trim(content.bytes, bracket == NULL ? content.bytes + content.length : bracket));
        }
        if (bracket != NULL && reader->names != NULL && !read_codes(reader, content, bracket))
            reader->bad = true;
    }
    finish_entry(reader);
    return reader->line;
}

/* read_set: "!PERSON! = MAN, MEN". */
static void read_set(Reader *reader, Slice line, const char *equals)
{
    const char *end = line.bytes + line.length, *next = equals + 1;
    WordSetNode *set;

    if (reader->set_count == MOST_SETS) {
        report(reader, reader->line, "too many sets", line);
        return;
    }
    set = arena_alloc(reader->arena, sizeof(WordSetNode));
    set->name = trim(line.bytes, equals);
    while (next < end) {
        const char *comma = memchr(next, ',', (size_t)(end - next));
        const char *member = read_name(reader, trim(next, comma == NULL ? end : comma));

        if (set->count == MOST_MEMBERS) {
            report(reader, reader->line, "too many words in a set", line);
            return;
        }
        if (member != NULL && strchr(member, '!') != NULL)
            report(reader, reader->line, "set within a set", line);
        else if (member != NULL)
            set->members[set->count++] = member;
        next = comma == NULL ? end : comma + 1;
    }
    reader->sets[reader->set_count++] = set;
}

/* regular_plural: PROTESTER as PROTESTERS, AGENCY as AGENCIES, COACH as COACHES. */
static const char *regular_plural(Reader *reader, const char *name)
{
    size_t length = strlen(name);
    char last = name[length - 1] & ~0x20, before = length > 1 ? name[length - 2] & ~0x20 : '\0';
    bool lower = name[length - 1] >= 'a' && name[length - 1] <= 'z';

    if (last == 'Y' && strchr("AEIOU", before) == NULL)
        return arena_printf(reader->arena, "%.*s%s", (int)length - 1, name, lower ? "ies" : "IES");
    if (last == 'S' || last == 'X' || last == 'Z' || (last == 'H' && (before == 'C' || before == 'S')))
        return arena_printf(reader->arena, "%s%s", name, lower ? "es" : "ES");
    return arena_printf(reader->arena, "%s%s", name, lower ? "s" : "S");
}

static void emit_agent(Reader *reader, const char *name, const char *code)
{
    PetrarchActor actor = {.name = name, .code = code, .agent = true, .from = NO_DAY, .until = NO_DAY};

    if (name != NULL)
        reader->visitor->row(reader->visitor->context, &actor);
}

/* first_set: the set that a name mentions first, and where; NULL: none that is known. */
static const WordSetNode *first_set(const Reader *reader, Slice name, const char **mark, const char **close)
{
    const char *end = name.bytes + name.length;

    *mark = memchr(name.bytes, '!', name.length);
    *close = *mark == NULL ? NULL : memchr(*mark + 1, '!', (size_t)(end - *mark - 1));
    for (int32_t s = 0; *close != NULL && s < reader->set_count; s++) {
        const WordSetNode *set = reader->sets[s];

        if (set->name.length == (size_t)(*close + 1 - *mark) && memcmp(set->name.bytes, *mark, set->name.length) == 0)
            return set;
    }
    return NULL;
}

/*
 * expand_sets: one row for each choice of words from the sets that the name mentions; NULL, or why it cannot be done.
 * Names of one set, then of the next, are replaced in a list of names, which grows to MOST_EXPANSIONS at most.
 */
static const char *expand_sets(Reader *reader, Slice name, const char *code)
{
    Slice *names = arena_alloc(reader->arena, MOST_EXPANSIONS * sizeof(Slice));
    int32_t count = 1;

    if (name.length > LONGEST_NAME)
        return "name is too long";
    names[0] = name;
    for (int32_t i = 0; i < count; i++) {
        const char *mark, *close;
        const WordSetNode *set = first_set(reader, names[i], &mark, &close);
        Slice from = names[i];

        if (set == NULL && mark != NULL)
            return "set of words is not known";
        if (set == NULL)
            continue;
        if (set->count == 0)
            return "set of words is empty";
        if (count + set->count - 1 > MOST_EXPANSIONS)
            return "too many choices of words";
        for (int32_t m = 0; m < set->count; m++) {
            char *expanded = arena_printf(reader->arena, "%.*s%s%.*s", (int)(mark - from.bytes), from.bytes,
                                          set->members[m], (int)(from.bytes + from.length - close - 1), close + 1);

            names[m == 0 ? i : count++] = (Slice){expanded, strlen(expanded)};
        }
        i--; /* the name in this place may mention another set */
    }
    for (int32_t i = 0; i < count; i++)
        emit_agent(reader, read_name(reader, names[i]), code);
    return NULL;
}

static void read_agent(Reader *reader, Slice line)
{
    const char *end = line.bytes + line.length;
    const char *bracket = memchr(line.bytes, '[', line.length);
    const char *close = bracket == NULL ? NULL : memchr(bracket, ']', (size_t)(end - bracket));
    const char *brace, *plural = NULL, *code, *name, *why;
    Slice own, inside;

    if (bracket == NULL || close == NULL) {
        report(reader, reader->line, bracket == NULL ? "name without a code" : "bracket is not closed", line);
        return;
    }
    inside = trim(bracket + 1, close);
    if (inside.length == 0 || inside.length > LONGEST_CODE) {
        report(reader, reader->line, inside.length == 0 ? "no code in the brackets" : "code too long", line);
        return;
    }
    code = arena_copy(reader->arena, inside.bytes, inside.length);
    brace = memchr(line.bytes, '{', (size_t)(bracket - line.bytes));
    own = trim(line.bytes, brace == NULL ? bracket : brace);
    if (memchr(own.bytes, '!', own.length) != NULL) {
        why = expand_sets(reader, own, code);
        if (why != NULL)
            report(reader, reader->line, why, line);
        return;
    }
    name = read_name(reader, own);
    if (name == NULL) {
        report(reader, reader->line, "no name", line);
        return;
    }
    if (brace != NULL) {
        const char *end_brace = memchr(brace, '}', (size_t)(bracket - brace));

        if (end_brace == NULL) {
            report(reader, reader->line, "brace is not closed", line);
            return;
        }
        plural = read_name(reader, trim(brace + 1, end_brace));
    } else
        plural = regular_plural(reader, name);
    emit_agent(reader, name, code);
    emit_agent(reader, plural, code);
}

int32_t petrarch_read_agents(Arena *arena, const char *text, size_t length, const PetrarchVisitor *visitor)
{
    Reader *reader = arena_alloc(arena, sizeof(Reader));
    Slice line;

    start_reader(reader, arena, text, length, visitor);
    while (next_line(reader, &line)) {
        Slice content = trim(line.bytes, line.bytes + line.length);
        const char *equals = memchr(content.bytes, '=', content.length);

        if (content.length == 0)
            continue;
        if (content.bytes[0] == '!' && equals != NULL && memchr(content.bytes, '[', content.length) == NULL)
            read_set(reader, content, equals);
        else
            read_agent(reader, content);
    }
    return reader->line;
}
