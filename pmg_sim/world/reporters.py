"""What a Mesa DataCollector notes each week; plain functions, so that a model can be pickled."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmg_sim.world.model import PeerMentoringModel


def week(model: "PeerMentoringModel") -> int:
    """Return the week that is over; -1 on the eve of the first."""
    return model.week


def people(model: "PeerMentoringModel") -> int:
    """Return how many people are in the department."""
    return int(model.mean("department", "people"))


def groups_alive(model: "PeerMentoringModel") -> int:
    """Return how many groups are alive."""
    return sum(group.is_alive for group in model.groups)


def cohort_motivation(model: "PeerMentoringModel") -> float:
    """Return the mean motivation of the invited, in [0, 1]; nan before any invitation."""
    return model.mean("cohort", "motivation")


def outsiders_connection(model: "PeerMentoringModel") -> float:
    """Return the mean connection of those not invited, in [0, 1)."""
    return model.mean("outsiders", "connection")


def papers(model: "PeerMentoringModel") -> int:
    """Return the papers published so far, once per author, leavers' included."""
    return int(model.state.people["papers_published"].sum())


REPORTERS = {
    report.__name__: report
    for report in (week, people, groups_alive, cohort_motivation, outsiders_connection, papers)
}
"""Every reporter by the name of its column."""
