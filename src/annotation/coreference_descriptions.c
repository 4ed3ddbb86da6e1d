/*
 * coreference_descriptions.c: descriptions and what they describe: appositions and predicates ("Ana Ruiz is the
 * mayor"), "the Russian president" for the name that has that office, "the minister" for the last one, "the two
 * leaders" for the last two persons, a repeated description for its first.
 */
#include "coreference.h"

#include "knowledge/knowledge.h"

#include <string.h>

#define WINDOW 60 /* earlier mentions that a description is compared with */

static const Token *token_at(const Coreference *work, int32_t token)
{
    return &work->document->tokens.items[token];
}

/* mention_headed: the mention that a token is the head of. */
static int32_t mention_headed(const Coreference *work, int32_t token)
{
    if (work->nominals[token] != NO_INDEX)
        return work->nominals[token];
    return work->names[token];
}

static bool is_singular_person(Coreference *work, int32_t mention)
{
    const Cluster *cluster = &work->clusters[cluster_root(work, mention)];

    return cluster->kind == KIND_PERSON && cluster->number != NUMBER_PLURAL;
}

/* try_unite: two mentions that the grammar makes one, where nothing speaks against it. */
static void try_unite(Coreference *work, int32_t a, int32_t b)
{
    const Cluster *one, *two;

    if (a == NO_INDEX || b == NO_INDEX || a == b)
        return;
    one = &work->clusters[cluster_root(work, a)];
    two = &work->clusters[cluster_root(work, b)];
    if (one->named != NO_INDEX && two->named != NO_INDEX && coreference_mention(work, a)->level == LEVEL_NAME &&
        coreference_mention(work, b)->level == LEVEL_NAME)
        return;
    if (clusters_agree(work, a, b))
        unite(work, a, b);
}

/* beside_comma: the name that has its role from this description beside it: "the spokesman, Ned Price". */
static int32_t beside_comma(const Coreference *work, int32_t mention)
{
    const Document *document = work->document;
    const Mention *this = coreference_mention(work, mention);
    int32_t sides[2] = {this->first_token - 2, this->last_token + 2};

    for (int32_t i = 0; i < 2; i++) {
        int32_t t = sides[i], comma = i == 0 ? t + 1 : t - 1;

        if (t < sentence_first(document, this->first_token) || t > sentence_last(document, this->last_token) ||
            !(token_is(document, comma, ",") || token_is(document, comma, "(")) || work->names[t] == NO_INDEX)
            continue;
        if (coreference_mention(work, work->names[t])->role == this->role && this->role != NO_STRING)
            return work->names[t];
    }
    return NO_INDEX;
}

/* link_named_body: "the Interfax agency" is Interfax; "the Biden administration" and "the Kiev army" are no names. */
static void link_named_body(Coreference *work, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention);
    int32_t before = this->head - 1, name;
    RoleWord word;

    if (before < this->first_token || (name = work->names[before]) == NO_INDEX ||
        coreference_mention(work, name)->last_token != before ||
        coreference_mention(work, name)->first_token > this->head || work->clusters[cluster_root(work, name)].closed ||
        coreference_mention(work, name)->kind == KIND_PERSON ||
        !token_is_folded(work->document, this->first_token, "the") ||
        coreference_mention(work, name)->first_token != this->first_token + 1)
        return;
    if (!role_word_at(work->document, this->head, this->head, &word) || word.class != ROLE_BODY || word.plural ||
        coreference_mention(work, name)->country != NO_STRING ||
        token_is_folded(work->document, this->head, "government") ||
        token_is_folded(work->document, this->head, "administration") ||
        token_is_folded(work->document, this->head, "regime"))
        return;
    /* a body's own word makes an unknown name a body's */
    if (coreference_mention(work, name)->kind == KIND_GPE || coreference_mention(work, name)->kind == KIND_MISC) {
        coreference_mention(work, name)->kind = KIND_ORG;
        work->clusters[cluster_root(work, name)].kind = KIND_ORG;
    }
    if (clusters_agree(work, name, mention))
        unite(work, name, mention);
}

