"""What holds for projects and promises at the end of every week."""

import numpy as np

from pmg_sim import codes
from pmg_sim.state import AUTHORS, PROJECT_SLOTS
from tests.processes.running import present

NEVER = 10**9

# From one week's end to the next, within one project; a new one can follow in the same slot.
NEXT = np.zeros((4, 4), dtype=bool)
NEXT[codes.DRAFT, [codes.DRAFT, codes.REVIEW, codes.EMPTY]] = True
NEXT[codes.REVIEW, [codes.REVIEW, codes.REVISION, codes.EMPTY]] = True
NEXT[codes.REVISION, [codes.REVISION, codes.REVIEW, codes.EMPTY]] = True
NEXT[codes.EMPTY, codes.EMPTY] = True


def in_use(state):
    """Return the rows of projects in use."""
    return np.flatnonzero(state.projects.stage != codes.EMPTY)


def check_stages(state, before):
    """A draft is submitted, decided on, revised; it never skips a stage."""
    new, old = state.projects, before.projects
    fresh = (new.stage != codes.EMPTY) & (new.started == state.run[0].week)
    assert (new.stage[fresh] == codes.DRAFT).all()
    assert (new.submitted[fresh] == 0).all()
    new, old = new[~fresh], old[~fresh]
    assert NEXT[old.stage, new.stage].all()
    lead_left = state.people.status[old.lead] != codes.PRESENT
    decided = (old.stage == codes.REVIEW) & (new.stage != codes.REVIEW)
    withdrawn = lead_left & (new.stage == codes.EMPTY)
    assert ((old.answer == state.run[0].week) | withdrawn)[decided].all()
    used = new.stage != codes.EMPTY
    new, old = new[used], old[used]
    sent = (new.stage == codes.REVIEW) & (old.stage != codes.REVIEW)
    assert (new.submitted == old.submitted + sent).all()
    assert ((new.stage == codes.DRAFT) == (new.submitted == 0)).all()
    for name in ("kind", "lead", "draft_hours", "started"):
        assert (new[name] == old[name]).all(), name


def check_projects(state):
    """Numbers of a project are sound, and its work is never negative."""
    projects = state.projects[in_use(state)]
    assert (projects.left >= 0).all()
    assert (projects.left <= projects["draft_hours"]).all()
    assert (projects.kind[projects.stage == codes.REVIEW] != codes.SERIES).all()
    assert (projects.kind[projects.stage == codes.REVISION] == codes.PAPER).all()
    week = state.run[0].week
    assert (projects.answer[projects.stage == codes.DRAFT] == codes.NO_ONE).all()
    assert (projects.answer[projects.stage == codes.REVIEW] > week).all()
    assert (projects.answer[projects.stage == codes.REVISION] <= week).all()
    for name in ("apart", "feedback"):
        assert ((projects[name] >= 0) & (projects[name] <= 1)).all(), name


