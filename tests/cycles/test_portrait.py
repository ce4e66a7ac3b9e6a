"""Output and self-efficacy together, on weeks that are known."""

import numpy as np
import pytest

from pmg_sim.cycles.field import FEWEST, field
from pmg_sim.cycles.portrait import HALF_YEAR, Looks, lead_and_lag, looks, past_mean
from tests.cycles import made_up

WEEKS = 208


def test_the_mean_of_the_last_weeks_holds_this_one_and_no_later_one():
    found = past_mean(np.arange(10.0)[None], 4)[0]
    assert np.isnan(found[:3]).all()
    assert found[3:].tolist() == [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5]
    assert np.isnan(past_mean(np.ones((1, 3)), 4)).all()


def test_people_are_looked_at_from_their_own_mean_and_seen_to_move():
    efficacy = np.tile(np.linspace(0.2, 0.8, WEEKS), (2, 1))
    whole = made_up.trace(efficacy=efficacy, worked=np.array([[3.0], [9.0]]) + 0.0 * efficacy)
    found = looks(whole, whole)
    assert set(found.row.tolist()) == {0, 1}
    assert np.allclose(found.hours, 0.0)
    assert np.allclose(found.more_hours, 0.0)
    assert np.allclose(found.more_efficacy, 13 * 0.6 / (WEEKS - 1))
    assert found.efficacy[0] == pytest.approx(efficacy[0, HALF_YEAR - 1] - 0.5)


def test_weeks_after_somebody_left_are_not_looked_at():
    efficacy = np.full((2, WEEKS), 0.5)
    efficacy[1, 60:] = np.nan
    whole = made_up.trace(efficacy=efficacy, worked=efficacy)
    found = looks(whole, whole)
    assert (found.row == 1).sum() == 2
    gone = made_up.trace(efficacy=efficacy[1:, :20], worked=efficacy[1:, :20])
    assert len(looks(gone, gone).row) == 0


def test_which_leads_is_found():
    rng = np.random.default_rng(4)
    output = np.repeat(rng.normal(size=(30, 40)), 26, axis=1)
    past = np.nan_to_num(past_mean(output, HALF_YEAR))
    following = np.concatenate([past[:, HALF_YEAR:], past[:, :HALF_YEAR]], axis=1)
    before, after = lead_and_lag(made_up.trace(efficacy=past), output)
    assert before > 0.95 > 0.4 > abs(after)
    before, after = lead_and_lag(made_up.trace(efficacy=following), output)
    assert after > 0.95 > 0.4 > abs(before)


def test_what_does_not_vary_has_no_correlation():
    still = made_up.trace(efficacy=np.full((3, WEEKS), 0.3))
    assert np.isnan(lead_and_lag(still, np.random.default_rng(0).normal(size=(3, WEEKS)))).all()


def test_the_field_points_where_people_go():
    rng = np.random.default_rng(8)
    start = rng.uniform(-1.0, 1.0, (4000, 2))
    parts = [
        looks_like(start[:2000], -0.5 * start[:2000]),
        looks_like(start[2000:], -0.5 * start[2000:]),
    ]
    found = field({"group": parts}, {"group": "with the group"})
    assert (found["looks at people"] >= FEWEST).all()
    across = found["hours a week beyond the own mean"]
    assert np.allclose(found["change of hours in 13 weeks"], -0.5 * across, atol=0.03)
    assert set(found["arm"]) == {"with the group"}


def test_a_field_of_few_people_is_empty():
    few = looks_like(np.zeros((3, 2)), np.zeros((3, 2)))
    for parts in ([few], [looks_like(np.empty((0, 2)), np.empty((0, 2)))]):
        found = field({"group": parts}, {"group": "with the group"})
        assert found.empty
        assert len(found.columns) == 6


def looks_like(start, change):
    return Looks(np.zeros(len(start), dtype=int), *start.T, *change.T)
