"""An experiment from its file to its answer."""

import os

import pytest

from pmg_sim.experiments import sweep
from pmg_sim.experiments.alone import alone
from pmg_sim.experiments.written_answer import ANSWER, TABLES, write_answer
from pmg_sim.inquiry import experiment, experiment_from_dict, load_experiment, ready_experiments
from pmg_sim.inquiry.cells import plan_of
from pmg_sim.inquiry.load import load_with_marks, ready_files
from pmg_sim.inquiry.schema import Experiment
from pmg_sim.inquiry.tables import NOBODY_MEETS
from tests.inquiry.case import put

ASKED = """\
title = "A small experiment"
question = "Which is better?"
scenario = "small"
outcomes = ["satisfaction", "strain", "survival", "outsiders_satisfaction", "usd"]
draws = 4
replicates = 2
"""
ARM = """
[[arm]]
name = "first"

[[arm]]
name = "second"
set = { "group.0.minutes_kept" = false }
"""
THIRD = '\n[[arm]]\nname = "third"\nset = { "group.0.confidentiality" = false }\n'
HIRES = '\n[[circumstance]]\nname = "hires"\nkey = "department.hires_per_year"\nvalues = [1, 4]\n'


def ran(path, store=None, **how):
    return experiment(path, store=store, say=lambda _line: None, **how)


def written(answer, folder):
    """Return the bytes of all that is written but the manifest."""
    write_answer(answer, folder)
    files = [folder / ANSWER, *sorted((folder / TABLES).iterdir())]
    return {file.name: file.read_bytes() for file in files}


