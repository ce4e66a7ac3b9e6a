"""A scenario written out as a file that loads to the same scenario."""

from typing import Any

import tomlkit

from pmg_sim.scenario import Scenario


def as_toml(scenario: Scenario) -> str:
    """Write a scenario with all its settings, those changed on the command line included.

    Parameters
    ----------
    scenario : Scenario
        Any valid one. What stands for "not set" is left out.
    """
    data = scenario.model_dump(mode="json", exclude_none=True)
    document = tomlkit.document()
    document.add(tomlkit.comment("The scenario as it was run, with every setting spelt out."))
    document.add(tomlkit.nl())
    for key, value in _plain_first(data).items():
        document.add(key, tomlkit.item(value))
    return tomlkit.dumps(document)


def _plain_first(value: Any) -> Any:
    """Put plain values before tables, as TOML needs them, and leave out empty tables and lists."""
    if isinstance(value, list):
        return [_plain_first(item) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {key: item for key, item in value.items() if item not in ({}, [])}
    return {
        key: _plain_first(item)
        for key, item in sorted(filled.items(), key=lambda pair: _is_table(pair[1]))
    }


def _is_table(value: Any) -> bool:
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict)
