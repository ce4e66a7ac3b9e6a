"""The page of a figure: its title, which run it shows, how to read it, the key to its marks."""

from bisect import bisect
from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure, FigureBase
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from pmg_sim.figures.style import DPI, FONT, TEXT, TITLE, WIDTH

_LINE = 0.215  # inches from one line of text to the next
_HANDLE = 0.7  # inches beside a name of a legend
_MARGIN = 0.12  # inches, at the left and at the right of the texts


def page(height: float, title: str, subtitle: str, note: str) -> Figure:
    """Return an empty figure with its texts; what is drawn fills the room between them.

    Parameters
    ----------
    height : float
        Inches for what is drawn.
    title, subtitle, note : str
        What the figure shows; which run; how to read it. Long ones are broken into lines.
    """
    lines, below = _lines(subtitle), _lines(note)
    top = 0.42 + _LINE * len(lines) + 0.1
    bottom = 0.1 + _LINE * len(below) + 0.1
    total = top + height + bottom
    figure = Figure(figsize=(WIDTH, total), dpi=DPI, facecolor="white", layout="constrained")
    room = (0.005, bottom / total, 0.988, height / total)
    figure.get_layout_engine().set(rect=room, w_pad=0.06, h_pad=0.05)
    text = {"va": "top", "ha": "left", "linespacing": 1.35}
    figure.text(_MARGIN / WIDTH, 1 - 0.1 / total, title, size=TITLE, weight="bold", **text)
    figure.text(_MARGIN / WIDTH, 1 - 0.42 / total, "\n".join(lines), **text)
    figure.text(_MARGIN / WIDTH, (bottom - 0.1) / total, "\n".join(below), color="#444444", **text)
    return figure


def _lines(text: str) -> list[str]:
    """Break a text into lines that fit the page, measured in the font they are set in."""
    font = FontProperties(family=FONT, size=TEXT)

    def fits(line: str) -> bool:
        width, _, _ = text_to_path.get_text_width_height_descent(line, font, ismath=False)
        return width <= 72 * (WIDTH - 2 * _MARGIN)

    lines, line = [], ""
    words = text.replace(" %", "\N{NO-BREAK SPACE}%").split(" ")
    for word in filter(None, words):
        joined = f"{line} {word}" if line else word
        if fits(joined):
            line = joined
            continue
        if line:
            lines.append(line)
        while not fits(word):  # a word longer than a line
            lengths = range(1, len(word))
            length = max(1, bisect(lengths, False, key=lambda n, word=word: not fits(word[:n])))
            lines.append(word[:length])
            word = word[length:]
        line = word
    return [*lines, line] if line else lines


def fitting_columns(names: Sequence[str], most: int) -> int:
    """Return into how many columns of a legend, `most` at most, names fit side by side."""
    font = FontProperties(family=FONT, size=TEXT)
    widest = max(
        text_to_path.get_text_width_height_descent(line, font, ismath=False)[0]
        for name in names
        for line in name.split("\n")
    )
    return max(1, min(most, len(names), int((WIDTH - 2 * _MARGIN) / (widest / 72 + _HANDLE))))


def legend(head: FigureBase, handles: Sequence[Artist], ncols: int, row: float = 0.5) -> None:
    """Put a legend at the left of the strip above the panels, `row` (0 to 1) from its foot."""
    head.legend(
        handles=list(handles),
        loc="center left",
        bbox_to_anchor=(0, row),
        ncols=ncols,
        columnspacing=1.2,
        handletextpad=0.5,
    )
