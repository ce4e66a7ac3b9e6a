"""Figures of a calibration and of a validation: legible, labelled, and what the numbers say."""

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle

from pmg_sim.calibration.numbers import study_numbers
from pmg_sim.figures import calibration, predictive_checks
from pmg_sim.figures.style import BLUE, DARK_ORANGE, GREY, save
from tests.figures import looking, made_up_check

DRAWINGS = {
    "predictive_checks": lambda: predictive_checks.draw(made_up_check.entries()),
    "margins": lambda: calibration.margins(made_up_check.manifest()),
    **{
        name: lambda draw=draw: draw(made_up_check.check())
        for name, draw in calibration.FIGURES.items()
    },
}
LABELS = {
    "predictive_checks": {"share of people, respondents or seats"},
    "margins": {"standard deviations of the prior", "bits, with 2 Monte Carlo errors"},
    "ranks": {"share of the posterior below the truth", "studies"},
    "recovery": {"truth, in standard deviations of the prior", "posterior mean"},
    "second_method": {"standard deviations of the prior: mean, central 90 %"},
}


@pytest.fixture(scope="module")
def figures():
    return {name: draw() for name, draw in DRAWINGS.items()}


@pytest.mark.parametrize("name", DRAWINGS)
def test_axes_are_labelled(name, figures):
    assert looking.axis_labels(figures[name]) == LABELS[name]


@pytest.mark.parametrize("name", DRAWINGS)
def test_texts_stand_on_the_page_and_not_on_one_another(name, figures):
    assert looking.outside(figures[name]) == []
    assert looking.overlapping(figures[name]) == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_same_numbers_give_the_same_bytes_whatever_the_settings(name, tmp_path, monkeypatch):
    first = save(DRAWINGS[name](), tmp_path, "first")
    before = dict(matplotlib.rcParams)
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 30)
    again = save(DRAWINGS[name](), tmp_path, "again")
    monkeypatch.undo()
    assert [path.suffix for path in first] == [".png", ".svg"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", ["margins", "ranks", "recovery", "second_method"])
def test_every_free_number_is_named(name, figures):
    words = looking.running(figures[name])
    for one in made_up_check.FREE:
        assert predictive_checks.plain(one) in words


def test_the_study_s_numbers_stand_where_they_are(figures):
    ax = figures["predictive_checks"].axes[0]
    labels = [label.get_text() for label in ax.get_yticklabels()]
    numbers = study_numbers()
    assert len(labels) == len(numbers) == 25
    diamonds = [line for line in ax.lines if line.get_marker() == "D"]
    by_name = {one["name"]: one for one in made_up_check.entries() if "chances" in one}
    for label, mark in zip(labels, diamonds, strict=True):
        (number,) = (one for one in numbers if label.startswith(predictive_checks.plain(one.name)))
        assert label.endswith(f"{number.count}/{number.of}")
        assert mark.get_xdata() == pytest.approx(number.count / number.of)
        inside = by_name[number.name]["inside"]
        assert same_color(mark.get_color(), DARK_ORANGE if inside else "black")
        filled = mark.get_markerfacecolor()
        assert same_color(filled, GREY) if number.weak else filled == "none"
    assert {by_name[one.name]["inside"] for one in numbers} == {True, False}


def test_dots_tell_the_chances(figures):
    ax = figures["predictive_checks"].axes[0]
    assert len(ax.collections) == 25
    for dots in ax.collections:
        sizes = dots.get_sizes()
        assert sizes.sum() == pytest.approx(420.0)
        at = dots.get_offsets()[:, 0]
        assert ((at >= 0.0) & (at <= 1.0)).all()
        assert len(at) <= 21


def test_what_was_learnt_most_of_stands_on_top_and_in_colour(figures):
    left, right = figures["margins"].axes
    labels = [label.get_text() for label in left.get_yticklabels()]
    assert labels == [predictive_checks.plain(name) for name in made_up_check.FREE]
    assert left.get_ylim()[0] > left.get_ylim()[1]
    bars = [one for one in right.patches if isinstance(one, Rectangle)]
    assert [bar.get_width() for bar in bars] == pytest.approx(
        [0.9 / (k + 1) ** 2 for k in range(7)]
    )
    colours = [same_color(bar.get_facecolor(), BLUE) for bar in bars]
    assert colours == [True] * 3 + [False] * 4


def test_posterior_bars_are_central_nine_tenths(figures):
    left = figures["margins"].axes[0]
    rows = {row["name"]: row for row in made_up_check.manifest()["margins"]}
    thin = [line for line in left.lines if line.get_linewidth() == 2.4]
    for name, line in zip(made_up_check.FREE, thin, strict=True):
        row = rows[name]
        low, high = line.get_xdata()
        assert (low + high) / 2 == pytest.approx(row["shift"])
        assert high - low == pytest.approx(2 * 1.645 * (1 - row["narrowing"]), rel=1e-3)


def test_ranks_are_counted_and_the_planted_ones_are_outlined(figures):
    check = made_up_check.check()
    for k, ax in enumerate(figures["ranks"].axes):
        bars = [one.get_height() for one in ax.patches if isinstance(one, Rectangle)]
        counts, _ = np.histogram(check["made_up"]["below"][k], np.linspace(0, 1, 11))
        assert bars[-10:] == counts.tolist()
        outlined = len([one for one in ax.patches if not isinstance(one, Rectangle)])
        assert outlined == (made_up_check.FREE[k] in check["planted"]["in"])
    assert f"{made_up_check.STUDIES} made-up studies" in looking.running(figures["ranks"])


def test_recovery_shows_every_study(figures):
    check = made_up_check.check()
    axes = figures["recovery"].axes
    assert len(axes) == len(made_up_check.FREE)
    for k, ax in enumerate(axes):
        (dots,) = ax.collections
        expected = np.column_stack([check["made_up"]["truths"][k], check["made_up"]["means"][k]])
        np.testing.assert_allclose(dots.get_offsets(), expected)
        assert ax.get_title(loc="left").endswith(f"r = {check['numbers'][k]['recovery']:.2f}")


def test_both_methods_are_told_apart(figures):
    words = looking.words(figures["second_method"])
    assert "weights of trials" in words
    assert "learnt ratio, Markov chain" in words


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_any_number_of_numbers_can_be_drawn(count):
    check = made_up_check.check()
    check["numbers"] = check["numbers"][:count]
    check["second"] = check["second"][:count]
    for draw in calibration.FIGURES.values():
        figure = draw(check)
        assert len(figure.axes) == (count if draw is not calibration.second else 1)
