"""Which rule reads which parameter and who calls it, found in the sources of the theory.

The sources are read, not run, so that a look into them costs no compiler.
"""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pmg_sim.parameters import PARAMETERS

PACKAGE = Path(__file__).parent

SOURCES = ("theory/*.py", "processes/*.py", "evaluation/*.py", "build.py")
"""Where rules and processes stand, relative to the package."""

RECORDS = {"p", "parameters"}
"""The names under which sources hold the record of parameters."""


@dataclass(frozen=True)
class Rule:
    """A function of the theory.

    Attributes
    ----------
    name : str
        Module and function, such as ``accountability.pull``.
    module : str
        The module inside the package, such as ``theory.accountability``.
    text : str
        The docstring, or nothing.
    reads : frozenset of str
        The parameters that it reads itself.
    calls : frozenset of str
        The full names (see `full_name`) of the functions that it calls.
    """

    name: str
    module: str
    text: str
    reads: frozenset[str]
    calls: frozenset[str]

    @property
    def function(self) -> str:
        """The function's own name."""
        return self.name.rpartition(".")[2]

    @property
    def full_name(self) -> str:
        """Module inside the package and function, such as ``theory.accountability.pull``."""
        return f"{self.module}.{self.function}"

    @property
    def headline(self) -> str:
        """The first line of the docstring."""
        return self.text.partition("\n")[0]


@cache
def rules() -> tuple[Rule, ...]:
    """Return every function of the theory, the scalar rules first."""
    found = []
    for pattern in SOURCES:
        for path in sorted(PACKAGE.glob(pattern)):
            module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
            found += _rules_in(module, ast.parse(path.read_text(encoding="utf-8")))
    return tuple(found)


def readers(parameter: str) -> list[Rule]:
    """Return the functions that read a parameter."""
    return [rule for rule in rules() if parameter in rule.reads]


def callers(rule: Rule) -> list[Rule]:
    """Return the functions that call a rule."""
    return [other for other in rules() if rule.full_name in other.calls]


def _rules_in(module: str, tree: ast.Module) -> list[Rule]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names = {node.name: f"{module}.{node.name}" for node in functions} | _imported(tree)
    stem = module.rpartition(".")[2]
    return [
        Rule(
            name=f"{stem}.{node.name}",
            module=module,
            text=ast.get_docstring(node) or "",
            reads=frozenset(_parameters_read(node)),
            calls=frozenset(_called(node, names)),
        )
        for node in functions
    ]


def _imported(tree: ast.Module) -> dict[str, str]:
    """Map the names that a module imports from the package to what they stand for."""
    names = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pmg_sim"):
            origin = (node.module or "").partition(".")[2]
            for alias in node.names:
                full = f"{origin}.{alias.name}" if origin else alias.name
                names[alias.asname or alias.name] = full
    return names


def _parameters_read(function: ast.FunctionDef) -> set[str]:
    return {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in RECORDS
        and node.attr in PARAMETERS
    }


def _called(function: ast.FunctionDef, names: dict[str, str]) -> set[str]:
    called = set()
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in names:
            called.add(names[node.func.id])
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            origin = names.get(node.func.value.id)
            if origin is not None:
                called.add(f"{origin}.{node.func.attr}")
    return called
