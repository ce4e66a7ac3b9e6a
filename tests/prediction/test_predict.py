"""Predictions of small programmes: the comparisons, causal zero, the same bytes, the examples."""

import json
import re
import shlex
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pmg_sim
import pmg_sim.posterior as posterior
from pmg_sim.cli import predict as command
from pmg_sim.prediction import DRAWS, in_words, load_programme, predict, write
from pmg_sim.prediction.files import as_dict
from pmg_sim.prediction.load import programme_from_dict
from pmg_sim.prediction.names import COMPARING, KINDS
from tests.cli.command import pmg, refused
from tests.prediction.case import GOOD, SETTING, instead

EXAMPLES = sorted((Path(__file__).parents[2] / "experiments" / "programmes").glob("*.toml"))
SMALL = {"draws": 4, "replicates": 3, "uncertainty": "prior", "say": lambda _: None}
FEW = ("--draws", "3", "--replicates", "2", "--uncertainty", "prior")


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "small.toml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def of(path, text, **sizes):
    path.write_text(text, encoding="utf-8")
    return predict(path, **SMALL | sizes)


def test_three_lines_of_python_give_a_frame(path):
    found = pmg_sim.predict(path, **SMALL)
    labels = [told["label"] for told in found.quantities]
    assert labels[2:4] == ["survival of groups at 0.5 years", "survival of groups at 1 year"]
    assert list(found.table.index) == labels
    assert list(found.values.columns) == ["draw", "replicate", *labels]
    assert len(found.values) == 12
    survival = found.values[labels[2]]
    assert survival.between(0, 1).all()


@pytest.mark.parametrize(("workers", "block"), [(1, 7), (2, 100)])
def test_neither_threads_nor_blocks_change_a_byte(path, tmp_path, workers, block):
    usual = write(predict(path, **SMALL), tmp_path / "usual")
    other = predict(path, **SMALL, workers=workers, block=block, store=tmp_path / "kept")
    written = write(other, tmp_path / "other")
    assert [p.read_bytes() for p in usual] == [p.read_bytes() for p in written]


def test_another_seed_gives_other_numbers(path):
    one, other = (predict(path, **SMALL, seed=seed).values for seed in (1, 2))
    assert not one.equals(other)


EVERYTHING = "\n".join(
    f'[[quantity]]\nof = "{name}"\nas = "{how}"\n'
    for kind in KINDS.values()
    if "same_people" in kind.comparisons
    for name in kind.names
    for how in kind.statistics
    if how in COMPARING
)


def test_groups_that_cannot_act_make_no_difference_at_all(path):
    text = GOOD[: GOOD.index("[[quantity]]")] + EVERYTHING
    found = of(
        path, instead("horizon_weeks = 60", "horizon_weeks = 60\ngroups_active = false", text)
    )
    assert len(found.quantities) > 100
    for told in found.quantities:
        values = found.values[told["label"]].dropna()
        if told["as"] == "odds_ratio":
            assert values.to_numpy() == pytest.approx(1.0, rel=1e-12)
        else:
            assert (values == told["null"]).all()
        assert (
            told["expected"]["above_null"] in (0.0, None)
            or told["as"] == "odds_ratio"
            or np.isnan(told["expected"]["above_null"])
        )


def compared(path, comparison, **sizes):
    start = GOOD.index("[comparison]")
    asked = '[[quantity]]\nof = "strain"\nas = "difference"\n'
    found = of(path, f"{GOOD[:start]}{comparison}\n{asked}", **sizes)
    return found.values["difference of strain"].to_numpy()


def test_each_comparison_has_another_side(path):
    same = (
        SETTING.replace("[setting]", "[comparison.setting]")
        .replace("setting.", "comparison.setting.")
        .replace("comparison.comparison.", "comparison.")
    )
    assert same.count("[comparison.setting") == 4
    found = {
        name: compared(path, f'[comparison]\nwith = "{name}"')
        for name in ("same_people", "colleagues", "before")
    }
    another = '[comparison]\nwith = "setting"\n'
    found["others"] = compared(path, another + same)
    found["led"] = compared(path, f'{another}people = "same"\n{same.replace("flat", "senior_led")}')
    assert all(np.isfinite(values).all() and values.any() for values in found.values())
    assert len({values.tobytes() for values in found.values()}) == len(found)
    itself = compared(path, f'{another}people = "same"\n{same}')
    assert not itself.any()


def test_the_same_people_stand_nearer_than_others(path):
    same = compared(path, '[comparison]\nwith = "same_people"', draws=8)
    colleagues = compared(path, '[comparison]\nwith = "colleagues"', draws=8)
    assert same.std() < colleagues.std()