void link_appositions(Coreference *work)
{
    Document *document = work->document;

    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention *this = coreference_mention(work, m);
        const Token *head = token_at(work, this->head);

        if ((m & 255) == 0)
            environment_check(document->environment);
        if (this->level == LEVEL_PRONOUN)
            continue;
        if (head->deprel == DEPREL_APPOS && head->head != NO_INDEX)
            try_unite(work, mention_headed(work, head->head), m);
        if (this->level != LEVEL_NOMINAL)
            continue;
        if (is_singular_person(work, m))
            try_unite(work, beside_comma(work, m), m);
        link_named_body(work, m);
        if (this->first_token > sentence_first(document, this->head) &&
            token_at(work, this->first_token - 1)->upos == UPOS_ADP)
            continue;
        /* "X is the mayor": the subject of a noun with a copula */
        for (int32_t t = this->first_token - 1; t >= sentence_first(document, this->head) && t > this->first_token - 20;
             t--) {
            if (token_at(work, t)->head != this->head ||
                deprel_universal((Deprel)token_at(work, t)->deprel) != DEPREL_NSUBJ)
                continue;
            try_unite(work, mention_headed(work, t), m);
            break;
        }
    }
}

static bool is_definite(const Coreference *work, const Mention *mention)
{
    const Document *document = work->document;
    int32_t first = mention->first_token;

    return token_is_folded(document, first, "the") || token_is_folded(document, first, "this") ||
           token_is_folded(document, first, "that") || token_is_folded(document, first, "these") ||
           token_is_folded(document, first, "those") || token_is_folded(document, first, "both");
}

static bool is_indefinite(const Coreference *work, const Mention *mention)
{
    const Document *document = work->document;
    int32_t first = mention->first_token;

    return token_is_folded(document, first, "a") || token_is_folded(document, first, "an") ||
           token_is_folded(document, first, "another") || token_is_folded(document, first, "other") ||
           token_is_folded(document, first, "some") || token_is_folded(document, first, "many") ||
           token_is_folded(document, first, "one") || token_is_folded(document, first, "no") ||
           token_is_folded(document, first, "any") || token_is_folded(document, first, "every") ||
           token_is_folded(document, first, "several") || token_is_folded(document, first, "each");
}

