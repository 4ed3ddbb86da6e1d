/*
 * coreference.c: which mentions speak of the same. The sieves of coreference.h run in order; then every cluster becomes
 * an entity and its mentions get the entity's name.
 */
#include "coreference.h"

#include "annotate.h"
#include "knowledge/knowledge.h"
#include "name_variants.h"

#include <string.h>

int32_t cluster_root(Coreference *work, int32_t mention)
{
    int32_t root = mention;

    while (work->clusters[root].parent != root)
        root = work->clusters[root].parent;
    while (work->clusters[mention].parent != root) {
        int32_t next = work->clusters[mention].parent;

        work->clusters[mention].parent = root;
        mention = next;
    }
    return root;
}

static bool may_be_thing(const Cluster *cluster)
{
    return cluster->thing || cluster->kind == KIND_MISC || cluster->kind == KIND_WORK ||
           cluster->kind == KIND_PRODUCT || cluster->kind == KIND_FACILITY || cluster->kind == KIND_LOC;
}

static bool kinds_agree(const Cluster *a, const Cluster *b)
{
    if (a->thing || b->thing)
        return may_be_thing(a) && may_be_thing(b);
    if (a->kind == b->kind || a->kind == KIND_MISC || b->kind == KIND_MISC)
        return true;
    if (a->kind == KIND_PERSON || b->kind == KIND_PERSON)
        return false;
    if ((a->kind == KIND_GPE && b->kind == KIND_LOC) || (a->kind == KIND_LOC && b->kind == KIND_GPE))
        return true;
    if (a->kind == KIND_NORP || b->kind == KIND_NORP)
        return a->kind == KIND_GPE || b->kind == KIND_GPE || a->kind == KIND_ORG || b->kind == KIND_ORG;
    return a->kind == KIND_FACILITY || b->kind == KIND_FACILITY || a->kind == KIND_PRODUCT || b->kind == KIND_PRODUCT ||
           a->kind == KIND_WORK || b->kind == KIND_WORK;
}

/* names_agree: two named persons are one only if their fullest names can be one person's. */
static bool names_agree(const Coreference *work, const Cluster *a, const Cluster *b)
{
    if (a->named == NO_INDEX || b->named == NO_INDEX || a->kind != KIND_PERSON || b->kind != KIND_PERSON)
        return true;
    return strcmp(work->folded[a->named], work->folded[b->named]) == 0 ||
           name_compare(work->folded[a->named], work->folded[b->named]) != NAME_DIFFERENT;
}

bool clusters_agree(Coreference *work, int32_t first, int32_t second)
{
    const Cluster *a = &work->clusters[cluster_root(work, first)], *b = &work->clusters[cluster_root(work, second)];

    if (!kinds_agree(a, b))
        return false;
    if (a->gender != 0 && b->gender != 0 && a->gender != b->gender)
        return false;
    if (a->number != NUMBER_ANY && b->number != NUMBER_ANY && a->number != b->number)
        return false;
    if (a->country != NO_STRING && b->country != NO_STRING && a->country != b->country)
        return false;
    return !(a->closed && b->closed) && names_agree(work, a, b);
}

void unite(Coreference *work, int32_t first, int32_t second)
{
    int32_t a = cluster_root(work, first), b = cluster_root(work, second);
    Cluster *root, *other;

    if (a == b)
        return;
    root = &work->clusters[a < b ? a : b];
    other = &work->clusters[a < b ? b : a];
    other->parent = a < b ? a : b;
    root->size += other->size;
    root->last = root->last > other->last ? root->last : other->last;
    if ((root->kind == KIND_MISC && !root->thing) || (other->named != NO_INDEX && root->named == NO_INDEX))
        root->kind = other->kind != KIND_MISC ? other->kind : root->kind;
    if (root->kind == KIND_NORP && other->kind == KIND_GPE)
        root->kind = KIND_GPE;
    if (root->number == NUMBER_ANY)
        root->number = other->number;
    if (root->gender == 0)
        root->gender = other->gender;
    if (root->role == NO_STRING)
        root->role = other->role;
    if (root->country == NO_STRING)
        root->country = other->country;
    if (root->canonical == NO_STRING)
        root->canonical = other->canonical;
    if (root->members[0] == NO_INDEX && other->members[0] != NO_INDEX)
        memcpy(root->members, other->members, sizeof(root->members));
    root->closed |= other->closed;
    root->group |= other->group;
    root->thing &= other->thing;
    if (root->named == NO_INDEX) {
        root->named = other->named;
    } else if (other->named != NO_INDEX) {
        /* the name with most words, of those the first */
        const Mention *one = coreference_mention(work, root->named), *two = coreference_mention(work, other->named);

        if (two->last_token - two->first_token > one->last_token - one->first_token)
            root->named = other->named;
    }
}

