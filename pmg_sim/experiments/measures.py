"""What one replicate of one arm comes to."""

import numpy as np

from pmg_sim.ensemble import Course
from pmg_sim.evaluation import measures as compiled
from pmg_sim.evaluation.measures import GROUP_MEASURES, MEASURES, PEOPLE_MEASURES
from pmg_sim.parameters import pack

__all__ = ["GROUP_MEASURES", "MEASURES", "PEOPLE_MEASURES", "measure"]


def measure(course: Course, p: np.recarray | None = None) -> np.ndarray:
    """Measure a replicate.

    Parameters
    ----------
    course : Course
        From `pmg_sim.ensemble.run_course`.
    p : numpy.recarray, shape (1,), optional
        The theory's numbers that it was run with; the centres of the priors when left out.

    Returns
    -------
    numpy.ndarray, shape (measures,)
        In the order of `MEASURES`; not a number where there is nothing to measure.
    """
    state, weeks = course
    values = np.empty(len(MEASURES))
    numbers = (pack() if p is None else p)[0]
    compiled.measure(state, numbers, weeks, np.empty(len(state.people)), values)
    return values
