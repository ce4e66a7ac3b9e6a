"""What one sees when one looks at a figure: its texts, where they stand, how large they are."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

SLACK = 2.0  # pixels


def texts(figure):
    """Return the visible texts of a figure that say something."""
    FigureCanvasAgg(figure).draw()
    hidden = _out_of_view(figure)
    return [
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in hidden
    ]


def _out_of_view(figure):
    """Return the labels of ticks beyond an axis's end, which are kept but not drawn."""
    hidden = set()
    for axes in figure.get_axes():
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            slack = 1e-9 * (high - low)
            for tick in axis.get_major_ticks():
                if not low - slack <= tick.get_loc() <= high + slack:
                    hidden |= {tick.label1, tick.label2}
    return hidden


def words(figure):
    return [text.get_text() for text in texts(figure)]


def running(figure):
    """Return all words in one line, without the breaks that the page made."""
    return " ".join(words(figure)).replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")


def outside(figure):
    """Return the texts that do not fit on the page."""
    page = figure.bbox
    lost = []
    for text in texts(figure):
        box = text.get_window_extent()
        if (
            box.x0 < page.x0 - SLACK
            or box.y0 < page.y0 - SLACK
            or box.x1 > page.x1 + SLACK
            or box.y1 > page.y1 + SLACK
        ):
            lost.append(text.get_text())
    return lost


def overlapping(figure):
    """Return the pairs of texts that stand on one another."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    return [
        (first, second)
        for (first, a), (second, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > SLACK and min(a.y1, b.y1) - max(a.y0, b.y0) > SLACK
    ]


def axis_labels(figure):
    """Return every label of an axis, and of a figure's side."""
    found = {figure.get_supxlabel(), figure.get_supylabel()}
    for part in _parts(figure):
        found |= {part.get_supxlabel(), part.get_supylabel()}
    for axes in figure.get_axes():
        found |= {axes.get_xlabel(), axes.get_ylabel()}
    return found - {""}


def _parts(figure):
    for part in figure.subfigs:
        yield part
        yield from _parts(part)
