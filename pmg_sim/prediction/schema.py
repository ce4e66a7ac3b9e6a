"""What a programme's file says: the setting, whom it is compared with, and what is asked."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from pmg_sim.prediction import consistency
from pmg_sim.prediction.names import NAMES, Statistic, With
from pmg_sim.scenario import Scenario
from pmg_sim.scenario.checks import refuse
from pmg_sim.scenario.fields import Among, ByName, ListOf, Name, Number, OfFile, Table

MOST_QUANTITIES = 200


def _as_list(value: Any) -> Any:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return (value,) if plain else value


class Comparison(Table):
    """Whom the people of the programme are held against."""

    with_: With = Field(
        alias="with",
        description="same_people: without the group, by the same luck; colleagues: of the same "
        "stage, who were not asked; before: themselves on the first day; setting: another one",
    )
    setting: Scenario | None = Field(
        default=None,
        description="the other setting: a table like [setting], or the name or path of a scenario",
    )
    people: Literal["others", "same"] = Field(
        default="others",
        description="who is in the other setting: other people, as between two programmes, or the "
        "same with the same luck (no unit)",
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Comparison":
        refuse("comparison", consistency.comparison_mistakes(self))
        return self


class Quantity(Table):
    """One thing that the programme would report."""

    of: Annotated[str, Among(NAMES)] = Field(description="what is reported, by name (no unit)")
    as_: Statistic = Field(alias="as", description="as which statistic (no unit)")
    among: Literal["cohort", "colleagues"] = Field(
        default="cohort", description="whose: of those invited, or of colleagues not asked"
    )
    with_: Annotated[str, Among(NAMES)] | None = Field(
        default=None, alias="with", description="the other side of a correlation, by name (no unit)"
    )
    at_years: (
        Annotated[
            tuple[Annotated[Number, Field(ge=0.02, le=20)], ...],
            ListOf,
            BeforeValidator(_as_list),
        ]
        | None
    ) = Field(default=None, max_length=20, description="times of a survival, since the founding")
    label: Name | None = Field(default=None, description="what the result is called (no unit)")

    @model_validator(mode="after")
    def _consistent(self) -> "Quantity":
        refuse("quantity", consistency.quantity_mistakes(self))
        return self

    def labels(self) -> list[str]:
        """Return what its results are called, one for each time of a survival."""
        whose = " among colleagues" if self.among == "colleagues" else ""
        beside = f" with {self.with_}" if self.with_ else ""
        name = self.label or f"{self.as_} of {self.of}{beside}{whose}".replace("_", " ")
        if self.at_years is None:
            return [name]
        return [f"{name} at {years:g} year{'' if years == 1 else 's'}" for years in self.at_years]


class Programme(OfFile):
    """A programme elsewhere, and what it would report."""

    title: Name = Field(description="what the programme is called in reports (no unit)")
    question: Annotated[str, Field(min_length=1, max_length=1000)] = Field(
        description="the question that the prediction answers (no unit)"
    )
    departments: int = Field(
        default=1, ge=1, le=1000, description="independent departments it spans (departments)"
    )
    setting: Scenario = Field(
        description="the setting: a table with the keys of a scenario file, or the name or path "
        "of a scenario"
    )
    comparison: Annotated[Comparison, ByName("with", ("same_people", "colleagues", "before"))] | (
        None
    ) = Field(default=None, description="whom its people are compared with (a table, or a name)")
    quantity: Annotated[tuple[Quantity, ...], ListOf] = Field(
        min_length=1, max_length=MOST_QUANTITIES, description="what it reports (tables)"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Programme":
        refuse("programme", consistency.programme_mistakes(self))
        return self

    @property
    def compared_with(self) -> With | None:
        """With whom its people are compared, if with anybody."""
        return None if self.comparison is None else self.comparison.with_

    def other_arm(self) -> Scenario | None:
        """Return the setting of the comparison, where it needs runs of its own."""
        if self.compared_with == "same_people":
            return self.setting.without_group()
        return self.comparison.setting if self.comparison is not None else None
