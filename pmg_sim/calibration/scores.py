"""The theory's numbers in a scale in which their priors are standard normal and independent."""

import numpy as np
from scipy.special import ndtri

EDGE = 1e-9
"""Quantiles are held so far from zero and from one."""


def scores_of(shares: np.ndarray) -> np.ndarray:
    """Return quantiles of the priors as numbers that are standard normal over the priors."""
    return ndtri(np.clip(shares, EDGE, 1.0 - EDGE))


def features(scores: np.ndarray) -> np.ndarray:
    """Return scores and their squares, each with mean zero and variance one over the priors."""
    return np.hstack([scores, (scores * scores - 1.0) / np.sqrt(2.0)])
