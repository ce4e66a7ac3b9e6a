"""From a scenario to a folder of results in one call, as ``pmg run`` does it."""

from collections.abc import Callable
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import Any

from pmg_sim.blocks import tell
from pmg_sim.experiments.place import check_place
from pmg_sim.experiments.run import Results, run
from pmg_sim.experiments.store import Written, write
from pmg_sim.jit import warm_up
from pmg_sim.scenario import Scenario


def default_folder(scenario: Scenario, seed: int) -> Path:
    """Return where results go when no folder is named: ``results/NAME-seedSEED``."""
    return Path("results") / f"{scenario.name}-seed{seed}"


def run_to_folder(
    scenario: Scenario,
    seed: int,
    replicates: int,
    out_dir: str | PathLike[str],
    command: str = "",
    force: bool = False,
    draw: Callable[[Results, Path], Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
    say: Callable[[str], None] = tell,
    **settings: Any,
) -> Written:
    """Run a scenario and write its folder of results.

    Parameters
    ----------
    scenario : Scenario
    seed, replicates : int
        As for `run`.
    out_dir, command, force, draw
        As for `write`; whether the folder can be written is checked before the run.
    progress : callable, optional
        Called with (replicates finished, replicates asked for) after each replicate.
    say : callable
        Receives a line before the model is compiled, which is needed once, and one after it.
    **settings
        Engine, store, workers and cluster, as for `run`.

    Raises
    ------
    FolderError
        If the results cannot be written to `out_dir`.
    KeyboardInterrupt
        After Ctrl-C, if not one replicate was finished; else what is finished is written.
    """
    check_place(out_dir, force)
    with ExitStack() as compiling:
        if compiling.enter_context(warm_up(say)):
            from pmg_sim.ensemble.ahead import second_compiler

            compiling.enter_context(second_compiler())

        def after_replicate(done: int, total: int) -> None:
            compiling.close()  # the first replicate has called every kernel
            if progress is not None:
                progress(done, total)

        results = run(
            scenario, seed, replicates, after_replicate, say=say, command=command, **settings
        )
    return write(results, out_dir, command, force, draw)
