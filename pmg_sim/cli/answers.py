"""Writing an answer to its folder: words, tables, figures, and the page."""

from pathlib import Path
from typing import TYPE_CHECKING

from pmg_sim.cli.plain import mistake

if TYPE_CHECKING:
    from pmg_sim.experiments.written_answer import Answer


def write_whole_answer(answer: "Answer", folder: Path, command: str) -> Path:
    """Write an answer with its figures and its page, which is returned."""
    from pmg_sim.experiments.written_answer import write_answer
    from pmg_sim.figures.answers import save_picture  # the drawing library takes long to import
    from pmg_sim.report import write_report

    try:
        write_answer(answer, folder, save_picture, command)
        return write_report(folder)
    except OSError as fault:
        told = fault.strerror or fault
        mistake(f"{folder}: nothing can be written there ({told}); name another with --out.")


def where(folder: Path, page: Path) -> str:
    """Say where an answer is."""
    return f"Results: {folder}\nTo read and print: {page}"
