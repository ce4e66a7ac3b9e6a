"""Compiling with a second process, which begins at the week's end and meets the first half-way.

Machine code goes through the cache folder: what one process has compiled the other loads.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pmg_sim.processes.week import ORDER
from pmg_sim.world.calls import code_of


@contextmanager
def second_compiler() -> Iterator[None]:
    """Let a second process compile the last phases of the week while the block runs."""
    command = [sys.executable, "-m", __name__]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as helper:
        try:
            yield
        finally:
            helper.terminate()


if __name__ == "__main__":
    for _, _, every, _ in reversed(ORDER):
        code_of(every, ())
