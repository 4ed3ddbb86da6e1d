/*
 * confidence.c: how sure a report is. A logistic score over what is known of how it was found: how specific the pattern
 * was, whether both sides stand where grammar puts them, whether they are known participants, how long the sentence is
 * (parsers err more in long ones), and whether the trigger is a verb. The weights were set by hand; a test checks on
 * test/data/reports.tsv that of the reports at 0.8 and over four in five are right.
 */
#include <math.h>

#include "coding/coder.h"

double report_confidence(const Coder *coder, const Match *match, const Report *report)
{
    const Sentence *sentence = &coder->document->sentences.items[report->sentence];
    int32_t words = sentence->last_token - sentence->first_token + 1;
    double score = 0.6;

    score += match->noun ? -0.3 : 0.3;
    score += match->pattern->specificity >= 16 ? 0.6 : 0.0;
    if (report->actor.start == NO_INDEX)
        score -= 0.9;
    else
        score += (report->actor.mention != NO_INDEX ? 0.5 : -0.3) + (report->actor.direct ? 0.2 : -0.2);
    if (report->recipient.start == NO_INDEX)
        score -= report->type->cameo == NULL ? 0.0 : 0.4;
    else
        score += (report->recipient.mention != NO_INDEX ? 0.3 : -0.2) + (report->recipient.direct ? 0.3 : -0.5);
    score -= words > 40 ? 0.6 : words > 25 ? 0.3 : 0.0;
    /* two decimals, so that it is the same number on every machine */
    return floor(100.0 / (1.0 + exp(-score)) + 0.5) / 100.0;
}
