-- mentions(): names with role and country, descriptions, pronouns, and what they speak of
CREATE FUNCTION show_mentions(body text) RETURNS TABLE (text text, kind text, level text, name text, role text, country text)
LANGUAGE sql AS $$
    SELECT m.text, m.kind, m.level, m.name, m.role, m.country FROM news_events.mentions(body) m ORDER BY m.mention
$$;

-- titles before, after and between
SELECT * FROM show_mentions('Chilean Foreign Minister Rosa Quispe met Kenyan President Daniel Otieno in Lima.');
SELECT * FROM show_mentions('Ana Ruiz, the health ministry''s spokeswoman, resigned.');
-- pronouns and short names speak of whom the full name names
SELECT * FROM show_mentions('Joe Marsh left early. Marsh said he was tired.');
-- a capital that acts is its state, one where something happens is a city
SELECT * FROM show_mentions('Ankara warned Athens on Monday. The ministers met in Ankara.');
-- actors without a name
SELECT * FROM show_mentions('A senior Japanese official told reporters that Turkish troops had left.');

-- every mention is what the text has at its place, and every name is an entity's
SELECT count(*) AS wrong
FROM (VALUES ('The premier was ill. His spokesman, Tomas Berg, said nothing.'),
             (U&'President J\00fcrgen M\00fcller said nothing. \201cI agree,\201d he added.')) AS t (body),
     LATERAL news_events.mentions(body) AS m
WHERE substr(body, m.start, m.length) <> m.text OR (m.entity IS NULL) <> (m.name IS NULL);

DROP FUNCTION show_mentions(text);
