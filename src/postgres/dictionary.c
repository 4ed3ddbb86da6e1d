/*
 * dictionary.c: the tables event_type, word_set, pattern and actor as a Dictionary, cached in the backend.
 *
 * A statement trigger on each table sends an invalidation of the table's relation cache entry; it reaches every backend
 * when the transaction commits, and this one at once. The next call then reads the tables anew, with the newest
 * snapshot: what a transaction of REPEATABLE READ coded by would else stay in the cache after it.
 */
#include "dictionary.h"

#include <math.h>

#include "access/relation.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "annotation.h"

PG_FUNCTION_INFO_V1(news_events_dictionary_changed);
PG_FUNCTION_INFO_V1(news_events_check_pattern);
PG_FUNCTION_INFO_V1(news_events_check_words);

#define TABLE_COUNT 4

/* In the order in which they must be read. */
static const char *const table_names[TABLE_COUNT] = {"event_type", "word_set", "pattern", "actor"};

/* All of the backend's state; lives in its own context. */
typedef struct DictionaryCache {
    MemoryContext context;
    Environment environment;
    Arena arena;
    Dictionary *dictionary;
} DictionaryCache;

static DictionaryCache *cache = NULL;
static Oid cached_tables[TABLE_COUNT];
static bool stale = false;
static bool provisional = false; /* read with a snapshot that later transactions must not inherit */
static bool callbacks_registered = false;

static void *cache_allocate(void *context, size_t size)
{
    return MemoryContextAllocHuge((MemoryContext)context, size);
}

static void *cache_reallocate(void *context, void *memory, size_t size)
{
    return repalloc_huge(memory, size);
}

static void cache_release(void *context, void *memory)
{
    pfree(memory);
}

static void cache_error(void *context, ErrorKind kind, const char *message)
{
    ereport(ERROR, (errcode(kind == ERROR_LIMIT ? ERRCODE_PROGRAM_LIMIT_EXCEEDED : ERRCODE_DATA_EXCEPTION),
                    errmsg("%s", message)));
}

static void cache_check_interrupts(void *context)
{
    CHECK_FOR_INTERRUPTS();
}

/* invalidated: a table of ours, or everything, has changed. */
static void invalidated(Datum argument, Oid relation)
{
    if (relation == InvalidOid)
        stale = true;
    for (int i = 0; i < TABLE_COUNT; i++)
        if (cached_tables[i] == relation)
            stale = true;
}

/* transaction_ended: what was read with its snapshot goes with it. */
static void transaction_ended(XactEvent event, void *argument)
{
    if (provisional && event != XACT_EVENT_PRE_COMMIT && event != XACT_EVENT_PARALLEL_PRE_COMMIT &&
        event != XACT_EVENT_PRE_PREPARE)
        stale = true;
}

/* cell_string: a column as a C string, NULL when it is null. */
static char *cell_string(TupleTableSlot *slot, int column)
{
    bool null;
    Datum value = slot_getattr(slot, column, &null);

    return null ? NULL : TextDatumGetCString(value);
}

static bool cell_boolean(TupleTableSlot *slot, int column)
{
    bool null;
    Datum value = slot_getattr(slot, column, &null);

    return !null && DatumGetBool(value);
}

static Moment cell_date(TupleTableSlot *slot, int column)
{
    bool null;
    Datum value = slot_getattr(slot, column, &null);
    DateADT date;

    if (null)
        return NO_TIME;
    date = DatumGetDateADT(value);
    return DATE_NOT_FINITE(date) ? NO_TIME : (Moment)date * USECS_PER_DAY + MOMENT_OF_2000;
}

static void add_type_row(Dictionary *dictionary, TupleTableSlot *slot)
{
    EventType type = {.code = cell_string(slot, 1),
                      .type = cell_string(slot, 2),
                      .mode = cell_string(slot, 3),
                      .context = cell_string(slot, 4),
                      .cameo = cell_string(slot, 5)};
    bool null;
    Datum value = slot_getattr(slot, 6, &null);

    type.quad = null ? 0 : DatumGetInt32(value);
    value = slot_getattr(slot, 7, &null);
    type.goldstein = null ? NAN : DatumGetFloat8(value);
    type.symmetric = cell_boolean(slot, 8);
    dictionary_add_type(dictionary, &type);
}

