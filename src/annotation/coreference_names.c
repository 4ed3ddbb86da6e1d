/*
 * coreference_names.c: one name in its forms: "Joe Biden", "Biden"; "Organization for Security ... (OSCE)"; "United
 * States", "US", "Washington" where it acts; spellings that transliteration makes differ. An index by the sound of
 * words finds the earlier names that a name may be a form of; no more than NEIGHBOURS of them are looked at.
 */
#include "coreference.h"

#include "knowledge/knowledge.h"
#include "name_variants.h"

#include <string.h>

#define NEIGHBOURS 24 /* earlier names with a word of this sound that are compared */

/* The index: for each key the latest entry, each entry with the one before it. */
typedef struct NameEntry {
    uint32_t key;
    int32_t mention;
    int32_t before; /* entry, NO_INDEX: none */
} NameEntry;

typedef struct NameIndex {
    NameEntry *entries;
    int32_t count, capacity;
    int32_t *slots; /* latest entry of a key */
    uint32_t mask;
} NameIndex;

static uint32_t hash_bytes(uint32_t seed, const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u ^ seed;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)bytes[i]) * 16777619u;
    return hash ^ (hash >> 15);
}

static void index_start(Coreference *work, NameIndex *index, int32_t capacity)
{
    uint32_t size = 16;

    while (size < 2u * (uint32_t)capacity && size < (1u << 30))
        size *= 2;
    index->mask = size - 1;
    index->capacity = capacity;
    index->count = 0;
    index->entries = arena_alloc(work->document->scratch, (size_t)capacity * sizeof(NameEntry) + 1);
    index->slots = arena_alloc(work->document->scratch, (size_t)size * sizeof(int32_t));
    for (uint32_t i = 0; i < size; i++)
        index->slots[i] = NO_INDEX;
}

static int32_t *index_slot(NameIndex *index, uint32_t key)
{
    uint32_t slot = (key * 2654435761u) & index->mask;

    while (index->slots[slot] != NO_INDEX && index->entries[index->slots[slot]].key != key)
        slot = (slot + 1) & index->mask;
    return &index->slots[slot];
}

static int32_t index_find(NameIndex *index, uint32_t key)
{
    return *index_slot(index, key);
}

static void index_add(NameIndex *index, uint32_t key, int32_t mention)
{
    int32_t *slot = index_slot(index, key);

    if (index->count >= index->capacity || (*slot != NO_INDEX && index->entries[*slot].mention == mention))
        return;
    index->entries[index->count] = (NameEntry){key, mention, *slot};
    *slot = index->count++;
}

enum {
    KEY_EXACT = 1,
    KEY_STATE = 2,
    KEY_PEOPLE = 3,
    KEY_SOUND = 4,
    KEY_WORD = 5,
    KEY_ACRONYM = 6,
    KEY_SURNAME = 7,
    KEY_KNOWN = 8
};

/* without_article: the folded name less a "the" at its front. */
static const char *without_article(const char *folded)
{
    return strncmp(folded, "the ", 4) == 0 && folded[4] != '\0' ? folded + 4 : folded;
}

static uint32_t exact_key(const char *folded)
{
    folded = without_article(folded);
    return hash_bytes(KEY_EXACT, folded, strlen(folded));
}

/* --- states --- */

/* is_people: whether a demonym means the people ("Russians", "the French") and not what is of the state. */
static bool is_people(const Document *document, const Mention *mention)
{
    const Token *head = &document->tokens.items[mention->last_token];

    if (head->xpos == XPOS_NNPS || head->xpos == XPOS_NNS)
        return true;
    return head->upos == UPOS_NOUN ||
           (head->upos == UPOS_PROPN && deprel_universal((Deprel)head->deprel) == DEPREL_NSUBJ);
}

/* link_state: unites names of one state; false: the name is none. */
static bool link_state(Coreference *work, NameIndex *index, int32_t mention)
{
    Document *document = work->document;
    Mention *this = coreference_mention(work, mention);
    const char *alpha3;
    int32_t end, found;
    uint32_t key;
    CountryWord word = country_at(document, this->first_token, this->last_token, &end, &alpha3);

    if (word == COUNTRY_NONE || end != this->last_token || this->kind == KIND_PERSON)
        return false;
    if (word == COUNTRY_GOVERNMENT && (strcmp(alpha3, "EU") != 0 || this->kind != KIND_GPE))
        return false; /* a body of its own: the Kremlin */
    if ((word == COUNTRY_CAPITAL || word == COUNTRY_GOVERNMENT) && !stands_for_state(document, this))
        return false;
    if (word == COUNTRY_DEMONYM && is_people(document, this)) {
        key = hash_bytes(KEY_PEOPLE, alpha3, strlen(alpha3));
        work->clusters[mention].number = NUMBER_PLURAL;
    } else {
        key = hash_bytes(KEY_STATE, alpha3, strlen(alpha3));
        work->clusters[mention].closed = true;
        work->clusters[mention].kind = strcmp(alpha3, "EU") == 0 ? KIND_ORG : KIND_GPE;
        if (strcmp(alpha3, "EU") == 0)
            work->clusters[mention].canonical = document_intern_string(document, country_name(alpha3));
        else
            work->clusters[mention].country = document_intern_string(document, alpha3);
    }
    found = index_find(index, key);
    if (found != NO_INDEX)
        unite(work, index->entries[found].mention, mention);
    index_add(index, key, mention);
    return true;
}

