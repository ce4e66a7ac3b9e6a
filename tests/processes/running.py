"""Running a scenario week by week in a test, and comparing states bit by bit."""

from functools import cache

from hypothesis import Phase, settings

from pmg_sim.build import build, plan
from pmg_sim.processes.week import ORDER, one_week
from pmg_sim.scenario import load_scenario, scenario_from_dict
from pmg_sim.state import State

# Shrinking runs of many weeks would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
EXAMPLES = settings(max_examples=30, deadline=None, phases=PHASES)
FEW_EXAMPLES = settings(max_examples=20, deadline=None, phases=PHASES)


@cache
def study():
    """Return the study's scenario."""
    return load_scenario("study")


def eve(scenario, parameters=None, seed=1, replicate=0):
    """Return the state on the eve of week 0 and the parameters' record."""
    settled = plan(scenario, parameters)
    return build(settled, seed, replicate), settled.parameters[0]


def run(scenario, weeks=None, parameters=None, seed=1, replicate=0):
    """Return the state after `weeks` weeks (all of the scenario's by default)."""
    settled = plan(scenario, parameters)
    state = build(settled, seed, replicate)
    for _ in range(settled.weeks if weeks is None else weeks):
        one_week(state, settled.parameters[0])
    return state


def copy(state):
    """Return a copy that shares no memory with the state."""
    return State(*(array.copy() for array in state))


def present(state):
    """Return the rows of people in use."""
    return state.people[: state.run[0].people]


def differences(one, other, ignored=()):
    """Return what differs, as ``array`` or ``array.field``; rows that only one has do not count.

    `ignored` names arrays or ``array.field``.
    """
    found = []
    for name, first, second in zip(State._fields, one, other, strict=True):
        if name in ignored:
            continue
        cut = tuple(slice(min(sizes)) for sizes in zip(first.shape, second.shape, strict=True))
        first, second = first[cut], second[cut]
        for field in first.dtype.names or (None,):
            label = name if field is None else f"{name}.{field}"
            a, b = (first, second) if field is None else (first[field], second[field])
            if label not in ignored and a.tobytes() != b.tobytes():
                found.append(label)
    return found


def small(*, group=None, department=None, weeks=30, **settings):
    """Return a scenario of 12 people with one group of five that meets every week.

    `group` and `department` change single settings; ``group=()`` leaves the group out, a list
    gives several.
    """
    people = {"faculty": 12, "senior": 2, "mid_career": 3, "junior": 7, "hires_per_year": 6.0}
    changes = group if isinstance(group, list) else [group or {}]
    return scenario_from_dict(
        {
            "title": "small",
            "question": "none",
            "horizon_weeks": weeks,
            "department": people | (department or {}),
            "group": [] if group == () else [weekly(k) | each for k, each in enumerate(changes)],
            **settings,
        }
    )


def weekly(number=0, **changes):
    """Return the settings of a group that meets every week, in the evening."""
    meetings = {"purpose": "discussion", "hour": "evening", "interval_weeks": 1}
    return {
        "name": f"group {number}",
        "invited": 5,
        "quorum": 2,
        "structure": "flat",
        "senior_mentors": 1,
        "calendar": [meetings | {"length_minutes": 120}],
    } | changes


def phases(state, p):
    """Run one week phase by phase, and yield each phase's name when it is done."""
    for _, name, everyone, _ in ORDER:
        everyone(state, p)
        yield name
