"""Blocks that need no simulation: small tables made of a number, slow or failing when asked to."""

import hashlib
import json
import os
import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa


class BadRunError(ArithmeticError):
    """Knows, like a run of the model, which replicate it was."""

    def __init__(self, message, seed, replicate):
        super().__init__(message, seed, replicate)
        self.seed, self.replicate = seed, replicate

    def __str__(self):
        return self.args[0]


@dataclass(frozen=True)
class Fake:
    """A table of `number`; its other settings change what happens on the way there."""

    number: int
    theory: str = "one"
    seconds: float = 0.0
    fails: bool = False
    marks: str = ""
    """A folder that gets a file for each time a block is run."""
    kills: bool = False
    """Whether the first process that runs it dies."""

    runs = 3

    def key(self):
        text = f"{self.number} {self.theory}"
        return hashlib.sha256(text.encode()).hexdigest()[:20]

    def describe(self):
        return {"number": self.number, "theory": self.theory}

    def run(self):
        if self.marks:
            name = f"{self.number}-{os.getpid()}-{time.time_ns()}"
            (Path(self.marks) / name).touch()
            if self.kills and len(list(Path(self.marks).glob(f"{self.number}-*"))) == 1:
                os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(self.seconds)
        if self.fails:
            raise BadRunError(f"hours of block {self.number} are not finite", 7, self.number)
        dice = random.Random(self.key())
        rows = 200
        return pa.table(
            {
                "replicate": [self.number * rows + row for row in range(rows)],
                "satisfaction": [dice.random() if row % 7 else None for row in range(rows)],
                "what": [f"{dice.randrange(5)}" for _ in range(rows)],
            }
        )


def fakes(count, **settings):
    return [Fake(number, **settings) for number in range(count)]


def bytes_of(folder):
    """Return the finished blocks of a folder as names and bytes."""
    return {path.name: path.read_bytes() for path in Path(folder).glob("*.parquet")}


def times_run(marks):
    """Return how often blocks with this folder of marks were run."""
    return len(list(marks.iterdir()))


def manifest_of(folder):
    return json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))


def quiet(_line):
    """Say nothing."""
