"""The department as an agent: its roster, who came and who left."""

from typing import ClassVar

from mesa.agentset import AgentSet

from pmg_sim.world.columns import Column, Number
from pmg_sim.world.faculty import Faculty
from pmg_sim.world.view import View, phase


class Department(View):
    """The department; there is one, in row 0."""

    level: ClassVar[str] = "department"
    table: ClassVar[str] = "setting"

    week = Column[int]("The week that was last begun; -1 before the first.", table="run")
    departures = Column[int]("People who have left so far.", table="run")
    horizon = Column[int]("Weeks of the study period.")
    hires_per_week = Column[float]("People hired by chance, on average per week.")
    specialties = Column[int]("Specialties that people are spread over.")
    sites = Column[int]("Workplaces that people are spread over.")
    protected_hours = Number("Protected time of everybody, hours a week.")

    @phase
    def begin_week(self) -> None:
        """Open the week: hires, dated events, groups that begin or reach their planned end."""

    @property
    def roster(self) -> AgentSet[Faculty]:
        """Everybody who is in the department now, in the order of rows."""
        return self.model.faculty

    @property
    def hires(self) -> AgentSet[Faculty]:
        """Those of the roster who were hired since the start."""
        hires = (person for person in self.roster if person.arrived >= 0)
        return AgentSet(hires, random=self.model.random)
