# 020_limits.pl: texts of any size and shape are annotated in time that grows with their length, in memory within the
# stated multiple, and a cancel is answered.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time sleep);

# README, Limits: memory while annotating, as a multiple of the text's bytes
my $MEMORY_MULTIPLE = 80;

my $node = PostgreSQL::Test::Cluster->new('limits');
$node->init(extra => ['--encoding=UTF8', '--locale=C']);
$node->append_conf('postgresql.conf', "fsync = off\nstatement_timeout = '180s'\njit = off\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION news_events');

my %text = (
    'one long line of words' => q{repeat('word ', 1000000)},
    'one word' => q{repeat('x', 5000000)},
    'quotation marks' => q{repeat('"', 1000000)},
    'quotations left open' => q{repeat(E'\n"He left, ', 300000)},
    'curly quotation marks nested' => q{repeat(U&'\201c', 300000) || repeat(U&'\201d', 300000)},
    'brackets' => q{repeat('(', 1000000) || repeat(')', 1000000)},
    'full stops' => q{repeat('. ', 1000000)},
    'names' => q{repeat('Anna Smith met Robert Jones of Acme Corp. in Paris on Monday. ', 60000)},
    'names without a stop' => q{repeat('Anna Smith and ', 200000)},
    'different names' => q{(SELECT string_agg('Mr. N' || translate(md5(i::text), '0123456789', 'ghijklmnop') || ' said he left. ', '') FROM generate_series(1, 60000) i)},
    'pronouns' => q{repeat('He said she told them that they saw it. ', 80000)},
    'dates' => q{repeat('on 3 May 2011 at 5 pm, ', 100000)},
    'digits' => q{repeat('1234567890', 300000)},
    'numbers' => q{repeat('1 ', 1000000)},
    'months' => q{repeat('May ', 500000)},
    'commas and verbs' => q{repeat('he said, she denied, ', 100000)},
    'that that' => q{repeat('said that ', 300000)},
    'newlines' => q{repeat(E'\n', 2000000)},
    'short lines' => q{repeat(E'Share\n', 300000)},
    'hyphens' => q{repeat('a-', 1000000)},
    'apostrophes' => q{repeat('''s ', 500000)},
    'upper case' => q{repeat('PRESIDENT TO VISIT PARIS ', 100000)},
    'emoji' => q{repeat(U&'\+01F600', 500000)},
    'combining marks' => q{'a' || repeat(U&'\0301', 1000000)},
    'Japanese' => q{repeat(U&'\65E5\672C\8A9E\306E\8A18\4E8B\3067\3059\3002', 100000)},
    'Thai without spaces' => q{repeat(U&'\0E20\0E32\0E29\0E32\0E44\0E17\0E22', 100000)},
    'right to left' => q{repeat(U&'\05E9\05DC\05D5\05DD ', 200000)},
    'links' => q{repeat('http://a.example/b?c=d ', 100000)},
    'control characters' => q{repeat(E'\x01\x02\x7f', 300000)},
);
for my $name (sort keys %text) {
    my ($status, $out, $err) = $node->psql('postgres',
        "SELECT length(news_events.annotate($text{$name}, '2020-01-01')::text) > 0", timeout => 200);
    is($out, 't', $name) or diag($err);
}

# memory: what the backend held at most, beyond what it held with the text made, as a multiple of the text
my $memory = $node->safe_psql('postgres', q{
    CREATE TEMP TABLE story AS SELECT repeat('Anna Smith told Reuters on Monday that the talks in Paris had failed. ', 150000) AS body;
    SELECT count(news_events.annotate('Rain fell.')) FROM story \g /dev/null
    SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]::bigint AS before FROM story WHERE length(body) > 0 \gset
    SELECT count(news_events.annotate(body, '2020-01-01')) FROM story \g /dev/null
    SELECT ((regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]::bigint - :before) * 1024 / length(body) FROM story;
});
cmp_ok($memory, '<=', $MEMORY_MULTIPLE, "memory is at most $MEMORY_MULTIPLE times the text (is $memory times)");

# many documents in one statement: memory is given back after each
my $growth = $node->safe_psql('postgres', q{
    SELECT count(news_events.annotate(repeat('Anna Smith met Robert Jones in Paris on Monday. ', 200) || i)) FROM generate_series(1, 50) i \g /dev/null
    SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]::bigint AS before \gset
    SELECT count(news_events.annotate(repeat('Anna Smith met Robert Jones in Paris on Monday. ', 200) || i)) FROM generate_series(1, 2000) i \g /dev/null
    SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]::bigint - :before;
});
cmp_ok($growth, '<', 8192, "2,000 documents leave less than 8 MB behind (are $growth kB)");

# cancel: asked for at several moments of a long annotation, and answered
$node->safe_psql('postgres', q{CREATE TABLE long AS SELECT repeat('Anna Smith told Reuters on Monday that the talks in Paris had failed. ', 700000) AS body;
    ALTER TABLE long ALTER body SET STORAGE EXTERNAL});
for my $after (200, 700, 1500, 3000, 5000, 8000) {
    my ($status, $out, $err) = $node->psql('postgres', "\\timing on\nSET statement_timeout = $after;\n"
        . "SELECT news_events.annotate(body, '2020-01-01') IS NULL FROM long;");
    my ($took) = $out =~ /.*Time: ([\d.]+)/s;
    like($err . $out, qr/canceling statement due to statement timeout|\nf\n/, "asked to cancel after $after ms");
    note(sprintf 'answered within %.0f ms', $took - $after) if $err =~ /canceling/;
}
is($node->safe_psql('postgres', q{SELECT count(*) > 0 FROM news_events.tokens('Rain fell.')}), 't', 'and the server goes on');
$node->stop;
done_testing();
