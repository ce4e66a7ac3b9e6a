"""What drives members' productivity cycles, and what breaks them.

A department is run in every arm with the same people and luck, and its members are followed week
by week: with the group, without it, with a success sent into their year, and with each of the
changes that might break the cycles.
"""

from pmg_sim.cycles.answer import Found, cycles
from pmg_sim.cycles.breakers import BREAKERS
from pmg_sim.cycles.strength import STRENGTHS

__all__ = ["BREAKERS", "STRENGTHS", "Found", "cycles"]
