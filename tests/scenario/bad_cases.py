"""All bad scenario files: what each has wrong, and what its message must tell.

Whatever reads scenarios can be tested with them: `arrange` writes a case into a folder and
returns what a user would pass, and `untold` lists what a message leaves out.
"""

import re
from pathlib import Path

from tests.scenario.bad_copies import COPIES, VARIED
from tests.scenario.bad_events import EVENTS
from tests.scenario.bad_keys import KEYS
from tests.scenario.bad_people import PEOPLE
from tests.scenario.bad_ranges import PARAMETERS, RANGES
from tests.scenario.bad_roles import ROLES
from tests.scenario.bad_text import CIRCLES, NO_FILE, NO_TEXT, NO_TOML
from tests.scenario.bad_types import TYPES
from tests.scenario.bad_weeks import WEEKS
from tests.scenario.case import BadCase

CASES = [
    *NO_FILE,
    *NO_TEXT,
    *NO_TOML,
    *CIRCLES,
    *KEYS,
    *TYPES,
    *RANGES,
    *PARAMETERS,
    *PEOPLE,
    *ROLES,
    *COPIES,
    *VARIED,
    *EVENTS,
    *WEEKS,
]


def arrange(case: BadCase, folder: Path) -> str:
    """Write a case's files into a folder and return what the user passes."""
    for name, text in case.beside:
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / f"{case.name}.toml"
    if isinstance(case.content, bytes):
        path.write_bytes(case.content)
    elif case.content is not None:
        path.write_text(case.content, encoding="utf-8")
    return str(path) if case.argument is None else case.argument.format(folder=folder)


def untold(case: BadCase, message: str) -> list[str]:
    """List what the message should tell about a case and does not."""
    wanted = list(case.tells)
    if case.content is not None and not any(".toml" in piece for piece in case.tells):
        wanted.append(f"{case.name}.toml" + (f":{line(case)}: " if case.at else ""))
    missing = [piece for piece in wanted if piece not in message]
    if re.search(r"Traceback|pydantic|File \"", message):
        missing.append("(no machinery)")
    return missing


def line(case: BadCase) -> int:
    """Return the line that a case's message must name."""
    content = case.content or ""
    text = content.decode("latin-1") if isinstance(content, bytes) else content
    assert case.at is not None
    return text[: text.rindex(case.at)].count("\n") + 1
