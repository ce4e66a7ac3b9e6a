"""One replicate without agents gives the bits of the Mesa model, and stops at the horizon."""

import numpy as np
import pytest

from pmg_sim.build import plan
from pmg_sim.ensemble import follow, run_course
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe
from pmg_sim.scenario import load_scenario
from pmg_sim.world import PeerMentoringModel
from tests.experiments import case


def differing(one, other):
    """Name the arrays that do not hold the same bits."""
    pairs = zip(one._asdict().items(), other, strict=True)
    return [name for (name, array), twin in pairs if array.tobytes() != twin.tobytes()]


def stepped(settled, seed, replicate):
    """Return the state of the Mesa model at the horizon, and what was observed each week."""
    model = PeerMentoringModel.from_plan(settled, seed=seed, replicate=replicate, collect=False)
    horizon = settled.scenario.horizon_weeks
    weeks = np.empty((horizon, len(SCOPES), len(VARIABLES)))
    scratch = np.empty(len(VARIABLES))
    for week in range(horizon):
        model.step()
        observe(model.state, settled.parameters[0], scratch, weeks[week])
    return model.state, weeks


@pytest.mark.parametrize("name", ["study", "open_admission", "two_groups_beside"])
def test_a_course_has_the_bits_of_the_mesa_model(name):
    settled = plan(load_scenario(name), {"pull_strength": 0.4})
    course = run_course(settled, seed=11, replicate=3)
    state, weeks = stepped(settled, seed=11, replicate=3)
    assert differing(course.state, state) == []
    assert course.weeks.tobytes() == weeks.tobytes()


def test_the_arm_without_the_group_has_the_bits_of_the_mesa_model():
    settled = plan(case.small().without_group())
    course = run_course(settled, seed=2, replicate=0)
    assert differing(course.state, stepped(settled, 2, 0)[0]) == []
    assert (course.state.people.joined_group == -1).all()


def test_the_follow_up_is_left_out():
    settled = plan(case.small())
    course = run_course(settled, seed=2, replicate=0)
    assert settled.weeks > settled.scenario.horizon_weeks
    assert course.state.run.week[0] == settled.scenario.horizon_weeks - 1
    assert len(course.weeks) == settled.scenario.horizon_weeks


@pytest.mark.parametrize(("seed", "replicate"), [(2, 1), (3, 0)])
def test_another_seed_or_replicate_has_other_people(seed, replicate):
    settled = plan(case.small())
    one, other = run_course(settled, 2, 0), run_course(settled, seed, replicate)
    assert one.state.people.tobytes() != other.state.people.tobytes()


@pytest.mark.parametrize("every", [1, 12, 60])
def test_looks_on_the_way_change_nothing(every):
    settled = plan(case.small())
    looks = [state.run.week[0] for state in follow(settled, 5, 2, every)]
    assert looks == list(range(-1, 60, every))
    *_, last = follow(settled, 5, 2, every)
    assert differing(last, run_course(settled, 5, 2).state) == []


def test_a_rest_that_is_shorter_than_a_look_is_not_run():
    looks = [state.run.week[0] for state in follow(plan(case.small()), 5, 2, 26)]
    assert looks == [-1, 25, 51]
