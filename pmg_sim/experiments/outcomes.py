"""The measures that experiments are judged by: whose they are, and which way is better."""

from typing import Literal, NamedTuple

Whom = Literal["members", "group", "newcomers", "outsiders", "department", "cost"]

WHOM: dict[str, str] = {
    "members": "members",
    "group": "the group itself",
    "newcomers": "later hires",
    "outsiders": "those not invited",
    "department": "the whole department",
    "cost": "cost",
}
"""For whom something can be better or worse, and their names in words.

Members are those invited: with the group and without it, the same people. Those not invited are
everybody else but senior mentors, admitted later or not; later hires are those among them who came
after the start.
"""


class Outcome(NamedTuple):
    """A measure that experiments can ask for.

    Attributes
    ----------
    label : str
        Its name in words.
    unit : str
        In words; ``0 to 1`` for states.
    whom : str
        One of `WHOM`.
    better : {"more", "less"}
        The direction that is taken as better unless an experiment says otherwise.
    matters : float
        The smallest difference that is taken to matter, in `unit`: an assumption, which an
        experiment can replace.
    absent : float or None
        What counts where nobody meets: zero for costs; None where there is nothing to compare.
    """

    label: str
    unit: str
    whom: Whom
    better: Literal["more", "less"] = "more"
    matters: float = 0.01
    absent: float | None = None


_STATE, _SHARE = "0 to 1", "share"

OUTCOMES: dict[str, Outcome] = {
    "satisfaction": Outcome("members' satisfaction", _STATE, "members"),
    "motivation": Outcome("members' motivation", _STATE, "members"),
    "efficacy": Outcome("members' self-efficacy", _STATE, "members"),
    "strain": Outcome("members' strain", _STATE, "members", "less"),
    "support": Outcome("members' felt support", _STATE, "members"),
    "know_how": Outcome("members' promotion know-how", _STATE, "members"),
    "research_know_how": Outcome("members' research know-how", _STATE, "members"),
    "connection": Outcome("members' connection", _STATE, "members"),
    "outside_connection": Outcome("members' ties outside", _STATE, "members"),
    "trust": Outcome("trust among members", _STATE, "members"),
    "closeness": Outcome("closeness among members", _STATE, "members"),
    "retained": Outcome("members retained", _SHARE, "members", matters=0.02),
    "positions": Outcome("new positions", "a member", "members", matters=0.05),
    "submissions": Outcome("submissions", "a member and year", "members", matters=0.1),
    "published": Outcome("papers published", "a member", "members", matters=0.1),
    "completions": Outcome("products completed", "a member", "members", matters=0.25),
    "joint_products": Outcome("joint products", "a member", "members", matters=0.25),
    "joint_started": Outcome("joint projects begun", "a member", "members", matters=0.25),
    "survival": Outcome("groups that last", _SHARE, "group", matters=0.05),
    "attendance": Outcome("attendance", _SHARE, "group", matters=0.02),
    "meetings_held": Outcome("meetings held", "a group", "group", matters=2),
    "meeting_trust": Outcome("trust at meetings", _STATE, "group"),
    "disclosure": Outcome("disclosure at a meeting", _STATE, "group"),
    "candour": Outcome("candour", _SHARE, "group", matters=0.02),
    "decision_share": Outcome("meeting time spent deciding", _SHARE, "group", "less", matters=0.02),
    "personal_share": Outcome(
        "meeting time in personal talk", _SHARE, "group", "less", matters=0.02
    ),
    "unfocused_share": Outcome("meeting time off the work", _SHARE, "group", "less", matters=0.02),
    "kept_share": Outcome("promises kept", _SHARE, "group", matters=0.02),
    "kept_membership": Outcome("members who stay in the group", _SHARE, "group", matters=0.05),
    "deadline_pull": Outcome("pull of the deadline", "hours a week", "group", matters=0.2),
    "promised_hours": Outcome("hours on a promise", "hours a week", "group", matters=0.2),
    "hires_satisfaction": Outcome("later hires' satisfaction", _STATE, "newcomers"),
    "hires_connection": Outcome("later hires' connection", _STATE, "newcomers"),
    "hires_know_how": Outcome("later hires' promotion know-how", _STATE, "newcomers"),
    "hires_retained": Outcome("later hires retained", _SHARE, "newcomers", matters=0.02),
    "outsiders_satisfaction": Outcome("satisfaction of those not invited", _STATE, "outsiders"),
    "outsiders_connection": Outcome("connection of those not invited", _STATE, "outsiders"),
    "outsiders_strain": Outcome("strain of those not invited", _STATE, "outsiders", "less"),
    "outsiders_retained": Outcome("those not invited retained", _SHARE, "outsiders", matters=0.02),
    "department_satisfaction": Outcome("everybody's satisfaction", _STATE, "department"),
    "department_retained": Outcome("everybody retained", _SHARE, "department", matters=0.02),
    "papers_per_person_year": Outcome("everybody's papers", "a person and year", "department"),
    "usd": Outcome("meals and fees", "dollars", "cost", "less", 500.0, 0.0),
    "evening_hours": Outcome(
        "hours of evening meetings", "hours a member", "cost", "less", 5.0, 0.0
    ),
    "noon_hours": Outcome("hours of noon meetings", "hours a member", "cost", "less", 5.0, 0.0),
}
"""By the name of the measure, in the order in which tables show them."""

USUAL = (
    "satisfaction",
    "strain",
    "support",
    "know_how",
    "connection",
    "retained",
    "submissions",
    "joint_products",
    "survival",
    "hires_satisfaction",
    "hires_connection",
    "outsiders_satisfaction",
    "outsiders_connection",
    "department_satisfaction",
    "usd",
    "evening_hours",
    "noon_hours",
)
"""What is told where nothing else is asked for."""
