"""The costly part of a week in numpy: one operation for all people, or ties, of all departments.

Written as such code usually is, with whole arrays and masks; departments lie end to end, so that
their different sizes cost nothing.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from pmg_sim import dice
from pmg_sim.bench.costly import EVENTS
from pmg_sim.codes import ACTING_ASSISTANT, ASSOCIATE, CLINICAL_FACULTY, PRESENT, SENIOR
from pmg_sim.processes.feelings import UNIFORM_SD
from pmg_sim.purposes import FALLING_OUT, LEAVING, LUCK, POSITION, PROMOTION
from pmg_sim.state import State


def mix(z: np.ndarray) -> np.ndarray:
    """Scatter 64 bits of each number."""
    z = (z ^ (z >> dice.SHIFT_30)) * dice.MULTIPLY_1
    z = (z ^ (z >> dice.SHIFT_27)) * dice.MULTIPLY_2
    return z ^ (z >> dice.SHIFT_31)


def uniform(begun: np.ndarray, purpose: int, index: Any) -> np.ndarray:
    """Finish draws begun by ``mix`` of stream, person and week."""
    with np.errstate(over="ignore"):  # single numbers warn when they wrap, arrays do not
        steps = np.uint64(purpose) * dice.STEP_PURPOSE + index * dice.STEP_INDEX
    bits = mix(begun + steps)
    return (bits >> dice.DROP_11) * dice.UNIT_53


def logistic(x: np.ndarray) -> np.ndarray:
    """Log-odds to shares."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0.0, 1.0, small) / (1.0 + small)


def centred(share: np.ndarray) -> np.ndarray:
    """Map [0, 1] to [-1, 1]."""
    return 2.0 * share - 1.0


def befalls(u: np.ndarray, rate_per_year: np.ndarray) -> int:
    """Count the events; chances are reckoned only where the rate does not settle the draw."""
    rate = np.broadcast_to(rate_per_year / 52.0, u.shape)
    open_still = u < rate
    return int((u[open_still] < -np.expm1(-rate[open_still])).sum())


