"""Hypothesis strategies for valid scenarios, small enough to simulate in a test.

`scenario_dicts` gives data laid out like a file, `scenarios` gives `Scenario` objects: 8 to 30
people, none to two groups, 10 to 60 weeks, with calendars, events, flags and traits of all kinds.
"""

from hypothesis import strategies as st

from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario import scenario_from_dict

STAGES = ("junior", "mid_career", "senior")
RANKS = ("acting_assistant_professor", "clinical_faculty", "assistant_professor")
PRIMITIVES = (
    "concentration",
    "agenda_control",
    "curriculum_share",
    "external_presence",
    "evaluative_power",
    "expertise",
)

names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)


def numbers(low, high):
    """Draw finite numbers of a file, whole ones (without a point) among them."""
    whole = st.integers(-(-low // 1), high // 1).map(int) if high // 1 >= low else st.nothing()
    return st.floats(low, high, allow_subnormal=False) | whole


shares = numbers(0, 1)


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


def bounds(low, high):
    """Draw one number, or the two ends of a range."""
    pair = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)
    return st.integers(low, high) | pair


@st.composite
def calendars(draw, first, last):
    """Draw a series of meetings that fits between two weeks."""
    start = draw(st.integers(first, last - 1))
    end = draw(st.just(last) | st.integers(start + 1, last))
    calendar = draw(
        st.fixed_dictionaries(
            {
                "purpose": st.sampled_from(["discussion", "projects"]),
                "hour": st.sampled_from(["evening", "noon"]),
                "length_minutes": bounds(15, 240),
            },
            optional={"meal_usd": numbers(0, 300)},
        )
    )
    if start != first or draw(st.booleans()):
        calendar["start_week"] = start
    if end != last or draw(st.booleans()):
        calendar["end_week"] = end
    weeks = end - start
    if draw(st.booleans()):
        calendar["interval_weeks"] = draw(st.integers(1, 20))
        return calendar
    count = calendar["count"] = draw(st.integers(1, min(weeks, 15)))
    if draw(st.booleans()):
        fill = -(-weeks // count)  # the fewest weeks apart with which so many fill the span
        widest = (weeks - 1) // (count - 1) if count > 1 else fill
        shortest = draw(st.integers(1, min(widest, fill)))
        calendar["interval_weeks"] = [shortest, draw(st.integers(fill, fill + 10))]
    return calendar


@st.composite
def groups(draw, horizon, left):
    """Draw a group; the people whom it takes are counted off `left`."""
    mentors = draw(st.integers(0, min(left["senior"], 2)))
    left["senior"] -= mentors
    stages = [stage for stage in ("junior", "mid_career") if left[stage] >= 2]
    stage = draw(st.sampled_from([*stages, "any"]))
    takes_from = STAGES if stage == "any" else (stage,)
    invited = draw(st.integers(2, min(sum(left[name] for name in takes_from), 7)))
    wanted = invited
    for name in takes_from:
        taken = min(wanted, left[name])
        left[name] -= taken
        wanted -= taken
    founded = draw(st.just(0) | st.integers(0, horizon // 2))
    ends = draw(st.none() | st.integers(founded + 1, horizon))
    settings = {
        "acceptance": shares,
        "selection": numbers(-5, 5),
        "strangers": st.booleans(),
        "minutes_kept": st.booleans(),
        "action_plans": st.booleans(),
        "confidentiality": st.booleans(),
        "floor_policy": st.sampled_from(["everyone", "rotating", "one_presenter"]),
        "check_in_minutes": bounds(5, 45),
        "primitives": st.fixed_dictionaries({}, optional=dict.fromkeys(PRIMITIVES, shares)),
        "protected_hours_per_week": numbers(0, 8),
    }
    group = draw(st.fixed_dictionaries({"structure": st.just("flat")}, optional=settings))
    quorum = draw(st.integers(2, min(invited + mentors, 5)))
    last = horizon if ends is None else ends
    group |= {"invited": invited, "invited_stage": stage, "senior_mentors": mentors}
    group |= {"founded_week": founded, "quorum": quorum}
    group |= {} if ends is None else {"ends_week": ends}
    drawn = draw(st.lists(calendars(founded, last), min_size=1, max_size=2))
    group["calendar"] = drawn if _fit_together(drawn, founded, last) else drawn[:1]
    return group


def _fit_together(drawn, first, last):
    """Whether calendars surely find a free week for each of their meetings."""
    spans = [each.get("end_week", last) - each.get("start_week", first) for each in drawn]
    planned = [
        each.get("count") or max(1, weeks // each["interval_weeks"])
        for each, weeks in zip(drawn, spans, strict=True)
    ]
    return sum(planned) <= min(spans)


@st.composite
def events(draw, horizon, group, alone):
    """Draw the events that befall one group; as many may leave as were invited."""
    weeks = st.integers(group["founded_week"], group.get("ends_week", horizon) - 1)
    happenings = st.sampled_from(["member_leaves_track", "hire_joins"])
    drawn = draw(st.lists(st.tuples(weeks, happenings), max_size=group["invited"]))
    named = {} if alone and draw(st.booleans()) else {"group": group["name"]}
    return [{"week": week, "what": what, **named} for week, what in drawn]


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
    happenings = []
    for group, label in zip(chosen, labels, strict=True):
        group["name"] = label
        happenings += draw(events(horizon, group, len(chosen) == 1))
    data = {
        "title": draw(names),
        "question": draw(names),
        "horizon_weeks": horizon,
        "department": department,
        "group": chosen,
        "event": happenings,
    }
    if draw(st.booleans()):
        data["traits"] = draw(traits())
    if with_parameters:
        data["parameters"] = draw(parameters())
    return data


def scenarios(**options):
    """Draw a valid `Scenario`; the options are those of `scenario_dicts`."""
    return scenario_dicts(**options).map(scenario_from_dict)
