"""The part of the schema about people and their institution."""

from typing import Literal

from pydantic import Field, model_validator

from pmg_sim.scenario import checks
from pmg_sim.scenario.fields import Number, Share, Table


class JuniorRanks(Table):
    """How common each rank is among junior people, as weights."""

    acting_assistant_professor: Number = Field(
        default=4.0, ge=0, le=1e6, description="acting assistant professors (weight, no unit)"
    )
    clinical_faculty: Number = Field(
        default=1.0, ge=0, le=1e6, description="clinical faculty (weight, no unit)"
    )
    assistant_professor: Number = Field(
        default=1.0, ge=0, le=1e6, description="assistant professors (weight, no unit)"
    )


class Department(Table):
    """The department: how many people, of which kind, under which rules."""

    faculty: int = Field(
        ge=10, le=10_000, description="all academic faculty of the department (people)"
    )
    senior: int = Field(ge=0, le=10_000, description="senior people simulated one by one (people)")
    mid_career: int = Field(
        ge=0, le=10_000, description="mid-career people simulated one by one (people)"
    )
    junior: int = Field(ge=0, le=10_000, description="junior people simulated one by one (people)")
    junior_ranks: JuniorRanks = Field(
        default=JuniorRanks(), description="how common each junior rank is (weights, no unit)"
    )
    track: Literal["clinician_educator", "all"] = Field(
        default="clinician_educator",
        description="whose published rate of leaving applies to the simulated people (no unit)",
    )
    hires_per_year: Number = Field(
        default=1.5, ge=0, le=2000, description="junior people hired by chance (people per year)"
    )
    specialties: int = Field(
        default=3, ge=1, le=20, description="specialties that people are spread over (number)"
    )
    sites: int = Field(
        default=2, ge=1, le=20, description="workplaces that people are spread over (number)"
    )
    mentored_share: Share = Field(
        default=0.13, description="people with a mentor of their own (share, 0 to 1)"
    )
    committee_meetings_per_year: Number = Field(
        default=1.0, ge=0, le=12, description="meetings of a mentorship committee (per year)"
    )
    committee_from_rank: Literal[
        "acting_assistant_professor",
        "clinical_faculty",
        "assistant_professor",
        "associate_professor",
        "professor",
        "nobody",
    ] = Field(
        default="assistant_professor",
        description="lowest rank that has a mentorship committee (no unit)",
    )
    protected_hours_per_week: Number = Field(
        default=0.0, ge=0, le=40, description="protected time of everybody (hours per week)"
    )

    @property
    def people(self) -> int:
        """People simulated one by one at the start."""
        return self.senior + self.mid_career + self.junior

    @model_validator(mode="after")
    def _consistent(self) -> "Department":
        checks.refuse("department", checks.department_mistakes(self))
        return self


class Hours(Table):
    """Spread of weekly hours over people."""

    mean: Number = Field(default=4.0, ge=0.5, le=40, description="average (hours per week)")
    sd: Number = Field(
        default=1.5, ge=0, le=20, description="standard deviation over people (hours per week)"
    )


class Disposition(Table):
    """Spread over people of a trait on a scale from 0 to 1."""

    mean: Number = Field(default=0.6, ge=0.05, le=0.95, description="average (scale 0 to 1)")
    sd: Number = Field(
        default=0.15, ge=0, le=0.3, description="standard deviation over people (scale 0 to 1)"
    )


class Commitment(Disposition):
    """Spread of commitment, which is higher on average than other traits."""

    mean: Number = Field(default=0.7, ge=0.05, le=0.95, description="average (scale 0 to 1)")


class Traits(Table):
    """What does not change in a person within a run."""

    discretionary_hours: Hours = Field(
        default=Hours(), description="time of one's own for scholarly work (hours per week)"
    )
    commitment: Commitment = Field(
        default=Commitment(), description="commitment to what one has joined (scale 0 to 1)"
    )
    sociability: Disposition = Field(
        default=Disposition(), description="ease in making contact (scale 0 to 1)"
    )
    conscientiousness: Disposition = Field(
        default=Disposition(), description="care in keeping one's word (scale 0 to 1)"
    )
