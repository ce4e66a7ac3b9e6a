"""Published baselines: which are in the fit, what they are read as, and how they are learnt."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from pmg_sim.calibration.baselines import IN_FIT, Emulator, baselines, emulate
from pmg_sim.calibration.departments import Departments, departments_of
from pmg_sim.calibration.scores import EDGE, features, scores_of
from pmg_sim.calibration.trials import NAMES
from pmg_sim.evidence import literature_checks
from pmg_sim.experiments.careers import Careers
from tests.calibration import toy


def test_two_baselines_are_in_the_fit():
    assert [one.name for one in baselines()] == list(IN_FIT)
    assert set(IN_FIT) == {"attrition", "papers_per_person_year"}
    asked = {check["quantity"]: check for check in literature_checks()["baseline"]}
    for one in baselines():
        assert one.name in Careers._fields
        assert (one.low, one.high) == (asked[one.name]["low"], asked[one.name]["high"])
        law = stats.norm(one.value, one.sd)
        assert law.cdf(one.high) - law.cdf(one.low) == pytest.approx(0.9)


def test_features_are_orthonormal_over_the_priors():
    nodes, weights = np.polynomial.hermite_e.hermegauss(12)
    weights = weights / weights.sum()
    one, other = np.meshgrid(nodes, nodes)
    both = np.outer(weights, weights).ravel()
    made = features(np.column_stack([one.ravel(), other.ravel()]))
    assert made.shape == (144, 4)
    np.testing.assert_allclose(both @ made, 0.0, atol=1e-12)
    np.testing.assert_allclose((both[:, None] * made).T @ made, np.eye(4), atol=1e-12)


def test_scores_are_normal_and_never_infinite():
    scores = scores_of(np.array([0.0, EDGE, 0.025, 0.5, 0.975, 1.0]))
    assert np.isfinite(scores).all()
    np.testing.assert_allclose(scores[2:5], [-1.96, 0.0, 1.96], atol=1e-3)
    assert scores[0] == scores[1] == pytest.approx(-scores[-1])


class Stub:
    """Departments that need no run: their shares alone."""

    def __init__(self, count, seed):
        self.count, self.seed = count, seed

    def shares(self):
        return np.random.default_rng(self.seed).random((self.count, len(NAMES)))


INTERCEPT, LINEAR, SQUARE, NOISE = np.log(0.4), 0.30, -0.15, 0.05


def known(scores):
    """Return a log-linear function of two numbers and of a square."""
    return np.exp(
        INTERCEPT
        + LINEAR * (scores[:, 2] - 0.5 * scores[:, 7])
        + SQUARE * (scores[:, 9] ** 2 - 1.0) / np.sqrt(2.0)
    )


@pytest.fixture(scope="module")
def fitted():
    blocks = [Stub(300, 1), Stub(200, 2)]
    scores = scores_of(np.concatenate([block.shares() for block in blocks]))
    luck = np.random.default_rng(3)
    found = pd.DataFrame(
        {name: known(scores) * np.exp(NOISE * luck.standard_normal(500)) for name in IN_FIT}
    )
    found.loc[[4, 90], "papers_per_person_year"] = np.nan, 0.0  # nobody there, nothing published
    return emulate(blocks, found)


def test_an_emulator_recovers_a_known_function(fitted):
    new = np.random.default_rng(8).standard_normal((1_000, len(NAMES)))
    for one, name in zip(fitted, IN_FIT, strict=True):
        assert one.baseline.name == name
        missed = np.log(one.mean(new)) - np.log(known(new))
        assert missed.std() < 0.05
        assert abs(missed.mean()) < 0.02
        assert one.intercept == pytest.approx(INTERCEPT, abs=0.02)
        slopes = dict(enumerate(one.slopes))
        assert slopes.pop(2) == pytest.approx(LINEAR, abs=0.03)
        assert slopes.pop(7) == pytest.approx(-LINEAR / 2, abs=0.03)
        assert slopes.pop(len(NAMES) + 9) == pytest.approx(SQUARE, abs=0.03)
        assert max(map(abs, slopes.values())) < 0.02


def test_its_error_is_that_in_departments_it_has_not_seen(fitted):
    for one in fitted:
        assert NOISE < one.error < 1.6 * NOISE
        variance = LINEAR**2 * 1.25 + SQUARE**2 + NOISE**2
        assert one.explained == pytest.approx(1.0 - one.error**2 / variance, abs=0.03)


def test_a_function_of_nothing_is_known_to_be_one():
    block = Stub(200, 4)
    luck = np.random.default_rng(5)
    found = pd.DataFrame({name: np.exp(0.3 * luck.standard_normal(200)) for name in IN_FIT})
    for one in emulate([block], found):
        assert one.explained < 0.05
        assert one.error == pytest.approx(0.3, rel=0.2)


def test_the_published_figure_is_as_uncertain_as_it_and_the_emulator_are():
    slopes = np.zeros(2 * len(NAMES))
    slopes[0] = 0.2
    one = Emulator(baselines()[0], np.log(0.4), slopes, 0.1, 0.9)
    scores = np.zeros((3, len(NAMES)))
    scores[1, 0], scores[2, 5] = 1.0, 2.0
    mean, spread = one.mean(scores), one.spread(scores)
    np.testing.assert_allclose(mean, 0.4 * np.exp([0.0, 0.2, 0.0]))
    np.testing.assert_allclose(spread**2, one.baseline.sd**2 + (0.1 * mean) ** 2)
    expected = [stats.norm(m, s).logpdf(0.43) for m, s in zip(mean, spread, strict=True)]
    np.testing.assert_allclose(one.log_chance(scores, 0.43), expected)


def test_departments_are_run_under_their_own_draws():
    block = Departments(1, 0, 2)
    table = block.run().to_pandas()
    assert list(table.columns) == list(Careers._fields)
    assert len(table) == block.runs == 2
    assert table.nunique().min() == 2
    assert ((table["attrition"] > 0) & (table["attrition"] < 1)).all()
    pd.testing.assert_frame_equal(table, Departments(1, 0, 2).run().to_pandas(), check_exact=True)


def test_departments_are_cut_into_blocks_with_keys_of_their_own():
    blocks = departments_of(1, 45)
    assert [(one.first, one.last) for one in blocks] == [(0, 20), (20, 40), (40, 45)]
    assert [one.key() for one in blocks[:2]] == [one.key() for one in departments_of(1, 60)[:2]]
    keys = {one.key() for one in (*blocks, *departments_of(2, 45))}
    assert len(keys) == 6
    assert not np.isclose(blocks[0].shares(), blocks[1].shares()).any(axis=1).all()


def test_the_toy_emulators_are_centred_on_what_is_published():
    scores = np.zeros((1, len(NAMES)))
    for one in toy.emulators():
        assert one.mean(scores)[0] == pytest.approx(one.baseline.value, rel=0.2)
