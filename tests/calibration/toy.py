"""Trials, rounds and weights made by hand, with answers that are known without a simulation."""

import numpy as np

from pmg_sim.calibration.baselines import Emulator, baselines
from pmg_sim.calibration.numbers import Number, in_fit
from pmg_sim.calibration.trials import DEFENSIVE, NAMES, Proposal
from pmg_sim.calibration.weigh import Round, log_prior_over_mixture, weigh

FREE = NAMES[:2]
ALIVE = Number("group_alive_at_end", "survival", 1, 1, False)
"""Of a group that always lives this says nothing."""

SLOPES = np.array([[1.0, 0.4], [-0.5, 1.5]])
"""How two published figures depend on two numbers of the theory."""

SPREAD, PUBLISHED = 0.6, np.array([1.1, -0.7])


def proposal(mean, covariance, names=FREE):
    rows = tuple(tuple(map(float, row)) for row in covariance)
    return Proposal(tuple(names), tuple(map(float, mean)), rows)


def linear_round(count, luck, drawn_from=None, slopes=SLOPES, spread=SPREAD):
    """Draw a round whose published figures are linear in two numbers."""
    scores = luck.standard_normal((count, 2))
    if drawn_from is not None:
        root = np.linalg.cholesky(np.array(drawn_from.covariance))
        fitted = np.array(drawn_from.mean) + scores @ root.T
        kept = luck.random(count) < DEFENSIVE
        scores = np.where(kept[:, None], luck.standard_normal((count, 2)), fitted)
    return Round(drawn_from, scores, scores @ slopes.T, np.full((count, len(slopes)), spread))


def weighed(rounds, published=PUBLISHED):
    """Weigh rounds by published figures alone."""
    count = sum(len(one.scores) for one in rounds)
    return weigh(rounds, FREE, {"alive_at_end": np.ones(count)}, [ALIVE], [], None, published)


def as_study(found, rounds):
    """Take what the published figures say for what a study says; they are no prior any more."""
    prior = log_prior_over_mixture(rounds)
    return found._replace(base=prior, parts=(found.base - prior)[:, None])


def exact(slopes=SLOPES, spread=SPREAD, published=PUBLISHED):
    """Return the exact posterior mean and covariance, and the log-evidence."""
    covariance = np.linalg.inv(np.eye(2) + slopes.T @ slopes / spread**2)
    mean = covariance @ slopes.T @ published / spread**2
    marginal = slopes @ slopes.T + spread**2 * np.eye(len(published))
    square = published @ np.linalg.solve(marginal, published)
    value = -0.5 * (square + np.linalg.slogdet(2 * np.pi * marginal)[1])
    return mean, covariance, value


def logistic(values):
    return 1.0 / (1.0 + np.exp(-values))


def imagined_trials(scores, luck):
    """Make groups whose chances are logistic functions of the scores, another for each number."""
    count, free = scores.shape
    columns = {"respondents": np.full(count, 7.0), "evening_seats": np.full(count, 120.0)}
    for place, number in enumerate(in_fit()):
        slopes = 0.9 * np.cos(np.arange(free) * 2.1 + place)
        slopes[-1] = 0.05  # of the last one next to nothing is told
        chance = logistic(0.3 + scores @ slopes)
        if number.kind in ("benefit", "drawback"):
            columns[f"{number.name}_chance"] = chance
            columns[number.name] = luck.binomial(7, chance).astype(float)
        elif number.kind == "attendance":
            columns["evening_present"] = luck.binomial(120, chance).astype(float)
        elif number.kind == "survival":
            columns["alive_at_end"] = (luck.random(count) < chance).astype(float)
        else:
            columns[number.name] = luck.binomial(number.of, chance).astype(float)
    return columns


def bank(count, free, seed):
    """Make a round from the priors with groups, and one published figure."""
    luck = np.random.default_rng(seed)
    scores = luck.standard_normal((count, free))
    means = np.exp(-1.0 + 0.1 * scores[:, :1])
    return Round(None, scores, means, np.full((count, 1), 0.03)), imagined_trials(scores, luck)


def emulators(reach=0.3):
    """Make emulators of both baselines in which two numbers play a part."""
    made = []
    for k, baseline in enumerate(baselines()):
        slopes = np.zeros(2 * len(NAMES))
        slopes[[3 * k, 40 + k]] = reach, -reach / 2
        made.append(Emulator(baseline, float(np.log(baseline.value)), slopes, 0.05, 0.9))
    return made


def quiet(_line):
    """Say nothing."""
