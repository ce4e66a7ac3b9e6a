"""The journal of a group: who came, what had been promised, what is promised now."""

from dataclasses import dataclass, field

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
    for m in range(state.meetings.shape[0]):
        meeting = state.meetings[m]
        if meeting.week != week or not meeting.called:
            continue
        entry = MeetingEntry(row=m, week=week, group=int(meeting.group))
        people = state.people[: state.run[0].people]
        for i in range(len(people)):
            person = people[i]
            mentor = person.mentor_of == meeting.group
            belongs = person.cohort == meeting.group or mentor
            in_group = person.group == meeting.group or person.left_group == week
            if belongs and in_group:
                entry.turns.append(_turn(state, i, week, bool(mentor)))
        if meeting.held:
            entry.started = _joint_starts(state, int(meeting.group), week)
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


def _joint_starts(state: State, g: int, week: int) -> list[tuple[int, list[int]]]:
    starts = []
    for i in range(state.run[0].people):
        if state.people[i].cohort != g or state.people[i].status != PRESENT:
            continue
        for row in range(i * PROJECT_SLOTS, (i + 1) * PROJECT_SLOTS):
            project = state.projects[row]
            if project.stage and project.started == week and project.authors > 1:
                authors = project.author[: project.authors]
                starts.append((int(project.kind), [int(state.people[a].key) for a in authors]))
    return starts
