"""Mesa's own batch_run runs our Mesa model, and the page on other tools runs as it stands."""

import multiprocessing
import re
from pathlib import Path

import numpy as np
import pytest
from mesa.batchrunner import batch_run

from pmg_sim.world import PeerMentoringModel

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "other-tools.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.M)


@pytest.fixture(autouse=True)
def start_method():
    """Mesa sets how processes start for all that comes after; put it back."""
    before = multiprocessing.get_start_method(allow_none=True)
    yield
    multiprocessing.set_start_method(before, force=True)


def test_batch_run_gives_the_models_own_numbers():
    sets = [{"motivation_to_hours": 0.2}, {"motivation_to_hours": 0.6}]
    choices = {"setting": "study", "arm": ["group", "no_group"], "parameters": sets}
    rows = batch_run(PeerMentoringModel, choices, rng=[1, 2], max_steps=8, display_progress=False)
    assert len(rows) == 8
    for row in rows:
        model = PeerMentoringModel(arm=row["arm"], seed=row["seed"], parameters=row["parameters"])
        model.run_for(8)
        assert row["week"] == model.week == 7
        assert row["cohort_motivation"] == model.mean("cohort", "motivation")
    assert len({row["cohort_motivation"] for row in rows}) > 2


def test_batch_run_gives_every_week_that_is_asked_for():
    rows = batch_run(
        PeerMentoringModel,
        {"setting": "study"},
        rng=[3],
        max_steps=6,
        data_collection_period=1,
        display_progress=False,
    )
    assert [row["week"] for row in rows] == [-1, 0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("place", range(len(BLOCKS)))
def test_the_page_runs_as_it_stands(place):
    names = {}
    exec(compile(BLOCKS[place], PAGE.name, "exec"), names)
    if "rows" in names:
        assert len(names["rows"]) == 8
    elif "outcomes" in names:
        assert np.isfinite(names["outcomes"]["satisfaction"]).all()
    else:
        assert names["spec"].results.shape == (16,)


def test_the_page_has_a_recipe_for_each_tool():
    assert len(BLOCKS) == 3
