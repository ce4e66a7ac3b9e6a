"""Calling from Python what only compiled code calls."""

from functools import cache

import numba

from pmg_sim import dice
from pmg_sim.jit import OPTIONS


@cache
def callable_from_python(function):
    """Return a function that hands its arguments to a `seldom` one, which Python cannot call."""

    @numba.njit(**OPTIONS)
    def call(*arguments):
        return function(*arguments)

    return call


normal_quantile = callable_from_python(dice.normal_quantile)
