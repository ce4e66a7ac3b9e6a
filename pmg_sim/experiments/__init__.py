"""Running scenarios: replicates, their tables, the folder of results, the summary in words."""

from pmg_sim.experiments.minutes import minutes
from pmg_sim.experiments.place import FolderError, check_place
from pmg_sim.experiments.run import ARMS, Results, run
from pmg_sim.experiments.run_to_folder import default_folder, run_to_folder
from pmg_sim.experiments.store import TABLES, Written, read, write
from pmg_sim.experiments.summary import summary
from pmg_sim.experiments.words import in_words

__all__ = [
    "ARMS",
    "TABLES",
    "FolderError",
    "Results",
    "Written",
    "check_place",
    "default_folder",
    "in_words",
    "minutes",
    "read",
    "run",
    "run_to_folder",
    "summary",
    "write",
]
