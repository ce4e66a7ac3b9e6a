"""Checks against published numbers: what is inside, on which scale, and from which departments."""

import json

import numpy as np
import pandas as pd
import pytest

from pmg_sim.experiments import literature
from pmg_sim.experiments.careers import Careers
from pmg_sim.experiments.literature import check_literature
from tests.experiments import arms as files
from tests.experiments import case


def entry(kind, low, high, value, drawn=(), interval=(None, None)):
    check = {"entry": "an entry", "says": "a quantity", "low": low, "high": high}
    estimate = {"mean": value, "low": interval[0], "high": interval[1], "n": 5}
    return literature._entry(kind, check, estimate, pd.Series(list(drawn), dtype=float))


@pytest.mark.parametrize(
    ("kind", "low", "high", "value", "inside"),
    [
        ("baseline", 0.15, 0.19, 0.17, True),
        ("baseline", 0.15, 0.19, 0.15, True),
        ("baseline", 0.15, 0.19, 0.2, False),
        ("baseline", 0.15, 0.19, 0.1, False),
        ("mechanism", 0.0, 0.5, 0.001, True),  # weaker than published is no failure
        ("mechanism", 0.0, 0.5, 0.5, True),
        ("mechanism", 0.0, 0.5, 0.51, False),  # stronger than published is one
        ("mechanism", 0.0, 0.5, -0.001, False),  # and so is the other sign
        ("mechanism", 0.0, 0.5, 0.0, False),  # and no effect at all
        ("mechanism", -0.3, 0.0, -0.1, True),
        ("mechanism", -0.3, 0.0, 0.0, False),
        ("mechanism", -0.3, 0.0, -0.4, False),
        ("mechanism", 0.0, 0.5, None, None),
        ("mechanism", 0.0, 0.5, float("nan"), None),
    ],
)
def test_what_is_inside(kind, low, high, value, inside):
    assert entry(kind, low, high, value)["inside"] is inside


def test_the_share_of_the_prior_inside():
    drawn = [0.1, 0.16, 0.17, 0.18, 0.5]
    found = entry("baseline", 0.15, 0.19, 0.17, drawn, (0.16, 0.18))
    assert found["probability"] == pytest.approx(3 / 5)
    assert found["drawn"] == pytest.approx(np.quantile(drawn, [0.05, 0.95]))
    assert found["interval"] == [0.16, 0.18]
    for few in ([], [0.17]):
        alone = entry("baseline", 0.15, 0.19, 0.17, few)
        assert alone["probability"] is alone["drawn"] is None


def test_no_effect_is_inside_for_no_draw_either():
    assert entry("mechanism", 0.0, 0.5, 0.1, [0.0, 0.0, 0.1, 0.6])["probability"] == 0.25


def runs(**values):
    tables = [
        pd.DataFrame({"arm": arm, "replicate": range(len(table["kept_share"])), **table})
        for arm, table in values.items()
    ]
    return pd.concat(tables, ignore_index=True)


ONE = {"kept_share": [0.7, 0.5, 0.9, 0.6], "trust": [0.1, 0.2, 0.3, 0.5]}
OTHER = {"kept_share": [0.5, 0.4, 0.6, 0.5], "trust": [0.3, 0.3, 0.3, 0.3]}


def contrast(scale, table, **check):
    stated = {"of": "one", "measure": "kept_share", "scale": scale, "than": "other"}
    return literature._contrast(stated | check, table)


def test_a_difference_in_standard_deviations_of_the_other_arm():
    found = contrast("sd", runs(one=ONE, other=OTHER))
    gains = np.subtract(ONE["kept_share"], OTHER["kept_share"])
    assert found["mean"] == pytest.approx(gains.mean() / np.std(OTHER["kept_share"], ddof=1))
    half = 3.182446 * gains.std(ddof=1) / 2 / np.std(OTHER["kept_share"], ddof=1)
    assert (found["low"], found["high"]) == pytest.approx(
        (found["mean"] - half, found["mean"] + half)
    )
    assert found["n"] == 4


def test_a_difference_of_shares_as_log_odds():
    found = contrast("log-odds", runs(one=ONE, other=OTHER))
    share = (0.675 + 0.5) / 2
    assert found["mean"] == pytest.approx(0.175 / (share * (1 - share)) / 1.81)
    # Near enough to the difference of the log-odds themselves.
    exact = np.log(0.675 / 0.325) - np.log(0.5 / 0.5)
    assert found["mean"] == pytest.approx(exact / 1.81, rel=0.05)


