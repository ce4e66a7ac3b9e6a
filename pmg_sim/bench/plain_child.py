"""The process in which rules and processes run without the compiler; `pmg_sim.bench.plain` talks.

Reads one JSON object a line from standard input, and answers each with one line.
"""

import json
import random
import sys
import time
from typing import Any

from pmg_sim import dice
from pmg_sim.bench.counting import count_calls
from pmg_sim.bench.plain_model import PlainModel
from pmg_sim.build import Plan, plan
from pmg_sim.jit import config
from pmg_sim.scenario import load_scenario


def _throw(*_key: int) -> float:
    return random.random()


def _throw_normal(*_key: int) -> float:
    return random.gauss(0.0, 1.0)


HIRING = "pmg_sim.processes.department"
ORDINARY = {"uniform": _throw, "normal": _throw_normal}


def use_dice(keyed: bool) -> None:
    """Draw by key, as the model does, or from Python's own generator, as models usually do.

    In plain Python a draw by key costs as much as a page of the model's arithmetic, which nobody
    who wrote for plain Python would pay. Only the number of people hired, one draw a week, is
    always drawn by key: room for them is made before the run.
    """
    for name, ordinary in ORDINARY.items():
        by_key = getattr(dice, name)
        for place, module in list(sys.modules.items()):
            of_the_week = place.startswith("pmg_sim.processes.") and place != HIRING
            if of_the_week and getattr(module, name, None) in (by_key, ordinary):
                setattr(module, name, by_key if keyed else ordinary)


def _plan(asked: dict[str, Any]) -> Plan:
    scenario = load_scenario(asked["scenario"])
    return plan(scenario if asked["arm"] == "group" else scenario.without_group())


def run(asked: dict[str, Any]) -> dict[str, Any]:
    """Run a model; answer how long its weeks took, and its final columns if asked for.

    Building is not timed: it is done on arrays, which the switched-off compiler makes slow.
    """
    settled = _plan(asked)
    use_dice(keyed=True)
    model = PlainModel(settled, asked["seed"], asked["replicate"], asked["collect"])
    use_dice(asked["keyed"])
    random.seed(f"{asked['seed']} {asked['replicate']}")
    weeks = asked["weeks"] or settled.scenario.horizon_weeks
    start = time.perf_counter()
    for _ in range(weeks):
        model.step()
    answer: dict[str, Any] = {"seconds": time.perf_counter() - start}
    for name, columns in asked["columns"].items():
        rows = getattr(model.state, name)
        answer[name] = {column: [getattr(row, column) for row in rows] for column in columns}
    return answer


def count(asked: dict[str, Any]) -> dict[str, Any]:
    """Run a model; answer how often each phase drew and called the library of mathematics."""
    use_dice(keyed=True)
    model = PlainModel(_plan(asked), asked["seed"], asked["replicate"], collect=False)
    return count_calls(model, asked["weeks"])


def main() -> None:
    """Answer until standard input ends."""
    if not config.DISABLE_JIT:
        raise SystemExit("this process needs NUMBA_DISABLE_JIT=1")
    answers = {"run": run, "count": count}
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(answers[asked["what"]](asked)), flush=True)


if __name__ == "__main__":
    main()
