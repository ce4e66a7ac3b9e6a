"""The frozen scale of the experience indices."""

import tomllib
from importlib import resources

import numpy as np
import pytest

from pmg_sim.evaluation.reference import formula_hash, measure, reference_scale
from pmg_sim.evaluation.themes import THEMES

FIRST_SEED = 4711


def frozen():
    text = resources.files("pmg_sim.evaluation").joinpath("reference.toml").read_text("utf-8")
    return tomllib.loads(text)


def test_the_scale_belongs_to_these_formulas():
    assert frozen()["formulas"] == formula_hash()


def test_the_scale_holds_every_index_and_nothing_else():
    assert list(frozen()["index"]) == list(THEMES)
    scale = reference_scale()
    assert scale.shape == (14, 2)
    assert np.isfinite(scale).all()
    assert (scale[:, 1] > 0).all()


@pytest.fixture(scope="module")
def draws():
    """Return the indices of the respondents of each of a few prior runs, over the library."""
    names = frozen()["scenarios"]
    # Each run has a draw of its own, so that the runs are independent.
    runs = [measure(name, 1, FIRST_SEED + k) for k, name in enumerate(2 * names)]
    return [rows for rows in runs if len(rows)]


def test_the_means_come_out_again(draws):
    """Within four standard errors, with respondents of one run taken as one cluster."""
    rows = np.concatenate(draws)
    mean = rows.mean(axis=0)
    sums = np.array([(run - mean).sum(axis=0) for run in draws])
    error = np.sqrt((sums**2).sum(axis=0) * len(draws) / (len(draws) - 1)) / len(rows)
    away = (mean - reference_scale()[:, 0]) / error
    assert (abs(away) < 4).all(), dict(zip(THEMES, away.round(2), strict=True))


def test_the_spread_comes_out_again(draws):
    ratio = np.concatenate(draws).std(axis=0) / reference_scale()[:, 1]
    assert ((ratio > 0.3) & (ratio < 3)).all(), dict(zip(THEMES, ratio.round(2), strict=True))
