"""Morris's screening of many numbers with few sets."""

import numpy as np
import pandas as pd

from pmg_sim.sensitivity.designs import LEVELS, Design
from pmg_sim.sensitivity.luck import separate


def morris(design: Design, effects: np.ndarray) -> pd.DataFrame:
    """Tell by SALib how far each number moves the outcome, one step at a time.

    Parameters
    ----------
    design : Design
        From `morris_sets`.
    effects : numpy.ndarray, shape (sets, replicates)
        In the order of the design's sets.

    Returns
    -------
    pandas.DataFrame
        One row for each group of the design: ``group``; ``mu_star``, the mean size of a step's
        effect, over the width of a step; ``half``, half its 95 % interval; ``mu``, with signs,
        ``sigma``, their standard deviation (not a number for a group of several); and ``luck``:
        what `mu_star` would be if the number did nothing, by luck alone.

    Raises
    ------
    ValueError
        For another design, or a set without any value.
    """
    from SALib.analyze import morris as analysis

    if design.kind != "morris" or len(effects) != len(design.sets):
        raise ValueError(
            f"a {design.kind} design of {len(design.sets)} sets with {len(effects)} rows of "
            "effects; allowed: a row for each set of a morris design"
        )
    signal = separate(effects, design.block)
    if len(signal.means) < 2:
        raise ValueError("fewer than two trajectories have a value in every set")
    shares = design.shares.reshape(len(signal.kept), -1)[signal.kept]
    found = analysis.analyze(
        design.problem,
        shares.reshape(-1, len(design.names)),
        signal.means.ravel(),
        num_levels=LEVELS,
        seed=1,
    )
    step = LEVELS / (2.0 * (LEVELS - 1))  # of the grid's width, SALib's unit
    by_luck = np.sqrt(2.0 * signal.noise.mean()) * np.sqrt(2.0 / np.pi) / step
    numbers = {"mu_star": "mu_star", "half": "mu_star_conf", "mu": "mu", "sigma": "sigma"}
    columns = {
        name: np.ma.filled(np.ma.asarray(found[key], dtype=float), np.nan)
        for name, key in numbers.items()
    }
    names = list(found["names"])
    order = [names.index(name) for name in design.group_names]
    table = pd.DataFrame(columns).iloc[order].reset_index(drop=True)
    table.insert(0, "group", design.group_names)
    return table.assign(luck=float(by_luck))
