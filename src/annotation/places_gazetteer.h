/*
 * places_gazetteer.h: the places that the library knows: towns, and the first- and second-level divisions of states.
 *
 * src/knowledge/gazetteer.bin, made by gazetteer.pl from GeoNames' data, is part of the library and read in place: no
 * load, no relocation, pages shared by all backends. Numbers in it are little-endian:
 *
 *   header      "NEGAZET1", then 32-bit counts of countries, divisions, places, postings, bucket bits, bytes of names,
 * 0 countries   4 bytes each: alpha-3 code and NUL buckets     32 bits each, 2^bits + 1: the first posting of each
 * bucket postings    8 bytes each, by bucket and fingerprint: fingerprint of a folded name, place (24 bits), how (8
 * bits) places      20 bytes each, divisions first: latitude, longitude, GeoNames id, name (24 bits) and size (8 bits),
 *               division (16 bits, number + 1), country, type
 *   names       NUL-terminated UTF-8
 *
 * A name is found by its hash alone: a bucket of 2^15 and 32 further bits take one unknown word in 10^9 for a name.
 */
#ifndef NEWS_EVENTS_PLACES_GAZETTEER_H
#define NEWS_EVENTS_PLACES_GAZETTEER_H

#include "document.h"

#define GAZETTEER_KEY 64 /* bytes of the longest folded name and its NUL */

typedef enum GazetteerType {
    GAZETTEER_CITY,
    GAZETTEER_CAPITAL,  /* of a state */
    GAZETTEER_SEAT,     /* of a first-level division */
    GAZETTEER_SECTION,  /* part of a town */
    GAZETTEER_DIVISION, /* first level: state, province, oblast */
    GAZETTEER_COUNTY    /* second level */
} GazetteerType;

typedef enum GazetteerHow {
    GAZETTEER_MAIN,  /* its own name */
    GAZETTEER_OTHER, /* another spelling or language's */
    GAZETTEER_SHORT  /* a division without the word for what it is: "Butler" of Butler County */
} GazetteerHow;

typedef struct GazetteerPlace {
    const char *name;
    const char *country;         /* alpha-3 */
    int32_t latitude, longitude; /* millionths of a degree */
    int32_t geoname;             /* GeoNames identifier; 0: not known */
    int32_t division;            /* place number of its first-level division, NO_INDEX: none */
    int32_t country_number;
    int32_t size; /* 8 log2(inhabitants + 1) */
    GazetteerType type;
} GazetteerPlace;

/*
 * gazetteer_key: folds a name for comparison: small letters without marks, no apostrophes or full stops, one space for
 * any other sign, "saint" as "st": "Saint-Pierre" is "st pierre". Gives the length, 0 for what cannot be a name.
 */
extern int32_t gazetteer_key(const char *bytes, int32_t length, char key[GAZETTEER_KEY]);

/* gazetteer_find: the number of postings of a folded name, *first the first; a name's own holders and greater first. */
extern int32_t gazetteer_find(const char *key, int32_t length, int32_t *first);

/* gazetteer_posting: the place of a posting, and how the name names it. */
extern int32_t gazetteer_posting(int32_t posting, GazetteerHow *how);

extern GazetteerPlace gazetteer_place(int32_t place);

/* gazetteer_country: the number of an alpha-3 code, NO_INDEX for codes without a place. */
extern int32_t gazetteer_country(const char *alpha3);

extern int32_t gazetteer_place_count(void);
extern int32_t gazetteer_division_count(void);
extern int32_t gazetteer_country_count(void);

#endif
