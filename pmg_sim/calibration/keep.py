"""A calibration as two small files: the table of weighted sets, and how it was made."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pmg_sim.blocks.whole_file import write_whole
from pmg_sim.calibration.calibrate import SETS, Calibration, posterior_table
from pmg_sim.calibration.choose import dials
from pmg_sim.calibration.constants import constant_scores
from pmg_sim.calibration.learn import evidence, leave_one_out, margins
from pmg_sim.calibration.numbers import in_fit
from pmg_sim.calibration.trials import NAMES, SETTING
from pmg_sim.calibration.weigh import effective, normal, smoothed
from pmg_sim.experiments.estimates import for_json
from pmg_sim.jit import theory_version
from pmg_sim.posterior import MANIFEST, TABLE
from pmg_sim.scenario import load_scenario

LIBRARIES = ("numpy", "scipy", "scikit-learn", "arviz-stats")
DIGITS = 6
"""Of each value in the table that is shipped."""


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows, each with its name."""
    return [{"name": name, **row} for name, row in table.to_dict("index").items()]


def manifest(calibration: Calibration, runs: int, command: str) -> dict[str, Any]:
    """Describe a calibration: what was done, on what, and what was learnt.

    Parameters
    ----------
    calibration : Calibration
    runs : int
        Trials that were asked for.
    command : str
        What was typed.

    Returns
    -------
    dict
        Ready for JSON.
    """
    found = calibration.found
    log_weights, shape = smoothed(found.raw())
    weights = normal(log_weights)
    means = [weights @ part for part in _baseline_means(calibration)]
    value, error = evidence(found)
    return for_json(
        {
            "made_by": command,
            "seed": calibration.seed,
            "runs": runs,
            "theory": theory_version(),
            "setting": load_scenario(SETTING).hash(),
            "software": {name: version(name) for name in LIBRARIES},
            "free": list(calibration.free),
            "numbers_of_the_theory": len(NAMES),
            "dials": dials(calibration.explained),
            "explains": {name: calibration.explained.loc[name].sum() for name in calibration.free},
            "data": [number.name for number in in_fit()],
            "baselines": [
                {
                    "name": one.baseline.name,
                    "value": one.baseline.value,
                    "sd": one.baseline.sd,
                    "error": one.error,
                    "explained": one.explained,
                    "posterior": mean,
                    "shipped": shipped,
                    "shipped_sd": sd,
                }
                for one, mean, (shipped, sd) in zip(
                    calibration.emulators, means, _of_shipped(calibration), strict=True
                )
            ],
            "rounds": [len(one.scores) for one in calibration.rounds],
            "effective": effective(log_weights),
            "pareto": shape,
            "evidence": value,
            "evidence_error": error,
            "margins": rows_of(margins(found)),
            "leave_one_out": rows_of(leave_one_out(found)),
            "constants": constant_scores(in_fit()),
        }
    )


def _baseline_means(calibration: Calibration):
    for k in range(len(calibration.emulators)):
        yield pd.concat([pd.Series(one.means[:, k]) for one in calibration.rounds]).to_numpy()


def _of_shipped(calibration: Calibration) -> list[tuple[float, float]]:
    """Return mean and standard deviation of each baseline over the sets that are shipped.

    There the numbers that were not free have their priors again, so that they vary more.
    """
    found = calibration.found
    luck = np.random.default_rng([calibration.seed, SETS])
    weights = normal(found.log_weights())
    rows = luck.choice(len(weights), SETS, p=weights)
    scores = luck.standard_normal((SETS, len(NAMES)))
    scores[:, [NAMES.index(name) for name in found.free]] = found.scores[rows]
    means = [one.mean(scores) for one in calibration.emulators]
    return [(float(one.mean()), float(one.std())) for one in means]


def keep(calibration: Calibration, runs: int, command: str, folder: Path) -> dict[str, Any]:
    """Write the table of sets and the manifest into a folder; return the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    table = posterior_table(calibration.found, calibration.seed)
    text = table.to_csv(index=False, float_format=f"%.{DIGITS}g", lineterminator="\n")
    write_whole(folder / TABLE, text.encode())
    told = manifest(calibration, runs, command)
    described = json.dumps(told, indent=1, allow_nan=False) + "\n"
    write_whole(folder / MANIFEST, described.encode())
    return told
