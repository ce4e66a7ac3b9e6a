"""Finished blocks in memory, for work that is not worth a folder."""

from typing import Any, Literal

import pyarrow as pa

from pmg_sim.blocks.block import Block, Failure


class Memory:
    """What a `Store` does, for as long as it is referred to."""

    def __init__(self) -> None:
        self.tables: dict[str, pa.Table] = {}
        self.faults: dict[str, Failure] = {}

    def open(self) -> None:
        """Do nothing: it is always open."""

    def state(self, block: Block) -> Literal["whole", "missing"]:
        """Tell whether a block is finished."""
        return "whole" if block.key() in self.tables else "missing"

    def read(self, block: Block) -> pa.Table:
        """Return the table of a finished block."""
        return self.tables[block.key()]

    def set_aside(self, block: Block) -> None:
        """Forget a block."""
        del self.tables[block.key()]

    def write(self, block: Block, table: pa.Table) -> None:
        """Keep the table of a block."""
        self.tables[block.key()] = table

    def fail(self, block: Block, failure: Failure) -> None:
        """Keep why a block failed."""
        self.faults[block.key()] = failure

    def note(self, facts: dict[str, Any]) -> None:
        """Do nothing: the report tells as much."""
