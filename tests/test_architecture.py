"""The house rules, read off the sources: who may import whom, and what a rule may hold."""

import ast
import graphlib
from pathlib import Path

import pytest

from pmg_sim import jit
from pmg_sim.scenario.admissions import ADMISSIONS
from pmg_sim.scenario.structures import MENTOR_ROLES, STRUCTURES
from pmg_sim.state import MEETING

PACKAGE = Path(__file__).parents[1] / "pmg_sim"

# From the top down: a unit may import its own layer and those below, never one above.
LAYERS = (
    {"cli", "lab"},
    {"report", "figures", "glossary"},
    {
        "adapters",
        "bench",
        "calibration",
        "comparison",
        "cycles",
        "experiments",
        "evidence",
        "inquiry",
        "prediction",
        "run",
        "rulebook",
        "sensitivity",
        "validation",
    },
    {"ensemble", "world"},
    {"blocks", "build", "build_groups", "calls", "processes", "evaluation"},
    {"theory", "state", "scenario"},
    {"posterior"},
    {"parameters", "dice", "codes", "purposes", "jit"},
)
HEIGHT = {unit: -depth for depth, units in enumerate(LAYERS) for unit in units}

# What the rules of the theory may import: nothing that holds a state, a scenario or chance.
RULES_IMPORT = {"math", "pmg_sim.codes", "pmg_sim.jit", "pmg_sim.theory.shapes"}

PLAIN_NUMBERS = {0.0, 1.0, 2.0, 0.5}
"""Ends and middle of [0, 1], and the factor that centres it."""

OTHER_NUMBERS = {
    ("shapes", 52.0): "weeks in a year",
    ("conflict", 52.0): "weeks in a year",
    ("meeting", 90.0): "the length beyond which `break_share` counts, part of its meaning",
    ("meeting", 6.0): "the size of group for which `decision_share` is stated",
    ("exchange", 0.25): "a cap in the docstring: nobody reads for most of the week",
}
"""Other numbers in rules, by file, and why each is no parameter."""

LABELS = {"structure", "scenario", "theme", "name", "label"}
"""Words for the name of something, which no rule and no process may read."""

# A meeting's own column, which says whether a facilitator was there, not what the group is called.
OF_A_MEETING = {"facilitated"}


def sources(*patterns):
    return sorted(path for pattern in patterns for path in PACKAGE.glob(pattern))


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def label(path):
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def functions(*patterns):
    """Return a pytest argument for every function in the sources, named by file and function."""
    return [
        pytest.param(node, id=f"{label(path)}.{node.name}")
        for path in sources(*patterns)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    ]


def compiled(node):
    """Tell whether a function is handed to the compiler."""
    names = set()
    for decorator in node.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        names.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return bool(names & {"rule", "seldom", "process", "phase", "njit", "jit"})


def body(node):
    """Yield every node inside a function, its docstring left out."""
    statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
    for statement in statements:
        yield from ast.walk(statement)


