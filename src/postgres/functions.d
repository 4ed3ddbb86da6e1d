src/postgres/functions.o: src/postgres/functions.c \
 src/postgres/annotation.h \
 /work/h/lead-root/usr/include/postgresql/15/server/postgres.h \
 /work/h/lead-root/usr/include/postgresql/15/server/c.h \
 /work/h/lead-root/usr/include/postgresql/15/server/postgres_ext.h \
 /work/h/lead-root/usr/include/postgresql/15/server/pg_config_ext.h \
 /work/h/lead-root/usr/include/postgresql/15/server/pg_config.h \
 /work/h/lead-root/usr/include/postgresql/15/server/pg_config_manual.h \
 /work/h/lead-root/usr/include/postgresql/15/server/pg_config_os.h \
 /work/h/lead-root/usr/include/postgresql/15/server/port.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/elog.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/errcodes.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/palloc.h \
 src/postgres/compat.h \
 /work/h/lead-root/usr/include/postgresql/15/server/fmgr.h \
 /work/h/lead-root/usr/include/postgresql/15/server/funcapi.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/tupdesc.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/attnum.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/xlogdefs.h \
 /work/h/lead-root/usr/include/postgresql/15/server/catalog/pg_attribute.h \
 /work/h/lead-root/usr/include/postgresql/15/server/catalog/genbki.h \
 /work/h/lead-root/usr/include/postgresql/15/server/catalog/pg_attribute_d.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/pg_list.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/nodes.h \
 /work/h/lead-root/usr/include/postgresql/15/server/executor/executor.h \
 /work/h/lead-root/usr/include/postgresql/15/server/executor/execdesc.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/execnodes.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/tupconvert.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/attmap.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/tupdesc.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/htup.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/itemptr.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/block.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/off.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/itemid.h \
 /work/h/lead-root/usr/include/postgresql/15/server/executor/tuptable.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/htup_details.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/transam.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/tupmacs.h \
 /work/h/lead-root/usr/include/postgresql/15/server/catalog/pg_type_d.h \
 /work/h/lead-root/usr/include/postgresql/15/server/common/int.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/bufpage.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/item.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/sysattr.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/buf.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/bitmapset.h \
 /work/h/lead-root/usr/include/postgresql/15/server/executor/instrument.h \
 /work/h/lead-root/usr/include/postgresql/15/server/portability/instr_time.h \
 /work/h/lead-root/usr/include/postgresql/15/server/lib/ilist.h \
 /work/h/lead-root/usr/include/postgresql/15/server/lib/pairingheap.h \
 /work/h/lead-root/usr/include/postgresql/15/server/lib/stringinfo.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/params.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/plannodes.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/sdir.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/stratnum.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/lockoptions.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/parsenodes.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/primnodes.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/value.h \
 /work/h/lead-root/usr/include/postgresql/15/server/partitioning/partdefs.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/tidbitmap.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/dsa.h \
 /work/h/lead-root/usr/include/postgresql/15/server/port/atomics.h \
 /work/h/lead-root/usr/include/postgresql/15/server/port/atomics/arch-x86.h \
 /work/h/lead-root/usr/include/postgresql/15/server/port/atomics/generic-gcc.h \
 /work/h/lead-root/usr/include/postgresql/15/server/port/atomics/fallback.h \
 /work/h/lead-root/usr/include/postgresql/15/server/port/atomics/generic.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/dsm.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/dsm_impl.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/condition_variable.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/proclist_types.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/spin.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/s_lock.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/hsearch.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/queryenvironment.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/reltrigger.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/sharedtuplestore.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/fd.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/sharedfileset.h \
 /work/h/lead-root/usr/include/postgresql/15/server/storage/fileset.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/snapshot.h \
 /work/h/lead-root/usr/include/postgresql/15/server/datatype/timestamp.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/sortsupport.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/relcache.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/tuplesort.h \
 /work/h/lead-root/usr/include/postgresql/15/server/access/itup.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/tuplestore.h \
 /work/h/lead-root/usr/include/postgresql/15/server/lib/simplehash.h \
 /work/h/lead-root/usr/include/postgresql/15/server/port/pg_bitutils.h \
 /work/h/lead-root/usr/include/postgresql/15/server/tcop/dest.h \
 /work/h/lead-root/usr/include/postgresql/15/server/tcop/cmdtag.h \
 /work/h/lead-root/usr/include/postgresql/15/server/tcop/cmdtaglist.h \
 /work/h/lead-root/usr/include/postgresql/15/server/utils/memutils.h \
 /work/h/lead-root/usr/include/postgresql/15/server/nodes/memnodes.h \
 /work/h/lead-root/usr/include/postgresql/15/server/executor/tuptable.h \
 /work/h/lead-root/usr/include/postgresql/15/server/fmgr.h \
 /work/h/lead-root/usr/include/postgresql/15/server/mb/pg_wchar.h \
 /work/h/lead-root/usr/include/postgresql/15/server/miscadmin.h \
 /work/h/lead-root/usr/include/postgresql/15/server/datatype/timestamp.h \
 /work/h/lead-root/usr/include/postgresql/15/server/pgtime.h \
 src/annotation/document.h src/annotation/environment.h \
 src/annotation/labels.h
