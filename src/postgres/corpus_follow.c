/*
 * corpus_follow.c: follow and unfollow: triggers that keep the rows of a corpus in step with its source.
 *
 * They run as the owner of the corpus, as foreign keys run as the owner of their table: who may write a story needs no
 * right on the corpus. A trigger serves only a corpus whose source is the table that it stands on.
 */
#include "corpus.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(news_events_follow);
PG_FUNCTION_INFO_V1(news_events_unfollow);
PG_FUNCTION_INFO_V1(news_events_corpus_changed);

/* The triggers that serve a corpus: name, table, event, and whether the caller owns the table. */
static uint64 find_triggers(const char *name)
{
    Oid types[1] = {TEXTOID};
    Datum values[1] = {CStringGetTextDatum(name)};

    if (SPI_execute_with_args(
            "SELECT quote_ident(t.tgname), t.tgrelid::regclass::text, pg_has_role(c.relowner, 'USAGE'), "
            "t.tgrelid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgfoid = 'news_events.corpus_changed'::regproc AND t.tgargs = convert_to($1, "
            "getdatabaseencoding()) || '\\000'::bytea AND t.tgparentid = 0 ORDER BY t.tgname",
            1, types, values, NULL, true, 0) != SPI_OK_SELECT)
        elog(ERROR, "could not look up the triggers of corpus \"%s\"", name);
    return SPI_processed;
}

void corpus_unfollow(const char *name, bool dropping)
{
    StringInfoData command;
    uint64 count = find_triggers(name);

    initStringInfo(&command);
    for (uint64 i = 0; i < count; i++) {
        HeapTuple row = SPI_tuptable->vals[i];
        TupleDesc shape = SPI_tuptable->tupdesc;
        const char *trigger = SPI_getvalue(row, shape, 1), *table = SPI_getvalue(row, shape, 2);
        bool is_null;

        if (DatumGetBool(SPI_getbinval(row, shape, 3, &is_null)))
            appendStringInfo(&command, "DROP TRIGGER %s ON %s;", trigger, table);
        else if (dropping) /* without its corpus it does nothing */
            ereport(NOTICE, (errmsg("trigger %s on table %s stays, as it is for the table's owner to drop it", trigger,
                                    table)));
        else
            ereport(ERROR,
                    (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE), errmsg("must be owner of table %s to unfollow it", table),
                     errhint("Its owner can DROP TRIGGER %s ON %s.", trigger, table)));
    }
    if (command.len > 0 && SPI_execute(command.data, false, 0) < 0)
        elog(ERROR, "could not drop the triggers of corpus \"%s\"", name);
}

/* follow(corpus): from now on whoever changes the source changes the rows, in one transaction. */
Datum news_events_follow(PG_FUNCTION_ARGS)
{
    static const struct {
        const char *event, *transition;
    } triggers[] = {
        {"insert", "REFERENCING NEW TABLE AS new_stories"},
        {"update", "REFERENCING OLD TABLE AS old_stories NEW TABLE AS new_stories"},
        {"delete", "REFERENCING OLD TABLE AS old_stories"},
        {"truncate", ""},
    };
    CorpusSession session;
    Corpus *corpus;
    char relkind;

    corpus_begin(&session, COMMIT_NEVER);
    corpus = corpus_load(&session, NameStr(*PG_GETARG_NAME(0)));
    relkind = get_rel_relkind(corpus->source);
    if (relkind != RELKIND_RELATION && relkind != RELKIND_PARTITIONED_TABLE)
        ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
                        errmsg("\"%s\" cannot be followed, as it is not a table", get_rel_name(corpus->source)),
                        errhint("CALL news_events.refresh after each change.")));
    if (find_triggers(corpus->name) == lengthof(triggers)) {
        bool is_null;
        Oid table = DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 4, &is_null));

        if (table == corpus->source) {
            corpus_end(&session);
            PG_RETURN_VOID();
        }
    }
    corpus_unfollow(corpus->name, false);
    for (size_t i = 0; i < lengthof(triggers); i++) {
        const char *trigger = psprintf("news_events_%.40s_%s", corpus->name, triggers[i].event);

        corpus_execute(corpus, psprintf("CREATE TRIGGER %s AFTER %s ON @source@ %s FOR EACH STATEMENT "
                                        "EXECUTE FUNCTION news_events.corpus_changed(@corpus_name@)",
                                        quote_identifier(trigger), triggers[i].event, triggers[i].transition));
    }
    corpus_end(&session);
    PG_RETURN_VOID();
}

