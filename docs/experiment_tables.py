"""The tables about experiments: keys of a file, outcomes, answers of those that are ready."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from state_tables import table

from pmg_sim.experiments.outcomes import OUTCOMES, WHOM
from pmg_sim.inquiry import Experiment, ready_experiments
from pmg_sim.scenario.describe import is_list, item_of, place_at
from pmg_sim.scenario.messages import allowed

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "results" / "reference" / "experiments"
MOST_FIGURES = 3


def keys() -> str:
    """Return every key of an experiment's file."""
    return table("key | value | meaning", _keys(Experiment, (), ""))


def _keys(model: type[BaseModel], loc: tuple, prefix: str) -> Iterator[tuple[str, str, str]]:
    for name in model.model_fields:
        place = place_at((*loc, name), Experiment)
        assert place is not None
        many = is_list(place)
        inner = item_of(place).kind if many else place.kind
        nested = isinstance(inner, type) and issubclass(inner, BaseModel)
        value = "tables" if nested and many else allowed(place)
        yield f"`{prefix}{name}`", value, place.meaning.replace(" (no unit)", "")
        if nested:
            step = (*loc, name, 0) if many else (*loc, name)
            yield from _keys(inner, step, f"{prefix}{name}{'[]' if many else ''}.")


def outcomes() -> str:
    """Return every outcome that an experiment can ask for."""
    rows = (
        (f"`{name}`", one.label, one.unit, WHOM[one.whom], one.better, f"{one.matters:g}")
        for name, one in OUTCOMES.items()
    )
    return table("outcome | in words | unit | for | better | matters from", rows)


def answers() -> str:
    """Return the question and the answer of every experiment that is ready."""
    parts = []
    for entry in ready_experiments():
        folder = ANSWERS / entry.name
        told = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
        lines = [f"## {entry.title}", "", f"*{entry.question}*", ""]
        lines += [f"- {sentence}" for sentence in told["answer"]]
        figures = [one for part in told["sections"] for one in part["figures"]]
        for one in figures[:MOST_FIGURES]:
            path = f"../results/reference/experiments/{entry.name}/{one['name']}.png"
            lines += ["", f"![{one['caption']}]({path})"]
        lines += ["", f"Again: `{told['reproduce']}`."]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
