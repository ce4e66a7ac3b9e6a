"""An experiment that asks which uncertain numbers matter."""

from typing import Any

from pmg_sim.comparison import differences
from pmg_sim.experiments.written_answer import Answer
from pmg_sim.inquiry.answer import reproduce
from pmg_sim.inquiry.cells import Plan
from pmg_sim.inquiry.schema import Experiment
from pmg_sim.jit import theory_version
from pmg_sim.sensitivity import screen, what_matters

EXPLAINED = "What a number of the theory is, `pmg explain NAME` tells."


def what_matters_answer(experiment: Experiment, plan: Plan, how: dict[str, Any]) -> Answer:
    """Run a design of a sensitivity analysis on the one scenario, and answer."""
    scenario = plan.scenarios[0][0]
    entry = what_matters if experiment.uncertainty.design == "sobol" else screen
    found = entry(
        scenario,
        experiment.measures(),
        experiment.draws,
        experiment.replicates,
        experiment.seed,
        names=experiment.uncertainty.numbers or None,
        **how,
    )
    return Answer(
        kind="experiment",
        name=experiment.name,
        title=experiment.title,
        question=experiment.question,
        sentences=(*found.sentences, EXPLAINED),
        sections=found.sections,
        methods=found.methods,
        differences=differences([plan.policies[0].name], [scenario]),
        facts={
            "experiment": experiment.model_dump(mode="json", exclude_unset=True),
            "seed": experiment.seed,
            "draws": experiment.draws,
            "replicates": experiment.replicates,
            "scenarios": {plan.policies[0].name: [scenario.hash()]},
            "uncertainty": "prior",
            "theory": theory_version(),
        },
        reproduce=reproduce(experiment),
    )