/* unfollow(corpus): back to refresh. */
Datum news_events_unfollow(PG_FUNCTION_ARGS)
{
    CorpusSession session;

    corpus_begin(&session, COMMIT_NEVER);
    (void)corpus_load(&session, NameStr(*PG_GETARG_NAME(0)));
    corpus_unfollow(NameStr(*PG_GETARG_NAME(0)), false);
    corpus_end(&session);
    PG_RETURN_VOID();
}

/* InvalidOid: there is no such corpus any more. */
static Oid owner_of(const char *corpus)
{
    Oid schema = get_namespace_oid(corpus, true);
    Oid settings = OidIsValid(schema) ? get_relname_relid("settings", schema) : InvalidOid;
    HeapTuple tuple;
    Oid owner;

    if (!OidIsValid(settings) || !corpus_is_settings(settings))
        return InvalidOid;
    tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(settings));
    owner = ((Form_pg_class)GETSTRUCT(tuple))->relowner;
    ReleaseSysCache(tuple);
    return owner;
}

/* The keys that a statement touched. */
static ArrayType *touched_keys(TriggerData *trigger, Corpus *corpus)
{
    const char *old_keys = "SELECT s.@key@ FROM old_stories s", *new_keys = "SELECT s.@key@ FROM new_stories s";
    const char *query;

    if (TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event))
        query = "SELECT d.key FROM @corpus@.document d";
    else if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
        query = new_keys;
    else if (TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
        query = old_keys;
    else
        query = psprintf("%s UNION %s", old_keys, new_keys);
    if (SPI_register_trigger_data(trigger) != SPI_OK_TD_REGISTER)
        elog(ERROR, "could not register the transition tables");
    corpus_execute(corpus, query);
    return corpus_keys(corpus, 1, NULL);
}

void corpus_refresh_keys(Corpus *corpus, ArrayType *keys)
{
    MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "news_events batch", ALLOCSET_DEFAULT_SIZES);
    Oid types[1] = {get_array_type(corpus->key_type)};
    int16 length;
    bool by_value;
    char align;
    Datum *values;
    int count;

    get_typlenbyvalalign(corpus->key_type, &length, &by_value, &align);
    deconstruct_array(keys, corpus->key_type, length, by_value, align, &values, NULL, &count);
    for (int first = 0; first < count; first += DEFAULT_BATCH) {
        MemoryContext old = MemoryContextSwitchTo(context);
        int size = Min(DEFAULT_BATCH, count - first);
        ArrayType *part = construct_array(values + first, size, corpus->key_type, length, by_value, align);
        CorpusBatch batch = {
            .corpus = corpus, .annotate = part, .recode = construct_empty_array(corpus->key_type), .patient = true};
        Datum parameters[1] = {PointerGetDatum(part)};

        CHECK_FOR_INTERRUPTS();
        corpus_execute_with(corpus,
                            "SELECT FROM @corpus@.document d WHERE d.key @eq@ ANY ($1) ORDER BY d.key FOR UPDATE", 1,
                            types, parameters, NULL);
        corpus_process(&batch);
        MemoryContextSwitchTo(old);
        MemoryContextReset(context);
    }
    MemoryContextDelete(context);
}

/* corpus_changed(): trigger; its argument is the corpus. */
Datum news_events_corpus_changed(PG_FUNCTION_ARGS)
{
    TriggerData *trigger = (TriggerData *)fcinfo->context;
    CorpusSession session;
    Corpus *corpus;
    Oid user, owner;
    int security;

    if (!CALLED_AS_TRIGGER(fcinfo) || trigger->tg_trigger->tgnargs != 1 ||
        !TRIGGER_FIRED_FOR_STATEMENT(trigger->tg_event))
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("corpus_changed() is for the triggers that news_events.follow creates")));
    owner = owner_of(trigger->tg_trigger->tgargs[0]);
    if (!OidIsValid(owner))
        return PointerGetDatum(NULL);
    GetUserIdAndSecContext(&user, &security);
    SetUserIdAndSecContext(owner, security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
    corpus_begin(&session, COMMIT_NEVER);
    corpus = corpus_load(&session, trigger->tg_trigger->tgargs[0]);
    if (corpus->source != RelationGetRelid(trigger->tg_relation))
        ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
                        errmsg("table \"%s\" is not the source of corpus \"%s\"",
                               RelationGetRelationName(trigger->tg_relation), corpus->name),
                        errhint("SELECT news_events.follow('%s') makes the triggers anew.", corpus->name)));
    corpus_refresh_keys(corpus, touched_keys(trigger, corpus));
    corpus_end(&session);
    SetUserIdAndSecContext(user, security);
    return PointerGetDatum(NULL);
}
