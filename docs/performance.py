"""Write the tables and figures of performance.md and growth.md from the benchmark's JSON.

    pmg bench --growth --json > results/reference/bench.json
    python docs/performance.py

A table stands between ``<!-- measured: NAME -->`` and ``<!-- end -->``; NAME is a key of `TABLES`.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS), str(DOCS.parent)]  # run from anywhere, installed or not

import performance_figures  # noqa: E402
from state_tables import table  # noqa: E402

from pmg_sim.bench.words import NAMES, readable  # noqa: E402
from pmg_sim.figures.style import save  # noqa: E402

MEASURED = DOCS.parent / "results" / "reference" / "bench.json"
DOCUMENTS = ("performance.md", "growth.md")
BLOCK = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

RUNS = 1e9
CORES = 1000
SECONDS_PER_YEAR = 365.25 * 24 * 3600.0

SAID = {
    "plain_mesa_over_ensemble": "plain Mesa with its collector : ensemble",
    "plain_mesa_without_collector_over_ensemble": "plain Mesa without one : ensemble",
    "our_mesa_over_ensemble": "our Mesa model with its collector : ensemble",
    "our_mesa_without_collector_over_ensemble": "our Mesa model without one : ensemble",
    "one_core_over_all_cores": "ensemble on one core : on all",
    "numpy_over_ensemble": "costly part, numpy : our rules",
    "ensemble_over_c": "costly part, our rules : C",
    "ensemble_over_c_exact": "costly part, our rules : C without fused products",
}


def where(found: dict[str, Any]) -> str:
    """Return the machine, the versions and how often things were timed."""
    on = found["machine"]
    load = "unknown" if on["load_before"] is None else f"{on['load_before']:.2f}"
    versions = ", ".join(f"{name} {on[name]}" for name in ("python", "numba", "numpy", "mesa"))
    rows = [
        ("processor", f"{on['processor']}, {on['cores']} cores, {on['memory_gb']} GB"),
        ("system", f"{on['system']}, load before the start {load}"),
        ("versions", f"{versions}, gcc {on['gcc'] or 'none'}"),
        ("version of the theory", f"`{found['theory_version']}`"),
        ("rounds", found["rounds"]),
    ]
    return table("what | value", rows)


def times(found: dict[str, Any]) -> str:
    """Return the time of a run, or of a person-week, for each contestant."""
    rows = (
        (
            NAMES[name],
            *(readable(one[key]) for key in ("median", "lower_quartile", "upper_quartile")),
            readable(one["minimum"]),
        )
        for name, one in found["seconds"].items()
    )
    return table("contestant | median | lower quartile | upper quartile | fastest", rows)


def ratios(found: dict[str, Any]) -> str:
    """Return how many times longer one contestant takes than another."""
    rows = []
    for name, one in found["ratio_spreads"].items():
        keys = ("median", "lower_quartile", "upper_quartile")
        rows.append((SAID[name], *(f"{one[key]:.3g}" if one else "no gcc" for key in keys)))
    return table("ratio | median | lower quartile | upper quartile", rows)


def phases(found: dict[str, Any]) -> str:
    """Return what each phase of a week costs."""
    every = found["phases"]
    total = sum(row["nanoseconds"] or 0.0 for row in every.values())
    draws = sum(row["draws"] for row in every.values())
    heavy = sum(row["transcendental"] for row in every.values())
    weeks = found["person_weeks"]
    rows = [_phase(f"`{name}`", row, total, weeks) for name, row in every.items()]
    whole = {"nanoseconds": total or None, "draws": draws, "transcendental": heavy}
    rows.append(_phase("all", whole, total, weeks))
    header = "phase | ns a person-week | share | draws a person-week | draws a run"
    return table(f"{header} | exp, log, sqrt a person-week | exp, log, sqrt a run", rows)


def _phase(name: str, row: dict[str, Any], total: float, weeks: float) -> tuple:
    spent = row["nanoseconds"]
    times = ("", "") if spent is None else (f"{spent:.0f}", f"{spent / total:.0%}")
    counts = []
    for kind in ("draws", "transcendental"):
        counts += [f"{row[kind]:.2f}", f"{row[kind] * weeks:.0f}"]
    return (name, *times, *counts)


def agreement(found: dict[str, Any]) -> str:
    """Return how far the other contestants' results were from numba's before they were timed."""
    rows = (
        (NAMES[name], "none" if apart == 0.0 else f"{apart:.1g}")
        for name, apart in found["differences"].items()
    )
    return table("contestant | largest relative difference", rows)


def billion(found: dict[str, Any]) -> str:
    """Return what 10^9 runs of the study would take and store, on paper."""
    one, every = (found["seconds"][name]["median"] for name in ("ensemble", "ensemble_all_cores"))
    here = f"this machine, {found['machine']['cores']} cores"
    sizes = found["sizes"]
    return table(
        "what | amount",
        [
            ("processor time, one core", f"{RUNS * one / SECONDS_PER_YEAR:.2g} years"),
            (here, f"{RUNS * every / SECONDS_PER_YEAR:.2g} years"),
            (f"{CORES} such cores, if all went as fast", f"{RUNS * one / CORES / 86400:.2g} days"),
            ("outcomes of each run, uncompressed", f"{RUNS * sizes['outcomes'] / 1e9:.3g} GB"),
            ("weekly means of each run", f"{RUNS * sizes['weekly_means'] / 1e12:.3g} TB"),
            ("people at each run's end", f"{RUNS * sizes['people_at_the_end'] / 1e12:.3g} TB"),
            ("memory of one run at work", f"{sizes['state'] / 1e6:.2g} MB"),
        ],
    )


def growth(found: dict[str, Any], series: str) -> str:
    """Return how time grows along one series."""
    rows = (
        (
            f"{row['size']}",
            *(
                readable(row["seconds"][key])
                for key in ("median", "lower_quartile", "upper_quartile")
            ),
            f"{row['nanoseconds']['median'] / 1000.0:.2f}",
        )
        for row in found["growth"][series]
    )
    header = f"{series} | median | lower quartile | upper quartile"
    return table(f"{header} | microseconds a person-week", rows)


TABLES: dict[str, Callable[[dict[str, Any]], str]] = {
    "where": where,
    "times": times,
    "ratios": ratios,
    "agreement": agreement,
    "phases": phases,
    "billion": billion,
    **{
        f"growth_{series}": lambda found, series=series: growth(found, series)
        for series in ("people", "groups", "weeks", "replicates")
    },
}


def write(found: dict[str, Any], documents: Iterable[Path]) -> None:
    """Put the tables between their markers."""
    for path in documents:
        text = path.read_text(encoding="utf-8")
        new = BLOCK.sub(lambda m: f"{m[1]}\n{TABLES[m[2]](found)}\n\n{m[3]}", text)
        path.write_text(new, encoding="utf-8")


def main() -> None:
    """Write tables and figures from the file of measurements."""
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    write(found, (DOCS / name for name in DOCUMENTS))
    for draw in performance_figures.FIGURES:
        for path in save(draw(found), DOCS / "figures", draw.__name__):
            if path.suffix != ".png":
                path.unlink()  # the documents show the PNG


if __name__ == "__main__":
    main()
