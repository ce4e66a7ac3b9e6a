"""The verbs of ``pmg``. Heavy packages are imported inside them, so that help comes at once."""

import json
import shlex
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmg_sim.cli.plain import INTERRUPTED, PlainGroup, mistake, whole_number
from pmg_sim.cli.screen import Progress

if TYPE_CHECKING:
    from pmg_sim.experiments import Results

REPLICATES = 50
MOST_REPLICATES = 1_000_000
LARGEST_SEED = 2**63 - 1

app = typer.Typer(
    cls=PlainGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Simulate peer mentoring groups: the same department, with the group and without it.",
    epilog="To begin: pmg run study --seed 1",
)
scenarios = typer.Typer(no_args_is_help=True, help="Look at scenarios and check files.")
app.add_typer(scenarios, name="scenario")


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pmg-sim {import_module('pmg_sim').__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Take the options that stand before a verb."""


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

    Ctrl-C ends the run; the replicates that are finished are written (exit code 130).
    """
    from pmg_sim.scenario import ScenarioError, load_scenario

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
                )
        except FolderError as fault:
            mistake(str(fault))
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


@scenarios.command("check")
def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A TOML file, or a name from the list.")
    ],
) -> None:
    """Check a scenario file: tell every mistake with its line, or that there is none."""
    from pmg_sim.scenario import ScenarioError, load_scenario

    try:
        found = load_scenario(file)
    except ScenarioError as fault:
        mistake(str(fault))
    people, groups = found.department.people, len(found.groups())
    typer.echo(
        f"{found.path}: no mistakes. {found.title}: {people} people, "
        f"{groups} group{'' if groups == 1 else 's'}, {found.horizon_weeks} weeks."
    )


@scenarios.command("list")
def list_scenarios() -> None:
    """List the scenarios of the library, each with its question."""
    from pmg_sim.scenario import library

    for entry in library():
        typer.echo(f"{entry.name}: {entry.title}\n  {entry.question}")


@app.command()
def explain(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A parameter, a mechanism, or a rule.")
    ],
) -> None:
    """Explain a number of the theory: meaning, default, range, source, and who uses it."""
    from pmg_sim.glossary import UnknownNameError
    from pmg_sim.glossary import explain as look_up

    try:
        typer.echo(look_up(name))
    except UnknownNameError as fault:
        mistake(str(fault))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old terminal may lack characters
    app(prog_name="pmg")
