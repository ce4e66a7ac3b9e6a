"""What a week costs, phase by phase: nanoseconds, draws, transcendental functions."""

from typing import Any

import numba
import numpy as np

from pmg_sim.bench.clock import compiled_clock
from pmg_sim.bench.plain import PlainMesa
from pmg_sim.bench.whole_runs import ARMS, SEED, both_arms
from pmg_sim.build import build
from pmg_sim.calls import Calls
from pmg_sim.jit import OPTIONS
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe
from pmg_sim.processes.week import ORDER
from pmg_sim.scenario import Scenario

PHASES = (*(name for _, name, _, _ in ORDER), "observe")


def _timed(phase: Any, place: int, now: Any) -> Any:
    """Return a compiled phase that adds the nanoseconds it took, the clock's own taken off."""

    @numba.njit(nogil=True, **OPTIONS)
    def timed(state, p, times, memory):
        before = now(memory)
        start = now(memory)
        phase(state, p)
        end = now(memory)
        times[place] += (end - start) - (start - before)

    return timed


def _timed_look(place: int, now: Any) -> Any:
    """Return the same for `observe`, which needs memory to write to."""

    @numba.njit(nogil=True, **OPTIONS)
    def timed(state, p, times, memory, scratch, seen):
        before = now(memory)
        start = now(memory)
        observe(state, p, scratch, seen)
        end = now(memory)
        times[place] += (end - start) - (start - before)

    return timed


def _nanoseconds(scenario: Scenario, replicates: int) -> dict[str, float] | None:
    """Return nanoseconds per person-week of each phase, the median over replicates."""
    now = compiled_clock()
    if now is None:
        return None
    scratch, seen = np.empty(len(VARIABLES)), np.empty((len(SCOPES), len(VARIABLES)))
    phases = [_timed(every, place, now) for place, (_, _, every, _) in enumerate(ORDER)]
    phases.append(_timed_look(len(ORDER), now))
    memory = np.zeros(2, np.int64)
    found = []
    for replicate in range(replicates + 1):
        times, person_weeks = np.zeros(len(PHASES), np.int64), 0.0
        for settled in both_arms(scenario).values():
            call = Calls(build(settled, SEED, replicate), settled.parameters)
            for _ in range(scenario.horizon_weeks):
                for phase in phases[:-1]:
                    call(phase, times, memory)
                call(phases[-1], times, memory, scratch, seen)
                person_weeks += seen[SCOPES.index("department"), 0]
        found.append(times / person_weeks)
    middle = np.median(found[1:], axis=0)  # the first one compiles
    return dict(zip(PHASES, middle.tolist(), strict=True))


def costs(scenario: Scenario, child: PlainMesa, quick: bool) -> tuple[dict[str, Any], float]:
    """Measure and count what each phase of a week costs, mean of both arms.

    Parameters
    ----------
    scenario
        The setting.
    child
        The process of plain Mesa, which counts.
    quick
        Whether few weeks and replicates will do.

    Returns
    -------
    dict
        By phase ``nanoseconds`` per person-week (None where compiled code has no clock), and
        ``draws`` and ``transcendental`` calls per person-week.
    float
        Person-weeks of a counted run.
    """
    weeks = 8 if quick else scenario.horizon_weeks
    counted = [
        child.ask("count", arm=arm, seed=SEED, replicate=replicate, weeks=weeks)
        for arm in ARMS
        for replicate in range(1 if quick else 3)
    ]
    person_weeks = sum(one["person_weeks"] for one in counted)
    nanoseconds = _nanoseconds(scenario, 2 if quick else 50)
    table = {}
    for phase in PHASES:
        calls = [one["phases"].get(phase, {}) for one in counted]
        draws = sum(one.get("draws", 0) for one in calls)
        every = sum(sum(one.values()) for one in calls)
        table[phase] = {
            "nanoseconds": None if nanoseconds is None else nanoseconds[phase],
            "draws": draws / person_weeks,
            "transcendental": (every - draws) / person_weeks,
        }
    return table, person_weeks / len(counted)
