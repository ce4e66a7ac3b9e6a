"""Running blocks on the workers of a Dask scheduler; their tables come back and are kept here.

Only this file knows Dask, and imports it when it is needed.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pyarrow as pa

from pmg_sim.blocks.block import Block, Failure, attempt
from pmg_sim.blocks.provenance import software

SECONDS_TO_CONNECT = 10
SECONDS_BETWEEN_COUNTS = 5.0
BLOCKS_PER_THREAD = 2
"""Blocks in flight for each thread of a worker, so that none waits for the next one."""

DECIDING = ("numpy", "numba")
"""Libraries whose version may change the last digit of a result."""

GONE = "the cluster's scheduler is gone, or has forgotten the blocks in flight."


class ClusterError(ValueError):
    """The cluster cannot be used; the message is for the user."""


class Workers:
    """The workers of a scheduler, with a bounded number of blocks in flight.

    A block whose worker dies is run by another one; after the scheduler's ``allowed-failures``
    such deaths it counts as failed.

    Parameters
    ----------
    cluster : str, distributed.Client, or a cluster object of Dask
        Address of the scheduler, ``tcp://host:8786``, or what leads to it.
    say : callable
        Receives a line while no worker is there yet.

    Raises
    ------
    ClusterError
        If there is no scheduler, or its workers run other versions.
    """

    def __init__(self, cluster: Any, say: Callable[[str], Any]) -> None:
        try:
            import distributed
        except ImportError:
            raise ClusterError(
                "a cluster needs the package distributed; install it with the extra: "
                'pip install "pmg-sim[cluster]".'
            ) from None
        self.waiting: dict[Any, Block] = {}
        self.arrived: list[Any] = []
        self.expected = versions()
        self.counted, self.most = 0.0, 1
        self.own = not isinstance(cluster, distributed.Client)
        if self.own:  # Dask would log with a traceback what is told here in a sentence
            logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        self.client = self._connect(distributed, cluster) if self.own else cluster
        try:
            self._check(say)
        except BaseException:
            self.close()
            raise
        self.completed = distributed.as_completed(loop=self.client.loop)

    def _connect(self, distributed: Any, cluster: Any) -> Any:
        try:
            return distributed.Client(cluster, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError) as fault:
            where = cluster if isinstance(cluster, str) else type(cluster).__name__
            raise ClusterError(
                f"no scheduler answers at {where} ({_short(fault)}); "
                "allowed: the address of a running one, such as tcp://127.0.0.1:8786."
            ) from None

    def _check(self, say: Callable[[str], Any]) -> None:
        """Compare the versions of all workers with ours; later ones are asked with each block."""
        if not self.client.nthreads():
            say("Waiting for the cluster's first worker.")
            self.client.wait_for_workers(1)
        for worker, found in self.client.run(versions, on_error="return").items():
            if isinstance(found, BaseException):
                package = software()["package"]
                raise ClusterError(
                    f"worker {worker} cannot run blocks ({_short(found)}); "
                    f"install pmg-sim {package['version']} there."
                )
            self._compare(worker, found)

    def _compare(self, worker: str, found: dict[str, str]) -> None:
        for name, ours in self.expected.items():
            if found.get(name) != ours:
                raise ClusterError(
                    f"worker {worker} has {name} {found.get(name)}, and this machine has {ours}; "
                    "install the same versions on both."
                )

    def is_full(self) -> bool:
        """Tell whether the next block has to wait; workers may come and go meanwhile."""
        now = time.monotonic()
        if now - self.counted > SECONDS_BETWEEN_COUNTS:
            with _scheduler_there():
                threads = sum(self.client.nthreads().values())
            self.counted, self.most = now, BLOCKS_PER_THREAD * max(1, threads)
        return len(self.waiting) >= self.most

    def submit(self, block: Block) -> None:
        """Hand a block over, under its own key."""
        with _scheduler_there():
            future = self.client.submit(remote, block, self.expected, key=self._key(block))
        self.waiting[future] = block
        self.completed.add(future)

    def _key(self, block: Block) -> str:
        """Return a key that another client with other versions does not share."""
        ours = hashlib.sha256(repr(sorted(self.expected.items())).encode()).hexdigest()[:8]
        return f"{block.key()}-{ours}"

    def finished(self) -> Iterator[tuple[Block, pa.Table | Failure]]:
        """Wait for blocks and yield them; one that is not dealt with comes again."""
        if not self.arrived:
            self.arrived = list(self.completed.next_batch())
        while self.arrived:
            future = self.arrived[-1]
            yield self.waiting[future], self._outcome(future)
            self.arrived.pop()
            del self.waiting[future]
            future.release()

    def _outcome(self, future: Any) -> pa.Table | Failure:
        from distributed import KilledWorker

        if future.status in ("cancelled", "lost"):
            raise ClusterError(GONE)
        try:
            with _scheduler_there():
                found = future.result()
        except ClusterError:
            raise
        except KilledWorker as fault:
            return Failure(type(fault).__name__, f"every worker that ran it died: {fault}")
        except Exception as fault:  # not of the block itself, whose faults come as failures
            return Failure.of(fault)
        if isinstance(found, dict):
            self._compare("of a later start", found)
        return found

    def drop(self) -> None:
        """Forget the blocks in flight: on a cluster, they can be stopped."""
        self.client.cancel(list(self.waiting))
        self.waiting.clear()
        self.arrived.clear()

    def close(self) -> None:
        """Leave the scheduler, unless somebody else's client is used."""
        self.waiting.clear()
        if self.own:
            self.client.close()


@cache
def versions() -> dict[str, str]:
    """Return the versions that decide a result, as a worker sees them."""
    found = software()
    decided = {name: found["libraries"][name] for name in DECIDING}
    return {"pmg-sim": found["package"]["version"], "theory": found["theory"], **decided}


def remote(block: Block, expected: dict[str, str]) -> Any:
    """Run a block on a worker, or return the worker's versions where they are not ours."""
    found = versions()
    return attempt(block) if found == expected else found


@contextmanager
def _scheduler_there() -> Iterator[None]:
    try:
        yield
    except OSError as fault:  # Dask's errors of connections are of this kind
        raise ClusterError(GONE) from fault


def _short(fault: BaseException) -> str:
    lines = str(fault).splitlines() or [type(fault).__name__]
    return lines[0].rstrip(".")
