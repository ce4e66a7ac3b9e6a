"""What matters, from runs of the model to words, tables and figures."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.written_answer import Answer, as_dict
from pmg_sim.figures.answers import draw_picture, save_picture
from pmg_sim.parameters import MECHANISMS, PARAMETERS
from pmg_sim.scenario import load_scenario
from pmg_sim.sensitivity import each, groups, morris, screen, what_matters
from pmg_sim.sensitivity.sections import Told, of_screening, of_variance, sentence
from tests.figures.looking import axis_labels, outside, overlapping
from tests.sensitivity.functions import design, line, noisy, sobol_layout

BY_NUMBER = tuple(one.mechanism for one in PARAMETERS.values())
STUDY = load_scenario("study")
NAMES = ["motivation_to_hours", "attendance_base", "connection_to_satisfaction"]


def told(weights, luck_of_one, blocks=160):
    """Return what is found of a made-up outcome that hangs on some numbers."""
    luck = np.random.default_rng(21)
    made = sobol_layout(blocks, BY_NUMBER, luck)
    row = np.array([weights.get(name, 0.0) for name in PARAMETERS])
    effects = noisy(line(made.shares) @ row, luck_of_one, 4, luck)
    return Told("satisfaction", effects, groups(made, effects), each(made, effects))


CLEAR = told({"attendance_base": 2.0, "paper_hours": -1.0, "ambition": 0.5}, 2.0)
HIDDEN = told({"attendance_base": 0.02}, 4.0, blocks=24)


def test_the_sentence_names_what_the_outcome_hangs_on():
    said = sentence(CLEAR)
    assert said.startswith("The group's effect on members' satisfaction hangs most on viability")
    assert "of single numbers it hangs most on attendance_base" in said
    assert said.index("attendance_base") < said.index("paper_hours")
    luck = re.search(r"luck is (\d+) % of the variance between single departments", said)
    assert int(luck[1]) == pytest.approx(100 * 2.0 / 7.25, abs=6)


def test_what_luck_hides_is_said_to_be_hidden():
    assert "cannot be told: luck hides it" in sentence(HIDDEN)
    section = of_variance(HIDDEN, "about")
    assert section.sentences[0].startswith("Nothing can be told")
    assert section.tables[1].frame["share of the variance"].isna().all()
    assert section.pictures == ()


def test_what_never_varies_is_said_to_be_the_same():
    made = sobol_layout(8, BY_NUMBER, np.random.default_rng(1))
    effects = np.zeros((len(made.shares), 2))
    same = Told("usd", effects, groups(made, effects), each(made, effects))
    assert sentence(same).endswith("is the same whatever the numbers are.")


def test_tables_hold_every_mechanism_and_number_with_intervals():
    section = of_variance(CLEAR, "about")
    mechanisms, numbers = (one.frame for one in section.tables)
    assert sorted(mechanisms["mechanism"]) == sorted(MECHANISMS)
    assert sorted(numbers["number"]) == sorted(PARAMETERS)
    top = numbers.iloc[0]
    assert top["number"] == "attendance_base"
    assert top["meaning"] == PARAMETERS["attendance_base"].meaning
    assert top["from"] < 4.0 / 5.25 < top["to"]
    assert numbers.set_index("number").loc["paper_hours", "a larger number gives"] == "less"
    for table, index, low, high in (
        (mechanisms, "total", "total, from", "total, to"),
        (mechanisms, "first order", "first order, from", "first order, to"),
        (numbers, "share of the variance", "from", "to"),
    ):
        assert ((table[low] <= table[index]) & (table[index] <= table[high])).all()


def screened():
    luck = np.random.default_rng(3)
    steps = np.tril(np.ones((len(PARAMETERS) + 1, len(PARAMETERS))), -1)
    shares = np.concatenate([0.05 + 0.6 * steps, 0.35 + 0.6 * steps])
    made = design("morris", shares)
    place = list(PARAMETERS).index("paper_hours")
    return morris(made, noisy(-5.0 * shares[:, place], 0.01, 4, luck))


SECTIONS = {
    "clear": lambda: of_variance(CLEAR, "Made up."),
    "screened": lambda: of_screening("submissions", screened(), "Made up."),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_figures_can_be_read(name):
    for picture in SECTIONS[name]().pictures:
        figure = draw_picture(picture)
        assert outside(figure) == []
        assert overlapping(figure) == []
        assert len(axis_labels(figure)) == 1


def test_figures_are_the_same_bytes_each_time(tmp_path):
    picture = SECTIONS["clear"]().pictures[1]
    written = []
    for part in ("one", "other"):
        (tmp_path / part).mkdir()
        written.append([path.read_bytes() for path in save_picture(picture, tmp_path / part)])
    assert written[0] == written[1]


def test_a_screening_finds_the_number_that_matters():
    section = SECTIONS["screened"]()
    assert section.tables[0].frame["number"][0] == "paper_hours"
    assert "paper_hours" in section.sentences[0]
    assert "stand out from luck" in section.sentences[0]


@pytest.mark.parametrize("entry", [what_matters, screen])
def test_runs_of_the_model_become_an_answer(entry):
    outcomes = ["satisfaction", "attendance"]
    found = [
        entry(STUDY, outcomes, 4, 2, 2**63 - 1, names=NAMES, workers=workers) for workers in (1, 2)
    ]
    answers = [
        json.dumps(
            as_dict(
                Answer(
                    "experiment",
                    "x",
                    "X",
                    "?",
                    one.sentences,
                    one.sections,
                    one.methods,
                    pd.DataFrame(),
                    {},
                    "",
                )
            )
        )
        for one in found
    ]
    assert answers[0] == answers[1]
    one, other = ([part.tables for part in each_of.sections] for each_of in found)
    for tables, same in zip(one, other, strict=True):
        for table, twin in zip(tables, same, strict=True):
            pd.testing.assert_frame_equal(table.frame, twin.frame)
    assert len(found[0].sentences) == len(found[0].sections) == 2
    assert OUTCOMES["attendance"].label in found[0].sentences[1].lower()
    assert "3 numbers" in found[0].methods[0][1]


def test_numbers_that_the_scenario_sets_do_not_vary():
    fixed = STUDY.override({"attendance_base": PARAMETERS["attendance_base"].default})
    found = what_matters(fixed, ["satisfaction"], 3, 2, names=NAMES)
    assert sorted(found.sections[0].tables[1].frame["number"]) == sorted(set(NAMES) - {NAMES[1]})


def test_unknown_names_are_told_with_the_nearest():
    with pytest.raises(ValueError, match="attendance_bas is no parameter; nearest"):
        what_matters(STUDY, ["satisfaction"], 3, 2, names=["attendance_bas"])
    with pytest.raises(ValueError, match="satisfacton is no outcome; nearest: satisfaction"):
        screen(STUDY, ["satisfacton"], 3, 2, names=NAMES)


def test_too_few_are_told():
    with pytest.raises(ValueError, match="replicates = 1; allowed: 2 or more"):
        what_matters(STUDY, ["satisfaction"], 4, 1, names=NAMES)
    with pytest.raises(ValueError, match="sets = 2; allowed: 3 or more"):
        what_matters(STUDY, ["satisfaction"], 2, 2, names=NAMES)
    with pytest.raises(ValueError, match="sets = 1; allowed: 2 or more"):
        screen(STUDY, ["satisfaction"], 1, 2, names=NAMES)
