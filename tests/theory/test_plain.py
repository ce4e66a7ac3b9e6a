"""Compiled rules and their plain source give the same bits."""

import os
import random
import subprocess
import sys
from pathlib import Path

from pmg_sim.parameters import PARAMETERS, draw_prior, pack
from tests.theory.ranges import MODULES, arguments_of, name_of, plain, rules_of, span

ROOT = Path(__file__).parents[2]
POINTS = 25
SEED = 7


def sample():
    """Yield a line for every rule at points all over its ranges, the value in hexadecimal."""
    parameters = [pack(values)[0] for values in draw_prior(5, SEED)]
    parameters += [pack({name: row.high for name, row in PARAMETERS.items()})[0]]
    for module in MODULES:
        for rule in rules_of(module):
            yield f"{module}.{name_of(rule)} {' '.join(_values(rule, parameters))}"


def _values(rule, parameters):
    dice = random.Random(f"{SEED} {name_of(rule)}")
    names = arguments_of(rule)
    takes_p = len(names) < plain(rule).__code__.co_argcount
    for k in range(POINTS):
        point = [_draw(dice, *span(rule, name)) for name in names]
        given = [parameters[k % len(parameters)]] if takes_p else []
        yield float(rule(*given, *point)).hex()


def _draw(dice, low, high):
    return dice.randint(low, high) if isinstance(low, int) else dice.uniform(low, high)


def test_the_same_bits_without_the_compiler():
    script = "from tests.theory.test_plain import sample\nprint(*sample(), sep='\\n')"
    finished = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    compiled = list(sample())
    assert len(compiled) > 50
    assert finished.stdout.splitlines() == compiled


def test_the_sample_tells_rules_and_points_apart():
    values = [line.split() for line in sample()]
    varied = [name for name, *found in values if len(set(found)) >= POINTS // 2]
    assert len(varied) > 0.8 * len(values)
