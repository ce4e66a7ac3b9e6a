"""Verdicts on patterns, from sides of synthetic arms whose effects are known."""

import json

import numpy as np
import pandas as pd
import pytest

from pmg_sim.evidence import pattern_sides, study
from pmg_sim.experiments import patterns
from pmg_sim.experiments.ensembles import Ensemble, gather
from pmg_sim.experiments.patterns import arms_needed, check_patterns, judge
from pmg_sim.parameters import without
from tests.experiments.case import indexed

DRAWS, REPLICATES = 40, 3


def frame(**effects):
    """Return the measures of arms: a common noisy department, and each arm's own effect."""
    rng = np.random.default_rng(5)
    common = rng.normal(0.5, 0.3, (DRAWS, REPLICATES))
    tables = []
    for arm, effect in effects.items():
        values = common + effect + rng.normal(0.0, 0.01, common.shape)
        table = indexed(values).rename("trust").reset_index()
        tables.append(table.assign(arm=arm, survival=1.0))
    return pd.concat(tables, ignore_index=True)


def side(**changes):
    return {
        "pattern": "upward_cycle",
        "says": "a side",
        "of": "one",
        "than": "other",
        "measure": "trust",
        "sign": 1,
        "minimum": 0.05,
        "kind": "emergent",
        "rules": ["ties.closer"],
    } | changes


@pytest.mark.parametrize(
    ("effect", "sign", "verdict"),
    [
        (0.1, 1, "shown"),
        (0.1, -1, "opposite"),
        (-0.1, -1, "shown"),
        (-0.1, 1, "opposite"),
        (0.02, 1, "not shown"),
        (0.0, -1, "not shown"),
    ],
)
def test_a_side_is_shown_opposite_or_neither(effect, sign, verdict):
    (found,) = judge(frame(one=effect, other=0.0), [side(sign=sign)])
    assert found["verdict"] == found["sides"][0]["verdict"] == verdict
    assert found["effect"] == pytest.approx(effect, abs=0.01)
    low, high = found["interval"]
    assert low < found["effect"] < high
    assert found["sides"][0]["draws"] == DRAWS


def test_an_effect_that_most_draws_have_is_shown_and_one_that_half_have_is_not():
    table = frame(one=0.0, other=0.0)
    one = table["arm"] == "one"
    for share, verdict in ((0.9, "shown"), (0.5, "not shown")):
        changed = table.copy()
        changed.loc[one & (changed["draw"] < share * DRAWS), "trust"] += 0.3
        (found,) = judge(changed, [side()])
        assert found["verdict"] == verdict
        assert found["probability"] == pytest.approx(share, abs=0.1)


def test_one_arm_is_held_against_a_number():
    alone = side(minimum=0.0, null=0.9, measure="survival")
    del alone["than"]
    (found,) = judge(frame(one=0.0), [alone])
    assert (found["verdict"], found["effect"]) == ("shown", 1.0)
    (found,) = judge(frame(one=0.0), [alone | {"null": 1.5}])
    assert found["verdict"] == "opposite"


@pytest.mark.parametrize(
    ("rival", "verdict"),
    [(0.0, "shown"), (0.18, "not shown"), (0.4, "opposite"), (-0.4, "opposite")],
)
def test_an_effect_is_held_against_that_of_two_other_arms(rival, verdict):
    table = frame(one=0.2, other=0.0, up=rival, down=0.0)
    (found,) = judge(table, [side(against=["up", "down"])])
    assert found["verdict"] == verdict
    assert found["effect"] == pytest.approx(0.2 - abs(rival), abs=0.01)


@pytest.mark.parametrize(
    ("effects", "verdict"),
    [
        ((0.1, 0.1), "shown"),
        ((0.1, 0.0), "not shown"),
        ((0.0, 0.0), "not shown"),
        ((0.1, -0.1), "opposite"),
        ((0.0, -0.1), "opposite"),
    ],
)
def test_a_pattern_is_shown_where_all_its_sides_are(effects, verdict):
    table = frame(one=effects[0], two=effects[1], other=0.0)
    (found,) = judge(table, [side(says="first", kind="imposed"), side(says="second", of="two")])
    assert found["verdict"] == verdict
    assert found["kind"] == "emergent"
    if effects[0] > effects[1]:
        assert (found["statistic"], found["effect"]) == ("second", found["sides"][1]["effect"])


def test_a_measure_that_nothing_has_shows_nothing():
    table = frame(one=0.1, other=0.0)
    table.loc[table["arm"] == "other", "trust"] = np.nan
    (found,) = judge(table, [side(kind="imposed")])
    assert (found["verdict"], found["kind"]) == ("not shown", "imposed")
    assert found["effect"] is found["probability"] is None
    assert found["interval"] == [None, None]


def test_pairs_are_matched_by_draw_and_replicate_and_not_by_row():
    table = frame(one=0.1, other=0.0)
    mixed = table.sample(frac=1.0, random_state=1)
    assert judge(table, [side()]) == judge(mixed, [side()])


def test_patterns_come_in_the_study_s_order_ready_for_json(arms, monkeypatch):
    made = {arm: arms[k % 3] for k, arm in enumerate(arms_needed(pattern_sides()))}
    sides = [
        {
            key: made.get(value, value) if key in ("of", "than") else value
            for key, value in one.items()
        }
        | ({"against": arms[:2]} if "against" in one else {})
        for one in pattern_sides()
    ]
    monkeypatch.setattr(patterns, "pattern_sides", lambda: sides)
    found = check_patterns(Ensemble(3, 2, 1))
    assert [entry["id"] for entry in found] == [told["id"] for told in study()["pattern"]]
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    for entry in found:
        assert set(entry) == {
            *("id", "says", "standing", "kind", "verdict", "sides"),
            *("statistic", "effect", "interval", "probability"),
        }
        for one in entry["sides"]:
            assert set(one) == {
                *("statistic", "measure", "kind", "rules", "sign", "minimum", "null", "effect"),
                *("interval", "probability", "probability_interval", "opposite"),
                *("draws", "drawn", "verdict"),
            }
    assert sum(len(entry["sides"]) for entry in found) == len(sides)


def test_the_arms_of_all_sides_are_gathered_once(arms):
    sides = [
        side(of=arms[0], than=arms[1]),
        side(of=arms[1], than=arms[0], against=[arms[0], arms[2]]),
    ]
    assert arms_needed(sides) == arms
    table = gather(arms_needed(sides), Ensemble(3, 2, 1))
    one, other = judge(table, [side(of=arms[0], than=arms[1])] * 2)[0]["sides"]
    assert one == other


def test_the_mechanisms_that_can_be_switched_off():
    names = patterns.switchable()
    assert names
    assert all(without(name) for name in names)
