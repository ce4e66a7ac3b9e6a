"""The verb that shows a failed run again, week by week and phase by phase."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmg_sim.cli.app import app
from pmg_sim.cli.plain import INTERRUPTED, mistake, whole_number

if TYPE_CHECKING:
    from pmg_sim.world.record import Record
    from pmg_sim.world.replay import Replay

LAST_REPLICATE = 2**63 - 1


@app.command()
def replay(
    block: Annotated[
        str,
        typer.Argument(
            metavar="BLOCK", help="A file failures/KEY.json, or with --store its KEY alone."
        ),
    ],
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of blocks that KEY stands in.")
    ] = None,
    replicate: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=whole_number(0, LAST_REPLICATE),
            help="Another replicate of the block than the one that failed.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of words.")
    ] = False,
) -> None:
    """Replay a failed run on Mesa: in which week and phase it breaks, and whose state it is.

    Where the failing replicate is not known, all of the block are replayed until one breaks.
    """
    path = Path(block) if store is None else store / "failures" / f"{block}.json"
    if store is None and not path.exists() and path.suffix != ".json":
        mistake(f"{block}: allowed: a file failures/KEY.json, or a KEY with --store DIR.")
    from pmg_sim.world.record import RecordError, read_record, replay_record

    try:
        record = read_record(path)
        found = replay_record(record, replicate, lambda line: typer.echo(line, err=True))
    except RecordError as fault:
        mistake(str(fault))
    except KeyboardInterrupt:
        typer.echo("Interrupted.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    typer.echo(_as_json(found, record) if as_json else _in_words(found, record))


def _as_json(found: "Replay", record: "Record") -> str:
    told = {"broke": found.broke, **asdict(found), "recorded": record.cause}
    for fault in told["faults"]:
        fault["value"] = str(fault["value"])  # JSON knows no nan
    return json.dumps({**told, "same_theory": _same_theory(record)}, allow_nan=False)


def _in_words(found: "Replay", record: "Record") -> str:
    lines = [f"Recorded: {record.cause.rstrip('.')}.", f"Replayed: {found.in_words()}"]
    if not _same_theory(record):
        lines.append(
            f"The failure came from version {record.theory} of the theory, which is not the "
            "installed one; the same seed may give another run now."
        )
    return "\n".join(lines)


def _same_theory(record: "Record") -> bool:
    from pmg_sim.jit import theory_version

    return record.theory == theory_version()
