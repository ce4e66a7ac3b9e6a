"""States stay away from their bounds and people stay different, wherever the priors lead.

In the study's department, in both arms, with parameters drawn from their priors: in years two to
four under five per cent of person-weeks lie within 0.02 of a bound, and so of ties; and at the
end people still differ.
"""

from functools import cache

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.build import build, plan
from pmg_sim.parameters import draw_prior
from pmg_sim.processes.week import one_week
from tests.processes.running import present, study

DRAWS, SEED, REPLICATES = 40, 20260, 2
FIRST_WEEK, LAST_WEEK = 52, 208
NEAR = 0.02
MOST_NEAR = 0.05
LEAST_SPREAD = 0.1

STATES = (
    "motivation",
    "efficacy",
    "strain",
    "satisfaction",
    "promotion_know_how",
    "research_know_how",
    "management_know_how",
    "support",
)
TIES = ("trust_ab", "trust_ba", "closeness")


def near(values):
    """Return how many values lie near a bound, and how many there are."""
    return np.array([(abs(values - 0.5) > 0.5 - NEAR).sum(), len(values)])


@cache
def shares():
    """Return what share lies near a bound and how much people differ, by arm and draw.

    Two dictionaries, of arrays (draws of one arm, then of the other) by state or tie.
    """
    pinned = {name: [] for name in (*STATES, "trust", "closeness")}
    spread = {name: [] for name in STATES}
    for scenario in (study(), study().without_group()):
        for draw, values in enumerate(draw_prior(DRAWS, SEED)):
            settled = plan(scenario, values)
            counts = {name: np.zeros(2) for name in pinned}
            # Other people for every draw.
            own = range(draw * REPLICATES, (draw + 1) * REPLICATES)
            people = np.concatenate([follow(settled, replicate, counts) for replicate in own])
            for name, (close, weeks) in counts.items():
                pinned[name].append(close / weeks)
            for name in STATES:
                spread[name].append(people[name].std())
    return tuple({k: np.array(v) for k, v in table.items()} for table in (pinned, spread))


def follow(settled, replicate, counts):
    """Add one run's person-weeks and tie-weeks to the counts and return its last people."""
    state, p = build(settled, SEED, replicate), settled.parameters[0]
    for week in range(LAST_WEEK):
        one_week(state, p)
        if week < FIRST_WEEK:
            continue
        people = present(state)[present(state).status == codes.PRESENT]
        for name in STATES:
            counts[name] += near(people[name])
        ties = state.edges[state.edges.a != codes.NO_ONE]
        for name in TIES:
            counts[name.split("_")[0]] += near(ties[name])
    return people


@pytest.mark.parametrize("name", [*STATES, "trust", "closeness"])
def test_few_weeks_are_spent_near_a_bound(name):
    pinned = shares()[0][name]
    assert pinned.max() < MOST_NEAR, pinned.round(3)


@pytest.mark.parametrize("name", STATES)
def test_people_still_differ_at_the_end(name):
    spread = shares()[1][name]
    assert spread.min() >= LEAST_SPREAD, spread.round(3)
