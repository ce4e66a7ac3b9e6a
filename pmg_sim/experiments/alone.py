"""The same people with nobody meeting, stated so that many alternatives share the runs."""

from pmg_sim.scenario import Scenario
from pmg_sim.scenario.group import Group

WHO = (
    "name",
    "founded_week",
    "ends_week",
    "invited",
    "acceptance",
    "selection",
    "invited_stage",
    "senior_mentors",
    "quorum",
    "strangers",
    "assigned",
    "assigned_partners",
    "founding_support",
)
"""Settings of a group that can matter where it never meets: whom it invites, and when."""

NEVER_HELD = {"purpose": "discussion", "hour": "noon", "interval_weeks": 52, "length_minutes": 60}


def alone(scenario: Scenario) -> Scenario:
    """Return the same people, drawn alike, with nobody meeting.

    As `Scenario.without_group`, of which it has the bits; but how groups would have been led, would
    have met and admitted newcomers is set to one and the same, so that scenarios which differ in
    nothing else are run once.
    """
    groups = []
    for group in scenario.group:
        if group.varied:
            return scenario.without_group()
        kept = {key: getattr(group, key) for key in (*WHO, "copies")}
        kept |= {"structure": "flat", "calendar": [NEVER_HELD]}
        groups.append(Group.model_validate(kept))
    return scenario.without_group().model_copy(update={"group": tuple(groups)})
