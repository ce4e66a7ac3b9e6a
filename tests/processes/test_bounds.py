"""No process reads or writes beyond an array: compiled once more, with every index checked."""

from tests.processes.test_plain import lines


def test_no_index_is_out_of_bounds():
    # Compiled into a folder of its own, about a minute after every change of the theory.
    assert lines("60", "study", NUMBA_BOUNDSCHECK="1") == lines("60", "study")
