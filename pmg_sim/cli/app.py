"""The verbs of ``pmg``. Heavy packages are imported inside them, so that help comes at once."""

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated

import typer

from pmg_sim.cli.plain import PlainGroup, mistake

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


@scenarios.command("show")
def show(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A TOML file, or a name from the list.")
    ],
) -> None:
    """Show a scenario with every setting spelt out, as a file."""
    from pmg_sim.experiments.scenario_file import as_toml
    from pmg_sim.scenario import ScenarioError, load_scenario

    try:
        typer.echo(as_toml(load_scenario(file)), nl=False)
    except ScenarioError as fault:
        mistake(str(fault))


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
