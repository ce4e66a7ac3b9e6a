"""Make the reference results that the documents show: ``python docs/measure.py``.

It takes about half an hour on two cores. Finished blocks are kept under ``results/``, so that it
can be stopped and goes on; ``docs/generate.py`` puts the numbers into the documents.
"""

import json
import sys
from pathlib import Path

from matplotlib.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pmg_sim.ensemble import compile_ahead  # noqa: E402
from pmg_sim.experiments import run  # noqa: E402
from pmg_sim.experiments.ensembles import Ensemble, gather  # noqa: E402
from pmg_sim.experiments.literature import check_literature  # noqa: E402
from pmg_sim.experiments.patterns import check_patterns, switchable  # noqa: E402
from pmg_sim.figures import group_survival, tensions  # noqa: E402
from pmg_sim.figures.style import save  # noqa: E402
from pmg_sim.jit import theory_version  # noqa: E402

SEED = 1
WHOLE = Ensemble(100, 8, SEED, uncertainty="prior")
SMALLER = (24, 5, SEED)
"""Draws, replicates and seed with one mechanism off; many such ensembles are needed."""

LITERATURE = (60, 25, SEED)
REFERENCE = ROOT / "results" / "reference"
FIGURES = ROOT / "docs" / "figures"
BLOCKS = ROOT / "results" / "patterns" / "blocks"


def keep(name: str, found: object, **how: object) -> None:
    """Write a reference result with what it was made by."""
    made = {"theory": theory_version(), "made_by": "python docs/measure.py"}
    told = {**made, **how, "found": found}
    path = REFERENCE / f"{name}.json"
    path.write_text(json.dumps(told, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}", flush=True)


def slim(found: list[dict]) -> list[dict]:
    """Keep of each side its measure, its effect and the interval of this."""
    return [
        {
            "id": pattern["id"],
            "sides": [
                {key: side[key] for key in ("measure", "effect", "interval")}
                for side in pattern["sides"]
            ],
        }
        for pattern in found
    ]


def figure(drawn: Figure, stem: str) -> None:
    """Save a figure for the documents, which show it as PNG."""
    save(drawn, FIGURES, stem)
    (FIGURES / f"{stem}.svg").unlink()


def main() -> None:
    """Measure everything, and draw the two figures."""
    compile_ahead(print)
    REFERENCE.mkdir(parents=True, exist_ok=True)
    FIGURES.mkdir(exist_ok=True)
    keep("patterns", check_patterns(WHOLE, BLOCKS), ensemble=WHOLE._asdict())
    draws, replicates, seed = LITERATURE
    checks = check_literature(draws, replicates, seed, BLOCKS, uncertainty="prior")
    keep("literature", checks, draws=draws, replicates=replicates, seed=seed)
    runs = gather(tensions.ARMS, WHOLE, BLOCKS)
    figure(tensions.draw(runs), "tensions")
    figure(group_survival.draw(run("hundred_groups", SEED, 4)), "group_survival")
    smaller = Ensemble(*SMALLER, uncertainty="prior")
    without = {"everything": slim(check_patterns(smaller, BLOCKS))}
    for mechanism in switchable():
        without[mechanism] = slim(check_patterns(smaller._replace(off=mechanism), BLOCKS))
        print(f"without {mechanism}", flush=True)
    keep("patterns_without", without, ensemble=smaller._asdict())


if __name__ == "__main__":
    main()
