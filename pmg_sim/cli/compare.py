"""The verb ``pmg compare``."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmg_sim.cli.answers import where, write_whole_answer
from pmg_sim.cli.app import app
from pmg_sim.cli.plain import (
    LARGEST_SEED,
    Cluster,
    Workers,
    check_machine,
    mistake,
    one_of,
    whole_number,
)
from pmg_sim.cli.screen import Progress
from pmg_sim.cli.watched import watched

if TYPE_CHECKING:
    from pmg_sim.comparison import Comparison

MOST_SETS, MOST_REPLICATES = 20_000, 100_000
"""As in `pmg_sim.comparison.asked`, which takes long to import; a test compares."""


@app.command()
def compare(
    context: typer.Context,
    arms: Annotated[
        list[str],
        typer.Argument(
            metavar="A B [C ...]",
            help="Names from `pmg scenario list`, or TOML files; the first is the baseline. "
            '"NAME / no group": its people without the group.',
        ),
    ],
    outcome: Annotated[
        list[str] | None,
        typer.Option(
            "--outcome", metavar="NAME", help="What to compare; several times. The usual if none."
        ),
    ] = None,
    draws: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(1, MOST_SETS),
            help="Sets of the theory's numbers; with --precision, to begin with.",
        ),
    ] = 100,
    replicates: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(1, MOST_REPLICATES),
            help="Departments for each set, the same ones in every arm.",
        ),
    ] = 4,
    precision: Annotated[
        list[str] | None,
        typer.Option(
            metavar="X or NAME=X",
            help="Go on until the 95 % intervals have this half width: of one outcome, in its "
            "unit; or of all, in standard deviations over departments. Several times.",
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(0, LARGEST_SEED),
            help="The same seed gives the same answer.",
        ),
    ] = 1,
    uncertainty: Annotated[
        str,
        typer.Option(
            metavar="SOURCE",
            parser=one_of("posterior", "prior", "centre"),
            help="Where the theory's numbers come from: posterior, prior, or centre, the priors' "
            "centres for all.",
        ),
    ] = "posterior",
    workers: Workers = None,
    cluster: Cluster = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder; results/compare/A-B by default."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of words.")
    ] = False,
) -> None:
    """Compare scenarios: the same people and luck in each, over all that is uncertain.

    Ctrl-C keeps the blocks that are finished; the same command goes on from there.
    """
    check_machine(workers, cluster)
    from pmg_sim.comparison import ComparisonError
    from pmg_sim.comparison import compare as run
    from pmg_sim.comparison.asked import ask
    from pmg_sim.comparison.telling import slug_of
    from pmg_sim.experiments.outcomes import USUAL
    from pmg_sim.scenario import ScenarioError

    wanted = tuple(outcome or USUAL)
    widths = _precision(precision or [])
    try:  # before a folder is made
        asked = ask(arms, wanted, draws, replicates, seed, uncertainty, widths)
    except (ScenarioError, ComparisonError) as fault:
        mistake(str(fault))
    folder = out or Path("results/compare") / slug_of(asked.arms)
    command = shlex.join(["pmg", *context.obj])

    def work(shown: Progress) -> "Comparison":
        return run(
            arms,
            wanted,
            draws,
            replicates,
            seed,
            uncertainty,
            widths,
            store=folder / "blocks",
            workers=workers,
            cluster=cluster,
            progress=shown.advance,
            say=shown.say,
            command=command,
        )

    found = watched(work, "runs", folder, here=cluster is None)
    page = write_whole_answer(found.answer(), folder, command)
    _tell(found, where(folder, page), as_json)


def _precision(typed: list[str]) -> dict[str | None, float]:
    """Read ``X`` and ``NAME=X``."""
    found: dict[str | None, float] = {}
    for one in typed:
        name, _, text = one.rpartition("=")
        try:
            width = float(text)
        except ValueError:
            mistake(f"--precision {one}: found {text!r}; allowed: a number above 0, or NAME=X.")
        if name.strip() in found:
            mistake(f"--precision {one}: given twice; allowed: once for each outcome.")
        found[name.strip()] = width
    return found


def _tell(found: "Comparison", place: str, as_json: bool) -> None:
    from pmg_sim.comparison.plain import in_words
    from pmg_sim.experiments.estimates import for_json
    from pmg_sim.experiments.written_answer import as_dict

    if as_json:
        rows = for_json(found.table.to_dict("records"))
        typer.echo(json.dumps({**as_dict(found.answer()), "rows": rows}, allow_nan=False))
        return
    typer.echo(f"{in_words(found.answer(), found.table)}\n\n{place}")
