"""The verb ``pmg report``."""

from typing import Annotated

import typer

from pmg_sim.cli.app import app
from pmg_sim.cli.plain import mistake


@app.command("report")
def report_folder(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR",
            help="A folder of results: of pmg run, pmg compare or pmg experiment.",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The page, ending in .html; DIR/report.html by default."),
    ] = None,
) -> None:
    """Write a folder of results as one page: answer, figures, tables, methods, provenance.

    The page needs no other file and no network. A page that is there is replaced.
    """
    from pmg_sim.experiments import FolderError
    from pmg_sim.report import write_report

    try:
        page = write_report(folder, out)
    except FolderError as fault:
        mistake(str(fault))
    typer.echo(f"Report: {page}")
