-- follow and unfollow: the rows change with the stories, in one transaction, whoever writes them.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE press_editor;
CREATE ROLE press_reader;
CREATE ROLE press_writer;
SELECT format('GRANT CREATE ON DATABASE %I TO press_editor', current_database()) \gexec
CREATE SCHEMA press;
GRANT USAGE ON SCHEMA press TO press_editor, press_reader, press_writer;
CREATE TABLE press.story (id integer PRIMARY KEY, body text, note text);
GRANT SELECT, TRIGGER ON press.story TO press_editor;
GRANT SELECT (id, body), INSERT, UPDATE, DELETE, TRUNCATE ON press.story TO press_writer;
INSERT INTO press.story VALUES (1, 'The library in Tartu reopened.');

SET ROLE press_editor;
SELECT news_events.create_corpus('news', 'press.story', 'id', 'body');
CALL news_events.refresh('news');
SELECT news_events.follow('news');
SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgrelid = 'press.story'::regclass ORDER BY 1;
GRANT USAGE ON SCHEMA news TO press_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA news TO press_reader;

-- a writer needs no right on the corpus
SET ROLE press_writer;
INSERT INTO press.story VALUES (2, 'A train stopped near Graz.'), (3, 'The river rose.');
UPDATE press.story SET body = body || ' Nobody knew why.' WHERE id = 2;
UPDATE press.story SET id = 30 WHERE id = 3;
SELECT count(*) FROM news.document;
CALL news_events.refresh('news');
SET ROLE press_reader;
SELECT key, characters, sentences, resolved FROM news.document ORDER BY key;
SELECT corpus, source FROM news_events.corpus;
-- a reader reads, and can change nothing
CALL news_events.refresh('news');
SELECT news_events.follow('news');
SELECT news_events.drop_corpus('news');

-- what is rolled back is not there
SET ROLE press_writer;
BEGIN;
DELETE FROM press.story WHERE id = 30;
ROLLBACK;
INSERT INTO press.story SELECT i, 'Message ' || i || ' came.' FROM generate_series(100, 1400) i;
UPDATE press.story SET body = NULL WHERE id = 1;
INSERT INTO press.story VALUES (30, 'The river fell.') ON CONFLICT (id) DO UPDATE SET body = EXCLUDED.body;
DELETE FROM press.story WHERE id BETWEEN 101 AND 1400;
RESET ROLE;
SELECT d.key, x.text FROM news.document d LEFT JOIN news.sentence x USING (key) ORDER BY 1, x.sentence;
TRUNCATE press.story;
SELECT count(*) FROM news.document;

-- the trigger serves the source of its corpus only
CREATE TABLE press.other (LIKE press.story INCLUDING INDEXES);
CREATE TRIGGER stray AFTER INSERT ON press.other REFERENCING NEW TABLE AS new_stories
    FOR EACH STATEMENT EXECUTE FUNCTION news_events.corpus_changed('news');
INSERT INTO press.other VALUES (1, 'Hail fell.');
DROP TRIGGER stray ON press.other;
CREATE TRIGGER stray AFTER INSERT ON press.other FOR EACH ROW EXECUTE FUNCTION news_events.corpus_changed('news');
INSERT INTO press.other VALUES (1, 'Hail fell.');

-- follow twice is follow once
SET ROLE press_editor;
SELECT news_events.follow('news');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'press.story'::regclass;
RESET ROLE;
INSERT INTO press.story VALUES (5, 'The sun shone.');
SELECT news_events.unfollow('news');
INSERT INTO press.story VALUES (6, 'Clouds came.');
SELECT key FROM news.document ORDER BY key;
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'press.story'::regclass;

-- the triggers go with the corpus, or do nothing where the table is another's
SET ROLE press_editor;
CALL news_events.refresh('news');
SELECT news_events.follow('news');
SELECT news_events.unfollow('news');
SET client_min_messages = notice;
SELECT news_events.drop_corpus('news');
SET client_min_messages = warning;
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'press.story'::regclass;
SET ROLE press_writer;
INSERT INTO press.story VALUES (9, 'Rain came.');
RESET ROLE;
SELECT news_events.create_corpus('news', 'press.story', 'id', 'body');
INSERT INTO press.story VALUES (10, 'Snow came.');
SELECT key FROM news.document;
SELECT news_events.drop_corpus('news');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'press.story'::regclass;

-- what may not be read makes no corpus
RESET ROLE;
REVOKE SELECT ON press.story FROM press_editor;
GRANT SELECT (id) ON press.story TO press_editor;
SET ROLE press_editor;
SELECT news_events.create_corpus('news', 'press.story', 'id', 'body');
SET ROLE press_reader;
SELECT news_events.create_corpus('mine', 'press.story', 'id', 'body');
RESET ROLE;
DROP SCHEMA press CASCADE;
DROP OWNED BY press_editor, press_reader, press_writer;
DROP ROLE press_editor, press_reader, press_writer;
