"""What the study says of each mechanism: the theory without it, calibrated and scored anew."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pmg_sim.blocks import tell
from pmg_sim.calibration.calibrate import Calibration, Work, adapt
from pmg_sim.calibration.learn import evidence, leave_one_out
from pmg_sim.calibration.weigh import effective, smoothed

MECHANISMS = (
    "accountability",
    "meeting",
    "support",
    "feedback",
    "collaboration",
    "exchange",
    "conflict",
    "viability",
    "learning",
    "efficacy",
    "ties",
    "feelings",
)
"""Those that can be switched off and that a flat group without newcomers or dyads puts to work."""

BY_THE_GROUP = MECHANISMS[: MECHANISMS.index("viability") + 1]
"""Those that act among members and in their meetings; without all of them a group meets and nothing
comes of it."""

SHARES = (0.25, 0.25, 0.5)
RUNS = 20_000
"""Trials for each mechanism, and how they are divided among three rounds."""

ROUNDS_APART = 10
FIRST_ROUND = 100
"""Numbers of the rounds, far from those of the calibration itself."""


def leave_out(
    calibration: Calibration,
    off: Sequence[str],
    number: int,
    runs: int,
    work: Work,
) -> dict[str, Any]:
    """Calibrate the theory without some mechanisms, and score it.

    Parameters
    ----------
    calibration : Calibration
        Of the whole theory: its last proposal is where this one begins.
    off : sequence of str
    number : int
        Of this one among all, so that rounds differ.
    runs : int
    work : Work

    Returns
    -------
    dict
        ``off``; ``evidence`` of the study and its Monte Carlo ``error``; ``effective`` trials, and
        the ``shape`` of the tail of their weights; ``scores``, the
        leave-one-out score of each number by name, and the Monte Carlo ``errors``.
    """
    _, found = adapt(
        [],
        [],
        [max(1, round(share * runs)) for share in SHARES],
        calibration.free,
        calibration.emulators,
        calibration.seed,
        FIRST_ROUND + ROUNDS_APART * number,
        work,
        off,
        calibration.rounds[-1].proposal,
    )
    value, error = evidence(found)
    log_weights, shape = smoothed(found.raw())
    table = leave_one_out(found)
    return {
        "off": list(off),
        "evidence": value,
        "error": error,
        "effective": effective(log_weights),
        "shape": shape,
        "scores": table["score"].to_dict(),
        "errors": table["error"].to_dict(),
    }


def leave_each_out(
    calibration: Calibration, work: Work, runs: int = RUNS, say: Callable[[str], Any] = tell
) -> list[dict[str, Any]]:
    """Leave out all that act by the group together, each mechanism in turn, and last none.

    The whole theory is run with as few trials as the others, to be compared with them. See
    `leave_out`.
    """
    found = []
    for number, off in enumerate([BY_THE_GROUP, *((one,) for one in MECHANISMS), ()]):
        found.append(leave_out(calibration, off, number, runs, work))
        say(f"without {' and '.join(off) or 'nothing'}: log-evidence {found[-1]['evidence']:.2f}")
    return found


def compare(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Compare two sets of scores number by number.

    Returns
    -------
    dict
        ``difference`` of the sums over the numbers that both have, one less the other, and the
        ``error`` that so few numbers leave: what the sum would vary if the study had other numbers
        like these.
    """
    apart = np.array([one[name] - other[name] for name in one if name in other])
    return {
        "difference": float(apart.sum()),
        "error": float(np.sqrt(len(apart)) * apart.std(ddof=1)),
        "numbers": len(apart),
    }
