-- The views of a corpus: one row a fact; columns are text, timestamptz, date, numeric, bigint or boolean, nothing else.
-- create_corpus runs this with the names between at signs put in; see corpus.c.

CREATE VIEW @corpus@.report_list @view_options@ AS
SELECT r.key@as_key@ AS key, d.publisher, d.title, d.published,
       r.report::bigint AS report, r.event, r.type, r.mode, r.context, r.cameo, r.quad::bigint AS quad, r.goldstein,
       r.modality, r.actor, r.actor_entity, r.actor_code, r.recipient, r.recipient_entity, r.recipient_code,
       r.starts AS report_start, r.ends AS report_end, r.place, r.attributed_to, r.confidence, r.trigger, r.lemma,
       r.start::bigint AS start, r.length::bigint AS length, s.text AS sentence
FROM @corpus@.report r
JOIN @corpus@.document d ON d.key @eq@ r.key
LEFT JOIN @corpus@.sentence s ON s.key @eq@ r.key AND s.sentence = r.sentence;
COMMENT ON VIEW @corpus@.report_list IS 'every report with its story and its sentence';
COMMENT ON COLUMN @corpus@.report_list.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.report_list.publisher IS 'who published the story';
COMMENT ON COLUMN @corpus@.report_list.title IS 'title of the story';
COMMENT ON COLUMN @corpus@.report_list.published IS 'when the story was published';
COMMENT ON COLUMN @corpus@.report_list.report IS 'number of the report in its story';
COMMENT ON COLUMN @corpus@.report_list.event IS 'the event that it speaks of';
COMMENT ON COLUMN @corpus@.report_list.type IS 'type of the event';
COMMENT ON COLUMN @corpus@.report_list.mode IS 'finer type';
COMMENT ON COLUMN @corpus@.report_list.context IS 'what it is about';
COMMENT ON COLUMN @corpus@.report_list.cameo IS 'CAMEO code';
COMMENT ON COLUMN @corpus@.report_list.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN @corpus@.report_list.goldstein IS 'Goldstein scale, from -10 (conflict) to 10 (cooperation)';
COMMENT ON COLUMN @corpus@.report_list.modality IS 'actual, planned, possible, hypothetical, demanded, threatened, promised, denied or negated';
COMMENT ON COLUMN @corpus@.report_list.actor IS 'who acts';
COMMENT ON COLUMN @corpus@.report_list.actor_entity IS 'who acts, in the table entity';
COMMENT ON COLUMN @corpus@.report_list.actor_code IS 'country and role code of who acts';
COMMENT ON COLUMN @corpus@.report_list.recipient IS 'to whom';
COMMENT ON COLUMN @corpus@.report_list.recipient_entity IS 'to whom, in the table entity';
COMMENT ON COLUMN @corpus@.report_list.recipient_code IS 'country and role code of the recipient';
COMMENT ON COLUMN @corpus@.report_list.report_start IS 'the earliest instant that the report allows';
COMMENT ON COLUMN @corpus@.report_list.report_end IS 'the first instant after it';
COMMENT ON COLUMN @corpus@.report_list.place IS 'where';
COMMENT ON COLUMN @corpus@.report_list.attributed_to IS 'who says so, where it is not the story itself';
COMMENT ON COLUMN @corpus@.report_list.confidence IS 'from 0 to 1';
COMMENT ON COLUMN @corpus@.report_list.trigger IS 'the word that tells of the event';
COMMENT ON COLUMN @corpus@.report_list.lemma IS 'its dictionary form';
COMMENT ON COLUMN @corpus@.report_list.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.report_list.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.report_list.sentence IS 'the sentence that it stands in';

CREATE VIEW @corpus@.event_list @view_options@ AS
SELECT e.event, e.starts AS event_start, e.ends AS event_end, e.type, e.mode, e.context, e.cameo,
       e.quad::bigint AS quad, e.goldstein, e.state AS modality,
       e.actor, e.actor_entity, e.actor_code, pg_catalog.substr(e.actor_code, 1, 3) AS actor_country,
       e.recipient, e.recipient_entity, e.recipient_code, pg_catalog.substr(e.recipient_code, 1, 3) AS recipient_country,
       e.place, e.country, e.latitude::numeric AS latitude, e.longitude::numeric AS longitude,
       e.reports, e.documents AS stories, e.publishers, e.first_published, e.last_published, e.excerpt
