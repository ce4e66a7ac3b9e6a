"""The study's sixteen patterns as checks on ensembles: shown, not shown, or opposite.

What is measured, in which arms, in which direction and how large it has to be is stated in
``pmg_sim/evidence/patterns.toml``, which is older than the first run of these checks.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr

from pmg_sim.evidence import pattern_sides, study
from pmg_sim.experiments.ensembles import Ensemble, gather
from pmg_sim.experiments.estimates import for_json, mean_interval
from pmg_sim.parameters import MECHANISMS, PARAMETERS

SURE = 0.8
"""Share of the draws from which a side counts as shown, or as opposite."""

FEWEST_DRAWS, RESAMPLES = 3, 200

CRITERION = (
    "A side is shown where the effect has the stated sign and at least the stated size with a "
    f"probability of {SURE:g} or more over the draws; opposite where it has that size in the "
    "other direction with that probability; otherwise it is not shown. A pattern is shown where "
    "all its sides are, opposite where one side is, and otherwise not shown."
)


def switchable() -> list[str]:
    """List the mechanisms that can be switched off."""
    off = {p.mechanism for p in PARAMETERS.values() if p.off is not None}
    return [name for name in MECHANISMS if name in off]


def arms_needed(sides: Sequence[dict]) -> list[str]:
    """List the arms that some sides compare, each once."""
    named = [
        arm
        for side in sides
        for arm in (side["of"], side.get("than"), *side.get("against", ()))
        if arm is not None
    ]
    return list(dict.fromkeys(named))


def check_patterns(
    ensemble: Ensemble,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[dict]:
    """Run the ensembles that the sixteen patterns need, and judge them.

    Parameters
    ----------
    ensemble, folder, workers, progress
        As for `pmg_sim.experiments.ensembles.gather`.

    Returns
    -------
    list of dict
        As `judge` gives.
    """
    sides = pattern_sides()
    return judge(gather(arms_needed(sides), ensemble, folder, workers, progress), sides)


def judge(runs: pd.DataFrame, sides: Sequence[dict] | None = None) -> list[dict]:
    """Judge the patterns from the measures of an ensemble.

    Parameters
    ----------
    runs : pandas.DataFrame
        From `pmg_sim.experiments.ensembles.gather`.
    sides : sequence of dict, optional
        Sides as ``patterns.toml`` states them; all by default.

    Returns
    -------
    list of dict
        One entry per pattern, in the study's order, ready for JSON: ``id``, ``says``,
        ``standing``, ``kind`` (emergent if any side is), ``verdict``, the ``sides``, and of the
        side that is least surely shown ``statistic``, ``effect``, ``interval`` (95 %, of the
        mean over the priors), ``probability``. A side has these and ``minimum``, ``sign``,
        ``drawn`` (5th, 50th and 95th percentile over the draws, noise of few replicates included),
        ``opposite`` (the probability of the opposite), ``probability_interval`` (90 %, by
        resampling the draws) and ``rules``.
    """
    sides = pattern_sides() if sides is None else sides
    by_arm = {
        arm: rows.set_index(["draw", "replicate"]) for arm, rows in runs.groupby("arm", sort=False)
    }
    found = []
    for told in study()["pattern"]:
        own = [_judge_side(side, by_arm) for side in sides if side["pattern"] == told["id"]]
        if not own:
            continue
        weakest = min(own, key=lambda side: side["probability"] or 0.0)
        kinds = {side["kind"] for side in own}
        found.append(
            {
                "id": told["id"],
                "says": told["says"],
                "standing": told["standing"],
                "kind": "emergent" if "emergent" in kinds else "imposed",
                "verdict": _together([side["verdict"] for side in own]),
                **{key: weakest[key] for key in ("statistic", "effect", "interval", "probability")},
                "sides": own,
            }
        )
    return for_json(found)


def _together(verdicts: list[str]) -> str:
    if all(verdict == "shown" for verdict in verdicts):
        return "shown"
    return "opposite" if "opposite" in verdicts else "not shown"


def _judge_side(side: dict, by_arm: dict[str, pd.DataFrame]) -> dict:
    null, sign, least = side.get("null", 0.0), side["sign"], side["minimum"]
    means, errors = by_draw(_contrast(by_arm, side["of"], side.get("than"), side["measure"]))
    if "against" in side:
        rival, more = by_draw(_contrast(by_arm, *side["against"], side["measure"]))
        means, errors = means - rival.abs(), errors + more
    probability = beyond(sign * (means - null), errors, least)
    opposite = beyond(-sign * (means - null), errors, least)
    verdict = "not shown"
    if probability is not None and opposite is not None:
        verdict = "shown" if probability >= SURE else "opposite" if opposite >= SURE else verdict
    estimate = mean_interval(means)
    return {
        "statistic": side["says"],
        "measure": side["measure"],
        "kind": side["kind"],
        "rules": side["rules"],
        "sign": sign,
        "minimum": least,
        "null": null,
        "effect": estimate["mean"],
        "interval": [estimate["low"], estimate["high"]],
        "drawn": means.quantile([0.05, 0.5, 0.95]).tolist(),
        "probability": probability,
        "probability_interval": _resampled(sign * (means - null), errors, least),
        "opposite": opposite,
        "draws": estimate["n"],
        "verdict": verdict,
    }


def _contrast(
    by_arm: dict[str, pd.DataFrame], of: str, than: str | None, measure: str
) -> pd.Series:
    """Return a measure's difference between two arms, indexed by draw and replicate."""
    one = by_arm[of][measure]
    return one if than is None else one - by_arm[than][measure]


