"""What was learnt: information, margins, each number from the others, and Monte Carlo errors."""

import numpy as np
import pytest
from scipy import integrate, stats

from pmg_sim.calibration.learn import (
    evidence,
    information,
    jackknife,
    leave_one_out,
    margins,
    values_of,
)
from pmg_sim.calibration.numbers import Number
from pmg_sim.calibration.weigh import Weighed, moments, normal, weigh
from pmg_sim.parameters import PARAMETERS
from tests.calibration import toy


@pytest.mark.parametrize(
    ("mean", "sd"), [(0.0, 1.0), (0.25, 1.0), (-1.3, 0.4), (0.0, 0.7), (0.2, 1.4)]
)
def test_information_is_the_divergence_from_the_prior_in_bits(mean, sd):
    def integrand(x):
        ratio = stats.norm.logpdf(x, mean, sd) - stats.norm.logpdf(x)
        return stats.norm.pdf(x, mean, sd) * ratio / np.log(2.0)

    expected, _ = integrate.quad(integrand, mean - 12 * sd, mean + 12 * sd)
    found = information(np.array([mean]), np.array([sd**2]))[0]
    assert found == pytest.approx(expected, abs=1e-8)
    assert found >= 0.0


def test_values_are_quantiles_of_the_cut_prior():
    for name in list(PARAMETERS)[::30]:
        parameter = PARAMETERS[name]
        values = values_of(name, np.array([-9.0, -1.0, 0.0, 1.0, 9.0]))
        assert (np.diff(values) > 0).all()
        assert parameter.low <= values[0]
        assert values[-1] <= parameter.high
        drawn = parameter.quantile(np.random.default_rng(1).random(4_000))
        assert (drawn < values[3]).mean() == pytest.approx(stats.norm.cdf(1.0), abs=0.025)


def test_margins_are_those_of_the_known_posterior():
    slopes = np.array([[2.0, 0.0]])
    published, spread = np.array([1.6]), 0.8
    one = toy.linear_round(40_000, np.random.default_rng(3), None, slopes, spread)
    found = toy.weighed([one], published)
    mean, covariance, _ = toy.exact(slopes, spread, published)
    table = margins(found)
    assert list(table.index) == list(toy.FREE)
    learnt, prior = table.loc[toy.FREE[0]], table.loc[toy.FREE[1]]
    assert learnt["shift"] == pytest.approx(mean[0], abs=0.02)
    assert learnt["narrowing"] == pytest.approx(1.0 - np.sqrt(covariance[0, 0]), abs=0.02)
    assert prior["shift"] == pytest.approx(0.0, abs=0.03)
    assert prior["narrowing"] == pytest.approx(0.0, abs=0.03)
    assert learnt["learnt"] is True or learnt["learnt"] == np.True_
    assert not prior["learnt"]
    assert learnt["bits"] > 1.0 > 0.05 > prior["bits"]
    sd = np.sqrt(covariance[0, 0])
    for share, end in ((0.05, "low"), (0.5, "median"), (0.95, "high")):
        own = PARAMETERS[toy.FREE[0]]
        exact = own.quantile(stats.norm.cdf(mean[0] + sd * stats.norm.ppf(share)))
        width = own.quantile(0.95) - own.quantile(0.05)
        assert learnt[f"posterior_{end}"] == pytest.approx(exact, abs=0.03 * width)
        for name in toy.FREE:
            assert table.loc[name, f"prior_{end}"] == pytest.approx(
                PARAMETERS[name].quantile(share)
            )
        other = PARAMETERS[toy.FREE[1]]
        assert prior[f"posterior_{end}"] == pytest.approx(
            other.quantile(share), abs=0.05 * (other.quantile(0.95) - other.quantile(0.05))
        )


SHARES = np.array([0.1, 0.35, 0.6, 0.95])
"""Four sorts of groups, in which everything happens with these chances."""

SORTS = np.array([0.4, 0.3, 0.2, 0.1])
"""How frequent they are."""

NUMBERS = (
    Number("presented_nationally", "outcome", 3, 6, False),
    Number("exclusivity", "drawback", 6, 7, False),
    Number("attendance_mean", "attendance", 11, 20, False),
)


def sorts(repeats=100):
    """Make trials of these sorts, as frequent as they are, in a mixed order."""
    sort = np.repeat(np.arange(4), (SORTS * repeats).astype(int))
    sort = np.random.default_rng(1).permutation(sort)
    trials = {
        "respondents": np.full(len(sort), 7.0),
        "presented_nationally": np.round(6 * SHARES)[sort],
        "exclusivity_chance": SHARES[sort],
        "evening_seats": np.full(len(sort), 100.0),
        "evening_present": 100 * SHARES[sort],
    }
    nothing = np.zeros(len(sort))
    round_one = toy.linear_round(len(sort), np.random.default_rng(2))
    round_one = round_one._replace(means=nothing[:, None], spreads=nothing[:, None] + 1.0)
    return weigh([round_one], toy.FREE, trials, NUMBERS, [], None, [0.0])


