"""What counts as better: by how much, in which direction, and for whom."""

from typing import Annotated, Literal

from pydantic import Field

from pmg_sim.experiments.outcomes import OUTCOMES, WHOM
from pmg_sim.scenario.fields import Among, Number, Table


class Better(Table):
    """What counts as better."""

    outcome: Annotated[str, Among(OUTCOMES)] = Field(description="the outcome, by name (no unit)")
    matters: Number | None = Field(
        default=None, ge=1e-9, le=1e9, description="the smallest difference that matters (its unit)"
    )
    direction: Literal["more", "less"] | None = Field(
        default=None, description="whether more of it is better, or less (no unit)"
    )
    whom: Annotated[str, Among(WHOM)] | None = Field(default=None, description="for whom (no unit)")

    def resolved(self) -> "Better":
        """Return it with the outcome's own size, direction and people where it states none."""
        outcome = OUTCOMES[self.outcome]
        return Better(
            outcome=self.outcome,
            matters=float(outcome.matters if self.matters is None else self.matters),
            direction=self.direction or outcome.better,
            whom=self.whom or outcome.whom,
        )
