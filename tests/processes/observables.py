"""What a mechanism's switch is seen by: one number for each replicate of the study's scenario."""

from functools import cache
from typing import NamedTuple

import numpy as np

from pmg_sim import codes
from pmg_sim.build import build, plan
from pmg_sim.processes.week import one_week
from pmg_sim.scenario import load_scenario
from pmg_sim.state import State
from tests.processes.running import present

REPLICATES = 16
WEEKS = 208
FOLLOWED = (
    "status",
    "cohort",
    "stage",
    "mentored",
    "attending",
    "ties",
    "motivation",
    "strain",
    "support",
    "commitment",
    "wider",
    "hours",
    "promised_hours",
    "joint_hours",
    "reading_hours",
    "overtime",
    "contact",
)
PROMISED = {"promise": "status", "left": "left", "due": "due", "made": "made"}


class Run(NamedTuple):
    """One replicate: its last state, and the followed fields of everybody at each week's end."""

    end: State
    weeks: list


@cache
def runs(changes=(), active=True, name="study"):
    """Return the replicates of a scenario with changed parameters, given as pairs."""
    scenario = load_scenario(name) if active else load_scenario(name).without_group()
    settled = plan(scenario, dict(changes))
    return [_follow(settled, replicate) for replicate in range(REPLICATES)]


def _follow(settled, replicate):
    state = build(settled, 7, replicate)
    weeks = []
    for _ in range(WEEKS):
        one_week(state, settled.parameters[0])
        people, promises = present(state), state.promises[: state.run[0].people]
        week = {name: people[name].copy() for name in FOLLOWED}
        weeks.append(week | {name: promises[field].copy() for name, field in PROMISED.items()})
    return Run(state, weeks)


def over(run, scope, field):
    """Return a field of the people in a scope, over all weeks."""
    return np.concatenate([week[field][scope(week)] for week in run.weeks])


def cohort(week):
    return (week["cohort"] >= 0) & (week["status"] == codes.PRESENT)


def everybody(week):
    return week["status"] == codes.PRESENT


def discussions(run):
    """Return the discussions held, as rows of meetings."""
    meetings = run.end.meetings
    return meetings[(meetings.held == 1) & (meetings.purpose == codes.DISCUSSION)]


def share_on_promises(run, weeks_left):
    """Share of their hours that people with an unfinished promise put into it, on average.

    `weeks_left` are the fewest and the most weeks to the meeting that will ask.
    """
    shares = []
    for now, people in enumerate(run.weeks):
        left = people["due"] - now
        unfinished = (
            (people["promise"] == codes.OPEN) & (people["left"] > 0) & (people["hours"] > 0)
        )
        which = unfinished & (people["made"] < now)
        which &= (left >= weeks_left[0]) & (left <= weeks_left[1])
        shares += (people["promised_hours"][which] / people["hours"][which]).tolist()
    return np.mean(shares)


def work_near_deadlines(run):
    """Share of hours on a promise in the last weeks before the meeting."""
    return share_on_promises(run, (1, 2))


def rise_toward_deadlines(run):
    """The same, less the share when the meeting is far."""
    return share_on_promises(run, (1, 2)) - share_on_promises(run, (7, 20))


def strain_of_an_evening(run):
    """How much strain rises in the week of an evening, for those who were there."""
    changes = []
    for week in discussions(run).week[1:]:
        now, before = run.weeks[week], run.weeks[week - 1]
        known = len(before["strain"])
        there = ((now["attending"] == 1) & cohort(now))[:known]
        changes += (now["strain"][:known] - before["strain"])[there].tolist()
    return np.mean(changes)


def commitment_of_those_who_come(run):
    """Commitment of those who came to a meeting, less that of those who did not."""
    come, stay = [], []
    meetings = run.end.meetings
    for week in meetings.week[meetings.held == 1]:
        people = run.weeks[week]
        came = people["attending"] == 1
        come += people["commitment"][cohort(people) & came].tolist()
        stay += people["commitment"][cohort(people) & ~came].tolist()
    return np.mean(come) - np.mean(stay) if come and stay else 0.0


def spread_of_collegial_hours(run):
    """SD over people of the hours that they have for colleagues at large."""
    last = run.weeks[-1]
    return np.std((last["contact"] * np.maximum(1, last["ties"]))[everybody(last)])


def away_from(level, *fields):
    """Return a measure: how far a state is from the level one came with, on average."""

    def distance(run):
        people = present(run.end)
        return np.mean([abs(people[field] - people[level_of]) for field, level_of in pairs])

    pairs = [(field, level.format(field.removesuffix("_know_how"))) for field in fields]
    return distance


def collegial_hours(run):
    """Return the cohort's hours a week for each colleague at large, on average."""
    return over(run, cohort, "contact").mean()


def outside_closeness(run):
    """Closeness of the cohort's ties to others and to the department at large, summed."""
    people, ties = present(run.end), run.end.edges[run.end.edges.a >= 0]
    inside = people.cohort[ties.a] >= 0, people.cohort[ties.b] >= 0
    mentors = (people.mentor_of[ties.a] >= 0) | (people.mentor_of[ties.b] >= 0)
    crossing = (inside[0] != inside[1]) & ~mentors
    members = (people.cohort >= 0) & (people.status == codes.PRESENT)
    return ties.closeness[crossing].sum() + people.wider[members].sum()


def closeness_inside(run):
    """Mean closeness among the cohort."""
    return inside(run).closeness.mean() if len(inside(run)) else 0.0


def trust_inside(run):
    """Mean trust among the cohort."""
    ties = inside(run)
    return 0.5 * (ties.trust_ab + ties.trust_ba).mean() if len(ties) else 0.0


def inside(run):
    """Return the ties among the cohort."""
    people, ties = present(run.end), run.end.edges[run.end.edges.a >= 0]
    return ties[(people.cohort[ties.a] >= 0) & (people.cohort[ties.b] >= 0)]


def minutes(*items):
    """Return a measure: the share of the minutes of discussions spent on these items."""

    def share(run):
        held = discussions(run)
        return sum(held[item].sum() for item in items) / held.length.sum()

    return share


def mean(scope, field):
    """Return a measure: a field's mean over a scope and all weeks."""

    def measure(run):
        return over(run, scope, field).mean()

    return measure


def total(field, stage=None):
    """Return a measure: the sum of a total over people, perhaps of one stage at the end."""

    def measure(run):
        people = present(run.end)
        return float(people[field][(stage is None) | (people.stage == stage)].sum())

    return measure


def falling_outs(run):
    """How many ties, living or in a group, have seen a falling-out."""
    living = run.end.edges.a >= 0
    return float((run.end.edges.rift[living] >= 0).sum() + run.end.groups.falling_outs.sum())


def feedback_on_drafts(run):
    """How much feedback the projects begun since have had, and what was kept back."""
    used = (run.end.projects.stage != codes.EMPTY) & (run.end.projects.started >= 0)
    return run.end.projects.feedback[used].sum() + present(run.end).lived_blunted.sum()


def admitted(run):
    """How many newcomers the group has taken in."""
    return float(run.end.groups.admitted.sum())


def know_how_of_mentees(run):
    """Know-how gained over the own level by those with a mentor, three kinds together."""
    people = present(run.end)
    mentored = (people.mentored == 1) & (people.arrived < 0)
    kinds = ("promotion", "research", "management")
    gains = [(people[f"{kind}_know_how"] - people[f"{kind}_level"])[mentored] for kind in kinds]
    return float(np.sum(gains))
