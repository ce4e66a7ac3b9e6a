"""Simulate peer mentoring groups: the same department, with the group and without it.

Build, run, read::

    import pmg_sim

    results = pmg_sim.run("study", seed=1)
    print(pmg_sim.in_words(pmg_sim.summary(results)))
    pmg_sim.write(results, "results/mine")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from pmg_sim.comparison import Comparison, compare
    from pmg_sim.ensemble import simulate
    from pmg_sim.experiments import FolderError, Results, in_words, read, run, summary, write
    from pmg_sim.experiments.written_answer import Answer, write_answer
    from pmg_sim.figures import draw_all
    from pmg_sim.figures.answers import draw_picture, save_picture
    from pmg_sim.glossary import explain
    from pmg_sim.inquiry import (
        Experiment,
        experiment,
        experiment_from_dict,
        load_experiment,
        ready_experiments,
    )
    from pmg_sim.parameters import MECHANISMS, PARAMETERS
    from pmg_sim.posterior import draw_sets
    from pmg_sim.prediction import Prediction, load_programme, predict
    from pmg_sim.report import write_report
    from pmg_sim.scenario import Scenario, ScenarioError, library, load_scenario
    from pmg_sim.world import PeerMentoringModel

# Each name is imported when it is first asked for, so that `import pmg_sim` costs next to nothing.
_HOMES = {
    "Comparison": "comparison",
    "compare": "comparison",
    "simulate": "ensemble",
    "Answer": "experiments.written_answer",
    "write_answer": "experiments.written_answer",
    "draw_picture": "figures.answers",
    "save_picture": "figures.answers",
    "Experiment": "inquiry",
    "experiment": "inquiry",
    "experiment_from_dict": "inquiry",
    "load_experiment": "inquiry",
    "ready_experiments": "inquiry",
    "draw_sets": "posterior",
    "write_report": "report",
    "FolderError": "experiments",
    "Results": "experiments",
    "in_words": "experiments",
    "read": "experiments",
    "run": "experiments",
    "summary": "experiments",
    "write": "experiments",
    "draw_all": "figures",
    "explain": "glossary",
    "MECHANISMS": "parameters",
    "PARAMETERS": "parameters",
    "Prediction": "prediction",
    "load_programme": "prediction",
    "predict": "prediction",
    "Scenario": "scenario",
    "ScenarioError": "scenario",
    "library": "scenario",
    "load_scenario": "scenario",
    "PeerMentoringModel": "world",
}

__all__ = [  # noqa: RUF022 - grouped as they are used
    "load_scenario",
    "library",
    "Scenario",
    "ScenarioError",
    "run",
    "Results",
    "summary",
    "in_words",
    "write",
    "read",
    "draw_all",
    "FolderError",
    "compare",
    "Comparison",
    "load_experiment",
    "experiment_from_dict",
    "ready_experiments",
    "experiment",
    "Experiment",
    "Answer",
    "write_answer",
    "draw_picture",
    "save_picture",
    "write_report",
    "simulate",
    "draw_sets",
    "load_programme",
    "predict",
    "Prediction",
    "explain",
    "PARAMETERS",
    "MECHANISMS",
    "PeerMentoringModel",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
