"""``pmg calibrate`` and ``pmg validate``: what they do, keep and say, and what they refuse."""

import importlib.util
import json
from pathlib import Path

import pytest

from pmg_sim import validation
from pmg_sim.blocks import ClusterError
from pmg_sim.calibration import steps
from pmg_sim.ensemble import SimulationError
from pmg_sim.posterior import posterior_manifest
from tests.cli.command import pmg, refused
from tests.figures import made_up_check


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def taken(monkeypatch):
    """Take no steps; note which were asked for, and how."""
    asked = []

    def take(one, workers, cluster, progress, _say, command):
        asked.append((one, workers, cluster, command))
        progress(one.runs, one.runs)
        return posterior_manifest()

    monkeypatch.setattr(steps.Steps, "take", take)
    return asked


@pytest.fixture
def held(monkeypatch):
    """Hold the model against nothing; note how it was asked for."""
    asked = []

    def hold(seed, uncertainty, folder, workers, progress):
        asked.append((seed, uncertainty, folder, workers))
        progress(200, 200)
        return [one for one in made_up_check.entries() if "chances" in one]

    monkeypatch.setattr(validation, "validate", hold)
    return asked


def test_a_calibration_is_told_in_words(taken):
    done = pmg("calibrate", "--budget", "10000", "--seed", "4", "--out", "there", "--workers", "2")
    assert done.exit_code == 0, done.output
    ((asked, workers, cluster, command),) = taken
    assert (asked.budget, asked.seed, asked.out) == (10_000, 4, Path("there"))
    assert (asked.studies, asked.mechanisms) == (0, False)
    assert (workers, cluster) == (2, None)
    assert command == "pmg calibrate --budget 10000 --seed 4 --out there --workers 2"
    assert done.stdout.startswith("22 numbers of the study and 2 published baselines against ")
    assert done.stdout.endswith("Results: there\n")
    assert "10060 of 10060 runs" in done.stderr
    assert "nan" not in done.stdout


def test_a_calibration_as_json(taken):
    done = pmg("calibrate", "--json")
    assert json.loads(done.stdout) == posterior_manifest()
    ((asked, *_),) = taken
    assert (asked.budget, asked.seed) == (500_000, 1)
    assert asked.out == Path("results/calibration")


def test_a_check_and_mechanisms_are_asked_for(taken):
    assert pmg("calibrate", "--check", "--mechanisms", "--out", "a").exit_code == 0
    assert pmg("calibrate", "--check", "--studies", "30", "--out", "b").exit_code == 0
    assert pmg("calibrate", "--studies", "30", "--out", "c").exit_code == 0
    wanted = [(one.studies, one.mechanisms) for one, *_ in taken]
    assert wanted == [(200, True), (30, False), (0, False)]


def test_blocks_of_an_earlier_calibration_are_gone_on_with_only_when_asked(taken):
    blocks = Path("results/calibration/blocks")
    blocks.mkdir(parents=True)
    (blocks / "one.parquet").write_bytes(b"whole")
    message = refused("calibrate")
    assert message.startswith(f"{blocks}: holds blocks of an earlier calibration; allowed: ")
    assert "--resume" in message
    assert len(message.splitlines()) == 1
    assert taken == []
    assert pmg("calibrate", "--resume").exit_code == 0
    assert pmg("calibrate", "--out", "another").exit_code == 0
    assert (blocks / "one.parquet").read_bytes() == b"whole"


BAD = [
    ("calibrate", ["--budget", "5"], "found '5'; allowed: a whole number from 10000 to 100000000"),
    ("calibrate", ["--budget", "many"], "found 'many'; allowed: a whole number from 10000"),
    ("calibrate", ["--seed", "-1"], "found '-1'; allowed: a whole number from 0"),
    ("calibrate", ["--studies", "2"], "found '2'; allowed: a whole number from 10 to 10000"),
    ("calibrate", ["--workers", "0"], "found '0'; allowed: a whole number from 1 to 1000"),
    ("calibrate", ["--bugdet", "10000"], "No such option: --bugdet"),
    (
        "calibrate",
        ["--workers", "2", "--cluster", "tcp://127.0.0.1:8786"],
        "--workers and --cluster: allowed: one of them.",
    ),
    ("validate", ["--seed", "x"], "found 'x'; allowed: a whole number from 0"),
    ("validate", ["--uncertainty", "foo"], "found 'foo'; allowed: posterior or prior"),
    ("validate", ["--uncertainty", ""], "found ''; allowed: posterior or prior"),
    ("validate", ["--workers", "1001"], "found '1001'; allowed: a whole number from 1 to 1000"),
    ("validate", ["--check"], "No such option: --check"),
]


