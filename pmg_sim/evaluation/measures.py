"""What one replicate of one arm comes to: the measures that checks and comparisons are made of."""

from pmg_sim.evaluation.measures_of_costs import COST_MEASURES, measure_costs
from pmg_sim.evaluation.measures_of_groups import GROUP_MEASURES, measure_groups
from pmg_sim.evaluation.measures_of_people import PEOPLE_MEASURES, measure_people
from pmg_sim.jit import phase

MEASURES = GROUP_MEASURES + PEOPLE_MEASURES + COST_MEASURES

GROUPS = len(GROUP_MEASURES)
PEOPLE = GROUPS + len(PEOPLE_MEASURES)


@phase
def measure(state, p, weeks, scratch, out):
    """Fill ``out`` (measures,) in the order of `MEASURES`; nan where there is nothing to measure.

    Parameters
    ----------
    state : State
        At the end of the study period.
    p : numpy.record
        The theory's numbers that it was run with.
    weeks : numpy.ndarray, shape (weeks, scopes, variables)
        Each week of the study period, as `pmg_sim.processes.observe.observe` fills it.
    scratch : numpy.ndarray, shape (people,)
        Room for one float64 per row of people; what stands in it is lost.
    out : numpy.ndarray, shape (measures,)
        Receives the measures.
    """
    measure_groups(state, p, weeks, out[:GROUPS])
    measure_people(state, weeks, scratch, out[GROUPS:PEOPLE])
    measure_costs(state, out[PEOPLE:])
