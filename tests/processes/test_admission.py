"""Who is admitted under each policy, and on what terms."""

import numpy as np
import pytest

from pmg_sim import codes, purposes
from pmg_sim.dice import uniform
from pmg_sim.processes.edges import find_edge, trust_of
from pmg_sim.processes.membership import introduce
from pmg_sim.theory import admission
from tests.processes.calling import callable_from_python
from tests.processes.running import copy, differences, eve, phases, present, run, small
from tests.theory.ranges import plain

STAY = {"quit_base": -9.0, "leaving_per_year": 0.01}
ALL_WISH = STAY | {"wish_base": 5.0, "motivation_to_wish": 0.0}
ALL_AGREE = {"vote_base": 5.0, "trust_to_vote": 0.0, "crowding_to_vote": 0.0}
BIG = {"junior": 20, "faculty": 25, "hires_per_year": 12.0}


def taking(admission, *, weeks=30, **changes):
    """Return a scenario of a bigger department whose group takes people in."""
    return small(group={"admission": admission} | changes, department=BIG, weeks=weeks)


def entries(scenario, parameters, seed=1):
    """Return the weeks in which people entered after the founding."""
    people = present(run(scenario, parameters=parameters, seed=seed))
    return people.joined_group[people.admitted_to != codes.NO_ONE]


def asking(scenario, parameters, seed=1):
    """Yield the parameters and the states before and after each week's phase of admission."""
    state, p = eve(scenario, parameters, seed)
    for _ in range(scenario.horizon_weeks):
        for phase in phases(state, p):
            if phase == "begin_week":
                before = copy(state)
            elif phase == "admit":
                yield p, before, state


def test_a_closed_group_admits_nobody():
    assert len(entries(taking("closed"), ALL_WISH)) == 0


@pytest.mark.parametrize(
    ("policy", "every"), [("open", 4), ("yearly", 52), ({"policy": "open", "every_weeks": 7}, 7)]
)
def test_newcomers_are_asked_every_so_many_weeks(policy, every):
    scenario = taking(policy, weeks=57, founded_week=2)
    weeks = entries(scenario, ALL_WISH)
    assert len(weeks) > 0
    assert ((weeks - 2) % every == 0).all()
    assert weeks.min() == 2 + every


NOBODY_AGREES = {"vote_base": -5.0, "trust_to_vote": 0.0}


@pytest.mark.parametrize("founded", [0, 3])
@pytest.mark.parametrize("every", [1, 4, 13])
@pytest.mark.parametrize("first", [None, 0, 1, 4, 6, 20, 60])
def test_newcomers_are_asked_from_an_age_of_the_group_on(first, every, founded):
    policy = {"policy": "vote", "every_weeks": every, "vote_share": 1.0}
    policy |= {} if first is None else {"from_week": first}
    scenario = taking(policy, weeks=40, founded_week=founded)
    # Everybody who is asked is turned away, and asked again the next time.
    asked = [
        int(after.run[0].week)
        for _, before, after in asking(scenario, ALL_WISH | NOBODY_AGREES)
        if after.groups[0].refused > before.groups[0].refused
    ]
    assert asked == list(range(founded + (first or every), 40, every))


@pytest.mark.parametrize(
    ("policy", "other", "until"),
    [
        ({"policy": "open", "from_week": 9}, "closed", 9),
        ({"policy": "sponsored", "from_week": 9}, "closed", 9),
        ({"policy": "open", "from_week": 12}, {"policy": "open", "from_week": 7}, 7),
        ({"policy": "open", "from_week": 6}, "open", 4),
        # The first time is `every_weeks` after the founding, anyhow.
        ({"policy": "open", "from_week": 4}, "open", 30),
        ({"policy": "open", "from_week": 0}, "open", 30),
        # It can be stated of a closed group, so that policies compare at one age of the group.
        ({"policy": "closed", "from_week": 9}, "closed", 30),
    ],
)
def test_groups_are_the_same_until_newcomers_are_asked(policy, other, until):
    terms = ("admit_every", "admit_from", "sponsor", "probation_weeks")
    ignored = [f"groups.{name}" for name in terms]
    settings = ALL_WISH | {"ties_at_start": 3.0}
    pairs = zip(asking(taking(policy), settings), asking(taking(other), settings), strict=True)
    for week, ((_, _, one), (_, _, two)) in enumerate(pairs):
        found = differences(one, two, ignored)
        if week < until:
            assert found == [], week
    assert bool(found) == (until < 30)


def test_everybody_who_wishes_is_taken_until_the_group_is_full():
    _, before, after = next(
        (p, before, copy(after))
        for p, before, after in asking(taking({"policy": "open", "most_members": 8}), ALL_WISH)
        if after.groups[0].admitted
    )
    members = present(after).group == 0
    assert members.sum() == 8 + 1, "mentors are not counted"
    assert after.run[0].week == 4
    entered = np.flatnonzero(members & (present(before).group != 0))
    assert after.groups[0].admitted == len(entered)
    # In the order of rows, and of the stage that was invited.
    juniors = np.flatnonzero(present(before).stage == codes.JUNIOR)
    assert entered.tolist() == juniors[5:8].tolist()


