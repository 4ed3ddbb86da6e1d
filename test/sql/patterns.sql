-- Event types, word sets, patterns and actors are rows: a user's own work at once, bad ones are refused with their place.
\set VERBOSITY default
SET search_path = pg_catalog;

-- what comes with the extension
SELECT count(*) > 300 AS types, count(DISTINCT type) FILTER (WHERE cameo IS NOT NULL) AS plover FROM news_events.event_type;
SELECT type, mode, context, quad, goldstein, mutual FROM news_events.event_type WHERE code IN ('041', '0841', '195') ORDER BY code;
SELECT count(*) > 1000 AS patterns, bool_and(builtin) AS builtin FROM news_events.pattern;
-- every PLOVER type has patterns
SELECT t.type FROM news_events.event_type t WHERE cameo IS NOT NULL GROUP BY type
 HAVING NOT bool_or(EXISTS (SELECT FROM news_events.pattern p WHERE p.code = t.code)) ORDER BY type;

-- bad ones are refused
INSERT INTO news_events.pattern (pattern, code) VALUES ('meet', '040');
INSERT INTO news_events.pattern (pattern, code) VALUES ('meet/v obj(', '040');
INSERT INTO news_events.pattern (pattern, code) VALUES ('meet/v with=agent', '040');
INSERT INTO news_events.pattern (pattern, code) VALUES ('meet/v obj(@nosuchset)', '040');
INSERT INTO news_events.pattern (pattern, code) VALUES ('meet/v', 'NOSUCH');
INSERT INTO news_events.word_set (name, words) VALUES ('drinks', 'tea||coffee');
INSERT INTO news_events.actor (name, code, kind) VALUES ('Atlantis', 'ATL', 'country');
UPDATE news_events.pattern SET pattern = 'meet/' WHERE pattern = 'visit/v';

-- good ones work in the next statement
BEGIN;
SELECT type, actor, recipient, actor_code FROM news_events.reports('Atlantis brewed tea for Karl Benz.');
INSERT INTO news_events.event_type (code, type) VALUES ('TEA', 'TEA');
INSERT INTO news_events.word_set (name, words) VALUES ('drinks', 'tea|coffee');
INSERT INTO news_events.pattern (pattern, code) VALUES ('brew/v obj(@drinks) for=recipient', 'TEA');
INSERT INTO news_events.actor (name, code) VALUES ('Atlantis', 'ATL');
SELECT type, actor, recipient, actor_code FROM news_events.reports('Atlantis brewed tea for Karl Benz.');
-- a change of a set, too
UPDATE news_events.word_set SET words = 'cocoa' WHERE name = 'drinks';
SELECT type, actor, recipient, actor_code FROM news_events.reports('Atlantis brewed tea for Karl Benz.');
SELECT type, actor, recipient, actor_code FROM news_events.reports('Atlantis brewed cocoa for Karl Benz.');
ROLLBACK;
-- and are gone with their transaction
SELECT type, actor, recipient, actor_code FROM news_events.reports('Atlantis brewed cocoa for Karl Benz.');

-- a user's row before a built-in one; without a code it tells of nothing
BEGIN;
SELECT type FROM news_events.reports('Norway condemned the attack on the embassy.') WHERE trigger = 'condemned';
INSERT INTO news_events.pattern (pattern, code) VALUES ('condemn/v', NULL);
SELECT type FROM news_events.reports('Norway condemned the attack on the embassy.') WHERE trigger = 'condemned';
ROLLBACK;

-- a second report with the sides exchanged
BEGIN;
INSERT INTO news_events.pattern (pattern, code, reverse) VALUES ('host/v obj', '043', '042');
SELECT type, cameo, actor, recipient FROM news_events.reports('Norway hosted Denmark.') ORDER BY cameo;
ROLLBACK;

-- PETRARCH's verbs
BEGIN;
SELECT news_events.import_petrarch(E'&DRINKS\n+TEA\n+COFFEE\n\n--- BREW [900:071] ---\nBREW {BREWED}\n- * &DRINKS [901]\n- * (X/Y) [902]\n', 'verbs');
SELECT code, type, cameo FROM news_events.event_type WHERE NOT builtin ORDER BY code;
SELECT pattern, code, reverse, dictionary FROM news_events.pattern WHERE NOT builtin ORDER BY pattern;
SELECT name, words FROM news_events.word_set WHERE NOT builtin;
SELECT cameo, actor FROM news_events.reports('Norway has brewed coffee for Denmark.');
-- they take the place of the built-in patterns, as long as they are there
SELECT count(*) FROM news_events.reports('Norway condemned Denmark.');
DELETE FROM news_events.pattern WHERE dictionary = 'petrarch';
SELECT count(*) FROM news_events.reports('Norway condemned Denmark.');
ROLLBACK;

-- everybody may read, nobody but the owner write; a trigger function is no function
CREATE ROLE patterns_reader;
SET ROLE patterns_reader;
SELECT count(*) > 0 AS readable FROM news_events.pattern;
INSERT INTO news_events.pattern (pattern, code) VALUES ('meet/v x', '040');
SELECT count(*) FROM news_events.reports('Norway met Denmark.');
RESET ROLE;
DROP ROLE patterns_reader;
