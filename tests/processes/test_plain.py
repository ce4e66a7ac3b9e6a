"""Compiled and plain Python give the same bits."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("NUMBA_DISABLE_JIT", "NUMBA_BOUNDSCHECK")


def lines(*arguments, **flags):
    """Run the departments of digest.py in a new interpreter and return the lines it prints."""
    # A flag that says 0 would name another folder for compiled code than no flag.
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.processes.digest", *arguments],
        cwd=ROOT,
        env=inherited | flags,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()


def test_the_compiler_changes_nothing():
    compiled = lines("15")
    assert lines("15", NUMBA_DISABLE_JIT="1") == compiled
    made, joint, gone = (sum(int(line.split()[k]) for line in compiled) for k in range(3))
    assert made > 20
    assert joint > 5
    assert gone > 2