def imports(path):
    """Yield the modules of a source's imports, those inside functions too, in full."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                place = PACKAGE.parent / Path(*inner.split("."))
                is_module = place.is_dir() or place.with_suffix(".py").exists()
                if inner != "pmg_sim.__version__":
                    yield inner if is_module else node.module


def unit_of(module):
    """Return the part of the package that a module stands in: a file or a folder at its top."""
    return module.split(".")[1] if module.startswith("pmg_sim.") else ""


def own_unit(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def units():
    """Return what each unit imports of the others."""
    found = {}
    for path in sources("**/*.py"):
        unit = own_unit(path)
        if unit != "__init__":
            own = found.setdefault(unit, set())
            own |= {unit_of(module) for module in imports(path)} - {"", unit}
    return found


def test_every_unit_has_a_layer():
    assert set(units()) - set(HEIGHT) == set(), "give it a place in LAYERS"


def test_imports_run_downward_only():
    upward = [
        f"{unit} imports {other}"
        for unit, others in units().items()
        for other in others
        if HEIGHT[other] > HEIGHT[unit]
    ]
    assert upward == []
    assert list(graphlib.TopologicalSorter(units()).static_order())


def test_only_the_top_layer_uses_the_public_face():
    users = {own_unit(path) for path in sources("**/*.py") if "pmg_sim" in imports(path)}
    assert users <= LAYERS[0] | {"__init__"}


@pytest.mark.parametrize("path", sources("theory/*.py"), ids=label)
def test_rules_import_nothing_that_holds_a_state(path):
    assert set(imports(path)) <= RULES_IMPORT


@pytest.mark.parametrize("path", sources("processes/*.py", "theory/*.py"), ids=label)
def test_the_theory_needs_no_library_of_agents_and_no_label(path):
    used = {module.split(".")[0] for module in imports(path)}
    assert used <= {"math", "numpy", "pmg_sim"}
    assert not {"scenario", "evidence", "world"} & {unit_of(module) for module in imports(path)}


@pytest.mark.parametrize("path", sources("theory/*.py"), ids=label)
def test_every_rule_is_compiled_and_documented_with_its_source(path):
    whole = tree(path)
    module_text = ast.get_docstring(whole)
    assert module_text
    for node in whole.body:
        if isinstance(node, ast.FunctionDef):
            text = ast.get_docstring(node)
            assert text, node.name
            assert "Source:" in text or "Source:" in module_text, node.name
            assert compiled(node), node.name


@pytest.mark.parametrize("node", functions("theory/*.py", "processes/*.py"))
def test_no_rule_or_process_knows_what_a_group_is_called(node):
    taken = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    names = {argument.arg for argument in taken}
    names |= {inner.id for inner in body(node) if isinstance(inner, ast.Name)}
    names |= {inner.attr for inner in body(node) if isinstance(inner, ast.Attribute)}
    named = {*STRUCTURES, *MENTOR_ROLES, *ADMISSIONS} - OF_A_MEETING
    assert set(MEETING.names) >= OF_A_MEETING
    assert not names & (LABELS | named)


@pytest.mark.parametrize("node", functions("theory/*.py", "processes/*.py"))
def test_no_rule_or_process_holds_a_string(node):
    strings = [
        inner.value
        for inner in body(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    ]
    assert set(strings) <= {"nan"}


def numbers(node):
    return {
        float(inner.value)
        for inner in body(node)
        if isinstance(inner, ast.Constant) and type(inner.value) in (int, float)
    }


@pytest.mark.parametrize("path", sources("theory/*.py"), ids=label)
def test_a_rule_holds_no_number_that_belongs_in_the_table(path):
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            found |= numbers(node)
    allowed = {number for file, number in OTHER_NUMBERS if file == path.stem}
    assert found - PLAIN_NUMBERS == allowed


COMPILED = [case for case in functions("**/*.py") if compiled(case.values[0])]


@pytest.mark.parametrize("node", COMPILED)
def test_compiled_code_holds_nothing_that_differs_from_its_plain_source(node):
    for inner in body(node):
        if isinstance(inner, (ast.BinOp, ast.AugAssign)) and isinstance(inner.op, ast.Pow):
            power = inner.right if isinstance(inner, ast.BinOp) else inner.value
            fixed = not any(isinstance(part, ast.Name) for part in ast.walk(power))
            assert not fixed, "a constant power: write the product or math.sqrt"
        if isinstance(inner, ast.Call):
            called = inner.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            assert name not in {"sum", "mean", "dot", "prod", "std", "var", "gamma", "lgamma"}
        if isinstance(inner, ast.Attribute):
            assert inner.attr != "random", "chance comes from the dice"


def test_nothing_is_compiled_with_fast_arithmetic():
    assert not {"fastmath", "parallel"} & set(jit.OPTIONS)
    for path in sources("**/*.py"):
        for node in ast.walk(tree(path)):
            assert not (isinstance(node, ast.keyword) and node.arg == "fastmath"), path
