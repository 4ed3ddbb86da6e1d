-- Names in raw text: which words, of what kind; titles, articles and the possessive are left out.
SET search_path = news_events;
CREATE TEMP TABLE story (id int PRIMARY KEY, body text);
INSERT INTO story VALUES
    (1, 'Farmers in Kenya sold their maize to traders from Uganda. The French minister met Angela Merkel in Berlin.'),
    (2, 'President Nelson Mandela''s visit to the United Nations pleased Mrs. Thatcher, the White House said on Thursday.'),
    (3, 'GERMANY AND FRANCE AGREE ON NEW RAIL LINE'),
    (4, 'The African Union (AU) sent Ursula von der Leyen a letter. The AU''s chair wrote it on the shore of Lake Victoria.'),
    (5, 'In São Paulo, José Álvarez und Zoë Müller met; the governor of Malmö did not. 東京 was quiet.'),
    (6, 'no one came, and nothing happened on monday.'),
    (7, '');
SELECT id, m.text, m.kind FROM story, mentions(body) m WHERE m.level = 'name' ORDER BY id, m.start;
-- positions are characters, in any encoding of the client and the server
SELECT count(*) FROM story, mentions(body) m WHERE m.level = 'name' AND substr(body, m.start, m.length) <> m.text;
-- names of a text do not overlap
SELECT count(*) FROM story, mentions(body) m, mentions(body) n
WHERE m.level = 'name' AND n.level = 'name' AND m.mention < n.mention AND n.start < m.start + m.length;
-- a name seen in full tells what its short form is, before and after it
SELECT m.text, m.kind
FROM mentions('Jordan won the vote. Supporters of Michael Jordan danced. Mr Michael Jordan, 44, thanked them. '
              'Michael Jordan will speak today.') m
WHERE m.level = 'name' ORDER BY m.start;
DROP TABLE story;
