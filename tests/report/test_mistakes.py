"""A wrong folder gets one clear sentence."""

import json
import shutil

import pytest

from pmg_sim.experiments import FolderError
from pmg_sim.report import write_report


def refused(folder, out=None):
    with pytest.raises(FolderError) as caught:
        write_report(folder, out)
    told = str(caught.value)
    assert "\n" not in told
    assert told.endswith(".")
    return told


def edit(path, change):
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told), encoding="utf-8")


@pytest.fixture
def ran(run_folder, tmp_path):
    return shutil.copytree(run_folder, tmp_path / "ran")


def test_no_such_folder(folder, tmp_path):
    told = refused(tmp_path / "anser")
    assert f"is not there (nearest: {folder}); allowed: a folder that" in told
    assert "is not there; allowed" in refused(tmp_path / "zzz" / "zzz")
    assert "is not there" in refused("a\0b")


def test_a_file(folder):
    assert "answer.json is a file; allowed: a folder" in refused(folder / "answer.json")


def test_a_folder_without_results(tmp_path):
    told = refused(tmp_path)
    assert "holds no results: found neither answer.json nor summary.json; allowed" in told


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "1"}', "\udcff", "[" * 100_000])
def test_a_damaged_answer(folder, text):
    (folder / "answer.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "answer.json is damaged (" in refused(folder)


def test_an_answer_that_lacks_something(folder):
    edit(folder / "answer.json", lambda told: told["sections"][1].pop("title"))
    assert "answer.json is damaged (sections.1.title: Field required)." in refused(folder)


@pytest.mark.parametrize("name", ["../answer", "/etc/hostname", "..", ""])
def test_a_name_that_leads_out_of_the_folder(folder, name):
    def change(told):
        told["sections"][0]["tables"][0]["name"] = name

    edit(folder / "answer.json", change)
    assert "answer.json is damaged (sections.0.tables.0.name: " in refused(folder)


@pytest.mark.parametrize(("found", "age"), [(9, "a newer"), (0, "an older")])
@pytest.mark.parametrize("name", ["answer.json", "manifest.json"])
def test_another_format(folder, found, age, name):
    edit(folder / name, lambda told: told.update(format=found))
    told = refused(folder)
    assert f"{name} was written by {age} version (format {found}); this one reads format 1." in told


def test_files_that_are_missing(folder):
    (folder / "tables" / "costs.csv").unlink()
    told = refused(folder)
    assert told.endswith("files that manifest.json lists are missing: tables/costs.csv.")
    shutil.rmtree(folder / "tables")
    shutil.rmtree(folder / "figures")
    told = refused(folder)
    assert told.endswith("missing: tables/gains.csv, tables/costs.csv, tables/more.csv and 4 more.")


def test_a_table_that_no_manifest_lists(folder):
    edit(folder / "manifest.json", lambda told: told["files"].pop("tables/costs.csv"))
    (folder / "tables" / "costs.csv").unlink()
    assert "holds no tables/costs.csv, which answer.json tells of." in refused(folder)


@pytest.mark.parametrize("text", ["", "a,b\n1\n", 'a,b\n1,"2\n'])
def test_a_damaged_table(folder, text):
    (folder / "tables" / "costs.csv").write_text(text, encoding="utf-8")
    assert "costs.csv is damaged (" in refused(folder)


def test_an_answer_without_its_manifest(folder):
    (folder / "manifest.json").unlink()
    assert "holds no manifest.json and so the results are not complete" in refused(folder)


def test_a_manifest_without_versions(folder):
    edit(folder / "manifest.json", lambda told: told.pop("theory"))
    assert "manifest.json is damaged (KeyError('theory'))." in refused(folder)


def test_a_run_of_another_format(ran):
    edit(ran / "manifest.json", lambda told: told.update(format=99))
    assert "written by a newer version (format 99)" in refused(ran)


def test_a_run_that_lacks_a_figure(ran):
    (ran / "figures" / "over_time.png").unlink()
    assert "files that manifest.json lists are missing: over_time.png." in refused(ran)


@pytest.mark.parametrize("name", ["scenario", "outcomes", "answer", "costs", "department"])
def test_a_run_with_a_damaged_summary(ran, name):
    edit(ran / "summary.json", lambda told: told.pop(name))
    assert "is damaged (KeyError: " in refused(ran)


def test_a_run_with_a_damaged_manifest(ran):
    edit(ran / "manifest.json", lambda told: told.update(figures=["over_time.png"]))
    assert "is damaged (AttributeError: " in refused(ran)


def test_a_run_without_its_manifest(ran):
    (ran / "manifest.json").unlink()
    assert "holds no manifest.json" in refused(ran)


@pytest.mark.parametrize("name", ["answer.json", "page", "page.txt", "folder.html"])
def test_a_page_is_named_as_one(folder, name):
    (folder / "folder.html").mkdir()
    before = (folder / "answer.json").read_bytes()
    assert "allowed: a file that ends in .html." in refused(folder, folder / name)
    assert (folder / "answer.json").read_bytes() == before


def test_a_place_that_cannot_be_written_to(folder):
    told = refused(folder, folder / "no" / "page.html")
    assert "page.html cannot be written (" in told


def test_what_goes_wrong_leaves_the_old_page(folder, monkeypatch):
    before = write_report(folder).read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pmg_sim.blocks.whole_file.os.replace", fail)
    assert "cannot be written (No space left on device)." in refused(folder)
    assert (folder / "report.html").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == [
        "answer.json",
        "figures",
        "manifest.json",
        "report.html",
        "tables",
    ]
