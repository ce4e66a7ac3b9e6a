"""Tonight's structure: what the lead, a facilitator, a mentor and a guest bring together."""

from pmg_sim.codes import DISCUSSION
from pmg_sim.jit import seldom
from pmg_sim.theory.structure import either


@seldom
def facilitator_present(state, g):
    """Whether a facilitator is with the group this week."""
    group = state.groups[g]
    return group.facilitator_from <= state.run[0].week < group.facilitator_until


@seldom
def settle_structure(state, g, m, mentor_present):
    """Write tonight's primitives, who is paid, and whether there is a guest speaker."""
    group = state.groups[g]
    tonight = state.meetings[m]
    group.concentration = group.lead_concentration
    group.agenda_control = group.lead_agenda_control
    group.curriculum_share = group.lead_curriculum_share
    group.external_presence = group.lead_external_presence
    group.evaluative_power = group.lead_evaluative_power
    group.expertise = group.lead_expertise
    if mentor_present:
        group.concentration = either(group.concentration, group.mentor_concentration)
        group.agenda_control = either(group.agenda_control, group.mentor_agenda_control)
        group.evaluative_power = either(group.evaluative_power, group.mentor_evaluative_power)
    if facilitator_present(state, g):
        tonight.facilitated = 1
        tonight.fees_usd += group.facilitator_fee
        group.concentration = either(group.concentration, group.facilitator_concentration)
        group.agenda_control = either(group.agenda_control, group.facilitator_agenda_control)
        group.curriculum_share = either(group.curriculum_share, group.facilitator_curriculum_share)
        group.external_presence = either(
            group.external_presence, group.facilitator_external_presence
        )
        group.evaluative_power = either(group.evaluative_power, group.facilitator_evaluative_power)
        group.expertise = max(group.expertise, group.facilitator_expertise)
    if tonight.purpose == DISCUSSION and group.guest_every > 0:
        group.discussions += 1
        if group.discussions % group.guest_every == 0:
            tonight.guest = 1
            tonight.fees_usd += group.guest_fee
            share = min(1.0, group.guest_minutes / tonight.length)
            group.curriculum_share = either(group.curriculum_share, share)
            group.external_presence = 1.0
