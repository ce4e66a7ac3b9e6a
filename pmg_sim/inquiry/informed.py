"""How much of a decision hangs on numbers that the study did not inform."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.experiments.written_answer import Section, Table
from pmg_sim.inquiry.runs import Runs
from pmg_sim.inquiry.tables import Judgements
from pmg_sim.inquiry.words import name_of
from pmg_sim.posterior import posterior_manifest
from pmg_sim.sensitivity import explained

FEWEST_SETS = 40

WIDEST = 0.6
"""Of a wider interval nothing is told in words."""


class Found(NamedTuple):
    """Sentences and sections; none where the question does not arise."""

    sentences: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def calibrated() -> tuple[str, ...]:
    """Return the numbers of the theory that were free in the calibration on the study."""
    return tuple(posterior_manifest()["free"])


def hangs_on(runs: Runs, found: Judgements) -> Found:
    """Tell how much of what is uncertain about the main choice the calibrated numbers explain.

    The choice is between the baseline and the best other alternative, for each of those concerned,
    over all circumstances.
    """
    experiment = runs.experiment
    if experiment.uncertainty.source != "posterior" or len(runs.sets) < FEWEST_SETS:
        return Found()
    names = calibrated()
    numbers = pd.DataFrame(list(runs.sets))
    block = [numbers.columns.get_loc(name) for name in names]
    rows = {}
    for whom, gained in found.gained.items():
        rival = _rival(found, whom, runs.plan.baseline)
        if rival is None:
            continue
        share = explained(gained[rival], numbers.to_numpy(), block)
        rows[whom] = {
            "for": name_of(whom),
            "choice": f"{runs.plan.policies[rival].name} and "
            f"{runs.plan.policies[runs.plan.baseline].name}",
            "explained by numbers that the study informed": share.share,
            "95 % from": share.low,
            "95 % to": share.high,
        }
    if not rows:
        return Found()
    frame = pd.DataFrame(rows.values())
    caption = (
        f"Share of the variance, over the posterior, of the expected advantage in points: what the "
        f"{len(names)} numbers explain that were calibrated on the study. The rest hangs on the "
        f"other {len(numbers.columns) - len(names)}, whose priors rest on other sources or on "
        "assumptions, and on what both do only together."
    )
    table = Table("informed", caption, frame)
    said = {whom: _in_words(row, len(names)) for whom, row in rows.items()}
    section = Section("What the decision hangs on", tuple(said.values()), (table,))
    return Found(tuple(said[whom] for whom in said if whom == found.main), (section,))


def _rival(found: Judgements, whom: str, baseline: int) -> int | None:
    """Return the best alternative beside the baseline, None where all do the same."""
    if np.isnan(found.overall[whom].points).all():
        return None
    regret = found.overall[whom].regret.copy()
    regret[baseline] = np.inf
    rival = int(np.nanargmin(regret))
    return None if np.nanstd(found.gained[whom][rival]) == 0.0 else rival


def _in_words(row: dict, count: int) -> str:
    share, low, high = (
        row[key] for key in ("explained by numbers that the study informed", "95 % from", "95 % to")
    )
    head = f"Of what is uncertain about the choice between {row['choice']}, for {row['for']},"
    if np.isnan(share) or high - low > WIDEST:
        return f"{head} it cannot be told how much hangs on numbers that the study informed."
    return (
        f"{head} {100 * share:.0f} % ({100 * low:.0f} to {100 * high:.0f} %) hangs on the {count} "
        "numbers that the study could inform, and at most the rest on those that it did not."
    )
