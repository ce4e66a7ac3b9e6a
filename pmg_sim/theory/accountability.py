"""Accountability: a promise that colleagues will ask about pulls work toward the next meeting."""

from pmg_sim.codes import KEPT, MISSED, PARTLY_KEPT
from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred, saturating


@rule
def expected_to_ask(p, minutes_kept, candour, attendance):
    """Return how surely a member expects to be asked about the promise, in [0, 1].

    ``(memory + (1 - memory) minutes_kept) * candour * attendance``: without minutes only what
    people remember (`memory_without_minutes`) is asked for; friends who blunt their questions
    (`candour` below 1) and empty chairs (`attendance`, share present) ask less.
    Source: harkin2016 (larger when progress is recorded and public); form: assumption.
    """
    remembered = p.memory_without_minutes + (1.0 - p.memory_without_minutes) * minutes_kept
    return remembered * candour * attendance


@rule
def pull(p, asked, closeness, conscientiousness, weeks_left):
    """Return the pull of a promise on this week's hours, >= 0, a weight beside other work.

    ``pull_strength * asked * (1 + loyalty * closeness) * (1 + d (2 conscientiousness - 1))
    / (1 + weeks_left / pull_horizon)``

    Hyperbolic in the weeks to the meeting: small when it is far, steep at the end.
    `asked`, `closeness` (mean over the group) and `conscientiousness` in [0, 1]; weeks >= 0.
    Source: harkin2016 for size, steel2006 for the hyperbola; loyalty: study.
    """
    held = (1.0 + p.loyalty * closeness) * (1.0 + p.duty_to_pull * centred(conscientiousness))
    return p.pull_strength * asked * held / (1.0 + weeks_left / p.pull_horizon)


@rule
def promised_weight(p, planned, weeks_left, pull):
    """Weight of a promised step beside other work, whose weight is 1; > 0.

    ``(1 + plan_weight * planned) * (1 - postponing * weeks_left / (weeks_left + pull_horizon))
    + pull``

    A concrete plan adds weight (`planned` is 1 where action plans are made); a distant date lets
    one put the step off, and the `pull` overcomes that as the meeting nears. Weeks >= 0.
    Source: gollwitzer2006 and epton2017 for plans, steel2006 for putting off; form: assumption.
    """
    waiting = 1.0 - p.postponing * saturating(weeks_left, p.pull_horizon)
    return (1.0 + p.plan_weight * planned) * waiting + pull


@rule
def promised_hours(p, weekly_hours, weeks, hours_left):
    """Hours a member promises for the next meeting, hours > 0 where work is left.

    ``min(ambition * weekly_hours * weeks, hours_left)`` with `weekly_hours` the member's recent
    average, `weeks` until the meeting and `hours_left` in the project. Source: assumption.
    """
    return min(p.ambition * weekly_hours * weeks, hours_left)


@rule
def verdict(p, done_share):
    """Review a promise against the minutes: kept (all done), partly kept, or missed.

    `done_share` is the share of the promised hours done, >= 0. Partly kept from
    `partly_kept_from` on. Abandoned promises are settled before this rule. Source: assumption.
    """
    if done_share >= 1.0:
        return KEPT
    if done_share >= p.partly_kept_from:
        return PARTLY_KEPT
    return MISSED


@rule
def standing(status):
    """Return 1 for a promise kept, 1/2 for one partly kept, 0 for one missed or abandoned.

    Source: assumption (a scale).
    """
    if status == KEPT:
        return 1.0
    if status == PARTLY_KEPT:
        return 0.5
    return 0.0
