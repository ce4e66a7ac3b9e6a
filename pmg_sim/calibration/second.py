"""A second method on the same trials: a learnt likelihood ratio, and a Markov chain over it.

A network (scikit-learn) learns to tell numbers of the theory together with what a study of their
group would report from the same ones shuffled; what it has learnt is the likelihood up to a factor
(Hermans et al. 2020). A Markov chain (emcee) then draws from the posterior. It shares the trials
and the likelihood's meaning with the weights, but not their arithmetic.
"""

import numpy as np
import pandas as pd
from scipy import stats

from pmg_sim.calibration.calibrate import Calibration
from pmg_sim.calibration.numbers import imagine, in_fit
from pmg_sim.calibration.weigh import moments, normal

LAYERS = (96, 96)
WALKERS, STEPS, BURNT = 72, 3_000, 1_000
ENOUGH = 200_000
"""Trials that the network learns from at most, the last ones: those near the study."""


def reported(values: np.ndarray, published: np.ndarray, calibration: Calibration) -> np.ndarray:
    """Return studies and baselines as the network reads them, about -1 to 1."""
    of = np.array([number.of for number in in_fit()])
    ends = np.array([one.baseline.sd for one in calibration.emulators])
    middles = np.array([one.baseline.value for one in calibration.emulators])
    # Figures far off weigh no more than ten standard deviations.
    return np.hstack([2.0 * values / of - 1.0, np.tanh((published - middles) / ends / 10.0)])


def learn_ratio(calibration: Calibration, seed: int):
    """Train the network; return a function from scores to log-ratios for the study there is."""
    from sklearn.neural_network import MLPClassifier

    luck = np.random.default_rng([seed, 2])
    found, rounds = calibration.found, calibration.rounds
    means = np.concatenate([one.means for one in rounds])
    spreads = np.concatenate([one.spreads for one in rounds])
    values = imagine(in_fit(), found.trials, luck)
    data = reported(values, luck.normal(means, spreads), calibration)
    asked = np.flatnonzero(found.trials["respondents"] > 0)[-ENOUGH:]
    scores, data = found.scores[asked], data[asked]
    shuffled = luck.permutation(len(asked))
    inputs = np.vstack([np.hstack([scores, data]), np.hstack([scores[shuffled], data])])
    truth = np.repeat([1, 0], len(asked))
    network = MLPClassifier(
        LAYERS,
        batch_size=1_000,
        early_stopping=True,
        n_iter_no_change=4,
        max_iter=40,
        random_state=seed,
    )
    network.fit(inputs, truth)
    study = np.array([[number.count for number in in_fit()]])
    published = np.array([[one.baseline.value for one in calibration.emulators]])
    real = reported(study, published, calibration)

    def log_ratio(scores: np.ndarray) -> np.ndarray:
        together = np.hstack([scores, np.repeat(real, len(scores), axis=0)])
        yes = np.clip(network.predict_proba(together)[:, 1], 1e-12, 1.0 - 1e-12)
        return np.log(yes) - np.log1p(-yes)

    return log_ratio


def second_opinion(calibration: Calibration, seed: int) -> pd.DataFrame:
    """Infer the free numbers a second time, and set both margins side by side.

    Returns
    -------
    pandas.DataFrame
        By name, in standard deviations of the prior: ``mean`` and ``sd`` of the weights,
        ``other_mean`` and ``other_sd`` of the chain, and ``apart``, how far apart the means are.
    """
    import emcee

    found = calibration.found
    log_ratio = learn_ratio(calibration, seed)
    mean, covariance = moments(found.scores, normal(found.log_weights()))
    luck = np.random.default_rng([seed, 3])
    start = luck.standard_normal((WALKERS, len(mean)))
    sampler = emcee.EnsembleSampler(
        WALKERS,
        len(mean),
        lambda scores: stats.norm.logpdf(scores).sum(axis=1) + log_ratio(scores),
        vectorize=True,
    )
    sampler.random_state = np.random.RandomState(seed).get_state()
    sampler.run_mcmc(start, STEPS)
    chain = sampler.get_chain(discard=BURNT, flat=True)
    table = pd.DataFrame(
        {
            "mean": mean,
            "sd": np.sqrt(np.diag(covariance)),
            "other_mean": chain.mean(axis=0),
            "other_sd": chain.std(axis=0),
        },
        list(found.free),
    )
    table["apart"] = (table["mean"] - table["other_mean"]).abs()
    return table
