"""How much memory a run takes, and how much disk what is kept of it."""

import numpy as np

from pmg_sim.build import build, plan
from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.scenario import Scenario
from pmg_sim.state import PERSON

ONE_NUMBER = np.dtype(np.float64).itemsize
KEY_BYTES = 8 + 8 + 1  # seed, replicate, arm


def sizes(scenario: Scenario) -> dict[str, int]:
    """Return bytes of one run, uncompressed.

    Returns
    -------
    dict
        ``state`` in memory; ``outcomes`` with the run's key, ``weekly_means`` and
        ``people_at_the_end`` on disk, for whoever keeps them.
    """
    state = build(plan(scenario), 1, 0)
    return {
        "state": sum(table.nbytes for table in state),
        "outcomes": KEY_BYTES + len(OUTCOMES),
        "weekly_means": scenario.horizon_weeks * len(SCOPES) * len(VARIABLES) * ONE_NUMBER,
        "people_at_the_end": state.people.shape[0] * PERSON.itemsize,
    }
