"""What repeats an experiment: sizes, hashes, and the command."""

import shlex

from pmg_sim.experiments.alone import alone
from pmg_sim.inquiry.load import ready_files
from pmg_sim.inquiry.runs import Runs
from pmg_sim.inquiry.schema import Experiment
from pmg_sim.jit import theory_version
from pmg_sim.posterior import posterior_hash


def facts(runs: Runs) -> dict[str, object]:
    """Return what repeats the runs."""
    experiment, plan = runs.experiment, runs.plan
    return {
        "experiment": experiment.model_dump(mode="json", exclude_unset=True),
        "seed": experiment.seed,
        "draws": len(runs.sets),
        "replicates": experiment.replicates,
        "scenarios": {
            policy.name: [one.hash() for one in several]
            for policy, several in zip(plan.policies, plan.scenarios, strict=True)
        },
        "uncertainty": experiment.uncertainty.source,
        "posterior": posterior_hash() if experiment.uncertainty.source == "posterior" else None,
        "theory": theory_version(),
        "runs": _different(runs) * len(runs.sets) * experiment.replicates,
    }


def _different(runs: Runs) -> int:
    """Count the scenarios that differ, those with nobody meeting among them."""
    scenarios = [one for several in runs.plan.scenarios for one in several]
    if runs.experiment.measured == "effect":
        scenarios += [alone(one) for one in scenarios]
    return len({one.hash() for one in scenarios})


def reproduce(experiment: Experiment) -> str:
    """Return the command, or where there is no file the call, that gives the same answer."""
    path = experiment.path
    if path is None:
        return (
            "pmg_sim.experiment(pmg_sim.experiment_from_dict(...)), of the facts in manifest.json"
        )
    known = path == ready_files().get(experiment.name)
    return shlex.join(["pmg", "experiment", experiment.name if known else str(path)])
