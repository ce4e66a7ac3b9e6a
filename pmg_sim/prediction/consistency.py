"""Contradictions in a programme's file: what is each allowed but does not go together."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmg_sim.prediction.names import COMPARING, KIND_OF, KINDS, OF_A_DEPARTMENT, Kind
from pmg_sim.scenario import Scenario
from pmg_sim.scenario.checks import Mistake
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.wording import one_of

if TYPE_CHECKING:
    from pmg_sim.prediction.schema import Comparison, Programme, Quantity

FEWEST_GROUPS = 3
"""From so many a correlation can be told from a straight line through two points."""

WEEKS_PER_YEAR = 52


def kind_of(name: str) -> Kind:
    """Return the row of the table of names that a name belongs to."""
    return KINDS[KIND_OF[name]]


def comparison_mistakes(comparison: "Comparison") -> Iterator[Mistake]:
    """Check that another setting is stated where it is meant, and only there."""
    another = comparison.with_ == "setting"
    if another and comparison.setting is None:
        problem = 'with = "setting" says that there is another setting, and none is stated'
        allowed = "a [comparison.setting] table, or the name of a scenario"
        yield Mistake(("setting",), None, problem, allowed)
    if not another:
        for key in sorted(comparison.model_fields_set & {"setting", "people"}):
            found = getattr(comparison, key)
            shown = found.title if isinstance(found, Scenario) else found
            problem = f'it says nothing with = "{comparison.with_}"'
            yield Mistake((key,), shown, problem, f'with = "setting", or no `{key}`')


def quantity_mistakes(quantity: "Quantity") -> Iterator[Mistake]:
    """Check that a statistic can be asked of a name, and has what it needs."""
    kind, statistic = kind_of(quantity.of), quantity.as_
    if statistic not in kind.statistics:
        problem = f"`{quantity.of}` is {kind.called}, of which there is no such statistic"
        yield Mistake(("as",), statistic, problem, one_of(kind.statistics))
        return
    if quantity.among == "colleagues" and not kind.of_people:
        problem = f"`{quantity.of}` is {kind.called}; colleagues have none"
        yield Mistake(("among",), quantity.among, problem, '"cohort"')
    if statistic == "survival" and quantity.at_years is None:
        problem = "a survival needs the times at which it is read"
        yield Mistake(("at_years",), None, problem, "a list of years, such as [1, 2]")
    if statistic != "survival" and quantity.at_years is not None:
        problem = f'a statistic of the end; as = "{statistic}" has no other times'
        yield Mistake(("at_years",), list(quantity.at_years), problem, 'as = "survival", or none')
    yield from _other_side(quantity)


def _other_side(quantity: "Quantity") -> Iterator[Mistake]:
    if quantity.as_ != "correlation":
        if quantity.with_ is not None:
            problem = f'as = "{quantity.as_}" has no other side'
            yield Mistake(("with",), quantity.with_, problem, 'as = "correlation", or no `with`')
        return
    if quantity.with_ is None:
        problem = "a correlation needs its other side"
        yield Mistake(("with",), None, problem, "another name, as for `of`")
        return
    other = kind_of(quantity.with_)
    if "correlation" not in other.statistics:
        problem = f"`{quantity.with_}` is {other.called}, of which there is no correlation"
        yield Mistake(("with",), quantity.with_, problem, "a name with one number for each group")
    if quantity.with_ == quantity.of:
        problem = "both sides of the correlation are the same"
        yield Mistake(("with",), quantity.with_, problem, "another name than `of`")
    if quantity.among == "colleagues":
        problem = "a correlation runs across groups, by those invited"
        yield Mistake(("among",), quantity.among, problem, '"cohort"')


def programme_mistakes(programme: "Programme") -> Iterator[Mistake]:
    """Check the quantities against the setting and the comparison."""
    other = programme.comparison and programme.comparison.setting
    arms: list[tuple[Loc, Scenario]] = [(("setting",), programme.setting)]
    if other:
        arms.append((("comparison", "setting"), other))
    for loc, scenario in arms:
        if not scenario.groups():
            problem = "without a group nobody is invited, so that there is nobody to report on"
            allowed = "one [[group]] or more; groups_active = false keeps its people from meeting"
            yield Mistake((*loc, "group"), [], problem, allowed)
            return
    if programme.compared_with == "colleagues" and _no_stage(programme.setting):
        problem = 'a group that invites people of "any" stage has no colleagues of the same stage'
        allowed = 'another comparison, or invited_stage = "junior" or "mid_career"'
        yield Mistake(("comparison", "with"), "colleagues", problem, allowed)
    seen: dict[str, int] = {}
    for place, quantity in enumerate(programme.quantity):
        loc: Loc = ("quantity", place)
        yield from _against_comparison(programme, quantity, loc)
        yield from _against_setting(programme, quantity, loc)
        for label in quantity.labels():
            if label in seen:
                problem = f'it has the same label as quantity {seen[label]}, "{label}"'
                yield Mistake((*loc, "label"), quantity.label, problem, "a label of its own")
            seen.setdefault(label, place)


def _no_stage(scenario: Scenario) -> bool:
    return any(group.invited_stage == "any" for group in scenario.group)


def _against_comparison(
    programme: "Programme", quantity: "Quantity", loc: Loc
) -> Iterator[Mistake]:
    if quantity.as_ not in COMPARING:
        return
    kind, compared = kind_of(quantity.of), programme.compared_with
    if compared is None:
        problem = "it needs somebody to compare with, and the file has no [comparison]"
        single = [name for name in kind.statistics if name not in COMPARING]
        yield Mistake((*loc, "as"), quantity.as_, problem, f"a [comparison], or {one_of(single)}")
    elif compared not in kind.comparisons:
        problem = f'`{quantity.of}` is {kind.called}, which the side "{compared}" has not'
        allowed = f"a comparison with {one_of(kind.comparisons)}"
        yield Mistake((*loc, "of"), quantity.of, problem, allowed)
    elif compared == "colleagues" and quantity.among == "colleagues":
        problem = "colleagues would be compared with themselves"
        yield Mistake((*loc, "among"), quantity.among, problem, '"cohort", or another comparison')


def _against_setting(programme: "Programme", quantity: "Quantity", loc: Loc) -> Iterator[Mistake]:
    setting, other = programme.setting, programme.other_arm()
    compared = other if quantity.as_ in COMPARING else None
    asked = [name for name in (quantity.of, quantity.with_) if name]
    silent = not setting.groups_active or (compared is not None and not compared.groups_active)
    for key, name in zip(("of", "with"), asked, strict=False):
        known = compared is None or programme.compared_with in kind_of(name).comparisons
        if silent and known and kind_of(name).of_meetings:
            problem = (
                f"`{name}` is {kind_of(name).called}, and with groups_active = false none meet"
            )
            yield Mistake((*loc, key), name, problem, "groups that meet, or another name")
    if quantity.among == "colleagues" and _no_stage(setting):
        problem = 'a group that invites people of "any" stage has no colleagues of the same stage'
        yield Mistake((*loc, "among"), quantity.among, problem, '"cohort"')
    if quantity.at_years:
        founded = max(group.founded_week for group in setting.group)
        # Rounded down to what can be written as it is told.
        years = (100 * (setting.horizon_weeks - founded)) // WEEKS_PER_YEAR / 100
        if max(quantity.at_years) > years:
            problem = f"the last group is founded {years:g} years before the end of the setting"
            allowed = f"years up to {years:g}, or more horizon_weeks"
            yield Mistake((*loc, "at_years"), list(quantity.at_years), problem, allowed)
    if quantity.as_ == "correlation":
        yield from _units(programme, asked, loc)


def _units(programme: "Programme", asked: list[str], loc: Loc) -> Iterator[Mistake]:
    groups = len(programme.setting.groups())
    whole = [name for name in asked if KIND_OF[name] in OF_A_DEPARTMENT]
    if whole and groups > 1:
        problem = f"`{whole[0]}` is {kind_of(whole[0]).called}, and each has {groups} groups"
        key = "of" if whole[0] == asked[0] else "with"
        yield Mistake((*loc, key), whole[0], problem, "one group in each department")
    elif groups * programme.departments < FEWEST_GROUPS:
        found = groups * programme.departments
        problem = f"a correlation across {found} group{'' if found == 1 else 's'} cannot be told"
        allowed = f"{FEWEST_GROUPS} groups or more: in the setting, or by `departments`"
        yield Mistake((*loc, "as"), "correlation", problem, allowed)
