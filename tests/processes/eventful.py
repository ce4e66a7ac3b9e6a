"""Departments in which groups take people in, merge, dissolve, begin again and have visitors.

Drawn scenarios seldom reach all of that; these do within a few seeds (see test_invariants.py).
"""

from pmg_sim.codes import EVENTS
from tests.processes.running import small

MOVING = {
    "wish_base": 2.0,
    "vote_base": 1.0,
    "meetings_without_quorum": 2.0,
    "reforming": 0.2,
    "probation_trust": 0.6,
    "quit_base": -3.0,
}
BIG = {"senior": 4, "junior": 20, "faculty": 30, "hires_per_year": 10.0}
TALKS = {"purpose": "discussion", "hour": "evening", "interval_weeks": 2, "length_minutes": 120}
NOONS = {"purpose": "projects", "hour": "noon", "interval_weeks": 2, "start_week": 1}
CALENDAR = [TALKS, NOONS | {"length_minutes": 60}]
DETAILS = {
    "falling_out": {"member": 1, "with_member": 2},
    "workload_shock": {"member": 1, "hours_factor": 0.2},
    "hire": {"if_members_below": 6},
    "merger": {"into": "strict"},
}


def departments(weeks=50, apart=3):
    """Yield the departments, each with the name of what it is about.

    The events come so many weeks apart, from week 2 on.
    """
    yield (
        "admission",
        small(
            group=_of_all_policies(), department=BIG | {"junior": 40, "faculty": 50}, weeks=weeks
        ),
    )
    events = [
        {"week": 2 + apart * k, "what": what, "group": "first"} | DETAILS.get(what, {})
        for k, what in enumerate(EVENTS)
        if what != "merger"
    ]
    merger = {"week": weeks - 5, "what": "merger", "group": "first"} | DETAILS["merger"]
    yield "events", small(group=_visited(), department=BIG, weeks=weeks, event=[*events, merger])
    small_one = {"quorum": 5, "reforms_after_weeks": 4, "assigned": True, "invited_stage": "any"}
    yield "new starts", small(group=small_one | {"calendar": CALENDAR}, department=BIG, weeks=weeks)


def _of_all_policies():
    policies = {
        "open": {"policy": "open", "most_members": 7},
        "vote": {"policy": "vote", "every_weeks": 5, "from_week": 7, "vote_share": 0.6},
        "sponsored": {"policy": "sponsored", "every_weeks": 3, "probation_weeks": 8},
        "second": {"policy": "second_group", "most_members": 4},
    }
    return [
        {"name": name, "invited": 4, "admission": policy, "structure": structure}
        for (name, policy), structure in zip(
            policies.items(), ("flat", "facilitated", "senior_led", "rotating"), strict=True
        )
    ]


def _visited():
    first = {
        "name": "first",
        "facilitator": {"from_week": 3, "until_week": 15, "fee_usd": 90.0},
        "guests": {"every_meetings": 2, "minutes": 30, "fee_usd": 40.0},
        "mentor_role": "authority",
        "assigned_partners": True,
    }
    strict = {"name": "strict", "quorum": 3, "strangers": True, "founding_support": 0.5}
    return [first, strict | {"floor_policy": "rotating"}]
