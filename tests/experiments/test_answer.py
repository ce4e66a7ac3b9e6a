"""A scenario's answer: what moves, what does not, and against which scenario it is held."""

import numpy as np
import pandas as pd
import pytest

from pmg_sim.evaluation.measures import COST_MEASURES
from pmg_sim.experiments import in_words, read, run, summary, write
from pmg_sim.experiments.answer import TOLD, answer, compare, in_a_sentence
from pmg_sim.experiments.estimates import paired
from pmg_sim.experiments.measures import GROUP_MEASURES, MEASURES
from pmg_sim.scenario import load_scenario
from tests.experiments import case

N = 12


def arm(name, **means):
    """Return the measures of an arm: an own level for each replicate, and small noise."""
    level = np.random.default_rng(1).normal(0.5, 0.2, N)
    noise = np.random.default_rng(len(name)).normal(0.0, 0.01, (N, len(MEASURES)))
    table = pd.DataFrame(level[:, None] + noise, columns=list(MEASURES))
    for measure, change in means.items():
        table[measure] += change
    table.insert(0, "replicate", range(N))
    table.insert(1, "arm", name)
    return table


def arms(*tables):
    return pd.concat(tables, ignore_index=True)


ALONE = arm("no_group").assign(**dict.fromkeys([*GROUP_MEASURES, *COST_MEASURES], np.nan))
GROUP = arm("group", satisfaction=0.2, strain=-0.1, retained=5.0)


def test_what_the_group_moves_and_leaves_unmoved():
    found = answer(arms(GROUP, ALONE), None)
    truly = ["satisfaction", "strain", "retained"]
    assert [name for name in found["moved"] if name in truly] == truly
    others = set(TOLD) - set(GROUP_MEASURES) - set(truly)
    assert set(found["unmoved"]) == others - set(found["moved"])
    assert len(found["unmoved"]) >= len(others) - 2  # one in twenty clears zero by chance
    assert set(found["without"]) == set(TOLD) - set(GROUP_MEASURES)
    assert found["without"]["satisfaction"]["mean"] == pytest.approx(0.2, abs=0.02)
    assert found["without"]["strain"]["high"] < 0


def test_values_are_those_of_the_group_or_of_the_only_arm():
    found = answer(arms(GROUP, ALONE), None)
    assert found["values"]["survival"]["mean"] == pytest.approx(GROUP["survival"].mean())
    only = answer(ALONE, None)
    assert only["values"]["strain"]["mean"] == pytest.approx(ALONE["strain"].mean())
    assert only["values"]["survival"]["mean"] is None
    assert only["without"] == only["base"] == {}
    assert only["moved"] == only["unmoved"] == []


def test_what_is_the_same_in_every_replicate_is_unmoved():
    same = arms(ALONE.assign(arm="group"), ALONE)
    found = answer(same, None)
    assert found["moved"] == []
    assert set(found["unmoved"]) == set(TOLD) - set(GROUP_MEASURES)


def test_replicates_are_paired_by_number():
    mixed = arms(GROUP.sample(frac=1, random_state=1), ALONE)
    assert answer(mixed, None)["without"]["strain"]["low"] == pytest.approx(
        answer(arms(GROUP, ALONE), None)["without"]["strain"]["low"]
    )
    found = compare(arms(GROUP, ALONE), "group", "no_group")
    assert found["strain"] == paired(GROUP["strain"], ALONE["strain"])


def test_the_comparison_with_a_base():
    hair = np.linspace(-1e-6, 1e-6, N)
    base = arm("base").assign(
        survival=GROUP["survival"] - 0.3 + hair, know_how=GROUP["know_how"] - 0.001 + hair
    )
    found = answer(arms(GROUP, ALONE, base), "flat")
    assert found["compared_with"] == "flat"
    assert set(found["base"]) == set(TOLD)
    assert found["base"]["survival"]["mean"] == pytest.approx(0.3)
    (sentence,) = in_a_sentence(found)
    assert sentence.startswith("Against flat these differ clearly (of ")
    # The surest first, whatever its size.
    assert sentence.index("groups that last +0.3") < sentence.index("members' satisfaction +0.")
    assert sentence.index("promotion know-how +0.001") < sentence.index("members' strain -0")
    assert "disclosure" not in sentence


