"""The compiler's options, the folder for compiled code, and the version of the theory.

Every compiled function is made by one of four decorators. ``rule`` is for functions that other
compiled functions call, and is set into the code of each caller; ``seldom`` is the same for what
rarely happens, and stays a function. ``process`` is for functions that Python calls, whose
machine code is kept on disk, and ``phase`` for those that stay functions of their own: loops over
all rows, and what a group or a department does.

Numba does not notice when a function calls another one whose source has changed, and would go on
running the old machine code. The folder for compiled code is therefore named by a hash of every
source that is compiled, of the versions that compile it and of the flags that change the code.
"""

import atexit
import functools
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numba
import numpy

# Numba's own settings, for which it ships no types.
config: Any = numba.config  # pyright: ignore[reportPrivateImportUsage]

PACKAGE = Path(__file__).parent

COMPILED_THEORY = (
    "jit.py",
    "dice.py",
    "codes.py",
    "purposes.py",
    "parameters.py",
    "scenario/structures.py",
    "build*.py",
    "state*.py",
    "state/**/*.py",
    "theory/**/*.py",
    "processes/**/*.py",
    "evaluation/**/*.py",
)
"""The sources of the theory's compiled functions, relative to the package."""

THEORY_SOURCES = (
    *COMPILED_THEORY,
    "parameters.toml",
    "evaluation/reference.toml",
    "scenario/admissions.py",
)
"""The sources that decide what the same seed gives."""

COMPILED_SOURCES = (
    *COMPILED_THEORY,
    "ensemble/course.py",
    "ensemble/kernel.py",
    "ensemble/weeks.py",
)
"""Every source that holds compiled functions."""

# Where the files lie and how many threads run changes no machine code.
HARMLESS_FLAGS = {"NUMBA_CACHE_DIR", "NUMBA_NUM_THREADS"}

# Without reference counting a kernel runs six times faster and cannot allocate; the option is
# private, hence the narrow range of numba versions in pyproject.toml.
OPTIONS: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "no_cfunc_wrapper": True}


def theory_version(package: Path | None = None) -> str:
    """Return twelve hexadecimal digits that name the sources which decide a result.

    Parameters
    ----------
    package
        Folder of another package, for the tests. Of this one the sources count as they were when
        it was imported, because that is what runs.
    """
    return _AT_IMPORT if package is None else source_hash(*THEORY_SOURCES, package=package)


def source_hash(*patterns: str, package: Path = PACKAGE) -> str:
    """Return twelve hexadecimal digits that name some sources, relative to the package."""
    return _digest(_sources(package, patterns))


def cache_folder(package: Path = PACKAGE) -> Path:
    """Return the folder for machine code compiled from these sources, by these versions and flags.

    Parameters
    ----------
    package
        Folder of the package; another one serves the tests.
    """
    versions = (numba.__version__, numpy.__version__, sys.version)
    flags = (
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name.startswith("NUMBA_") and name not in HARMLESS_FLAGS
    )
    key = _digest((*_sources(package, COMPILED_SOURCES), *versions, *flags))
    return _user_cache() / key


def _sources(package: Path, patterns: Iterable[str]) -> Iterator[str]:
    """Yield the names and texts of the files that match, in an order of their own."""
    paths = {path for pattern in patterns for path in package.glob(pattern)}
    for path in sorted(paths, key=lambda path: path.relative_to(package).as_posix()):
        yield path.relative_to(package).as_posix()
        yield path.read_text(encoding="utf-8")


def _digest(texts: Iterable[str]) -> str:
    """Return twelve hexadecimal digits of a hash of all texts, their borders included."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(f"{len(text)}:{text}".encode())
    return whole.hexdigest()[:12]


def _user_cache() -> Path:
    """Return the folder in which this user's programs keep what they can make again."""
    if chosen := os.environ.get("PMG_CACHE_DIR"):
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "pmg_sim"


_AT_IMPORT = source_hash(*THEORY_SOURCES)


@functools.cache
def _writable_folder() -> Path:
    """Return the cache folder, or a passing one where the user's cache cannot be written."""
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except (OSError, RuntimeError):  # RuntimeError: the user has no home folder
        # Never a fixed name in a shared folder: numba unpickles what it finds there.
        folder = Path(tempfile.mkdtemp(prefix="pmg_sim-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder


def rule(function_or_signature: Any) -> Any:
    """Compile a function that other compiled functions call.

    Parameters
    ----------
    function_or_signature
        The function, or numba's signature for it, as for ``numba.njit``.
    """
    return numba.njit(function_or_signature, forceinline=True, **OPTIONS)


def seldom(function: Callable) -> Any:
    """Compile a function that other compiled functions call now and then.

    Handing the state over costs more than most rules do, so that rules are set into their callers;
    done with all of them, the code takes twice as long to compile.

    Parameters
    ----------
    function
        The function.
    """
    return numba.njit(no_cpython_wrapper=True, **OPTIONS)(function)


def process(function_or_signature: Any) -> Any:
    """Compile a function that Python calls, and keep its machine code in the cache folder.

    Other compiled functions may call it as well, and have it set into their code like a rule.

    Parameters
    ----------
    function_or_signature
        The function, or numba's signature for it, as for ``numba.njit``.
    """
    options = {"cache": True, "nogil": True, "forceinline": True, **OPTIONS}
    if callable(function_or_signature):
        return _kept(numba.njit(**options), function_or_signature)
    decorate = numba.njit(function_or_signature, **options)
    return lambda function: _kept(decorate, function)


def phase(function: Callable) -> Any:
    """Compile a process that stays a function of its own, and keep its machine code.

    Parameters
    ----------
    function
        The function.
    """
    return _kept(numba.njit(cache=True, nogil=True, **OPTIONS), function)


def _kept(decorate: Callable, function: Callable) -> Any:
    with _numba_caches_in(_writable_folder()):
        return decorate(function)


@contextmanager
def _numba_caches_in(folder: Path) -> Iterator[None]:
    """Point numba to the folder while it decorates, which is when it notes the place.

    Nobody else's compiled functions and no child process is affected, and it does not matter
    whether numba was imported before.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        config.CACHE_DIR = before


_being_told: set[str] = set()


@contextmanager
def warm_up(say: Callable[[str], Any], what: str = "the model") -> Iterator[bool]:
    """Tell a waiting reader that the work inside has to be compiled first, and how long it took.

    Says nothing where the machine code is there already, or where this is being told already.

    Parameters
    ----------
    say
        Receives one line before the work and one after it.
    what
        Names what is compiled; each name is announced once for each state of the sources.

    Yields
    ------
    bool
        Whether there is something to compile.

    Examples
    --------
    >>> with warm_up(print):  # doctest: +SKIP
    ...     first_call_of_every_kernel()
    """
    done = _writable_folder() / f"compiled {what}"
    if what in _being_told or done.exists() or config.DISABLE_JIT:
        yield False
        return
    say(f"Compiling {what} for this machine; this is needed once.")
    started = time.perf_counter()
    _being_told.add(what)
    try:
        yield True
    finally:
        _being_told.discard(what)
    say(f"Compiled in {time.perf_counter() - started:.1f} s.")
    done.touch()
