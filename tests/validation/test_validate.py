"""A validation: every number, pattern and published figure once, each with what agrees with it."""

import json

import numpy as np
import pytest

from pmg_sim.calibration.numbers import study_numbers
from pmg_sim.evidence import literature_checks, study
from pmg_sim.posterior import posterior_manifest
from pmg_sim.validation import Sizes, tables, validate
from pmg_sim.validation.validate import study_entries

SMALL = Sizes(groups=200, draws=3, replicates=2, careers=3, centre=2)
STUDY = ("outcome", "benefit", "drawback", "attendance", "survival")
USUAL = {
    *("name", "kind", "study", "predictive", "probability"),
    *("inside", "informative", "in_fit", "verdict"),
}


@pytest.fixture(scope="module")
def told():
    return []


@pytest.fixture(scope="module")
def found(told, tmp_path_factory):
    folder = tmp_path_factory.mktemp("validation")
    return validate(
        3, "posterior", SMALL, folder, 2, lambda done, total: told.append((done, total))
    )


def of_kind(found, *kinds):
    return [one for one in found if one["kind"] in kinds]


def test_every_number_of_the_study_is_there_once(found):
    numbers = of_kind(found, *STUDY)
    assert [(one["name"], one["kind"]) for one in numbers] == [
        (one.name, one.kind) for one in study_numbers()
    ]
    for one, number in zip(numbers, study_numbers(), strict=True):
        assert set(one) == USUAL | {"of", "chances"}
        assert (one["study"], one["of"]) == (number.count, number.of)
        assert one["informative"] is one["in_fit"] is not number.weak
        assert 0.0 <= one["probability"] <= 1.0


def test_the_predictive_percentiles_are_those_of_the_chances(found):
    for one in of_kind(found, *STUDY):
        chances, predictive = np.array(one["chances"]), one["predictive"]
        assert len(chances) == one["of"] + 1
        assert chances.sum() == pytest.approx(1.0)
        for share, end in ((0.05, "low"), (0.5, "median"), (0.95, "high")):
            place = predictive[end]
            assert chances[:place].sum() < share + 1e-9
            assert chances[: place + 1].sum() > share - 1e-9
        count = one["study"]
        assert one["inside"] is (predictive["low"] <= count <= predictive["high"])
        tails = chances[: count + 1].sum(), chances[count:].sum()
        assert one["probability"] == pytest.approx(min(1.0, 2.0 * min(tails)))


def test_every_pattern_is_there_once_in_the_study_s_order(found):
    patterns = of_kind(found, "pattern")
    assert [one["name"] for one in patterns] == [one["id"] for one in study()["pattern"]]
    for one in patterns:
        assert set(one) == USUAL | {"what"}
        assert one["verdict"] in {"shown", "not shown", "opposite"}
        assert one["inside"] is (one["verdict"] == "shown")
        assert one["in_fit"] is False
        assert one["study"].startswith(("at least ", "at most "))
        assert one["probability"] is None or 0.0 <= one["probability"] <= 1.0


def test_every_published_figure_is_there_once(found):
    published = of_kind(found, "baseline", "mechanism")
    checks = literature_checks()
    asked = [(kind, check) for kind in ("baseline", "mechanism") for check in checks[kind]]
    assert [(one["kind"], one["what"]) for one in published] == [
        (kind, check["says"]) for kind, check in asked
    ]
    for one, (_, check) in zip(published, asked, strict=True):
        assert set(one) == USUAL | {"what"}
        assert one["name"] == check.get("quantity", check["entry"])
        assert one["probability"] is None or 0.0 <= one["probability"] <= 1.0
        middle = one["predictive"]["median"]
        if one["kind"] == "baseline" and middle is not None:
            assert one["inside"] is (check["low"] <= middle <= check["high"])
    fitted = {one["name"] for one in published if one["in_fit"]}
    assert fitted == {one["name"] for one in posterior_manifest()["baselines"]}


def test_it_is_ready_for_json_and_nothing_else_is_in_it(found):
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    kinds = [one["kind"] for one in found]
    assert len(found) == 25 + kinds.count("pattern") + len(of_kind(found, "baseline", "mechanism"))
    for one in found:
        low, median, high = (one["predictive"][end] for end in ("low", "median", "high"))
        if None not in (low, median, high):
            assert low <= median <= high, one["name"]
        assert one["verdict"]


@pytest.mark.usefixtures("found")
def test_progress_is_told_part_by_part(told):
    totals = list(dict.fromkeys(total for _, total in told))
    assert totals[0] == SMALL.groups
    assert totals[-1] == SMALL.careers + SMALL.centre
    for total in totals:
        assert max(done for done, of in told if of == total) == total


def test_the_page_holds_everything(found):
    text = tables.page(found, "posterior")
    lines = text.splitlines()
    assert lines[0] == "THE STUDY, over the posterior"
    for one in of_kind(found, *STUDY):
        begin, known = one["name"].split("_")[0], f" {one['study']} of {one['of']} "
        assert any(line.strip().startswith(begin) and known in line for line in lines)
    rows = tables.rows_of(found, STUDY)
    assert [row[0].replace(" ", "_") for row in rows] == [one.name for one in study_numbers()]
    assert max(map(len, lines)) <= 118
    assert text.isascii()
    words = " ".join(text.split())
    inside = sum(one["inside"] for one in of_kind(found, *STUDY) if one["informative"])
    assert f"Inside: {inside} of 22 informative numbers of the study, " in words
    shown = sum(one["verdict"] == "shown" for one in of_kind(found, "pattern"))
    assert f"; {shown} of {len(study()['pattern'])} patterns; " in words
    assert "nan" not in words
    assert "None" not in words


def test_scores_are_added_up_by_kind():
    rows = posterior_manifest()["leave_one_out"]
    added = {one["kind"]: one for one in tables.sums(posterior_manifest())}
    assert tuple(added) == STUDY
    assert sum(one["numbers"] for one in added.values()) == len(rows) == 22
    for kind, one in added.items():
        scores = [row["score"] for row in rows if row["kind"] == kind]
        assert one["model"] == pytest.approx(np.sum(scores))
    assert added["benefit"]["sharp"] == pytest.approx(-15.91, abs=0.005)
    assert added["drawback"]["sharp"] == pytest.approx(-10.79, abs=0.005)
    assert added["attendance"]["constants"] is added["survival"]["constants"] is None


def test_the_same_seed_gives_the_same_entries_whatever_the_threads(tmp_path):
    one = study_entries(5, "prior", 60, tmp_path, 2)
    assert one == study_entries(5, "prior", 60, None, 1)
    assert one != study_entries(6, "prior", 60, None, 2)
    assert not any(entry["in_fit"] for entry in one)
    assert one != study_entries(5, "posterior", 60, None, 2)
