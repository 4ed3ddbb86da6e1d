-- Time expressions through SQL: positions, types, values and intervals; the same in any session zone, DateStyle and locale.
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT start, length, text, type, value, starts, ends, grain
FROM news_events.times('Ferry workers in Lisbon walked out on Monday. Talks are scheduled for April 3 at 9:30 am; the last strike, in June 2019, went on for three weeks.',
                       '2023-03-15 10:00Z');
-- one instant in three zones
SELECT text, value, starts, ends FROM news_events.times('The rocket will lift off at 3:30 pm Eastern Time (1930 GMT, 22.30 Moscow time) on Friday.', '2023-03-15 10:00Z');
-- a day without a zone is the publisher's
SELECT text, value, starts, ends FROM news_events.times(news_events.annotate('The old theatre burned down yesterday.', '2022-06-15 22:30Z', zone => 'Asia/Tokyo'));
-- no publication and nothing to infer it from: no interval
SELECT text, value, starts, ends FROM news_events.times('The old theatre burned down on Thursday.');
-- inferred from the text
SELECT text, value, starts, ends FROM news_events.times('QUITO, 4 May 2018 - The old theatre burned down on Thursday.');
-- neither the session's zone nor its styles change anything
CREATE TEMP TABLE plain AS SELECT * FROM news_events.times('It rained on 5/6/2022, last night and at 5 pm.', '2023-03-15 10:00Z');
SET timezone = 'Pacific/Apia';
SET datestyle = 'German, DMY';
SELECT count(*) FROM (SELECT * FROM news_events.times('It rained on 5/6/2022, last night and at 5 pm.', '2023-03-15 10:00Z')
                      EXCEPT SELECT * FROM plain) AS other;
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT text, value FROM plain ORDER BY timex;
-- years at the ends of the calendar, and publication outside of it
SELECT text, value, starts FROM news_events.times('It was founded last year and will close in 9999. In 0001 nothing was there.', '9999-12-31 10:00Z');
SELECT text, value, starts FROM news_events.times('It was founded last year.', '0044-03-15 10:00 BC');
