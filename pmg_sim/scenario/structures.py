"""Named structures of a group: each name is a point in the space of primitives.

The rules of the theory read the primitives and never the name, so that a new structure is a
new line in this table and nothing else.
"""

from typing import NamedTuple


class Primitives(NamedTuple):
    """What a structure consists of.

    Attributes
    ----------
    concentration
        How far decisions lie in one hand; 0 everybody decides, 1 one person does.
    agenda_control
        How far somebody keeps the evening to its agenda; 0 nobody, 1 fully.
    curriculum_share
        Share of a meeting's minutes given to a prepared programme or a speaker, 0 to 1.
    external_presence
        Presence of somebody who does not belong to the group; 0 absent, 1 every meeting.
    evaluative_power
        Say that somebody in the room has over the members' careers; 0 none, 1 decides them.
    expertise
        Know-how that the one who leads brings into the room, 0 to 1.
    """

    concentration: float = 0.0
    agenda_control: float = 0.0
    curriculum_share: float = 0.0
    external_presence: float = 0.0
    evaluative_power: float = 0.0
    expertise: float = 0.0


class Structure(NamedTuple):
    """What the group's own lead contributes, and what a facilitator adds while present."""

    lead: Primitives
    facilitator: Primitives | None = None


FACILITATOR = Primitives(
    concentration=0.2,
    agenda_control=0.7,
    curriculum_share=0.25,
    external_presence=1.0,
    expertise=0.7,
)
"""A facilitator from outside, who runs the agenda and teaches, and does not judge."""

# A flat group of peers is the origin: nothing is added to what the members bring themselves.
# A senior mentor who only advises is counted by `senior_mentors`, not here.
STRUCTURES: dict[str, Structure] = {
    "flat": Structure(Primitives()),
    "facilitated": Structure(Primitives(), FACILITATOR),
    "senior_led": Structure(
        Primitives(concentration=0.8, agenda_control=0.5, evaluative_power=0.6, expertise=0.7)
    ),
    "rotating": Structure(Primitives(concentration=0.4, agenda_control=0.4)),
}

MENTOR_ROLES: dict[str, Primitives] = {
    "adviser": Primitives(),
    "authority": Primitives(concentration=0.6, agenda_control=0.3, evaluative_power=0.6),
}
"""What a senior mentor adds to a meeting that the mentor attends, beside advice."""
