"""The verb that measures how fast the model is, and beside what."""

import json
from typing import Annotated

import typer

from pmg_sim.cli.app import app
from pmg_sim.cli.plain import INTERRUPTED, whole_number
from pmg_sim.cli.screen import Progress

ROUNDS = 9
MOST_ROUNDS = 1000


@app.command()
def bench(
    rounds: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(1, MOST_ROUNDS),
            help="How often each contestant is timed, all of them in turn.",
        ),
    ] = ROUNDS,
    growth: Annotated[
        bool, typer.Option("--growth", help="Time departments of all sizes, too.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do little, to see whether all works.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of tables.")
    ] = False,
) -> None:
    """Time the ensemble beside Mesa, numpy and C at the same work, and its parts one by one.

    Takes some minutes; nothing else should run on the machine meanwhile.
    """
    from pmg_sim.bench.run import run_bench
    from pmg_sim.bench.words import in_words

    try:
        with Progress(0, what="turns") as shown:
            found = run_bench(rounds, quick, growth, shown.say, shown.advance)
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing was measured to the end.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    typer.echo(json.dumps(found, allow_nan=False) if as_json else in_words(found))
