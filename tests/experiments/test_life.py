"""The life of groups: phases of made-up meetings, and curves of survival worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from pmg_sim import codes
from pmg_sim.experiments import summary
from pmg_sim.experiments.life import LIFE, PHASES, kaplan_meier, life_of, phases, survival
from pmg_sim.state import GROUP, MEETING

F, M, D = (PHASES.index(name) for name in PHASES)


@pytest.mark.parametrize(
    ("turnout", "maturity", "expected"),
    [
        ([], [], []),
        ([0.1, 0.1], [0.4, 0.5], [F, M]),
        ([1, 1, 1, 1, 1], [0.1, 0.3, 0.5, 0.6, 0.4], [F, F, M, M, F]),
        # One poor evening is no decline: means 1, 0.77, 0.77, 0.77, 1.
        ([1, 1, 1, 0.3, 1, 1, 1], [1] * 7, [M] * 7),
        # Means 1, 0.8, 0.6, 0.4, 0.4: under three quarters from the fifth meeting on.
        ([1, 1, 1, 0.4, 0.4, 0.4, 0.4], [1] * 7, [M, M, M, M, D, D, D]),
        # Back at three quarters of the best: 1, 0.67, 0.33, 0.33, 0.67, 1.
        ([1, 1, 1, 0, 0, 1, 1, 1], [1] * 8, [M, M, M, D, D, D, D, M]),
        # A group can fade before it has formed, but not before its third meeting.
        ([1, 0.1, 0.1, 0.1], [0.2] * 4, [F, F, F, D]),
        ([0.2, 0.2, 1, 1, 1, 0.2], [1] * 6, [M, M, M, M, M, D]),
        ([0, 0, 0, 0], [1] * 4, [M] * 4),
    ],
)
def test_phases(turnout, maturity, expected):
    found = phases(np.array(turnout, dtype=float), np.array(maturity, dtype=float))
    assert found.tolist() == expected


def meetings(weeks, present, maturity, invited=4):
    rows = np.zeros(len(weeks) + 1, dtype=MEETING)  # the last one was not called any more
    log = rows[: len(weeks)]
    log["week"], log["present"], log["maturity"] = weeks, present, maturity
    log["invited"], log["called"], log["held"] = invited, 1, np.array(present) >= 2
    log["commitment"], log["value"] = np.linspace(0.8, 0.2, len(weeks)), 0.3
    return rows


def group(**values):
    row = np.zeros(1, dtype=GROUP)
    row["status"], row["ended"], row["founded"] = codes.ALIVE, -1, 10
    for name, value in values.items():
        row[name] = value
    return row[0]


def test_a_life_that_fades_and_ends():
    log = meetings(
        weeks=[12, 20, 30, 40, 50, 60, 70],
        present=[4, 4, 4, 4, 2, 1, 1],
        maturity=[0.2, 0.4, 0.5, 0.6, 0.7, 0.7, 0.7],
    )
    gone = group(
        status=codes.DISSOLVED,
        end_reason=codes.NO_QUORUM,
        ended=70,
        admitted=2,
        refused=3,
        falling_outs=1,
        times_reformed=1,
    )
    told = life_of(gone, log[::-1], horizon=200)
    assert ("replicate", "group", "structure", *told) == LIFE
    assert told == {
        "status": "dissolved",
        "end_reason": "meetings without a quorum",
        "founded": 10,
        "ended": 70,
        "weeks_alive": 60,
        "dissolved": True,
        "meetings_called": 7,
        "meetings_held": 5,
        "weeks_forming": 20,  # from the founding to the third meeting
        "weeks_maturing": 30,
        "weeks_fading": 10,  # means 1, 1, 0.83, 0.58, 0.33: from the sixth meeting on
        "fading_since": 50,
        "times_reformed": 1,
        "members_at_first": 4,
        "members_at_last": 4,
        "turnout_at_last": 0.25,
        "commitment_at_last": pytest.approx(0.2),
        "value_at_last": 0.3,
        "admitted": 2,
        "refused": 3,
        "falling_outs": 1,
    }


def test_a_life_that_goes_on_is_told_up_to_the_horizon():
    log = meetings([10, 30], [4, 3], [0.6, 0.7])
    told = life_of(group(), log, horizon=100)
    assert (told["ended"], told["weeks_alive"], told["dissolved"]) == (-1, 90, False)
    assert (told["weeks_forming"], told["weeks_maturing"], told["weeks_fading"]) == (0, 90, 0)
    assert told["fading_since"] == -1
    assert told["turnout_at_last"] == 0.75


def test_a_group_that_recovers_was_not_fading_when_it_ended():
    log = meetings(range(10, 90, 10), [4, 4, 4, 0, 0, 4, 4, 4], [1] * 8)
    told = life_of(group(status=codes.COMPLETED, ended=90), log, 200)
    assert (told["fading_since"], told["dissolved"]) == (-1, False)
    assert told["weeks_fading"] == 40
    assert sum(told[f"weeks_{name}"] for name in PHASES) == told["weeks_alive"] == 80


def test_a_group_that_never_met():
    told = life_of(group(), meetings([], [], []), 100)
    assert (told["weeks_alive"], told["meetings_called"], told["members_at_last"]) == (90, 0, 0)
    assert np.isnan([told["turnout_at_last"], told["value_at_last"]]).all()


def test_the_lives_of_a_run_add_up(pair):
    lives, log = pair.lives, pair.meetings
    assert list(lives.columns) == list(LIFE)
    for life in lives.itertuples():
        own = log[(log["replicate"] == life.replicate) & (log["group"] == life.group)]
        assert life.meetings_held == own["held"].sum()
        if life.meetings_called:
            total = life.weeks_forming + life.weeks_maturing + life.weeks_fading
            assert total == life.weeks_alive


def lives(weeks, dissolved, structure="flat"):
    return pd.DataFrame(
        {
            "structure": structure,
            "weeks_alive": weeks,
            "dissolved": np.array(dissolved, dtype=bool),
        }
    )


def test_survival_with_censoring_by_hand():
    # At risk: 6 at week 10, 4 at 20 (one censored at 15), 2 at 30 (one censored at 25).
    table = lives([10, 15, 20, 25, 30, 40], [1, 0, 1, 0, 1, 0])
    curve = survival(table, [0, 9, 10, 15, 20, 29, 30, 40])
    steps = [1, 1, 5 / 6, 5 / 6, 5 / 6 * 3 / 4, 5 / 6 * 3 / 4, 5 / 6 * 3 / 4 / 2, 5 / 6 * 3 / 8]
    np.testing.assert_allclose(curve["alive"], steps)
    assert curve["groups"].tolist() == [6] * 8
    at_20 = curve[curve["week"] == 20].iloc[0]
    # Greenwood's variance on the scale of log(-log), as the docstring says.
    share = 5 / 8
    spread = np.sqrt(1 / (6 * 5) + 1 / (4 * 3)) / abs(np.log(share))
    bounds = [np.exp(-np.exp(np.log(-np.log(share)) + z * spread)) for z in (1.95996, -1.95996)]
    assert [at_20["low"], at_20["high"]] == pytest.approx(bounds, rel=1e-4)


def test_a_group_censored_when_another_ends_is_still_at_risk():
    curve = survival(lives([10, 10], [1, 0]), [10])
    assert curve["alive"].tolist() == [0.5]


@pytest.mark.parametrize(
    ("dissolved", "alive"), [([0, 0, 0], [1, 1, 1, 1]), ([1, 1, 1], [1, 2 / 3, 1 / 3, 0])]
)
def test_where_none_or_all_dissolve_nothing_is_warned_of(dissolved, alive):
    curve = survival(lives([10, 20, 30], dissolved), [0, 10, 20, 30])
    np.testing.assert_allclose(curve["alive"], alive)
    if not any(dissolved):
        assert curve[["low", "high"]].isna().all(axis=None)
    finite = curve.dropna()
    assert (finite["low"] <= finite["alive"]).all()
    assert (finite["alive"] <= finite["high"]).all()


def test_one_group_has_a_curve():
    assert survival(lives([10], [1]), [9, 10])["alive"].tolist() == [1.0, 0.0]
    assert survival(lives([10], [0]), [9, 10])["alive"].tolist() == [1.0, 1.0]


def test_structures_are_apart():
    both = pd.concat([lives([10, 20], [1, 0], "senior_led"), lives([30], [0])])
    curve = survival(both, [15])
    assert curve["structure"].tolist() == ["senior_led", "flat"]
    assert curve["groups"].tolist() == [2, 1]
    assert curve["alive"].tolist() == [0.5, 1.0]
    assert kaplan_meier(lives([10, 20], [1, 0])).sf.evaluate(12) == 0.5


def test_a_summary_tells_how_many_last(many):
    told = summary(many)["group"]
    lasting = {entry["week"]: entry["alive"] for entry in told["lasting"]}
    assert list(lasting) == [0, 52]
    assert lasting[0] == 1.0
    early = (many.lives["dissolved"] & (many.lives["weeks_alive"] <= 52)).sum()
    assert lasting[52] == pytest.approx(1 - early / len(many.lives))
