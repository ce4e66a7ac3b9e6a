"""Experiments: a question as a file, with what can be chosen and what is uncertain; its answer."""

from pmg_sim.inquiry.experiment import experiment
from pmg_sim.inquiry.load import experiment_from_dict, load_experiment, ready_experiments
from pmg_sim.inquiry.schema import Experiment

__all__ = [
    "Experiment",
    "experiment",
    "experiment_from_dict",
    "load_experiment",
    "ready_experiments",
]
