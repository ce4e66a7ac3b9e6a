"""The tables of an experiment's answer, and the judgements that its words rest on."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmg_sim.comparison import side_by_side
from pmg_sim.inquiry.judging import Judged, judge, points, together
from pmg_sim.inquiry.runs import Runs
from pmg_sim.inquiry.words import EVERYBODY, PEOPLE, name_of

NOBODY_MEETS = "nobody meeting"


@dataclass(frozen=True)
class Judgements:
    """Alternatives as judged for each of those concerned.

    Attributes
    ----------
    overall : dict of str to Judged
        By those concerned, `EVERYBODY` last where people are several; over all circumstances.
    cells : dict of str to list of Judged
        The same for each circumstance.
    gained : dict of str to numpy.ndarray, shape (alternatives, sets, replicates)
        Points in single departments, over all circumstances.
    """

    overall: dict[str, Judged]
    cells: dict[str, list[Judged]]
    gained: dict[str, np.ndarray]

    @property
    def main(self) -> str:
        """Those for whom something is recommended: all people, members, or the first concerned."""
        known = [whom for whom in (EVERYBODY, "members") if whom in self.overall]
        return known[0] if known else next(iter(self.overall))


def judgements(runs: Runs) -> Judgements:
    """Judge the alternatives of an experiment."""
    experiment, baseline = runs.experiment, runs.plan.baseline
    criteria = experiment.criteria()
    gained = points(runs.effects, runs.outcomes, criteria, baseline)
    counts = Counter(one.whom for one in criteria)
    parties = [whom for whom in PEOPLE if whom in gained]
    if "outsiders" in parties and "newcomers" in parties:
        parties.remove("newcomers")  # they are among those not invited
    if len(parties) > 1:
        each = sum(counts[whom] for whom in parties) / len(parties)
        gained[EVERYBODY] = np.sum([gained[whom] * each / counts[whom] for whom in parties], axis=0)
    count = len(runs.plan.circumstances)
    everywhere = {whom: together(values, axis=1) for whom, values in gained.items()}
    return Judgements(
        {whom: judge(values, baseline) for whom, values in everywhere.items()},
        {
            whom: [judge(values[:, place], baseline, place + 1) for place in range(count)]
            for whom, values in gained.items()
        },
        everywhere,
    )


def of_contrasts(runs: Runs) -> pd.DataFrame:
    """Return every alternative against the baseline, over all circumstances."""
    chosen = [place for place, policy in enumerate(runs.plan.policies) if not policy.baseline]
    pairs = [_paired(runs.effects[place], runs.effects[runs.plan.baseline]) for place in chosen]
    names = [runs.plan.policies[place].name for place in chosen]
    return side_by_side(names, *zip(*pairs, strict=True), runs.outcomes)


def of_effects(runs: Runs) -> pd.DataFrame:
    """Return every alternative against the same people with nobody meeting."""
    pairs = [_paired(*pair) for pair in zip(runs.levels, runs.without, strict=True)]
    names = [policy.name for policy in runs.plan.policies]
    found = side_by_side(names, *zip(*pairs, strict=True), runs.outcomes)
    return found[found["mean"].notna()].reset_index(drop=True)


def _paired(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Average both sides of a difference over circumstances, gaps in either left out of both."""
    gaps = np.isnan(one) | np.isnan(other)
    one, other = (together(np.where(gaps, np.nan, side), axis=0) for side in (one, other))
    return one, other


def of_cells(runs: Runs) -> pd.DataFrame:
    """Return the mean of every outcome in every cell, with the group and its effect."""
    levels = together(together(runs.levels, axis=3), axis=2)
    effects = together(together(runs.effects, axis=3), axis=2)
    rows = []
    for p, policy in enumerate(runs.plan.policies):
        for c, state in enumerate(runs.plan.circumstances):
            for k, name in enumerate(runs.outcomes):
                rows.append(
                    {
                        "alternative": policy.name,
                        **policy.levels,
                        **state,
                        "outcome": name,
                        "level": levels[p, c, k],
                        "as judged": effects[p, c, k],
                    }
                )
    return pd.DataFrame(rows)


def in_words(found: pd.DataFrame) -> pd.DataFrame:
    """Return differences with columns that speak for themselves."""
    return pd.DataFrame(
        {
            "alternative": found["arm"],
            "outcome": found["label"],
            "unit": found["unit"],
            "for": [name_of(whom) for whom in found["whom"]],
            "held against": found["baseline"],
            "difference": found["mean"],
            "95 % from": found["low"],
            "95 % to": found["high"],
            "all at once from": found["low_all"],
            "all at once to": found["high_all"],
            "better on average (probability)": found["better_on_average"],
            "better in one department (share)": found["better_in_one"],
            "variance ratio of pairing": found["variance_ratio"],
        }
    )


def of_verdicts(runs: Runs, found: Judgements) -> pd.DataFrame:
    """Return how alternatives are judged, over all circumstances and in each of them."""
    rows = []
    several = len(runs.plan.circumstances) > 1
    for whom, overall in found.overall.items():
        places = [({}, overall)]
        if several:
            places = [(dict.fromkeys(runs.plan.circumstances[0], "all"), overall)]
            places += list(zip(runs.plan.circumstances, found.cells[whom], strict=True))
        for state, judged in places:
            for place, policy in enumerate(runs.plan.policies):
                rows.append(
                    {
                        "for": name_of(whom),
                        **state,
                        "alternative": policy.name,
                        "points": judged.points[place],
                        "best (probability)": judged.best[place],
                        "good enough (probability)": judged.good[place],
                        "expected regret (points)": judged.regret[place],
                        "regret, 95th percentile (points)": judged.regret_high[place],
                    }
                )
    return pd.DataFrame(rows)
