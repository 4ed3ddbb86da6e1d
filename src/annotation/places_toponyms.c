/* places_toponyms.c: finds what can be the name of a place, and the places that it can be. */
#include "places_toponyms.h"
#include "knowledge/knowledge.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_TOPONYM 7  /* tokens */
#define MOST_CANDIDATES 64 /* of one sense: San Antonio, Springfield */
#define PRIOR_COUNTRY 224  /* as much as a town of 33 millions: a state's name is first of all the state */
#define PRIOR_REGION 184
#define PRIOR_CAPITAL 24 /* what a seat of government is spoken of more than its size says */
#define PRIOR_SEAT 8
#define PRIOR_DIVISION (-12)    /* a province is spoken of less than a town of as many people */
#define PRIOR_NAMESAKE (-32)    /* a province that is called after a town in it: "Donetsk", "New York" */
#define PRIOR_NAMESAKE_TOWN 136 /* a town of 130,000 */
#define PRIOR_COUNTY (-32)
#define PRIOR_SECTION (-16)
#define PRIOR_OTHER (-24) /* another spelling */
#define PRIOR_SHORT (-48)

enum { COUNTRIES_ALPHA3 = 1, COUNTRIES_WHAT = 2 };
enum { TERRITORIES_NAME = 2, TERRITORIES_LATITUDE = 3, TERRITORIES_LONGITUDE = 4 };
enum { REGIONS_NAME = 1, REGIONS_COUNTRY = 2, REGIONS_LATITUDE = 3, REGIONS_LONGITUDE = 4 };
enum { SUBDIVISIONS_NAME = 1, SUBDIVISIONS_COUNTRY = 2, SUBDIVISIONS_WHAT = 3 };

/* millionths: "-12.5" as -12500000. */
static int32_t millionths(const char *degrees)
{
    return (int32_t)(strtod(degrees, NULL) * 1000000.0 + (degrees[0] == '-' ? -0.5 : 0.5));
}

static Candidate *add_candidate(Toponyms *toponyms)
{
    Candidate *candidate;

    if (toponyms->candidate_count == toponyms->candidate_capacity) {
        int32_t capacity = toponyms->candidate_capacity == 0 ? 64 : toponyms->candidate_capacity * 2;

        toponyms->candidates =
            arena_grow(toponyms->document->arena, toponyms->candidates,
                       (size_t)toponyms->candidate_capacity * sizeof(Candidate), (size_t)capacity * sizeof(Candidate));
        toponyms->candidate_capacity = capacity;
    }
    candidate = &toponyms->candidates[toponyms->candidate_count++];
    memset(candidate, 0, sizeof(*candidate));
    candidate->country = candidate->division = NO_INDEX;
    return candidate;
}

static void add_country_candidate(Toponyms *toponyms, const char *alpha3)
{
    int32_t row = knowledge_find_string(&knowledge_territories, alpha3);
    Candidate *candidate;

    if (row < 0)
        return;
    candidate = add_candidate(toponyms);
    candidate->kind = CANDIDATE_COUNTRY;
    candidate->name = knowledge_cell(&knowledge_territories, row, TERRITORIES_NAME);
    candidate->country_code = knowledge_cell(&knowledge_territories, row, 0);
    candidate->latitude = millionths(knowledge_cell(&knowledge_territories, row, TERRITORIES_LATITUDE));
    candidate->longitude = millionths(knowledge_cell(&knowledge_territories, row, TERRITORIES_LONGITUDE));
    candidate->country = gazetteer_country(alpha3);
    candidate->prior = PRIOR_COUNTRY;
}

static void add_region_candidate(Toponyms *toponyms, int32_t row)
{
    Candidate *candidate = add_candidate(toponyms);
    const char *country = knowledge_cell(&knowledge_regions, row, REGIONS_COUNTRY);

    candidate->kind = CANDIDATE_REGION;
    candidate->name = knowledge_cell(&knowledge_regions, row, REGIONS_NAME);
    candidate->latitude = millionths(knowledge_cell(&knowledge_regions, row, REGIONS_LATITUDE));
    candidate->longitude = millionths(knowledge_cell(&knowledge_regions, row, REGIONS_LONGITUDE));
    if (country[0] != '\0') {
        candidate->country_code = country;
        candidate->country = gazetteer_country(country);
    }
    candidate->prior = PRIOR_REGION;
}