FROM @corpus@.event e;
COMMENT ON VIEW @corpus@.event_list IS 'every event, once, however many stories report it';
COMMENT ON COLUMN @corpus@.event_list.event IS 'number of the event';
COMMENT ON COLUMN @corpus@.event_list.event_start IS 'the earliest instant that the event can have begun at';
COMMENT ON COLUMN @corpus@.event_list.event_end IS 'the first instant after it';
COMMENT ON COLUMN @corpus@.event_list.type IS 'type of the event';
COMMENT ON COLUMN @corpus@.event_list.mode IS 'finer type';
COMMENT ON COLUMN @corpus@.event_list.context IS 'what it is about';
COMMENT ON COLUMN @corpus@.event_list.cameo IS 'CAMEO code';
COMMENT ON COLUMN @corpus@.event_list.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN @corpus@.event_list.goldstein IS 'Goldstein scale, from -10 (conflict) to 10 (cooperation)';
COMMENT ON COLUMN @corpus@.event_list.modality IS 'actual, planned, possible, hypothetical, demanded, threatened, promised, denied or negated';
COMMENT ON COLUMN @corpus@.event_list.actor IS 'who acts';
COMMENT ON COLUMN @corpus@.event_list.actor_entity IS 'who acts, in the table entity';
COMMENT ON COLUMN @corpus@.event_list.actor_code IS 'country and role code of who acts';
COMMENT ON COLUMN @corpus@.event_list.actor_country IS 'country of who acts, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.event_list.recipient IS 'to whom';
COMMENT ON COLUMN @corpus@.event_list.recipient_entity IS 'to whom, in the table entity';
COMMENT ON COLUMN @corpus@.event_list.recipient_code IS 'country and role code of the recipient';
COMMENT ON COLUMN @corpus@.event_list.recipient_country IS 'country of the recipient, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.event_list.place IS 'where';
COMMENT ON COLUMN @corpus@.event_list.country IS 'country, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.event_list.latitude IS 'degrees north';
COMMENT ON COLUMN @corpus@.event_list.longitude IS 'degrees east';
COMMENT ON COLUMN @corpus@.event_list.reports IS 'number of reports';
COMMENT ON COLUMN @corpus@.event_list.stories IS 'number of stories';
COMMENT ON COLUMN @corpus@.event_list.publishers IS 'number of publishers';
COMMENT ON COLUMN @corpus@.event_list.first_published IS 'when the first story was published';
COMMENT ON COLUMN @corpus@.event_list.last_published IS 'when the last story was published';
COMMENT ON COLUMN @corpus@.event_list.excerpt IS 'a sentence that tells of it';

CREATE VIEW @corpus@.quotation_list @view_options@ AS
SELECT q.key@as_key@ AS key, d.publisher, d.title, d.published,
       q.quotation::bigint AS quotation, q.speaker, q.speaker_entity, n.kind AS speaker_kind,
       (SELECT pg_catalog.max(m.role) FROM @corpus@.mention m
        WHERE m.key @eq@ q.key AND m.local_entity = q.local_speaker_entity) AS speaker_role,
       n.country AS speaker_country, q.cue, q.direct, q.text, q.start::bigint AS start, q.length::bigint AS length,
       s.text AS sentence
