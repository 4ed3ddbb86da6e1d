-- reports() and explain(): the columns, positions in characters, null arguments, one text and an annotation.
SET TimeZone = 'UTC';
SET search_path = pg_catalog;
\x
SELECT * FROM news_events.reports('Norway condemned Denmark.');
\x
SELECT r.report, r.type, substr(body, r.start, r.length) AS trigger, substr(body, actor_start, actor_length) AS actor
  FROM (VALUES ('At the café – 😀 – Zoë slept. Norway condemned Denmark. Norway may condemn Denmark.')) t (body),
       LATERAL news_events.reports(body) r;
SELECT modality FROM news_events.reports('Norway may condemn Denmark.');
SELECT count(*) FROM news_events.reports(NULL::news_events.annotation);
SELECT count(*) FROM news_events.reports('');
SELECT news_events.explain(NULL::news_events.annotation) IS NULL AS nothing;
SELECT news_events.explain('Norway will condemn Denmark.') ~ 'modality: planned: auxiliary "will"' AS reason;
-- an annotation that is stored is coded by the rows of now
CREATE TEMP TABLE stored AS SELECT news_events.annotate('Norway condemned Denmark.') AS a;
SELECT type, actor, recipient FROM stored, LATERAL news_events.reports(a);
-- marked as what they are
SELECT proname, provolatile, proisstrict, proparallel FROM pg_proc
 WHERE pronamespace = 'news_events'::regnamespace AND proname IN ('reports', 'explain') ORDER BY proname, pronargs;
