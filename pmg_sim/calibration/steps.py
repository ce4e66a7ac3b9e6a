"""The steps of a calibration that a person can ask for, one after the other, each kept on disk."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.blocks import tell
from pmg_sim.blocks.whole_file import write_whole
from pmg_sim.calibration.calibrate import Calibration, Work, calibrate, departments_for
from pmg_sim.calibration.check import (
    LEVEL,
    PLANTED,
    Imagined,
    coverage,
    imagine_studies,
    uniformity,
)
from pmg_sim.calibration.keep import keep, rows_of
from pmg_sim.calibration.second import second_opinion
from pmg_sim.calibration.trials import columns_of, trials_of
from pmg_sim.calibration.weigh import RELIABLE, round_of
from pmg_sim.calibration.without import MECHANISMS, RUNS, leave_each_out
from pmg_sim.experiments.estimates import for_json

TRIALS_FOR_A_STUDY = 3_000
"""Trials from the priors, for each study that is made up, that all of them are weighed against."""

CHECK, WITHOUT = "check.json", "mechanisms.json"
PLANTED_IN = 3
"""The wrong prior is planted in so many numbers, the last ones chosen: those the study tells least
of, where nothing but the prior speaks."""


class Steps(NamedTuple):
    """What is asked for.

    Attributes
    ----------
    budget : int
        Trials of the calibration.
    seed : int
    out : Path
        Where blocks and results are kept.
    studies : int
        How many studies are made up to check the inference; none skips it.
    mechanisms : bool
        Whether each mechanism is left out in turn.
    """

    budget: int
    seed: int
    out: Path
    studies: int = 0
    mechanisms: bool = False

    @property
    def runs(self) -> int:
        """How many runs there are in all."""
        runs = self.budget + departments_for(self.budget) + self.bank
        return runs + self.mechanism_runs * (len(MECHANISMS) + 2) * self.mechanisms

    @property
    def bank(self) -> int:
        """Trials from the priors that studies are made of."""
        return TRIALS_FOR_A_STUDY * self.studies

    @property
    def mechanism_runs(self) -> int:
        """Trials for each mechanism that is left out."""
        return min(RUNS, self.budget)

    def take(
        self,
        workers: int | None = None,
        cluster: Any = None,
        progress: Callable[[int, int], Any] | None = None,
        say: Callable[[str], Any] = tell,
        command: str = "",
    ) -> dict[str, Any]:
        """Take the steps; return the manifest, and what the others found under their names."""
        work = Work(self.runs, self.out / "blocks", workers, cluster, progress, say, command)
        calibration = calibrate(self.budget, self.seed, work)
        made_by = f"pmg calibrate --budget {self.budget} --seed {self.seed}"
        told = keep(calibration, self.budget, made_by, self.out)
        if self.studies:
            say(f"{self.studies} studies are made up and inferred; this takes some minutes.")
            told["check"] = self._kept(CHECK, self.check(calibration, work))
        if self.mechanisms:
            found = leave_each_out(calibration, work, self.mechanism_runs, say)
            told["mechanisms"] = self._kept(WITHOUT, found)
        return told

    def check(self, calibration: Calibration, work: Work) -> dict[str, Any]:
        """Check the inference: made-up studies, the same with a wrong prior, a second method."""
        blocks = trials_of(self.seed, 0, self.bank)
        trials = columns_of(work.run(blocks))
        bank = round_of(blocks, calibration.free, calibration.emulators)
        asked = (bank, trials, calibration.free, calibration.emulators, self.studies, self.seed)
        planted = dict.fromkeys(calibration.free[-PLANTED_IN:], PLANTED)
        right, wrong = imagine_studies(*asked, planted, work.say)
        other = second_opinion(calibration, self.seed)
        return {
            "studies": self.studies,
            "level": LEVEL,
            "bank": self.bank,
            "effective": np.quantile(right.effective, [0.1, 0.5, 0.9]).tolist(),
            "passes": bool(uniformity(right)["passes"].all()),
            "numbers": rows_of(uniformity(right)),
            "coverage": coverage(right).to_dict("index"),
            "planted": {"in": list(planted), "shift": PLANTED},
            "wrong_passes": bool(uniformity(wrong)["passes"].all()),
            "wrong_numbers": rows_of(uniformity(wrong)),
            "second": rows_of(other),
            "made_up": _scatter(right),
            "wrong_below": wrong.below.round(4).T.tolist(),
        }

    def _kept(self, name: str, found: Any) -> Any:
        found = for_json(found)
        text = json.dumps(found, indent=1, allow_nan=False) + "\n"
        write_whole(self.out / name, text.encode())
        return found


def _scatter(made_up: Imagined) -> dict[str, Any]:
    """Return the truths, posterior means and shares below, a list for each number."""
    return {
        name: getattr(made_up, name).round(4).T.tolist() for name in ("truths", "means", "below")
    }


def in_words(told: dict[str, Any]) -> str:
    """Tell a person what was learnt."""
    table = pd.DataFrame(told["margins"]).set_index("name")
    learnt = [name for name in table.index if table.loc[name, "learnt"]]
    reliable = "can" if told["pareto"] <= RELIABLE else "cannot quite"
    lines = [
        f"{len(told['data'])} numbers of the study and {len(told['baselines'])} published "
        f"baselines against {len(told['free'])} free numbers of the theory; the other "
        f"{told['numbers_of_the_theory'] - len(told['free'])} keep their priors.",
        f"{told['runs']} simulated groups count like {told['effective']:.0f} of equal weight; the "
        f"tail of their weights has the shape {told['pareto']:.2f}, and {reliable} be relied on "
        f"(up to {RELIABLE:g}).",
        "",
        table[["shift", "narrowing", "bits", "error"]].round(2).to_string(),
        "",
        f"Something was learnt about {len(learnt)}: {', '.join(learnt) or 'none'}.",
        "All others are not identified: the study tells too little of them.",
    ]
    if "check" in told:
        check = told["check"]
        verdict = "passes" if check["passes"] else "fails"
        lines.append(
            f"Calibration of the inference on {check['studies']} studies that were made up: "
            f"{verdict} at a level of {check['level']:g}; with a wrong prior planted it "
            f"{'passes' if check['wrong_passes'] else 'fails'}."
        )
    return "\n".join(lines)
