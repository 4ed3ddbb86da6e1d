-- Positions are characters of the database's encoding, whatever that is, and the words are the text's own.
-- The same expected output in every encoding: texts that an encoding cannot hold are left out of it.
SET search_path = news_events;
CREATE FUNCTION pg_temp.of_utf8(bytes bytea) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN pg_catalog.convert_from(bytes, 'UTF8');
EXCEPTION WHEN untranslatable_character THEN
    RETURN NULL;
END $$;
CREATE TEMP TABLE story (id int PRIMARY KEY, body text);
-- Latin letters with marks: Zoe Nunez of Muenchen, precomposed
INSERT INTO story VALUES (1, pg_temp.of_utf8('\x5a6fc3ab204ec3bac3b1657a206d65742042656e204b6f6820696e204dc3bc6e6368656e206f6e2033204d617920323031382e2053686520736169643a20225765206c65667420736e6f7721220a'));
-- Japanese words in an English sentence
INSERT INTO story VALUES (2, pg_temp.of_utf8('\x546865206d61796f72206f6620e69db1e4baac20736169642068652077696c6c2076697369742050617269732e20e79fa5e4ba8b204b6f696b652061677265656420696e204d61792e'));
-- a combining mark, an emoji, a flag and a curly quotation
INSERT INTO story VALUES (3, pg_temp.of_utf8('\x416e64726565cc8173206c656674204f736c6f20f09f98802e20f09f87b3f09f87b4204d6972612073616964e280a6207468617420e2809c776520776f6ee2809d206f6e204d6f6e6461792e'));
-- bytes that are no UTF-8, where the encoding lets them stand for themselves
INSERT INTO story VALUES (4, CASE WHEN pg_catalog.getdatabaseencoding() = 'SQL_ASCII' THEN
    pg_catalog.convert_from('\x4a6f73e920416c76e17265ff7320fe6d657420416e6e61204c656520696e204d61647269642e20c3c3ffff204865206c6566742e', 'SQL_ASCII') END);
-- nothing but bytes beyond ASCII
INSERT INTO story VALUES (5, pg_temp.of_utf8('\xe697a5e69cace8aa9ee381aee8a898e4ba8be381a7e38199e38082'));
INSERT INTO story VALUES (6, 'Only ASCII: Ana Silva met Tom Reed in Lima on 2 June 2017, "by chance," she said.');
CREATE TEMP TABLE annotated AS SELECT id, body, annotate(body, '2018-05-04 09:00+00') AS a FROM story;
CREATE TEMP VIEW pieces AS
    SELECT id, 'tokens' AS f, body, start, length, form AS text FROM annotated, tokens(a)
    UNION ALL SELECT id, 'mentions', body, start, length, text FROM annotated, mentions(a)
    UNION ALL SELECT id, 'times', body, start, length, text FROM annotated, times(a)
    UNION ALL SELECT id, 'quotations', body, start, length, text FROM annotated, quotations(a)
    UNION ALL SELECT id, 'places', body, start, length, text FROM annotated, places(a);
SELECT count(*) AS wrong FROM pieces WHERE pg_catalog.substr(body, start, length) IS DISTINCT FROM text;
-- the English ones that the encoding holds have rows
SELECT id FROM annotated WHERE body IS NOT NULL AND id IN (1, 2, 3, 4, 6)
    AND NOT EXISTS (SELECT FROM tokens(a));
-- and survive their text form
SELECT id FROM annotated WHERE a::text::annotation::text IS DISTINCT FROM a::text;