/* --- persons --- */

/* together: whether two names stand side by side in one sentence, joined as two: then they are two. */
static bool together(const Coreference *work, int32_t a, int32_t b)
{
    const Mention *first = coreference_mention(work, a), *second = coreference_mention(work, b);
    const Document *document = work->document;

    if (first->sentence != second->sentence)
        return false;
    for (int32_t t = first->last_token + 1; t < second->first_token; t++)
        if (document->tokens.items[t].upos == UPOS_CCONJ || token_is(document, t, ","))
            return second->first_token - first->last_token <= 8;
    return false;
}

/* full_name: the folded fullest name of the cluster that a mention is in. */
static const char *full_name(Coreference *work, int32_t mention)
{
    int32_t named = work->clusters[cluster_root(work, mention)].named;

    return work->folded[named == NO_INDEX ? mention : named];
}

static void index_words(NameIndex *index, const char *folded, int32_t mention)
{
    for (const char *w = folded; *w != '\0';) {
        size_t length = strcspn(w, " ");
        uint32_t key = name_word_key(w, length);

        if (length > 1) {
            index_add(index, hash_bytes(KEY_SOUND, (const char *)&key, sizeof(key)), mention);
            index_add(index, hash_bytes(KEY_WORD, w, length), mention);
        }
        w += length;
        w += *w == ' ';
    }
}

static const char *last_word(const char *folded)
{
    const char *space = strrchr(folded, ' ');

    return space == NULL ? folded : space + 1;
}

/* rate: how well an earlier name fits as what a person's name is a form of; 0: not at all. */
static int32_t rate_person(Coreference *work, int32_t earlier, int32_t mention)
{
    const char *mine = work->folded[mention], *full = full_name(work, earlier);
    NameMatch match = name_compare(full, mine);
    bool surname;

    if (match == NAME_DIFFERENT || !clusters_agree(work, earlier, mention))
        return 0;
    if (match == NAME_SAME)
        return strcmp(full, mine) == 0 ? 100 : together(work, earlier, mention) ? 0 : 90;
    /* a short form: the surname before the given name, the same letters before like ones */
    surname = name_word_similarity(last_word(full), strlen(last_word(full)), last_word(mine),
                                   strlen(last_word(mine))) >= NAME_SAME_WORD;
    if (strchr(mine, ' ') != NULL && !surname)
        return 0;
    return (surname ? 60 : 30) + (strcmp(last_word(full), last_word(mine)) == 0 ? 10 : 0);
}

static void link_person(Coreference *work, NameIndex *index, int32_t mention)
{
    const char *folded = work->folded[mention];
    int32_t best = NO_INDEX, best_rate = 0;

    for (const char *w = folded; *w != '\0';) {
        size_t length = strcspn(w, " ");
        uint32_t key = name_word_key(w, length);
        int32_t entry = index_find(index, hash_bytes(KEY_SOUND, (const char *)&key, sizeof(key)));
        uint32_t seen = 0;

        for (int32_t n = 0; entry != NO_INDEX && n < NEIGHBOURS; n++, entry = index->entries[entry].before) {
            int32_t earlier = index->entries[entry].mention, root = cluster_root(work, earlier), rate;

            (void)seen;
            if (work->clusters[root].kind != KIND_PERSON)
                continue;
            rate = rate_person(work, earlier, mention);
            /* of several bearers of a surname, the one last spoken of */
            if (rate > best_rate || (rate == best_rate && rate > 0 &&
                                     work->clusters[root].last > work->clusters[cluster_root(work, best)].last)) {
                best = earlier;
                best_rate = rate;
            }
        }
        w += length;
        w += *w == ' ';
    }
    if (best != NO_INDEX)
        unite(work, best, mention);
}

/* --- organizations and all else --- */

static bool is_capitals(const Document *document, const Mention *mention)
{
    int32_t capitals = 0;

    for (int32_t i = 0; i < mention->length; i++) {
        char c = document->text[mention->start + i];

        if (c >= 'A' && c <= 'Z')
            capitals++;
        else if (c >= 'a' && c <= 'z')
            return false;
    }
    return capitals >= 2;
}

