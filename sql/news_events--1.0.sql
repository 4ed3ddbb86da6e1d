-- news_events: typed tables of who did what to whom, when, where and who said so, from a text column of news.
\echo Use "CREATE EXTENSION news_events" to load this file. \quit

-- ---- the type annotation ----

CREATE TYPE @extschema@.annotation;

CREATE FUNCTION @extschema@.annotation_in(cstring) RETURNS @extschema@.annotation
    AS 'MODULE_PATHNAME', 'news_events_annotation_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION @extschema@.annotation_out(@extschema@.annotation) RETURNS cstring
    AS 'MODULE_PATHNAME', 'news_events_annotation_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION @extschema@.annotation_recv(internal) RETURNS @extschema@.annotation
    AS 'MODULE_PATHNAME', 'news_events_annotation_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION @extschema@.annotation_send(@extschema@.annotation) RETURNS bytea
    AS 'MODULE_PATHNAME', 'news_events_annotation_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE @extschema@.annotation (
    INPUT = @extschema@.annotation_in,
    OUTPUT = @extschema@.annotation_out,
    RECEIVE = @extschema@.annotation_recv,
    SEND = @extschema@.annotation_send,
    INTERNALLENGTH = VARIABLE,
    STORAGE = extended
);

COMMENT ON TYPE @extschema@.annotation IS
'what was found in one text, with the text: made by annotate(), read by tokens(), mentions(), times(), quotations(), places(), reports() and explain(); shown as JSON';
COMMENT ON FUNCTION @extschema@.annotation_in(cstring) IS 'annotation of its JSON form; error 22P02 for anything else';
COMMENT ON FUNCTION @extschema@.annotation_out(@extschema@.annotation) IS 'annotation as JSON, positions in characters';
COMMENT ON FUNCTION @extschema@.annotation_recv(internal) IS 'annotation of its binary form';
COMMENT ON FUNCTION @extschema@.annotation_send(@extschema@.annotation) IS 'binary form of an annotation: a version byte and its JSON';

-- ---- annotate, and what reads an annotation ----

CREATE FUNCTION @extschema@.annotate(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                                     zone text DEFAULT 'UTC')
    RETURNS @extschema@.annotation
    AS 'MODULE_PATHNAME', 'news_events_annotate' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION @extschema@.annotate(text, timestamptz, text, text) IS
'everything found in one news story: sentences, tokens, mentions, times, quotations, places and clauses. Takes the text, its time of publication (what days without a date are counted from), its title (evidence only) and the IANA time zone of its publisher. Null for a null body; error 22023 for an unknown zone, 22008 for a publication time that is not finite';

CREATE FUNCTION @extschema@.tokens(@extschema@.annotation)
    RETURNS TABLE (sentence integer, token integer, start integer, length integer, form text, lemma text, upos text,
                   xpos text, head integer, deprel text)
    AS 'MODULE_PATHNAME', 'news_events_tokens' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 500;
COMMENT ON FUNCTION @extschema@.tokens(@extschema@.annotation) IS
'words of the text as Universal Dependencies has them: part of speech, Penn tag, lemma, and the token that each depends on (0: root of its sentence) with the relation; start and length in characters, 1-based';

CREATE FUNCTION @extschema@.mentions(@extschema@.annotation)
    RETURNS TABLE (mention integer, sentence integer, start integer, length integer, text text, kind text, level text,
                   entity integer, name text, role text, country text)
    AS 'MODULE_PATHNAME', 'news_events_mentions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION @extschema@.mentions(@extschema@.annotation) IS
'stretches of text that name a person, organization, place or group, by name, description or pronoun; entity numbers within the text what they speak of; name is its fullest name, role its office, country the ISO 3166 alpha-3 code';

CREATE FUNCTION @extschema@.times(@extschema@.annotation)
    RETURNS TABLE (timex integer, sentence integer, start integer, length integer, text text, type text, value text,
                   starts timestamptz, ends timestamptz, grain text)
    AS 'MODULE_PATHNAME', 'news_events_times' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION @extschema@.times(@extschema@.annotation) IS
'time expressions with their TIMEX3 type and value (ISO 24617-1) and the interval of real time that they mean, end exclusive; null where the text does not fix one';

