"""What decides a run: a Mesa scenario or keywords, checked either way."""

import numpy as np
import pytest

from pmg_sim.build import plan
from pmg_sim.scenario import ScenarioError
from pmg_sim.world import PeerMentoringModel, PeerMentoringScenario
from tests.world.case import same, short, study


def test_without_an_argument_it_is_the_study():
    model = PeerMentoringModel()
    scenario = model.scenario
    assert (scenario.setting, scenario.arm) == ("study", "group")
    assert (scenario.seed, scenario.replicate) == (1, 0)
    assert model.plan.scenario.name == "study"
    model.run_for(10)
    explicit = PeerMentoringModel(setting="study", arm="group", seed=1, replicate=0)
    explicit.run_for(10)
    assert same(model.state, explicit.state)


def test_a_scenario_and_keywords_mean_the_same():
    chosen = {"arm": "no_group", "seed": 5, "replicate": 2, "parameters": {"level_sd": 1.1}}
    by_scenario = PeerMentoringModel(scenario=PeerMentoringScenario(**chosen))
    by_keywords = PeerMentoringModel(**chosen)
    for model in (by_scenario, by_keywords):
        model.run_for(5)
        assert model.plan.parameters[0].level_sd == 1.1
        assert not model.plan.with_groups
    assert same(by_scenario.state, by_keywords.state)
    assert by_scenario.rng.random() == by_keywords.rng.random()


def test_a_settled_plan_does_too():
    numbers = plan(study(horizon_weeks=130).without_group(), {"level_sd": 1.1})
    model = PeerMentoringModel.from_plan(numbers, seed=5, replicate=2, collect=False)
    assert model.plan is numbers
    assert (model.scenario.arm, model.scenario.seed, model.scenario.replicate) == ("no_group", 5, 2)
    model.run_for(5)
    again = PeerMentoringModel(
        setting=study(horizon_weeks=130),
        arm="no_group",
        seed=5,
        replicate=2,
        parameters={"level_sd": 1.1},
    )
    again.run_for(5)
    assert same(model.state, again.state)


@pytest.mark.parametrize("other", [{"arm": "no_group"}, {"parameters": {"level_sd": 1.1}}])
def test_a_plan_beside_what_it_settles_is_refused(other):
    with pytest.raises(ValueError, match="a plan has its arm and parameters already"):
        PeerMentoringModel(setting=plan(study()), **other)


def test_parameters_may_be_keys_of_the_setting():
    model = PeerMentoringModel(parameters={"department.hires_per_year": 52.0, "group.0.quorum": 5})
    assert model.department.hires_per_week == 1.0
    assert model.group(0).quorum == 5


def test_defaults_can_be_those_of_a_subclass():
    class Ours(PeerMentoringScenario):
        seed: int = 9
        sceptics: float = 0.5

    scenario = Ours(sceptics=0.25)
    model = PeerMentoringModel(scenario=scenario)
    assert (model.scenario.seed, model.scenario.sceptics) == (9, 0.25)
    assert model.person(0).scenario is scenario


def test_chance_of_ones_own_differs_between_replicates_and_comes_again():
    def first(**keywords):
        model = PeerMentoringModel(collect=False, **keywords)
        return model.random.random(), model.rng.random()

    assert first(replicate=1) == first(replicate=1)
    draws = [first(replicate=r, seed=s) for r in (0, 1) for s in (1, 2)]
    assert len({draw for pair in draws for draw in pair}) == 8


def test_a_subclasss_chance_moves_nothing_of_the_theory():
    model, plain = short(0), short(0)
    for _ in range(10):
        model.step()
        plain.step()
        model.random.random()
        model.rng.random()
    assert same(model.state, plain.state)


def test_a_replication_that_mesa_numbers_is_a_replicate():
    assert PeerMentoringScenario(replication_id=3, seed=2).replicate == 3
    assert PeerMentoringScenario(replication_id=-1).replicate == 0


@pytest.mark.parametrize(
    ("keywords", "error", "message"),
    [
        ({"seed": -1}, ValueError, r"seed = -1; allowed: from 0 to 2\*\*63 - 1"),
        ({"seed": 2**63}, ValueError, "seed = 9223372036854775808; allowed"),
        ({"seed": "42"}, TypeError, "seed = '42'; allowed: a whole number"),
        ({"seed": 1.0}, TypeError, r"seed = 1\.0; allowed: a whole number"),
        ({"replicate": True}, TypeError, "replicate = True; allowed: a whole number"),
        ({"arm": "none"}, ValueError, "arm = 'none'; allowed: 'group' or 'no_group'"),
        ({"setting": "studdy"}, ScenarioError, "nearest: `study`"),
        ({"parameters": {"levelsd": 1.0}}, ScenarioError, "level_sd"),
        ({"scenario": "study"}, TypeError, "a scenario of ours goes into `setting`"),
        ({"scenario": PeerMentoringScenario(), "seed": 1}, TypeError, "give seed in the scenario"),
    ],
)
def test_a_mistake_is_told(keywords, error, message):
    with pytest.raises(error, match=message):
        PeerMentoringModel(**keywords)


def test_a_misspelt_name_is_told():
    with pytest.raises(
        TypeError, match=r"no setting 'replicat' \(nearest: replicate\); allowed: arm"
    ):
        PeerMentoringScenario(replicat=3)
    with pytest.raises(TypeError, match="no setting 'plan'"):
        PeerMentoringScenario(plan=3)


def test_numpys_whole_numbers_are_whole_numbers():
    model = PeerMentoringModel(seed=np.int64(1), replicate=np.uint8(0), collect=False)
    assert type(model.scenario.seed) is int
