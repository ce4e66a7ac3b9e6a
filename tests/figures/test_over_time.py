"""Over time: medians and bands are those of the tables; few replicates get no bands."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import same_color

from pmg_sim.figures.style import ARM_LOOKS
from tests.figures import looking


def panel(figure, title, scope):
    """Return the axes of one variable and scope."""
    body = figure.subfigs[1]
    block = next(part for part in body.subfigs if part.get_suptitle() == title)
    return next(ax for ax in block.axes if ax.get_title(loc="left") == scope)


def line(ax, arm, width=2):
    look = ARM_LOOKS[arm]
    return next(
        mark
        for mark in ax.lines
        if same_color(mark.get_color(), look.colour)
        and mark.get_linewidth() == width
        and mark.get_linestyle() == look.line
    )


def values(results, arm, scope, variable):
    rows = results.weeks[(results.weeks["arm"] == arm) & (results.weeks["scope"] == scope)]
    return rows.groupby("week")[variable]


@pytest.mark.parametrize("arm", ["group", "no_group"])
@pytest.mark.parametrize("scope", ["cohort", "outsiders"])
def test_the_line_is_the_median_over_replicates(many, arm, scope, drawn):
    ax = panel(drawn("over_time", "many"), "Strain", scope)
    week, height = line(ax, arm).get_data()
    expected = values(many, arm, scope, "strain").median()
    np.testing.assert_array_equal(week, expected.index)
    np.testing.assert_allclose(height, expected, rtol=1e-6)


def test_the_bands_hold_their_share_of_the_replicates(many, drawn):
    ax = panel(drawn("over_time", "many"), "Self-efficacy", "cohort")
    wide, narrow = (band for band in ax.collections if isinstance(band, PolyCollection))
    for band, low, high in ((wide, 0.05, 0.95), (narrow, 0.25, 0.75)):
        corners = band.get_paths()[0].vertices
        table = values(many, "group", "cohort", "efficacy")
        assert corners[:, 1].min() == pytest.approx(table.quantile(low).min(), rel=1e-6)
        assert corners[:, 1].max() == pytest.approx(table.quantile(high).max(), rel=1e-6)


@pytest.mark.filterwarnings("ignore:Glyph .* missing from")
def test_few_replicates_are_drawn_one_by_one_and_one_alone_without_bands(drawn):
    for run, thin, said in (("few", 4, "thin lines are replicates"), ("one", 0, "no bands")):
        figure = drawn("over_time", run)
        ax = panel(figure, "Motivation", "cohort")
        assert not [band for band in ax.collections if isinstance(band, PolyCollection)]
        assert len([mark for mark in ax.lines if mark.get_linewidth() == 0.8]) == thin
        assert said in looking.running(figure)


def test_the_end_of_the_study_period_is_marked(drawn):
    ax = panel(drawn("over_time", "many"), "Motivation", "outsiders")
    upright = [mark for mark in ax.lines if list(mark.get_xdata()) == [60, 60]]
    assert len(upright) == 1
    assert ax.get_xlim() == (0, 64)


def test_without_a_group_there_is_one_scope_and_no_contrast(drawn):
    figure = drawn("over_time", "alone")
    assert panel(figure, "Colleagues tied to", "everybody").get_ylabel() == "ties per person"
    assert "cohort" not in looking.words(figure)