src/postgres/annotation.h:
/work/h/lead-root/usr/include/postgresql/15/server/postgres.h:
/work/h/lead-root/usr/include/postgresql/15/server/c.h:
/work/h/lead-root/usr/include/postgresql/15/server/postgres_ext.h:
/work/h/lead-root/usr/include/postgresql/15/server/pg_config_ext.h:
/work/h/lead-root/usr/include/postgresql/15/server/pg_config.h:
/work/h/lead-root/usr/include/postgresql/15/server/pg_config_manual.h:
/work/h/lead-root/usr/include/postgresql/15/server/pg_config_os.h:
/work/h/lead-root/usr/include/postgresql/15/server/port.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/elog.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/errcodes.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/palloc.h:
src/postgres/compat.h:
/work/h/lead-root/usr/include/postgresql/15/server/fmgr.h:
/work/h/lead-root/usr/include/postgresql/15/server/funcapi.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/tupdesc.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/attnum.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/xlogdefs.h:
/work/h/lead-root/usr/include/postgresql/15/server/catalog/pg_attribute.h:
/work/h/lead-root/usr/include/postgresql/15/server/catalog/genbki.h:
/work/h/lead-root/usr/include/postgresql/15/server/catalog/pg_attribute_d.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/pg_list.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/nodes.h:
/work/h/lead-root/usr/include/postgresql/15/server/executor/executor.h:
/work/h/lead-root/usr/include/postgresql/15/server/executor/execdesc.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/execnodes.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/tupconvert.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/attmap.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/tupdesc.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/htup.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/itemptr.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/block.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/off.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/itemid.h:
/work/h/lead-root/usr/include/postgresql/15/server/executor/tuptable.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/htup_details.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/transam.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/tupmacs.h:
/work/h/lead-root/usr/include/postgresql/15/server/catalog/pg_type_d.h:
/work/h/lead-root/usr/include/postgresql/15/server/common/int.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/bufpage.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/item.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/sysattr.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/buf.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/bitmapset.h:
/work/h/lead-root/usr/include/postgresql/15/server/executor/instrument.h:
/work/h/lead-root/usr/include/postgresql/15/server/portability/instr_time.h:
/work/h/lead-root/usr/include/postgresql/15/server/lib/ilist.h:
/work/h/lead-root/usr/include/postgresql/15/server/lib/pairingheap.h:
/work/h/lead-root/usr/include/postgresql/15/server/lib/stringinfo.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/params.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/plannodes.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/sdir.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/stratnum.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/lockoptions.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/parsenodes.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/primnodes.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/value.h:
/work/h/lead-root/usr/include/postgresql/15/server/partitioning/partdefs.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/tidbitmap.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/dsa.h:
/work/h/lead-root/usr/include/postgresql/15/server/port/atomics.h:
/work/h/lead-root/usr/include/postgresql/15/server/port/atomics/arch-x86.h:
/work/h/lead-root/usr/include/postgresql/15/server/port/atomics/generic-gcc.h:
/work/h/lead-root/usr/include/postgresql/15/server/port/atomics/fallback.h:
/work/h/lead-root/usr/include/postgresql/15/server/port/atomics/generic.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/dsm.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/dsm_impl.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/condition_variable.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/proclist_types.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/spin.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/s_lock.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/hsearch.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/queryenvironment.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/reltrigger.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/sharedtuplestore.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/fd.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/sharedfileset.h:
/work/h/lead-root/usr/include/postgresql/15/server/storage/fileset.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/snapshot.h:
/work/h/lead-root/usr/include/postgresql/15/server/datatype/timestamp.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/sortsupport.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/relcache.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/tuplesort.h:
/work/h/lead-root/usr/include/postgresql/15/server/access/itup.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/tuplestore.h:
/work/h/lead-root/usr/include/postgresql/15/server/lib/simplehash.h:
/work/h/lead-root/usr/include/postgresql/15/server/port/pg_bitutils.h:
/work/h/lead-root/usr/include/postgresql/15/server/tcop/dest.h:
/work/h/lead-root/usr/include/postgresql/15/server/tcop/cmdtag.h:
/work/h/lead-root/usr/include/postgresql/15/server/tcop/cmdtaglist.h:
/work/h/lead-root/usr/include/postgresql/15/server/utils/memutils.h:
/work/h/lead-root/usr/include/postgresql/15/server/nodes/memnodes.h:
/work/h/lead-root/usr/include/postgresql/15/server/executor/tuptable.h:
/work/h/lead-root/usr/include/postgresql/15/server/fmgr.h:
/work/h/lead-root/usr/include/postgresql/15/server/mb/pg_wchar.h:
/work/h/lead-root/usr/include/postgresql/15/server/miscadmin.h:
/work/h/lead-root/usr/include/postgresql/15/server/datatype/timestamp.h:
/work/h/lead-root/usr/include/postgresql/15/server/pgtime.h:
src/annotation/document.h:
src/annotation/environment.h:
src/annotation/labels.h:
