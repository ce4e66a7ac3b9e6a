"""``pmg report``: a folder in, one page out."""

from pathlib import Path

from tests.cli.command import pmg, refused, run
from tests.report import pages


def test_a_run_gets_a_page(file):
    assert run(file, "--out", "results/small").exit_code == 0
    done = pmg("report", "results/small")
    assert done.exit_code == 0, done.output
    assert done.stdout == f"Report: {Path('results/small/report.html')}\n"
    page = pages.read(Path("results/small/report.html"))
    assert page.texts("h1") == ["A small group"]
    assert "pmg run" in page.texts("code")[0]


def test_an_answer_gets_a_page_where_it_is_wanted(tmp_path):
    folder = pages.written(tmp_path / "answer", draw=None)
    done = pmg("report", str(folder), "--out", str(tmp_path / "page.html"))
    assert done.exit_code == 0, done.output
    assert pages.read(tmp_path / "page.html").texts("h1") == ["Which group for whom?"]
    assert not (folder / "report.html").exists()


def test_mistakes_are_told_in_one_sentence(tmp_path):
    assert "is not there" in refused("report", str(tmp_path / "none"))
    assert "holds no results" in refused("report", str(tmp_path))
    folder = pages.written(tmp_path / "answer", draw=None)
    assert "ends in .html" in refused("report", str(folder), "--out", "page.pdf")
    assert "Missing argument 'DIR'" in refused("report")


def test_a_run_stays_readable_and_replaceable_with_its_page(file):
    run(file, "--out", "small")
    pmg("report", "small")
    assert run(file, "--out", "small", "--force").exit_code == 0
    assert not Path("small/report.html").exists()
