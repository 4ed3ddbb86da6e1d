-- The tables of a corpus. create_corpus runs this with the names between at signs put in; see corpus.c.

CREATE SCHEMA @corpus@;
COMMENT ON SCHEMA @corpus@ IS @schema_comment@;

CREATE TABLE @corpus@.settings OF news_events.corpus_settings (
    PRIMARY KEY (source),
    key_column WITH OPTIONS NOT NULL,
    body_column WITH OPTIONS NOT NULL,
    zone WITH OPTIONS NOT NULL DEFAULT 'UTC',
    created WITH OPTIONS NOT NULL DEFAULT pg_catalog.now()
);
COMMENT ON TABLE @corpus@.settings IS 'one row: the table and the columns that this corpus is made from';
COMMENT ON COLUMN @corpus@.settings.source IS 'the table of stories';
COMMENT ON COLUMN @corpus@.settings.key_column IS 'its column with the key of a story';
COMMENT ON COLUMN @corpus@.settings.body_column IS 'its column with the text';
COMMENT ON COLUMN @corpus@.settings.published_column IS 'its column with the time of publication';
COMMENT ON COLUMN @corpus@.settings.title_column IS 'its column with the title';
COMMENT ON COLUMN @corpus@.settings.publisher_column IS 'its column with the publisher';
COMMENT ON COLUMN @corpus@.settings.zone IS 'IANA time zone in which times without a zone are read';
COMMENT ON COLUMN @corpus@.settings.created IS 'when the corpus was created';

CREATE TABLE @corpus@.document (
    key @key_type@ NOT NULL PRIMARY KEY,
    publisher text,
    title text,
    published timestamptz,
    published_inferred timestamptz,
    published_reason text,
    language text,
    characters integer,
    sentences integer,
    words integer,
    story_line bigint,
    problem text,
    content_hash bytea NOT NULL,
    version integer NOT NULL,
    annotated timestamptz NOT NULL DEFAULT pg_catalog.now(),
    resolved boolean NOT NULL DEFAULT false,
    signature bigint[],
    annotation news_events.annotation
);
CREATE INDEX document_unresolved ON @corpus@.document (key) WHERE NOT resolved;
CREATE INDEX document_story_line ON @corpus@.document (story_line);
COMMENT ON TABLE @corpus@.document IS 'the stories: what is known of each as a whole, and its annotation';
COMMENT ON COLUMN @corpus@.document.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.document.publisher IS 'who published it';
COMMENT ON COLUMN @corpus@.document.title IS 'its title';
COMMENT ON COLUMN @corpus@.document.published IS 'when it was published, as its table says';
COMMENT ON COLUMN @corpus@.document.published_inferred IS 'when it was published, as its text says, where its table does not';
COMMENT ON COLUMN @corpus@.document.published_reason IS 'where published_inferred comes from';
COMMENT ON COLUMN @corpus@.document.language IS 'ISO 639-1 code of its language; only English has rows in the other tables';
COMMENT ON COLUMN @corpus@.document.characters IS 'length of the text in characters';
COMMENT ON COLUMN @corpus@.document.sentences IS 'number of sentences';
COMMENT ON COLUMN @corpus@.document.words IS 'number of words, punctuation included';
COMMENT ON COLUMN @corpus@.document.story_line IS 'the story line that it belongs to';
COMMENT ON COLUMN @corpus@.document.problem IS 'why it could not be annotated';
COMMENT ON COLUMN @corpus@.document.content_hash IS 'SHA-256 of the text, title, publisher, time of publication and zone that the rows are made from';
COMMENT ON COLUMN @corpus@.document.version IS 'version of the annotation';
COMMENT ON COLUMN @corpus@.document.annotated IS 'when it was annotated';
COMMENT ON COLUMN @corpus@.document.resolved IS 'whether its entities and events are joined with those of other stories';
COMMENT ON COLUMN @corpus@.document.signature IS 'its weightiest terms, by which stories are compared';
COMMENT ON COLUMN @corpus@.document.annotation IS 'its annotation, which news_events.tokens and others read';

