"""Drawing everything into a folder: which files, what is skipped and why."""

import pytest

from pmg_sim.experiments import read, write
from pmg_sim.figures import FIGURES, draw_all
from pmg_sim.figures.style import save
from tests.figures import looking

GROUP_FIGURES = {
    "productivity_cycles",
    "deadline_pull",
    "outcomes_beside_study",
    "group_survival",
}
NEEDS_MANY = {"group_survival"}
"""Figures that a run of two replicates has nothing to show in."""


def test_every_figure_is_written_twice_and_in_order(many, tmp_path):
    drawn = draw_all(many, tmp_path / "new" / "folder")
    assert [path.name for path in drawn.files] == [
        f"{stem}.{ending}" for stem in FIGURES for ending in ("png", "svg")
    ]
    assert all(path.stat().st_size > 10_000 for path in drawn.files)
    assert drawn.skipped == {}


def test_without_a_group_its_figures_are_skipped_and_it_is_said_why(alone, tmp_path):
    drawn = draw_all(alone, str(tmp_path))
    assert drawn.skipped == dict.fromkeys(drawn.skipped, "the scenario has no group")
    assert set(drawn.skipped) == GROUP_FIGURES
    assert {path.stem for path in drawn.files} == set(FIGURES) - GROUP_FIGURES
    assert all(FIGURES[stem](alone) is None for stem in GROUP_FIGURES)


@pytest.mark.filterwarnings("ignore:Glyph .* missing from")
def test_a_title_is_written_as_it_stands(one, drawn):
    line = f"{one.scenario.title}. 1 replicate, seed 4."
    assert all(line in looking.words(drawn(stem, "one")) for stem in set(FIGURES) - NEEDS_MANY)


def test_a_title_that_the_font_cannot_show_stops_no_drawing(one, tmp_path):
    paths = save(FIGURES["deadline_pull"](one), tmp_path, "figure")
    assert all(path.stat().st_size > 10_000 for path in paths)


def test_results_read_back_from_a_folder_can_be_drawn(few, tmp_path):
    write(few, tmp_path / "results")
    kept = read(tmp_path / "results")
    figures = {stem: draw(kept) for stem, draw in FIGURES.items() if stem not in NEEDS_MANY}
    assert None not in figures.values()
    strips = figures["productivity_cycles"]
    assert "Who came is not in these results" in looking.running(strips)
