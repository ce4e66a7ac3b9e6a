"""The plainest rival, computed a second time by an integral over its rate."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from pmg_sim.calibration.constants import constant_scores
from pmg_sim.calibration.numbers import Number, in_fit
from pmg_sim.evidence import study


def known_rate(kind, name):
    """Return the chance of a theme's count under the pooled rate of the others of its kind."""
    themes = [one for one in study()["theme"] if one["kind"] == kind]
    (own,) = (one for one in themes if one["name"] == name)
    yes = sum(one["count"] for one in themes) - own["count"]
    asked = sum(one["of"] for one in themes) - own["of"]
    return own["count"], own["of"], yes, asked


def binomial(y, n, rate):
    return math.comb(n, y) * rate**y * (1.0 - rate) ** (n - y)


@pytest.fixture(scope="module")
def found():
    return constant_scores(in_fit())


@pytest.mark.parametrize(
    ("kind", "plugged_in", "score"), [("benefit", -17.06, -15.91), ("drawback", -10.60, -10.79)]
)
def test_the_sums_of_the_themes(kind, plugged_in, score, found):
    names = [one["name"] for one in study()["theme"] if one["kind"] == kind]
    assert len(names) == 7
    assert sum(found[name]["plugged_in"] for name in names) == pytest.approx(plugged_in, abs=0.005)
    assert sum(found[name]["sharp"] for name in names) == pytest.approx(score, abs=0.005)


@pytest.mark.parametrize("number", in_fit(), ids=lambda number: number.name)
def test_a_score_is_the_binomial_chance_averaged_over_the_rate(number, found):
    if number.kind not in ("benefit", "drawback"):
        return
    y, n, yes, asked = known_rate(number.kind, number.name)
    rate = stats.beta(yes + 0.5, asked - yes + 0.5)
    mean, _ = integrate.quad(lambda p: rate.pdf(p) * binomial(y, n, p), 0.0, 1.0)
    assert found[number.name]["sharp"] == pytest.approx(math.log(mean), abs=1e-6)
    plugged_in = math.log(binomial(y, n, yes / asked))
    assert found[number.name]["plugged_in"] == pytest.approx(plugged_in)


def test_what_has_no_others_of_its_kind_is_left_out(found):
    kinds = {number.name: number.kind for number in in_fit()}
    assert set(kinds) - set(found) == {"attendance_mean", "group_alive_at_end"}
    assert sum(kinds[name] == "outcome" for name in found) == 6


def test_a_theme_is_never_judged_by_itself():
    numbers = [Number(name, "benefit", count, 7, False) for name, count in (("a", 0), ("b", 7))]
    found = constant_scores(numbers)
    assert found["a"]["plugged_in"] == found["b"]["plugged_in"] == float("-inf")
    assert found["a"]["score"] == pytest.approx(found["b"]["score"])
    assert found["a"]["sharp"] < found["a"]["score"] < -4.0


def test_with_the_tolerance_a_group_of_the_others_rate_is_compared_like_a_simulated_one(found):
    luck = np.random.default_rng(3)
    for number in in_fit():
        if number.kind not in ("benefit", "drawback"):
            continue
        y, n, yes, asked = known_rate(number.kind, number.name)
        rates = luck.beta(yes + 0.5, asked - yes + 0.5, 200_000)
        again = luck.beta(n * rates + 0.5, n - n * rates + 0.5)
        chance = stats.binom.pmf(y, n, again).mean()
        assert found[number.name]["score"] == pytest.approx(math.log(chance), abs=0.01)