def check_authors(state):
    """Authors are there, differ, and know which projects they have joined."""
    people = present(state)
    used = in_use(state)
    projects = state.projects[used]
    assert (projects.lead == used // PROJECT_SLOTS).all()
    assert (projects.author[:, 0] == projects.lead).all()
    assert (projects.authors >= 1).all()
    assert (people.status[projects.lead] == codes.PRESENT).all()
    joined = []
    for row in used[projects.authors > 1]:
        project = state.projects[row]
        authors = project.author[: project.authors].tolist()
        assert len(set(authors)) == len(authors), row
        assert (people.status[authors] == codes.PRESENT).all(), row
        joined += [(i, row) for i in authors[1:]]
    who, seats = np.nonzero(people.joined_projects != codes.NO_ONE)
    noted = people.joined_projects[who, seats]
    assert sorted(zip(who.tolist(), noted.tolist(), strict=True)) == sorted(joined)


def check_hands(state):
    """Everybody has in hand the drafts and revisions led and joined, each once.

    Of those led, none is done without its lead being told, and nobody misses a decision.
    """
    people = present(state)
    in_work = (state.projects.stage == codes.DRAFT) | (state.projects.stage == codes.REVISION)
    rows = np.flatnonzero(in_work)
    projects = state.projects[rows]
    which, place = np.nonzero(np.arange(AUTHORS) < projects.authors[:, None])
    should = np.stack([projects.author[which, place], rows[which]])
    who, place = np.nonzero(np.arange(people.hand.shape[1]) < people.in_hand[:, None])
    held = np.stack([who, people.hand[who, place]])
    assert held[:, np.lexsort(held)].tolist() == should[:, np.lexsort(should)].tolist()
    own = state.projects[: len(people) * PROJECT_SLOTS].reshape(len(people), PROJECT_SLOTS)
    waiting = own.stage == codes.REVIEW
    assert (people.under_review == waiting.sum(axis=1)).all()
    earliest = np.where(waiting, own.answer, NEVER).min(axis=1)
    assert (people.next_answer <= earliest)[people.under_review > 0].all()
    done = in_work[: own.size].reshape(own.shape) & (own.left <= 0)
    assert people.finished[done.any(axis=1)].all()


def check_published(state):
    """Once everybody has published, nothing led is done and unsent, no decision is overdue."""
    projects = state.projects[in_use(state)]
    reviewed = projects.stage == codes.REVIEW
    assert (projects.left[~reviewed] > 0).all()
    assert (projects.answer[reviewed] > state.run[0].week).all()
    people = present(state)
    assert (people.finished[people.status == codes.PRESENT] == 0).all()


def check_promises(state):
    """An open promise is about work in hand of a member, or done; the others are settled."""
    week = state.run[0].week
    people, promises = present(state), state.promises
    assert np.isin(promises.status, [codes.NO_PROMISE, codes.OPEN, codes.ABANDONED]).all()
    assert ((promises.left >= 0) & (promises.left <= promises.hours)).all()
    for name in ("asked", "closeness"):
        assert ((promises[name] >= 0) & (promises[name] <= 1)).all(), name
    for i in np.flatnonzero(promises.status == codes.OPEN):
        person, promise = people[i], promises[i]
        assert person.group != codes.NO_ONE, "a promise is made to a group"
        assert person.mentor_of == codes.NO_ONE
        assert promise.made <= week
        following = state.meetings[
            (state.meetings.group == person.group)
            & (state.meetings.purpose == codes.DISCUSSION)
            & (state.meetings.week > week)
        ]
        assert len(following) == 0 or promise.due == following.week.min(), i
        if promise.left > 0:
            project = state.projects[promise.project]
            assert project.stage in {codes.DRAFT, codes.REVISION}, i
            assert i in project.author[: project.authors], i
            assert project.started <= promise.made, i
            assert project.kind == promise.kind, i


def check_promises_add_up(state):
    """What people have promised and done is what the meetings have on record."""
    people, meetings = state.promises, state.meetings
    for name in ("made", "kept", "partly", "missed", "abandoned"):
        assert people[f"{name}_total"].sum() == meetings[name].sum(), name
    settled = sum(people[f"{name}_total"] for name in ("kept", "partly", "missed", "abandoned"))
    waiting = people.status != codes.NO_PROMISE
    assert (people.made_total == settled + waiting).all()


def check_reviews(state, before):
    """A promise done is found kept, whatever became of its project; no other is.

    What was promised to a group that one has left since, for another one, is given up with it.
    """
    in_rows = state.promises[: state.run[0].people]
    for i in np.flatnonzero(in_rows.reviewed == state.run[0].week):
        new, old = state.promises[i], before.promises[i]
        assert old.status in {codes.OPEN, codes.ABANDONED}
        if present(state).joined_group[i] > old.made:
            assert new.reviewed_status == codes.ABANDONED, i
            continue
        done = new.reviewed_hours >= old.hours
        assert (new.reviewed_status == codes.KEPT) == done, i
