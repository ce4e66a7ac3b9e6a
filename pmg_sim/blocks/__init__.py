"""Blocks: everything larger than one run, as a list of parts that are run once and kept."""

from pmg_sim.blocks.block import Block, Failure
from pmg_sim.blocks.cluster import ClusterError
from pmg_sim.blocks.memory import Memory
from pmg_sim.blocks.report import Report, results
from pmg_sim.blocks.runner import Interrupted, run_blocks, tell
from pmg_sim.blocks.store import Store, StoreError

__all__ = [
    "Block",
    "ClusterError",
    "Failure",
    "Interrupted",
    "Memory",
    "Report",
    "Store",
    "StoreError",
    "results",
    "run_blocks",
    "tell",
]