CREATE TABLE @corpus@.sentence (
    key @key_type@ NOT NULL,
    sentence integer NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    text text NOT NULL,
    paragraph integer NOT NULL,
    headline boolean NOT NULL,
    PRIMARY KEY (key, sentence)
);
COMMENT ON TABLE @corpus@.sentence IS 'the sentences of the stories';
COMMENT ON COLUMN @corpus@.sentence.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.sentence.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.sentence.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.sentence.text IS 'the text''s own words';
COMMENT ON COLUMN @corpus@.sentence.sentence IS 'number of the sentence in its story';
COMMENT ON COLUMN @corpus@.sentence.paragraph IS 'number of the paragraph that it stands in';
COMMENT ON COLUMN @corpus@.sentence.headline IS 'whether it is a headline or a subheading';

CREATE TABLE @corpus@.mention (
    key @key_type@ NOT NULL,
    mention integer NOT NULL,
    sentence integer NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    text text NOT NULL,
    kind text NOT NULL,
    level text NOT NULL,
    entity bigint,
    local_entity integer,
    name text,
    role text,
    country text,
    PRIMARY KEY (key, mention)
);
CREATE INDEX mention_entity ON @corpus@.mention (entity);
COMMENT ON TABLE @corpus@.mention IS 'stretches of text that speak of persons, organizations, places ...';
COMMENT ON COLUMN @corpus@.mention.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.mention.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.mention.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.mention.text IS 'the text''s own words';
COMMENT ON COLUMN @corpus@.mention.mention IS 'number of the mention in its story';
COMMENT ON COLUMN @corpus@.mention.sentence IS 'the sentence that it stands in';
COMMENT ON COLUMN @corpus@.mention.kind IS 'PERSON, ORG, GPE, LOC, NORP, FACILITY, TITLE, PRODUCT, WORK or MISC';
COMMENT ON COLUMN @corpus@.mention.level IS 'name, nominal or pronoun';
COMMENT ON COLUMN @corpus@.mention.entity IS 'whom or what it speaks of, across stories';
COMMENT ON COLUMN @corpus@.mention.local_entity IS 'whom or what it speaks of, within its story';
COMMENT ON COLUMN @corpus@.mention.name IS 'the fullest name that its story gives';
COMMENT ON COLUMN @corpus@.mention.role IS 'office or description';
COMMENT ON COLUMN @corpus@.mention.country IS 'country, ISO 3166-1 alpha-3';

CREATE TABLE @corpus@.timex (
    key @key_type@ NOT NULL,
    timex integer NOT NULL,
    sentence integer NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    text text NOT NULL,
    type text NOT NULL,
    value text,
    starts timestamptz,
    ends timestamptz,
    grain text,
    PRIMARY KEY (key, timex)
);
COMMENT ON TABLE @corpus@.timex IS 'stretches of text that name a time';
COMMENT ON COLUMN @corpus@.timex.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.timex.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.timex.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.timex.text IS 'the text''s own words';
COMMENT ON COLUMN @corpus@.timex.timex IS 'number of the time in its story';
COMMENT ON COLUMN @corpus@.timex.sentence IS 'the sentence that it stands in';
COMMENT ON COLUMN @corpus@.timex.type IS 'DATE, TIME, DURATION or SET, as in TIMEX3';
COMMENT ON COLUMN @corpus@.timex.value IS 'its value as in TIMEX3';
COMMENT ON COLUMN @corpus@.timex.starts IS 'the earliest instant that is meant';
COMMENT ON COLUMN @corpus@.timex.ends IS 'the first instant after it';
COMMENT ON COLUMN @corpus@.timex.grain IS 'how finely it is given: second, minute, hour, day ...';

CREATE TABLE @corpus@.quotation (
    key @key_type@ NOT NULL,
    quotation integer NOT NULL,
    sentence integer NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    text text NOT NULL,
    direct boolean NOT NULL,
    speaker text,
    speaker_entity bigint,
    local_speaker_entity integer,
    speaker_start integer,
    speaker_length integer,
    cue text,
    PRIMARY KEY (key, quotation)
);
COMMENT ON TABLE @corpus@.quotation IS 'words that the stories give to a speaker';
COMMENT ON COLUMN @corpus@.quotation.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.quotation.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.quotation.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.quotation.text IS 'the text''s own words';
COMMENT ON COLUMN @corpus@.quotation.quotation IS 'number of the quotation in its story';
COMMENT ON COLUMN @corpus@.quotation.sentence IS 'the sentence that it begins in';
COMMENT ON COLUMN @corpus@.quotation.direct IS 'true: in the speaker''s own words; false: reported';
COMMENT ON COLUMN @corpus@.quotation.speaker IS 'fullest name or description of the speaker';
COMMENT ON COLUMN @corpus@.quotation.speaker_entity IS 'the speaker, across stories';
COMMENT ON COLUMN @corpus@.quotation.local_speaker_entity IS 'the speaker, within the story';
COMMENT ON COLUMN @corpus@.quotation.speaker_start IS 'where the speaker is named';
COMMENT ON COLUMN @corpus@.quotation.speaker_length IS 'characters of that';
COMMENT ON COLUMN @corpus@.quotation.cue IS 'the verb of saying';

