"""Agents come and go with the people whose rows they view."""

import pytest

from pmg_sim.codes import PRESENT
from pmg_sim.world import Department, Faculty
from tests.world.case import same, short


def test_there_is_an_agent_for_everybody_present_in_the_order_of_rows():
    model = short(0)
    for _ in range(60):
        model.step()
        people = model.state.people[: model.state.run[0].people]
        present = [row for row, person in enumerate(people) if person.status == PRESENT]
        assert [person.row for person in model.faculty] == present
    assert model.department.departures > 0
    assert any(person.arrived > 0 for person in model.faculty)


def test_those_who_arrive_take_part_in_the_week_of_their_arrival():
    first_weeks = {}

    class Noting(Faculty):
        def work(self):
            super().work()
            first_weeks.setdefault(self.key, self.model.week)

    model = short(30, faculty_class=Noting)
    hired = [person for person in model.faculty if person.arrived >= 0]
    assert hired
    assert all(first_weeks[person.key] == person.arrived for person in hired)


def test_who_has_left_is_no_longer_asked():
    asked = []

    class Noting(Faculty):
        def advance(self):
            super().advance()
            asked.append((self.model.week, self.key, self.left))

    model = short(60, faculty_class=Noting)
    assert model.department.departures > 0
    assert all(left is None or left == week for week, _, left in asked)


def test_a_removed_agent_still_reads_its_own_row():
    model = short(0)
    everybody = model.faculty.to_list()
    model.run_for(60)
    gone = [person for person in everybody if person not in model.faculty]
    assert gone
    for person in gone:
        assert person.status in ("left_department", "left_track")
        assert 0 <= person.left <= model.week
        assert person.ties == 0
        assert list(person.colleagues()) == []
        assert person.group is None
        assert not person.is_present
        assert person.key == model.state.people[person.row].key


def test_removing_a_person_is_a_departure():
    model = short(10)
    person = next(one for one in model.faculty if one.is_member)
    others = [tie.colleague for tie in person.colleagues()]
    before = model.department.departures
    person.remove()
    assert person.status == "left_department"
    assert person not in model.faculty
    assert model.department.departures == before + 1
    assert all(other.trust_in(person) == 0.0 for other in others)
    person.remove()
    assert model.department.departures == before + 1
    model.run_for(5)


def test_a_department_can_be_emptied_by_an_override():
    class Shrinking(Department):
        def begin_week(self):
            super().begin_week()
            for person in self.roster.select(at_most=1):
                person.remove()

    model = short(3, department_class=Shrinking)
    assert model.person(0) is model.person(1) is model.person(2) is None
    assert model.overridden == ("Shrinking.begin_week",)


def test_without_its_agent_a_group_goes_on_as_the_theory_has_it():
    model, left_alone = short(0, one_by_one=True), short(0)
    model.department.remove()
    for group in model.groups:
        group.remove()
    assert len(model.groups) == 0
    model.run_for(20)
    left_alone.run_for(20)
    assert same(model.state, left_alone.state)


def test_a_row_has_one_agent():
    model = short(0)
    with pytest.raises(ValueError, match="row 0 is not the next person"):
        Faculty(model, 0)
    assert len(model.faculty) == 27


def test_a_scenario_without_a_group_has_none():
    from tests.world.case import study

    alone = study(group=(), event=())
    model = short(5, setting=alone, one_by_one=True)
    assert len(model.groups) == 0
    assert same(model.state, short(5, setting=alone).state)
