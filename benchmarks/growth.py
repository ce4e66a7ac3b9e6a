"""How the time of a run grows with people and groups: ``python benchmarks/growth.py``.

Departments of 100 to 10 000 people, one group for every 25 of them, run for a year in one process,
interleaved, each size several times. Growth is linear where the time per person-week stays put.
"""

import statistics
import sys
import time

from pmg_sim.build import build, plan
from pmg_sim.processes.week import one_week
from pmg_sim.scenario import scenario_from_dict

SIZES = (100, 300, 1000, 3000, 10_000)
ROUNDS = 3
WEEKS = 52
PEOPLE_PER_GROUP = 25


def department(people: int) -> dict:
    """Return a scenario of so many people, all simulated one by one."""
    groups = people // PEOPLE_PER_GROUP
    senior, junior = people * 15 // 100, people * 55 // 100
    return {
        "title": f"{people} people",
        "question": "How does the time of a run grow?",
        "horizon_weeks": WEEKS,
        "department": {
            "faculty": people,
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
                "copies": min(groups, 500),
                "invited": 6,
                "senior_mentors": 1,
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


def seconds(people: int, replicate: int) -> tuple[float, float]:
    """Return the seconds that building a department and running its weeks take."""
    settled = plan(scenario_from_dict(department(people)))
    settled.groups  # noqa: B018  names are spelt out once for all replicates
    start = time.perf_counter()
    state = build(settled, 1, replicate)
    built = time.perf_counter()
    for _ in range(WEEKS):
        one_week(state, settled.parameters[0])
    return built - start, time.perf_counter() - built


def main() -> None:
    """Measure all sizes and print a table."""
    seconds(SIZES[0], 0)  # compiles
    measured: dict[int, list[tuple[float, float]]] = {people: [] for people in SIZES}
    for replicate in range(ROUNDS):
        for people in SIZES:
            measured[people].append(seconds(people, replicate))
    print("people  groups  building s  a year s  microseconds per person-week")
    for people, rounds in measured.items():
        building, running = (statistics.median(column) for column in zip(*rounds, strict=True))
        each = 1e6 * running / people / WEEKS
        print(
            f"{people:6d}  {people // PEOPLE_PER_GROUP:6d}  {building:10.3f}  {running:8.3f}"
            f"  {each:8.2f}"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