CREATE TABLE @corpus@.place (
    key @key_type@ NOT NULL,
    place integer NOT NULL,
    sentence integer NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    text text NOT NULL,
    name text,
    country text,
    latitude double precision,
    longitude double precision,
    geoname integer,
    PRIMARY KEY (key, place)
);
COMMENT ON TABLE @corpus@.place IS 'places that the stories name';
COMMENT ON COLUMN @corpus@.place.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.place.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.place.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.place.text IS 'the text''s own words';
COMMENT ON COLUMN @corpus@.place.place IS 'number of the place in its story';
COMMENT ON COLUMN @corpus@.place.sentence IS 'the sentence that it stands in';
COMMENT ON COLUMN @corpus@.place.name IS 'its name in the gazetteer';
COMMENT ON COLUMN @corpus@.place.country IS 'its country, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.place.latitude IS 'degrees north';
COMMENT ON COLUMN @corpus@.place.longitude IS 'degrees east';
COMMENT ON COLUMN @corpus@.place.geoname IS 'its number in GeoNames';

CREATE TABLE @corpus@.report (
    key @key_type@ NOT NULL,
    report integer NOT NULL,
    sentence integer NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    trigger text NOT NULL,
    lemma text,
    type text,
    mode text,
    context text,
    cameo text,
    quad integer,
    goldstein numeric,
    modality text,
    actor text,
    actor_entity bigint,
    local_actor_entity integer,
    actor_code text,
    actor_start integer,
    actor_length integer,
    recipient text,
    recipient_entity bigint,
    local_recipient_entity integer,
    recipient_code text,
    recipient_start integer,
    recipient_length integer,
    starts timestamptz,
    ends timestamptz,
    place text,
    attributed_to text,
    confidence numeric,
    event bigint,
    PRIMARY KEY (key, report)
);
CREATE INDEX report_event ON @corpus@.report (event);
CREATE INDEX report_participants ON @corpus@.report (actor_entity, recipient_entity, starts);
COMMENT ON TABLE @corpus@.report IS 'one story''s word that something happened, will happen, did not happen ...';
COMMENT ON COLUMN @corpus@.report.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.report.start IS 'where it begins in the text, in characters, from 1';
COMMENT ON COLUMN @corpus@.report.length IS 'characters of it';
COMMENT ON COLUMN @corpus@.report.actor_start IS 'where the actor is named';
COMMENT ON COLUMN @corpus@.report.actor_length IS 'characters of that';
COMMENT ON COLUMN @corpus@.report.recipient_start IS 'where the recipient is named';
COMMENT ON COLUMN @corpus@.report.recipient_length IS 'characters of that';
COMMENT ON COLUMN @corpus@.report.report IS 'number of the report in its story';
COMMENT ON COLUMN @corpus@.report.sentence IS 'the sentence that it stands in';
COMMENT ON COLUMN @corpus@.report.trigger IS 'the word that tells of the event';
COMMENT ON COLUMN @corpus@.report.lemma IS 'its dictionary form, with its particle';
COMMENT ON COLUMN @corpus@.report.type IS 'type of the event: PLOVER''s or the project''s own';
COMMENT ON COLUMN @corpus@.report.mode IS 'finer type';
COMMENT ON COLUMN @corpus@.report.context IS 'what it is about';
COMMENT ON COLUMN @corpus@.report.cameo IS 'CAMEO code';
COMMENT ON COLUMN @corpus@.report.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN @corpus@.report.goldstein IS 'Goldstein scale, from -10 (conflict) to 10 (cooperation)';
COMMENT ON COLUMN @corpus@.report.modality IS 'actual, planned, possible, hypothetical, demanded, threatened, promised, denied or negated';
COMMENT ON COLUMN @corpus@.report.actor IS 'who acts: fullest name or description';
COMMENT ON COLUMN @corpus@.report.actor_entity IS 'who acts, across stories';
COMMENT ON COLUMN @corpus@.report.local_actor_entity IS 'who acts, within the story';
COMMENT ON COLUMN @corpus@.report.actor_code IS 'who acts: country and role code';
COMMENT ON COLUMN @corpus@.report.recipient IS 'to whom: fullest name or description';
COMMENT ON COLUMN @corpus@.report.recipient_entity IS 'to whom, across stories';
COMMENT ON COLUMN @corpus@.report.local_recipient_entity IS 'to whom, within the story';
COMMENT ON COLUMN @corpus@.report.recipient_code IS 'to whom: country and role code';
COMMENT ON COLUMN @corpus@.report.starts IS 'the earliest instant that it can have begun at';
COMMENT ON COLUMN @corpus@.report.ends IS 'the first instant after it';
COMMENT ON COLUMN @corpus@.report.place IS 'where';
COMMENT ON COLUMN @corpus@.report.attributed_to IS 'who says so, where it is not the story itself';
COMMENT ON COLUMN @corpus@.report.confidence IS 'from 0 to 1';
COMMENT ON COLUMN @corpus@.report.event IS 'the event that it speaks of, across stories';

