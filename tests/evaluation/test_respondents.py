"""The virtual respondents: who raises what, under one threshold for all of a kind."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.dice import uniform
from pmg_sim.evaluation.reference import reference_scale
from pmg_sim.evaluation.respondents import ask, salience
from pmg_sim.evaluation.themes import BENEFITS, DRAWBACKS, OUTSIDE, THEMES, experience, look_outside
from pmg_sim.parameters import PARAMETERS, pack
from pmg_sim.purposes import RESPONSE
from tests.processes.running import present, run, study
from tests.theory.ranges import plain

FAR = 60.0  # of a logistic, beyond any index


def thresholds(benefit, drawback):
    """Return parameters with these thresholds, which may lie beyond the range of the table."""
    p = pack()
    p.benefit_threshold, p.drawback_threshold = benefit, drawback
    return p[0]


def answers(state, p, group=0):
    """Return how many were asked, and how many raised each theme."""
    asked, raised, _ = answers_and_chances(state, p, group)
    return asked, raised


def answers_and_chances(state, p, group=0):
    """Return how many were asked, how many raised each theme, and the mean chances."""
    outside = np.zeros(len(OUTSIDE))
    indices, perceived, raised, chances = np.zeros((4, len(THEMES)))
    reference = reference_scale()
    asked = ask(state, p, group, reference, outside, indices, perceived, raised, chances)
    return asked, raised, chances


@pytest.fixture(scope="module")
def state():
    return run(study(), 208, seed=2)


def members(state):
    """Return the rows of those asked: mentees ever, and mentors, who are still there."""
    people = present(state)
    mentees = (people.cohort == 0) & (people.joined_group >= 0)
    here = people.status == codes.PRESENT
    return np.flatnonzero(mentees & here), np.flatnonzero((people.mentor_of == 0) & here)


def test_everyone_raises_everything_far_above_the_threshold(state):
    mentees, mentors = members(state)
    asked, raised = answers(state, thresholds(-FAR, -FAR))
    assert asked == len(mentees) + len(mentors) >= 3
    assert (raised == asked).all()


def test_no_one_raises_anything_far_below_it(state):
    _, raised = answers(state, thresholds(FAR, FAR))
    assert (raised == 0).all()


def test_benefits_and_drawbacks_have_a_threshold_each_and_share_it(state):
    asked, raised = answers(state, thresholds(-FAR, FAR))
    assert raised.tolist() == [asked] * len(BENEFITS) + [0] * len(DRAWBACKS)
    middle = answers(state, thresholds(0.0, 0.0))[1]
    lower = answers(state, thresholds(-1.0, 0.0))[1]
    assert (lower >= middle)[: len(BENEFITS)].all()
    assert (lower == middle)[len(BENEFITS) :].all()


def test_no_theme_has_a_number_of_its_own():
    own = [name for name, number in PARAMETERS.items() if number.mechanism == "evaluation"]
    assert own == ["benefit_threshold", "drawback_threshold"]
    reference = reference_scale()
    p = thresholds(0.3, -0.7)
    for theme in range(len(THEMES)):
        mean, sd = reference[theme]
        threshold = 0.3 if theme < len(BENEFITS) else -0.7
        for away in (-2.0, 0.0, 1.5):
            found = plain(salience)(p, mean + away * sd, theme, reference)
            assert found == pytest.approx(away - threshold), "slope 1 in reference SDs"


def test_answers_are_those_of_the_dice(state):
    p = thresholds(0.2, -0.2)
    outside, indices = np.zeros(len(OUTSIDE)), np.zeros(len(THEMES))
    look_outside(state, p, outside)
    mentees, mentors = members(state)
    lived, expected = [], np.zeros(len(THEMES))
    for i in mentees:
        experience(state, p, i, outside, indices)
        lived.append(indices.copy())
    # A mentor reports what she perceives in the group.
    lived += [np.mean(lived, axis=0)] * len(mentors)
    for i, index in zip([*mentees, *mentors], lived, strict=True):
        for theme in range(len(THEMES)):
            weight = plain(salience)(p, index[theme], theme, reference_scale())
            u = uniform(state.run[0].stream, present(state)[i].key, 208, RESPONSE, theme)
            expected[theme] += u < 1 / (1 + np.exp(-weight))
    asked, raised = answers(state, p)
    assert asked == len(lived)
    assert raised.tolist() == expected.tolist()


def test_asking_again_gives_the_same_answers_and_changes_nothing(state):
    before = state.people.tobytes()
    one, other = (answers(state, thresholds(0.0, 0.0)) for _ in range(2))
    assert one[0] == other[0]
    assert one[1].tolist() == other[1].tolist()
    assert state.people.tobytes() == before


def test_where_no_group_met_nobody_is_asked():
    state = run(study().without_group(), 104)
    asked, raised = answers(state, thresholds(-FAR, -FAR))
    assert asked == 0
    assert (raised == 0).all()


def test_the_chances_are_those_by_which_themes_are_raised(state):
    # Over many thresholds the mean chance tracks the share that raises the theme.
    shares, chances = [], []
    for threshold in np.linspace(-3, 3, 60):
        asked, raised, chance = answers_and_chances(state, thresholds(threshold, threshold))
        shares.append(raised / asked)
        chances.append(chance)
    shares, chances = np.array(shares), np.array(chances)
    assert ((chances > 0) & (chances < 1)).all()
    assert (np.diff(chances, axis=0) < 0).all()
    assert abs((shares - chances).mean()) < 0.05
