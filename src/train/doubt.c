/* doubt.c: by how much a choice must lead so that it stands. */
#include "doubt.h"

void doubt_note(Doubt *doubt, int32_t lead, bool changed)
{
    lead = lead < 0 ? 0 : lead >= DOUBT_LEADS ? DOUBT_LEADS - 1 : lead;
    if (changed)
        doubt->changed[lead]++;
    else
        doubt->same[lead]++;
}

uint32_t doubt_lead(const Doubt *doubt, uint32_t most)
{
    uint64_t same = 0, changed = 0, all = 0, kept = 0;
    uint32_t lead = DOUBT_LEADS - 1, best = DOUBT_LEADS - 1;

    for (uint32_t i = 0; i < DOUBT_LEADS; i++)
        all += doubt->same[i] + doubt->changed[i];
    for (; lead > 0; lead--) {
        same += doubt->same[lead];
        changed += doubt->changed[lead];
        if (changed * 10000 <= (same + changed) * most) {
            best = lead;
            kept = same + changed;
        }
    }
    train_note("no doubt from a lead of %u on: %.1f %% of choices", best, 100.0 * (double)kept / (double)(all + !all));
    return best;
}
