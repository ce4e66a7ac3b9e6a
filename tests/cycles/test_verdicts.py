"""Adjectives of the answer follow from the numbers: made-up departments, large and small."""

import numpy as np
import pytest

from pmg_sim.cycles import completions
from pmg_sim.cycles.gather import ARMS, AROUND, PUSHED, Gathered
from pmg_sim.cycles.locked import CYCLES, LAGS
from pmg_sim.cycles.meetings_part import OFTEN, SMALL, meetings_part
from pmg_sim.cycles.strength import STRENGTHS
from pmg_sim.cycles.success_part import MATTERS, STRONG, WEAK, success_part
from pmg_sim.experiments.outcomes import OUTCOMES

WEEKS, SUCCESS = 208, 52
SPREAD = np.array([-1.0, 0.0, 1.0, -1.0, 0.0, 1.0])[:, None]
"""Departments around their mean: the 95 % interval reaches 0.94 of it to either side."""


def rows(mean, spread, length):
    return np.repeat(mean + spread * SPREAD, length, axis=1)


def gathered(
    up=(0.07, 0.001),
    gained=(0.01, 0.001),
    dip=(-0.2, -0.4),
    beat=(3.0, 0.1),
    empty=(5.0, 0.1),
    pull=(0.5, 0.01),
    late=0.0,
):
    """Make what departments gave.

    `up`, `gained` an hour a week, `beat` in per cent, `empty` and `pull` are a mean and a spread;
    `dip` is the change of hours after a completion with and without the group.
    """
    strength = {"pull": pull, "empty": empty, "worked": (10.0, 0.0)}
    table = np.hstack([rows(*strength.get(name, (0.0, 0.0)), 1) for name in STRENGTHS])
    around = np.zeros((len(SPREAD), len(LAGS)))
    values = {("around", label): around for label in AROUND}
    values["around", "a member"] = around + np.where(LAGS <= 0, late, 0.0) + 0.001 * SPREAD * late
    for arm in ARMS:
        values["strength", arm, f"0 to {WEEKS - 1}"] = table
        power = np.full((len(SPREAD), len(CYCLES)), 1.0)
        power[:, np.isclose(CYCLES, 1.0)] += rows(*beat, 1) if arm == "group" else 0.0
        values["power", arm] = power
        for state in completions.STATES:
            change = dip[ARMS.index(arm)] if state == "worked" else 0.0
            values["response", state, arm] = rows(change, 0.01, len(completions.LAGS))
    for arm in PUSHED:
        for state in (*completions.STATES, "completions"):
            planted = {"efficacy": up, "worked": gained}.get(state, (0.0, 0.0))
            values["pulse", state, arm] = rows(*planted, WEEKS)
    return Gathered(values, {}, {}, {}, SUCCESS)


def success(**planted):
    section, _ = success_part(gathered(**planted), WEEKS, "Made up.")
    return section.sentences


def meetings(**planted):
    section, _ = meetings_part(gathered(**planted), WEEKS, "Made up.")
    return section.sentences


def starting(sentences, begin):
    (one,) = [said for said in sentences if said.startswith(begin)]
    return one


def told(sentence):
    """Return what stands before the numbers."""
    return sentence.split(": ")[0]


def test_what_matters_is_what_experiments_take_to_matter():
    assert OUTCOMES["efficacy"].matters == MATTERS


@pytest.mark.parametrize(
    ("mean", "spread", "verdict"),
    [
        (1.2 * STRONG * MATTERS, 0.1 * MATTERS, " the leg is strong (more than 0.05)"),
        (1.2 * STRONG * MATTERS, 2.0 * MATTERS, ""),
        (2.0 * MATTERS, 0.1 * MATTERS, ""),
        (0.0005, 0.0001, " the leg is weak (less than 0.01)"),
        (0.9 * MATTERS, 0.5 * MATTERS, ""),
        (-1.2 * STRONG * MATTERS, 0.1 * MATTERS, ""),
    ],
    ids=["large", "large and unsure", "between", "tiny", "small and unsure", "harm"],
)
def test_the_way_up_is_strong_or_weak_only_by_its_size(mean, spread, verdict):
    said = starting(success(up=(mean, spread)), "From success to self-efficacy")
    assert told(said) == f"From success to self-efficacy{verdict}"


@pytest.mark.parametrize(
    ("per_cent", "spread", "weak"),
    [(0.5, 0.1, True), (2 * WEAK, 0.1, False), (0.9 * WEAK, 1.0, False), (-30.0, 0.1, False)],
    ids=["small", "large", "small and unsure", "harm"],
)
def test_the_way_back_is_weak_only_by_its_size(per_cent, spread, weak):
    planted = (0.1 * per_cent, 0.1 * spread)  # of ten hours a week
    said = starting(success(gained=planted), "From self-efficacy to work")
    assert f"which is {per_cent:+.1f} % of their work" in said
    assert ("the leg is weak (less than 5 % of people's work)" in said) == weak
    assert "strong" not in said


@pytest.mark.parametrize(
    ("dip", "end"),
    [
        ((-0.2, -0.4), "With the group this trough is shallower, by +0.20 hours a week"),
        ((-0.4, -0.2), "With the group this trough is deeper, by -0.20 hours a week"),
        ((0.4, -0.2), "and by -0.20 (95 % interval -0.21 to -0.19) without it."),
    ],
)
def test_hours_after_a_completion_are_told_without_a_cause(dip, end):
    said = starting(success(dip=dip), "Scholarly hours change by")
    assert end in said
    assert ("trough" in said) == (max(dip) < 0.0)
    assert ":" not in said
    assert "because" not in said
    assert "demands" not in said


@pytest.mark.parametrize(
    ("share", "spread", "begin"),
    [
        (5.0, 0.1, "The deepest troughs come between projects"),
        (0.0005, 0.0001, "Weeks between projects are rare with the group (less than 1 %)"),
        (0.0, 0.0, "Weeks between projects are rare with the group (less than 1 %)"),
        (OFTEN, 0.1, "Between projects"),
    ],
    ids=["often", "tiny", "never", "unsure"],
)
def test_troughs_between_projects_are_named_only_where_there_are_some(share, spread, begin):
    assert told(meetings(empty=(share, spread))[-1]) == begin


def test_weeks_that_nobody_counted_are_not_told_as_troughs():
    assert meetings(empty=(np.nan, 0.0))[-1] == "Weeks without a project were not measured."


@pytest.mark.parametrize(
    ("beat", "begin"),
    [
        (
            (3.0, 0.1),
            "The meetings give scholarly hours a rhythm, but a small one (less than 10 %)",
        ),
        ((60.0, 0.1), "The meetings give scholarly hours a rhythm"),
        ((SMALL, 1.0), "The meetings give scholarly hours a rhythm"),
        ((0.0, 1.0), "That hours follow the meetings cannot be told"),
        ((-0.5, 0.1), "The meetings give scholarly hours no rhythm"),
    ],
    ids=["small", "large", "unsure", "none", "against"],
)
def test_a_rhythm_is_small_only_by_its_size(beat, begin):
    assert begin in [told(said) for said in meetings(beat=beat)]


@pytest.mark.parametrize(
    ("pull", "late", "hidden"),
    [(0.5, -0.3, True), (0.0, -0.3, False), (-0.5, -0.3, False), (0.5, 0.3, False)],
)
def test_an_average_hides_a_pull_only_where_there_is_one(pull, late, hidden):
    said = " ".join(meetings(pull=(pull, 0.01), late=late))
    assert ("hides the pull" in said) == hidden