/* is_quantified: "every country", "no one": nothing that could be spoken of again. */
static bool is_quantified(const Coreference *work, const Mention *mention)
{
    static const char *const words[] = {"every", "any", "no",      "each",  "many",  "some", "most",
                                        "few",   "all", "another", "other", "which", "what"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (token_is_folded(work->document, mention->first_token, words[i]))
            return true;
    return false;
}

/* role_holds: whether the role of a person ends in the head of a description: "foreign minister", "the minister". */
static bool role_holds(const Coreference *work, StringId role, int32_t mention)
{
    const Document *document = work->document;
    const Mention *this = coreference_mention(work, mention);
    const char *text = document_string(document, role), *at;
    const char *word = token_text(document, this->head);
    size_t length = (size_t)token_at(work, this->head)->length;

    if (text == NULL)
        return false;
    if (this->role != NO_STRING && same_office(text, document_string(document, this->role)))
        return true;
    for (at = text; *at != '\0'; at += strcspn(at, " -"), at += *at != '\0') {
        size_t count = strcspn(at, " -");

        if (count == length && strncasecmp(at, word, length) == 0)
            return true;
    }
    return false;
}

/* modifiers_fit: what the later description says besides its head, the earlier one must not contradict: every adjective
 * or noun before the head of the later one is in the earlier one too, or the earlier one has none. */
static bool modifiers_fit(const Coreference *work, const Mention *earlier, const Mention *later)
{
    const Document *document = work->document;

    for (int32_t t = later->first_token; t < later->head; t++) {
        const Token *token = token_at(work, t);
        bool found = false;

        if (token->upos != UPOS_ADJ && token->upos != UPOS_NOUN && token->upos != UPOS_PROPN && token->upos != UPOS_NUM)
            continue;
        for (int32_t e = earlier->first_token; e <= earlier->last_token && !found; e++)
            found = token_text_equal(document, e, t);
        if (!found)
            return false;
    }
    return true;
}

/* is_pair: whether a description is of two: "the two leaders", "both presidents". */
static bool is_pair(const Coreference *work, const Mention *mention)
{
    for (int32_t t = mention->first_token; t < mention->head; t++)
        if (token_is_folded(work->document, t, "two") || token_is_folded(work->document, t, "both"))
            return true;
    return false;
}

/* fits_pair: whether a person, state or body is of the sort that "the two leaders", "both countries" are. */
static bool fits_pair(Coreference *work, int32_t earlier, int32_t mention)
{
    const Cluster *mine = &work->clusters[mention], *other = &work->clusters[cluster_root(work, earlier)];
    const Document *document = work->document;
    RoleWord word;

    if (other->named == NO_INDEX || other->kind != mine->kind || other->number == NUMBER_PLURAL)
        return false;
    if (mine->kind == KIND_GPE)
        return other->country != NO_STRING && other->closed;
    if (mine->kind != KIND_PERSON)
        return true;
    if (!role_word_at(document, coreference_mention(work, mention)->head,
                      coreference_mention(work, mention)->first_token, &word) ||
        word.class != ROLE_OFFICE)
        return true; /* "the two men" */
    if (other->role != NO_STRING && strstr(document_string(document, other->role), "counterpart") != NULL)
        return true;
    if (word.ruler && other->role != NO_STRING && is_ruler(document_string(document, other->role)))
        return true;
    return role_holds(work, other->role, mention);
}

#define PAIR_SENTENCES 8

/*
 * link_pair: "the two leaders" are the two persons of that sort, "the two countries" the two states, that the last
 * sentences speak of most. Two who were joined by "and" in the sentence before come first.
 */
static void link_pair(Coreference *work, int32_t mention)
{
    Cluster *cluster = &work->clusters[mention];
    int32_t found[2] = {NO_INDEX, NO_INDEX}, sentence = coreference_mention(work, mention)->sentence;

    for (int32_t m = mention - 1; m >= 0 && m > mention - WINDOW * 4; m--) {
        int32_t root = cluster_root(work, m);
        const Mention *before = coreference_mention(work, m);

        if (sentence - before->sentence > PAIR_SENTENCES)
            break;
        if (work->clusters[root].members[0] != NO_INDEX && work->clusters[root].kind == cluster->kind &&
            sentence - before->sentence <= 2) {
            unite(work, m, mention);
            return;
        }
        if (before->level != LEVEL_NAME || root == found[0] || root == found[1] || !fits_pair(work, m, mention))
            continue;
        /* joined by "and", in this sentence or the one before */
        if (found[0] == NO_INDEX && sentence - before->sentence <= 1 &&
            token_at(work, before->head)->deprel == DEPREL_CONJ && token_at(work, before->head)->head != NO_INDEX &&
            work->names[token_at(work, before->head)->head] != NO_INDEX &&
            fits_pair(work, work->names[token_at(work, before->head)->head], mention)) {
            found[0] = root;
            found[1] = cluster_root(work, work->names[token_at(work, before->head)->head]);
            break;
        }
        if (found[0] == NO_INDEX || work->clusters[root].size > work->clusters[found[0]].size) {
            found[1] = found[0];
            found[0] = root;
        } else if (found[1] == NO_INDEX || work->clusters[root].size > work->clusters[found[1]].size) {
            found[1] = root;
        }
    }
    if (found[1] != NO_INDEX && found[0] != found[1]) {
        cluster->members[0] = found[0] < found[1] ? found[0] : found[1];
        cluster->members[1] = found[0] < found[1] ? found[1] : found[0];
    }
}

/* rate_description: how well an earlier mention fits as what a definite description means; 0: not at all. */
static int32_t rate_description(Coreference *work, int32_t earlier, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention), *before = coreference_mention(work, earlier);
    const Cluster *cluster, *mine;
    bool same_country;

    /* most earlier mentions are out of the question at a glance */
    if (before->level == LEVEL_NOMINAL && work->heads[earlier] != work->heads[mention])
        return 0;
    cluster = &work->clusters[cluster_root(work, earlier)];
    mine = &work->clusters[cluster_root(work, mention)];
    same_country = cluster->country != NO_STRING && cluster->country == mine->country;

    if (!clusters_agree(work, earlier, mention) || cluster->members[0] != NO_INDEX)
        return 0;
    if (is_quantified(work, before))
        return 0;
    /* a mention inside the description, or around it, is not what it means */
    if (before->start + before->length > this->start)
        return 0;
    if (before->level == LEVEL_NOMINAL)
        return modifiers_fit(work, before, this) ? 100 : same_country ? 50 : 0;
    if (before->level == LEVEL_NAME && before->kind == KIND_PERSON) {
        if (role_holds(work, cluster->role, mention))
            return same_country || mine->country == NO_STRING || cluster->country == NO_STRING ? 90 : 0;
        return 0;
    }
    if (before->level == LEVEL_NAME && cluster->kind != KIND_PERSON) {
        /* "the council" for "the Security Council" */
        if (before->last_token > before->first_token &&
            token_text_equal(work->document, before->last_token, this->head) && modifiers_fit(work, before, this))
            return 80;
    }
    return 0;
}

