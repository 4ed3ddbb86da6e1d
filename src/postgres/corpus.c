/*
 * corpus.c: what the functions over a corpus share: a safe session, the corpus as its settings say, SQL templates.
 *
 * In a template @corpus@ is the corpus's schema, @source@ the table of stories, @key@ its key column, @key_type@ that
 * column's type, @eq@ its equality operator; the others are listed in corpus_describe(). All names come out quoted.
 */
#include "corpus.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_collation.h"
#include "catalog/namespace.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "annotation/annotation_format.h"

/* The order of these is that of Corpus.values. */
static const char *const template_names[] = {
    "corpus", "corpus_name", "source",  "key",          "key_type",       "key_plain_type",
    "eq",     "as_key",      "body",    "published",    "title",          "publisher",
    "zone",   "hash",        "version", "view_options", "schema_comment",
};

#define TEMPLATE_NAMES ((int)lengthof(template_names))

int corpus_annotation_version(void)
{
    return ANNOTATION_VERSION;
}

CorpusCommit commit_of_call(FunctionCallInfo fcinfo)
{
    bool atomic =
        fcinfo->context == NULL || !IsA(fcinfo->context, CallContext) || castNode(CallContext, fcinfo->context)->atomic;

    return atomic ? COMMIT_NEVER : COMMIT_IN_PROCEDURE;
}

/* Keys are hashed as text, so that how they look must not depend on the session either. */
static int set_session(void)
{
    static const char *const settings[][2] = {
        {"search_path", "pg_catalog, pg_temp"},
        {"DateStyle", "ISO"},
        {"IntervalStyle", "postgres"},
        {"TimeZone", "UTC"},
        {"extra_float_digits", "1"},
        {"bytea_output", "hex"},
    };
    int nest_level = NewGUCNestLevel();

    for (size_t i = 0; i < lengthof(settings); i++)
        (void)set_config_option(settings[i][0], settings[i][1], PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                                false);
    return nest_level;
}

void corpus_begin(CorpusSession *session, CorpusCommit commit)
{
    session->commit = commit;
    if (SPI_connect_ext(commit == COMMIT_IN_PROCEDURE ? SPI_OPT_NONATOMIC : 0) != SPI_OK_CONNECT)
        elog(ERROR, "SPI_connect failed");
    session->context = CurrentMemoryContext;
    session->nest_level = set_session();
}

void corpus_commit(CorpusSession *session)
{
    MemoryContext context = CurrentMemoryContext;

    if (session->commit == COMMIT_NEVER)
        return;
    AtEOXact_GUC(true, session->nest_level);
    if (session->commit == COMMIT_IN_PROCEDURE) {
        SPI_commit();
    } else {
        PopActiveSnapshot();
        SPI_finish();
        CommitTransactionCommand();
        StartTransactionCommand();
        PushActiveSnapshot(GetTransactionSnapshot());
        if (SPI_connect() != SPI_OK_CONNECT)
            elog(ERROR, "SPI_connect failed");
        session->context = CurrentMemoryContext;
    }
    MemoryContextSwitchTo(context);
    session->nest_level = set_session();
}

void corpus_end(CorpusSession *session)
{
    AtEOXact_GUC(true, session->nest_level);
    SPI_finish();
}

char *corpus_sql(const Corpus *corpus, const char *sql)
{
    StringInfoData out;

    initStringInfo(&out);
    while (*sql != '\0') {
        const char *end = *sql == '@' ? strchr(sql + 1, '@') : NULL;
        bool found = false;

        for (int i = 0; end != NULL && !found && i < TEMPLATE_NAMES; i++) {
            size_t length = strlen(template_names[i]);

            if (length == (size_t)(end - sql - 1) && strncmp(template_names[i], sql + 1, length) == 0) {
                appendStringInfoString(&out, corpus->values[i]);
                found = true;
            }
        }
        if (found)
            sql = end + 1;
        else
            appendStringInfoChar(&out, *sql++);
    }
    return out.data;
}

