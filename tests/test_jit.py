"""The cache of compiled code: named by what it depends on, never stale, never in the way."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmg_sim import jit

ROOT = Path(__file__).parents[1]

# A scenario is an input: its own hash, defaults included, is part of a run's key.
INPUTS = "scenario"

DECORATORS = ("rule", "seldom", "process", "phase")

SLOPE = """
from pmg_sim.jit import rule

@rule
def slope(x):
    return {factor} * x
"""
CLIMB = """
from pmg_sim.jit import process
from pmg_sim.theory.slope import slope

@process
def climb(x):
    return slope(x) + 1.0
"""
RUN = """
from pmg_sim.jit import warm_up
from pmg_sim.processes.climb import climb
with warm_up(print):
    print(climb(10.0))
print(sum(climb.stats.cache_hits.values()), "from the cache")
"""


@pytest.fixture
def package(tmp_path):
    """Return a small package with the real jit.py, a rule in one file and a process in another."""
    package = tmp_path / "pmg_sim"
    for name, text in {
        "__init__.py": "",
        "jit.py": (ROOT / "pmg_sim" / "jit.py").read_text(encoding="utf-8"),
        "theory/slope.py": SLOPE.format(factor=2.0),
        "processes/climb.py": CLIMB,
        "ensemble/kernel.py": "",
        "ensemble/simulate.py": "",
        "figures/plot.py": "",
    }.items():
        path = package / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def run(package, **flags):
    """Run the small process in a new interpreter and return the lines it prints."""
    settings = {"PMG_CACHE_DIR": str(package.parent / "cache"), "NUMBA_DISABLE_JIT": "0", **flags}
    finished = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN],
        cwd=package.parent,
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
        text=True,
    )
    return finished.stdout.splitlines()


def names(package):
    return jit.theory_version(package), jit.cache_folder(package)


def edit(path):
    path.write_text(path.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")


@pytest.mark.parametrize("source", ["jit.py", "theory/slope.py", "processes/climb.py"])
def test_an_edit_of_the_theory_renames_the_version_and_the_folder(package, source):
    version, folder = names(package)
    edit(package / source)
    assert jit.theory_version(package) != version
    assert jit.cache_folder(package) != folder


def test_an_edit_of_the_engine_renames_the_folder_only(package):
    version, folder = names(package)
    edit(package / "ensemble/kernel.py")
    assert jit.theory_version(package) == version
    assert jit.cache_folder(package) != folder


@pytest.mark.parametrize("source", ["figures/plot.py", "ensemble/simulate.py"])
def test_an_edit_of_what_compiles_nothing_renames_nothing(package, source):
    before = names(package)
    edit(package / source)
    assert names(package) == before


def test_of_the_ensemble_those_sources_are_hashed_that_compile():
    hashed = {name for name, _ in _pairs(jit._sources(jit.PACKAGE, jit.COMPILED_SOURCES))}
    decorators = {f"jit.{name}" for name in DECORATORS}
    compiling = {
        path.relative_to(jit.PACKAGE).as_posix()
        for path in (jit.PACKAGE / "ensemble").glob("*.py")
        if _own_imports(path) & decorators
    }
    assert {name for name in hashed if name.startswith("ensemble/")} == compiling
    assert "ensemble/simulate.py" not in compiling


def test_a_move_of_text_from_one_source_to_the_next_is_noticed(package):
    (package / "theory/a.py").write_text("one\ntwo\n", encoding="utf-8")
    (package / "theory/b.py").write_text("three\n", encoding="utf-8")
    before = names(package)
    (package / "theory/a.py").write_text("one\n", encoding="utf-8")
    (package / "theory/b.py").write_text("two\nthree\n", encoding="utf-8")
    assert names(package) != before


def test_the_names_are_the_same_wherever_and_however_the_sources_lie(package, tmp_path):
    before = names(package)
    source = package / "theory/slope.py"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    assert names(package.rename(tmp_path / "elsewhere")) == before


def test_flags_that_change_code_rename_the_folder_only(package, monkeypatch):
    monkeypatch.delenv("NUMBA_BOUNDSCHECK", raising=False)
    version, folder = names(package)
    monkeypatch.setenv("NUMBA_BOUNDSCHECK", "1")
    assert jit.theory_version(package) == version
    assert jit.cache_folder(package) != folder


@pytest.mark.parametrize("flag", sorted(jit.HARMLESS_FLAGS))
def test_flags_that_change_no_code_rename_nothing(package, monkeypatch, flag):
    before = names(package)
    monkeypatch.setenv(flag, "1")
    assert names(package) == before


def test_the_version_is_twelve_hexadecimal_digits():
    assert len(jit.theory_version()) == 12
    assert int(jit.theory_version(), 16) >= 0


def test_every_compiled_module_and_all_it_imports_are_in_the_hash():
    hashed = {name for name, _ in _pairs(jit._sources(jit.PACKAGE, jit.COMPILED_SOURCES))}
    for path in jit.PACKAGE.rglob("*.py"):
        imported = _own_imports(path)
        name = path.relative_to(jit.PACKAGE).as_posix()
        if name not in hashed:
            compilers = {f"jit.{name}" for name in DECORATORS} | {"numba.njit", "numba.jit"}
            assert not imported & compilers, f"{name} compiles unhashed"
            continue
        for module in imported:
            for place in (module, module.rpartition(".")[0]):
                for end in (".py", "/__init__.py"):
                    file = place.replace(".", "/") + end
                    if (jit.PACKAGE / file).exists() and place.split(".")[0] != INPUTS:
                        assert file in hashed, f"edits of {file}, used by {name}, go unnoticed"


def _pairs(texts):
    texts = list(texts)
    return zip(texts[::2], texts[1::2], strict=True)


def _own_imports(path):
    """Return the dotted names that a file imports from the package, without the package's name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name.removeprefix("pmg_sim.") for name in found}


def test_an_edited_helper_never_meets_old_machine_code(package):
    assert "21.0" in run(package)
    again = run(package)
    assert again == ["21.0", "1 from the cache"]
    slope = package / "theory/slope.py"
    slope.write_text(SLOPE.format(factor=5.0), encoding="utf-8")
    edited = run(package)
    assert "51.0" in edited
    assert "0 from the cache" in edited


def test_a_checked_run_does_not_use_unchecked_machine_code(package):
    run(package, NUMBA_BOUNDSCHECK="0")
    assert "0 from the cache" in run(package, NUMBA_BOUNDSCHECK="1")


def test_a_reader_is_told_once_that_code_is_compiled(package):
    first, result, last, _ = run(package)
    assert first == "Compiling the model for this machine; this is needed once."
    assert result == "21.0"
    assert last.startswith("Compiled in ")
    assert run(package)[0] == "21.0"


def test_a_cache_that_cannot_be_written_costs_time_only(package):
    blocked = package.parent / "file"
    blocked.touch()
    assert "21.0" in run(package, PMG_CACHE_DIR=str(blocked / "folder"))


def test_nobody_elses_compiled_functions_are_moved(package):
    script = (
        "import os, numba; before = numba.config.CACHE_DIR; import pmg_sim.processes.climb;"
        "assert numba.config.CACHE_DIR == before; assert 'NUMBA_CACHE_DIR' not in os.environ"
    )
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_CACHE_DIR"}
    environment["PMG_CACHE_DIR"] = str(package.parent / "cache")
    subprocess.run([sys.executable, "-c", script], cwd=package.parent, env=environment, check=True)


def test_the_package_alone_does_not_import_numba():
    script = "import sys, pmg_sim; sys.exit('numba' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