/* first_word: the first token of a description that is not an article, a number or a possessive. */
static int32_t first_word(const Coreference *work, const Mention *mention)
{
    int32_t t = mention->first_token;

    while (t < mention->head && (token_at(work, t)->upos == UPOS_DET))
        t++;
    return t;
}

/* rate_repetition: whether a description without an article repeats an earlier one: "Russian troops", "Russian troops".
 */
static int32_t rate_repetition(Coreference *work, int32_t earlier, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention), *before = coreference_mention(work, earlier);
    int32_t mine = first_word(work, this), other = first_word(work, before);

    if (work->heads[earlier] != work->heads[mention] || this->head - mine != before->head - other ||
        !clusters_agree(work, earlier, mention) || (mine == this->head && this->kind == KIND_PERSON) ||
        token_at(work, mine)->xpos == XPOS_PRPS || token_at(work, mine)->upos == UPOS_NUM)
        return 0;
    for (int32_t i = 0; mine + i < this->head; i++)
        if (!token_text_equal(work->document, mine + i, other + i))
            return 0;
    return 100;
}

static void link_description(Coreference *work, int32_t mention, bool known)
{
    const Mention *this = coreference_mention(work, mention);
    int32_t best = NO_INDEX, best_rate = 0;

    for (int32_t m = mention - 1, n = 0; m >= 0 && n < WINDOW * 4; m--, n++) {
        int32_t rate = 0;

        if (coreference_mention(work, m)->level == LEVEL_NOMINAL ||
            (known && coreference_mention(work, m)->level == LEVEL_NAME))
            rate = known ? rate_description(work, m, mention) : rate_repetition(work, m, mention);
        if (rate > best_rate) {
            best = m;
            best_rate = rate;
            if (rate >= 90)
                break;
        }
        if (this->sentence - coreference_mention(work, m)->sentence > 30)
            break;
    }
    if (best != NO_INDEX)
        unite(work, best, mention);
}

#define KIND_SENTENCES 3 /* that "the country", "the company" look back over for a name of that kind */

/* is_country_word: whether a description is of a state and not of a city: "the country", "this nation". */
static bool is_country_word(const Document *document, int32_t token)
{
    return token_is_folded(document, token, "country") || token_is_folded(document, token, "nation") ||
           token_is_folded(document, token, "republic") || token_is_folded(document, token, "kingdom");
}

static bool is_city_word(const Document *document, int32_t token)
{
    return token_is_folded(document, token, "city") || token_is_folded(document, token, "town") ||
           token_is_folded(document, token, "village");
}

