"""The tables about the state: fields, kinds and meanings, read off `pmg_sim/state.py`.

A field's meaning is, in this order: its entry in meanings.toml, the comment beside it, what the
Mesa agents say about it, its own name. A comment on a line of its own is a heading.
"""

import ast
import io
import tokenize
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pmg_sim import codes

DOCS = Path(__file__).resolve().parent
PACKAGE = DOCS.parent / "pmg_sim"
MEANINGS = tomllib.loads((DOCS / "meanings.toml").read_text(encoding="utf-8"))
RECORDS = ("SETTING", "RUN", "PERSON", "PROMISE", "PROJECT", "EDGE", "GROUP", "MEETING", "EVENT")
SHOWN_BY_AGENTS = {"PERSON": "person", "GROUP": "group"}
CODED = {
    "PERSON.status": codes.PERSON_STATUS,
    "PERSON.stage": codes.STAGES,
    "PERSON.rank": codes.RANKS[:-1],
    "PROMISE.status": codes.PROMISE_STATUS,
    "PROMISE.kind": codes.PROJECT_KINDS,
    "PROJECT.stage": codes.PROJECT_STAGES,
    "PROJECT.kind": codes.PROJECT_KINDS,
    "GROUP.status": codes.GROUP_STATUS,
    "GROUP.end_reason": codes.END_REASONS,
    "GROUP.floor_policy": codes.FLOOR_POLICIES,
    "MEETING.purpose": codes.PURPOSES,
    "MEETING.hour": codes.HOURS,
    "EVENT.what": codes.EVENTS,
}


def table(header: str, rows: Iterable[Iterable[Any]]) -> str:
    """Lay rows out as a table; `header` names the columns, with bars between them."""
    lines = [f"| {header} |", "|" + "---|" * (header.count("|") + 1)]
    for row in rows:
        cells = (str(cell).replace("|", "\\|").replace("\n", " ") for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def tree_of(name: str) -> ast.Module:
    """Parse a source of the package."""
    return ast.parse((PACKAGE / name).read_text(encoding="utf-8"))


def assigned(tree: ast.Module, variable: str) -> Any:
    """Find the expression that a module assigns to a variable."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if ast.unparse(target) == variable and node.value is not None:
                return node.value
    raise KeyError(variable)


def fields(record: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, kind and meaning of a record's fields, and ("", "", text) for its headings."""
    source = (PACKAGE / "state.py").read_text(encoding="utf-8")
    dtype = assigned(ast.parse(source), record)
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    agents = _shown_by_agents(record)
    line = dtype.lineno + 2  # a comment on the line before speaks of the record itself
    for field in dtype.args[0].elts:
        heading = " ".join(comments[k] for k in range(line, field.lineno) if k in comments)
        if heading:
            yield "", "", heading
        line = field.end_lineno + 1
        name, kind, *shape = (ast.unparse(part).strip("'(),") for part in field.elts)
        words = {"FLOAT": "number", "INT": "whole number"}.get(kind, "64 bits")
        if names := CODED.get(f"{record}.{name}"):
            words = "one of " + ", ".join(names)
        words += f", {shape[0]} of them" if shape else ""
        comment = comments.get(field.end_lineno) or agents.get(name) or name.replace("_", " ")
        yield name, words, MEANINGS.get(record, {}).get(name, comment)


def _shown_by_agents(record: str) -> dict[str, str]:
    """Return what the Mesa agents say about the fields that they show."""
    if record not in SHOWN_BY_AGENTS:
        return {}
    found = {}
    for node in ast.walk(tree_of(f"world/{SHOWN_BY_AGENTS[record]}.py")):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and node.value.args:
            said = getattr(node.value.args[0], "value", None)
            if isinstance(said, str):
                found[node.targets[0].id] = said[:1].lower() + said[1:].rstrip(".")
    return found


def of_the_state(record: str) -> str:
    """Return the table of a record of the state."""
    rows = (
        (f"`{name}`", kind, meaning) if name else (f"**{meaning}**", "", "")
        for name, kind, meaning in fields(record)
    )
    return table("field | kind | meaning", rows)


def of_results(record: str) -> str:
    """Return the table of a record's columns in a results folder, which has no lists."""
    rows = (
        (f"`{name}`", kind, meaning)
        for name, kind, meaning in fields(record)
        if name and "of them" not in kind
    )
    return table("column | kind | meaning", rows)


def of_a_week(names: Iterable[str]) -> str:
    """Return the table of the variables that are noted every week."""
    meanings = {name: meaning for name, _, meaning in fields("PERSON")} | MEANINGS["weekly"]
    return table("variable | meaning", ((f"`{name}`", meanings.get(name, name)) for name in names))
