"""The checks against published numbers name entries, quantities, arms and measures there are."""

import pytest

from pmg_sim.evidence import literature, literature_checks
from pmg_sim.experiments.careers import CAREERS, Careers
from pmg_sim.experiments.ensembles import arm_scenario
from pmg_sim.experiments.literature import BASELINE, TRACKS
from pmg_sim.experiments.measures import MEASURES
from pmg_sim.scenario import library, load_scenario

CHECKS = [(kind, check) for kind, checks in literature_checks().items() for check in checks]
each_check = pytest.mark.parametrize(("kind", "check"), CHECKS, ids=lambda one: str(one)[:40])
OF_CAREERS = {"entry", "quantity", "says", "low", "high"}
OF_GROUPS = {"entry", "of", "measure", "scale", "says", "low", "high"}


def test_there_are_two_kinds():
    assert set(literature_checks()) == {"baseline", "mechanism"}


@each_check
def test_an_entry_stands_in_the_literature_under_its_kind(kind, check):
    assert check["entry"] in {entry["name"] for entry in literature()[kind]}


@each_check
def test_a_check_is_whole(kind, check):
    if "quantity" in check:
        assert set(check) == OF_CAREERS
        assert check["quantity"] in {*CAREERS, "hazard_ratio"}
    else:
        assert kind == "mechanism"
        second = "with" if check["scale"] == "correlation" else "than"
        assert set(check) == OF_GROUPS | {second}
        assert check["scale"] in ("sd", "log-odds", "correlation")
        assert {check["measure"], check.get("with", check["measure"])} <= set(MEASURES)
        for arm in (check["of"], check.get("than")):
            assert arm is None or arm_scenario(arm).name in {entry.name for entry in library()}


@each_check
def test_a_mechanism_has_a_sign_and_a_baseline_a_range(kind, check):
    assert check["low"] < check["high"]
    if kind == "mechanism":
        assert 0.0 in (check["low"], check["high"])
    else:
        assert check["low"] > 0.0


def test_every_quantity_of_careers_is_told_and_checked():
    assert tuple(CAREERS) == Careers._fields
    checked = {check["quantity"] for _, check in CHECKS if "quantity" in check}
    assert checked == {*CAREERS, "hazard_ratio"}


def test_careers_are_those_of_departments_without_a_group():
    scenario = load_scenario(BASELINE)
    assert not scenario.group
    assert scenario.horizon_weeks % 26 == 0
    for track in TRACKS:
        assert scenario.override({"department.track": track}).department.track == track