def by_draw(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the mean of each draw over its replicates, and its squared standard error.

    The variance within draws is taken to be the same for all: few replicates tell it badly.
    """
    groups = values.dropna().groupby(level="draw")
    counts, means = groups.size(), groups.mean()
    several = counts > 1
    freedom = (counts[several] - 1).sum()
    within = (groups.var()[several] * (counts[several] - 1)).sum() / freedom if freedom else 0.0
    return means, within / counts


def _resampled(effects: pd.Series, errors: pd.Series, least: float) -> list[float] | None:
    """Return the 5th and the 95th percentile of `beyond` over resampled draws (bootstrap)."""
    both = effects.notna() & errors.notna()
    effects, errors = effects[both].to_numpy(), errors[both].to_numpy()
    if len(effects) < FEWEST_DRAWS:
        return None
    luck = np.random.default_rng(0)
    shares = []
    for _ in range(RESAMPLES):
        rows = luck.integers(len(effects), size=len(effects))
        shares.append(beyond(pd.Series(effects[rows]), pd.Series(errors[rows]), least))
    return np.quantile(shares, [0.05, 0.95]).tolist()


def beyond(effects: pd.Series, errors: pd.Series, least: float) -> float | None:
    """Estimate the share of the prior in which an effect is at least so large.

    Counting noisy draws would pull every share toward one half. So the draws are taken to come
    from a normal distribution, whose mean and variance are estimated, and each draw counts with
    the probability that its own effect, given its noisy mean, is large enough (empirical Bayes).

    Parameters
    ----------
    effects, errors : pandas.Series
        From `by_draw`.
    least : float

    Returns
    -------
    float or None
        None from fewer than three draws.
    """
    both = effects.notna() & errors.notna()
    means, noise = effects[both].to_numpy(), errors[both].to_numpy()
    if len(means) < FEWEST_DRAWS:
        return None
    centre = means.mean()
    between = max(0.0, means.var(ddof=1) - noise.mean())
    weight = between / (between + noise) if between > 0.0 else np.zeros(len(means))
    expected = centre + weight * (means - centre)
    of_centre = (between + noise.mean()) / len(means)
    deviation = np.sqrt(weight * noise + (1.0 - weight) ** 2 * of_centre)
    return float(ndtr((expected - least) / np.maximum(deviation, 1e-12)).mean())
