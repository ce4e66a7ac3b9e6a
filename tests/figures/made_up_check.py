"""A manifest, a check and a validation made by hand, in the shape that figures read."""

import numpy as np

from pmg_sim.calibration.numbers import study_numbers

FREE = (
    "benefit_threshold",
    "drawback_threshold",
    "commitment_to_attendance",
    "satisfaction_to_motivation",
    "joint_rate",
    "contact_to_closeness",
    "evening_to_attendance",
)
STUDIES = 40


def manifest():
    """Make the margins of a calibration: of some numbers much was learnt, of others nothing."""
    rows = [
        {
            "name": name,
            "shift": 0.4 * (-1) ** k,
            "narrowing": 0.5 / (k + 1),
            "bits": 0.9 / (k + 1) ** 2,
            "error": 0.02,
            "learnt": k < 3,
        }
        for k, name in enumerate(FREE)
    ]
    return {"margins": rows[::-1]}


def check():
    """Make studies that were made up, a wrong prior in the last three numbers."""
    luck = np.random.default_rng(3)
    truths = luck.standard_normal((len(FREE), STUDIES))
    return {
        "studies": STUDIES,
        "numbers": [{"name": name, "recovery": 0.8 - 0.1 * k} for k, name in enumerate(FREE)],
        "planted": {"in": list(FREE[-3:]), "shift": 0.5},
        "made_up": {
            "below": luck.random((len(FREE), STUDIES)).tolist(),
            "truths": truths.tolist(),
            "means": (0.5 * truths + 0.2).tolist(),
        },
        "wrong_below": (luck.random((len(FREE), STUDIES)) ** 2).tolist(),
        "second": [
            {
                "name": name,
                "mean": 0.1 * k,
                "sd": 0.8,
                "other_mean": 0.1 * k + 0.05,
                "other_sd": 0.7,
                "apart": 0.05,
            }
            for k, name in enumerate(FREE)
        ],
    }


def entries():
    """Make entries of a validation; a pattern among them, which has no counts."""
    found = []
    for place, number in enumerate(study_numbers()):
        chances = np.full(number.of + 1, 1.0 / (number.of + 1))
        low, high = (0, number.of) if place % 4 else (0, max(0, number.count - 1))
        found.append(
            {
                "name": number.name,
                "kind": number.kind,
                "study": number.count,
                "of": number.of,
                "predictive": {"low": low, "median": number.of // 2, "high": high},
                "probability": 0.5,
                "inside": low <= number.count <= high,
                "informative": not number.weak,
                "in_fit": True,
                "verdict": "inside the central 90 %",
                "chances": chances.tolist(),
            }
        )
    pattern = {"name": "deadline_pull", "kind": "pattern", "study": "at least +0.05"}
    return [pattern, *found]
