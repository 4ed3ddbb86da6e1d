# 010_train.pl: the trainer says where a treebank is malformed, and learns the same bytes from the same sentences.
use strict;
use warnings;
use File::Copy qw(copy);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

my $trainer = 'build/train';
system("make -s $trainer") == 0 or BAIL_OUT('the trainer does not build');
my $folder = tempdir(CLEANUP => 1);
my $errors = "$folder/errors";

sub write_file {
    my ($path, $content) = @_;
    open my $out, '>:raw', $path or die "$path: $!\n";
    print $out $content;
    close $out;
}

sub read_file {
    my ($path) = @_;
    open my $in, '<:raw', $path or die "$path: $!\n";
    local $/;
    return scalar <$in>;
}

# sentence: from form/lemma/UPOS/XPOS/head/relation a word
sub sentence {
    my $number = 0;
    return join('', map { my @w = split m{/}; ++$number . "\t$w[0]\t$w[1]\t$w[2]\t$w[3]\t_\t$w[4]\t$w[5]\t_\t_\n" } @_) . "\n";
}

# train: runs steps over a treebank; gives the exit status, what was said, and the folder of what was learned
my $runs = 0;
sub train {
    my ($treebank, @steps) = @_;
    my ($corpora, $output) = ("$folder/corpora" . ++$runs, "$folder/model$runs");
    make_path("$corpora/ud-ewt", "$corpora/gum", $output);
    write_file("$corpora/$_.conllu", $treebank) for map { ("$_/train", "$_/dev") } qw(ud-ewt gum);
    my $status = system("$trainer $corpora $output @steps 2> $errors");
    return ($status, read_file($errors), $output);
}

my $good = sentence('Rivers/river/NOUN/NNS/2/nsubj', 'flow/flow/VERB/VBP/0/root', 'south/south/ADV/RB/2/advmod', '././PUNCT/./2/punct');
my %malformed = (
    'a line with too few columns' => ["$good" . "1\tRain\train\n\n", 6, 'expected 10 columns, got 3'],
    'a line with too many columns' => ["1\ta\ta\tX\tFW\t_\t0\troot\t_\t_\t_\n\n", 1, 'expected 10 columns, got more'],
    'an unknown part of speech' => [sentence('Rain/rain/RAIN/NN/0/root'), 1, 'unknown label: "RAIN"'],
    'an unknown relation' => [sentence('Rain/rain/NOUN/NN/0/rain'), 1, 'unknown label: "rain"'],
    'a head that is no number' => [sentence('Rain/rain/NOUN/NN/x/root'), 1, 'invalid number: "x"'],
    'a head beyond the sentence' => [sentence('Rain/rain/NOUN/NN/0/root', 'a/a/DET/DT/7/det'), 3, 'word 2 has head 7, beyond the sentence'],
    'no root' => [sentence('Rain/rain/NOUN/NN/2/dep', 'a/a/DET/DT/1/det'), 3, 'sentence has 0 roots'],
    'words out of order' => ["2\tRain\train\tNOUN\tNN\t_\t0\troot\t_\t_\n\n", 1, 'expected word 1, got "2"'],
);
for my $case (sort keys %malformed) {
    my ($treebank, $line, $message) = @{ $malformed{$case} };
    my ($status, $said) = train($treebank, 'lemmas');
    isnt($status, 0, "$case: refused");
    like($said, qr{/ud-ewt/train\.conllu:$line: \Q$message\E$}m, "$case: file, line and reason");
}

my @animals = qw(fox heron otter badger lizard);
my $small = join '', map {
    my $animal = $animals[$_ % @animals];
    sentence('The/the/DET/DT/3/det', 'old/old/ADJ/JJ/3/amod', "${animal}s/$animal/NOUN/NNS/4/nsubj",
        'watched/watch/VERB/VBD/0/root', 'a/a/DET/DT/6/det', ($_ % 2 ? 'boat/boat' : 'train/train') . '/NOUN/NN/4/obj', '././PUNCT/./4/punct')
} 1 .. 60;
my @steps = qw(tagger lemmas tags relations parser measure);
my ($status, $said, $first) = train($small, @steps);
is($status, 0, 'a small treebank is learned') or diag($said);
like($said, qr{dev\.conllu: UPOS 100\.00 XPOS 100\.00 lemma 100\.00 UAS 100\.00 LAS 100\.00}, 'and known by heart');
my (undef, undef, $second) = train($small, @steps);
for my $section (qw(tagger lemmas relations parser)) {
    ok(read_file("$first/english.$section") eq read_file("$second/english.$section"), "$section: the same bytes again");
}
done_testing();
