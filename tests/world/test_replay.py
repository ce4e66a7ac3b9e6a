"""A run that breaks is shown: the week, the phase, the state, and whose it is."""

import math

import pytest

from pmg_sim.build import plan
from pmg_sim.world import Department, Faculty, Group, PeerMentoringModel
from pmg_sim.world import replay as replaying
from pmg_sim.world.replay import replay
from tests.experiments import case

SCENARIO = case.small()
ROW, WEEK = 11, 6


def spoil(monkeypatch, kind, phase, harm):
    """Let agents of a class do their phase, and then harm in one week."""
    real = getattr(kind, phase)

    def spoiled(self):
        real(self)
        if self.model.week == WEEK:
            harm(self)

    monkeypatch.setattr(kind, phase, spoiled)


def test_a_run_without_a_fault_goes_through(monkeypatch):
    said, settled = [], []
    real = replaying.plan
    monkeypatch.setattr(replaying, "plan", lambda *given: settled.append(given) or real(*given))
    found = replay(SCENARIO.without_group(), {"pull_strength": 0.0}, 3, 1, said.append)
    assert settled == [(SCENARIO.without_group(), {"pull_strength": 0.0})]
    assert not found.broke
    assert found.in_words() == ("Replicate 1 of seed 3 goes through all 64 weeks without a fault.")
    assert said == ["Replicate 1: 52 of 64 weeks without a fault."]


def test_the_replay_is_the_run_itself():
    model = replaying._Watched.of(plan(SCENARIO), 3, 1)
    plain = PeerMentoringModel.from_plan(plan(SCENARIO), seed=3, replicate=1, collect=False)
    for _ in range(20):
        model.step()
        plain.step()
    for watched, once in zip(model.state, plain.state, strict=True):
        assert watched.tobytes() == once.tobytes()


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_the_first_state_that_is_not_finite_is_told_with_its_owner(monkeypatch, value):
    def harm(person):
        if person.row == ROW:
            person.model.columns["people.motivation"][ROW] = value

    spoil(monkeypatch, Faculty, "share_time", harm)
    found = replay(SCENARIO, {}, 3, 1)
    assert (found.week, found.phase) == (WEEK, "share_time")
    (fault,) = found.faults
    assert (fault.state, fault.row, str(fault.value)) == ("people.motivation", ROW, str(value))
    model = PeerMentoringModel.from_plan(plan(SCENARIO), seed=3, replicate=1, collect=False)
    assert fault.key == model.state.people["key"][ROW]
    assert f"breaks after week {WEEK}, phase `share_time`: `people.motivation`" in found.in_words()
    assert f"of row {ROW}, person with key {fault.key}" in found.in_words()


def test_states_of_groups_ties_and_projects_name_their_owners(monkeypatch):
    def harm(group):
        state = group.model.state
        state.groups["maturity"][0] = math.nan
        state.edges["closeness"][2] = math.nan
        state.projects["left"][replaying.PROJECT_SLOTS * ROW + 1] = math.nan
        state.meetings["trust"][1] = math.nan
        state.setting["hours_mean"][0] = math.nan

    spoil(monkeypatch, Group, "sustain", harm)
    found = replay(SCENARIO, {}, 3, 1)
    by_state = {fault.state: fault for fault in found.faults}
    assert found.phase == "sustain"
    assert by_state["groups.maturity"].group == 0
    assert by_state["meetings.trust"].group == 0
    assert by_state["edges.closeness"].key is not None
    model = PeerMentoringModel.from_plan(plan(SCENARIO), seed=3, replicate=1, collect=False)
    assert by_state["projects.left"].key == model.state.people["key"][ROW]
    assert by_state["setting.hours_mean"].key is None
    assert found.in_words().endswith("So are 4 other states.")


def test_an_exception_is_told_with_who_was_asked(monkeypatch):
    def harm(person):
        if person.row == ROW:
            raise ZeroDivisionError("float division by zero")

    spoil(monkeypatch, Faculty, "work", harm)
    found = replay(SCENARIO, {}, 3, 1)
    assert (found.week, found.phase, found.row) == (WEEK, "work", ROW)
    assert found.in_words() == (
        f"Replicate 1 of seed 3 breaks in week {WEEK}, phase `work`, asked for row {ROW}: "
        "ZeroDivisionError: float division by zero."
    )


def test_a_department_that_cannot_be_built_is_told(monkeypatch):
    def broken(*_):
        raise OverflowError("too many hires")

    monkeypatch.setattr("pmg_sim.world.model.build", broken)
    found = replay(SCENARIO, {}, 3, 1)
    assert found.week == -1
    assert found.in_words().endswith("breaks in the first day: OverflowError: too many hires.")


def test_an_exception_of_the_department_names_no_row(monkeypatch):
    def harm(_department):
        raise ArithmeticError("no week")

    spoil(monkeypatch, Department, "begin_week", harm)
    found = replay(SCENARIO, {}, 3, 1)
    assert (found.week, found.phase, found.row) == (WEEK, "begin_week", None)
