#!/usr/bin/perl
# compile.pl: turns one word list (TSV) into a read-only C table with a hash index over its first column.
#
# usage: compile.pl src/knowledge/NAME.tsv > build/knowledge/NAME.c
#
# A line that begins with # is a comment. The first other line names the columns. Every row has as many cells; a cell
# may be empty. The first column is the key: words separated by one space. Several rows may have one key.
# Everything becomes one string and arrays of offsets into it, so that the table needs no relocation when it is loaded.
use strict;
use warnings;

my ($path) = @ARGV;
my ($name) = $path =~ m{([a-z_0-9]+)\.tsv$} or die "$path: not the name of a list\n";
open(my $in, '<:raw', $path) or die "$path: $!\n";
my (@columns, @rows);
while (my $line = <$in>) {
    chomp $line;
    next if $line =~ /^#/ or $line eq '';
    die "$path:$.: carriage return\n" if $line =~ /\r/;
    my @cells = split /\t/, $line, -1;
    if (!@columns) { @columns = @cells; next }
    push @cells, '' while @cells < @columns;
    die "$path:$.: " . @cells . " cells, not " . @columns . "\n" if @cells != @columns;
    die "$path:$.: key is not words separated by one space: '$cells[0]'\n"
        if $cells[0] eq '' or $cells[0] =~ /^ | $|  /;
    push @rows, \@cells;
}
my @order = sort { $rows[$a][0] cmp $rows[$b][0] || $a <=> $b } 0 .. $#rows;
@rows = @rows[@order];

# FNV-1a over bytes, as knowledge.c computes it
sub hash_of {
    my $h = 2166136261;
    for my $c (unpack 'C*', $_[0]) { $h = (($h ^ $c) * 16777619) & 0xffffffff }
    return $h;
}

sub slots_for {
    my ($keys) = @_;    # [key, value], distinct keys
    my $size = 8;
    $size *= 2 while $size < 2 * @$keys;
    my @slots = (-1) x $size;
    for my $k (@$keys) {
        my $s = hash_of($k->[0]) & ($size - 1);
        $s = ($s + 1) & ($size - 1) while $slots[$s] >= 0;
        $slots[$s] = $k->[1];
    }
    return @slots;
}

my (%at, @pieces);
my $length = 0;
sub offset_of {
    my ($s) = @_;
    if (!exists $at{$s}) {
        $at{$s} = $length;
        push @pieces, $s;
        $length += 1 + length $s;
    }
    return $at{$s};
}
offset_of('');
my @cells = map { my $r = $_; map { offset_of($_) } @$r } @rows;

my (@keys, %first, $longest);
$longest = 0;
for my $i (0 .. $#rows) {
    my $key = $rows[$i][0];
    push @keys, [$key, $i] if $i == 0 or $rows[$i - 1][0] ne $key;
    my @words = split / /, $key;
    # a text may be cut into tokens inside a word
    my ($start) = $words[0] =~ m{^(.[^-'&/\xe2]*)}s;
    my $tokens = () = $key =~ m{[0-9A-Za-z.\x80-\xff]+|[^ ]}g;
    $tokens += $key =~ s/\xe2\x80\x99//gr ne $key;
    for my $first ($words[0], $start) { $first{$first} = $tokens if $tokens > ($first{$first} // 0) }
    $longest = $tokens if $tokens > $longest;
}
my @first = sort keys %first;
my @first_words = map { offset_of($_) } @first;
my @slots = slots_for(\@keys);
my @first_slots = slots_for([map { [$first[$_], $_] } 0 .. $#first]);

sub numbers {
    my ($type, $array, @values) = @_;
    print "static const $type $array\[\] = {";
    for my $i (0 .. $#values) { print $i % 20 ? '' : "\n    ", $values[$i], ',' }
    print @values ? "\n};\n" : "0};\n";
}

print "/* Made from $name.tsv by compile.pl. */\n#include \"knowledge/knowledge.h\"\n";
print "static const char strings[] =";
for my $p (@pieces) {
    (my $q = $p) =~ s/([^ !#->@-\[\]-~])/sprintf '\\%03o', ord $1/ge;
    print "\n    \"$q\\000\"";
}
print ";\n";
numbers('uint32_t', 'cells', @cells);
numbers('int32_t', 'slots', @slots);
numbers('uint32_t', 'first_words', @first_words);
numbers('int32_t', 'first_longest', map { $first{$_} } @first);
numbers('int32_t', 'first_slots', @first_slots);
printf "const KnowledgeTable knowledge_%s = {strings, cells, %d, %d, slots, %d, first_words, first_longest, first_slots, "
    . "%d, %d};\n", $name, scalar @rows, scalar @columns, $#slots, $#first_slots, $longest;