/*
 * is_introduced: whether a short form is introduced right after its long form: "World Health Organization (WHO)",
 * "NATO = North Atlantic ...", "Doctors Without Borders, or MSF,".
 */
static bool is_introduced(const Coreference *work, int32_t mention, int32_t *other)
{
    const Document *document = work->document;
    const Mention *this = coreference_mention(work, mention);
    int32_t before = this->first_token - 1, lowest = sentence_first(document, this->first_token);
    bool parenthesis, equals, or ;

    if (before - 1 < lowest)
        return false;
    parenthesis = token_is(document, before, "(");
    equals = token_is(document, before, "=");
    or = token_is_folded(document, before, "or");
    if (!parenthesis && !equals && ! or)
        return false;
    before--;
    if (or &&before > lowest && (token_is(document, before, ",") || token_is(document, before, "(")))
        before--;
    *other = work->names[before];
    if (*other == NO_INDEX || coreference_mention(work, *other)->last_token != before)
        return false;
    if (name_is_acronym(work->folded[mention], without_article(work->folded[*other])) ||
        name_is_acronym(work->folded[*other], without_article(work->folded[mention])))
        return true;
    return equals ||
           (parenthesis && is_capitals(document, this) && !is_capitals(document, coreference_mention(work, *other)) &&
            this->last_token < sentence_last(document, this->last_token) &&
            token_is(document, this->last_token + 1, ")"));
}

/* is_short_form: whether the shorter of two names of bodies or places is the longer less its kind of body: "Trinity"
 * of "Trinity College", "Security Council" of "National Security Council". */
static bool is_short_form(const char *longer, const char *shorter)
{
    size_t l = strlen(longer), s = strlen(shorter);

    if (s >= l || s < 3)
        return false;
    if (memcmp(longer, shorter, s) == 0 && longer[s] == ' ') {
        const char *rest = longer + s + 1;

        if (strchr(rest, ' ') == NULL)
            return knowledge_find_string(&knowledge_role_words, rest) >= 0 ||
                   knowledge_find_string(&knowledge_company_words, rest) >= 0;
        return false;
    }
    /* the end of the longer, of two words or more */
    return longer[l - s - 1] == ' ' && memcmp(longer + l - s, shorter, s) == 0 && strchr(shorter, ' ') != NULL;
}

static uint32_t acronym_key(const char *folded)
{
    char initials[16];
    size_t count = 0;

    for (const char *w = without_article(folded); *w != '\0' && count < sizeof(initials);) {
        size_t length = strcspn(w, " ");

        if (!(length <= 3 &&
              (strncmp(w, "of", length) == 0 || strncmp(w, "the", length) == 0 || strncmp(w, "and", length) == 0 ||
               strncmp(w, "for", length) == 0 || strncmp(w, "in", length) == 0 || strncmp(w, "on", length) == 0)))
            initials[count++] = *w;
        w += length;
        w += *w == ' ';
    }
    return hash_bytes(KEY_ACRONYM, initials, count);
}

/* link_known: names of an organization or region that the lists know, under any of its names; false: they do not. */
static bool link_known(Coreference *work, NameIndex *index, int32_t mention)
{
    Document *document = work->document;
    const Mention *this = coreference_mention(work, mention);
    Cluster *cluster = &work->clusters[mention];
    int32_t row = -1, end, found;
    const char *name = NULL, *country = NULL;
    uint32_t key;

    if (this->kind == KIND_ORG || this->kind == KIND_MISC || this->kind == KIND_FACILITY) {
        row = organization_at(document, this->first_token, this->last_token);
        if (row >= 0) {
            name = knowledge_cell(&knowledge_organizations, row, 1);
            country = knowledge_cell(&knowledge_organizations, row, 2);
            cluster->kind = KIND_ORG;
        }
    }
    if (row < 0 && (this->kind == KIND_LOC || this->kind == KIND_GPE || this->kind == KIND_MISC)) {
        row = knowledge_match(&knowledge_regions, document, this->first_token, this->last_token, KNOWLEDGE_EXACT, &end);
        if (row < 0 || end != this->last_token)
            return false;
        name = knowledge_cell(&knowledge_regions, row, 1);
        country = knowledge_cell(&knowledge_regions, row, 2);
        cluster->kind = KIND_LOC;
    }
    if (row < 0)
        return false;
    cluster->canonical = document_intern_string(document, name);
    if (*country != '\0')
        cluster->country = document_intern_string(document, country);
    key = hash_bytes(KEY_KNOWN, name, strlen(name));
    found = index_find(index, key);
    if (found != NO_INDEX && clusters_agree(work, index->entries[found].mention, mention))
        unite(work, index->entries[found].mention, mention);
    index_add(index, key, mention);
    return found != NO_INDEX;
}

