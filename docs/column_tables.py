"""The tables about a folder of results whose columns are named in the package's experiments.

What a column means, and its unit, stands in meanings.toml; a column without an entry is an error.
"""

import ast
from collections.abc import Iterable

from state_tables import MEANINGS, assigned, table, tree_of

from pmg_sim.codes import END_REASONS


def texts(name: str, variable: str) -> tuple[str, ...]:
    """Read a tuple of texts, or the keys of a dictionary, off a source without running it."""
    value = assigned(tree_of(name), variable)
    if isinstance(value, ast.Dict):
        return tuple(ast.literal_eval(key) for key in value.keys)
    return ast.literal_eval(value)


def _explained(section: str, names: Iterable[str]) -> str:
    known = MEANINGS[section]
    return table("column | unit | meaning", ((f"`{name}`", *known[name]) for name in names))


def lives() -> str:
    """Return the columns of the table of groups."""
    return _explained("lives", texts("experiments/life.py", "LIFE"))


def costs() -> str:
    """Return the columns of the table of costs."""
    return _explained("costs", texts("experiments/costs.py", "COLUMNS"))


def spent() -> str:
    """Return what is counted as a cost, and who pays it."""
    items = [
        tuple(part.value if isinstance(part, ast.Constant) else "" for part in node.value.elts[:2])
        for node in ast.walk(tree_of("experiments/costs.py"))
        if isinstance(node, ast.Yield) and isinstance(node.value.elts[0], ast.Constant)
    ]
    known = MEANINGS["items"]
    rows = []
    for item in dict.fromkeys([item for item, _ in items] + list(known)):
        payers = [payer for name, payer in items if name == item and payer]
        rows.append((item, ", ".join(payers) or known[item][0], *known[item][1:]))
    return table("item | payer | counted as", rows)


def of_groups() -> str:
    """Return the measures of groups, which only an arm with a group has."""
    return _explained("measures", texts("experiments/measures.py", "GROUP_MEASURES"))


def of_people() -> str:
    """Return the measures of people, which every arm has."""
    return _explained("measures", texts("experiments/measures.py", "PEOPLE_MEASURES"))


def outcomes() -> str:
    """Return the kinds and names of the table of outcomes."""
    rows = [("outcome", name) for name in texts("evaluation/outcomes.py", "OUTCOMES")]
    for half in ("BENEFITS", "DRAWBACKS"):
        rows += [("theme", name) for name in texts("evaluation/themes.py", half)]
    rows += [("scale", name) for name in texts("evaluation/scales.py", "SCALES")]
    for node in ast.walk(tree_of("experiments/tables.py")):
        if isinstance(node, ast.Yield):
            kind, name = node.value.elts[:2]
            if isinstance(name, ast.Constant):
                rows.append((kind.value, name.value))
    # The first reason is that of groups that have not ended.
    rows += [("group", f"ended_by_{reason.replace(' ', '_')}") for reason in END_REASONS[1:]]
    return table("kind | name", ((kind, f"`{name}`") for kind, name in rows))
