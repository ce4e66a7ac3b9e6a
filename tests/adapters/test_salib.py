"""SALib's own ProblemSpec drives the model."""

import numpy as np
import pytest
from SALib import ProblemSpec

from pmg_sim.adapters.salib import evaluate, problem
from pmg_sim.experiments.sweep import sweep
from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario import load_scenario

STUDY = load_scenario("study")
NAMES = ["motivation_to_hours", "attendance_base", "strain_to_hours"]


def test_salib_samples_runs_and_analyses():
    spec = ProblemSpec(problem(NAMES))
    spec.sample_sobol(4, calc_second_order=False, seed=1)
    spec.evaluate(lambda x: evaluate(STUDY, x, spec, ["satisfaction", "support"], replicates=2))
    spec.analyze_sobol(calc_second_order=False, seed=1)
    assert spec.results.shape == (20, 2)
    assert np.ptp(spec.results, axis=0).min() > 0.0
    assert {"ST", "S1"} <= spec.analysis["Y1"].keys()


def test_rows_are_run_at_the_values_that_they_stand_for():
    made = problem(NAMES, {"strain_to_hours": (0.1, 0.2)})
    x = np.array([[0.2, 0.5, 0.11], [0.9, 0.1, 0.19]])
    sets = [
        {
            "motivation_to_hours": float(PARAMETERS["motivation_to_hours"].quantile(row[0])),
            "attendance_base": float(PARAMETERS["attendance_base"].quantile(row[1])),
            "strain_to_hours": row[2],
        }
        for row in x.tolist()
    ]
    runs = sweep([STUDY, STUDY.without_group()], sets, 3, 5, ["satisfaction", "attendance"])
    found = evaluate(STUDY, x, made, ["satisfaction", "attendance"], replicates=3, seed=5)
    assert found[:, 0] == pytest.approx((runs[0] - runs[1]).mean(axis=1)[:, 0], abs=1e-15)
    assert found[:, 1] == pytest.approx(runs[0].mean(axis=1)[:, 1], abs=1e-15)
    with_it = evaluate(STUDY, x, made, ["satisfaction"], replicates=3, seed=5, of="group")
    assert with_it == pytest.approx(runs[0].mean(axis=1)[:, 0], abs=1e-15)


def test_groups_are_mechanisms():
    assert problem(NAMES, groups=True)["groups"] == [PARAMETERS[name].mechanism for name in NAMES]


def test_mistakes_are_told_in_one_sentence():
    with pytest.raises(ValueError, match="motivation_to_hour is no parameter; nearest"):
        problem(["motivation_to_hour"])
    with pytest.raises(ValueError, match="low below high"):
        problem(NAMES, {NAMES[0]: (0.4, 0.2)})
    with pytest.raises(ValueError, match=r"allowed: within 0 to 0\.9"):
        problem(NAMES, {NAMES[0]: (0.4, 2.0)})
    with pytest.raises(ValueError, match="satisfacton is no outcome; nearest: satisfaction"):
        evaluate(STUDY, np.zeros((1, 3)), problem(NAMES), ["satisfacton"])
    with pytest.raises(ValueError, match="a column for each name"):
        evaluate(STUDY, np.zeros((1, 2)), problem(NAMES), ["satisfaction"])
    with pytest.raises(ValueError, match="allowed: 'effect' or 'group'"):
        evaluate(STUDY, np.full((1, 3), 0.5), problem(NAMES), ["satisfaction"], of="level")
    fixed = STUDY.override({NAMES[0]: 0.3})
    with pytest.raises(ValueError, match="the scenario sets it"):
        evaluate(fixed, np.full((1, 3), 0.5), problem(NAMES), ["satisfaction"])
