"""Trials: the same block, the same table; rounds that grow; proposals; what is switched off."""

import dataclasses

import numpy as np
import pytest

from pmg_sim.blocks import run_blocks
from pmg_sim.calibration import trials as module
from pmg_sim.calibration.scores import scores_of
from pmg_sim.calibration.trials import (
    CHANCES,
    COUNTS,
    DEFENSIVE,
    NAMES,
    Trials,
    columns_of,
    trials_of,
)
from pmg_sim.parameters import PARAMETERS, without
from tests.calibration import toy

DRAWN = ("pull_strength", "support_half", "rivalry")
FAR = toy.proposal([9.0, -7.0, 8.0], [[1.0, 0.5, 0.2], [0.5, 2.0, -0.3], [0.2, -0.3, 0.5]], DRAWN)
"""So far from the priors that nobody can mistake the one for the other."""


@pytest.fixture
def tens(monkeypatch):
    """Cut rounds into blocks of ten."""
    monkeypatch.setattr(module, "TRIALS_IN_A_BLOCK", 10)


@pytest.fixture
def centred(monkeypatch):
    """Give every trial the same numbers of the theory, so that only luck is left."""
    monkeypatch.setattr(Trials, "shares", lambda block: np.full((block.runs, len(NAMES)), 0.5))


@pytest.mark.usefixtures("tens")
def test_a_table_depends_neither_on_threads_nor_on_the_order():
    blocks = trials_of(1, 0, 35)
    assert [block.runs for block in blocks] == [10, 10, 10, 5]
    alone = {block.key(): block.run() for block in blocks}
    for asked, workers in ((blocks, 2), (blocks[::-1], 1)):
        for block, table in run_blocks(asked, workers=workers, say=toy.quiet).results():
            assert table.equals(alone[block.key()])
    again = Trials(1, 0, 10, 20)
    assert again.run().equals(alone[again.key()])


def test_a_table_has_a_row_for_each_trial_and_says_what_happened():
    table = Trials(2, 0, 0, 30).run()
    assert table.column_names == [*COUNTS, *CHANCES]
    columns = columns_of([table, table])
    assert {len(column) for column in columns.values()} == {60}
    assert {column.dtype for column in columns.values()} == {np.dtype(float)}
    seven = columns["respondents"]
    for theme in CHANCES:
        chance = columns[theme]
        assert ((chance >= 0) & (chance <= 1)).all()
        assert (columns[theme.removesuffix("_chance")] <= seven).all()
    assert (columns["evening_present"] <= columns["evening_seats"]).all()
    assert set(columns["alive_at_end"]) <= {0.0, 1.0}


@pytest.mark.usefixtures("tens")
def test_a_round_that_grows_keeps_its_blocks():
    few, many = trials_of(1, 2, 30), trials_of(1, 2, 47)
    assert [one.key() for one in few] == [one.key() for one in many[:3]]
    assert [(one.first, one.last) for one in many[3:]] == [(30, 40), (40, 47)]
    for one, other in zip(few, many, strict=False):
        np.testing.assert_array_equal(one.shares(), other.shares())


def test_shares_from_the_priors_are_uniform_and_differ_from_block_to_block():
    shares = Trials(3, 0, 0, 5_000).shares()
    assert shares.shape == (5_000, len(NAMES))
    np.testing.assert_allclose(shares.mean(axis=0), 0.5, atol=5 * np.sqrt(1 / 12 / 5_000))
    np.testing.assert_allclose(shares.var(axis=0), 1 / 12, atol=0.006)
    for other in (Trials(4, 0, 0, 99), Trials(3, 1, 0, 99), Trials(3, 0, 99, 198)):
        assert not np.isclose(other.shares(), shares[:99]).any(axis=1).all()


def test_a_proposal_is_drawn_from_and_the_priors_in_part():
    count = 30_000
    block = Trials(3, 1, 0, count, FAR)
    shares = block.shares()
    scores = scores_of(shares[:, [NAMES.index(name) for name in DRAWN]])
    # The scores are held inside six; what lies beyond three in the first comes from the proposal.
    fitted = scores[:, 0] > 4.0
    assert 1.0 - fitted.mean() == pytest.approx(DEFENSIVE, abs=0.008)
    kept = scores[~fitted]
    np.testing.assert_allclose(kept.mean(axis=0), 0.0, atol=0.08)
    np.testing.assert_allclose(np.cov(kept.T), np.eye(3), atol=0.1)
    others = [name not in DRAWN for name in NAMES]
    np.testing.assert_array_equal(
        shares[:, others], dataclasses.replace(block, proposal=None).shares()[:, others]
    )


