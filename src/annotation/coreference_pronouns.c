/*
 * coreference_pronouns.c: pronouns. Third persons look back over a few sentences for what agrees in number, gender and
 * kind; subjects, names, what is near and what is spoken of often are preferred (Lappin and Leass 1994). First persons
 * in a quotation are its speaker.
 */
#include "coreference.h"

#include <string.h>

#define SENTENCES 3 /* that a pronoun looks back over */
#define WINDOW 60   /* mentions that it looks at */

/* governor: the token that a mention's head, or the first of what it is joined with, hangs on. */
static int32_t governor(const Document *document, int32_t head)
{
    for (int32_t steps = 0; steps < 4; steps++) {
        const Token *token = &document->tokens.items[head];

        if (token->deprel != DEPREL_CONJ || token->head == NO_INDEX)
            return token->head;
        head = token->head;
    }
    return document->tokens.items[head].head;
}

/* number_fits, person_fits: agreement of a pronoun with a cluster; the rate tells how well. */
static int32_t rate_agreement(const Cluster *cluster, const Pronoun *pronoun)
{
    bool person = cluster->kind == KIND_PERSON || cluster->kind == KIND_TITLE;

    if (pronoun->gender == 'm' || pronoun->gender == 'f') {
        if (!person || cluster->number == NUMBER_PLURAL || (cluster->gender != 0 && cluster->gender != pronoun->gender))
            return -1;
        return cluster->gender == pronoun->gender ? 30 : 10;
    }
    if (pronoun->gender == 'n') {
        if (person || cluster->number == NUMBER_PLURAL || cluster->gender == 'm' || cluster->gender == 'f')
            return -1;
        return cluster->thing ? 15 : 20;
    }
    if (cluster->number == NUMBER_PLURAL || cluster->members[0] != NO_INDEX)
        return cluster->thing ? 10 : 30;
    if (cluster->number == NUMBER_ANY && cluster->group)
        return cluster->kind == KIND_GPE ? 0 : 10;
    return -1;
}

/* barred: by the grammar of one clause: "Putin told him" is not Putin; nor is "his" in what it describes. */
static bool barred(const Coreference *work, int32_t earlier, int32_t mention, const Pronoun *pronoun)
{
    const Mention *this = coreference_mention(work, mention), *before = coreference_mention(work, earlier);
    const Document *document = work->document;
    int32_t own = governor(document, this->head), other = governor(document, before->head);

    if (before->start <= this->start && before->start + before->length > this->start)
        return true; /* inside the other */
    if (pronoun->use == 'r')
        return false;
    if (before->sentence != this->sentence || own == NO_INDEX)
        return false;
    if (pronoun->use == 'p')
        return false;
    return own == other;
}

static int32_t rate_place(const Coreference *work, int32_t earlier, int32_t mention, const Pronoun *pronoun)
{
    const Mention *this = coreference_mention(work, mention), *before = coreference_mention(work, earlier);
    int32_t rate = 0, distance = this->sentence - before->sentence;
    bool subject = is_subject(work->document, before->head);

    rate -= distance * 25;
    if (subject)
        rate += 25;
    if (subject && is_subject(work->document, this->head))
        rate += 10;
    if (before->level == LEVEL_PRONOUN)
        rate += 10;
    if (before->level == LEVEL_NAME)
        rate += 8;
    if (distance == 0 && pronoun->use == 'p')
        rate += 10;
    if (distance == 0)
        rate -= (this->first_token - before->last_token) / 4;
    return rate;
}

/* subject_ahead: the subject of the main clause for a pronoun in what goes before it: "In his speech, Otieno ..." */
static int32_t subject_ahead(Coreference *work, int32_t mention, const Pronoun *pronoun)
{
    const Document *document = work->document;
    const Mention *this = coreference_mention(work, mention);

    for (int32_t m = mention + 1; m < document->mentions.count && m < mention + WINDOW / 4; m++) {
        const Mention *after = coreference_mention(work, m);
        int32_t verb = governor(document, after->head);

        if (after->sentence != this->sentence)
            break;
        if (after->level == LEVEL_NAME && is_subject(document, after->head) && verb != NO_INDEX &&
            document->tokens.items[verb].head == NO_INDEX && governor(document, this->head) != verb &&
            rate_agreement(&work->clusters[cluster_root(work, m)], pronoun) >= 0)
            return m;
    }
    return NO_INDEX;
}

