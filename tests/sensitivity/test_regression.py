"""Single numbers and blocks of numbers: known shares, and intervals that hold."""

import numpy as np
import pytest

from pmg_sim.sensitivity import each, explained
from tests.sensitivity.functions import (
    design,
    ishigami,
    ishigami_indices,
    line,
    noisy,
    sobol_layout,
)

WEIGHTS = np.array([1.0, 0.7, 0.4, 0.2, 0.0, 0.0, 0.5, 0.3])
OF = ("a", "a", "b", "b", "b", "c", "c", "c")
TOGETHER = 0.4
"""Weight of a product of the first and the third number."""

VARIANCE = WEIGHTS @ WEIGHTS + TOGETHER**2
FIRST = WEIGHTS**2 / VARIANCE
BY_GROUP = np.array([FIRST[:2].sum(), FIRST[2:5].sum(), FIRST[5:].sum()])


def outcome(shares):
    lines = line(shares)
    return 3.0 + lines @ WEIGHTS + TOGETHER * lines[:, 0] * lines[:, 2]


@pytest.mark.parametrize("luck_share", [0.0, 0.7])
def test_ishigami(luck_share):
    first, _, variance = ishigami_indices()
    luck = np.random.default_rng(2)
    made = design("latin hypercube", luck.random((8000, 3)))
    of_one = variance * luck_share / (1.0 - luck_share)
    found = each(made, noisy(ishigami(made.shares), of_one, 4, luck)).table
    # Of the second number's sin(y)^2 a polynomial of third degree has the parabola alone.
    u = np.linspace(0.0, 1.0, 20001)
    wave = np.sin((2 * u - 1) * np.pi) ** 2
    parabola = np.mean(wave * np.sqrt(5.0) * (6 * u * u - 6 * u + 1)) ** 2 / wave.var()
    sine = np.sin((2 * u - 1) * np.pi)
    legendre = [2 * u - 1, (5 * (2 * u - 1) ** 3 - 3 * (2 * u - 1)) / 2]
    cubic = sum((2 * k + 1) * np.mean(sine * p) ** 2 for k, p in zip((1, 3), legendre, strict=True))
    expected = first * [cubic / sine.var(), parabola, 1.0]
    assert found["index"].to_numpy() == pytest.approx(expected, abs=0.03)
    assert found["direction"].tolist()[0] == 1


@pytest.mark.parametrize("laid_out", ["sobol", "latin hypercube"])
def test_intervals_hold_as_often_as_they_say(laid_out):
    luck = np.random.default_rng(11)
    single, summed = [], []
    for _ in range(200):
        if laid_out == "sobol":
            made = sobol_layout(64, OF, luck)
        else:
            made = design("latin hypercube", luck.random((200, len(OF))), OF)
        of_one = 2.0 * VARIANCE * (0.5 + made.shares[:, 1:2])
        found = each(made, noisy(outcome(made.shares), of_one, 4, luck))
        single.append((found.table["low"] <= FIRST) & (found.table["high"] >= FIRST))
        summed.append((found.by_group["low"] <= BY_GROUP) & (found.by_group["high"] >= BY_GROUP))
    for held in (single, summed):
        assert np.all(np.mean(held, axis=0) > 0.89), np.mean(held, axis=0)
    assert np.mean(summed) < 0.995


def test_too_few_sets_for_all_numbers_at_once_are_taken_one_by_one():
    luck = np.random.default_rng(12)
    weights = np.zeros(40)
    weights[3] = 2.0
    held = []
    for _ in range(60):
        made = design("latin hypercube", luck.random((100, 40)))
        effects = noisy(line(made.shares) @ weights + luck.normal(0, 1, 100), 1.0, 3, luck)
        found = each(made, effects)
        assert found.by_group["index"].isna().all()
        row = found.table.iloc[3]
        held.append(row["low"] <= 0.8 <= row["high"])
        assert found.table["index"].idxmax() == 3
    assert np.mean(held) > 0.85


@pytest.mark.parametrize(
    ("sets", "share", "replicates", "luck_of_one"),
    [(100, 0.4, 4, 2.0), (300, 0.1, 4, 3.0), (200, 0.7, 8, 6.0), (300, 0.0, 4, 2.0)],
)
def test_a_block_of_numbers(sets, share, replicates, luck_of_one):
    luck = np.random.default_rng(13)
    block, others = 18, 20
    weights = luck.normal(size=block)
    weights *= np.sqrt(share / (weights @ weights))
    held, found = [], []
    for _ in range(200):
        x = luck.random((sets, block + others))
        lines = line(x)
        expected = lines[:, :block] @ weights
        expected += lines[:, block:].sum(axis=1) * np.sqrt((1.0 - share) / others)
        effects = noisy(expected, luck_of_one, replicates, luck)
        told = explained(effects, x, range(block))
        held.append(told.low <= share <= told.high)
        found.append(told.share)
    assert np.mean(held) > 0.9
    assert np.nanmean(found) == pytest.approx(share, abs=0.04)


def test_numbers_of_a_block_may_depend_on_one_another():
    """As in the posterior: what two correlated numbers explain is not the sum of their squares."""
    luck = np.random.default_rng(14)
    shared, own, rest = luck.normal(size=(3, 4000))
    x = np.column_stack([shared, shared + 0.3 * own, rest])
    expected = x[:, 0] + x[:, 1] + 2.0 * rest
    effects = noisy(expected, 4.0, 4, luck)
    share = np.var(x[:, 0] + x[:, 1]) / np.var(expected)
    assert explained(effects, x, [0, 1]).share == pytest.approx(share, abs=0.05)


def test_where_luck_hides_everything_nothing_is_told():
    luck = np.random.default_rng(15)
    told = explained(luck.normal(size=(100, 2)), luck.random((100, 3)), [0])
    assert np.isnan(told.share)
    assert (told.low, told.high) == (0.0, 1.0)
    few = explained(
        luck.normal(size=(20, 4)) * 0.1 + luck.random((20, 1)), luck.random((20, 18)), range(18)
    )
    assert (few.low, few.high) == (0.0, 1.0)


def test_what_does_not_fit_is_told():
    made = design("morris", np.zeros((4, 3)))
    with pytest.raises(ValueError, match="sobol or latin hypercube"):
        each(made, np.zeros((4, 2)))
    with pytest.raises(ValueError, match="one column or more"):
        explained(np.zeros((4, 2)), np.zeros((4, 3)), [])
