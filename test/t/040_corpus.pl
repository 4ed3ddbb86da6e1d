# 040_corpus.pl: a corpus through what happens to databases: several sessions at once, a cancel, a crash, dump and restore.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time sleep);

my $node = PostgreSQL::Test::Cluster->new('corpus');
$node->init(extra => ['--encoding=UTF8', '--locale=C']);
$node->append_conf('postgresql.conf', "statement_timeout = '300s'\njit = off\ndeadlock_timeout = '100ms'\n");
$node->start;
$node->safe_psql('postgres', q{
    CREATE EXTENSION news_events;
    CREATE SCHEMA press;
    CREATE TABLE press.story (id integer PRIMARY KEY, publisher text, at timestamptz, body text);
    INSERT INTO press.story
    SELECT i, 'Outlet ' || i % 7, timestamptz '2020-01-01' + i % 50 * interval '1 day',
           format('President %s of %s met %s in %s on Tuesday. They spoke about %s and the price of %s. "We agree," said %s.',
                  (ARRAY['Ana Rossi', 'Kofi Mensah', 'Lars Berg', 'Mei Tanaka'])[1 + i % 4],
                  (ARRAY['Italy', 'Ghana', 'Sweden', 'Japan'])[1 + i % 4],
                  (ARRAY['Paul Novak', 'Ivan Petrov', 'Sara Cohen'])[1 + i % 3],
                  (ARRAY['Rome', 'Accra', 'Malmo', 'Osaka', 'Geneva'])[1 + i % 5],
                  (ARRAY['fisheries', 'railways', 'vaccines', 'tariffs', 'refugees', 'glaciers'])[1 + i % 6],
                  (ARRAY['copper', 'wheat', 'timber', 'gas', 'cotton', 'cobalt', 'salt'])[1 + i % 7],
                  (ARRAY['Rossi', 'Mensah', 'Berg', 'Tanaka'])[1 + i % 4])
    FROM generate_series(1, 400) i;
});

my @tables = qw(mention participant quotation report entity event story_line form document_term neighbour sentence timex place);

sub create
{
    my $corpus = shift;
    $node->safe_psql('postgres', "SELECT news_events.create_corpus('$corpus', 'press.story', 'id', 'body', 'at', publisher => 'publisher')");
}

# Everything of a corpus that does not tell when and by whom it was written.
sub fingerprint
{
    my ($corpus, $database) = @_;
    my $rows = join ' UNION ALL ', map { "SELECT '$_', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM $corpus.$_ t" } @tables;
    return $node->safe_psql($database // 'postgres', "$rows UNION ALL SELECT 'document', count(*), md5(string_agg((key, published, story_line, "
            . "resolved, problem, signature)::text, '|' ORDER BY key)) FROM $corpus.document ORDER BY 1");
}

create('alone');
$node->safe_psql('postgres', "CALL news_events.refresh('alone')");
my $expected = fingerprint('alone');
like($expected, qr/^document\|400\|/m, 'a refresh by one session');

# ---- background workers ----
create('jobs');
$node->safe_psql('postgres', "CALL news_events.refresh('jobs', 20, jobs => 3)");
is(fingerprint('jobs'), $expected, 'background workers give the same rows');
is($node->safe_psql('postgres', 'SELECT count(*) > 1, sum(done), bool_and(finished IS NOT NULL) FROM jobs.progress'), 't|400|t',
    'workers share the stories, and each reports its part');

