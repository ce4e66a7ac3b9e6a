"""The tables about a folder of results whose columns are named in the package's experiments.

What a column means, and its unit, stands in meanings.toml; a column without an entry is an error.
"""

import ast
from collections.abc import Iterable

from state_tables import MEANINGS, assigned, table, tree_of

from pmg_sim.ensemble import WeekSums
from pmg_sim.evaluation.group_row import GROUP_COLUMNS


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
    return _explained("measures", texts("evaluation/measures_of_groups.py", "GROUP_MEASURES"))


def of_people() -> str:
    """Return the measures of people, which every arm has."""
    return _explained("measures", texts("evaluation/measures_of_people.py", "PEOPLE_MEASURES"))


def of_costs() -> str:
    """Return the measures of what groups cost, which only an arm with a group has."""
    return _explained("measures", texts("evaluation/measures_of_costs.py", "COST_MEASURES"))


def outcomes() -> str:
    """Return the columns of the table of outcomes."""
    return _explained("outcomes", ("replicate", "arm", "group", *GROUP_COLUMNS))


def week_summary() -> str:
    """Return the columns of the summary of weeks."""
    columns = WeekSums.empty(1, quantiles=True).table().columns
    return _explained("week_summary", ("arm", *columns))
