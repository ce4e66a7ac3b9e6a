"""What the tests of the Mesa layer share: short runs, subclasses, and equality to the bit."""

from pmg_sim.build import build, plan
from pmg_sim.processes.week import ORDER, one_week
from pmg_sim.scenario import load_scenario
from pmg_sim.world import Department, Faculty, Group, PeerMentoringModel

# Seed and replicate in which people are hired and leave, and the group lives, within 60 weeks.
BUSY = {"seed": 1, "replicate": 0}


def study(**changes):
    """Return the study's setting with some keys changed."""
    return load_scenario("study").override(changes)


def short(weeks=60, **keywords):
    """Return a model of a busy department after so many weeks."""
    busy = study(**{"department.hires_per_year": 20.0})
    model = PeerMentoringModel(**{"setting": busy, "collect": False, **BUSY, **keywords})
    if weeks:  # Mesa warns where there is nothing to run
        model.run_for(weeks)
    return model


def loop(scenario, weeks, seed=1, replicate=0):
    """Return the state after so many weeks of the compiled loops alone."""
    numbers = plan(scenario)
    state = build(numbers, seed, replicate)
    for _ in range(weeks):
        one_week(state, numbers.parameters[0])
    return state


def same(one, other):
    """Tell whether two states hold the same bits, and name the arrays that do not."""
    differing = [
        name
        for name, array in one._asdict().items()
        if array.tobytes() != getattr(other, name).tobytes()
    ]
    assert not differing
    return True


def with_every_phase_overridden(base):
    """Return a subclass that overrides every phase of its base, changing nothing."""

    def calling_super(name):
        def method(self):
            getattr(super(kind, self), name)()

        return method

    kind = type(f"Same{base.__name__}", (base,), {})
    for level, name, _, _ in ORDER:
        if level == base.level:
            setattr(kind, name, calling_super(name))
    return kind


SAME = {
    "faculty_class": with_every_phase_overridden(Faculty),
    "group_class": with_every_phase_overridden(Group),
    "department_class": with_every_phase_overridden(Department),
}


class Sceptic(Faculty):
    """Comes to meetings only while motivated."""

    def attend(self):
        super().attend()
        if self.motivation <= 0.6:
            self.attending = False
