/*
 * places.c: places with coordinates.
 *
 * Toponym resolution in three steps: find what can be a place's name (places_toponyms.c), decide which of these the
 * text uses so, by the name finder's mentions and by the words around (places_evidence.c), choose the place by what the
 * text says it lies in, by the other places of the text, and by size (places_resolve.c).
 */
#include "annotate.h"
#include "places_toponyms.h"

#include <string.h>

/* tell_country: the name that the place was found by, and what it speaks of, get the place's country where none was
 * told. */
static void tell_country(Document *document, const Toponym *toponym, StringId country)
{
    Mention *mention = &document->mentions.items[toponym->mention];

    if (mention->start != toponym->start || mention->length != toponym->length || mention->country != NO_STRING ||
        (mention->kind != KIND_GPE && mention->kind != KIND_LOC && mention->kind != KIND_FACILITY))
        return;
    mention->country = country;
    if (mention->entity != NO_INDEX && document->entities.items[mention->entity].country == NO_STRING)
        document->entities.items[mention->entity].country = country;
}

static void add_place(Document *document, const Toponym *toponym, const Candidate *candidate)
{
    StringId name = document_intern_string(document, candidate->name);
    StringId country =
        candidate->country_code == NULL ? NO_STRING : document_intern_string(document, candidate->country_code);
    Place *place = document_add_places(document);

    place->sentence = toponym->sentence;
    place->start = toponym->start;
    place->length = toponym->length;
    place->mention = toponym->mention;
    place->name = name;
    place->country = country;
    place->latitude = candidate->latitude;
    place->longitude = candidate->longitude;
    place->geoname = candidate->geoname;
    if (toponym->mention != NO_INDEX)
        tell_country(document, toponym, country);
}

/* add_unknown_place: a place that the text names and the lists do not have: no coordinates, but its name. */
static void add_unknown_place(Document *document, int32_t mention)
{
    const Mention *m = &document->mentions.items[mention];
    int32_t sentence = m->sentence, start = m->start, length = m->length;
    StringId name = document_intern(document, document->text + start, (size_t)length);
    Place *place = document_add_places(document);

    place->sentence = sentence;
    place->start = start;
    place->length = length;
    place->mention = mention;
    place->name = name;
}

static bool is_place_kind(int32_t kind)
{
    return kind == KIND_GPE || kind == KIND_LOC || kind == KIND_FACILITY;
}

/* add_until: the place mentions without a toponym that begin before this byte, so that places stay in the text's order.
 */
static int32_t add_until(Document *document, int32_t mention, int32_t end, int32_t *covered)
{
    for (; mention < document->mentions.count && document->mentions.items[mention].start < end; mention++) {
        const Mention *m = &document->mentions.items[mention];

        if (m->level == LEVEL_NAME && is_place_kind(m->kind) && m->start >= *covered) {
            *covered = m->start + m->length;
            add_unknown_place(document, mention);
        }
    }
    return mention;
}

void find_places(Document *document)
{
    Toponyms toponyms;
    int32_t mention = 0, covered = 0;

    toponyms_find(&toponyms, document);
    toponyms_accept(&toponyms);
    toponyms_resolve(&toponyms);
    for (int32_t i = 0; i < toponyms.count; i++) {
        const Toponym *toponym = &toponyms.items[i];
        int32_t choice = toponym->accepted ? toponym_choice(&toponyms, toponym) : NO_INDEX;
        int32_t start = toponym->start;

        if (choice == NO_INDEX)
            continue;
        if (toponym->mention != NO_INDEX && document->mentions.items[toponym->mention].start < start)
            start = document->mentions.items[toponym->mention].start;
        mention = add_until(document, mention, start, &covered);
        add_place(document, toponym, &toponyms.candidates[choice]);
        if (toponym->start + toponym->length > covered)
            covered = toponym->start + toponym->length;
        if (toponym->mention != NO_INDEX) {
            const Mention *m = &document->mentions.items[toponym->mention];

            if (m->start + m->length > covered && is_place_kind(m->kind))
                covered = m->start + m->length;
        }
    }
    add_until(document, mention, document->length + 1, &covered);
}
