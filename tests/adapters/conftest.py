"""The workbench warns about optional parts that are missing when it is imported: do so once."""

import warnings

import pytest


@pytest.fixture(scope="session", autouse=True)
def workbench():
    """Import the workbench without its warning that ipyparallel is not there."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*ipyparallel.*")
        import ema_workbench
    return ema_workbench
