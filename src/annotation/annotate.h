/*
 * annotate.h: the stages of annotation. Each takes the document, reads the layers of the stages before it and adds its
 * own; each is one file, of the same name. None keeps a state of its own between documents.
 */
#ifndef NEWS_EVENTS_ANNOTATE_H
#define NEWS_EVENTS_ANNOTATE_H

#include "document.h"

/*
 * annotate: runs all stages, in order, on a document that document_start() made and whose title, published, zone and
 * model the caller has set. Reports an unknown zone as ERROR_PARAMETER.
 */
extern void annotate(Document *document);

extern void clean(Document *document);               /* -> furniture */
extern void segment(Document *document);             /* -> sentences, tokens (start and length) */
extern void recognise_language(Document *document);  /* -> language; false evidence stops the rest */
extern void tag(Document *document);                 /* -> tokens: upos, xpos, lemma */
extern void parse(Document *document);               /* -> tokens: head, deprel */
extern void find_names(Document *document);          /* -> mentions of level name */
extern void find_roles(Document *document);          /* -> mentions of level nominal and pronoun, role, country */
extern void resolve_coreference(Document *document); /* -> entities; mentions: entity, name */
extern void find_times(Document *document);          /* -> timexes; published_inferred */
extern void find_quotations(Document *document);     /* -> quotations */
extern void find_places(Document *document);         /* -> places */
extern void find_clauses(Document *document);        /* -> clauses, arguments */

typedef struct AnnotationStage {
    const char *name;
    void (*run)(Document *document);
} AnnotationStage;

/* The stages in order; one with no name ends them. */
extern const AnnotationStage annotation_stages[];

/* run_stage: runs one, with a scratch arena that is released after it. */
extern void run_stage(Document *document, const AnnotationStage *stage);

#endif
