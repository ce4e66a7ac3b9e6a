"""Compiling with a second process, which begins at the run's end and meets the first half-way.

Machine code goes through the cache folder: what one process has compiled the other loads.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from pmg_sim.calls import code_of
from pmg_sim.evaluation.group_row import rate_group
from pmg_sim.evaluation.measures import measure
from pmg_sim.evaluation.people_row import rate_people
from pmg_sim.processes.observe import observe
from pmg_sim.processes.week import ORDER


@contextmanager
def second_compiler() -> Iterator[None]:
    """Let a second process compile what a run calls last while the block runs."""
    command = [sys.executable, "-m", __name__]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as helper:
        try:
            yield
        finally:
            helper.terminate()


def _compile() -> None:
    line, table = np.empty(1), np.empty((1, 1))
    code_of(rate_group, (0, table, line, line))
    code_of(rate_people, (0, table, line, table))
    code_of(measure, (np.empty((1, 1, 1)), line, line))
    code_of(observe, (line, table))
    for _, _, every, _ in reversed(ORDER):
        code_of(every, ())


if __name__ == "__main__":
    _compile()
