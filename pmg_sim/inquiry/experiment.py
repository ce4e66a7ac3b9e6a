"""Running an experiment from its file to its answer."""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pmg_sim.blocks import Store, tell
from pmg_sim.experiments.written_answer import Answer, Section
from pmg_sim.inquiry.answer import answer_of
from pmg_sim.inquiry.cells import Plan, plan_of
from pmg_sim.inquiry.left_out import person_by_person
from pmg_sim.inquiry.load import load_with_marks
from pmg_sim.inquiry.runs import run_cells
from pmg_sim.inquiry.schema import MOST, Experiment


def experiment(
    asked: Experiment | str | os.PathLike[str],
    *,
    draws: int | None = None,
    store: Store | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Answer:
    """Run an experiment, or what is missing of it, and answer its question.

    The same experiment gives the same answer, on any number of threads.

    Parameters
    ----------
    asked : Experiment or path
        An experiment; the name of one that comes with the package; or a TOML file.
    draws : int, optional
        Sets of the theory's numbers instead of the file's, for a quick look.
    store : path, optional
        Folder in which finished blocks are kept. With more arms or departments only what is new is
        run; with more sets also the last, unfilled hundred of them.
    workers, cluster, progress, say, command
        As for `pmg_sim.blocks.run_blocks`.

    Returns
    -------
    pmg_sim.experiments.written_answer.Answer

    Raises
    ------
    ScenarioError
        For a file that is no valid experiment.
    ValueError
        For fewer than one set, or too many.
    SimulationError
        If blocks failed; the others are kept in the `store`.
    """
    marks = None
    if not isinstance(asked, Experiment):
        asked, marks = load_with_marks(asked)
    if draws is not None:
        if not 1 <= draws <= MOST:
            raise ValueError(f"draws: found {draws}; allowed: 1 to {MOST}")
        asked = asked.model_copy(update={"draws": draws}).named(asked.name, asked.path)
    how: dict[str, Any] = {
        "store": store,
        "workers": workers,
        "cluster": cluster,
        "progress": progress,
        "say": say,
        "command": command,
    }
    plan = plan_of(asked, marks)
    answer = _answer(asked, plan, how)
    if draws is None:
        return answer
    return replace(answer, reproduce=f"{answer.reproduce} --draws {draws}")


def _answer(asked: Experiment, plan: Plan, how: dict[str, Any]) -> Answer:
    if asked.uncertainty.design in ("sobol", "morris"):
        from pmg_sim.inquiry.what_matters import what_matters_answer  # its packages take long

        return what_matters_answer(asked, plan, how)
    runs = run_cells(asked, plan, **how)
    sections: list[Section] = []
    said: list[str] = []
    if asked.cycles is not None:
        from pmg_sim.cycles import cycles

        found = cycles(
            plan.scenarios[plan.baseline][0],
            asked.cycles.departments,
            asked.seed,
            asked.uncertainty.source,
            progress=how["progress"],
            say=how["say"],
        )
        sections += found.sections
        said += found.sentences
    looked = None
    if asked.left_out is not None:
        looked = person_by_person(runs, asked.left_out.departments, how["progress"])
    answer = answer_of(runs, looked)
    return replace(
        answer,
        sentences=(*said, *answer.sentences),
        sections=(*sections, *answer.sections),
    )