/* SPI leaves its own context current, which would keep what a batch needs until the end of all batches. */
uint64 corpus_execute_with(const Corpus *corpus, const char *sql, int count, Oid *types, Datum *values,
                           const char *nulls)
{
    MemoryContext context = CurrentMemoryContext;
    char *command = corpus_sql(corpus, sql);
    int result;

    if (SPI_tuptable != NULL)
        SPI_freetuptable(SPI_tuptable);
    result = count == 0 ? SPI_execute(command, false, 0)
                        : SPI_execute_with_args(command, count, types, values, nulls, false, 0);
    MemoryContextSwitchTo(context);
    if (result < 0)
        elog(ERROR, "could not run \"%s\": %s", command, SPI_result_code_string(result));
    pfree(command);
    return SPI_processed;
}

uint64 corpus_execute(const Corpus *corpus, const char *sql)
{
    return corpus_execute_with(corpus, sql, 0, NULL, NULL, NULL);
}

ArrayType *corpus_keys(const Corpus *corpus, int column, const bool *take)
{
    int16 length;
    bool by_value;
    char align;
    Datum *keys = palloc(sizeof(Datum) * (SPI_processed + 1));
    int count = 0;

    get_typlenbyvalalign(corpus->key_type, &length, &by_value, &align);
    for (uint64 i = 0; i < SPI_processed; i++) {
        bool is_null;

        if (take == NULL || take[i])
            keys[count++] = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, column, &is_null);
    }
    return construct_array(keys, count, corpus->key_type, length, by_value, align);
}

/* qualified: schema and name of a relation or type, quoted. */
static const char *qualified(Oid schema, const char *name)
{
    return quote_qualified_identifier(get_namespace_name(schema), name);
}

static AttrNumber find_column(const Corpus *corpus, const char *what, const char *column)
{
    AttrNumber number = get_attnum(corpus->source, column);

    if (number == InvalidAttrNumber)
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_COLUMN),
                        errmsg("column \"%s\" of table \"%s\" does not exist", column, get_rel_name(corpus->source)),
                        errhint("It is named as the %s column of corpus \"%s\".", what, corpus->name)));
    if (pg_class_aclcheck(corpus->source, GetUserId(), ACL_SELECT) != ACLCHECK_OK &&
        pg_attribute_aclcheck(corpus->source, number, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
        ereport(ERROR,
                (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
                 errmsg("permission denied for column \"%s\" of table \"%s\"", column, get_rel_name(corpus->source)),
                 errhint("The corpus reads this column with your own rights: ask its owner to GRANT SELECT.")));
    return number;
}

/* A unique index on that column alone, which holds for every row and at every moment. */
static bool is_unique(Relation source, AttrNumber column)
{
    ListCell *cell;
    bool unique = false;

    foreach (cell, RelationGetIndexList(source)) {
        HeapTuple tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(lfirst_oid(cell)));
        Form_pg_index index;

        if (!HeapTupleIsValid(tuple))
            continue;
        index = (Form_pg_index)GETSTRUCT(tuple);
        unique = index->indisunique && index->indisvalid && index->indimmediate && index->indnkeyatts == 1 &&
                 index->indkey.values[0] == column && heap_attisnull(tuple, Anum_pg_index_indpred, NULL);
        ReleaseSysCache(tuple);
        if (unique)
            break;
    }
    return unique;
}

static void check_source(const Corpus *corpus, Relation source)
{
    char kind = source->rd_rel->relkind;
    const char *name = RelationGetRelationName(source);

    if (kind == RELKIND_VIEW || kind == RELKIND_FOREIGN_TABLE)
        ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
                        errmsg("%s \"%s\" cannot be the source of a corpus",
                               kind == RELKIND_VIEW ? "view" : "foreign table", name),
                        errdetail("It has no unique index, so that its rows cannot be told apart."),
                        errhint("Use the table itself, or a materialized view with a unique index.")));
    if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE && kind != RELKIND_MATVIEW)
        ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE), errmsg("\"%s\" is not a table", name)));
    if (kind == RELKIND_RELATION && find_inheritance_children(RelationGetRelid(source), NoLock) != NIL)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("table \"%s\" has child tables that inherit from it", name),
                        errdetail("A unique index of a table does not hold for the rows of its child tables."),
                        errhint("Use a partitioned table, or one corpus for each table.")));
    if (source->rd_rel->relpersistence == RELPERSISTENCE_TEMP)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("temporary table \"%s\" cannot be the source of a corpus", name)));
}

