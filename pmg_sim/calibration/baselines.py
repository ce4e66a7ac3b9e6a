"""The world without a group: published baselines as data of their own.

They are figures of thousands of people, so the model's mean is held against them, not a single
department's luck. That mean is a smooth function of the theory's numbers, fitted here by a
penalised regression (scikit-learn) to large departments run for ten years under draws of the
priors; how well it is known enters the comparison.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from pmg_sim.calibration.departments import Departments
from pmg_sim.calibration.scores import features, scores_of
from pmg_sim.evidence import literature_checks

IN_FIT = ("attrition", "papers_per_person_year")
"""The priors rest on the other published figures already, number by number, or the sources give no
more than signs and ceilings. For these two only the priors' centres were settled by them."""

CENTRAL = 0.9
"""What is asked in ``literature_checks.toml`` is read as the central nine tenths."""


class Baseline(NamedTuple):
    """A published figure of people without a group.

    Attributes
    ----------
    name : str
        A quantity of `pmg_sim.experiments.careers`.
    low, high : float
        Its central nine tenths.
    """

    name: str
    low: float
    high: float

    @property
    def value(self) -> float:
        """The middle."""
        return 0.5 * (self.low + self.high)

    @property
    def sd(self) -> float:
        """The standard deviation of the normal distribution that it is read as."""
        return 0.5 * (self.high - self.low) / float(stats.norm.ppf(0.5 + CENTRAL / 2))


def baselines() -> tuple[Baseline, ...]:
    """Return the published baselines that are in the fit."""
    stated = literature_checks()["baseline"]
    return tuple(
        Baseline(one["quantity"], one["low"], one["high"])
        for one in stated
        if one["quantity"] in IN_FIT
    )


class Emulator(NamedTuple):
    """The mean of a baseline as a function of the theory's numbers.

    Attributes
    ----------
    baseline : Baseline
    intercept : float
    slopes : numpy.ndarray, shape (2 * numbers,)
        On `features`; most are zero.
    error : float
        Standard deviation of what it misses in departments that it was not fitted to, their luck
        included, which is therefore an upper bound.
    explained : float
        Share of the variance among such departments that it explains.
    """

    baseline: Baseline
    intercept: float
    slopes: np.ndarray
    error: float
    explained: float

    def mean(self, scores: np.ndarray) -> np.ndarray:
        """Return the baseline under numbers of the theory, shape (sets,)."""
        return np.exp(self.intercept + features(scores) @ self.slopes)

    def spread(self, scores: np.ndarray) -> np.ndarray:
        """Return the standard deviation of the published figure about the mean."""
        return np.hypot(self.baseline.sd, self.error * self.mean(scores))

    def log_chance(self, scores: np.ndarray, value: float) -> np.ndarray:
        """Return the log-density of a published value under numbers of the theory."""
        return stats.norm.logpdf(value, self.mean(scores), self.spread(scores))


def emulate(blocks: Sequence[Departments], found: pd.DataFrame) -> list[Emulator]:
    """Fit an emulator to each baseline.

    Parameters
    ----------
    blocks : sequence of Departments
    found : pandas.DataFrame
        Their tables, one below the other.
    """
    from sklearn.linear_model import Lasso, LassoCV
    from sklearn.model_selection import cross_val_predict

    scores = scores_of(np.concatenate([block.shares() for block in blocks]))
    emulators = []
    for baseline in baselines():
        told = np.isfinite(found[baseline.name].to_numpy()) & (found[baseline.name] > 0).to_numpy()
        inputs, target = features(scores[told]), np.log(found[baseline.name].to_numpy()[told])
        model = LassoCV(cv=5, random_state=0)
        model.fit(inputs, target)
        # The penalty is kept, so that no department is predicted by a fit that has seen it.
        missed = target - cross_val_predict(Lasso(model.alpha_), inputs, target, cv=5)
        emulators.append(
            Emulator(
                baseline,
                float(model.intercept_),
                model.coef_,
                float(missed.std()),
                float(1.0 - missed.var() / target.var()),
            )
        )
    return emulators
