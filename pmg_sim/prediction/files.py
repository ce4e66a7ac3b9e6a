"""Writing a prediction: its distributions, and a row for each programme that was run."""

import json
from pathlib import Path
from typing import Any

from pmg_sim import __version__
from pmg_sim.experiments.estimates import for_json
from pmg_sim.jit import theory_version
from pmg_sim.prediction.predict import Prediction

DISTRIBUTIONS, DRAWS = "prediction.json", "draws.csv"


def as_dict(prediction: Prediction) -> dict[str, Any]:
    """Return a prediction fit for JSON; what is no number is None."""
    programme = prediction.programme
    other = programme.other_arm()
    told = {
        "programme": programme.name,
        "title": programme.title,
        "question": programme.question,
        "departments": programme.departments,
        "compared_with": programme.compared_with,
        "other_people": bool(
            programme.comparison
            and programme.comparison.with_ == "setting"
            and programme.comparison.people == "others"
        ),
        "setting": programme.setting.hash(),
        "other_setting": None if other is None else other.hash(),
        "uncertainty": prediction.uncertainty,
        "draws": prediction.draws,
        "replicates": prediction.replicates,
        "programmes": prediction.draws * prediction.replicates,
        "seed": prediction.seed,
        "version": __version__,
        "theory": theory_version(),
        "quantities": prediction.quantities,
    }
    return for_json(told)


def write(prediction: Prediction, folder: Path) -> list[Path]:
    """Write ``prediction.json`` and ``draws.csv``; the same prediction gives the same bytes.

    Parameters
    ----------
    prediction : Prediction
    folder : pathlib.Path
        Is made where it is not there; files of an earlier prediction are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    distributions, draws = folder / DISTRIBUTIONS, folder / DRAWS
    text = json.dumps(as_dict(prediction), indent=1, allow_nan=False) + "\n"
    distributions.write_text(text, encoding="utf-8", newline="\n")
    prediction.values.to_csv(draws, index=False, lineterminator="\n")
    return [distributions, draws]
