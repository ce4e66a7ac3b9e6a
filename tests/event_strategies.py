"""Hypothesis strategies for events: what befalls people and groups, dated or on a condition."""

from collections import Counter

from hypothesis import strategies as st

from pmg_sim.codes import EVENTS
from tests.group_strategies import numbers, shares

LEAVING = ("member_leaves_track", "member_leaves_department")
OF_A_MEMBER = (*LEAVING, "member_leaves_group", "workload_shock")
WITHOUT_GROUP = ("hire", "workload_shock")
MOST_EVENTS = 8


@st.composite
def events(draw, horizon, groups):
    """Draw the events of a scenario with these groups, which must have their names.

    In the order of their weeks, so that nobody who has left is asked for again.
    """
    singles = singles_of(groups)
    weeks = draw(st.lists(st.integers(0, horizon - 1), max_size=MOST_EVENTS if groups else 3))
    drawn, earlier = [], Counter()
    for week in sorted(weeks):
        alive = {
            name: group
            for name, group in singles.items()
            if group["founded_week"] <= week < group.get("ends_week", horizon)
        }
        event = draw(_of_group(week, alive, earlier)) if alive else draw(_of_nobody(week))
        if "group" in event:
            earlier[event["group"], event["what"]] += 1
        if len(singles) == 1 and not _has_second(groups[0]) and draw(st.booleans()):
            event.pop("group", None)
        drawn.append(event)
    return draw(st.permutations(drawn)) if len(set(weeks)) == len(weeks) else drawn


def singles_of(groups):
    """Return what is known of every single group, by its name; second groups are left out."""
    singles = {}
    for group in groups:
        invited = min([group["invited"], *group.get("varied", {}).get("invited", [])])
        copies = range(group["copies"]) if "copies" in group else [None]
        for copy in copies:
            name = group["name"] if copy is None else f"{group['name']} {copy + 1}"
            singles[name] = group | {"invited": invited}
    return singles


@st.composite
def _of_nobody(draw, week):
    what = draw(st.sampled_from(WITHOUT_GROUP))
    return {"week": week, "what": what} | (draw(_shock()) if what == "workload_shock" else {})


def _shock():
    return st.fixed_dictionaries(
        {}, optional={"hours_factor": numbers(0, 3), "lasts_weeks": st.integers(1, 20)}
    )


def _conditions():
    few = st.fixed_dictionaries({"if_turnout_below": shares})
    small = st.fixed_dictionaries({"if_members_below": st.integers(1, 30)})
    return st.just({}) | st.just({}) | few | small


def can_happen(what, name, group, others, earlier):
    """Whether something can still befall a group, after all that has befallen it."""
    if what in LEAVING:
        return sum(earlier[name, each] for each in LEAVING) < group["invited"]
    if what == "mentor_leaves":
        return earlier[name, what] < group["senior_mentors"]
    if what == "facilitator_leaves":
        facilitated = group["structure"] == "facilitated" or "facilitator" in group
        return bool(facilitated or earlier[name, "facilitator_arrives"])
    return what != "merger" or bool(others)


@st.composite
def _of_group(draw, week, alive, earlier):
    name = draw(st.sampled_from(list(alive)))
    group = alive[name]
    others = [other for other in alive if other != name]
    possible = [what for what in EVENTS if can_happen(what, name, group, others, earlier)]
    event = {"week": week, "what": draw(st.sampled_from(possible))} | draw(_conditions())
    member = st.integers(1, group["invited"])
    if event["what"] == "falling_out":
        pair = draw(st.lists(member, min_size=2, max_size=2, unique=True))
        event |= {"member": pair[0], "with_member": pair[1]}
    elif event["what"] == "merger":
        event["into"] = draw(st.sampled_from(others))
    elif event["what"] in OF_A_MEMBER and draw(st.booleans()):
        event["member"] = draw(member)
    if event["what"] == "workload_shock":
        event |= draw(_shock())
    of_group = event["what"] not in WITHOUT_GROUP or len(event.keys() & OF_GROUP) > 0
    return event | ({"group": name} if of_group else {})


OF_GROUP = {"member", "if_turnout_below", "if_members_below"}
"""Keys with which an event belongs to a group."""


def _has_second(group):
    """Whether the scenario has a group more than it says, so that events must name theirs."""
    admission = group.get("admission", "closed")
    policy = admission if isinstance(admission, str) else admission["policy"]
    return policy == "second_group"
