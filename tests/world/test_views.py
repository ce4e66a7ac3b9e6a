"""What agents show of their rows, and what can be written there."""

import math

import pytest

from pmg_sim import codes
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe_cohort
from pmg_sim.scenario import Primitives
from pmg_sim.state import PERSON
from pmg_sim.world import Department, Faculty, Group
from pmg_sim.world.columns import Choice, Column, Count, Flag, Name, Number, Share, Week
from tests.world.case import short

# Rows of other tables, shown as the agents that view them; those of projects are not shown.
AS_AGENTS = {"asked_by", "admitted_to", "cohort", "group", "mentor_of"}
ROWS_OF_PROJECTS = {"joined_projects", "hand"}


@pytest.fixture(scope="module")
def model():
    return short(30)


def columns(kind):
    return {
        name: column
        for base in reversed(kind.__mro__)
        for name, column in vars(base).items()
        if isinstance(column, Column)
    }


def test_whatever_the_state_holds_of_a_person_can_be_read():
    assert set(PERSON.names) - AS_AGENTS - ROWS_OF_PROJECTS == set(columns(Faculty))


def test_a_groups_primitives_can_be_read():
    for brought_by in ("", "lead_", "facilitator_"):
        assert {brought_by + name for name in Primitives._fields} < set(columns(Group))


def test_tonights_structure_is_what_lead_and_facilitator_bring():
    model = short(0)
    (group,) = model.groups
    group.lead_concentration, group.facilitator_concentration = 0.5, 0.5
    group.facilitator_from, group.facilitator_until = 0, 208
    model.run_for(30)
    assert group.meetings.query("held == 1")["facilitated"].all()
    assert group.concentration == 0.75
    with pytest.raises(AttributeError, match="concentration"):
        group.concentration = 0.2


@pytest.mark.parametrize("kind", [Faculty, Group, Department])
def test_every_attribute_says_what_it_is(kind):
    for name, column in columns(kind).items():
        assert getattr(kind, name) is column
        assert column.__doc__.endswith("."), name
    for name, member in vars(kind).items():
        assert name.startswith("_") or name in ("level", "table") or member.__doc__, name