static void check_key(const Corpus *corpus, Relation source, AttrNumber number)
{
    Form_pg_attribute key = TupleDescAttr(RelationGetDescr(source), number - 1);
    const char *name = RelationGetRelationName(source);

    if (!is_unique(source, number))
        ereport(ERROR, (errcode(ERRCODE_INVALID_COLUMN_REFERENCE),
                        errmsg("column \"%s\" of table \"%s\" is not a unique key", corpus->key, name),
                        errdetail("It needs a primary key or a unique index on that column alone."),
                        errhint("ALTER TABLE %s ADD UNIQUE (%s);", qualified(RelationGetNamespace(source), name),
                                quote_identifier(corpus->key))));
    /* The columns of a materialized view are never declared not null. */
    if (!key->attnotnull && source->rd_rel->relkind != RELKIND_MATVIEW)
        ereport(ERROR, (errcode(ERRCODE_INVALID_COLUMN_REFERENCE),
                        errmsg("key column \"%s\" of table \"%s\" can be null", corpus->key, name),
                        errhint("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;",
                                qualified(RelationGetNamespace(source), name), quote_identifier(corpus->key))));
}

/* The body must be text of some kind: what text(json) or text(bytea) gives is not what somebody wrote. */
static void check_body(const Corpus *corpus, AttrNumber number)
{
    Oid type = get_atttype(corpus->source, number);
    char category;
    bool preferred;

    get_type_category_preferred(getBaseType(type), &category, &preferred);
    if (category != TYPCATEGORY_STRING)
        ereport(ERROR,
                (errcode(ERRCODE_DATATYPE_MISMATCH),
                 errmsg("body column \"%s\" has type %s, not a type of text", corpus->body, format_type_be(type)),
                 errhint("A generated column, or a materialized view, can hold the text that is in it.")));
}

static const char *column_of(const char *column)
{
    return psprintf("s.%s", quote_identifier(column));
}

static const char *published_expression(const Corpus *corpus)
{
    AttrNumber number;
    const char *column;
    Oid type;

    if (corpus->published == NULL)
        return "NULL::timestamptz";
    number = find_column(corpus, "published", corpus->published);
    column = column_of(corpus->published);
    type = getBaseType(get_atttype(corpus->source, number));
    switch (type) {
    case TIMESTAMPTZOID:
        return psprintf("CASE WHEN isfinite(%s) THEN %s::timestamptz END", column, column);
    case TIMESTAMPOID:
    case DATEOID:
        /* Near the ends of what a timestamp can hold, another zone is out of range. */
        return psprintf("CASE WHEN %s::timestamp > '4700-01-01 BC' AND %s::timestamp < '290000-01-01' "
                        "THEN %s::timestamp AT TIME ZONE %s END",
                        column, column, column, quote_literal_cstr(corpus->zone));
    default:
        ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
                        errmsg("published column \"%s\" has type %s", corpus->published, format_type_be(type)),
                        errhint("It must be a date, a timestamp or a timestamp with time zone.")));
    }
    return NULL;
}

static const char *text_expression(const Corpus *corpus, const char *what, const char *column)
{
    if (column == NULL)
        return "NULL::text";
    (void)find_column(corpus, what, column);
    return psprintf("%s::text", column_of(column));
}

/* The key as BI programs take it: a number or a text. */
static const char *key_cast(Oid type)
{
    switch (getBaseType(type)) {
    case INT2OID:
    case INT4OID:
    case INT8OID:
        return "::bigint";
    case NUMERICOID:
        return "::numeric";
    default:
        return "::text";
    }
}

