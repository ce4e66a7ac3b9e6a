"""Write the tables of the documents from the code.

    python docs/generate.py            rewrite every table between its two markers
    python docs/generate.py --check    exit 1 and name the documents that are not current

A table stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``; NAME is a key of `TABLES`.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS), str(DOCS.parent)]  # run from anywhere, installed or not

import column_tables  # noqa: E402
import state_tables  # noqa: E402
from pydantic import BaseModel  # noqa: E402
from state_tables import PACKAGE, assigned, table, tree_of  # noqa: E402

from pmg_sim.evidence import study  # noqa: E402
from pmg_sim.parameters import MECHANISMS, PARAMETERS, Parameter  # noqa: E402
from pmg_sim.prediction.names import KINDS  # noqa: E402
from pmg_sim.purposes import PURPOSES  # noqa: E402
from pmg_sim.rulebook import rules  # noqa: E402
from pmg_sim.scenario import STRUCTURES, Scenario  # noqa: E402
from pmg_sim.scenario.admissions import ADMISSIONS  # noqa: E402
from pmg_sim.scenario.describe import choices, item_of, place_at, short_names, span  # noqa: E402
from pmg_sim.scenario.structures import MENTOR_ROLES  # noqa: E402

BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def first_sentence(text: str) -> str:
    """Return the first sentence of a docstring, with the marks of code that Markdown knows."""
    return re.split(r"(?<=[.])\s", text.replace("``", "`") + " ", maxsplit=1)[0]


def parameters() -> str:
    """Return one table for each mechanism."""
    header = "symbol | name | meaning | default | unit | range | prior | off | source"
    return "\n\n".join(
        f"**{mechanism}**\n\n" + table(header, map(_parameter, _of(mechanism)))
        for mechanism in MECHANISMS
    )


def _of(mechanism: str) -> list[Parameter]:
    return [p for p in PARAMETERS.values() if p.mechanism == mechanism]


def _parameter(p: Parameter) -> tuple:
    off = "" if p.off is None else f"{p.off:g}"
    source = p.source if p.source == "assumption" else f"[{p.source}](bibliography.md)"
    span = f"{p.low:g} to {p.high:g}"
    names = (f"`{p.symbol}`", f"`{p.name}`")
    return (*names, p.meaning, f"{p.default:g}", p.unit, span, p.prior, off, source)


def theory_rules() -> str:
    """Return every rule of the theory: where it stands, what it says, what it reads."""
    rows = (
        (
            f"`{rule.function}`",
            rule.module.removeprefix("theory."),
            first_sentence(rule.text),
            ", ".join(f"`{name}`" for name in PARAMETERS if name in rule.reads),
        )
        for rule in rules()
        if rule.module.startswith("theory.")
    )
    return table("rule | module | what it says | parameters it reads itself", rows)


def phases() -> str:
    """Return the phases of a week in their order."""
    tree = tree_of("processes/week.py")
    text = {rule.name: rule.text for rule in rules()}
    origin = {
        alias.name: f"{node.module.rpartition('.')[2]}.{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    rows = []
    for number, entry in enumerate(assigned(tree, "ORDER").elts, 1):
        level, name, _, single = entry.elts
        process = origin[single.id]
        said = first_sentence(text[process])
        rows.append((number, f"`{name.value}`", level.value, f"`{process}`", said))
    return table("| phase | once for each | process | what it does", rows)


def draws() -> str:
    """Return every draw of the theory with its key."""
    found = defaultdict(dict)
    for path in [*sorted(PACKAGE.glob("processes/*.py")), *sorted(PACKAGE.glob("evaluation/*.py"))]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        purposes = {
            alias.asname or alias.name: alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == "pmg_sim.purposes"
            for alias in node.names
        }
        for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            for kind, key in _draws_in(function):
                purpose = purposes[key[2]]
                row = (PURPOSES[purpose], f"`{purpose}`", f"`{path.stem}.{function.name}`", kind)
                found[(*row, f"`{key[0]}`", f"`{key[1]}`")][f"`{key[3]}`"] = None
    rows = ((*row, ", ".join(sorted(index, key=_natural))) for row, index in sorted(found.items()))
    return table("| purpose | drawn in | kind | person | week | index", rows)


def _draws_in(function: ast.FunctionDef) -> Iterator[tuple[str, list[str]]]:
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("uniform", "normal"):
            key = [ast.unparse(part).removeprefix("state.") for part in call.args[1:]]
            yield ast.unparse(call.func), key


def _natural(text: str) -> tuple[int, str]:
    return len(text), text


def scenario_keys() -> str:
    """Return every key of a scenario file."""
    return table("key | value | default | meaning", _keys(Scenario, (), ""))


def _keys(model: type[BaseModel], loc: tuple, prefix: str) -> Iterator[tuple[str, str, str, str]]:
    for name, field in model.model_fields.items():
        place = place_at((*loc, name))
        many = getattr(place.kind, "__origin__", None) is tuple
        inner = item_of(place).kind if many else place.kind
        nested = isinstance(inner, type) and issubclass(inner, BaseModel)
        default = "required" if field.is_required() else ""
        if not nested and not field.is_required() and field.default is not None:
            default = str(field.default).lower()
        value = "list of tables" if nested and many else _value(place)
        yield f"`{prefix}{name}`", value, default, place.meaning
        if nested:
            step = (*loc, name, 0) if many else (*loc, name)
            yield from _keys(inner, step, f"{prefix}{name}{'[]' if many else ''}.")


def _value(place: Any) -> str:
    if choices(place):
        return ", ".join(choices(place))
    if short_names(place):
        return f"table, or one of {', '.join(short_names(place))}"
    kind = getattr(place.kind, "__origin__", place.kind)
    low, high = span(item_of(place) if kind is tuple else place)
    bounds = "" if low is None or kind is str else f", {low:g} to {high:g}"
    words = {int: "whole number", float: "number", bool: "true or false", str: "text"}
    return words.get(kind, "[shortest, longest]" if kind is tuple else "table") + bounds


def structures() -> str:
    """Return the named structures: what the lead is, and what a facilitator adds."""
    points = {}
    for name, structure in STRUCTURES.items():
        points[f"`{name}`, lead"] = structure.lead
        if structure.facilitator is not None:
            points[f"`{name}`, facilitator"] = structure.facilitator
    return _points("structure", points)


def mentor_roles() -> str:
    """Return what a senior mentor adds, by role."""
    return _points("role", {f"`{name}`": point for name, point in MENTOR_ROLES.items()})


def admissions() -> str:
    """Return the named policies of admission."""
    return _points("policy", {f"`{name}`": point for name, point in ADMISSIONS.items()})


def _points(what: str, points: dict[str, Any]) -> str:
    names = next(iter(points.values()))._fields
    rows = ((name, *(f"{value:g}" for value in point)) for name, point in points.items())
    return table(f"{what} | {' | '.join(f'`{name}`' for name in names)}", rows)


def patterns() -> str:
    """Return what the study says in words, as its data file has it."""
    rows = ((f"`{row['id']}`", row["standing"], row["says"]) for row in study()["pattern"])
    return table("pattern | standing | what the study says", rows)


def programme_names() -> str:
    """Return what a programme can be asked: names, statistics, and comparisons."""
    rows = (
        (
            ", ".join(f"`{name}`" for name in kind.names),
            kind.called,
            ", ".join(kind.statistics).replace("_", " "),
            ", ".join(kind.comparisons).replace("_", " ") or "none",
        )
        for kind in KINDS.values()
    )
    return table("`of` | each is | `as` | comparison", rows)


def of_reference(name: str, module: str = "reference_tables") -> str:
    """Return a table of the reference results, which are looked up only where it stands."""
    return getattr(import_module(module), name)()


TABLES: dict[str, Callable[[], str]] = {
    "parameters": parameters,
    "rules": theory_rules,
    "phases": phases,
    "weekly": lambda: state_tables.of_a_week(
        column_tables.texts("processes/observe.py", "VARIABLES")
    ),
    "draws": draws,
    "scenario": scenario_keys,
    "structures": structures,
    "mentor_roles": mentor_roles,
    "admissions": admissions,
    "patterns": patterns,
    "programme_names": programme_names,
    "patterns_shown": partial(of_reference, "patterns"),
    "patterns_without": partial(of_reference, "patterns_without"),
    "literature": partial(of_reference, "literature"),
    **{
        f"credibility_{name}": partial(of_reference, name, "credibility_tables")
        for name in (
            "size",
            "dials",
            "learnt",
            "identified",
            "fitted_baselines",
            "left_out",
            "scores",
            "mechanisms",
            "inference",
            "second_method",
            "validated_study",
            "validated_patterns",
            "validated_published",
        )
    },
    **{
        f"experiment_{name}": partial(of_reference, name, "experiment_tables")
        for name in ("keys", "outcomes", "answers")
    },
    "outcomes": column_tables.outcomes,
    "week_summary": column_tables.week_summary,
    "lives": column_tables.lives,
    "costs": column_tables.costs,
    "spent": column_tables.spent,
    "measures_of_groups": column_tables.of_groups,
    "measures_of_people": column_tables.of_people,
    "measures_of_costs": column_tables.of_costs,
    "people": partial(state_tables.of_results, "PERSON"),
    "meetings": partial(state_tables.of_results, "MEETING"),
} | {name: partial(state_tables.of_the_state, name) for name in state_tables.RECORDS}


def current(text: str) -> str:
    """Return a document with all its tables as the code has them now."""
    return BLOCK.sub(lambda m: f"{m[1]}\n{TABLES[m[2]]()}\n\n{m[3]}", text)


def main(arguments: list[str]) -> int:
    """Rewrite or check the documents; return the exit status."""
    check = "--check" in arguments
    stale = False
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        new = current(text)
        if new == text:
            continue
        stale = True
        print(f"{path.relative_to(DOCS.parent)}: {'not current' if check else 'rewritten'}")
        if not check:
            path.write_text(new, encoding="utf-8")
    return int(stale and check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
