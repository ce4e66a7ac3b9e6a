"""Running blocks in the threads of this machine: compiled kernels let each other run."""

import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import pyarrow as pa

from pmg_sim.blocks.block import Block, Failure, attempt

AHEAD = 2
"""Blocks handed over beyond those that run, so that no thread waits for the next one."""

SECONDS_BETWEEN_LOOKS = 0.5
"""Some systems notice Ctrl-C only between two waits."""


class Threads:
    """A pool of threads with a bounded number of blocks in it.

    Parameters
    ----------
    workers : int, optional
        Threads; as many as this process may use cores, by default.

    Raises
    ------
    ValueError
        If `workers` is no whole number from 1 on.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = cores() if workers is None else workers
        if not isinstance(self.workers, int) or self.workers < 1:
            raise ValueError(f"workers = {workers!r}; allowed: a whole number from 1 on.")
        self.pool = ThreadPoolExecutor(self.workers, thread_name_prefix="block")
        self.waiting: dict[Future, Block] = {}

    def is_full(self) -> bool:
        """Tell whether the next block has to wait until another is finished."""
        return len(self.waiting) >= self.workers + AHEAD

    def submit(self, block: Block) -> None:
        """Hand a block over."""
        self.waiting[self.pool.submit(attempt, block)] = block

    def finished(self) -> Iterator[tuple[Block, pa.Table | Failure]]:
        """Wait for blocks and yield them; one that is not dealt with comes again."""
        done: set[Future] = set()
        while not done:
            done, _ = wait(self.waiting, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
        for future in done:
            yield self.waiting[future], future.result()
            del self.waiting[future]

    def drop(self) -> None:
        """Forget the blocks that nobody has begun; a thread cannot be stopped in the middle."""
        for future in list(self.waiting):
            if future.cancel():
                del self.waiting[future]

    def close(self) -> None:
        """Take no more blocks."""
        self.pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
