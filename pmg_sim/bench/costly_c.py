"""The costly part of a week in C: written, compiled and called on the model's own memory."""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from pmg_sim import codes, dice, parameters, purposes
from pmg_sim import state as records
from pmg_sim.bench.costly import EVENTS
from pmg_sim.processes.feelings import UNIFORM_SD
from pmg_sim.state import State

SOURCE = Path(__file__).with_name("costly.c")

EXACT = ("-O3", "-march=native", "-ffp-contract=off")
"""Options that keep every rounding, so that the results are the model's to the last bit."""

FUSED = ("-O3", "-march=native")
"""The same with products and sums fused where the processor can, which rounds once less."""

STRUCTS = {
    "setting": records.SETTING,
    "run": records.RUN,
    "person": records.PERSON,
    "promise": records.PROMISE,
    "edge": records.EDGE,
    "parameters": parameters.DTYPE,
}

TYPES = {np.dtype(np.float64): "double", np.dtype(np.int64): "int64_t"}
TYPES[np.dtype(np.uint64)] = "uint64_t"

Run = Callable[[list[State], np.recarray, int], np.ndarray]
"""As `pmg_sim.bench.costly.with_numba`."""


def header() -> str:
    """Return the C header that describes the arrays' rows and the model's constants."""
    lines = ["#include <stdint.h>"]
    for name, row in STRUCTS.items():
        lines += [f"struct {name} {{", *_fields(row), "};"]
        lines.append(f'_Static_assert(sizeof(struct {name}) == {row.itemsize}, "{name}");')
    for prefix, module in (("CODE", codes), ("FOR", purposes), ("DICE", dice)):
        lines += [
            f"#define {prefix}_{name} {int(value)}{'ULL' if prefix == 'DICE' else ''}"
            for name, value in vars(module).items()
            if name.isupper() and isinstance(value, (int, np.integer))
        ]
    return "\n".join([*lines, f"#define UNIFORM_SD {UNIFORM_SD.hex()}", ""])


def _fields(row: np.dtype) -> Iterator[str]:
    assert row.fields is not None
    for name, (kind, *_) in row.fields.items():
        size = f"[{kind.shape[0]}]" if kind.shape else ""
        yield f"    {TYPES[kind.base]} {name}{size};"


def compiled(options: tuple[str, ...] = EXACT) -> Run | None:
    """Compile the C program; return what runs it, or None where there is no gcc.

    Parameters
    ----------
    options
        Of the compiler.
    """
    if shutil.which("gcc") is None:
        return None
    with tempfile.TemporaryDirectory(prefix="pmg_sim-") as folder:
        Path(folder, "records.h").write_text(header(), encoding="utf-8")
        library = Path(folder, "costly.so")
        subprocess.run(
            ["gcc", *options, "-shared", "-fPIC", "-I", folder, "-o", library, SOURCE, "-lm"],
            check=True,
        )
        # What is loaded stays in memory when its file goes.
        weeks_in_c = ctypes.CDLL(str(library)).costly_weeks
    weeks_in_c.argtypes = [*[ctypes.c_void_p] * 5, ctypes.c_int64, ctypes.c_void_p]
    weeks_in_c.restype = None

    def run(states: list[State], numbers: np.recarray, weeks: int) -> np.ndarray:
        counted = np.zeros(len(EVENTS), np.int64)
        for state in states:
            tables: list[Any] = [state.setting, state.run, state.people, state.edges, numbers]
            weeks_in_c(*(table.ctypes.data for table in tables), weeks, counted.ctypes.data)
        return counted

    return run