/* is_body_word: a word for any organization; "the government" and "the court" are bodies of their own. */
static bool is_body_word(const Document *document, int32_t token)
{
    static const char *const words[] = {"company",      "firm",         "corporation",  "business",
                                        "conglomerate", "organization", "organisation", "charity",
                                        "group",        "alliance",     "bloc",         "agency"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (token_is_folded(document, token, words[i]))
            return true;
    return false;
}

/* is_of_kind: whether a named cluster is what a bare word for its kind may mean. */
static bool is_of_kind(const Coreference *work, const Cluster *cluster, const RoleWord *word, int32_t head)
{
    if (word->class == ROLE_STATE && is_country_word(work->document, head))
        return cluster->closed && cluster->kind == KIND_GPE;
    if (word->class == ROLE_STATE && is_city_word(work->document, head))
        return !cluster->closed && cluster->kind == KIND_GPE;
    return is_body_word(work->document, head) && cluster->kind == KIND_ORG && !cluster->closed;
}

/*
 * link_kind: "the country", "this city", "the company" without anything more said: the last name of that kind, subjects
 * before others.
 */
static void link_kind(Coreference *work, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention);
    int32_t best = NO_INDEX, best_rate = 0;
    RoleWord word;

    if (this->head != this->first_token + 1 || this->last_token != this->head || !is_definite(work, this) ||
        !role_word_at(work->document, this->head, this->head, &word) || word.plural)
        return;
    for (int32_t m = mention - 1; m >= 0 && m > mention - WINDOW; m--) {
        const Mention *before = coreference_mention(work, m);
        int32_t distance = this->sentence - before->sentence, rate;

        if (distance > KIND_SENTENCES)
            break;
        if (before->level != LEVEL_NAME || before->start + before->length > this->start ||
            !is_of_kind(work, &work->clusters[cluster_root(work, m)], &word, this->head) ||
            !clusters_agree(work, m, mention))
            continue;
        rate = 10 - 3 * distance + (is_subject(work->document, before->head) ? 4 : 0);
        if (rate > best_rate) {
            best = m;
            best_rate = rate;
        }
    }
    if (best != NO_INDEX)
        unite(work, best, mention);
}

/* may_speak: whether a mention is a subject, by the tree or because a verb comes right behind it. */
static bool may_speak(const Coreference *work, const Mention *mention)
{
    return is_subject(work->document, mention->head) ||
           (mention->last_token < sentence_last(work->document, mention->last_token) &&
            token_at(work, mention->last_token + 1)->upos == UPOS_VERB);
}

/* link_unnamed: "the source", "the man": the last person without a name who was spoken of in the singular. */
static void link_unnamed(Coreference *work, int32_t mention)
{
    static const char *const words[] = {"source", "man", "woman", "person", "insider"};
    const Mention *this = coreference_mention(work, mention);
    bool found = false;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        found = found || token_is_folded(work->document, this->head, words[i]);
    if (!found || this->head != this->first_token + 1 || this->last_token != this->head || !is_definite(work, this))
        return;
    for (int32_t m = mention - 1; m >= 0 && m > mention - WINDOW; m--) {
        const Mention *before = coreference_mention(work, m);
        const Cluster *cluster = &work->clusters[cluster_root(work, m)];

        if (this->sentence - before->sentence > KIND_SENTENCES)
            return;
        if (before->level == LEVEL_NOMINAL && cluster->kind == KIND_PERSON && cluster->named == NO_INDEX &&
            cluster->number == NUMBER_SINGULAR && may_speak(work, before) && clusters_agree(work, m, mention)) {
            unite(work, m, mention);
            return;
        }
    }
}

void link_descriptions(Coreference *work)
{
    Document *document = work->document;

    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention *this = coreference_mention(work, m);
        const Cluster *cluster = &work->clusters[m];

        if ((m & 63) == 0)
            environment_check(document->environment);
        if (this->level != LEVEL_NOMINAL || cluster_root(work, m) != m || cluster->named != NO_INDEX ||
            is_indefinite(work, this))
            continue;
        if (cluster->number == NUMBER_PLURAL && is_definite(work, this) && is_pair(work, this)) {
            link_pair(work, m);
            continue;
        }
        /* what is marked as known may mean what was told in other words; the rest only repeats its own */
        link_description(work, m, is_definite(work, this) || this->country != NO_STRING);
        if (cluster_root(work, m) == m && cluster->size == 1)
            link_kind(work, m);
        if (cluster_root(work, m) == m && cluster->size == 1)
            link_unnamed(work, m);
    }
}

