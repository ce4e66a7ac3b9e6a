"""The four ways to compile: which there are, and who may call what."""

import ast

from pmg_sim import jit
from tests.processes.calling import callable_from_python

DECORATORS = {"rule", "seldom", "process", "phase"}


def test_the_decorators_are_all_that_compiles():
    tree = ast.parse((jit.PACKAGE / "jit.py").read_text(encoding="utf-8"))
    compiling = [
        function.name
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if any(ast.unparse(node) == "numba.njit" for node in ast.walk(function))
    ]
    assert sorted(compiling) == sorted(DECORATORS)


def test_nothing_in_python_calls_what_only_compiled_code_can_call():
    # Such a call would not raise: the function has no way in from Python.
    trees = {
        path.relative_to(jit.PACKAGE).with_suffix("").as_posix().replace("/", "."): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in jit.PACKAGE.rglob("*.py")
    }
    seldom = {
        f"{module}.{function.name}"
        for module, tree in trees.items()
        for function in _functions(tree)
        if "seldom" in _decorators(function)
    }
    assert len(seldom) > 20
    for module, tree in trees.items():
        known = {name.rpartition(".")[2]: name for name in seldom & _imported(tree)}
        known |= {f.name: f"{module}.{f.name}" for f in _functions(tree)}
        for function in _functions(tree):
            if not DECORATORS & _decorators(function):
                called = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                assert not {known.get(name) for name in called} & seldom, (module, function.name)


def _functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _decorators(function):
    return {ast.unparse(node).partition("(")[0] for node in function.decorator_list}


def _imported(tree):
    """Return the full names, without the package's, of what a file imports from it."""
    return {
        f"{node.module}.{alias.name}".removeprefix("pmg_sim.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def test_a_test_can_call_it_all_the_same():
    @jit.seldom
    def double(x):
        return 2.0 * x

    assert callable_from_python(double)(4.0) == 8.0
