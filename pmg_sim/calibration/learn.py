"""What the weighted trials say: about the theory's numbers, and of each number from the others."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import logsumexp

from pmg_sim.calibration.numbers import log_chance
from pmg_sim.calibration.weigh import FOLDS, Weighed, effective, moments, normal, smoothed
from pmg_sim.parameters import PARAMETERS

LEARNT = 0.05
"""Information, in bits, from which something was learnt about a number; 0.05 bits is what a shift
of the mean by a quarter of the prior's standard deviation gives."""


def jackknife(found: Weighed, of: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return the Monte Carlo error of what is computed from a selection of trials.

    Parameters
    ----------
    found : Weighed
    of : callable
        Takes an array that tells which trials remain, and returns numbers.
    """
    parts = np.array([of(found.fold(k)) for k in range(FOLDS)])
    return np.sqrt((FOLDS - 1) * parts.var(axis=0))


def information(mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """Return bits gained over a standard normal prior by a normal posterior."""
    return 0.5 * (mean * mean + variance - 1.0 - np.log(variance)) / np.log(2.0)


def margins(found: Weighed) -> pd.DataFrame:
    """Return prior and posterior of each number that was free.

    Returns
    -------
    pandas.DataFrame
        By name: ``prior_low``, ``prior_median``, ``prior_high`` and the same of the posterior (5th,
        50th and 95th percentile); ``shift`` of the mean and ``narrowing`` (1 less the standard
        deviation), both in standard deviations of the prior; ``bits`` of information gained, read
        off these two, with the Monte Carlo ``error``; ``learnt``, whether it is `LEARNT` or more
        beyond twice this error.
    """
    log_weights = found.log_weights()

    def told(kept: np.ndarray) -> np.ndarray:
        weights = normal(log_weights[kept])
        mean, covariance = moments(found.scores[kept], weights)
        return information(mean, np.diag(covariance))

    everything = np.ones(len(found.base), dtype=bool)
    weights = normal(log_weights)
    mean, covariance = moments(found.scores, weights)
    bits, error = told(everything), jackknife(found, told)
    rows = {}
    for k, name in enumerate(found.free):
        prior = PARAMETERS[name].quantile(np.array([0.05, 0.5, 0.95]))
        order = np.argsort(found.scores[:, k], kind="stable")
        reached = np.searchsorted(weights[order].cumsum(), [0.05, 0.5, 0.95])
        scores = found.scores[order[reached.clip(max=len(order) - 1)], k]
        posterior = values_of(name, scores)
        rows[name] = {
            **dict(zip(("prior_low", "prior_median", "prior_high"), prior, strict=True)),
            **dict(
                zip(("posterior_low", "posterior_median", "posterior_high"), posterior, strict=True)
            ),
            "shift": mean[k],
            "narrowing": 1.0 - np.sqrt(covariance[k, k]),
            "bits": bits[k],
            "error": error[k],
            "learnt": bool(bits[k] - 2.0 * error[k] >= LEARNT),
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def values_of(name: str, scores: np.ndarray) -> np.ndarray:
    """Return values of a number of the theory from its scores."""
    from scipy.special import ndtr

    return np.asarray(PARAMETERS[name].quantile(ndtr(scores)))


def leave_one_out(found: Weighed) -> pd.DataFrame:
    """Predict each of the study's numbers from all the others.

    Returns
    -------
    pandas.DataFrame
        By name: ``count`` and ``of``; ``low``, ``median`` and ``high`` of what is predicted (5th,
        50th, 95th percentile); the ``chance`` of the count and its logarithm, the ``score``, with
        the Monte Carlo ``error``; ``at_most`` and ``at_least``, chances of so few and so many;
        ``effective``, the trials that count, and ``shape``, of the tail of
        their weights (see `weigh.smoothed`); ``prior_score``, of the count from the priors alone.
    """
    rows, whole = {}, found.log_weights()
    for k, number in enumerate(found.numbers):
        log_weights, shape = smoothed(found.raw(without=k))
        counted = np.flatnonzero(log_weights > log_weights.max() - 30.0)
        weights = normal(log_weights[counted])
        some = {name: column[counted] for name, column in found.trials.items()}
        values = np.arange(number.of + 1)
        chances = np.array(
            [weights @ np.exp(log_chance(number, int(value), some)) for value in values]
        )
        reached = chances.cumsum()
        low, median, high = np.searchsorted(reached, [0.05, 0.5, 0.95]).clip(max=number.of)

        def told(kept: np.ndarray, log_weights=log_weights) -> np.ndarray:
            return logsumexp(whole[kept]) - logsumexp(log_weights[kept])

        prior = found.parts[: found.from_priors, k] if found.from_priors else np.array([np.nan])
        rows[number.name] = {
            "kind": number.kind,
            "count": number.count,
            "of": number.of,
            "low": int(low),
            "median": int(median),
            "high": int(high),
            "chance": chances[number.count],
            "score": np.log(chances[number.count]),
            "error": float(jackknife(found, told)),
            "at_most": chances[: number.count + 1].sum(),
            "at_least": chances[number.count :].sum(),
            "effective": effective(log_weights),
            "shape": shape,
            "prior_score": logsumexp(prior) - np.log(len(prior)),
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def evidence(found: Weighed) -> tuple[float, float]:
    """Return the log-evidence of the study, with its Monte Carlo error.

    The published baselines count as part of the prior, so that theories are compared by what they
    say of the study.
    """
    log_weights = found.log_weights()

    def told(kept: np.ndarray) -> np.ndarray:
        return logsumexp(log_weights[kept]) - logsumexp(found.base[kept])

    whole = told(np.ones(len(found.base), dtype=bool))
    return float(whole), float(jackknife(found, told))
