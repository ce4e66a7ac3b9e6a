"""The page of a run's folder: its summary in the same form."""

import json
import shutil

import pytest

from pmg_sim.experiments import in_words, run, write
from pmg_sim.experiments.answer import TOLD
from pmg_sim.figures import FIGURES
from pmg_sim.report import write_report
from pmg_sim.report.of_run import CAPTIONS, _unbroken
from tests.experiments import case
from tests.report import pages


@pytest.fixture
def page(run_folder, tmp_path):
    return pages.read(write_report(run_folder, tmp_path / "page.html"))


def summary(folder):
    return json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def test_captions_are_those_of_the_figures():
    assert set(CAPTIONS) == set(FIGURES)


def test_the_answer_is_that_of_the_summary_in_words(page, run_folder):
    assert page.texts("h1") == ["A small group"]
    assert page.texts("p")[:2] == [
        "A run of one scenario, simulated with pmg-sim",
        "What does it do?",
    ]
    answer = in_words(summary(run_folder)).split("\n\n")[-1]
    told = page.texts("p")[2:4]
    assert [sentence[:22] for sentence in told] == [
        "Against nobody meeting",
        "It leaves unmoved, as ",
    ]
    assert "".join(" ".join(told).split()) == "".join(answer.partition("do?")[2].split())


def test_figures_of_the_folder_are_there_and_no_others(page, run_folder):
    drawn = {path.stem for path in (run_folder / "figures").iterdir()}
    images = [attributes for attributes, _ in page.all("img")]
    assert {image["alt"] for image in images} == {CAPTIONS[stem] for stem in drawn}
    assert len(images) == len(drawn)
    told = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    skipped = json.loads((run_folder / "manifest.json").read_text(encoding="utf-8"))["figures"]
    assert ("Figures not drawn" in told) == bool(skipped["left_out"])


def test_main_tables_hold_the_numbers_of_the_summary(page, run_folder):
    found = summary(run_folder)
    text = " ".join(page.texts("table"))
    rows = page.texts("th")
    for name in found["outcomes"]:
        assert name.replace("_", " ") in rows
    for name, entry in found["answer"]["without"].items():
        if entry["mean"] is not None:
            assert TOLD[name] in rows
    count = found["outcomes"]["assumed_new_position"]["study"]["count"]
    assert f"{count}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}6" in text
    for entry in found["costs"]["items"]:
        assert entry["item"] in rows


def test_provenance_and_commands_are_told(page):
    told = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert told["Seed"] == "3"
    assert told["Replicates"] == "3 of 3 asked for"
    assert told["Command"] == "pmg run small --seed 3"
    typed, own = page.texts("code")
    assert typed == "pmg run small --seed 3"
    assert own.startswith("pmg run scenario.toml --seed 3 --replicates 3 --uncertainty posterior")


def test_the_same_folder_gives_the_same_bytes(run_folder, tmp_path):
    one, two = (
        write_report(run_folder, tmp_path / name).read_bytes() for name in ("a.html", "b.html")
    )
    assert one == two


def test_a_scenario_that_varies_another_tells_in_what(tmp_path):
    write(run("flat", seed=1, replicates=2), tmp_path / "flat")
    found = pages.read(write_report(tmp_path / "flat"))
    assert "Beside the scenario study" in found.texts("h2")
    captions = found.texts("caption")
    assert (
        "The settings in which flat differs from study, as this version has that one." in captions
    )
    assert "member_leaves_track" in found.texts("table")[-1]


def test_a_scenario_without_a_group_has_a_page_of_its_department(tmp_path):
    write(run(case.alone(), seed=5, replicates=2), tmp_path / "alone")
    found = pages.read(write_report(tmp_path / "alone"))
    assert found.texts("h2")[:3] == ["The answer", "Everybody after 60 weeks", "Methods"]
    assert "satisfaction" in found.texts("th")
    assert all(text for text in found.texts("dd"))


def test_one_replicate_has_a_page(tmp_path):
    write(run(case.small(), seed=5, replicates=1), tmp_path / "one")
    found = pages.read(write_report(tmp_path / "one"))
    assert "There are no intervals" not in found.texts("p")
    assert any("no intervals and no verdicts" in text for text in found.texts("dd"))


def test_a_figure_that_a_later_version_draws_is_shown_under_its_name(run_folder, tmp_path):
    folder = shutil.copytree(run_folder, tmp_path / "copy")
    shutil.copy(folder / "figures" / "over_time.png", folder / "figures" / "new_kind.png")
    path = folder / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["figures"]["drawn"].append("new_kind.png")
    path.write_text(json.dumps(told), encoding="utf-8")
    found = pages.read(write_report(folder))
    assert "Further figures" in found.texts("h2")
    assert found.all("img")[-1][0]["alt"] == "New kind."


def test_broken_lines_are_made_whole():
    lines = ["One line with self-", "  efficacy and -", "  0.5 a person", "Another."]
    assert _unbroken(lines) == ["One line with self-efficacy and - 0.5 a person", "Another."]
