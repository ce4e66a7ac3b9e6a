"""What ``pmg`` says to mistakes: one clear message, exit code 2, nothing written, no traceback."""

from pathlib import Path

import pytest

from tests.cli.command import refused, run
from tests.scenario.bad_cases import CASES, arrange, untold


def test_results_are_replaced_only_when_asked(file):
    assert run(file).exit_code == 0
    before = Path("results/small-seed1/manifest.json").read_bytes()
    message = refused("run", file, "--replicates", "3")
    assert message.startswith(f"{Path('results/small-seed1')} exists already; allowed: ")
    assert Path("results/small-seed1/manifest.json").read_bytes() == before
    assert run(file, "--force", "--seed", "1").exit_code == 0
    assert Path("results/small-seed1/manifest.json").read_bytes() != before


def test_other_folders_and_files_are_never_replaced(file):
    Path("thesis").mkdir()
    Path("thesis/chapter").write_text("mine")
    assert "holds no manifest.json" in refused("run", file, "--out", "thesis", "--force")
    assert "is a file" in refused("run", file, "--out", "thesis/chapter", "--force")
    assert Path("thesis/chapter").read_text() == "mine"


def test_a_full_disk_is_told(file, monkeypatch):
    def fill(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pmg_sim.experiments.store.write_table", fill)
    message = refused("run", file, "--replicates", "1")
    assert message.splitlines()[-1].endswith("(No space left on device).")
    assert not any(Path("results").iterdir())


def test_an_output_that_cannot_be_written_is_told(monkeypatch):
    def fill():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pmg_sim.scenario.library", fill)
    assert (
        refused("scenario", "list") == "The output cannot be written (No space left on device).\n"
    )


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
@pytest.mark.parametrize("verb", [("run",), ("scenario", "check")], ids=" ".join)
def test_a_bad_scenario_is_told_and_nothing_is_written(bad, verb, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    argument = arrange(bad, tmp_path)
    before = sorted(tmp_path.iterdir())
    message = refused(*verb, argument)
    assert untold(bad, message) == [], message
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--seed", "abc"], "found 'abc'; allowed: a whole number from 0 to 9223372036854775807"),
        (["--seed", "-1"], "found '-1'; allowed: a whole number from 0"),
        (["--seed", str(2**63)], "allowed: a whole number from 0 to 9223372036854775807"),
        (["--seed", "1.5"], "found '1.5'"),
        (["--seed", "9" * 9999], "allowed: a whole number from 0"),
        (["--seed"], "'--seed' requires an argument"),
        (["--replicates", "0"], "found '0'; allowed: a whole number from 1 to 1000000"),
        (["--replicates", "1000001"], "found '1000001'"),
        (["--engine", "agents"], "found 'agents'; allowed: ensemble or mesa."),
        (["--engine", ""], "found ''; allowed: ensemble or mesa."),
        (["--workers", "0"], "found '0'; allowed: a whole number from 1 to 1024"),
        (
            ["--workers", "2", "--cluster", "tcp://127.0.0.1:8786"],
            "--workers and --cluster: allowed: one of them.",
        ),
        (["--sed", "1"], "No such option: --sed"),
        (["--out", ""], "allowed: the name of a folder"),
        (["--out", "x" * 5000], "cannot be written"),
        (["--set", "quorum"], "--set quorum: allowed: NAME=VALUE"),
        (["--set", "=3"], "--set =3: allowed: NAME=VALUE"),
        (["--set", "seed=1", "--set", "seed=2"], "seed is set twice"),
        (["--set", "pull_strenght=1"], "nearest: `pull_strength`"),
        (["--set", "pull_strength=99"], "--set pull_strength=99: "),
        (["--set", "group.0.quorum=many"], "--set group.0.quorum=many: "),
        (["--set", "group.7.quorum=2"], "has no item 7"),
        (["extra"], "unexpected extra argument"),
    ],
)
def test_bad_options_are_told(file, arguments, told):
    message = refused("run", file, *arguments)
    assert told in message
    assert len(message.splitlines()) == 1
    assert not Path("results").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "Missing argument 'SCENARIO'"),
        (["scenario", "check"], "Missing argument 'FILE'"),
        (["explain"], "Missing argument 'NAME'"),
        (["rnu"], "Did you mean 'run'?"),
        (["explain", "pull_strenght"], "nearest: pull_strength"),
    ],
)
def test_bad_commands_are_told(arguments, told):
    message = refused(*arguments)
    assert told in message
    assert len(message.splitlines()) == 1
