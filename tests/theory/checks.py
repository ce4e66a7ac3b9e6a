"""The checks that every rule has to pass: signs, bounds, and what is left when it is off."""

import math
from dataclasses import dataclass, field
from functools import partial

import pytest
from hypothesis import given, settings

from pmg_sim.parameters import PARAMETERS, pack
from tests.theory.ranges import (
    arguments_of,
    call,
    middle,
    name_of,
    parameter_sets,
    points,
    reads,
    span,
)

RISES, FALLS = "rises", "falls"
OWN_TEST = "has its own test"
"""For an argument that is a code, for a sign that depends on the others, for a part of a rule."""

ROUNDING = 1e-12
EXAMPLES = settings(max_examples=60, deadline=None)


@dataclass(frozen=True)
class Ignores:
    """With the parameter off, the rule does not depend on an argument."""

    argument: str


@dataclass(frozen=True)
class Returns:
    """With the parameter off, the rule returns an argument as it was."""

    argument: str


@dataclass(frozen=True)
class Expected:
    """What the docstring of a rule promises.

    Attributes
    ----------
    signs : dict
        By argument, all of them in their order: `RISES`, `FALLS` or `OWN_TEST`.
    bounds : str
        An interval such as ``[0, 1)``.
    off : dict
        By parameter, all that the rule reads and that can be off: what is left then, a number,
        `Ignores`, `Returns` or `OWN_TEST`.
    steep : dict
        By argument, where the rule is not flat in it, for a rule with a flat part.
    """

    signs: dict
    bounds: str
    off: dict = field(default_factory=dict)
    steep: dict = field(default_factory=dict)


def checks(rules):
    """Return the checks of a table of rules as the values of one test's argument."""
    found = []
    for rule, expected in rules.items():
        label = name_of(rule)
        found.append(pytest.param(partial(check_complete, rule, expected), id=f"{label} complete"))
        found.append(pytest.param(partial(check_signs, rule, expected), id=f"{label} signs"))
        found.append(
            pytest.param(partial(check_bounds, rule, expected.bounds), id=f"{label} bounds")
        )
        found += [
            pytest.param(partial(check_off, rule, name, left), id=f"{label} without {name}")
            for name, left in expected.off.items()
            if left != OWN_TEST
        ]
    return found


def check_complete(rule, expected):
    """Check that the table leaves out no argument and nothing that can be switched off."""
    assert list(expected.signs) == arguments_of(rule)
    assert set(expected.off) == {name for name in reads(rule) if PARAMETERS[name].off is not None}


def check_signs(rule, expected):
    """Check that a rule rises or falls in each argument, wherever the others and p lie.

    At the defaults and in the middle of the other arguments the two ends of the argument's range
    have to give different values, or a lost term would go unnoticed.
    """
    directed = {name: sign for name, sign in expected.signs.items() if sign != OWN_TEST}
    p = pack()[0]
    for name, sign in directed.items():
        point = middle(rule) | expected.steep.get(name, {})
        low, high = (call(rule, p, point | {name: end}) for end in span(rule, name))
        assert low < high if sign == RISES else low > high, f"{name} does nothing at the defaults"

    @EXAMPLES
    @given(parameter_sets(rule), points(rule), points(rule))
    def holds(p, point, other):
        for name, sign in directed.items():
            low, high = (
                call(rule, p, point | {name: end}) for end in sorted((point[name], other[name]))
            )
            slack = ROUNDING * (1.0 + abs(low))
            assert low <= high + slack if sign == RISES else low >= high - slack, name

    holds()


def check_bounds(rule, interval):
    """Check that a rule stays in an interval over all that it can be given."""
    low, high = (float(end) for end in interval[1:-1].split(","))

    @EXAMPLES
    @given(parameter_sets(rule), points(rule))
    def holds(p, point):
        value = call(rule, p, point)
        assert math.isfinite(value)
        assert value > low if interval[0] == "(" else value >= low - ROUNDING
        assert value < high if interval[-1] == ")" else value <= high + ROUNDING

    holds()


def check_off(rule, parameter, left):
    """Check what a rule does once a parameter is off, wherever the others lie."""
    off = PARAMETERS[parameter].off

    @EXAMPLES
    @given(parameter_sets(rule, **{parameter: off}), points(rule), points(rule))
    def holds(p, point, other):
        value = call(rule, p, point)
        if isinstance(left, Ignores):
            assert value == call(rule, p, point | {left.argument: other[left.argument]})
        else:
            assert value == (point[left.argument] if isinstance(left, Returns) else left)

    holds()