# ---- several sessions, and a writer under the triggers ----
create('together');
$node->safe_psql('postgres', "SELECT news_events.follow('together')");
my @sessions;
for my $number (1 .. 3) {
    my ($out, $err) = ('', '');
    push @sessions, { err => \$err, run => IPC::Run::start(['psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'),
                '-c', "CALL news_events.refresh('together', " . 10 * $number . ")", '-c', "CALL news_events.resolve('together')"],
            '>', \$out, '2>', \$err) };
}
{
    my $writes = join "\n", map { "BEGIN; UPDATE press.story SET body = body || ' It is late.' WHERE id = $_; "
            . 'UPDATE press.story SET body = body || \' It is early.\' WHERE id = ' . (401 - $_) . '; COMMIT;' } 1 .. 60;
    my ($out, $err) = ('', '');
    my $file = $node->basedir . '/writes.sql';
    append_to_file($file, $writes);
    push @sessions, { err => \$err, run => IPC::Run::start(['psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'),
                '-f', $file], '>', \$out, '2>', \$err) };
}
for my $session (@sessions) {
    ok($session->{run}->finish, 'a session among others ends well') or diag ${ $session->{err} };
}
unlike(slurp_file($node->logfile), qr/deadlock detected/, 'nobody was in anybody\'s way for ever');
$node->safe_psql('postgres', "CALL news_events.refresh('together'); CALL news_events.refresh('alone')");
$expected = fingerprint('alone');
is(fingerprint('together'), $expected, 'sessions at once give the rows of one session');
$node->safe_psql('postgres', "SELECT news_events.unfollow('together')");

# ---- cancel ----
sub start_refresh
{
    my $corpus = shift;
    my ($out, $err) = ('', '');
    my $run = IPC::Run::start(['psql', '-XAtq', '-d', $node->connstr('postgres'), '-c', "CALL news_events.refresh('$corpus', 5)"],
        '>', \$out, '2>', \$err);
    $node->poll_query_until('postgres', "SELECT count(*) >= 20 FROM $corpus.document") or die 'the refresh did not begin';
    return ($run, \$err);
}

create('cancelled');
my ($run, $err) = start_refresh('cancelled');
my $progress = $node->safe_psql('postgres', 'SELECT running, total, done >= 20, per_second > 0, estimated_end > updated FROM cancelled.progress');
is($progress, 't|400|t|t|t', 'another session sees how far it is');
$node->safe_psql('postgres', 'SELECT pg_cancel_backend(pid::integer) FROM cancelled.progress');
eval { $run->finish };
like($$err, qr/canceling statement due to user request/, 'a refresh can be cancelled');
my $kept = $node->safe_psql('postgres', 'SELECT count(*) FROM cancelled.document');
ok($kept >= 20 && $kept < 400, "what was committed stays ($kept stories)");
is($node->safe_psql('postgres', 'SELECT count(*) FROM cancelled.progress WHERE running'), '0', 'and nobody takes it for running');
$node->safe_psql('postgres', "CALL news_events.refresh('cancelled')");
is(fingerprint('cancelled'), $expected, 'the next refresh ends it');

# ---- crash ----
create('crashed');
($run, $err) = start_refresh('crashed');
$node->stop('immediate');
eval { $run->finish };
$node->start;
$kept = $node->safe_psql('postgres', 'SELECT count(*) FROM crashed.document');
ok($kept >= 20 && $kept < 400, "what was committed outlives a crash ($kept stories)");
is($node->safe_psql('postgres', 'SELECT phase, running FROM crashed.progress'), 'interrupted|f', 'progress tells that it was interrupted');
$node->safe_psql('postgres', "CALL news_events.refresh('crashed')");
is(fingerprint('crashed'), $expected, 'the next refresh ends it');

# ---- dump and restore ----
$node->safe_psql('postgres', "SELECT news_events.follow('alone')");
my $dump = $node->basedir . '/dump.sql';
$node->command_ok(['pg_dump', '-f', $dump, '-d', $node->connstr('postgres')], 'pg_dump');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok(['psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', $dump, '-d', $node->connstr('restored')], 'restore');
is(fingerprint('alone', 'restored'), $expected, 'a corpus survives dump and restore');
is($node->safe_psql('restored', 'SELECT corpus, source FROM news_events.corpus ORDER BY 1'),
    $node->safe_psql('postgres', 'SELECT corpus, source FROM news_events.corpus ORDER BY 1'), 'and so do its settings');
is($node->safe_psql('restored', "CALL news_events.refresh('alone'); SELECT total FROM alone.progress WHERE pid = pg_backend_pid()"), '0',
    'nothing is annotated again');
is($node->safe_psql('restored', q{
    UPDATE press.story SET body = 'Rain fell.' WHERE id = 1;
    SELECT text FROM alone.sentence WHERE key = 1}), 'Rain fell.', 'and the triggers still serve it');
$node->safe_psql('restored', "SELECT news_events.drop_corpus('alone')");

$node->stop;
done_testing();
