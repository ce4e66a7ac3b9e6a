"""What holds for the life of a group: planned, alive, ended for a reason, perhaps tried again."""

from pmg_sim import codes
from tests.processes.running import present

ENDED = (codes.DISSOLVED, codes.COMPLETED)
REASONS = {
    codes.COMPLETED: {codes.PLANNED_END, codes.MERGED},
    codes.DISSOLVED: {codes.NO_QUORUM, codes.TOO_FEW_MEMBERS},
}
BY_EVENT = ("facilitator_from", "facilitator_until", "minutes_kept")
"""What an event can still change in a group that has ended."""


def check_life(state, before, p):
    """A group begins when it should, and ends for a reason that holds."""
    week = state.run[0].week
    for g, (new, old) in enumerate(zip(state.groups, before.groups, strict=True)):
        if new.invited == 0:
            continue  # the row that stands in where a scenario has no group
        assert 0 <= new.maturity <= 1
        assert 0 <= new.turnout <= 1
        assert new.end_reason in REASONS.get(new.status, {codes.NOT_ENDED}), g
        if old.status in ENDED and new.times_reformed == old.times_reformed:
            check_ended(new, old)
            continue
        if old.status in ENDED:
            check_new_start(state, before, p, g)
        assert (new.ended == week) if new.status in ENDED else (new.ended == codes.NO_ONE)
        check_beginning(state, g)
        if new.planned_end != codes.NO_ONE and new.planned_end <= week:
            assert new.status != codes.ALIVE, g
        if new.end_reason == codes.PLANNED_END and new.planned_end != week:
            assert old.next_meeting == new.last_meeting
            assert week - old.last_time >= 2 * p.usual_interval
        if new.end_reason == codes.MERGED:
            check_merger(state, before, g)


def check_ended(new, old):
    """What has ended stays as it was."""
    kept = [name for name in new.dtype.names if name not in BY_EVENT]
    assert all(new[name] == old[name] for name in kept)


def check_beginning(state, g):
    """A group begins in its week; a second one when the first is full."""
    group = state.groups[g]
    if not state.setting[0].with_groups:
        assert group.status == codes.PLANNED
    elif group.founded != codes.ON_OVERFLOW:
        assert (group.status == codes.PLANNED) == (group.founded > state.run[0].week), g
    else:
        assert group.status == codes.PLANNED


def check_new_start(state, before, p, g):
    """A dissolved group is tried again in its week, with a quorum of those who are willing."""
    new, old = state.groups[g], before.groups[g]
    assert old.status == codes.DISSOLVED
    assert new.times_reformed == old.times_reformed + 1
    assert 0 < new.reforms_after == state.run[0].week - old.ended
    people = present(before)
    again = people[(people.group == codes.NO_ONE) & (people.joined_group != codes.NO_ONE)]
    willing = again[(again.status == codes.PRESENT) & (again.commitment >= p.reforming)]
    own = (willing.cohort == g) | (willing.admitted_to == g) | (willing.mentor_of == g)
    assert own.sum() >= new.quorum


def check_merger(state, before, g):
    """Members of a merged group sit in the other one, unless they have left since."""
    week = state.run[0].week
    people, earlier = present(state), present(before)
    members = earlier.group == g
    moved = people[: len(earlier)][members]
    (into,) = {
        int(event.other)
        for event, old in zip(state.events, before.events, strict=True)
        if event.what == codes.MERGER and event.group == g and event.done and not old.done
    }
    assert (moved.group != g).all()
    seated = moved[moved.group != codes.NO_ONE]
    assert (seated.joined_group == week).all()
    left = moved.left_group == week
    if state.groups[into].ended == codes.NO_ONE:
        assert ((moved.group == into) | left).all()
