"""Published baselines and mechanisms as checks on the model."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from pmg_sim.build import plan
from pmg_sim.evidence import literature, literature_checks
from pmg_sim.experiments.careers import Careers, careers
from pmg_sim.experiments.ensembles import Ensemble, gather
from pmg_sim.experiments.estimates import UPPER, correlation, for_json, mean_interval
from pmg_sim.posterior import Uncertainty, draw_sets
from pmg_sim.scenario import Scenario, load_scenario

BASELINE = "assistant_professors"
"""The scenario of careers without a group."""

TRACKS = ("all", "clinician_educator")
LOGIT_TO_D = 1.81
"""Log-odds in one standardised mean difference, as literature.toml puts it."""


def check_literature(
    draws: int,
    replicates: int,
    seed: int,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    uncertainty: Uncertainty = "posterior",
) -> list[dict]:
    """Hold the model against the published baselines and mechanisms.

    Parameters
    ----------
    draws : int
        Draws of the theory's numbers over which the spread is told.
    replicates : int
        Departments at the centres of the priors, and groups per arm.
    seed : int
    folder, workers
        As for `pmg_sim.experiments.ensembles.gather`.
    progress : callable, optional
        Called with (departments finished, departments asked for).
    uncertainty : {"posterior", "prior"}
        What they are drawn from.

    Returns
    -------
    list of dict
        Ready for JSON: ``entry`` (name in literature.toml), ``quantity`` (of
        `careers`, None for a comparison), ``kind`` (baseline or mechanism),
        ``statistic``, ``value`` and ``interval`` (95 %, at the centres of the priors), ``low``,
        ``high`` (what is asked), ``inside``, ``drawn`` (5th and 95th percentile over the draws,
        and ``median``) and ``probability`` (share of the draws inside). A comparison of groups is
        made at the centres alone: it has nothing drawn, and its probability is that of its mean.
    """
    stated = literature_checks()
    centre, spread = _careers(
        draw_sets(draws, seed, uncertainty), replicates, seed, workers, progress
    )
    arms = [
        arm
        for check in stated["mechanism"]
        for arm in (check.get("of"), check.get("than"))
        if arm is not None
    ]
    # One draw stands for the centres: the groups differ by luck alone.
    runs = gather(arms, Ensemble(1, 4 * replicates, seed, centred=True), folder, workers)
    known = {entry["name"] for kind in ("baseline", "mechanism") for entry in literature()[kind]}
    found = []
    for kind in ("baseline", "mechanism"):
        for check in stated[kind]:
            assert check["entry"] in known
            if "quantity" in check:
                estimate = mean_interval(centre[check["quantity"]])
                drawn = spread[check["quantity"]].dropna()
            else:
                estimate, drawn = _contrast(check, runs), pd.Series(dtype=float)
            found.append(_entry(kind, check, estimate, drawn))
    return for_json(found)


def _entry(kind: str, check: dict, estimate: dict, drawn: pd.Series) -> dict:
    low, high, value = check["low"], check["high"], estimate["mean"]
    told = len(drawn) > 1
    known = value is not None and np.isfinite(value)
    inside = [_inside(kind, low, high, one) for one in drawn]
    return {
        "entry": check["entry"],
        "quantity": check.get("quantity"),
        "kind": kind,
        "statistic": check["says"],
        "value": value,
        "interval": [estimate["low"], estimate["high"]],
        "low": low,
        "high": high,
        "inside": _inside(kind, low, high, value) if known else None,
        "drawn": drawn.quantile([0.05, 0.95]).tolist() if told else None,
        "median": float(drawn.median()) if told else None,
        "probability": float(np.mean(inside)) if told else _chance(estimate, low, high),
    }


def _chance(estimate: dict, low: float, high: float) -> float | None:
    """Return the chance that a mean lies in a range, as its 95 % interval tells."""
    if estimate["low"] is None or estimate["high"] is None:
        return None
    sd = (estimate["high"] - estimate["low"]) / (2.0 * float(ndtri(UPPER)))
    if sd == 0.0:  # nothing varies; a mechanism that does nothing has no sign
        return float(low <= estimate["mean"] <= high and estimate["mean"] != 0.0)
    return float(np.diff(ndtr((np.array([low, high]) - estimate["mean"]) / sd))[0])


def _inside(kind: str, low: float, high: float, value: float) -> bool:
    """Tell whether a value is what is asked for; a mechanism that does nothing has no sign."""
    return bool(low <= value <= high) and (kind == "baseline" or value != 0.0)


def _careers(
    drawn: list[dict[str, float]],
    replicates: int,
    seed: int,
    workers: int | None,
    progress: Callable[[int, int], None] | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Run the departments without a group: at the centres, and over draws of the priors."""
    base = load_scenario(BASELINE)
    tracks = {track: base.override({"department.track": track}) for track in TRACKS}
    sets: list[dict[str, float]] = [{}] * replicates + drawn
    done = 0
    rows = []
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        work = partial(_both_tracks, tracks, seed)
        for row in pool.map(work, enumerate(sets)):
            rows.append(row)
            done += 1
            if progress is not None:
                progress(done, len(sets))
    frame = pd.DataFrame(rows)
    return frame[:replicates], frame[replicates:]


def _both_tracks(
    tracks: dict[str, Scenario], seed: int, numbered: tuple[int, dict[str, float]]
) -> dict[str, float]:
    replicate, values = numbered
    everybody, educators = (_run(tracks[track], values, seed, replicate) for track in TRACKS)
    with np.errstate(divide="ignore", invalid="ignore"):  # nobody left, or nobody stayed
        stay = [np.log(1.0 - one.attrition) for one in (educators, everybody)]
        ratio = float(np.divide(*stay))
    return {**everybody._asdict(), "hazard_ratio": ratio}


def _run(scenario: Scenario, values: dict[str, float], seed: int, replicate: int) -> Careers:
    settled = plan(scenario, {**values, **scenario.parameters})
    return careers(settled, seed, replicate)


def _contrast(check: dict, runs: pd.DataFrame) -> dict:
    """Put a comparison of groups on the scale of the published figure."""
    by_arm = {arm: rows.set_index("replicate") for arm, rows in runs.groupby("arm", sort=False)}
    one = by_arm[check["of"]]
    measure, scale = check["measure"], check["scale"]
    if scale == "correlation":
        return correlation(one[check["with"]], one[measure])
    other = by_arm[check["than"]]
    if scale == "log-odds":
        share = float(np.mean([one[measure].mean(), other[measure].mean()]))
        unit = share * (1.0 - share) * LOGIT_TO_D
    else:
        unit = float(other[measure].std())
    return _in_units(mean_interval(one[measure] - other[measure]), unit)


def _in_units(estimate: dict, unit: float) -> dict:
    """Put an estimate on another scale; where nothing varies there is no unit, and no number."""
    return {
        key: value if key == "n" else None if value is None or not unit > 0.0 else value / unit
        for key, value in estimate.items()
    }
