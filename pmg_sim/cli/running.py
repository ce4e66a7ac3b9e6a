"""The verb ``pmg run``."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmg_sim.cli.app import app
from pmg_sim.cli.plain import (
    INTERRUPTED,
    LARGEST_SEED,
    Cluster,
    Workers,
    check_machine,
    mistake,
    one_of,
    whole_number,
)
from pmg_sim.cli.screen import Progress

if TYPE_CHECKING:
    from pmg_sim.experiments import Results

REPLICATES = 50
MOST_REPLICATES = 1_000_000
STORE = "results/blocks"
KEPT_WHOLE = 50
"""As `pmg_sim.experiments.run.KEPT`, which takes long to import; a test compares them."""


@app.command()
def run(
    context: typer.Context,
    scenario: Annotated[
        str,
        typer.Argument(metavar="SCENARIO", help="A name from `pmg scenario list`, or a TOML file."),
    ],
    seed: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(0, LARGEST_SEED),
            help="The same seed gives the same tables.",
        ),
    ] = 1,
    replicates: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=whole_number(1, MOST_REPLICATES),
            help="Independent departments, each run once per arm.",
        ),
    ] = REPLICATES,
    out: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Folder for the results; results/NAME-seedN by default."),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            parser=one_of("ensemble", "mesa"),
            help="ensemble (compiled) or mesa (agents); both give the same numbers.",
        ),
    ] = "ensemble",
    uncertainty: Annotated[
        str,
        typer.Option(
            metavar="SOURCE",
            parser=one_of("posterior", "prior", "centre"),
            help="Where the theory's numbers come from: posterior or prior, a set for each "
            "replicate; or centre, the priors' centres for all.",
        ),
    ] = "posterior",
    workers: Workers = None,
    cluster: Cluster = None,
    store: Annotated[
        str,
        typer.Option(
            metavar="DIR",
            help="Folder for finished blocks of more than 50 replicates: a run that was stopped "
            "goes on there.",
        ),
    ] = STORE,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Change a setting (department.hires_per_year=3, group.0.quorum=4) or a number "
            "of the theory (pull_strength=0); may be given several times.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a folder of results that exists.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of words.")
    ] = False,
    figures: Annotated[bool, typer.Option(help="Draw figures, too.")] = True,
) -> None:
    """Run a scenario with and without its group, and write a folder of results.

    Ctrl-C ends the run (exit code 130): the replicates that are finished are written, or, of more
    than 50, kept in blocks, from which the same command goes on.
    """
    from pmg_sim.blocks import ClusterError, Interrupted, StoreError
    from pmg_sim.ensemble import SimulationError
    from pmg_sim.scenario import ScenarioError, load_scenario

    check_machine(workers, cluster)
    for name, given in (("--workers", workers), ("--cluster", cluster)):
        if given is not None and (engine == "mesa" or replicates <= KEPT_WHOLE):
            mistake(
                f"{name}: allowed with more than {KEPT_WHOLE} replicates on the engine ensemble; "
                "fewer run one by one."
            )

    command = shlex.join(["pmg", *context.obj])
    try:
        chosen = load_scenario(scenario)
        if changes:
            chosen = chosen.override(_pairs(changes))
        from pmg_sim.experiments import FolderError, default_folder, in_words, run_to_folder

        folder = default_folder(chosen, seed) if out is None else out
        try:
            with Progress(replicates) as shown:
                written = run_to_folder(
                    chosen,
                    seed,
                    replicates,
                    folder,
                    command=command,
                    force=force,
                    draw=_draw if figures else None,
                    progress=shown.advance,
                    say=shown.say,
                    engine=engine,
                    uncertainty=uncertainty,
                    store=store,
                    workers=workers,
                    cluster=cluster,
                )
        except StoreError as fault:
            mistake(f"{fault} Another folder can be named with --store.")
        except (FolderError, ClusterError, SimulationError) as fault:
            mistake(str(fault))
        except Interrupted as stop:
            typer.echo(f"Interrupted. {stop} The same command goes on from there.", err=True)
            raise typer.Exit(INTERRUPTED) from None
    except ScenarioError as fault:
        mistake(str(fault))
    except KeyboardInterrupt:
        typer.echo("Interrupted before the results were written: nothing was written.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    place = str(written.folder).encode("utf-8", "backslashreplace").decode()
    if as_json:
        told = {"folder": place, "manifest": written.manifest, "summary": written.summary}
        typer.echo(json.dumps(told, allow_nan=False))
    else:
        typer.echo(f"{in_words(written.summary)}\n\nResults: {place}")
    if written.summary["interrupted"]:
        finished = written.summary["replicates"]
        typer.echo(
            f"Interrupted: {finished} of {replicates} replicates were finished and are written to "
            f"{place}. The same command with --force runs them all.",
            err=True,
        )
        raise typer.Exit(INTERRUPTED)


def _draw(results: "Results", folder: Path) -> Any:
    from pmg_sim.figures import draw_all  # the drawing library takes long to import

    return draw_all(results, folder)


def _pairs(changes: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals or not name.strip():
            mistake(f"--set {change}: allowed: NAME=VALUE, such as department.hires_per_year=3.")
        if name.strip() in pairs:
            mistake(f"--set {change}: {name.strip()} is set twice; allowed: once.")
        pairs[name.strip()] = value.strip()
    return pairs
