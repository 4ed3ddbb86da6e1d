-- resolve: the same stories give the same entities, events and story lines, in whatever order and portions they come.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA press;
-- Stories of several matters, each told by several outlets in other words, with names spelled in more than one way.
CREATE TABLE press.told AS
WITH matter (m, a, a2, a3, b, b2, city, verb, noun, topic) AS (VALUES
    (0, 'President Amara Okafor of Nigeria', 'Okafor', 'Amara Okafor', 'Prime Minister Jens Holm of Denmark', 'Holm', 'Lagos', 'met', 'meeting',
        'fishing quotas, cod, herring and the trawlers of the northern coast'),
    (1, 'Chancellor Ilse Brandt of Germany', 'Brandt', 'Ilse Brand', 'President Mateus Lima of Brazil', 'Lima', 'Berlin', 'telephoned', 'call',
        'steel tariffs, furnaces, smelters and ore from Minas Gerais'),
    (2, 'President Dmitri Sokolow of Kazakhstan', 'Sokolow', 'Dmitry Sokolov', 'Foreign Minister Hana Kimura of Japan', 'Kimura', 'Astana', 'visited', 'visit',
        'uranium shipments, reactors, isotopes and railway wagons'),
    (3, 'Rebels of the Northern Front', 'the rebels', 'The Northern Front', 'the army of Chad', 'the army', 'Faya', 'attacked', 'attack',
        'garrisons, pickups, mortars and wells in the Tibesti desert')),
outlet (o, publisher, days) AS (VALUES (0, 'Herald', 0), (1, 'Courier', 0), (2, 'Gazette', 1), (3, 'Tribune', 2), (4, 'Observer', 9))
SELECT m * 100 + o AS id, publisher, timestamptz '2021-03-01 08:00' + (m * 3 + days) * interval '1 day' AS published,
       CASE o WHEN 0 THEN format('%s %s %s in %s on Monday. The %s was about %s.', a, verb, b, city, noun, topic)
              WHEN 1 THEN format('%s %s %s on %s. They spoke of %s.', a, verb, b2,
                                 to_char(timestamptz '2021-03-01' + m * 3 * interval '1 day', 'FMMonth FMDD'), topic)
              WHEN 2 THEN format('After %s %s %s, experts warned about %s. The %s took place in %s.', a2, verb, b, topic, noun, city)
              WHEN 3 THEN format('%s %s %s. Nobody in %s had expected the %s about %s.', a3, verb, b, city, noun, topic)
              ELSE format('%s will again meet %s next week, %s said. Once more it is about %s.', a, b, b2, topic) END AS body
FROM matter CROSS JOIN outlet;
SELECT count(*) FROM press.told;

CREATE TABLE press.one (id integer PRIMARY KEY, publisher text, published timestamptz, body text);
CREATE TABLE press.two (LIKE press.one INCLUDING ALL);
CREATE TABLE press.three (LIKE press.one INCLUDING ALL);
SELECT news_events.create_corpus('one', 'press.one', 'id', 'body', 'published', publisher => 'publisher');
SELECT news_events.create_corpus('two', 'press.two', 'id', 'body', 'published', publisher => 'publisher');
SELECT news_events.create_corpus('three', 'press.three', 'id', 'body', 'published', publisher => 'publisher');

-- all at once
INSERT INTO press.one SELECT id, publisher, published, body FROM press.told;
CALL news_events.refresh('one');

-- one at a time, the last first
DO $$
DECLARE
    story integer;
BEGIN
    FOR story IN SELECT id FROM press.told ORDER BY md5(id::text) LOOP
        INSERT INTO press.two SELECT id, publisher, published, body FROM press.told WHERE id = story;
        CALL news_events.refresh('two');
    END LOOP;
END $$;

-- in portions, with stories that are something else at first, that go and that come again
DO $$
DECLARE
    portion integer;
BEGIN
    FOR portion IN 0..6 LOOP
        INSERT INTO press.three SELECT id, publisher, published, CASE id % 3 WHEN 0 THEN body ELSE reverse(body) || body END
        FROM press.told WHERE id % 7 = portion;
        CALL news_events.refresh('three', batch => 2);
        DELETE FROM press.three WHERE id % 5 = portion % 5;
        CALL news_events.refresh('three');
        UPDATE press.three t SET body = o.body, published = o.published - portion * interval '1 day' FROM press.told o WHERE o.id = t.id;
        CALL news_events.refresh('three');
    END LOOP;
    INSERT INTO press.three SELECT id, publisher, published, body FROM press.told ON CONFLICT (id) DO UPDATE SET published = EXCLUDED.published;
    CALL news_events.refresh('three');