static int32_t place_prior(const GazetteerPlace *place, GazetteerHow how)
{
    static const int32_t of_type[] = {0, PRIOR_CAPITAL, PRIOR_SEAT, PRIOR_SECTION, PRIOR_DIVISION, PRIOR_COUNTY};
    static const int32_t of_how[] = {0, PRIOR_OTHER, PRIOR_SHORT};

    return place->size + of_type[place->type] + of_how[how];
}

static void add_place_candidate(Toponyms *toponyms, int32_t number, GazetteerHow how)
{
    GazetteerPlace place = gazetteer_place(number);
    Candidate *candidate = add_candidate(toponyms);

    candidate->kind = CANDIDATE_PLACE;
    candidate->type = place.type;
    candidate->name = place.name;
    candidate->country_code = place.country;
    candidate->latitude = place.latitude;
    candidate->longitude = place.longitude;
    candidate->geoname = place.geoname;
    candidate->country = place.country_number;
    candidate->division = place.type == GAZETTEER_DIVISION ? number : place.division;
    candidate->prior = place_prior(&place, how);
}

/* prefer_towns: a division that is named like a town in it is seldom what the bare name means. */
static void prefer_towns(Toponyms *toponyms, int32_t first)
{
    for (int32_t i = first; i < toponyms->candidate_count; i++) {
        Candidate *division = &toponyms->candidates[i];
        bool namesake = false;

        if (division->kind != CANDIDATE_PLACE || division->type != GAZETTEER_DIVISION)
            continue;
        for (int32_t j = first; j < toponyms->candidate_count && !namesake; j++) {
            const Candidate *town = &toponyms->candidates[j];

            namesake = j != i && town->kind == CANDIDATE_PLACE && town->type < GAZETTEER_DIVISION &&
                       town->division == division->division && town->prior >= PRIOR_NAMESAKE_TOWN;
        }
        if (namesake)
            division->prior += PRIOR_NAMESAKE;
    }
}

/* add_gazetteer_candidates: the places of a folded name, of this country only when one is given. A short form of a
 * division's name counts only where no place has the name as its own. */
static void add_gazetteer_candidates(Toponyms *toponyms, const char *key, int32_t length, const char *country)
{
    int32_t first, count = gazetteer_find(key, length, &first), added = 0;

    for (int32_t i = 0; i < count && added < MOST_CANDIDATES; i++) {
        GazetteerHow how;
        int32_t number = gazetteer_posting(first + i, &how);

        if (country != NULL && country[0] != '\0' && strcmp(gazetteer_place(number).country, country) != 0)
            continue;
        if (country != NULL && country[0] != '\0' && gazetteer_place(number).type != GAZETTEER_DIVISION && added > 0)
            continue;
        add_place_candidate(toponyms, number, how);
        added++;
    }
}

/* What a surface was found to be, before it becomes a toponym. */
typedef struct Surface {
    char text[GAZETTEER_KEY * 2]; /* as a list writes it: one space, straight apostrophes, capitals as in a name */
    int32_t length;
    char key[GAZETTEER_KEY];
    int32_t key_length;
} Surface;

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* is_shouted: four capitals or more and no small letter, as in a dateline or a headline. */
static bool is_shouted(const char *text, int32_t length)
{
    int32_t upper = 0;

    for (int32_t i = 0; i < length; i++) {
        if (is_lower(text[i]))
            return false;
        upper += is_upper(text[i]);
    }
    return upper >= 4;
}

