"""The dice: a small published battery, avalanche, neighbouring streams, normal quantiles, bits.

The battery is Knuth's, The Art of Computer Programming vol. 2, section 3.3.2. Every test is
two-sided, since numbers that are too even are no luck either. Seeds are fixed, so that a test
gives the same verdict each time; with other seeds each test would fail perfect dice once in
1 / LEVEL runs. The last test of the battery shows that it does find bad dice.
"""

import math
import os
import random
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from pmg_sim import dice
from pmg_sim.purposes import PURPOSES
from tests.processes.calling import normal_quantile

ROOT = Path(__file__).parents[1]
LEVEL = 1e-4
DRAWS = 60_000
STREAM = dice.key(2025, 3)

# Each axis of the key: the number moves along it while all the others stay.
AXES = {
    "person": lambda i: (STREAM, i, 17, 3, 0),
    "week": lambda i: (STREAM, 4, i, 3, 0),
    "purpose": lambda i: (STREAM, 4, 17, i, 0),
    "index": lambda i: (STREAM, 4, 17, 3, i),
    "replicate": lambda i: (dice.key(2025, i), 4, 17, 3, 0),
    "seed": lambda i: (dice.key(i, 3), 4, 17, 3, 0),
    "person within week": lambda i: (STREAM, i % 27, i // 27, 3, 0),
    "minus person": lambda i: (STREAM, -i, 17, 3, 0),
}
SINGLE_AXES = list(AXES)[:6]


def two_sided(p):
    return 2 * min(p, 1 - p)


def chi_square(counts, shares):
    """Return the two-sided p of counts that should follow the shares."""
    counts, shares = np.asarray(counts), np.asarray(shares)
    expected = counts.sum() * shares / shares.sum()
    assert expected.min() > 5
    return two_sided(stats.chi2.sf(((counts - expected) ** 2 / expected).sum(), len(counts) - 1))


def equidistribution(u):
    return chi_square(np.bincount((u * 512).astype(int), minlength=512), np.ones(512))


def serial_pairs(u):
    cells = (u[::2] * 48).astype(int) * 48 + (u[1::2] * 48).astype(int)
    return chi_square(np.bincount(cells, minlength=48 * 48), np.ones(48 * 48))


def gaps(u, share=0.1, longest=40):
    waits = np.diff(np.flatnonzero(u < share)) - 1
    counts = np.bincount(np.minimum(waits, longest), minlength=longest + 1)
    stay = 1 - share
    return chi_square(counts, [*(share * stay ** np.arange(longest)), stay**longest])


def runs_up(u, longest=6):
    """Lengths of rising runs; the number that ends a run is dropped, so runs are independent."""
    counts = np.zeros(longest, dtype=int)
    length = 1
    steps = iter(np.diff(u) > 0)
    for rises in steps:
        if rises:
            length += 1
            continue
        counts[min(length, longest) - 1] += 1
        length = 1
        next(steps, None)
    shares = [1 / math.factorial(r) - 1 / math.factorial(r + 1) for r in range(1, longest)]
    return chi_square(counts, [*shares, 1 / math.factorial(longest)])


def serial_correlation(u):
    z = np.corrcoef(u[:-1], u[1:])[0, 1] * math.sqrt(len(u))
    return two_sided(stats.norm.sf(z))


BATTERY = [equidistribution, serial_pairs, gaps, runs_up, serial_correlation]


@pytest.fixture(scope="module")
def sequences():
    return {a: np.array([dice.uniform(*AXES[a](i)) for i in range(DRAWS)]) for a in AXES}


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("test", BATTERY)
def test_the_battery_finds_nothing_along_any_axis(test, axis, sequences):
    assert test(sequences[axis]) > LEVEL


@pytest.mark.parametrize("test", BATTERY)
def test_the_battery_finds_bad_dice(test):
    unmixed = np.arange(DRAWS) * (int(dice.STEP_PERSON) / 2**64) % 1.0
    assert test(unmixed) < LEVEL


def flipped(pairs):
    """Return for pairs of keys whether each of the 64 bits differs, one row per pair."""
    numbers = [dice.bits(*one) ^ dice.bits(*other) for one, other in pairs]
    return np.array(numbers, dtype=np.uint64)[:, None] >> np.arange(64, dtype=np.uint64) & 1 == 1


def half_flip(flips):
    """Return the p that each bit flips half the time, and that bits flip independently."""
    rows, columns = flips.shape
    per_bit = ((flips.sum(axis=0) - rows / 2) ** 2 / (rows / 4)).sum()
    per_pair = ((flips.sum(axis=1) - columns / 2) ** 2 / (columns / 4)).sum()
    tails = stats.chi2.sf(per_bit, columns), stats.chi2.sf(per_pair, rows)
    return min(two_sided(tail) for tail in tails)


@pytest.mark.parametrize("axis", SINGLE_AXES)
def test_a_neighbouring_key_flips_half_of_the_bits(axis):
    key = AXES[axis]
    assert half_flip(flipped((key(i), key(i + 1)) for i in range(0, 20_000, 2))) > LEVEL


@pytest.mark.parametrize("axis", SINGLE_AXES)
def test_each_single_bit_of_a_key_flips_half_of_the_bits(axis):
    key = AXES[axis]
    luck = random.Random(5)
    numbers = [luck.getrandbits(62) for _ in range(200)]
    pairs = ((key(i), key(i ^ 1 << bit)) for bit in range(62) for i in numbers)
    assert half_flip(flipped(pairs)) > LEVEL


@pytest.mark.parametrize("axis", ["week", "purpose", "index", "replicate", "seed"])
def test_neighbouring_streams_do_not_correlate(axis):
    count, length = 8, 10_000
    position = {"week": 2, "purpose": 3, "index": 4}.get(axis, 0)
    rows = []
    for i in range(count):
        key = [STREAM, 0, 0, 1, 0]
        key[position] = AXES[axis](i)[position]
        rows.append([dice.uniform(key[0], person, *key[2:]) for person in range(length)])
    correlations = np.corrcoef(rows)[np.triu_indices(count, 1)]
    assert two_sided(stats.chi2.sf(length * (correlations**2).sum(), len(correlations))) > LEVEL


def shortest_return(first, second):
    """Return the length of the shortest way back to the same place, by Gauss's reduction."""
    modulus = 2**64
    a = (modulus, 0)
    b = (-second * pow(first, -1, modulus) % modulus, 1)
    while True:
        if a[0] ** 2 + a[1] ** 2 < b[0] ** 2 + b[1] ** 2:
            a, b = b, a
        size = b[0] ** 2 + b[1] ** 2
        times = (2 * (a[0] * b[0] + a[1] * b[1]) + size) // (2 * size)
        if times == 0:
            return math.isqrt(size)
        a = (a[0] - times * b[0], a[1] - times * b[1])


@pytest.mark.parametrize(
    ("first", "second"),
    [(dice.STEP_PERSON, dice.STEP_WEEK), (dice.STEP_PURPOSE, dice.STEP_INDEX)],
)
def test_no_two_keys_within_a_billion_steps_coincide(first, second):
    assert shortest_return(int(first), int(second)) > 1e9


def test_mix_is_the_published_splitmix64():
    outputs = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    states = [(1234567 + i * 0x9E3779B97F4A7C15) % 2**64 for i in (1, 2, 3)]
    assert [int(dice.mix(dice.uint64(state))) for state in states] == outputs


def test_the_same_key_gives_the_same_number_in_every_release():
    stream = dice.key(1, 0)
    assert stream == 15916886550466581944
    assert dice.uniform(stream, 4, 17, 3, 0).hex() == "0x1.cd78332c990e4p-3"
    assert dice.normal(stream, 4, 17, 3, 0).hex() == "-0x1.8236f133064f7p-1"


def test_normal_is_the_quantile_of_uniform():
    exact = statistics.NormalDist()
    for person in range(2000):
        z, u = dice.normal(STREAM, person, 0, 1, 0), dice.uniform(STREAM, person, 0, 1, 0)
        assert exact.cdf(z) == pytest.approx(u, abs=1e-14)


def test_normal_quantile_agrees_with_the_standard_library():
    exact = statistics.NormalDist()
    shares = np.concatenate([np.linspace(0.001, 0.999, 999), np.geomspace(1e-300, 0.4, 999)])
    for share in map(float, shares):
        assert normal_quantile(share) == pytest.approx(exact.inv_cdf(share), rel=1e-14)


def test_normal_stays_finite_at_the_lowest_and_highest_bits():
    lowest, highest = 0.5 * 2.0**-52, (2.0**52 - 0.5) * 2.0**-52
    assert 0.0 < lowest < highest < 1.0
    assert 8.2 < normal_quantile(highest) == -normal_quantile(lowest) < 8.3


@pytest.mark.parametrize("axis", AXES)
def test_normal_draws_are_normal(axis):
    z = np.array([dice.normal(*AXES[axis](i)) for i in range(20_000)])
    assert stats.kstest(z, "norm").pvalue > LEVEL


def test_purposes_have_numbers_of_their_own():
    assert len(set(PURPOSES.values())) == len(PURPOSES) > 0


SHOW = """
import random
import numba
from pmg_sim import dice
luck = random.Random(11)
edges = [0, 1, -1, 2**31, -(2**31), 2**62, -(2**62), 2**63 - 1, -(2**63)]
numbers = lambda: luck.choice([luck.choice(edges), luck.randrange(-9, 9), luck.getrandbits(62)])
print(bool(numba.config.DISABLE_JIT))
for _ in range(4000):
    stream = dice.key(luck.choice([0, 1, 2**63 - 1, luck.getrandbits(63)]), numbers())
    place = [numbers() for _ in range(4)]
    print(stream, dice.uniform(stream, *place).hex(), dice.normal(stream, *place).hex())
"""


def test_compiled_and_plain_python_give_the_same_bits():
    compiled, plain = (
        subprocess.run(
            [sys.executable, "-W", "error", "-c", SHOW],
            cwd=ROOT,
            env={**os.environ, "NUMBA_DISABLE_JIT": flag},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()
        for flag in "01"
    )
    assert (compiled[0], plain[0], len(set(plain))) == ("False", "True", 4001)
    assert compiled[1:] == plain[1:]