FROM @corpus@.quotation q
JOIN @corpus@.document d ON d.key @eq@ q.key
LEFT JOIN @corpus@.sentence s ON s.key @eq@ q.key AND s.sentence = q.sentence
LEFT JOIN @corpus@.entity n ON n.entity = q.speaker_entity;
COMMENT ON VIEW @corpus@.quotation_list IS 'every quotation with its speaker, story and sentence';
COMMENT ON COLUMN @corpus@.quotation_list.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.quotation_list.publisher IS 'who published the story';
COMMENT ON COLUMN @corpus@.quotation_list.title IS 'title of the story';
COMMENT ON COLUMN @corpus@.quotation_list.published IS 'when the story was published';
COMMENT ON COLUMN @corpus@.quotation_list.quotation IS 'number of the quotation in its story';
COMMENT ON COLUMN @corpus@.quotation_list.speaker IS 'who says it';
COMMENT ON COLUMN @corpus@.quotation_list.speaker_entity IS 'who says it, in the table entity';
COMMENT ON COLUMN @corpus@.quotation_list.speaker_kind IS 'kind of the speaker';
COMMENT ON COLUMN @corpus@.quotation_list.speaker_role IS 'role of the speaker';
COMMENT ON COLUMN @corpus@.quotation_list.speaker_country IS 'country of the speaker, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.quotation_list.cue IS 'the verb of saying';
COMMENT ON COLUMN @corpus@.quotation_list.direct IS 'true: in the speaker''s own words; false: reported';
COMMENT ON COLUMN @corpus@.quotation_list.text IS 'the words';
COMMENT ON COLUMN @corpus@.quotation_list.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.quotation_list.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.quotation_list.sentence IS 'the sentence that it stands in';

CREATE VIEW @corpus@.timeline @view_options@ AS
SELECT (e.starts AT TIME ZONE c.zone)::date AS day, e.event, e.starts AS event_start, e.ends AS event_end, e.type,
       e.state AS modality, e.actor, e.recipient, e.place, e.documents AS stories, e.publishers, e.excerpt
FROM @corpus@.event e
CROSS JOIN @corpus@.settings c
WHERE e.starts IS NOT NULL AND e.state NOT IN ('denied', 'negated', 'hypothetical');
COMMENT ON VIEW @corpus@.timeline IS 'events with a time, by the day of the corpus''s zone on which they begin; none that was denied or only supposed';
COMMENT ON COLUMN @corpus@.timeline.day IS 'day, in the zone of the corpus';
COMMENT ON COLUMN @corpus@.timeline.event IS 'number of the event';
COMMENT ON COLUMN @corpus@.timeline.event_start IS 'the earliest instant that the event can have begun at';
COMMENT ON COLUMN @corpus@.timeline.event_end IS 'the first instant after it';
COMMENT ON COLUMN @corpus@.timeline.type IS 'type of the event';
COMMENT ON COLUMN @corpus@.timeline.modality IS 'actual, planned, possible, hypothetical, demanded, threatened, promised, denied or negated';
COMMENT ON COLUMN @corpus@.timeline.actor IS 'who acts';
COMMENT ON COLUMN @corpus@.timeline.recipient IS 'to whom';
COMMENT ON COLUMN @corpus@.timeline.place IS 'where';
COMMENT ON COLUMN @corpus@.timeline.stories IS 'number of stories';
COMMENT ON COLUMN @corpus@.timeline.publishers IS 'number of publishers';
COMMENT ON COLUMN @corpus@.timeline.excerpt IS 'a sentence that tells of it';

CREATE VIEW @corpus@.actor_activity @view_options@ AS
SELECT r.day, r.entity, n.name AS actor, n.kind, n.country,
       r.role AS part, r.type,
       pg_catalog.count(DISTINCT r.event) AS events, pg_catalog.count(*) AS reports,
       pg_catalog.count(DISTINCT r.key) AS stories, pg_catalog.avg(r.goldstein) AS goldstein
FROM (SELECT p.key, p.entity, p.role, t.type, t.event, t.goldstein,
             (coalesce(e.starts, d.published, d.published_inferred) AT TIME ZONE c.zone)::date AS day
      FROM @corpus@.participant p
      JOIN @corpus@.report t ON t.key @eq@ p.key AND t.report = p.report
      JOIN @corpus@.document d ON d.key @eq@ p.key
      CROSS JOIN @corpus@.settings c
      LEFT JOIN @corpus@.event e ON e.event = t.event
      WHERE t.modality NOT IN ('denied', 'negated', 'hypothetical')) r
