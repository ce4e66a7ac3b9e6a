"""How values, choices and look-alikes are written in a message to the user."""

import datetime
import difflib
import json
import re
from collections.abc import Iterable, Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]{1,60}")
MOST_CHOICES = 20  # that a message lists
LONGEST = 60  # characters of a found value that a message quotes


def show(value: object) -> str:
    """Write a value as the user would find it in the file, shortened."""
    text = _plain(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def _plain(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value[: 2 * LONGEST], ensure_ascii=False)
    if isinstance(value, int) and abs(value) >= 10**LONGEST:
        return "a number of more than 60 digits"  # str() refuses very long ones
    if isinstance(value, Mapping):
        pairs = [f"{bare(key)} = {show(item)}" for key, item in list(value.items())[:LONGEST]]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{ }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(show(item) for item in value[:LONGEST]) + "]"
    if isinstance(value, datetime.date | datetime.time):
        return f"the date or time {value.isoformat()}"
    return str(value)


def bare(key: object) -> str:
    """Write a key as TOML does: plain if it can be, else in quotes, shortened."""
    return str(key) if _BARE.fullmatch(str(key)) else show(str(key))


def one_of(choices: Iterable[str]) -> str:
    """Write the choices that a text value has; the first of them, where they are many."""
    quoted = [f'"{choice}"' for choice in choices]
    if len(quoted) > MOST_CHOICES:
        return f"one of {', '.join(quoted[:3])} and {len(quoted) - 3} more"
    return quoted[0] if len(quoted) == 1 else "one of " + ", ".join(quoted)


def nearest(word: object, choices: Iterable[str]) -> str | None:
    """Find the choice that a misspelt word most likely meant, if any is close.

    Parameters
    ----------
    word
        What the user wrote.
    choices
        What may be written.
    """
    if not isinstance(word, str):
        return None
    folded = {_fold(choice): choice for choice in choices}
    close = difflib.get_close_matches(_fold(word[:LONGEST]), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def _fold(word: str) -> str:
    # "Mid-Career" and "mid_career" differ only in habit, not in meaning.
    return word.casefold().replace("-", "_").replace(" ", "_")
