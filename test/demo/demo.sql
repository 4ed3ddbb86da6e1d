-- demo.sql: from a table of news stories to typed tables, and what can be asked of them.
\set ON_ERROR_STOP on
\set QUIET on
\pset pager off
\pset null '-'
\pset border 1
SET TimeZone = 'UTC';
SET client_min_messages = warning;
SET client_encoding = 'UTF8';

\echo
\echo 'A table of twelve stories, as outlets wrote and scrapers found them:'
\echo
CREATE TABLE articles (
    id text PRIMARY KEY,
    publisher text NOT NULL,
    published_at timestamptz NOT NULL,
    zone text NOT NULL,
    title text,
    body text NOT NULL
);
\copy articles FROM PROGRAM 'perl test/demo/stories.pl'
SELECT id, publisher, published_at, pg_catalog.length(body) AS characters, pg_catalog.left(title, 60) AS title FROM articles ORDER BY id;

\echo 'Two statements make the typed tables beside it:'
\echo
\set ECHO queries
CREATE EXTENSION news_events;
SELECT news_events.create_corpus('news', 'articles', key => 'id', body => 'body', published => 'published_at', title => 'title', publisher => 'publisher');
CALL news_events.refresh('news');

-- Who did what to whom, and when: one row an event, however many stories tell of it.
SELECT event_start, actor, type, mode, recipient, modality, stories FROM news.event_list ORDER BY stories DESC, event_start NULLS LAST, type, actor LIMIT 40;

-- Who said what: direct and indirect, in the words of the story.
SELECT key, speaker, cue, direct, pg_catalog.left(text, 70) AS text FROM news.quotation_list ORDER BY key, quotation LIMIT 40;

-- When: every time expression as an interval. Two outlets, two zones, one instant.
SELECT key, text, type, value, starts, ends FROM news.timex WHERE starts IS NOT NULL ORDER BY starts, key, timex LIMIT 40;

-- Where the stories of one event agree and differ.
SELECT type, attribute, key, publisher, value FROM news.source_agreement
WHERE event IN (SELECT event FROM news.event_list WHERE stories > 1) ORDER BY type, event, attribute, key;

-- One story's path from text to rows: who is spoken of ...
SELECT mention, text, kind, level, name, role, country FROM news.mention WHERE key = '02-ferry-scraped' ORDER BY mention LIMIT 30;
-- ... where ...
SELECT text, name, country, latitude, longitude FROM news.place WHERE key = '02-ferry-scraped' ORDER BY place;
-- ... what is told of ...
SELECT trigger, type, modality, actor, recipient, starts, attributed_to, confidence FROM news.report WHERE key = '02-ferry-scraped' ORDER BY report;
-- ... and why.
SELECT news_events.explain(annotation) FROM news.document WHERE key = '02-ferry-scraped';