JOIN @corpus@.entity n ON n.entity = r.entity
GROUP BY r.day, r.entity, n.name, n.kind, n.country, r.role, r.type;
COMMENT ON VIEW @corpus@.actor_activity IS 'what every entity did or met with, by day and type';
COMMENT ON COLUMN @corpus@.actor_activity.day IS 'day, in the zone of the corpus';
COMMENT ON COLUMN @corpus@.actor_activity.entity IS 'number of the entity';
COMMENT ON COLUMN @corpus@.actor_activity.actor IS 'who acts';
COMMENT ON COLUMN @corpus@.actor_activity.kind IS 'kind of the entity';
COMMENT ON COLUMN @corpus@.actor_activity.country IS 'country, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.actor_activity.part IS 'actor or recipient';
COMMENT ON COLUMN @corpus@.actor_activity.type IS 'type of the event';
COMMENT ON COLUMN @corpus@.actor_activity.events IS 'number of events';
COMMENT ON COLUMN @corpus@.actor_activity.reports IS 'number of reports';
COMMENT ON COLUMN @corpus@.actor_activity.stories IS 'number of stories';
COMMENT ON COLUMN @corpus@.actor_activity.goldstein IS 'Goldstein scale, from -10 (conflict) to 10 (cooperation)';

CREATE VIEW @corpus@.dyad_day @view_options@ AS
SELECT (coalesce(e.starts, e.first_published) AT TIME ZONE c.zone)::date AS day,
       pg_catalog.substr(e.actor_code, 1, 3) AS actor_country, pg_catalog.substr(e.recipient_code, 1, 3) AS recipient_country,
       pg_catalog.count(*) AS events, pg_catalog.sum(e.documents)::bigint AS stories,
       pg_catalog.count(*) FILTER (WHERE e.quad = 1) AS verbal_cooperation,
       pg_catalog.count(*) FILTER (WHERE e.quad = 2) AS material_cooperation,
       pg_catalog.count(*) FILTER (WHERE e.quad = 3) AS verbal_conflict,
       pg_catalog.count(*) FILTER (WHERE e.quad = 4) AS material_conflict,
       pg_catalog.avg(e.goldstein) AS goldstein
FROM @corpus@.event e
CROSS JOIN @corpus@.settings c
WHERE e.actor_code IS NOT NULL AND e.recipient_code IS NOT NULL AND e.state = 'actual'
GROUP BY 1, 2, 3;
COMMENT ON VIEW @corpus@.dyad_day IS 'what one country did to another, by day: actual events only';
COMMENT ON COLUMN @corpus@.dyad_day.day IS 'day, in the zone of the corpus';
COMMENT ON COLUMN @corpus@.dyad_day.actor_country IS 'country of who acts, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.dyad_day.recipient_country IS 'country of the recipient, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.dyad_day.events IS 'number of events';
COMMENT ON COLUMN @corpus@.dyad_day.stories IS 'number of stories';
COMMENT ON COLUMN @corpus@.dyad_day.verbal_cooperation IS 'events of quad class 1';
COMMENT ON COLUMN @corpus@.dyad_day.material_cooperation IS 'events of quad class 2';
COMMENT ON COLUMN @corpus@.dyad_day.verbal_conflict IS 'events of quad class 3';
COMMENT ON COLUMN @corpus@.dyad_day.material_conflict IS 'events of quad class 4';
COMMENT ON COLUMN @corpus@.dyad_day.goldstein IS 'Goldstein scale, from -10 (conflict) to 10 (cooperation)';

CREATE VIEW @corpus@.map @view_options@ AS
SELECT e.event, e.starts AS event_start, e.type, e.state AS modality, e.actor, e.recipient, e.place, e.country,
       e.latitude::numeric AS latitude, e.longitude::numeric AS longitude, e.documents AS stories, e.excerpt
