"""All figures by the name of their file, and how to draw them into a folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from matplotlib.figure import Figure

from pmg_sim.experiments import Results
from pmg_sim.figures import (
    deadline_pull,
    group_survival,
    networks,
    outcomes_beside_study,
    over_time,
    productivity_cycles,
)
from pmg_sim.figures.style import save

_MODULES = {
    "over_time": over_time,
    "productivity_cycles": productivity_cycles,
    "deadline_pull": deadline_pull,
    "networks": networks,
    "outcomes_beside_study": outcomes_beside_study,
    "group_survival": group_survival,
}

FIGURES: dict[str, Callable[[Results], Figure | None]] = {
    stem: module.draw for stem, module in _MODULES.items()
}
"""File stem to the function that draws it; None where a run has nothing to show."""


@dataclass
class Drawn:
    """What `draw_all` did.

    Attributes
    ----------
    files : list of pathlib.Path
        Written, in the order of `FIGURES`, each figure as PNG and as SVG.
    skipped : dict of str to str
        Stem of each figure that was not drawn, and why.
    """

    files: list[Path] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


def draw_all(results: Results, folder: Path | str) -> Drawn:
    """Draw every figure that a run has something to show in, as PNG and SVG.

    Parameters
    ----------
    results : Results
    folder : pathlib.Path or str
        Made if it is not there; files of the same names are overwritten.

    Returns
    -------
    Drawn
        The same results give the same files, byte for byte.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    drawn = Drawn()
    for stem, module in _MODULES.items():
        reason = module.why_not(results)
        if reason is not None:
            drawn.skipped[stem] = reason
            continue
        drawn.files += save(module.draw(results), folder, stem)
    return drawn
