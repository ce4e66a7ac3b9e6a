"""How long groups last: the curve is the share that lasts, and few groups have none."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from pmg_sim.figures import group_survival
from pmg_sim.figures.reading import FEWEST_FOR_BANDS
from tests.figures import looking


def lives(structures):
    """Return groups by structure, each as (weeks alive, whether it dissolved)."""
    rows = [
        (structure, weeks, over)
        for structure, groups in structures.items()
        for weeks, over in groups
    ]
    table = pd.DataFrame(rows, columns=["structure", "weeks_alive", "dissolved"])
    table["structure"] = pd.Categorical(table["structure"], list(structures))
    return table


FLAT = [(10, True)] * 3 + [(30, False)] * 2 + [(40, True)] * 5
LED = [(60, False)] * 12


@pytest.fixture
def made(many):
    return dataclasses.replace(many, lives=lives({"flat": FLAT, "senior_led": LED}))


def lines(figure):
    (ax,) = figure.get_axes()
    return {
        line.get_label(): line for line in ax.get_lines() if not line.get_label().startswith("_")
    }


def test_the_curve_falls_where_groups_dissolve(made):
    curve = lines(group_survival.draw(made))["flat (10, 8)"]
    week, share = curve.get_data()
    assert list(week) == list(range(made.scenario.horizon_weeks + 1))
    assert curve.get_drawstyle() == "steps-post"
    np.testing.assert_allclose(np.asarray(share)[[0, 9, 10, 39, 40, 60]], [1, 1, 0.7, 0.7, 0, 0])


def test_every_structure_has_a_curve_that_can_be_told_apart(made):
    curves = lines(group_survival.draw(made))
    assert list(curves) == ["flat (10, 8)", "senior led (12, 0)"]
    one, other = curves.values()
    assert one.get_color() != other.get_color()
    assert one.get_linestyle() != other.get_linestyle()
    assert set(np.asarray(other.get_ydata())) == {1.0}


def test_the_key_and_the_note_stand_on_the_page(made):
    figure = group_survival.draw(made)
    text = looking.running(figure)
    assert "In brackets: groups founded, groups dissolved." in text
    assert {"flat (10, 8)", "senior led (12, 0)", "100%"} <= set(looking.words(figure))
    assert looking.outside(figure) == looking.overlapping(figure) == []


def test_few_groups_have_no_curve(many, few):
    nine = dataclasses.replace(many, lives=lives({"flat": FLAT[: FEWEST_FOR_BANDS - 1]}))
    for results in (nine, few):
        assert group_survival.draw(results) is None
        assert group_survival.why_not(results) == (
            "fewer than 10 groups were founded over all replicates"
        )
    ten = dataclasses.replace(many, lives=lives({"flat": FLAT}))
    assert group_survival.why_not(ten) is None
    assert group_survival.draw(ten) is not None


def test_without_a_group_there_is_nothing_to_draw(alone):
    assert group_survival.draw(alone) is None
    assert group_survival.why_not(alone) == "the scenario has no group"


def test_a_run_s_own_groups_are_drawn(many, drawn):
    founded, dissolved = len(many.lives), int(many.lives["dissolved"].sum())
    assert list(lines(drawn("group_survival", "many"))) == [f"flat ({founded}, {dissolved})"]
