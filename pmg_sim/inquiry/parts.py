"""The parts of an experiment's answer under their headings."""

import pandas as pd

from pmg_sim.comparison import differences as settings_that_differ
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.written_answer import Section, Table
from pmg_sim.inquiry import pictures, tables, words
from pmg_sim.inquiry.better import Better
from pmg_sim.inquiry.judging import judge, points, together
from pmg_sim.inquiry.runs import Runs
from pmg_sim.inquiry.schema import Lever

MOST_TOLD = 20
"""Alternatives whose clear differences are told one by one."""


def for_whom(runs: Runs, found: tables.Judgements) -> Section:
    """Tell who is good enough for whom, and what counts."""
    criteria = [
        f"{OUTCOMES[one.outcome].label} ({one.direction} is better; {one.matters:g} "
        f"{_unit(one.outcome)} matters)"
        for one in runs.experiment.criteria()
    ]
    said = (
        f"What counts: {'; '.join(criteria)}.",
        "An outcome gives a point for each difference that matters. Points of several outcomes add "
        "up, so that it counts which ones are listed, and related ones count several times. An "
        "alternative is good enough where it is less than one point behind the best.",
        "For all people together each party weighs the same, however many outcomes are listed for "
        "it.",
    )
    verdicts = Table(
        "verdicts",
        "Alternatives as judged for each of those concerned.",
        tables.of_verdicts(runs, found),
    )
    return Section("For whom", said, (verdicts,), (pictures.of_points(runs, found),))


def _unit(name: str) -> str:
    unit = OUTCOMES[name].unit
    return "on the scale 0 to 1" if unit == "0 to 1" else unit


def circumstances(runs: Runs, found: tables.Judgements) -> Section:
    """Tell what is to be preferred in which circumstances."""
    names = [policy.name for policy in runs.plan.policies]
    said = [words.circumstances(whom, judged, names) for whom, judged in found.cells.items()]
    return Section("In which circumstances", tuple(said), (), (pictures.policy_map(runs, found),))


def along(runs: Runs, lever: Lever) -> Section:
    """Draw outcomes along a lever; with nothing else varied, say where each is best."""
    said: list[str] = []
    if len(runs.plan.policies) == len(lever.levels()):
        values = [level.name for level in lever.levels()]
        for name in runs.outcomes:
            alone = (Better(outcome=name).resolved(),)
            (gained,) = points(runs.effects, runs.outcomes, alone, runs.plan.baseline).values()
            judged = judge(together(gained, axis=1), runs.plan.baseline)
            said.append(words.optimum(OUTCOMES[name].label, lever.name, judged, values))
    said = [sentence for sentence in said if sentence]
    return Section(f"Along {lever.name}", tuple(said), (), (pictures.curves(runs, lever),))


def differences(runs: Runs, found: pd.DataFrame) -> Section:
    """Tell by how much alternatives differ from the baseline."""
    policies = runs.plan.policies
    baseline = policies[runs.plan.baseline].name
    said = []
    if len(policies) <= MOST_TOLD:
        said = [clear(found, one.name, baseline) for one in policies if not one.baseline]
        said.append(
            "Clearly means that the interval leaves out zero, with intervals that hold for all "
            "outcomes and alternatives at once with a probability of 95 %."
        )
    hurting = found[found["variance_ratio"] < 1.0]
    if not hurting.empty:
        said.append(
            "Pairing widens the intervals of "
            f"{len(hurting)} of {len(found)} differences (variance ratio below 1)."
        )
    caption = (
        f'Differences from "{baseline}" in the same departments with the same luck; of effects, '
        "where effects are judged. Where other people are invited, members are other people. A "
        "variance ratio of 10 means that unpaired departments would need ten times as many runs."
    )
    table = Table("differences", caption, tables.in_words(found))
    title = f"Differences from {baseline}"
    return Section(title, tuple(said), (table,), pictures.forest(runs, found))


def effects(runs: Runs, found: pd.DataFrame) -> Section:
    """Tell by how much alternatives differ from nobody meeting."""
    caption = "Each alternative against the same people and luck with nobody meeting."
    said: list[str] = []
    if len(runs.plan.policies) <= MOST_TOLD:
        names = [policy.name for policy in runs.plan.policies]
        said = [clear(found, name, tables.NOBODY_MEETS) for name in names]
    table = Table("effects", caption, tables.in_words(found))
    return Section("Against nobody meeting", tuple(said), (table,))


def clear(found: pd.DataFrame, name: str, baseline: str) -> str:
    """Say what differs clearly between one alternative and what it is held against."""
    return words.clear_differences(found[found["arm"] == name], name, baseline)


def cells(runs: Runs) -> Section:
    """Show the means of every outcome in every cell."""
    caption = (
        "Means over all departments of every outcome, in each alternative and circumstance: as it "
        "is with the group (level), and as it is judged."
    )
    return Section("All means", (), (Table("cells", caption, tables.of_cells(runs)),))


def scenario_differences(runs: Runs) -> pd.DataFrame:
    """List the settings in which alternatives differ, in the first circumstance."""
    plan = runs.plan
    order = [plan.baseline, *(k for k in range(len(plan.policies)) if k != plan.baseline)]
    names = [plan.policies[k].name for k in order]
    return settings_that_differ(names, [plan.scenarios[k][0] for k in order])
