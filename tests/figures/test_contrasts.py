"""The figure of a comparison: what it shows, and that it can be read."""

import numpy as np
import pandas as pd
import pytest

from pmg_sim.experiments.outcomes import USUAL
from pmg_sim.figures.answers import PICTURES, save_picture
from pmg_sim.figures.contrasts import LOOKS, draw
from tests.comparison.test_words import made
from tests.figures import looking

ARMS = (
    *("flat", "dyads", "monthly", "facilitated", "senior_led", "committed"),
    *("facilitator_withdrawn / no group", "strangers"),
)


def drawn(arms=3, outcomes=USUAL):
    effects = np.random.default_rng(3).normal(0.0, 0.05, (arms - 1, len(outcomes)))
    found = made(effects, ARMS[:arms], outcomes)
    return found, draw(found.table, "flat", "What was run.")


@pytest.mark.parametrize(("arms", "outcomes"), [(2, USUAL[:1]), (3, USUAL), (8, USUAL)])
def test_texts_stand_on_the_page_and_not_on_one_another(arms, outcomes):
    _, figure = drawn(arms, outcomes)
    assert looking.outside(figure) == []
    assert looking.overlapping(figure) == []
    assert min(text.get_fontsize() for text in looking.texts(figure)) >= 11


def test_every_arm_has_its_own_colour_and_marker():
    assert len({colour for colour, _ in LOOKS}) == len({mark for _, mark in LOOKS}) == 7
    _, figure = drawn(8)
    assert {*ARMS[1:]} <= set(looking.words(figure))


def test_axes_tell_units_and_what_is_better():
    found, figure = drawn(3)
    axes = {ax.get_title(loc="left"): ax.get_xlabel() for ax in figure.get_axes()}
    assert axes["members' satisfaction"] == "0 to 1, better \N{RIGHTWARDS ARROW}"
    assert axes["members' strain"] == "\N{LEFTWARDS ARROW} better, 0 to 1"
    assert axes["meals and fees"] == "\N{LEFTWARDS ARROW} better, dollars"
    assert {*found.table["label"]} <= set(axes)


def panel(figure, title):
    return next(ax for ax in figure.get_axes() if ax.get_title(loc="left") == title)


def test_marks_and_intervals_stand_where_the_table_says():
    found, figure = drawn(3)
    rows = found.table[found.table["outcome"] == "support"]
    ax = panel(figure, "members' felt support")
    marks = [line for line in ax.lines if len(line.get_xdata()) == 1]
    assert [float(line.get_xdata()[0]) for line in marks] == rows["mean"].tolist()
    for mark, row in zip(marks, rows.itertuples(), strict=True):
        clear = row.low_all > 0 or row.high_all < 0
        assert (mark.get_markerfacecolor() != "white") == clear
    ends = {tuple(line.get_xdata()) for line in ax.lines if line.get_linewidth() == 3.5}
    assert ends == set(zip(rows["low"], rows["high"], strict=True))


def test_panels_in_one_unit_have_the_same_axis():
    _, figure = drawn(3)
    limits = {
        panel(figure, title).get_xlim()
        for title in (
            "members' satisfaction",
            "connection of those not invited",
            "everybody's satisfaction",
        )
    }
    assert len(limits) == 1


def test_what_cannot_be_compared_is_said():
    found, _ = drawn(2)
    table = found.table.copy()
    rows = table["outcome"] == "survival"
    table.loc[rows, ["mean", "low", "high", "low_all", "high_all"]] = np.nan
    figure = draw(table, "flat", "What was run.")
    assert "nothing to compare" in looking.words(figure)
    alone = pd.DataFrame(table[rows])
    assert "nothing to compare" in looking.words(draw(alone, "flat", "What was run."))


def test_an_answer_draws_it(tmp_path):
    found, _ = drawn(2, USUAL[:2])
    assert PICTURES["contrasts"] is draw
    first = save_picture(found.answer().pictures[0], tmp_path)
    assert [path.name for path in first] == ["contrasts.png", "contrasts.svg"]
    before = [path.read_bytes() for path in first]
    assert [
        path.read_bytes() for path in save_picture(found.answer().pictures[0], tmp_path)
    ] == before
