"""Figures of members' cycles: legible, labelled, and what the tables say."""

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import same_color
from matplotlib.quiver import Quiver

from pmg_sim.cycles import BREAKERS, STRENGTHS, cycles
from pmg_sim.figures.answers import PICTURES, draw_picture
from pmg_sim.figures.style import DARK_ORANGE, save
from tests.experiments import case
from tests.figures import looking

NAMES = (
    "members",
    "around_meetings",
    "rhythm",
    "phase_portrait",
    "around_completions",
    "shared_success",
    "breakers",
)
MADE_UP = NAMES[1:]
LABELS = {
    "around_meetings": {
        "hours a week",
        "weeks from the meeting (0: the week of the meeting, before the evening)",
    },
    "rhythm": {"cycles from one discussion meeting to the next", "share of variance (%)"},
    "phase_portrait": {
        "hours a week beyond the own mean",
        "self-efficacy beyond the own mean",
    },
    "around_completions": {
        "change (0 to 1)",
        "change (hours a week)",
        "weeks from the completion",
    },
    "shared_success": {
        "change (0 to 1)",
        "change (hours a week)",
        "weeks from the extra product",
    },
    "breakers": {"difference"},
    "members": {"week", "scholarly hours per week"},
}


def pictures(departments, **changes):
    found = cycles(case.small(group=[case.often()], horizon_weeks=130, **changes), departments, 3)
    return {one.name: one for part in found.sections for one in part.pictures}


@pytest.fixture(scope="module")
def many():
    return pictures(12)


@pytest.fixture(scope="module")
def figures(many):
    return {name: draw_picture(one) for name, one in many.items()}


def test_every_picture_of_the_answer_can_be_drawn(many, figures):
    assert set(figures) == set(NAMES)
    assert {one.kind for one in many.values()} == {
        kind for kind in PICTURES if kind.startswith("cycles_")
    }


@pytest.mark.parametrize("name", NAMES)
def test_axes_carry_their_units(name, figures):
    assert looking.axis_labels(figures[name]) == LABELS[name]


@pytest.mark.parametrize("name", NAMES)
def test_texts_stand_on_the_page_and_not_on_one_another(name, figures):
    assert looking.outside(figures[name]) == []
    assert looking.overlapping(figures[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_texts_can_be_read_at_half_size(name, figures):
    assert figures[name].get_figwidth() == 10
    assert min(text.get_fontsize() for text in looking.texts(figures[name])) >= 11


@pytest.mark.parametrize("name", MADE_UP)
def test_it_says_which_runs_it_shows(name, figures):
    assert "A small group. 12 departments, seed 3." in looking.words(figures[name])


@pytest.mark.parametrize("name", MADE_UP)
def test_the_same_numbers_give_the_same_bytes_whatever_the_settings(
    name, many, tmp_path, monkeypatch
):
    first = save(draw_picture(many[name]), tmp_path, "first")
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 30)
    again = save(draw_picture(many[name]), tmp_path, "again")
    monkeypatch.undo()
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_one_department_is_drawn_without_intervals():
    for name, one in pictures(1).items():
        assert looking.outside(draw_picture(one)) == [], name


def test_lines_are_the_tables_means(many, figures):
    table = many["around_meetings"].data["table"]
    drawn = figures["around_meetings"].axes[2].lines[0].get_ydata()
    assert np.allclose(drawn, table["difference in scholarly hours"], equal_nan=True)
    table = many["rhythm"].data["table"]
    first = table[table["arm"] == "with the group"]["mean"]
    assert np.allclose(figures["rhythm"].axes[0].lines[0].get_ydata(), first)


def test_arrows_end_where_people_are_later(many, figures):
    table = many["phase_portrait"].data["table"]
    arms = list(dict.fromkeys(table["arm"]))
    for ax, arm in zip(figures["phase_portrait"].axes, arms, strict=True):
        (arrows,) = (one for one in ax.collections if isinstance(one, Quiver))
        rows = table[table["arm"] == arm]
        assert np.allclose(arrows.U, rows["change of hours in 13 weeks"])
        assert np.allclose(arrows.V, rows["change of self-efficacy in 13 weeks"])
        assert ax.get_title(loc="left") == arm


def test_a_change_that_cannot_be_told_has_an_open_mark(many, figures):
    table = many["breakers"].data["table"]
    axes = figures["breakers"].axes
    assert len([ax for ax in axes if ax.axison]) == len(STRENGTHS)
    for ax, one in zip(axes, STRENGTHS.values(), strict=False):
        rows = table[(table["number"] == one.label) & table["difference"].notna()]
        marks = [line for line in ax.lines if line.get_marker() in ("D", "o")]
        assert [mark.get_xdata()[0] for mark in marks] == rows["difference"].tolist()
        for mark, verdict in zip(marks, rows["verdict"], strict=True):
            told = verdict in ("lower", "higher")
            assert (mark.get_marker() == "D") == told
            assert same_color(mark.get_markerfacecolor(), "white") == (not told)
            assert same_color(mark.get_markeredgecolor(), DARK_ORANGE) or verdict != "lower"


def test_every_change_is_named(figures):
    words = looking.running(figures["breakers"])
    for breaker in BREAKERS.values():
        assert breaker.label in words
