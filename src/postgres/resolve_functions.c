/* resolve_functions.c: the pure part of resolution as SQL functions, for the statements of resolve.c and
 * corpus_batch.c. */
#include "annotation.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "resolution/forms.h"
#include "resolution/terms.h"

PG_FUNCTION_INFO_V1(news_events_signature);
PG_FUNCTION_INFO_V1(news_events_signature_keys);
PG_FUNCTION_INFO_V1(news_events_similarity);
PG_FUNCTION_INFO_V1(news_events_form_number);
PG_FUNCTION_INFO_V1(news_events_form_block);

static Datum bigint_array(const int64 *values, int count)
{
    Datum *elements = palloc(sizeof(Datum) * (count + 1));

    for (int i = 0; i < count; i++)
        elements[i] = Int64GetDatum(values[i]);
    return PointerGetDatum(construct_array(elements, count, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* The first entries of a signature; the caller can have made it of anything. */
static int entries_of(ArrayType *array, int64 entries[SIGNATURE_TERMS])
{
    Datum *elements;
    bool *nulls;
    int count;

    deconstruct_array(array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements, &nulls, &count);
    count = Min(count, SIGNATURE_TERMS);
    for (int i = 0; i < count; i++)
        entries[i] = nulls[i] ? 0 : DatumGetInt64(elements[i]) & PG_INT64_MAX;
    return count;
}

/* signature(annotation): the weightiest terms of the story. */
Datum news_events_signature(PG_FUNCTION_ARGS)
{
    ServerDocument *server = server_document_read(fcinfo, 0);
    int64 entries[SIGNATURE_TERMS];
    int count = signature_of(&server->document, entries);

    server_document_delete(server);
    return bigint_array(entries, count);
}

/* signature_keys(signature): the terms by which it is found. */
Datum news_events_signature_keys(PG_FUNCTION_ARGS)
{
    int64 entries[SIGNATURE_TERMS], keys[SIGNATURE_KEYS];
    int count = entries_of(PG_GETARG_ARRAYTYPE_P(0), entries);

    count = signature_keys(entries, count, keys);
    return bigint_array(keys, count);
}

/* similarity(signature, signature): in thousandths. */
Datum news_events_similarity(PG_FUNCTION_ARGS)
{
    int64 a[SIGNATURE_TERMS], b[SIGNATURE_TERMS];
    int a_count = entries_of(PG_GETARG_ARRAYTYPE_P(0), a);
    int b_count = entries_of(PG_GETARG_ARRAYTYPE_P(1), b);

    PG_RETURN_INT32(signature_similarity(a, a_count, b, b_count));
}

static int32 kind_of(text *kind)
{
    return label_find(kind_names, KIND_COUNT, VARDATA_ANY(kind), VARSIZE_ANY_EXHDR(kind));
}

/* form_number(kind, name, country): the number of a name. */
Datum news_events_form_number(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT64(form_number(kind_of(PG_GETARG_TEXT_PP(0)), text_to_cstring(PG_GETARG_TEXT_PP(1)),
                                text_to_cstring(PG_GETARG_TEXT_PP(2))));
}

/* form_block(kind, name): the block that it stands in. */
Datum news_events_form_block(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT64(form_block(kind_of(PG_GETARG_TEXT_PP(0)), text_to_cstring(PG_GETARG_TEXT_PP(1))));
}
