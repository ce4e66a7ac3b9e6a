"""Which numbers of the theory the calibration sets free, by a rule and before any fit.

The rule looks at what the priors alone say: how much of each of the study's numbers, and of the
published baselines, a number of the theory explains over single groups drawn from the priors. The
ones that explain most, summed over all, are set free. One that explains a single number of the
study and hardly anything else would be that number's own dial: it keeps its prior, however much it
explains, because agreement bought by it would mean nothing.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pmg_sim.calibration.baselines import Emulator
from pmg_sim.calibration.numbers import Columns, in_fit
from pmg_sim.calibration.scores import features
from pmg_sim.calibration.trials import NAMES

MOST_FREE = 18
OWN_DIAL = 0.9
"""A number of the theory is a dial of one of the study's numbers if so much of what it explains is
explained there."""


def observed(trials: Columns) -> np.ndarray:
    """Return the study's numbers that are in the fit as shares in each trial."""
    columns = []
    for number in in_fit():
        if number.kind == "attendance":
            share = trials["evening_present"] / np.maximum(1.0, trials["evening_seats"])
        elif number.kind in ("benefit", "drawback"):
            share = trials[number.name] / np.maximum(1.0, trials["respondents"])
        elif number.kind == "survival":
            share = trials["alive_at_end"]
        else:
            share = trials[number.name] / number.of
        columns.append(share)
    return np.column_stack(columns)


def explained(scores: np.ndarray, trials: Columns, emulators: Sequence[Emulator]) -> pd.DataFrame:
    """Return which share of the variance of each number the theory's numbers explain alone.

    Parameters
    ----------
    scores : numpy.ndarray, shape (trials, numbers of the theory)
        Of trials from the priors.
    trials : mapping of str to numpy.ndarray
    emulators : sequence of Emulator

    Returns
    -------
    pandas.DataFrame
        A row for each number of the theory, a column for each number of the study and each
        baseline: the squared correlations with the score and with its square, less what chance
        alone gives.
    """
    inputs, values = features(scores), observed(trials)
    values = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-12)
    squares = (inputs.T @ values / len(inputs)) ** 2 - 1.0 / len(inputs)
    parts = squares[: len(NAMES)] + squares[len(NAMES) :]
    table = pd.DataFrame(parts, NAMES, [number.name for number in in_fit()])
    for emulator in emulators:
        # In logarithms; the published figure's own uncertainty is part of the whole.
        slopes = emulator.slopes**2
        noise = (emulator.baseline.sd / emulator.baseline.value) ** 2 + emulator.error**2
        table[emulator.baseline.name] = (slopes[: len(NAMES)] + slopes[len(NAMES) :]) / (
            slopes.sum() + noise
        )
    return table.clip(lower=0.0)


def choose(table: pd.DataFrame) -> list[str]:
    """Choose the numbers to set free, those that explain most first.

    Parameters
    ----------
    table : pandas.DataFrame
        From `explained`.
    """
    totals = table.sum(axis=1).sort_values(ascending=False, kind="stable")
    own = table[[number.name for number in in_fit()]].max(axis=1)
    dials = own > OWN_DIAL * table.sum(axis=1)
    return [name for name in totals.index if not dials[name]][:MOST_FREE]


def dials(table: pd.DataFrame) -> dict[str, str]:
    """Return the numbers that keep their priors only for being dials, and of which number."""
    totals = table.sum(axis=1)
    least = totals[choose(table)].min()
    study = table[[number.name for number in in_fit()]]
    found = (study.max(axis=1) > OWN_DIAL * totals) & (totals >= least)
    return {str(name): str(study.loc[name].idxmax()) for name in table.index[found]}
