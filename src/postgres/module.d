src/postgres/module.o: src/postgres/module.c \
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
 /work/h/lead-root/usr/include/postgresql/15/server/fmgr.h
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
/work/h/lead-root/usr/include/postgresql/15/server/fmgr.h:
