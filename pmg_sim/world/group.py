"""A peer mentoring group as an agent: who sits in it, how it is led, what its meetings were."""

from statistics import fmean
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd
from mesa.agentset import AgentSet

from pmg_sim import codes
from pmg_sim.state import MEETING
from pmg_sim.world.columns import Choice, Column, Count, Flag, Name, Number, Share, Week
from pmg_sim.world.view import View, phase

if TYPE_CHECKING:
    from pmg_sim.world.faculty import Faculty


class Group(View):
    """A peer mentoring group; its structure can be changed while it runs."""

    level: ClassVar[str] = "group"
    table: ClassVar[str] = "groups"

    status = Name("How it stands", codes.GROUP_STATUS)
    end_reason = Name("Why it ended", codes.END_REASONS)
    founded = Column[int]("Week in which it begins.")
    ended = Week("Week in which it ended; None while it has not.")
    planned_end = Week("Week before which it is planned to end; None for no plan.")
    invited = Column[int]("How many were asked to join.")
    quorum = Column[int]("Fewest present for a meeting to be held.")

    # The structure: of the last meeting, and what lead, facilitator and mentor add to it.
    concentration = Column[float]("How far decisions lie in one hand at the last meeting, 0 to 1.")
    agenda_control = Column[float](
        "How far somebody keeps to the agenda at the last meeting, 0 to 1."
    )
    curriculum_share = Column[float](
        "A meeting's minutes for a programme at the last meeting, 0 to 1."
    )
    external_presence = Column[float](
        "Presence of somebody from outside at the last meeting, 0 to 1."
    )
    evaluative_power = Column[float](
        "Say of somebody present over careers at the last meeting, 0 to 1."
    )
    expertise = Column[float]("Know-how of the one who leads at the last meeting, 0 to 1.")
    lead_concentration = Share("The lead's part of it, 0 to 1.")
    lead_agenda_control = Share("The lead's part of it, 0 to 1.")
    lead_curriculum_share = Share("The lead's part of it, 0 to 1.")
    lead_external_presence = Share("The lead's part of it, 0 to 1.")
    lead_evaluative_power = Share("The lead's part of it, 0 to 1.")
    lead_expertise = Share("The lead's part of it, 0 to 1.")
    facilitator_concentration = Share("The facilitator's part of it, 0 to 1.")
    facilitator_agenda_control = Share("The facilitator's part of it, 0 to 1.")
    facilitator_curriculum_share = Share("The facilitator's part of it, 0 to 1.")
    facilitator_external_presence = Share("The facilitator's part of it, 0 to 1.")
    facilitator_evaluative_power = Share("The facilitator's part of it, 0 to 1.")
    facilitator_expertise = Share("The facilitator's part of it, 0 to 1.")
    facilitator_from = Count("First week in which a facilitator is there.")
    facilitator_until = Count("Week before which the facilitator's time ends.")
    facilitator_fee = Number("Fee of one meeting with a facilitator, dollars.")
    mentor_concentration = Share("The mentor's part of it, 0 to 1.")
    mentor_agenda_control = Share("The mentor's part of it, 0 to 1.")
    mentor_evaluative_power = Share("The mentor's part of it, 0 to 1.")
    guest_every = Count("Discussions from one guest to the next; 0 for none.")
    guest_minutes = Number("A guest's part of a meeting, minutes.")
    guest_fee = Number("A guest's fee, dollars.")

    # Admission.
    admit_every = Count("Weeks between the times at which newcomers are asked; 0 for never.")
    admit_from = Count("Age from which newcomers are asked, weeks after the founding.")
    vote_share = Share("Members who must agree, share 0 to 1; 0 without a vote.")
    sponsor = Flag("Whether a member must vouch for a newcomer.")
    probation_weeks = Count("Weeks until members decide whether a newcomer stays; 0 for none.")
    most_members = Count("Size, mentors not counted, from which nobody is admitted.")
    reforms_after = Count("Weeks after which a dissolved group is tried again; 0 for never.")
    admitted = Column[int]("Newcomers admitted so far.")
    refused = Column[int]("Times that a newcomer was refused.")
    times_reformed = Column[int]("Times that it was tried again.")
    discussions = Column[int]("Discussions held so far, counted where guests come.")

    assigned = Flag("Whether members were told to join.")
    assigned_partners = Flag("Whether joint work begins with a fixed partner.")
    minutes_kept = Share("Whether minutes are kept and sent round, 0 or 1.")
    action_plans = Share("Whether each one commits to a next step, 0 or 1.")
    confidentiality = Share("Whether what is said stays in the room, 0 or 1.")
    protected_hours = Number("Protected time of members, hours a week.")
    floor_policy = Choice("Who gets floor time", codes.FLOOR_POLICIES)

    maturity = Share("How settled its practice is, 0 to 1.")
    turnout = Share("Share present at the last meeting.")
    without_quorum = Column[int]("Meetings in a row without a quorum.")
    last_time = Column[int]("Week of the last meeting time, or of the founding.")
    falling_outs = Column[int]("Fallings-out among its members so far.")

    @phase
    def admit(self) -> None:
        """Ask newcomers in, when the policy says so; end probations that are over."""

    @phase
    def convene(self) -> None:
        """Count who came; without a quorum they go home and lose no working hour."""

    @phase
    def meet(self) -> None:
        """Hold this week's meeting, if there is one and enough came."""

    @phase
    def sustain(self) -> None:
        """Close the meeting's week: commitment moves, members may quit, the group may end."""

    @property
    def name(self) -> str:
        """What the scenario calls it."""
        return self.model.plan.groups[self.row].name

    @property
    def is_alive(self) -> bool:
        """Whether it has been founded and has not ended."""
        return self.status == "alive"

    @property
    def members(self) -> "AgentSet[Faculty]":
        """Those who have a seat, the mentors among them, in the order of seats."""
        seats = self.model.state.seats[self.row]
        people = (self.model.person(int(row)) for row in seats if row >= 0)
        return AgentSet((one for one in people if one is not None), random=self.model.random)

    @property
    def mentors(self) -> "AgentSet[Faculty]":
        """Those of the members who are its senior mentors."""
        mentors = (person for person in self.members if person.mentor_of is self)
        return AgentSet(mentors, random=self.model.random)

    @property
    def mean_trust(self) -> float:
        """Mean trust of each member in each other one, 0 to 1; nan without any."""
        return self._mean_tie("trust")

    @property
    def mean_closeness(self) -> float:
        """Mean closeness of all pairs of members, 0 to 1; nan without any."""
        return self._mean_tie("closeness")

    def _mean_tie(self, what: str) -> float:
        members = set(self.members)
        values = [
            getattr(tie, what)
            for person in self.members
            for tie in person.colleagues()
            if tie.colleague in members
        ]
        return fmean(values) if values else float("nan")

    @property
    def meetings(self) -> pd.DataFrame:
        """Its calendar, and what came of each meeting so far: one row per meeting.

        Lengths and uses of time in minutes; `called` is 1 where the group was alive; `held` is 1
        where it had a quorum. Those to come have zeros.
        """
        table = self.model.state.meetings
        # Rows that found no free week in the calendar are blank.
        rows = table[(table["group"] == self.row) & (table["length"] > 0.0)]
        frame = pd.DataFrame({name: rows[name] for name in MEETING.names or () if name != "group"})
        frame["purpose"] = np.take(codes.PURPOSES, rows["purpose"])
        frame["hour"] = np.take(codes.HOURS, rows["hour"])
        return frame

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}, {self.status}>"
