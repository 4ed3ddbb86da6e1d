#!/usr/bin/perl
# bench.pl: the speed of every stage and of the whole, beside to_tsvector over the same stories in the same run.
#
# usage: perl test/bench/bench.pl [STORIES.tsv[.gz]]     (PG* settings of a server with the extension installed)
#
# STORIES: id, date, title and body a line, with COPY's escapes. Without it the demo's own stories, many times over. Every
# figure is the median of five runs on one core; the ratio is to to_tsvector('english', body).
use strict;
use warnings;
use File::Temp qw(tempdir);
use Time::HiRes qw(time);

my ($stories) = @ARGV;
my $directory = tempdir(CLEANUP => 1);
my $bodies = "$directory/bodies";
if ($stories) {
    my $in;
    open($in, $stories =~ /\.gz$/ ? "zcat '$stories' |" : "< $stories") or die "$stories: $!\n";
    open my $out, '>', $bodies or die "$bodies: $!\n";
    while (<$in>) { chomp; my @f = split /\t/; print $out "$f[3]\n" if defined $f[3] }
    close $out;
} else {
    my @lines;
    for my $file (glob 'test/data/stories/*.txt') {
        open my $in, '<', $file or die "$file: $!\n";
        local $/;
        (my $body = <$in>) =~ s/([\\\n\t\r])/$1 eq "\n" ? "\\n" : $1 eq "\t" ? "\\t" : $1 eq "\r" ? "\\r" : "\\\\"/ge;
        push @lines, "$body\n";
    }
    die "no stories in test/data/stories\n" unless @lines;
    open my $out, '>', $bodies or die "$bodies: $!\n";
    print $out @lines for 1 .. 400;
    close $out;
}

sub median { my @s = sort { $a <=> $b } @_; return $s[$#s / 2] }

# ---- the stages, without a server ----
my $pin = -x '/usr/bin/taskset' ? 'taskset -c 0 ' : '';
my (%stage, @order, $note);
for (1 .. 5) {
    for (`${pin}build/stages $bodies`) {
        if (/^#/) { $note = $_ }
        elsif (/^(\S+)\s+([\d.]+|-?nan|inf)\s+([\d.]+|-?nan|inf)(?:\s+[\d.]+)?$/) {
            push @order, $1 unless $stage{$1};
            push @{ $stage{$1} }, [$2, $3];
        }
    }
}
die "the stages did not run\n" unless @order;

# ---- the server: one backend, no parallel workers ----
sub psql {
    my ($sql) = @_;
    open my $pipe, '|-', "psql -X -q -At -v ON_ERROR_STOP=1 > $directory/out" or die "psql: $!\n";
    print $pipe $sql;
    close $pipe or die "psql failed\n";
    open my $in, '<', "$directory/out" or die $!;
    return map { chomp; $_ } <$in>;
}
my $sql = "SET client_min_messages = error; CREATE EXTENSION IF NOT EXISTS news_events;\nCREATE TEMP TABLE bench (body text);\n";
$sql .= "\\copy bench FROM '$bodies'\nANALYZE bench; SET max_parallel_workers_per_gather = 0; SET jit = off;\n";
my @calls = (['to_tsvector', q{to_tsvector('english', body)}], ['annotate()', 'news_events.annotate(body)']);
for (1 .. 5) {
    for my $call (@calls) {
        $sql .= "SELECT clock_timestamp() AS began \\gset\n"
            . "SELECT count($call->[1]) FROM bench \\g /dev/null\n"
            . "SELECT '$call->[0]', extract(epoch FROM clock_timestamp() - :'began') \\g\n";
    }
}
my %seconds;
for (psql($sql)) { my ($name, $time) = split /\|/; push @{ $seconds{$name} }, $time if defined $time }
my $bytes = -s $bodies;
my $reference = $bytes / median(@{ $seconds{'to_tsvector'} }) / 1e6;

printf "%-14s %10s %10s %14s\n", 'stage', 'ns/token', 'MB/s', 'to_tsvector';
for my $name (@order) {
    my $speed = median(map { $_->[1] } @{ $stage{$name} });
    printf "%-14s %10.1f %10.2f %14.2f\n", $name, median(map { $_->[0] } @{ $stage{$name} }), $speed, $speed / $reference;
}
my $learned = 0;
$learned += median(map { $_->[0] } @{ $stage{$_} }) for grep { $stage{$_} } qw(tag parse names);
my $all = median(map { $_->[0] } @{ $stage{annotate} });
my $speed = $learned ? median(map { $_->[1] } @{ $stage{annotate} }) * $all / $learned : 0;
printf "%-14s %10.1f %10.2f %14.2f\n", 'tag+parse+names', $learned, $speed, $speed / $reference;
for my $call (@calls) {
    my $mb = $bytes / median(@{ $seconds{ $call->[0] } }) / 1e6;
    printf "%-14s %10s %10.2f %14.2f   (in the server)\n", $call->[0], '', $mb, $mb / $reference;
}
print $note;
