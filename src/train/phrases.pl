#!/usr/bin/perl
# phrases.pl: makes the section "phrases" of the model: names of places, peoples, persons and organizations in lists that
# anyone may use, each with the lists that it is in (a number of 16 bits, see src/annotation/name_features.c).
#
# usage: phrases.pl COUNTRIES CITIES WORDNET SUBDIVISIONS WELL_KNOWN < TEXT > english.phrases
#   COUNTRIES     src/knowledge/countries.tsv
#   CITIES        GeoNames' cities500.txt
#   WORDNET       WordNet's data.noun
#   SUBDIVISIONS  iso-codes' iso_3166-2.json
#   WELL_KNOWN    src/train/well_known_names.tsv
#   TEXT          plain text, in which the names of companies are found by what they end in
#
# A phrase is known by the 64-bit hash of its letters and digits in lower case, without what stands between them, so that
# "Saint-Denis" and "Saint Denis" are one; the section is a table as src/model/word_table.h describes it.
use strict;
use warnings;
use utf8;
use integer;    # 64-bit arithmetic that wraps

my %list = (
    large_city => 1, city => 2, country => 4, people => 8, person => 16, organization => 32,
    land       => 64, region => 128, facility => 256, work => 512, place => 1024, capital => 2048,
    team       => 16384, product => 32768,
);
my %phrases;

sub add {
    my ($name, $list) = @_;
    my $letters = lc $name;
    $letters =~ s/[\x00-\x2f\x3a-\x60\x7b-\x7f]//g;
    $phrases{$letters} |= $list{$list} if length $letters > 1;
}

sub read_lines {
    my ($path, $take) = @_;
    open(my $in, '<:encoding(UTF-8)', $path) or die "$path: $!\n";
    while (my $line = <$in>) {
        chomp $line;
        $take->($line, "$path:$.");
    }
}

my ($countries, $cities, $wordnet, $subdivisions, $well_known) = @ARGV;
die "usage: phrases.pl COUNTRIES CITIES WORDNET SUBDIVISIONS WELL_KNOWN\n" if !defined $well_known;

my %of_country = (
    name => 'country', short => 'country', adjective => 'people', demonym => 'people', capital => 'capital',
);
read_lines($countries, sub {
    my ($line, $at) = @_;
    return if $line =~ /^#|^surface\t/;
    my ($surface, undef, $what) = split /\t/, $line;
    die "$at: no surface and what\n" if !defined $what;
    add($surface, $of_country{$what}) if $of_country{$what};
});

read_lines($cities, sub {
    my ($line, $at) = @_;
    my @cells = split /\t/, $line, -1;
    die "$at: " . @cells . " cells, not 19\n" if @cells != 19;
    my $population = $cells[14];
    return if $population !~ /^[0-9]+$/ or $population < 5000;
    add($_, $population >= 100000 ? 'large_city' : 'city') for @cells[1, 2];
});

read_lines($subdivisions, sub {
    my ($line) = @_;
    add($1, 'region') if $line =~ /"name": "([^"\\]*)"/;
});

read_lines($well_known, sub {
    my ($line, $at) = @_;
    return if $line =~ /^#/;
    my ($name, $list) = split /\t/, $line;
    die "$at: no name and list\n" if !defined $list or !$list{$list};
    add($name, $list);
});

# Instances in WordNet, by the file of their synset and, for places, by what they are instances of.
my (%synset, @instances);
read_lines($wordnet, sub {
    my ($line, $at) = @_;
    return if $line =~ /^  /;
    my @part = split / /, $line;
    my $words = hex $part[3];
    my %pointers;
    my $first = 4 + 2 * $words;
    die "$at: damaged\n" if !defined $part[$first];
    for my $p (0 .. $part[$first] - 1) {
        my ($relation, $target, $class) = @part[$first + 1 + 4 * $p .. $first + 3 + 4 * $p];
        push @{ $pointers{$relation} }, $target if $class eq 'n';
    }
    $synset{ $part[0] } = { words => [@part[map { 4 + 2 * $_ } 0 .. $words - 1]], above => $pointers{'@'} // [],
        of => $pointers{'@i'} // [], file => $part[1] + 0 };
    push @instances, $part[0] if $pointers{'@i'};
});
my %of_file = (18 => 'person', 14 => 'organization', 17 => 'land', 6 => 'facility', 10 => 'work', 4 => 'work');
my %settled = map { $_ => 1 } qw(country city state municipality town administrative_district district);
for my $offset (@instances) {
    my $list = $of_file{ $synset{$offset}{file} };
    if ($synset{$offset}{file} == 15) {
        my ($is_settled, %seen) = (0);
        my @above = @{ $synset{$offset}{of} };
        while (defined(my $s = pop @above)) {
            next if $seen{$s}++;
            $is_settled = 1 if grep { $settled{$_} } @{ $synset{$s}{words} };
            push @above, @{ $synset{$s}{above} }, @{ $synset{$s}{of} };
        }
        $list = $is_settled ? 'place' : 'land';
    }
    next if !$list;
    for my $word (@{ $synset{$offset}{words} }) {
        add($word, $list) if $word =~ /^\p{Lu}/;
    }
}

# Companies: capitalised words before "Inc", "Corp" and the like, with it and without it, seen twice or more.
my %companies;
while (my $line = <STDIN>) {
    utf8::decode($line);
    while ($line =~ /((?:\p{Lu}[\w'-]*\p{Ll}[\w'-]* (?:(?:&|and|of) )?){1,4}?)(?:Inc|Corp|Corporation|Ltd|Limited|Co|Plc|PLC|LLC|AG|NV|SA|Holdings|Industries|Airlines|Airways)\b/g) {
        my $name = $1;
        $name =~ s/ (?:&|and|of)? ?$//;
        $companies{$name}++ if $name =~ / / or length $name > 5;
        $companies{ substr($&, 0) }++;
    }
}
my %common = map { $_ => 1 } qw(American National General United International First The New North South East West
    British Canadian Japanese German French Australian Pacific Atlantic Central Western Eastern Southern Northern);
for my $name (sort keys %companies) {
    next if $companies{$name} < 2 or $common{$name} or $name =~ /^(?:The|A|In|But|And|For|At|Corp|Inc|Ltd|Co|Plc)\b/;
    add($name, 'organization') if $name =~ / / or !$phrases{ lc $name };    # "Austin Industries" is no reason for Austin
}

sub hash_of {    # word_hash() of src/model/word_table.h
    my $hash = -3750763034362895579;    # 14695981039346656037
    $hash = ($hash ^ $_) * 1099511628211 for unpack 'C*', $_[0];
    $hash ^= ($hash >> 32) & 0xffffffff;
    $hash *= -2960836687051489901;      # 0xD6E8FEB86659FD93
    return $hash ^ (($hash >> 32) & 0xffffffff);
}

my $bits = 1;
$bits++ while (1 << $bits) * 3 < 4 * keys %phrases;
my $mask = (1 << $bits) - 1;
my @marks = (0) x ($mask + 1);
my @values = (0) x ($mask + 1);
for my $phrase (sort keys %phrases) {
    my $bytes = $phrase;
    utf8::encode($bytes);
    my $hash = hash_of($bytes);
    my $mark = ($hash >> 32) & 0xffffffff || 1;
    my $slot = $hash & $mask;
    $slot = ($slot + 1) & $mask while $marks[$slot];
    ($marks[$slot], $values[$slot]) = ($mark, $phrases{$phrase});
}
binmode STDOUT;
print pack('V2 x56', 1, $bits), pack('V*', @marks), pack('v*', @values);
