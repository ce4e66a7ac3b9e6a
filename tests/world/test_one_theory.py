"""The agents and the compiled loops are one theory: the same bits, whoever drives the week.

Here it is the study's department; tests/ensemble/test_equality.py compares all others.
"""

import functools
import hashlib
import os
import pickle
import subprocess
import sys

import numba
import pytest

from pmg_sim.calls import _types_of_the_model
from pmg_sim.processes.week import ORDER
from pmg_sim.world import Department, Faculty, Group, PeerMentoringModel
from pmg_sim.world.view import overrides
from tests.world.case import SAME, Sceptic, loop, same, short, study

BASES = {"person": Faculty, "group": Group, "department": Department}
ARMS = pytest.mark.parametrize("arm", ["group", "no_group"])


def digest(state):
    whole = hashlib.sha256()
    for array in state:
        whole.update(array.tobytes())
    return whole.hexdigest()


def test_every_phase_of_the_week_is_a_documented_method_of_its_level():
    for level, name, _, _ in ORDER:
        method = getattr(BASES[level], name)
        assert method.__doc__
        assert method.__name__ == name
        assert not overrides(BASES[level], name)


def test_machine_code_fits_every_model():
    # It is called without a look at the types, so another one would read memory that is not its.
    alone = study(group=(), event=(), **{"department.senior": 0, "department.mid_career": 0})
    models = [short(0), short(0, setting=alone), pickle.loads(pickle.dumps(short(5)))]
    for model in models:
        given = numba.typeof(model.state), numba.typeof(model.plan.parameters[0])
        assert given == _types_of_the_model()


@ARMS
def test_a_plain_run_is_the_compiled_loops(arm):
    busy = study(**{"department.hires_per_year": 20.0})
    alone = busy if arm == "group" else busy.without_group()
    assert same(loop(alone, 60), short(60, arm=arm).state)


@ARMS
def test_asking_everybody_in_turn_changes_nothing(arm):
    assert same(short(arm=arm).state, short(arm=arm, one_by_one=True).state)


@pytest.mark.parametrize("level", ["faculty_class", "group_class", "department_class"])
def test_overriding_a_level_without_changing_it_changes_nothing(level):
    assert same(short().state, short(**{level: SAME[level]}).state)


def test_overriding_everything_without_changing_it_changes_nothing():
    model = short(**SAME)
    assert len(model.overridden) == len(ORDER)
    assert same(short().state, model.state)


def test_the_agents_give_the_same_bits_without_the_compiler():
    script = (
        "from tests.world.case import SAME, short\n"
        "from tests.world.test_one_theory import digest\n"
        "print(digest(short(4).state), digest(short(4, **SAME).state))"
    )
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-W", "error", "-c", script]
    finished = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert finished.stdout.split() == [digest(short(4).state)] * 2


def test_a_sceptic_changes_the_run_and_the_model_says_so():
    model = short(faculty_class=Sceptic)
    assert model.overridden == ("Sceptic.attend",)
    assert short().overridden == ()
    assert {type(person) for person in model.faculty} == {Sceptic}
    attended = sum(person.meetings_attended for person in model.faculty)
    assert attended < sum(person.meetings_attended for person in short().faculty)


def test_a_sceptic_changes_nothing_where_nobody_meets():
    assert same(short(arm="no_group").state, short(arm="no_group", faculty_class=Sceptic).state)


def test_agents_of_a_further_class_are_asked_too():
    model = short(0)
    model.roster.classes["person"] = Sceptic  # those who are hired from now on
    model.run_for(20)
    assert {type(person) for person in model.faculty} == {Faculty, Sceptic}
    assert model.overridden == ("Sceptic.attend",)


def test_an_override_that_poses_as_the_original_is_found():
    class Wrapped(Faculty):
        @functools.wraps(Faculty.attend)
        def attend(self):
            self.attending = False

    model = short(30, faculty_class=Wrapped)
    assert model.overridden == ("Wrapped.attend",)
    assert not any(model.group(0).meetings["held"])


def test_a_single_agent_cannot_override_unseen():
    person = short(0).person(0)
    with pytest.raises(AttributeError, match="override attend in a class, not on <Faculty 0"):
        person.attend = print
    person.mood = "fine"
    assert person.mood == "fine"


def test_a_model_with_a_step_of_its_own_says_so():
    class Slow(PeerMentoringModel):
        def step(self):
            super().step()

    assert Slow(collect=False).overridden == ("Slow.step",)


@pytest.mark.parametrize("level", ["faculty_class", "group_class", "department_class"])
@pytest.mark.parametrize("wrong", [int, "Faculty", None])
def test_a_class_of_another_kind_is_refused(level, wrong):
    with pytest.raises(TypeError, match="is no subclass of"):
        PeerMentoringModel(**{level: wrong})
