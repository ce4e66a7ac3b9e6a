"""The part of the schema about who leads a group, who visits it, and who may join later."""

from typing import Annotated

from pydantic import Field, model_validator

from pmg_sim.scenario import checks
from pmg_sim.scenario.admissions import ADMISSIONS, AdmissionRules
from pmg_sim.scenario.fields import Among, Number, Share, Table


class PrimitiveChanges(Table):
    """Single primitives that a group sets otherwise than its named structure does."""

    concentration: Share | None = Field(
        default=None, description="how far decisions lie in one hand (scale 0 to 1)"
    )
    agenda_control: Share | None = Field(
        default=None, description="how far somebody keeps to the agenda (scale 0 to 1)"
    )
    curriculum_share: Share | None = Field(
        default=None, description="a meeting's minutes for a programme (share, 0 to 1)"
    )
    external_presence: Share | None = Field(
        default=None, description="presence of somebody from outside (scale 0 to 1)"
    )
    evaluative_power: Share | None = Field(
        default=None, description="say of somebody present over careers (scale 0 to 1)"
    )
    expertise: Share | None = Field(
        default=None, description="know-how of the one who leads (scale 0 to 1)"
    )


class Facilitator(PrimitiveChanges):
    """Somebody from outside who leads the meetings for a time."""

    from_week: int = Field(default=0, ge=0, le=1039, description="first week of presence (week)")
    until_week: int | None = Field(
        default=None, ge=1, le=1040, description="week before which it ends (week); to the end"
    )
    fee_usd: Number = Field(
        default=0.0, ge=0, le=100_000, description="fee of one meeting (dollars)"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Facilitator":
        checks.refuse("facilitator", checks.facilitator_mistakes(self))
        return self


class Guests(Table):
    """Guest speakers at discussions."""

    every_meetings: int = Field(
        ge=1, le=1000, description="discussions from one guest to the next (meetings)"
    )
    minutes: int = Field(default=45, ge=5, le=480, description="the guest's part (minutes)")
    fee_usd: Number = Field(default=0.0, ge=0, le=100_000, description="fee (dollars a meeting)")


class Admission(Table):
    """Who may join after the founding: a policy by name, and parts of it set otherwise."""

    policy: Annotated[str, Among(ADMISSIONS)] = Field(
        default="closed", description="the policy by name (no unit)"
    )
    every_weeks: int | None = Field(
        default=None, ge=0, le=1040, description="how often newcomers are asked (weeks), 0 never"
    )
    from_week: int = Field(
        default=0,
        ge=0,
        le=1039,
        description="age of the group from which newcomers are asked (weeks after its founding)",
    )
    vote_share: Share | None = Field(
        default=None, description="members who must agree (share, 0 to 1)"
    )
    sponsor: bool | None = Field(
        default=None, description="whether a member must vouch for a newcomer (no unit)"
    )
    probation_weeks: int | None = Field(
        default=None, ge=0, le=520, description="how long a newcomer is on probation (weeks)"
    )
    most_members: int = Field(
        default=15, ge=2, le=15, description="size from which nobody is admitted (people)"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Admission":
        checks.refuse("admission", checks.admission_mistakes(self))
        return self

    def rules(self) -> AdmissionRules:
        """Return the numbers of the named policy with the group's own changes."""
        changes = self.model_dump(
            exclude={"policy", "from_week", "most_members"}, exclude_none=True
        )
        return ADMISSIONS[self.policy]._replace(**{k: v + 0 for k, v in changes.items()})
