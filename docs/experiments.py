"""Answer all experiments that are ready, for the documents: ``python docs/experiments.py [NAME]``.

It takes about ten minutes on two idle cores. Finished blocks are kept under ``results/``, so that
it can be stopped and goes on. What it writes: for each experiment a folder of
``results/reference/experiments`` with its answer, its tables but the longest, and its figures with
fewer colours; ``docs/generate.py`` puts the answers into ``docs/experiments.md``.
"""

import shutil
import sys
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pmg_sim.experiments.written_answer import ANSWER, FIGURES, TABLES, write_answer  # noqa: E402
from pmg_sim.figures.answers import save_picture  # noqa: E402
from pmg_sim.inquiry import experiment, ready_experiments  # noqa: E402

REFERENCE = ROOT / "results" / "reference" / "experiments"
LARGEST_TABLE = 200_000  # bytes
COLOURS = 256
"""So many in a figure that is kept make its file a third as large, and no difference to see."""


def main(names: list[str]) -> None:
    """Answer the experiments that are named, or all."""
    for name in names or [entry.name for entry in ready_experiments()]:
        started = time.monotonic()
        folder = ROOT / "results" / "experiments" / name
        command = f"pmg experiment {name}"
        answer = experiment(name, store=folder / "blocks", command=command)
        write_answer(answer, folder, save_picture, command)
        keep(folder, REFERENCE / name)
        print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)


def keep(folder: Path, place: Path) -> None:
    """Copy what is small from an answer's folder."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    shutil.copy(folder / ANSWER, place)
    for path in sorted((folder / TABLES).glob("*.csv")):
        if path.stat().st_size <= LARGEST_TABLE:
            shutil.copy(path, place)
    for path in sorted((folder / FIGURES).glob("*.png")):
        with Image.open(path) as figure:
            few = figure.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE)
            few.save(place / path.name, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
