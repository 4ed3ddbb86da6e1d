-- PETRARCH's and TABARI's dictionaries of actors and agents become rows of actor.

-- The actors that come with the library: who holds an office when.
SELECT name, code, valid_from, valid_until FROM news_events.actor
    WHERE builtin AND name IN ('Angela Merkel', 'Ruritania', 'Hezbollah', 'Norwegian', 'European Union', 'Elysee Palace', 'rebel')
    ORDER BY name COLLATE "C", valid_from NULLS FIRST;
SELECT count(*) > 7000 AS many, count(*) FILTER (WHERE valid_from >= valid_until) AS turned FROM news_events.actor WHERE builtin;
-- every state has a row
SELECT count(DISTINCT code) > 250 AS states FROM news_events.actor WHERE builtin AND length(code) = 3;

BEGIN;
DELETE FROM news_events.actor;
SELECT news_events.import_petrarch($$
# A dictionary of a country that never was.
<!-- with comments of
     two kinds -->
RURITANIA_  [RUR]  # the country
+RURITANIAN_
+KINGDOM_OF__RURITANIA
RUDOLF_ELPHBERG_
+KING_RUDOLF
	[RURELI <950601]
	[RURGOV 950601-991231]	[RURGOV 20010115 - 20010630]
	[RUROPP > 20100229]
	[RUR]
RUPERT_OF_HENTZAU [---] [RURREB >301231]
ZENDA  # a castle, no code
+CASTLE_OF_ZENDA
	[RURGOV 951399]
+[RUR]
MICHAEL_ELPHBERG [RURMIL
STRELSAU [RUR/GAL]
SAPT_ [RURMIL 19980002-19980631]
	GARBLED
$$, 'actors');
SELECT name, code, kind, valid_from, valid_until, dictionary, builtin FROM news_events.actor
    ORDER BY name COLLATE "C", valid_from NULLS FIRST, code;
-- what is there already stays one row
SELECT news_events.import_petrarch('RURITANIA [RUR]' || chr(13) || chr(10) || 'STRELSAU [RURGOV]' || chr(13) || chr(10), 'actors');
SELECT news_events.import_petrarch('', 'actors');
SELECT news_events.import_petrarch('	[USA]
+UNCLE SAM', 'actors');

DELETE FROM news_events.actor;
SELECT news_events.import_petrarch($$
!PERSON! = MAN, MEN, WOMAN,WOMEN
!WATCH! = WATCH
POLICE {} [ ~COP]
THIEF {THIEVES} [~CRM] # irregular
COURT_LADY [~GOV]
DISPATCH_BOY [~CVL]
COACH [~LAB]
BOSS [~BUS]
CHURCH!PERSON! [~CHR]
!PERSON!_OF_THE_!WATCH! [~COP]
HUMANE_SOCIETY [NGO~]
FENCE !TOOLS! [~CRM]
SPY [~SPY}
SCOUT
MAYOR {MAYORS [~GOV]
GROOM []
$$, 'agents');
SELECT name, code, kind FROM news_events.actor ORDER BY name COLLATE "C";
ROLLBACK;

SELECT news_events.import_petrarch('A [B]', 'verb');
SELECT news_events.import_petrarch(NULL, 'actors');

-- A large dictionary takes time in proportion to its size, and only so many of its faults are named.
BEGIN;
SELECT split_part(news_events.import_petrarch(string_agg('NAME_' || i || '_ [XXX' || CASE WHEN i % 20 = 0 THEN ' never' ELSE '' END || ']',
    chr(10)), 'actors'), chr(10), 1) FROM generate_series(1, 30000) i;
SELECT array_length(string_to_array(news_events.import_petrarch(repeat('[', 5000) || repeat(chr(10) || 'A', 3000), 'actors'), chr(10)), 1);
SELECT right(news_events.import_petrarch(repeat('A' || chr(10), 3000), 'actors'), 12);
ROLLBACK;
