#!/usr/bin/perl
# compile_times.pl: turns the grammar of time expressions into one read-only automaton and its dictionary.
#
# usage: compile_times.pl src/annotation/time_grammar.h src/knowledge/time_{rules,words,zones,holidays,cues}.tsv > FILE.c
#
# time_rules.tsv says how its patterns are written. All rules together become one deterministic automaton over word
# classes (Thompson's construction, subset construction, Moore's minimisation); where several rules end in one state the
# first in the file wins. Patterns have no repetition, so the automaton has no cycle and a match has a longest length.
use strict;
use warnings;

my ($header, @paths) = @ARGV;
my %lists;
for my $path (@paths) {
    my ($name) = $path =~ m{time_([a-z]+)\.tsv$} or die "$path: not a list of the grammar\n";
    open(my $in, '<:raw', $path) or die "$path: $!\n";
    my @columns;
    while (my $line = <$in>) {
        chomp $line;
        next if $line =~ /^#/ or $line eq '';
        my @cells = split /\t/, $line, -1;
        if (!@columns) { @columns = @cells; next }
        die "$path:$.: more cells than columns\n" if @cells > @columns;
        my %row = (line => "$path:$.");
        @row{@columns} = map { $_ // '' } @cells[0 .. $#columns];
        push @{$lists{$name}}, \%row;
    }
}

# classes and fields that the C code knows, in its order
my (@class_names, %class_number);
sub class_of {
    my ($name) = @_;
    if (!exists $class_number{$name}) { $class_number{$name} = @class_names; push @class_names, $name }
    return $class_number{$name};
}
{
    open(my $in, '<', $header) or die "$header: $!\n";
    local $/;
    my $text = <$in>;
    my ($list) = $text =~ /#define TIME_CLASS_LIST\(X\)(.*?[^\\])\n/s or die "$header: no TIME_CLASS_LIST\n";
    class_of($1) while $list =~ /X\((\w+)\)/g;
}

# "month=1 edge=START" as C initialisers
my (@sets, %sets_at);
sub sets_of {
    my ($text, $where) = @_;
    my @these;
    for my $set (split ' ', $text) {
        my ($field, $value) = $set =~ /^([a-z_]+)=(-?\w+)$/ or die "$where: not field=value: $set\n";
        $value = 'TIME_' . uc($field) . "_$value" if $value !~ /^-?\d+$/;
        push @these, '{TIME_FIELD_' . uc($field) . ", $value}";
    }
    my $key = join ', ', @these;
    return (0, 0) if !@these;
    if (!exists $sets_at{$key}) { $sets_at{$key} = @sets; push @sets, @these }
    return ($sets_at{$key}, scalar @these);
}

# the dictionary: first word => readings
my (%readings, @strings, %string_at);
my $string_length = 0;
sub string_of {
    my ($s) = @_;
    if (!exists $string_at{$s}) { $string_at{$s} = $string_length; push @strings, $s; $string_length += 1 + length $s }
    return $string_at{$s};
}
string_of('');
sub add_reading {
    my ($key, $class, $sets, $flags, $where) = @_;
    my ($first, @rest) = split / /, $key;
    push @{$readings{$first}}, {
        class => class_of($class), rest => string_of(join ' ', @rest), words => 1 + @rest,
        sets => [sets_of($sets, $where)], capital => ($flags =~ /capital/ ? 1 : 0)};
}
add_reading($_->{word}, $_->{class}, $_->{sets}, $_->{form}, $_->{line}) for @{$lists{words}};
my %zone_rows;
for my $i (0 .. $#{$lists{zones}}) {
    my $z = $lists{zones}[$i];
    # rows of one name follow each other; the name reads as the first of them
    next if $zone_rows{$z->{name}}++;
    add_reading($z->{name}, $z->{class}, "zone=$i", $z->{class} eq 'ZONENAME' ? 'capital' : '', $z->{line});
}
add_reading($lists{holidays}[$_]{name}, 'HOLIDAY', "holiday=$_", 'capital', $lists{holidays}[$_]{line})
    for 0 .. $#{$lists{holidays}};

# patterns to a nondeterministic automaton
my (%parts, @tops, @epsilon, @edges, @accept);
for my $r (@{$lists{rules}}) {
    if ($r->{name} =~ /^[A-Z]+$/) { push @tops, $r }
    elsif ($r->{name} =~ /^[a-z_]+$/) { push @{$parts{$r->{name}}}, $r }
    else { die "$r->{line}: not a name: $r->{name}\n" }
    die "$r->{line}: only a whole expression can set fields\n" if $r->{sets} and $r->{name} =~ /^[a-z]/;
}
sub node { push @epsilon, []; push @edges, []; return $#edges }
my %literal;
sub parse_sequence {
    my ($items, $from, $context, $depth, $where, $close) = @_;
    my ($start, $end) = ($from, node());
    my $at = $from;
    while (@$items) {
        my $item = shift @$items;
        if ($item eq '|') { push @{$epsilon[$at]}, $end; $at = $start; next }
        if (defined $close and $item =~ /^\Q$close\E(\??)$/) {
            push @{$epsilon[$at]}, $end;
            push @{$epsilon[$start]}, $end if $1;
            return $end;
        }
        if ($item eq '(' or $item eq '[') {
            my $inner = node();
            push @{$epsilon[$at]}, $inner;
            $at = parse_sequence($items, $inner, $context || $item eq '[', $depth, $where, $item eq '(' ? ')' : ']');
            next;
        }
        my $optional = $item =~ s/\?$//;
        my $next = node();
        if ($item =~ /^<([a-z_]+)>$/) {
            my $part = $parts{$1} or die "$where: no part <$1>\n";
            die "$where: <$1> stands inside itself\n" if $depth > 30;
            for my $r (@$part) {
                my $inner = node();
                push @{$epsilon[$at]}, $inner;
                my @tokens = split ' ', $r->{pattern};
                my $out = parse_sequence(\@tokens, $inner, $context, $depth + 1, $r->{line}, undef);
                push @{$epsilon[$out]}, $next;
            }
        } else {
            $item =~ s/^"(.+)"$/$1/;
            my $name = $item =~ /^[A-Z]+$/ ? $item : "'$item";
            $literal{$item} = 1 if $name ne $item;
            die "$where: no class $item\n" if $name eq $item and !exists $class_number{$name};
            push @{$edges[$at]}, [class_of($name) * 2 + ($context ? 1 : 0), $next];
        }
        push @{$epsilon[$at]}, $next if $optional;
        $at = $next;
    }
    die "$where: '$close' is missing\n" if defined $close;
    push @{$epsilon[$at]}, $end;
    return $end;
}
my $start = node();
for my $i (0 .. $#tops) {
    my $inner = node();
    push @{$epsilon[$start]}, $inner;
    my @tokens = split ' ', $tops[$i]{pattern};
    $accept[parse_sequence(\@tokens, $inner, 0, 0, $tops[$i]{line}, undef)] = $i;
}
add_reading($_, "'$_", '', '', '') for sort keys %literal;

# subsets
sub closure {
    my %seen;
    my @todo = @_;
    while (@todo) { my $n = pop @todo; next if $seen{$n}++; push @todo, @{$epsilon[$n]} }
    return sort { $a <=> $b } keys %seen;
}
my (@subsets, %subset_at, @moves, @final);
sub subset {
    my @nodes = closure(@_);
    my $key = join ',', @nodes;
    if (!exists $subset_at{$key}) {
        $subset_at{$key} = @subsets;
        push @subsets, \@nodes;
        my $rule = -1;
        for my $n (@nodes) { $rule = $accept[$n] if defined $accept[$n] and ($rule < 0 or $accept[$n] < $rule) }
        push @final, $rule;
    }
    return $subset_at{$key};
}
subset($start);
for (my $s = 0; $s < @subsets; $s++) {
    my %to;
    push @{$to{$_->[0]}}, $_->[1] for map { @{$edges[$_]} } @{$subsets[$s]};
    $moves[$s] = {map { $_ => subset(@{$to{$_}}) } sort { $a <=> $b } keys %to};
}

# minimisation: states with one signature become one
my @group = map { $_ + 1 } @final;
my $groups = 0;
while (1) {
    my (%signature, @new);
    for my $s (0 .. $#subsets) {
        my $key = join ' ', $group[$s], map { "$_:$group[$moves[$s]{$_}]" } sort { $a <=> $b } keys %{$moves[$s]};
        $signature{$key} = keys %signature if !exists $signature{$key};
        $new[$s] = $signature{$key};
    }
    @group = @new;
    last if keys %signature == $groups;
    $groups = keys %signature;
}
my @state;
$state[$group[$_]] //= $_ for 0 .. $#subsets;
die "the start moved\n" if $group[0] != 0;

# the longest match, in words
my %longest;
sub longest_from {
    my ($g) = @_;
    if (!exists $longest{$g}) {
        $longest{$g} = -1;
        my $best = 0;
        for my $to (values %{$moves[$state[$g]]}) {
            my $inner = longest_from($group[$to]);
            die "a pattern repeats\n" if $inner < 0;
            $best = 1 + $inner if $best < 1 + $inner;
        }
        $longest{$g} = $best;
    }
    return $longest{$g};
}

sub numbers {
    my ($type, $array, @values) = @_;
    print "static const $type $array\[\] = {";
    for my $i (0 .. $#values) { print $i % 20 ? '' : "\n    ", $values[$i], ',' }
    print @values ? "\n};\n" : "0};\n";
}
sub quoted { (my $q = $_[0]) =~ s/([^ !#->@-\[\]-~])/sprintf '\\%03o', ord $1/ge; return "\"$q\"" }

print "/* Made from the lists of time expressions by compile_times.pl. */\n#include \"annotation/time_grammar.h\"\n";
my (@edge_start, @edge_classes, @edge_targets, @accepts, @from_start);
$from_start[$_] = -1 for 0 .. 2 * @class_names - 1;
for my $g (0 .. $#state) {
    push @edge_start, scalar @edge_classes;
    push @accepts, $final[$state[$g]];
    for my $c (sort { $a <=> $b } keys %{$moves[$state[$g]]}) {
        my $to = $group[$moves[$state[$g]]{$c}];
        push @edge_classes, $c;
        push @edge_targets, $to;
        $from_start[$c] = $to if $g == 0;
    }
}
push @edge_start, scalar @edge_classes;
numbers('uint32_t', 'edge_start', @edge_start);
numbers('uint16_t', 'edge_classes', @edge_classes);
numbers('uint16_t', 'edge_targets', @edge_targets);
numbers('int16_t', 'accepts', @accepts);
numbers('int32_t', 'from_start', @from_start);

my @rules;
push @rules, sprintf('{TIME_RULE_%s, %d, %d}', $_->{name}, sets_of($_->{sets}, $_->{line})) for @tops;

my (@words, @all);
for my $word (sort keys %readings) {
    push @words, [$word, scalar @all, scalar @{$readings{$word}}];
    # the longest first, so that a name of several words is tried before its first word
    push @all, sort { $b->{words} <=> $a->{words} } @{$readings{$word}};
}
my $size = 8;
$size *= 2 while $size < 3 * @words;
sub hash_of {
    my $h = 2166136261;
    for my $c (unpack 'C*', $_[0]) { $h = (($h ^ $c) * 16777619) & 0xffffffff }
    return $h ^ ($h >> 15);
}
my @slots = (-1) x $size;
for my $i (0 .. $#words) {
    my $s = hash_of($words[$i][0]) & ($size - 1);
    $s = ($s + 1) & ($size - 1) while $slots[$s] >= 0;
    $slots[$s] = $i;
}
# what most words of a text are turned away by: which lengths follow two first letters
my @lengths = (0) x 1024;
for my $w (@words) {
    my ($a, $b) = (unpack('C*', $w->[0]), 0);
    die "$w->[0]: too long\n" if length $w->[0] > 31;
    $lengths[($a * 32 + $b) & 1023] |= 1 << length $w->[0];
}
numbers('uint32_t', 'lengths', map { "${_}u" } @lengths);
print "static const TimeWord words[] = {\n";
printf "    {%d, %d, %d, %d},\n", string_of($_->[0]), length $_->[0], $_->[1], $_->[2] for @words;
print "};\nstatic const TimeEntry entries[] = {\n";
printf "    {%d, %d, %d, %d, %d, %d},\n", $_->{class}, $_->{words}, $_->{capital}, $_->{rest}, @{$_->{sets}} for @all;
print "};\n";
numbers('int16_t', 'slots', @slots);
print "static const TimeSet sets[] = {\n", (map { "    $_,\n" } @sets), "};\n";
print "static const TimeRule rules[] = {\n", (map { "    $_,\n" } @rules), "};\n";
print "static const char strings[] =", (map { "\n    " . quoted("$_\0") } @strings), ";\n";

my (@zones);
for my $z (@{$lists{zones}}) {
    push @zones, sprintf '{%s, %s, %s}', map { quoted($z->{$_}) } qw(name zone country);
}
print "static const TimeZoneName zones[] = {\n", (map { "    $_,\n" } @zones), "};\n";
my @holidays;
for my $h (@{$lists{holidays}}) {
    my $day = $h->{day};
    my @d;
    if ($day =~ /^(\d+)-(\d+)$/) { @d = ('TIME_HOLIDAY_FIXED', $1 + 0, $2 + 0, 0) }
    elsif ($day =~ /^easter([-+]\d+)$/) { @d = ('TIME_HOLIDAY_EASTER', 0, $1 + 0, 0) }
    elsif ($day =~ /^month (\d+) weekday (\d+) (first|second|third|fourth|last)(?: ([-+]\d+))?$/) {
        my %nth = (first => 1, second => 2, third => 3, fourth => 4, last => -1);
        @d = ('TIME_HOLIDAY_WEEKDAY', $1 + 0, $2 + 0, $nth{$3} * 16 + ($4 // 0));
    } else { die "$h->{line}: no such rule for a day: $day\n" }
    push @holidays, '{' . join(', ', @d) . '}';
}
print "static const TimeHoliday holidays[] = {\n", (map { "    $_,\n" } @holidays), "};\n";
my %cues;
$cues{$_->{word}} = $_->{direction} for @{$lists{cues}};
my $cue_size = 8;
$cue_size *= 2 while $cue_size < 3 * keys %cues;
my @cue_slots = ('{"", 0}') x $cue_size;
for my $w (sort keys %cues) {
    my $s = hash_of($w) & ($cue_size - 1);
    $s = ($s + 1) & ($cue_size - 1) while $cue_slots[$s] ne '{"", 0}';
    $cue_slots[$s] = '{' . quoted($w) . ", TIME_DIRECTION_$cues{$w}}";
}
print "static const TimeCue cues[] = {\n", (map { "    $_,\n" } @cue_slots), "};\n";
my $longest = longest_from(0);
die "the longest expression has $longest words, more than C has room for\n" if $longest > 40;
printf "const TimeGrammar time_grammar = {edge_start, edge_classes, edge_targets, accepts, from_start, lengths, words, entries, slots, "
    . "%d, sets, rules, strings, zones, %d, holidays, cues, %d};\n", $size - 1, scalar @zones, $cue_size - 1;
printf STDERR "time grammar: %d rules, %d states, %d moves, %d words\n", scalar @tops, scalar @state, scalar @edge_classes,
    scalar @words if $ENV{VERBOSE};
