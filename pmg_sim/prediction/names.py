"""What a programme can be asked: each kind of name, its statistics, and with whom it can compare.

This is the one table; the checks of a file, the sums and the documents read it.
"""

from typing import Literal, NamedTuple

from pmg_sim.evaluation.measures_of_groups import GROUP_MEASURES
from pmg_sim.evaluation.measures_of_people import PEOPLE_MEASURES
from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.evaluation.people_row import RECORD, SURVEY
from pmg_sim.evaluation.themes import THEMES

Statistic = Literal[
    "mean",
    "difference",
    "standardised_difference",
    "ratio",
    "rate",
    "rate_difference",
    "rate_ratio",
    "share",
    "share_difference",
    "odds_ratio",
    "survival",
    "correlation",
]
With = Literal["same_people", "colleagues", "before", "setting"]

COMPARING = {
    "difference": 0.0,
    "standardised_difference": 0.0,
    "rate_difference": 0.0,
    "share_difference": 0.0,
    "ratio": 1.0,
    "rate_ratio": 1.0,
    "odds_ratio": 1.0,
}
"""Statistics that need a comparison, each with the value that says there is no difference."""

NULLS = {**COMPARING, "correlation": 0.0}
RATIOS = ("ratio", "rate_ratio", "odds_ratio")

BOUNDS = {
    "rate": (0.0, float("inf")),
    "share": (0.0, 1.0),
    "survival": (0.0, 1.0),
    "share_difference": (-1.0, 1.0),
    "correlation": (-1.0, 1.0),
    **dict.fromkeys(RATIOS, (0.0, float("inf"))),
}
"""Between which a statistic lies, where that holds for all names."""

_OF_MEANS = ("mean", "difference", "ratio")
_OF_RATES = ("rate", "rate_difference", "rate_ratio")
_OF_SHARES = ("share", "share_difference", "ratio", "odds_ratio")


class Kind(NamedTuple):
    """Names that can be asked in the same way.

    Attributes
    ----------
    called : str
        What a name of this kind is, after "is".
    names : tuple of str
    statistics, comparisons : tuple of str
        What may be asked of it, and the comparisons in which it has another side.
    unit : str
        Of its mean.
    of_people : bool
        Whether colleagues have it, too.
    of_meetings : bool
        Whether it comes from meetings, so that nobody has it where no group meets.
    """

    called: str
    names: tuple[str, ...]
    statistics: tuple[str, ...]
    comparisons: tuple[str, ...]
    unit: str
    of_people: bool = False
    of_meetings: bool = False


def _others(measures: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out measures that other kinds state more precisely, for a group or at a moment."""
    stated = {*SURVEY, *RECORD, "survival", "attendance", "meetings_held", "retained"}
    stated |= {"know_how", "submissions", "published"}
    return tuple(name for name in measures if name not in stated)


KINDS: dict[str, Kind] = {
    "answer": Kind(
        "an answer to the survey at the end",
        SURVEY,
        (*_OF_MEANS, "standardised_difference", "correlation"),
        ("same_people", "colleagues", "before", "setting"),
        "scale from 0 to 1",
        of_people=True,
    ),
    "count": Kind(
        "a count of a person's products or steps over the study period",
        RECORD,
        (*_OF_MEANS, *_OF_RATES, "share", "share_difference", "odds_ratio", "correlation"),
        ("same_people", "colleagues", "setting"),
        "number per person",
        of_people=True,
    ),
    "people": Kind(
        "a share of the people",
        ("retained", "departed"),
        (*_OF_SHARES, *_OF_RATES, "correlation"),
        ("same_people", "colleagues", "setting"),
        "share",
        of_people=True,
    ),
    "outcome": Kind(
        "one of the study's outcomes, which are counted among those invited",
        OUTCOMES,
        (*_OF_SHARES, "correlation"),
        ("same_people", "setting"),
        "share",
    ),
    "theme": Kind(
        "a theme that members raise when asked about their group",
        THEMES,
        (*_OF_SHARES, "correlation"),
        ("setting",),
        "share",
        of_meetings=True,
    ),
    "turnout": Kind(
        "a share of a group's seats, meetings or chances",
        ("attendance", "evening_attendance", "meetings_held", "alive_at_end"),
        (*_OF_SHARES, "correlation"),
        ("setting",),
        "share",
        of_meetings=True,
    ),
    "life": Kind(
        "a count of what befell a group",
        ("falling_outs",),
        (*_OF_MEANS, "correlation"),
        ("setting",),
        "number per group",
        of_meetings=True,
    ),
    "groups": Kind(
        "the groups themselves",
        ("groups",),
        ("survival",),
        (),
        "share of groups alive",
        of_meetings=True,
    ),
    "meetings": Kind(
        "a measure of the meetings of a department's groups",
        _others(GROUP_MEASURES),
        (*_OF_MEANS, "correlation"),
        ("setting",),
        "the measure's own unit",
        of_meetings=True,
    ),
    "department": Kind(
        "a measure of a department's people",
        _others(PEOPLE_MEASURES),
        (*_OF_MEANS, "correlation"),
        ("same_people", "setting"),
        "the measure's own unit",
    ),
}
"""By what the sums call them."""

KIND_OF = {name: kind for kind, row in KINDS.items() for name in row.names}
NAMES = tuple(KIND_OF)

OF_A_DEPARTMENT = ("meetings", "department")
"""Kinds that have one number for a department, however many groups it has."""


def axis_of(name: str, statistic: str) -> str:
    """Say in which unit a statistic of a name is."""
    unit = KINDS[KIND_OF[name]].unit
    units = {
        "difference": f"difference ({unit})",
        "standardised_difference": "difference in standard deviations",
        "ratio": "ratio",
        "rate": "number per person-year",
        "rate_difference": "difference per person-year",
        "rate_ratio": "ratio of rates",
        "share": "share",
        "share_difference": "difference of shares",
        "odds_ratio": "odds ratio",
        "survival": "share of groups alive",
        "correlation": "correlation across groups",
    }
    return units.get(statistic, unit)
