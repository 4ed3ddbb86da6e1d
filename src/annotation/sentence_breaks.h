/*
 * sentence_breaks.h: where the sentences of a paragraph end.
 */
#ifndef NEWS_EVENTS_SENTENCE_BREAKS_H
#define NEWS_EVENTS_SENTENCE_BREAKS_H

#include "document.h"

/* break_sentences: adds the sentences of the tokens first to last, one paragraph, and tells each token its own. */
extern void break_sentences(Document *document, int32_t first, int32_t last, int32_t paragraph);

#endif
