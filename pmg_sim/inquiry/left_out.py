"""Person by person: what alternatives do to those whom they admit, and to those they leave out.

Means over everybody not invited mix the two, and who is left out differs between alternatives. So
the same person is followed in both arms of a department.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.build import plan
from pmg_sim.codes import PRESENT
from pmg_sim.ensemble import run_course
from pmg_sim.experiments.estimates import mean_interval
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.written_answer import Section, Table
from pmg_sim.inquiry.runs import Runs
from pmg_sim.inquiry.words import signed
from pmg_sim.parameters import pack
from pmg_sim.scenario import Scenario
from pmg_sim.theory.ties import connection

WHO = ("invited", "admitted", "left out")
STATES = ("satisfaction", "support", "connection")


class People(NamedTuple):
    """Those present at the end, by key."""

    keys: np.ndarray
    invited: np.ndarray
    seated: np.ndarray
    states: np.ndarray  # (people, states)


class Found(NamedTuple):
    """The section, and the sentence on one alternative for the answer."""

    section: Section
    sentences: dict[str, str]


def person_by_person(
    runs: Runs, departments: int, progress: Callable[[int, int], Any] | None = None
) -> Found:
    """Follow the same people under each alternative and under the baseline.

    Parameters
    ----------
    runs : Runs
        Whose first departments are run again, as many in each circumstance.
    departments : int
    progress : callable, optional
        Called with (departments done, departments asked for).
    """
    places = [place for place, policy in enumerate(runs.plan.policies) if not policy.baseline]
    total = len(runs.plan.circumstances) * departments
    changes = np.full((len(places), len(WHO), total, 1 + len(STATES)), np.nan)
    for number in range(total):
        state, department = divmod(number, departments)
        replicate = department % len(runs.sets)
        scenarios = [several[state] for several in runs.plan.scenarios]
        seen = [_people(one, runs, replicate) for one in scenarios]
        for row, place in enumerate(places):
            changes[row, :, number] = _changes(seen[place], seen[runs.plan.baseline])
        if progress is not None:
            progress(number + 1, total)
    names = [runs.plan.policies[place].name for place in places]
    return _told(names, runs.plan.policies[runs.plan.baseline].name, changes)


def _people(scenario: Scenario, runs: Runs, replicate: int) -> People:
    stated = plan(scenario)
    values = {**runs.sets[replicate], **scenario.parameters}
    stated = replace(stated, parameters=pack(values))
    state, _ = run_course(stated, runs.experiment.seed, replicate)
    people = state.people[: state.run[0].people]
    people = people[(people.status == PRESENT) & (people.mentor_of < 0)]
    p = stated.parameters[0]
    connected = [connection(p, float(one)) for one in people.strength]
    states = np.column_stack([people.satisfaction, people.support, connected])
    return People(
        people.key.copy(), people.cohort >= 0, people.joined_group >= 0, states.reshape(-1, 3)
    )


def _changes(one: People, other: People) -> np.ndarray:
    """Return number and mean changes of each kind of people, shape (kinds, 1 + states)."""
    _, here, there = np.intersect1d(one.keys, other.keys, return_indices=True)
    change = one.states[here] - other.states[there]
    invited, seated = one.invited[here], one.seated[here]
    rows = []
    for mask in (invited, ~invited & seated, ~invited & ~seated):
        count = int(mask.sum())
        means = change[mask].mean(axis=0) if count else np.full(len(STATES), np.nan)
        rows.append([count, *means])
    return np.array(rows)


def _told(names: list[str], baseline: str, changes: np.ndarray) -> Found:
    rows, sentences = [], {}
    for name, kinds in zip(names, changes, strict=True):
        parts = []
        for who, several in zip(WHO, kinds, strict=True):
            count = float(several[:, 0].mean())
            found = {state: mean_interval(several[:, 1 + k]) for k, state in enumerate(STATES)}
            row = {"alternative": name, "who": who, "people a department": count}
            for state, one in found.items():
                row |= {
                    state: one["mean"],
                    f"{state}, from": one["low"],
                    f"{state}, to": one["high"],
                }
            rows.append(row)
            if who != "invited" and all(one["low"] is not None for one in found.values()):
                clear = [_in_words(state, one) for state, one in found.items()]
                parts.append(f"those {who} ({count:.1f} a department) {', '.join(clear)}")
        if parts:
            sentences[name] = (
                f'The same people under "{name}" and "{baseline}", at the end: {"; ".join(parts)} '
                "(95 % intervals)."
            )
    caption = (
        f'Changes against "{baseline}" of the same people with the same luck, at the end of the '
        "study period, of those present in both arms: invited at the start, admitted later, or "
        "left out. Means over departments of their means, with 95 % intervals."
    )
    said = ("Who is admitted is not drawn by lot: the two kinds are different people.",)
    table = Table("person_by_person", caption, pd.DataFrame(rows))
    section = Section("Person by person", (*sentences.values(), *said), (table,))
    return Found(section, sentences)


def _in_words(state: str, one: dict[str, Any]) -> str:
    small = abs(one["mean"]) < OUTCOMES[state].matters
    note = ", less than what matters" if small else ""
    return f"{state} {signed(one['mean'])} ({signed(one['low'])} to {signed(one['high'])}{note})"
