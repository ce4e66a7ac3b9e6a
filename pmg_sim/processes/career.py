"""Career: a new position, a promotion, a departure."""

from pmg_sim.codes import (
    ASSISTANT,
    ASSOCIATE,
    LEFT_DEPARTMENT,
    MID_CAREER,
    PROFESSOR,
    SENIOR,
)
from pmg_sim.dice import uniform
from pmg_sim.jit import process
from pmg_sim.processes.departure import depart
from pmg_sim.purposes import LEAVING, POSITION, PROMOTION
from pmg_sim.theory import career, ties
from pmg_sim.theory.shapes import befalls, per_week


@process
def advance(state, p, i):
    """One week of a person's career in the department; the last thing that happens in a week."""
    person = state.people[i]
    run = state.run[0]
    connected = ties.connection(p, person.strength)
    rate = career.position_rate(p, connected, person.promotion_know_how, person.motivation)
    if befalls(uniform(run.stream, person.key, run.week, POSITION, 0), per_week(rate)):
        person.positions += 1
    person.weeks_in_rank += 1
    rate = career.promotion_rate(
        p, person.rank, person.weeks_in_rank / 52.0, person.satisfaction, person.promotion_know_how
    )
    if befalls(uniform(run.stream, person.key, run.week, PROMOTION, 0), per_week(rate)):
        person.promotions += 1
        if person.rank == ASSISTANT:
            person.weeks_to_promotion = person.weeks_in_rank
        person.rank = max(ASSISTANT, person.rank + 1)
        person.weeks_in_rank = 0
        if person.rank == ASSOCIATE:
            person.stage = MID_CAREER
        elif person.rank == PROFESSOR:
            person.stage = SENIOR
    rate = career.leaving_rate(
        p,
        state.setting[0].track_ratio,
        person.stage,
        person.satisfaction,
        connected,
        person.promotion_know_how,
    )
    if befalls(uniform(run.stream, person.key, run.week, LEAVING, 0), per_week(rate)):
        depart(state, i, LEFT_DEPARTMENT)