static const char *key_column_type(const Corpus *corpus, Form_pg_attribute key)
{
    char *type =
        format_type_extended(key->atttypid, key->atttypmod, FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY);
    HeapTuple tuple;

    if (!OidIsValid(key->attcollation) || key->attcollation == DEFAULT_COLLATION_OID)
        return type;
    tuple = SearchSysCache1(COLLOID, ObjectIdGetDatum(key->attcollation));
    if (HeapTupleIsValid(tuple)) {
        Form_pg_collation collation = (Form_pg_collation)GETSTRUCT(tuple);

        type = psprintf("%s COLLATE %s", type, qualified(collation->collnamespace, NameStr(collation->collname)));
        ReleaseSysCache(tuple);
    }
    return type;
}

static const char *equality_of(Oid type)
{
    TypeCacheEntry *entry = lookup_type_cache(type, TYPECACHE_EQ_OPR | TYPECACHE_BTREE_OPFAMILY);
    HeapTuple tuple;
    const char *equality;

    if (!OidIsValid(entry->eq_opr) || !OidIsValid(entry->btree_opf) || !OidIsValid(get_array_type(type)))
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("type %s cannot be the type of a corpus's key", format_type_be(type)),
                        errdetail("It needs an array type and a default operator class for btree.")));
    tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(entry->eq_opr));
    if (!HeapTupleIsValid(tuple))
        elog(ERROR, "cache lookup failed for operator %u", entry->eq_opr);
    equality = psprintf("OPERATOR(%s.=)",
                        quote_identifier(get_namespace_name(((Form_pg_operator)GETSTRUCT(tuple))->oprnamespace)));
    ReleaseSysCache(tuple);
    return equality;
}

void corpus_describe(Corpus *corpus)
{
    Relation source = relation_open(corpus->source, AccessShareLock);
    AttrNumber number;
    Form_pg_attribute key;
    const char **value = palloc0(sizeof(char *) * TEMPLATE_NAMES);

    check_source(corpus, source);
    number = find_column(corpus, "key", corpus->key);
    check_key(corpus, source, number);
    key = TupleDescAttr(RelationGetDescr(source), number - 1);
    corpus->key_type = key->atttypid;
    corpus->key_collation = key->attcollation;
    corpus->values = value;

    *value++ = quote_identifier(corpus->name);
    *value++ = quote_literal_cstr(corpus->name);
    *value++ = qualified(RelationGetNamespace(source), RelationGetRelationName(source));
    *value++ = quote_identifier(corpus->key);
    *value++ = key_column_type(corpus, key);
    *value++ = format_type_extended(key->atttypid, -1, FORMAT_TYPE_FORCE_QUALIFY);
    *value++ = equality_of(corpus->key_type);
    *value++ = key_cast(corpus->key_type);
    *value++ = text_expression(corpus, "body", corpus->body);
    check_body(corpus, get_attnum(corpus->source, corpus->body));
    *value++ = published_expression(corpus);
    *value++ = text_expression(corpus, "title", corpus->title);
    *value++ = text_expression(corpus, "publisher", corpus->publisher);
    *value++ = quote_literal_cstr(corpus->zone);
    /* Quoted parts before the body, so that no two stories give one string; microseconds, as no setting changes them.
     */
    *value++ = corpus_sql(corpus, "sha256(convert_to(concat_ws(' ', quote_literal(@zone@), "
                                  "coalesce((date_part('epoch', @published@) * 1000000)::bigint::text, '-'), "
                                  "quote_nullable(@title@), quote_nullable(@publisher@), coalesce(@body@, '')), "
                                  "getdatabaseencoding()))");
    *value++ = psprintf("%d", corpus_annotation_version());
#if PG_VERSION_NUM >= 150000
    *value++ = "WITH (security_invoker = true)";
#else
    *value++ = "";
#endif
    *value++ =
        quote_literal_cstr(psprintf("news_events: who did what to whom in table %s", RelationGetRelationName(source)));
    relation_close(source, AccessShareLock);
}

