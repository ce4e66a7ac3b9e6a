"""The compiled engine: the processes of a week, driven over rows without agents."""

from pmg_sim.ensemble.block import Recording, RunBlock, blocks_of
from pmg_sim.ensemble.course import Course, follow, run_course
from pmg_sim.ensemble.kernel import RunError
from pmg_sim.ensemble.sets import parameter_sets
from pmg_sim.ensemble.simulate import (
    Gathered,
    SimulationError,
    compile_ahead,
    gather,
    simulate,
)
from pmg_sim.ensemble.simulation import Simulation, group_table
from pmg_sim.ensemble.weeks import WeekSums

__all__ = [
    "Course",
    "Gathered",
    "Recording",
    "RunBlock",
    "RunError",
    "Simulation",
    "SimulationError",
    "WeekSums",
    "blocks_of",
    "compile_ahead",
    "follow",
    "gather",
    "group_table",
    "parameter_sets",
    "run_course",
    "simulate",
]
