#!/usr/bin/perl
# lint.pl: what tools and a script can see of the sources. Prints "ok - WHAT" or "not ok - WHAT" for each rule.
use strict;
use warnings;
use File::Find;

my $failed = 0;
my $cppflags = $ENV{PG_CPPFLAGS} // '';

sub report {
    my ($what, @problems) = @_;
    print "# $_\n" for map { s/\n$//r } @problems;
    print @problems ? 'not ok' : 'ok', " - $what\n";
    $failed = 1 if @problems;
}

sub read_file {
    my ($path) = @_;
    open my $in, '<:raw', $path or die "$path: $!\n";
    local $/;
    return scalar <$in>;
}

my @files;
find({ no_chdir => 1, wanted => sub { push @files, $_ if -f } }, qw(src sql test expected));
my @sources = sort grep { /\.[ch]$/ } @files;
my @units = grep { /\.c$/ } @sources;
my @pure = grep { m{^src/(annotation|model|knowledge|coding|resolution|train)/} } @sources;

report('clang-format', `clang-format --dry-run --Werror @sources 2>&1 | grep -E 'error|warning' | head -n 20`);
report('sources are ASCII', map { "$_\n" } grep { read_file($_) =~ /[^\x00-\x7f]/ } @sources);
report('the pure part knows no PostgreSQL',
    map { "$_\n" } grep { read_file($_) =~ m{#include\s+["<](postgres|fmgr|utils/|catalog/|executor/)} } @pure);
report('no file has more than 1200 lines', map { "$_\n" } grep { (read_file($_) =~ tr/\n//) > 1200 } @sources);
report('each file says what it is for', map { "$_\n" } grep { read_file($_) !~ m{^/\*\s} } @sources);

# warnings of both compilers; -fsyntax-only runs all of the front end
for my $compiler (qw(gcc clang)) {
    my @problems;
    for my $unit (@units) {
        my $flags = '-std=gnu11 -Wall -Wextra -Werror -Wno-unused-parameter -Isrc -Ibuild';
        $flags .= ' -Wno-sign-compare' if $unit =~ m{^src/postgres/};
        my $include = $cppflags =~ s/-I/-isystem /r;
        push @problems, `$compiler $flags $include -fsyntax-only $unit 2>&1 | head -n 20`;
    }
    report("no warning by $compiler", @problems);
}
report('cppcheck', grep { !/^Checking|^\d+\/\d+ files/ }
    `cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --suppress=missingInclude --suppress=unknownMacro --suppress=normalCheckLevelMaxBranches -Isrc -Ibuild src 2>&1`);
exit $failed;
