"""The settings in which scenarios differ, read off the scenarios themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pmg_sim.scenario import Scenario

COLUMNS = ("arm", "setting", "there", "here")
WORDING = ("title", "question")
"""Keys that change no result."""


def differences(names: Sequence[str], scenarios: Sequence[Scenario]) -> pd.DataFrame:
    """List the settings in which each scenario differs from the first.

    Parameters
    ----------
    names : sequence of str
        Of the arms, as many as scenarios.
    scenarios : sequence of Scenario

    Returns
    -------
    pandas.DataFrame
        One row for each setting: ``arm``; ``setting``, its dotted key, with items of lists by
        number (``group.0.quorum``); its value ``there``, in the first scenario, and ``here``. None
        stands for a setting that is not there. Wording that changes no result is left out.
    """
    first, *rest = (_flat(one.model_dump(mode="json", exclude=set(WORDING))) for one in scenarios)
    rows = [
        (name, key, first.get(key), own.get(key))
        for name, own in zip(names[1:], rest, strict=True)
        for key in dict.fromkeys((*first, *own))
        if first.get(key) != own.get(key)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _flat(value: Any, key: str = "") -> dict[str, Any]:
    """Flatten tables and lists; an empty one is nothing."""
    if isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, list | tuple):
        items = enumerate(value)
    else:
        return {key: value}
    flat: dict[str, Any] = {}
    for name, item in items:
        flat |= _flat(item, f"{key}.{name}" if key else str(name))
    return flat
