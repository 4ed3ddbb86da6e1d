/* module.c: the library's magic block and what happens when a backend loads it. */
#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;
