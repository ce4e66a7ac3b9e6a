"""Surveys and records of a group's people, held against the same read off the state in numpy."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.build import build, plan
from pmg_sim.ensemble import Recording, simulate
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.evaluation.people_row import PEOPLE_COLUMNS, RECORD, STATES, WHO
from pmg_sim.evaluation.scales import SCALES, rate_scales
from pmg_sim.processes.week import one_week
from pmg_sim.scenario import load_scenario
from pmg_sim.theory.ties import connection
from tests.experiments import case

SEED, REPLICATE = 4, 3


def answers(state, p):
    """Return by name what everybody would answer now."""
    people = state.people[: state.run[0].people]
    found = {name: np.array(people[name]) for name in STATES if name in people.dtype.names}
    found["connection"] = np.array([connection(p, person.strength) for person in people])
    outside = [connection(p, person.outside_strength) for person in people]
    found["outside_connection"] = np.array(outside)
    scales = np.empty((len(people), len(SCALES)))
    for i in range(len(people)):
        rate_scales(state, p, i, scales[i])
    return found | dict(zip(SCALES, scales.T, strict=True))


@pytest.fixture(scope="module", params=["study", "two_groups"])
def run(request):
    """A department on its first day and at the end, and the rows of its people."""
    scenario = load_scenario("study") if request.param == "study" else case.two_groups()
    settled = plan(scenario)
    p, state = settled.parameters[0], build(settled, SEED, REPLICATE)
    first, stages = answers(state, p), np.array(state.people.stage[: state.run[0].people])
    for _ in range(scenario.horizon_weeks):
        one_week(state, p)
    ran = run_replicates(
        settled, settled.parameters, SEED, REPLICATE, REPLICATE + 1, None, people=True
    )
    return scenario, state, (first, answers(state, p)), stages, ran


def chosen(state, stages, group, who):
    """Return the rows of people whom a row is about."""
    people = state.people[: len(stages)]
    if who == "cohort":
        return np.flatnonzero((people.cohort == group) & (people.excused == 0))
    asked = (people.asked_by >= 0) | (people.cohort >= 0) | (people.mentor_of >= 0)
    stage = state.groups[group].invited_stage
    return np.flatnonzero(~asked & (people.excused == 0) & (stages == stage))


def test_answers_and_counts_are_those_of_the_people(run):
    scenario, state, (first, last), stages, ran = run
    seen = 0
    for g in range(len(scenario.groups())):
        for k, who in enumerate(WHO):
            row = dict(zip(PEOPLE_COLUMNS, ran.people[0, g, k], strict=True))
            rows = chosen(state, stages, g, who)
            people = state.people[rows]
            here = rows[people.status == codes.PRESENT]
            assert (row["people"], row["present"]) == (len(rows), len(here))
            ends = np.where(people.left < 0, scenario.horizon_weeks, people.left)
            years = (ends - np.maximum(0, people.arrived)).sum() / 52
            assert row["person_years"] == pytest.approx(years)
            for name in first:
                for when, values in (("before", first[name][rows]), ("after", last[name][here])):
                    if len(values) > 1:
                        seen += 1
                        assert row[f"{name}.{when}"] == pytest.approx(values.mean())
                        assert row[f"{name}.{when}_sd"] == pytest.approx(values.std(ddof=1))
            for name in RECORD:
                counts = (
                    people.coauthored + people.cotaught + people.copresented
                    if name == "joint_products"
                    else people[name]
                )
                assert row[f"{name}.total"] == counts.sum()
                assert row[f"{name}.any"] == (counts > 0).sum()
    assert seen > 50


def test_recording_people_changes_nothing_else(run):
    scenario, _, _, _, ran = run
    settled = plan(scenario)
    alone = run_replicates(settled, settled.parameters, SEED, REPLICATE, REPLICATE + 1, None)
    assert alone.people.shape[1] == 0
    assert alone.rows.tobytes() == ran.rows.tobytes()
    assert alone.measures.tobytes() == ran.measures.tobytes()


def test_an_ensemble_gives_the_rows_in_the_order_of_replicates(run):
    scenario, _, _, _, ran = run
    recording = Recording(weeks=False, people=True)
    found = simulate(scenario, REPLICATE + 2, SEED, None, recording, block=2).people()
    assert found.shape == (REPLICATE + 2, len(scenario.groups()), len(WHO), len(PEOPLE_COLUMNS))
    assert found[REPLICATE].tobytes() == ran.people[0].tobytes()


def test_people_have_to_be_recorded_to_be_asked_for():
    with pytest.raises(ValueError, match="no people were recorded"):
        simulate(case.small(), 1, 1, None, Recording(weeks=False)).people()
