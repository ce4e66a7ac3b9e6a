"""How many draws and transcendental functions each phase of a week takes, counted one by one."""

import math
from collections.abc import Callable
from typing import Any

from pmg_sim import dice
from pmg_sim.bench.plain_model import PlainModel

TRANSCENDENTAL = ("exp", "expm1", "log", "log1p", "sqrt")
"""The functions of `math` that are counted; a power with a variable exponent is not seen."""


def count_calls(model: PlainModel, weeks: int) -> dict[str, Any]:
    """Run a model's weeks and count, phase by phase, in plain Python.

    Returns
    -------
    dict
        ``person_weeks``, and under ``phases`` by phase the counts of ``draws`` and of each of
        `TRANSCENDENTAL`.
    """
    tally: dict[str, dict[str, int]] = {}
    now = {"phase": ""}

    def counted(name: str, function: Callable) -> Callable:
        def call(*arguments: Any) -> Any:
            row = tally.setdefault(now["phase"], {})
            row[name] = row.get(name, 0) + 1
            return function(*arguments)

        return call

    before = {name: getattr(math, name) for name in TRANSCENDENTAL}
    bits = dice.bits
    person_weeks = 0
    dice.bits = counted("draws", bits)
    for name, function in before.items():
        setattr(math, name, counted(name, function))
    try:
        for _ in range(weeks):
            for phase in model.phases():
                now["phase"] = phase
            person_weeks += len(model.here)
    finally:
        dice.bits = bits
        for name, function in before.items():
            setattr(math, name, function)
    return {"person_weeks": person_weeks, "phases": tally}