def test_a_correlation_over_departments():
    found = contrast("correlation", runs(one=ONE), **{"with": "trust"})
    assert found["mean"] == pytest.approx(np.corrcoef(ONE["trust"], ONE["kept_share"])[0, 1])


@pytest.mark.parametrize(("scale", "value"), [("sd", 1.0), ("log-odds", 1.0), ("log-odds", 0.0)])
def test_where_nothing_varies_there_is_no_scale(scale, value):
    flat = {"kept_share": [value] * 4, "trust": [0.3] * 4}
    found = contrast(scale, runs(one=flat, other=flat))
    assert found == {"mean": None, "low": None, "high": None, "n": 4}


def test_pairs_are_matched_by_replicate():
    table = runs(one=ONE, other=OTHER)
    assert contrast("sd", table) == contrast("sd", table.iloc[::-1])


CHECKS = {
    "baseline": [
        {"entry": "attrition_hazard_per_year", "quantity": name, "says": name, "low": 0, "high": 9}
        for name in (*Careers._fields, "hazard_ratio")
    ],
    "mechanism": [
        {
            "entry": "newcomers",
            "of": files.LED,
            "than": files.GROUP,
            "measure": "satisfaction",
            "scale": "sd",
            "says": "satisfaction",
            "low": -9.0,
            "high": 0.0,
        }
    ],
}


@pytest.fixture
def small(arms, monkeypatch):
    """Put small departments in the place of the library's, and few checks of them."""
    department = case.DEPARTMENT | {"hires_per_year": 30}
    files.write("tiny_alone", group=[], horizon_weeks=160, department=department)
    monkeypatch.setattr(literature, "BASELINE", "tiny_alone")
    monkeypatch.setattr(literature, "literature_checks", lambda: CHECKS)
    return arms


@pytest.mark.usefixtures("small")
def test_the_whole_table_is_ready_for_json_and_does_not_depend_on_the_workers(tmp_path):
    told = []
    found = check_literature(
        3, 2, 1, tmp_path / "blocks", 1, lambda done, total: told.append((done, total))
    )
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found == check_literature(3, 2, 1, None, 2)
    assert told == [(done, 5) for done in range(1, 6)]
    assert [one["statistic"] for one in found] == [
        check["says"] for checks in CHECKS.values() for check in checks
    ]
    by_name = {one["statistic"]: one for one in found}
    assert set(by_name["attrition"]) == {
        *("entry", "quantity", "median", "kind", "statistic", "value", "interval", "low", "high"),
        *("inside", "drawn", "probability"),
    }
    papers = by_name["papers_per_person_year"]
    assert papers["drawn"][0] < papers["drawn"][1]
    assert by_name["satisfaction"]["drawn"] is None
    assert by_name["satisfaction"]["value"] is not None


@pytest.mark.usefixtures("small")
def test_the_centres_are_apart_from_the_draws(monkeypatch):
    seen = []

    def note(settled, seed, replicate):
        seen.append((settled.scenario.department.track, seed, replicate, settled.parameters.copy()))
        return Careers(*[0.5] * len(Careers._fields))

    monkeypatch.setattr(literature, "careers", note)
    check_literature(3, 2, 8, None, 1)
    assert [replicate for _, _, replicate, _ in seen] == [k for k in range(5) for _ in range(2)]
    assert {track for track, *_ in seen} == set(literature.TRACKS)
    assert {seed for _, seed, *_ in seen} == {8}
    numbers = [parameters.tobytes() for *_, parameters in seen]
    assert len(set(numbers[:4])) == 1
    assert len(set(numbers)) == 4


@pytest.mark.usefixtures("small")
def test_an_entry_that_nobody_published_is_refused(monkeypatch):
    wrong = {"baseline": [CHECKS["baseline"][0] | {"entry": "hearsay"}], "mechanism": []}
    monkeypatch.setattr(
        literature, "literature_checks", lambda: wrong | {"mechanism": CHECKS["mechanism"]}
    )
    with pytest.raises(AssertionError):
        check_literature(3, 2, 1, None, 1)
