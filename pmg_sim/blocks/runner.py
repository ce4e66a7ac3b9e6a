"""The runner: what is finished is looked up, the rest is run, and every block is kept at once."""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from pmg_sim.blocks.block import Block, Failure
from pmg_sim.blocks.cluster import ClusterError, Workers
from pmg_sim.blocks.memory import Memory
from pmg_sim.blocks.provenance import git_state, machine, software
from pmg_sim.blocks.report import Report
from pmg_sim.blocks.store import Store, StoreError
from pmg_sim.blocks.threads import Threads


class Interrupted(KeyboardInterrupt):
    """Ctrl-C ended the run of blocks; ``report`` tells how far it was.

    A caller that does not know it stops as after any Ctrl-C, and so never takes a part of the
    blocks for all of them.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report.in_words())
        self.report = report


def tell(line: str) -> None:
    """Write a line for the user to the standard error stream, which no reader of results reads."""
    print(line, file=sys.stderr, flush=True)


def run_blocks(
    blocks: Iterable[Block],
    store: Store | Memory | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Report:
    """Run the blocks that are not finished yet, and keep each as soon as it is.

    Neither the tables nor the bytes of their files depend on who ran them, or in which order. A
    block that fails is recorded, and the others go on. After Ctrl-C no block is begun any more;
    those in flight are finished and kept on this machine, and dropped on a cluster or after a
    second Ctrl-C.

    Parameters
    ----------
    blocks : iterable of Block
        Those with the same key are run once.
    store : Store or path, optional
        Where finished blocks are looked up and kept; without one, the report holds them.
    workers : int, optional
        Threads on this machine; as many as cores by default.
    cluster : str, distributed.Client, or a cluster object of Dask, optional
        Where to run instead: the address of a scheduler, or what leads to it.
    progress : callable, optional
        Called with (runs done, runs asked for): once when the finished blocks are looked up, then
        after each block.
    say : callable
        Receives lines for the user; they go to the standard error stream by default.
    command : str
        What was typed, for the manifest.

    Returns
    -------
    Report
        Counts, and `Report.results` to read the tables in the order of the blocks.

    Raises
    ------
    StoreError, ClusterError
        If blocks cannot be kept, or the cluster not be used; what is finished stays.
    Interrupted
        After Ctrl-C; a KeyboardInterrupt that carries the report.
    """
    if workers is not None and cluster is not None:
        raise ValueError("give workers for this machine, or a cluster, not both.")
    kept = Memory() if store is None else store
    if not isinstance(kept, Store | Memory):
        kept = Store(kept)
    work = _Work(list(blocks), kept, progress, say, command)
    kept.open()
    try:
        missing = work.look_up()
        work.note("running")
        if missing:
            pool = Threads(workers) if cluster is None else Workers(cluster, say)
            try:
                work.run(missing, pool)
            finally:
                pool.close()
    except KeyboardInterrupt:
        work.note("interrupted")
        raise Interrupted(work.report(interrupted=True)) from None
    except (StoreError, ClusterError) as fault:
        with suppress(StoreError):
            work.note("stopped")
        raise type(fault)(f"{fault} {work.what_is_kept()}") from fault
    except BaseException:
        with suppress(StoreError):
            work.note("stopped")
        raise
    work.note("finished")
    return work.report()


class _Work:
    """What is asked for, and how far it is."""

    def __init__(
        self,
        blocks: list[Block],
        kept: Store | Memory,
        progress: Callable[[int, int], Any] | None,
        say: Callable[[str], Any],
        command: str,
    ) -> None:
        self.blocks, self.kept, self.progress, self.say = blocks, kept, progress, say
        self.distinct = {block.key(): block for block in blocks}
        self.total = sum(block.runs for block in self.distinct.values())
        self.found: set[str] = set()
        self.ran: set[str] = set()
        self.damaged: set[str] = set()
        self.failed: dict[str, str] = {}
        self.runs_done = 0
        self.began = time.monotonic()
        self.facts: dict[str, Any] = {"command": command, "started": _now()}
        if isinstance(kept, Store):  # asking git and the machine takes longer than a small block
            self.facts |= {**software(), "machine": machine(), "git": git_state()}

    def look_up(self) -> list[Block]:
        """Return the blocks that are not finished, in their order."""
        missing = []
        for key, block in self.distinct.items():
            state = self.kept.state(block)
            if state == "whole":
                self.found.add(key)
                self.runs_done += block.runs
                continue
            if state == "damaged":
                self.say(f"Block {key}: its file is damaged; it is set aside and run again.")
                self.kept.set_aside(block)
                self.damaged.add(key)
            missing.append(block)
        self._advance()
        return missing

    def run(self, missing: list[Block], pool: Threads | Workers) -> None:
        """Run blocks, never more at a time than the pool takes."""
        try:
            for block in missing:
                while pool.is_full():
                    self._collect(pool)
                pool.submit(block)
            while pool.waiting:
                self._collect(pool)
        except KeyboardInterrupt:
            pool.drop()
            if pool.waiting:
                self.say("Interrupted: the blocks in flight are finished; Ctrl-C drops them.")
            while pool.waiting:
                self._collect(pool)
            raise

    def _collect(self, pool: Threads | Workers) -> None:
        for block, outcome in pool.finished():
            self._keep(block, outcome)

    def _keep(self, block: Block, outcome: pa.Table | Failure) -> None:
        key = block.key()
        if key in self.ran or key in self.failed:  # Ctrl-C came before the pool had noted it
            return
        if isinstance(outcome, Failure):
            self.kept.fail(block, outcome)
            self.failed[key] = f"{outcome.kind}: {outcome.message}"
        else:
            self.kept.write(block, outcome)
            self.ran.add(key)
        self.runs_done += block.runs
        self._advance()

    def _advance(self) -> None:
        if self.progress is not None:
            self.progress(self.runs_done, self.total)

    def note(self, state: str) -> None:
        """Write the manifest."""
        self.kept.note(
            {
                **self.facts,
                "updated": _now(),
                "state": state,
                "runs": self.total,
                "blocks": {
                    "asked": len(self.distinct),
                    "finished": len(self.found | self.ran),
                    "failed": len(self.failed),
                    "damaged": len(self.damaged),
                    "hash": hashlib.sha256("\n".join(self.distinct).encode()).hexdigest(),
                },
            }
        )

    def what_is_kept(self) -> str:
        """Return a sentence on what a fault leaves behind."""
        count = len(self.found | self.ran)
        return f"{count} of {len(self.distinct)} blocks are finished and kept."

    def report(self, interrupted: bool = False) -> Report:
        """Return what came of it so far."""
        return Report(
            blocks=self.blocks,
            store=self.kept,
            asked=len(self.distinct),
            found=len(self.found),
            run=len(self.ran),
            failed=len(self.failed),
            damaged=len(self.damaged),
            interrupted=interrupted,
            first_failure=next(iter(self.failed.values()), ""),
            seconds=time.monotonic() - self.began,
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
