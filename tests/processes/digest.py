"""Runs a few eventful departments and prints a hash of everything in them, in a process of its own.

``python -m tests.processes.digest WEEKS`` is run with the compiler, without it, and with bounds
checked (see test_plain.py and test_bounds.py).
"""

import hashlib
import sys

import numpy as np

from pmg_sim.evaluation.outcomes import OUTCOMES, count_outcomes
from pmg_sim.evaluation.reference import reference_scale
from pmg_sim.evaluation.respondents import ask
from pmg_sim.evaluation.scales import SCALES, rate_scales
from pmg_sim.evaluation.themes import OUTSIDE, THEMES
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe, observe_cohort
from pmg_sim.processes.week import one_week
from tests.processes.eventful import MOVING, departments
from tests.processes.running import eve, small, study

# Much of everything, so that a few weeks reach most of the code.
BUSY = {
    "joint_rate": 30.0,
    "falling_out_rate": 2.0,
    "leaving_per_year": 0.3,
    "quit_base": -3.0,
    "paper_hours": 20.0,
    "series_hours": 10.0,
    "presentation_hours": 5.0,
    "review_mean_weeks": 10.0,
    "starts_per_year": 20.0,
    "meeting_new_ties": 0.3,
    "weakest_tie": 0.08,
}
WEEKLY = {"interval_weeks": 2, "length_minutes": [90, 180]}
CALENDAR = [
    WEEKLY | {"purpose": "discussion", "hour": "evening", "meal_usd": 50.0},
    WEEKLY | {"purpose": "projects", "hour": "noon", "start_week": 1},
]


def scenarios(weeks):
    """Return the departments: one group of each floor policy, two groups, and eventful ones."""
    events = [{"week": 3, "what": "hire_joins"}, {"week": 5, "what": "member_leaves_track"}]
    shared = {"calendar": CALENDAR, "primitives": {"curriculum_share": 0.2, "expertise": 0.7}}
    for policy in ("everyone", "rotating", "one_presenter"):
        yield small(group=shared | {"floor_policy": policy}, event=events, weeks=weeks)
    late = {"invited": 3, "founded_week": 4, "strangers": True, "selection": 2.0, "acceptance": 0.9}
    ending = shared | {"invited": 3, "ends_week": weeks - 2, "protected_hours_per_week": 2.0}
    yield small(group=[ending, late], weeks=weeks)
    for _, scenario in departments(weeks + 5, apart=1):
        yield scenario


def digest(state, p):
    """Return a hash of a state and of all that is read off it."""
    whole = hashlib.sha256()
    for array in state:
        whole.update(array.tobytes())
    for out in readings(state, p):
        whole.update(out.tobytes())
    return whole.hexdigest()


def readings(state, p):
    """Yield what observers, outcomes, respondents and scales read off a state."""
    scopes, row = np.zeros((len(SCOPES), len(VARIABLES))), np.zeros(len(VARIABLES))
    observe(state, p, row, scopes)
    yield scopes
    people = np.zeros((len(state.people), len(VARIABLES)))
    observe_cohort(state, p, people)
    yield people
    counts, raised = np.zeros(len(OUTCOMES)), np.zeros(len(THEMES))
    outside = np.zeros(len(OUTSIDE))
    indices, perceived, chances = np.zeros((3, len(THEMES)))
    for g in range(len(state.groups)):
        count_outcomes(state, g, counts)
        ask(state, p, g, reference_scale(), outside, indices, perceived, raised, chances)
        yield from (counts.copy(), raised.copy(), perceived.copy(), chances.copy())
    scales = np.zeros(len(SCALES))
    for i in range(state.run[0].people):
        rate_scales(state, p, i, scales)
        yield scales


def main(weeks, with_study):
    """Print one line for each department: what happened in it, and the hash."""
    runs = [(scenario, BUSY | MOVING) for scenario in scenarios(weeks)]
    runs += [(study(), {})] if with_study else []
    for seed, (scenario, parameters) in enumerate(runs):
        state, p = eve(scenario, parameters, seed)
        for _ in range(weeks):
            one_week(state, p)
        made, joint = state.meetings.made.sum(), state.edges.joint_total.sum()
        print(made, joint, state.run[0].departures, digest(state, p))


if __name__ == "__main__":
    main(int(sys.argv[1]), with_study="study" in sys.argv)