static void add_actor_row(Dictionary *dictionary, TupleTableSlot *slot)
{
    char *kind = cell_string(slot, 3), *code = cell_string(slot, 2);
    size_t length = strlen(code);
    ActorRow row = {
        .name = cell_string(slot, 1), .agent = strcmp(kind, "agent") == 0, .builtin = cell_boolean(slot, 7)};

    /* PETRARCH marks with "~" where the actor's code goes */
    if (row.agent && length > 1 && code[length - 1] == '~') {
        code[length - 1] = '\0';
        row.before = true;
    } else if (row.agent && code[0] == '~')
        code++;
    row.code = code;
    row.valid_from = cell_date(slot, 4);
    row.valid_until = cell_date(slot, 5);
    dictionary_add_actor(dictionary, &row);
}

/* Which kinds of rows an imported dictionary brought. */
typedef struct Imported {
    bool patterns, actors, agents;
} Imported;

/* is_imported: the row's dictionary is PETRARCH's. */
static bool is_imported(TupleTableSlot *slot, int column)
{
    return strcmp(cell_string(slot, column), "petrarch") == 0;
}

static void add_row(Dictionary *dictionary, int table, TupleTableSlot *slot, Imported *imported)
{
    char *code, *reverse;

    switch (table) {
    case 0:
        add_type_row(dictionary, slot);
        break;
    case 1:
        dictionary_add_words(dictionary, cell_string(slot, 1), cell_string(slot, 2));
        break;
    case 2:
        code = cell_string(slot, 2);
        reverse = cell_string(slot, 3);
        dictionary_add_pattern(dictionary, cell_string(slot, 1), code, reverse, cell_boolean(slot, 5));
        imported->patterns |= is_imported(slot, 4);
        break;
    default:
        add_actor_row(dictionary, slot);
        if (is_imported(slot, 6)) {
            bool agent = strcmp(cell_string(slot, 3), "agent") == 0;

            imported->agents |= agent;
            imported->actors |= !agent;
        }
        break;
    }
}

/* read_table: every row that the snapshot sees. */
static void read_table(Dictionary *dictionary, int table, Oid relation_id, Snapshot snapshot, Imported *imported)
{
    Relation relation = table_open(relation_id, AccessShareLock);
    TupleTableSlot *slot = table_slot_create(relation, NULL);
    TableScanDesc scan = table_beginscan(relation, snapshot, 0, NULL);
    MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "news_events row", ALLOCSET_DEFAULT_SIZES);
    MemoryContext old = MemoryContextSwitchTo(row_context);

    while (table_scan_getnextslot(scan, ForwardScanDirection, slot)) {
        CHECK_FOR_INTERRUPTS();
        add_row(dictionary, table, slot, imported);
        MemoryContextReset(row_context);
    }
    MemoryContextSwitchTo(old);
    MemoryContextDelete(row_context);
    table_endscan(scan);
    ExecDropSingleTupleTableSlot(slot);
    table_close(relation, AccessShareLock);
}

/* build: reads all tables into a new cache, which takes the old one's place only when it is whole. */
static void build(void)
{
    MemoryContext context =
        AllocSetContextCreate(CurrentMemoryContext, "news_events dictionary", ALLOCSET_DEFAULT_SIZES);
    DictionaryCache *fresh = MemoryContextAllocZero(context, sizeof(DictionaryCache));
    Oid schema = get_namespace_oid("news_events", false);
    bool parallel = IsInParallelMode();
    Imported imported = {false, false, false};
    Snapshot snapshot = RegisterSnapshot(parallel ? GetActiveSnapshot() : GetLatestSnapshot());

    fresh->context = context;
    fresh->environment = (Environment){.context = context,
                                       .allocate = cache_allocate,
                                       .reallocate = cache_reallocate,
                                       .release = cache_release,
                                       .error = cache_error,
                                       .check_interrupts = cache_check_interrupts};
    arena_start(&fresh->arena, &fresh->environment);
    fresh->dictionary = dictionary_start(&fresh->arena);
    stale = false; /* what comes in while we read makes it stale again */
    for (int i = 0; i < TABLE_COUNT; i++) {
        cached_tables[i] = get_relname_relid(table_names[i], schema);
        if (!OidIsValid(cached_tables[i]))
            ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
                            errmsg("relation \"news_events.%s\" does not exist", table_names[i]),
                            errhint("Create the extension news_events anew.")));
        read_table(fresh->dictionary, i, cached_tables[i], snapshot, &imported);
    }
    UnregisterSnapshot(snapshot);
    dictionary_replace(fresh->dictionary, imported.patterns, imported.actors, imported.agents);
    dictionary_finish(fresh->dictionary);
    MemoryContextSetParent(context, CacheMemoryContext);
    if (cache != NULL)
        MemoryContextDelete(cache->context);
    cache = fresh;
    provisional = parallel;
}

