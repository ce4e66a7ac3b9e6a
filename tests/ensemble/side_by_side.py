"""The drivers of a week side by side, and what tells their departments apart, bit by bit."""

import numpy as np

from pmg_sim import dice
from pmg_sim.build import build, room
from pmg_sim.calls import Calls
from pmg_sim.ensemble import kernel
from pmg_sim.evaluation.group_row import GROUP_COLUMNS, SCRATCH, note_report, rate_group
from pmg_sim.evaluation.measures import MEASURES, measure
from pmg_sim.evaluation.reference import reference_scale
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe
from pmg_sim.processes.opening import open_department
from pmg_sim.processes.week import one_week
from pmg_sim.state import PROJECT_SLOTS, State
from pmg_sim.world import PeerMentoringModel
from tests.world.case import SAME

SPARE = 5
"""People for whom reused arrays have room beyond those who ever come."""


def rows_in_use(state):
    """Return how many rows count of the arrays of which not all rows do."""
    run = state.run[0]
    people = int(run.people)
    return {
        "people": people,
        "promises": people,
        "projects": people * PROJECT_SLOTS,
        "edges": int(run.edges),
        "contacts": people,
    }


def difference(one, other):
    """Tell in words where two states first differ: week, array, field and row; "" if nowhere."""
    used = rows_in_use(one)
    for name in State._fields:
        mine, theirs = (getattr(state, name)[: used.get(name)] for state in (one, other))
        if mine.tobytes() != theirs.tobytes():
            return f"week {one.run[0].week}: {_place(name, mine, theirs)}"
    return ""


def _place(name, mine, theirs):
    if mine.shape != theirs.shape:
        return f"{name} has shapes {mine.shape} and {theirs.shape}"
    for field in mine.dtype.names or ("",):
        pair = (mine[field], theirs[field]) if field else (mine, theirs)
        for row, (left, right) in enumerate(zip(*pair, strict=True)):
            if np.asarray(left).tobytes() != np.asarray(right).tobytes():
                return f"array {name}, field {field or '-'}, row {row}: {left!r} and {right!r}"
    raise AssertionError(f"{name}: bytes between the fields differ")


def dirty_room(plan, hires):
    """Return arrays with more room than needed, full of what is left of something else."""
    state = room(plan, hires + SPARE)
    rubbish = np.random.default_rng(hires)
    for array in state:
        flat = np.ndarray(array.nbytes, np.uint8, buffer=array)
        flat[:] = rubbish.integers(0, 256, array.nbytes, dtype=np.uint8)
    return state


class Agents:
    """Drives the Mesa model."""

    def __init__(self, plan, seed, replicate, **how):
        how = {"seed": seed, "replicate": replicate, "collect": False} | how
        self.model = PeerMentoringModel.from_plan(plan, **how)
        self.state, self.step = self.model.state, self.model.step


class Loop:
    """Drives the compiled week over arrays made for this replicate, or used before by another."""

    def __init__(self, plan, seed, replicate, reused):
        self.state = build(plan, seed, replicate)
        if reused:
            streams = [np.uint64(dice.key(seed, one)) for one in (replicate + 1, replicate)]
            self.state = dirty_room(plan, max(plan.hires(stream) for stream in streams))
        self.call = Calls(self.state, plan.parameters)
        if reused:
            for stream, weeks in zip(streams, (min(5, plan.weeks), 0), strict=True):
                given = (self.state, plan.blank, plan.series, plan.parameters[0], stream)
                assert open_department(*given) == -1
                for _ in range(weeks):
                    self.step()

    def step(self):
        """Run a week."""
        self.call(one_week)


def drivers(plan, seed, replicate):
    """Return every driver by name; the first is the one that the others are compared with."""
    key = (plan, seed, replicate)
    return {
        "each agent in turn": Agents(*key, one_by_one=True),
        "agents of classes of their own": Agents(*key, **SAME),
        "agents": Agents(*key),
        "arrays of their own": Loop(*key, reused=False),
        "reused arrays": Loop(*key, reused=True),
    }


class Reading:
    """What is read off a department while any driver runs it, as the ensemble records it."""

    def __init__(self, plan):
        self.p, self.horizon = plan.parameters[0], plan.scenario.horizon_weeks
        self.weeks = np.empty((self.horizon, len(SCOPES), len(VARIABLES)))
        self.rows = np.zeros((len(plan.groups), len(GROUP_COLUMNS)))
        self.measures = np.empty(len(MEASURES))

    def read(self, state):
        """Read a week that is over."""
        week, p = int(state.run[0].week), self.p
        if week < self.horizon:
            observe(state, p, np.empty(len(VARIABLES)), self.weeks[week])
        scratch = np.empty(SCRATCH)
        for g, row in enumerate(self.rows):
            if week == self.horizon - 1:
                rate_group(state, p, g, reference_scale(), scratch, row)
            elif week == state.setting[0].weeks - 1:
                note_report(state, g, scratch, row)
        if week == self.horizon - 1:
            measure(state, p, self.weeks, np.empty(len(state.people)), self.measures)


def run_side_by_side(plan, seed, replicate, weeks=None, left_out=()):
    """Run every driver, week by week; return the first one's state and what was read off it.

    Raises
    ------
    AssertionError
        With the driver, week, array, field and row of the first difference.
    """
    running = drivers(plan, seed, replicate)
    for name in left_out:
        del running[name]
    reading = Reading(plan)
    first, *others = running
    compare(running, first, others)
    for _ in range(weeks or plan.weeks):
        for driver in running.values():
            driver.step()
        compare(running, first, others)
        reading.read(running[first].state)
    return running[first].state, reading


def compare(running, first, others):
    """Compare the states of drivers with that of the first."""
    for name in others:
        found = difference(running[first].state, running[name].state)
        assert not found, f"{first}, and {name}: {found}"


def run_in_kernel(plan, seed, replicate, monkeypatch):
    """Run the engine's kernel over two replicates, in dirty arrays that are larger than needed.

    Returns
    -------
    state, rows, measures, weeks
        Of the second, which is the one asked for.
    """
    kept = []

    def larger(plan, hires):
        kept.append(dirty_room(plan, hires))
        return kept[-1]

    with monkeypatch.context() as patch:
        patch.setattr(kernel, "room", larger)
        first = max(0, replicate - 1)
        found = kernel.run_replicates(
            plan, plan.parameters, seed, first, replicate + 1, None, whole=True
        )
    return kept[0], *(part[-1] for part in found[:3])


def check_kernel(plan, seed, replicate, state, reading, monkeypatch):
    """See that the kernel ends with the same bits, and records the same ones."""
    found, rows, measures, weeks = run_in_kernel(plan, seed, replicate, monkeypatch)
    told = difference(state, found)
    assert not told, f"each agent in turn, and the kernel: {told}"
    for name, one, other in (
        ("weeks (week, scope, variable)", reading.weeks, weeks),
        ("rows (group, column)", reading.rows, rows),
        ("measures", reading.measures, measures),
    ):
        unequal = np.argwhere(one.view(np.uint64) != other.view(np.uint64))
        assert not len(unequal), f"{name}: {unequal[0]} differs"
