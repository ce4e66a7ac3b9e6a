"""The figures of an experiment's answer, as pictures to be drawn."""

from itertools import product

import numpy as np
import pandas as pd

from pmg_sim.comparison import contrasts
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.written_answer import Picture
from pmg_sim.inquiry.runs import Runs
from pmg_sim.inquiry.schema import Lever
from pmg_sim.inquiry.tables import Judgements
from pmg_sim.inquiry.words import EVERYBODY, name_of

MOST_IN_A_FOREST, MOST_PANELS, MOST_SERIES = 8, 15, 5
FEWEST_ON_A_LINE = 4

MAPPED = ("members", "newcomers", "outsiders", EVERYBODY)


def short(whom: str) -> str:
    """Return those concerned in a word or two."""
    return "members and others together" if whom == EVERYBODY else name_of(whom)


def sizes(runs: Runs) -> str:
    """Say on how many runs a figure rests."""
    experiment = runs.experiment
    source = {"posterior": "the posterior", "prior": "the priors", "centre": "the priors' centres"}[
        experiment.uncertainty.source
    ]
    told = f"{len(runs.sets)} sets of the theory's numbers from {source}"
    text = f"{told}, {experiment.replicates} departments each, the same in every alternative"
    circumstances = len(runs.plan.circumstances)
    return f"{text}; {circumstances} circumstances." if circumstances > 1 else f"{text}."


def forest(runs: Runs, found: pd.DataFrame) -> tuple[Picture, ...]:
    """Return differences from the baseline as a forest of intervals, where they are few."""
    policies = runs.plan.policies
    if not 1 < len(policies) <= MOST_IN_A_FOREST or lines_of(runs):
        return ()
    baseline = policies[runs.plan.baseline].name
    caption = (
        f'Differences from "{baseline}". Thick: 95 % intervals one by one; thin: intervals that '
        "hold for all outcomes and alternatives at once."
    )
    data = {"table": found, "baseline": baseline, "about": sizes(runs)}
    return (Picture("differences", caption, "contrasts", data),)


def of_points(runs: Runs, found: Judgements) -> Picture:
    """Return points by alternative and by those concerned."""
    baseline = runs.plan.policies[runs.plan.baseline].name
    data = {
        "title": f"For whom which is good enough: {runs.experiment.title}",
        "subtitle": f'Against "{baseline}". {sizes(runs)}',
        "names": [policy.name for policy in runs.plan.policies],
        "whoms": [short(whom) for whom in found.overall],
        "points": np.column_stack([one.points for one in found.overall.values()]),
        "good": np.column_stack([one.good for one in found.overall.values()]),
    }
    caption = (
        "Points gained or lost against the baseline by those concerned, and whether an alternative "
        "is within one point of the best (filled circle), surely not (cross), or cannot be told."
    )
    return Picture("points", caption, "points", data)


def policy_map(runs: Runs, found: Judgements) -> Picture:
    """Return the map of circumstances, each with the alternative that is to be preferred there."""
    factors = [
        (one.name, [level.name for level in one.levels()]) for one in runs.experiment.circumstance
    ]
    up_name, up = factors[-1] if len(factors) > 1 else ("", [""])
    along = factors[:-1] if len(factors) > 1 else factors
    across = ["\n".join(levels) for levels in product(*(levels for _, levels in along))]
    shape = (len(across), len(up))
    panels = []
    for whom in MAPPED:
        if whom not in found.cells:
            continue
        cells = found.cells[whom]
        leader = np.array([one.leader for one in cells])
        good = np.array([np.nan_to_num(one.good)[one.leader] for one in cells])
        same = np.array([bool(one.defensible.all()) for one in cells])
        panels.append((short(whom), *(x.reshape(shape).T for x in (leader, good, same))))
    data = {
        "title": f"What to prefer in which circumstances: {runs.experiment.title}",
        "subtitle": sizes(runs),
        "names": [policy.name for policy in runs.plan.policies],
        "panels": panels,
        "across": across,
        "up": up,
        "across_name": "; below it ".join(name for name, _ in along),
        "up_name": up_name,
    }
    caption = (
        "In each circumstance the alternative with the least expected regret, with the probability "
        "that it is within one point of the best; grey where all are."
    )
    return Picture("policy_map", caption, "map", data)


def lines_of(runs: Runs) -> tuple[Lever, ...]:
    """Return the levers along which outcomes can be drawn as curves."""
    experiment = runs.experiment
    if experiment.design.method != "factorial":
        return ()
    return tuple(
        one for one in experiment.lever if one.numeric and len(one.values) >= FEWEST_ON_A_LINE
    )


def curves(runs: Runs, lever: Lever) -> Picture:
    """Return outcomes along a lever, one series for each choice of everything else."""
    levels = sorted(lever.levels(), key=lambda level: float(level.name))
    names = [level.name for level in levels]
    states = runs.plan.circumstances
    series: dict[str, list[tuple[int, int]]] = {}
    for p, policy in enumerate(runs.plan.policies):
        for c, state in enumerate(states):
            rest = [policy.arm] if policy.arm else []
            rest += [f"{k} {v}" for k, v in policy.levels.items() if k != lever.name]
            rest += [f"{k} {v}" for k, v in state.items()]
            series.setdefault(", ".join(rest), []).append((p, c))
    if len(series) > MOST_SERIES:
        series = {"": [place for several in series.values() for place in several]}
    panels = []
    for k, name in enumerate(runs.outcomes[:MOST_PANELS]):
        drawn = []
        for places in series.values():
            values = [_at(runs, names, lever.name, level, places, k) for level in names]
            drawn.append(tuple(np.array(column) for column in zip(*values, strict=True)))
        panels.append((OUTCOMES[name].label, OUTCOMES[name].unit, drawn))
    judged = (
        "effects against the same people with nobody meeting; of the group itself and of costs, "
        "what they are"
    )
    if runs.experiment.measured == "level":
        judged = "what outcomes come to"
    data = {
        "title": runs.experiment.title,
        "subtitle": sizes(runs),
        "note": f"Means and 95 % intervals of {judged}.",
        "lever": lever.name,
        "values": sorted(float(value) for value in lever.values),
        "panels": panels,
        "series": list(series),
    }
    caption = f"Outcomes along {lever.name}: {judged}. Bands are 95 % intervals of the mean."
    return Picture(f"along_{_stem(lever.name)}", caption, "curves", data)


def _at(
    runs: Runs, names: list[str], lever: str, level: str, places: list[tuple[int, int]], k: int
) -> tuple[float, float, float]:
    """Return mean, low and high of an outcome at a level, over some cells."""
    assert level in names
    chosen = [(p, c) for p, c in places if runs.plan.policies[p].levels[lever] == level]
    values = np.concatenate([runs.effects[p, c, :, :, [k]].squeeze(0) for p, c in chosen], axis=1)
    row = contrasts(values[..., None], np.zeros((*values.shape, 1)), [runs.outcomes[k]]).iloc[0]
    return row["mean"], row["low"], row["high"]


def _stem(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name.lower())[:40].strip("_")
