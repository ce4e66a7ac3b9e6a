"""Contradictions in an experiment's file: what is each allowed but does not go together."""

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pmg_sim.scenario.checks import Mistake
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.wording import nearest, one_of

if TYPE_CHECKING:
    from pmg_sim.inquiry.schema import Experiment, Factor, Lever

SAMPLED = ("latin_hypercube", "sobol")
MOST_CELLS = 5_000


def in_text(value: object) -> str:
    """Write a value the way a level is called."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def factor_mistakes(factor: "Factor") -> Iterator[Mistake]:
    """Check that a factor says what it varies, and says it once."""
    lever = "low" in type(factor).model_fields  # which values it needs depends on the design
    ranged = lever and (factor.low, factor.high) != (None, None)
    if factor.level and (factor.key is not None or factor.values or ranged):
        problem = "levels are stated twice: by `level`, and by `key`, `values` or a range"
        yield Mistake(("level",), None, problem, "`level` tables, or `key` with `values`")
    elif not factor.level and factor.key is None:
        problem = "nothing says which setting it varies"
        yield Mistake(("key",), None, problem, "`key` with `values`, or `level` tables")
    elif not factor.level and not factor.values and not lever:
        yield Mistake(("values",), None, "`key` has no values", "a list of values")
    names = [one.name for one in factor.level] or [in_text(value) for value in factor.values]
    if len(set(names)) < len(names):
        again = next(name for name in names if names.count(name) > 1)
        where = "level" if factor.level else "values"
        yield Mistake((where,), again, "it stands there twice", "each level once")


def experiment_mistakes(experiment: "Experiment") -> Iterator[Mistake]:
    """Check the parts of an experiment against one another."""
    yield from _name_mistakes(experiment)
    yield from _hidden_mistakes(experiment)
    yield from _outcome_mistakes(experiment)
    yield from _lever_mistakes(experiment)
    yield from _uncertainty_mistakes(experiment)
    if experiment.better and not experiment.choice:
        problem = "what counts as better says nothing where nothing is judged"
        yield Mistake(("better",), None, problem, "no `choice = false`, or no [[better]] tables")
    if experiment.cycles is not None and (experiment.lever or experiment.circumstance):
        problem = "a look at members week by week takes one scenario"
        yield Mistake(("cycles",), None, problem, "no [[lever]] and no [[circumstance]] beside it")
    names = [arm.name for arm in experiment.arm]
    if experiment.baseline is not None and experiment.baseline not in names:
        like = nearest(experiment.baseline, names)
        problem = "no arm has this name" + (f' (nearest: "{like}")' if like else "")
        allowed = one_of(names) if names else "no `baseline` without [[arm]] tables"
        yield Mistake(("baseline",), experiment.baseline, problem, allowed)


def _hidden_mistakes(experiment: "Experiment") -> Iterator[Mistake]:
    """Find settings that two parts of the experiment make, of which one would hide the other."""
    states = {key: f'the circumstance "{one.name}"' for one, key in _set(experiment.circumstance)}
    for place, lever in enumerate(experiment.lever):
        for one, key in _set((lever,)):
            if key in states:
                problem = f"{states[key]} sets `{key}`, too"
                yield Mistake(("lever", place, "name"), one.name, problem, "one of them")
    others = states | {key: f'the lever "{one.name}"' for one, key in _set(experiment.lever)}
    for place, arm in enumerate(experiment.arm):
        for key, value in arm.set.items():
            if key in others:
                problem = f"{others[key]} sets it, too"
                yield Mistake(("arm", place, "set", key), value, problem, "one of them")


def _set(factors: "Iterable[Factor]") -> "Iterator[tuple[Factor, str]]":
    """List which factor sets which keys."""
    for one in factors:
        for key in {one.key} - {None} | {key for level in one.level for key in level.set}:
            yield one, str(key)


def _name_mistakes(experiment: "Experiment") -> Iterator[Mistake]:
    for table in ("arm", "lever", "circumstance"):
        names = [one.name for one in getattr(experiment, table)]
        for place, name in enumerate(names):
            if name in names[:place]:
                problem = f'{table} {names.index(name)} has the same name, "{name}"'
                yield Mistake((table, place, "name"), name, problem, "a name of its own")
    for table in ("lever", "circumstance"):
        keys = [one.key for one in getattr(experiment, table)]
        for place, key in enumerate(keys):
            if key is not None and key in keys[:place]:
                problem = f"{table} {keys.index(key)} sets it, too"
                yield Mistake((table, place, "key"), key, problem, "a setting of its own")
    both = {one.name for one in experiment.lever} & {one.name for one in experiment.circumstance}
    for name in sorted(both):
        place = [one.name for one in experiment.circumstance].index(name)
        problem = "a lever has the same name"
        yield Mistake(("circumstance", place, "name"), name, problem, "a name of its own")


def _outcome_mistakes(experiment: "Experiment") -> Iterator[Mistake]:
    for place, name in enumerate(experiment.outcomes):
        if name in experiment.outcomes[:place]:
            yield Mistake(("outcomes", place), name, "it stands there twice", "each outcome once")
    counted = [
        (one.outcome, one.whom) for one in (better.resolved() for better in experiment.better)
    ]
    for place, pair in enumerate(counted):
        if pair in counted[:place]:
            problem = "it counts twice for the same people"
            yield Mistake(("better", place, "outcome"), pair[0], problem, "each outcome once")


def _lever_mistakes(experiment: "Experiment") -> Iterator[Mistake]:
    method = experiment.design.method
    if method != "factorial" and not experiment.lever:
        problem = f'a design "{method}" has no levers'
        yield Mistake(("design", "method"), method, problem, "[[lever]] tables beside it")
    if method == "points":
        yield from _point_mistakes(experiment)
    elif experiment.point:
        problem = f'points say nothing under the design "{method}"'
        yield Mistake(("point",), None, problem, 'design = "points", or no [[point]] tables')
    for place, lever in enumerate(experiment.lever):
        yield from _range_mistakes(lever, ("lever", place), method)
        if lever.usual is not None:
            yield from _usual_mistakes(lever, ("lever", place, "usual"), method)


def _usual_mistakes(lever: "Lever", loc: Loc, method: str) -> Iterator[Mistake]:
    names = [level.name for level in lever.levels()]
    if method != "factorial":
        problem = f'under the design "{method}" others are held against the first point'
        yield Mistake(loc, lever.usual, problem, "no `usual`")
    elif names and in_text(lever.usual) not in names:
        problem = "it is none of the lever's levels"
        yield Mistake(loc, lever.usual, problem, one_of(names))


def _range_mistakes(lever: "Lever", loc: Loc, method: str) -> Iterator[Mistake]:
    ends = (lever.low, lever.high)
    if method in SAMPLED:
        if lever.key is None or lever.low is None or lever.high is None or lever.values:
            problem = f'the design "{method}" draws values from a range'
            yield Mistake((*loc, "low"), lever.low, problem, "`key` with `low` and `high`")
        elif lever.low >= lever.high:
            problem = f"the lowest value is not below the highest, {lever.high:g}"
            yield Mistake((*loc, "low"), lever.low, problem, "a number below `high`")
        elif lever.whole and math.floor(lever.high) < math.ceil(lever.low):
            problem = f"there is no whole number from it to {lever.high:g}"
            yield Mistake((*loc, "low"), lever.low, problem, "a range that holds whole numbers")
    elif (
        method == "factorial" and lever.key is not None and not lever.values and ends == (None,) * 2
    ):
        yield Mistake((*loc, "values"), None, "`key` has no values", "a list of values")
    elif method == "points" and lever.values:
        problem = "the points tell the values"
        yield Mistake((*loc, "values"), list(lever.values), problem, "no `values`")
    elif ends != (None, None):
        which = "low" if lever.low is not None else "high"
        problem = f'a range says nothing under the design "{method}"'
        yield Mistake((*loc, which), getattr(lever, which), problem, _one_of_designs(SAMPLED))


def _one_of_designs(names: Iterable[str]) -> str:
    return " or ".join(f'design = "{name}"' for name in names)


def _point_mistakes(experiment: "Experiment") -> Iterator[Mistake]:
    names = [lever.name for lever in experiment.lever]
    if not experiment.point:
        problem = 'the design "points" needs its points'
        yield Mistake(("point",), None, problem, "[[point]] tables with a value for each lever")
    for place, point in enumerate(experiment.point):
        for name in point:
            if name not in names:
                like = nearest(name, names)
                problem = "no lever has this name" + (f' (nearest: "{like}")' if like else "")
                yield Mistake(("point", place, name), point[name], problem, one_of(names))
        lacking = [name for name in names if name not in point]
        if lacking:
            problem = f'the point has no value for "{lacking[0]}"'
            yield Mistake(("point", place), None, problem, "a value for each lever")
        elif point in experiment.point[:place]:
            problem = f"point {experiment.point.index(point)} is the same"
            yield Mistake(("point", place), point, problem, "each point once")
    for place, lever in enumerate(experiment.lever):
        if lever.key is None:
            problem = 'the design "points" sets one key for each lever'
            yield Mistake(("lever", place, "key"), None, problem, "`key`, and no `level` tables")


def _uncertainty_mistakes(experiment: "Experiment") -> Iterator[Mistake]:
    uncertain = experiment.uncertainty
    designed = uncertain.design != "random"
    if designed and uncertain.source != "prior":
        problem = f'the design "{uncertain.design}" takes numbers that are independent'
        yield Mistake(("uncertainty", "source"), uncertain.source, problem, 'source = "prior"')
    if uncertain.numbers and not designed:
        problem = "random sets draw all numbers"
        allowed = _one_of_designs(("latin_hypercube", "sobol", "morris"))
        yield Mistake(("uncertainty", "numbers"), list(uncertain.numbers), problem, allowed)
    if uncertain.design in ("sobol", "morris"):
        varied = ("arm", "lever", "circumstance")
        for table in varied:
            if getattr(experiment, table):
                problem = f'a design "{uncertain.design}" asks what matters in one scenario'
                yield Mistake((table,), None, problem, f"no [[{table}]] tables beside it")
        for key in ("measured", "choice", "better", "cycles", "left_out"):
            if key in experiment.model_fields_set:
                problem = f'it says nothing under a design "{uncertain.design}"'
                yield Mistake((key,), None, problem, f"no `{key}` beside it")
        if experiment.replicates < 2:
            problem = f'a design "{uncertain.design}" has to tell luck apart'
            yield Mistake(("replicates",), experiment.replicates, problem, "2 or more")
    fixed = {key: "an arm" for arm in experiment.arm for key in arm.set}
    fixed |= {one.key: "a lever" for one in experiment.lever}
    fixed |= {one.key: "a circumstance" for one in experiment.circumstance}
    for place, name in enumerate(uncertain.numbers):
        who = fixed.get(name, fixed.get(f"parameters.{name}"))
        if who is not None:
            problem = f"{who} sets this number, so that it cannot vary"
            yield Mistake(("uncertainty", "numbers", place), name, problem, "other numbers")
