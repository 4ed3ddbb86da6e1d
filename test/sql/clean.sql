-- Page furniture: no sentence and no token comes of it, and what stays keeps its place.
SET search_path = news_events;
CREATE TEMP TABLE story (id int PRIMARY KEY, body text);
INSERT INTO story VALUES (1,
E'Tuesday, May 14, 2024\nHomeAmericas NewsPort of Montevideo reopens after a long...\n\nPort of Montevideo reopens after a long strike\n\n'
'By Maria Campos\n\nThe port of Montevideo reopened on Monday after dock workers ended a strike that had lasted eleven days.\n\n'
'Read more: Ferry stuck on sandbank\n\n'
'A crane lifts a box in the harbour. Photo: Maria Campos\n\n'
'"We asked for safer cranes and we got them," the union''s leader, Ana Ferreira, said. (Editing by Li Wen)\n\n'
'Share this:\nFacebook\nTwitter\n\nSubscribe to our newsletter and follow us on Telegram!\n\nSource link\n\n'
'Most Popular\n\nRain floods old town\n\nComments are closed.'),
(2, 'Comments are closed.'),
(3, E'Read more books, the minister told the children.\n\nShare prices rose on Tuesday, and the terms of the loan were not made public.');
SELECT id, s.sentence, s.paragraph, s.headline, s.text FROM story, LATERAL sentences(annotate(body)) s ORDER BY id, sentence;
SELECT id, bool_and(substr(body, t.start, t.length) = t.form) AS in_place FROM story, LATERAL tokens(body) t GROUP BY id ORDER BY id;
