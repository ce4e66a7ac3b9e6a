"""The designs of an experiment: which values levers take, under which numbers of the theory."""

import math
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from pmg_sim.inquiry.consistency import in_text
from pmg_sim.inquiry.schema import Experiment, Level, Lever
from pmg_sim.parameters import PARAMETERS
from pmg_sim.posterior import draw_sets
from pmg_sim.sensitivity import latin_hypercube_sets

OWN = 17
"""What tells the stream of the levers' design from others of the same seed."""


class Point(NamedTuple):
    """A choice of all levers: its levels by name of the lever, and what they set."""

    levels: dict[str, str]
    set: dict[str, object]
    usual: bool


DIGITS = 3
"""To which sampled values are rounded: about a thousandth of the range."""


def lever_points(experiment: Experiment) -> list[Point]:
    """Return the points of the levers' design, in an order of their own; one without levers.

    Sampled designs are `scipy.stats.qmc.LatinHypercube` and, scrambled, `scipy.stats.qmc.Sobol`;
    more points of a Sobol' sequence begin with the same ones.
    """
    method, levers = experiment.design.method, experiment.lever
    if method == "points":
        chosen = [
            [_level(lever, point[lever.name]) for lever in levers] for point in experiment.point
        ]
    elif method == "factorial":
        chosen = [list(levels) for levels in product(*(lever.levels() for lever in levers))]
    else:
        chosen = list(_sampled(experiment))
    usual = [level.name for level in chosen[0]]
    if method == "factorial":
        usual = [_usual(lever) for lever in levers]
    found: dict[tuple[str, ...], Point] = {}  # whole numbers may be drawn more than once
    for levels in chosen:
        names = {lever.name: level.name for lever, level in zip(levers, levels, strict=True)}
        settings = {key: value for level in levels for key, value in level.set.items()}
        point = Point(names, settings, list(names.values()) == usual)
        found.setdefault(tuple(names.values()), point)
    return list(found.values())


def _usual(lever: Lever) -> str:
    return lever.levels()[0].name if lever.usual is None else in_text(lever.usual)


def _level(lever: Lever, value: object) -> Level:
    assert lever.key is not None
    return Level(name=in_text(value), set={lever.key: value})


def _sampled(experiment: Experiment) -> Iterator[list[Level]]:
    design, levers = experiment.design, experiment.lever
    luck = np.random.default_rng([experiment.seed, OWN])
    if design.method == "sobol":
        power = int(np.ceil(np.log2(design.points)))
        shares = qmc.Sobol(len(levers), rng=luck).random_base2(power)[: design.points]
    else:
        shares = qmc.LatinHypercube(len(levers), rng=luck).random(design.points)
    for row in shares:
        yield [_at(lever, float(share)) for lever, share in zip(levers, row, strict=True)]


def _at(lever: Lever, share: float) -> Level:
    assert lever.low is not None
    assert lever.high is not None
    span = lever.high - lever.low
    if lever.whole:
        first, last = math.ceil(lever.low), math.floor(lever.high)
        return _level(lever, min(first + math.floor(share * (last - first + 1)), last))
    digits = DIGITS - math.floor(math.log10(span))
    rounded = round(lever.low + share * span, digits)
    return _level(lever, min(max(rounded, lever.low), lever.high))


def ends_of(lever: Lever) -> tuple[Level, Level]:
    """Return the first and the last value of a range."""
    return _at(lever, 0.0), _at(lever, 1.0)


def number_sets(experiment: Experiment) -> list[Mapping[str, float]]:
    """Return the sets of the theory's numbers; one empty set stands for the priors' centres."""
    uncertain, count, seed = experiment.uncertainty, experiment.draws, experiment.seed
    if uncertain.source == "centre":
        return [{}] * count
    if uncertain.design == "latin_hypercube":
        return latin_hypercube_sets(count, seed, uncertain.numbers or tuple(PARAMETERS)).sets
    return draw_sets(count, seed, uncertain.source)
