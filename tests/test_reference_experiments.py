"""The answers that are shown: one of them is made anew, the others are whole and of this model."""

import json
from pathlib import Path

import pandas as pd
import pytest

from pmg_sim.experiments.written_answer import as_dict
from pmg_sim.inquiry import experiment, load_experiment, ready_experiments
from pmg_sim.jit import theory_version

KEPT = Path(__file__).parents[1] / "results" / "reference" / "experiments"
READY = [entry.name for entry in ready_experiments()]

ANEW = "dyadic_versus_peer"
"""Takes the fewest runs at its full size."""


def told(name):
    return json.loads((KEPT / name / "answer.json").read_text(encoding="utf-8"))


def test_every_ready_experiment_is_kept_and_no_other():
    assert sorted(path.name for path in KEPT.iterdir()) == READY
    assert len(READY) == 11


@pytest.mark.parametrize("name", READY)
def test_it_was_made_by_this_model_from_this_file_and_is_whole(name):
    found, asked = told(name), load_experiment(name)
    assert found["facts"]["theory"] == theory_version()
    assert found["facts"]["experiment"] == asked.model_dump(mode="json", exclude_unset=True)
    assert found["reproduce"] == f"pmg experiment {name}"
    assert found["answer"]
    assert not [sentence for sentence in found["answer"] if "nan" in sentence.split()]
    figures = [one["name"] for part in found["sections"] for one in part["figures"]]
    assert sorted(path.stem for path in (KEPT / name).glob("*.png")) == sorted(figures)


def test_an_answer_made_anew_is_the_one_that_is_shown(tmp_path):
    anew = experiment(ANEW, store=tmp_path)
    found = told(ANEW)
    assert json.loads(json.dumps(as_dict(anew)))["answer"] == found["answer"]
    for part in anew.sections:
        for one in part.tables:
            path = tmp_path / f"{one.name}.csv"
            one.frame.to_csv(path, index=False, float_format="%.6g")
            kept = pd.read_csv(KEPT / ANEW / f"{one.name}.csv")
            pd.testing.assert_frame_equal(pd.read_csv(path), kept, rtol=1e-4)
