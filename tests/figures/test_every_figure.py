"""What holds for every figure: it is legible, complete, reproducible, and leaves nothing behind."""

import gc
import subprocess
import sys
import weakref
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.figure import Figure

from pmg_sim.figures import FIGURES
from pmg_sim.figures.style import save
from tests.figures import looking

RUNS = ("few", "many", "one", "pair", "alone")
LABELS = {
    "over_time": {"week", "scale from 0 to 1", "papers per person"},
    "productivity_cycles": {"week", "scholarly hours per week"},
    "deadline_pull": {
        "hours per\nmember-week",
        "hours per\nperson-week",
        "meetings",
        "weeks from the meeting (0: the week of the meeting, before the evening)",
    },
    "networks": {"Trust\nwith the group", "Joint projects\nwith the group"},
    "outcomes_beside_study": {"share (%)"},
    "group_survival": {"weeks since the founding", "groups that last"},
}


@pytest.fixture(params=FIGURES)
def stem(request):
    return request.param


@pytest.fixture
def figure(stem, drawn):
    return drawn(stem, "many")


@pytest.fixture
def enough(stem, few, many):
    """Return the smallest run in which a figure has something to show."""
    return few if FIGURES[stem](few) is not None else many


@pytest.mark.filterwarnings("ignore:Glyph .* missing from")
@pytest.mark.parametrize("run", RUNS)
def test_texts_stand_on_the_page_and_not_on_one_another(stem, run, drawn):
    figure = drawn(stem, run)
    if figure is not None:
        assert looking.outside(figure) == []
        assert looking.overlapping(figure) == []


def test_axes_carry_their_units(stem, figure):
    assert looking.axis_labels(figure) >= LABELS[stem]


def test_texts_can_be_read_at_half_size(figure):
    assert figure.get_figwidth() == 10
    assert min(text.get_fontsize() for text in looking.texts(figure)) >= 11


def test_it_says_which_run_it_shows(figure):
    assert "A small group. 12 replicates, seed 3." in looking.words(figure)


def test_the_same_results_give_the_same_bytes(stem, many, tmp_path, monkeypatch):
    first = save(FIGURES[stem](many), tmp_path, "first")
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 30)
    monkeypatch.setitem(matplotlib.rcParams, "axes.grid", True)
    again = save(FIGURES[stem](many), tmp_path, "again")
    assert [path.suffix for path in first] == [".png", ".svg"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_an_svg_is_whole_and_holds_no_date(stem, enough, tmp_path):
    _, svg = save(FIGURES[stem](enough), tmp_path, stem)
    text = svg.read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert "<dc:date>" not in text
    assert svg.stat().st_size < 1_000_000


def test_drawing_leaves_no_figure_and_no_setting_behind(stem, enough):
    before = dict(matplotlib.rcParams)
    figure = FIGURES[stem](enough)
    assert isinstance(figure, Figure)
    gone = weakref.ref(figure)
    del figure
    gc.collect()
    assert gone() is None
    assert dict(matplotlib.rcParams) == before


def test_the_state_of_pyplot_is_not_used():
    code = "import sys, pmg_sim.figures; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
