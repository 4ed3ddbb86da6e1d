-- refresh: new, changed and deleted stories; times of publication; stories that cannot be annotated.
SET client_min_messages = warning;
SET timezone = 'UTC';
\set SHOW_CONTEXT never
CREATE SCHEMA press;
CREATE TABLE press.story (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), number integer UNIQUE, body text, outlet text, title text,
                          published timestamp);
INSERT INTO press.story (number, body, outlet, title, published) VALUES
  (1, 'The mayor of Lisbon opened a bridge on Monday. It is long.', 'Diary', 'Bridge opened', '2019-05-06 09:00'),
  (2, 'Two ships collided off Mombasa. Nobody was hurt.', 'Coast', NULL, '2019-05-07 10:00'),
  (3, '', 'Coast', 'Nothing', '2019-05-08 00:00'),
  (4, NULL, NULL, NULL, NULL),
  (5, 'Farmers in Punjab protested against a tax.', 'Field', NULL, 'infinity'),
  (6, 'A comet passed.', 'Sky', NULL, '294276-12-31 23:00');
SELECT news_events.create_corpus('news', 'press.story', 'id', 'body', 'published', 'title', 'outlet', 'America/New_York');
CALL news_events.refresh('news', 2);

CREATE VIEW press.state AS
SELECT s.number, d.publisher, d.title, d.published, d.characters, d.sentences, d.language, d.problem, d.resolved,
       (SELECT count(*) FROM news.sentence x WHERE x.key = d.key) = coalesce(d.sentences, 0) AS whole
FROM news.document d LEFT JOIN press.story s ON s.id = d.key;
SELECT * FROM press.state ORDER BY number;
-- positions are those of the text
SELECT count(*) FROM news.sentence x JOIN press.story s ON s.id = x.key WHERE substr(s.body, x.start, x.length) <> x.text;
SELECT count(*) FROM news.mention x JOIN press.story s ON s.id = x.key WHERE substr(s.body, x.start, x.length) <> x.text;
SELECT done, total, problems, phase, running, finished IS NOT NULL AS finished FROM news.progress;
SELECT count(*) FROM news.pending;

-- nothing to do
CREATE TABLE press.before AS SELECT ctid AS place, key FROM news.document;
CALL news_events.refresh('news');
SELECT done, total FROM news.progress;
SELECT count(*) FROM news.document d JOIN press.before b ON b.key = d.key AND b.place = d.ctid;

-- each column that the rows are made from counts as a change
UPDATE press.story SET body = body || ' It was late.' WHERE number = 2;
UPDATE press.story SET outlet = 'River' WHERE number = 3;
UPDATE press.story SET published = '2019-06-01' WHERE number = 5;
UPDATE press.story SET title = 'A tax' WHERE number = 1;
DELETE FROM press.story WHERE number = 4;
INSERT INTO press.story (number, body) VALUES (7, 'The senate sat.');
CALL news_events.refresh('news', batch => 3);
SELECT done, total FROM news.progress;
SELECT * FROM press.state ORDER BY number;

-- another zone is a change of all stories that have a time of publication without one
UPDATE news.settings SET zone = 'Asia/Kolkata';
CALL news_events.refresh('news');
SELECT done FROM news.progress;
SELECT number, published FROM press.state ORDER BY number;

-- inside a transaction all is one
BEGIN;
DELETE FROM press.story WHERE number = 7;
CALL news_events.refresh('news');
SELECT count(*) FROM news.document;
ROLLBACK;
SELECT count(*) FROM news.document;

-- a story that cannot be annotated is kept with its problem; the others of its batch go on
CREATE FUNCTION press.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.text LIKE '%unspeakable%' THEN
        RAISE EXCEPTION 'this cannot be told' USING ERRCODE = '22000';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse BEFORE INSERT ON news.sentence FOR EACH ROW EXECUTE FUNCTION press.refuse();
