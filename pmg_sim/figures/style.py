"""How every figure looks: sizes, colours, line styles; and how it is written to a file."""

import io
import math
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Literal, NamedTuple

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase, SubFigure
from matplotlib.patches import Patch
from matplotlib.style import context
from matplotlib.ticker import MaxNLocator, MultipleLocator
from matplotlib.transforms import Bbox

WIDTH = 10.0  # inches
DPI = 150
DIGITS = 5  # of a place on the page, in shares of it: a hundredth of a pixel
FONT = "DejaVu Sans"
TEXT, HEADING, TITLE = 11.5, 12.5, 15.0  # points

# The palette of Okabe and Ito, which colour-blind readers can tell apart.
BLUE, SKY, GREEN, PURPLE = "#0072B2", "#56B4E9", "#009E73", "#CC79A7"
DARK_ORANGE = "#D55E00"  # stands out from white more than the palette's lighter orange
INK, GREY, PALE = "#222222", "#8A8A8A", "#DDDDDD"


class Look(NamedTuple):
    """Colour, line style and name of an arm."""

    colour: str
    line: str
    label: str


ARM_LOOKS = {
    "group": Look(BLUE, "-", "with the group"),
    "no_group": Look(DARK_ORANGE, "--", "same people without it"),
}
NO_GROUP_IN_SCENARIO = Look(DARK_ORANGE, "--", "no group in this scenario")

_SETTINGS = {
    "font.family": FONT,  # comes with matplotlib: the same on every machine
    "font.size": TEXT,
    "axes.titlesize": HEADING,
    "axes.labelsize": TEXT,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "legend.fontsize": TEXT,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "legend.handlelength": 2.6,
    "text.parse_math": False,  # a dollar sign in a scenario's title is a dollar sign
    "svg.fonttype": "path",
}


@contextmanager
def _settings() -> Iterator[None]:
    """Matplotlib's own defaults and the settings above, whatever the user's are."""
    salt = matplotlib.rc_context({"svg.hashsalt": "pmg_sim"})  # no random names inside the SVG
    with context("default"), context(_SETTINGS), salt, warnings.catch_warnings():
        # A title in a script that the font lacks shows boxes; that must not stop a run.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def styled(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Draw under this style, settle the layout, and leave matplotlib's settings as they were.

    The layout is settled once, because doing it anew at each saving moves things by a hair.
    """

    @wraps(draw)
    def drawn(*args, **kwargs):
        with _settings():
            figure = draw(*args, **kwargs)
            if figure is not None:
                _settle(figure)
            return figure

    return drawn


def _settle(figure: Figure) -> None:
    """Lay out a figure, and round what the solver found: its last digits differ between calls."""
    engine = figure.get_layout_engine()
    assert engine is not None
    engine.execute(figure)
    figure.set_layout_engine("none")
    for ax in figure.get_axes():
        ax.set_position(Bbox(ax.get_position(original=True).get_points().round(DIGITS)))
    parts: list[FigureBase] = [figure]
    for part in parts:
        parts += part.subfigs
        if isinstance(part, SubFigure):
            part.bbox_relative.set_points(part.bbox_relative.get_points().round(DIGITS))
        for text in part.texts:
            x, y = text.get_position()
            text.set_position((round(float(x), DIGITS), round(float(y), DIGITS)))


def week_axis(ax: Axes, weeks: int, ticks: int) -> None:
    """Lay out an x axis of weeks with about so many ticks, whole years apart in long runs."""
    ax.set_xlim(0, max(1, weeks))
    if weeks >= 104:
        ax.xaxis.set_major_locator(MultipleLocator(52 * math.ceil(weeks / 52 / ticks)))
    else:
        ax.xaxis.set_major_locator(MaxNLocator(ticks, integer=True))


def value_axis(ax: Axes, ticks: int = 5) -> None:
    """Lay out a y axis with a few ticks, as many however tall it turns out."""
    ax.yaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10]))


def quiet_grid(ax: Axes, axis: Literal["x", "y"] = "y") -> None:
    """Draw pale lines behind the data."""
    ax.grid(visible=True, axis=axis, color=PALE, linewidth=0.7)
    ax.set_axisbelow(True)


def band_patch(colour: str, alpha: float, label: str) -> Patch:
    """Return a legend's entry for a band."""
    return Patch(facecolor=colour, alpha=alpha, linewidth=0, label=label)


def save(figure: Figure, folder: Path, stem: str) -> list[Path]:
    """Write a figure as PNG and SVG; the same figure gives the same bytes.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    folder : pathlib.Path
        Must exist.
    stem : str
        Name of the files, without their ending.
    """
    png, svg = folder / f"{stem}.png", folder / f"{stem}.svg"
    with _settings():
        figure.savefig(png, dpi=DPI, metadata={"Software": None})
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": "pmg_sim"})
    svg.write_text(_shorter(text.getvalue()), encoding="utf-8", newline="\n")
    return [png, svg]


def _shorter(svg: str) -> str:
    """Cut the coordinates of paths to a hundredth of a point, which halves the file."""
    return re.sub(r' d="[^"]*"', lambda path: re.sub(r"(\.\d\d)\d+", r"\1", path[0]), svg)
