"""The verbs that calibrate the model, and that validate it."""

import json
import shlex
from pathlib import Path
from typing import Annotated, Any

import typer

from pmg_sim.cli.app import app
from pmg_sim.cli.plain import LARGEST_SEED, Source, check_machine, mistake, whole_number
from pmg_sim.cli.screen import Progress
from pmg_sim.cli.watched import watched

LEAST, MOST = 10_000, 100_000_000
MOST_STUDIES = 10_000
MISSING = (
    "{} is not installed, and the calibration needs it; allowed: pmg-sim with the extra "
    "`inference`."
)

Out = Annotated[
    Path,
    typer.Option("--out", metavar="DIR", help="Where blocks and results are kept."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Seed = Annotated[
    int,
    typer.Option(
        metavar="N", parser=whole_number(0, LARGEST_SEED), help="The same seed, the same posterior."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", parser=whole_number(1, 1_000), help="Threads; one per core."),
]


@app.command()
def calibrate(
    context: typer.Context,
    budget: Annotated[
        int,
        typer.Option(metavar="RUNS", parser=whole_number(LEAST, MOST), help="Simulated groups."),
    ] = 500_000,
    seed: Seed = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the blocks that the folder holds.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Check the inference itself: on studies that are made up, and by a second method.",
        ),
    ] = False,
    studies: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(10, MOST_STUDIES),
            help="With --check: how many studies are made up.",
        ),
    ] = 200,
    mechanisms: Annotated[
        bool,
        typer.Option("--mechanisms", help="Leave out each mechanism in turn, and compare."),
    ] = False,
    workers: Workers = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A Dask scheduler to run on instead."),
    ] = None,
    out: Out = Path("results/calibration"),
    as_json: AsJson = False,
) -> None:
    """Calibrate the theory on the study: what its numbers tell, and what they do not.

    Ctrl-C keeps the blocks that are finished; with --resume the command goes on from there.
    """
    check_machine(workers, cluster)
    blocks = out / "blocks"
    if not resume and any(blocks.glob("*.parquet")):
        mistake(
            f"{blocks}: holds blocks of an earlier calibration; allowed: --resume to go on with "
            "them, or another folder with --out."
        )
    command = shlex.join(["pmg", *context.obj])
    _need("sklearn", "arviz_stats", *(("emcee",) if check else ()))
    from pmg_sim.calibration.steps import Steps, in_words

    steps = Steps(budget, seed, out, studies if check else 0, mechanisms)

    def work(shown: Progress) -> dict[str, Any]:
        return steps.take(workers, cluster, shown.advance, shown.say, command)

    told = watched(work, "runs", out, steps.runs, " with --resume", cluster is None)
    typer.echo(json.dumps(told) if as_json else f"{in_words(told)}\n\nResults: {out}")


@app.command()
def validate(
    seed: Annotated[
        int,
        typer.Option(
            metavar="N", parser=whole_number(0, LARGEST_SEED), help="The same seed, the same table."
        ),
    ] = 1,
    uncertainty: Source = "posterior",
    workers: Workers = None,
    out: Out = Path("results/validation"),
    as_json: AsJson = False,
) -> None:
    """Hold the calibrated model against every number of the study, pattern and published figure."""
    from pmg_sim.figures import predictive_checks
    from pmg_sim.figures.style import save
    from pmg_sim.validation import validate as hold
    from pmg_sim.validation.tables import page

    def work(shown: Progress) -> list[dict]:
        return hold(
            seed, uncertainty, folder=out / "blocks", workers=workers, progress=shown.advance
        )

    found = watched(work, "runs", out)
    (out / "validation.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    save(predictive_checks.draw(found), out, "predictive_checks")
    if as_json:
        typer.echo(json.dumps(found))
    else:
        typer.echo(f"{page(found, uncertainty)}\n\nResults: {out}")


def _need(*packages: str) -> None:
    from importlib.util import find_spec

    names = {"sklearn": "scikit-learn", "arviz_stats": "arviz-stats"}
    for package in packages:
        if find_spec(package) is None:
            mistake(MISSING.format(names.get(package, package)))
