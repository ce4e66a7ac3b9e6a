"""Paired arms whose true differences are known: an effect of the set, and luck on top."""

import numpy as np

BETWEEN, LUCK = 0.6, 1.1
"""Standard deviations of the differences: over sets, and of one department around its set's."""


def root(outcomes, correlation):
    """Return what makes independent numbers correlate alike."""
    matrix = np.full((outcomes, outcomes), correlation)
    np.fill_diagonal(matrix, 1.0)
    return np.linalg.cholesky(matrix)


def differences(luck, shape, truth, correlation=0.0):
    """Make differences of shape (..., sets, replicates, outcomes) around the `truth`."""
    mix = root(shape[-1], correlation).T
    of_set = luck.standard_normal((*shape[:-2], 1, shape[-1])) @ mix
    of_one = luck.standard_normal(shape) @ mix
    return np.asarray(truth) + BETWEEN * of_set + LUCK * of_one


def arms(luck, shape, truth, correlation=0.0):
    """Make two arms; what they have in common is larger than what differs."""
    baseline = 5.0 + 2.0 * luck.standard_normal(shape)
    return baseline + differences(luck, shape, truth, correlation), baseline
