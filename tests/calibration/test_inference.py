"""Is the check itself right? It passes where the inference is, and fails where it is not."""

import numpy as np
import pytest

from pmg_sim.calibration import check
from pmg_sim.calibration.check import Imagined, coverage, imagine_studies, uniformity
from pmg_sim.calibration.choose import choose, explained
from pmg_sim.calibration.scores import scores_of
from pmg_sim.calibration.trials import NAMES
from pmg_sim.calibration.weigh import round_of
from tests.calibration import toy

FREE = NAMES[:3]
STUDIES = 80
SHIFT = 1.0


@pytest.fixture(scope="module")
def toy_bank():
    return toy.bank(12_000, 3, 21)


@pytest.fixture(scope="module")
def made_up(toy_bank):
    """Make up studies of a toy, and plant a wrong prior where the study tells next to nothing."""
    bank, trials = toy_bank
    said = []
    found = imagine_studies(bank, trials, FREE, [], STUDIES, 4, {FREE[2]: SHIFT}, said.append)
    assert said == [f"50 of {STUDIES} studies"]
    return found


def test_a_right_inference_passes(made_up):
    table = uniformity(made_up[0])
    assert list(table.index) == list(FREE)
    assert table["passes"].all()
    assert table["p"].min() > 0.01
    assert np.median(made_up[0].effective) > 50


def test_what_the_study_tells_of_is_recovered_and_the_rest_is_not(made_up):
    recovery = uniformity(made_up[0])["recovery"]
    assert recovery.iloc[:2].min() > 0.8
    assert recovery.iloc[2] < 0.5


def test_central_intervals_hold_the_truth_as_often_as_they_claim(made_up):
    table = coverage(made_up[0])
    for claimed, share in (("50 %", 0.5), ("80 %", 0.8), ("90 %", 0.9)):
        row = table.loc[claimed]
        assert row["low"] <= row["share"] <= row["high"]
        assert row["share"] == pytest.approx(share, abs=0.1)
        assert row["share"] == pytest.approx((row["most"] + row["fewest"]) / 2)


def test_a_wrong_prior_fails_and_only_where_it_was_planted(made_up):
    table = uniformity(made_up[1])
    assert not table.loc[FREE[2], "passes"]
    assert table.loc[list(FREE[:2]), "passes"].all()
    # A prior that lies too high puts the truth low in the posterior.
    assert made_up[1].below[:, 2].mean() < 0.35
    np.testing.assert_array_equal(made_up[0].truths, made_up[1].truths)


def test_without_a_planted_mistake_both_are_the_same(toy_bank):
    bank, trials = toy_bank
    right, wrong = imagine_studies(bank, trials, FREE, [], 10, 4, None, toy.quiet)
    np.testing.assert_array_equal(right.below, wrong.below)
    again, _ = imagine_studies(bank, trials, FREE, [], 10, 4, None, toy.quiet)
    np.testing.assert_array_equal(right.means, again.means)
    other, _ = imagine_studies(bank, trials, FREE, [], 10, 5, None, toy.quiet)
    assert not np.isclose(right.truths, other.truths).any()


@pytest.mark.parametrize("mistake", ["too sure", "another study", "another figure"])
def test_mistakes_in_the_weights_are_found_too(mistake, toy_bank, monkeypatch):
    original = check.weigh

    def wrong(*arguments):
        *others, values, published, memo = arguments
        if mistake == "another figure":
            published = published + 0.06
        found = original(*others, values, published, memo)
        if mistake == "too sure":
            return found._replace(parts=5.0 * found.parts)
        if mistake == "another study":
            return found._replace(parts=np.roll(found.parts, 1, axis=0))
        return found

    monkeypatch.setattr(check, "weigh", wrong)
    right, _ = imagine_studies(*toy_bank, FREE, [], STUDIES, 4, None, toy.quiet)
    table = uniformity(right)
    if mistake == "too sure":
        assert coverage(right).loc["90 %", "share"] < 0.8
        assert not table["passes"].all()
    elif mistake == "another figure":
        assert not table["passes"].all()
    else:  # no test of ranks finds it where nothing is learnt: that is what recovery is for
        assert table["recovery"].iloc[1] < 0.5


