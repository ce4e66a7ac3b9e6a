"""Predicting what a programme elsewhere would observe, from what the study taught the model."""

from pmg_sim.prediction.files import write
from pmg_sim.prediction.load import load_programme
from pmg_sim.prediction.predict import DRAWS, Prediction, predict, usual_replicates
from pmg_sim.prediction.schema import Comparison, Programme, Quantity
from pmg_sim.prediction.words import in_words

__all__ = [
    "DRAWS",
    "Comparison",
    "Prediction",
    "Programme",
    "Quantity",
    "in_words",
    "load_programme",
    "predict",
    "usual_replicates",
    "write",
]
