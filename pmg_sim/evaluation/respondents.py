"""Virtual respondents: who raises which theme when asked what the group was like."""

from pmg_sim.codes import PRESENT
from pmg_sim.dice import uniform
from pmg_sim.evaluation.themes import BENEFITS, experience, look_outside
from pmg_sim.jit import process, rule
from pmg_sim.purposes import RESPONSE
from pmg_sim.theory.shapes import logistic

FIRST_DRAWBACK = len(BENEFITS)


@rule
def salience(p, index, theme, reference):
    """Log-odds of raising a theme: its index in reference SDs, less the shared threshold.

    ``reference`` (14, 2) holds the mean and the SD of each index over the reference runs.
    """
    threshold = p.benefit_threshold if theme < FIRST_DRAWBACK else p.drawback_threshold
    return (index - reference[theme, 0]) / reference[theme, 1] - threshold


@rule
def _answer(state, p, i, indices, reference, raised, chances):
    person = state.people[i]
    for theme in range(indices.shape[0]):
        chance = logistic(salience(p, indices[theme], theme, reference))
        u = uniform(state.run[0].stream, person.key, state.setting[0].horizon, RESPONSE, theme)
        chances[theme] += chance
        if u < chance:
            raised[theme] += 1.0


@process
def ask(state, p, g, reference, outside, indices, perceived, raised, chances):
    """Count, in ``raised`` (14,), the respondents of group `g` who raise each theme.

    ``chances`` (14,) receives the mean chance that one of them does, before they roll their dice.

    Respondents are the members ever, still in the department: mentees for themselves, mentors
    for what they perceive in the group, the mean over its mentees. `outside` (5,), `indices`
    (14,) and `perceived` (14,) are scratch. Returns the number of respondents.
    """
    raised[:] = 0.0
    chances[:] = 0.0
    perceived[:] = 0.0
    look_outside(state, p, outside)
    mentees = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.cohort != g or person.joined_group < 0 or person.status != PRESENT:
            continue
        experience(state, p, i, outside, indices)
        _answer(state, p, i, indices, reference, raised, chances)
        for theme in range(indices.shape[0]):
            perceived[theme] += indices[theme]
        mentees += 1
    respondents = mentees
    if mentees == 0:
        return respondents
    for theme in range(indices.shape[0]):
        perceived[theme] /= mentees
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.mentor_of == g and person.status == PRESENT:
            _answer(state, p, i, perceived, reference, raised, chances)
            respondents += 1
    for theme in range(indices.shape[0]):
        chances[theme] /= respondents
    return respondents