def test_nothing_clear_is_said_in_so_many_words():
    twin = answer(arms(GROUP, GROUP.assign(arm="base")), "flat")
    (sentence,) = in_a_sentence(twin)
    assert sentence == "Against flat: of 19 measures none differs clearly (95 % intervals)."


@pytest.mark.parametrize("base", [None, "flat"])
def test_without_a_base_or_with_one_replicate_no_sentence_is_made(base):
    assert in_a_sentence(answer(arms(GROUP, ALONE), base)) == []
    one = arms(GROUP, ALONE, arm("base"))
    assert in_a_sentence(answer(one[one["replicate"] == 0], "flat")) == []


def test_without_a_base_nothing_is_compared(many):
    found = summary(many)["answer"]
    assert many.compared_with is None
    assert set(many.measures["arm"]) == {"group", "no_group"}
    assert found["compared_with"] is None
    assert found["base"] == {}
    assert "Question: What does it do?" in in_words(summary(many))
    assert "Against nobody meeting, on the average of the second half" in in_words(summary(many))


@pytest.fixture(scope="module")
def extended(tmp_path_factory):
    """Run a scenario whose file extends another one in its folder."""
    from pmg_sim.experiments.scenario_file import as_toml

    folder = tmp_path_factory.mktemp("extended")
    (folder / "plain.toml").write_text(as_toml(case.small()), encoding="utf-8")
    (folder / "keen.toml").write_text(
        'extends = "./plain.toml"\ntitle = "Keen"\nquestion = "What if all are keen?"\n'
        "[traits]\ncommitment = { mean = 0.95, sd = 0.01 }\n",
        encoding="utf-8",
    )
    return run(load_scenario(folder / "keen.toml"), seed=2, replicates=4)


def test_a_scenario_that_builds_on_another_is_held_against_it(extended):
    assert extended.compared_with == "plain"
    table = extended.measures
    assert list(table["arm"]) == ["group"] * 4 + ["no_group"] * 4 + ["base"] * 4
    assert table["replicate"].tolist() == [0, 1, 2, 3] * 3
    plain = run(case.small(), seed=2, replicates=4).measures
    pd.testing.assert_frame_equal(
        table[table["arm"] == "base"][list(MEASURES)].reset_index(drop=True),
        plain[plain["arm"] == "group"][list(MEASURES)].reset_index(drop=True),
    )
    found = summary(extended)["answer"]
    assert found["compared_with"] == "plain"
    wide = table.pivot(index="replicate", columns="arm", values="attendance")
    change = (wide["group"] - wide["base"]).mean()
    assert found["base"]["attendance"]["mean"] == pytest.approx(change)
    assert "Against plain" in in_words(summary(extended))


def test_the_comparison_survives_a_folder(extended, tmp_path):
    write(extended, tmp_path / "results")
    again = read(tmp_path / "results")
    assert again.compared_with == "plain"
    assert again.scenario.base is None  # the file it was built on may be gone
    assert summary(again) == summary(extended)


def test_changed_settings_keep_no_base():
    flat = load_scenario("flat")
    assert flat.base.name == "study"
    assert load_scenario("study").base is None
    assert flat.override({"group.0.quorum": 4}).base is None
    changed = flat.override({"horizon_weeks": 208, "department.hires_per_year": 3})
    results = run(changed, seed=1, replicates=1)
    assert results.compared_with is None
    assert set(results.measures["arm"]) == {"group", "no_group"}


def test_an_interrupted_run_keeps_whole_replicates_only():
    def stop(done, _):
        if done == 2:
            raise KeyboardInterrupt

    results = run(load_scenario("flat"), seed=1, replicates=5, progress=stop)
    assert results.interrupted
    assert results.measures.groupby("arm").size().to_dict() == {
        "group": 2,
        "no_group": 2,
        "base": 2,
    }
    assert results.replicates == 2
