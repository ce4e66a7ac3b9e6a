"""A folder in which blocks leave a mark for each time that they are run."""

import pytest


@pytest.fixture
def marks(tmp_path):
    folder = tmp_path / "marks"
    folder.mkdir()
    return folder
