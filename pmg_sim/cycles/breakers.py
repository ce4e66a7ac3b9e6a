"""What might break members' cycles: one change each to a scenario, and when it can be seen."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pmg_sim.parameters import without
from pmg_sim.scenario import Scenario

Changes = Mapping[str, object]

SUCCESS = "shared_success"
"""The event by which everybody invited completes a product over and above those in hand."""

ALWAYS = "all weeks"
"""When a change can be seen that holds from the first week on."""

SHOCK_WEEKS = 13
"""A quarter of overload."""


class Window(NamedTuple):
    """Weeks over which two arms are compared: from `first` up to, not including, `last`."""

    when: str
    first: int
    last: int

    @property
    def weeks(self) -> str:
        """Its weeks, as text."""
        return f"{self.first} to {self.last - 1}"


class Breaker(NamedTuple):
    """A change to a scenario.

    Attributes
    ----------
    label : str
        In words.
    changes : callable
        From the scenario to the settings that change, as `Scenario.override` takes them.
    windows : callable
        From the weeks of a run to the windows of the comparison.
    """

    label: str
    changes: Callable[[Scenario], Changes]
    windows: Callable[[int], tuple[Window, ...]]

    def of(self, scenario: Scenario) -> Scenario:
        """Return the scenario with this change.

        Raises
        ------
        ScenarioError
            If the change contradicts the scenario.
        """
        return scenario.override(self.changes(scenario))


def with_event(scenario: Scenario, what: str, week: int, **keys: object) -> list[dict[str, Any]]:
    """Return a scenario's events and one more, for each of its groups where it has several."""
    events = scenario.model_dump(mode="json", exclude_unset=True).get("event", [])
    new = {"week": week, "what": what, **keys}
    groups = scenario.groups()
    if len(groups) == 1 or what == "workload_shock":
        return [*events, new]
    alive = [
        group.name
        for group in groups
        if group.founded_week <= week < (group.ends_week or scenario.horizon_weeks)
    ]
    return [*events, *({**new, "group": name} for name in alive)]


def with_success(scenario: Scenario) -> Scenario:
    """Return the scenario with a shared success after a quarter of its weeks."""
    week = success_week(scenario)
    return scenario.override({"event": with_event(scenario, SUCCESS, week)})


def success_week(scenario: Scenario) -> int:
    """Return the week of the shared success: a year into the study's four."""
    return scenario.horizon_weeks // 4


def _groups(key: str, value: object) -> Callable[[Scenario], Changes]:
    """Return what changes a setting in every group, in its copies too."""

    def changes(scenario: Scenario) -> Changes:
        found: dict[str, object] = {}
        for place, group in enumerate(scenario.group):
            found[f"group.{place}.{key}"] = value
            if key in group.varied:
                left = {name: values for name, values in group.varied.items() if name != key}
                found[f"group.{place}.varied"] = left
        return found

    return changes


def _event(what: str, numerator: int, **keys: object) -> Callable[[Scenario], Changes]:
    return lambda scenario: {
        "event": with_event(scenario, what, _at(scenario.horizon_weeks, numerator), **keys)
    }


def _numbers(values: Mapping[str, float]) -> Callable[[Scenario], Changes]:
    return lambda _: {f"parameters.{name}": value for name, value in values.items()}


def _at(weeks: int, numerator: int) -> int:
    """Return the week that stands to a run as `numerator` stands to the study's 208 weeks."""
    return weeks * numerator // 208


def _always(weeks: int) -> tuple[Window, ...]:
    return (Window(ALWAYS, 0, weeks),)


def _from(numerator: int, words: str, lasts: int | None = None):
    def windows(weeks: int) -> tuple[Window, ...]:
        first = _at(weeks, numerator)
        last = weeks if lasts is None else min(weeks, first + lasts)
        return (Window(words, first, last),)

    return windows


def _shock_windows(weeks: int) -> tuple[Window, ...]:
    first = _at(weeks, 65)
    over = min(weeks, first + SHOCK_WEEKS)
    return (
        Window("its 13 weeks", first, over),
        Window("the year after it", over, min(weeks, over + 52)),
    )


TWICE_A_YEAR = [
    {
        "purpose": "discussion",
        "hour": "evening",
        "interval_weeks": 26,
        "length_minutes": [120, 180],
        "meal_usd": 125,
    }
]

BREAKERS: dict[str, Breaker] = {
    "no_minutes": Breaker("no minutes", _groups("minutes_kept", False), _always),
    "minutes_stop": Breaker(
        "the minutes stop half-way", _event("minutes_stop", 104), _from(104, "the weeks after it")
    ),
    "no_action_plans": Breaker("no action plans", _groups("action_plans", False), _always),
    "no_joint_work": Breaker("no joint work", _numbers({"joint_rate": 0.0}), _always),
    "falling_out": Breaker(
        "a falling-out",
        _event("falling_out", 60, member=1, with_member=2),
        _from(60, "the year after it", 52),
    ),
    "workload_shock": Breaker(
        "a quarter of overload",
        _event("workload_shock", 65, hours_factor=0.5, lasts_weeks=SHOCK_WEEKS),
        _shock_windows,
    ),
    "twice_a_year": Breaker("two meetings a year", _groups("calendar", TWICE_A_YEAR), _always),
    "accountability_off": Breaker(
        "accountability switched off", _numbers(without("accountability")), _always
    ),
    "efficacy_off": Breaker("self-efficacy switched off", _numbers(without("efficacy")), _always),
    "luck_off": Breaker(
        "no weekly luck in feelings", _numbers({"weekly_luck": 0.0, "efficacy_luck": 0.0}), _always
    ),
    "no_group": Breaker("no group at all", lambda _: {"groups_active": False}, _always),
}
"""By name. Those that are scenarios of the library change the scenario `flat` into just that."""
