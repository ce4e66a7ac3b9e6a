"""Timing side by side: every contestant once a round, and what the rounds say together."""

import statistics
from collections.abc import Callable, Mapping
from typing import Any

Seconds = Mapping[str, list[float]]


def interleave(
    contestants: Mapping[str, Callable[[int], float]],
    rounds: int,
    progress: Callable[[int, int], Any] = lambda _done, _total: None,
) -> dict[str, list[float]]:
    """Let all contestants run in turn, again and again, so that a slow minute hits them all.

    A first round, which compiles and warms caches, is left out.

    Parameters
    ----------
    contestants
        Each takes the number of the round and returns seconds.
    rounds
        How many rounds count.
    progress
        Receives turns done and in all.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    turns = (rounds + 1) * len(contestants)
    for number in range(rounds + 1):
        for place, (name, run) in enumerate(contestants.items(), 1):
            took = run(number)
            if number > 0:
                seconds[name].append(took)
            progress(number * len(contestants) + place, turns)
    return seconds


def spread(values: list[float]) -> dict[str, float]:
    """Return the median, both quartiles and both ends of some numbers."""
    low, median, high = (
        statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    )
    return {
        "median": median,
        "lower_quartile": low,
        "upper_quartile": high,
        "minimum": min(values),
        "maximum": max(values),
    }


def ratio(seconds: Seconds, slow: str, fast: str) -> dict[str, float] | None:
    """Return how many times longer `slow` took than `fast`, round by round; None without one."""
    if not seconds.get(slow) or not seconds.get(fast):
        return None
    return spread([a / b for a, b in zip(seconds[slow], seconds[fast], strict=True)])