def test_a_setting_may_be_a_name_or_extend_one(path):
    start, end = GOOD.index("[setting]"), GOOD.index("[comparison]")
    path.write_text(GOOD[:start] + 'setting = "midcareer"\n\n' + GOOD[end:], encoding="utf-8")
    named = load_programme(path)
    path.write_text(
        GOOD[:start] + '[setting]\nextends = "midcareer"\n\n' + GOOD[end:], encoding="utf-8"
    )
    assert load_programme(path).setting.hash() == named.setting.hash()
    assert named.setting.hash() == pmg_sim.load_scenario("midcareer").hash()
    data = {"title": "x", "question": "y", "setting": "midcareer", "comparison": "before"}
    data["quantity"] = [{"of": "strain", "as": "difference"}]
    programme = programme_from_dict(data)
    assert programme.setting.hash() == named.setting.hash()
    assert programme.compared_with == "before"


def test_what_a_setting_states_of_the_theory_is_not_drawn(path):
    stated = instead("[comparison]", "[setting.parameters]\npull_strength = 0.0\n\n[comparison]")
    free, fixed = predict(path, **SMALL), of(path, stated)
    assert not free.values.equals(fixed.values)


def test_the_posterior_is_drawn_from_unless_the_prior_is_asked_for(path, monkeypatch):
    learnt = pd.DataFrame({"weight": [0.5, 0.5], "pull_strength": [0.0, 0.1]})
    monkeypatch.setattr(posterior, "posterior", lambda: learnt)
    sizes = {name: value for name, value in SMALL.items() if name != "uncertainty"}
    found = predict(path, **sizes)
    assert found.uncertainty == "posterior"
    assert "the study's posterior" in " ".join(in_words(found).split())
    assert not found.values.equals(predict(path, **SMALL).values)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_run(example):
    sizes = SMALL | {"draws": 3, "replicates": 2}
    found = predict(example, **sizes)
    for told in found.quantities:
        assert told["observed"]["not_computed"] < 6, told["label"]
    words = in_words(found)
    assert words.isascii()
    assert max(map(len, words.splitlines())) <= 118


def test_there_are_four_examples():
    assert len(EXAMPLES) == 4


def test_the_command_writes_files_and_prints_a_table(path, tmp_path):
    done = pmg("predict", str(path), *FEW)
    assert done.exit_code == 0, done.output
    folder = tmp_path / "results" / "predict" / "small"
    kept = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    assert set(kept) == {"prediction.json", "draws.csv", "prediction.png", "prediction.svg"}
    assert "difference of satisfaction" in done.stdout
    again = pmg("predict", str(path), *FEW, "--json", "--workers", "1", "--out", "elsewhere")
    assert json.loads(again.stdout) == json.loads(kept["prediction.json"])
    there = {p.name: p.read_bytes() for p in Path("elsewhere").iterdir() if p.is_file()}
    assert there == kept


def test_the_command_and_the_function_have_the_same_default():
    assert command.DRAWS == DRAWS


@pytest.mark.parametrize(
    "typed", [("--draws", "2"), ("--replicates", "1"), ("--uncertainty", "none"), ("--seed", "-1")]
)
def test_sizes_out_of_range_are_refused(path, typed):
    assert "allowed" in refused("predict", str(path), *typed)


def test_a_place_that_cannot_be_written_to_is_told(path):
    assert "--out" in refused("predict", str(path), *FEW, "--out", str(path))


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"replicates": 1}, {"uncertainty": "mine"}])
def test_the_function_refuses_what_is_out_of_range(path, wrong):
    with pytest.raises(ValueError, match="allowed"):
        predict(path, **SMALL | wrong)


def test_what_is_no_number_becomes_nothing_in_json(path):
    text = GOOD[: GOOD.index("[[quantity]]")]
    rare = text.replace("horizon_weeks = 60", "horizon_weeks = 1")
    found = of(path, f'{rare}[[quantity]]\nof = "papers_published"\nas = "rate_ratio"\n')
    told = as_dict(found)["quantities"][0]
    assert told["observed"]["median"] is None
    assert told["observed"]["not_computed"] == 12
    assert "could not be computed in 12 of 12" in in_words(found)


def test_the_page_on_programmes_can_be_followed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = (EXAMPLES[0].parents[2] / "docs/how-to/predict-a-programme.md").read_text("utf-8")
    shown = dict(re.findall(r"^```(\w+)\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    Path("mine.toml").write_text(shown["toml"], encoding="utf-8")
    done = pmg(*shlex.split(shown["sh"])[1:], *FEW)
    assert done.exit_code == 0, done.output
    few = shown["python"].replace("draws=20", 'draws=3, uncertainty="prior"')
    assert few != shown["python"]
    exec(compile(few, "page", "exec"), {})
