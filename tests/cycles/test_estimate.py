"""Means with their intervals, as words and as verdicts."""

import numpy as np
import pytest

from pmg_sim.cycles.estimate import UNTOLD, Estimate, columns, estimate, long_table


def test_a_verdict_needs_an_interval_without_zero():
    assert Estimate(0.5, 0.1, 0.9, 9).verdict == "higher"
    assert Estimate(-0.5, -0.9, -0.1, 9).verdict == "lower"
    assert Estimate(0.5, -0.1, 1.1, 9).verdict == UNTOLD
    assert Estimate(0.5, np.nan, np.nan, 1).verdict == UNTOLD


def test_words_carry_unit_sign_and_interval():
    told = Estimate(0.476, 0.402, 0.551, 9)
    assert told.words("hours") == "+0.48 hours (95 % interval +0.40 to +0.55)"
    assert told.words(signed=False, digits=1) == "0.5 (95 % interval 0.4 to 0.6)"
    assert told.short() == "+0.48 (+0.40 to +0.55)"
    assert Estimate(0.5, np.nan, np.nan, 1).words("hours") == "+0.50 hours"
    assert Estimate(np.nan, np.nan, np.nan, 0).words("hours") == "not measured"


def test_an_end_that_is_not_zero_does_not_read_as_zero():
    assert Estimate(-0.0043, -0.0082, -0.0003, 9).short(3) == "-0.0043 (-0.0082 to -0.0003)"
    assert Estimate(0.0, 0.0, 0.0, 9).short(1) == "0.0 (0.0 to 0.0)"


def test_the_interval_is_student_s_over_departments_that_have_a_number():
    told = estimate([1.0, 2.0, 3.0, np.nan])
    assert told.departments == 3
    assert told.mean == 2.0
    assert told.high - told.mean == pytest.approx(4.302652730 / np.sqrt(3.0))
    assert np.isnan(estimate([1.0]).low)


def test_tables_hold_an_estimate_of_each_column():
    values = np.array([[1.0, 5.0], [3.0, np.nan]])
    assert columns(values, "x")["x"].tolist() == [2.0, 5.0]
    table = long_table({("a",): values, ("b",): values + 1.0}, ["what"], {"week": [0, 1]})
    assert table.columns.tolist() == ["what", "week", "mean", "low", "high"]
    assert table["mean"].tolist() == [2.0, 5.0, 3.0, 6.0]
