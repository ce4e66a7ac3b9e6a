"""Those admitted and those left out are the same people in both arms, and are told apart."""

import numpy as np
import pytest

from pmg_sim.build import plan
from pmg_sim.codes import PRESENT
from pmg_sim.ensemble import run_course
from pmg_sim.inquiry import experiment, experiment_from_dict
from pmg_sim.inquiry.cells import plan_of
from pmg_sim.inquiry.left_out import STATES, People, _changes, person_by_person
from pmg_sim.inquiry.runs import run_cells

ASKED = {
    "title": "Open the door",
    "question": "Whom does it help?",
    "scenario": "flat",
    "outcomes": ["satisfaction"],
    "draws": 3,
    "replicates": 2,
    "uncertainty": "centre",
    "arm": [{"name": "closed"}, {"name": "open", "scenario": "open_admission"}],
    "left_out": {"departments": 3},
}


def people(keys, invited, seated, level):
    states = np.full((len(keys), len(STATES)), level)
    return People(np.array(keys), np.array(invited), np.array(seated), states)


def test_changes_are_those_of_the_same_people_present_in_both():
    other = people([1, 2, 3, 9], [True, False, False, False], [True, False, False, False], 0.4)
    one = people([3, 2, 1, 7], [False, False, True, False], [False, True, True, False], 0.4)
    one.states[:, 0] = [0.3, 0.6, 0.5, 0.9]  # of the persons 3, 2, 1 and 7
    invited, admitted, left_out = _changes(one, other)
    assert invited == pytest.approx([1, 0.1, 0.0, 0.0])
    assert admitted == pytest.approx([1, 0.2, 0.0, 0.0])
    assert left_out == pytest.approx([1, -0.1, 0.0, 0.0])


def test_kinds_without_anybody_have_no_change():
    one = people([1], [True], [True], 0.4)
    assert _changes(one, one)[1][0] == 0
    assert np.isnan(_changes(one, one)[1][1:]).all()


def test_an_alternative_like_the_baseline_changes_nobody():
    same = [{"name": "a"}, {"name": "b", "set": {"group.0.meal_paid_by": "department"}}]
    answer = experiment(experiment_from_dict(ASKED | {"arm": same}), say=lambda _: None)
    table = answer.table("person_by_person").set_index("who")
    assert table.loc["admitted", "people a department"] == 0.0
    assert table.loc["left out", "people a department"] > 5.0
    assert (table.loc[["invited", "left out"], list(STATES)] == 0.0).all(axis=None)


def test_the_table_is_what_the_departments_say():
    asked = experiment_from_dict(ASKED)
    runs = run_cells(asked, plan_of(asked), say=lambda _: None)
    found = person_by_person(runs, 3)
    admitted, changes = [], []
    for department in range(3):
        ends = []
        for (scenario,) in runs.plan.scenarios:
            state, _ = run_course(plan(scenario), asked.seed, department)
            here = state.people[: state.run[0].people]
            ends.append({one.key: one for one in here[here.status == PRESENT]})
        closed, opened = ends
        both = [opened[key] for key in opened if key in closed and opened[key].cohort < 0]
        seated = [one for one in both if one.joined_group >= 0 and one.mentor_of < 0]
        admitted.append(len(seated))
        gains = [one.satisfaction - closed[one.key].satisfaction for one in seated]
        changes.append(np.mean(gains) if gains else np.nan)
    table = found.section.tables[0].frame.set_index("who")
    assert table.loc["admitted", "people a department"] == pytest.approx(np.mean(admitted))
    assert table.loc["admitted", "satisfaction"] == pytest.approx(np.nanmean(changes))
    assert sum(admitted) > 0
    assert 'under "open" and "closed"' in found.sentences["open"]
