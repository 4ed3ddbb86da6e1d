#!/usr/bin/perl
# check.pl: runs every kind of test, counts what passed and failed, and ends with the line "N passed, N failed".
#
# usage: perl test/check.pl SERVER_VERSION        (PG_CONFIG in the environment; the extension is built and installed)
#
# Each kind's whole output is kept in build/check/; what failed is shown.
use strict;
use warnings;
use File::Copy qw(copy);
use File::Temp qw(tempdir);

my ($version) = @ARGV;
die "usage: perl test/check.pl SERVER_VERSION\n" unless $version and $version =~ /^\d+$/;
my $config = $ENV{PG_CONFIG} // "/usr/lib/postgresql/$version/bin/pg_config";
chomp(my $processors = `nproc`);
my $make = "make -s -j$processors PG_CONFIG=$config";
my ($passed, $failed) = (0, 0);
system('mkdir', '-p', 'build/check') == 0 or die "could not make build/check\n";

# run_step: runs a shell command; passes and failures are what the two patterns count in its output (the sum of $1 where
# they have one), and a command that fails without a failure counted is one.
sub run_step {
    my ($name, $command, $good, $bad) = @_;
    my $log = "build/check/$name.log";
    my $began = time;
    my $status = system("{ $command ; } > $log 2>&1 < /dev/null");
    open my $in, '<', $log or die "$log: $!\n";
    my ($ok, $not, @lines) = (0, 0);
    while (<$in>) {
        push @lines, $_;
        if ($bad and /$bad/) { $not += $1 // 1 }
        elsif ($good and /$good/) { $ok += $1 // 1 }
    }
    if (!$good) { $status ? ($not = 1) : ($ok = 1) }
    $not = 1 if $status and !$not;
    $not = 1 if !$ok and !$not;    # a step that ran nothing has not passed
    $passed += $ok;
    $failed += $not;
    printf "%-12s %5d passed, %d failed   (%d s)\n", $name, $ok, $not, time - $began;
    if ($not) {
        my $from = @lines > 200 ? @lines - 200 : 0;
        print "    | $_" for @lines[$from .. $#lines];
    }
}

# virtual: the command with a throw-away cluster of the encoding and locale given
sub virtual {
    my ($command, $options) = @_;
    $options //= '--encoding=UTF8 --locale=C.UTF-8';
    return "pg_virtualenv -v $version -i '$options' -o fsync=off $command";
}

$| = 1;
run_step('lint', "$make lint", qr/^ok - /, qr/^not ok - /);
run_step('unit', "$make unit", qr/^\[  PASSED  \] (\d+) test/, qr/^\[  FAILED  \] (\d+) test/);
run_step('train', "make -s -j$processors PG_CONFIG=$config build/train && prove --verbose test/train/*.pl", qr/^ok \d+/, qr/^not ok \d+/);
run_step('fuzz', "$make fuzz FUZZ_SECONDS=10", qr/^ok - /, qr/^not ok - /);
my $regress_ok = qr/^(?:test .*\.\.\. ok|ok \d+)/;
my $regress_bad = qr/^(?:test .*\.\.\. FAILED|not ok \d+)/;
run_step('regress', virtual("$make installcheck || { cat build/regression.diffs regression.diffs build/isolation/regression.diffs; false; }"),
    $regress_ok, $regress_bad);
for my $encoding (qw(LATIN1 EUC_JP SQL_ASCII)) {
    run_step("encoding-$encoding", virtual("$make installcheck REGRESS=encoding ISOLATION= || { cat regression.diffs; false; }",
        "--encoding=$encoding --locale=C"), $regress_ok, $regress_bad);
}

# TAP tests make servers of their own, which refuses root; they run from a copy that another user can read
if (glob 'test/t/*.pl') {
    my $copy = tempdir('news_events_XXXXXX', TMPDIR => 1, CLEANUP => 1);
    system("cp -r test/t test/data sql news_events.control '$copy/' && chmod -R a+rX '$copy' && chmod 777 '$copy'") == 0
        or die "could not copy the TAP tests\n";
    chomp(my $pgxs = `$config --pgxs`);
    (my $src = $pgxs) =~ s{/makefiles/pgxs\.mk$}{};
    chomp(my $bin = `$config --bindir`);
    my $prove = "cd '$copy' && PATH=$bin:\$PATH PG_REGRESS=$src/test/regress/pg_regress TESTDIR='$copy' TESTDATADIR='$copy/data' "
        . "TESTLOGDIR='$copy/log' PERL5LIB=$src/test/perl prove --timer --verbose t/*.pl";
    my $user = $> == 0 ? "setpriv --reuid=postgres --regid=postgres --init-groups env HOME='$copy' " : '';
    run_step('tap', $user . "sh -c \"" . ($prove =~ s/(["\$\\])/\\$1/gr) . "\"", qr/^ok \d+/, qr/^not ok \d+/);
}
print "$passed passed, $failed failed\n";
exit($failed ? 1 : 0);
