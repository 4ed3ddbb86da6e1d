-- The type annotation: what goes in comes out, what is no annotation is refused, and null is null.
SET search_path = news_events;
CREATE TEMP TABLE story (id int PRIMARY KEY, body text);
INSERT INTO story VALUES
    (1, ''),
    (2, E'Kampala''s mayor, Ruth Okello, said on 4 March 2019: "No bus will run\ttoday."\nShe left\r\nat noon.'),
    (3, repeat('The river rose. ', 2000)),
    (4, E'quote " backslash \\ bell \x07 delete \x7f slash / end'),
    (5, repeat('x', 100000)),
    (6, repeat('"', 5000) || repeat('(', 5000)),
    (7, E' \n\n \n ');
CREATE TEMP TABLE annotated AS SELECT id, body, annotate(body, '2019-03-05 09:00+00') AS a FROM story;

-- text form: JSON, read back to the same value
SELECT id, a::text::json ->> 'text' = body AS text, a::text::annotation::text = a::text AS round_trip FROM annotated ORDER BY id;
-- binary form: version byte and the text form
SELECT id, get_byte(annotation_send(a), 0) AS version,
       convert_from(substr(annotation_send(a), 2), getdatabase_encoding) = a::text AS same
FROM annotated, pg_catalog.getdatabaseencoding() AS getdatabase_encoding ORDER BY id;
-- rows of a stored value are those of the value read back
SELECT id, (SELECT count(*) FROM tokens(a) t) = (SELECT count(*) FROM tokens(a::text::annotation)) AS tokens,
       (SELECT jsonb_agg(to_jsonb(m)) FROM mentions(a) m) IS NOT DISTINCT FROM
       (SELECT jsonb_agg(to_jsonb(m)) FROM mentions(a::text::annotation) m) AS mentions
FROM annotated ORDER BY id;
-- annotate is deterministic
SELECT count(*) FROM annotated WHERE a::text <> annotate(body, '2019-03-05 09:00+00')::text;
-- strict on the body only
SELECT annotate(NULL) IS NULL AS no_body, annotate('Rain fell.', NULL, NULL, NULL) IS NULL AS no_zone;
SELECT count(*) FROM tokens(NULL::annotation);
SELECT provolatile, proparallel, proisstrict FROM pg_catalog.pg_proc WHERE oid = 'annotate'::regproc;
-- functions over a text are those over its annotation
SELECT (SELECT jsonb_agg(to_jsonb(t)) FROM tokens(body) t) = (SELECT jsonb_agg(to_jsonb(t)) FROM tokens(annotate(body)) t) AS same
FROM story WHERE id = 2;

-- what is no annotation
\set VERBOSITY sqlstate
SELECT ''::annotation;
SELECT 'null'::annotation;
SELECT '{}'::annotation;
SELECT '{"news_events": 999, "text": ""}'::annotation;
\set VERBOSITY terse
SELECT '{"news_events": 1, "text": "a'::annotation;
SELECT '{"news_events": 1, "txt": "a"}'::annotation;
-- well formed, but the parts do not fit together: outside the text, heads in a circle, a label that is none, left over
PREPARE shown AS SELECT ('{"news_events": 1, "text": "ab", "zone": "UTC", "published": null, "language": "en", "published_inferred": null, '
    '"published_reason": null, "furniture": [], "sentence": [[0, 2, 0, 0, 0, 1]], "token": ' || $1 || ', "entity": [], "mention": [], '
    '"timex": [], "quotation": [], "place": [], "clause": [], "argument": []}' || $2)::annotation::text = '' AS shown;
EXECUTE shown('[[0, 0, 1, "a", "X", "XX", 1, "dep"], [0, 1, 1, "b", "X", "XX", -1, "root"]]', '');
EXECUTE shown('[[0, 0, 1, "a", "X", "XX", 1, "dep"], [0, 1, 2, "b", "X", "XX", -1, "root"]]', '');
EXECUTE shown('[[0, 0, 1, "a", "X", "XX", 1, "dep"], [0, 1, 1, "b", "X", "XX", 0, "dep"]]', '');
EXECUTE shown('[[0, 0, 1, "a", "NOWN", "XX", 1, "dep"], [0, 1, 1, "b", "X", "XX", -1, "root"]]', '');
EXECUTE shown('[[0, 0, 1, "a", "X", "XX", 9, "dep"], [0, 1, 1, "b", "X", "XX", -1, "root"]]', '');
EXECUTE shown('[[0, 0, 1, "a", "X", "XX", 1, "dep"]]', '');
EXECUTE shown('[[0, 0, 1, "a", "X", "XX", 1, "dep"], [0, 1, 1, "b", "X", "XX", -1, "root"]]', ' x');
SELECT annotate('Rain fell.', 'infinity');
SELECT annotate('Rain fell.', '-infinity');
SELECT annotate('Rain fell.', '294276-12-31');
SELECT annotate('Rain fell.', NULL, NULL, 'Mars/Olympus');
SELECT annotate('Rain fell.', NULL, NULL, '');
\set VERBOSITY default
-- every function has a comment
SELECT p.oid::regprocedure FROM pg_catalog.pg_proc p
WHERE p.pronamespace = 'news_events'::regnamespace AND pg_catalog.obj_description(p.oid, 'pg_proc') IS NULL ORDER BY 1;
