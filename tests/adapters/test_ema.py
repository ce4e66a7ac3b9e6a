"""The EMAworkbench's own perform_experiments drives the model."""

import pickle
import sys

import numpy as np
import pytest
from scipy.stats import kstest

from pmg_sim.adapters.ema import _Prior, ema_model
from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario import load_scenario

STUDY = load_scenario("study")
LEVERS = {
    "group.0.quorum": (2, 4),
    "group.0.calendar.0.hour": ["noon", "evening"],
}


def test_the_workbench_runs_experiments(workbench):
    model = ema_model(STUDY, LEVERS, ["attendance_base"], ["satisfaction", "usd"], replicates=2)
    experiments, outcomes = workbench.perform_experiments(model, scenarios=2, policies=2)
    assert len(experiments) == 4
    assert set(experiments["group_0_quorum"]) <= {2, 3, 4}
    assert set(experiments["group_0_calendar_0_hour"]) == {"noon", "evening"}
    assert {name: values.shape for name, values in outcomes.items()} == {
        "satisfaction": (4,),
        "usd": (4,),
    }
    assert np.isfinite(outcomes["satisfaction"]).all()
    cost = dict(zip(experiments["group_0_calendar_0_hour"], outcomes["usd"], strict=True))
    assert cost["evening"] != cost["noon"]


def test_an_experiment_is_the_scenario_with_these_settings(workbench):
    model = ema_model(STUDY, {}, {"attendance_base": (0.5, 5.0)}, ["support"], replicates=3, seed=9)
    point = workbench.Sample("one", attendance_base=2.5)
    _, outcomes = workbench.perform_experiments(model, scenarios=[point])
    from pmg_sim.experiments.sweep import sweep

    changed = STUDY.override({"attendance_base": 2.5})
    runs = sweep([changed, changed.without_group()], [{}], 3, 9, ["support"])
    assert outcomes["support"] == pytest.approx((runs[0] - runs[1]).mean(), abs=1e-15)


def test_uncertainties_are_drawn_from_priors_cut_to_their_ranges():
    model = ema_model(STUDY, {}, ["attendance_base"], ["support"])
    told = PARAMETERS["attendance_base"]
    parameter = model.uncertainties["attendance_base"]
    drawn = parameter.dist.ppf(np.linspace(0.001, 0.999, 500))
    inner = (drawn > told.low) & (drawn < told.high)
    assert inner.all()
    cut = told.prior.distribution()
    below, above = cut.cdf(told.low), cut.cdf(told.high)
    assert kstest((cut.cdf(drawn) - below) / (above - below), "uniform").pvalue > 0.9
    again = pickle.loads(pickle.dumps(_Prior("attendance_base")()))
    assert again.ppf(0.5) == parameter.dist.ppf(0.5)


def test_without_the_workbench_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    with pytest.raises(ImportError, match="extra `adapters` brings it"):
        ema_model(STUDY, {}, ["attendance_base"], ["support"])


def test_mistakes_are_told_in_one_sentence():
    with pytest.raises(ValueError, match="attendance_bas is no parameter; nearest"):
        ema_model(STUDY, {}, ["attendance_bas"], ["support"])
    with pytest.raises(ValueError, match="low below high"):
        ema_model(STUDY, {"group.0.quorum": (4, 2)}, ["attendance_base"], ["support"])
    with pytest.raises(ValueError, match="two or more"):
        ema_model(STUDY, {"group.0.quorum": [4]}, ["attendance_base"], ["support"])
