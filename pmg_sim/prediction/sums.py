"""From the table of a block to the sums of a quantity, one row per department that was run."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pmg_sim.codes import NO_QUORUM, TOO_FEW_MEMBERS
from pmg_sim.ensemble.block import GROUP, PEOPLE, numbers
from pmg_sim.evaluation.people_row import WHO
from pmg_sim.prediction.names import KIND_OF, OF_A_DEPARTMENT
from pmg_sim.prediction.schema import Quantity
from pmg_sim.scenario import Scenario

WEEKS_PER_YEAR = 52.0

SHARES = {
    "attendance": ("seats_filled", "seats"),
    "evening_attendance": ("evening_present", "evening_seats"),
    "meetings_held": ("meetings_held", "meetings_planned"),
    "alive_at_end": ("alive_at_end", "founded"),
}
"""Columns of a group's row, and those that they are counted among."""


class Side(NamedTuple):
    """Who is asked, and when: a place in `WHO`, on the first day or at the end."""

    who: str = "cohort"
    moment: str = "after"


class Departments:
    """The departments of a block, by name of what they report.

    Parameters
    ----------
    table : pyarrow.Table
        Of a `pmg_sim.ensemble.RunBlock` that recorded people.
    scenario : Scenario
        Which it ran.
    """

    def __init__(self, table: pa.Table, scenario: Scenario) -> None:
        self.table = table
        groups = scenario.groups()
        stages = [group.invited_stage for group in groups]
        # Groups that invite the same stage have the same colleagues: they count once.
        self.distinct = [stages.index(stage) for stage in dict.fromkeys(stages)]
        # A second group begins when it can; its founding is not on record.
        second = {group.second_name for group in scenario.group}
        self.planned = [k for k, group in enumerate(groups) if group.name not in second]
        self.founding = np.array([float(groups[k].founded_week) for k in self.planned])

    def sums(self, quantity: Quantity, side: Side, years: float | None = None) -> np.ndarray:
        """Return the sums of a quantity, as `pmg_sim.prediction.statistics` reads them.

        Returns
        -------
        numpy.ndarray, shape (departments, sums)
        """
        if quantity.as_ == "correlation":
            return self._correlated(quantity)
        if quantity.as_ == "survival":
            assert years is not None
            return self._alive(years)
        if quantity.as_ == "standardised_difference":
            return self._answers(quantity.of, side).sum(axis=1)
        total, count = self._parts(quantity.of, quantity.as_, side)
        return np.stack([total.sum(axis=1), count.sum(axis=1)], axis=1)

    def _parts(self, name: str, statistic: str, side: Side) -> tuple[np.ndarray, np.ndarray]:
        """Return totals and what they are counted among, shape (departments, groups)."""
        kind = KIND_OF[name]
        if kind == "answer":
            answers = self._answers(name, side)
            return answers[..., 1], answers[..., 0]
        if kind in ("count", "people"):
            return self._of_people(name, statistic, side)
        if kind in OF_A_DEPARTMENT:
            value = self.table[name].to_numpy()[:, None]
            known = np.isfinite(value)
            return np.where(known, value, 0.0), known.astype(float)
        if kind == "outcome":
            return self._group(name), self._group("counted")
        if kind == "theme":
            return self._group(name), self._group("respondents")
        if kind == "turnout":
            total, count = SHARES[name]
            founded = self._group("founded")
            return self._group(total) * founded, self._group(count) * founded
        return self._group(name) * self._group("founded"), self._group("founded")

    def _group(self, column: str) -> np.ndarray:
        return numbers(self.table, GROUP + column)

    def _person(self, column: str, who: str) -> np.ndarray:
        values = numbers(self.table, PEOPLE + column)
        values = values.reshape(len(values), -1, len(WHO))[..., WHO.index(who)]
        return values[:, self.distinct] if who == "colleagues" else values

    def _answers(self, name: str, side: Side) -> np.ndarray:
        """Return people, sum and sum of squares of an answer, shape (departments, groups, 3)."""
        count = self._person("people" if side.moment == "before" else "present", side.who)
        mean = self._person(f"{name}.{side.moment}", side.who)
        spread = self._person(f"{name}.{side.moment}_sd", side.who)
        mean = np.where(count > 0, mean, 0.0)
        within = np.where(count > 1, (count - 1) * spread**2, 0.0)
        return np.stack([count, count * mean, within + count * mean**2], axis=2)

    def _of_people(self, name: str, statistic: str, side: Side) -> tuple[np.ndarray, np.ndarray]:
        people = self._person("people", side.who)
        of_years = statistic.startswith("rate")
        count = self._person("person_years", side.who) if of_years else people
        if KIND_OF[name] == "people":
            present = self._person("present", side.who)
            return (present if name == "retained" else people - present), count
        any_of_it = statistic in ("share", "share_difference", "odds_ratio")
        return self._person(f"{name}.{'any' if any_of_it else 'total'}", side.who), count

    def _alive(self, years: float) -> np.ndarray:
        """Count the planned groups that were founded, and those not dissolved by then."""
        founded = self._group("founded")[:, self.planned]
        lasted = self._group("ended")[:, self.planned] - self.founding
        reason = self._group("end_reason")[:, self.planned]
        dissolved = (reason == NO_QUORUM) | (reason == TOO_FEW_MEMBERS)
        over = dissolved & (lasted <= years * WEEKS_PER_YEAR)
        return np.stack([(founded * ~over).sum(axis=1), founded.sum(axis=1)], axis=1)

    def _correlated(self, quantity: Quantity) -> np.ndarray:
        """Return the sums of a correlation across the groups, one number each."""
        assert quantity.with_ is not None
        values = []
        for name in (quantity.of, quantity.with_):
            total, count = self._parts(name, "mean", Side())
            values.append(
                np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
            )
        both = np.isfinite(values[0]) & np.isfinite(values[1])
        x, y = (np.where(both, value, 0.0) for value in values)
        parts = (both.astype(float), x, y, x * x, y * y, x * y)
        return np.stack([part.sum(axis=1) for part in parts], axis=1)
