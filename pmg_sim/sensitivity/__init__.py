"""Which uncertain numbers of the theory the answer hangs on, with luck told apart."""

from pmg_sim.sensitivity.designs import Design, latin_hypercube_sets, morris_sets, sobol_sets
from pmg_sim.sensitivity.luck import Signal, separate
from pmg_sim.sensitivity.mechanisms import Groups, groups
from pmg_sim.sensitivity.regression import Explained, Numbers, each, explained
from pmg_sim.sensitivity.screening import morris
from pmg_sim.sensitivity.what_matters import Found, screen, what_matters

__all__ = [
    "Design",
    "Explained",
    "Found",
    "Groups",
    "Numbers",
    "Signal",
    "each",
    "explained",
    "groups",
    "latin_hypercube_sets",
    "morris",
    "morris_sets",
    "screen",
    "separate",
    "sobol_sets",
    "what_matters",
]
