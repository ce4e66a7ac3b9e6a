"""What ``import pmg_sim`` offers, and that it costs next to nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

import pmg_sim

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", pmg_sim.__all__)
def test_every_name_is_there_and_documented(name):
    assert name in dir(pmg_sim)
    assert getattr(pmg_sim, name) is not None


def test_all_names_have_a_home():
    assert set(pmg_sim.__all__) == set(pmg_sim._HOMES)


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="has no attribute 'simulate_everything'"):
        _ = pmg_sim.simulate_everything


def test_importing_it_imports_nothing_else():
    script = (
        "import sys; before = set(sys.modules); import pmg_sim; "
        "print(*{name.split('.')[0] for name in set(sys.modules) - before} "
        "- set(sys.stdlib_module_names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["pmg_sim"]