END $$;

CREATE FUNCTION press.differences(a text, b text) RETURNS TABLE (relation text, missing bigint, surplus bigint) LANGUAGE plpgsql AS $$
DECLARE
    pair text[];
BEGIN
    FOREACH pair SLICE 1 IN ARRAY ARRAY[
        ['document', 'key, publisher, published, story_line, resolved, signature'], ['mention', '*'], ['participant', '*'],
        ['quotation', '*'], ['report', '*'], ['entity', '*'], ['event', '*'], ['story_line', '*'], ['form', '*'],
        ['document_term', '*'], ['neighbour', '*'], ['withdrawn', '*'], ['pending', '*']] LOOP
        relation := pair[1];
        EXECUTE format('SELECT (SELECT count(*) FROM (SELECT %1$s FROM %2$I.%4$I EXCEPT SELECT %1$s FROM %3$I.%4$I) x),
                               (SELECT count(*) FROM (SELECT %1$s FROM %3$I.%4$I EXCEPT SELECT %1$s FROM %2$I.%4$I) x)',
                       pair[2], a, b, pair[1]) INTO missing, surplus;
        RETURN NEXT;
    END LOOP;
END $$;
SELECT * FROM press.differences('one', 'two') WHERE missing > 0 OR surplus > 0;
SELECT * FROM press.differences('one', 'three') WHERE missing > 0 OR surplus > 0;

-- the counts are those of the rows
SELECT count(*) FROM one.form f FULL JOIN (
    SELECT news_events.form_number(kind, name, country) AS form, count(*) AS documents, sum(mentions) AS mentions
    FROM (SELECT DISTINCT ON (m.key, m.local_entity) m.key, m.kind, m.name, coalesce(m.country, '') AS country,
                 (SELECT count(*) FROM one.mention c WHERE c.key = m.key AND c.local_entity = m.local_entity) AS mentions
          FROM one.mention m WHERE level = 'name' AND local_entity IS NOT NULL AND name IS NOT NULL
          ORDER BY m.key, m.local_entity, m.mention) x GROUP BY 1) y USING (form)
WHERE (f.documents, f.mentions) IS DISTINCT FROM (y.documents, y.mentions);
SELECT count(*) FROM one.event e WHERE reports <> (SELECT count(*) FROM one.report r WHERE r.event = e.event)
    OR documents <> (SELECT count(DISTINCT key) FROM one.report r WHERE r.event = e.event);
SELECT count(*) FROM one.report WHERE event IS NULL;
SELECT count(*) FROM one.story_line s WHERE documents <> (SELECT count(*) FROM one.document d WHERE d.story_line = s.story_line);
-- every matter is a story line
SELECT array_agg(key ORDER BY key) FROM one.document WHERE story_line IS NOT NULL GROUP BY story_line ORDER BY 1;

-- what is deleted leaves nothing
DELETE FROM press.two;
CALL news_events.refresh('two');
SELECT * FROM press.differences('two', 'one') WHERE missing > 0;
SELECT (SELECT count(*) FROM two.document), (SELECT count(*) FROM two.mention), (SELECT count(*) FROM two.form), (SELECT count(*) FROM two.entity),
       (SELECT count(*) FROM two.event), (SELECT count(*) FROM two.document_term), (SELECT count(*) FROM two.neighbour),
       (SELECT count(*) FROM two.withdrawn), (SELECT count(*) FROM two.story_line);
SELECT news_events.drop_corpus(c) FROM unnest('{one,two,three}'::name[]) c;

-- nor do the session's settings matter, where the key is a time
CREATE TABLE press.daily (day timestamptz PRIMARY KEY, body text);
INSERT INTO press.daily SELECT published + id * interval '1 second', body FROM press.told WHERE id < 105;
SELECT news_events.create_corpus('one', 'press.daily', 'day', 'body');
SELECT news_events.create_corpus('two', 'press.daily', 'day', 'body');
CALL news_events.refresh('one');
SET timezone = 'Asia/Tokyo';
SET datestyle = 'German';
CALL news_events.refresh('two');
SELECT count(*) > 0 AS lines FROM one.story_line;
SELECT * FROM press.differences('one', 'two') WHERE missing > 0 OR surplus > 0;
SELECT news_events.drop_corpus(c) FROM unnest('{one,two}'::name[]) c;
DROP SCHEMA press CASCADE;