const Dictionary *dictionary_get(void)
{
    if (!callbacks_registered) {
        CacheRegisterRelcacheCallback(invalidated, (Datum)0);
        RegisterXactCallback(transaction_ended, NULL);
        callbacks_registered = true;
    }
    /* messages of other backends are read when a lock is taken; a statement that takes none would not see them */
    AcceptInvalidationMessages();
    if (cache == NULL || stale)
        build();
    return cache->dictionary;
}

/* ---- triggers ---- */

Datum news_events_dictionary_changed(PG_FUNCTION_ARGS)
{
    TriggerData *trigger = (TriggerData *)fcinfo->context;

    if (!CALLED_AS_TRIGGER(fcinfo))
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("function \"dictionary_changed\" can only be called as a trigger")));
    CacheInvalidateRelcache(trigger->tg_relation);
    return PointerGetDatum(NULL);
}

/* new_row: the row that a BEFORE ROW trigger is asked about. */
static HeapTuple new_row(FunctionCallInfo fcinfo, TriggerData **trigger)
{
    if (!CALLED_AS_TRIGGER(fcinfo))
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("a check of the dictionary can only be called as a trigger")));
    *trigger = (TriggerData *)fcinfo->context;
    if (!TRIGGER_FIRED_BEFORE((*trigger)->tg_event) || !TRIGGER_FIRED_FOR_ROW((*trigger)->tg_event))
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("a check of the dictionary must be fired before each row")));
    return TRIGGER_FIRED_BY_UPDATE((*trigger)->tg_event) ? (*trigger)->tg_newtuple : (*trigger)->tg_trigtuple;
}

/* refuse: an error that shows the text and the place in it. */
static void refuse(const char *what, const char *problem, int32 character, const char *text)
{
    ereport(ERROR, (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
                    errmsg("invalid %s: %s, at character %d", what, problem, character),
                    errdetail("%s\n%*s^", text, character - 1 + (int)strlen(_("DETAIL")) + 3, "")));
}

Datum news_events_check_pattern(PG_FUNCTION_ARGS)
{
    TriggerData *trigger;
    HeapTuple row = new_row(fcinfo, &trigger);
    bool null;
    Datum value = heap_getattr(row, 1, RelationGetDescr(trigger->tg_relation), &null);

    if (!null) {
        ServerDocument *server = server_document_create(ERRCODE_INVALID_TEXT_REPRESENTATION);
        char *pattern = TextDatumGetCString(value);
        int32 character = 0;
        const char *problem =
            pattern_check(pattern, strchr(pattern, '@') == NULL ? NULL : dictionary_get(), &server->arena, &character);

        if (problem != NULL)
            refuse("pattern", problem, character, pattern);
        server_document_delete(server);
    }
    return PointerGetDatum(row);
}

Datum news_events_check_words(PG_FUNCTION_ARGS)
{
    TriggerData *trigger;
    HeapTuple row = new_row(fcinfo, &trigger);
    bool null;
    Datum value = heap_getattr(row, 2, RelationGetDescr(trigger->tg_relation), &null);

    if (!null) {
        ServerDocument *server = server_document_create(ERRCODE_INVALID_TEXT_REPRESENTATION);
        char *words = TextDatumGetCString(value);
        int32 character = 0;
        const char *problem = words_check(words, &server->arena, &character);

        if (problem != NULL)
            refuse("word set", problem, character, words);
        server_document_delete(server);
    }
    return PointerGetDatum(row);
}