CREATE TABLE @corpus@.participant (
    key @key_type@ NOT NULL,
    participant integer NOT NULL,
    report integer NOT NULL,
    role text NOT NULL,
    name text,
    entity bigint,
    local_entity integer,
    code text,
    start integer,
    length integer,
    PRIMARY KEY (key, participant)
);
CREATE INDEX participant_entity ON @corpus@.participant (entity);
COMMENT ON TABLE @corpus@.participant IS 'who takes part in a report, one row each';
COMMENT ON COLUMN @corpus@.participant.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.participant.start IS 'where the participant is named';
COMMENT ON COLUMN @corpus@.participant.length IS 'characters of that';
COMMENT ON COLUMN @corpus@.participant.participant IS 'number of the participant in the story';
COMMENT ON COLUMN @corpus@.participant.report IS 'the report';
COMMENT ON COLUMN @corpus@.participant.role IS 'actor or recipient';
COMMENT ON COLUMN @corpus@.participant.name IS 'fullest name or description';
COMMENT ON COLUMN @corpus@.participant.entity IS 'who, across stories';
COMMENT ON COLUMN @corpus@.participant.local_entity IS 'who, within the story';
COMMENT ON COLUMN @corpus@.participant.code IS 'country and role code';

CREATE TABLE @corpus@.entity (
    entity bigint PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    country text,
    documents bigint NOT NULL,
    mentions bigint NOT NULL
);
COMMENT ON TABLE @corpus@.entity IS 'persons, organizations, places ... that the stories speak of';
COMMENT ON COLUMN @corpus@.entity.entity IS 'number of the entity: the same for the same stories, in whatever order they came';
COMMENT ON COLUMN @corpus@.entity.kind IS 'PERSON, ORG, GPE, LOC, NORP, FACILITY, TITLE, PRODUCT, WORK or MISC';
COMMENT ON COLUMN @corpus@.entity.name IS 'the name that most stories give';
COMMENT ON COLUMN @corpus@.entity.country IS 'country, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.entity.documents IS 'how many stories speak of it, counted for each of its names';
COMMENT ON COLUMN @corpus@.entity.mentions IS 'how often they do';