/* read_surface: the text of these tokens; false when it is too long for any name. */
static bool read_surface(const Document *document, int32_t first, int32_t last, Surface *surface)
{
    const Token *tokens = document->tokens.items;
    int32_t start = tokens[first].start, length = tokens[last].start + tokens[last].length - start;
    const char *text = document->text + start;
    bool shouted, inside = false;

    if (length >= GAZETTEER_KEY)
        return false;
    shouted = is_shouted(text, length);
    surface->length = 0;
    for (int32_t i = 0; i < length; i++) {
        char c = text[i];
        bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';

        if (space && surface->length > 0 && surface->text[surface->length - 1] == ' ')
            continue;
        if (shouted && inside && is_upper(c))
            c = (char)(c + 32);
        inside = is_upper(text[i]) || (text[i] & 0x80) || text[i] == '\'';
        surface->text[surface->length++] = space ? ' ' : c;
    }
    surface->text[surface->length] = '\0';
    surface->key_length = gazetteer_key(text, length, surface->key);
    return surface->key_length > 0;
}

static bool equals(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* add_country_candidates: the states that a name, adjective or abbreviation stands for; says whether it is a name. */
static bool add_country_candidates(Toponyms *toponyms, const Surface *surface, ToponymForm *form)
{
    int32_t row = knowledge_find(&knowledge_countries, surface->text, (size_t)surface->length);
    const char *done[4];
    int32_t count = 0;
    bool more = row >= 0;

    for (; more; row++) {
        const char *what = knowledge_cell(&knowledge_countries, row, COUNTRIES_WHAT);
        const char *alpha3 = knowledge_cell(&knowledge_countries, row, COUNTRIES_ALPHA3);
        bool adjective = equals(what, "adjective") || equals(what, "demonym") || equals(what, "prefix");
        bool again = false;

        more = knowledge_same_key(&knowledge_countries, row);
        for (int32_t i = 0; i < count; i++)
            again |= equals(done[i], alpha3);
        if (again || count == 4 || !(adjective || equals(what, "name") || equals(what, "short")))
            continue;
        if (adjective && count == 0)
            *form = FORM_ADJECTIVE;
        done[count++] = alpha3;
        add_country_candidate(toponyms, alpha3);
    }
    return count > 0;
}

/* add_subdivision_candidates: abbreviations and adjectives of provinces, regions and towns. */
static bool add_subdivision_candidates(Toponyms *toponyms, const Surface *surface, ToponymForm *form)
{
    int32_t row = knowledge_find(&knowledge_subdivisions, surface->text, (size_t)surface->length);
    int32_t before = toponyms->candidate_count;
    bool more = row >= 0;

    for (; more; row++) {
        const char *name = knowledge_cell(&knowledge_subdivisions, row, SUBDIVISIONS_NAME);
        const char *country = knowledge_cell(&knowledge_subdivisions, row, SUBDIVISIONS_COUNTRY);
        int32_t region = knowledge_find_string(&knowledge_regions, name);
        char key[GAZETTEER_KEY];
        int32_t length = gazetteer_key(name, (int32_t)strlen(name), key);

        more = knowledge_same_key(&knowledge_subdivisions, row);
        *form = equals(knowledge_cell(&knowledge_subdivisions, row, SUBDIVISIONS_WHAT), "abbreviation")
                    ? FORM_ABBREVIATION
                    : FORM_ADJECTIVE;
        if (region >= 0)
            add_region_candidate(toponyms, region);
        else if (length > 0)
            add_gazetteer_candidates(toponyms, key, length, country);
    }
    return toponyms->candidate_count > before;
}

/* is_no_town: a common word or an organization that is also some town's name: "Center", "March", "Ford". */
static bool is_no_town(const Surface *surface)
{
    return knowledge_find(&knowledge_place_stopwords, surface->key, (size_t)surface->key_length) >= 0 ||
           knowledge_find(&knowledge_organizations, surface->text, (size_t)surface->length) >= 0;
}

/* add_candidates: everything that a surface can be; false when it is nothing. */
static bool add_candidates(Toponyms *toponyms, const Surface *surface, ToponymForm *form)
{
    int32_t before = toponyms->candidate_count, region;

    *form = FORM_NAME;
    if (add_country_candidates(toponyms, surface, form) && *form == FORM_ADJECTIVE)
        return true;
    region = knowledge_find(&knowledge_regions, surface->text, (size_t)surface->length);
    if (region >= 0)
        add_region_candidate(toponyms, region);
    if (toponyms->candidate_count == before && add_subdivision_candidates(toponyms, surface, form))
        return true;
    /* "US", "IS": too short to be taken for a town */
    if (is_no_town(surface))
        return toponyms->candidate_count > before;
    if (surface->key_length > 3 || (surface->key_length == 3 && is_lower(surface->text[1])))
        add_gazetteer_candidates(toponyms, surface->key, surface->key_length, NULL);
    prefer_towns(toponyms, before);
    return toponyms->candidate_count > before;
}

static bool is_capital_token(const Document *document, int32_t token)
{
    return is_capital_letter(token_text(document, token));
}

/* joins: lower-case words and signs that stand inside names: "Isle of Man", "Rio de Janeiro", "Stoke-on-Trent". */
static bool joins(const Document *document, int32_t token)
{
    static const char *const words[] = {"of", "the", "and", "de", "del",  "da", "do", "dos", "la",  "le",  "les",
                                        "el", "al",  "es",  "on", "upon", "in", "am", "an",  "der", "den", "sur",
                                        "en", "y",   "e",   "&",  "-",    "'",  "di", "du",  "las", "los", "under"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (words[i][0] == token_text(document, token)[0] && token_is(document, token, words[i]))
            return true;
    return false;
}

/* longest_end: the last token that a name from `first` on can reach. */
static int32_t longest_end(const Document *document, int32_t first, int32_t last)
{
    int32_t end = first;

    for (int32_t token = first + 1; token <= last && token < first + LONGEST_TOPONYM; token++) {
        if (is_capital_token(document, token))
            end = token;
        else if (!joins(document, token))
            break;
    }
    return end;
}

static uint32_t hash_string(const char *key, int32_t length, uint32_t hash)
{
    for (int32_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)key[i]) * 16777619u;
    return hash;
}

static void grow_slots(Toponyms *toponyms)
{
    int32_t count = toponyms->slot_count == 0 ? 64 : toponyms->slot_count * 2;

    toponyms->slots = arena_alloc(toponyms->document->scratch, (size_t)count * sizeof(int32_t));
    memset(toponyms->slots, 0xff, (size_t)count * sizeof(int32_t));
    toponyms->slot_count = count;
    for (int32_t i = 0; i < toponyms->sense_count; i++) {
        const char *key = toponyms->keys[i];
        uint32_t slot = hash_string(key, (int32_t)strlen(key), 2166136261u) & (uint32_t)(count - 1);

        while (toponyms->slots[slot] >= 0)
            slot = (slot + 1) & (uint32_t)(count - 1);
        toponyms->slots[slot] = i;
    }
}

/* find_sense: the sense of a surface as it is written, made when it is new; NO_INDEX: it is no name of a place. */
static int32_t find_sense(Toponyms *toponyms, const Surface *surface, ToponymForm *form)
{
    Document *document = toponyms->document;
    uint32_t slot;
    Sense *sense;

    if (toponyms->sense_count * 2 >= toponyms->slot_count)
        grow_slots(toponyms);
    slot = hash_string(surface->text, surface->length, 2166136261u) & (uint32_t)(toponyms->slot_count - 1);
    for (; toponyms->slots[slot] >= 0; slot = (slot + 1) & (uint32_t)(toponyms->slot_count - 1)) {
        int32_t found = toponyms->slots[slot];

        if (equals(toponyms->keys[found], surface->text)) {
            *form = toponyms->senses[found].form;
            return toponyms->senses[found].count == 0 ? NO_INDEX : found;
        }
    }
    if (toponyms->sense_count == toponyms->sense_capacity) {
        int32_t capacity = toponyms->sense_capacity == 0 ? 64 : toponyms->sense_capacity * 2;

        toponyms->senses =
            arena_grow(document->arena, toponyms->senses, (size_t)toponyms->sense_capacity * sizeof(Sense),
                       (size_t)capacity * sizeof(Sense));
        toponyms->keys = arena_grow(document->arena, toponyms->keys, (size_t)toponyms->sense_capacity * sizeof(char *),
                                    (size_t)capacity * sizeof(char *));
        toponyms->sense_capacity = capacity;
    }
    sense = &toponyms->senses[toponyms->sense_count];
    memset(sense, 0, sizeof(*sense));
    sense->first = toponyms->candidate_count;
    sense->best = sense->head = NO_INDEX;
    add_candidates(toponyms, surface, &sense->form);
    sense->count = toponyms->candidate_count - sense->first;
    *form = sense->form;
    toponyms->keys[toponyms->sense_count] = arena_copy(document->arena, surface->text, (size_t)surface->length);
    toponyms->slots[slot] = toponyms->sense_count++;
    return sense->count == 0 ? NO_INDEX : toponyms->sense_count - 1;
}

/* add_period: an abbreviation whose full stop was cut off as the end of the sentence: ", Ind" + ".". */
static bool add_period(const Document *document, int32_t token, int32_t last, Surface *surface)
{
    const Token *t = &document->tokens.items[token];

    if (token == last || !token_is(document, token + 1, ".") ||
        document->tokens.items[token + 1].start > t->start + t->length)
        return false;
    surface->text[surface->length++] = '.';
    surface->text[surface->length] = '\0';
    return knowledge_find(&knowledge_subdivisions, surface->text, (size_t)surface->length) >= 0;
}

static void add_toponym(Toponyms *toponyms, int32_t first, int32_t last, int32_t sense, ToponymForm form)
{
    const Token *tokens = toponyms->document->tokens.items;
    Toponym *toponym;

    if (toponyms->count == toponyms->capacity) {
        int32_t capacity = toponyms->capacity == 0 ? 64 : toponyms->capacity * 2;

        toponyms->items = arena_grow(toponyms->document->arena, toponyms->items,
                                     (size_t)toponyms->capacity * sizeof(Toponym), (size_t)capacity * sizeof(Toponym));
        toponyms->capacity = capacity;
    }
    toponym = &toponyms->items[toponyms->count];
    memset(toponym, 0, sizeof(*toponym));
    toponym->sentence = tokens[first].sentence;
    toponym->first_token = first;
    toponym->last_token = last;
    toponym->start = tokens[first].start;
    toponym->length = tokens[last].start + tokens[last].length - toponym->start;
    toponym->mention = toponym->container = NO_INDEX;
    toponym->sense = sense;
    toponym->form = form;
    toponym->same = toponyms->senses[sense].head;
    toponyms->senses[sense].head = toponyms->count++;
}

/* match_at: the longest name of a place that begins at a token; gives its last token, or NO_INDEX. */
static int32_t match_at(Toponyms *toponyms, int32_t first, int32_t last)
{
    Document *document = toponyms->document;
    int32_t end = longest_end(document, first, last);
    Surface surface;
    ToponymForm form = FORM_NAME;

    if (first > 0 && token_is(document, first - 1, ",") && read_surface(document, first, first, &surface) &&
        add_period(document, first, last, &surface)) {
        int32_t sense = find_sense(toponyms, &surface, &form);

        add_toponym(toponyms, first, first, sense, form);
        return first;
    }
    for (; end >= first; end--) {
        int32_t sense;

        if (!is_capital_token(document, end) || !read_surface(document, first, end, &surface))
            continue;
        sense = find_sense(toponyms, &surface, &form);
        if (sense != NO_INDEX) {
            add_toponym(toponyms, first, end, sense, form);
            return end;
        }
    }
    return NO_INDEX;
}

void toponyms_find(Toponyms *toponyms, Document *document)
{
    memset(toponyms, 0, sizeof(*toponyms));
    toponyms->document = document;
    for (int32_t s = 0; s < document->sentences.count; s++) {
        int32_t last = document->sentences.items[s].last_token;

        environment_check(document->environment);
        for (int32_t token = document->sentences.items[s].first_token; token <= last; token++) {
            int32_t end = is_capital_token(document, token) ? match_at(toponyms, token, last) : NO_INDEX;

            if (end != NO_INDEX)
                token = end;
        }
    }
}
