"""The record of a block that failed: which runs it held, and replaying them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from pmg_sim.parameters import pack
from pmg_sim.scenario import Scenario, scenario_from_dict
from pmg_sim.world.replay import Replay, replay


class RecordError(ValueError):
    """There is no readable record of a failed block; the message is for the user."""


@dataclass(frozen=True)
class Record:
    """A block that failed.

    Attributes
    ----------
    scenario : Scenario
        Of its arm.
    parameters : sequence of dict
        One set of numbers for all replicates, or one for each.
    seed, first, last : int
        Replicates from the first up to, not including, the last.
    replicate : int, optional
        The one that failed, where that is known.
    cause, theory : str
        What the failure said, and the version of the theory that it came from.
    """

    scenario: Scenario
    parameters: Sequence[dict[str, float]]
    seed: int
    first: int
    last: int
    replicate: int | None
    cause: str
    theory: str

    def numbers(self, replicate: int) -> dict[str, float]:
        """Return the parameters of a replicate."""
        if len(self.parameters) == 1:
            return self.parameters[0]
        return self.parameters[replicate - self.first]


def read_record(path: str | PathLike[str]) -> Record:
    """Read the record of a block of the model.

    Parameters
    ----------
    path
        The file ``failures/KEY.json`` of a folder of blocks.

    Raises
    ------
    RecordError
        If there is no such file, or it is no record.
    """
    shown = fspath(path)
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as fault:
        raise RecordError(f"{shown} cannot be read ({fault.strerror or fault}).") from None
    except ValueError:
        raise RecordError(f"{shown} is no record of a failed block.") from None
    try:
        block, cause = told["block"], told["cause"]
        settings = {key: value for key, value in block["scenario"].items() if value is not None}
        scenario = scenario_from_dict(settings, block["name"])
        parameters = [dict(numbers) for numbers in block["parameters"]] or [{}]
        for numbers in parameters:
            pack(numbers)  # another theory may lack a name, or allow less
        record = Record(
            scenario=scenario if block["with_groups"] else scenario.without_group(),
            parameters=parameters,
            seed=int(block["seed"]),
            first=int(block["first"]),
            last=int(block["last"]),
            replicate=told["replicate"],
            cause=f"{cause['type']}: {cause['message']}",
            theory=told["theory"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise RecordError(f"{shown} describes no block of this model ({fault}).") from None
    if record.first >= record.last or len(record.parameters) not in (1, record.last - record.first):
        raise RecordError(f"{shown} describes no block of this model: it has no run to replay.")
    return record


def replay_record(
    record: Record,
    replicate: int | None = None,
    say: Callable[[str], Any] = lambda _line: None,
) -> Replay:
    """Replay the run that failed; where it is not known, all of the block's until one breaks.

    Parameters
    ----------
    record : Record
    replicate : int, optional
        Another replicate of the block.
    say : callable
        Receives a line for every simulated year.

    Returns
    -------
    Replay
        Of the run that broke, or of the last one.

    Raises
    ------
    RecordError
        If the block does not hold the replicate.
    """
    chosen = record.replicate if replicate is None else replicate
    candidates = range(record.first, record.last) if chosen is None else [chosen]
    if candidates[0] not in range(record.first, record.last):
        raise RecordError(
            f"replicate {chosen} is not in the block; allowed: "
            f"from {record.first} to {record.last - 1}."
        )
    found = None
    for candidate in candidates:
        numbers = record.numbers(candidate)
        found = replay(record.scenario, numbers, record.seed, candidate, say)
        if found.broke:
            break
    assert found is not None  # a record holds a run
    return found
