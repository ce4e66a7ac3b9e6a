"""The compiled engine: the processes of a week, driven over rows without agents."""

from pmg_sim.ensemble.course import Course, follow, run_course

__all__ = ["Course", "follow", "run_course"]
