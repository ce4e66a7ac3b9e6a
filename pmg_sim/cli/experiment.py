"""The verb ``pmg experiment``: from a question in a file to an answer in a folder."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmg_sim.cli.answers import where, write_whole_answer
from pmg_sim.cli.app import app
from pmg_sim.cli.plain import Cluster, Workers, check_machine, mistake, whole_number
from pmg_sim.cli.watched import watched

if TYPE_CHECKING:
    from pmg_sim.experiments.written_answer import Answer

MOST_DRAWS = 10_000


@app.command()
def experiment(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="A name from the list that the verb alone prints, or a TOML file.",
        ),
    ] = None,
    draws: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=whole_number(3, MOST_DRAWS),
            help="Sets of the theory's numbers instead of the file's, for a quick look.",
        ),
    ] = None,
    workers: Workers = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with the blocks that the folder holds."),
    ] = False,
    cluster: Cluster = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder; results/experiments/NAME by default."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of words.")
    ] = False,
) -> None:
    """Answer the question of an experiment; without FILE, list those that are ready.

    Writes the answer, tables, figures and a page to the folder. Ctrl-C keeps the blocks that are
    finished; with --resume the command goes on from there, and of a file that was changed runs
    what is new.
    """
    if file is None:
        _list()
        return
    check_machine(workers, cluster)
    from pmg_sim.scenario import ScenarioError

    try:
        from pmg_sim.inquiry import experiment as run
        from pmg_sim.inquiry import load_experiment

        asked = load_experiment(file)
        folder = out or Path("results/experiments") / asked.name
        _check(folder, resume)
        command = shlex.join(["pmg", *context.obj])
        answer: Answer = watched(
            lambda shown: run(
                file,
                draws=draws,
                store=folder / "blocks",
                workers=workers,
                cluster=cluster,
                progress=shown.advance,
                say=shown.say,
                command=command,
            ),
            "departments",
            folder,
            how=" with --resume",
            here=cluster is None,
        )
    except ScenarioError as fault:
        mistake(str(fault))
    page = write_whole_answer(answer, folder, command)
    if as_json:
        from pmg_sim.experiments.written_answer import as_dict

        typer.echo(json.dumps(as_dict(answer), allow_nan=False))
        return
    said = "\n".join(f"- {sentence}" for sentence in answer.sentences)
    typer.echo(f"{answer.title}\n{answer.question}\n\n{said}\n\n{where(folder, page)}")


def _list() -> None:
    from pmg_sim.inquiry import ready_experiments

    for entry in ready_experiments():
        typer.echo(f"{entry.name}: {entry.title}\n  {entry.question}")


def _check(folder: Path, resume: bool) -> None:
    if not resume and any((folder / "blocks").glob("*.parquet")):
        mistake(
            f"{folder}: holds runs of an earlier experiment; allowed: --resume to go on with them, "
            "or another folder with --out."
        )
