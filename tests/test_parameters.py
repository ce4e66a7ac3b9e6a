"""The table of numbers: every row is complete, sound, sourced and read by the model."""

import ast
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from pmg_sim.parameters import (
    DTYPE,
    FAMILIES,
    MECHANISMS,
    PARAMETERS,
    Prior,
    draw_prior,
    pack,
    without,
)
from pmg_sim.theory.accountability import expected_to_ask, promised_weight, pull
from pmg_sim.theory.feedback import candour

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pmg_sim"
BIBLIOGRAPHY = ROOT / "docs" / "bibliography.md"
ROWS = list(PARAMETERS.values())

# A standardised mean difference on a log-odds scale.
LOG_ODDS_PER_SD = 1.81

every_row = pytest.mark.parametrize("row", ROWS, ids=list(PARAMETERS))


@every_row
def test_the_default_is_the_priors_centre_inside_the_range(row):
    assert row.default == row.prior.centre
    assert row.low < row.default < row.high
    assert pack()[0][row.name] == row.default


@every_row
def test_the_range_leaves_room_for_the_prior(row):
    distribution = row.prior.distribution()
    assert row.prior.family in FAMILIES
    assert distribution.cdf(row.high) - distribution.cdf(row.low) >= 0.9
    spread = row.prior.second - (row.prior.first if row.prior.family == "uniform" else 0.0)
    assert spread > 0.0


@every_row
def test_the_off_value_is_an_allowed_one(row):
    if row.off is not None:
        assert row.low <= row.off <= row.high
        assert pack({row.name: row.off})[0][row.name] == row.off


@every_row
def test_the_row_says_what_it_is(row):
    assert re.fullmatch(r"[a-z][a-z_0-9]*", row.name)
    assert re.fullmatch(r"[A-Za-z](_[a-z0-9]+)?", row.symbol)
    assert len(row.meaning) > 10
    assert not row.meaning.endswith(".")
    assert row.unit
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*(\d{4})?", row.source)


@pytest.mark.parametrize("column", ["symbol", "meaning"])
def test_no_two_rows_share(column):
    seen = Counter(getattr(row, column) for row in ROWS)
    assert {value: count for value, count in seen.items() if count > 1} == {}


def test_a_theme_has_no_dial_of_its_own():
    dials = [row.name for row in ROWS if row.mechanism == "evaluation"]
    assert dials == ["benefit_threshold", "drawback_threshold"]


def read_in(*places):
    """Return the names that sources read from a record of parameters."""
    paths = [path for place in places for path in sorted(PACKAGE.glob(place))]
    return {
        node.attr
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("p", "parameters")
    }


def test_every_parameter_is_read_and_every_name_read_is_a_parameter():
    model = read_in("theory/*.py", "processes/*.py", "evaluation/*.py", "build.py")
    assert set(PARAMETERS) - model == set()
    assert read_in("theory/*.py", "processes/*.py") - set(PARAMETERS) == set()


def cited_in_theory():
    """Return the keys of publications that the rules' docstrings cite."""
    text = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("theory/*.py"))
    return set(re.findall(r"\b[a-z_]+(?:19|20)\d\d\b", text))


def test_every_source_is_in_the_bibliography():
    if BIBLIOGRAPHY.exists():
        text = BIBLIOGRAPHY.read_text(encoding="utf-8")
        keys = set(re.findall(r"^- \*\*([a-z_0-9]+)\*\*", text, flags=re.MULTILINE))
        used = {row.source for row in ROWS} | cited_in_theory()
        assert used - keys - {"assumption"} == set()


def test_pack_gives_one_row_of_the_table():
    row = pack({"loyalty": 2.0, "pull_strength": 0.0})
    assert row.shape == (1,)
    assert row.dtype.names == tuple(PARAMETERS)
    assert all(DTYPE[name] == np.float64 for name in PARAMETERS)
    assert (row[0].loyalty, row[0].pull_strength) == (2.0, 0.0)
    changed = [name for name in PARAMETERS if row[0][name] != pack()[0][name]]
    assert changed == ["pull_strength", "loyalty"]


@pytest.mark.parametrize("row", ROWS[::8], ids=lambda row: row.name)
def test_pack_takes_the_ends_of_a_range_and_nothing_beyond(row):
    assert pack({row.name: row.low})[0][row.name] == row.low
    assert pack({row.name: row.high})[0][row.name] == row.high
    beyond = (math.nextafter(row.low, -math.inf), math.nextafter(row.high, math.inf))
    for value in (*beyond, math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match=f"{row.name} = .*: allowed is"):
            pack({row.name: value})


def test_pack_knows_no_other_names():
    with pytest.raises(KeyError, match="loyality"):
        pack({"loyality": 1.0})


