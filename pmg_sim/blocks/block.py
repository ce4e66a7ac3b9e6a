"""What the runner asks of a block, and what a block that failed leaves behind."""

import traceback
from dataclasses import dataclass
from typing import Any, Protocol, Self

import pyarrow as pa


class Block(Protocol):
    """A part of the work: some runs, whose table can be kept and need never be made again.

    A block is frozen, and can be pickled. An exception of `run` may carry the attributes ``seed``
    and ``replicate``, so that the failing run can be replayed.
    """

    @property
    def runs(self) -> int:
        """How many runs it holds, for the progress."""
        ...

    def key(self) -> str:
        """Return 20 hexadecimal digits made of everything that decides the table."""
        ...

    def describe(self) -> dict[str, Any]:
        """Return, fit for JSON, everything that is needed to run it again."""
        ...

    def run(self) -> pa.Table:
        """Run it; the same key always gives the same table."""
        ...


@dataclass(frozen=True)
class Failure:
    """Why a block gave no table.

    Attributes
    ----------
    kind, message, trace : str
        Of the exception: its type, what it says, and where it came from.
    seed, replicate : int, optional
        Of the run that failed, where the exception tells.
    """

    kind: str
    message: str
    trace: str = ""
    seed: int | None = None
    replicate: int | None = None

    @classmethod
    def of(cls, fault: BaseException) -> Self:
        """Make it of an exception that was caught."""
        return cls(
            type(fault).__name__,
            str(fault),
            "".join(traceback.format_exception(fault)),
            getattr(fault, "seed", None),
            getattr(fault, "replicate", None),
        )


def attempt(block: Block) -> pa.Table | Failure:
    """Run a block; whatever goes wrong in it becomes a failure, here and on another machine."""
    try:
        table = block.run()
        if not isinstance(table, pa.Table):
            raise TypeError(f"the block gave {type(table).__name__}; allowed: a pyarrow table")
    except Exception as fault:
        return Failure.of(fault)
    return table
