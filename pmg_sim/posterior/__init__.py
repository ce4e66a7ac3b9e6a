"""The posterior that is shipped with the package, as sets of the theory's numbers to draw from."""

import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

import numpy as np
import pandas as pd

from pmg_sim.parameters import draw_prior

Uncertainty = Literal["posterior", "prior"]
UNCERTAINTIES = ("posterior", "prior")
SOURCES = (*UNCERTAINTIES, "centre")
"""Where a run takes the theory's numbers from; the centres of the priors are one set for all."""

TABLE, MANIFEST = "posterior.csv", "posterior.json"


@cache
def posterior() -> pd.DataFrame:
    """Return the shipped posterior.

    Returns
    -------
    pandas.DataFrame
        One row per set: ``weight``, adding up to one, and the numbers that were free in the
        calibration. All others keep their priors.
    """
    with resources.files(__package__).joinpath(TABLE).open(encoding="utf-8") as file:
        return pd.read_csv(file)


@cache
def posterior_manifest() -> dict[str, Any]:
    """Return how the shipped posterior was made: command, seed, versions, and what it rests on."""
    return json.loads(resources.files(__package__).joinpath(MANIFEST).read_text(encoding="utf-8"))


@cache
def posterior_hash() -> str:
    """Return twelve hexadecimal digits that name the shipped posterior."""
    table = resources.files(__package__).joinpath(TABLE).read_bytes()
    return hashlib.sha256(table).hexdigest()[:12]


def draw_sets(
    count: int, seed: int, uncertainty: Uncertainty = "posterior"
) -> list[dict[str, float]]:
    """Draw sets of all the theory's numbers.

    Parameters
    ----------
    count : int
    seed : int
        The same seed gives the same sets, and more of them begin with the same ones.
    uncertainty : {"posterior", "prior"}
        With the posterior, the numbers that were free in the calibration come from it, and
        all others are those that the prior gives for the same seed.
    """
    sets = draw_prior(count, seed)
    if uncertainty == "prior":
        return sets
    table = posterior()
    marks = np.random.default_rng([seed, 1]).random(count)
    rows = np.searchsorted(table["weight"].cumsum().to_numpy(), marks).clip(max=len(table) - 1)
    free = table.drop(columns="weight").iloc[rows].to_dict("records")
    return [{**one, **drawn} for one, drawn in zip(sets, free, strict=True)]


def sets_for_runs(count: int, seed: int, source: str) -> list[dict[str, float]] | None:
    """Return a set of the theory's numbers for each of some replicates, None at the centres.

    Raises
    ------
    ValueError
        For a source that is none of `SOURCES`.
    """
    if source not in SOURCES:
        raise ValueError(f"uncertainty {source!r}: allowed is {' or '.join(SOURCES)}")
    return None if source == "centre" else draw_sets(count, seed, cast(Uncertainty, source))
