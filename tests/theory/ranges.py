"""The rules as the tests see them: what each takes, what it reads, and draws within both."""

import ast
import functools
import importlib
import inspect
import math
import pkgutil
import textwrap

from hypothesis import strategies as st

from pmg_sim import codes, theory
from pmg_sim.parameters import PARAMETERS, pack
from pmg_sim.state import AUTHORS

MODULES = tuple(module.name for module in pkgutil.iter_modules(theory.__path__))

SHARE = (0.0, 1.0)
HOURS = (0.0, 60.0)
LOG_ODDS = (-6.0, 6.0)
PEOPLE = (2, 20)

# Where an argument of a rule can lie, by its name; whole numbers for what is counted. Hours and
# weeks are all that a person's week and a run can hold. What is not here is a state, a share or a
# flag, and lies anywhere in [0, 1].
ARGUMENTS = {
    **dict.fromkeys(("contact_hours", "free_hours", "hours", "hours_together", "offered"), HOURS),
    **dict.fromkeys(("other_pace", "overtime", "own_pace", "returned", "weekly_hours"), HOURS),
    **dict.fromkeys(("orientation", "progress"), (-1.0, 1.0)),
    **dict.fromkeys(("comparison", "luck"), (-4.0, 4.0)),
    **dict.fromkeys(("quality", "z"), LOG_ODDS),
    **dict.fromkeys(("weeks", "weeks_left"), (0.0, 208.0)),
    "pull": (0.0, 100.0),
    "done_share": (0.0, 3.0),
    "evening_hours": (0.0, 8.0),
    "floor_minutes": (0.0, 600.0),
    "flow": (0.0, 50.0),
    "hours_left": (0.0, 1000.0),
    "ideas": (0.0, 3.0),
    "length": (15.0, 2400.0),
    "load": (0.0, 10.0),
    "longest": (5.0, 60.0),
    "minutes": (0.0, 600.0),
    "shortest": (5.0, 45.0),
    "ties": (0.0, 40.0),
    "weights": (0.0, 1000.0),
    "track_ratio": (0.5, 4.0),
    "years_in_rank": (0.0, 40.0),
    "authors": (1, AUTHORS),
    "count": PEOPLE,
    "members": PEOPLE,
    "people": PEOPLE,
    "kind": (codes.PAPER, codes.PRESENTATION),
    "policy": (codes.EVERYONE, codes.ONE_PRESENTER),
    "rank": (codes.ACTING_ASSISTANT, codes.NOBODY),
    "stage": (codes.SENIOR, codes.JUNIOR),
    "status": (codes.KEPT, codes.ABANDONED),
}

# Where one file means something else by a name.
ELSEWHERE = {
    ("efficacy", "luck"): (-math.sqrt(3.0), math.sqrt(3.0)),
    ("feelings", "own_level"): LOG_ODDS,
    ("viability", "own_level"): LOG_ODDS,
    ("meeting", "people", "decision_minutes"): (2.0, 20.0),
    ("support", "half"): (1e-3, 20.0),
    ("shapes", "x"): (-700.0, 700.0),
    ("shapes", "share", "log_odds"): (1e-9, 1.0 - 1e-9),
    ("shapes", "amount"): (0.0, 1000.0),
    ("shapes", "half"): (1e-3, 100.0),
    ("shapes", "low"): (0.0, 0.4),
    ("shapes", "high"): (0.6, 1.0),
    ("shapes", "rate_per_year"): (0.0, 50.0),
    ("shapes", "rate_per_week"): (0.0, 1.0),
    ("shapes", "mean", "amount_like"): (0.5, 100.0),
    ("shapes", "sd", "amount_like"): (0.0, 50.0),
    ("shapes", "mean", "share_like"): (0.05, 0.95),
    ("shapes", "sd", "share_like"): (0.0, 0.2),
    ("shapes", "flag"): (0, 1),
}


def plain(rule):
    """Return the function that a rule was compiled from; itself where nothing is compiled."""
    return getattr(rule, "py_func", rule)


def rules_of(module):
    """Return the rules that a file of the theory defines, in its order."""
    found = importlib.import_module(f"pmg_sim.theory.{module}")
    return [
        value
        for value in vars(found).values()
        if callable(value) and plain(value).__module__ == found.__name__
    ]


def name_of(rule):
    return plain(rule).__name__


def arguments_of(rule):
    """Return the names of what a rule takes beside the parameters."""
    return [name for name in inspect.signature(plain(rule)).parameters if name != "p"]


def span(rule, argument):
    """Return the ends of an argument's range."""
    module = plain(rule).__module__.rpartition(".")[2]
    for key in ((module, argument, name_of(rule)), (module, argument)):
        if key in ELSEWHERE:
            return ELSEWHERE[key]
    return ARGUMENTS.get(argument, SHARE)


@functools.cache
def reads(rule):
    """Return the names of the parameters that a rule reads, itself or through other rules."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(plain(rule))))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_p(node.value):
            found.add(node.attr)
        elif isinstance(node, ast.Call) and node.args and _is_p(node.args[0]):
            found |= reads(plain(rule).__globals__[node.func.id])
    return frozenset(found)


def _is_p(node):
    return isinstance(node, ast.Name) and node.id == "p"


def parameter_sets(rule, **fixed):
    """Draw parameters: what a rule reads anywhere in its range unless fixed, the rest default."""
    ranges = {
        name: st.floats(PARAMETERS[name].low, PARAMETERS[name].high, allow_subnormal=False)
        for name in sorted(reads(rule) - set(fixed))
    }
    return st.fixed_dictionaries(ranges).map(lambda drawn: pack(drawn | fixed)[0])


def points(rule):
    """Draw values for all that a rule takes beside the parameters, by name."""
    return st.fixed_dictionaries({name: _between(*span(rule, name)) for name in arguments_of(rule)})


def _between(low, high):
    if isinstance(low, int):
        return st.integers(low, high)
    return st.floats(low, high, allow_subnormal=False)


def middle(rule):
    """Return the point in the middle of every argument's range."""
    ends = {name: span(rule, name) for name in arguments_of(rule)}
    return {
        name: (low + high) // 2 if isinstance(low, int) else 0.5 * (low + high)
        for name, (low, high) in ends.items()
    }


def call(rule, p, point):
    """Evaluate the plain source of a rule, which compiled code must equal (see test_plain)."""
    given = {"p": p} if "p" in inspect.signature(plain(rule)).parameters else {}
    return plain(rule)(**given, **point)
