# 030_valgrind.pl: the server itself under valgrind: no read of memory that was never written, none outside a block.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Cwd qw(getcwd);

plan skip_all => 'valgrind is not installed' unless grep { -x "$_/valgrind" } split /:/, $ENV{PATH};

my $node = PostgreSQL::Test::Cluster->new('valgrind');
$node->init(extra => ['--encoding=UTF8', '--locale=C']);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\n");
my $suppressions = getcwd() . '/t/valgrind.supp';
my $log = getcwd() . '/valgrind.log';
my $story = q{'OSLO, 3 May - Norwegian Prime Minister Kari Lund met Chad''s president, Idriss Saleh, in Oslo on Monday at 5:30 pm. "We agreed on aid," she said. He denied that troops would leave N''Djamena on 14 June. Read more'};
my @statements = (
    'CREATE EXTENSION news_events',
    "CREATE TABLE a AS SELECT news_events.annotate($story, '2021-05-04', 'Aid for Chad', 'Europe/Oslo') AS a",
    (map { "SELECT * FROM a, news_events.$_(a)" } qw(tokens mentions times quotations places reports)),
    'SELECT news_events.explain(a) FROM a',
    'SELECT a::text::news_events.annotation::text FROM a',
    'CREATE TABLE articles (id int PRIMARY KEY, body text)',
    "INSERT INTO articles VALUES (1, $story), (2, 'Norway''s Kari Lund met Idriss Saleh of Chad in Oslo on 3 May 2021.'), (3, '')",
    "SELECT news_events.create_corpus('news', 'articles', key => 'id', body => 'body')",
    "CALL news_events.refresh('news')",
    "CALL news_events.recode('news')",
    'SELECT * FROM news.event_list',
    "SELECT news_events.drop_corpus('news')",
    "SELECT news_events.annotate('')",
    "SELECT news_events.annotate(repeat('x', 300) || U&'\\65E5\\0301\\+01F600')",
);
my $input = join("\n", @statements) . "\n";
my ($out, $err) = ('', '');
my $run = IPC::Run::run(
    ['valgrind', '--quiet', '--leak-check=no', '--error-exitcode=99', "--suppressions=$suppressions", "--log-file=$log",
        'postgres', '--single', '-D', $node->data_dir, 'postgres'],
    '<', \$input, '>', \$out, '2>', \$err);
ok($run, 'valgrind finds nothing') or diag(substr(slurp_file($log), 0, 4000));
unlike($err, qr/\bERROR:/, 'no statement failed') or diag(substr($err, 0, 2000));
ok($out =~ m{explain = }, 'the statements ran');
done_testing();
