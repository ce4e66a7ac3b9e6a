"""Which values levers take, and under which numbers of the theory."""

import numpy as np
import pytest

from pmg_sim.inquiry.designs import ends_of, lever_points, number_sets
from pmg_sim.inquiry.schema import Lever
from pmg_sim.parameters import PARAMETERS
from tests.inquiry.case import asked

TWO = [
    {"name": "people", "key": "group.0.invited", "values": [4, 5, 6], "usual": 5},
    {
        "name": "hour",
        "level": [
            {"name": "evening"},
            {"name": "noon", "set": {"group.0.calendar.0.hour": "noon"}},
        ],
    },
]


def ranged(low, high, whole=False, key="start_closeness"):
    return {"name": key, "key": key, "low": low, "high": high, "whole": whole}


def sampled(method, points, *levers, seed=1):
    design = {"method": method, "points": points}
    return lever_points(asked(arm=None, lever=levers, design=design, seed=seed))


def values(points):
    return np.array([list(point.set.values()) for point in points], dtype=float)


def test_without_levers_there_is_one_point():
    (point,) = lever_points(asked())
    assert (point.levels, point.set, point.usual) == ({}, {}, True)


def test_a_factorial_design_has_every_value_with_every_other():
    points = lever_points(asked(arm=None, lever=TWO))
    assert [tuple(point.levels.values()) for point in points] == [
        ("4", "evening"),
        ("4", "noon"),
        ("5", "evening"),
        ("5", "noon"),
        ("6", "evening"),
        ("6", "noon"),
    ]
    assert [point.usual for point in points] == [False, False, True, False, False, False]
    assert points[3].set == {"group.0.invited": 5, "group.0.calendar.0.hour": "noon"}
    assert points[2].set == {"group.0.invited": 5}


def test_the_usual_level_may_be_named_and_is_the_first_one_otherwise():
    levers = [TWO[0] | {"usual": None}, TWO[1] | {"usual": "noon"}]
    levers[0].pop("usual")
    usual = [point for point in lever_points(asked(arm=None, lever=levers)) if point.usual]
    assert [point.levels for point in usual] == [{"people": "4", "hour": "noon"}]


def test_a_usual_value_is_found_however_its_number_is_written():
    lever = {"name": "x", "key": "start_closeness", "values": [0.25, 1.0], "usual": 1}
    assert [point.usual for point in lever_points(asked(arm=None, lever=[lever]))] == [False, True]


def test_listed_points_are_taken_as_they_are():
    levers = [
        {"name": "people", "key": "group.0.invited"},
        {"name": "closeness", "key": "start_closeness"},
    ]
    listed = [{"closeness": 0.3, "people": 6}, {"people": 4, "closeness": 0.9}]
    points = lever_points(asked(arm=None, lever=levers, design="points", point=listed))
    assert [point.levels for point in points] == [
        {"people": "6", "closeness": "0.3"},
        {"people": "4", "closeness": "0.9"},
    ]
    assert [point.usual for point in points] == [True, False]
    assert points[1].set == {"group.0.invited": 4, "start_closeness": 0.9}


@pytest.mark.parametrize("points", [2, 7, 16, 50])
def test_a_latin_hypercube_has_one_value_in_each_stratum(points):
    found = values(
        sampled("latin_hypercube", points, ranged(0.2, 0.7), ranged(1, 3, key="pull_strength"))
    )
    for column, (low, high) in zip(found.T, ((0.2, 0.7), (1, 3)), strict=True):
        assert len(column) == points
        assert low <= column.min()
        assert column.max() <= high
        strata = np.sort((column - low) / (high - low) * points)
        rounding = points * 1e-3
        assert (strata >= np.arange(points) - rounding).all()
        assert (strata <= np.arange(1, points + 1) + rounding).all()


