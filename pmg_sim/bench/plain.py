"""Plain Mesa in a process of its own, because the compiler is on or off for a whole process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

PACKAGE_PARENT = Path(__file__).resolve().parents[2]


class PlainMesa:
    """The process that runs the model without the compiler; a context manager.

    Parameters
    ----------
    scenario
        Name of a scenario of the library, or path of its file.
    """

    def __init__(self, scenario: str = "study") -> None:
        self.scenario = scenario

    def __enter__(self) -> Self:
        paths = [str(PACKAGE_PARENT), os.environ.get("PYTHONPATH", "")]
        self.child = subprocess.Popen(
            [sys.executable, "-m", "pmg_sim.bench.plain_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "NUMBA_DISABLE_JIT": "1",
                "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            },
        )
        return self

    def __exit__(self, *fault: object) -> None:
        assert self.child.stdin is not None
        self.child.stdin.close()
        self.child.wait()
        assert self.child.stdout is not None
        self.child.stdout.close()

    def ask(self, what: str, **details: Any) -> dict[str, Any]:
        """Let the process do something, and return its answer.

        Raises
        ------
        RuntimeError
            If the process ended instead; its own words are on the standard error stream.
        """
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        asked = {"what": what, "scenario": self.scenario, **details}
        self.child.stdin.write(json.dumps(asked) + "\n")
        self.child.stdin.flush()
        line = self.child.stdout.readline()
        if not line:
            raise RuntimeError("plain Mesa's process ended")
        return json.loads(line)

    def run(
        self,
        arm: str,
        replicate: int,
        *,
        seed: int = 1,
        weeks: int | None = None,
        collect: bool = False,
        keyed: bool = False,
        columns: dict[str, list[str]] | None = None,
    ) -> dict[str, Any]:
        """Run one replicate.

        Parameters
        ----------
        arm
            ``group`` or ``no_group``.
        replicate, seed
            As for `pmg_sim.build.build`.
        weeks
            By default the study period.
        collect
            Whether a DataCollector is at work.
        keyed
            Whether draws come from the model's own dice, so that results are the compiled ones'.
        columns
            Columns of the final state to return, by table.

        Returns
        -------
        dict
            ``seconds`` of its weeks, and the tables asked for.
        """
        return self.ask(
            "run",
            arm=arm,
            replicate=replicate,
            seed=seed,
            weeks=weeks,
            collect=collect,
            keyed=keyed,
            columns=columns or {},
        )
