"""Long work under a bar, of which Ctrl-C loses nothing that is finished."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from pmg_sim.cli.plain import INTERRUPTED, mistake
from pmg_sim.cli.screen import Progress


def watched(
    work: Callable[[Progress], Any],
    what: str,
    out: Path,
    total: int = 0,
    how: str = "",
    here: bool = True,
) -> Any:
    """Do some long work under a bar, and return what it gives.

    Parameters
    ----------
    work : callable
        Takes the bar.
    what : str
        What is counted, in the plural.
    out : Path
        The folder whose ``blocks`` keep what is finished.
    total : int
        How many there are, if that is known.
    how : str
        What to add to the same command to go on after Ctrl-C.
    here : bool
        Whether the engine runs on this machine, and so has to be compiled first.
    """
    from pmg_sim.blocks import ClusterError, StoreError
    from pmg_sim.ensemble import SimulationError, compile_ahead

    try:
        (out / "blocks").mkdir(parents=True, exist_ok=True)  # better now than after the first block
        with Progress(total, what=what) as shown:
            if here:
                compile_ahead(shown.say)
            return work(shown)
    except KeyboardInterrupt:
        typer.echo(
            f"Interrupted: finished blocks are kept in {out / 'blocks'}; "
            f"the same command{how} goes on from there.",
            err=True,
        )
        raise typer.Exit(INTERRUPTED) from None
    except (StoreError, SimulationError, ClusterError) as fault:
        mistake(str(fault))
    except OSError as fault:
        told = fault.strerror or fault
        mistake(f"{out}: nothing can be written there ({told}); name another with --out.")
