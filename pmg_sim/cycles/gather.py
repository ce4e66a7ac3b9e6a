"""Many departments in every arm, each reduced to what the answer needs before the next is run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pmg_sim.build import Plan, plan
from pmg_sim.cycles.breakers import ALWAYS, BREAKERS, Breaker, Window, success_week, with_success
from pmg_sim.cycles.completions import STATES, pulse, response
from pmg_sim.cycles.locked import around_meetings, rhythm
from pmg_sim.cycles.portrait import Looks, lead_and_lag, looks
from pmg_sim.cycles.strength import strengths
from pmg_sim.cycles.trace import Trace, align, trace_members
from pmg_sim.jit import warm_up
from pmg_sim.parameters import pack
from pmg_sim.posterior import sets_for_runs
from pmg_sim.scenario import Scenario, ScenarioError

ARMS = ("group", "no_group")
"""The scenario, and the same people without the group."""

PUSHED = ("group", "no_group", "efficacy_off")
"""Arms into which a shared success is sent as well."""

AROUND = {
    "a member": ("promised_hours", "members", "group"),
    "with work left": ("promised_hours", "on_promise", "group"),
    "with the group": ("worked", None, "group"),
    "without it": ("worked", None, "no_group"),
}
"""What is lined up on the meetings: variable, among whom, in which arm."""

OUTPUTS = ("hours worked", "products completed")


@dataclass
class Gathered:
    """What all departments gave.

    Attributes
    ----------
    values : dict of tuple of str to numpy.ndarray
        The first axis is departments: ``("around", what)`` by lag; ``("power", arm)`` by cycle;
        ``("response", state, arm)`` by lag; ``("lead", output, arm)``, before and after;
        ``("pulse", state, arm)`` by week;
        ``("strength", arm, weeks)`` as `STRENGTHS`, of breakers too; weeks as `Window.weeks`.
    looks : dict of str to list of Looks
        By arm, one for each department.
    windows : dict of str to tuple of Window
        By breaker that was run.
    left_out : dict of str to str
        Breakers that were not run, and why.
    success : int, optional
        Week of the shared success; None where it cannot happen.
    """

    values: dict[tuple[str, ...], Any]
    looks: dict[str, list[Looks]]
    windows: dict[str, tuple[Window, ...]]
    left_out: dict[str, str]
    success: int | None


def arms_of(scenario: Scenario, breakers: Sequence[str]) -> tuple[dict[str, Scenario], Gathered]:
    """Return every arm to run, and what will hold the results."""
    arms = {"group": scenario, "no_group": scenario.without_group()}
    weeks, changed = scenario.horizon_weeks, {}
    left_out: dict[str, str] = {}
    windows: dict[str, tuple[Window, ...]] = {}
    for name in breakers:
        breaker = BREAKERS[name]
        found = _changed(breaker, scenario)
        if isinstance(found, str):
            left_out[name] = found
        else:
            changed[name] = found
            windows[name] = breaker.windows(weeks)
    arms |= changed
    success: int | None = success_week(scenario)
    try:
        off = BREAKERS["efficacy_off"].of(scenario)
        pushed = {"group": scenario, "no_group": arms["no_group"], "efficacy_off": off}
        if with_success(scenario).hash() == scenario.hash():
            success = None
        else:
            arms["efficacy_off"] = off
            arms |= {f"{arm}+": with_success(one) for arm, one in pushed.items()}
    except ScenarioError:
        success = None
    return arms, Gathered({}, {arm: [] for arm in ARMS}, windows, left_out, success)


def _changed(breaker: Breaker, scenario: Scenario) -> Scenario | str:
    """Return the scenario with a breaker, or the reason why there is none."""
    try:
        found = breaker.of(scenario)
    except ScenarioError as fault:
        return f"it contradicts the scenario ({fault.messages[0]})"
    return "it changes nothing in this scenario" if found.hash() == scenario.hash() else found


def gather(
    scenario: Scenario,
    breakers: Sequence[str],
    departments: int,
    seed: int,
    uncertainty: str,
    progress: Callable[[int, int], Any] | None,
    say: Callable[[str], Any],
) -> Gathered:
    """Run every arm of every department, with the same people, luck and numbers in each arm.

    Parameters
    ----------
    scenario : Scenario
        With a group.
    breakers : sequence of str
        Names of `pmg_sim.cycles.breakers.BREAKERS`.
    departments, seed, uncertainty, progress, say
        As for `pmg_sim.cycles.cycles`.

    Returns
    -------
    Gathered
    """
    arms, found = arms_of(scenario, breakers)
    plans = {arm: plan(one) for arm, one in arms.items()}
    sets = sets_for_runs(departments, seed, uncertainty)
    rows: dict[tuple[str, ...], list[Any]] = {}
    for department in range(departments):
        numbers = None if sets is None else sets[department]
        with warm_up(say):
            traces = {
                arm: trace_members(_with(one, numbers), seed, department)
                for arm, one in plans.items()
            }
        for key, value in _reduced(traces, found, scenario.horizon_weeks).items():
            rows.setdefault(key, []).append(value)
        if progress is not None:
            progress(department + 1, departments)
    found.values = {key: np.array(values) for key, values in rows.items()}
    return found


def _with(one: Plan, numbers: Mapping[str, float] | None) -> Plan:
    """Return a plan under a department's numbers; what its scenario sets itself stays."""
    if numbers is None:
        return one
    return replace(one, parameters=pack({**numbers, **one.scenario.parameters}))


def _reduced(traces: dict[str, Trace], found: Gathered, weeks: int) -> dict[tuple[str, ...], Any]:
    """Return what is kept of a department."""
    group = traces["group"]
    both = {"group": group, "no_group": align(traces["no_group"], group.keys)}
    kept: dict[tuple[str, ...], Any] = {
        ("around", label): around_meetings(both[arm], group, what, among).mean
        for label, (what, among, arm) in AROUND.items()
    }
    for arm, trace in both.items():
        kept["power", arm] = 100.0 * rhythm(trace, group, "worked", 0, weeks)
        for state in STATES:
            kept["response", state, arm] = response(trace, state).mean
        for output, values in zip(OUTPUTS, (trace["worked"], trace.completed), strict=True):
            kept["lead", output, arm] = lead_and_lag(trace, values)
        found.looks[arm].append(looks(trace, both["no_group"]))
    if found.success is not None:
        for arm in PUSHED:
            for state in (*STATES, "completions"):
                kept["pulse", state, arm] = pulse(traces[arm], traces[f"{arm}+"], state)
    whole = Window(ALWAYS, 0, weeks)
    every = dict.fromkeys([whole, *(one for several in found.windows.values() for one in several)])
    for window in every:
        kept["strength", "group", window.weeks] = strengths(group, window.first, window.last)
    kept["strength", "no_group", whole.weeks] = strengths(traces["no_group"], 0, weeks)
    for name, windows in found.windows.items():
        for window in windows:
            kept["strength", name, window.weeks] = strengths(
                traces[name], window.first, window.last
            )
    return kept
