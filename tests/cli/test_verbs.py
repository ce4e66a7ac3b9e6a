"""What ``pmg`` does when it is asked rightly: runs, folders, streams, and quick help."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmg_sim.experiments import TABLES, read
from pmg_sim.experiments.scenario_file import as_toml
from pmg_sim.scenario import library
from tests.cli.command import pmg, run
from tests.experiments import case

ROOT = Path(__file__).parents[2]
HEAVY = {"numba", "mesa", "pandas", "numpy", "matplotlib", "scipy", "pyarrow"}


def test_a_run_tells_in_words_and_writes_a_folder(file):
    done = run(file)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("A small group: small, seed 1, 2 replicates")
    folder = Path("results/small-seed1")
    assert done.stdout.endswith(f"Results: {folder}\n")
    assert "2 of 2 replicates" in done.stderr
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["command"] == f"pmg run {file} --replicates 2 --no-figures"
    assert read(folder).replicates == 2


def test_one_json_object_and_nothing_else(file):
    done = run(file, "--json", "--seed", "4", "--out", "there")
    told = json.loads(done.stdout)
    assert told["folder"] == "there"
    assert told["summary"] == json.loads(Path("there/summary.json").read_text())
    assert told["manifest"] == json.loads(Path("there/manifest.json").read_text())
    assert "2 of 2 replicates" in done.stderr


def test_the_same_seed_gives_the_same_tables(file):
    for name in ("one", "other"):
        assert run(file, "--out", name, "--seed", "6").exit_code == 0
    for name in TABLES:
        one, other = (Path(folder, f"{name}.parquet") for folder in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()


def test_figures_are_drawn_into_the_folder(file, monkeypatch):
    class Drawn:
        files, skipped = (), {}

    def draw_all(results, folder):
        folder.mkdir()
        (folder / "a.svg").write_text(results.scenario.name)
        return Drawn

    monkeypatch.setattr("pmg_sim.figures.draw_all", draw_all)
    assert pmg("run", file, "--replicates", "1").exit_code == 0
    assert Path("results/small-seed1/figures/a.svg").read_text() == "small"


def test_settings_and_numbers_can_be_changed(file):
    done = run(file, "--set", "group.0.quorum=3", "--set", "pull_strength = 0", "--json")
    settings = json.loads(done.stdout)["manifest"]["scenario"]["settings"]
    assert settings["group"][0]["quorum"] == 3
    assert settings["parameters"] == {"pull_strength": 0.0}
    again = pmg("scenario", "check", "results/small-seed1/scenario.toml")
    assert again.exit_code == 0


def test_a_scenario_without_groups_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("alone.toml").write_text(as_toml(case.alone()), encoding="utf-8")
    done = run("alone.toml")
    assert done.exit_code == 0, done.output
    assert "without any group" in done.stdout


def test_a_good_scenario_is_told(file):
    done = pmg("scenario", "check", file)
    assert done.exit_code == 0
    assert done.stdout == f"{file}: no mistakes. A small group: 16 people, 1 group, 60 weeks.\n"


def test_the_library_is_listed_with_its_questions():
    done = pmg("scenario", "list")
    for entry in library():
        assert f"{entry.name}: {entry.title}\n  {entry.question}" in done.stdout


def test_a_parameter_is_explained():
    done = pmg("explain", "pull_strength")
    assert done.exit_code == 0
    assert "theory.accountability.pull" in done.stdout


def test_the_version_is_told():
    done = pmg("--version")
    assert done.stdout.startswith("pmg-sim ")
    assert done.exit_code == 0


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["run", "--help"]], ids=" ".join)
def test_help_comes_without_heavy_packages(arguments):
    script = (
        "import sys; from pmg_sim.cli import main\n"
        f"sys.argv = ['pmg', *{arguments!r}]\n"
        "try: main()\n"
        f"finally: print(*sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout
    assert done.stderr == "\n"
