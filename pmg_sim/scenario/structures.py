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

    concentration: float
    agenda_control: float
    curriculum_share: float
    external_presence: float
    evaluative_power: float
    expertise: float


# A flat group of peers is the origin: nothing is added to what the members bring themselves.
# A senior mentor who only advises is counted by `senior_mentors`, not here.
STRUCTURES: dict[str, Primitives] = {
    "flat": Primitives(
        concentration=0.0,
        agenda_control=0.0,
        curriculum_share=0.0,
        external_presence=0.0,
        evaluative_power=0.0,
        expertise=0.0,
    ),
}
