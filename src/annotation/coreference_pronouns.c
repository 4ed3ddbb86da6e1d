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
        return 20;
    }
    if (cluster->number == NUMBER_PLURAL || cluster->members[0] != NO_INDEX)
        return 30;
    if (cluster->number == NUMBER_ANY && cluster->group)
        return 10;
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
    if (best != NO_INDEX)
        unite(work, best, mention);
}

static bool is_singular_speaker(Coreference *work, int32_t mention)
{
    const Cluster *cluster = &work->clusters[cluster_root(work, mention)];

    return cluster->kind == KIND_PERSON && cluster->number != NUMBER_PLURAL;
}

void link_pronouns(Coreference *work)
{
    Document *document = work->document;
    int32_t author = NO_INDEX, authors = NO_INDEX;
    int32_t *we = arena_alloc(document->arena, ((size_t)work->quotation_count + 1) * sizeof(int32_t));

    for (int32_t q = 0; q <= work->quotation_count; q++)
        we[q] = NO_INDEX;
    for (int32_t m = 0; m < document->mentions.count; m++) {
        Pronoun pronoun = pronoun_of(work, m);
        int32_t quotation = work->quotations[coreference_mention(work, m)->head];
        int32_t speaker = work->speakers[quotation];

        if ((m & 63) == 0)
            environment_check(document->environment);
        if (pronoun.person == 3) {
            link_third(work, m, &pronoun);
        } else if (pronoun.person == 1 && pronoun.number == NUMBER_SINGULAR) {
            if (speaker != NO_INDEX && is_singular_speaker(work, speaker))
                unite(work, speaker, m);
            else if (quotation == 0) {
                if (author != NO_INDEX)
                    unite(work, author, m);
                author = m;
            }
        } else if (pronoun.person == 1) {
            int32_t *last = quotation == 0 ? &authors : &we[quotation];

            if (*last != NO_INDEX)
                unite(work, *last, m);
            *last = m;
        }
    }
}