static void link_third(Coreference *work, int32_t mention, const Pronoun *pronoun)
{
    const Mention *this = coreference_mention(work, mention);
    int32_t quotation = work->quotations[this->head], best = NO_INDEX, best_rate = -1000;
    int32_t speaker = work->speakers[quotation];

    for (int32_t m = mention - 1; m >= 0 && m > mention - WINDOW; m--) {
        const Mention *before = coreference_mention(work, m);
        int32_t root = cluster_root(work, m), agreement, rate;
        const Cluster *cluster = &work->clusters[root];
        Pronoun other;

        if (this->sentence - before->sentence > SENTENCES)
            break;
        other = pronoun_of(work, m);
        if (before->level == LEVEL_PRONOUN && (other.person != 3 || cluster->size == 1))
            continue;
        if (quotation != 0 && speaker != NO_INDEX && cluster_root(work, speaker) == root)
            continue; /* who speaks is "I" */
        agreement = rate_agreement(cluster, pronoun);
        if (agreement < 0 || barred(work, m, mention, pronoun))
            continue;
        rate = agreement + rate_place(work, m, mention, pronoun) + (cluster->size > 5 ? 10 : cluster->size * 2);
        if (before->level == LEVEL_PRONOUN && pronoun->gender != other.gender)
            rate -= 10;
        if (rate > best_rate) {
            best = m;
            best_rate = rate;
        }
    }
    if (best == NO_INDEX)
        best = subject_ahead(work, mention, pronoun);
    if (best != NO_INDEX)
        unite(work, best, mention);
}

static bool is_singular_speaker(Coreference *work, int32_t mention)
{
    const Cluster *cluster = &work->clusters[cluster_root(work, mention)];

    return cluster->kind == KIND_PERSON && cluster->number != NUMBER_PLURAL;
}

/* interviewee: who answers in an interview: the person whom the words before the first question name most. */
static int32_t interviewee(Coreference *work)
{
    Document *document = work->document;
    int32_t *counts = arena_alloc(document->scratch, (size_t)document->mentions.count * sizeof(int32_t) + 1);
    int32_t best = NO_INDEX;
    bool tie = false;

    for (int32_t m = 0; m < document->mentions.count; m++) {
        const Mention *mention = coreference_mention(work, m);
        int32_t root = cluster_root(work, m);

        if (work->turns[mention->sentence] != TURN_NARRATOR)
            break;
        if (mention->level != LEVEL_NAME || mention->kind != KIND_PERSON)
            continue;
        counts[root]++;
        if (best == NO_INDEX || counts[root] > counts[best]) {
            best = root;
            tie = false;
        } else if (root != best && counts[root] == counts[best]) {
            tie = true;
        }
    }
    return best == NO_INDEX || tie ? NO_INDEX : best;
}

/* link_voice: a pronoun of the first or second person with the last one of the same voice. */
static void link_voice(Coreference *work, int32_t *last, int32_t mention)
{
    if (*last != NO_INDEX)
        unite(work, *last, mention);
    *last = mention;
}

/* The latest first persons, singular and plural, and second persons of each voice. */
typedef struct Voices {
    int32_t one[TURN_COUNT], many[TURN_COUNT], other[TURN_COUNT];
    int32_t quotation; /* the quotation that `quoted` are of */
    int32_t quoted[3];
} Voices;

static void link_first_or_second(Coreference *work, int32_t mention, const Pronoun *pronoun, Voices *voices)
{
    const Mention *this = coreference_mention(work, mention);
    int32_t quotation = work->quotations[this->head], speaker = work->speakers[quotation];
    int32_t turn = work->turns[this->sentence];

    if (quotation != 0 && voices->quotation != quotation) {
        bool same = voices->quotation != 0 && speaker != NO_INDEX && work->speakers[voices->quotation] != NO_INDEX &&
                    cluster_root(work, speaker) == cluster_root(work, work->speakers[voices->quotation]);

        voices->quotation = quotation;
        for (int32_t i = 0; i < 3; i++)
            voices->quoted[i] = same ? voices->quoted[i] : NO_INDEX;
    }
    if (pronoun->person == 2) {
        if (quotation != 0)
            link_voice(work, &voices->quoted[2], mention);
        else if (turn == TURN_QUESTION)
            link_voice(work, &voices->one[TURN_ANSWER], mention);
    } else if (pronoun->number == NUMBER_SINGULAR) {
        if (speaker != NO_INDEX && is_singular_speaker(work, speaker))
            unite(work, speaker, mention);
        else
            link_voice(work, quotation != 0 ? &voices->quoted[0] : &voices->one[turn], mention);
    } else {
        link_voice(work, quotation != 0 ? &voices->quoted[1] : &voices->many[turn], mention);
    }
}

void link_pronouns(Coreference *work)
{
    Document *document = work->document;
    Voices voices;

    memset(&voices, 0xff, sizeof(voices)); /* NO_INDEX throughout */
    voices.quotation = 0;
    if (document->sentences.count > 0 && work->turns[document->sentences.count - 1] != TURN_NARRATOR)
        voices.one[TURN_ANSWER] = interviewee(work);
    for (int32_t m = 0; m < document->mentions.count; m++) {
        Pronoun pronoun = pronoun_of(work, m);

        if ((m & 63) == 0)
            environment_check(document->environment);
        if (pronoun.person == 3)
            link_third(work, m, &pronoun);
        else if (pronoun.person != 0)
            link_first_or_second(work, m, &pronoun, &voices);
    }
}