@pytest.mark.usefixtures("taken", "held")
@pytest.mark.parametrize(("verb", "arguments", "told"), BAD, ids=lambda one: " ".join(one))
def test_bad_options_are_told_in_one_line(verb, arguments, told):
    message = refused(verb, *arguments)
    assert told in message
    assert len(message.splitlines()) == 1
    assert not Path("results").exists()


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(
    ("package", "told", "arguments"),
    [
        ("sklearn", "scikit-learn", []),
        ("arviz_stats", "arviz-stats", []),
        ("emcee", "emcee", ["--check"]),
    ],
)
def test_a_package_that_is_not_there_is_named_with_what_brings_it(
    package, told, arguments, monkeypatch
):
    original = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == package else original(name)
    )
    message = refused("calibrate", *arguments)
    assert message.startswith(f"{told} is not installed, and the calibration needs it; allowed: ")
    assert "`inference`" in message
    if arguments:  # without them it is not needed
        assert pmg("calibrate").exit_code == 0


def stop(*_, **__):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("verb", "how"),
    [("calibrate", "the same command with --resume"), ("validate", "the same command")],
)
def test_ctrl_c_says_what_is_kept_and_how_to_go_on(verb, how, monkeypatch):
    monkeypatch.setattr(steps.Steps, "take", stop)
    monkeypatch.setattr(validation, "validate", stop)
    done = pmg(verb, "--out", "here")
    assert done.exit_code == 130
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        f"Interrupted: finished blocks are kept in {Path('here/blocks')}; {how} goes on from there."
    )


@pytest.mark.parametrize("verb", ["calibrate", "validate"])
@pytest.mark.parametrize("fault", [SimulationError("2 failed"), ClusterError("nobody there")])
def test_faults_are_told_without_a_traceback(verb, fault, monkeypatch):
    def fail(*_, **__):
        raise fault

    monkeypatch.setattr(steps.Steps, "take", fail)
    monkeypatch.setattr(validation, "validate", fail)
    assert refused(verb, "--out", "here").splitlines()[-1] == str(fault)


@pytest.mark.usefixtures("taken", "held")
@pytest.mark.parametrize("verb", ["calibrate", "validate"])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_run(verb, taken, held):
    Path("thesis").write_text("mine")
    message = refused(verb, "--out", "thesis")
    assert message.startswith("thesis: nothing can be written there (")
    assert message.endswith("name another with --out.\n")
    assert taken == held == []
    assert Path("thesis").read_text() == "mine"


def test_a_validation_is_told_kept_and_drawn(held):
    done = pmg("validate", "--seed", "7", "--uncertainty", "prior", "--out", "there")
    assert done.exit_code == 0, done.output
    assert held == [(7, "prior", Path("there/blocks"), None)]
    assert done.stdout.startswith("THE STUDY, over the prior\n")
    assert done.stdout.endswith("Results: there\n")
    kept = json.loads(Path("there/validation.json").read_text())
    assert len(kept) == 25
    drawn = {path.name for path in Path("there").iterdir()}
    assert drawn == {
        *("blocks", "validation.json", "predictive_checks.png", "predictive_checks.svg"),
    }


def test_a_validation_as_json(held):
    done = pmg("validate", "--json")
    assert held == [(1, "posterior", Path("results/validation/blocks"), None)]
    assert json.loads(done.stdout) == json.loads(
        Path("results/validation/validation.json").read_text()
    )


def test_help_names_both_verbs():
    told = pmg("--help").stdout
    assert "calibrate" in told
    assert "validate" in told