def test_nobody_is_admitted_who_does_not_wish():
    state = run(taking("open"), parameters=ALL_WISH | {"wish_base": -5.0})
    assert state.groups[0].admitted <= 2


def chosen_by_vote(before, p, share):
    """Return who gets in by the rules and the dice, among those who wish, one after another."""
    run, inside = before.run[0], np.flatnonzero(present(before).group == 0).tolist()
    entered, refused = [], 0
    for i, person in enumerate(present(before)):
        never = person.joined_group < 0 and person.admitted_to < 0 and person.mentor_of < 0
        if not never or person.stage != codes.JUNIOR or person.status != codes.PRESENT:
            continue
        wish = plain(admission.wish_to_join)(p, person.motivation)
        if uniform(run.stream, person.key, 0, purposes.WISH, 0) >= wish:
            continue
        mentees = [j for j in inside if present(before).mentor_of[j] < 0]
        if len(mentees) >= before.groups[0].most_members:
            continue
        ayes = 0
        for j in inside:
            row = plain(find_edge)(before, i, j)
            trust = present(before).general_trust[j]
            trust = trust if row < 0 else plain(trust_of)(before, row, j)
            crowding = len(mentees) / before.groups[0].most_members
            vote = plain(admission.vote_for)(p, trust, crowding)
            key = present(before).key[j]
            ayes += uniform(run.stream, key, run.week, purposes.VOTE, person.key) < vote
        if ayes >= share * len(inside):
            inside.append(i)
            entered.append(i)
        else:
            refused += 1
    return entered, refused


@pytest.mark.parametrize("share", [0.5, 0.8, 1.0])
def test_a_vote_is_each_members_own_draw_and_a_share_of_them_must_agree(share):
    policy = {"policy": "vote", "every_weeks": 4, "vote_share": share, "most_members": 12}
    taken = turned_down = 0
    for p, before, after in asking(taking(policy, weeks=25), STAY | {"vote_base": 1.0}):
        entered = np.flatnonzero((present(before).group < 0) & (present(after).group == 0))
        refused = after.groups[0].refused - before.groups[0].refused
        if after.run[0].week % 4 == 0 and after.run[0].week > 0:
            assert (entered.tolist(), refused) == chosen_by_vote(before, p, share)
        taken, turned_down = taken + len(entered), turned_down + refused
    assert taken > 0
    assert turned_down > 0


def test_a_newcomer_needs_a_member_who_knows_them():
    policy = {"policy": "sponsored", "every_weeks": 4}
    taken = refused = 0
    for p, before, after in asking(taking(policy, weeks=20), ALL_WISH | {"ties_at_start": 2.0}):
        inside = set(np.flatnonzero(present(before).group == 0).tolist())
        for i in np.flatnonzero((present(before).group < 0) & (present(after).group == 0)):
            rows = before.contacts[i, : present(before).ties[i]]
            known = {
                int(tie.a + tie.b - i)
                for tie in before.edges[rows]
                if tie.closeness >= p.start_closeness
            }
            newer = set(np.flatnonzero(present(after).group == 0).tolist())
            assert known & (inside | newer)
            assert present(after).vouched[i] == 1
            assert present(after).probation_until[i] == after.run[0].week + 26
            taken += 1
        refused += after.groups[0].refused - before.groups[0].refused
    assert taken > 0
    assert refused > 0


@pytest.mark.parametrize(("needed", "stay"), [(0.0, True), (1.0, False)])
def test_a_probation_ends_in_its_week_by_the_trust_of_those_who_know_the_newcomer(needed, stay):
    policy = {"policy": "open", "every_weeks": 4, "probation_weeks": 6, "most_members": 9}
    decided = 0
    for _, before, after in asking(taking(policy), ALL_WISH | {"probation_trust": needed}):
        people, week = present(after), after.run[0].week
        over = (present(before).probation_until == week) & (present(before).group == 0)
        assert (people.joined_group[over] == week - 6).all()
        assert ((people.group[over] == 0) == stay).all()
        assert (people.probation_until[over] == codes.NO_ONE).all()
        decided += over.sum()
    assert decided > 2


@pytest.mark.parametrize("vouched", [0, 1])
def test_a_newcomer_whom_somebody_vouches_for_starts_with_more_trust(vouched):
    settings = {"newcomer_trust": 0.5, "vouching": 0.5, "hire_ties": 0.0, "ties_at_start": 0.0}
    state, p = eve(taking({"policy": "open", "every_weeks": 4}), ALL_WISH | settings)
    for _ in range(4):
        list(phases(state, p))
    for phase in phases(state, p):
        if phase == "admit":
            break
    people = present(state)
    newcomer = int(np.flatnonzero((people.group == 0) & (people.joined_group == 4))[0])
    people.vouched[newcomer] = vouched
    people.attending[:] = people.group == 0
    callable_from_python(introduce)(state, p, 0)
    share = 0.75 if vouched else 0.5
    founders = (people.group == 0) & (people.joined_group == 0)
    checked = 0
    for row in state.contacts[newcomer, : people.ties[newcomer]]:
        tie = state.edges[row]
        if founders[tie.a + tie.b - newcomer]:
            checked += 1
            assert tie.trust_ab == share * people.general_trust[tie.a]
            assert tie.trust_ba == share * people.general_trust[tie.b]
    assert checked == founders.sum()
