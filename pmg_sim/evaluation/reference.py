"""The scale to which the experience indices are referred, frozen before any fit.

``reference.toml`` holds the mean and SD of each index over members of simulated groups, with
parameters drawn from their priors, over the scenarios of the library that have a group in a
department of at most a hundred people. It is
made by ``python -m pmg_sim.evaluation.reference`` and carries a hash of the index formulas, so
that a change of a formula without a new scale is noticed.
"""

import hashlib
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from pmg_sim.evaluation.themes import OUTSIDE, THEMES

DRAWS_PER_SCENARIO = 100
MOST_PEOPLE = 100
"""Scenarios of more people at the start are left out: they would drown all others."""
SEED = 20120301


def formula_hash() -> str:
    """Return twelve hexadecimal digits that name the source of the index formulas."""
    text = resources.files(__package__).joinpath("themes.py").read_bytes()
    return hashlib.sha256(text).hexdigest()[:12]


@cache
def reference_scale() -> np.ndarray:
    """Return the mean and SD of each index over the reference runs, shape (14, 2)."""
    text = resources.files(__package__).joinpath("reference.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["index"]
    return np.array([[table[name]["mean"], table[name]["sd"]] for name in THEMES])


def measure(scenario_name: str, draws: int, seed: int) -> np.ndarray:
    """Return the indices of every respondent over `draws` prior runs, shape (respondents, 14)."""
    from pmg_sim.build import build, plan
    from pmg_sim.codes import PRESENT
    from pmg_sim.evaluation.themes import experience, look_outside
    from pmg_sim.parameters import draw_prior
    from pmg_sim.processes.week import one_week
    from pmg_sim.scenario import load_scenario

    scenario = load_scenario(scenario_name)
    rows = []
    outside = np.empty(len(OUTSIDE))
    for replicate, values in enumerate(draw_prior(draws, seed)):
        settled = plan(scenario, {**values, **scenario.parameters})
        p = settled.parameters[0]
        state = build(settled, seed, replicate)
        for _ in range(scenario.horizon_weeks):
            one_week(state, p)
        look_outside(state, p, outside)
        for i in range(state.run[0].people):
            person = state.people[i]
            if person.cohort >= 0 and person.joined_group >= 0 and person.status == PRESENT:
                indices = np.empty(len(THEMES))
                experience(state, p, i, outside, indices)
                rows.append(indices)
    return np.array(rows)


def freeze(path: Path) -> None:
    """Measure the scale over the library and write it to `path`."""
    from pmg_sim.scenario import library, load_scenario

    stated = [load_scenario(entry.name) for entry in library()]
    names = [one.name for one in stated if one.group and one.department.people <= MOST_PEOPLE]
    # Draws of its own for each scenario: so many more that are independent.
    parts = [measure(name, DRAWS_PER_SCENARIO, SEED + k) for k, name in enumerate(names)]
    rows = np.concatenate(parts)
    lines = [
        "# Mean and SD of each experience index over the prior; made by reference.py.",
        f'formulas = "{formula_hash()}"',
        f"scenarios = {names!r}".replace("'", '"'),
        f"draws_per_scenario = {DRAWS_PER_SCENARIO}",
        f"seed = {SEED}",
        f"respondents = {len(rows)}",
        "",
        "[index]",
    ]
    for k, name in enumerate(THEMES):
        lines.append(f"{name} = {{ mean = {rows[:, k].mean():.6g}, sd = {rows[:, k].std():.6g} }}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze(Path(__file__).with_name("reference.toml"))
