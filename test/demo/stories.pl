#!/usr/bin/perl
# stories.pl: the demo's stories as lines of COPY: id, publisher, published, zone, title, body.
use strict;
use warnings;

my $directory = 'test/data/stories';
open my $list, '<', "$directory/stories.tsv" or die "$directory/stories.tsv: $!\n";
<$list>;
while (my $line = <$list>) {
    chomp $line;
    my ($file, $publisher, $published, $zone, $title) = split /\t/, $line;
    open my $in, '<:raw', "$directory/$file.txt" or die "$directory/$file.txt: $!\n";
    my $body = do { local $/; <$in> };
    $body =~ s/\\/\\\\/g;
    $body =~ s/\n/\\n/g;
    $body =~ s/\r/\\r/g;
    $body =~ s/\t/\\t/g;
    print join("\t", $file, $publisher, $published, $zone, $title, $body), "\n";
}
