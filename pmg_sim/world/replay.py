"""A failing run again, on the Mesa model: in which week and phase it breaks, and who is hit."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pmg_sim.build import Plan, plan
from pmg_sim.scenario import Scenario
from pmg_sim.state import PROJECT_SLOTS, State
from pmg_sim.world.model import PeerMentoringModel

FIRST_DAY = "the first day"
"""The phase of what is wrong before week 0."""

WEEKS_BETWEEN_LINES = 52

# In these tables a row stands for a person, or for so many rows of one.
ROWS_OF_A_PERSON = {"people": 1, "promises": 1, "projects": PROJECT_SLOTS}


@dataclass(frozen=True)
class Fault:
    """A state that is no finite number any more.

    Attributes
    ----------
    state : str
        Table and field: ``people.motivation``.
    row : int
        Row of the table.
    value : float
        What stands there.
    key : int, optional
        The dice's key of the person whose row it is; of a tie, the one who tends it.
    group : int, optional
        The person's group, or the one that the row belongs to; -1 for none.
    """

    state: str
    row: int
    value: float
    key: int | None
    group: int | None


@dataclass(frozen=True)
class Replay:
    """What became of a run.

    Attributes
    ----------
    seed, replicate, weeks : int
        Which run, and its weeks in full.
    week : int, optional
        The week in which it broke; -1 before the first, None if it went through.
    phase : str
        The phase of the week after which a state was not finite, or in which an exception came.
    row : int, optional
        The row that was being asked when the exception came.
    faults : tuple of Fault
        All states that were not finite after the phase.
    exception : str
        Type and message, or nothing.
    """

    seed: int
    replicate: int
    weeks: int
    week: int | None = None
    phase: str = ""
    row: int | None = None
    faults: tuple[Fault, ...] = ()
    exception: str = ""

    @property
    def broke(self) -> bool:
        """Whether the run did not go through."""
        return self.week is not None

    def in_words(self) -> str:
        """Return a sentence or two for a person."""
        run = f"Replicate {self.replicate} of seed {self.seed}"
        if self.week is None:
            return f"{run} goes through all {self.weeks} weeks without a fault."
        when = self.phase if self.week < 0 else f"week {self.week}, phase `{self.phase}`"
        if self.exception:
            who = "" if self.row is None else f", asked for row {self.row}"
            return f"{run} breaks in {when}{who}: {self.exception}."
        first, *others = self.faults
        whose = [f"row {first.row}"]
        whose += [] if first.key is None else [f"person with key {first.key}"]
        whose += [] if first.group is None or first.group < 0 else [f"group {first.group}"]
        more = f" So are {len(others)} other states." if others else ""
        return (
            f"{run} breaks after {when}: `{first.state}` of {', '.join(whose)} is "
            f"{first.value}.{more}"
        )


def replay(
    scenario: Scenario,
    parameters: Mapping[str, float] | None,
    seed: int,
    replicate: int,
    say: Callable[[str], Any] = lambda _line: None,
) -> Replay:
    """Run one replicate phase by phase, until a state is not finite or an exception comes.

    Every person and every group is asked in turn, which gives the numbers of the compiled week.

    Parameters
    ----------
    scenario : Scenario
        Of the arm: `Scenario.without_group` for the one in which nobody meets.
    parameters : mapping of str to float, optional
        Numbers of the theory that take precedence over the scenario's own.
    seed, replicate : int
        Which run.
    say : callable
        Receives a line for every simulated year.

    Returns
    -------
    Replay
    """
    settled = plan(scenario, dict(parameters or {}))
    told: dict[str, Any] = {"seed": seed, "replicate": replicate, "weeks": settled.weeks}
    try:
        model = _Watched.of(settled, seed, replicate)
    except Exception as fault:
        return Replay(**told, week=-1, phase=FIRST_DAY, exception=_named(fault))
    try:
        model.check()
        for week in range(settled.weeks):
            model.step()
            if (week + 1) % WEEKS_BETWEEN_LINES == 0:
                say(f"Replicate {replicate}: {week + 1} of {settled.weeks} weeks without a fault.")
    except _NotFiniteError as found:
        return Replay(**told, week=model.week, phase=model.phase, faults=found.faults)
    except Exception as fault:
        told |= {"week": model.week, "phase": model.phase, "row": model.asked}
        return Replay(**told, exception=_named(fault))
    return Replay(**told)


class _NotFiniteError(Exception):
    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


class _Watched(PeerMentoringModel):
    """Knows its phase and who is asked, and checks the whole state after each phase."""

    phase = FIRST_DAY
    asked: int | None = None

    @classmethod
    def of(cls, settled: Plan, seed: int, replicate: int) -> "_Watched":
        options = {"collect": False, "one_by_one": True}
        return cls.from_plan(settled, seed=seed, replicate=replicate, **options)

    def _look(self) -> None:
        super()._look()
        call = self.call

        def noted(process: Any, *rest: Any) -> Any:
            self.asked = rest[0] if rest else None
            return call(process, *rest)

        self.call = noted

    def _ask_each(self, level: str, name: str, single: Any) -> None:
        self.phase = name
        super()._ask_each(level, name, single)
        self.check()

    def check(self) -> None:
        """Stop the run where a state is not finite."""
        if faults := tuple(not_finite(self.state)):
            raise _NotFiniteError(faults)


def not_finite(state: State) -> Iterator[Fault]:
    """Yield the states that are no finite numbers, by table, field and row."""
    for table, rows in state._asdict().items():
        for field in rows.dtype.names or ():
            if rows.dtype[field].kind != "f":
                continue
            for row in np.flatnonzero(~np.isfinite(rows[field])):
                key, group = _owner(state, table, int(row))
                value = float(rows[field][row])
                yield Fault(f"{table}.{field}", int(row), value, key, group)


def _owner(state: State, table: str, row: int) -> tuple[int | None, int | None]:
    """Return the key and the group of the person whose row it is, as far as there is one."""
    if table == "groups":
        return None, row
    if table in ("meetings", "events"):
        return None, int(getattr(state, table)["group"][row])
    if table == "edges":
        person = int(state.edges["a"][row])
    elif table in ROWS_OF_A_PERSON:
        person = row // ROWS_OF_A_PERSON[table]
    else:
        return None, None
    if person < 0:
        return None, None
    return int(state.people["key"][person]), int(state.people["group"][person])


def _named(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}".rstrip(". ")
