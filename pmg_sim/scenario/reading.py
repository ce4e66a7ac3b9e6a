"""From the bytes of one file to its data and the lines they stand on."""

import codecs
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from pmg_sim.scenario.hints import syntax_hint
from pmg_sim.scenario.locate import Loc, locate
from pmg_sim.scenario.messages import Mark, ScenarioError, dotted
from pmg_sim.scenario.wording import show

MOST_BYTES = 1 << 20  # a scenario is a page or two; more is another kind of file
MOST_DOTS = 100  # on a line; the parser's time grows with their square

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LONG_NUMBER = re.compile(r"\d[\d_]{600,}")  # Python's limit cannot be set below 640 digits
_TWICE = ("Cannot overwrite", "Cannot declare", "Duplicate inline table key")


def read_toml(path: Path) -> tuple[dict[str, Any], dict[Loc, Mark]]:
    """Read a TOML file.

    Parameters
    ----------
    path
        The file; it is named in messages as it is given here.

    Returns
    -------
    tuple
        The data, and where each key of them is written; the empty path is the file.

    Raises
    ------
    ScenarioError
        If the file cannot be read or is not TOML.
    """
    text = _decode(path, _read(path))
    data = _parse(path, text)
    marks = {loc: Mark(str(path), line) for loc, line in locate(text).at.items()}
    return data, {(): Mark(str(path)), **marks}


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ScenarioError(f"{path}: found a folder; allowed: a scenario file (.toml).")
        if path.exists() and not path.is_file():
            raise ScenarioError(f"{path}: found no regular file; allowed: a scenario file (.toml).")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise ScenarioError(f"{path}: the file cannot be read ({fault.strerror}).") from None
    if len(raw) > MOST_BYTES:
        raise ScenarioError(f"{path}: the file is too large; allowed: at most {MOST_BYTES} bytes.")
    return raw


def _decode(path: Path, raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ScenarioError(f"{path}: found UTF-16 text; allowed: UTF-8. Save the file as UTF-8.")
    if b"\0" in raw:
        line = raw[: raw.index(b"\0")].count(b"\n") + 1
        raise ScenarioError(
            f"{path}:{line}: found a zero byte, so this is no text file; allowed: UTF-8 text."
        )
    try:
        text = raw.decode("utf-8-sig")  # some editors put a byte order mark in front
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise ScenarioError(
            f"{path}:{line}: found the byte 0x{raw[fault.start]:02X}, which is not UTF-8; "
            "allowed: UTF-8 text. Save the file as UTF-8."
        ) from None
    if not text.strip():
        raise ScenarioError(f"{path}: found an empty file; allowed: a scenario, see `study`.")
    return text


def _parse(path: Path, text: str) -> dict[str, Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MOST_DOTS and not line.lstrip().startswith("#"):
            raise ScenarioError(
                f"{path}:{number}: found {line.count('.')} points on one line; "
                f"allowed: at most {MOST_DOTS}."
            )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ScenarioError(_syntax_message(path, text, str(fault))) from None
    except RecursionError:
        raise ScenarioError(
            f"{path}: found lists or tables nested too deeply; allowed: a few levels."
        ) from None
    except ValueError:  # the parser hands a number of thousands of digits on to int()
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        raise ScenarioError(
            f"{path}:{line}: found a number of thousands of digits; "
            f"allowed: a number of at most {sys.get_int_max_str_digits()} digits."
        ) from None


def _syntax_message(path: Path, text: str, fault: str) -> str:
    lines = text.rstrip().split("\n")
    place = _PLACE.search(fault)
    number = int(place[1]) if place and place[1] else len(lines)
    reason = _PLACE.sub("", fault)
    repeats = locate("\n".join(text.split("\n")[:number])).repeats
    if reason.startswith(_TWICE) and repeats:
        again = repeats[-1]
        return (
            f"{path}:{again.again}: `{dotted(again.loc)}` is given twice "
            f"(found first on line {again.first}); allowed: once."
        )
    line = lines[number - 1].strip() if number <= len(lines) else ""
    hint = syntax_hint(line)
    return (
        f"{path}:{number}: not readable as TOML ({reason[:1].lower()}{reason[1:]}); "
        f"found {show(line)}; allowed: TOML{hint and f' ({hint})'}."
    )