CREATE TABLE @corpus@.event (
    event bigint PRIMARY KEY,
    type text NOT NULL,
    mode text,
    context text,
    cameo text,
    quad integer,
    goldstein numeric,
    state text,
    actor text,
    actor_entity bigint,
    actor_code text,
    recipient text,
    recipient_entity bigint,
    recipient_code text,
    starts timestamptz,
    ends timestamptz,
    place text,
    country text,
    latitude double precision,
    longitude double precision,
    reports bigint NOT NULL,
    documents bigint NOT NULL,
    publishers bigint NOT NULL,
    first_published timestamptz,
    last_published timestamptz,
    excerpt text
);
CREATE INDEX event_starts ON @corpus@.event (starts);
COMMENT ON TABLE @corpus@.event IS 'what the reports speak of, one row however many stories report it';
COMMENT ON COLUMN @corpus@.event.event IS 'number of the event: the same for the same stories, in whatever order they came';
COMMENT ON COLUMN @corpus@.event.type IS 'type: PLOVER''s or the project''s own';
COMMENT ON COLUMN @corpus@.event.mode IS 'finer type';
COMMENT ON COLUMN @corpus@.event.context IS 'what it is about';
COMMENT ON COLUMN @corpus@.event.cameo IS 'CAMEO code';
COMMENT ON COLUMN @corpus@.event.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN @corpus@.event.goldstein IS 'Goldstein scale, from -10 (conflict) to 10 (cooperation)';
COMMENT ON COLUMN @corpus@.event.state IS 'what the latest stories claim of it: actual, planned, possible ...';
COMMENT ON COLUMN @corpus@.event.actor IS 'who acts';
COMMENT ON COLUMN @corpus@.event.actor_entity IS 'who acts, in the table entity';
COMMENT ON COLUMN @corpus@.event.actor_code IS 'who acts: country and role code';
COMMENT ON COLUMN @corpus@.event.recipient IS 'to whom';
COMMENT ON COLUMN @corpus@.event.recipient_entity IS 'to whom, in the table entity';
COMMENT ON COLUMN @corpus@.event.recipient_code IS 'to whom: country and role code';
COMMENT ON COLUMN @corpus@.event.starts IS 'the earliest instant that it can have begun at, by the most precise report';
COMMENT ON COLUMN @corpus@.event.ends IS 'the first instant after it';
COMMENT ON COLUMN @corpus@.event.place IS 'where';
COMMENT ON COLUMN @corpus@.event.country IS 'country of the place, ISO 3166-1 alpha-3';
COMMENT ON COLUMN @corpus@.event.latitude IS 'degrees north';
COMMENT ON COLUMN @corpus@.event.longitude IS 'degrees east';
COMMENT ON COLUMN @corpus@.event.reports IS 'how many reports speak of it';
COMMENT ON COLUMN @corpus@.event.documents IS 'in how many stories';
COMMENT ON COLUMN @corpus@.event.publishers IS 'of how many publishers';
COMMENT ON COLUMN @corpus@.event.first_published IS 'when the first of them was published';
COMMENT ON COLUMN @corpus@.event.last_published IS 'when the last of them was published';
COMMENT ON COLUMN @corpus@.event.excerpt IS 'a sentence that tells of it';

CREATE TABLE @corpus@.story_line (
    story_line bigint PRIMARY KEY,
    title text,
    documents bigint NOT NULL,
    publishers bigint NOT NULL,
    events bigint NOT NULL,
    first_published timestamptz,
    last_published timestamptz
);
COMMENT ON TABLE @corpus@.story_line IS 'running matters that several stories are about';
COMMENT ON COLUMN @corpus@.story_line.story_line IS 'number of the story line';
COMMENT ON COLUMN @corpus@.story_line.title IS 'title, or first sentence, of the story nearest its middle';
COMMENT ON COLUMN @corpus@.story_line.documents IS 'how many stories';
COMMENT ON COLUMN @corpus@.story_line.publishers IS 'of how many publishers';
COMMENT ON COLUMN @corpus@.story_line.events IS 'how many events they tell of';
COMMENT ON COLUMN @corpus@.story_line.first_published IS 'when the first of them was published';
COMMENT ON COLUMN @corpus@.story_line.last_published IS 'when the last of them was published';

-- Bookkeeping: which stories wait to be annotated or coded, and how far the sessions that do so have come.
CREATE TABLE @corpus@.pending (
    key @key_type@ NOT NULL PRIMARY KEY,
    recode boolean NOT NULL,
    size bigint NOT NULL
);
COMMENT ON TABLE @corpus@.pending IS 'stories that wait for refresh or recode';
COMMENT ON COLUMN @corpus@.pending.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.pending.recode IS 'whether it needs only to be coded again';
COMMENT ON COLUMN @corpus@.pending.size IS 'bytes of its text, for batches of bounded memory';

