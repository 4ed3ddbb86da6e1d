# Builds, installs and tests the extension; `sh test/run` calls these targets after installing what they need.
#
#   make                  the library, by PGXS
#   make install          into the server that pg_config tells of
#   make installcheck     pg_regress and isolation tests against the running server of PGHOST, PGPORT ...
#   make unit             cmocka programs over the pure part, under ASan and UBSan
#   make fuzz             libFuzzer over the pure part for FUZZ_SECONDS each
#   make lint             clang-format, cppcheck, warnings under gcc and clang, the rules of this tree
#   make bench            speed of each stage beside to_tsvector
#   make train CORPORA=DIR   the model, anew
#   make phrases CORPORA=DIR CITIES=FILE   the lists of names that the name finder looks at
#   make clusters CORPORA=DIR VECTORS=FILE   the word classes, which the model's other parts stand on

EXTENSION = news_events
EXTENSION_VERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" news_events.control)
MODULE_big = news_events
DATA = sql/news_events--$(EXTENSION_VERSION).sql
PG_CONFIG ?= pg_config

PURE = $(sort $(wildcard src/annotation/*.c src/model/*.c src/coding/*.c src/resolution/*.c)) src/knowledge/knowledge.c
# the lists of time expressions make one automaton; each other list makes a table of its own
TIME_LISTS = $(foreach list,rules words zones holidays cues,src/knowledge/time_$(list).tsv)
TABLES = $(sort $(filter-out $(TIME_LISTS),$(wildcard src/knowledge/*.tsv)))
LISTS = $(TABLES:src/knowledge/%.tsv=build/knowledge/%.c) build/knowledge/time_grammar.c
PURE_OBJS = $(PURE:.c=.o) $(LISTS:.c=.o)
OBJS = $(PURE_OBJS) $(patsubst %.c,%.o,$(sort $(wildcard src/postgres/*.c)))

REGRESS = $(sort $(patsubst test/sql/%.sql,%,$(wildcard test/sql/*.sql)))
REGRESS_OPTS = --inputdir=test --load-extension=news_events
ISOLATION = $(sort $(patsubst test/isolation/specs/%.spec,%,$(wildcard test/isolation/specs/*.spec)))
ISOLATION_OPTS = --inputdir=test/isolation --outputdir=build/isolation --load-extension=news_events

WARNINGS = -Wall -Wextra -Werror -Wno-unused-parameter
INCLUDES = -Isrc -Ibuild
ICU_CFLAGS = $(shell pkg-config --cflags icu-uc icu-i18n)
ICU_LIBS = $(shell pkg-config --libs icu-uc icu-i18n)
PG_CPPFLAGS = $(INCLUDES) $(ICU_CFLAGS)
PG_CFLAGS = -Wextra -Wno-unused-parameter -Wno-sign-compare -O3 -MMD -MP
SHLIB_LINK = $(ICU_LIBS) -lm
EXTRA_CLEAN = build src/*/*.d

# Bitcode for inlining into JIT code would only cost build time here.
override with_llvm = no

PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# The pure part keeps its names to itself; what the server calls must stay visible.
$(PURE_OBJS): override CFLAGS += -fvisibility=hidden

# Where pg_regress looks for expected files beside its input only, it must be told that ours stand apart.
REGRESS_OPTS += $(shell $(top_builddir)/src/test/regress/pg_regress --help | grep -q expecteddir && echo --expecteddir=.)

$(OBJS): $(LISTS) build/knowledge/tables.h

build/knowledge/%.c: src/knowledge/%.tsv src/knowledge/compile.pl
	@mkdir -p $(@D)
	perl src/knowledge/compile.pl $< > $@.tmp && mv $@.tmp $@

build/knowledge/time_grammar.c: src/annotation/time_grammar.h $(TIME_LISTS) src/knowledge/compile_times.pl
	@mkdir -p $(@D)
	perl src/knowledge/compile_times.pl $< $(TIME_LISTS) > $@.tmp && mv $@.tmp $@

build/knowledge/tables.h: $(TABLES)
	@mkdir -p $(@D)
	(for t in $(basename $(notdir $^)); do echo "extern const KnowledgeTable knowledge_$$t;"; done) > $@

# The SQL that makes a corpus, as a C string.
build/postgres/%.inc: src/postgres/%.sql
	@mkdir -p $(@D)
	sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$$/\\n"/' $< > $@.tmp && mv $@.tmp $@

src/postgres/corpus_create.o: build/postgres/corpus_tables.inc build/postgres/corpus_views.inc

# The model: each step of the trainer writes one section, build/pack joins them, src/model/embedded.c takes them in.
SECTIONS = $(sort $(wildcard src/model/english.*))

build/pack: src/train/pack.c src/model/model.c src/model/cursor.c src/annotation/environment.c
	@mkdir -p $(@D)
	$(CC) $(PROGRAM_CFLAGS) -O2 -o $@ $(filter %.c %.o,$^)

build/english.model: build/pack $(SECTIONS)
	build/pack $@ $(SECTIONS)

GAZETTEER_OBJ = src/annotation/places_gazetteer.o
$(GAZETTEER_OBJ) $(foreach kind,sanitized optimized fuzzed,build/$(kind)/$(GAZETTEER_OBJ)): src/knowledge/gazetteer.bin

src/model/embedded.o $(foreach kind,sanitized optimized fuzzed,build/$(kind)/src/model/embedded.o): build/english.model

-include $(OBJS:.o=.d)

# Programs over the pure part: the same sources with the compiler's checks on, apart from the library's objects.
PROGRAM_CFLAGS = -std=gnu11 -g $(WARNINGS) $(INCLUDES) $(ICU_CFLAGS) -MMD -MP
SANITIZE = -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
ALL_PURE = $(PURE) $(LISTS)

build/sanitized/%.o: %.c build/knowledge/tables.h
	@mkdir -p $(@D)
	$(CC) $(PROGRAM_CFLAGS) $(SANITIZE) -c -o $@ $<

build/optimized/%.o: %.c build/knowledge/tables.h
	@mkdir -p $(@D)
	$(CC) $(PROGRAM_CFLAGS) -O3 -c -o $@ $<

build/unit/%: test/unit/%.c $(patsubst %.c,build/sanitized/%.o,$(ALL_PURE))
	@mkdir -p $(@D)
	$(CC) $(PROGRAM_CFLAGS) $(SANITIZE) -o $@ $(filter %.c %.o,$^) -lcmocka $(ICU_LIBS) -lm

UNIT = $(patsubst test/unit/%.c,build/unit/%,$(sort $(wildcard test/unit/test_*.c)))

unit: $(UNIT)
	@failed=0; for t in $(UNIT); do echo "# $$t"; ./$$t || failed=1; done; exit $$failed

# annotate: one text from standard input as JSON, without a server; stages: the time each stage takes
build/annotate build/stages: build/%: test/bench/%.c $(patsubst %.c,build/optimized/%.o,$(ALL_PURE))
	$(CC) $(PROGRAM_CFLAGS) -O3 -o $@ $(filter %.c %.o,$^) $(ICU_LIBS) -lm

# bench: needs a server with the extension installed; STORIES is a file of id, title, date and body, else the demo's
bench: build/stages
	@perl test/bench/bench.pl $(STORIES)

# No sums of floating point are reordered or fused, so the widest vectors of this machine learn the same as any.
build/optimized/src/train/%.o: PROGRAM_CFLAGS += -march=native -ffp-contract=off

# train: each section from the corpora, in the order in which they need each other
build/train: $(patsubst %.c,build/optimized/%.o,$(filter-out src/train/pack.c src/train/clusters.c,$(sort $(wildcard src/train/*.c))) $(ALL_PURE))
	$(CC) $(PROGRAM_CFLAGS) -O3 -o $@ $(filter %.c %.o,$^) $(ICU_LIBS) -lm

train: build/train
	build/train $(CORPORA) src/model $(STEPS)

-include $(shell find build -name '*.d' 2>/dev/null)

# Fuzzing: libFuzzer programs over the pure part; `make fuzz FUZZ_SECONDS=600` for a long run.
FUZZ_CC ?= clang
FUZZ_SECONDS ?= 10
FUZZ = $(patsubst test/fuzz/%.c,build/fuzz/%,$(sort $(wildcard test/fuzz/fuzz_*.c)))
FUZZ_SANITIZE = -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

build/fuzzed/%.o: %.c build/knowledge/tables.h
	@mkdir -p $(@D)
	$(FUZZ_CC) $(PROGRAM_CFLAGS) $(FUZZ_SANITIZE) -c -o $@ $<

build/fuzz/%: test/fuzz/%.c $(patsubst %.c,build/fuzzed/%.o,$(ALL_PURE))
	@mkdir -p $(@D)
	$(FUZZ_CC) $(PROGRAM_CFLAGS) $(FUZZ_SANITIZE) -fsanitize=fuzzer -o $@ $(filter %.c %.o,$^) $(ICU_LIBS) -lm

fuzz: $(FUZZ)
	@failed=0; for f in $(FUZZ); do \
	  mkdir -p build/corpus/$$(basename $$f); \
	  if ./$$f -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=4096 -max_len=16384 -print_final_stats=0 \
	    -artifact_prefix=build/fuzz/ build/corpus/$$(basename $$f) test/fuzz/seeds > build/fuzz/$$(basename $$f).log 2>&1; \
	  then echo "ok - $$f"; else tail -n 60 build/fuzz/$$(basename $$f).log; echo "not ok - $$f"; failed=1; fi; \
	done; exit $$failed

# Lint: formats, static analysis, warnings of the other compiler, and rules of this tree that a script can see.
lint: all
	@CC="$(CC)" PG_CPPFLAGS="-I$(includedir_server) $(ICU_CFLAGS)" perl test/lint.pl


# clusters: the word classes, from word vectors that are not among the corpora (see src/train/vectors.pl)
build/clusters: $(patsubst %.c,build/optimized/%.o,src/train/clusters.c $(ALL_PURE))
	$(CC) $(PROGRAM_CFLAGS) -O3 -o $@ $(filter %.c %.o,$^) $(ICU_LIBS) -lm

clusters: build/clusters
	sh src/train/raw_text.sh $(CORPORA) | build/clusters $(VECTORS) src/train/given_names.tsv \
		src/train/family_names.tsv > build/clusters.tmp && mv build/clusters.tmp src/model/english.clusters

# phrases: the lists of names, from what is not among the corpora (see src/train/phrases.pl)
WORDNET ?= /usr/share/wordnet/data.noun
SUBDIVISIONS ?= /usr/share/iso-codes/json/iso_3166-2.json

phrases:
	@mkdir -p build
	sh src/train/raw_text.sh $(CORPORA) | perl src/train/phrases.pl src/knowledge/countries.tsv $(CITIES) $(WORDNET) $(SUBDIVISIONS) \
		src/train/well_known_names.tsv > build/phrases.tmp && mv build/phrases.tmp src/model/english.phrases

.PHONY: unit fuzz lint bench train clusters phrases prove
.SECONDARY:
