"""Calibrate the model, check the calibration, and ship it: ``python docs/calibrate.py``.

It takes about three quarters of an hour on two cores, of which the posterior itself takes a third.
Finished blocks are kept under ``results/``, so that it can be stopped and goes on. It needs the
extra ``inference``. What it writes: the posterior in the package, and the reference results and
figures that ``docs/credibility.md`` shows; ``docs/generate.py`` puts the numbers there.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from measure import FIGURES, REFERENCE, figure, keep  # noqa: E402

from pmg_sim.calibration.check import STUDIES  # noqa: E402
from pmg_sim.calibration.steps import Steps, in_words  # noqa: E402
from pmg_sim.posterior import MANIFEST, TABLE  # noqa: E402

OUT = ROOT / "results" / "calibration"
BUDGET, SEED = 500_000, 1


def main() -> None:
    """Take all steps of the calibration, and write what is shipped."""
    told = Steps(BUDGET, SEED, OUT, STUDIES, mechanisms=True).take(progress=_show)
    print(in_words(told))
    ship(told)


def ship(told: dict) -> None:
    """Write the posterior into the package, the reference results, and the figures."""
    for name in (TABLE, MANIFEST):
        shutil.copy(OUT / name, ROOT / "pmg_sim" / "posterior" / name)
        print(f"wrote pmg_sim/posterior/{name}")
    REFERENCE.mkdir(parents=True, exist_ok=True)
    FIGURES.mkdir(exist_ok=True)
    made_by = "python docs/calibrate.py"
    keep("calibration_check", _slim(told["check"]), made_by=made_by, seed=SEED)
    keep("mechanisms", told["mechanisms"], made_by=made_by, seed=SEED)

    # From here on the posterior that was just shipped is read.
    from pmg_sim.figures import calibration, predictive_checks
    from pmg_sim.validation import validate

    found = validate(SEED, folder=OUT / "blocks")
    keep("validation", found, made_by=made_by, seed=SEED)
    figure(predictive_checks.draw(found), "predictive_checks")
    figure(calibration.margins(told), "margins")
    for name, draw in calibration.FIGURES.items():
        figure(draw(told["check"]), name)


def _show(done: int, total: int) -> None:
    if done % 20_000 == 0:
        print(f"{done} of {total} runs", flush=True)


def _slim(check: dict) -> dict:
    """Leave out the single studies, which only the figures need."""
    return {key: value for key, value in check.items() if key not in ("made_up", "wrong_below")}


if __name__ == "__main__":
    main()