bool is_subject(const Document *document, int32_t head)
{
    for (int32_t steps = 0; steps < 4; steps++) {
        const Token *token = &document->tokens.items[head];
        Deprel deprel = deprel_universal((Deprel)token->deprel);

        if (deprel == DEPREL_NSUBJ)
            return true;
        if (deprel != DEPREL_CONJ || token->head == NO_INDEX)
            return false;
        head = token->head;
    }
    return false;
}

Pronoun pronoun_of(const Coreference *work, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention);
    Pronoun pronoun = {0};
    char word[16];
    int32_t row, length = this->length;

    if (this->level != LEVEL_PRONOUN || length >= (int32_t)sizeof(word))
        return pronoun;
    for (int32_t i = 0; i < length; i++) {
        char c = work->document->text[this->start + i];

        word[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    row = knowledge_find(&knowledge_pronouns, word, (size_t)length);
    if (row < 0)
        return pronoun;
    pronoun.person = *knowledge_cell(&knowledge_pronouns, row, 1) - '0';
    switch (*knowledge_cell(&knowledge_pronouns, row, 2)) {
    case 's':
        pronoun.number = NUMBER_SINGULAR;
        break;
    case 'p':
        pronoun.number = NUMBER_PLURAL;
        break;
    default:
        break;
    }
    pronoun.gender = *knowledge_cell(&knowledge_pronouns, row, 3);
    pronoun.use = *knowledge_cell(&knowledge_pronouns, row, 4);
    return pronoun;
}

/* given_gender: of the person with this folded name, by the given name. */
static char given_gender(const char *folded)
{
    size_t length = strcspn(folded, " ");
    int32_t row;

    if (folded[length] == '\0') /* a surname by itself tells nothing */
        return 0;
    row = knowledge_find(&knowledge_given_names, folded, length);
    return row < 0 ? 0 : *knowledge_cell(&knowledge_given_names, row, 1);
}

/* title_gender: of a name, by the words right before it: "Mrs", "spokeswoman", "King". */
static char title_gender(const Document *document, const Mention *mention)
{
    int32_t lowest = sentence_first(document, mention->first_token);
    RoleWord word;

    for (int32_t t = mention->first_token - 1; t >= lowest && t > mention->first_token - 4; t = word.first - 1) {
        if (!role_word_at(document, t, lowest, &word) || word.class > ROLE_PERSON || word.kind != KIND_PERSON)
            return 0;
        if (word.gender != 0)
            return word.gender;
    }
    return 0;
}

/* head_lemma: the lemma of a token in ASCII lower case. */
static StringId head_lemma(Document *document, int32_t token)
{
    const char *lemma = token_lemma(document, token);
    char lower[64];
    size_t length = strlen(lemma);

    if (length == 0)
        return document_intern_lower(document, document->tokens.items[token].start,
                                     document->tokens.items[token].length);
    if (length >= sizeof(lower))
        return document->tokens.items[token].lemma;
    for (size_t i = 0; i < length; i++)
        lower[i] = lemma[i] >= 'A' && lemma[i] <= 'Z' ? (char)(lemma[i] + 32) : lemma[i];
    return document_intern(document, lower, length);
}

static void start_cluster(Coreference *work, int32_t mention)
{
    Document *document = work->document;
    const Mention *this = coreference_mention(work, mention);
    Cluster *cluster = &work->clusters[mention];

    *cluster = (Cluster){.parent = mention,
                         .size = 1,
                         .last = mention,
                         .kind = this->kind,
                         .named = NO_INDEX,
                         .role = this->role,
                         .country = this->country,
                         .members = {NO_INDEX, NO_INDEX}};
    if (this->level == LEVEL_NAME) {
        char folded[NAME_FOLDED_SIZE];
        size_t length = name_fold(document->text + this->start, (size_t)this->length, folded);

        work->folded[mention] = arena_copy(document->arena, folded, length);
        cluster->named = mention;
        cluster->number = this->kind == KIND_PERSON ? NUMBER_SINGULAR : NUMBER_ANY;
        if (this->kind == KIND_PERSON) {
            cluster->gender = title_gender(document, this);
            if (cluster->gender == 0)
                cluster->gender = given_gender(work->folded[mention]);
        } else {
            cluster->gender = 'n';
            cluster->group = this->kind != KIND_LOC && this->kind != KIND_FACILITY;
        }
        for (int32_t t = this->first_token; t <= this->last_token; t++)
            work->names[t] = mention;
    } else if (this->level == LEVEL_NOMINAL) {
        RoleWord word = {0};

        work->nominals[this->head] = mention;
        work->heads[mention] = head_lemma(document, this->head);
        if (role_word_at(document, this->head, sentence_first(document, this->head), &word)) {
            cluster->number = word.plural ? NUMBER_PLURAL : NUMBER_SINGULAR;
            cluster->gender = word.gender;
            cluster->group = word.class == ROLE_GROUP || word.class == ROLE_BODY || word.class == ROLE_STATE;
        } else if (this->kind == KIND_PERSON) {
            cluster->number = token_is_folded(document, this->head, "one") ? NUMBER_SINGULAR : NUMBER_PLURAL;
        } else {
            cluster->thing = true;
            cluster->number = document->tokens.items[this->head].xpos == XPOS_NNS ? NUMBER_PLURAL : NUMBER_SINGULAR;
        }
        if (cluster->gender == 0 && this->kind != KIND_PERSON)
            cluster->gender = 'n';
        if (cluster->group && cluster->number == NUMBER_SINGULAR)
            cluster->number = NUMBER_ANY;
    } else {
        Pronoun pronoun = pronoun_of(work, mention);

        work->nominals[this->head] = mention;
        cluster->number = pronoun.number;
        cluster->gender = pronoun.gender;
    }
}

/* group_name: "Joe Biden and Vladimir Putin" for "the two leaders". */
static StringId name_of(Coreference *work, int32_t root);

static StringId group_name(Coreference *work, const Cluster *cluster)
{
    StringId one = name_of(work, cluster_root(work, cluster->members[0]));
    StringId two = name_of(work, cluster_root(work, cluster->members[1]));
    const char *joined;

    if (one == NO_STRING || two == NO_STRING)
        return NO_STRING;
    joined = arena_printf(work->document->arena, "%s and %s", document_string(work->document, one),
                          document_string(work->document, two));
    return document_intern_string(work->document, joined);
}

static StringId name_of(Coreference *work, int32_t root)
{
    Document *document = work->document;
    const Cluster *cluster = &work->clusters[root];
    const Mention *mention;

    if (cluster->named == NO_INDEX)
        return NO_STRING;
    if (cluster->canonical != NO_STRING)
        return cluster->canonical;
    mention = coreference_mention(work, cluster->named);
    if (cluster->closed && cluster->kind != KIND_ORG && cluster->kind != KIND_PERSON && cluster->country != NO_STRING) {
        const char *name = country_name(document_string(document, cluster->country));

        if (name != NULL)
            return document_intern_string(document, name);
    }
    return document_intern(document, document->text + mention->start, (size_t)mention->length);
}

/* description_of: what an entity without a name is called: the words of its first description. */
static StringId description_of(Coreference *work, int32_t mention)
{
    const Mention *this = coreference_mention(work, mention);

    return document_intern(work->document, work->document->text + this->start, (size_t)this->length);
}

/* is_idle: whether a mention is of a thing that nothing else speaks of: then it is none. */
static bool is_idle(Coreference *work, int32_t mention)
{
    const Cluster *cluster = &work->clusters[cluster_root(work, mention)];

    return cluster->size == 1 && cluster->thing;
}

static void drop_idle(Coreference *work)
{
    Document *document = work->document;
    int32_t kept = 0;

    for (int32_t m = 0; m < document->mentions.count; m++)
        if (!is_idle(work, m))
            document->mentions.items[kept++] = document->mentions.items[m];
    document->mentions.count = kept;
}

/* office_country: the country of a person of whom the text says none, from the list of those in office. */
static StringId office_country(Coreference *work, const Cluster *cluster)
{
    Document *document = work->document;
    const Mention *name;
    int32_t row, end;

    if (cluster->named == NO_INDEX || cluster->kind != KIND_PERSON)
        return NO_STRING;
    name = coreference_mention(work, cluster->named);
    row = knowledge_match(&knowledge_actors, document, name->first_token, name->last_token, KNOWLEDGE_EXACT, &end);
    if (row < 0 || end != name->last_token || name->first_token == name->last_token)
        return NO_STRING;
    return document_intern_string(document, knowledge_cell(&knowledge_actors, row, 5));
}

static void make_entities(Coreference *work)
{
    Document *document = work->document;
    int32_t count = document->mentions.count;
    int32_t *entity_of = arena_alloc(document->scratch, (size_t)count * sizeof(int32_t) + 1);

    for (int32_t m = 0; m < count; m++) {
        int32_t root = cluster_root(work, m);
        const Cluster *cluster = &work->clusters[root];
        Mention *mention = coreference_mention(work, m);
        Entity *entity;

        if ((m & 1023) == 0)
            environment_check(document->environment);
        if (root == m)
            entity_of[root] = NO_INDEX;
        /* a pronoun that stands for nothing known is no entity */
        if (is_idle(work, m) ||
            (cluster->size == 1 && mention->level == LEVEL_PRONOUN && pronoun_of(work, m).person != 1))
            continue;
        if (entity_of[root] == NO_INDEX) {
            entity_of[root] = document->entities.count;
            entity = document_add_entities(document);
            entity->kind = cluster->kind;
            entity->role = cluster->role;
            entity->country = cluster->country != NO_STRING ? cluster->country : office_country(work, cluster);
            entity->gender = cluster->gender;
            entity->plural = cluster->number == NUMBER_PLURAL;
            entity->name = cluster->members[0] != NO_INDEX ? group_name(work, cluster) : name_of(work, root);
        }
        entity = &document->entities.items[entity_of[root]];
        if (entity->name == NO_STRING && mention->level == LEVEL_NOMINAL)
            entity->name = description_of(work, m);
        mention->entity = entity_of[root];
    }
    for (int32_t m = 0; m < count; m++) {
        Mention *mention = coreference_mention(work, m);
        const Entity *entity = mention->entity == NO_INDEX ? NULL : &document->entities.items[mention->entity];

        if (entity == NULL)
            continue;
        mention->name = entity->name;
        if (mention->country == NO_STRING)
            mention->country = entity->country;
        if (mention->level == LEVEL_PRONOUN || (mention->level == LEVEL_NAME && mention->kind != KIND_NORP &&
                                                work->clusters[cluster_root(work, m)].closed))
            mention->kind = entity->kind;
    }
}

void resolve_coreference(Document *document)
{
    Coreference work = {.document = document};
    size_t mentions = (size_t)document->mentions.count + 1, tokens = (size_t)document->tokens.count + 1;

    work.clusters = arena_alloc(document->scratch, mentions * sizeof(Cluster));
    work.folded = arena_alloc(document->scratch, mentions * sizeof(char *));
    work.heads = arena_alloc(document->scratch, mentions * sizeof(StringId));
    work.names = arena_alloc(document->scratch, tokens * sizeof(int32_t));
    work.nominals = arena_alloc(document->scratch, tokens * sizeof(int32_t));
    work.quotations = arena_alloc(document->scratch, tokens * sizeof(int32_t));
    for (size_t t = 0; t < tokens; t++)
        work.names[t] = work.nominals[t] = NO_INDEX;
    for (int32_t m = 0; m < document->mentions.count; m++)
        start_cluster(&work, m);
    find_speakers(&work);
    link_names(&work);
    link_appositions(&work);
    link_descriptions(&work);
    link_pronouns(&work);
    link_possessions(&work);
    make_entities(&work);
    drop_idle(&work);
}