def test_draws_are_the_same_for_the_same_seed_only():
    assert draw_prior(5, 11) == draw_prior(5, 11)
    assert draw_prior(5, 11) != draw_prior(5, 12)
    first, second = draw_prior(2, 11)
    assert all(first[name] != second[name] for name in PARAMETERS)


def test_draws_lie_in_the_range_and_about_the_default():
    drawn = draw_prior(1000, 3)
    assert len(drawn) == 1000
    pack(drawn[0])
    for row in ROWS:
        values = np.array([values[row.name] for values in drawn])
        assert row.low <= values.min() <= values.max() <= row.high
        assert 0.4 < np.mean(values < row.default) < 0.65, row.name
        assert values.std() > 0.0


@every_row
def test_quantiles_rise_from_one_end_of_the_range_to_the_other(row):
    values = row.quantile(np.linspace(0.0, 1.0, 21))
    assert np.all(np.diff(values) > 0.0)
    assert values[0] >= row.low
    assert values[-1] <= row.high


@pytest.mark.parametrize(
    ("prior", "centre", "words", "quartile"),
    [
        (Prior("lognormal", 4.0, 0.5), 4.0, "log-normal, median 4 and sigma 0.5", 2.85),
        (Prior("normal", -4.0, 0.6), -4.0, "normal, mean -4 and SD 0.6", -4.405),
        (Prior("beta", 0.25, 16.0), 0.25, "beta, mean 0.25 and size 16", 0.173),
        (Prior("uniform", 2.0, 4.0), 3.0, "uniform from 2 to 4", 2.5),
    ],
)
def test_a_prior_is_what_it_says(prior, centre, words, quartile):
    assert prior.centre == centre
    assert str(prior) == words
    assert prior.distribution().ppf(0.25) == pytest.approx(quartile, abs=0.01)


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_mechanism_can_be_switched_off_where_its_rows_say_so(mechanism):
    rows = [row for row in ROWS if row.mechanism == mechanism]
    off = {row.name: row.off for row in rows if row.off is not None}
    if off:
        assert without(mechanism) == off
        pack(without(mechanism))
    else:
        with pytest.raises(KeyError, match=mechanism):
            without(mechanism)


def test_an_unknown_mechanism_cannot_be_switched_off():
    with pytest.raises(KeyError, match="magic"):
        without("magic")


def log_odds_on_promised_work(strength, weeks=12):
    """Return the log-odds that a deadline's pull adds to promised work, over an interval.

    As in the group of the study: minutes are kept, four of five come, people know each other as
    at the start, and a plan has its weight either way.
    """
    p = pack({"pull_strength": strength})[0]
    closeness = p.start_closeness
    asked = expected_to_ask(p, 1.0, candour(p, closeness), 0.8)
    added = 0.0
    for left in range(weeks):
        pulled = pull(p, asked, closeness, 0.5, float(left))
        weight = promised_weight(p, 1.0, float(left), pulled)
        added += math.log(weight / promised_weight(p, 1.0, float(left), 0.0))
    return added / weeks


def test_the_pull_rests_on_half_of_the_published_effect_and_reaches_the_full_one():
    row = PARAMETERS["pull_strength"]
    half = LOG_ODDS_PER_SD * 0.5 * 0.40
    assert half == pytest.approx(0.36, abs=0.005)
    assert log_odds_on_promised_work(row.default) == pytest.approx(half, rel=0.1)
    near_the_upper_end = [log_odds_on_promised_work(row.quantile(x)) for x in (0.9, 0.99)]
    assert near_the_upper_end[0] < 2.0 * half < near_the_upper_end[1]


def test_published_numbers_stand_in_the_table():
    # 43 % leave within ten years. The reference state is worse than what most juniors live in, so
    # that its hazard is the higher one, though not by a third.
    published = -math.log(0.57) / 10
    assert published < PARAMETERS["leaving_per_year"].default < 1.33 * published
    # The published interval of the ratio, 1.28 to 2.71, at 95 %.
    ratio = PARAMETERS["clinician_educator_ratio"]
    assert ratio.default == 1.87
    assert list(ratio.quantile([0.025, 0.975])) == pytest.approx([1.28, 2.71], rel=0.03)
    # Low satisfaction halves the hazard of promotion.
    low = PARAMETERS["satisfaction_to_promotion"].default
    assert (1.0 - low) / (1.0 + low) == pytest.approx(0.5, abs=0.01)
    # 181 days to a decision, with a standard deviation of 104.
    assert PARAMETERS["review_mean_weeks"].default == pytest.approx(181 / 7, abs=0.05)
    assert PARAMETERS["review_sd_weeks"].default == pytest.approx(104 / 7, abs=0.05)
