"""The departments that a programme needs, in blocks, and the sums that come of them."""

from typing import Any

import numpy as np

from pmg_sim.ensemble import Recording, RunBlock, blocks_of, parameter_sets
from pmg_sim.posterior import Uncertainty, draw_sets
from pmg_sim.prediction.names import COMPARING
from pmg_sim.prediction.schema import Programme, Quantity
from pmg_sim.prediction.sums import Departments, Side
from pmg_sim.scenario import Scenario

RUNS_IN_A_BLOCK = 100
ANOTHER_SEED = 2**62
"""Added to the seed, modulo the number of seeds, for people of a comparison who are others."""

SEEDS = 2**63
RECORD = Recording(weeks=False, people=True)


def arm_blocks(
    programme: Programme,
    draws: int,
    replicates: int,
    seed: int,
    uncertainty: Uncertainty,
    block: int,
) -> dict[str, list[RunBlock]]:
    """Cut each arm into blocks: the departments of a programme one after the other."""
    sets = draw_sets(draws, seed, uncertainty)
    each = replicates * programme.departments
    arms: dict[str, tuple[Scenario, int]] = {"one": (programme.setting, seed)}
    other = programme.other_arm()
    if other is not None:
        comparison = programme.comparison
        others = comparison and comparison.with_ == "setting" and comparison.people == "others"
        arms["other"] = (other, (seed + ANOTHER_SEED) % SEEDS if others else seed)
    found = {}
    for arm, (scenario, dice) in arms.items():
        values = {
            name: np.repeat([one[name] for one in sets], each)
            for name in sets[0]
            if name not in scenario.parameters
        }
        packed = parameter_sets(scenario.parameters, values, draws * each)
        found[arm] = blocks_of(scenario, packed, draws * each, dice, RECORD, block)
    return found


def sides(programme: Programme, quantity: Quantity) -> list[tuple[str, Side]]:
    """Return the arm and the side of a quantity, and those that it is compared with, if any."""
    own = Side(quantity.among)
    if quantity.as_ not in COMPARING:
        return [("one", own)]
    compared = programme.compared_with
    if compared == "colleagues":
        return [("one", own), ("one", Side("colleagues"))]
    if compared == "before":
        return [("one", own), ("one", Side(quantity.among, "before"))]
    return [("one", own), ("other", own)]


def asked(programme: Programme) -> list[tuple[str, Quantity, float | None]]:
    """Return label, quantity and, of a survival, time of everything that is reported."""
    return [
        (label, quantity, years)
        for quantity in programme.quantity
        for label, years in zip(quantity.labels(), quantity.at_years or (None,), strict=True)
    ]


def gather_sums(programme: Programme, tables: dict[str, Any]) -> list[list[np.ndarray]]:
    """Return the sums of each side of each thing that is asked, shape (departments, sums)."""
    questions = asked(programme)
    parts: list[list[list[np.ndarray]]] = [
        [[] for _ in sides(programme, quantity)] for _, quantity, _ in questions
    ]
    scenarios = {"one": programme.setting, "other": programme.other_arm()}
    for arm, several in tables.items():
        scenario = scenarios[arm]
        assert scenario is not None
        for table in several:
            departments = Departments(table, scenario)
            for place, (_, quantity, years) in enumerate(questions):
                for k, (of, side) in enumerate(sides(programme, quantity)):
                    if of == arm:
                        parts[place][k].append(departments.sums(quantity, side, years))
    return [[np.concatenate(side) for side in several] for several in parts]
