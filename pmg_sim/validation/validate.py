"""The study, its patterns and the published figures, each beside the calibrated model."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

from pmg_sim.calibration.numbers import Number, study_numbers
from pmg_sim.ensemble import Recording, simulate
from pmg_sim.evaluation.group_row import GROUP_COLUMNS
from pmg_sim.experiments.ensembles import Ensemble
from pmg_sim.experiments.estimates import for_json
from pmg_sim.experiments.literature import check_literature
from pmg_sim.experiments.patterns import check_patterns
from pmg_sim.posterior import Uncertainty, draw_sets, posterior_manifest

CENTRAL = 0.9


class Sizes(NamedTuple):
    """How much is run for a validation.

    Attributes
    ----------
    groups : int
        Groups in the study's setting, each under a set of its own.
    draws, replicates : int
        Sets for the patterns, and departments for each.
    careers, centre : int
        Sets for the published figures, and departments at the centres of the priors.
    """

    groups: int = 4_000
    draws: int = 40
    replicates: int = 4
    careers: int = 60
    centre: int = 10


def validate(
    seed: int = 1,
    uncertainty: Uncertainty = "posterior",
    sizes: Sizes = Sizes(),  # noqa: B008 (a tuple, which nobody can change)
    folder: Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[dict]:
    """Hold the model against everything that is known of the study and from the literature.

    Parameters
    ----------
    seed : int
    uncertainty : {"posterior", "prior"}
        Where the theory's numbers come from.
    sizes : Sizes
    folder : Path, optional
        Where finished blocks are kept and looked up.
    workers : int, optional
        Threads; one per core by default.
    progress : callable, optional
        Called with (runs done, runs asked for), of one part after the other.

    Returns
    -------
    list of dict
        Ready for JSON. An entry has ``name``; ``kind`` (outcome, benefit, drawback, attendance,
        survival, pattern, baseline or mechanism); ``study``, what is known: a number, or what a
        pattern or a published figure asks; ``predictive`` (``low``, ``median``, ``high``: 5th,
        50th and 95th percentile); ``probability``, of a number at least as far out as the study's
        (both tails), of the pattern, or of the published range; ``inside``, whether the study lies
        in the central 90 %, the pattern is shown, or the published range holds the centre;
        ``informative``, whether it can tell theories apart; ``in_fit``, whether the calibration
        rests on it; ``verdict`` in words. A number of the study also has ``of`` and ``chances``,
        the probability of each count.
    """
    found = study_entries(seed, uncertainty, sizes.groups, folder, workers, progress)
    ensemble = Ensemble(sizes.draws, sizes.replicates, seed, uncertainty=uncertainty)
    found += [_pattern(one) for one in check_patterns(ensemble, folder, workers, progress)]
    checks = check_literature(
        sizes.careers, sizes.centre, seed, folder, workers, progress, uncertainty
    )
    fitted = {one["name"] for one in posterior_manifest()["baselines"]}
    found += [_published(one, uncertainty, fitted) for one in checks]
    return for_json(found)


def study_entries(
    seed: int,
    uncertainty: Uncertainty,
    groups: int,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[dict]:
    """Return the entries of the study's numbers; see `validate`."""
    ran = simulate(
        "study",
        groups,
        seed,
        draw_sets(groups, seed, uncertainty),
        Recording(weeks=False),
        store=folder,
        workers=workers,
        progress=progress,
    )
    rows = ran.rows()[:, 0]
    columns = {name: rows[:, k] for k, name in enumerate(GROUP_COLUMNS)}
    return [_number(one, chances_of(one, columns), uncertainty) for one in study_numbers()]


def chances_of(number: Number, groups: dict[str, np.ndarray]) -> np.ndarray:
    """Return the predictive probability of each count, shape (of + 1,).

    Outcomes, seats and survival are counted in the simulated groups; themes are raised by so many
    respondents as the study had. Groups without anybody left to ask are passed over for themes.
    """
    values = np.arange(number.of + 1)
    if number.kind in ("benefit", "drawback"):
        asked = groups["respondents"] > 0
        chance = groups[f"{number.name}_chance"][asked]
        return np.array([stats.binom.pmf(value, number.of, chance).mean() for value in values])
    if number.kind == "survival":
        counts = groups["alive_at_end"]
    elif number.kind == "attendance":
        seats = np.maximum(1.0, groups["evening_seats"])
        counts = np.round(number.of * groups["evening_present"] / seats)
    else:
        counts = groups[number.name]
    return np.bincount(counts.astype(int), minlength=number.of + 1) / len(counts)


def _number(number: Number, chances: np.ndarray, uncertainty: Uncertainty) -> dict:
    reached = chances.cumsum()
    low, median, high = (
        int(np.searchsorted(reached, share))
        for share in (0.5 - CENTRAL / 2, 0.5, 0.5 + CENTRAL / 2)
    )
    at_most, at_least = reached[number.count], chances[number.count :].sum()
    inside = low <= number.count <= high
    side = "few" if at_least < at_most else "many"
    words = "inside" if inside else f"model gives too {side}"
    return {
        "name": number.name,
        "kind": number.kind,
        "study": number.count,
        "of": number.of,
        "predictive": {"low": low, "median": median, "high": high},
        "probability": min(1.0, 2.0 * min(at_most, at_least)),
        "inside": inside,
        "informative": not number.weak,
        "in_fit": number.in_fit and uncertainty == "posterior",
        "verdict": words,
        "chances": chances.tolist(),
    }


def _pattern(one: dict) -> dict:
    weakest = min(one["sides"], key=lambda side: side["probability"] or 0.0)
    low, median, high = weakest["drawn"]
    least = weakest["null"] + weakest["sign"] * weakest["minimum"]
    return {
        "name": one["id"],
        "kind": "pattern",
        "study": f"{'at least' if weakest['sign'] > 0 else 'at most'} {least:+.3g}",
        "what": weakest["statistic"],
        "predictive": {"low": low, "median": median, "high": high},
        "probability": weakest["probability"],
        "inside": one["verdict"] == "shown",
        "informative": one["kind"] == "emergent",
        "in_fit": False,
        "verdict": one["verdict"],
    }


def _published(one: dict, uncertainty: Uncertainty, fitted: set[str]) -> dict:
    drawn, median = one["drawn"], one["median"]
    if drawn is None:  # a comparison of groups, at the centres of the priors
        (low, high), median = one["interval"], one["value"]
        inside = one["inside"]
        words = "sign as published" if inside else "not as published"
    else:
        low, high = drawn
        inside = one["low"] <= median <= one["high"]
        words = "as published" if inside else "not as published"
    return {
        "name": one["quantity"] or one["entry"],
        "kind": one["kind"],
        "study": f"{one['low']:g} to {one['high']:g}",
        "what": one["statistic"],
        "predictive": {"low": low, "median": median, "high": high},
        "probability": one["probability"],
        "inside": inside,
        "informative": one["kind"] == "baseline",
        "in_fit": one["quantity"] in fitted and uncertainty == "posterior",
        "verdict": words,
    }
