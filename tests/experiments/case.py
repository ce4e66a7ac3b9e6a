"""Small scenarios for tests of runs, quick to simulate: one group, two groups, none; and tables."""

import pandas as pd

from pmg_sim.scenario import scenario_from_dict

DEPARTMENT = {
    "faculty": 30,
    "senior": 3,
    "mid_career": 4,
    "junior": 9,
    "hires_per_year": 4,
}
GROUP = {
    "name": "first",
    "invited": 4,
    "senior_mentors": 1,
    "structure": "flat",
    "quorum": 2,
    "calendar": [
        {
            "purpose": "discussion",
            "hour": "evening",
            "count": 8,
            "interval_weeks": [4, 10],
            "length_minutes": [100, 140],
            "meal_usd": 80,
        },
        {"purpose": "projects", "hour": "noon", "count": 3, "length_minutes": 60, "start_week": 30},
    ],
}
EVENTS = [
    {"week": 3, "what": "member_leaves_track", "group": "first"},
    {"week": 12, "what": "hire_joins", "group": "first"},
]


def small(**changes):
    """Make the scenario with one group; `changes` replace keys of its file."""
    data = {
        "title": "A small group",
        "question": "What does it do?",
        "horizon_weeks": 60,
        "follow_up_weeks": 4,
        "department": DEPARTMENT,
        "group": [GROUP],
        "event": EVENTS,
    }
    return scenario_from_dict(data | changes, "small")


def often():
    """Make the group of a scenario in which it meets twenty times in the evening."""
    discussions = GROUP["calendar"][0] | {"count": 12, "interval_weeks": [8, 11]}
    return GROUP | {"calendar": [discussions, GROUP["calendar"][1]]}


def two_groups():
    """Make the scenario with a second group, which has a planned end."""
    calendar = [
        {"purpose": "discussion", "hour": "noon", "interval_weeks": 5, "length_minutes": 90}
    ]
    second = {
        "name": "second",
        "invited": 3,
        "founded_week": 10,
        "ends_week": 40,
        "structure": "flat",
        "quorum": 2,
        "calendar": calendar,
    }
    return small(group=[GROUP, second])


def alone():
    """Make the scenario without any group."""
    return small(group=[], event=[])


def indexed(values):
    """Return values of (draw, replicate) as a measure of one arm has them."""
    draws, replicates = values.shape
    places = pd.MultiIndex.from_product(
        [range(draws), range(replicates)], names=["draw", "replicate"]
    )
    return pd.Series(values.ravel(), index=places)
