"""The study's numbers, and how likely each is beside a group."""

import numpy as np
import pytest
from scipy import stats

from pmg_sim.calibration.numbers import (
    beta_binomial,
    imagine,
    in_fit,
    log_chance,
    log_parts,
    study_numbers,
)
from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.evaluation.themes import THEMES
from pmg_sim.evidence import literature, study
from tests.calibration import toy

NUMBERS = {number.name: number for number in study_numbers()}


def groups(count, seed=1):
    """Make groups of every sort: of many and few people, with whole and broken chances."""
    luck = np.random.default_rng(seed)
    found = {"respondents": luck.integers(1, 8, count).astype(float)}
    found |= {name: luck.integers(0, 7, count).astype(float) for name in OUTCOMES}
    found |= {f"{name}_chance": luck.random(count) for name in THEMES}
    found["alive_at_end"] = luck.integers(0, 2, count).astype(float)
    found["evening_seats"] = luck.integers(0, 125, count).astype(float)
    found["evening_present"] = np.floor(luck.random(count) * (found["evening_seats"] + 1))
    return found


def test_what_the_study_reports_and_what_of_it_is_in_the_fit():
    assert len(NUMBERS) == len(study_numbers()) == 25
    assert len(in_fit()) == 22
    weak = {name for name, number in NUMBERS.items() if number.weak}
    assert weak == set(NUMBERS) - {number.name for number in in_fit()}
    assert weak == set(literature()["identification"]["weak"])
    kinds = [number.kind for number in study_numbers()]
    counts = {kind: kinds.count(kind) for kind in kinds}
    assert counts == {"outcome": 9, "benefit": 7, "drawback": 7, "attendance": 1, "survival": 1}
    assert all(0 <= number.count <= number.of for number in study_numbers())


def test_counts_are_those_of_the_study():
    told = study()
    for one in (*told["outcome"], *told["theme"]):
        number = NUMBERS[one["name"]]
        assert (number.count, number.of) == (one["count"], one["of"])
    assert {name for name, one in NUMBERS.items() if one.kind == "outcome"} == set(OUTCOMES)
    assert {one.name for one in study_numbers() if one.of == 7} == set(THEMES)


def test_attendance_is_read_as_seats_and_the_group_lives():
    attendance = NUMBERS["attendance_mean"]
    assert (attendance.count, attendance.of) == (101, 126)  # 18 evenings of seven people
    assert attendance.count / attendance.of == pytest.approx(0.80, abs=0.5 / 126)
    alive = NUMBERS["group_alive_at_end"]
    assert (alive.count, alive.of) == (1, 1)


@pytest.mark.parametrize(("n", "k", "m"), [(6, 0, 6), (6, 6, 6), (7, 2.35, 7), (126, 40, 61)])
def test_the_beta_binomial_is_the_well_known_one(n, k, m):
    values = np.arange(n + 1)
    found = beta_binomial(values, n, k, m)
    assert np.exp(found).sum() == pytest.approx(1.0, abs=1e-10)
    np.testing.assert_allclose(
        found, stats.betabinom.logpmf(values, n, k + 0.5, m - k + 0.5), atol=1e-9
    )


@pytest.mark.parametrize("number", study_numbers(), ids=lambda number: number.name)
def test_the_chances_of_all_values_add_up_to_one(number):
    trials = groups(40)
    whole = sum(np.exp(log_chance(number, value, trials)) for value in range(number.of + 1))
    np.testing.assert_allclose(whole, 1.0, atol=1e-9)


@pytest.mark.parametrize("number", study_numbers(), ids=lambda number: number.name)
def test_a_group_like_the_study_s_makes_it_likelier_than_one_unlike_it(number):
    share = number.count / number.of
    like, unlike = share, 0.0 if share > 0.5 else 1.0
    trials = {
        "respondents": np.full(2, 7.0),
        "evening_seats": np.full(2, 100.0),
        "evening_present": 100.0 * np.array([like, unlike]),
        "alive_at_end": np.array([1.0, 0.0]),
        number.name: number.of * np.array([like, unlike]),
        f"{number.name}_chance": np.array([like, unlike]),
    }
    if number.name == "group_alive_at_end":
        trials["group_alive_at_end"] = trials["alive_at_end"]
    first, second = log_chance(number, number.count, trials)
    assert first > second + 1.0


