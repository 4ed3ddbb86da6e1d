-- create_corpus and drop_corpus: what they make, and what they say when something does not fit.
SET client_min_messages = warning;
CREATE SCHEMA press;
CREATE TABLE press.story (id bigint PRIMARY KEY, slug text UNIQUE, body text, headline text, outlet text,
                          at timestamptz, local_at timestamp, day date, attachment bytea, hits integer);

-- every part of the name and of the arguments
SELECT news_events.create_corpus('news', 'press.story', 'id', 'body', 'at', 'headline', 'outlet', 'Asia/Tokyo');
SELECT source, key_column, body_column, published_column, title_column, publisher_column, zone FROM news.settings WHERE created <= now();
SELECT corpus, source, key_column, body_column, zone FROM news_events.corpus;
SELECT a.attrelid::regclass, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
WHERE a.attrelid IN ('news.document'::regclass, 'news.mention'::regclass, 'news.report'::regclass) AND a.attname = 'key' ORDER BY 1;

-- all relations and columns are commented; views have only columns that any program can read
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'news'::regnamespace AND c.relkind IN ('r', 'v') AND obj_description(c.oid, 'pg_class') IS NULL;
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'news'::regnamespace AND c.relkind IN ('r', 'v') AND col_description(c.oid, a.attnum) IS NULL ORDER BY 1, 2;
SELECT c.relname, a.attname, a.atttypid::regtype FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'news'::regnamespace AND c.relkind = 'v'
  AND a.atttypid NOT IN ('text'::regtype, 'timestamptz'::regtype, 'date'::regtype, 'numeric'::regtype, 'bigint'::regtype, 'boolean'::regtype);
SELECT relname FROM pg_class WHERE relnamespace = 'news'::regnamespace AND relkind IN ('r', 'v') ORDER BY relkind, relname;

-- what does not fit
\set SHOW_CONTEXT never
SELECT news_events.create_corpus('news', 'press.story', 'id', 'body');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('press', 'press.story', 'id', 'body');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('pg_news', 'press.story', 'id', 'body');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('other', 'press.story', 'number', 'body');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('other', 'press.story', 'id', 'text');
SELECT news_events.create_corpus('other', 'press.story', 'id', 'body', published => 'time');
SELECT news_events.create_corpus('other', 'press.story', 'hits', 'body');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('other', 'press.story', 'slug', 'body');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('other', 'press.story', 'id', 'attachment');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('other', 'press.story', 'id', 'body', published => 'headline');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('other', 'press.story', 'id', 'body', zone => 'Mars/Olympus');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus(NULL, 'press.story', 'id', 'body');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.create_corpus('other', 'press.story', NULL, 'body');
CALL news_events.refresh('nowhere');
\echo :LAST_ERROR_SQLSTATE
CALL news_events.refresh('press');
CALL news_events.refresh('news', batch => 0);
\echo :LAST_ERROR_SQLSTATE
CALL news_events.refresh('news', jobs => 0);
SELECT news_events.drop_corpus('press');
\echo :LAST_ERROR_SQLSTATE

-- sources that are no tables
CREATE VIEW press.seen AS SELECT id, body FROM press.story;
SELECT news_events.create_corpus('other', 'press.seen', 'id', 'body');
\echo :LAST_ERROR_SQLSTATE
CREATE MATERIALIZED VIEW press.kept AS SELECT id, body FROM press.story;
SELECT news_events.create_corpus('other', 'press.kept', 'id', 'body');
CREATE UNIQUE INDEX ON press.kept (id);
SELECT news_events.create_corpus('other', 'press.kept', 'id', 'body');
SELECT news_events.follow('other');
SELECT news_events.drop_corpus('other');
CREATE TEMP TABLE passing (id integer PRIMARY KEY, body text);
SELECT news_events.create_corpus('other', 'passing', 'id', 'body');
CREATE TABLE press.old_story (extra text) INHERITS (press.story);
SELECT news_events.create_corpus('other', 'press.story', 'id', 'body');
DROP TABLE press.old_story;
SELECT news_events.create_corpus('other', 'press.story_id_seq', 'id', 'body');
SELECT news_events.create_corpus('other', 'press.story_pkey', 'id', 'body');

-- an index that is partial, deferrable or of two columns makes no key
CREATE TABLE press.loose (a integer NOT NULL, b integer NOT NULL, c integer NOT NULL, d integer NOT NULL, body text,
                          UNIQUE (a, b), UNIQUE (c) DEFERRABLE);
CREATE UNIQUE INDEX ON press.loose (b) WHERE a > 0;
CREATE UNIQUE INDEX ON press.loose ((d + 1));
SELECT news_events.create_corpus('other', 'press.loose', 'a', 'body');
SELECT news_events.create_corpus('other', 'press.loose', 'b', 'body');
SELECT news_events.create_corpus('other', 'press.loose', 'c', 'body');
SELECT news_events.create_corpus('other', 'press.loose', 'd', 'body');

-- names that must be quoted, and a key of another type with a collation of its own
CREATE TABLE press."My ""Stories""" ("The Key" text COLLATE "C" PRIMARY KEY, "select" varchar(100), "Day" date);
SELECT news_events.create_corpus('My "News"; DROP', 'press."My ""Stories"""', 'The Key', 'select', 'Day');
INSERT INTO press."My ""Stories""" VALUES ('it''s', 'Nothing happened.', '2020-02-02'), ('', NULL, 'infinity');
CALL news_events.refresh('My "News"; DROP');
SELECT key, published, sentences, problem FROM "My ""News""; DROP".document ORDER BY key;
SELECT collname FROM pg_attribute a JOIN pg_collation c ON c.oid = a.attcollation
WHERE attrelid = '"My ""News""; DROP".report'::regclass AND attname = 'key';

-- what others made of it holds it back
CREATE VIEW press.mine AS SELECT * FROM "My ""News""; DROP".event_list;
SELECT news_events.drop_corpus('My "News"; DROP');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.drop_corpus('My "News"; DROP', cascade => true);
SELECT to_regclass('press.mine'), to_regnamespace('"My ""News""; DROP"');

-- the source goes first
DROP TABLE press.story CASCADE;
CALL news_events.refresh('news');
\echo :LAST_ERROR_SQLSTATE
SELECT news_events.drop_corpus('news');
SELECT count(*) FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'news');
SELECT * FROM news_events.corpus;
DROP SCHEMA press CASCADE;
