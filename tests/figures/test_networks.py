"""Networks: who is drawn where, and which ties count."""

import dataclasses

import numpy as np
import pandas as pd

from pmg_sim.figures import layout, networks
from tests.figures import looking


def test_a_pair_weighs_the_mean_of_its_two_directions(few):
    ties = few.ties
    first = ties[(ties["network"] == "trust") & (ties["arm"] == "group") & (ties["week"] == 0)]
    pairs = layout.pairs(few, "group", 0, "trust")
    (a, b), weight = next(iter(pairs.items()))
    there = first[(first["from_key"] == a) & (first["to_key"] == b)]["weight"].item()
    back = first[(first["from_key"] == b) & (first["to_key"] == a)]["weight"].item()
    assert weight == (there + back) / 2
    assert len(pairs) == len(first) / 2


def test_those_present_are_those_who_have_come_and_not_left(few):
    people = layout.traced_people(few, "group")
    weeks = few.weeks
    for week in (0, 20, 59):
        here = layout.present(few, "group", week)
        rows = weeks[
            (weeks["week"] == week) & (weeks["replicate"] == 0) & (weeks["arm"] == "group")
        ]
        assert len(here) == rows.loc[rows["scope"] == "department", "people"].item()
        assert here <= set(people["key"])


def test_everybody_has_one_place_of_their_own(few):
    who = layout.roster(few)
    spots = layout.places(few, who, networks.TRUST_FROM)
    assert set(spots) == set(who.index)
    at = np.array([spots[key] for key in spots])
    assert len(np.unique(at.round(3), axis=0)) == len(at)
    assert np.abs(at[:, 0]).max() <= 1
    again = layout.places(few, who, networks.TRUST_FROM)
    assert all((spots[key] == again[key]).all() for key in spots)


def test_of_a_large_department_the_cohort_and_those_near_it_are_drawn(few, monkeypatch):
    monkeypatch.setattr(layout, "MOST_PEOPLE", 9)
    who = layout.roster(few)
    spots = layout.places(few, who, networks.TRUST_FROM)
    assert 0 < len(spots) <= 9
    assert set(who.index[who["role"] == "cohort"]) <= set(spots)
    said = looking.running(networks.draw(few))
    assert f"Shown are {len(spots)} of {len(who)} people" in said


def test_there_is_a_row_per_network_and_arm_and_a_column_per_moment(few, alone):
    for results, rows in ((few, 4), (alone, 2)):
        panels = networks.draw(results).subfigs[1].axes
        assert len(panels) == rows * results.ties["week"].nunique()


def test_the_threshold_is_stated_and_kept(few, drawn):
    figure = drawn("networks", "few")
    assert "0.6 or more" in looking.running(figure)
    panel = figure.subfigs[1].axes[0]
    shown = sum(len(lines.get_segments()) for lines in panel.collections[:2])
    here = layout.present(few, "group", 0)
    strong = [
        pair
        for pair, weight in layout.pairs(few, "group", 0, "trust").items()
        if weight >= networks.TRUST_FROM and set(pair) <= here
    ]
    assert shown == len(strong) > 0


def test_without_any_tie_there_is_nothing_to_draw(few):
    bare = dataclasses.replace(few, ties=few.ties[:0])
    assert networks.draw(bare) is None
    assert networks.why_not(bare).startswith("nobody had a tie")


def test_weak_ties_only_still_give_everybody_a_place(few):
    weak = dataclasses.replace(few, ties=few.ties.assign(weight=0.1))
    figure = networks.draw(weak)
    assert "week 0: 0 + 0 ties" in looking.words(figure)
    assert isinstance(layout.roster(weak), pd.DataFrame)