static void link_body(Coreference *work, NameIndex *index, int32_t mention)
{
    Document *document = work->document;
    const Mention *this = coreference_mention(work, mention);
    const char *folded = without_article(work->folded[mention]);
    size_t first_length = strcspn(folded, " ");
    int32_t entry, other;

    if (is_introduced(work, mention, &other) && clusters_agree(work, other, mention)) {
        unite(work, other, mention);
        return;
    }
    if (is_capitals(document, this) && strchr(folded, ' ') == NULL) {
        entry = index_find(index, hash_bytes(KEY_ACRONYM, folded, strlen(folded)));
        for (int32_t n = 0; entry != NO_INDEX && n < NEIGHBOURS; n++, entry = index->entries[entry].before) {
            other = index->entries[entry].mention;
            if (name_is_acronym(folded, without_article(work->folded[other])) && clusters_agree(work, other, mention)) {
                unite(work, other, mention);
                return;
            }
        }
    }
    for (int32_t side = 0; side < 2; side++) {
        const char *word = side == 0 ? folded : last_word(folded);

        entry = index_find(index, hash_bytes(KEY_WORD, word, side == 0 ? first_length : strlen(word)));
        for (int32_t n = 0; entry != NO_INDEX && n < NEIGHBOURS; n++, entry = index->entries[entry].before) {
            const char *before;

            other = index->entries[entry].mention;
            before = without_article(work->folded[other]);
            if (coreference_mention(work, other)->kind != KIND_PERSON && clusters_agree(work, other, mention) &&
                (is_short_form(before, folded) || is_short_form(folded, before))) {
                unite(work, other, mention);
                return;
            }
        }
    }
}

static int32_t count_words(const Coreference *work)
{
    int32_t words = 0;

    for (int32_t m = 0; m < work->document->mentions.count; m++)
        if (work->folded[m] != NULL)
            words += 4 + (int32_t)(coreference_mention(work, m)->length / 2 + 1) * 2;
    return words;
}

/*
 * settle_kinds: a name of one word that was not taken for a person's, but is the surname of a person of this document
 * and no state's or capital's name, is that person's.
 */
static void settle_kinds(Coreference *work, NameIndex *index)
{
    Document *document = work->document;

    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention *this = coreference_mention(work, m);

        if (this->level == LEVEL_NAME && this->kind == KIND_PERSON && this->last_token > this->first_token) {
            const char *word = last_word(work->folded[m]);

            index_add(index, hash_bytes(KEY_SURNAME, word, strlen(word)), m);
        }
    }
    for (int32_t m = 0; m < document->mentions.count; m++) {
        Mention *this = coreference_mention(work, m);
        const char *alpha3;
        int32_t end;

        if (this->level != LEVEL_NAME || this->kind == KIND_PERSON || this->first_token != this->last_token ||
            work->folded[m][0] == '\0' || this->country != NO_STRING ||
            index_find(index, hash_bytes(KEY_SURNAME, work->folded[m], strlen(work->folded[m]))) == NO_INDEX ||
            country_at(document, this->first_token, this->last_token, &end, &alpha3) != COUNTRY_NONE)
            continue;
        this->kind = KIND_PERSON;
        work->clusters[m].kind = KIND_PERSON;
        work->clusters[m].gender = 0;
        work->clusters[m].group = false;
        work->clusters[m].number = NUMBER_SINGULAR;
    }
}

void link_names(Coreference *work)
{
    NameIndex index;

    index_start(work, &index, count_words(work));
    settle_kinds(work, &index);
    for (int32_t m = 0; m < work->document->mentions.count; m++) {
        const Mention *this = coreference_mention(work, m);
        uint32_t key;
        int32_t found;

        if ((m & 255) == 0)
            environment_check(work->document->environment);
        if (this->level != LEVEL_NAME || work->folded[m][0] == '\0')
            continue;
        if (link_state(work, &index, m) || link_known(work, &index, m))
            continue;
        key = exact_key(work->folded[m]) ^ (this->kind == KIND_PERSON ? 1u : 0u);
        found = index_find(&index, key);
        if (found != NO_INDEX && clusters_agree(work, index.entries[found].mention, m))
            unite(work, index.entries[found].mention, m);
        else if (this->kind == KIND_PERSON)
            link_person(work, &index, m);
        else
            link_body(work, &index, m);
        if (found == NO_INDEX || cluster_root(work, index.entries[found].mention) != cluster_root(work, m)) {
            index_add(&index, key, m);
            index_words(&index, work->folded[m], m);
            if (this->kind != KIND_PERSON)
                index_add(&index, acronym_key(work->folded[m]), m);
        }
    }
}