CREATE TABLE @corpus@.run (
    pid integer PRIMARY KEY,
    phase text NOT NULL,
    started timestamptz NOT NULL,
    updated timestamptz NOT NULL,
    finished timestamptz,
    done bigint NOT NULL,
    total bigint NOT NULL,
    problems bigint NOT NULL
);
COMMENT ON TABLE @corpus@.run IS 'the latest run of every session that refreshed, coded or resolved this corpus';
COMMENT ON COLUMN @corpus@.run.pid IS 'process of the session';
COMMENT ON COLUMN @corpus@.run.phase IS 'what it is at';
COMMENT ON COLUMN @corpus@.run.started IS 'when it began';
COMMENT ON COLUMN @corpus@.run.updated IS 'when this row was last written';
COMMENT ON COLUMN @corpus@.run.finished IS 'when it ended';
COMMENT ON COLUMN @corpus@.run.done IS 'stories done so far';
COMMENT ON COLUMN @corpus@.run.total IS 'stories that waited when it began';
COMMENT ON COLUMN @corpus@.run.problems IS 'stories that could not be annotated';

-- Resolution across stories: what it keeps so that one more story costs no more than those like it. Only whoever holds the
-- lock on the table event writes these, save for the rows that refresh adds to withdrawn.
CREATE TABLE @corpus@.form (
    form bigint PRIMARY KEY,
    block bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    country text NOT NULL,
    documents bigint NOT NULL,
    mentions bigint NOT NULL,
    entity bigint
);
CREATE INDEX form_block ON @corpus@.form (block);
CREATE INDEX form_entity ON @corpus@.form (entity);
CREATE INDEX form_undecided ON @corpus@.form (block) WHERE entity IS NULL OR documents <= 0;
COMMENT ON TABLE @corpus@.form IS 'names as the stories give them, each with the entity that it is of';
COMMENT ON COLUMN @corpus@.form.form IS 'number of the name, kind and country';
COMMENT ON COLUMN @corpus@.form.block IS 'names that could be of one entity have one block';
COMMENT ON COLUMN @corpus@.form.kind IS 'PERSON, ORG, GPE ...';
COMMENT ON COLUMN @corpus@.form.name IS 'the name';
COMMENT ON COLUMN @corpus@.form.country IS 'country, ISO 3166-1 alpha-3, empty where the story does not tell';
COMMENT ON COLUMN @corpus@.form.documents IS 'stories that have it';
COMMENT ON COLUMN @corpus@.form.mentions IS 'mentions of what bears it';
COMMENT ON COLUMN @corpus@.form.entity IS 'what bears it';

CREATE TABLE @corpus@.document_term (
    term bigint NOT NULL,
    key @key_type@ NOT NULL,
    published timestamptz,
    PRIMARY KEY (term, key)
);
CREATE INDEX document_term_key ON @corpus@.document_term (key);
COMMENT ON TABLE @corpus@.document_term IS 'the few terms by which stories like a story are found';
COMMENT ON COLUMN @corpus@.document_term.term IS 'hash of the term';
COMMENT ON COLUMN @corpus@.document_term.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.document_term.published IS 'when it was published';

CREATE TABLE @corpus@.neighbour (
    key @key_type@ NOT NULL,
    other @key_type@ NOT NULL,
    similarity integer NOT NULL,
    PRIMARY KEY (key, other)
);
COMMENT ON TABLE @corpus@.neighbour IS 'pairs of stories that are about the same, both ways';
COMMENT ON COLUMN @corpus@.neighbour.key IS 'key of a story in its table';
COMMENT ON COLUMN @corpus@.neighbour.other IS 'key of the other story';
COMMENT ON COLUMN @corpus@.neighbour.similarity IS 'cosine of their signatures, in thousandths';

CREATE TABLE @corpus@.withdrawn (
    key @key_type@ NOT NULL,
    form bigint,
    mentions bigint,
    event bigint,
    story_line bigint
);
COMMENT ON TABLE @corpus@.withdrawn IS 'what resolved stories had part in before they were changed or deleted; the next resolve takes it out';
COMMENT ON COLUMN @corpus@.withdrawn.key IS 'key of the story in its table';
COMMENT ON COLUMN @corpus@.withdrawn.form IS 'a name that it had';
COMMENT ON COLUMN @corpus@.withdrawn.mentions IS 'mentions of what bears that name';
COMMENT ON COLUMN @corpus@.withdrawn.event IS 'an event that it reported';
COMMENT ON COLUMN @corpus@.withdrawn.story_line IS 'the story line that it belonged to';