CREATE FUNCTION @extschema@.quotations(@extschema@.annotation)
    RETURNS TABLE (quotation integer, sentence integer, start integer, length integer, text text, direct boolean,
                   speaker text, speaker_entity integer, speaker_start integer, speaker_length integer, cue text)
    AS 'MODULE_PATHNAME', 'news_events_quotations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION @extschema@.quotations(@extschema@.annotation) IS
'words given to a speaker, direct or indirect: the words without quotation marks, the speaker''s resolved name, the speaker''s own words at that spot, and the lemma of the cue';

CREATE FUNCTION @extschema@.places(@extschema@.annotation)
    RETURNS TABLE (place integer, sentence integer, start integer, length integer, text text, name text, country text,
                   latitude double precision, longitude double precision, geoname integer)
    AS 'MODULE_PATHNAME', 'news_events_places' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 20;
COMMENT ON FUNCTION @extschema@.places(@extschema@.annotation) IS
'places named in the text: standard name, ISO 3166 alpha-3 country, degrees of latitude and longitude (WGS 84), GeoNames identifier';

-- The same for one text, for a quick look.

CREATE FUNCTION @extschema@.tokens(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                   zone text DEFAULT 'UTC')
    RETURNS TABLE (sentence integer, token integer, start integer, length integer, form text, lemma text, upos text,
                   xpos text, head integer, deprel text)
    AS 'SELECT * FROM @extschema@.tokens(@extschema@.annotate($1, $2, $3, $4))' LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 500;
COMMENT ON FUNCTION @extschema@.tokens(text, timestamptz, text, text) IS 'tokens(annotate(...))';

CREATE FUNCTION @extschema@.mentions(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                   zone text DEFAULT 'UTC')
    RETURNS TABLE (mention integer, sentence integer, start integer, length integer, text text, kind text, level text,
                   entity integer, name text, role text, country text)
    AS 'SELECT * FROM @extschema@.mentions(@extschema@.annotate($1, $2, $3, $4))' LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION @extschema@.mentions(text, timestamptz, text, text) IS 'mentions(annotate(...))';

CREATE FUNCTION @extschema@.times(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                   zone text DEFAULT 'UTC')
    RETURNS TABLE (timex integer, sentence integer, start integer, length integer, text text, type text, value text,
                   starts timestamptz, ends timestamptz, grain text)
    AS 'SELECT * FROM @extschema@.times(@extschema@.annotate($1, $2, $3, $4))' LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION @extschema@.times(text, timestamptz, text, text) IS 'times(annotate(...))';

CREATE FUNCTION @extschema@.quotations(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                   zone text DEFAULT 'UTC')
    RETURNS TABLE (quotation integer, sentence integer, start integer, length integer, text text, direct boolean,
                   speaker text, speaker_entity integer, speaker_start integer, speaker_length integer, cue text)
    AS 'SELECT * FROM @extschema@.quotations(@extschema@.annotate($1, $2, $3, $4))' LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION @extschema@.quotations(text, timestamptz, text, text) IS 'quotations(annotate(...))';

CREATE FUNCTION @extschema@.places(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                   zone text DEFAULT 'UTC')
    RETURNS TABLE (place integer, sentence integer, start integer, length integer, text text, name text, country text,
                   latitude double precision, longitude double precision, geoname integer)
    AS 'SELECT * FROM @extschema@.places(@extschema@.annotate($1, $2, $3, $4))' LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION @extschema@.places(text, timestamptz, text, text) IS 'places(annotate(...))';

-- ---- the corpus ----

-- Every function runs with its caller's own rights; who may not use them can be kept out by REVOKE.
GRANT USAGE ON SCHEMA @extschema@ TO PUBLIC;

CREATE FUNCTION @extschema@.sentences(@extschema@.annotation)
    RETURNS TABLE (sentence integer, start integer, length integer, text text, paragraph integer, headline boolean)
    AS 'MODULE_PATHNAME', 'news_events_sentences' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 30;
COMMENT ON FUNCTION @extschema@.sentences(@extschema@.annotation) IS
'sentences of the text, with the number of the paragraph that each stands in and whether it is a headline';