def test_more_points_of_a_sobol_sequence_begin_with_the_same_ones():
    levers = ranged(0.2, 0.7), ranged(1, 3, key="pull_strength")
    few, more = (sampled("sobol", number, *levers) for number in (6, 40))
    assert (len(few), len(more)) == (6, 40)
    assert few == more[:6]
    found = values(more)
    assert (found >= [0.2, 1]).all()
    assert (found <= [0.7, 3]).all()
    quarters = np.histogram(values(sampled("sobol", 64, *levers))[:, 0], 4, (0.2, 0.7))[0]
    assert quarters.tolist() == [16, 16, 16, 16]


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_the_same_seed_gives_the_same_points_and_another_others(method):
    one, again = (sampled(method, 8, ranged(0, 1)) for _ in range(2))
    assert one == again
    assert one != sampled(method, 8, ranged(0, 1), seed=2)


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
@pytest.mark.parametrize(("low", "high"), [(3, 7), (2.5, 4.5), (-2, 2), (-2.5, 0.5)])
def test_whole_numbers_are_all_reached_and_none_beyond(method, low, high):
    points = sampled(method, 64, ranged(low, high, whole=True))
    found = [point.set["start_closeness"] for point in points]
    assert all(isinstance(value, int) for value in found)
    assert sorted(found) == list(range(int(np.ceil(low)), int(np.floor(high)) + 1))


def test_whole_numbers_are_drawn_alike_often():
    levers = ranged(-2, 2, whole=True), ranged(0, 1, key="pull_strength")
    found = values(sampled("latin_hypercube", 100, *levers))[:, 0]
    assert np.unique(found, return_counts=True)[1].tolist() == [20, 20, 20, 20, 20]


def test_a_point_that_is_drawn_again_stands_there_once():
    points = sampled("latin_hypercube", 16, ranged(2, 5, whole=True))
    assert len(points) == 4
    assert [point.usual for point in points] == [True, False, False, False]


@pytest.mark.parametrize(("low", "high"), [(10_000.0, 10_010.0), (0.12341, 0.12349), (-3e-5, 0.0)])
def test_values_of_a_narrow_range_differ_and_stay_inside(low, high):
    found = values(sampled("latin_hypercube", 100, ranged(low, high))).ravel()
    assert len(set(found)) == len(found) == 100
    assert low <= found.min()
    assert found.max() <= high
    names = [
        point.levels["start_closeness"]
        for point in sampled("latin_hypercube", 100, ranged(low, high))
    ]
    assert len(set(names)) == 100


def test_the_ends_of_a_range_are_those_that_are_stated():
    lever = Lever(name="x", key="pull_strength", low=1.0, high=3.0)
    assert [level.set for level in ends_of(lever)] == [
        {"pull_strength": 1.0},
        {"pull_strength": 3.0},
    ]
    whole = Lever(name="x", key="group.0.invited", low=2.5, high=4.5, whole=True)
    assert [level.set for level in ends_of(whole)] == [
        {"group.0.invited": 3},
        {"group.0.invited": 4},
    ]


def test_sets_come_from_where_the_file_says():
    assert number_sets(asked(draws=3, uncertainty="centre")) == [{}, {}, {}]
    prior, posterior = (number_sets(asked(draws=5, uncertainty=s)) for s in ("prior", "posterior"))
    assert len(prior) == len(posterior) == 5
    assert set(prior[0]) == set(PARAMETERS)
    assert prior != posterior


@pytest.mark.parametrize("source", ["prior", "posterior"])
def test_more_random_sets_begin_with_the_same_ones(source):
    few, more = (number_sets(asked(draws=n, uncertainty=source)) for n in (4, 9))
    assert few == more[:4]
    assert few != number_sets(asked(draws=4, uncertainty=source, seed=2))


def test_a_latin_hypercube_of_numbers_varies_those_that_are_named():
    named = {"source": "prior", "design": "latin_hypercube", "numbers": ["pull_strength"]}
    sets = number_sets(asked(draws=6, uncertainty=named))
    assert len({one["pull_strength"] for one in sets}) == 6
    every = number_sets(
        asked(draws=6, uncertainty={"source": "prior", "design": "latin_hypercube"})
    )
    assert set(every[0]) == set(PARAMETERS)
    assert all(set(one) == {"pull_strength"} for one in sets)