def test_survival_is_exact():
    alive = NUMBERS["group_alive_at_end"]
    trials = {"alive_at_end": np.array([1.0, 0.0])}
    assert log_chance(alive, 1, trials).tolist() == [0.0, -np.inf]
    assert log_chance(alive, 0, trials).tolist() == [-np.inf, 0.0]


def test_where_nobody_is_left_to_ask_no_theme_can_be_raised_and_none_denied():
    trials = groups(6) | {"respondents": np.array([0.0, 1.0, 0.0, 7.0, 0.0, 3.0])}
    for number in study_numbers():
        for value in (0, number.count, number.of):
            found = log_chance(number, value, trials)
            if number.kind in ("benefit", "drawback"):
                assert np.isneginf(found).tolist() == [True, False] * 3
            elif number.kind != "survival":
                assert np.isfinite(found).all()


def test_a_theme_counts_by_its_chance_and_not_by_who_happened_to_raise_it():
    trials = groups(5)
    for number in study_numbers():
        if number.kind in ("benefit", "drawback"):
            one = log_chance(number, 3, trials | {number.name: np.zeros(5)})
            other = log_chance(number, 3, trials | {number.name: np.full(5, 7.0)})
            np.testing.assert_array_equal(one, other)


def test_parts_stand_in_the_order_of_the_numbers_and_a_memo_changes_nothing():
    trials, numbers = groups(8), in_fit()
    values = [number.count for number in numbers]
    parts = log_parts(numbers, values, trials)
    assert parts.shape == (8, 22)
    for k, number in enumerate(numbers):
        np.testing.assert_array_equal(parts[:, k], log_chance(number, number.count, trials))
    memo = {}
    other = [max(0, value - 1) for value in values]
    for asked in (values, other, values):
        np.testing.assert_array_equal(
            log_parts(numbers, asked, trials, memo), log_parts(numbers, asked, trials)
        )


@pytest.mark.parametrize("row", range(3))
def test_an_imagined_study_has_the_distribution_that_the_chances_claim(row):
    one = {name: column[row : row + 1] for name, column in groups(3, seed=8).items()}
    count = 20_000
    many = {name: np.repeat(column, count) for name, column in one.items()}
    drawn = imagine(study_numbers(), many, np.random.default_rng(row))
    assert drawn.shape == (count, 25)
    p = []
    for k, number in enumerate(study_numbers()):
        claimed = np.exp([log_chance(number, value, one)[0] for value in range(number.of + 1)])
        found = np.bincount(drawn[:, k], minlength=number.of + 1)
        if number.kind == "survival":
            np.testing.assert_array_equal(found, count * claimed)
            continue
        found, expected = pooled(found, count * claimed)
        p.append(stats.chisquare(found, expected * found.sum() / expected.sum()).pvalue)
    assert min(p) > 0.001 / len(p)


def pooled(found, expected, least=10.0):
    """Put neighbouring values together until each is expected often enough."""
    bins = np.floor(np.cumsum(expected) / least)
    _, place = np.unique(bins, return_inverse=True)
    totals = np.bincount(place, expected)
    if totals[-1] < least:
        place[place == place[-1]] = max(0, place[-1] - 1)
    return np.bincount(place, found), np.bincount(place, expected)


def test_imagined_studies_differ_with_the_luck_and_with_it_alone():
    scores = np.random.default_rng(2).standard_normal((50, 3))
    trials = toy.imagined_trials(scores, np.random.default_rng(3))
    one, same, other = (imagine(in_fit(), trials, np.random.default_rng(k)) for k in (4, 4, 5))
    np.testing.assert_array_equal(one, same)
    assert (one != other).mean() > 0.2
