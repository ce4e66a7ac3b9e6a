"""Cells of tables: how numbers are written, and which columns stand to the right."""

import math
import re
from collections.abc import Sequence
from typing import Any

NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
NUMBERS = re.compile(r"(?=.*\d)(?:[\d.,%()?/\s+\u2212\u2013-]|to|of)+")
"""Several numbers in one cell, such as an interval or a share of a count."""

NOTHING = "\N{EN DASH}"
"""Stands in a column of numbers where there is none."""

SMALLEST = 1e-4  # that is written without a power of ten
LARGEST = 999.5  # from which there are more than three digits before the point


DIGITS = 3


def three_digits(value: float) -> str:
    """Write a number with three significant digits, or whole where it has more of them."""
    size = abs(value)
    if size == 0.0:
        return "0"
    if size < SMALLEST:
        return f"{value:.2e}"
    return f"{value:.0f}" if size >= LARGEST else f"{value:#.3g}".removesuffix(".")


def column(cells: Sequence[str]) -> tuple[list[str], bool]:
    """Write the cells of a column, and tell whether it stands to the right.

    Parameters
    ----------
    cells : sequence of str
        As a file has them.

    Returns
    -------
    list of str
        Numbers with about three digits, counts whole; other text as it is.
    bool
        Whether all cells that hold something are numbers or intervals.
    """
    told = [cell.strip() for cell in cells]
    filled = [cell for cell in told if cell]
    if filled and all(NUMBER.fullmatch(cell) for cell in filled):
        whole = all(float(cell).is_integer() for cell in filled)
        write = _whole if whole else _short
        return [_minus(write(cell)) if cell else NOTHING for cell in told], True
    if filled and all(NUMBERS.fullmatch(cell) for cell in filled):
        return [_kept_together(_minus(cell)) if cell else NOTHING for cell in told], True
    return told, False


def _whole(cell: str) -> str:
    return f"{float(cell):.0f}"


def _short(cell: str) -> str:
    """Shorten a number to three digits; one that has no more of them stays as it is."""
    mantissa = cell.lower().partition("e")[0].lstrip("+-").replace(".", "").lstrip("0")
    plain = "e" not in cell.lower()
    return cell if plain and len(mantissa) <= DIGITS else three_digits(float(cell))


def _minus(text: str) -> str:
    """Put a real minus before a number, which is as wide as a plus."""
    return re.sub(r"(?<![\w)])-(?=[\d.])", "\N{MINUS SIGN}", text)


def _kept_together(text: str) -> str:
    """Let a cell of several numbers break only before a bracket, where it has to break."""
    text = re.sub(r"(?<=\d)-(?=\d)", "\N{EN DASH}\N{WORD JOINER}", text)
    return re.sub(r" (?!\()", "\N{NO-BREAK SPACE}", text)


def in_text(value: Any) -> str:
    """Write a value of a JSON file in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}" if math.isfinite(value) else str(value)
    if isinstance(value, list | tuple):
        return ", ".join(in_text(item) for item in value) or "nothing"
    if isinstance(value, dict):
        pairs = (f"{in_words(key)} {in_text(item)}" for key, item in value.items())
        return "; ".join(pairs) or "nothing"
    return str(value)


def in_words(name: str) -> str:
    """Write a key of a JSON file in words."""
    return name.replace("_", " ")
