/*
 * story_blocks.h: the paragraphs of a text as the cleaner sees them: their words in a plain form and their shape.
 */
#ifndef NEWS_EVENTS_STORY_BLOCKS_H
#define NEWS_EVENTS_STORY_BLOCKS_H

#include "document.h"

/* Words of a block that are looked at; a longer block is prose, only its ends can hold furniture. */
#define BLOCK_WORDS 64

typedef struct Block {
    int32_t start, end;
    int32_t words;       /* at most BLOCK_WORDS + 1: more */
    int32_t capitalised; /* words that begin with a capital */
    bool stop;           /* ends with the stop of a sentence */
    bool quoted;         /* has a quotation mark in it */
    bool prose;          /* has the shape of a story's paragraph: a sentence, or many words */
    bool letters;        /* has a letter or digit */
    bool digits;         /* has a digit */
    uint64_t content;    /* hash of its letters and digits without case: the same words, the same number */
    int32_t furniture;   /* FurnitureKind, NO_INDEX: story */
} Block;

typedef struct BlockWord {
    int32_t start, end;   /* in the text */
    int16_t key, key_end; /* in BlockWords.keys */
    bool capital, number;
} BlockWord;

/* The words of a block in lower case, one space between them, so that any run of them is a key of a list. */
typedef struct BlockWords {
    char keys[1024];
    BlockWord items[BLOCK_WORDS];
    int32_t count;
    bool more; /* the block has more words */
} BlockWords;

typedef struct Blocks {
    Block *items;
    int32_t count;
} Blocks;

/* find_blocks: a block for each paragraph. */
extern void find_blocks(const Document *document, Blocks *blocks);

/* read_words: the words of the bytes [start, end). */
extern void read_words(const Document *document, int32_t start, int32_t end, BlockWords *words);

/* words_key: the key of the words first to last, with its length. */
static inline const char *words_key(const BlockWords *words, int32_t first, int32_t last, size_t *length)
{
    *length = (size_t)(words->items[last].key_end - words->items[first].key);
    return words->keys + words->items[first].key;
}

#endif
