"""Functions with known indices, on designs whose values nobody needs."""

import numpy as np

from pmg_sim.parameters import PARAMETERS
from pmg_sim.sensitivity import Design

NAMES = tuple(PARAMETERS)


def line(shares):
    """Return shares as a variable of mean zero and variance one."""
    return np.sqrt(3.0) * (2.0 * shares - 1.0)


def sobol_layout(blocks, groups, luck):
    """Lay out shares as `sobol_sets` does, without looking up values."""
    each = np.array(list(dict.fromkeys(groups)))
    first, second = luck.random((2, blocks, 1, len(groups)))
    swapped = np.array(groups) == each[:, None]
    shares = np.concatenate([first, np.where(swapped, second, first), second], axis=1)
    return design("sobol", shares.reshape(-1, len(groups)), groups)


def design(kind, shares, groups=None):
    names = NAMES[: shares.shape[1]]
    return Design(kind, names, shares, [{}] * len(shares), tuple(groups or names))


def noisy(expected, variance, replicates, luck):
    """Return effects: the expected value with luck of its own in each department."""
    return expected[:, None] + luck.normal(0.0, np.sqrt(variance), (len(expected), replicates))


def ishigami(shares, a=7.0, b=0.1):
    x, y, z = (2.0 * shares.T - 1.0) * np.pi
    return np.sin(x) + a * np.sin(y) ** 2 + b * z**4 * np.sin(x)


def ishigami_indices(a=7.0, b=0.1):
    """Return first-order and total indices, and the variance."""
    one = 0.5 * (1.0 + b * np.pi**4 / 5.0) ** 2
    two, both = a * a / 8.0, b * b * np.pi**8 * (1.0 / 18.0 - 1.0 / 50.0)
    whole = one + two + both
    return np.array([one, two, 0.0]) / whole, np.array([one + both, two, both]) / whole, whole


def g_function(shares, a):
    return np.prod((np.abs(4.0 * shares - 2.0) + a) / (1.0 + a), axis=1)


def g_indices(a, groups):
    """Return first-order (closed) and total indices of groups, and the variance."""
    own = 1.0 / (3.0 * (1.0 + a) ** 2)
    whole = np.prod(1.0 + own) - 1.0
    first, total = [], []
    for name in dict.fromkeys(groups):
        inside = np.array([group == name for group in groups])
        first.append(np.prod(1.0 + own[inside]) - 1.0)
        total.append(whole - (np.prod(1.0 + own[~inside]) - 1.0))
    return np.array(first) / whole, np.array(total) / whole, whole
