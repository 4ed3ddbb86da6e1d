#!/bin/sh
# raw_text.sh: the plain text of the training corpora on standard output, for what needs no annotation.
#
# usage: raw_text.sh CORPORA
set -e
cd "$1"
gzip -dc reuters21578/*.gz | cut -f4 | sed 's/\\n/ /g'
cat wikinews/*.csv polnear/train/text/* masc/*.txt
sed -n 's/^# text = //p' ud-ewt/train.conllu gum/train.conllu
awk -F'\t' 'NF == 2 { printf "%s ", $1 } NF == 0 { print "" }' worldwide/train/*.tsv
sed -n 's/^<token .*>\(.*\)<\/token>/\1/p' ecbplus/train/*/*.xml | tr '\n' ' '
