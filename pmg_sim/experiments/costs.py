"""What a group costs: money by who pays it, hours by whose time they are."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pmg_sim import codes
from pmg_sim.experiments.replicate import Record
from pmg_sim.scenario import Group, Scenario

COLUMNS = ("replicate", "arm", "group", "item", "payer", "usd", "hours", "people")
DEPARTMENT = "(department)"
"""In place of a group's name, for what is spent with and without groups."""

PAYERS = {"not_stated": "payer not stated"}
"""Payers in words; others are their own words."""


def costs(records: list[Record], arms: list[str], scenario: Scenario) -> pd.DataFrame:
    """Tell what was spent, one row per replicate, arm, group, item and payer.

    `usd` is dollars and `hours` hours over the study period; `people` is how many of the payers
    there were, where they are people. Of two payers in one row of the calendar the row is split.
    Whoever pays with time is named as the owner of the time: an evening is personal time, a noon
    meeting takes working hours, protected hours are the department's.
    """
    rows = []
    groups = scenario.groups()
    for record in records:
        head = (record.replicate, record.arm)
        rows += [(*head, DEPARTMENT, *row) for row in _mentoring(record)]
        if record.arm == "group":
            for g, group in enumerate(groups):
                rows += [(*head, group.name, *row) for row in _of_group(record, g, group)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["replicate"] = frame["replicate"].astype(np.int32)
    frame["arm"] = pd.Categorical(frame["arm"], categories=arms)
    for name in ("group", "item", "payer"):
        frame[name] = pd.Categorical(frame[name], categories=list(dict.fromkeys(frame[name])))
    return frame


def _of_group(record: Record, g: int, group: Group) -> Iterator[tuple]:
    meetings = record.meetings
    held = meetings[(meetings["group"] == g) & (meetings["held"] == 1)]
    hours = held["length"] / 60.0
    members = held["members_present"]
    mentors = held["present"] - members
    evening = held["hour"] == codes.EVENING
    fees, meals = _payer(group.fees_paid_by), _payer(group.meal_paid_by)
    facilitated = held["facilitated"] == 1
    guests = held["guest"] == 1
    fee = group.facilitator.fee_usd if group.facilitator is not None else 0.0
    facilitator = fee * float(facilitated.sum())
    yield "meals", meals, float(held["meal_usd"].sum()), 0.0, 0
    yield "facilitator", fees, facilitator, 0.0, 0
    yield "guests", fees, float(held["fees_usd"].sum()) - facilitator, 0.0, 0
    people = record.people
    # After a merger members were admitted to another group, too: they count in the last one alone.
    own = np.where(people["admitted_to"] >= 0, people["admitted_to"], people["cohort"])
    joined = own == g
    seated = int((joined & (people["joined_group"] >= 0)).sum())
    of_mentors = int((people["mentor_of"] == g).sum())
    yield "evening meetings", "members", 0.0, float((hours * members)[evening].sum()), seated
    yield "evening meetings", "mentors", 0.0, float((hours * mentors)[evening].sum()), of_mentors
    yield "noon meetings", "members", 0.0, float((hours * members)[~evening].sum()), seated
    yield "noon meetings", "mentors", 0.0, float((hours * mentors)[~evening].sum()), of_mentors
    yield "meetings", "facilitators", 0.0, float(hours[facilitated].sum()), int(facilitated.any())
    spoken = np.minimum(hours[guests], _guest_hours(group))
    yield "meetings", "guests", 0.0, float(spoken.sum()), int(guests.sum())
    own = np.where(people["mentor_of"] >= 0, people["mentor_of"], own)
    protected = people["total_protected_hours"][own == g]
    given = int((protected > 0).sum())
    yield "protected time", "department", 0.0, float(protected.sum()), given


def _guest_hours(group: Group) -> float:
    return group.guests.minutes / 60.0 if group.guests is not None else 0.0


def _mentoring(record: Record) -> Iterator[tuple]:
    people = record.people
    for item, column, payer in (
        ("dyadic mentoring", "total_mentored_hours", "mentors in pairs"),
        ("mentorship committee", "total_committee_hours", "committee members"),
    ):
        hours = people[column]
        yield item, payer, 0.0, float(hours.sum()), int((hours > 0).sum())


def _payer(stated: str) -> str:
    return PAYERS.get(stated, stated)
