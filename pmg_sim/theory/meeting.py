"""The floor: how a meeting's minutes are spent, each minute once."""

from pmg_sim.codes import ONE_PRESENTER, ROTATING
from pmg_sim.jit import rule
from pmg_sim.theory.shapes import between


@rule
def break_minutes(p, length):
    """Minutes of breaks: `break_share` of what a meeting lasts beyond ninety minutes.

    Source: assumption.
    """
    return p.break_share * max(0.0, length - 90.0)


@rule
def decision_minutes(p, length, people, concentration, agenda_control, maturity):
    """Minutes spent on deciding what to do.

    ``length * decision_share * (people / 6) * (1 - d (1 - (1 - concentration)(1 - agenda)))
    * (1 - m maturity)``, at most `length`

    `concentration` of decisions in one person and an outsider's `agenda_control` each shorten it
    (d = `direction_saves`), practice does too (m = `maturity_saves`); all in [0, 1].
    Source: study (a flat group takes longer); greer2018 for the sign; form: assumption.
    """
    directed = 1.0 - (1.0 - concentration) * (1.0 - agenda_control)
    minutes = (
        length
        * p.decision_share
        * (people / 6.0)
        * (1.0 - p.direction_saves * directed)
        * (1.0 - p.maturity_saves * maturity)
    )
    return min(minutes, length)


@rule
def personal_minutes(p, length, closeness, agenda_control):
    """Minutes of personal talk: grow with mean closeness, held down by who runs the agenda.

    ``length * (personal_share + closeness_to_talk * closeness) * (1 - agenda_holds_talk *
    agenda_control)``; shares in [0, 1]. Source: study; form: assumption.
    """
    share = p.personal_share + p.closeness_to_talk * closeness
    return length * share * (1.0 - p.agenda_holds_talk * agenda_control)


@rule
def turns(policy, people, minutes, shortest):
    """How many members get the floor, from 0 to `people`.

    Everyone if each can have the `shortest` turn (minutes), else as many as can; half of them
    (rounded up) when turns rotate; one when one member presents. Source: study (check-ins of 10
    to 30 minutes); form: assumption.
    """
    if minutes < shortest or people == 0:
        return 0
    wanted = people
    if policy == ROTATING:
        wanted = (people + 1) // 2
    elif policy == ONE_PRESENTER:
        wanted = 1
    return min(wanted, int(minutes / shortest))


@rule
def turn_minutes(minutes, count, longest):
    """Minutes of one check-in: an even share of the floor, at most `longest`.

    Source: study (check-ins of 10 to 30 minutes).
    """
    return between(minutes / count, 0.0, longest)


@rule
def matured(p, maturity, met_share):
    """Maturity of a group after a meeting, in [0, 1].

    ``maturity + maturing * met_share * (1 - maturity)`` where `met_share` is the share of members
    present. Source: study (slow group development); form: assumption.
    """
    return maturity + p.maturing * met_share * (1.0 - maturity)


@rule
def unsettled(maturity, members):
    """Maturity left when a newcomer makes the group `members` strong: diluted by the share.

    ``maturity * (members - 1) / members``. Source: study (a newcomer unsettles); form: assumption.
    """
    return maturity * (members - 1.0) / members
