"""What an experiment's file says: the question, what is tried, what is unknown, what is better."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from pmg_sim.experiments.outcomes import OUTCOMES, USUAL
from pmg_sim.inquiry import consistency
from pmg_sim.inquiry.better import Better
from pmg_sim.parameters import MECHANISMS, PARAMETERS
from pmg_sim.posterior import SOURCES
from pmg_sim.scenario.checks import refuse
from pmg_sim.scenario.fields import Among, ByName, ListOf, Name, Number, OfFile, Setting, Table

MOST = 10_000
"""Draws, replicates, points."""


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Arm(Table):
    """One of the alternatives."""

    name: Name = Field(description="what the alternative is called (no unit)")
    scenario: Name | None = Field(
        default=None,
        description="name or path of its scenario (no unit); the experiment's when left out",
    )
    set: dict[str, Setting] = Field(
        default={},
        description="settings that differ, by dotted key or by a number's name (a table)",
    )
    off: Annotated[str, Among(MECHANISMS)] | None = Field(
        default=None, description="a mechanism that is switched off, by name (no unit)"
    )
    family: Name | None = Field(
        default=None, description="alternatives of one family are also judged together (no unit)"
    )


class Level(Table):
    """One level of a factor, where it takes more than one value to say it."""

    name: Name = Field(description="what the level is called (no unit)")
    set: dict[str, Setting] = Field(
        default={}, description="its settings, by dotted key or by a number's name (a table)"
    )


class Factor(Table):
    """Something that is varied in steps."""

    name: Name = Field(description="what is varied, with its unit (no unit)")
    key: Name | None = Field(
        default=None, description="the setting's dotted key, or a number of the theory (no unit)"
    )
    values: Annotated[tuple[Setting, ...], ListOf] = Field(
        default=(), max_length=100, description="its values"
    )
    level: Annotated[tuple[Level, ...], ListOf] = Field(
        default=(), max_length=100, description="its levels, instead of `key` and `values` (tables)"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Factor":
        refuse("factor", consistency.factor_mistakes(self))
        return self

    def levels(self) -> tuple[Level, ...]:
        """Return the levels, those of plain values named by them."""
        if self.level or self.key is None:
            return self.level
        return tuple(
            Level(name=consistency.in_text(value), set={self.key: value}) for value in self.values
        )

    @property
    def numeric(self) -> bool:
        """Whether its levels are numbers on a line."""
        return bool(self.values) and all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in self.values
        )


class Lever(Factor):
    """What a person can choose."""

    usual: Setting | None = Field(
        default=None,
        description="the value, or the level's name, that others are held against; the first one",
    )
    low: Number | None = Field(default=None, description="the lowest value of a sampled design")
    high: Number | None = Field(default=None, description="the highest value of a sampled design")
    whole: bool = Field(default=False, description="whether sampled values are whole numbers")


class Circumstance(Factor):
    """What a person finds, and cannot choose."""


class Design(Table):
    """How the levers' values are chosen."""

    method: Literal["factorial", "latin_hypercube", "sobol", "points"] = Field(
        default="factorial",
        description="factorial: every value with every other; latin_hypercube, sobol: `points` "
        "spread between `low` and `high`; points: as the [[point]] tables list them",
    )
    points: int = Field(default=16, ge=2, le=MOST, description="how many are sampled (points)")


class Uncertain(Table):
    """What nobody knows: the numbers of the theory, and how they are drawn."""

    source: Literal["posterior", "prior", "centre"] = Field(
        default="posterior",
        description="where numbers come from: posterior, prior, or centre of the priors for all",
    )
    design: Literal["random", "latin_hypercube", "sobol", "morris"] = Field(
        default="random",
        description="random, latin_hypercube: independent sets; sobol, morris: designs of a "
        "sensitivity analysis, whose numbers come from the priors",
    )
    numbers: Annotated[tuple[Annotated[str, Among(PARAMETERS)], ...], ListOf] = Field(
        default=(), description="numbers that a design varies, by name; all when left out"
    )


class Cycles(Table):
    """A look at members week by week."""

    departments: int = Field(default=200, ge=4, le=MOST, description="departments (number)")


class LeftOut(Table):
    """A look, person by person, at those whom an alternative admits and those it leaves out."""

    departments: int = Field(default=8, ge=2, le=MOST, description="in each circumstance (number)")


OutcomeNames = Annotated[
    tuple[Annotated[str, Among(OUTCOMES)], ...], BeforeValidator(_as_list), ListOf
]
Points = Annotated[tuple[dict[str, Setting], ...], ListOf]


class Experiment(OfFile):
    """A question, and the runs that answer it."""

    title: Name = Field(description="what the experiment is called in reports (no unit)")
    question: Annotated[str, Field(min_length=1, max_length=1000)] = Field(
        description="the question that it answers (no unit)"
    )
    scenario: Name = Field(
        default="study", description="name or path of the scenario that arms start from (no unit)"
    )
    measured: Literal["effect", "level"] = Field(
        default="effect",
        description="effect: against the same people without a group; level: as it is (no unit)",
    )
    choice: bool = Field(
        default=True, description="true: alternatives are judged; false: differences told (no unit)"
    )
    baseline: Name | None = Field(
        default=None, description="the arm that others are held against; the first one (no unit)"
    )
    outcomes: OutcomeNames = Field(
        default=USUAL, min_length=1, description="what is measured, by name (texts)"
    )
    draws: int = Field(
        default=100, ge=1, le=MOST, description="sets of the theory's numbers (number)"
    )
    replicates: int = Field(
        default=4, ge=1, le=1000, description="departments for each set (number)"
    )
    seed: int = Field(default=1, ge=0, le=2**63 - 1, description="seed of all chance (number)")
    uncertainty: Annotated[Uncertain, ByName("source", SOURCES)] = Field(
        default=Uncertain(), description="where the theory's numbers come from (a name, or a table)"
    )
    design: Annotated[
        Design, ByName("method", ("factorial", "latin_hypercube", "sobol", "points"))
    ] = Field(default=Design(), description="how the levers' values are chosen (a name or a table)")
    arm: Annotated[tuple[Arm, ...], ListOf] = Field(
        default=(), max_length=50, description="the alternatives (tables)"
    )
    lever: Annotated[tuple[Lever, ...], ListOf] = Field(
        default=(), max_length=10, description="what one can choose (tables)"
    )
    point: Points = Field(default=(), max_length=1000, description="the points (tables)")
    circumstance: Annotated[tuple[Circumstance, ...], ListOf] = Field(
        default=(), max_length=10, description="what one finds and cannot choose (tables)"
    )
    better: Annotated[tuple[Better, ...], ListOf] = Field(
        default=(), max_length=100, description="what counts as better, and for whom (tables)"
    )
    cycles: Cycles | None = Field(
        default=None, description="a look at members week by week (a table)"
    )
    left_out: LeftOut | None = Field(
        default=None, description="a look at those admitted and left out, one by one (a table)"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Experiment":
        refuse("experiment", consistency.experiment_mistakes(self))
        return self

    def criteria(self) -> tuple[Better, ...]:
        """Return what counts as better: what is stated, or every outcome by its own measure."""
        stated = self.better or tuple(Better(outcome=name) for name in self.outcomes)
        return tuple(one.resolved() for one in stated)

    def measures(self) -> tuple[str, ...]:
        """Return the outcomes that are measured, those of `better` included."""
        return tuple(dict.fromkeys([*self.outcomes, *(one.outcome for one in self.better)]))