bool corpus_is_settings(Oid relation)
{
    Oid type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("corpus_settings"),
                               ObjectIdGetDatum(get_namespace_oid("news_events", true)));
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
    bool same = false;

    if (HeapTupleIsValid(tuple)) {
        same = OidIsValid(type) && ((Form_pg_class)GETSTRUCT(tuple))->reloftype == type;
        ReleaseSysCache(tuple);
    }
    return same;
}

/* The value of a column of SPI's first row as a string, or NULL. */
static char *setting(int column)
{
    return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column);
}

Corpus *corpus_load(CorpusSession *session, const char *name)
{
    MemoryContext context = CurrentMemoryContext;
    Corpus *corpus = palloc0(sizeof(Corpus));
    Oid schema = get_namespace_oid(name, true);
    Oid settings = OidIsValid(schema) ? get_relname_relid("settings", schema) : InvalidOid;
    bool is_null;

    corpus->session = session;
    corpus->name = pstrdup(name);
    if (!OidIsValid(settings) || !corpus_is_settings(settings))
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("corpus \"%s\" does not exist", name),
                        errhint("news_events.create_corpus makes one; the view news_events.corpus lists them.")));
    if (pg_class_aclcheck(settings, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
        ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE), errmsg("permission denied for corpus \"%s\"", name),
                        errhint("Its tables are its owner's to GRANT.")));
    if (SPI_execute(psprintf("SELECT source::oid, key_column, body_column, published_column, title_column, "
                             "publisher_column, zone FROM %s.settings",
                             quote_identifier(name)),
                    false, 1) != SPI_OK_SELECT)
        elog(ERROR, "could not read the settings of corpus \"%s\"", name);
    MemoryContextSwitchTo(context);
    if (SPI_processed == 0)
        ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
                        errmsg("corpus \"%s\" has no row in its table settings", name)));
    corpus->source = DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null));
    corpus->key = setting(2);
    corpus->body = setting(3);
    corpus->published = setting(4);
    corpus->title = setting(5);
    corpus->publisher = setting(6);
    corpus->zone = setting(7);
    SPI_freetuptable(SPI_tuptable);
    if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(corpus->source)))
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
                        errmsg("the table that corpus \"%s\" was made from does not exist any more", name),
                        errhint("Use news_events.drop_corpus, or put another table of the same shape into %s.settings.",
                                quote_identifier(name))));
    corpus_describe(corpus);
    return corpus;
}

EphemeralNamedRelation corpus_register(const Corpus *corpus, const char *name)
{
    MemoryContext context = CurrentMemoryContext;
    EphemeralNamedRelation relation = palloc0(sizeof(EphemeralNamedRelationData));
    Tuplestorestate *store = tuplestore_begin_heap(false, false, work_mem);

    for (uint64 i = 0; i < SPI_processed; i++)
        tuplestore_puttuple(store, SPI_tuptable->vals[i]);
    relation->md.name = pstrdup(name);
    relation->md.reliddesc = InvalidOid;
    relation->md.tupdesc = CreateTupleDescCopy(SPI_tuptable->tupdesc);
    relation->md.enrtype = ENR_NAMED_TUPLESTORE;
    relation->md.enrtuples = (double)SPI_processed;
    relation->reldata = store;
    SPI_freetuptable(SPI_tuptable);
    MemoryContextSwitchTo(corpus->session->context); /* what SPI remembers of it must not go before SPI does */
    if (SPI_register_relation(relation) != SPI_OK_REL_REGISTER)
        elog(ERROR, "could not register relation \"%s\"", name);
    MemoryContextSwitchTo(context);
    return relation;
}

void corpus_unregister(EphemeralNamedRelation relation)
{
    (void)SPI_unregister_relation(relation->md.name);
    tuplestore_end(relation->reldata);
}
