"""The page of a validation, for the screen and for the documents."""

import textwrap
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.table import Table

from pmg_sim.experiments.pattern_tables import WIDTH, printed, share
from pmg_sim.posterior import posterior_manifest

STUDY = ("outcome", "benefit", "drawback", "attendance", "survival")
PUBLISHED = ("baseline", "mechanism")
THEMES = ("benefit", "drawback")

HOW = (
    "Predictive: of a number of the study, median and central 90 % over the theory's numbers and "
    "luck; of a pattern, the same of its effect; of a published figure, the same over the theory's "
    "numbers, or for a comparison of groups its mean at the priors' centres with a 95 % interval, "
    "whose P tells only that mean. P: chance of a "
    "number at least as far out as the study's (both tails); of the pattern; of the published "
    "range. Inside: the study lies in the central 90 %; the pattern is shown; the median lies in "
    "the published range."
)


def plain(name: str) -> str:
    """Write a name as words."""
    return name.replace("_", " ")


def yes(value: Any) -> str:
    """Write a truth value as a word."""
    return "-" if value is None else "yes" if value else "no"


def span(predictive: dict) -> str:
    """Write a median with its central 90 %."""
    parts = [predictive[name] for name in ("median", "low", "high")]
    if None in parts:
        return "-"
    return "{:.3g} ({:.3g} to {:.3g})".format(*parts)


def rows_of(found: Sequence[dict], kinds: Sequence[str]) -> list[list[str]]:
    """Return the cells of the entries of some kinds, a list for each."""
    return [
        [
            plain(one["name"]),
            f"{one['study']} of {one['of']}" if "of" in one else one["study"],
            span(one["predictive"]),
            share(one["probability"]),
            yes(one["inside"]),
            yes(one["informative"]),
            yes(one["in_fit"]),
            one["verdict"],
        ]
        for one in found
        if one["kind"] in kinds
    ]


HEAD = ("number", "known", "predictive", "P", "inside", "informative", "in the fit", "verdict")


def grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table for the screen."""
    table = Table(*head, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    return printed(table)


def left_out_rows(told: dict) -> list[list[str]]:
    """Return the cells of the leave-one-out table of a manifest."""
    return [
        [
            plain(row["name"]),
            f"{row['count']} of {row['of']}",
            f"{row['median']} ({row['low']} to {row['high']})",
            f"{row['chance']:.3f}",
            f"{row['score']:.2f}",
            f"{row['error']:.2f}",
            f"{row['prior_score']:.2f}",
            _score(told["constants"].get(row["name"])),
        ]
        for row in told["leave_one_out"]
    ]


LEFT_OUT_HEAD = (
    "number",
    "known",
    "from the others",
    "chance",
    "score",
    "error",
    "priors' score",
    "constant's score",
)


def _score(constant: dict | None) -> str:
    return "-" if constant is None else f"{constant['score']:.2f}"


def sums(told: dict) -> list[dict[str, Any]]:
    """Add up the leave-one-out scores by kind, for the model, the priors, and the constants."""
    rows = told["leave_one_out"]
    found = []
    for kind in STUDY:
        own = [row for row in rows if row["kind"] == kind]
        constants = [told["constants"].get(row["name"]) for row in own]
        told_of = [one for one in constants if one is not None]
        everything = len(told_of) == len(own)
        found.append(
            {
                "kind": kind,
                "numbers": len(own),
                "model": sum(row["score"] for row in own),
                "priors": sum(row["prior_score"] for row in own),
                "constants": sum(one["score"] for one in told_of) if everything else None,
                "sharp": sum(one["sharp"] for one in told_of) if everything else None,
            }
        )
    return found


def tally(found: Sequence[dict]) -> str:
    """Count what is inside, and explain nothing away."""
    numbers = [one for one in found if one["kind"] in STUDY]
    informative = [one for one in numbers if one["informative"]]
    weak = [one for one in numbers if not one["informative"]]
    patterns = [one for one in found if one["kind"] == "pattern"]
    published = [one for one in found if one["kind"] in PUBLISHED]
    return (
        f"Inside: {_inside(informative)} informative numbers of the study, {_inside(weak)} weak "
        f"ones; {_inside(patterns)} patterns; {_inside(published)} published figures."
    )


def _inside(entries: Sequence[dict]) -> str:
    return f"{sum(bool(one['inside']) for one in entries)} of {len(entries)}"


def page(found: Sequence[dict], uncertainty: str) -> str:
    """Write a validation as one page for the screen.

    Parameters
    ----------
    found : sequence of dict
        From `pmg_sim.validation.validate`.
    uncertainty : str
        Where the theory's numbers came from.
    """
    told = posterior_manifest()
    scores = [
        [
            one["kind"],
            str(one["numbers"]),
            *(
                "-" if one[who] is None else f"{one[who]:.1f}"
                for who in ("model", "priors", "constants")
            ),
        ]
        for one in sums(told)
    ]
    parts = [
        f"THE STUDY, over the {uncertainty}",
        grid(HEAD, rows_of(found, STUDY)),
        "THE STUDY'S PATTERNS",
        grid(HEAD, rows_of(found, ("pattern",))),
        "PUBLISHED FIGURES",
        grid(HEAD, rows_of(found, PUBLISHED)),
        "EACH NUMBER PREDICTED FROM THE OTHERS (posterior)",
        grid(LEFT_OUT_HEAD, left_out_rows(told)),
        "LEAVE-ONE-OUT LOG SCORES, ADDED UP (higher is better)",
        grid(("kind", "numbers", "model", "priors alone", "one constant rate"), scores),
        textwrap.fill(tally(found), WIDTH),
        textwrap.fill(HOW, WIDTH),
    ]
    return "\n\n".join(parts)