def test_what_is_drawn_has_the_mean_and_the_covariance_of_the_proposal():
    near = toy.proposal([1.0, -0.5, 0.8], np.array(FAR.covariance) * 0.4, DRAWN)
    scores = scores_of(Trials(3, 1, 0, 40_000, near).shares())
    scores = scores[:, [NAMES.index(name) for name in DRAWN]]
    mean = (1.0 - DEFENSIVE) * np.array(near.mean)
    spread = (1.0 - DEFENSIVE) * (
        np.array(near.covariance) + np.outer(near.mean, near.mean)
    ) + DEFENSIVE * np.eye(3)
    np.testing.assert_allclose(scores.mean(axis=0), mean, atol=0.025)
    np.testing.assert_allclose(np.cov(scores.T), spread - np.outer(mean, mean), atol=0.03)


def test_the_order_of_the_names_does_not_matter():
    turned = toy.proposal(FAR.mean[::-1], np.array(FAR.covariance)[::-1, ::-1], DRAWN[::-1])
    scores = scores_of(Trials(3, 1, 0, 4_000, turned).shares())
    middles = np.median(scores[:, [NAMES.index(name) for name in DRAWN]], axis=0)
    np.testing.assert_allclose(np.sign(middles), np.sign(FAR.mean))


def settled(block, monkeypatch):
    """Return the numbers of the theory that a block hands to the simulation."""
    seen = []
    original = module.run_replicates

    def note(plan, sets, *rest):
        seen.append(sets.copy())
        return original(plan, sets, *rest)

    monkeypatch.setattr(module, "run_replicates", note)
    table = block.run()
    return seen[0], table


def test_a_trial_is_run_with_the_quantiles_of_its_shares(monkeypatch):
    block = Trials(6, 0, 0, 12)
    sets, _ = settled(block, monkeypatch)
    shares = block.shares()
    for k, name in enumerate(NAMES):
        expected = [PARAMETERS[name].quantile(share) for share in shares[:, k]]
        np.testing.assert_allclose(sets[name], expected, rtol=1e-9, err_msg=name)


def test_a_mechanism_that_is_off_is_off_in_every_trial(monkeypatch):
    whole, table = settled(Trials(6, 0, 0, 25), monkeypatch)
    sets, other = settled(Trials(6, 0, 0, 25, None, ("accountability",)), monkeypatch)
    off = without("accountability")
    for name in NAMES:
        expected = np.full(25, off[name]) if name in off else whole[name]
        np.testing.assert_array_equal(sets[name], expected)
    assert not table.equals(other)
    both = Trials(6, 0, 0, 25, None, ("accountability", "support"))
    sets, _ = settled(both, monkeypatch)
    for name, value in (off | without("support")).items():
        assert set(sets[name]) == {value}


def test_a_key_is_made_of_every_field():
    block = Trials(1, 2, 0, 40, FAR, ("support",))
    others = [
        dataclasses.replace(block, **change)
        for change in (
            {"seed": 2},
            {"number": 3},
            {"first": 1},
            {"last": 41},
            {"proposal": None},
            {"proposal": dataclasses.replace(FAR, mean=(9.0, -7.0, 8.5))},
            {"proposal": dataclasses.replace(FAR, names=("pull_strength", "rivalry", "loafing"))},
            {"proposal": toy.proposal(FAR.mean, np.eye(3), DRAWN)},
            {"off": ()},
            {"off": ("conflict",)},
        )
    ]
    keys = {one.key() for one in (block, *others)}
    assert len(keys) == 1 + len(others)
    assert {len(key) for key in keys} == {20}
    assert dataclasses.replace(block).key() == block.key()


@pytest.mark.parametrize("source", ["SOURCES", "ENGINE", "SETTING"])
def test_a_key_is_made_of_the_theory_and_of_the_setting(source, monkeypatch):
    block = Trials(1, 0, 0, 40)
    key = block.key()
    monkeypatch.setattr(module, source, "flat" if source == "SETTING" else "another")
    assert dataclasses.replace(block).key() != key
    monkeypatch.undo()
    monkeypatch.setattr(module, "theory_version", lambda: "another")
    assert dataclasses.replace(block).key() != key


@pytest.mark.usefixtures("centred")
def test_rounds_and_blocks_have_luck_of_their_own():
    one = Trials(7, 0, 0, 30).run()
    assert one.slice(20, 10).equals(Trials(7, 0, 20, 30).run())
    for other in (Trials(7, 1, 0, 30), Trials(7, 0, 30, 60), Trials(8, 0, 0, 30)):
        table = other.run()
        same = [a == b for a, b in zip(one.to_pylist(), table.to_pylist(), strict=True)]
        assert not any(same)