INSERT INTO press.story (number, body) VALUES (8, 'It rained.'), (9, 'Something unspeakable happened.'), (10, 'It snowed.');
UPDATE press.story SET body = 'It is unspeakable.' WHERE number = 1;
CALL news_events.refresh('news');
SELECT number, problem, sentences, whole FROM press.state WHERE number IN (1, 8, 9, 10) ORDER BY number;
SELECT done, problems FROM news.progress;
CALL news_events.refresh('news');
SELECT done, problems FROM news.progress;
UPDATE press.story SET body = 'It can be told.' WHERE number IN (1, 9);
CALL news_events.refresh('news');
SELECT number, problem, sentences, whole FROM press.state WHERE number IN (1, 8, 9, 10) ORDER BY number;
DROP TRIGGER refuse ON news.sentence;

-- an error that is not the story's stops the refresh, leaves what was committed, and leaves the session usable
ALTER TABLE news.sentence ADD CONSTRAINT no_fog CHECK (text NOT LIKE '%fog%');
INSERT INTO press.story (number, body) VALUES (11, 'There was fog.');
\set VERBOSITY terse
CALL news_events.refresh('news');
\set VERBOSITY default
SELECT count(*) FROM news.document d JOIN press.story s ON s.id = d.key WHERE s.number = 11;
ALTER TABLE news.sentence DROP CONSTRAINT no_fog;
CALL news_events.refresh('news');
SELECT count(*) FROM news.document d JOIN press.story s ON s.id = d.key WHERE s.number = 11;

-- coded again: the same reports, and no story is annotated again
CREATE TABLE press.reports AS SELECT * FROM news.report;
CREATE TABLE press.annotated AS SELECT key, annotated FROM news.document;
CALL news_events.recode('news');
SELECT (SELECT count(*) FROM (TABLE press.reports EXCEPT TABLE news.report) x) AS lost,
       (SELECT count(*) FROM (TABLE news.report EXCEPT TABLE press.reports) x) AS new,
       (SELECT count(*) FROM press.annotated a JOIN news.document d USING (key) WHERE d.annotated <> a.annotated) AS again;

-- a partitioned table, a date, and rows that only their owner sees
CREATE TABLE press.wire (id integer PRIMARY KEY, text varchar, day date) PARTITION BY RANGE (id);
CREATE TABLE press.wire_1 PARTITION OF press.wire FOR VALUES FROM (0) TO (10);
CREATE TABLE press.wire_2 PARTITION OF press.wire FOR VALUES FROM (10) TO (20);
INSERT INTO press.wire SELECT i, 'Message number ' || i || '.', date '2018-03-01' + i FROM generate_series(5, 14) i;
SELECT news_events.create_corpus('wire', 'press.wire', 'id', 'text', 'day', zone => 'Europe/Paris');
CALL news_events.refresh('wire', 3);
SELECT key, published FROM wire.document ORDER BY key LIMIT 2;
UPDATE press.wire SET id = 19 WHERE id = 5;
CALL news_events.refresh('wire');
SELECT array_agg(key ORDER BY key) FROM wire.document;
TRUNCATE press.wire;
CALL news_events.refresh('wire');
SELECT (SELECT count(*) FROM wire.document), (SELECT count(*) FROM wire.sentence), (SELECT count(*) FROM wire.mention),
       (SELECT count(*) FROM wire.form), (SELECT count(*) FROM wire.entity), (SELECT count(*) FROM wire.event),
       (SELECT count(*) FROM wire.document_term), (SELECT count(*) FROM wire.neighbour), (SELECT count(*) FROM wire.withdrawn),
       (SELECT count(*) FROM wire.story_line), (SELECT count(*) FROM wire.pending);

-- a source whose columns changed
ALTER TABLE press.story RENAME COLUMN body TO full_text;
CALL news_events.refresh('news');
UPDATE news.settings SET body_column = 'full_text';
CALL news_events.refresh('news');
ALTER TABLE press.story RENAME TO stories;
CALL news_events.refresh('news');
SELECT source FROM news.settings;

SELECT news_events.drop_corpus('news', true);
SELECT news_events.drop_corpus('wire');
DROP SCHEMA press CASCADE;
