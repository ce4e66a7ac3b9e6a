"""The figures of answers: which function draws which kind of picture."""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from pmg_sim.experiments.written_answer import Picture
from pmg_sim.figures import (
    choices,
    contrasts,
    curves,
    cycle_answers,
    cycle_changes,
    sensitivity,
)
from pmg_sim.figures.style import save

PICTURES: dict[str, Callable[..., Figure]] = {
    "points": choices.draw_points,
    "map": choices.draw_map,
    "curves": curves.draw_curves,
    "contrasts": contrasts.draw,
    "cycles_members": cycle_answers.members,
    "cycles_around_meetings": cycle_answers.around_meetings,
    "cycles_rhythm": cycle_answers.rhythm,
    "cycles_around_completions": cycle_answers.around_completions,
    "cycles_shared_success": cycle_answers.shared_success,
    "cycles_phase_portrait": cycle_changes.phase_portrait,
    "cycles_breakers": cycle_changes.breakers,
    "sensitivity_mechanisms": sensitivity.mechanisms,
    "sensitivity_numbers": sensitivity.numbers,
    "sensitivity_screening": sensitivity.screening,
}
"""Kind of picture to the function that draws it from the picture's data."""


def draw_picture(picture: Picture) -> Figure:
    """Draw a picture of an answer."""
    return PICTURES[picture.kind](**picture.data)


def save_picture(picture: Picture, folder: Path) -> list[Path]:
    """Draw a picture into a folder, as PNG and SVG."""
    return save(draw_picture(picture), folder, picture.name)
