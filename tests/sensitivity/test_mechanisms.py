"""Group indices: known functions, with luck and without it, and intervals that hold."""

import numpy as np
import pytest

from pmg_sim.sensitivity import groups, sobol_sets
from tests.sensitivity.functions import (
    NAMES,
    g_function,
    g_indices,
    ishigami,
    ishigami_indices,
    noisy,
    sobol_layout,
)

A = np.array([0.0, 1.0, 4.5, 9.0, 0.5, 99.0])
MADE_OF = ("a", "b", "a", "c", "b", "c")


def columns(table, stem):
    return table[[stem, f"{stem}_low", f"{stem}_high"]].to_numpy().T


@pytest.mark.parametrize("luck_share", [0.0, 0.7])
def test_ishigami_with_luck_of_known_size_and_without(luck_share):
    first, total, variance = ishigami_indices()
    design = sobol_sets(4096, 3, NAMES[:3])
    luck = np.random.default_rng(1)
    of_one = variance * luck_share / (1.0 - luck_share)
    found = groups(design, noisy(ishigami(design.shares), of_one, 4, luck))
    assert found.table["first"].to_numpy() == pytest.approx(first, abs=0.05)
    assert found.table["total"].to_numpy() == pytest.approx(total, abs=0.05)
    assert found.signal.variance == pytest.approx(variance, rel=0.05)
    assert found.signal.luck_of_one == pytest.approx(luck_share, abs=0.02)


def test_g_function_by_groups():
    first, total, variance = g_indices(A, MADE_OF)
    design = sobol_sets(4096, 2, NAMES[:6], dict(zip(NAMES, MADE_OF, strict=False)))
    values = g_function(design.shares, A)
    found = groups(design, noisy(values, 2.0 * variance, 4, np.random.default_rng(4)))
    assert found.table["group"].tolist() == ["a", "b", "c"]
    assert found.table["first"].to_numpy() == pytest.approx(first, abs=0.09)
    assert found.table["total"].to_numpy() == pytest.approx(total, abs=0.09)


def test_luck_left_in_would_be_seen():
    """What the correction does: without it, a group that does nothing would seem to matter."""
    _, total, variance = g_indices(A, MADE_OF)
    design = sobol_sets(4096, 2, NAMES[:6], dict(zip(NAMES, MADE_OF, strict=False)))
    values = g_function(design.shares, A)
    effects = noisy(values, 4.0 * variance, 4, np.random.default_rng(4))
    found = groups(design, effects).table.set_index("group")
    assert found.loc["c", "total"] == pytest.approx(total[2], abs=0.09)
    means = effects.mean(axis=1).reshape(-1, design.block)
    raw = 0.5 * ((means[:, 0] - means[:, 3]) ** 2).mean() / means[:, [0, -1]].var()
    assert raw > 0.4


def test_intervals_hold_as_often_as_they_say():
    first, total, variance = g_indices(A, MADE_OF)
    luck = np.random.default_rng(7)
    held = {"first": [], "total": []}
    for _ in range(200):
        design = sobol_layout(96, MADE_OF, luck)
        values = g_function(design.shares, A)
        # As in the model, luck is larger in some corners than in others.
        of_one = 1.5 * variance * (0.5 + design.shares[:, 1])
        table = groups(design, noisy(values, of_one[:, None], 4, luck)).table
        for stem, truth in (("first", first), ("total", total)):
            _, low, high = columns(table, stem)
            held[stem].append((low <= truth) & (truth <= high))
    for stem in held:
        assert np.all(np.mean(held[stem], axis=0) > 0.89), stem
        assert np.mean(held[stem]) < 0.995, stem


def test_where_luck_hides_everything_nothing_is_told():
    luck = np.random.default_rng(3)
    design = sobol_layout(32, MADE_OF, luck)
    values = 0.01 * g_function(design.shares, A)
    found = groups(design, noisy(values, 1.0, 2, luck))
    assert not found.signal.told
    assert found.table["total"].isna().all()
    assert (found.table["total_low"] == 0.0).all()
    assert (found.table["total_high"] == 1.0).all()


def test_a_constant_is_told_as_unknown():
    design = sobol_layout(32, MADE_OF, np.random.default_rng(3))
    found = groups(design, np.full((len(design.shares), 2), 0.25))
    assert not found.signal.told


def test_blocks_with_nothing_to_measure_are_left_out():
    luck = np.random.default_rng(5)
    design = sobol_layout(512, MADE_OF, luck)
    _, total, variance = g_indices(A, MADE_OF)
    effects = noisy(g_function(design.shares, A), variance, 4, luck)
    effects[7] = np.nan
    effects[::3, 1] = np.nan
    found = groups(design, effects)
    assert (~found.signal.kept).sum() == 1
    assert found.table["total"].to_numpy() == pytest.approx(total, abs=0.15)


def test_one_department_cannot_tell_luck():
    design = sobol_layout(8, MADE_OF, np.random.default_rng(5))
    with pytest.raises(ValueError, match="2 or more replicates"):
        groups(design, np.zeros((len(design.shares), 1)))
    with pytest.raises(ValueError, match="a row for each set"):
        groups(design, np.zeros((3, 2)))