CREATE FUNCTION @extschema@.overview(@extschema@.annotation)
    RETURNS TABLE (language text, published_inferred timestamptz, published_reason text, characters integer,
                   sentences integer, words integer)
    AS 'MODULE_PATHNAME', 'news_events_overview' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1;
COMMENT ON FUNCTION @extschema@.overview(@extschema@.annotation) IS
'one row on the text as a whole: its language (ISO 639-1), the time of publication that was inferred where none was given and why, its characters, sentences and words';

CREATE TYPE @extschema@.corpus_settings AS (source regclass, key_column name, body_column name, published_column name,
    title_column name, publisher_column name, zone text, created timestamptz);
COMMENT ON TYPE @extschema@.corpus_settings IS
'a row of the table settings of a corpus; a schema with a table of this type is a corpus';

CREATE FUNCTION @extschema@.create_corpus(corpus name, source regclass, key name, body name, published name DEFAULT NULL,
                                          title name DEFAULT NULL, publisher name DEFAULT NULL, zone text DEFAULT 'UTC')
    RETURNS void
    AS 'MODULE_PATHNAME', 'news_events_create_corpus' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION @extschema@.create_corpus(name, regclass, name, name, name, name, name, text) IS
'creates the schema corpus with the typed tables and views of the stories in the column body of the table source; key names its unique column, published, title and publisher the columns with those (null: none), zone the IANA time zone that times without a zone are read in';

CREATE FUNCTION @extschema@.drop_corpus(corpus name, cascade boolean DEFAULT false) RETURNS void
    AS 'MODULE_PATHNAME', 'news_events_drop_corpus' LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION @extschema@.drop_corpus(name, boolean) IS
'removes a corpus, its tables and views, never its source; with cascade also what was made of them';

CREATE PROCEDURE @extschema@.refresh(corpus name, batch integer DEFAULT 500, jobs integer DEFAULT 1)
    AS 'MODULE_PATHNAME', 'news_events_refresh' LANGUAGE C;
COMMENT ON PROCEDURE @extschema@.refresh(name, integer, integer) IS
'annotates the new and changed stories of a corpus, removes the rows of deleted ones, and resolves what changed; commits after every batch of stories, so that it can be cancelled and called again';

CREATE PROCEDURE @extschema@.recode(corpus name)
    AS 'MODULE_PATHNAME', 'news_events_recode' LANGUAGE C;
COMMENT ON PROCEDURE @extschema@.recode(name) IS
'makes the reports of a corpus anew from the stored annotations, after the types, patterns or actors were changed';

CREATE PROCEDURE @extschema@.resolve(corpus name)
    AS 'MODULE_PATHNAME', 'news_events_resolve' LANGUAGE C;
COMMENT ON PROCEDURE @extschema@.resolve(name) IS
'finds the entities, events and story lines of all stories of a corpus; refresh does so for what changed';

CREATE FUNCTION @extschema@.follow(corpus name) RETURNS void
    AS 'MODULE_PATHNAME', 'news_events_follow' LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION @extschema@.follow(name) IS
'puts triggers on the source of a corpus, which keep its rows in step; entities and events are resolved by the next refresh or resolve';

CREATE FUNCTION @extschema@.unfollow(corpus name) RETURNS void
    AS 'MODULE_PATHNAME', 'news_events_unfollow' LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION @extschema@.unfollow(name) IS 'removes the triggers of follow';

CREATE FUNCTION @extschema@.corpus_changed() RETURNS trigger
    AS 'MODULE_PATHNAME', 'news_events_corpus_changed' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.corpus_changed() IS 'trigger of follow';

CREATE FUNCTION @extschema@.corpora()
    RETURNS TABLE (corpus name, source regclass, key_column name, body_column name, published_column name,
                   title_column name, publisher_column name, zone text, created timestamptz)
    AS 'MODULE_PATHNAME', 'news_events_corpora' LANGUAGE C STABLE ROWS 5;
COMMENT ON FUNCTION @extschema@.corpora() IS 'the corpora of this database that the caller may read';

CREATE VIEW @extschema@.corpus AS SELECT * FROM @extschema@.corpora();
COMMENT ON VIEW @extschema@.corpus IS 'the corpora of this database that you may read';
GRANT SELECT ON @extschema@.corpus TO PUBLIC;