FROM @corpus@.event e
WHERE e.latitude IS NOT NULL AND e.longitude IS NOT NULL;
COMMENT ON VIEW @corpus@.map IS 'events that have coordinates';
COMMENT ON COLUMN @corpus@.map.event IS 'number of the event';
COMMENT ON COLUMN @corpus@.map.event_start IS 'the earliest instant that the event can have begun at';
COMMENT ON COLUMN @corpus@.map.type IS 'type of the event';
COMMENT ON COLUMN @corpus@.map.modality IS 'actual, planned, possible, hypothetical, demanded, threatened, promised, denied or negated';
COMMENT ON COLUMN @corpus@.map.actor IS 'who acts';
COMMENT ON COLUMN @corpus@.map.recipient IS 'to whom';
COMMENT ON COLUMN @corpus@.map.place IS 'where';
COMMENT ON COLUMN @corpus@.map.country IS 'country, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.map.latitude IS 'degrees north';
COMMENT ON COLUMN @corpus@.map.longitude IS 'degrees east';
COMMENT ON COLUMN @corpus@.map.stories IS 'number of stories';
COMMENT ON COLUMN @corpus@.map.excerpt IS 'a sentence that tells of it';

CREATE VIEW @corpus@.source_agreement @view_options@ AS
WITH said AS (
    SELECT r.event, r.key, d.publisher, a.attribute, a.value, a.meant, a.worth
    FROM @corpus@.report r
    JOIN @corpus@.document d ON d.key @eq@ r.key
    JOIN @corpus@.event e ON e.event = r.event AND e.documents > 1
    -- of what two do together, either may be called the actor
    CROSS JOIN LATERAL (SELECT e.type IN ('CONSULT', 'AGREE', 'COOPERATE')
        AND coalesce(r.actor_entity = e.recipient_entity OR r.recipient_entity = e.actor_entity, false)) x (crossed)
    CROSS JOIN LATERAL (SELECT CASE WHEN x.crossed THEN r.recipient ELSE r.actor END,
        CASE WHEN x.crossed THEN r.recipient_entity ELSE r.actor_entity END,
        CASE WHEN x.crossed THEN r.actor ELSE r.recipient END,
        CASE WHEN x.crossed THEN r.actor_entity ELSE r.recipient_entity END)
        p (actor, actor_entity, recipient, recipient_entity)
    CROSS JOIN LATERAL (VALUES
        -- the instant is what counts, not the zone that it is told in, nor how precisely
        ('start', pg_catalog.to_char(r.starts AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || coalesce(' to '
                  || pg_catalog.to_char(r.ends AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), '') || ' UTC',
         CASE WHEN r.starts < coalesce(e.ends, e.starts + interval '1 minute')
                   AND coalesce(r.ends, r.starts + interval '1 minute') > e.starts THEN 'the event''s time' END,
         -coalesce(pg_catalog.date_part('epoch', r.ends - r.starts), 0)),
        ('place', r.place, pg_catalog.lower(r.place), 0),
        ('modality', r.modality, r.modality, coalesce(r.confidence, 0)::double precision),
        ('actor', p.actor, coalesce(p.actor_entity::text, pg_catalog.lower(p.actor)),
         (p.actor_entity IS NOT NULL)::integer::double precision),
        ('recipient', p.recipient, coalesce(p.recipient_entity::text, pg_catalog.lower(p.recipient)),
         (p.recipient_entity IS NOT NULL)::integer::double precision),
        ('attributed to', r.attributed_to, pg_catalog.lower(r.attributed_to), 0)) a (attribute, value, meant, worth)
    WHERE a.value IS NOT NULL
), one AS (
    SELECT DISTINCT ON (s.event, s.attribute, s.key) s.event, s.attribute, s.key, s.publisher, s.value, s.meant
    FROM said s
    ORDER BY s.event, s.attribute, s.key, s.worth DESC, s.value
), usual AS (
    SELECT o.event, o.attribute, pg_catalog.mode() WITHIN GROUP (ORDER BY o.meant) AS meant
    FROM one o
    GROUP BY o.event, o.attribute
)
SELECT o.event, e.type, o.attribute, o.key@as_key@ AS key, o.publisher, o.value,
       coalesce(o.meant = u.meant, false) AS agrees,
       pg_catalog.count(*) FILTER (WHERE o.meant = u.meant) OVER (PARTITION BY o.event, o.attribute) AS stories_agreeing,
       pg_catalog.count(*) OVER (PARTITION BY o.event, o.attribute) AS stories_speaking
FROM one o
JOIN usual u ON u.event = o.event AND u.attribute = o.attribute
JOIN @corpus@.event e ON e.event = o.event;
COMMENT ON VIEW @corpus@.source_agreement IS 'for each event of several stories, what each says of its time, place, participants and state, and whether that is what most say';
COMMENT ON COLUMN @corpus@.source_agreement.event IS 'number of the event';
COMMENT ON COLUMN @corpus@.source_agreement.type IS 'type of the event';
COMMENT ON COLUMN @corpus@.source_agreement.attribute IS 'start, place, modality, actor, recipient or attributed to';
COMMENT ON COLUMN @corpus@.source_agreement.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.source_agreement.publisher IS 'who published the story';
COMMENT ON COLUMN @corpus@.source_agreement.value IS 'what the story says of it, at its most precise';
COMMENT ON COLUMN @corpus@.source_agreement.agrees IS 'whether that is what most stories say; times agree when they hold the event''s time';
COMMENT ON COLUMN @corpus@.source_agreement.stories_agreeing IS 'stories that say what most say';
COMMENT ON COLUMN @corpus@.source_agreement.stories_speaking IS 'stories that say anything of it';

CREATE VIEW @corpus@.gdelt_event @view_options@ AS
SELECT e.event AS globaleventid,
       pg_catalog.to_char(coalesce(e.starts, e.first_published) AT TIME ZONE 'UTC', 'YYYYMMDD')::bigint AS sqldate,
       pg_catalog.to_char(coalesce(e.starts, e.first_published) AT TIME ZONE 'UTC', 'YYYYMM')::bigint AS monthyear,
       pg_catalog.to_char(coalesce(e.starts, e.first_published) AT TIME ZONE 'UTC', 'YYYY')::bigint AS year,
       e.actor_code AS actor1code, e.actor AS actor1name, pg_catalog.substr(e.actor_code, 1, 3) AS actor1countrycode,
       nullif(pg_catalog.substr(e.actor_code, 4, 3), '') AS actor1type1code,
       e.recipient_code AS actor2code, e.recipient AS actor2name,
       pg_catalog.substr(e.recipient_code, 1, 3) AS actor2countrycode,
       nullif(pg_catalog.substr(e.recipient_code, 4, 3), '') AS actor2type1code,
       (CASE WHEN e.documents > 0 THEN 1 ELSE 0 END)::bigint AS isrootevent,
       e.cameo AS eventcode, pg_catalog.substr(e.cameo, 1, 3) AS eventbasecode, pg_catalog.substr(e.cameo, 1, 2) AS eventrootcode,
       e.quad::bigint AS quadclass, e.goldstein AS goldsteinscale, e.reports AS nummentions, e.publishers AS numsources,
       e.documents AS numarticles, e.place AS actiongeo_fullname, e.country AS actiongeo_countrycode,
       e.latitude::numeric AS actiongeo_lat, e.longitude::numeric AS actiongeo_long,
       pg_catalog.to_char(e.first_published AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS')::bigint AS dateadded
FROM @corpus@.event e
WHERE e.cameo IS NOT NULL AND e.state = 'actual';
COMMENT ON VIEW @corpus@.gdelt_event IS 'actual events under GDELT''s column names; countries are ISO 3166-1 alpha-3, isrootevent is always 1';
COMMENT ON COLUMN @corpus@.gdelt_event.globaleventid IS 'number of the event';
COMMENT ON COLUMN @corpus@.gdelt_event.sqldate IS 'day as YYYYMMDD, UTC';
COMMENT ON COLUMN @corpus@.gdelt_event.monthyear IS 'month as YYYYMM';
COMMENT ON COLUMN @corpus@.gdelt_event.year IS 'year';
COMMENT ON COLUMN @corpus@.gdelt_event.actor1code IS 'country and role code of who acts';
COMMENT ON COLUMN @corpus@.gdelt_event.actor1name IS 'who acts';
COMMENT ON COLUMN @corpus@.gdelt_event.actor1countrycode IS 'country of who acts';
COMMENT ON COLUMN @corpus@.gdelt_event.actor1type1code IS 'role of who acts';
COMMENT ON COLUMN @corpus@.gdelt_event.actor2code IS 'country and role code of the recipient';
COMMENT ON COLUMN @corpus@.gdelt_event.actor2name IS 'to whom';
COMMENT ON COLUMN @corpus@.gdelt_event.actor2countrycode IS 'country of the recipient';
COMMENT ON COLUMN @corpus@.gdelt_event.actor2type1code IS 'role of the recipient';
COMMENT ON COLUMN @corpus@.gdelt_event.isrootevent IS 'always 1';
COMMENT ON COLUMN @corpus@.gdelt_event.eventcode IS 'CAMEO code';
COMMENT ON COLUMN @corpus@.gdelt_event.eventbasecode IS 'first three digits of the CAMEO code';
COMMENT ON COLUMN @corpus@.gdelt_event.eventrootcode IS 'first two digits of the CAMEO code';
COMMENT ON COLUMN @corpus@.gdelt_event.quadclass IS 'quad class';
COMMENT ON COLUMN @corpus@.gdelt_event.goldsteinscale IS 'Goldstein scale';
COMMENT ON COLUMN @corpus@.gdelt_event.nummentions IS 'number of reports';
COMMENT ON COLUMN @corpus@.gdelt_event.numsources IS 'number of publishers';
COMMENT ON COLUMN @corpus@.gdelt_event.numarticles IS 'number of stories';
COMMENT ON COLUMN @corpus@.gdelt_event.actiongeo_fullname IS 'where';
COMMENT ON COLUMN @corpus@.gdelt_event.actiongeo_countrycode IS 'country of the place';
COMMENT ON COLUMN @corpus@.gdelt_event.actiongeo_lat IS 'degrees north';
COMMENT ON COLUMN @corpus@.gdelt_event.actiongeo_long IS 'degrees east';
COMMENT ON COLUMN @corpus@.gdelt_event.dateadded IS 'first publication as YYYYMMDDHHMMSS, UTC';

CREATE VIEW @corpus@.icews_event @view_options@ AS
SELECT e.event AS event_id, (coalesce(e.starts, e.first_published) AT TIME ZONE 'UTC')::date AS event_date,
       e.actor AS source_name, e.actor_code AS source_sectors, pg_catalog.substr(e.actor_code, 1, 3) AS source_country,
       e.type AS event_text, e.cameo AS cameo_code, e.goldstein AS intensity,
       e.recipient AS target_name, e.recipient_code AS target_sectors,
       pg_catalog.substr(e.recipient_code, 1, 3) AS target_country,
       f.key@as_key@ AS story_id, f.sentence::bigint AS sentence_number, f.publisher,
       e.place AS city, e.country, e.latitude::numeric AS latitude, e.longitude::numeric AS longitude
FROM @corpus@.event e
LEFT JOIN LATERAL (
    SELECT r.key, r.sentence, d.publisher
    FROM @corpus@.report r
    JOIN @corpus@.document d ON d.key @eq@ r.key
    WHERE r.event = e.event
    ORDER BY coalesce(d.published, d.published_inferred), r.key, r.report
    LIMIT 1) f ON true
WHERE e.cameo IS NOT NULL AND e.state = 'actual';
COMMENT ON VIEW @corpus@.icews_event IS 'actual events under the column names of ICEWS, with the first story that tells of each';
COMMENT ON COLUMN @corpus@.icews_event.event_id IS 'number of the event';
COMMENT ON COLUMN @corpus@.icews_event.event_date IS 'day, UTC';
COMMENT ON COLUMN @corpus@.icews_event.source_name IS 'who acts';
COMMENT ON COLUMN @corpus@.icews_event.source_sectors IS 'country and role code of who acts';
COMMENT ON COLUMN @corpus@.icews_event.source_country IS 'country of who acts';
COMMENT ON COLUMN @corpus@.icews_event.event_text IS 'type of the event';
COMMENT ON COLUMN @corpus@.icews_event.cameo_code IS 'CAMEO code';
COMMENT ON COLUMN @corpus@.icews_event.intensity IS 'Goldstein scale';
COMMENT ON COLUMN @corpus@.icews_event.target_name IS 'to whom';
COMMENT ON COLUMN @corpus@.icews_event.target_sectors IS 'country and role code of the recipient';
COMMENT ON COLUMN @corpus@.icews_event.target_country IS 'country of the recipient';
COMMENT ON COLUMN @corpus@.icews_event.story_id IS 'key of the first story';
COMMENT ON COLUMN @corpus@.icews_event.sentence_number IS 'number of its sentence';
COMMENT ON COLUMN @corpus@.icews_event.publisher IS 'who published the story';
COMMENT ON COLUMN @corpus@.icews_event.city IS 'where';
COMMENT ON COLUMN @corpus@.icews_event.country IS 'country, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.icews_event.latitude IS 'degrees north';
COMMENT ON COLUMN @corpus@.icews_event.longitude IS 'degrees east';

CREATE VIEW @corpus@.story_line_list @view_options@ AS
SELECT l.story_line, l.title, l.documents AS stories, l.publishers, l.events, l.first_published, l.last_published
FROM @corpus@.story_line l;
COMMENT ON VIEW @corpus@.story_line_list IS 'running matters, each with the stories about it';
COMMENT ON COLUMN @corpus@.story_line_list.story_line IS 'number of the story line';
COMMENT ON COLUMN @corpus@.story_line_list.title IS 'title of the story';
COMMENT ON COLUMN @corpus@.story_line_list.stories IS 'number of stories';
COMMENT ON COLUMN @corpus@.story_line_list.publishers IS 'number of publishers';
COMMENT ON COLUMN @corpus@.story_line_list.events IS 'number of events';
COMMENT ON COLUMN @corpus@.story_line_list.first_published IS 'when the first story was published';
COMMENT ON COLUMN @corpus@.story_line_list.last_published IS 'when the last story was published';

CREATE VIEW @corpus@.progress @view_options@ AS
SELECT r.pid::bigint AS pid,
       CASE WHEN r.finished IS NULL AND a.pid IS NULL THEN 'interrupted' ELSE r.phase END AS phase,
       r.finished IS NULL AND a.pid IS NOT NULL AS running, r.started, r.updated, r.finished,
       r.done, r.total, r.problems,
       pg_catalog.round((r.done / nullif(pg_catalog.date_part('epoch', r.updated - r.started), 0))::numeric, 1) AS per_second,
       CASE WHEN r.finished IS NULL AND r.done > 0 AND r.total >= r.done
            THEN r.updated + (r.updated - r.started) * ((r.total - r.done)::double precision / r.done) END AS estimated_end
FROM @corpus@.run r
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = r.pid AND a.state IS DISTINCT FROM 'idle'
    AND (a.query_start IS NULL OR a.query_start <= r.started);
COMMENT ON VIEW @corpus@.progress IS 'how far each session is that refreshes, codes or resolves this corpus, or was last';
COMMENT ON COLUMN @corpus@.progress.pid IS 'process of the session';
COMMENT ON COLUMN @corpus@.progress.phase IS 'what it is at';
COMMENT ON COLUMN @corpus@.progress.running IS 'whether it still runs';
COMMENT ON COLUMN @corpus@.progress.started IS 'when it began';
COMMENT ON COLUMN @corpus@.progress.updated IS 'when this was last written';
COMMENT ON COLUMN @corpus@.progress.finished IS 'when it ended';
COMMENT ON COLUMN @corpus@.progress.done IS 'stories done so far';
COMMENT ON COLUMN @corpus@.progress.total IS 'stories that waited when it began';
COMMENT ON COLUMN @corpus@.progress.problems IS 'stories that could not be annotated';
COMMENT ON COLUMN @corpus@.progress.per_second IS 'stories per second';
COMMENT ON COLUMN @corpus@.progress.estimated_end IS 'when it will end at this rate';
