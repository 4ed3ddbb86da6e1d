-- places(): what the text names on the map, with coordinates. Which names are found is for the stage's own tests; here
-- it is what a user sees.
SELECT text, name, country, round(latitude::numeric, 1) AS latitude, round(longitude::numeric, 1) AS longitude, geoname
    FROM news_events.places(news_events.annotate('The ministers of Peru and Chile met in Valdivia, Chile. '
        'Rain fell in Paris, Texas, and on the Black Sea.'))
    WHERE text IN ('Peru', 'Chile', 'Valdivia', 'Paris', 'Texas', 'Black Sea');

-- positions are characters, and the words are the document's own
SELECT bool_and(substr(body, start, length) = text) AS own_words, count(*) > 3 AS some
    FROM (VALUES ('Zurich and Sao Paulo lie far from Gdansk, Poland. Trains run from Vienna to Prague.')) AS t (body),
        news_events.places(body);

-- a text without places, and none at all
SELECT count(*) FROM news_events.places('nothing happened today and nobody minded.');
SELECT count(*) FROM news_events.places('');