-- ---- the dictionaries: what reports() codes by ----

CREATE FUNCTION @extschema@.builtin_event_types()
    RETURNS TABLE (code text, type text, mode text, context text, cameo text, quad integer, goldstein double precision,
                   mutual boolean, description text)
    AS 'MODULE_PATHNAME', 'news_events_builtin_event_types' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 350;
COMMENT ON FUNCTION @extschema@.builtin_event_types() IS 'the event types that come with the library';

CREATE FUNCTION @extschema@.builtin_word_sets()
    RETURNS TABLE (name text, words text)
    AS 'MODULE_PATHNAME', 'news_events_builtin_word_sets' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 50;
COMMENT ON FUNCTION @extschema@.builtin_word_sets() IS 'the word sets that come with the library';

CREATE FUNCTION @extschema@.builtin_patterns()
    RETURNS TABLE (pattern text, code text, reverse text)
    AS 'MODULE_PATHNAME', 'news_events_builtin_patterns' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1500;
COMMENT ON FUNCTION @extschema@.builtin_patterns() IS 'the patterns that come with the library';

CREATE FUNCTION @extschema@.dictionary_changed() RETURNS trigger
    AS 'MODULE_PATHNAME', 'news_events_dictionary_changed' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.dictionary_changed() IS 'trigger of the dictionary tables: tells all backends of the change';

CREATE FUNCTION @extschema@.check_pattern() RETURNS trigger
    AS 'MODULE_PATHNAME', 'news_events_check_pattern' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.check_pattern() IS 'trigger of pattern: refuses what is no pattern and says where it goes wrong';

CREATE FUNCTION @extschema@.check_words() RETURNS trigger
    AS 'MODULE_PATHNAME', 'news_events_check_words' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.check_words() IS 'trigger of word_set: refuses what is no list of words and says where it goes wrong';

-- The columns that the library reads stand first and in this order: src/postgres/dictionary.c.

