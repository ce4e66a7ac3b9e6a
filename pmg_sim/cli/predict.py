"""The verb ``pmg predict``."""

import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmg_sim.cli.app import app
from pmg_sim.cli.plain import INTERRUPTED, LARGEST_SEED, Source, Workers, mistake, whole_number
from pmg_sim.cli.screen import Progress

if TYPE_CHECKING:
    from pmg_sim.prediction import Prediction, Programme

DRAWS = 250
"""As `pmg_sim.prediction.DRAWS`, which takes long to import; a test compares them."""

MOST_DRAWS = 100_000


@app.command()
def predict(
    context: typer.Context,
    programme: Annotated[
        str, typer.Argument(metavar="PROGRAMME.toml", help="The file that states the programme.")
    ],
    draws: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(3, MOST_DRAWS),
            help="Sets of the theory's numbers.",
        ),
    ] = DRAWS,
    replicates: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=whole_number(2, MOST_DRAWS),
            help="Programmes for each set; 16 by default, fewer of several departments.",
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(0, LARGEST_SEED),
            help="The same seed gives the same files.",
        ),
    ] = 1,
    uncertainty: Source = "posterior",
    workers: Workers = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder; results/predict/NAME by default."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of a table.")
    ] = False,
) -> None:
    """Predict what a programme elsewhere would observe, over all that is uncertain.

    Ctrl-C keeps the blocks that are finished; the same command goes on from there.
    """
    from pmg_sim.scenario import ScenarioError

    try:
        from pmg_sim.prediction import in_words, load_programme
        from pmg_sim.prediction.files import as_dict

        asked = load_programme(programme)
        folder = out or Path("results/predict") / asked.name
        found = _run(
            asked,
            folder,
            {"draws": draws, "replicates": replicates, "seed": seed, "uncertainty": uncertainty},
            workers,
            shlex.join(["pmg", *context.obj]),
        )
    except ScenarioError as fault:
        mistake(str(fault))
    except KeyboardInterrupt:
        typer.echo(
            "Interrupted: finished blocks are kept; the same command goes on from there.", err=True
        )
        raise typer.Exit(INTERRUPTED) from None
    if as_json:
        typer.echo(json.dumps(as_dict(found), allow_nan=False))
    else:
        typer.echo(f"{in_words(found)}\n\nResults: {folder}")


def _run(
    asked: "Programme", folder: Path, sizes: dict[str, Any], workers: int | None, command: str
) -> "Prediction":
    from pmg_sim.blocks import StoreError
    from pmg_sim.ensemble import SimulationError
    from pmg_sim.prediction import predict, write

    try:
        with _writing(folder):  # better now than after the runs
            (folder / "blocks").mkdir(parents=True, exist_ok=True)
        with Progress(0, what="departments") as shown:
            found = predict(
                asked,
                **sizes,
                store=folder / "blocks",
                workers=workers,
                progress=shown.advance,
                say=shown.say,
                command=command,
            )
        with _writing(folder):
            write(found, folder)
            _draw(found, folder)
    except (StoreError, SimulationError) as fault:
        mistake(str(fault))
    return found


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        told = fault.strerror or fault
        mistake(f"{folder}: nothing can be written there ({told}); name another with --out.")


def _draw(found: "Prediction", folder: Path) -> None:
    from pmg_sim.figures.prediction import draw  # the drawing library takes long to import
    from pmg_sim.figures.style import save

    save(draw(found), folder, "prediction")