@pytest.mark.usefixtures("plain")
def test_a_study_is_never_weighed_against_the_group_that_it_was_made_of():
    bank, trials = toy.bank(30, 3, 2)
    # Were it, the truth itself would carry weight: here it lies far off from all others.
    scores = np.zeros((30, 3))
    scores[:, 0] = np.arange(30)
    right, _ = imagine_studies(
        bank._replace(scores=scores), trials, FREE, [], 30, 1, None, toy.quiet
    )
    for truth, mean in zip(right.truths[:, 0], right.means[:, 0], strict=True):
        assert mean != truth
    assert sorted(right.truths[:, 0]) == list(range(30))
    assert right.below[right.truths[:, 0] == 29.0, 0] == pytest.approx(1.0)
    assert right.below[right.truths[:, 0] == 0.0, 0] == 0.0


@pytest.mark.usefixtures("plain")
def test_no_study_is_made_of_a_group_with_nobody_left_to_ask():
    bank, trials = toy.bank(60, 3, 2)
    trials = trials | {"respondents": np.where(np.arange(60) < 40, 0.0, 7.0)}
    right, _ = imagine_studies(bank, trials, FREE, [], 20, 1, None, toy.quiet)
    rows = [np.flatnonzero((bank.scores == truth).all(axis=1))[0] for truth in right.truths]
    assert sorted(rows) == list(range(40, 60))


def imagined(below):
    luck = np.random.default_rng(1)
    truths = luck.standard_normal(below.shape)
    return Imagined(FREE[: below.shape[1]], truths, below, truths, np.arange(float(len(below))))


def test_the_verdict_is_over_all_numbers_together():
    luck = np.random.default_rng(0)
    even = (luck.permutation(200) + 0.5) / 200
    off = even**1.35
    alone = uniformity(imagined(off[:, None]))
    assert alone["p"].iloc[0] < 0.05
    assert not alone["passes"].iloc[0]
    table = uniformity(imagined(np.column_stack([even, off, even])))
    assert table["p"].iloc[1] == pytest.approx(alone["p"].iloc[0])
    assert table["passes"].iloc[1] == (3 * table["p"].iloc[1] >= 0.05)
    assert table["passes"].iloc[[0, 2]].all()
    assert uniformity(imagined(even[:, None]))["coverage_80"].iloc[0] == pytest.approx(0.8)


def test_coverage_tells_studies_with_many_and_few_trials_apart():
    below = np.full((40, 2), 0.5)
    below[:20] = 0.99  # few trials, and the truth outside
    table = coverage(imagined(below))
    assert (table["most"] == 1.0).all()
    assert (table["fewest"] == 0.0).all()
    assert (table["share"] == 0.5).all()


def test_real_trials_go_the_same_way(bank):
    """So few trials bear no test of uniformity; but nothing points the wrong way."""
    emulators = toy.emulators(reach=0.05)
    scores = scores_of(np.concatenate([block.shares() for block in bank.blocks]))
    free = tuple(choose(explained(scores, bank.trials, emulators))[:6])
    whole = round_of(bank.blocks, free, emulators)
    right, wrong = imagine_studies(
        whole, bank.trials, free, emulators, 40, 2, {free[0]: 1.0}, toy.quiet
    )
    assert right.below.shape == (40, 6)
    assert ((right.below >= 0.0) & (right.below <= 1.0 + 1e-9)).all()
    assert (right.effective >= 1.0 - 1e-9).all()
    recovery = uniformity(right)["recovery"]
    assert recovery.mean() > 0.0
    assert recovery.max() > 0.3
    assert coverage(right).loc["90 %", "share"] > 0.4
    assert wrong.below[:, 0].mean() < right.below[:, 0].mean()