CREATE TABLE @extschema@.event_type (
    code text PRIMARY KEY,
    type text NOT NULL,
    mode text,
    context text,
    cameo text,
    quad integer CHECK (quad BETWEEN 1 AND 4),
    goldstein double precision,
    mutual boolean NOT NULL DEFAULT false,
    description text,
    builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE @extschema@.event_type IS 'kinds of event: PLOVER''s sixteen types by CAMEO code, the project''s own family, and yours';
COMMENT ON COLUMN @extschema@.event_type.code IS 'what patterns name it by';
COMMENT ON COLUMN @extschema@.event_type.type IS 'type, such as CONSULT or DISASTER';
COMMENT ON COLUMN @extschema@.event_type.mode IS 'mode within the type';
COMMENT ON COLUMN @extschema@.event_type.context IS 'subject matter';
COMMENT ON COLUMN @extschema@.event_type.cameo IS 'CAMEO code, null outside politics';
COMMENT ON COLUMN @extschema@.event_type.quad IS 'quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict';
COMMENT ON COLUMN @extschema@.event_type.goldstein IS 'Goldstein score, from -10 (conflict) to 10 (cooperation)';
COMMENT ON COLUMN @extschema@.event_type.mutual IS 'actor and recipient do the same: one report, either way round';
COMMENT ON COLUMN @extschema@.event_type.description IS 'in words';
COMMENT ON COLUMN @extschema@.event_type.builtin IS 'comes with the extension; not dumped';

CREATE TABLE @extschema@.word_set (
    name text PRIMARY KEY,
    words text NOT NULL,
    builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE @extschema@.word_set IS 'words that patterns name together, as @name';
COMMENT ON COLUMN @extschema@.word_set.name IS 'what patterns name it by, without the @';
COMMENT ON COLUMN @extschema@.word_set.words IS 'lemmas separated by |; the words of a phrase are joined by _';
COMMENT ON COLUMN @extschema@.word_set.builtin IS 'comes with the extension; not dumped';

CREATE TABLE @extschema@.pattern (
    pattern text NOT NULL,
    code text REFERENCES @extschema@.event_type ON UPDATE CASCADE,
    reverse text REFERENCES @extschema@.event_type ON UPDATE CASCADE,
    dictionary text NOT NULL DEFAULT 'user',
    builtin boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX pattern_once ON @extschema@.pattern (dictionary, pg_catalog.md5(pattern));
COMMENT ON TABLE @extschema@.pattern IS 'what in a text tells of which kind of event; the language is described in README, Patterns';
COMMENT ON COLUMN @extschema@.pattern.pattern IS 'words, relations, kinds and roles';
COMMENT ON COLUMN @extschema@.pattern.code IS 'event type; null: what matches tells of nothing';
COMMENT ON COLUMN @extschema@.pattern.reverse IS 'event type of a second report with actor and recipient exchanged';
COMMENT ON COLUMN @extschema@.pattern.dictionary IS 'where it comes from; while there are rows of petrarch, the built-in ones do not fire';
COMMENT ON COLUMN @extschema@.pattern.builtin IS 'comes with the extension; not dumped';

CREATE TABLE @extschema@.actor (
    name text NOT NULL,
    code text NOT NULL,
    kind text NOT NULL DEFAULT 'actor' CHECK (kind IN ('actor', 'agent')),
    valid_from date,
    valid_until date,
    dictionary text NOT NULL DEFAULT 'user',
    builtin boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX actor_once ON @extschema@.actor
    (dictionary, kind, name, code, coalesce(valid_from, '-infinity'), coalesce(valid_until, 'infinity'));
COMMENT ON TABLE @extschema@.actor IS 'codes of actors (countries, organizations, people) and agents (roles, whose code is joined to an actor''s)';
COMMENT ON COLUMN @extschema@.actor.name IS 'words of the name or role, compared without case; _ stands for a space';
COMMENT ON COLUMN @extschema@.actor.code IS 'code; of an agent ~GOV goes behind the actor''s code and NGO~ before it';
COMMENT ON COLUMN @extschema@.actor.kind IS 'actor or agent';
COMMENT ON COLUMN @extschema@.actor.valid_from IS 'first day on which the code holds; null: always';
COMMENT ON COLUMN @extschema@.actor.valid_until IS 'first day on which it does not hold any more; null: never';
COMMENT ON COLUMN @extschema@.actor.dictionary IS 'where it comes from; while there are rows of petrarch, the built-in ones of their kind do not count';
COMMENT ON COLUMN @extschema@.actor.builtin IS 'comes with the extension; not dumped';

CREATE FUNCTION @extschema@.builtin_actors()
    RETURNS TABLE (name text, code text, kind text, valid_from date, valid_until date)
    AS 'MODULE_PATHNAME', 'news_events_builtin_actors' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 8000;
COMMENT ON FUNCTION @extschema@.builtin_actors() IS
'the actors and agents that come with the library: states, organizations, people in office, roles';

INSERT INTO @extschema@.event_type SELECT *, true FROM @extschema@.builtin_event_types();
INSERT INTO @extschema@.word_set SELECT *, true FROM @extschema@.builtin_word_sets();
INSERT INTO @extschema@.pattern SELECT pattern, code, reverse, 'builtin', true FROM @extschema@.builtin_patterns();
INSERT INTO @extschema@.actor SELECT DISTINCT name, code, kind, valid_from, valid_until, 'builtin', true
    FROM @extschema@.builtin_actors();

CREATE TRIGGER check_pattern BEFORE INSERT OR UPDATE ON @extschema@.pattern
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_pattern();
CREATE TRIGGER check_words BEFORE INSERT OR UPDATE ON @extschema@.word_set
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_words();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @extschema@.event_type
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.dictionary_changed();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @extschema@.word_set
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.dictionary_changed();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @extschema@.pattern
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.dictionary_changed();
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @extschema@.actor
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.dictionary_changed();

SELECT pg_catalog.pg_extension_config_dump('@extschema@.event_type', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('@extschema@.word_set', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('@extschema@.pattern', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('@extschema@.actor', 'WHERE NOT builtin');

GRANT SELECT ON @extschema@.event_type, @extschema@.word_set, @extschema@.pattern, @extschema@.actor TO PUBLIC;

CREATE FUNCTION @extschema@.reports(@extschema@.annotation)
    RETURNS TABLE (report integer, sentence integer, start integer, length integer, trigger text, lemma text, type text,
                   mode text, context text, cameo text, quad integer, goldstein double precision, modality text,
                   actor text, actor_entity integer, actor_code text, actor_start integer, actor_length integer,
                   recipient text, recipient_entity integer, recipient_code text, recipient_start integer,
                   recipient_length integer, starts timestamptz, ends timestamptz, place text, attributed_to text,
                   confidence double precision)
    AS 'MODULE_PATHNAME', 'news_events_reports' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 5000 ROWS 20;
COMMENT ON FUNCTION @extschema@.reports(@extschema@.annotation) IS
'what the text tells of events: type by the rows of pattern and event_type, who did it to whom (codes by the rows of actor), what the text claims of it (modality), when, where, who says so, and how sure the coding is';

CREATE FUNCTION @extschema@.explain(@extschema@.annotation) RETURNS text
    AS 'MODULE_PATHNAME', 'news_events_explain' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION @extschema@.explain(@extschema@.annotation) IS
'for each sentence its parse, and for each report the pattern that fired and why its actors, modality, time and attribution are what they are';

CREATE FUNCTION @extschema@.reports(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                   zone text DEFAULT 'UTC')
    RETURNS TABLE (report integer, sentence integer, start integer, length integer, trigger text, lemma text, type text,
                   mode text, context text, cameo text, quad integer, goldstein double precision, modality text,
                   actor text, actor_entity integer, actor_code text, actor_start integer, actor_length integer,
                   recipient text, recipient_entity integer, recipient_code text, recipient_start integer,
                   recipient_length integer, starts timestamptz, ends timestamptz, place text, attributed_to text,
                   confidence double precision)
    AS 'SELECT * FROM @extschema@.reports(@extschema@.annotate($1, $2, $3, $4))' LANGUAGE sql STABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION @extschema@.reports(text, timestamptz, text, text) IS 'reports(annotate(...))';

CREATE FUNCTION @extschema@.explain(body text, published timestamptz DEFAULT NULL, title text DEFAULT NULL,
                   zone text DEFAULT 'UTC')
    RETURNS text
    AS 'SELECT @extschema@.explain(@extschema@.annotate($1, $2, $3, $4))' LANGUAGE sql STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.explain(text, timestamptz, text, text) IS 'explain(annotate(...))';
-- What the statements of refresh and resolve call.

CREATE FUNCTION @extschema@.signature(@extschema@.annotation) RETURNS bigint[]
    AS 'MODULE_PATHNAME', 'news_events_signature' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.signature(@extschema@.annotation) IS 'the weightiest terms of a story, each a hash and a weight in one number';

CREATE FUNCTION @extschema@.signature_keys(bigint[]) RETURNS bigint[]
    AS 'MODULE_PATHNAME', 'news_events_signature_keys' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.signature_keys(bigint[]) IS 'the terms of a signature by which similar ones are found';

CREATE FUNCTION @extschema@.similarity(bigint[], bigint[]) RETURNS integer
    AS 'MODULE_PATHNAME', 'news_events_similarity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.similarity(bigint[], bigint[]) IS 'cosine of two signatures in thousandths';

CREATE FUNCTION @extschema@.form_number(kind text, name text, country text) RETURNS bigint
    AS 'MODULE_PATHNAME', 'news_events_form_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.form_number(text, text, text) IS 'number of a name with the kind and country of its bearer';

CREATE FUNCTION @extschema@.form_block(kind text, name text) RETURNS bigint
    AS 'MODULE_PATHNAME', 'news_events_form_block' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.form_block(text, text) IS 'number that is the same for names that could be of one bearer';

CREATE FUNCTION @extschema@.import_petrarch(dictionary text, kind text) RETURNS text
    AS 'MODULE_PATHNAME', 'news_events_import_petrarch' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE COST 100000;
COMMENT ON FUNCTION @extschema@.import_petrarch(text, text) IS
'reads the text of a PETRARCH or TABARI dictionary (kind: actors, agents or verbs) into the rows of actor or pattern; says how many rows came of how many lines, and names the lines that could not be read';
