"""A prediction as a table that a person reads."""

import math
import textwrap
from typing import Any

from pmg_sim.prediction.distributions import MOST_LUCK
from pmg_sim.prediction.predict import Prediction

WIDTH = 116
LABEL = 34

COMPARED = {
    None: "without a comparison",
    "same_people": "compared with the same people and luck without the group",
    "colleagues": "compared with colleagues of the same stage who were not asked",
    "before": "compared with the same people on the first day",
    "setting": "compared with another setting",
}


def in_words(prediction: Prediction) -> str:
    """Write a prediction as a table with its heading and notes, in plain ASCII."""
    programme = prediction.programme
    places = (
        "1 department" if programme.departments == 1 else f"{programme.departments} departments"
    )
    source = "the study's posterior" if prediction.uncertainty == "posterior" else "the priors"
    head = [
        programme.title,
        f"{places}, {COMPARED[programme.compared_with]}; {prediction.draws} sets of the theory's "
        f"numbers from {source}, {prediction.replicates} programmes each.",
    ]
    lines = [line for text in head for line in textwrap.wrap(_ascii(text), WIDTH)]
    lines += [
        "",
        f"{'':{LABEL}} {'one such programme would observe':^41}  {'its expected value':^28}",
        f"{'':{LABEL}} {'median':>7} {'50 %':^16} {'90 %':^16}  {'median':>7} {'90 %':^16}"
        f"  P>null  error",
    ]
    for told in prediction.quantities:
        lines += _rows(told)
    return "\n".join([*lines, "", *_notes(prediction)])


def _rows(told: dict[str, Any]) -> list[str]:
    label, *rest = textwrap.wrap(_ascii(told["label"]), LABEL) or [""]
    seen, expected = told["observed"], told["expected"]
    mark = "~" if (expected["luck_taken_out"] or 0.0) >= MOST_LUCK else " "
    chance = expected.get("above_null")
    row = (
        f"{label:{LABEL}} {number(seen['median']):>7} {_span(seen, 'lower', 'upper')} "
        f"{_span(seen, 'low', 'high')}  {number(expected['median']):>7} "
        f"{_span(expected, 'low', 'high')}{mark} "
        f"{'' if chance is None or math.isnan(chance) else f'{chance:.2f}':>6} "
        f"{number(seen['monte_carlo_error']['median']):>6}"
    )
    return [row.rstrip(), *(f"  {line}" for line in rest)]


def _notes(prediction: Prediction) -> list[str]:
    notes = [
        "P>null: chance that the expected value is above 0, or of a ratio above 1. error: standard "
        "error, by the number of simulations, of the first median."
    ]
    if any(
        (told["expected"]["luck_taken_out"] or 0.0) >= MOST_LUCK for told in prediction.quantities
    ):
        notes.append(
            "~: half of the spread of the expected values or more was luck, which is taken out by "
            "estimate; more --replicates make it surer."
        )
    runs = prediction.draws * prediction.replicates
    notes += [
        f"{_ascii(told['label'])}: could not be computed in {lacking} of {runs} programmes; they "
        "are left out."
        for told in prediction.quantities
        if (lacking := told["observed"]["not_computed"])
    ]
    return [line for note in notes for line in textwrap.wrap(note, WIDTH)]


def _span(told: dict[str, Any], low: str, high: str) -> str:
    return f"{number(told[low]) + ' to ' + number(told[high]):^16}"


def number(value: float | None) -> str:
    """Write a number with as many decimals as a reader can use."""
    if value is None or not math.isfinite(value):
        return "-"
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if float(text) == 0.0 else text


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()
