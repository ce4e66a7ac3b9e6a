"""The study's tensions: points are means, whiskers are paired intervals, everything is legible."""

from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from pmg_sim.evaluation.measures import COST_MEASURES
from pmg_sim.experiments.ensembles import arm_scenario
from pmg_sim.experiments.estimates import mean_interval
from pmg_sim.experiments.measures import GROUP_MEASURES, MEASURES
from pmg_sim.figures import tensions
from pmg_sim.figures.style import save
from tests.figures import looking

DRAWS, REPLICATES = 20, 3
OF_GROUPS = GROUP_MEASURES + COST_MEASURES


@pytest.fixture(scope="module")
def runs():
    """Return arms that share departments of very different levels, each with its own effect."""
    rng = np.random.default_rng(1)
    draw = np.repeat(np.arange(DRAWS), REPLICATES)
    level = rng.normal(0.5, 0.15, (len(draw), len(MEASURES)))
    tables = []
    for k, arm in enumerate(tensions.ARMS):
        effect = 0.02 * k + rng.normal(0.0, 0.02, level.shape)
        table = pd.DataFrame(level + effect, columns=list(MEASURES))
        if arm.endswith("no group"):
            table[list(OF_GROUPS)] = np.nan
        table.insert(0, "arm", arm)
        table.insert(1, "draw", draw)
        table.insert(2, "replicate", np.arange(len(draw)))
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


@pytest.fixture(scope="module")
def figure(runs):
    return tensions.draw(runs)


def points(figure):
    """Return place, colour and shape of each arm's point, by panel and name."""
    found = {}
    for panel, ax in zip(tensions.PANELS, figure.get_axes(), strict=True):
        for bars in ax.containers:
            line, _, (across, up) = bars.lines
            x, y = (float(values[0]) for values in line.get_data())
            ends = [part.get_segments()[0] for part in (across, up)]
            half = (np.ptp(ends[0][:, 0]) / 2, np.ptp(ends[1][:, 1]) / 2)
            found[panel.title, bars.get_label()] = (x, y), half, line
    return found


def test_every_arm_of_a_tension_has_a_point(figure):
    assert set(points(figure)) == {
        (panel.title, name) for panel in tensions.PANELS for name in panel.arms.values()
    }


@pytest.mark.parametrize("panel", tensions.PANELS, ids=lambda panel: panel.title.split(":")[0])
def test_points_are_means_and_whiskers_paired_intervals(panel, figure, runs):
    first = next(iter(panel.arms))
    wide = runs.pivot(index=["draw", "replicate"], columns="arm")
    for arm, name in panel.arms.items():
        place, half, _ = points(figure)[panel.title, name]
        for axis, (measure, _) in enumerate((panel.across, panel.up)):
            values = wide[measure]
            assert place[axis] == pytest.approx(values[arm].mean())
            by_draw = (values[arm] - values[first]).groupby("draw").mean()
            estimate = mean_interval(by_draw)
            assert half[axis] == pytest.approx((estimate["high"] - estimate["low"]) / 2, abs=1e-9)
            # Pairing takes out the departments' own levels, which differ far more.
            alone = mean_interval(values[arm].groupby("draw").mean())
            assert half[axis] < (alone["high"] - alone["low"]) / 4


def test_the_arm_that_others_are_held_against_has_a_ring_and_no_whiskers(figure):
    for panel, ax in zip(tensions.PANELS, figure.get_axes(), strict=True):
        (ring,) = [line for line in ax.get_lines() if line.get_markerfacecolor() == "none"]
        place, half, _ = points(figure)[panel.title, next(iter(panel.arms.values()))]
        assert (ring.get_xdata()[0], ring.get_ydata()[0]) == pytest.approx(place)
        assert half == (0.0, 0.0)


def test_points_can_be_told_apart_without_colour(figure):
    for panel in tensions.PANELS:
        looks = [points(figure)[panel.title, name][2] for name in panel.arms.values()]
        assert len({line.get_marker() for line in looks}) == len(looks)
        assert len({line.get_color() for line in looks}) == len(looks)


def test_texts_stand_on_the_page_and_can_be_read_at_half_size(figure):
    assert looking.outside(figure) == []
    assert looking.overlapping(figure) == []
    assert figure.get_figwidth() == 10
    assert min(text.get_fontsize() for text in looking.texts(figure)) >= 11


def test_it_says_what_it_shows(figure):
    text = looking.running(figure)
    assert "20 draws of the theory's numbers from their priors, 3 departments each" in text
    assert "95 % interval of the difference from the arm with the ring" in text
    labels, words = looking.axis_labels(figure), set(looking.words(figure))
    for panel in tensions.PANELS:
        assert {panel.across[1], panel.up[1]} <= labels
        assert set(panel.arms.values()) <= words


def test_arms_and_measures_are_there():
    for panel in tensions.PANELS:
        assert {panel.across[0], panel.up[0]} <= set(MEASURES)
        of_groups = {panel.across[0], panel.up[0]} & set(OF_GROUPS)
        assert not (of_groups and any(" / " in arm for arm in panel.arms))
    for arm in tensions.ARMS:
        assert arm_scenario(arm).group


def test_the_same_table_gives_the_same_bytes(runs, figure, tmp_path):
    one = save(figure, tmp_path, "one")
    other = save(tensions.draw(runs), tmp_path, "other")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    text = one[1].read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")
