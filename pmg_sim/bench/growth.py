"""How the time of a run grows with people, groups, weeks and replicates."""

import time
from collections.abc import Callable
from typing import Any

from pmg_sim.bench.rounds import spread
from pmg_sim.build import plan
from pmg_sim.ensemble import run_course
from pmg_sim.scenario import Scenario, scenario_from_dict

PEOPLE_PER_GROUP = 25
INVITED, MENTORS = 6, 1
MOST_GROUPS = 500
FEWEST_FACULTY = 10  # a scenario has no fewer; the rest then count as one colleague

SERIES: dict[str, tuple[int, ...]] = {
    "people": (7, 27, 100, 300, 1000, 3000, 10_000),
    "groups": (1, 4, 16, 40, 80),
    "weeks": (26, 52, 104, 208, 416),
    "replicates": (1, 4, 16, 64, 256),
}
ENOUGH_PEOPLE = 1000
"""Small departments are run so often that this many people are timed together."""

QUICK = 2
"""How many sizes of each series do for a look at whether all works."""


def department(people: int, groups: int, weeks: int) -> Scenario:
    """Return a scenario of so many people, all simulated one by one."""
    senior, junior = max(1, people * 15 // 100), people * 55 // 100
    return scenario_from_dict(
        {
            "title": f"{people} people",
            "question": "How does the time of a run grow?",
            "horizon_weeks": weeks,
            "department": {
                "faculty": max(FEWEST_FACULTY, people),
                "senior": senior,
                "mid_career": people - senior - junior,
                "junior": junior,
                "hires_per_year": people * 0.055,
                "specialties": 20,
                "sites": 20,
            },
            "group": [
                {
                    "name": "peers",
                    "copies": min(groups, MOST_GROUPS),
                    "invited": min(INVITED, junior),
                    "senior_mentors": MENTORS,
                    "structure": "flat",
                    "calendar": [
                        {
                            "purpose": "discussion",
                            "hour": "evening",
                            "interval_weeks": 8,
                            "length_minutes": 150,
                        }
                    ],
                }
            ],
        }
    )


def _size(series: str, size: int) -> tuple[Scenario, int]:
    """Return the scenario of a size, and how many replicates of it are run."""
    if series == "people":
        enough = max(1, ENOUGH_PEOPLE // size)
        return department(size, max(1, size // PEOPLE_PER_GROUP), 52), enough
    if series == "groups":
        return department(1000, size, 52), 1
    if series == "weeks":
        return department(27, 1, size), 20
    return department(27, 1, 52), size


def _seconds(series: str, size: int) -> tuple[float, int]:
    """Return seconds of a run, building included, and its person-weeks; of all, in `replicates`."""
    scenario, replicates = _size(series, size)
    settled = plan(scenario)
    settled.groups  # noqa: B018  names are spelt out once for all replicates
    start = time.perf_counter()
    for replicate in range(replicates):
        run_course(settled, 1, replicate)
    took = time.perf_counter() - start
    runs = replicates if series == "replicates" else 1
    person_weeks = scenario.department.people * scenario.horizon_weeks * runs
    return took * runs / replicates, person_weeks


def growth(
    rounds: int, quick: bool, progress: Callable[[int, int], Any] = lambda _done, _total: None
) -> dict[str, list[dict[str, Any]]]:
    """Measure every size of every series, all of them in turn, again and again.

    Parameters
    ----------
    rounds
        How often each size is measured.
    quick
        Whether to take the smallest sizes only.
    progress
        Receives measurements done and in all.

    Returns
    -------
    dict
        By series a list of sizes, each with the spread of its ``seconds`` and of its
        ``nanoseconds`` per person-week, the people hired on the way not counted.
    """
    sizes = [
        (series, size)
        for series, every in SERIES.items()
        for size in every[: QUICK if quick else None]
    ]
    _seconds(*sizes[0])  # compiles
    took: dict[tuple[str, int], list[float]] = {one: [] for one in sizes}
    work: dict[tuple[str, int], int] = {}
    for number in range(rounds):
        for place, one in enumerate(sizes, 1):
            seconds, work[one] = _seconds(*one)
            took[one].append(seconds)
            progress(number * len(sizes) + place, rounds * len(sizes))
    found: dict[str, list[dict[str, Any]]] = {}
    for (series, size), seconds in took.items():
        each = [1e9 * one / work[series, size] for one in seconds]
        row = {"size": size, "seconds": spread(seconds), "nanoseconds": spread(each)}
        found.setdefault(series, []).append(row)
    return found
