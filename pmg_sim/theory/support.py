"""Support and safety: what is told, and so what can be answered, rests on trust."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import between, saturating


@rule
def safety(p, trust, confidentiality, external_presence, evaluative_power):
    """How safe a person feels to speak openly, in [0, 1].

    ``trust * (1 - l (1 - confidentiality)) * (1 + x external_presence) * (1 - v evaluative_power)``
    held inside [0, 1].

    `trust` is the mean trust in those listening; `confidentiality` is 1 where it was agreed.
    An outsider's presence may lower or raise safety (the parameter's prior spans zero); someone
    who judges careers in the room lowers it. Source: frazier2017 (unverified), study; form:
    assumption.
    """
    return between(
        trust
        * (1.0 - p.confidentiality_loss * (1.0 - confidentiality))
        * (1.0 + p.external_to_safety * external_presence)
        * (1.0 - p.power_chills * evaluative_power),
        0.0,
        1.0,
    )


@rule
def disclosure(p, safe, minutes):
    """How much a person tells in `minutes` of floor or private talk, in [0, 1).

    ``safe * minutes / (minutes + disclosure_minutes)``. Source: assumption.
    """
    return safe * saturating(minutes, p.disclosure_minutes)


@rule
def listening(p, floor_minutes):
    """Attention that a listener has left, averaged over a meeting, in (0, 1].

    ``1 / (1 + floor_minutes / listening_minutes)``: listening wears out as the evening's floor
    time (minutes, all speakers together) grows. Source: assumption.
    """
    return 1.0 / (1.0 + floor_minutes / p.listening_minutes)


@rule
def support_given(told, warmth):
    """Support in answer to what was told: ``told * warmth``, both at least 0.

    In [0, 1) for one listener, whose `warmth` is in [0, 1]; that of several adds up.
    Source: study (support rests on trust and closeness); form: assumption.
    """
    return told * warmth


@rule
def support_level(flow, half):
    """Level of felt support that a steady weekly `flow` would bring, in [0, 1).

    ``flow / (flow + half)``, where `half` > 0 differs between people: the same support is felt
    more by some than by others. Source: assumption.
    """
    return saturating(flow, half)
