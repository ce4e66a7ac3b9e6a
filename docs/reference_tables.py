"""The tables of reference results: patterns, switch-offs, published numbers."""

import json
from pathlib import Path

from state_tables import table

from pmg_sim.experiments.pattern_tables import inside, matrix, plain_range, tally

REFERENCE = Path(__file__).resolve().parent.parent / "results" / "reference"


def reference(name: str) -> dict:
    """Return a reference result with what it was made by."""
    return json.loads((REFERENCE / f"{name}.json").read_text(encoding="utf-8"))


def patterns() -> str:
    """Return the sixteen patterns with their sides."""
    found = reference("patterns")["found"]
    rows = []
    for pattern in found:
        name = f"**{pattern['id'].replace('_', ' ')}**"
        rows.append((name, pattern["kind"], "", "", "", "", f"**{pattern['verdict']}**"))
        for side in pattern["sides"]:
            least = side["null"] + side["sign"] * side["minimum"]
            low, high = side["interval"]
            rows.append(
                (
                    side["statistic"],
                    side["kind"],
                    f"{side['effect']:+.3f}",
                    f"{low:+.3f} to {high:+.3f}",
                    f"{least:+.3f}",
                    _chances(side),
                    side["verdict"],
                )
            )
    header = "pattern and its sides | kind | effect | 95 % of the mean | at least | P / opposite | "
    return f"{table(header + 'verdict', rows)}\n\n{tally(found)}"


def _chances(side: dict) -> str:
    low, high = side["probability_interval"]
    return f"{side['probability']:.2f} ({low:.2f}-{high:.2f}) / {side['opposite']:.2f}"


def patterns_without() -> str:
    """Return which sides each mechanism carries."""
    found = reference("patterns_without")["found"]
    return matrix({None if name == "everything" else name: one for name, one in found.items()})


def literature() -> str:
    """Return the checks against published numbers."""
    rows = (
        (
            check["statistic"],
            check["kind"],
            f"{check['value']:.3g}",
            plain_range(check["interval"]),
            f"{check['low']:g} to {check['high']:g}",
            plain_range(check["drawn"]),
            "" if check["probability"] is None else f"{check['probability']:.2f}",
            inside(check),
        )
        for check in reference("literature")["found"]
    )
    header = "published | kind | model | 95 % | asked | prior 5-95 % | P | inside"
    return table(header, rows)
