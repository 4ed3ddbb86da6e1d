-- Tokens and sentences as SQL shows them: their words, their numbers and where they stand.
SET search_path = news_events;

-- Universal Dependencies' words; abbreviations, clock times and titles do not end a sentence
SELECT sentence, string_agg(form, '|' ORDER BY token) AS words
FROM tokens('Gen. Okafor didn''t fly to the U.S. on Jan. 5. He''ll meet Mr. Sato''s two-hour delegation at 23.30.')
GROUP BY sentence ORDER BY sentence;
-- what other sites and machine translation make of the end of a sentence
SELECT sentence, string_agg(form, '|' ORDER BY token) AS words
FROM tokens('The dam held all week.The mayor thanked "everyone who came. " She left... Who knows? See www.example.org/dam. Bye!')
GROUP BY sentence ORDER BY sentence;

-- paragraphs and headlines; lines that were wrapped belong together
SELECT sentence, paragraph, headline, text
FROM sentences(annotate(E'Ferry stuck on sandbank\n\nThe ferry from Split ran aground. Nobody was hurt.\n\nTugs on the way\n\n'
                        || E'Two tugs left the harbour at noon, the coast guard said.'));
SELECT sentence, text
FROM sentences(annotate(E'The ferry from Split to Hvar ran aground on a sandbank early on\n'
                        || E'Tuesday with ninety passengers on board, and it took three tugs\n'
                        || E'to pull it free before the evening. Nobody was hurt.'));

-- every token is the text at its place, in order, within its sentence
WITH story(body) AS (VALUES
    ('Caf' || chr(233) || ' ' || chr(128512) || ' na' || chr(239) || 've e' || chr(769) || 'lan. ' || chr(8220) || 'Yes,' || chr(8221) || ' said Ho.'),
    ('one two'), (''), (E'\t\n '), (repeat('.', 3000)), (repeat('word', 3000)), (repeat('"? ', 1000)))
SELECT octet_length(body) AS bytes, count(t.form) AS tokens,
       coalesce(bool_and(substr(body, t.start, t.length) = t.form), true) AS in_place,
       coalesce(bool_and(t.start >= s.start AND t.start + t.length <= s.start + s.length), true) AS in_sentence
FROM story LEFT JOIN LATERAL tokens(body) t ON true
     LEFT JOIN LATERAL (SELECT * FROM sentences(annotate(body)) s WHERE s.sentence = t.sentence) s ON true
GROUP BY body ORDER BY bytes;

-- the language; no rows but tokens where it is not English
SELECT body, language, words, language = 'en' OR NOT EXISTS (SELECT FROM mentions(body)) AS as_it_should
FROM (VALUES ('The mayor of Lyon spoke.'),
             ('Le maire de la ville a parl' || chr(233) || ' avec les habitants de Lyon et leur a dit la v' || chr(233) || 'rit' || chr(233) || '.'),
             ('LYON MAYOR SPEAKS'), ('12'), ('')) AS story(body), LATERAL overview(annotate(body));
