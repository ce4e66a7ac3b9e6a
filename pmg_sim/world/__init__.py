"""Mesa: the department as agents that are views on its state, and the model that runs them."""

from pmg_sim.world.department import Department
from pmg_sim.world.faculty import Faculty, Tie
from pmg_sim.world.group import Group
from pmg_sim.world.model import PeerMentoringModel
from pmg_sim.world.settings import PeerMentoringScenario

__all__ = [
    "Department",
    "Faculty",
    "Group",
    "PeerMentoringModel",
    "PeerMentoringScenario",
    "Tie",
]