def enumerated(left_out):
    """Return the chance of each value of a number from the others, sort by sort."""
    seen = [np.round(6 * SHARES), 7 * SHARES, 100 * SHARES]
    of = [6, 7, 100]

    def chance(k, value):
        n = NUMBERS[k].of
        return stats.betabinom.pmf(value, n, seen[k] + 0.5, of[k] - seen[k] + 0.5)

    weights = SORTS.copy()
    for k, number in enumerate(NUMBERS):
        if k != left_out:
            weights = weights * chance(k, number.count)
    weights /= weights.sum()
    return np.array([weights @ chance(left_out, y) for y in range(NUMBERS[left_out].of + 1)])


@pytest.mark.usefixtures("plain")
def test_each_number_is_predicted_from_the_others_as_counting_gives():
    table = leave_one_out(sorts())
    assert list(table.index) == [number.name for number in NUMBERS]
    for k, number in enumerate(NUMBERS):
        row, chances = table.loc[number.name], enumerated(k)
        assert (row["kind"], row["count"], row["of"]) == (number.kind, number.count, number.of)
        assert row["chance"] == pytest.approx(chances[number.count])
        assert row["score"] == pytest.approx(np.log(chances[number.count]))
        assert row["at_most"] == pytest.approx(chances[: number.count + 1].sum())
        assert row["at_least"] == pytest.approx(chances[number.count :].sum())
        for share, end in ((0.05, "low"), (0.5, "median"), (0.95, "high")):
            assert chances[: row[end]].sum() < share <= chances[: row[end] + 1].sum()
        prior = SORTS @ stats.betabinom.pmf(
            number.count,
            number.of,
            *(
                (np.round(6 * SHARES) + 0.5, 6.5 - np.round(6 * SHARES))
                if k == 0
                else (7 * SHARES + 0.5, 7.5 - 7 * SHARES)
                if k == 1
                else (100 * SHARES + 0.5, 100.5 - 100 * SHARES)
            ),
        )
        assert row["prior_score"] == pytest.approx(np.log(prior))
        assert 0.0 < row["error"] < 0.5
        assert 1.0 <= row["effective"] <= 100.0


@pytest.mark.usefixtures("plain")
def test_the_score_does_not_use_the_number_that_it_predicts():
    found = sorts()
    changed = found._replace(
        numbers=(NUMBERS[0]._replace(count=0), *NUMBERS[1:]),
        parts=np.column_stack([np.full(len(found.base), -3.0), found.parts[:, 1:]]),
    )
    one, other = leave_one_out(found), leave_one_out(changed)
    name = NUMBERS[0].name
    for column in ("low", "median", "high", "effective"):
        assert one.loc[name, column] == other.loc[name, column]
    assert one.loc[name, "score"] != other.loc[name, "score"]


@pytest.mark.parametrize("what", ["evidence", "mean"])
def test_the_jackknife_tells_how_much_a_repetition_would_differ(what):
    values, errors = [], []
    for seed in range(150):
        luck = np.random.default_rng([7, seed])
        rounds = [toy.linear_round(800, luck)]
        found = toy.weighed(rounds)
        if what == "evidence":
            value, error = evidence(toy.as_study(found, rounds))
        else:
            logs = found.log_weights()

            def mean(kept, found=found, logs=logs):
                return moments(found.scores[kept], normal(logs[kept]))[0]

            value = mean(np.ones(800, dtype=bool))[0]
            error = jackknife(found, mean)[0]
        values.append(value)
        errors.append(error)
    true = np.std(values)
    assert np.sqrt(np.mean(np.square(errors))) == pytest.approx(true, rel=0.3)
    if what == "evidence":
        assert np.mean(values) == pytest.approx(toy.exact()[2], abs=4 * true / np.sqrt(150))


@pytest.mark.usefixtures("plain")
def test_what_does_not_depend_on_the_trials_has_no_error():
    found = Weighed(toy.FREE, np.ones((60, 2)), (), np.zeros(60), np.zeros((60, 0)), {}, 60)
    errors = jackknife(found, lambda kept: np.array([3.0, kept.mean()]))
    np.testing.assert_allclose(errors, 0.0, atol=1e-12)
    np.testing.assert_allclose(evidence(found), 0.0, atol=1e-12)
