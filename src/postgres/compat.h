/* compat.h: the differences between PostgreSQL 13 and 18, all in one place. Include after postgres.h. */
#ifndef NEWS_EVENTS_COMPAT_H
#define NEWS_EVENTS_COMPAT_H

#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/tuplestore.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* begin_rows: a materialized result; rows go to rsinfo->setResult with rsinfo->setDesc. */
#if PG_VERSION_NUM >= 160000
#define begin_rows(fcinfo) InitMaterializedSRF(fcinfo, 0)
#else
static inline void begin_rows(FunctionCallInfo fcinfo)
{
    ReturnSetInfo *rsinfo = (ReturnSetInfo *)fcinfo->resultinfo;
    MemoryContext old;
    TupleDesc tuple_desc;

    if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) || (rsinfo->allowedModes & SFRM_Materialize) == 0)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("set-valued function called in context that cannot accept a set")));
    if (get_call_result_type(fcinfo, NULL, &tuple_desc) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
    rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
    rsinfo->setDesc = CreateTupleDescCopy(tuple_desc);
    rsinfo->returnMode = SFRM_Materialize;
    MemoryContextSwitchTo(old);
}
#endif

#endif
