"""The journal of a group: who came, what had been promised, what is promised now."""

from dataclasses import dataclass, field

import numpy as np

from pmg_sim.codes import PRESENT
from pmg_sim.state import PROJECT_SLOTS, State


@dataclass
class Turn:
    """One member's part of a meeting; kinds and statuses are the codes of `pmg_sim.codes`.

    `reviewed_status` and `promised_kind` are -1 where nothing was reviewed or promised; hours
    are those done on the old promise and those of the new one; `due` is a week.
    """

    key: int
    mentor: bool
    present: bool
    reviewed_status: int = -1
    reviewed_kind: int = -1
    reviewed_hours: float = 0.0
    promised_kind: int = -1
    promised_hours: float = 0.0
    due: int = -1


@dataclass
class MeetingEntry:
    """What the minutes of one meeting tell."""

    row: int
    week: int
    group: int
    turns: list[Turn] = field(default_factory=list)
    started: list[tuple[int, list[int]]] = field(default_factory=list)
    """Joint projects begun this week: kind, and the authors' keys."""


def note_meetings(state: State, journal: list[MeetingEntry]) -> None:
    """Add an entry for each meeting that was called in the week just simulated."""
    week = int(state.run[0].week)
    people = np.asarray(state.people[: state.run[0].people])
    tonight = np.flatnonzero((state.meetings["week"] == week) & (state.meetings["called"] == 1))
    for m in tonight:
        g = int(state.meetings["group"][m])
        entry = MeetingEntry(row=int(m), week=week, group=g)
        mentors = people["mentor_of"] == g
        belong = (people["cohort"] == g) | (people["admitted_to"] == g) | mentors
        in_group = (people["group"] == g) | (people["left_group"] == week)
        for i in np.flatnonzero(belong & in_group):
            entry.turns.append(_turn(state, int(i), week, bool(mentors[i])))
        if state.meetings["held"][m]:
            entry.started = _joint_starts(state, people, g, week)
        journal.append(entry)


def _turn(state: State, i: int, week: int, mentor: bool) -> Turn:
    person, promise = state.people[i], state.promises[i]
    turn = Turn(int(person.key), mentor, bool(person.attending))
    if promise.reviewed == week:
        turn.present = True
        turn.reviewed_status = int(promise.reviewed_status)
        turn.reviewed_kind = int(promise.reviewed_kind)
        turn.reviewed_hours = float(promise.reviewed_hours)
    if promise.made == week and promise.made_total > 0:
        turn.present = True
        turn.promised_kind = int(promise.kind)
        turn.promised_hours = float(promise.hours)
        turn.due = int(promise.due)
    return turn


def _joint_starts(
    state: State, people: np.ndarray, g: int, week: int
) -> list[tuple[int, list[int]]]:
    starts = []
    for i in np.flatnonzero((people["cohort"] == g) & (people["status"] == PRESENT)):
        for row in range(i * PROJECT_SLOTS, (i + 1) * PROJECT_SLOTS):
            project = state.projects[row]
            if project.stage and project.started == week and project.authors > 1:
                authors = project.author[: project.authors]
                starts.append((int(project.kind), [int(people["key"][a]) for a in authors]))
    return starts
