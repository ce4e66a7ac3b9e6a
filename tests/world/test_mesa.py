"""What Mesa's own tools and tests expect of a model."""

import copy
import doctest
import gc
import importlib
import multiprocessing
import pickle
import weakref

import mesa
import networkx as nx
import pytest
from mesa import DataCollector, Model
from mesa.agentset import AgentSet
from mesa.time import Schedule

from pmg_sim.world import Faculty, PeerMentoringModel
from tests.world.case import SAME, Sceptic, same, short


@pytest.fixture
def start_method():
    """Give back the start method of processes, which batch_run sets for everybody."""
    before = multiprocessing.get_start_method(allow_none=True)
    yield
    multiprocessing.set_start_method(before, force=True)


def test_ten_steps_without_an_argument():
    model = PeerMentoringModel()
    assert isinstance(model, Model)
    assert (model.week, model.time, model.running) == (-1, 0.0, True)
    for _ in range(10):
        model.step()
    assert (model.week, model.time, model.running) == (9, 10.0, True)


def test_run_for_and_steps_are_the_same():
    one, other = short(12), short(0)
    for _ in range(12):
        other.step()
    assert same(one.state, other.state)


@pytest.mark.parametrize("keywords", [{}, SAME, {"collect": True}])
def test_nothing_holds_a_model_that_nobody_uses(keywords):
    model = short(10, **keywords)
    nothing_left = weakref.ref(model)
    model.remove_all_agents()
    del model
    gc.collect()
    assert nothing_left() is None


def test_a_model_holds_no_agent_that_was_removed():
    model = short(5)
    agents = [weakref.ref(agent) for agent in model.agents]
    model.remove_all_agents()
    gc.collect()
    assert not any(agent() for agent in agents)
    assert len(model.faculty) == 0
    model.step()


def test_a_run_ends_with_the_setting():
    model = short(0, parameters={"horizon_weeks": 130, "follow_up_weeks": 2})
    model.run_model()
    assert (model.week, model.running) == (131, False)
    with pytest.raises(RuntimeError, match="all 132 weeks of the setting are over"):
        model.step()


def test_batch_run_works(start_method):  # noqa: ARG001
    rows = mesa.batch_run(
        PeerMentoringModel,
        {"replicate": range(3), "arm": ["group", "no_group"], "faculty_class": [Faculty, Sceptic]},
        max_steps=8,
        display_progress=False,
    )
    assert len(rows) == 12
    assert {row["week"] for row in rows} == {7}
    assert {(row["arm"], row["groups_alive"]) for row in rows} == {("group", 1), ("no_group", 0)}
    assert len({row["cohort_motivation"] for row in rows}) >= 6


def test_batch_run_can_choose_seeds(start_method):  # noqa: ARG001
    rows = mesa.batch_run(
        PeerMentoringModel,
        {},
        rng=[1, 2],
        max_steps=3,
        data_collection_period=1,
        display_progress=False,
    )
    assert [row["Step"] for row in rows] == [0, 1, 2, 3] * 2
    assert rows[3]["outsiders_connection"] != rows[7]["outsiders_connection"]


def test_the_collector_notes_each_week():
    model = short(20, collect=True)
    frame = model.datacollector.get_model_vars_dataframe()
    assert frame["week"].to_list() == list(range(-1, 20))
    assert frame["cohort_motivation"].isna().to_list() == [True] + [False] * 20
    assert frame["groups_alive"].to_list() == [0] + [1] * 20
    last = frame.iloc[-1]
    assert last["people"] == len(model.faculty)
    assert last["outsiders_connection"] == model.mean("outsiders", "connection")
    assert last["papers"] == model.state.people["papers_published"].sum()
    assert frame["papers"].is_monotonic_increasing
    assert frame.notna().all().drop("cohort_motivation").all()


def test_collecting_changes_nothing():
    assert not hasattr(short(1), "datacollector")
    assert same(short(20).state, short(20, collect=True).state)


def test_another_collector_can_take_its_place():
    model = short(0, collect=True)
    model.datacollector = DataCollector(agenttype_reporters={Faculty: {"strain": "strain"}})
    model.run_for(2)
    assert len(model.datacollector.get_agenttype_vars_dataframe(Faculty)) > 50


