-- The views over rows that are known: no text is read here, so that they stand by themselves.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA press;
CREATE TABLE press.story (id integer PRIMARY KEY, body text);
SELECT news_events.create_corpus('news', 'press.story', 'id', 'body', zone => 'Asia/Tokyo');
INSERT INTO news.document (key, publisher, title, published, content_hash, version, signature) VALUES
  (1, 'Herald', 'They will meet', '2022-05-01 06:00+00', '', 1, '{4097,8193,12289}'), (2, 'Courier', NULL, '2022-05-02 07:00+00', '', 1, '{4097,8193,12289}'),
  (3, 'Courier', 'They met', '2022-05-04 07:00+00', '', 1, '{4097,8193,12289}'), (4, 'Gazette', 'Elsewhere', '2022-05-04 09:00+00', '', 1, '{20481}');
INSERT INTO news.sentence SELECT key, 1, 1, 10, 'Sentence of story ' || key || '.', 1, false FROM news.document;
INSERT INTO news.mention (key, mention, sentence, start, length, text, kind, level, local_entity, name, role, country) VALUES
  (1, 1, 1, 1, 9, 'Ines Vega', 'PERSON', 'name', 1, 'Ines Vega', 'president', 'CHL'), (1, 2, 1, 20, 9, 'Omar Said', 'PERSON', 'name', 2, 'Omar Said', NULL, 'OMN'),
  (2, 1, 1, 1, 4, 'Said', 'PERSON', 'name', 1, 'Omar Said', NULL, 'OMN'), (2, 2, 1, 20, 4, 'Vega', 'PERSON', 'name', 2, 'Ines Vega', NULL, NULL),
  (3, 1, 1, 1, 9, 'Ines Vega', 'PERSON', 'name', 1, 'Ines Vega', NULL, 'CHL'), (3, 2, 1, 20, 9, 'Omar Said', 'PERSON', 'name', 2, 'Omar Said', NULL, 'OMN'),
  (4, 1, 1, 1, 5, 'Chile', 'GPE', 'name', 1, 'Chile', NULL, 'CHL');
INSERT INTO news.place VALUES (2, 1, 1, 30, 6, 'Muscat', 'Muscat', 'OMN', 23.58, 58.4, 287286);
INSERT INTO news.quotation VALUES (1, 1, 1, 5, 8, 'We agree', true, 'Ines Vega', NULL, 1, 1, 9, 'say');
INSERT INTO news.report (key, report, sentence, start, length, trigger, lemma, type, cameo, quad, goldstein, modality, actor, local_actor_entity, actor_code,
  recipient, local_recipient_entity, recipient_code, starts, ends, place, attributed_to, confidence) VALUES
  (1, 1, 1, 11, 4, 'meet', 'meet', 'CONSULT', '040', 1, 1.0, 'planned', 'Ines Vega', 1, 'CHLGOV', 'Omar Said', 2, 'OMNGOV', '2022-05-02 15:00+00', '2022-05-03 15:00+00', NULL, NULL, 0.9),
  (2, 1, 1, 11, 4, 'meet', 'meet', 'CONSULT', '040', 1, 1.0, 'planned', 'Omar Said', 1, 'OMNGOV', 'Ines Vega', 2, 'CHLGOV', '2022-05-03 09:30+00', '2022-05-03 09:31+00', 'Muscat', 'an aide', 0.8),
  (3, 1, 1, 11, 4, 'met', 'meet', 'CONSULT', '040', 1, 1.0, 'actual', 'Ines Vega', 1, 'CHLGOV', 'Omar Said', 2, 'OMNGOV', '2022-05-03 00:00+00', '2022-05-04 00:00+00', 'Salalah', NULL, 0.9),
  (4, 1, 1, 11, 6, 'denied', 'deny', 'REJECT', '120', 3, -4.0, 'denied', 'Chile', 1, 'CHL', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.7);
INSERT INTO news.participant (key, participant, report, role, name, local_entity, code)
SELECT key, 2 * report - 1, report, 'actor', actor, local_actor_entity, actor_code FROM news.report UNION ALL
SELECT key, 2 * report, report, 'recipient', recipient, local_recipient_entity, recipient_code FROM news.report WHERE recipient IS NOT NULL;
CALL news_events.resolve('news');

-- three stories tell of one meeting, which was planned and then was; the most precise knows the minute
SELECT type, modality, actor, actor_country, recipient, recipient_country, event_start, event_end, place, country, latitude, longitude, reports, stories, publishers,
       first_published, last_published, excerpt FROM news.event_list ORDER BY stories DESC;
SELECT day, type, modality, stories FROM news.timeline;
SELECT entity = (SELECT entity FROM news.entity WHERE name = 'Ines Vega') AS vega, day, actor, kind, country, part, type, events, reports, stories FROM news.actor_activity ORDER BY 1, part, 2;
SELECT day, actor_country, recipient_country, events, stories, verbal_cooperation, goldstein FROM news.dyad_day;
SELECT type, place, latitude, longitude, stories FROM news.map;
-- a minute, a day of Tokyo and a day of Greenwich agree on the time; places and states do not
SELECT attribute, key, publisher, value, agrees, stories_agreeing, stories_speaking FROM news.source_agreement ORDER BY attribute, key;
SELECT sqldate, monthyear, year, actor1name, actor1countrycode, actor1type1code, actor2name, eventcode, eventrootcode, quadclass, goldsteinscale, nummentions, numsources, numarticles,
       actiongeo_fullname, actiongeo_lat, dateadded FROM news.gdelt_event;
SELECT event_date, source_name, source_country, event_text, cameo_code, intensity, target_name, story_id, sentence_number, publisher, city, country FROM news.icews_event;
SELECT title, stories, publishers, events, first_published, last_published FROM news.story_line_list;
SELECT key, speaker, speaker_kind, speaker_role, speaker_country, direct, text FROM news.quotation_list;
SELECT key, type, modality, actor, recipient, sentence FROM news.report_list ORDER BY key;
SELECT name, kind, country, documents, mentions FROM news.entity ORDER BY name;
SELECT news_events.drop_corpus('news');
DROP SCHEMA press CASCADE;
