"""The pages about speed hold the numbers of the reference measurement, and no others."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def performance():
    before = list(sys.path)
    spec = importlib.util.spec_from_file_location("performance", DOCS / "performance.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


@pytest.fixture(scope="module")
def found(performance):
    return json.loads(performance.MEASURED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["performance.md", "growth.md"])
def test_the_tables_are_those_of_the_measurement(performance, found, name, tmp_path):
    copy = tmp_path / name
    copy.write_text((DOCS / name).read_text(encoding="utf-8"), encoding="utf-8")
    performance.write(found, [copy])
    assert copy.read_text(encoding="utf-8") == (DOCS / name).read_text(encoding="utf-8")
    assert performance.BLOCK.search(copy.read_text(encoding="utf-8"))


def test_every_table_can_be_made_without_gcc_and_without_a_clock(performance, found):
    bare = json.loads(json.dumps(found))
    for name in ("ensemble_over_c", "ensemble_over_c_exact"):
        bare["ratio_spreads"][name] = None
    for row in bare["phases"].values():
        row["nanoseconds"] = None
    for name in ("costly_c", "costly_c_exact"):
        del bare["seconds"][name]
        del bare["differences"][name]
    bare["machine"]["gcc"] = bare["machine"]["load_before"] = None
    for make in performance.TABLES.values():
        assert make(bare).startswith("| ")
    assert "no gcc" in performance.TABLES["ratios"](bare)


def test_every_figure_is_drawn(performance, found):
    drawn = [draw(found) for draw in performance.performance_figures.FIGURES]
    assert [len(figure.get_axes()) for figure in drawn] == [2, 3, 4]