def test_agent_sets_do_what_they_do_elsewhere():
    model = short(10)
    assert isinstance(model.faculty, AgentSet)
    junior = model.faculty.select(lambda person: person.stage == "junior")
    assert 0.0 < junior.agg("motivation", max) <= 1.0
    assert set(model.faculty.groupby("stage").groups) == {"senior", "mid_career", "junior"}
    junior.set("motivation", 0.5)
    assert junior.get("motivation") == [0.5] * len(junior)
    junior.do("feel")
    assert junior.get("motivation") != [0.5] * len(junior)
    assert {*model.agents_by_type[Faculty]} == {*model.faculty}


def test_events_can_be_scheduled():
    class Shocked(PeerMentoringModel):
        def shock(self):
            self.faculty.set("strain", 1.0)

    model = Shocked(collect=False)
    model.schedule_event(model.shock, at=3.0)
    model.run_for(3)
    assert set(model.faculty.get("strain")) == {1.0}
    model.run_for(1)
    assert max(model.faculty.get("strain")) < 1.0
    model.schedule_recurring(model.shock, Schedule(interval=2.0, start=6.0))
    model.run_for(4)
    assert set(model.faculty.get("strain")) == {1.0}


@pytest.mark.parametrize("keywords", [{}, {"faculty_class": Sceptic}])
def test_a_pickled_model_goes_on_as_the_original(keywords):
    model = short(20, collect=True, **keywords)
    twin = pickle.loads(pickle.dumps(model))
    assert [repr(agent) for agent in twin.agents] == [repr(agent) for agent in model.agents]
    assert twin.overridden == model.overridden
    for one in (model, twin):
        one.run_for(20)
    assert same(model.state, twin.state)
    frames = [one.datacollector.get_model_vars_dataframe() for one in (model, twin)]
    assert frames[0].equals(frames[1])
    ours, theirs = next(iter(model.faculty)), next(iter(twin.faculty))
    theirs.motivation = 0.125
    assert twin.state.people[ours.row].motivation == 0.125 != ours.motivation


def test_a_copied_model_goes_its_own_way():
    model = short(10)
    twin = copy.deepcopy(model)
    for one in (model, twin):
        one.run_for(10)
    assert same(model.state, twin.state)
    twin.faculty.set("motivation", 0.9)
    assert not any(model.state.people["motivation"] == 0.9)


def test_the_networks_show_the_ties():
    model = short(40)
    keys = {person.key: person for person in model.faculty}
    trust, closeness = model.network("trust"), model.network("closeness")
    together = model.network("collaboration")
    assert type(trust) is nx.DiGraph
    assert type(closeness) is type(together) is nx.Graph
    for graph in (trust, closeness, together):
        assert set(graph) == set(keys)
    for key, person in keys.items():
        assert trust.out_degree(key) == trust.in_degree(key) == closeness.degree(key) == person.ties
        for tie in person.colleagues():
            assert trust[key][tie.colleague.key]["weight"] == tie.trust
            assert closeness[key][tie.colleague.key]["weight"] == tie.closeness
    assert 0 < together.number_of_edges() < closeness.number_of_edges()
    assert all(weight >= 1 for _, _, weight in together.edges.data("weight"))
    members = {person.key for person in model.group(0).members}
    assert {key for key, group in trust.nodes.data("group") if group == "peers"} == members
    assert all(keys[key].stage == stage for key, stage in trust.nodes.data("stage"))
    with pytest.raises(ValueError, match="kind = 'love'; allowed: trust, closeness"):
        model.network("love")


def test_agents_are_shown_by_what_they_are():
    model = short(5)
    assert repr(model.person(0)) == str(model.person(0)) == "<Faculty 0, senior>"
    assert repr(model.group(0)) == "<Group 'peers', alive>"
    assert repr(model.department) == "<Department 0>"


@pytest.mark.parametrize("module", ["faculty", "model"])
def test_the_examples_in_docstrings_run(module):
    result = doctest.testmod(importlib.import_module(f"pmg_sim.world.{module}"))
    assert result.attempted > 2
    assert result.failed == 0
