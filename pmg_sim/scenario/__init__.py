"""Scenarios: what a user writes down about a department and its peer mentoring groups."""

from pmg_sim.scenario.calendar import Calendar
from pmg_sim.scenario.department import Department, Traits
from pmg_sim.scenario.group import Group
from pmg_sim.scenario.library import library
from pmg_sim.scenario.load import load_scenario, scenario_from_dict
from pmg_sim.scenario.messages import ScenarioError
from pmg_sim.scenario.schema import Event, Scenario
from pmg_sim.scenario.structures import STRUCTURES, Primitives

__all__ = [
    "STRUCTURES",
    "Calendar",
    "Department",
    "Event",
    "Group",
    "Primitives",
    "Scenario",
    "ScenarioError",
    "Traits",
    "library",
    "load_scenario",
    "scenario_from_dict",
]
