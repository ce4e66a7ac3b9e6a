"""Which numbers are set free: those that explain much, and no dials."""

import numpy as np
import pandas as pd
import pytest

from pmg_sim.calibration.choose import MOST_FREE, choose, dials, explained, observed
from pmg_sim.calibration.numbers import in_fit, study_numbers
from pmg_sim.calibration.scores import scores_of
from pmg_sim.calibration.trials import NAMES
from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.evaluation.themes import THEMES
from pmg_sim.scenario import library
from tests.calibration import toy

COLUMNS = [number.name for number in in_fit()] + ["attrition", "papers_per_person_year"]
SCENARIOS_AFTER_A_MECHANISM = {
    "falling_out_rate": "falling_out",
    "curriculum_to_know_how": "curriculum",
}
"""Words that the theory and a scenario share, because the scenario is about that part of it."""


def made_up(rows):
    """Make a table; all that is not told explains nothing."""
    table = pd.DataFrame(0.0, list(rows), COLUMNS)
    for name, row in rows.items():
        for column, value in row.items():
            table.loc[name, column] = value
    return table


def test_those_that_explain_most_come_first_and_a_dial_is_refused():
    table = made_up(
        {
            "little": {"exclusivity": 0.01, "attrition": 0.01},
            "dial": {"exclusivity": 0.95, "loss_of_focus": 0.02},
            "much": {"exclusivity": 0.30, "attendance_mean": 0.20, "attrition": 0.01},
            "some": {"exclusivity": 0.10, "attendance_mean": 0.05},
        }
    )
    assert choose(table) == ["much", "some", "little"]
    assert dials(table) == {"dial": "exclusivity"}


@pytest.mark.parametrize(("own", "refused"), [(0.89, False), (0.91, True)])
def test_nine_tenths_in_one_number_of_the_study_make_a_dial(own, refused):
    table = made_up({"one": {"exclusivity": own, "loss_of_focus": 1.0 - own}})
    assert choose(table) == ([] if refused else ["one"])


def test_what_explains_one_baseline_alone_is_no_dial():
    table = made_up({"one": {"attrition": 0.8}})
    assert choose(table) == ["one"]
    assert dials(table) == {}


def test_no_more_are_chosen_than_allowed_and_a_small_dial_is_not_mentioned():
    rows = {
        f"n{k:02}": {"exclusivity": 0.01 * (k + 2), "attrition": 0.01 * (k + 2)} for k in range(30)
    }
    rows["large"], rows["small"] = {"loss_of_focus": 0.9}, {"loss_of_focus": 0.001}
    table = made_up(rows)
    assert choose(table) == [f"n{k:02}" for k in range(29, 29 - MOST_FREE, -1)]
    assert MOST_FREE == 18
    assert dials(table) == {"large": "loss_of_focus"}


def test_what_is_explained_is_the_squared_correlation_where_one_number_rules():
    luck = np.random.default_rng(3)
    scores = luck.standard_normal((20_000, len(NAMES)))
    _, trials = toy.bank(20_000, 2, 1)
    trials = trials | {
        "presented_nationally": np.round(10 * (2 + 0.7 * scores[:, 5] + scores[:, 8])),
        "exclusivity": np.round(10 * scores[:, 9] ** 2),
    }
    table = explained(scores, trials, [])
    assert list(table.index) == list(NAMES)
    column = table["presented_nationally"]
    assert column.iloc[5] == pytest.approx(0.49 / 1.49, abs=0.02)
    assert column.iloc[8] == pytest.approx(1.0 / 1.49, abs=0.02)
    assert column.drop(column.index[[5, 8]]).max() < 0.002
    assert table["exclusivity"].iloc[9] == pytest.approx(
        1.0, abs=0.08
    )  # a square, and nothing else
    # What chance alone explains is taken off: on average nothing remains but what was cut at zero.
    rest = table.drop(index=table.index[[5, 8, 9]]).to_numpy()
    assert rest.mean() < 1.5 / 20_000


def test_baselines_are_explained_by_the_slopes_of_their_emulators():
    scores = np.random.default_rng(3).standard_normal((500, len(NAMES)))
    _, trials = toy.bank(500, 2, 1)
    emulators = toy.emulators()
    table = explained(scores, trials, emulators)
    for k, one in enumerate(emulators):
        column = table[one.baseline.name]
        assert column.iloc[3 * k] == pytest.approx(4 * column.iloc[40 + k])
        assert (column > 0).sum() == 2
        published = (one.baseline.sd / one.baseline.value) ** 2 + one.error**2
        assert column.sum() == pytest.approx(0.1125 / (0.1125 + published))


def test_observed_shares_lie_between_none_and_all(bank):
    shares = observed(bank.trials)
    assert shares.shape == (len(bank.trials["respondents"]), 22)
    assert shares.min() == 0.0
    assert shares.max() == 1.0
    for k, number in enumerate(in_fit()):
        if number.kind == "outcome":
            np.testing.assert_array_equal(shares[:, k] * 6, bank.trials[number.name])
    attendance = [number.name for number in in_fit()].index("attendance_mean")
    assert 0.4 < shares[:, attendance].mean() < 0.95


def test_on_real_trials_no_chosen_number_is_a_dial(bank):
    scores = scores_of(np.concatenate([block.shares() for block in bank.blocks]))
    table = explained(scores, bank.trials, toy.emulators())
    chosen = choose(table)
    assert len(chosen) == MOST_FREE
    assert set(chosen) <= set(NAMES)
    for name in chosen:
        parts = table.loc[name]
        own = max(parts[number.name] for number in in_fit())
        assert own <= 0.9 * parts.sum()
        assert (parts > 0).sum() >= 2
    totals = table.sum(axis=1)
    assert totals[chosen].is_monotonic_decreasing
    left = set(NAMES) - set(chosen) - set(dials(table))
    assert totals[sorted(left)].max() <= totals[chosen].min()


def test_no_number_of_the_theory_is_named_after_what_is_observed():
    observed_names = {*THEMES, *OUTCOMES, *(number.name for number in study_numbers())}
    scenarios = {entry.name for entry in library()}
    found = {
        name: label
        for name in NAMES
        for label in observed_names | scenarios
        if label in name and SCENARIOS_AFTER_A_MECHANISM.get(name) != label
    }
    assert found == {}