def test_reading_gives_what_the_array_holds_as_a_plain_value(model):
    plain = {Number: float, Share: float, Count: int, Flag: bool, Name: str, Choice: str}
    people = model.state.people
    for name, column in columns(Faculty).items():
        for person in model.faculty:
            value, stored = getattr(person, name), people[name][person.row]
            if isinstance(column, Name):
                assert value == column.names[stored]
            elif isinstance(column, Week):
                assert value == (None if stored == -1 else stored)
            else:
                assert value == stored
            number = float if PERSON[name].kind == "f" else int
            assert type(value) in (plain.get(type(column), number), type(None))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("motivation", 0.25),
        ("motivation", 1),
        ("strain_level", -2.0),
        ("discretionary_hours", 12.5),
        ("papers_published", 7),
        ("attending", True),
        ("rank", "professor"),
        ("stage", "senior"),
    ],
)
def test_writing_is_seen_by_the_theory(name, value):
    model = short(1)
    person = model.person(3)
    setattr(person, name, value)
    assert getattr(person, name) == value
    stored = model.state.people[3][name]
    assert stored in (value, codes.RANKS.index("professor"), codes.SENIOR)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("motivation", 1.5, ValueError),
        ("motivation", math.nan, ValueError),
        ("motivation", "high", TypeError),
        ("orientation", -1.1, ValueError),
        ("discretionary_hours", -1.0, ValueError),
        ("papers_published", -1, ValueError),
        ("papers_published", 1.5, TypeError),
        ("rank", "dean", ValueError),
        ("key", 5, AttributeError),
        ("left", 5, AttributeError),
        ("status", "present", AttributeError),
        ("connection", 0.5, AttributeError),
        ("group", None, AttributeError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(model, name, value, error):
    person = next(iter(model.faculty))
    before = model.state.people.tobytes()
    with pytest.raises(error):
        setattr(person, name, value)
    assert model.state.people.tobytes() == before


def test_a_refusal_says_whose_what_and_what_is_allowed():
    person = short(0).person(0)
    with pytest.raises(ValueError, match=r"rank of <Faculty 0, senior> = 'dean'; allowed: acting"):
        person.rank = "dean"
    with pytest.raises(ValueError, match=r"value of <Faculty 0, .*> = 2; allowed: from 0 to 1"):
        person.value = 2


def test_ties_are_seen_from_both_ends(model):
    for person in model.faculty:
        known = list(person.colleagues())
        assert len(known) == person.ties
        for colleague, trust, closeness in known:
            assert colleague is not person
            assert person.trust_in(colleague) == trust
            assert person.closeness_to(colleague) == closeness == colleague.closeness_to(person)
            assert person in [tie.colleague for tie in colleague.colleagues()]
    strangers = {*model.faculty} - {tie.colleague for tie in person.colleagues()} - {person}
    assert {person.trust_in(other) for other in strangers} == {0.0}


def test_connection_is_what_the_ensemble_notes(model):
    import numpy as np

    rows = np.zeros((len(model.state.people), len(VARIABLES)))
    count = observe_cohort(model.state, model.plan.parameters[0], rows)
    cohort = [person for person in model.faculty if person.cohort is not None]
    assert len(cohort) == count
    for person, row in zip(cohort, rows, strict=False):
        assert person.connection == row[VARIABLES.index("connection")]
        assert person.outside_connection == row[VARIABLES.index("outside_connection")]
        assert person.isolation == 1.0 - person.connection
        assert person.is_member == row[VARIABLES.index("members")]


def test_a_group_knows_its_members_and_they_know_it(model):
    (group,) = model.groups
    assert (group.name, group.status, group.is_alive) == ("peers", "alive", True)
    assert (group.founded, group.ended, group.end_reason) == (0, None, "not ended")
    assert len(group.members) >= group.quorum
    assert all(person.group is group for person in group.members)
    assert {*group.members} == {person for person in model.faculty if person.is_member}
    mentors = {person for person in group.members if person.mentor_of is group}
    assert {*group.mentors} == mentors
    assert {person.stage for person in mentors} <= {"senior"}
    invited = {person for person in model.faculty if person.cohort is group}
    assert {*group.members} - mentors <= invited
    (mentor,) = short(1).group(0).mentors
    assert mentor.cohort is None


def test_a_groups_bonds_are_those_of_its_meeting_table(model):
    (group,) = model.groups
    seats = [row for row in model.state.seats[0] if row >= 0]
    assert [person.row for person in group.members] == seats
    pairs = [
        (one.trust_in(other), one.closeness_to(other))
        for one in group.members
        for other in group.members
        if one is not other and one.closeness_to(other) > 0.0
    ]
    trust, closeness = zip(*pairs, strict=True)
    assert group.mean_trust == pytest.approx(sum(trust) / len(pairs))
    assert group.mean_closeness == pytest.approx(sum(closeness) / len(pairs))


def test_without_members_a_group_has_no_bonds():
    (group,) = short(5, arm="no_group").groups
    assert group.status == "planned"
    assert len(group.members) == 0
    assert math.isnan(group.mean_trust)


def test_the_meetings_of_a_group_are_a_table(model):
    (group,) = model.groups
    table = group.meetings
    assert len(table) == 30
    assert table["week"].is_monotonic_increasing
    assert set(table["purpose"]) == {"discussion", "projects"}
    assert set(table["hour"]) == {"evening", "noon"}
    over = table[table["called"] == 1]
    assert (over["week"] <= model.week).all()
    assert len(over) > 0
    minutes = ["decisions", "personal", "curriculum", "breaks", "check_ins", "projects"]
    held = over[over["held"] == 1]
    assert held[[*minutes, "open_floor"]].sum(axis=1).to_list() == pytest.approx(
        held["length"].to_list()
    )
    table["length"] = 0.0  # a copy: nothing happens to the group
    assert (group.meetings["length"] > 0.0).all()


def test_a_structure_can_be_changed_while_it_runs():
    model, plain = short(20), short(20)
    (group,) = model.groups
    group.lead_curriculum_share, group.floor_policy = 0.4, "rotating"
    for one in (model, plain):
        one.run_for(20)
    late = group.meetings.query("held == 1 and week >= 20")
    assert (late["curriculum"] > 0.0).any()
    assert (plain.group(0).meetings["curriculum"] == 0.0).all()


def test_the_department_knows_who_is_there(model):
    department = model.department
    assert department.week == model.week == 29
    assert {*department.roster} == {*model.faculty}
    assert all(person.arrived >= 0 for person in department.hires)
    there = model.state.run[0].people - department.departures
    assert len(department.roster) == there
    assert len(department.hires) > 0
    assert department.horizon == 208


def test_means_are_those_of_the_ensemble(model):
    motivation = [person.motivation for person in model.faculty]
    mean = sum(motivation) / len(motivation)
    assert model.mean("department", "motivation") == pytest.approx(mean)
    assert model.mean("department", "people") == len(model.faculty)
    assert [model.mean(scope, "people") > 0 for scope in SCOPES] == [True] * 4
    with pytest.raises(ValueError, match="'members'; allowed: cohort, outsiders"):
        model.mean("members", "motivation")
    with pytest.raises(ValueError, match="'mood'; allowed: people, motivation"):
        model.mean("cohort", "mood")
