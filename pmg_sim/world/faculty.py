"""A person as an agent: the phases of a person's week, and the ties to colleagues."""

from collections.abc import Iterator
from typing import NamedTuple

from pmg_sim.codes import PRESENT
from pmg_sim.processes.one_person import connection_of, leave_department
from pmg_sim.world.group import Group
from pmg_sim.world.person import Person
from pmg_sim.world.view import phase


class Tie(NamedTuple):
    """A tie as one of its two ends sees it.

    Attributes
    ----------
    colleague : Faculty
        Who is at the other end.
    trust : float
        Trust in the colleague, 0 to 1; theirs may be another one.
    closeness : float
        Closeness of the two, 0 to 1.
    """

    colleague: "Faculty"
    trust: float
    closeness: float


class Faculty(Person):
    """A person of the department.

    A subclass changes what people do by overriding one of the phases of the week; what it does
    not override stays the theory's. Phases run in the order in which they stand here, with those
    of `Group` between them, each for everybody present before the next one begins.

    Parameters
    ----------
    model
        The model.
    row
        The person's row in ``model.state.people``.

    Examples
    --------
    People who come to meetings only while they are motivated:

    >>> from pmg_sim.world import Faculty, PeerMentoringModel
    >>> class Sceptic(Faculty):
    ...     def attend(self):
    ...         super().attend()
    ...         if self.motivation <= 0.6:
    ...             self.attending = False
    >>> model = PeerMentoringModel(faculty_class=Sceptic)
    >>> model.run_for(52)
    >>> model.overridden
    ('Sceptic.attend',)
    """

    @phase
    def attend(self) -> None:
        """Decide whether to come to this week's meeting, if there is one: `attending`."""

    @phase
    def work(self) -> None:
        """Work: hours by discretion, feelings and the deadline's pull, shared out over projects."""

    @phase
    def publish(self) -> None:
        """Move what is finished or under review on: submissions, decisions, completions."""

    @phase
    def collaborate(self) -> None:
        """Perhaps start joint work with a colleague met this week."""

    @phase
    def share_time(self) -> None:
        """Share out the hours left for colleagues at large."""

    @phase
    def tend_ties(self) -> None:
        """Let contact and its absence act on the ties that this person tends."""

    @phase
    def feel(self) -> None:
        """Let motivation, strain, satisfaction and support move to what the week brought."""

    @phase
    def advance(self) -> None:
        """Move the career on: a new position, a promotion, a departure."""

    def remove(self) -> None:
        """Leave the department, with all that hangs on the person, and the model."""
        leave_department(self.model.state, self.row)
        super().remove()

    @property
    def is_present(self) -> bool:
        """Whether the person is in the department."""
        return self.model.columns["people.status"][self.row] == PRESENT

    @property
    def group(self) -> Group | None:
        """The group in which the person has a seat, or None."""
        return self.model.group(self.model.columns["people.group"][self.row])

    @property
    def is_member(self) -> bool:
        """Whether the person has a seat in a group."""
        return self.model.columns["people.group"][self.row] >= 0

    @property
    def cohort(self) -> Group | None:
        """The group that invited the person, in every arm, or None."""
        return self.model.group(self.model.columns["people.cohort"][self.row])

    @property
    def asked_by(self) -> Group | None:
        """The group that asked the person to be among its founders, accepted or not, or None."""
        return self.model.group(self.model.columns["people.asked_by"][self.row])

    @property
    def admitted_to(self) -> Group | None:
        """The group that admitted the person later, or None."""
        return self.model.group(self.model.columns["people.admitted_to"][self.row])

    @property
    def mentor_of(self) -> Group | None:
        """The group whose senior mentor the person is meant to be, in every arm, or None."""
        return self.model.group(self.model.columns["people.mentor_of"][self.row])

    @property
    def connection(self) -> float:
        """How connected the person is, in [0, 1): read off the ties."""
        return self.model.call(connection_of, self.row, 1)

    @property
    def outside_connection(self) -> float:
        """How connected the person is to those outside the own group, in [0, 1)."""
        return self.model.call(connection_of, self.row, 0)

    @property
    def isolation(self) -> float:
        """What is missing to full connection, in (0, 1]."""
        return 1.0 - self.connection

    def colleagues(self) -> Iterator[Tie]:
        """Yield the person's ties, one `Tie` for each colleague known."""
        read = self.model.columns
        for slot in range(self.ties):
            edge = read["contacts"][self.row, slot]
            a, b = read["edges.a"][edge], read["edges.b"][edge]
            tended = a == self.row
            colleague = self.model.person(b if tended else a)
            if colleague is not None:
                trust = read["edges.trust_ab" if tended else "edges.trust_ba"][edge]
                yield Tie(colleague, trust, read["edges.closeness"][edge])

    def trust_in(self, other: "Faculty") -> float:
        """Return the trust in a colleague, 0 to 1; 0 where there is no tie."""
        return next((tie.trust for tie in self.colleagues() if tie.colleague is other), 0.0)

    def closeness_to(self, other: "Faculty") -> float:
        """Return the closeness to a colleague, 0 to 1; 0 where there is no tie."""
        return next((tie.closeness for tie in self.colleagues() if tie.colleague is other), 0.0)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.key}, {self.stage}>"
