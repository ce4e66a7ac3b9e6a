"""Joint work at meetings: with anybody present, or with the partner whom the group assigns."""

import numpy as np
import pytest

from pmg_sim import codes
from tests.processes.running import eve, phases, present, small

BUSY = {"quit_base": -9.0, "leaving_per_year": 0.01, "joint_rate": 30.0}


def started_at_meetings(assigned):
    """Yield the seats of lead and first partner of each joint project, and whether a pair sat."""
    scenario = small(group={"assigned_partners": assigned, "senior_mentors": 0, "invited": 6})
    for seed in range(4):
        state, p = eve(scenario, BUSY, seed)
        for week in range(30):
            for phase in phases(state, p):
                if phase == "publish":
                    before = state.projects.authors.copy()
                    stages = state.projects.stage.copy()
                elif phase == "meet":
                    new = (state.projects.authors > 1) & (state.projects.started == week)
                    new &= (before <= 1) | (stages == codes.EMPTY)
                    for project in state.projects[new]:
                        lead, other = project.author[:2]
                        seats = present(state).seat[[lead, other]]
                        pair = state.seats[0, seats[0] ^ 1]
                        yield seats, pair >= 0 and present(state).attending[pair] == 1


@pytest.mark.parametrize("assigned", [True, False])
def test_an_assigned_partner_who_is_there_is_the_one_to_work_with(assigned):
    with_partner = []
    for seats, partner_here in started_at_meetings(assigned):
        if partner_here:
            with_partner.append(seats[0] ^ 1 == seats[1])
    assert len(with_partner) > 8
    assert all(with_partner) if assigned else not all(with_partner)


def test_whoever_has_no_partner_there_works_with_somebody_else():
    alone = [seats for seats, partner_here in started_at_meetings(True) if not partner_here]
    assert len(alone) > 0
    assert all(np.diff(seats) != 0 for seats in alone)
