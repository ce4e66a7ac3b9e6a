"""What came of a list of blocks, and the way to their tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pmg_sim.blocks.block import Block
from pmg_sim.blocks.memory import Memory
from pmg_sim.blocks.store import Store


def results(blocks: Sequence[Block], store: Store | Memory) -> Iterator[tuple[Block, pa.Table]]:
    """Yield finished blocks with their tables, in the order of the list, one at a time.

    Blocks that failed, or that were not run, are left out.

    Raises
    ------
    StoreError
        If a file was damaged since the run.
    """
    for block in blocks:
        if store.state(block) != "missing":
            yield block, store.read(block)


@dataclass(frozen=True)
class Report:
    """What came of a list of blocks.

    Attributes
    ----------
    blocks : sequence of Block
        As they were given; those with the same key count as one.
    store : Store or Memory
        Where the finished ones are.
    asked, found, run, failed : int
        Distinct blocks: asked for, found finished, run now, and failed.
    damaged : int
        Blocks whose file was found damaged; they were run again.
    interrupted : bool
        Whether Ctrl-C ended it before all blocks were run.
    first_failure : str
        What the first failure said.
    seconds : float
        How long it took.
    """

    blocks: Sequence[Block]
    store: Store | Memory
    asked: int
    found: int
    run: int
    failed: int
    damaged: int
    interrupted: bool
    first_failure: str
    seconds: float

    def results(self) -> Iterator[tuple[Block, pa.Table]]:
        """Yield finished blocks with their tables, as the function of this name does."""
        return results(self.blocks, self.store)

    def in_words(self) -> str:
        """Return one or two sentences for a person."""
        counts = [f"{self.found} found finished", f"{self.run} run now"]
        counts += [f"{self.failed} failed"] if self.failed else []
        left = self.asked - self.found - self.run - self.failed
        counts += [f"{left} not run"] if left else []
        told = f"{self.asked} block{'' if self.asked == 1 else 's'}: {', '.join(counts)}."
        if self.failed:
            told += f" The first that failed said: {self.first_failure}."
            if isinstance(self.store, Store):
                told += f" Read why in {self.store.failures}."
        return told