/* possessor_of: the pronoun that a description begins with, "his party"; NO_INDEX: none. */
static int32_t possessor_of(const Coreference *work, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention);
    int32_t next = mention + 1;

    if (this->level != LEVEL_NOMINAL || token_at(work, this->first_token)->xpos != XPOS_PRPS ||
        next >= work->document->mentions.count || coreference_mention(work, next)->first_token != this->first_token ||
        coreference_mention(work, next)->level != LEVEL_PRONOUN)
        return NO_INDEX;
    return next;
}

/* inherit_country: "his spokesman" speaks for his country. */
static void inherit_country(Coreference *work, int32_t mention, int32_t possessor)
{
    Cluster *cluster = &work->clusters[cluster_root(work, mention)];
    const Cluster *owner = &work->clusters[cluster_root(work, possessor)];
    RoleWord word;

    if (cluster->country != NO_STRING || owner->country == NO_STRING || cluster->kind != KIND_PERSON ||
        !role_word_at(work->document, coreference_mention(work, mention)->head,
                      coreference_mention(work, mention)->first_token, &word) ||
        word.class != ROLE_OFFICE ||
        token_is_folded(work->document, coreference_mention(work, mention)->head, "counterpart") ||
        token_is_folded(work->document, coreference_mention(work, mention)->head, "rival"))
        return;
    cluster->country = owner->country;
}

/* inherit_role: "his counterpart Ana Ruiz" holds the office that he holds. */
static void inherit_role(Coreference *work, int32_t mention)
{
    const Document *document = work->document;
    Mention *this = coreference_mention(work, mention);
    Cluster *cluster = &work->clusters[cluster_root(work, mention)];
    const char *role = document_string(document, this->role);

    if (role == NULL || strcmp(role, "counterpart") != 0)
        return;
    for (int32_t t = this->first_token - 1;
         t >= sentence_first(document, this->first_token) && t > this->first_token - 5; t--) {
        int32_t owner = token_at(work, t)->xpos == XPOS_PRPS ? work->nominals[t] : NO_INDEX;

        if (owner == NO_INDEX || work->clusters[cluster_root(work, owner)].role == NO_STRING)
            continue;
        this->role = work->clusters[cluster_root(work, owner)].role;
        if (cluster->role != NO_STRING && strcmp(document_string(document, cluster->role), "counterpart") == 0)
            cluster->role = this->role;
        return;
    }
}

/* inherit_named_country: "the Ruiz administration", "Ruiz officials" act for the state that Ruiz holds an office of. */
static void inherit_named_country(Coreference *work, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention);
    Cluster *cluster = &work->clusters[cluster_root(work, mention)];
    RoleWord word;

    if (this->level != LEVEL_NOMINAL || cluster->country != NO_STRING || cluster->thing || cluster->named != NO_INDEX)
        return;
    for (int32_t t = this->head - 1; t >= this->first_token; t--) {
        const Cluster *owner;

        if (work->names[t] == NO_INDEX)
            continue;
        owner = &work->clusters[cluster_root(work, work->names[t])];
        if (owner->country != NO_STRING && owner->kind == KIND_PERSON && owner->role != NO_STRING &&
            role_word_at(work->document, this->head, this->head, &word) &&
            (word.class == ROLE_OFFICE || word.class == ROLE_BODY || word.class == ROLE_GROUP ||
             word.class == ROLE_PERSON))
            cluster->country = owner->country;
        return;
    }
}

void link_possessions(Coreference *work)
{
    for (int32_t m = 0; m < work->document->mentions.count; m++) {
        int32_t possessor = possessor_of(work, m);

        if ((m & 63) == 0)
            environment_check(work->document->environment);
        if (coreference_mention(work, m)->level == LEVEL_NAME)
            inherit_role(work, m);
        inherit_named_country(work, m);
        if (possessor == NO_INDEX)
            continue;
        inherit_country(work, m, possessor);
        if (cluster_root(work, m) != m)
            continue;
        for (int32_t e = m - 1; e >= 0 && e > m - WINDOW * 4; e--) {
            int32_t other = possessor_of(work, e);

            if (other == NO_INDEX || cluster_root(work, other) != cluster_root(work, possessor) ||
                work->heads[e] != work->heads[m] || !clusters_agree(work, e, m))
                continue;
            unite(work, e, m);
            break;
        }
    }
}
