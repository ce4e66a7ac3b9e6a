"""Contestants for the costly part of a week: numba, numpy and C, checked before they are timed."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from pmg_sim.bench.agreement import TOLERANCE, DisagreementError, difference
from pmg_sim.bench.costly import copied, departments, with_numba
from pmg_sim.bench.costly_c import EXACT, FUSED, compiled
from pmg_sim.bench.costly_numpy import Block
from pmg_sim.bench.whole_runs import SEED, Contestant, both_arms
from pmg_sim.scenario import Scenario

WEEKS = 26


def costly_contest(
    scenario: Scenario, quick: bool
) -> tuple[dict[str, Contestant], dict[str, float]]:
    """Return the contestants, which tell seconds per person-week, and their differences to numba.

    Those in C are left out where there is no gcc.

    Parameters
    ----------
    scenario
        The setting.
    quick
        Whether few departments will do; numpy is at its best with many.

    Raises
    ------
    DisagreementError
        If results differ by more than `TOLERANCE`, relative, or other events were counted.
    """
    plans = both_arms(scenario)
    numbers = plans["group"].parameters
    start = departments(plans, 3 if quick else 200, SEED)
    ours, block = copied(start), Block(start, numbers)
    person_weeks = block.stream.size * WEEKS
    work: dict[str, tuple[Callable[[], np.ndarray], Any]] = {
        "costly_numba": (lambda: with_numba(ours, numbers, WEEKS), ours),
        "costly_numpy": (lambda: block.weeks(WEEKS), block),
    }
    for name, options in (("costly_c", FUSED), ("costly_c_exact", EXACT)):
        if run := compiled(options):
            theirs = copied(start)
            work[name] = (lambda run=run, s=theirs: run(s, numbers, WEEKS), theirs)
    differences = _compare(work)
    return {name: _timed(run, person_weeks) for name, (run, _) in work.items()}, differences


def _compare(work: dict[str, tuple[Callable[[], np.ndarray], Any]]) -> dict[str, float]:
    """Let every contestant run once; return how far the results are from numba's."""
    events = {name: run().tolist() for name, (run, _) in work.items()}
    ours = work["costly_numba"][1]
    found = {name: difference(ours, theirs) for name, (_, theirs) in work.items()}
    for name, apart in found.items():
        if apart > TOLERANCE or events[name] != events["costly_numba"]:
            raise DisagreementError(f"{name}: {apart:g} from numba; events {events}")
    del found["costly_numba"]
    return found


def _timed(run: Callable[[], Any], person_weeks: int) -> Contestant:
    def timed(_number: int) -> float:
        start = time.perf_counter()
        run()
        return (time.perf_counter() - start) / person_weeks

    return timed