class Block:
    """Departments end to end as arrays, and their costly weeks.

    Parameters
    ----------
    states
        Departments of one set of parameters; they are copied.
    parameters : numpy.recarray, shape (1,)
        The theory's numbers.
    """

    def __init__(self, states: list[State], parameters: Any) -> None:
        self.p = SimpleNamespace(
            **{name: float(parameters[name][0]) for name in parameters.dtype.names}
        )
        self.week = int(states[0].run.week[0])
        people, edges, streams, first = [], [], [], 0
        for state in states:
            present = np.flatnonzero(state.people.status == PRESENT)
            place = np.full(state.people.shape[0], -1)
            place[present] = first + np.arange(present.size)
            first += present.size
            tied: Any = state.edges[state.edges.a >= 0].copy()
            tied["a"], tied["b"] = place[tied["a"]], place[tied["b"]]
            people.append(state.people[present])
            edges.append(tied)
            streams.append(np.full(present.size, state.run.stream[0]))
        self.people = _columns(people)
        self.edges = _columns(edges)
        self.setting = states[0].setting[0]
        self.stream = np.concatenate(streams)
        keys = self.people.key.astype(np.uint64)
        self.begin_person = self.stream + keys * dice.STEP_PERSON
        a, b = self.edges.a, self.edges.b
        one, other = np.minimum(keys[a], keys[b]), np.maximum(keys[a], keys[b])
        self.begin_edge = self.stream[a] + one * dice.STEP_PERSON
        self.other_key = other
        self.ends = np.stack([a, b], axis=1).ravel()
        self.everybody = np.concatenate([np.arange(keys.size), self.ends])
        self.zero = np.uint64(0)

    def weeks(self, weeks: int) -> np.ndarray:
        """Run so many weeks; return the counts of `EVENTS`."""
        counted = np.zeros(len(EVENTS), np.int64)
        for _ in range(weeks):
            self.week += 1
            self._tend(counted)
            self._feel()
            self._advance(counted)
        return counted

    def _tend(self, counted: np.ndarray) -> None:
        p, people, edges = self.p, self.people, self.edges
        a, b = edges.a, edges.b
        outside = edges.closeness * np.sqrt(people.contact[a] * people.contact[b])
        contact = outside + edges.meeting_contact
        minutes = 60.0 * p.private_talk * outside
        told = minutes / (minutes + p.disclosure_minutes)
        given = np.stack([edges.trust_ab * told, edges.trust_ba * told], axis=1)
        given *= edges.closeness[:, None]
        people.support_flow = _sum(self.everybody, people.support_flow, given)
        share = contact / (contact + p.contact_half)
        gain = p.contact_to_closeness * share
        edges.closeness = (
            edges.closeness + gain * (1.0 - edges.closeness) - p.closeness_fade * edges.closeness
        )
        gain = p.contact_to_trust * share
        for name, end in (("trust_ab", a), ("trust_ba", b)):
            trust = getattr(edges, name)
            raised = trust + gain * (1.0 - trust)
            setattr(edges, name, raised + p.trust_fade * (people.general_trust[end] - raised))
        edges.meeting_contact = np.zeros_like(contact)
        joint = (edges.joint > 0).astype(float)
        strain = 0.5 * (people.strain[a] + people.strain[b])
        rate = p.falling_out_rate / 52.0 * edges.closeness * strain
        chance = np.minimum(1.0, rate * (1.0 + p.joint_to_rift * joint + p.broken_to_rift * 0.0))
        begun = mix(self.begin_edge + self._week_step())
        counted[0] += (uniform(begun, FALLING_OUT, self.other_key) < chance).sum()
        strength = np.stack([edges.trust_ab, edges.trust_ba], axis=1) * edges.closeness[:, None]
        wider = people.wider * people.general_trust * (self.setting.wider_share > 0.0)
        people.strength = _sum(self.everybody, wider, strength)

    def _week_step(self) -> np.uint64:
        with np.errstate(over="ignore"):
            return np.uint64(self.week) * dice.STEP_WEEK

    def _luck(self, which: int) -> np.ndarray:
        u = uniform(self.begun, LUCK, np.uint64(which))
        return (u - 0.5) / UNIFORM_SD

    def _feel(self) -> None:
        p, person = self.p, self.people
        self.begun = mix(self.begin_person + self._week_step())
        flow = person.support_flow + p.support_elsewhere
        level = flow / (flow + person.support_half)
        person.support = person.support + p.support_memory * (level - person.support)
        person.support_flow = np.zeros_like(flow)
        self.connected = person.strength / (person.strength + p.ties_half)
        target = logistic(
            person.strain_level
            + p.evening_to_strain * person.evening_hours
            + p.overtime_to_strain * person.overtime
            + p.load_to_strain * (person.in_hand / p.projects_at_once - 1.0)
            - p.support_to_strain * centred(person.support)
            + p.weekly_luck * self._luck(0)
        )
        person.strain = person.strain + p.strain_rate * (target - person.strain)
        target = logistic(
            person.satisfaction_level
            + p.connection_to_satisfaction * centred(self.connected)
            + p.support_to_satisfaction * centred(person.support)
            + p.efficacy_to_satisfaction * centred(person.efficacy)
            - p.strain_to_satisfaction * centred(person.strain)
            + p.weekly_luck * self._luck(1)
        )
        person.satisfaction = person.satisfaction + p.feeling_rate * (target - person.satisfaction)
        target = logistic(
            person.motivation_level
            + p.satisfaction_to_motivation * centred(person.satisfaction)
            + p.efficacy_to_motivation * centred(person.efficacy)
            + p.support_to_motivation * centred(person.support)
            + person.comparison
            + p.weekly_luck * self._luck(2)
        )
        person.motivation = person.motivation + p.feeling_rate * (target - person.motivation)
        x = person.efficacy + p.efficacy_fade * (person.efficacy_level - person.efficacy)
        person.efficacy = x + p.efficacy_luck * self._luck(3) * x * (1.0 - x)
        person.pace = person.pace + p.pace_memory * (person.hours - person.idle_hours - person.pace)
        self._learn()

    def _learn(self) -> None:
        p, person, setting = self.p, self.people, self.setting
        dyad = np.where(person.mentored > 0, p.dyad_hours / 3.0, 0.0)
        for name in ("promotion", "research", "management"):
            known = getattr(person, f"{name}_know_how")
            known = _advised(p, known, dyad)
            if name == "promotion" and setting.committee_interval > 0.0:
                before = (self.week + person.key) / setting.committee_interval
                due = (before + 1.0 / setting.committee_interval).astype(int) > before.astype(int)
                due &= person.rank >= setting.committee_from_rank
                known = np.where(due, _advised(p, known, p.committee_hours), known)
            known = known + p.forgetting * (getattr(person, f"{name}_level") - known)
            setattr(person, f"{name}_know_how", known)

    def _advance(self, counted: np.ndarray) -> None:
        p, person = self.p, self.people
        above = person.promotion_know_how - p.know_how_junior
        rate = (
            p.positions_per_year
            * (1.0 + p.connection_to_position * centred(self.connected))
            * (1.0 + p.know_how_to_position * above)
            * (1.0 + p.motivation_to_position * centred(person.motivation))
        )
        counted[1] += befalls(uniform(self.begun, POSITION, self.zero), rate)
        person.weeks_in_rank = person.weeks_in_rank + 1
        rate = (
            p.promotion_per_year
            * (1.0 + p.satisfaction_to_promotion * centred(person.satisfaction))
            * (1.0 + p.know_how_to_position * above)
        )
        waiting = person.weeks_in_rank / 52.0 < p.promotion_clock
        rate = np.where((person.rank > ASSOCIATE) | waiting, 0.0, rate)
        first = (person.rank == ACTING_ASSISTANT) | (person.rank == CLINICAL_FACULTY)
        rate = np.where(first, p.appointment_per_year, rate)
        counted[2] += befalls(uniform(self.begun, PROMOTION, self.zero), rate)
        rate = (
            p.leaving_per_year
            * self.setting.track_ratio
            * np.exp(
                -p.satisfaction_to_staying * centred(person.satisfaction)
                - p.connection_to_staying * centred(self.connected)
                - p.know_how_to_staying * 2.0 * above
            )
        )
        rate = np.where(person.stage == SENIOR, rate * p.settled_leaving_ratio, rate)
        counted[3] += befalls(uniform(self.begun, LEAVING, self.zero), rate)


def _columns(tables: list[np.recarray]) -> SimpleNamespace:
    whole: Any = np.concatenate(tables)
    return SimpleNamespace(**{name: whole[name].copy() for name in whole.dtype.names})


def _sum(places: np.ndarray, start: np.ndarray, added: np.ndarray) -> np.ndarray:
    """Add to each place, in order, what its edges add."""
    weights = np.concatenate([start, added.ravel()])
    return np.bincount(places, weights, minlength=start.size)


def _advised(p: SimpleNamespace, known: np.ndarray, hours: np.ndarray | float) -> np.ndarray:
    step = np.minimum(1.0, p.advice_to_know_how * hours)
    return known + step * np.maximum(0.0, p.know_how_senior - known)
