/* time_period.h: what time_anchor.c, time_period.c and time_length.c share: from frames to periods and lengths of time.
 */
#ifndef NEWS_EVENTS_TIME_PERIOD_H
#define NEWS_EVENTS_TIME_PERIOD_H

#include "time_anchor.h"

static const Period no_period = {GRAIN_NONE, NO_DAY};

static inline int32_t get(const TimeFrame *frame, TimeField field)
{
    return frame_get(frame, field);
}

static inline bool has(const TimeFrame *frame, TimeField field)
{
    return frame_has(frame, field);
}

/* set_again: whether the field is set twice, as the day in "10 to 12 January". */
static inline bool set_again(const TimeFrame *frame, TimeField field)
{
    return (frame->set_again >> field & 1) != 0;
}

/* time_unit_grain: GRAIN_NONE for hours and less, and for what is no period of the calendar. */
extern Grain time_unit_grain(int32_t unit);

/* time_frame_tidy: what is said in two ways becomes one: "third quarter" a quarter, '98 a year. */
extern TimeFrame time_frame_tidy(const TimeAnchors *anchors, const TimeFrame *frame);

/* time_names_part: whether a frame names a part of a year: a month, a quarter, a half, a season, a holiday. */
extern bool time_names_part(const TimeFrame *frame);

/* time_ahead_or_behind: the direction as one of FUTURE, PAST and NONE. */
extern TimeDirection time_ahead_or_behind(TimeDirection direction);

/* time_reference: what "that week" or "a week earlier" is counted from: the last period named that is no longer. */
extern Period time_reference(const TimeAnchors *anchors, Grain grain);

/* time_period: the period that the frame of a date means, of GRAIN_NONE for none; *reason says how it was found. */
extern Period time_period(const TimeAnchors *anchors, const TimeFrame *frame, TimeDirection direction,
                          const char **reason);

/* time_counted_from: the second that lies the length of a frame before or after another; false when none does. */
extern bool time_counted_from(const TimeFrame *frame, int64_t from, bool back, int64_t *to);

#endif
