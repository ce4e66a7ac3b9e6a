"""Large departments without a group, run for ten years, each under its own draw of the priors."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pmg_sim.build import plan
from pmg_sim.calibration.trials import NAMES
from pmg_sim.experiments.careers import Careers, careers
from pmg_sim.jit import source_hash, theory_version
from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario import load_scenario

SETTING = "assistant_professors"
DEPARTMENTS_IN_A_BLOCK = 20
SOURCES = source_hash("calibration/departments.py", "experiments/careers.py", "parameters.py")


@dataclass(frozen=True)
class Departments:
    """A block of large departments without a group, each under its own draw of the priors."""

    seed: int
    first: int
    last: int

    @property
    def runs(self) -> int:
        """How many departments there are."""
        return self.last - self.first

    def key(self) -> str:
        """Return 20 hexadecimal digits made of everything that decides the table."""
        return self._key

    @cached_property
    def _key(self) -> str:
        stated = [SOURCES, theory_version(), load_scenario(SETTING).hash(), self.describe()]
        return hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:20]

    def describe(self) -> dict[str, Any]:
        """Return, fit for JSON, everything that is needed to run it again."""
        return {"setting": SETTING, "seed": self.seed, "first": self.first, "last": self.last}

    def shares(self) -> np.ndarray:
        """Draw the numbers of the theory as quantiles of their priors."""
        luck = np.random.default_rng([self.seed, self.first])
        return luck.random((self.runs, len(NAMES)))

    def run(self) -> pa.Table:
        """Run the departments; a row for each, as `Careers`."""
        scenario = load_scenario(SETTING).override({"department.track": "all"})
        rows = []
        for k, shares in enumerate(self.shares()):
            drawn = {
                name: float(PARAMETERS[name].quantile(share))
                for name, share in zip(NAMES, shares, strict=True)
            }
            settled = plan(scenario, {**drawn, **scenario.parameters})
            rows.append(careers(settled, self.seed, self.first + k))
        return pa.Table.from_pandas(pd.DataFrame(rows, columns=list(Careers._fields)))


def departments_of(seed: int, count: int) -> list[Departments]:
    """Cut so many departments into blocks."""
    return [
        Departments(seed, first, min(count, first + DEPARTMENTS_IN_A_BLOCK))
        for first in range(0, count, DEPARTMENTS_IN_A_BLOCK)
    ]
