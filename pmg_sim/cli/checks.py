"""The verbs that hold the model against the study's patterns and against the literature."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pmg_sim.cli.app import app
from pmg_sim.cli.plain import LARGEST_SEED, Source, mistake, whole_number
from pmg_sim.cli.watched import watched

DRAWS, REPLICATES = 60, 6
MOST_DRAWS = 100_000

Seed = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=whole_number(0, LARGEST_SEED),
        help="The same seed gives the same table.",
    ),
]
Draws = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=whole_number(3, MOST_DRAWS),
        help="Sets of the theory's numbers.",
    ),
]
Replicates = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=whole_number(2, MOST_DRAWS),
        help="Departments for each set (patterns), or at the priors' centres (literature).",
    ),
]
Folder = Annotated[
    Path,
    typer.Option("--out", metavar="DIR", help="Where finished blocks are kept."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@app.command()
def patterns(
    draws: Draws = DRAWS,
    replicates: Replicates = REPLICATES,
    seed: Seed = 1,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MECHANISM",
            help="Switch a mechanism off in every arm; several times, or `each` for all in turn: "
            "then the table has a column for each.",
        ),
    ] = None,
    uncertainty: Source = "posterior",
    out: Folder = Path("results/patterns"),
    as_json: AsJson = False,
) -> None:
    """Judge the study's sixteen patterns on ensembles: shown, not shown, opposite, and how surely.

    Ctrl-C keeps the blocks that are finished; the same command goes on from there.
    """
    from pmg_sim.experiments.ensembles import Ensemble
    from pmg_sim.experiments.pattern_tables import matrix, table
    from pmg_sim.experiments.patterns import check_patterns

    mechanisms = _mechanisms(without or [])
    found: dict[str | None, list[dict]] = {}
    for off in [None, *mechanisms] if len(mechanisms) != 1 else mechanisms:
        ensemble = Ensemble(draws, replicates, seed, off, uncertainty=uncertainty)
        found[off] = watched(
            lambda shown, one=ensemble: check_patterns(one, out / "blocks", progress=shown.advance),
            f"without {off}" if off else "runs",
            out,
        )
    if len(found) == 1:
        (only,) = found.values()
        typer.echo(json.dumps(only) if as_json else table(only))
    elif as_json:
        typer.echo(json.dumps({off or "everything": one for off, one in found.items()}))
    else:
        typer.echo(matrix(found))


def _mechanisms(named: list[str]) -> list[str]:
    from pmg_sim.experiments.patterns import switchable
    from pmg_sim.scenario.wording import nearest, one_of

    known = switchable()
    if named == ["each"]:
        return known
    for name in named:
        if name not in known:
            like = nearest(name, known)
            hint = f" (nearest: `{like}`)" if like else ""
            mistake(f"--without {name}: no such mechanism{hint}; allowed: {one_of(known)}.")
    return list(dict.fromkeys(named))


@app.command()
def literature(
    draws: Draws = DRAWS,
    replicates: Replicates = 25,
    seed: Seed = 1,
    uncertainty: Source = "posterior",
    out: Folder = Path("results/literature"),
    as_json: AsJson = False,
) -> None:
    """Hold the model against published baselines without a group and published mechanisms."""
    from pmg_sim.experiments.literature import check_literature
    from pmg_sim.experiments.pattern_tables import literature_table

    found = watched(
        lambda shown: check_literature(
            draws, replicates, seed, out / "blocks", None, shown.advance, uncertainty
        ),
        "departments",
        out,
    )
    typer.echo(json.dumps(found) if as_json else literature_table(found))
