"""Hypothesis strategies for valid scenarios, small enough to simulate in a test.

`scenario_dicts` gives data laid out like a file, `scenarios` gives `Scenario` objects: 8 to 30
people, none to two groups and copies of them, 10 to 60 weeks, with structures, policies of
admission, calendars, events, flags and traits of all kinds.
"""

from hypothesis import strategies as st

from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario import scenario_from_dict
from tests.event_strategies import events
from tests.group_strategies import STAGES, groups, numbers, shares

RANKS = ("acting_assistant_professor", "clinical_faculty", "assistant_professor")

names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)


@st.composite
def departments(draw):
    """Draw a department of 8 to 30 simulated people."""
    senior, mid_career = draw(st.integers(0, 5)), draw(st.integers(0, 9))
    junior = draw(st.integers(max(0, 8 - senior - mid_career), 16))
    people = senior + mid_career + junior
    smallest = max(10, people)
    weights = st.tuples(*[numbers(0, 5)] * 3).filter(any)
    ranks = weights.map(lambda drawn: dict(zip(RANKS, drawn, strict=True)))
    counts = {
        "faculty": st.just(smallest) | st.integers(smallest, smallest + 100),
        "senior": st.just(senior),
        "mid_career": st.just(mid_career),
        "junior": st.just(junior),
    }
    settings = {
        "junior_ranks": ranks,
        "track": st.sampled_from(["clinician_educator", "all"]),
        "hires_per_year": numbers(0, 12),
        "specialties": st.integers(1, 5),
        "sites": st.integers(1, 4),
        "mentored_share": shares,
        "committee_meetings_per_year": numbers(0, 12),
        "committee_from_rank": st.sampled_from([*RANKS, "associate_professor", "nobody"]),
        "protected_hours_per_week": numbers(0, 10),
    }
    return draw(st.fixed_dictionaries(counts, optional=settings))


def traits():
    """Draw what people are like; what is left out takes its default."""
    hours = {"mean": numbers(0.5, 12), "sd": numbers(0, 4)}
    disposition = {"mean": numbers(0.05, 0.95), "sd": numbers(0, 0.3)}
    dispositions = ("commitment", "sociability", "conscientiousness")
    tables = {name: st.fixed_dictionaries({}, optional=disposition) for name in dispositions}
    tables["discretionary_hours"] = st.fixed_dictionaries({}, optional=hours)
    return st.fixed_dictionaries({}, optional=tables)


@st.composite
def parameters(draw):
    """Draw values for a few of the theory's parameters, within their ranges."""
    rows = [
        PARAMETERS[name] for name in draw(st.sets(st.sampled_from(list(PARAMETERS)), max_size=4))
    ]
    return {row.name: draw(st.floats(row.low, row.high)) for row in rows}


@st.composite
def scenario_dicts(draw, *, most_groups=2, with_parameters=False):
    """Draw a valid scenario as data laid out like a file.

    Parameters
    ----------
    most_groups
        The largest number of groups; there may be fewer, and none.
    with_parameters
        Whether to set parameters of the theory, too, anywhere in their ranges.
    """
    horizon = draw(st.integers(10, 60))
    department = draw(departments())
    left = {stage: department[stage] for stage in STAGES}
    wanted = draw(st.integers(0, most_groups))
    chosen = []
    while len(chosen) < wanted and left["junior"] + left["mid_career"] >= 2:
        chosen.append(draw(groups(horizon, left)))
    labels = draw(st.lists(names, min_size=len(chosen), max_size=len(chosen), unique=True))
    for group, label in zip(chosen, labels, strict=True):
        group["name"] = label
    data = {
        "title": draw(names),
        "question": draw(names),
        "horizon_weeks": horizon,
        "department": department,
        "group": chosen,
        "event": draw(events(horizon, chosen)),
    }
    if draw(st.booleans()):
        data["traits"] = draw(traits())
    if with_parameters:
        data["parameters"] = draw(parameters())
    return data


def scenarios(**options):
    """Draw a valid `Scenario`; the options are those of `scenario_dicts`."""
    return scenario_dicts(**options).map(scenario_from_dict)