def blocks(store):
    return {
        file.name: (file.stat().st_mtime_ns, file.stat().st_ino) for file in store.glob("*.parquet")
    }


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Return a store in which the experiment was run, its file, and what was written."""
    folder = tmp_path_factory.mktemp("once")
    path = put(folder, ASKED + ARM)
    answer = ran(path, folder / "blocks", workers=1)
    return folder, path, answer


def test_the_answer_does_not_depend_on_the_number_of_workers(once, tmp_path):
    _, path, answer = once
    other = ran(path, workers=2)
    assert written(answer, tmp_path / "one") == written(other, tmp_path / "two")
    assert len(written(answer, tmp_path / "one")) >= 4


def test_a_second_run_runs_nothing_and_tells_the_same(once, tmp_path):
    folder, path, answer = once
    before = blocks(folder / "blocks")
    again = ran(path, folder / "blocks")
    assert blocks(folder / "blocks") == before
    assert written(answer, tmp_path / "one") == written(again, tmp_path / "two")


def test_arms_share_the_people_with_nobody_meeting(once):
    """Two arms and one twin of both, of two departments each."""
    folder, _, _ = once
    assert len(blocks(folder / "blocks")) == (2 + 1) * 2


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (ASKED + ARM + THIRD, 2),
        (ASKED.replace("replicates = 2", "replicates = 3") + ARM, 3),
        (ASKED.replace('"usd"', '"usd", "support"') + ARM, 0),
        (ASKED + ARM + "\n[[better]]\noutcome = 'strain'\n", 0),
        (ASKED + ARM + HIRES, None),
    ],
    ids=["arm", "replicates", "outcome", "better", "circumstance"],
)
def test_only_what_is_new_is_run(text, new, once, tmp_path):
    folder, _, _ = once
    store = tmp_path / "blocks"
    store.mkdir()
    for file in (folder / "blocks").iterdir():
        if file.is_file():
            os.link(file, store / file.name) if file.suffix == ".parquet" else (
                store / file.name
            ).write_bytes(file.read_bytes())
    before = blocks(store)
    ran(put(tmp_path, text), store)
    after = blocks(store)
    assert before.items() <= after.items()
    expected = (2 * 2 + 2) * 2 if new is None else new  # both levels of hires are new scenarios
    assert len(after) - len(before) == expected


def test_more_draws_run_only_what_is_new_once_a_block_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr(sweep, "RUNS_IN_A_BLOCK", 2)
    store, path = tmp_path / "blocks", put(tmp_path, ASKED + ARM)
    few = ran(path, store)
    before = blocks(store)
    more = ran(path, store, draws=6)
    after = blocks(store)
    assert before.items() <= after.items()
    assert (len(before), len(after)) == (3 * 2 * 2, 3 * 2 * 3)
    assert more.facts["draws"] == 6
    assert few.facts["draws"] == 4


def test_a_copy_of_the_file_elsewhere_gives_the_same(once, tmp_path):
    _, path, answer = once
    copy = ran(put(tmp_path / "elsewhere", ASKED + ARM))
    one, other = written(answer, tmp_path / "one"), written(copy, tmp_path / "two")
    told = other[ANSWER].replace(str(tmp_path / "elsewhere").encode(), str(path.parent).encode())
    assert other | {ANSWER: told} == one


def test_the_command_that_gives_the_same_answer_names_the_file_and_the_draws(once):
    _, path, answer = once
    assert answer.reproduce == f"pmg experiment {path}"
    assert ran(path, draws=3).reproduce == f"pmg experiment {path} --draws 3"


@pytest.mark.parametrize("draws", [0, -1, 10_001])
def test_draws_that_cannot_be_are_refused(once, draws):
    with pytest.raises(ValueError, match=f"found {draws}; allowed: 1 to 10000"):
        ran(once[1], draws=draws)


def test_one_alternative_is_held_against_nobody_meeting(tmp_path):
    answer = ran(put(tmp_path, ASKED))
    assert [part.title for part in answer.sections] == ["Against nobody meeting", "All means"]
    assert f'"{NOBODY_MEETS}"' in answer.sentences[0]


@pytest.mark.parametrize("sizes", [{"draws": 1}, {"draws": 2}, {"replicates": 1}], ids=str)
def test_too_few_runs_are_told_in_words_and_break_nothing(sizes, tmp_path):
    data = {
        "title": "Few",
        "question": "Which?",
        "scenario": str(put(tmp_path).parent / "small.toml"),
        "outcomes": ["satisfaction", "survival"],
        "draws": 4,
        "replicates": 2,
        "arm": [{"name": "a"}, {"name": "b", "set": {"group.0.quorum": 2}}],
    }
    answer = ran(experiment_from_dict(data | sizes))
    assert any("nothing can be told" in sentence for sentence in answer.sentences)
    assert "nan" not in " ".join(answer.sentences)
    written(answer, tmp_path / "out")


def test_what_matters_is_asked_of_one_scenario(tmp_path):
    design = 'uncertainty = { source = "prior", design = "morris", numbers = [\n'
    design += '"pull_strength", "reading_hours", "benchmarking"] }\n'
    text = ASKED.replace('"survival", ', "") + design
    answer = ran(put(tmp_path, text))
    assert answer.sections
    assert "nan" not in " ".join(answer.sentences)
    written(answer, tmp_path / "out")


# Experiments that are ready


@pytest.mark.parametrize("name", sorted(ready_files()))
def test_every_ready_experiment_loads_and_its_scenarios_are_valid(name):
    asked, marks = load_with_marks(name)
    plan = plan_of(asked, marks)
    assert asked.name == name
    assert len(plan.scenarios) == len(plan.policies)
    assert len({policy.name for policy in plan.policies}) == len(plan.policies)
    for several in plan.scenarios:
        for scenario in several:
            assert alone(scenario).hash() != scenario.hash() or not scenario.groups_active
    hashes = [several[0].hash() for several in plan.scenarios]
    assert len(set(hashes)) == len(hashes), "two alternatives are the same"


def test_ready_experiments_are_listed_with_their_questions():
    listed = ready_experiments()
    assert [entry.name for entry in listed] == sorted(ready_files())
    for entry in listed:
        asked = load_experiment(entry.name)
        assert (asked.title, asked.question) == (entry.title, entry.question)
        assert entry.question.endswith("?")


def test_an_experiment_that_is_given_keeps_its_name_and_place():
    asked = load_experiment("closeness")
    assert isinstance(asked, Experiment)
    assert asked.named("other").name == "other"
    assert asked.name == "closeness"
    assert asked.path == ready_files()["closeness"]
