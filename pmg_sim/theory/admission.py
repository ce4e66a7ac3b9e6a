"""Admission: who wants to join, whom the members take, who stays after a probation."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred, logistic


@rule
def wish_to_join(p, motivation):
    """Probability in (0, 1) that somebody who is asked wants to join.

    ``logistic(wish_base + a (2 motivation - 1))``; weights in log-odds. Source: assumption.
    """
    return logistic(p.wish_base + p.motivation_to_wish * centred(motivation))


@rule
def vote_for(p, trust, crowding):
    """Probability in (0, 1) that a member votes for a newcomer.

    ``logistic(vote_base + a (2 trust - 1) - b crowding)``: `trust` in the newcomer, in [0, 1];
    `crowding` is the size of the group as a share of the largest allowed. Source: rink2013
    (teams are slow to accept newcomers); form: assumption.
    """
    return logistic(p.vote_base + p.trust_to_vote * centred(trust) - p.crowding_to_vote * crowding)


@rule
def newcomer_trust(p, vouched):
    """Share of ordinary trust with which insiders and a newcomer start, in [0, 1].

    ``newcomer_trust + (1 - newcomer_trust) * vouching * vouched``; `vouched` is 1 with a sponsor.
    Source: rink2013 for the sign; form: assumption.
    """
    return p.newcomer_trust + (1.0 - p.newcomer_trust) * p.vouching * vouched


@rule
def passes_probation(p, trust):
    """Whether members' mean trust in a newcomer, in [0, 1], is enough when a probation ends.

    ``trust >= probation_trust``. Source: assumption.
    """
    return trust >= p.probation_trust
