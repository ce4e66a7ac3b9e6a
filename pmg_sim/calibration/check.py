"""Is the inference itself right? Studies that are made up, and a second method on the real one.

Simulation-based calibration (Talts et al. 2018): a study is imagined of a trial whose numbers of
the theory are known, the same weights are computed for it, and the known number is looked up in
the posterior. If prior, likelihood and weights are what they say, the share of the posterior below
the known number is uniform over studies, and central intervals hold it as often as they claim.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from pmg_sim.blocks import tell
from pmg_sim.calibration.baselines import Emulator
from pmg_sim.calibration.numbers import Columns, imagine, in_fit
from pmg_sim.calibration.weigh import Round, effective, normal, smoothed, weigh

STUDIES = 200
LEVEL = 0.05
"""Chance that a right inference fails, over all numbers together (Holm)."""

INTERVALS = (0.5, 0.8, 0.9)

TELL_EVERY = 50

PLANTED = 0.5
"""How far a wrong prior is off, in standard deviations of the right one."""


class Imagined(NamedTuple):
    """What came of studies that were made up.

    Attributes
    ----------
    free : tuple of str
    truths, below, means : numpy.ndarray, shape (studies, free numbers)
        The known score, the share of the posterior below it, and the posterior's mean.
    effective : numpy.ndarray, shape (studies,)
        Trials that count in each.
    """

    free: tuple[str, ...]
    truths: np.ndarray
    below: np.ndarray
    means: np.ndarray
    effective: np.ndarray


def imagine_studies(
    bank: Round,
    trials: Columns,
    free: tuple[str, ...],
    emulators: list[Emulator],
    studies: int,
    seed: int,
    wrong: dict[str, float] | None = None,
    say: Callable[[str], Any] = tell,
) -> tuple[Imagined, Imagined]:
    """Make up studies, and infer the numbers of the theory from each.

    Parameters
    ----------
    bank : Round
        Trials from the priors: each study is made of one, and weighed against all others.
    trials : mapping of str to numpy.ndarray
        Their columns.
    free, emulators
        As in the calibration.
    studies, seed : int
    wrong : dict of str to float, optional
        Numbers whose prior is taken to lie so many standard deviations higher in a second
        inference, to see that such a mistake is found.
    say : callable
        Receives a line now and then.

    Returns
    -------
    tuple of Imagined
        With the right priors, and with the wrong ones.
    """
    luck = np.random.default_rng([seed, studies])
    numbers = in_fit()
    values = imagine(numbers, trials, luck)
    published = luck.normal(bank.means, bank.spreads)
    asked = np.flatnonzero(trials["respondents"] > 0)  # of the others there is nobody to write
    chosen = luck.choice(asked, studies, replace=False)
    mistaken = np.zeros(len(bank.scores))
    for name, shift in (wrong or {}).items():
        score = bank.scores[:, free.index(name)]
        mistaken += stats.norm.logpdf(score, shift) - stats.norm.logpdf(score)
    memo: dict[tuple[str, int], np.ndarray] = {}
    told: tuple[list, list] = [], []
    for done, row in enumerate(chosen, 1):
        found = weigh([bank], free, trials, numbers, emulators, values[row], published[row], memo)
        truth = bank.scores[row]
        for results, error in zip(told, (0.0, mistaken), strict=True):
            raw = found.raw() + error
            raw[row] = -np.inf
            log_weights, _ = smoothed(raw)
            weights = normal(log_weights)
            below = weights @ (bank.scores < truth)
            results.append((truth, below, weights @ bank.scores, effective(log_weights)))
        if done % TELL_EVERY == 0:
            say(f"{done} of {studies} studies")
    right, planted = (
        Imagined(free, *(np.array(part) for part in zip(*results, strict=True))) for results in told
    )
    return right, planted


def uniformity(made_up: Imagined) -> pd.DataFrame:
    """Test for each number whether the shares below the truth are uniform (Kolmogorov-Smirnov).

    Returns
    -------
    pandas.DataFrame
        By name: ``p``; ``passes``, at `LEVEL` over all numbers together (Holm); ``recovery``, the
        correlation of posterior means with the truths; and for each of `INTERVALS` the share of
        studies whose central interval holds the truth.
    """
    p = np.array([stats.kstest(column, "uniform").pvalue for column in made_up.below.T])
    order = np.argsort(p)
    stricter = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1.0, stricter)
    table = pd.DataFrame({"p": p, "passes": adjusted >= LEVEL}, list(made_up.free))
    table["recovery"] = [
        np.corrcoef(truth, mean)[0, 1]
        for truth, mean in zip(made_up.truths.T, made_up.means.T, strict=True)
    ]
    apart = np.abs(made_up.below - 0.5)
    for share in INTERVALS:
        table[f"coverage_{100 * share:.0f}"] = (apart <= share / 2).mean(axis=0)
    return table


def coverage(made_up: Imagined) -> pd.DataFrame:
    """Return how often central intervals hold the truth, over all numbers and studies.

    Returns
    -------
    pandas.DataFrame
        By interval: the ``share``, with a 95 % interval (``low`` to ``high``) over studies; and
        the share among the half of the studies in which the ``most`` trials count, and in which
        the ``fewest`` do, because few trials make intervals too narrow.
    """
    apart = np.abs(made_up.below - 0.5)
    many = made_up.effective >= np.median(made_up.effective)
    rows = {}
    for share in INTERVALS:
        inside = (apart <= share / 2).mean(axis=1)
        half = stats.norm.ppf(0.975) * inside.std(ddof=1) / np.sqrt(len(inside))
        rows[f"{100 * share:.0f} %"] = {
            "share": inside.mean(),
            "low": inside.mean() - half,
            "high": inside.mean() + half,
            "most": inside[many].mean(),
            "fewest": inside[~many].mean(),
        }
    return pd.DataFrame.from_dict(rows, orient="index")
