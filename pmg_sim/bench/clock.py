"""A clock that compiled code can read: the C library's ``clock_gettime``."""

import ctypes
import time
from typing import Any

import numba

_SHAPE = "int64(int64[::1])"


def _library_clock() -> Any:
    """Return the C library's clock as a function that compiled code may call, or None."""
    try:
        clock = ctypes.CDLL(None).clock_gettime
    except (AttributeError, OSError, TypeError):
        return None
    clock.argtypes = [ctypes.c_int, ctypes.c_void_p]
    clock.restype = ctypes.c_int
    return clock


_clock = _library_clock()
_MONOTONIC = getattr(time, "CLOCK_MONOTONIC", 1)


def compiled_clock() -> Any:
    """Return a compiled function that tells nanoseconds, given two numbers of memory; or None.

    None where the system's C library has no such clock.
    """
    if _clock is None:
        return None

    @numba.njit(_SHAPE)
    def now(memory):
        _clock(_MONOTONIC, memory.ctypes)
        return memory[0] * 1_000_000_000 + memory[1]

    return now
