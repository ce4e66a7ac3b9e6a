"""Hypothesis strategies for groups: whom they take, how they are led, when they meet."""

from hypothesis import strategies as st

from pmg_sim.scenario.admissions import ADMISSIONS
from pmg_sim.scenario.structures import MENTOR_ROLES, STRUCTURES, Primitives

STAGES = ("junior", "mid_career", "senior")
PRIMITIVES = Primitives._fields
PAYERS = ("department", "members", "mentor", "not_stated")


def numbers(low, high):
    """Draw finite numbers of a file, whole ones (without a point) among them."""
    whole = st.integers(-(-low // 1), high // 1).map(int) if high // 1 >= low else st.nothing()
    return st.floats(low, high, allow_subnormal=False) | whole


shares = numbers(0, 1)
fees = numbers(0, 1000)
structures = st.sampled_from(list(STRUCTURES))
mentor_roles = st.sampled_from(list(MENTOR_ROLES))
policies = st.sampled_from(list(ADMISSIONS))
floor_policies = st.sampled_from(["everyone", "rotating", "one_presenter"])


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
    kind = draw(st.sampled_from(["every so many weeks", "so many", "once", "fortnightly noon"]))
    if kind == "every so many weeks":
        calendar["interval_weeks"] = draw(st.integers(1, 20))
        return calendar
    if kind == "fortnightly noon":
        return calendar | {"hour": "noon", "interval_weeks": 2}
    count = calendar["count"] = draw(st.integers(1, min(weeks, 15))) if kind == "so many" else 1
    if kind == "so many" and draw(st.booleans()):
        fill = -(-weeks // count)  # the fewest weeks apart with which so many fill the span
        widest = (weeks - 1) // (count - 1) if count > 1 else fill
        shortest = draw(st.integers(1, min(widest, fill)))
        calendar["interval_weeks"] = [shortest, draw(st.integers(fill, fill + 10))]
    return calendar


def primitives():
    """Draw single parts of a structure."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(PRIMITIVES, shares))


@st.composite
def facilitators(draw, last, horizon):
    """Draw how long a facilitator is there, who comes before the week `last`."""
    settings = {"fee_usd": fees} | dict.fromkeys(PRIMITIVES, shares)
    facilitator = draw(st.fixed_dictionaries({}, optional=settings))
    first = draw(st.none() | st.integers(0, last - 1))
    until = draw(st.none() | st.integers((first or 0) + 1, horizon))
    facilitator |= {} if first is None else {"from_week": first}
    return facilitator | ({} if until is None else {"until_week": until})


def guests():
    """Draw how often a guest speaks, for how long, and the fee."""
    return st.fixed_dictionaries(
        {"every_meetings": st.integers(1, 4)},
        optional={"minutes": st.integers(5, 120), "fee_usd": fees},
    )


def admissions():
    """Draw a policy of admission by name, or with parts of it set otherwise."""
    parts = {
        "from_week": st.integers(0, 20),
        "vote_share": shares,
        "sponsor": st.booleans(),
        "probation_weeks": st.integers(0, 10),
        "most_members": st.integers(2, 15),
    }
    often = {"policy": policies, "every_weeks": st.integers(1, 8)}
    never = {"policy": policies, "every_weeks": st.just(0)}
    return (
        policies
        | st.fixed_dictionaries(never, optional={"from_week": parts["from_week"]})
        | st.fixed_dictionaries(often, optional=parts)
        | st.fixed_dictionaries(often, optional=parts | {"most_members": st.integers(2, 6)})
    )


def settings_of(last, horizon):
    """Draw the settings of a group that need not fit one another."""
    return {
        "acceptance": shares,
        "selection": numbers(-5, 5),
        "strangers": st.booleans(),
        "assigned": st.booleans(),
        "assigned_partners": st.booleans(),
        "founding_support": shares,
        "mentor_role": mentor_roles,
        "minutes_kept": st.booleans(),
        "action_plans": st.booleans(),
        "confidentiality": st.booleans(),
        "floor_policy": floor_policies,
        "check_in_minutes": bounds(5, 45),
        "primitives": primitives(),
        "facilitator": facilitators(last, horizon),
        "guests": guests(),
        "admission": admissions(),
        "reforms_after_weeks": st.integers(0, 10),
        "protected_hours_per_week": numbers(0, 8),
        "meal_paid_by": st.sampled_from(PAYERS),
        "fees_paid_by": st.sampled_from(PAYERS),
    }


@st.composite
def varied(draw, copies, quorum, invited):
    """Draw settings in which the copies of a group differ, in all their combinations."""
    values = {
        "invited": st.integers(quorum, invited),
        "structure": structures,
        "mentor_role": mentor_roles,
        "floor_policy": floor_policies,
        "admission": policies,
        "minutes_kept": st.booleans(),
        "assigned": st.booleans(),
        "founding_support": shares,
        "strangers": st.booleans(),
    }
    chosen = draw(st.lists(st.sampled_from(list(values)), min_size=1, max_size=3, unique=True))
    # One of them differs; the others are the same in all copies.
    return {
        key: draw(st.lists(values[key], min_size=1, max_size=1 if k else copies, unique=True))
        for k, key in enumerate(chosen)
    }


@st.composite
def groups(draw, horizon, left):
    """Draw a group; the people whom it and its copies take are counted off `left`."""
    mentors = draw(st.integers(0, min(left["senior"], 2)))
    stages = [stage for stage in ("junior", "mid_career") if left[stage] >= 2]
    stage = draw(st.sampled_from([*stages, "any"]))
    takes_from = STAGES if stage == "any" else (stage,)
    free = sum(left[name] for name in takes_from) - (mentors if stage == "any" else 0)
    invited = draw(st.integers(2, min(free, 7)))
    copies = draw(st.just(1) | st.integers(1, 3))
    while copies > 1 and (copies * invited > free or copies * mentors > left["senior"]):
        copies -= 1
    while copies > 1 and stage == "any" and copies * (invited + mentors) > free + mentors:
        copies -= 1
    left["senior"] -= copies * mentors
    wanted = copies * invited
    for name in takes_from:
        taken = min(wanted, left[name])
        left[name] -= taken
        wanted -= taken
    founded = draw(st.just(0) | st.integers(0, horizon // 2))
    ends = draw(st.none() | st.integers(founded + 1, horizon))
    last = horizon if ends is None else ends
    settings = settings_of(last, horizon)
    group = draw(st.fixed_dictionaries({"structure": structures}, optional=settings))
    quorum = draw(st.integers(2, min(invited + mentors, 5)))
    group |= {"invited": invited, "invited_stage": stage, "senior_mentors": mentors}
    group |= {"founded_week": founded, "quorum": quorum}
    group |= {} if ends is None else {"ends_week": ends}
    if copies > 1:
        group["copies"] = copies
        if draw(st.booleans()):
            group["varied"] = draw(varied(copies, min(quorum, invited), invited))
    drawn = draw(st.lists(calendars(founded, last), min_size=1, max_size=3))
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
