"""What one replicate of one arm comes to for one group: a row of numbers."""

from pmg_sim.codes import DISSOLVED, EVENING, PLANNED, PRESENT
from pmg_sim.evaluation.outcomes import BY_REPORT, OUTCOMES, count_outcomes
from pmg_sim.evaluation.respondents import ask
from pmg_sim.evaluation.scales import SCALES, rate_scales
from pmg_sim.evaluation.themes import OUTSIDE, THEMES
from pmg_sim.jit import phase, seldom

LIFE = (
    "founded",
    "alive_at_end",
    "end_reason",
    "meetings_planned",
    "meetings_held",
    "evening_seats",
    "evening_present",
    "falling_outs",
    "ended",
    "seats",
    "seats_filled",
)
"""Whether the group was ever founded, and not dissolved at the end of the study period; a place in
`pmg_sim.codes.END_REASONS`; meetings; members invited to evening meetings, summed over them, and
how many of them came; falling-outs among members; the week in which it ended, or -1; seats of
all meetings that were called, and how many of them were filled."""

CHANCES = tuple(f"{theme}_chance" for theme in THEMES)
"""Of a theme: the mean chance that a respondent raises it."""

GROUP_COLUMNS = (*OUTCOMES, "counted", *SCALES, "present", *THEMES, "respondents", *LIFE, *CHANCES)
"""People of the cohort to whom each outcome applies, out of how many; means of the survey scales
over those of the cohort present, and how many they are; respondents who raise each theme, out of
how many; the group's life; and the chances behind the themes."""

FIRST_SCALE = len(OUTCOMES) + 1
FIRST_THEME = FIRST_SCALE + len(SCALES) + 1
FIRST_OF_LIFE = FIRST_THEME + len(THEMES) + 1
FIRST_CHANCE = FIRST_OF_LIFE + len(LIFE)
SCRATCH = len(OUTSIDE) + 2 * len(THEMES)
"""How many numbers of scratch `rate_group` needs."""
LAST_SCRATCH_OUTSIDE, LAST_SCRATCH_INDEX = len(OUTSIDE), len(OUTSIDE) + len(THEMES)


@seldom
def _rate_cohort(state, p, g, scratch, scales):
    """Fill ``scales`` (5,) with means over the cohort present; return how many they are."""
    scales[:] = 0.0
    present = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.cohort == g and person.status == PRESENT:
            rate_scales(state, p, i, scratch)
            present += 1
            for k in range(scales.shape[0]):
                scales[k] += scratch[k]
    for k in range(scales.shape[0]):
        scales[k] = scales[k] / present if present > 0 else float("nan")
    return present


@seldom
def _note_life(state, g, out):
    """Fill ``out`` in the order of `LIFE`."""
    group = state.groups[g]
    out[:] = 0.0
    out[0] = group.status != PLANNED
    out[1] = group.status != DISSOLVED and group.status != PLANNED
    out[2] = group.end_reason
    out[7] = group.falling_outs
    out[8] = group.ended
    for m in range(state.meetings.shape[0]):
        meeting = state.meetings[m]
        if meeting.group != g:
            continue
        out[3] += 1.0
        if meeting.called:
            out[4] += meeting.held
            out[9] += meeting.invited
            out[10] += meeting.present
            if meeting.hour == EVENING:
                out[5] += meeting.invited
                out[6] += meeting.present


@phase
def rate_group(state, p, g, reference, scratch, out):
    """Fill ``out`` with the row of group `g` at the end of the study period.

    `reference` (14, 2) is the scale of the themes, from `pmg_sim.evaluation.reference`; `scratch`
    has `SCRATCH` numbers or more. `note_report` brings the row up to date after the follow-up.
    """
    outside = scratch[:LAST_SCRATCH_OUTSIDE]
    indices = scratch[LAST_SCRATCH_OUTSIDE:LAST_SCRATCH_INDEX]
    perceived = scratch[LAST_SCRATCH_INDEX:SCRATCH]  # its length counts: there may be more room
    out[FIRST_SCALE - 1] = count_outcomes(state, g, out[: FIRST_SCALE - 1])
    scales = out[FIRST_SCALE : FIRST_THEME - 1]
    out[FIRST_THEME - 1] = _rate_cohort(state, p, g, outside, scales)
    themes = out[FIRST_THEME : FIRST_OF_LIFE - 1]
    chances = out[FIRST_CHANCE:]
    out[FIRST_OF_LIFE - 1] = ask(
        state, p, g, reference, outside, indices, perceived, themes, chances
    )
    _note_life(state, g, out[FIRST_OF_LIFE:FIRST_CHANCE])


@phase
def note_report(state, g, scratch, out):
    """Count once more, after the follow-up, who had published by the report's submission."""
    counts = scratch[: FIRST_SCALE - 1]
    count_outcomes(state, g, counts)
    out[BY_REPORT] = counts[BY_REPORT]
